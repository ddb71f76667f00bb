"""What follows from the claims, in the terminal: words first, the number second, and on request the trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.model import Claim, Figure, Position, Report, Step, StepKind
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.questions import question_words
from cenotaph.reconcile.words import group_words
from cenotaph.terminal import escaped, in_words, plain_table

if TYPE_CHECKING:
    from rich.table import Table

    from cenotaph.reconcile import Bounds, Contradiction, PolicyAnswer, Question, Reckoning, Spoken, World
    from cenotaph.reconcile.inquiry import Reply
    from cenotaph.reconcile.policies.base import MeasureAnswer

__all__ = [
    "Sayings",
    "bounds_lines",
    "contradiction_lines",
    "independence_words",
    "policies_table",
    "policy_lines",
    "position_lines",
    "reply_lines",
    "shown",
    "spoken_lines",
    "worlds_table",
]

_NO_MOVE = (StepKind.RESTATES, StepKind.RENDERS)
# voices named in a row before the rest is counted in words
_NAMED = 3
# answers shown
_ROWS = 10
# claims shown behind one end, without --why
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sayings:
    """Claims and reports by id, the names of voices by key, and the key of each claim's voice.

    ``why`` prints quotes with reports and offsets.
    """

    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    names: Mapping[str, str]
    keys: Mapping[str, str]
    why: bool = False

    def said(self, claim_id: str) -> str:
        """``“more than 100”, some reports, BBC News 2018-02-20 [c-fcet7r]``."""
        claim = self.claims[claim_id]
        report = self.reports.get(claim.report)
        outlet = (report.publisher or report.source_name or "unknown publisher") if report else "a report not here"
        day = f" {report.published}" if report and report.published else ""
        return f"{in_words(claim)}, {claim.speaker.name}, {outlet}{day} [{claim.id[:8]}]"

    def behind(self, label: str, ids: Sequence[str]) -> Iterator[str]:
        """The claims that a number rests on: the first few, or with ``why`` all with their quotes."""
        for n, claim_id in enumerate(ids if self.why else ids[:_SHOWN]):
            yield f"    {label if n == 0 else ' ' * len(label)} {self.said(claim_id)}"
            if self.why:
                anchor = self.claims[claim_id].anchor
                where = f"{self.claims[claim_id].report[:19]}, {anchor.start}:{anchor.end}"
                yield f"    {' ' * len(label)}   “{' '.join(anchor.quote.split())}”  ({where})"
        if len(ids) > _SHOWN and not self.why:
            yield f"    {' ' * len(label)} and {len(ids) - _SHOWN} more (--why shows all)"


def position_lines(positions: Iterable[Position], sayings: Sayings) -> Iterator[str]:
    """Of each voice that said more than one thing: every move with what it replaced, and statements told twice."""
    for position in positions:
        moves = [step for step in position.steps if step.delta and step.relation not in _NO_MOVE]
        if not moves and not position.renderings:
            continue
        yield f"{sayings.names.get(sayings.keys[position.steps[0].claim.id], position.speaker.name)}:"
        for step in moves:
            yield f"  {step.known_on or 'undated'} {step.relation.value}{_delta_words(step)}"
            yield from sayings.behind("said:    ", [step.claim.id])
            if step.replaces:
                yield from sayings.behind("replaces:", [step.replaces])
        for rendering in position.renderings:
            yield "  one statement, as two reports have it:"
            for told in (rendering.first, rendering.second):
                yield from sayings.behind(f"{_counted(told)}:", told.trail.claims)


def independence_words(reckoning: Reckoning) -> str:
    """``; at least 4 known to be independent of each other, of the rest it is not known``; "" for one voice."""
    known = reckoning.independent
    if known is None or reckoning.voices.low == 1:
        return ""
    if known.low == 1:
        return "; whether any two are independent is not known"
    rest = "" if known.high is not None else ", of the rest it is not known"
    return f"; {known} known to be independent of each other{rest}"


def spoken_lines(spoken: Sequence[Spoken], sayings: Sayings) -> Iterator[str]:
    """Voice by voice: the reports that carry it, those that only repeat, and whom it is independent of."""
    outlets = {i: report.publisher or report.source_name or i[:19] for i, report in sayings.reports.items()}
    for one in spoken:
        echoes = f" ({_some([outlets.get(i, i) for i in one.echoes])} only repeating)" if one.echoes else ""
        names = [sayings.names.get(key, key) for key in one.independent_of]
        known = f"independent of {_some(names)}" if names else "independent of nobody for certain"
        carried = _some([outlets.get(i, i) for i in one.carriers])
        yield f"  {sayings.names.get(one.voice, one.voice)}: in {carried}{echoes}; {known}"


def _delta_words(step: Step) -> str:
    """``: from perhaps 5 killed to 24 to 99 killed or injured``, with the difference where there is one."""
    assert step.delta is not None
    was, now, by = step.delta.was, step.delta.now, step.delta.by
    sign = "-" if step.relation is StepKind.LOWERS else "+"
    more = f" ({sign}{by})" if by else ""
    withdrawn = step.relation is StepKind.RETRACTS
    told = "" if withdrawn else f" to {_counted(now)}"
    return f": from {_counted(was)}{told}{more}"


def _counted(figure: Figure) -> str:
    return f"{figure} {measure_words(figure.measure)}" if figure.measure else str(figure)


def shown(figure: Figure) -> str:
    """A figure of bounds in words."""
    return "nothing limits it" if figure.unknown else str(figure)


def bounds_lines(bounds: Bounds, sayings: Sayings) -> Iterator[str]:
    """One answer: the range in words, then the claims at each end."""
    yield f"  {shown(bounds.figure)}"
    yield from sayings.behind("lowest: ", bounds.lowest)
    yield from sayings.behind("highest:", bounds.highest)
    if bounds.note:
        yield f"    {bounds.note}"


def contradiction_lines(
    found: Sequence[Sequence[Contradiction]], sayings: Sayings, most: int | None = 8
) -> Iterator[str]:
    """Contradictions, of those alike the first with the others counted; ``most`` None for all."""
    for group in found[:most]:
        more = f" (and {len(group) - 1} more between them)" if len(group) > 1 else ""
        yield f"  - {group[0].sentence}{more}"
        if sayings.why:
            yield from sayings.behind("", group[0].claims)
    if most is not None and len(found) > most:
        yield f"  - and {len(found) - most} more (--format json lists them all)"


def worlds_table(worlds: Sequence[World], sayings: Sayings) -> Table:
    """One row an answer with the largest set of voices from which it follows, one column a telling question."""
    from cenotaph.reconcile.telling import answered, telling_questions

    questions = telling_questions(worlds)
    table = plain_table(
        None,
        [
            ("if you believe", {"ratio": 3}),
            ("and not", {"ratio": 3}),
            *[(_heading(question), {"ratio": 2}) for question in questions],
        ],
    )
    for row in answered(worlds, questions, sayings.keys, _ROWS):
        figures = [row.figure(place) for place in range(len(questions))]
        table.add_row(
            escaped(_some([sayings.names.get(key, key) for key in row.believed]) or "all of them"),
            escaped(_some([sayings.names.get(key, key) for key in row.without]) or "nobody"),
            *[shown(figure) if figure else "" for figure in figures],
        )
    return table


def _heading(question: Question) -> str:
    return question_words(question).replace("in this incident", "here")


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def policies_table(answers: Iterable[PolicyAnswer]) -> Table:
    """One row a policy: killed, injured, its grade, and what it does."""
    table = plain_table(
        None,
        [
            ("policy", {"no_wrap": True}),
            ("killed", {"ratio": 2}),
            ("injured", {"ratio": 2}),
            ("grade", {"no_wrap": True}),
            ("what it does", {"ratio": 5}),
        ],
    )
    for answer in answers:
        killed, injured = map(_measured, answer.measures)
        table.add_row(answer.name, killed, injured, answer.grade.grade.value, escaped(answer.says))
    return table


def _measured(answer: MeasureAnswer) -> str:
    figure = answer.figure
    if figure is None:
        return "no answer"
    best = figure.best if figure.low != figure.high else None
    whose = f" {escaped(group_words(answer.group))}" if answer.group else ""
    return f"{shown(figure)}{whose}" + (f", best {best:,}" if best is not None else "")


def policy_lines(answers: Iterable[PolicyAnswer], sayings: Sayings) -> Iterator[str]:
    """Of each policy its source, why it refuses, what stands beside, and the claims at each end."""
    for answer in answers:
        yield f"{answer.title}: {answer.source}"
        yield f"  not from there: {answer.ours}"
        yield f"  graded {answer.grade.grade.value}: {answer.grade.reason}"
        for measured in answer.measures:
            told = shown(measured.figure) if measured.figure else measured.refusal
            yield f"  {measured.measure.value}: {told}"
            yield from sayings.behind("lowest: ", measured.lowest)
            yield from sayings.behind("best:   ", measured.likeliest)
            yield from sayings.behind("highest:", measured.highest)
            if measured.provisional:
                yield f"    provisional: {shown(measured.provisional)}"
            yield from (f"    {one.label}: {shown(one.figure)}" for one in measured.beside)
            yield from (f"    {note}" for note in measured.notes)
        yield from (f"  {note}" for note in answer.notes)


def reply_lines(reply: Reply, sayings: Sayings) -> Iterator[str]:
    """The question said back, and the answer; without a table, which stands below where voices differ."""
    from cenotaph.reconcile.telling import answered

    yield f"{reply.words[:1].upper()}{reply.words[1:]}"
    if reply.believed is not None:
        whom = ", ".join(sayings.names.get(key, key) for key in reply.believed)
        yield f"  if you believe {whom} and nobody else:"
    if reply.bounds is not None:
        yield from bounds_lines(reply.bounds, sayings)
        return
    answers = answered(reply.worlds, [reply.question], sayings.keys)
    if len(answers) == 1 and answers[0].answers[0] and not reply.stopped:
        yield "  those who speak of it cannot all be right; whomever of them you believe:"
        yield from bounds_lines(answers[0].answers[0], sayings)
    else:
        yield "  those who speak of it cannot all be right; what follows depends on whom you believe:"
