"""What linkage finds is on record as judgements, and taken back on record when it no longer follows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cenotaph import people_pipeline
from cenotaph.model import Judgement, Verdict
from cenotaph.people_pipeline import ListOptions, import_people, record_people
from cenotaph.reviewing import answer, undoing
from cenotaph.store import Ledger, open_ledger
from linking.lists import write_lists


def in_force(ledger: Ledger) -> dict[str, Judgement]:
    record = ledger.judgements()
    undone = {one.reverses for one in record if one.reverses}
    return {one.id: one for one in record if one.id not in undone and one.reverses is None}


@pytest.fixture
def lists(tmp_path: Path) -> tuple[Path, Path]:
    return write_lists(tmp_path, size=40)


def test_the_same_again_records_nothing_and_a_persons_no_takes_the_machines_yes_back(
    tmp_path: Path, lists: tuple[Path, Path]
) -> None:
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        for path in lists:
            import_people(ledger, path, ListOptions())
        found = record_people(ledger)
        assert found is not None
        assert set(in_force(ledger)) == {one.id for one in found.judgements} != set()
        before = ledger.judgements()
        record_people(ledger)
        assert ledger.judgements() == before
        pair = next(p for p in found.pairs if found.individual_of(p.a) == found.individual_of(p.b))
        ledger.add_judgements([answer(pair, Verdict.NEGATIVE, by="a coder", at=datetime.now(UTC))])
        again = record_people(ledger)
        assert again is not None
        assert again.individual_of(pair.a) != again.individual_of(pair.b)
        positive = [j for j in in_force(ledger).values() if j.verdict is Verdict.POSITIVE]
        assert {pair.a, pair.b} not in [{j.about.id, j.other.id} for j in positive if j.other]
        # the person takes it back: the machine's word stands again, as a new row
        (no,) = [j for j in in_force(ledger).values() if j.by == "a coder"]
        ledger.add_judgements([undoing(no, by="a coder", at=datetime.now(UTC))])
        back = record_people(ledger)
        assert back is not None
        assert back.individuals == found.individuals
        assert {pair.a, pair.b} in [{j.about.id, j.other.id} for j in in_force(ledger).values() if j.other]
        assert not ledger.verify()


def test_of_too_many_records_nothing_is_recorded_and_nothing_taken_back(
    tmp_path: Path, lists: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        for path in lists:
            import_people(ledger, path, ListOptions())
        record_people(ledger)
        before = ledger.judgements()
        monkeypatch.setattr(people_pipeline, "MANY_PEOPLE", 1)
        found = record_people(ledger)
        assert found is not None
        assert len(found.individuals) < len(ledger.people())
        assert ledger.judgements() == before


def test_where_nobody_is_named_there_is_nothing_to_resolve(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        assert record_people(ledger) is None
