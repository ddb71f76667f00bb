"""Two names by themselves: one part that differs decides, a part left out does not."""

from __future__ import annotations

import pytest

from cenotaph.resolve.names import compare_names, read_name, same_name


def _same(first: str, second: str) -> bool:
    return same_name(read_name(first), read_name(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Евгений Аликов", "Yevgeny Alikov"),
        ("Evgeniy Alikov", "Yevgeny Alikov"),
        ("Zhenya Alikov", "Евгений Аликов"),
        ("Mohammed Ahmad Hassan Al-Masri", "محمد أحمد حسن المصري"),
        ("Mohammed Ahmad Hassan Al-Masri", "Muhammad Elmasry"),
        ("Alikov Evgeny", "Yevgeny Alikov"),
        ("יוסף כהן", "Yosef Cohen"),
        ("יוסף כהן", "Joseph Kohen"),
        ("דוד לוי", "David Levi"),
        ("שָׂרָה בן־דוד", "Sara Ben-David"),
        ("משה מזרחי", "Moshe Mizrahi"),
        ("שלמה פרץ", "Shlomo Peretz"),
        ("J. Meier", "Johann Maier"),
        ("SaraKhalil", "Sara Khalil"),
    ],
)
def test_one_person_spelled_twice(first: str, second: str) -> None:
    assert _same(first, second)
    assert _same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Omar Ahmad Hassan Al-Masri", "Ali Ahmad Hassan Al-Masri"),
        ("Omar Ahmad Hassan Al-Masri", "Omar Khalil Hassan Al-Masri"),
        ("عمر أحمد حسن المصري", "Sami Ahmad Hassan Al-Masri"),
        ("Ivan Petrov", "Ivan Sidorov"),
        ("יוסף כהן", "Yosef Levi"),
        ("משה מזרחי", "Shlomo Mizrahi"),
        ("Salman Muhammad Khalidi", "Muhammad Salman Khalidi"),
    ],
)
def test_brothers_and_strangers(first: str, second: str) -> None:
    assert not _same(first, second)


def test_the_pairs_say_what_it_rests_on() -> None:
    found = compare_names(read_name("Omar Masri"), read_name("Omar Ali Masri"))
    assert [(a.latin, b.latin) for a, b, _ in found.pairs] == [("omar", "omar"), ("masri", "masri")]


def test_no_name_is_like_no_name() -> None:
    assert compare_names(read_name("---"), read_name("---")).score == 0
