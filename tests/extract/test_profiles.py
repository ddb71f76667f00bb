"""The hedge profiles: what the tables must hold, and what their arithmetic does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import NotFoundError
from cenotaph.extract.profiles import DEFAULT_PROFILE, Interval, Profile, load_profile, profile_names

PROFILES = [load_profile(name) for name in profile_names()]


def test_three_profiles_ship_and_the_house_s_own_comes_first() -> None:
    assert profile_names() == ("cenotaph-1", "acled-2024", "ucdp")
    assert DEFAULT_PROFILE == "cenotaph-1"


def test_an_unknown_profile_or_row_is_named_in_the_error() -> None:
    with pytest.raises(NotFoundError, match="acled-2024"):
        load_profile("nobody")
    with pytest.raises(NotFoundError, match="bare_plural"):
        load_profile().row("umpteen")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_every_row_says_why_and_where_from(profile: Profile) -> None:
    assert profile.source
    for row in profile.rows.values():
        assert row.kind in ("hedge", "quantity")
        assert len(row.reason) > 3, row.id
        assert row.source, row.id
        assert all(phrase == phrase.lower() for phrase in (*row.words, *row.before, *row.after)), row.id


def test_no_expression_stands_in_two_rows() -> None:
    rows = load_profile().rows.values()
    for column in ("words", "before", "after"):
        said = [phrase for row in rows for phrase in getattr(row, column)]
        assert sorted(said) == sorted(set(said)), column


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_every_quantity_is_in_order_and_none_is_not_unknown(profile: Profile) -> None:
    for row in profile.rows.values():
        if row.kind == "quantity":
            interval = profile.quantity(row.id)
            stated = [end for end in (interval.low, interval.best, interval.high) if end is not None]
            assert stated == sorted(stated), row.id
    assert profile.quantity("none") == Interval(0, 0, 0)
    assert profile.quantity("unknown") == Interval(None, None, None)


@pytest.mark.parametrize(
    ("row", "inner", "outer"),
    [
        ("exact", (7, 7, 7), (7, 7, 7)),
        ("at_least", (7, 7, 7), (7, None, None)),
        ("more_than", (7, 7, 7), (8, None, None)),
        ("at_most", (7, 7, 7), (0, None, 7)),
        ("fewer_than", (7, 7, 7), (0, None, 6)),
        ("fewer_than", (0, 0, 0), (0, None, 0)),
        ("about", (7, 7, 7), (6, 7, 8)),
        ("about", (100, 100, 100), (90, 100, 110)),
        ("nearly", (100, 100, 100), (90, 100, 100)),
        ("between", (20, None, 30), (20, None, 30)),
        ("probable", (5, 5, 5), (0, 5, None)),
        ("possible", (101, None, None), (0, 101, None)),
        ("at_least", (None, None, None), (None, None, None)),
    ],
)
def test_hedges_by_the_dictionary(row: str, inner: tuple[int | None, ...], outer: tuple[int | None, ...]) -> None:
    assert load_profile().apply(row, Interval(*inner)) == Interval(*outer)


def test_coders_profiles_differ_in_the_rows_they_are_known_for() -> None:
    house, acled, ucdp = PROFILES
    lows = {row: acled.quantity(row).low for row in ("tens", "dozens", "hundreds")}
    assert lows == {"tens": 10, "dozens": 12, "hundreds": 100}
    assert ucdp.quantity("dozens") == Interval(24, 24, 99)
    assert house.quantity("dozens") == Interval(24, None, 99)
    assert acled.apply("at_least", Interval(5, 5, 5)).best == 5
    assert house.rows["dozens"].words == acled.rows["dozens"].words


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 10**9)] * 3)))
    kept = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Interval(*(end if keep else None for end, keep in zip((low, best, high), kept, strict=True)))


HEDGES = [row.id for row in load_profile().rows.values() if row.kind == "hedge"]


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.sampled_from(PROFILES), st.lists(st.sampled_from(HEDGES), min_size=1, max_size=4), intervals())
def test_hedges_on_hedges_stay_in_order(profile: Profile, rows: list[str], interval: Interval) -> None:
    for row in rows:
        interval = profile.apply(row, interval)
        stated = [end for end in (interval.low, interval.best, interval.high) if end is not None]
        assert stated == sorted(stated)
        assert all(end >= 0 for end in stated)
