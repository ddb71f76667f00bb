"""A list comes out as a record a row, each with its quote; what cannot be read is reported, nothing vanishes."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.archive.lists import Fault, ListReading, read_list, read_mapping, written
from cenotaph.errors import NotTextError, ReadError, UsageError
from cenotaph.model import ItemKind, PersonFate, PersonRecord, Sensitivity, Sex

LIST = """List of the dead,,,,,
No,Full Name,Age,Sex,Date of death,Reported by
1,"Hasan, Ali",34,M,25/03/2017,Umm Ali
2,Sara Omar,abc,F,03/04/2017,a neighbour
,,,,,
3,,3,F,,
4,"Olga
Petrova",6 months,female,1/1/17,,and more
"""


def read(text: str, **options: object) -> tuple[list[PersonRecord], list[Fault], ListReading]:
    reading = read_list(text.encode(), "morgue", **options)  # type: ignore[arg-type]
    found = list(reading.people())
    people = [one for one in found if isinstance(one, PersonRecord)]
    return people, [one for one in found if isinstance(one, Fault)], reading


def test_a_record_a_row() -> None:
    people, _, reading = read(LIST)
    assert [(p.name, p.row, p.age_low, p.sex) for p in people] == [
        ("Hasan, Ali", 3, 34, Sex.MAN),
        ("Sara Omar", 4, None, Sex.WOMAN),
        ("Olga Petrova", 7, 0, Sex.WOMAN),
    ]
    assert [p.death.earliest if p.death else None for p in people] == [date(2017, 3, 25), date(2017, 4, 3), None]
    assert reading.report.kind is ItemKind.NAME_LIST
    assert reading.orders == (("Date of death", "day first: 1 of 1 cells that show it"),)


def test_every_record_has_its_row_as_a_quote() -> None:
    people, _, reading = read(LIST)
    for person in people:
        for anchor in person.anchors:
            reading.report.check(anchor)
    assert people[1].anchors[0].quote == "Sara Omar | abc | F | 03/04/2017"


def test_faults_name_line_and_reason() -> None:
    _, faults, _ = read(LIST)
    assert [(str(fault), fault.kept) for fault in faults] == [
        ("line 1: stands above the heads of the columns", False),
        ("line 5: is empty", False),
        ("line 4, Age “abc”: is not an age", True),
        ("line 6: names nobody", False),
        ("line 7: has cells beyond the last head, which are not read", True),
        ("line 7, Date of death “1/1/17”: has a year of two digits", True),
    ]


def test_an_informant_is_confidential_and_in_no_quote() -> None:
    people, _, reading = read(LIST)
    assert people[0].informant == "Umm Ali"
    assert people[0].informant_sensitivity is Sensitivity.CONFIDENTIAL
    assert not any("Umm" in anchor.quote for person in people for anchor in person.anchors)
    assert reading.report.sensitivity is Sensitivity.CONFIDENTIAL


def test_the_text_depends_on_the_file_and_not_on_how_it_is_read() -> None:
    mapping = read_mapping('[columns]\n"Full Name" = "alias"\n"Reported by" = "name"\n', "map.toml")
    people, _, reading = read(LIST, mapping=mapping)
    assert reading.report == read(LIST)[2].report
    assert people[0].name == "Umm Ali"


def test_a_quote_that_is_never_closed_costs_one_line() -> None:
    text = 'Name,Age\n"Ali Hasan,34\n' + "".join(f"Person {letter},5\n" for letter in "ABCDEFGHIJ" * 20)
    people, faults, _ = read(text)
    assert len(people) == 201
    assert people[0].name == "Ali Hasan"
    assert people[0].age_low == 34
    assert [fault.reason for fault in faults] == [
        "has a quotation mark that is never closed: only this line is read"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_delimiter_and_charset(delimiter: str, charset: str) -> None:
    rows = [["ФИО", "Возраст", "Звание"], ["Иванов Пётр Сергеевич", "34", "рядовой"], ["Ольга Кузнецова", "", ""]]
    raw = "\r\n".join(delimiter.join(row) for row in rows).encode(charset)
    people = list(read_list(raw, "list").people())
    assert [p.name for p in people if isinstance(p, PersonRecord)] == ["Иванов Пётр Сергеевич", "Ольга Кузнецова"]


def test_arabic_in_its_old_code_page() -> None:
    raw = "الاسم,العمر,الجنس\nأحمد محمد علي,34,ذكر\nسارة خالد,5,أنثى\nليلى حسن,12,أنثى\n".encode("cp1256")
    reading = read_list(raw, "list")
    people = [p for p in reading.people() if isinstance(p, PersonRecord)]
    assert reading.report.charset == "windows-1256"
    assert [(p.name, p.age_low) for p in people] == [("أحمد محمد علي", 34), ("سارة خالد", 5), ("ليلى حسن", 12)]


def test_a_name_in_parts_is_put_together() -> None:
    (person,), _, _ = read("First name,Father's name,Grandfather,Family name\nAli,Hasan,Omar,Said\n")
    assert person.name == "Ali Hasan Omar Said"
    assert (person.given, person.father, person.grandfather, person.family) == ("Ali", "Hasan", "Omar", "Said")


def test_where_one_spelling_is_missing_the_other_is_the_name() -> None:
    people, _, _ = read("Name (English),Name (Arabic)\nAli Hasan,علي حسن\n,سارة عمر\n")
    assert [(p.name, p.aliases) for p in people] == [("Ali Hasan", ("علي حسن",)), ("سارة عمر", ())]


def test_a_day_in_three_columns() -> None:
    (a, b), faults, _ = read("Name,by,bm,bd\nA Bo,1967,9,27\nC Do,1967,,\n")
    assert a.birth is not None and b.birth is not None  # noqa: PT018
    assert a.birth.earliest == a.birth.latest == date(1967, 9, 27)
    assert (b.birth.earliest, b.birth.latest) == (date(1967, 1, 1), date(1967, 12, 31))
    assert faults == []


def test_a_day_that_cannot_be_leaves_its_month_or_year() -> None:
    people, faults, _ = read("Name,by,bm,bd\nA Bo,2001,12,64\nC Do,1949,0,13\nE Fo,9185,1,2\n")
    assert [(p.birth.earliest, p.birth.latest) if p.birth else None for p in people] == [
        (date(2001, 12, 1), date(2001, 12, 31)),
        (date(1949, 1, 1), date(1949, 12, 31)),
        None,
    ]
    assert [fault.reason.partition(":")[2] for fault in faults] == [
        " only 2001-12 is kept",
        " only 1949 is kept",
        "",
    ]


def test_a_column_that_does_not_show_its_order_is_refused_or_told() -> None:
    text = "Name,Date of death\nAli Hasan,03/04/2017\nSara Omar,05/05/2017\n"
    people, faults, _ = read(text)
    assert people[0].death is None
    assert "one of two days" in faults[0].reason
    told, none, _ = read(text, dates="month first")
    assert told[0].death is not None
    assert told[0].death.earliest == date(2017, 3, 4)
    assert none == []


def test_a_column_takes_the_order_of_the_lists_other_column() -> None:
    people, _, reading = read("Name,Birth date,Date of death\nA Bo,25/03/1990,03/04/2017\n")
    assert people[0].death is not None
    assert people[0].death.earliest == date(2017, 4, 3)
    assert reading.orders == (("Date of death", "day first: as in the list's other column of days"),)


def test_rows_keep_their_ids_when_others_come_and_go() -> None:
    before, _, _ = read("Name,Age\nAli Hasan,34\nSara Omar,5\n")
    after, _, _ = read("Age,Name\n7,Lina Said\n5,Sara Omar\n")
    assert after[1].id == before[1].id
    assert {p.id for p in before} & {p.id for p in after} == {before[1].id}


def test_a_row_with_an_id_of_its_own_keeps_it_when_it_is_corrected() -> None:
    (before,), _, _ = read("Case ID,Name,Age\n17,Ali Hasan,34\n")
    (after,), _, _ = read("Case ID,Name,Age\n17,Ali Hassan,35\n")
    assert before.id == after.id
    assert before.external_ids == (("Case ID", "17"),)


def test_an_id_is_never_taken_for_not_known() -> None:
    people, _, _ = read("ID,Name\n999,Ali Hasan\n-1,Sara Omar\n")
    assert [person.external_ids for person in people] == [(("ID", "999"),), (("ID", "-1"),)]


def test_twins_in_a_list_are_two_records() -> None:
    people, _, _ = read("Name,Age\nAli Hasan,34\nAli Hasan,34\n")
    assert len({person.id for person in people}) == 2
    people, faults, _ = read("ID,Name\n1,Ali Hasan\n1,Sara Omar\n")
    assert len({person.id for person in people}) == 2
    assert "stands in the list 2 times" in faults[0].reason


def test_a_list_without_heads() -> None:
    people, _, reading = read("Ali Hasan,34,m\nSara Omar,5,f\nLina Said,61,f\n")
    assert [column.field for column in reading.columns] == ["name", "age", "sex"]
    assert len(people) == 3


def test_the_fate_of_a_list_is_given_from_outside() -> None:
    people, _, _ = read("Name\nAli Hasan\n", fate=PersonFate.KILLED)
    assert people[0].fate is PersonFate.KILLED
    assert read("Name\nAli Hasan\n")[0][0].fate is PersonFate.UNKNOWN


@pytest.mark.parametrize(
    ("raw", "error", "match"),
    [
        (b"", ReadError, "empty"),
        (b"\n\n\n", ReadError, "empty"),
        (b"Name,Age\n", ReadError, "heads and no row"),
        (b"%PDF-1.7 ...", NotTextError, "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ReadError, "old workbook"),
        (b"<html><table><tr><td>x", ReadError, "web page"),
        (b"Amount,Total\n3,4\n5,6\n", UsageError, "hold names"),
    ],
)
def test_what_is_no_list_is_refused_with_a_hint(raw: bytes, error: type[ReadError], match: str) -> None:
    with pytest.raises(error, match=match) as caught:
        read_list(raw, "x")
    assert caught.value.hint


def test_a_mapping_is_saved_and_used_again() -> None:
    _, _, reading = read(LIST)
    text = written(reading.mapping, reading.columns)
    assert '"Full Name" = "name"   # “full name” in the header' in text
    assert read_mapping(text, "map.toml") == reading.mapping
    assert [p.id for p in read(LIST, mapping=read_mapping(text, "map.toml"))[0]] == [p.id for p in read(LIST)[0]]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("nonsense", "not TOML"),
        ("x = 1", "entry 'x'"),
        ("", "maps no column"),
        ('[columns]\n"A" = "nmae"', "nmae"),
        ('dates = "d/m"\n[columns]\n"A" = "name"', "dates"),
        ('fate = "gone"\n[columns]\n"A" = "name"', "fate"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(text: str, match: str) -> None:
    with pytest.raises(UsageError, match=match) as caught:
        read_mapping(text, "map.toml")
    assert caught.value.hint


def test_a_mapping_that_does_not_fit_the_list_is_refused() -> None:
    mapping = read_mapping('[columns]\n"Nom" = "name"', "map.toml")
    with pytest.raises(UsageError, match="no column 'Nom'"):
        read("Name\nAli Hasan\n", mapping=mapping)
    twice = read_mapping('[columns]\n"A" = "name"\n"B" = "name"', "map.toml")
    with pytest.raises(UsageError, match="both mapped"):
        read("A,B\nx y,z\n", mapping=twice)


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_any_rows_give_as_many_records_and_reported_rows_as_came_in(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([["Name", "Age", "Sex", "Date of death"], ["Ali Hasan", "34", "m", "2017-03-04"], *rows])
    people, faults, reading = read(out.getvalue(), delimiter=",")
    lost = sum(fault.rows for fault in faults if not fault.kept)
    assert len(people) + lost == reading.rows == 1 + len(rows)
    assert len({person.id for person in people}) == len(people)
    for person in people:
        for anchor in person.anchors:
            reading.report.check(anchor)
