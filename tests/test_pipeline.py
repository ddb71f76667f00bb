"""The stages on a ledger: idempotent, resumable, one bad document does not stop the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from cenotaph.errors import ExtractError, LedgerError, NotFoundError, ReadError, RecordError, SpanError, UsageError
from cenotaph.model import (
    Anchor,
    Claim,
    Count,
    Extraction,
    Hedge,
    Incident,
    Judgement,
    JudgementKind,
    Measure,
    Ref,
    Report,
    Speaker,
    content_id,
)
from cenotaph.pipeline import (
    archive_into,
    backup,
    extract_all,
    import_control_areas,
    incidents_of,
    reckon,
    resolve_all,
)
from cenotaph.resolve import Resolution
from cenotaph.store import Ledger, open_ledger

DISPATCH = (
    "The defence ministry said on Tuesday that {} people were killed in an attack on a village in the east.\n\n"
    "Officials in the provincial capital gave no further details, and relatives of the dead waited outside.\n"
)
AREAS = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
{"name": "East bank", "holder": "Somebody", "state": "controls", "as_of": "2018-02-05", "source": "A map"},
"geometry": {"type": "Polygon", "coordinates": [[[40, 35], [41, 35], [41, 36], [40, 35]]]}}]}"""


class Digits:
    """An extractor for tests: every "<number> people were killed" is a claim."""

    name = "digits"
    languages = frozenset({"en"})

    def __init__(self, version: str = "1", profile: str = "cenotaph-1") -> None:
        self.version = version
        self.by = f"digits@{version}"
        self.profile = profile
        self.texts: list[str] = []

    def extract(self, report: Report) -> tuple[Claim, ...]:
        self.texts.append(report.text)
        return tuple(self._claim(report, found) for found in re.finditer(r"(\d+) people were killed", report.text))

    def _claim(self, report: Report, found: re.Match[str]) -> Claim:
        n = int(found[1])
        return Claim(
            id=content_id("c", [report.id, found.start()]),
            report=report.id,
            anchors=(Anchor.of(report.text, found.start(), found.end()),),
            speaker=Speaker(name="defence ministry"),
            measure=Measure.KILLED,
            count=Count(low=n, best=n, high=n, text=found[1], hedge=Hedge.EXACT, profile=self.profile),
            extraction=Extraction(by=self.by, confidence=1.0),
        )


class Fragile(Digits):
    """Fails on one report in its own way."""

    def __init__(self, on: str, error: BaseException) -> None:
        super().__init__()
        self.on, self.error = on, error

    def extract(self, report: Report) -> tuple[Claim, ...]:
        if self.on in report.text:
            raise self.error
        return super().extract(report)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        yield ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three dispatches that differ in their number."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in (11, 12, 13):
        (folder / f"{n}.txt").write_text(DISPATCH.format(n))
    return folder


def names(rows: tuple[tuple[str, object], ...]) -> list[str]:
    return [Path(name).name for name, _ in rows]


# archive


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


# extract


def test_only_unread_reports_are_read(ledger: Ledger, folder: Path) -> None:
    archive_into(ledger, [folder])
    reader = Digits()
    first = extract_all(ledger, reader)
    assert (first.read, first.claims, first.skipped) == (3, 3, 0)
    (folder / "14.txt").write_text(DISPATCH.format(14))
    archive_into(ledger, [folder])
    assert extract_all(ledger, reader).read == 1
    assert extract_all(ledger, reader).read == 0
    assert len(reader.texts) == 4
    assert sorted(claim.count.low or 0 for claim in ledger.claims() if claim.count) == [11, 12, 13, 14]
    assert extract_all(ledger, Digits("2")).read == 4
    assert {claim.extraction.by for claim in ledger.claims()} == {"digits@2"}


@pytest.mark.parametrize(
    ("error", "expected"),
    [(ZeroDivisionError("a bug\nin two lines"), ExtractError), (SpanError("x", hint="y"), SpanError)],
)
def test_a_report_that_cannot_be_read_does_not_stop_the_rest(
    ledger: Ledger, folder: Path, error: Exception, expected: type[Exception]
) -> None:
    archive_into(ledger, [folder])
    result = extract_all(ledger, Fragile("12 people", error))
    assert (result.read, result.claims, result.skipped) == (2, 2, 1)
    assert names(result.failed) == ["12.txt"]
    assert isinstance(result.failed[0][1], expected)
    assert "\n" not in str(result.failed[0][1])
    assert names(extract_all(ledger, Fragile("12 people", error)).failed) == ["12.txt"]
    assert extract_all(ledger, Digits()).read == 1


def test_an_interrupted_reading_goes_on_where_it_stopped(ledger: Ledger, folder: Path) -> None:
    archive_into(ledger, [folder])
    seen: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        extract_all(
            ledger,
            Fragile("12 people", KeyboardInterrupt()),
            on_progress=lambda done, total, label: seen.append(label),
        )
    assert ledger.counts()["extractions"] == len(seen)
    assert extract_all(ledger, Digits()).read == 3 - len(seen)
    assert ledger.verify() == []


def test_other_languages_are_left_unread_and_named(ledger: Ledger, tmp_path: Path) -> None:
    text = (
        "Министерство обороны сообщило, что 12 человек погибли при обстреле деревни на востоке страны.\n\n"
        "Другие подробности пока не известны, сообщили в администрации области во вторник вечером."
    )
    page = tmp_path / "ru.txt"
    page.write_text(text)
    archive_into(ledger, [page])
    result = extract_all(ledger, Digits())
    assert (result.read, result.skipped) == (0, 1)
    assert names(result.unsupported) == ["ru.txt"]


def test_counts_of_another_profile_are_refused(ledger: Ledger, folder: Path) -> None:
    archive_into(ledger, [folder / "11.txt"])
    result = extract_all(ledger, Digits(profile="acled-2024"))
    assert isinstance(result.failed[0][1], RecordError)
    assert extract_all(ledger, Digits(profile="acled-2024"), profile="acled-2024").read == 1


def test_an_unknown_extractor_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        extract_all(ledger, "no_such_reader")


# resolve, reckon


def fake_resolve(
    reports: tuple[Report, ...], claims: tuple[Claim, ...], judgements: tuple[Judgement, ...]
) -> Resolution:
    made = tuple(
        Judgement(
            id=content_id("j", [claim.id]),
            kind=JudgementKind.SAME_INCIDENT,
            about=Ref(kind="claim", id=claim.id),
            other=Ref(kind="incident", id="XX-1"),
            by="machine:fake@1",
            at=datetime.now(UTC),
            reason="there is but one",
        )
        for claim in claims
    )
    incident = Incident(
        code="XX-1",
        title="An attack",
        claims=tuple(claim.id for claim in claims),
        reports=tuple(report.id for report in reports),
        previous_codes=("XX-0",),
    )
    return Resolution(incidents=(incident,) if claims else (), judgements=made)


def test_judgements_are_recorded_once(ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("cenotaph.resolve"), "resolve", fake_resolve)
    archive_into(ledger, [folder])
    extract_all(ledger, Digits())
    assert [incident.code for incident in incidents_of(ledger)] == ["XX-1"]
    assert ledger.judgements() == ()
    resolve_all(ledger)
    made = ledger.judgements()
    assert len(made) == 3
    resolve_all(ledger)
    assert ledger.judgements() == made
    assert [run.command for run in ledger.runs()].count("resolve") == 1


def test_an_incident_is_reckoned_by_its_code(ledger: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("cenotaph.resolve"), "resolve", fake_resolve)
    with pytest.raises(NotFoundError) as caught:
        reckon(ledger, "XX-1")
    assert "cenotaph archive" in caught.value.hint
    archive_into(ledger, [folder], published="2018-02-08")
    extract_all(ledger, Digits())
    reckoning = reckon(ledger, "XX-0")
    assert reckoning.incident is not None
    assert reckoning.incident.code == "XX-1"
    assert {step.claim.id for position in reckoning.positions for step in position.steps} <= {
        claim.id for claim in ledger.claims()
    }
    assert reckoning.positions
    assert reckon(ledger, reckoning.incident) == reckoning
    assert reckon(ledger, "XX-1", as_of=date(2018, 2, 7)).positions == ()
    assert reckon(ledger, "XX-1", as_of=date(2018, 2, 8)).positions == reckoning.positions
    assert incidents_of(ledger, as_of=date(2018, 2, 7)) == ()
    assert incidents_of(ledger, as_of=date(2018, 2, 8)) == incidents_of(ledger)
    with pytest.raises(NotFoundError, match="'YY-9'"):
        reckon(ledger, "YY-9")


# the rest


def test_control_areas_are_imported_once(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text(AREAS, encoding="utf-8-sig")
    assert import_control_areas(ledger, path) == 1
    assert import_control_areas(ledger, path) == 0
    assert [area.name for area in ledger.control_areas(date(2018, 2, 5))] == ["East bank"]
    with pytest.raises(NotFoundError):
        import_control_areas(ledger, tmp_path / "none.geojson")
    path.write_text("no json")
    with pytest.raises(RecordError):
        import_control_areas(ledger, path)


def test_a_backup_is_checked_and_overwrites_nothing(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    archive_into(ledger, [folder])
    copy = backup(ledger, tmp_path / "copy.db")
    with open_ledger(copy) as copied:
        assert copied.reports() == ledger.reports()
    with pytest.raises(LedgerError, match="exists"):
        backup(ledger, copy)
    with pytest.raises(LedgerError, match="cannot be written"):
        backup(ledger, tmp_path / "nowhere" / "copy.db")


def test_each_report_is_read_by_the_reader_of_its_language(tmp_path: Path) -> None:
    texts = {
        "en.txt": "Police said on Monday that five people were killed in the village.",
        "ru.txt": "По данным полиции, в понедельник в посёлке погибли пять человек, ещё трое ранены.",
        "ar.txt": "قالت الشرطة إن خمسة أشخاص قتلوا في القرية يوم الاثنين.",
        "uk.txt": "Унаслідок удару загинули троє, її поранено.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text * 3, encoding="utf-8")
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        archive_into(ledger, [tmp_path / name for name in texts])
        result = extract_all(ledger)
        read_by = {one.by.partition("@")[0] for one in ledger.extractions()}
        assert read_by == {"rules_en", "rules_ru", "rules_ar"}
        assert names(result.unsupported) == ["uk.txt"]
        assert result.failed == ()
        assert extract_all(ledger).read == 0


def test_a_missing_extra_keeps_only_its_own_language_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cenotaph.errors import MissingExtraError
    from cenotaph.extract import get_extractor

    def missing(report: Report) -> tuple[Claim, ...]:
        raise MissingExtraError("natasha is not installed", hint="pip install cenotaph[russian]")

    (tmp_path / "en.txt").write_text("Police said on Monday that five people were killed.", encoding="utf-8")
    (tmp_path / "ru.txt").write_text("В понедельник в посёлке погибли пять человек, трое ранены.", encoding="utf-8")
    monkeypatch.setattr(get_extractor("rules_ru"), "extract", missing)
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        archive_into(ledger, [tmp_path / "en.txt", tmp_path / "ru.txt"])
        result = extract_all(ledger)
        assert result.read == 1
        assert names(result.failed) == ["ru.txt"]
        assert "cenotaph[russian]" in result.failed[0][1].hint
