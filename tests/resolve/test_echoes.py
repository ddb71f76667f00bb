"""Who repeats whom on a ledger: by the words, by naming, in which direction, and what drifted."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.demo import run_demo
from cenotaph.model import ActorKind, Claim, EchoKind, ItemKind, Judgement, JudgementKind, Report, Speaker
from cenotaph.resolve import resolve
from cenotaph.store import open_ledger
from reconcile.claims import DEIR, FEB7, SYRIA, claim, count, group, report

REUTERS = Speaker(name="Reuters", kind=ActorKind.MEDIA)
SOURCES = Speaker(name="sources", kind=ActorKind.ANONYMOUS)
MINISTRY = Speaker(name="Russian foreign ministry", kind=ActorKind.STATE)
MEN = group("men")
WIRE_TEXT = (
    "Nine miners drowned when the old shaft at Brandvlei flooded before dawn, the mine's owner said. "
    "Pumps brought in from the coast failed within the hour, and divers turned back twice in the cold. "
    "Relatives waited at the gate through the rain while a priest read out the names of the night shift."
)
OTHER_TEXT = (
    "A union leader called for an inquiry into the machines, which had been reported as broken in March. "
    "She said that nobody from the company had answered three letters about the water in the lower gallery."
)
QUOTE = "“We have never had a pump fail on us in the forty years since this shaft was sunk,”"


def echoes(reports: list[Report], claims: list[Claim]) -> list[Judgement]:
    return [j for j in resolve(reports, claims).judgements if j.kind is JudgementKind.ECHO]


def told(of: Report, words: str, low: int, who: Speaker | str = SOURCES, **more: object) -> Claim:
    """A claim whose quote stands where the report's text has it."""
    start = of.text.index(words)
    return claim(of, who, "killed", count(words, low, low, low), MEN, start=start, **more)  # type: ignore[arg-type]


def test_a_copy_is_an_echo_with_its_claims_though_the_number_was_changed() -> None:
    wire = report("Reuters", "2019-05-06", WIRE_TEXT)
    copy = report("The Daily Post", "2019-05-07", WIRE_TEXT.replace("Nine", "Ninety"))
    first, second = told(wire, "Nine", 9), told(copy, "Ninety", 90)
    (echo,) = echoes([copy, wire], [second, first])
    assert (echo.about.id, echo.other and echo.other.id) == (copy.id, wire.id)
    assert echo.label == EchoKind.VERBATIM
    assert echo.evidence == (second.id, first.id)
    assert echo.reason.startswith(
        "98% of its words stand in the report of Reuters of 6 May 2019, as “miners drowned"
    )
    assert echo.reason.endswith("published 1 day later; drift: “Nine” became “Ninety”")


def test_the_same_words_of_one_official_in_two_reports_are_one_statement_and_no_copied_report() -> None:
    said = f"{QUOTE} he told reporters of the nine."
    one, two = (
        report("Reuters", "2019-05-06", f"{WIRE_TEXT} {said}"),
        report("The Sun", "2019-05-06", f"{OTHER_TEXT} {said}"),
    )
    first, second = (told(of, "the nine", 9, MINISTRY) for of in (one, two))
    (echo,) = echoes([one, two], [first, second])
    assert echo.label == EchoKind.CITES
    assert set(echo.evidence) == {first.id, second.id}


def test_a_shared_passage_without_a_claim_judges_nothing() -> None:
    said = f"{QUOTE} he told reporters."
    one, two = (
        report("Reuters", "2019-05-06", f"{WIRE_TEXT} {said}"),
        report("The Sun", "2019-05-06", f"{OTHER_TEXT} {said}"),
    )
    assert echoes([one, two], [told(one, "Nine", 9), told(two, "three", 3)]) == []


def test_on_one_day_the_report_that_is_named_came_first() -> None:
    wire = report("Reuters", "2019-05-06", WIRE_TEXT)
    for name in ("The Daily Post", "Zeta"):
        copy = report(name, "2019-05-06", f"{WIRE_TEXT} So Reuters reported.")
        first, second = told(wire, "Nine", 9), told(copy, "Nine", 9, via=(REUTERS,))
        (echo,) = echoes([copy, wire], [second, first])
        assert (echo.about.id, echo.other and echo.other.id) == (copy.id, wire.id)
        assert "of two reports of one day the one that is named came first" in echo.reason


def test_on_one_day_an_agency_s_report_came_first_though_it_stands_wholly_in_the_longer() -> None:
    wire = replace(report("AFP", "2019-05-06", WIRE_TEXT), kind=ItemKind.AGENCY)
    for name in ("The Sun", "Zeta", "Nordic Post"):
        paper = report(name, "2019-05-06", f"{OTHER_TEXT} {WIRE_TEXT}")
        (echo,) = echoes([paper, wire], [told(wire, "Nine", 9), told(paper, "Nine", 9)])
        assert (echo.about.id, echo.other and echo.other.id) == (paper.id, wire.id)
        assert echo.label == EchoKind.SYNDICATED
        assert "the agency's came first" in echo.reason


def test_a_dateline_names_the_source_of_all_that_the_report_says_itself() -> None:
    wire = report("AFP", "2019-05-06", "Nine miners drowned at Brandvlei.")
    paper = report("The Daily Post", "2019-05-07", "BRANDVLEI (AFP) - At least nine died in a shaft.")
    other = report("The Sun", "2019-05-07", "The mine took at least nine.")
    post, sun = (Speaker(name=name, kind=ActorKind.MEDIA) for name in ("The Daily Post", "The Sun"))
    first = told(wire, "Nine", 9)
    claims = [first, told(paper, "At least nine", 9, post), told(other, "at least nine", 9, sun)]
    (echo,) = echoes([wire, paper, other], claims)
    assert (echo.about.id, echo.label) == (paper.id, EchoKind.CITES)
    assert "drift: “Nine” became “At least nine”, what sources said is told as The Daily Post's" in echo.reason


def test_naming_an_outlet_whose_report_says_something_else_is_no_echo_of_it() -> None:
    wire = report("Reuters", "2019-05-06", "Nine miners drowned at Brandvlei.")
    paper = report("The Daily Post", "2019-05-07", "Two firemen died, Reuters reported.")
    assert echoes([wire, paper], [told(wire, "Nine", 9), told(paper, "Two", 2, REUTERS)]) == []


def test_several_numbers_of_a_source_it_names_are_a_rewrite_and_in_another_language_a_translation() -> None:
    wire = report("Reuters", "2018-02-16", "100 men fell; 20 at the bridge, 80 on the road. " * 2)
    paper = report("Belsat", "2018-02-17", "Reuters reported: 100 men, 20 by the river and 80 by the road.")
    numbers = (100, 20, 80)
    first = [told(wire, str(n), n, place=DEIR, period=FEB7) for n in numbers]
    second = [told(paper, str(n), n, via=(REUTERS,), place=SYRIA) for n in numbers]
    (echo,) = echoes([wire, paper], [*first, *second])
    assert echo.label == EchoKind.REWRITE
    foreign = [replace(wire, language="en"), replace(paper, language="ru")]
    (echo,) = echoes(foreign, [*first, *second])
    assert echo.label == EchoKind.TRANSLATION
    silent = [replace(c, via=()) for c in second]
    unnamed = [replace(foreign[1], text=foreign[1].text.replace("Reuters", "Agency")), foreign[0]]
    assert echoes(unnamed, [*first, *silent]) == []


# what a reader of the 26 dispatches finds: who repeats whom, and what became of it on the way
DEMO = {
    ("BBC News", "2018-02-20", "Reuters", "2017-10-27"): (
        "cites",
        ["Russian consulate in Damascus said is told as Reuters's"],
    ),
    ("The Kashmir Monitor", "2018-02-16", "Reuters", "2018-02-16"): (
        "rewrite",
        ["what sources said is told as The Kashmir Monitor's", "“Russian contractors” became “Russians”"],
    ),
    ("SMART News Agency", "2018-02-16", "Reuters", "2018-02-16"): (
        "rewrite",
        [
            "“About 300” became “300”",
            "“killed or injured” became “killed and injured”",
            "“in excess of 80” became “more than 80”",
        ],
    ),
    ("Belsat", "2018-02-16", "Reuters", "2018-02-16"): (
        "rewrite",
        ["“killed or injured” became “killed and wounded”", "“around 100” became “Nearly 100”"],
    ),
    ("Reuters", "2018-02-20", "Reuters", "2018-02-16"): ("cites", ["published 4 days later"]),
    ("The Daily Beast", "2018-05-24", "The New York Times", "2018-05-24"): (
        "cites",
        ["“attackers” became “fighters”"],
    ),
    ("The Daily Beast", "2018-05-24", "The New York Times", "2018-02-13"): ("cites", ["names The New York Times"]),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str, str], Judgement]:
    """The echoes of the demo ledger, by publisher and day of both reports."""
    result = run_demo(tmp_path_factory.mktemp("demo"))
    with open_ledger(result.ledger) as ledger:
        who = {r.id: (r.publisher or "", str(r.published)) for r in ledger.reports()}
        found = [j for j in ledger.judgements() if j.kind is JudgementKind.ECHO and j.other]
    return {(*who[j.about.id], *who[j.other.id]): j for j in found if j.other}


def test_every_echo_of_the_demo_is_found_and_no_other(demo: dict[tuple[str, str, str, str], Judgement]) -> None:
    assert demo.keys() == DEMO.keys()


@pytest.mark.parametrize("pair", sorted(DEMO))
def test_each_echo_of_the_demo_tells_its_drift(
    demo: dict[tuple[str, str, str, str], Judgement], pair: tuple[str, str, str, str]
) -> None:
    kind, drifts = DEMO[pair]
    assert demo[pair].label == kind
    for drift in drifts:
        assert drift in demo[pair].reason


def test_two_outlets_that_carry_the_ministry_s_words_are_no_echo(
    tmp_path: Path, demo: dict[tuple[str, str, str, str], Judgement]
) -> None:
    carriers = {"TRT World", "Global Times", "Xinhua", "Lragir.am", "Sputnik Brasil"}
    assert not [pair for pair in demo if pair[0] in carriers or pair[2] in carriers]


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_no_echo(chance: random.Random) -> None:
    texts = [WIRE_TEXT, f"{OTHER_TEXT} {WIRE_TEXT}", WIRE_TEXT[:150], f"{OTHER_TEXT} So Reuters reported."]
    names = ["Reuters", "The Sun", "The Daily Post", "Zeta"]
    reports = [report(name, "2019-05-06", text) for name, text in zip(names, texts, strict=True)]
    claims = [told(of, "Nine", 9) for of in reports[:3]]
    first = echoes(reports, claims)
    chance.shuffle(reports)
    chance.shuffle(claims)
    assert echoes(reports, claims) == first
    assert len(first) == 3
