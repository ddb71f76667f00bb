"""Judgements, figures, people, areas: what may be recorded and what may be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model import (
    Anchor,
    ControlArea,
    ControlState,
    Figure,
    FigureKind,
    Judgement,
    JudgementKind,
    Measure,
    PersonRecord,
    Position,
    Ref,
    Report,
    Sensitivity,
    Speaker,
    Trail,
    content_id,
    report_id,
)

NOW = datetime(2018, 2, 21, tzinfo=UTC)
TRAIL = Trail(claims=("c-1",))


def test_no_number_without_a_trail() -> None:
    with pytest.raises(RecordError, match="without a trail"):
        Figure(kind=FigureKind.CLAIMED, low=5, high=5, trail=Trail(rules=("a rule is not a source",)))


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (44, 44, 44, "44"),
        (24, None, 99, "24 to 99"),
        (101, None, None, "at least 101"),
        (0, None, 99, "at most 99"),
        (None, None, 99, "at most 99"),
        (0, 5, None, "perhaps 5"),
        (None, None, None, "unknown"),
        (0, 0, 0, "0"),
        (1200, None, None, "at least 1,200"),
    ],
)
def test_a_figure_in_words(low: int | None, best: int | None, high: int | None, shown: str) -> None:
    assert str(Figure(kind=FigureKind.CLAIMED, low=low, best=best, high=high, trail=TRAIL)) == shown


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_figure_keeps_its_order(low: int, high: int) -> None:
    if low <= high:
        assert Figure(kind=FigureKind.BOUNDS, low=low, high=high, trail=TRAIL).high == high
    else:
        with pytest.raises(IntervalError):
            Figure(kind=FigureKind.BOUNDS, low=low, high=high, trail=TRAIL)


def test_a_judgement_says_why_and_when() -> None:
    about = Ref(kind="claim", id="c-1")
    with pytest.raises(RecordError, match="no reason"):
        Judgement(id="j", kind=JudgementKind.EXCLUDE, about=about, by="ana", at=NOW, reason=" ")
    with pytest.raises(RecordError, match="time zone"):
        Judgement(id="j", kind=JudgementKind.EXCLUDE, about=about, by="ana", at=datetime(2018, 2, 21), reason="dup")
    with pytest.raises(RecordError):
        Ref(kind="rumour", id="x")


def test_informants_are_confidential_by_default() -> None:
    record = PersonRecord(
        id="p", report="sha256:0", name="A B", anchors=(Anchor(start=0, end=3, quote="A B"),), informant="a mother"
    )
    assert record.informant_sensitivity is Sensitivity.CONFIDENTIAL


@pytest.mark.parametrize(("low", "high"), [(200, None), (-1, None), (30, 20)])
def test_ages_are_whole_years(low: int, high: int | None) -> None:
    with pytest.raises(IntervalError):
        PersonRecord(
            id="p",
            report="r",
            name="A",
            anchors=(Anchor(start=0, end=1, quote="A"),),
            age_low=low,
            age_high=high,
        )


@pytest.mark.parametrize("geometry", ["", "{}", '{"type": "Point"}', "[1]"])
def test_an_area_of_control_is_a_polygon_or_a_line(geometry: str) -> None:
    with pytest.raises(RecordError):
        ControlArea(
            id="a",
            name="west bank",
            holder=Speaker(name="government"),
            state=ControlState.CONTROLS,
            geometry=geometry,
            as_of=date(2018, 2, 5),
            source="a map",
        )


def test_a_position_is_made_of_claims() -> None:
    with pytest.raises(RecordError):
        Position(id="x", speaker=Speaker(name="ministry"), measure=Measure.KILLED, subject="all", steps=())


def test_ids_come_from_content() -> None:
    assert content_id("c", ["sha256:00", 12, 40, "killed"]) == "c-wc3uemczl2ugeto2"
    assert content_id("c", ["a", "bc"]) != content_id("c", ["ab", "c"])
    assert report_id(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_report_is_known_by_the_hash_of_its_bytes() -> None:
    with pytest.raises(RecordError):
        Report(id="report-7", text="x")
    with pytest.raises(RecordError):
        Report(id=report_id(b"x"), text="x", retrieved_at=datetime(2018, 2, 21))
