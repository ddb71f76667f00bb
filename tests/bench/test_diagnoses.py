"""Classes of error, each on a text of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cenotaph.extract import extract, tally
from contenders.reader import load
from harness.datasets import Case
from harness.diagnoses import OTHER, TESTS, Fault, diagnose
from harness.faults import excerpt, gather
from harness.halves import Half
from harness.numbers_in import decorations, numbers_in
from harness.printing import table_of_faults


def fault(
    text: str, measure: str, gold: int, told: int | None, *, other: int | None = None, **answer: Any
) -> Fault:
    recorded = {measure: gold, OTHER[measure]: other}
    return Fault(Case(id="x", text=text, **recorded), measure, gold, told, answer)


def claim(
    name: str,
    number: int | None,
    *,
    measure: str = "killed",
    hedge: str = "exact",
    flags: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    count = {"low": number, "best": number, "high": number, "hedge": hedge}
    return {
        "id": name,
        "measure": measure,
        "count": count,
        "modality": "fact",
        "people": [],
        "extraction": {"rules": [f"flag.{flag}" for flag in flags]},
    } | more


def told(*claims: tuple[dict[str, Any], str | None]) -> dict[str, Any]:
    """Claims with the reason for which each is left out, None where it is counted."""
    lines = [{"claim": c["id"], "counted": why is None, "reason": why or "counted"} for c, why in claims]
    return {"claims": [c for c, _ in claims], "tally": {"lines": lines}}


CASES = [
    ("A bomb went off.", 3, None, told(), "no plain word of this harm in the text"),
    ("Ann and Bo were killed.", 2, None, told(), "number not in the text: names or singulars to be counted"),
    ("2 were killed.", 2, None, told(), "number and word stand there, no claim read"),
    ("2 were killed.", 2, None, told((claim("a", 2), "another event")), "taken for another event"),
    ("2 were killed.", 2, None, told((claim("a", 2, measure="injured"), None)), "read as another measure"),
    (
        "Soldiers were killed.",
        2,
        None,
        told((claim("a", None, hedge="vague_plural"), None)),
        "plural without a number, or a range",
    ),
    (
        "A man was shot.",
        0,
        1,
        told((claim("a", 1, flags=("weak",)), None)),
        "weak word (shot, burned, hit) taken for harm",
    ),
    ("The bomber died.", 0, 1, told((claim("a", 1, flags=("attacker",)), None)), "the attacker counted"),
    ("A 34-year-old and 2 others were killed.", 3, 34, told(), "an age, date or measure taken for a count"),
    (
        "3 were killed. 3 were killed.",
        3,
        6,
        told((claim("a", 3), None), (claim("b", 3), None)),
        "repeats or parts summed",
    ),
    (
        "5 and 4 were killed.",
        9,
        5,
        told((claim("a", 5), None), (claim("b", 4), "no number")),
        "a part left out of the sum",
    ),
    ("5 were killed, then 7.", 7, 5, told((claim("a", 5), None)), "another number of the text taken"),
]


@pytest.mark.parametrize(("text", "gold", "number", "answer", "name"), CASES, ids=[case[-1] for case in CASES])
def test_class(text: str, gold: int, number: int | None, answer: dict[str, Any], name: str) -> None:
    assert diagnose(fault(text, "killed", gold, number, **answer)) == name


def test_dead_added_to_the_injured() -> None:
    assert diagnose(fault("5 shot, 2 died", "injured", 3, 5, other=2)) == "dead and injured added together"


def test_every_side_ends_with_a_class_for_all() -> None:
    anything = fault("", "killed", 1, 2)
    assert all(tests[-1][1](anything) for tests in TESTS.values())


def test_numbers_that_count_people_and_those_that_do_not() -> None:
    text = "On 5 May 2020 a 34-year-old and twenty-three others walked 12 km; 1,500 came at 9:30."
    assert {5, 2020, 34, 23, 12, 1500} <= numbers_in(text)
    assert decorations(text) == {5, 2020, 34, 12, 9}
    assert decorations("On May 3, 3 people died.") == set()


def test_the_readers_own_answers_can_be_diagnosed() -> None:
    text = "Two men were killed in Norvik on Monday. Last year a bomb there killed nine."
    read = load()({"id": "x", "text": text, "published": "2021-03-03"})
    own = tally(extract(text, published=date(2021, 3, 3)), text)
    assert read["killed"] == own.killed.best
    (one,) = gather([Case(id="x", text=text, killed=5, injured=None)], {"x": read})
    assert one.measure == "killed"
    assert one.name in {name for name, _ in TESTS["differs"]}


def test_examples_come_from_the_half_that_may_be_read() -> None:
    cases = [Case(id=f"row-{n}", text=f"{n} people were killed.", killed=n) for n in range(1, 30)]
    (one,) = gather(cases, {})
    assert len(one.faults) == 29
    assert {fault.case.half for fault in one.examples(29)} == {Half.READ}
    assert len(one.examples(2)) == 2
    shown = "\n".join(table_of_faults([one]))
    assert not any(f"{case.id} " in shown for case in cases if case.half is Half.UNREAD)


def test_an_excerpt_is_short_and_shows_the_harm() -> None:
    text = "Weather. " * 60 + "Four miners were killed. " + "Sport. " * 60
    shown = excerpt(fault(text, "killed", 4, None))
    assert "killed" in shown
    assert len(shown) < 160
