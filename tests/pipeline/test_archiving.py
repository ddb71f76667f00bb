"""Documents into a ledger: once, again with better facts, and one bad document does not stop the rest."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from cenotaph.errors import ReadError, UsageError
from cenotaph.model import (
    Report,
)
from cenotaph.pipeline import (
    archive_into,
    extract_all,
)
from cenotaph.store import Ledger, open_ledger
from pipeline.readers import Digits, names


def test_a_folder_is_archived_once(ledger: Ledger, folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    first = archive_into(ledger, [folder], publisher="Agency", on_progress=lambda *step: seen.append(step))
    assert names(first.added) == ["11.txt", "12.txt", "13.txt"]
    assert [(done, total) for done, total, _ in seen] == [(1, 3), (2, 3), (3, 3)]
    runs = ledger.runs()
    second = archive_into(ledger, [folder], publisher="Agency")
    assert (second.added, second.corrected, second.failed) == ((), (), ())
    assert names(second.known) == ["11.txt", "12.txt", "13.txt"]
    assert {report.publisher for report in ledger.reports()} == {"Agency"}
    assert [(run.command, run.counts["added"]) for run in runs] == [("archive", 3)]
    assert ledger.runs() == runs


def test_the_ledger_says_when_a_report_was_archived(ledger: Ledger, folder: Path) -> None:
    before = datetime.now(UTC)
    archive_into(ledger, [folder])
    archived = {report.id: report.retrieved_at for report in ledger.reports()}
    assert archived
    assert all(at is not None and before <= at <= datetime.now(UTC) for at in archived.values())
    archive_into(ledger, [folder])
    assert {report.id: report.retrieved_at for report in ledger.reports()} == archived


def test_a_bad_document_does_not_stop_the_rest(ledger: Ledger, folder: Path) -> None:
    (folder / "12.txt").write_bytes(b"")
    (folder / "12b.bin").write_bytes(bytes(range(256)) * 20)
    result = archive_into(ledger, [folder / "none.txt", folder])
    assert names(result.added) == ["11.txt", "13.txt"]
    assert names(result.failed) == ["none.txt", "12.txt", "12b.bin"]
    assert all(error.hint for _, error in result.failed)
    assert ledger.counts()["reports"] == 2


def test_a_fault_in_reading_one_document_does_not_stop_the_rest(
    ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = import_module("cenotaph.archive")
    read = stage.read

    def faulty(raw: bytes, meta: object) -> Report:
        if b"12 people" in raw:
            raise RecursionError("too\ndeep")
        return read(raw, meta)

    monkeypatch.setattr(stage, "read", faulty)
    result = archive_into(ledger, [folder])
    assert (names(result.added), names(result.failed)) == (["11.txt", "13.txt"], ["12.txt"])
    assert isinstance(result.failed[0][1], ReadError)
    assert "too deep" in str(result.failed[0][1])


def test_rows_for_scripts_say_what_became_of_each_document(ledger: Ledger, folder: Path) -> None:
    (folder / "12.txt").write_bytes(b"")
    archive_into(ledger, [folder / "11.txt"])
    result = archive_into(ledger, [folder], published="2018-02-08")
    rows = json.loads(json.dumps(result.rows()))
    assert [(Path(row["name"]).name, row["outcome"]) for row in rows] == [
        ("13.txt", "added"),
        ("11.txt", "corrected"),
        ("12.txt", "failed"),
    ]
    assert rows[0]["report"] == result.added[0][1].id
    assert rows[0]["published"] == "2018-02-08"
    assert rows[2]["hint"]


def test_the_ledger_in_the_folder_is_not_taken_for_a_report(folder: Path) -> None:
    with open_ledger(folder / "case.db", create=True) as ledger:
        result = archive_into(ledger, [folder])
        assert (len(result.added), result.failed) == (3, ())


def test_a_stub_is_archived_and_said_to_be_one(ledger: Ledger, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("We use cookies. Accept all cookies to continue.")
    result = archive_into(ledger, [page])
    assert names(result.stubs) == ["page.txt"]
    assert extract_all(ledger, Digits()).read == 0
    assert ledger.counts()["stubs"] == 1


def test_what_is_known_later_is_a_correction(ledger: Ledger, folder: Path) -> None:
    paper = folder / "11.txt"
    archive_into(ledger, [paper])
    extract_all(ledger, Digits())
    later = archive_into(ledger, [paper], publisher="The Paper", published="2018-02-08")
    assert names(later.corrected) == ["11.txt"]
    (report,) = ledger.reports()
    assert (report.publisher, report.published) == ("The Paper", date(2018, 2, 8))
    assert names(archive_into(ledger, [paper], publisher="The Paper").known) == ["11.txt"]
    # its dates may read otherwise now, so it is read again
    assert extract_all(ledger, Digits()).read == 1


def test_a_mended_table_of_sources_mends_the_ledger(ledger: Ledger, folder: Path) -> None:
    table = folder / "sources.csv"
    table.write_text("file,publisher,published\n11.txt,Papr,2018-02-08\n")
    archive_into(ledger, [folder])
    table.write_text("file,publisher,published\n11.txt,Paper,2018-02-09\n")
    assert names(archive_into(ledger, [folder]).corrected) == ["11.txt"]
    assert (ledger.reports()[0].publisher, ledger.reports()[0].published) == ("Paper", date(2018, 2, 9))
    assert archive_into(ledger, [folder]).corrected == ()


def test_a_copy_does_not_take_the_publisher_away(ledger: Ledger, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "11.txt").read_bytes())
    (folder / "sources.csv").write_text("file,publisher\n11.txt,Agency\ncopy.txt,Reprint\n")
    for _ in range(2):
        archive_into(ledger, [folder])
        assert {report.publisher for report in ledger.reports()} == {"Agency", None}


def test_an_interruption_keeps_what_was_reported(ledger: Ledger, folder: Path) -> None:
    done: list[str] = []

    def stop(count: int, total: int, label: str) -> None:
        done.append(label)
        if count == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive_into(ledger, [folder], on_progress=stop)
    assert ledger.counts()["reports"] == len(done) == 2
    assert names(archive_into(ledger, [folder]).added) == ["13.txt"]
    assert [run.counts["added"] for run in ledger.runs()] == [2, 1]


def test_a_wrong_date_is_refused_before_anything_is_written(ledger: Ledger, folder: Path) -> None:
    with pytest.raises(UsageError, match="not a day"):
        archive_into(ledger, [folder], published="sometime")
    assert ledger.counts()["reports"] == 0
