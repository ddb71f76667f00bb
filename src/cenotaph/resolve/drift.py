"""Which claim of a later report is which of an earlier one, and what changed on the way.

A number keeps its core while its words drift: “about 300” becomes “over 300”, “several dozen” “dozens”, and
“killed or wounded” “wounded”. What drifted is told in words; whether it matters is for the reader to judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cenotaph.model import ActorKind, Claim, Count, Hedge, Measure, Modality, Stance
from cenotaph.places.actors import is_unnamed
from cenotaph.places.names import fold

__all__ = ["Match", "core", "drift_of", "match_claim", "match_claims", "same_thing"]

_ASSERTING = {Stance.ASSERTS, Stance.REVISES, Stance.CONFIRMS}
_HARM = frozenset((Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED))
_OUTCOME = re.compile(r"\b(?:killed|dead)\s(or|and)\s(?:injured|wounded|hurt)\b", re.IGNORECASE)
_WORDS = {Measure.KILLED_OR_INJURED: "killed or injured", Measure.BODIES_FOUND: "bodies found"}


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the later report, the one of the earlier that it repeats, and what drifted, in words."""

    later: Claim
    earlier: Claim
    drift: tuple[str, ...]


def match_claims(later: Sequence[Claim], earlier: Sequence[Claim], keys: Mapping[str, str]) -> list[Match]:
    """For each later claim the earlier one with the same core of its number, of the same people and speaker.

    ``keys``: claim id -> speaker (``places.actors.speaker_keys``). A named speaker who gives somebody else's number
    is not matched: those are two statements. Numbers without a core ("soldiers") match nothing.
    """
    by_core: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in earlier:
        by_core[core(claim)].append(claim)
    found = (
        match_claim(claim, [e for e in by_core.get(core(claim), ()) if same_thing(claim, e, keys)])
        for claim in later
    )
    return [match for match in found if match]


def match_claim(claim: Claim, earlier: Iterable[Claim]) -> Match | None:
    """The claim that it repeats, of some that are of the same people and speaker; None without a common core."""
    number = core(claim)
    fits = [other for other in earlier if core(other) == number] if number is not None else []
    if not fits:
        return None
    best = min(fits, key=lambda other: (_distance(claim, other), other.anchor.start, other.id))
    return Match(claim, best, drift_of(claim, best))


def same_thing(later: Claim, earlier: Claim, keys: Mapping[str, str]) -> bool:
    """Whether the two may be one statement: outcome, people and speaker do not exclude each other."""
    if not (_counts(later) and _counts(earlier)):
        return False
    if later.measure is not earlier.measure and not {later.measure, earlier.measure} <= _HARM:
        return False
    # killed against injured are two counts; either may be what is left of "killed or injured"
    if {later.measure, earlier.measure} == {Measure.KILLED, Measure.INJURED}:
        return False
    if _elsewhere(later, earlier):
        return False
    nations = [set(c.group.nationality) if c.group else set() for c in (later, earlier)]
    if all(nations) and not nations[0] & nations[1]:
        return False
    return keys[later.id] == keys[earlier.id] or _hands_on(later, keys)


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Whether the stated countries or periods exclude each other."""
    if a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country:
        return True
    one, two = a.period, b.period
    if one is None or two is None or not (one.stated and two.stated):
        return False
    return bool(
        (one.latest and two.earliest and one.latest < two.earliest)
        or (two.latest and one.earliest and two.latest < one.earliest)
    )


def drift_of(later: Claim, earlier: Claim) -> tuple[str, ...]:
    """What changed from the earlier claim to the later, in words; empty when nothing did."""
    changes = []
    one, two = _words(earlier.count), _words(later.count)
    if fold(one) != fold(two):
        changes.append(f"“{one}” became “{two}”")
    if earlier.measure is not later.measure:
        changes.append(f"“{_outcome(earlier)}” became “{_outcome(later)}”")
    else:
        said = [_OUTCOME.search(claim.anchor.quote) for claim in (earlier, later)]
        if said[0] and said[1] and said[0][1].lower() != said[1][1].lower():
            changes.append(f"“{said[0][0]}” became “{said[1][0]}”")
    if earlier.modality is not later.modality and Modality.FACT in (earlier.modality, later.modality):
        changes.append(f"what was told as {earlier.modality.value} is told as {later.modality.value}")
    if later.speaker.kind is ActorKind.MEDIA and earlier.speaker.kind is not ActorKind.MEDIA:
        changes.append(f"what {earlier.speaker.name} said is told as {later.speaker.name}'s")
    whom = [" ".join(claim.group.text.split()) if claim.group else "" for claim in (earlier, later)]
    if all(whom) and fold(whom[0]) != fold(whom[1]):
        changes.append(f"“{whom[0]}” became “{whom[1]}”")
    return tuple(changes)


def _counts(claim: Claim) -> bool:
    return claim.count is not None and not claim.count.unknown and claim.stance in _ASSERTING and not claim.people


def _hands_on(claim: Claim, keys: Mapping[str, str]) -> bool:
    """Whether an outlet says it, or a speaker without a name."""
    return claim.speaker.kind is ActorKind.MEDIA or is_unnamed(keys[claim.id])


def core(claim: Claim) -> Hashable:
    """What the words turn on: 300 of "about 300", "over 300" and "at least 300"; the noun of a vague number.

    None where there is no such thing ("soldiers").
    """
    count = claim.count
    if count is None or count.unknown:
        return None
    if count.hedge is Hedge.VAGUE_PLURAL:
        words = [word.removesuffix("s") for word in fold(count.text).split()]
        return next((word for word in reversed(words) if word in ("dozen", "score", "hundred", "thousand")), None)
    if count.best is not None:
        return count.best
    if count.hedge is Hedge.MORE_THAN and count.low is not None:
        return count.low - 1
    if count.hedge is Hedge.FEWER_THAN and count.high is not None:
        return count.high + 1
    ends = (count.low, count.high)
    return ends if None not in ends and count.low else count.high if count.low in (None, 0) else count.low


def _distance(later: Claim, earlier: Claim) -> tuple[int, int, bool]:
    """How far two claims with one number are apart: by speaker, by measure, by the words for the people."""
    one, two = set(fold(later.speaker.name).split()), set(fold(earlier.speaker.name).split())
    speaker = 0 if one == two else 1 if one & two else 2
    who = fold(later.group.text) == fold(earlier.group.text) if later.group and earlier.group else False
    return speaker, int(later.measure is not earlier.measure), not who


def _words(count: Count | None) -> str:
    return " ".join(count.text.split()) if count else ""


def _outcome(claim: Claim) -> str:
    return _WORDS.get(claim.measure, claim.measure.value.replace("_", " "))
