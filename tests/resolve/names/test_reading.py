"""Which part of a written name is whose."""

from __future__ import annotations

import pytest

from cenotaph.resolve.names import Name, read_name


def _sounds(name: Name) -> list[str]:
    return [part.sounds for part in name.parts]


def test_an_arabic_name_is_own_father_grandfather_family() -> None:
    name = read_name("Mohammed Ahmad Hassan Al-Masri")
    assert [p.latin for p in name.parts] == ["mohammed", "ahmad", "hassan", "masri"]


@pytest.mark.parametrize(
    "text",
    [
        "Abd al-Rahman Salah al-Din Abu Shanab",
        "Abdulrahman Salahuddin Abushanab",
        "Abdel Rahman Salaheddine Abu-Shanab",
        "عبد الرحمن صلاح الدين أبو شنب",
        "عبدالرحمن صلاح الدين ابوشنب",
        "Абд аль-Рахман Салах ад-Дин Абу Шанаб",
    ],
)
def test_what_is_one_name_is_one_part(text: str) -> None:
    name = read_name(text)
    assert [p.skeleton for p in name.parts] == ["abdrhmn", "slhdn", "absnb"]


@pytest.mark.parametrize("text", ["Abdallah", "Abdullah", "Abd Allah", "عبد الله", "عبدالله", "Абдулла"])
def test_servant_of_god(text: str) -> None:
    (part,) = read_name(text).parts
    assert part.skeleton == "abdl"


@pytest.mark.parametrize(
    "text",
    ["Иванов Пётр Сергеевич", "Пётр Сергеевич Иванов", "Ivanov, Pyotr Sergeyevich", "IVANOV Pyotr Sergeyevich"],
)
def test_the_patronymic_tells_where_the_family_name_is(text: str) -> None:
    name = read_name(text)
    assert [part.skeleton for part in name.parts][::2] == ["btr", "afnf"]
    assert name.father
    assert name.grandfather is None


def test_own_name_and_patronymic_have_no_family_name() -> None:
    name = read_name("Anna Petrovna")
    assert [name.family, name.grandfather] == [None, None]
    assert name.father


def test_capitals_mark_the_family_name() -> None:
    assert [p.latin for p in read_name("SMITH John").parts] == ["john", "smith"]


def test_a_hyphen_splits_nothing_but_an_article() -> None:
    assert len(read_name("Дейр-эз-Зор").parts) == 1
    assert len(read_name("Jean-Claude Juncker").parts) == 2
    assert (
        _sounds(read_name("Omar Al-Masri"))
        == _sounds(read_name("Omar El Masri"))
        == _sounds(read_name("Omar Almasri"))
    )


def test_son_of_is_no_part_and_a_title_neither() -> None:
    assert _sounds(read_name("Sheikh Usama bin Laden")) == ["usama", "laden"]
    assert [p.latin for p in read_name("الشهيد محمد بن سلمان").parts] == ["mhmd", "slman"]


def test_a_title_stands_before_a_name_and_a_name_like_it_further_in() -> None:
    assert len(read_name("Hajj Omar Al-Hajj").parts) == 2
    assert len(read_name("الحاج عمر الحاج").parts) == 2
    assert len(read_name("السيد عمر حداد").parts) == 3


def test_short_forms_know_their_names() -> None:
    assert read_name("Zhenya Alikov").parts[0].roots == (read_name("Yevgeny").parts[0].sounds,)


def test_columns_of_a_list_win_over_the_text() -> None:
    name = read_name("Masri Omar Ali", given="Omar", father="Ali", family="Masri")
    assert [p.latin for p in name.parts] == ["omar", "ali", "masri"]
    russian = read_name("Ivanov Ivan Petrovich", given="Ivan Petrovich", family="Ivanov")
    assert [p.latin for p in russian.parts] == ["ivan", "petrovich", "ivanov"]


def test_nothing_to_read() -> None:
    assert read_name("---").parts == ()
    assert read_name("Dr").parts[0].latin == "dr"
