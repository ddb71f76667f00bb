"""Who the dead were is in dispute: a belligerent counts as fighters those whom others count as civilians."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cenotaph.model import Claim, Group, Measure, PopStatus
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.parties import accused, side_of

__all__ = ["CIVILIANS", "status_disputed"]

CIVILIANS = Group(text="civilians", role="civilians", status=PopStatus.CIVILIAN)
_FIGHTERS = Group(text="fighters", role="fighters")
_INSIDE = {Relation.SAME, Relation.WITHIN}


def status_disputed(told: Sequence[Claim], voices: Mapping[str, str]) -> tuple[Claim, Claim] | None:
    """The belligerent's count of fighters and another voice's of civilians that may be the same people, else None.

    ``told`` are the numbers of one incident, ``voices`` claim id -> voice. A belligerent is a side that somebody,
    or it itself, holds responsible. Both sorts may have died where it counts civilians too, or another voice
    fighters: then nothing is in dispute.
    """
    blamed = {side for claim in told for side in accused(claim)}
    own_voices = {voices[claim.id] for claim in told if side_of(claim.speaker) in blamed}
    counted = [claim for claim in told if claim.count is not None and claim.count.high != 0]
    own = [claim for claim in counted if voices[claim.id] in own_voices]
    others = [claim for claim in counted if voices[claim.id] not in own_voices]
    if any(_are(claim, CIVILIANS) for claim in own) or any(_are(claim, _FIGHTERS) for claim in others):
        return None
    for one in own:
        for two in others:
            if _are(one, _FIGHTERS) and _are(two, CIVILIANS) and _same_harm(one, two):
                return one, two
    return None


def _are(claim: Claim, people: Group) -> bool:
    return claim.group is not None and compare(claim.group, people) in _INSIDE


def _same_harm(one: Claim, two: Claim) -> bool:
    return one.measure is two.measure or Measure.KILLED_OR_INJURED in {one.measure, two.measure}
