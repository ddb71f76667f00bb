"""Dates and periods: a table of expressions with the days that they may be, told on Tuesday 20 February 2018."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract.date_movable import easter
from cenotaph.extract.dates import PeriodKind, PeriodMention, find_periods, with_year

PUBLISHED = date(2018, 2, 20)

EXPRESSIONS = Path(__file__).parent / "expressions"


def _rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table; "\\n" and "\\u00a0" stand for a line break and a hard space."""
    lines = (EXPRESSIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]
    plain = [line.replace("\\n", "\n").replace("\\u00a0", "\u00a0") for line in lines]
    return [tuple(line.split(" | ")) for line in plain]


def _lines(name: str) -> list[str]:
    return [row[0] for row in _rows(name)]


def _only(sentence: str, expression: str, published: date | None = PUBLISHED) -> PeriodMention:
    found = find_periods(sentence, published)
    assert [mention.period.text for mention in found] == [expression]
    return found[0]


@pytest.mark.parametrize(("sentence", "expression", "earliest", "latest", "precision", "kind"), _rows("periods"))
def test_a_period_has_the_days_of_its_words(
    sentence: str, expression: str, earliest: str, latest: str, precision: str, kind: str
) -> None:
    mention = _only(sentence, expression)
    period = mention.period
    assert (str(period.earliest or "-"), str(period.latest or "-")) == (earliest, latest)
    assert (period.precision.name if period.precision else "-") == precision
    assert mention.kind is PeriodKind(kind)
    assert sentence[mention.start : mention.end] == period.text


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Speaking on Thursday, he denied that any had died the day before.", ("2018-02-14", "2018-02-14")),
        ("Two were shot on Monday and three the next day.", ("2018-02-20", "2018-02-20")),
        ("Police said on Monday that nine had died the night before.", ("2018-02-18", "2018-02-18")),
        ("The raid of 9 February left three dead; two years earlier 22 had died.", ("2016-01-01", "2016-12-31")),
        ("Guards shot two men between last Friday and Sunday.", ("2018-02-16", "2018-02-18")),
        ("During the third quarter our teams logged 41 deaths.", ("2017-07-01", "2017-09-30")),
        ("In all 67 were killed since hostilities broke out on 7 January.", ("2018-01-07", "2018-02-20")),
        ("It was the worst since July last year, when bombers killed 84.", ("2017-07-01", "2017-07-31")),
        ("At least 74 died in the November strike on the village.", ("2017-11-01", "2017-11-30")),
        ("Nine died from Friday evening through early Monday.", ("2018-02-16", "2018-02-19")),
        ("Two fell on Easter Sunday.", ("2017-04-16", "2017-04-16")),
        ("Eight drowned on Labor Day.", ("2017-09-04", "2017-09-04")),
        ("Four died on Good Friday 2016.", ("2016-03-25", "2016-03-25")),
        ("Season to date (from 1 November): 9 dead.", ("2017-11-01", "2018-02-20")),
        ("Twelve were shot between January and April.", ("2017-01-01", "2017-04-30")),
        ("At least 13 died between March and the end of June 2017.", ("2017-03-01", "2017-06-30")),
        ("At least 13 died from the start of January to the end of May last year.", ("2017-01-01", "2017-05-31")),
        ("Two cyclists were killed on 3 August last year.", ("2017-08-03", "2017-08-03")),
        ("Two cyclists were killed on the 3rd of January last year.", ("2017-01-03", "2017-01-03")),
        ("Six drowned in January of last year, the court heard.", ("2017-01-01", "2017-01-31")),
        ("Six drowned last year on 9 January.", ("2017-01-09", "2017-01-09")),
        ("Six drowned in May two years ago.", ("2016-05-01", "2016-05-31")),
        ("Six drowned in May the year before last.", ("2016-05-01", "2016-05-31")),
        ("Six drowned on 9 January this year.", ("2018-01-09", "2018-01-09")),
        ("Mrs May last year lost two brothers.", ("2017-01-01", "2017-12-31")),
        ("Two guards fell in day-before-yesterday's exchange of fire.", ("2018-02-18", "2018-02-18")),
        ("Two guards fell the night before last.", ("2018-02-18", "2018-02-19")),
        ("Two guards fell in the week before last.", ("2018-02-05", "2018-02-11")),
        ("A guard was shot shortly after midnight on Sunday.", ("2018-02-18", "2018-02-18")),
        ("It lost 12 in the first quarter of 2018 and 9 in the same period of 2017.", ("2017-01-01", "2017-03-31")),
    ],
)
def test_days_counted_from_other_words_of_the_text(sentence: str, days: tuple[str, str]) -> None:
    period = find_periods(sentence, PUBLISHED)[-1].period
    assert (str(period.earliest), str(period.latest)) == days


@pytest.mark.parametrize(
    ("year", "day"), [(1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter_is_where_the_church_tables_have_it(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize("sentence", _lines("no_periods"))
def test_words_that_only_look_like_dates_are_left_alone(sentence: str) -> None:
    assert find_periods(sentence, PUBLISHED) == []


@pytest.mark.parametrize(
    "sentence",
    ["on Tuesday", "yesterday", "two days ago", "last week", "overnight", "this year", "in February", "7 February",
     "in the past year", "from 3 to 5 March", "Monday and Tuesday"],
)  # fmt: skip
def test_nothing_is_dated_without_a_publication_date(sentence: str) -> None:
    (mention,) = find_periods(sentence)
    assert not mention.period.dated
    assert mention.period.precision is not None


def test_a_named_date_needs_no_publication_date() -> None:
    assert _only("on 7 February 2018", "7 February 2018", None).period.earliest == date(2018, 2, 7)
    assert _only("since 2015", "since 2015", None).period.latest is None


def test_a_year_said_elsewhere_completes_a_date() -> None:
    mention = _only("on 7 February", "7 February", None)
    assert mention.month_day == (2, 7)
    completed = with_year(mention, 2016).period
    assert (completed.earliest, completed.latest) == (date(2016, 2, 7), date(2016, 2, 7))
    month = _only("in September", "September", None)
    assert month.month_day == (9, None)
    assert with_year(month, 2016).period.latest == date(2016, 9, 30)
    own = _only("on 7 February 2018", "7 February 2018")
    assert with_year(own, 2016) == own


def test_a_leap_day_waits_for_a_leap_year() -> None:
    assert _only("on 29 February", "29 February").period.earliest == date(2016, 2, 29)
    assert not _only("on 31 February 2018", "31 February 2018").period.dated


def test_the_anchor_dates_what_follows_from_the_text() -> None:
    told = "They attacked on 7 February 2018. The next day and two days later more came."
    found = find_periods(told, PUBLISHED, anchor=date(2018, 2, 7))
    assert [mention.period.earliest for mention in found] == [date(2018, 2, 7), date(2018, 2, 8), date(2018, 2, 9)]


PIECES = st.sampled_from([*_lines("date_pieces")[0].split(" "), "\n\n"])
DAYS = st.one_of(st.none(), st.dates())


@settings(derandomize=True, deadline=None, max_examples=500)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(PIECES, max_size=25).map(" ".join),
        st.lists(PIECES, max_size=25).map("".join),
    ),
    DAYS,
    DAYS,
)
def test_whatever_the_text_periods_are_consistent(text: str, published: date | None, anchor: date | None) -> None:
    last = 0
    for mention in find_periods(text, published, anchor=anchor):
        period = mention.period
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == period.text
        if period.earliest and period.latest:
            assert period.earliest <= period.latest
        if mention.kind in (PeriodKind.VAGUE, PeriodKind.RECURRING):
            assert not period.dated
        last = mention.end


PAST = [
    *(
        "on Tuesday",
        "last week",
        "last month",
        "this year",
        "yesterday",
        "two days ago",
        "a month ago",
        "overnight",
    ),
    *("today", "in the past year", "earlier this month", "last Friday", "in February", "on 7 February"),
    *("late last year", "this weekend", "over the last 3 days", "last February"),
]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.sampled_from(PAST), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_what_has_been_does_not_end_after_the_publication(sentence: str, published: date) -> None:
    for mention in find_periods(sentence, published):
        if mention.period.latest is not None:
            assert mention.period.latest <= published


@pytest.mark.parametrize(
    "unit", ["7 February ", "1, ", "7-8-", "Monday and ", "since the ", "last two ", "1 and 2 and ", "of "]
)
def test_time_grows_with_length_and_not_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.perf_counter()
        find_periods(text, PUBLISHED)
        return time.perf_counter() - started

    seconds(2_000)
    small, large = min(seconds(6_000) for _ in range(3)), seconds(60_000)
    assert large < 40 * small + 0.2
