"""Counts, periods, places and claims refuse what the data dictionary forbids."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.errors import IntervalError, RecordError, SpanError
from cenotaph.model import (
    Anchor,
    Claim,
    Count,
    Extraction,
    Hedge,
    Measure,
    Period,
    Place,
    Report,
    Speaker,
    report_id,
    to_dict,
)

TEXT = "Medics said two people died."
REPORT = Report(id=report_id(TEXT.encode()), text=TEXT)


def claim(**changes: object) -> Claim:
    values: dict[str, object] = {
        "id": "c-1",
        "report": REPORT.id,
        "anchors": (Anchor.of(TEXT, 0, len(TEXT)),),
        "speaker": Speaker(name="medics"),
        "measure": Measure.KILLED,
        "count": Count(low=2, best=2, high=2, text="two", hedge=Hedge.EXACT),
        "extraction": Extraction(by="test@1", confidence=1.0),
    }
    return Claim(**{**values, **changes})  # type: ignore[arg-type]


ends = st.one_of(st.none(), st.integers(min_value=-3, max_value=50))


@given(ends, ends, ends)
def test_a_count_is_an_ordered_interval_of_persons_or_is_refused(
    low: int | None, best: int | None, high: int | None
) -> None:
    stated = [n for n in (low, best, high) if n is not None]
    legal = all(n >= 0 for n in stated) and stated == sorted(stated)
    if stated and legal:
        count = Count(low=low, best=best, high=high, text="x", hedge=Hedge.EXACT)
        assert not count.unknown
    else:
        with pytest.raises(IntervalError):
            Count(low=low, best=best, high=high, text="x", hedge=Hedge.EXACT)


def test_unknown_is_a_value_and_is_not_zero() -> None:
    unknown = Count(low=None, best=None, high=None, text="remains unknown", hedge=Hedge.NONE_STATED)
    none = Count(low=0, best=0, high=0, text="no one", hedge=Hedge.EXACT)
    assert unknown.unknown
    assert not none.unknown
    assert to_dict(unknown)["low"] is None
    assert to_dict(none)["low"] == 0


def test_every_quote_is_checked_against_the_report() -> None:
    claim().check(REPORT)
    wrong = claim(anchors=(Anchor(start=1, end=5, quote="Medi"),))
    with pytest.raises(SpanError):
        wrong.check(REPORT)
    other = Report(id=report_id(b"another"), text=TEXT)
    with pytest.raises(RecordError, match="is of sha256"):
        claim().check(other)


def test_a_claim_needs_a_quote() -> None:
    with pytest.raises(RecordError, match="no quote"):
        claim(anchors=())


@pytest.mark.parametrize("measure", [Measure.INVOLVEMENT, Measure.EVENT])
def test_a_denial_of_involvement_cannot_be_stored_as_zero_killed(measure: Measure) -> None:
    with pytest.raises(RecordError, match="carries no count"):
        claim(measure=measure)
    assert claim(measure=measure, count=None).count is None


def test_a_claim_cannot_point_at_itself() -> None:
    with pytest.raises(RecordError, match="itself"):
        claim(supersedes="c-1")


def test_the_span_of_a_field_lies_inside_the_text() -> None:
    from cenotaph.model import FieldSpan

    with pytest.raises(RecordError, match="after the text"):
        claim(fields=(FieldSpan(field="count", start=3, end=999),)).check(REPORT)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (5, 2)])
def test_spans_are_half_open_and_not_empty(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Anchor(start=start, end=end, quote="")


def test_an_anchor_counts_code_points() -> None:
    text = "«Погибли» \U0001f5de пять"
    anchor = Anchor.of(text, 12, 16)
    assert anchor.quote == "пять"
    with pytest.raises(SpanError):
        Anchor(start=12, end=20, quote="пять")  # bytes, not characters


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(IntervalError):
        Period(text="x", earliest=date(2018, 2, 8), latest=date(2018, 2, 7))
    assert not Period(text="a recent battle").dated
    assert Period(text="since 2015", earliest=date(2015, 1, 1)).dated


def test_a_place_has_both_coordinates_or_none() -> None:
    with pytest.raises(RecordError):
        Place(text="Khasham", lat=35.3)
    with pytest.raises(RecordError):
        Place(text="nowhere", lat=135.3, lon=0.0)


def test_a_claim_as_json_uses_null_for_what_was_not_stated() -> None:
    as_json = to_dict(
        claim(period=Period(text="on 7 February", earliest=date(2018, 2, 7), latest=date(2018, 2, 7)))
    )
    assert as_json["attributed_to"] is None
    assert as_json["cause"] is None
    assert as_json["via"] == []
    assert as_json["measure"] == "killed"
    assert as_json["period"]["earliest"] == "2018-02-07"
    assert as_json["anchors"] == [{"start": 0, "end": 28, "quote": TEXT}]
