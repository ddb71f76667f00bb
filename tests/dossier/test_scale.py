"""How a count lies on the axis."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.dossier.scale import Scale, mark_of, scale_for
from cenotaph.model import Count, Hedge
from dossier.fixture import count

numbers = st.integers(0, 10_000_000)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    keep = draw(st.lists(st.booleans(), min_size=3, max_size=3).filter(any))
    ends = [n if k else None for n, k in zip((low, best, high), keep, strict=True)]
    return Count(low=ends[0], best=ends[1], high=ends[2], text="n", hedge=Hedge.BETWEEN)


@settings(derandomize=True, deadline=None)
@given(st.lists(counts(), min_size=1, max_size=8))
def test_every_mark_lies_on_the_paper_in_order(given_counts: list[Count]) -> None:
    scale = scale_for(given_counts)
    for each in given_counts:
        mark = mark_of(each, scale)
        assert 0 <= mark.start <= mark.solid <= mark.end <= 100
        assert mark.best is None or mark.start <= mark.best <= mark.end
        assert mark.opens_right == (each.high is None) or mark.kind == "point"
    assert [t.at for t in scale.ticks] == sorted({t.at for t in scale.ticks})
    assert 2 <= len(scale.ticks) <= 9


def test_an_exact_number_is_a_point_and_an_open_one_fades() -> None:
    scale = Scale(100, False)
    assert mark_of(count("44", "exact", 44, 44, 44), scale).kind == "point"
    assert mark_of(count("0", "exact", 0, 0, 0), scale).start == 0
    more = mark_of(count("more than 50", "more_than", 51, None, None), scale)
    assert (more.kind, more.opens_right, more.end > more.solid) == ("bar", True, True)
    five = mark_of(count("probably five", "probable", 0, 5, None), scale)
    assert (five.start, five.best, five.solid) == (0, scale.at(5), scale.at(5))


def test_what_is_not_known_has_no_bar() -> None:
    unknown = Count(low=None, best=None, high=None, text="unknown", hedge=Hedge.NONE_STATED)
    assert mark_of(unknown, Scale(10, False)).kind == "words"
    assert mark_of(None, Scale(10, False)).kind == "words"


def test_a_bare_plural_goes_beyond_the_axis_and_says_so() -> None:
    hundreds = count("hundreds", "vague_plural", 200, None, 999)
    scale = scale_for([hundreds, count("about 300", "about", 270, 300, 330), count("5", "exact", 5, 5, 5)])
    assert scale.top == 330
    mark = mark_of(hundreds, scale)
    assert (mark.over, mark.end, mark.opens_right) == (True, 100, False)
    assert not mark_of(count("about 300", "about", 270, 300, 330), scale).over
    assert scale_for([hundreds]).top == 999


@pytest.mark.parametrize(
    ("values", "logarithmic"), [((5, 99, 300), False), ((2, 5, 9, 4000), True), ((1, 2, 90), False)]
)
def test_the_axis_is_straight_unless_the_numbers_are_far_apart(values: tuple[int, ...], logarithmic: bool) -> None:
    scale = scale_for([count(str(v), "exact", v, v, v) for v in values])
    assert scale.logarithmic is logarithmic
    assert ("Logarithmic" in scale.words) is logarithmic
