"""Days, ages and sexes in cells: read in many forms, refused with a reason, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.archive.lists.days import DAY_FIRST, MONTH_FIRST, UnreadError, order_shown, read_period
from cenotaph.archive.lists.values import is_unknown, read_age, read_fate, read_sex, read_status
from cenotaph.model import AgeGroup, DatePrecision, PersonFate, PopStatus, Sex


@pytest.mark.parametrize(
    "words",
    ["2017-03-04", "2017/3/4", "2017-03-04 00:00:00", "20170304", "04.03.2017", "4.3.2017 г.", "4 March 2017",
     "March 4th, 2017", "4 марта 2017 года", "4 березня 2017", "٤ آذار ٢٠١٧", "4 مارس 2017",
     "4 mars 2017", "4. März 2017"],
)  # fmt: skip
def test_one_day_in_many_forms(words: str) -> None:
    period = read_period(words)
    assert (period.earliest, period.latest) == (date(2017, 3, 4), date(2017, 3, 4))
    assert period.precision is DatePrecision.DAY


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), DatePrecision.YEAR),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28), DatePrecision.MONTH),
        ("2/2017", date(2017, 2, 1), date(2017, 2, 28), DatePrecision.MONTH),
        ("February 2017", date(2017, 2, 1), date(2017, 2, 28), DatePrecision.MONTH),
        ("1987-00-00", date(1987, 1, 1), date(1987, 12, 31), DatePrecision.YEAR),
        ("2017-03-04 - 2017-03-06", date(2017, 3, 4), date(2017, 3, 6), DatePrecision.FEW_DAYS),
    ],
)
def test_wider_spans_stay_wide(words: str, first: date, last: date, precision: DatePrecision) -> None:
    period = read_period(words)
    assert (period.earliest, period.latest, period.precision) == (first, last, precision)


def test_day_or_month_first_is_the_columns_to_say() -> None:
    assert order_shown("25/03/2017") == DAY_FIRST
    assert order_shown("03/25/2017") == MONTH_FIRST
    assert order_shown("03/04/2017") is None
    assert read_period("03/04/2017", DAY_FIRST).earliest == date(2017, 4, 3)
    assert read_period("03/04/2017", MONTH_FIRST).earliest == date(2017, 3, 4)
    assert read_period("05/05/2017").earliest == date(2017, 5, 5)
    with pytest.raises(UnreadError, match="one of two days"):
        read_period("03/04/2017")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("1/1/17", "two digits"),
        ("1438-05-12", "1438"),
        ("2017-02-30", "no day of the calendar"),
        ("soon", "not a day"),
        ("4 March", "no year"),
        ("2017-03-06 - 2017-03-04", "ends before"),
    ],
)
def test_what_is_no_day_says_why(words: str, why: str) -> None:
    with pytest.raises(UnreadError, match=why):
        read_period(words)


@pytest.mark.parametrize(
    ("cell", "low", "high", "group"),
    [
        ("34", 34, 34, AgeGroup.ADULT),
        ("34.0", 34, 34, AgeGroup.ADULT),
        ("٣٤ سنة", 34, 34, AgeGroup.ADULT),
        ("34 года", 34, 34, AgeGroup.ADULT),
        ("30-35", 30, 35, AgeGroup.ADULT),
        ("16–19", 16, 19, AgeGroup.UNKNOWN),
        ("60+", 60, None, AgeGroup.ADULT),
        ("6 months", 0, 0, AgeGroup.CHILD),
        ("18 месяцев", 1, 1, AgeGroup.CHILD),
        ("about 40", 36, 44, AgeGroup.ADULT),
        ("0", 0, 0, AgeGroup.CHILD),
        ("child", None, None, AgeGroup.CHILD),
        ("взрослый", None, None, AgeGroup.ADULT),
    ],
)
def test_ages(cell: str, low: int | None, high: int | None, group: AgeGroup) -> None:
    age = read_age(cell)
    assert (age.low, age.high, age.group) == (low, high, group)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("abc", "not an age"),
        ("180", "over 130"),
        ("35-30", "wrong order"),
        ("3 4", "several"),
        ("3 kg", "not an age"),
    ],
)
def test_what_is_no_age_says_why(cell: str, why: str) -> None:
    with pytest.raises(UnreadError, match=why):
        read_age(cell)


def test_sexes_fates_and_statuses_in_the_lists_languages() -> None:
    assert {read_sex(cell)[0] for cell in ("M", "ذكر", "муж.", "чоловік", "Homme", "männlich")} == {Sex.MAN}
    assert {read_sex(cell)[0] for cell in ("F", "أنثى", "ж", "жінка", "femme", "weiblich")} == {Sex.WOMAN}
    assert read_sex("girl") == (Sex.WOMAN, AgeGroup.CHILD)
    assert read_fate("شهيد") is read_fate("погиб") is read_fate("KIA") is PersonFate.KILLED
    assert read_fate("зниклий безвісти") is PersonFate.MISSING
    assert read_status("مدني") is PopStatus.CIVILIAN
    with pytest.raises(UnreadError):
        read_sex("2")


def test_what_lists_write_for_not_known() -> None:
    assert all(
        is_unknown(cell) for cell in ("", "-", "N/A", "NA", "unknown", "غير معروف", "Неизвестно", "999", "??")
    )
    assert not any(is_unknown(cell) for cell in ("0", "Ali", "34"))
