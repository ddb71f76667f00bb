"""What went wrong with a number, by tests that the code can decide: the classes of error in order of the tests.

The first test that holds names the class. They look at the text, the recorded numbers, the answer, and the claims
and tally lines behind it; none knows a set or a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contenders.casualty_words import HARM
from harness.datasets import Case
from harness.numbers_in import decorations, numbers_in

__all__ = ["Fault", "diagnose"]

OTHER = {"killed": "injured", "injured": "killed"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong number: what is measured, the recorded and the told number, and what stands behind it."""

    case: Case
    measure: str
    gold: int
    told: int | None
    answer: dict[str, Any]

    def claims(self, measure: str | None = None) -> Iterator[dict[str, Any]]:
        """Asserted claims of ``measure`` (by default the fault's own)."""
        wanted = {measure or self.measure} | ({"bodies_found"} if (measure or self.measure) == "killed" else set())
        return (claim for claim in self.answer.get("claims", ()) if claim["measure"] in wanted)

    def counted(self) -> list[dict[str, Any]]:
        """The claims of the measure that the tally counts."""
        lines = self.answer.get("tally", {}).get("lines", ())
        ids = {line["claim"] for line in lines if line["counted"]}
        return [claim for claim in self.claims() if claim["id"] in ids]

    def reason_left_out(self) -> str | None:
        """Why the tally leaves out the claim that has the recorded number (any number where none is told)."""
        lines = self.answer.get("tally", {}).get("lines", ())
        why = {line["claim"]: line["reason"] for line in lines if not line["counted"]}
        for claim in self.claims():
            if claim["id"] in why and _number(claim) == self.gold:
                return str(why[claim["id"]])
        return None


def diagnose(fault: Fault) -> str:
    """The class of one error, in words that name the cause as far as it can be told."""
    side = "missed" if not fault.told else "invented" if not fault.gold else "differs"
    return next(name for name, test in TESTS[side] if test(fault))


def _number(claim: dict[str, Any]) -> int | None:
    count = claim.get("count") or {}
    best: int | None = count.get("best")
    low: int | None = count.get("low")
    return best if best is not None else low


def _other(fault: Fault) -> int | None:
    recorded: int | None = getattr(fault.case, OTHER[fault.measure])
    return recorded


def _swapped(fault: Fault) -> bool:
    """The recorded number was read, but as the other measure (or as "killed or injured")."""
    others = [OTHER[fault.measure], "killed_or_injured"]
    if fault.told:
        return fault.told == _other(fault) or any(
            _number(c) == fault.gold for name in others for c in fault.claims(name) if fault.gold > 1
        )
    return any(_number(claim) == fault.gold for name in others for claim in fault.claims(name))


def _left_out(reason: str) -> Callable[[Fault], bool]:
    return lambda fault: (fault.reason_left_out() or "").startswith(reason)


def _repeats(fault: Fault) -> bool:
    """Too many, and one of the claims summed, or some of them together, is the recorded number."""
    values = [number for claim in fault.counted() if (number := _number(claim))]
    return len(values) > 1 and fault.told == sum(values) and _part_sums(values[:12], fault.gold)


def _part_sums(values: list[int], wanted: int) -> bool:
    sums = {0}
    for value in values:
        sums |= {total + value for total in sums}
    return wanted in sums


def _lacks_part(fault: Fault) -> bool:
    """Too few, and the claims that the tally has not counted would fill the rest."""
    ids = {claim["id"] for claim in fault.counted()}
    rest = [n for claim in fault.claims() if claim["id"] not in ids and (n := _number(claim))]
    return (fault.told or 0) < fault.gold and _part_sums(rest[:12], fault.gold - (fault.told or 0))


def _in_text(fault: Fault) -> bool:
    return fault.gold in numbers_in(fault.case.text)


def _word(fault: Fault) -> bool:
    return HARM[fault.measure].search(fault.case.text) is not None


def _flag(name: str) -> Callable[[Fault], bool]:
    return lambda fault: any(f"flag.{name}" in claim["extraction"]["rules"] for claim in fault.counted())


def _vague(fault: Fault) -> bool:
    """A claim of the measure has words for a number and no figure: a bare plural, "several", "dozens"."""
    return any((claim.get("count") or {}).get("hedge") == "vague_plural" for claim in fault.claims())


def _hedged(fault: Fault) -> bool:
    """The recorded number lies within the hedge of a counted claim but is not its figure."""
    for claim in fault.counted():
        count = claim.get("count") or {}
        low, high = count.get("low"), count.get("high")
        exact = low == high == count.get("best")
        if not exact and (low or 0) <= fault.gold and (high is None or fault.gold <= high):
            return True
    return False


def _added(fault: Fault) -> bool:
    """The dead stand among the injured, or the injured among the dead."""
    other = _other(fault)
    return bool(other) and fault.told == fault.gold + (other or 0)


def _named(fault: Fault) -> bool:
    """Named people are among the harmed: one counted twice, or one left out."""
    return abs((fault.told or 0) - fault.gold) == 1 and any(claim.get("people") for claim in fault.claims())


Test = tuple[str, Callable[[Fault], bool]]

TESTS: dict[str, tuple[Test, ...]] = {
    "missed": (
        ("read as another measure", _swapped),
        ("taken for another event", _left_out("another event")),
        ("taken for a total over a period", _left_out("scope")),
        ("left out as a part of another count", _left_out("part of")),
        ("left out as said to have died", _left_out("said to have died")),
        ("left out by the tally for another reason", lambda f: f.reason_left_out() is not None),
        ("plural without a number, or a range", _vague),
        ("no plain word of this harm in the text", lambda f: not _word(f)),
        ("number not in the text: names or singulars to be counted", lambda f: not _in_text(f)),
        ("number and word stand there, no claim read", lambda f: not any(True for _ in f.claims())),
        ("claims read, none with the number", lambda f: True),
    ),
    "invented": (
        ("read as another measure", _swapped),
        ("the attacker counted", _flag("attacker")),
        ("weak word (shot, burned, hit) taken for harm", _flag("weak")),
        ("hypothetical, feared or alleged", lambda f: any(c["modality"] != "fact" for c in f.counted())),
        ("background of another event, or the coder has none", lambda f: True),
    ),
    "differs": (
        ("an age, date or measure taken for a count", lambda f: f.told in decorations(f.case.text)),
        ("dead and injured added together", _added),
        ("repeats or parts summed", _repeats),
        ("read as another measure", _swapped),
        ("taken for another event", _left_out("another event")),
        ("taken for a total over a period", _left_out("scope")),
        ("left out as already counted or an earlier figure", lambda f: f.reason_left_out() is not None),
        ("a part left out of the sum", _lacks_part),
        ("one off: a named person or the attacker", lambda f: _named(f) or _flag("attacker")(f)),
        ("within the hedge, another figure of it", _hedged),
        ("another number of the text taken", _in_text),
        ("number not in the text: names or singulars to be counted", lambda f: True),
    ),
}
