"""Claims read in the short passages against their gold: which fields are right, and which are wrong and why."""

from __future__ import annotations

from typing import Any

from cenotaph.extract import Tally
from cenotaph.model import Claim

__all__ = ["FIELDS", "Judged", "judge_passage"]

FIELDS = ("claims", "speaker", "stance", "hedge", "group", "tally", "spurious")

Gold = dict[str, Any]
Judged = tuple[str, str, bool]


def judge_passage(gold: Gold, claims: tuple[Claim, ...], total: Tally) -> list[Judged]:
    """A (name, field, right) for every judged field, the name unique in the passage (``2.speaker``).

    A claim that answers to no gold claim is a ``spurious`` that is wrong.
    """
    judged: list[Judged] = []
    free = list(claims)
    for number, want in enumerate(gold["claims"], start=1):
        claim = _match(want, free)
        if claim is None:
            if not want.get("soft"):
                judged.append((f"{number}.claims", "claims", False))
            continue
        free.remove(claim)
        fields = {"claims": True, "speaker": _same_speaker(want, claim)}
        fields["stance"] = want["stance"] == "revises" or claim.stance in {
            want["stance"],
            *want.get("accept_stances", []),
        }
        if claim.count is not None:
            fields["hedge"] = want["hedge"] in {claim.count.hedge, *want.get("accept_hedges", [])}
        if want.get("group"):
            said = _words(claim.group.text) if claim.group else set()
            fields["group"] = bool(said) and (said <= _words(want["group"]) or _words(want["group"]) <= said)
        judged += [(f"{number}.{field}", field, right) for field, right in fields.items()]
    judged += [(f"spurious {claim.measure} {claim.anchor.start}", "spurious", False) for claim in free]
    exact = all(
        (found.low, found.high) == (gold["tally"][key]["low"], gold["tally"][key]["high"])
        for key, found in (("killed", total.killed), ("injured", total.injured))
    )
    return [*judged, ("tally", "tally", exact)]


def _words(text: str) -> set[str]:
    dropped = {"the", "a", "an", "of", "and", "'s"}
    return {word for word in text.lower().replace("'s", " 's").replace(",", " ").split() if word not in dropped}


def _same_interval(gold: Gold, claim: Claim) -> bool:
    if claim.count is None:
        return gold["low"] is None and gold["high"] is None
    lows, highs = gold.get("accept_low", [gold["low"]]), gold.get("accept_high", [gold["high"]])
    return claim.count.low in lows and claim.count.high in highs


def _same_speaker(gold: Gold, claim: Claim) -> bool:
    for name in [gold.get("speaker"), *gold.get("accept_speakers", [])]:
        if name is None:
            if claim.speaker.name == "the report":
                return True
        elif _words(name) <= _words(claim.speaker.name) or _words(claim.speaker.name) <= _words(name):
            return True
    return False


def _match(gold: Gold, free: list[Claim]) -> Claim | None:
    measures = [gold["measure"], *gold.get("accept_measures", [])]
    found = [claim for claim in free if claim.measure in measures and _same_interval(gold, claim)]
    return min(found, key=lambda claim: not _same_speaker(gold, claim), default=None)
