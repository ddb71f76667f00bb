"""Arabic numbers, days and folding by themselves: what the words say, and where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cenotaph.extract.arabic.dates import find_periods
from cenotaph.extract.arabic.folding import fold_text, folded, forms
from cenotaph.extract.arabic.numbers import find_numbers

PUBLISHED = date(2022, 10, 10)  # a Monday


def numbers(text: str) -> list[tuple[int | None, int | None, int | None]]:
    words = folded(text, 0, len(text)).words()
    found = [n.interval for n in find_numbers(words, "cenotaph-1") if not n.thing]
    return [(i.low, i.best, i.high) for i in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمسة وعشرون", 25),
        ("مئة وعشرين", 120),
        ("ألفا ومئتين وخمسة وثلاثين", 1235),
        ("أحد عشر", 11),
        ("اثنا عشر", 12),
        ("ثلاث عشرة", 13),
        ("ثلاثمئة وخمسة عشر", 315),
        ("ثلاث مائة", 300),
        ("ثلاثة آلاف", 3000),
        ("مئة وخمسون ألفا", 150_000),
        ("خمسة وعشرين ألفا", 25_000),
        ("ألفان", 2000),
        ("3 آلاف و200", 3200),
        ("28 ألفا و663", 28_663),
        ("2.5 مليون", 2_500_000),
        ("٣٬٥٠٠", 3500),
        ("١٢٣", 123),
        ("۱۲۳", 123),
        ("1,240", 1240),
        ("１２", 12),
    ],
)
def test_numbers_in_words_and_in_all_digits(text: str, value: int) -> None:
    assert numbers(text) == [(value, value, value)]


def test_two_numbers_are_not_added_up_and_a_change_is_no_range() -> None:
    assert numbers("ثلاثة وخمسة") == [(3, 3, 3), (5, 5, 5)]
    assert numbers("ارتفع العدد من 125 إلى 174") == [(125, 125, 125), (174, 174, 174)]
    assert numbers("بين 125 و174 شخصا") == [(125, None, 174)]
    assert numbers("292 على الأقل وأكثر من مئتي جريح") == [(292, None, None), (201, None, None)]


@pytest.mark.parametrize(
    "text", ["خمسة منازل", "20 بالمئة", "12%", "ثلاث سنوات", "7 من كل 10", "الساعة 10", "عدد القتلى", "البالغ 34"]
)
def test_what_counts_no_people_is_no_number_of_people(text: str) -> None:
    assert numbers(text) in ([], [(7, 7, 7)])


@given(st.integers(0, 9_999_999))
def test_every_set_of_digits_says_the_same(value: int) -> None:
    plain = str(value)
    for zero in ("٠", "۰", "0", "０"):
        text = "".join(chr(ord(zero) + int(d)) for d in plain)
        assert numbers(text) == [(value, value, value)]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("في 7 شباط/فبراير", "2022-02-07", "2022-02-07"),
        ("في 7 فيفري", "2022-02-07", "2022-02-07"),
        ("28 تشرين الأول/أكتوبر 2019", "2019-10-28", "2019-10-28"),
        ("السابع من أكتوبر الماضي", "2022-10-07", "2022-10-07"),
        ("٢٠٢٢-٠٣-٠٤", "2022-03-04", "2022-03-04"),
        ("2022/3/4", "2022-03-04", "2022-03-04"),
        ("4/3/2022", "2022-03-04", "2022-03-04"),
        ("أمس", "2022-10-09", "2022-10-09"),
        ("أمس الأحد", "2022-10-09", "2022-10-09"),
        ("أول أمس", "2022-10-08", "2022-10-08"),
        ("فجر اليوم", "2022-10-10", "2022-10-10"),
        ("يوم الثلاثاء", "2022-10-04", "2022-10-04"),
        ("الاثنين", "2022-10-10", "2022-10-10"),
        ("الاثنين الماضي", "2022-10-03", "2022-10-03"),
        ("ليل السبت الأحد", "2022-10-08", "2022-10-09"),
        ("الليلة الماضية", "2022-10-09", "2022-10-10"),
        ("خلال شهر آب/أغسطس الماضي", "2022-08-01", "2022-08-31"),
        ("بين مارس وأغسطس 2021", "2021-03-01", "2021-08-31"),
        ("منذ عام 2015", "2015-01-01", "2022-10-10"),
        ("منذ 2015", "2015-01-01", "2022-10-10"),
        ("منذ بداية العام", "2022-01-01", "2022-10-10"),
        ("بين عامي 2011 و2018", "2011-01-01", "2018-12-31"),
        ("خلال الأسبوع الماضي", "2022-10-03", "2022-10-09"),
        ("قبل يومين", "2022-10-08", "2022-10-08"),
        ("قبل ثلاث سنوات", "2019-01-01", "2019-12-31"),
        ("خلال الساعات الأربع والعشرين الماضية", "2022-10-09", "2022-10-10"),
    ],
)
def test_days_are_intervals_from_publication(text: str, earliest: str, latest: str) -> None:
    (when,) = find_periods(folded(text, 0, len(text)), PUBLISHED)
    assert (str(when.period.earliest), str(when.period.latest)) == (earliest, latest)
    assert text[when.start : when.end] == when.period.text


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    (when,) = find_periods(folded("أمس", 0, 3), None)
    assert (when.period.earliest, when.period.latest) == (None, None)
    assert find_periods(folded("31/2/2020", 0, 9), None) == []


@given(st.text(max_size=80))
def test_folding_keeps_the_way_back(text: str) -> None:
    whole = folded(text, 0, len(text))
    assert whole.text == fold_text(text)
    assert list(whole.origin) == sorted(whole.origin)
    for word in whole.words():
        assert 0 <= word.start < word.end <= len(text)
        assert fold_text(text[word.start : word.end]) >= word.text[:1]


def test_clitics_come_off_and_short_words_stay() -> None:
    assert {"وبالقتلي", "القتلي", "قتلي"} <= set(forms("وبالقتلي"))
    assert forms("في") == ("في",)
