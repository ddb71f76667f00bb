"""Rows of our own making, as MAVERICK lays them out, through the reader of rows and the measures."""

from __future__ import annotations

from cenotaph.model import Measure
from harness.maverick import read
from reconcile_maverick import RIVALS, answers, disagree, outside_earlier

ENDS = ("best", "low", "high")


def row(event: str, number: int, source: str, deaths: tuple[str, str, str], actor: str = "NA") -> dict[str, str]:
    made = {"id": f"{event}-{number}", "event_id": event, "source": source, "actor1": actor}
    made |= {f"deaths_{end}": value for end, value in zip(ENDS, deaths, strict=True)}
    return made | {f"injuries_{end}": "NA" for end in ENDS}


ROWS = [
    row("E1", 2, "Bravo (2012-01-03) Nine dead", ("9", "9", "9"), "Party youth"),
    row("E1", 1, "Alpha (2012-01-02) Four dead", ("4", "4", "5"), "Party youth"),
    row("E1", 3, "Charlie (2012-01-09) Nine died", ("9", "9", "9"), "Unknown gunmen"),
    row("E2", 1, "Alpha (2012-02-02) Two dead", ("2", "2", "2")),
]


def test_only_events_told_by_several_reports_are_kept_oldest_first() -> None:
    events = read(ROWS)
    assert list(events) == ["E1"]
    assert [told.report.publisher for told in events["E1"]] == ["Alpha", "Bravo", "Charlie"]
    assert [bool(t.claims[Measure.KILLED].attributed_to) for t in events["E1"]] == [True, True, False]


def test_what_is_not_stated_is_no_claim() -> None:
    assert all(Measure.INJURED not in told.claims for told in read(ROWS)["E1"])


def test_the_second_report_is_outside_the_first_and_the_third_inside_both() -> None:
    told = read(ROWS)["E1"]
    assert disagree(told, Measure.KILLED)
    assert outside_earlier(told, Measure.KILLED) == [True, False]


def test_policies_and_rivals_answer_the_same_event() -> None:
    found = {name: given for name, (given, _) in answers(read(ROWS)["E1"], Measure.KILLED).items()}
    assert found["envelope"] == found["ucdp"] == found["iraq-body-count"] == found["airwars"] == (4, 9)
    assert found["acled"] == (4, 4)
    assert {name: found[name] for name in RIVALS} == {"maximum": (9, 9), "latest": (9, 9), "majority": (9, 9)}
