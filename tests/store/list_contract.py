"""What every ledger must do with lists of named people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cenotaph.errors import RecordError, SpanError
from cenotaph.model import Anchor, PersonRecord, Sensitivity
from cenotaph.store import Ledger, ListChange

from .samples import READER, a_claim, a_list, a_person, a_report


class ListContract:
    """Give ``open(folder)``, as for :class:`~store.contract.LedgerContract`."""

    def open(self, folder: Path) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        with self.open(tmp_path) as ledger:
            yield ledger

    def test_a_list_comes_back_with_its_file_and_its_people(self, ledger: Ledger, tmp_path: Path) -> None:
        named, report, raw, people = a_list("Ali | 34", "Sara | 5", duplicate_free=True)
        assert ledger.add_list(named, report, raw, people) == ListChange(added=2)
        ledger.close()
        with self.open(tmp_path) as again:
            assert again.lists() == (named,)
            assert again.people() == tuple(people)
            assert again.raw(report.id) == raw
            assert again.verify() == []

    def test_the_same_list_again_changes_nothing(self, ledger: Ledger) -> None:
        ledger.add_list(*a_list("Ali | 34"))
        assert ledger.add_list(*a_list("Ali | 34")) is None
        assert ledger.counts()["extractions"] == 1

    def test_a_new_version_says_what_changed_and_the_old_one_stays_as_history(self, ledger: Ledger) -> None:
        _, _, _, before = a_list("Ali | 34", "Sara | 5", "Omar | 61")
        ledger.add_list(*a_list("Ali | 34", "Sara | 5", "Omar | 61"))
        then = datetime.now(UTC)
        named, report, raw, people = a_list("Lina | 7", "Ali | 34", "Sara | 6")
        change = ledger.add_list(named, report, raw, people)
        assert change == ListChange(
            added=1, same=1, changed=((people[2].id, "Sara"),), gone=((before[2].id, "Omar"),)
        )
        assert ledger.people() == tuple(people)
        assert ledger.people(as_of=then) == tuple(before)
        assert len(ledger.reports(with_lists=True)) == 2
        assert ledger.reports() == ()
        assert ledger.verify() == []

    def test_a_version_may_come_back(self, ledger: Ledger) -> None:
        for age in (34, 35, 34):
            named, report, raw, people = a_list(f"Ali | {age}")
            change = ledger.add_list(named, report, raw, people)
            assert change is not None
            assert ledger.people() == tuple(people)
        assert change.changed == ((people[0].id, "Ali"),)

    def test_what_the_list_says_of_itself_may_change_alone(self, ledger: Ledger) -> None:
        ledger.add_list(*a_list("Ali | 34"))
        change = ledger.add_list(*a_list("Ali | 34", duplicate_free=True))
        assert change == ListChange(same=1)
        assert ledger.lists()[0].duplicate_free
        assert ledger.counts()["extractions"] == 1
        assert ledger.verify() == []

    def test_lists_and_reports_each_keep_their_people(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report, people=(a_person(report, "people"),))])
        ledger.add_list(*a_list("Ali | 34"))
        ledger.add_list(*a_list("Ali | 34", "Sara | 5", name="registry"))
        assert [named.name for named in ledger.lists()] == ["morgue", "registry"]
        assert len(ledger.people()) == ledger.counts()["people"] == 4

    def test_a_list_is_not_read_for_claims(self, ledger: Ledger) -> None:
        ledger.add_list(*a_list("Ali | 34"))
        assert ledger.unread(READER) == ()

    def test_a_list_that_breaks_off_leaves_nothing(self, ledger: Ledger) -> None:
        named, report, raw, people = a_list(*(f"Person{n} | 5" for n in range(5_000)))

        def breaking_off() -> Iterator[PersonRecord]:
            yield from people[:4_000]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ledger.add_list(named, report, raw, breaking_off())
        assert set(ledger.counts().values()) == {0}
        assert ledger.add_list(named, report, raw, people) == ListChange(added=5_000)
        assert ledger.verify() == []

    def test_wrong_records_are_refused_as_a_whole(self, ledger: Ledger) -> None:
        named, report, raw, people = a_list("Ali | 34", "Sara | 5")
        elsewhere = replace(people[1], anchors=(Anchor(start=0, end=4, quote="Sara"),))
        with pytest.raises(SpanError):
            ledger.add_list(named, report, raw, [people[0], elsewhere])
        with pytest.raises(RecordError, match="two records"):
            ledger.add_list(named, report, raw, [people[0], people[0]])
        with pytest.raises(RecordError, match="not of the list"):
            ledger.add_list(named, report, raw, [replace(people[0], list_id="l-other")])
        with pytest.raises(RecordError, match="not of these bytes"):
            ledger.add_list(named, report, b"other", people)
        assert set(ledger.counts().values()) == {0}

    def test_a_file_archived_with_another_text_is_refused(self, ledger: Ledger) -> None:
        named, report, raw, people = a_list("Ali | 34")
        ledger.add_report(replace(report, text="Ali, 34"), raw)
        with pytest.raises(RecordError, match="archived already"):
            ledger.add_list(named, report, raw, people)

    def test_informants_stay_confidential(self, ledger: Ledger) -> None:
        named, report, raw, (person,) = a_list("Ali | 34")
        ledger.add_list(named, report, raw, [replace(person, informant="a mother")])
        assert ledger.people()[0].informant_sensitivity is Sensitivity.CONFIDENTIAL
