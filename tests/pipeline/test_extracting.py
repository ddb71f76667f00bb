"""Reading a ledger's reports: each once by the reader of its language, and on from where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from cenotaph.errors import ExtractError, RecordError, SpanError, UsageError
from cenotaph.model import (
    Claim,
    Report,
)
from cenotaph.pipeline import (
    archive_into,
    extract_all,
)
from cenotaph.store import Ledger, open_ledger
from pipeline.readers import DISPATCH, Digits, Fragile, names


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
