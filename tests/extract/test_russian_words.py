"""Russian numbers, hedges and dates by themselves: words to intervals, without the parser."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract.russian.dates import find_periods
from cenotaph.extract.russian.numbers import find_mentions

WEDNESDAY = date(2023, 3, 8)


@pytest.mark.parametrize(
    ("text", "words", "low", "best", "high", "hedge"),
    [
        ("трое мирных жителей", "трое", 3, 3, 3, "exact"),
        ("не менее 14 человек", "не менее 14", 14, None, None, "at_least"),
        ("более 3,5 тыс., следует", "более 3,5 тыс.", 3501, None, None, "more_than"),
        ("порядка двадцати", "порядка двадцати", 18, 20, 22, "about"),
        ("почти сотня", "почти сотня", 90, 100, 100, "about"),
        ("под две сотни бойцов", "под две сотни", 180, 200, 200, "about"),
        ("до 40 человек", "до 40", 0, None, 40, "at_most"),
        ("выросло до 34,", "34", 34, 34, 34, "exact"),
        ("выросло с 18 до 22", "22", 22, 22, 22, "exact"),
        ("менее десяти", "менее десяти", 0, None, 9, "fewer_than"),
        ("от трёх до девяти", "от трёх до девяти", 3, None, 9, "between"),
        ("5–7 человек", "5–7", 5, None, 7, "between"),
        ("двое-трое", "двое-трое", 2, None, 3, "between"),
        ("погибло человек пять, не больше", "человек пять", 4, 5, 6, "about"),
        ("полтора десятка", "полтора десятка", 15, 15, 15, "exact"),
        ("более полутора сотен", "более полутора сотен", 151, None, None, "more_than"),
        ("несколько десятков", "несколько десятков", 20, None, 99, "vague_plural"),
        ("сотни людей", "сотни", 200, None, 999, "vague_plural"),
        ("более сотни", "более сотни", 101, None, None, "more_than"),
        ("1 200 жителей", "1 200", 1200, 1200, 1200, "exact"),
        ("две тысячи триста", "две тысячи триста", 2300, 2300, 2300, "exact"),
        ("30 с лишним человек", "30 с лишним", 31, None, None, "more_than"),
        ("минимум о пяти погибших", "минимум о пяти", 5, None, None, "at_least"),
        ("ни один пассажир", "ни один", 0, 0, 0, "exact"),
    ],
)
def test_words_become_the_interval_of_the_profile(
    text: str, words: str, low: int | None, best: int | None, high: int | None, hedge: str
) -> None:
    """Numbers in digits and words, in every case, with their hedges."""
    (mention,) = find_mentions(text)
    count = mention.count
    assert (count.text, count.low, count.best, count.high, count.hedge) == (words, low, best, high, hedge)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "total"),
    [
        ("7 февраля", "2023-02-07", "2023-02-07", ""),
        ("седьмого февраля", "2023-02-07", "2023-02-07", ""),
        ("в среду 7 февраля", "2023-02-07", "2023-02-07", ""),
        ("25 декабря", "2022-12-25", "2022-12-25", ""),
        ("во вторник", "2023-03-07", "2023-03-07", ""),
        ("накануне", "2023-03-07", "2023-03-07", ""),
        ("в ночь на 5 марта", "2023-03-04", "2023-03-05", ""),
        ("минувшей ночью", "2023-03-07", "2023-03-08", ""),
        ("в начале марта", "2023-03-01", "2023-03-08", ""),
        ("в мае прошлого года", "2022-05-01", "2022-05-31", ""),
        ("на прошлой неделе", "2023-02-27", "2023-03-05", ""),
        ("10 дней назад", "2023-02-26", "2023-02-26", ""),
        ("с 1 по 5 марта", "2023-03-01", "2023-03-05", "closed"),
        ("за сутки", "2023-03-07", "2023-03-08", "closed"),
        ("за 48 часов", "2023-03-06", "2023-03-08", "closed"),
        ("за девять месяцев 2017 года", "2017-01-01", "2017-09-30", "closed"),
        ("с 2014 года", "2014-01-01", "2023-03-08", "open"),
        ("с начала войны", "None", "None", "open"),
    ],
)
def test_dates_become_days(text: str, earliest: str, latest: str, total: str) -> None:
    """Counted from the day of publication, a Wednesday; nothing lies after it."""
    (mention,) = find_periods(text, WEDNESDAY)
    assert (str(mention.period.earliest), str(mention.period.latest), mention.total) == (earliest, latest, total)


def test_without_a_publication_date_relative_words_stay_undated() -> None:
    """Unknown is not today."""
    assert [m.period.dated for m in find_periods("в пятницу и 7 февраля, за сутки")] == [False, False, False]


@pytest.mark.parametrize("text", ["34-летний", "1" * 5000, "дом № 7-а"])
def test_what_is_no_count(text: str) -> None:
    """Ages, endless digits and codes give no number of people."""
    assert [m for m in find_mentions(text) if m.count.text.startswith(("34", "1111"))] == []
