"""People shot or struck of whom some died: "14 were shot, *two of them fatally*" counts killed or injured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cenotaph.extract.draft import Draft
from cenotaph.extract.marks import has
from cenotaph.model import Claim, Measure

__all__ = ["as_hurt", "tell_some_died"]

RULE = "measure.some_died"


def tell_some_died(drafts: Sequence[Draft]) -> list[Draft]:
    """Give the measure killed or injured to a number of people struck of whom a part is said to be dead; who was
    struck among the dead ("two were killed, *one of them shot* by police") is dead.

    The drafts are linked already; they are changed in place.
    """
    for draft in drafts:
        whole = draft.part_of
        if whole is not None and whole.measure is Measure.KILLED and "weak" in draft.flags:
            draft.measure = Measure.KILLED if draft.measure is Measure.INJURED else draft.measure
    for draft in drafts:
        struck = draft.measure is Measure.INJURED and "weak" in draft.flags and draft.part_of is None
        several = draft.count is not None and (draft.count.best or draft.count.low or 0) > 1
        if struck and several and any(d.part_of is draft and d.measure is Measure.KILLED for d in drafts):
            draft.measure = Measure.KILLED_OR_INJURED
            draft.rules.append(RULE)
    return list(drafts)


def as_hurt(claim: Claim) -> Claim:
    """A claim of people struck of whom some died, as the tally counts it: as hurt, less those told dead."""
    told = claim.measure is Measure.KILLED_OR_INJURED and has(claim, "weak")
    return replace(claim, measure=Measure.INJURED) if told else claim
