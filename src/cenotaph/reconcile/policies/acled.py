"""``acled``: one figure, the most conservative that differing or vague reports allow; the dead only.

ACLED, Frequently Asked Questions, "How does ACLED code fatalities?": where reports differ or are vague the most
conservative estimate is used, with tens as 10, dozens as 12, hundreds as 100; injuries are not coded. ACLED gives
an unknown number a stock figure; that would be a guess, and is not done here.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from cenotaph.model import Count, Hedge, Measure
from cenotaph.reconcile.policies.base import MeasureAnswer
from cenotaph.reconcile.policies.case import Case
from cenotaph.reconcile.policies.ranges import nobody, voices_named

__all__ = ["AcledPolicy", "acled_figure"]

_PROFILE = "acled-2024"


class AcledPolicy:
    """The lowest figure, each claim's words read again under the profile acled-2024; no claim is edited."""

    name = "acled"

    def answer(self, case: Case, measure: Measure) -> MeasureAnswer:
        """One figure for the killed; a refusal for the injured, whom ACLED does not code."""
        if measure is not Measure.KILLED:
            return MeasureAnswer(measure=measure, figure=None, refusal="ACLED codes the dead only.")
        named = case.named(measure)
        read = [
            (number, one)
            for one in named
            if one.claim.count and (number := acled_figure(one.claim.count)) is not None
        ]
        if not read:
            return nobody(case, measure)
        least = min(number for number, _ in read)
        lowest = [one for number, one in read if number == least]
        ids = tuple(one.claim.id for one in lowest)
        others = [one for number, one in read if number != least]
        notes = (f"Others say more: {voices_named(others)}.",) if others else ()
        figure = case.figure(measure, (least, least, least), (one for _, one in read), f"policy acled, {_PROFILE}")
        return MeasureAnswer(measure=measure, figure=figure, lowest=ids, likeliest=ids, highest=ids, notes=notes)


def acled_figure(count: Count) -> int | None:
    """The figure that the words come to under acled-2024: None where they vouch for nobody ("up to 40").

    A vague plural by the table of words, else the lowest number named; "probably five" is five.
    """
    if count.profile != _PROFILE and count.hedge is Hedge.VAGUE_PLURAL:
        words = " ".join(count.text.casefold().split())
        for phrase, figure in _words():
            if re.search(rf"\b{re.escape(phrase)}\b", words):
                return figure
    return count.low or count.best


@cache
def _words() -> tuple[tuple[str, int], ...]:
    """Phrases with their figures, in the order of the table: longer and narrower ones first."""
    data = tomllib.loads((files("cenotaph.reconcile") / "data" / "policies.toml").read_text("utf-8"))
    return tuple((phrase, row["figure"]) for row in data["acled_word"] for phrase in row["words"])
