"""The claims chart: one row a statement, by side, speaker and position, the newest of each drawn full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cenotaph.dossier.records import ArchiveIndex, country
from cenotaph.dossier.scale import Scale, mark_of, scale_for
from cenotaph.dossier.view import Carrier, Move, Panel, Row, Side, Voice
from cenotaph.dossier.words import DONE, MOVE, NO_DATE, SAYING, STANCE, STEP, says_country
from cenotaph.model import Claim, Measure, Position, Stance, Step, StepKind, claimed
from cenotaph.places.actors import is_unnamed, side_key
from cenotaph.reconcile import Reckoning

__all__ = ["OTHERS", "fitted", "panels"]

OTHERS = "Others"
_NOT_A_TOLL = (Measure.EVENT, Measure.STRENGTH)
_NO_NUMBER = (Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN, Stance.DENIES)
# rows of a chart, by panel: with its table and its quotes a row takes about 2.5 KB of the page
_ROOM = {"claims": 40, "context": 14}
_SAME_AGAIN = (Stance.ASSERTS, Stance.CONFIRMS, Stance.REVISES)


def panels(index: ArchiveIndex, reckoning: Reckoning) -> tuple[Panel, ...]:
    """The chart of this incident, and a second one for totals over longer times where any are claimed."""
    context = set(reckoning.context)
    here = _drawn_lines(index, reckoning, lambda c: c.id not in context)
    wider = _drawn_lines(index, reckoning, lambda c: c.id in context)
    in_steps = {line.steps[n].claim.id for line in wider for n in range(len(line.steps))}
    for claim_id in reckoning.context:
        claim = index.claim(claim_id)
        if claim_id not in in_steps and _is_drawn(claim):
            step = Step(claim=claim, known_on=index.published(claim), relation=StepKind.FIRST)
            wider.append(_Line(claim.id, claim.group.text if claim.group else "all", (step,)))
    found = (
        _panel(index, reckoning, "claims", "What is claimed about this incident", here),
        _panel(index, reckoning, "context", "Totals in the same reports for longer times or wider places", wider),
    )
    return tuple(panel for panel in found if panel is not None)


def fitted(panel: Panel) -> Panel:
    """The panel with as many rows as a page under 300 KB has room for, repetitions left out first."""
    room = _ROOM[panel.id]
    if len(panel.rows) <= room:
        return panel

    # where the voices that have said most stand now
    stands = {
        row.claim
        for side in panel.sides
        for voice in side.voices
        if len(voice.rows) > 2
        for row in voice.rows
        if row.newest
    }

    # what only repeats, or is not in the range, goes first; what several reports carry stays, history too
    def rank(row: Row) -> tuple[bool, bool, bool, int, bool]:
        return (row.echo, bool(row.left_out), row.claim not in stands, -len(row.carriers), not row.newest)

    ranked = sorted(panel.rows, key=rank)
    kept = {row.claim for row in ranked[:room]}
    sides = []
    for side in panel.sides:
        voices = [replace(voice, rows=_kept(voice.rows, kept)) for voice in side.voices]
        if shown := tuple(voice for voice in voices if voice.rows):
            sides.append(replace(side, voices=shown))
    return replace(panel, sides=tuple(sides))


def _kept(rows: Sequence[Row], kept: set[str]) -> tuple[Row, ...]:
    """The rows that stay, without the lines to those that go."""
    out = []
    for before, row, after in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
        if row.claim in kept:
            joins = row.joins if before is not None and before.claim in kept else None
            out.append(replace(row, joins=joins, joined=row.joined and after is not None and after.claim in kept))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one speaker says about one thing: the steps of a position that belong to one chart."""

    id: str
    subject: str
    steps: tuple[Step, ...]


def _drawn_lines(index: ArchiveIndex, reckoning: Reckoning, wanted: Callable[[Claim], bool]) -> list[_Line]:
    lines = []
    for position in reckoning.positions:
        steps = [step for step in position.steps if wanted(step.claim) and _is_drawn(step.claim)]
        # an echo that drifted comes after what it repeats, whatever the day
        steps.sort(key=lambda step: _step_order(index, step))
        if steps:
            lines.append(_Line(position.id, _subject(position), tuple(steps)))
    return lines


def _subject(position: Position) -> str:
    codes = {code for s in position.steps if s.claim.group for code in s.claim.group.nationality}
    return codes.pop() if len(codes) == 1 else position.subject


def _is_drawn(claim: Claim) -> bool:
    if claim.measure in _NOT_A_TOLL:
        return False
    # one named person is documented by name, which is another kind of number
    if claim.people and claim.count and claim.count.high is not None and claim.count.high <= len(claim.people):
        return False
    return claim.count is not None or claim.stance in _NO_NUMBER


def _step_order(index: ArchiveIndex, step: Step) -> tuple[bool, date, bool]:
    day = step.known_on or index.published(step.claim) or date.max
    again = index.is_echo(step.claim) or step.claim.id in index.repeats
    return (step.claim.measure is Measure.INVOLVEMENT, day, again)


def _panel(
    index: ArchiveIndex, reckoning: Reckoning, panel_id: str, title: str, lines: Sequence[_Line]
) -> Panel | None:
    if not lines:
        return None
    scale = scale_for([s.claim.count for line in lines for s in line.steps if s.claim.count])
    reasons = {excluded.claim: excluded.reason for excluded in reckoning.excluded}
    left_out = {} if panel_id == "context" else reasons
    voices: dict[str, list[_Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (*_step_order(index, line.steps[0]), line.steps[0].claim.id)):
        voices[index.voice_key(line.steps[0].claim)].append(line)
    told = (
        "" if panel_id == "context" else "Each bar runs from the lowest to the highest number that the words allow."
    )
    wider = "These run over more than this incident and are never added to it."
    sides = _sides(index, voices, scale, left_out)
    breaks = any(row.mark.over for side in sides for voice in side.voices for row in voice.rows)
    return Panel(
        id=panel_id,
        title=title,
        caption=told or wider,
        scale=scale.words + ("; a bar with a break goes on to the number written under its end" if breaks else ""),
        ticks=scale.ticks,
        sides=sides,
    )


def _sides(
    index: ArchiveIndex, voices: Mapping[str, Sequence[_Line]], scale: Scale, left_out: Mapping[str, str]
) -> tuple[Side, ...]:
    """Voices by country; the side with most statements first, those of no side last; in each, the most telling."""
    by_side: dict[str, list[Voice]] = defaultdict(list)
    names = {key: _name(index, lines) for key, lines in voices.items()}
    nameless = Counter(name.casefold() for key, name in names.items() if is_unnamed(key))
    for key, lines in voices.items():
        speaker = lines[0].steps[0].claim.speaker
        rows = [row for line in lines for row in _rows(index, line, scale, left_out)]
        name = names[key]
        if is_unnamed(key) and nameless[name.casefold()] > 1:
            # "sources" of two newspapers are two voices, and the page must not make them look like one
            name = f"{name}, in {index.publisher(lines[0].steps[0].claim)}"
        voice = Voice(name=name, kind=index.kind(speaker), rows=tuple(rows))
        by_side[country(speaker.country or side_key(speaker)) or OTHERS].append(voice)
    order = sorted(by_side, key=lambda side: (side == OTHERS, -sum(len(v.rows) for v in by_side[side]), side))
    return tuple(
        Side(name=side, slug=_slug(side), voices=tuple(sorted(by_side[side], key=lambda v: _weight(v, side))))
        for side in order
    )


def _name(index: ArchiveIndex, lines: Sequence[_Line]) -> str:
    """Of the names that a voice is given, the one used most; of those one that says of which country."""
    names = [index.speaker(step.claim) for line in lines for step in line.steps]
    used = Counter(name.casefold() for name in names)
    return max(names, key=lambda name: (used[name.casefold()], says_country(name), len(name)))


def _weight(voice: Voice, side: str) -> tuple[int, int]:
    """Those with most statements first on a side; those of no side as they came."""
    if side == OTHERS:
        return (all(row.echo for row in voice.rows), 0)
    return (0, -sum(1 + len(row.carriers) for row in voice.rows if row.figure))


def _slug(name: str) -> str:
    return "".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in name.lower())


def _rows(index: ArchiveIndex, line: _Line, scale: Scale, left_out: Mapping[str, str]) -> list[Row]:
    """One row for each different statement; the same one again becomes a carrier of the row it repeats."""
    rows: list[Row] = []
    for step in line.steps:
        twin = _twin(index, rows, step)
        if twin is None:
            rows.append(_row(index, line, step, scale, left_out))
            continue
        carrier = Carrier(
            claim=step.claim.id,
            publisher=index.publisher(step.claim),
            when=index.when(step.claim, step.known_on),
            echo=index.is_echo(step.claim),
        )
        rows[twin] = replace(rows[twin], carriers=(*rows[twin].carriers, carrier))
    own = [row for row in rows if not row.echo] or rows
    # who denies or declines later has not taken a number back: the last number still stands beside it
    numbered = [row for row in own if row.figure is not None]
    lasts = [own[-1], *numbered[-1:]]
    # two renderings of one day's statement are both current
    newest = {
        row.claim for row in own for last in lasts if row is last or (row.when == last.when and row.when != NO_DATE)
    }
    return [
        replace(
            row,
            newest=row.claim in newest,
            joins=rows[n - 1].mark.anchor if n and _tied(rows[n - 1], row) else None,
            joined=n + 1 < len(rows) and _tied(row, rows[n + 1]),
        )
        for n, row in enumerate(rows)
    ]


def _tied(row: Row, following: Row) -> bool:
    """Whether a line joins two rows: a statement and the one that replaces it, an origin and its drift."""
    if "words" in (row.mark.kind, following.mark.kind) or (row.echo and not following.echo):
        return False
    moved_on = following.replaces is not None and (following.when != row.when or row.when == NO_DATE)
    return moved_on or (following.echo and not row.echo)


def _twin(index: ArchiveIndex, rows: Sequence[Row], step: Step) -> int | None:
    claim = step.claim
    again = step.relation is StepKind.RESTATES or index.is_echo(claim) or claim.id in index.repeats
    for n, row in enumerate(rows if again else ()):
        other = index.claim(row.claim)
        same_stance = claim.stance == other.stance or {claim.stance, other.stance} <= set(_SAME_AGAIN)
        if same_stance and claim.measure is other.measure and _interval(claim) == _interval(other):
            return n
    return None


def _interval(claim: Claim) -> tuple[object, ...]:
    if claim.count is None:
        return ("no count", claim.group.text if claim.group else None)
    return (claim.count.low, claim.count.best, claim.count.high)


def _row(index: ArchiveIndex, line: _Line, step: Step, scale: Scale, left_out: Mapping[str, str]) -> Row:
    claim = step.claim
    number = claim.count is not None and not claim.count.unknown
    named = not index.confidential(claim)
    return Row(
        claim=claim.id,
        report=claim.report,
        position=line.id,
        subject=line.subject,
        speaker=index.speaker(claim),
        measure=claim.measure,
        what=DONE[claim.measure],
        whom=index.quoted(claim, claim.group.text) if claim.group and named else None,
        when=index.when(claim, step.known_on),
        words=index.quoted(claim) if number and named else None,
        figure=claimed(claim) if number else None,
        saying="" if number else _saying(claim),
        stance=STANCE[claim.stance],
        newest=True,
        echo=index.is_echo(claim),
        mark=mark_of(claim.count, scale),
        left_out=left_out.get(claim.id, ""),
        publisher=index.publisher(claim),
        replaces=step.replaces,
        change=step.note or STEP[step.relation],
        move=_move(step),
    )


def _move(step: Step) -> Move:
    """What the step changed, in a word and as figures; what only renders or repeats changes nothing."""
    word = MOVE.get(step.relation, "")
    delta = step.delta
    if not word or delta is None:
        return Move(word=word)
    moved = delta.measures
    return Move(
        word=word,
        was=delta.was,
        now=None if delta.now.unknown else delta.now,
        sign="\N{MINUS SIGN}" if step.relation is StepKind.LOWERS else "+",
        by=delta.by,
        also=f"from {DONE[moved[0]]} to {DONE[moved[1]]}" if moved else "",
    )


def _saying(claim: Claim) -> str:
    if claim.stance is Stance.DENIES and claim.measure is Measure.INVOLVEMENT:
        return "denies that they took part" if claim.group else "denies taking part"
    return SAYING.get(claim.stance, "gives no number")
