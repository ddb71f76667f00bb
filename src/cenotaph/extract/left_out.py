"""Why a claim is left out of its report's tally, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cenotaph.extract.marks import at, has, number
from cenotaph.extract.outcome import died_of_it
from cenotaph.model import Claim, Measure, Modality, Scope, Stance

__all__ = ["OTHER_MEASURES", "may_be_the_matter", "reason_to_leave_out"]

OTHER_MEASURES = {
    Measure.MISSING: "counts the missing, of whom it is not known whether they were harmed",
    Measure.DETAINED: "counts people held, who are no casualties",
}
BACKGROUND = "another event, told as background"
_SMALL, _FAR = 15, 5  # a toll above both, in persons and in times what its sentence counts, is of other events too
_STANCES = {
    Stance.DENIES: "denied by the one who speaks",
    Stance.DECLINES_TO_SAY: "the speaker gives no number",
    Stance.REPORTS_UNKNOWN: "said not to be known",
}
_SCOPES = {
    Scope.PERIOD: "a total over a period, not this event",
    Scope.CUMULATIVE_TO_DATE: "a running total over many events",
    Scope.CONFLICT_TOTAL: "a total of the whole conflict",
}


def reason_to_leave_out(claim: Claim, claims: Sequence[Claim], superseded: Collection[str]) -> str | None:
    """The reason to leave a claim out of the sum of its measure, or None when it counts."""
    again = _told_again(claim, claims, superseded) or _not_here(claim) or _of_background(claim, claims)
    return again or _counted_elsewhere(claim, claims)


def may_be_the_matter(claim: Claim, claims: Sequence[Claim], superseded: Collection[str]) -> bool:
    """Whether a claim is left out only as a death for which somebody is tried, or one dated by its month alone.

    A report that tells of nobody else may be about it ("charged in the killing of two", "killed in May").
    """
    if _told_again(claim, claims, superseded) or _counted_elsewhere(claim, claims):
        return False
    reason = _not_here(claim)
    one = bool({"count.one", "count.name", "count.names"} & set(claim.extraction.rules))
    return (reason == BACKGROUND and has(claim, "tried")) or (
        reason == _SCOPES[Scope.PERIOD] and one and not has(claim, "background")
    )


def _told_again(claim: Claim, claims: Sequence[Claim], superseded: Collection[str]) -> str | None:
    newer = any(c.measure is claim.measure and not has(c, "earlier") and c.count for c in claims)
    if claim.id in superseded or (has(claim, "earlier") and newer):
        return "an earlier figure, replaced since"
    if claim.part_of is not None:
        whole = next((c for c in claims if c.id == claim.part_of), None)
        if whole is None or whole.measure is claim.measure:
            return "part of another claim's count"
    if claim.restates is not None:
        same = next((c for c in claims if c.id == claim.restates), None)
        if same is None or (same.measure is claim.measure and _not_here(same) is None):
            return "says again what another claim says"
    return None


def _not_here(claim: Claim) -> str | None:
    if claim.stance in _STANCES:
        return _STANCES[claim.stance]
    if claim.modality is Modality.HYPOTHETICAL:
        return "only supposed"
    if claim.scope in _SCOPES:
        return _SCOPES[claim.scope]
    if has(claim, "background"):
        return BACKGROUND
    if claim.count is None or claim.count.unknown:
        return "no number is stated"
    return None


def _of_background(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """ "charged with *his* murder" of somebody killed last month."""
    same = next((c for c in claims if c.id == claim.restates), None)
    pointed = has(claim, "pronoun") or has(claim, "definite")
    return BACKGROUND if pointed and same is not None and _not_here(same) == BACKGROUND else None


def _counted_elsewhere(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """People counted by another claim: the hurt who died, the victims that an act is named by."""
    if claim.measure is Measure.INJURED and died_of_it(claim, claims):
        return "said to have died of it, and counted among the killed"
    if claim.measure is Measure.INJURED and has(claim, "attacker") and has(claim, "pronoun"):
        beside = [c for c in claims if c.measure is claim.measure and c.anchor.start == claim.anchor.start]
        if any(
            number(c) == 1 and not has(c, "pronoun") and "frame.active" not in c.extraction.rules for c in beside
        ):
            return "the one who is said to be hurt in the same sentence"
    if "frame.lost_part" in claim.extraction.rules and claim.group is None and _among_more(claim, claims):
        return "part of another claim's count"
    if has(claim, "weak") and has(claim, "attacker"):
        among = [c for c in claims if c is not claim and c.part_of and has(c, "attacker")]
        if any(c.measure is claim.measure for c in among):
            return "the attacker, who is said to be among the others counted"
    if "frame.multiple" in claim.extraction.rules:
        beside = [c for c in claims if c.anchor.start == claim.anchor.start and c.count is not None]
        harm = [c for c in beside if c.measure in {Measure.KILLED, Measure.INJURED}]
        if any("frame.multiple" not in c.extraction.rules for c in harm):
            return "the name of the act; its victims are counted by the same sentence"
    if {"count.toll", "frame.toll"} & set(claim.extraction.rules) and _of_many_events(claim, claims):
        return "a running total over many events"
    if _nobody_harmed(claim, claims):
        return "another event: of this one nobody is said to be harmed"
    if "frame.naming" in claim.extraction.rules:
        none = [c for c in claims if c.measure is Measure.KILLED_OR_INJURED and c.count is not None]
        if any(c.count is not None and c.count.high == 0 and at(c) < at(claim) for c in none):
            return "named as targets, after nobody was said to be harmed"
    return None


def _among_more(claim: Claim, claims: Sequence[Claim]) -> bool:
    """ "Four officers were maimed; *one* lost a leg": a number alone after a larger one in the same sentence."""
    before = (c for c in claims if c.measure is claim.measure and at(c) < at(claim))
    return any(c.anchor.start == claim.anchor.start and (number(c) or 0) > (number(claim) or 0) for c in before)


def _nobody_harmed(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the same voice says outright that there were no casualties, and not "no *other* casualties".

    The attacker's own harm is often not called a casualty.
    """
    if has(claim, "attacker") or (claim.count is not None and claim.count.high == 0):
        return False
    for none in claims:
        plain = none.measure is Measure.KILLED_OR_INJURED and none.count is not None and none.count.high == 0
        if not plain or none.group is not None or has(none, "additional") or none.part_of is not None:
            continue
        if none.speaker.name == claim.speaker.name and none.anchor.start != claim.anchor.start:
            return none.scope is Scope.INCIDENT and none.stance not in _STANCES
    return False


def _of_many_events(toll: Claim, claims: Sequence[Claim]) -> bool:
    """ "One man was shot dead, pushing the toll to 49": a toll far above what its own sentence counts."""
    others = [c for c in claims if c is not toll and c.measure is toll.measure and not has(c, "earlier")]
    beside = [c for c in others if c.anchor.start == toll.anchor.start]
    counted = sum(number(c) or 0 for c in beside if "frame.beside_toll" not in c.extraction.rules)
    return counted > 0 and (number(toll) or 0) > max(_SMALL, _FAR * counted)
