"""The claims chart: one row a statement, by side, speaker and position, the newest of each drawn full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cenotaph.dossier.records import ArchiveIndex, country
from cenotaph.dossier.scale import Scale, mark_of, scale_for
from cenotaph.dossier.view import Carrier, Panel, Row, Side, Voice
from cenotaph.dossier.words import DONE, SAYING, STANCE, STEP, unique
from cenotaph.model import Claim, Measure, Position, Stance, Step, StepKind, claimed
from cenotaph.reconcile import Reckoning

__all__ = ["OTHERS", "panels", "sides_of"]

OTHERS = "Others"
_NOT_A_TOLL = (Measure.EVENT, Measure.STRENGTH)
_NO_NUMBER = (Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN, Stance.DENIES)


def panels(index: ArchiveIndex, reckoning: Reckoning) -> tuple[Panel, ...]:
    """The chart of this incident, and a second one for totals over longer times where any are claimed."""
    context = set(reckoning.context)
    here = _scope_of(index, reckoning)
    made = []
    for panel_id, title, wanted in (
        ("claims", "What is claimed about this incident", lambda c: c.id in here),
        ("context", "Totals that the same reports give for longer times or wider places", lambda c: c.id in context),
    ):
        panel = _panel(index, reckoning, panel_id, title, [p for p in reckoning.positions], wanted)
        if panel is not None:
            made.append(panel)
    return tuple(made)


def _scope_of(index: ArchiveIndex, reckoning: Reckoning) -> set[str]:
    """Claims drawn as being about this incident: those in positions that are not context."""
    return {s.claim.id for p in reckoning.positions for s in p.steps} - set(reckoning.context)


def _drawn(claim: Claim) -> bool:
    if claim.measure in _NOT_A_TOLL:
        return False
    return claim.count is not None or claim.stance in _NO_NUMBER


def _panel(index, reckoning, panel_id, title, positions, wanted):  # type: ignore[no-untyped-def]
    steps = [
        (position, [step for step in position.steps if wanted(step.claim) and _drawn(step.claim)])
        for position in positions
    ]
    steps = [(position, kept) for position, kept in steps if kept]
    if not steps:
        return None
    scale = scale_for([s.claim.count for _, kept in steps for s in kept if s.claim.count])
    left_out = {excluded.claim: excluded.reason for excluded in reckoning.excluded}
    voices: dict[str, list[Row]] = defaultdict(list)
    first: dict[str, Claim] = {}
    for position, kept in sorted(steps, key=lambda pair: _order(index, pair[1])):
        name = index.speaker(kept[0].claim)
        first.setdefault(name, kept[0].claim)
        voices[name].extend(_rows(index, position, kept, scale, left_out))
    sides = sides_of(index, voices, first)
    return Panel(
        id=panel_id, title=title, caption=_caption(panel_id), scale=scale.words, ticks=scale.ticks, sides=sides
    )


def _caption(panel_id: str) -> str:
    if panel_id == "context":
        return "These run over more than this incident and are never added to it."
    return "Each bar runs from the lowest to the highest number that the words allow."


def _order(index: ArchiveIndex, steps: Sequence[Step]) -> tuple[date, str]:
    known = [day for step in steps if (day := step.known_on or index.published(step.claim))]
    return (min(known, default=date.max), steps[0].claim.id)


def _rows(
    index: ArchiveIndex, position: Position, steps: Sequence[Step], scale: Scale, left_out: dict[str, str]
) -> list[Row]:
    """One row for each different statement; the same one again becomes a carrier of the row it repeats."""
    rows: list[Row] = []
    for step in steps:
        twin = _twin(index, rows, step)
        if twin is not None:
            carrier = Carrier(
                claim=step.claim.id, publisher=index.publisher(step.claim),
                when=index.when(step.claim, step.known_on), echo=index.is_echo(step.claim),
            )  # fmt: skip
            rows[twin] = replace(rows[twin], carriers=(*rows[twin].carriers, carrier))
        else:
            rows.append(_row(index, step, scale, left_out))
    own = [n for n, row in enumerate(rows) if not row.echo] or list(range(len(rows)))
    newest = own[-1]
    for n, row in enumerate(rows):
        ties = n > 0 and "words" not in (row.mark.kind, rows[n - 1].mark.kind)
        tied_on = n + 1 < len(rows) and "words" not in (row.mark.kind, rows[n + 1].mark.kind)
        rows[n] = replace(
            row, newest=n == newest, joins=rows[n - 1].mark.anchor if ties else None, joined=tied_on
        )
    return rows


def _twin(index: ArchiveIndex, rows: Sequence[Row], step: Step) -> int | None:
    claim = step.claim
    again = step.relation is StepKind.RESTATES or index.is_echo(claim) or claim.id in index.repeats
    for n, row in enumerate(rows):
        other = index.claim(row.claim)
        if again and _interval(claim) == _interval(other) and claim.stance.value in (other.stance, *_SAME_AGAIN):
            return n
    return None


_SAME_AGAIN = (Stance.ASSERTS, Stance.CONFIRMS, Stance.REVISES)


def _interval(claim: Claim) -> tuple[int | None, int | None, int | None] | None:
    return (claim.count.low, claim.count.best, claim.count.high) if claim.count else None


def _row(index: ArchiveIndex, step: Step, scale: Scale, left_out: dict[str, str]) -> Row:
    claim = step.claim
    number = claim.count is not None and not claim.count.unknown
    whom = index.quoted(claim, claim.group.text) if claim.group and not index.confidential(claim) else None
    saying = "" if number else SAYING.get(claim.stance, "gives no number")
    if claim.stance is Stance.DENIES and claim.measure is Measure.INVOLVEMENT:
        saying = "denies that they took part" if claim.group else "denies taking part"
    return Row(
        claim=claim.id, report=claim.report, speaker=index.speaker(claim), measure=claim.measure,
        what=DONE[claim.measure], whom=whom, when=index.when(claim, step.known_on),
        words=index.quoted(claim) if number and not index.confidential(claim) else None,
        figure=claimed(claim) if number else None, saying=saying, stance=STANCE[claim.stance], newest=True,
        echo=index.is_echo(claim), mark=mark_of(claim.count, scale), left_out=left_out.get(claim.id, ""),
        publisher=index.publisher(claim), replaces=step.replaces, change=step.note or STEP[step.relation],
    )  # fmt: skip


def sides_of(
    index: ArchiveIndex, voices: dict[str, list[Row]], first: dict[str, Claim]
) -> tuple[Side, ...]:
    """Voices by country, the country with most statements first, those of no country last."""
    by_side: dict[str, list[Voice]] = defaultdict(list)
    for name, rows in voices.items():
        speaker = first[name].speaker
        by_side[country(speaker.country) or OTHERS].append(
            Voice(name=name, kind=index.kind(speaker), rows=tuple(rows))
        )
    order = sorted(by_side, key=lambda side: (side == OTHERS, -sum(len(v.rows) for v in by_side[side]), side))
    return tuple(
        Side(name=side, slug="".join(ch if ch.isalnum() and ch.isascii() else "-" for ch in side.lower()),
             voices=tuple(by_side[side]))
        for side in order
    )  # fmt: skip


def speakers(sides: Iterable[Side]) -> tuple[str, ...]:
    """The names of all voices."""
    return unique(voice.name for side in sides for voice in side.voices)
