"""``airwars``: a range by the incident's grade, the belligerent's own figure beside it.

Grades are those of Airwars (see ``grades``); the headline adds up what is confirmed or fair. Weak and discounted
stay out of it. Contested is from none to the highest figure, which is our rule. What the belligerent concedes
stands next to what others say, and is no part of their range. Airwars counts civilians; here it is the group asked
about.
"""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.model import Figure, FigureKind, Grade, Measure, Trail, claimed
from cenotaph.reconcile.parties import accepts, side_of
from cenotaph.reconcile.policies.base import Beside, MeasureAnswer, PolicyAnswer
from cenotaph.reconcile.policies.case import Case, Named
from cenotaph.reconcile.policies.ranges import nobody, notes_on, spread
from cenotaph.reconcile.words import called

__all__ = ["AirwarsPolicy", "headline"]

_HEADLINE = {Grade.CONFIRMED, Grade.FAIR}


class AirwarsPolicy:
    """Lowest to highest of the sources that are not the belligerent, if the grade lets it stand."""

    name = "airwars"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """A figure for confirmed, fair and contested; for the rest a refusal with the range kept apart."""
        named = case.named(measure)
        if not named:
            return nobody(case, measure)
        own = [one for one in named if side_of(one.claim.speaker) in case.responsible or accepts(one.claim)]
        others = [one for one in named if one not in own]
        beside = tuple(Beside(label=_label(one), figure=claimed(one.claim)) for one in own)
        used = others or own
        notes = notes_on(used)
        if not others:
            notes = ("Only the belligerent itself gives a number.", *notes)
        grade = case.graded.grade
        figure, lowest, highest = spread(case, measure, used, f"policy airwars: {grade.value}")
        if grade is Grade.CONTESTED:
            figure = case.figure(measure, (0, None, figure.high), used, "policy airwars: contested, from none")
            notes = ("Contested: from none to the highest figure, and not in the headline.", *notes)
        elif grade not in _HEADLINE:
            reason = f"{grade.value.capitalize()}: not in the headline. {case.graded.reason}"
            return MeasureAnswer(
                measure=measure, figure=None, refusal=reason, provisional=figure, beside=beside, notes=notes
            )
        return MeasureAnswer(
            measure=measure, figure=figure, lowest=lowest, highest=highest, beside=beside, notes=notes
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


def _label(one: Named) -> str:
    return f"{called(one.claim.speaker)}, held responsible"
