"""``airwars``: a range by the incident's grade, the belligerent's own figure beside it.

Grades are those of Airwars (see ``grades``); the headline adds up what is confirmed or fair. Weak and discounted
stay out of it. Contested is from none to the highest figure, which is our rule. What the belligerent concedes
stands next to what others say, and is no part of their range. Airwars counts civilians; here it is the group asked
about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.model import Figure, FigureKind, Grade, Measure, Trail, claimed
from cenotaph.reconcile.parties import accepts, side_of
from cenotaph.reconcile.policies.base import Beside, MeasureAnswer, PolicyAnswer
from cenotaph.reconcile.policies.case import Case, Named
from cenotaph.reconcile.policies.ranges import nobody, notes_on, spread
from cenotaph.reconcile.words import called, group_words

__all__ = ["AirwarsPolicy", "headline"]

_HEADLINE = {Grade.CONFIRMED, Grade.FAIR}


class AirwarsPolicy:
    """Lowest to highest of the sources that are not the belligerent, if the grade lets it stand."""

    name = "airwars"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """A figure for confirmed, fair and contested; for the rest a refusal with the range kept apart."""
        whose = case.graded.disputed
        if whose is not None:
            case = replace(case, group=whose)
        by_itself = {c.id for c in case.evidence.claims if side_of(c.speaker) in case.responsible or accepts(c)}
        others = case.named(measure, without=by_itself)
        own = case.named(measure, without={c.id for c in case.evidence.claims} - by_itself)
        beside = _beside(case, measure, own)
        used = others or own
        if not used:
            return replace(nobody(case, measure), beside=beside, group=whose)
        notes = notes_on(used)
        if not others:
            notes = ("Only the belligerent itself gives a number.", *notes)
        grade = case.graded.grade
        figure, lowest, highest = spread(case, measure, used, f"policy airwars: {grade.value}")
        if grade is Grade.CONTESTED:
            figure = case.figure(measure, (0, None, figure.high), used, "policy airwars: contested, from none")
            of = f" {group_words(whose)}," if whose else ""
            notes = (f"Contested:{of} from none to the highest figure, and not in the headline.", *notes)
        elif grade not in _HEADLINE:
            reason = f"{grade.value.capitalize()}: not in the headline. {case.graded.reason}"
            return MeasureAnswer(
                measure=measure, figure=None, refusal=reason, provisional=figure, beside=beside, notes=notes
            )
        return MeasureAnswer(
            measure=measure,
            figure=figure,
            lowest=lowest,
            highest=highest,
            beside=beside,
            notes=notes,
            group=whose,
        )


def headline(answers: Sequence[PolicyAnswer], measure: Measure) -> Figure | None:
    """What the incidents graded confirmed or fair come to: sums of their lows and highs; None where there is none.

    ``answers`` are of different incidents, which share nobody. The low end is open where one of theirs is.
    """
    told = [
        answer.figure
        for one in answers
        if one.name == AirwarsPolicy.name and one.grade.grade in _HEADLINE
        for answer in one.measures
        if answer.measure is measure and answer.figure
    ]
    if not told:
        return None
    lows, highs = [figure.low for figure in told], [figure.high for figure in told]
    ids = tuple(sorted({claim for figure in told for claim in figure.trail.claims}))
    judgements = tuple(sorted({j for figure in told for j in figure.trail.judgements}))
    return Figure(
        kind=FigureKind.BOUNDS,
        low=None if None in lows else sum(low for low in lows if low is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
        measure=measure,
        trail=Trail(claims=ids, judgements=judgements, rules=("policy airwars: confirmed and fair, added up",)),
    )


def _beside(case: Case, measure: Measure, own: Sequence[Named]) -> tuple[Beside, ...]:
    """What the belligerent says of those asked about, and whom it calls fighters where that is in dispute."""
    said = [one.claim for one in own]
    known = {claim.id for claim in said}
    called_fighters = [
        claim
        for claim in case.evidence.claims
        if case.graded.disputed
        and claim.id in case.graded.claims
        and claim.id not in known
        and claim.measure is measure
        and side_of(claim.speaker) in case.responsible
    ]
    return (
        *(Beside(label=f"{called(claim.speaker)}, held responsible", figure=claimed(claim)) for claim in said),
        *(
            Beside(
                label=f"{called(claim.speaker)}, held responsible, of “{group_words(claim.group)}”",
                figure=claimed(claim),
            )
            for claim in called_fighters
        ),
    )
