"""Workbooks and Parquet give the same records as CSV; a workbook made to do harm is refused, not unpacked."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.archive.lists import Fault, read_list, sheet, workbook
from cenotaph.errors import CenotaphError, MissingExtraError, ReadError, TooLargeError
from cenotaph.model import PersonRecord

CSV = b'Name,Age,Date of death\nAli Hasan,34,2017-03-04\n"Omar, Sara",5,03/04/2017\n'
ROWS: list[tuple[object, ...]] = [
    ("Name", "Age", "Date of death"),
    ("Ali Hasan", 34, date(2017, 3, 4)),
    ("Sara Omar", None, None),
    ("Lina Said", 61.0, datetime(2017, 3, 5, 4, 30)),
]


def a_workbook(rows: list[tuple[object, ...]], *, title: str = "dead") -> bytes:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra [people] is not installed")
    book = openpyxl.Workbook()
    book.active.title = "notes"
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_parquet(rows: list[tuple[object, ...]]) -> bytes:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra [people] is not installed")
    from pyarrow import parquet

    heads, *values = rows
    columns = {str(head): [row[at] for row in values] for at, head in enumerate(heads)}
    columns["Date of death"] = [str(day)[:10] if day else None for day in columns["Date of death"]]
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


@pytest.mark.parametrize(("make", "first"), [(a_workbook, 2), (a_parquet, 1)], ids=["xlsx", "parquet"])
def test_the_same_records_as_from_csv(make: Callable[[list[tuple[object, ...]]], bytes], first: int) -> None:
    reading = read_list(make(ROWS), "morgue")
    people = [one for one in reading.people() if isinstance(one, PersonRecord)]
    assert [(p.name, p.age_low, p.death.earliest if p.death else None) for p in people] == [
        ("Ali Hasan", 34, date(2017, 3, 4)),
        ("Sara Omar", None, None),
        ("Lina Said", 61, date(2017, 3, 5)),
    ]
    assert [p.row for p in people] == [first, first + 1, first + 2]
    for person in people:
        reading.report.check(person.anchors[0])


def test_a_sheet_is_chosen_by_name_or_is_the_first_with_something_in_it() -> None:
    raw = a_workbook(ROWS)
    assert read_list(raw, "x", sheet="dead").rows == 3
    with pytest.raises(ReadError, match="no sheet 'living'") as caught:
        read_list(raw, "x", sheet="living")
    assert caught.value.hint == "its sheets: notes, dead"
    with pytest.raises(ReadError, match="empty"):
        read_list(a_workbook([]), "x")


def altered(raw: bytes, part: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return out.getvalue()


def test_a_workbook_with_entities_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    for data in (laughs, b"\xff\xfe" + laughs.decode().encode("utf-16-le")):
        with pytest.raises(ReadError, match="XML entities"):
            read_list(altered(a_workbook(ROWS), "xl/worksheets/sheet2.xml", data), "x")


def test_a_workbook_that_would_unpack_to_more_than_fits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 100_000)
    bomb = altered(a_workbook(ROWS), "xl/worksheets/sheet2.xml", b" " * 1_000_000)
    with pytest.raises(TooLargeError):
        read_list(bomb, "x")


def test_a_workbook_of_endless_rows_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_CELLS", 5)
    with pytest.raises(TooLargeError, match="cells"):
        read_list(a_workbook(ROWS), "x")


@pytest.mark.parametrize("make", [a_workbook, a_parquet], ids=["xlsx", "parquet"])
def test_a_broken_file_is_an_error_with_a_hint(make: Callable[[list[tuple[object, ...]]], bytes]) -> None:
    raw = make(ROWS)
    with pytest.raises(ReadError) as caught:
        read_list(raw[: len(raw) // 2], "x")
    assert "CSV" in caught.value.hint


@pytest.mark.parametrize(("module", "make"), [("openpyxl", a_workbook), ("pyarrow", a_parquet)])
def test_without_the_extra_the_error_names_it(
    monkeypatch: pytest.MonkeyPatch, module: str, make: Callable[[list[tuple[object, ...]]], bytes]
) -> None:
    raw = make(ROWS)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        read_list(raw, "x")
    assert "cenotaph[people]" in caught.value.hint


@cache
def whole_files() -> tuple[bytes, ...]:
    """One of each kind, made once: a workbook holds the time at which it was made."""
    return CSV, a_workbook(ROWS), a_parquet(ROWS)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data())
def test_damaged_bytes_give_records_or_an_error_with_a_hint(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(whole_files())))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        reading = read_list(bytes(raw), "x")
    except CenotaphError as error:
        hint = error.hint
    else:
        hint = "read"
        found = list(reading.people())
        lost = sum(fault.rows for fault in found if isinstance(fault, Fault) and not fault.kept)
        assert sum(isinstance(one, PersonRecord) for one in found) + lost == reading.rows
    assert hint
