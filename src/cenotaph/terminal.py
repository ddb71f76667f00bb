"""What the terminal shows: tables whose numbers are Figures, progress bars, one-line errors."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cenotaph.model import Claim, Figure, Hedge, Incident, Measure, Period, Position, Report, Stance, Step, claimed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from cenotaph.extract import Tally
    from cenotaph.reconcile import Envelope, Reckoning
    from cenotaph.terminal_reckoning import Sayings

__all__ = [
    "Progress",
    "claims_table",
    "complain",
    "escaped",
    "explanation_lines",
    "in_words",
    "incidents_table",
    "interval",
    "plain_table",
    "positions_table",
    "print_table",
    "progress",
    "reckoning_lines",
    "trail_lines",
]

Progress = Callable[[int, int, str], None]

_MEASURES = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.KILLED_OR_INJURED: "killed or injured",
    Measure.MISSING: "missing",
    Measure.DETAINED: "detained",
    Measure.BODIES_FOUND: "bodies found",
    Measure.STRENGTH: "strength",
    Measure.INVOLVEMENT: "involvement",
    Measure.EVENT: "event",
}

_STANCES = {
    Stance.DENIES: "denies",
    Stance.DECLINES_TO_SAY: "declines to say",
    Stance.REPORTS_UNKNOWN: "says it is unknown",
}


def complain(message: str, hint: str = "") -> None:
    """One line on standard error, with a hint."""
    line = " ".join(f"{message} ({hint})".split() if hint else message.split())
    print(f"cenotaph: {line}", file=sys.stderr)


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A progress bar on standard error when that is a terminal, nothing otherwise.

    Yields a callable ``(done, total, what)``.
    """
    if not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, description=f"{label} {what[-40:]}")

        yield show


def _console() -> Console:
    from rich.console import Console

    # A pipe has no width of its own: wide enough that a row stays a row.
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False, soft_wrap=False)


def print_table(table: Table) -> None:
    """A rich table on standard output."""
    _console().print(table)


def plain_table(title: str | None, columns: Sequence[tuple[str, dict[str, Any]]]) -> Table:
    """A rich table with a rule under its head and nothing else; columns are names with rich's options."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for name, options in columns:
        table.add_column(name, **options)
    return table


def escaped(text: str | None) -> str:
    """Text in which rich finds no markup of its own."""
    from rich.markup import escape

    return escape(text or "")


def in_words(claim: Claim) -> str:
    """What the claim says of how many, in the source's words: “several dozen”, "denies", "unknown"."""
    if claim.stance in _STANCES:
        return _STANCES[claim.stance]
    if claim.count is None or not claim.count.text:
        return ""
    return f"“{claim.count.text}”"


def interval(figure: Figure) -> str:
    """The figure as a column entry; a claim that states no number has none."""
    return "?" if figure.unknown else str(figure)


def _chain(claim: Claim) -> str:
    return " < ".join([claim.speaker.name, *(speaker.name for speaker in reversed(claim.via))])


def explanation_lines(report: Report, claims: Sequence[Claim], tally: Tally) -> Iterator[str]:
    """Every claim with its quote and, field by field, the words and rules behind it; then the tally's reasons."""
    from cenotaph.extract.explain import explain

    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    for claim in claims:
        anchor = claim.anchor
        yield f"{numbers[claim.id]}  {claim.id}  confidence {claim.extraction.confidence}, by {claim.extraction.by}"
        yield f"   “{' '.join(anchor.quote.split())}”  [{anchor.start}:{anchor.end}]"
        for reason in explain(claim, report):
            words = f"“{' '.join(reason.words.split())}” [{reason.start}:{reason.end}]" if reason.words else ""
            yield f"   {reason.field:<8} {reason.value}" + (f"  {words}" if words else "")
            yield from (f"            {rule}: {why}" for rule, why in zip(reason.rules, reason.why, strict=True))
        yield ""
    for name, found in (("killed", tally.killed), ("injured", tally.injured)):
        low, best, high = ("?" if end is None else end for end in (found.low, found.best, found.high))
        yield f"tally of {name}: low {low}, best {best}, high {high}"
    for line in sorted(tally.lines, key=lambda line: numbers.get(line.claim, 0)):
        sign = "+" if line.counted else "-"
        what = f"claim {numbers.get(line.claim, '?')} ({_MEASURES[line.measure]})"
        yield f"   {sign} {what}: {line.reason}"


def claims_table(claims: Iterable[Claim], title: str | None = None) -> Table:
    """One row a claim: who says it, the words, the interval, of whom, where, when."""
    table = plain_table(
        title,
        [
            ("claim", {"no_wrap": True, "style": "dim"}),
            ("who says so", {"ratio": 3}),
            ("measure", {"no_wrap": True}),
            ("as said", {"ratio": 2}),
            ("persons", {"no_wrap": True}),
            ("of whom", {"ratio": 3}),
            ("where", {"ratio": 2}),
            ("when", {"ratio": 2}),
        ],
    )
    for claim in claims:
        figure = claimed(claim)
        table.add_row(
            claim.id[:8],
            escaped(_chain(claim)),
            _MEASURES[claim.measure],
            escaped(in_words(claim)),
            interval(figure) if claim.measure.counts_people else "",
            escaped(claim.group.text if claim.group else ""),
            escaped(claim.place.text if claim.place else ""),
            escaped(_when(claim.period)),
        )
    return table


def _when(period: Period | None) -> str:
    """Days as said: one day, an interval with … for an open end, or the words where no day is known."""
    if period is None:
        return ""
    if not period.dated:
        return f"“{period.text}”" if period.text else ""
    if period.earliest == period.latest:
        return str(period.earliest)
    return f"{period.earliest or '…'} – {period.latest or '…'}"


def positions_table(positions: Iterable[Position], reports: dict[str, Report], title: str | None = None) -> Table:
    """One row a statement, grouped by speaker, oldest first: how each moved, and where the speaker stands now."""
    table = plain_table(
        title,
        [
            ("who", {"ratio": 3}),
            ("known on", {"no_wrap": True}),
            ("measure", {"no_wrap": True}),
            ("as said", {"ratio": 2}),
            ("persons", {"no_wrap": True}),
            ("of whom", {"ratio": 3}),
            ("carried by", {"ratio": 2}),
            ("claim", {"no_wrap": True, "style": "dim"}),
        ],
    )
    for position in positions:
        for number, step in enumerate(position.steps):
            claim = step.claim
            report = reports.get(claim.report)
            table.add_row(
                escaped(_who(position)) if number == 0 else f"  {_moved(position, step)}",
                str(step.known_on or "undated"),
                _MEASURES[claim.measure],
                escaped(in_words(claim)),
                interval(claimed(claim)) if claim.measure.counts_people else "",
                escaped(claim.group.text if claim.group else ""),
                escaped((report.publisher or report.source_name) if report else ""),
                claim.id[:8],
            )
    return table


def _moved(position: Position, step: Step) -> str:
    """``raises by 2, now``: how the statement stands to the one before, and whether it is what is said now."""
    by = f" by {step.delta.by}" if step.delta and step.delta.by else ""
    return f"{step.relation.value}{by}{', now' if step is position.standing else ''}"


def _who(position: Position) -> str:
    """The name that a speaker is given most often, of those the longest: "Moscow" in one report is the ministry."""
    names = Counter(step.claim.speaker.name for step in position.steps)
    return max(names, key=lambda name: (names[name], len(name)))


def reckoning_lines(reckoning: Reckoning, sayings: Sayings, *, most: int = 8) -> list[str]:
    """What is claimed per measure, what disagrees (the ``most`` telling), what is said to be unknown."""
    from cenotaph.dossier.standing import telling_first
    from cenotaph.reconcile import alike
    from cenotaph.terminal_reckoning import contradiction_lines, independence_words, spoken_lines

    claims = {step.claim.id: step.claim for position in reckoning.positions for step in position.steps}
    lines = []
    for envelope in reckoning.envelopes:
        if envelope.subject == "all":
            lines.append(f"{_MEASURES[envelope.measure]}: {_span(envelope, claims)}")
    told = f"voices: {reckoning.voices}, carried by reports: {reckoning.carriers}"
    lines.append(told + independence_words(reckoning))
    if sayings.why:
        lines.extend(spoken_lines(reckoning.spoken, sayings))
    if reckoning.contradictions:
        lines.append("what cannot all be true:")
        groups = {group[0].claims: group for group in alike(reckoning.contradictions)}
        first = telling_first(sayings.claims.__getitem__, [group[0] for group in groups.values()], len(groups))
        lines.extend(contradiction_lines([groups[one.claims] for one in first], sayings, most))
    if reckoning.disagreements:
        lines.append("told differently, or denied:")
        placed = [d for d in reckoning.disagreements if all(claim in claims for claim in d.claims)]
        first_told = telling_first(claims.__getitem__, placed, most // 2)
        lines.extend(f"  - {disagreement.sentence}" for disagreement in first_told)
        if len(placed) > len(first_told):
            lines.append(f"  - and {len(placed) - len(first_told)} more (--format json lists them all)")
    if reckoning.unknowns:
        lines.append(f"said to be unknown, or not disclosed: {', '.join(i[:8] for i in reckoning.unknowns)}")
    return lines


def _span(envelope: Envelope, claims: dict[str, Claim]) -> str:
    """The range of what is claimed, and the lowest and the highest claim in their speakers' words."""
    shown = "ends are open" if envelope.figure.unknown else str(envelope.figure)
    least, most = claims.get(envelope.least or ""), claims.get(envelope.most or "")
    if least is None or most is None or least is most:
        return shown
    return f"{shown}; from {in_words(least)} ({least.speaker.name}) to {in_words(most)} ({most.speaker.name})"


def trail_lines(claim: Claim, report: Report) -> list[str]:
    """The trail of one claim: the quote in its report, the fields, the rule and profile, the archive hash."""
    count = claim.count
    lines = [
        f"claim      {claim.id}",
        f"says       {_chain(claim)}: {claim.stance.value}, {_MEASURES[claim.measure]}, {claim.scope.value}",
    ]
    if count is not None:
        hedge = "" if count.hedge is Hedge.NONE_STATED else f", hedge {count.hedge.value}"
        lines.append(f"how many   {interval(claimed(claim))}, from “{count.text}”{hedge}, profile {count.profile}")
    if claim.group:
        lines.append(f"of whom    {claim.group.text}")
    if claim.place:
        where = f" = {claim.place.name} [{claim.place.id}]" if claim.place.id else ""
        lines.append(f"where      {claim.place.text}{where}")
    if claim.period:
        said = f"“{claim.period.text}”" if claim.period.stated else "inferred from the publication"
        lines.append(f"when       {_when(claim.period)} ({said})")
    for anchor in claim.anchors:
        lines.append(f"quote      {anchor.start}:{anchor.end}  “{' '.join(anchor.quote.split())}”")
    lines.append(f"read by    {claim.extraction.by}, confidence {claim.extraction.confidence:.2f}")
    lines.extend(f"rule       {rule}" for rule in claim.extraction.rules)
    published = f", {report.published}" if report.published else ", undated"
    lines.append(f"report     {report.publisher or report.source_name or 'unknown publisher'}{published}")
    lines.append(f"           {report.title or ''} {report.url or ''}".rstrip())
    lines.append(f"archived   {report.id}, {report.size_bytes} bytes, {report.media_type}")
    return lines


def incidents_table(incidents: Iterable[Incident]) -> Table:
    """One row an incident: code, what, when, and how many claims and reports stand behind it."""
    table = plain_table(
        None,
        [
            ("incident", {"no_wrap": True}),
            ("what", {"ratio": 4}),
            ("when", {"no_wrap": True}),
            ("claims", {"justify": "right"}),
            ("reports", {"justify": "right"}),
        ],
    )
    for incident in incidents:
        when = _when(incident.period) or "undated"
        table.add_row(
            incident.code, escaped(incident.title), when, str(len(incident.claims)), str(len(incident.reports))
        )
    return table
