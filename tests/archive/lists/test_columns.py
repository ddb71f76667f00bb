"""What stands under a column is told by its header, in several languages, or by values that can be nothing else."""

from __future__ import annotations

import pytest

from cenotaph.archive.lists.columns import FIELDS, guess_columns
from cenotaph.archive.lists.words import plain, tokens


def fields(*header: str, samples: list[list[str]] | None = None) -> list[str]:
    return [column.field for column in guess_columns(header, samples or [[] for _ in header])]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["id", "Full Name", "Age", "Gender", "DateOfDeath"], ["id", "name", "age", "sex", "death"]),
        (["first_name", "fatherName", "grandfather", "last name"], ["given", "father", "grandfather", "family"]),
        (["Place of death", "Date of birth", "Rank", "Unit"], ["death_place", "birth", "rank", "affiliation"]),
        (["الاسم الرباعي", "العمر", "الجنس", "تاريخ الوفاة"], ["name", "age", "sex", "death"]),
        (["الاسم الأول", "اسم الأب", "اسم الجد", "اللقب"], ["given", "father", "grandfather", "family"]),
        (["Фамилия", "Имя", "Отчество", "Дата рождения"], ["family", "name", "father", "birth"]),
        (["ФИО", "Возраст", "Звание", "Место гибели"], ["name", "age", "rank", "death_place"]),
        (["ПІБ", "Вік", "Стать", "Дата загибелі"], ["name", "age", "sex", "death"]),
        (["Prénom", "Nom de famille", "Âge", "Sexe"], ["given", "family", "age", "sex"]),
        (["Vorname", "Nachname", "Geburtsdatum", "Sterbeort"], ["given", "family", "birth", "death_place"]),
        (["fname_c1", "fname_c2", "lname_c1"], ["given", "given", "family"]),
        (["name_1", "name_2", "name_3", "name_4"], ["given", "father", "grandfather", "family"]),
        (["own", "father", "Earliest date", "index"], ["given", "father", "", ""]),
        (["by", "bm", "bd"], ["birth_year", "birth_month", "birth_day"]),
    ],
)  # fmt: skip
def test_headers_of_many_languages(header: list[str], expected: list[str]) -> None:
    assert fields(*header) == expected


def test_words_of_one_field_within_the_head_of_another() -> None:
    assert fields("Reported by", "Name of informant", "Relation to informant") == [
        "informant",
        "",
        "informant_relation",
    ]
    assert fields("Mother's name", "Cause of death", "Birth place", "Source", "No.") == [""] * 5


def test_a_second_column_of_names_is_another_spelling() -> None:
    assert fields("Name (Arabic)", "Name", "Name in Russian") == ["alias", "name", "alias"]


def test_a_place_that_may_be_home_or_of_the_death_is_left_to_a_person() -> None:
    (column,) = guess_columns(["Governorate"], [["Aleppo", "Homs"]])
    assert column.field == ""
    assert "say which" in column.why


def test_values_overrule_a_header_that_cannot_be_right() -> None:
    assert fields("Name", "Age", samples=[["A B"], ["north", "south", "east"]]) == ["name", ""]
    assert fields("Name", "Status", samples=[["A B"], ["killed", "injured"]]) == ["name", "fate"]
    assert fields("Name", "Status", samples=[["A B"], ["civilian", "soldier"]]) == ["name", "status"]


def test_values_say_what_an_unknown_header_does_not() -> None:
    samples = [["Ali Hasan", "Sara Omar", "Lina Said"], ["m", "f", "f"], ["34", "5", "61"]]
    assert fields("qq", "xy", "zz", samples=samples) == ["name", "sex", "age"]


def test_a_running_number_is_no_age() -> None:
    assert fields("Name", "zz", samples=[["A B"] * 4, ["1", "2", "3", "4"]]) == ["name", ""]


def test_days_under_an_unknown_header_are_not_given_a_meaning() -> None:
    days = ["2017-03-04", "2017-03-05", "2017-03-06"]
    _, column = guess_columns(["Name", "qq"], [["A B"] * 3, days])
    assert column.field == ""
    assert "birth or of death" in column.why


def test_a_name_beside_a_surname_is_the_own_name() -> None:
    assert fields("Name", "Surname", samples=[["Olha", "Ivan"], ["Bondar", "Koval"]]) == ["given", "family"]


def test_words_are_compared_without_case_accents_and_article() -> None:
    assert plain(" Âge  ٣٤ ") == "age 34"
    assert tokens("DateOfBirth") == tokens("date_of birth")
    assert tokens("الاسم") == tokens("اسم")


def test_every_field_of_a_mapping_is_listed() -> None:
    assert {"name", "age", "informant", "external_id", "death_year"} <= set(FIELDS)
    assert not {"", "?"} & set(FIELDS)
