"""What every ledger must do. A test class for a new store inherits from this and gives ``open``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cenotaph.errors import LedgerError, NotFoundError, RecordError, SpanError, UsageError
from cenotaph.model import Anchor, JudgementKind, report_id
from cenotaph.store import Ledger

from .samples import READER, a_claim, a_judgement, a_person, a_report, an_area

TWO_NAMED = "Ivan Petrov and Oleg Sidorov were killed, officials said. Later the toll rose to nine dead."


def now() -> datetime:
    return datetime.now(UTC)


class LedgerContract:
    """Give ``open(folder)``; it is called twice on the same folder to reopen the same ledger."""

    def open(self, folder: Path) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        with self.open(tmp_path) as ledger:
            yield ledger

    def test_is_a_ledger(self, ledger: Ledger) -> None:
        assert isinstance(ledger, Ledger)
        assert ledger.path.exists()

    # reports

    def test_a_report_comes_back_equal_with_its_bytes(self, ledger: Ledger, tmp_path: Path) -> None:
        report, raw = a_report(retrieved_at=now(), notes=("declared latin-1",), url="https://example.org/1")
        assert ledger.add_report(report, raw)
        ledger.close()
        with self.open(tmp_path) as again:
            assert again.reports() == (report,)
            assert again.raw(report.id) == raw

    def test_the_same_bytes_again_change_nothing(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        assert not ledger.add_report(replace(report, publisher="Another"), raw)
        assert ledger.reports() == (report,)

    def test_bytes_of_another_report_are_refused(self, ledger: Ledger) -> None:
        report, _ = a_report()
        with pytest.raises(RecordError, match="not of these bytes"):
            ledger.add_report(report, b"something else")
        assert ledger.reports() == ()

    def test_incompressible_bytes_are_kept(self, ledger: Ledger) -> None:
        raw = bytes(range(256))
        report, _ = a_report()
        report = replace(report, id=report_id(raw))
        ledger.add_report(report, raw)
        assert ledger.raw(report.id) == raw

    def test_reports_are_found_by_the_beginning_of_their_id(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        assert ledger.report(report.id) == report
        assert ledger.report(report.sha256[:10]) == report
        assert ledger.raw(report.id[:15]) == raw
        with pytest.raises(NotFoundError, match="begins with"):
            ledger.report("sha256:zz")
        with pytest.raises(UsageError, match="no report was named"):
            ledger.report("sha256:")

    def test_order_is_publication_then_id_and_undated_last(self, ledger: Ledger) -> None:
        made = [
            a_report(f"Text {n}.", published=day)
            for n, day in enumerate((None, date(2020, 1, 1), date(2019, 1, 1)))
        ]
        made.append(a_report("Another of the same day.", published=date(2019, 1, 1)))
        for report, raw in made:
            ledger.add_report(report, raw)
        early = sorted((made[2][0], made[3][0]), key=lambda report: report.id)
        assert ledger.reports() == (*early, made[1][0], made[0][0])

    def test_a_correction_is_a_new_revision(self, ledger: Ledger) -> None:
        report, raw = a_report(publisher=None)
        ledger.add_report(report, raw)
        before = now()
        corrected = replace(report, publisher="The Agency")
        assert ledger.correct_report(corrected)
        assert not ledger.correct_report(corrected)
        assert ledger.reports() == (corrected,)
        assert ledger.reports(as_of=before) == (report,)
        assert ledger.report(report.id, as_of=before) == report
        assert ledger.counts()["reports"] == 1

    def test_a_correction_cannot_touch_the_text(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        with pytest.raises(RecordError, match="cannot be corrected"):
            ledger.correct_report(replace(report, text="Nobody died."))
        with pytest.raises(NotFoundError):
            ledger.correct_report(a_report("Never archived.")[0])

    def test_nothing_was_known_before_it_was_archived(self, ledger: Ledger) -> None:
        before = now() - timedelta(seconds=1)
        report, raw = a_report()
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report)])
        assert ledger.reports(as_of=before) == ()
        assert ledger.claims(as_of=before) == ()
        with pytest.raises(NotFoundError):
            ledger.report(report.id, as_of=before)

    def test_a_moment_needs_a_time_zone(self, ledger: Ledger) -> None:
        with pytest.raises(RecordError, match="time zone"):
            ledger.reports(as_of=datetime(2020, 1, 1))

    # readings

    def test_claims_and_people_come_back_equal(self, ledger: Ledger) -> None:
        report, raw = a_report(TWO_NAMED)
        ledger.add_report(report, raw)
        ivan, oleg = a_person(report, "Ivan Petrov"), a_person(report, "Oleg Sidorov")
        first = a_claim(report, "Ivan Petrov and Oleg Sidorov were killed", people=(ivan, oleg), place=None)
        second = a_claim(report, "the toll rose to nine dead", people=(ivan,), period=None)
        assert ledger.add_extraction(report.id, READER, [second, first])
        assert ledger.claims() == (first, second)
        assert ledger.claims(report.id) == (first, second)
        assert ledger.people() == (ivan, oleg)
        assert ledger.claim(first.id) == first
        assert ledger.claim(second.id[:12]) == second

    def test_a_beginning_that_fits_several_claims_is_refused(self, ledger: Ledger) -> None:
        report, raw = a_report(TWO_NAMED)
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report, "nine dead"), a_claim(report, "were killed")])
        with pytest.raises(UsageError, match="beginning of several"):
            ledger.claim("c-")
        with pytest.raises(NotFoundError):
            ledger.claim("c-%")

    def test_the_same_reader_again_changes_nothing(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        assert ledger.add_extraction(report.id, READER, [a_claim(report)])
        assert not ledger.add_extraction(report.id, READER, [])
        assert len(ledger.claims(history=True)) == 1

    def test_a_newer_reader_replaces_what_is_shown_and_keeps_what_was(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        old = a_claim(report)
        ledger.add_extraction(report.id, READER, [old])
        between = now()
        new = a_claim(report, "people died", by="rules_en@2")
        kept = replace(old, extraction=replace(old.extraction, by="rules_en@2"))
        ledger.add_extraction(report.id, "rules_en@2", [kept, new])
        assert ledger.claims() == (kept, new)
        assert ledger.claims(as_of=between) == (old,)
        assert ledger.claims(history=True) == (old, kept, new)
        assert [(one.by, one.seq, one.n_claims) for one in ledger.extractions(report.id)] == [
            (READER, 1, 1),
            ("rules_en@2", 2, 2),
        ]
        ledger.add_extraction(report.id, "rules_en@3", [])
        assert ledger.claims() == ()
        assert ledger.claim(new.id) == new

    def test_another_profile_is_another_reading(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report)])
        assert ledger.unread(READER, profile="acled-2024") == (report.id,)
        assert ledger.add_extraction(report.id, READER, [a_claim(report)], profile="acled-2024")
        assert ledger.unread(READER, profile="acled-2024") == ()

    def test_a_quote_that_does_not_stand_there_stops_the_whole_reading(self, ledger: Ledger) -> None:
        report, raw = a_report()
        ledger.add_report(report, raw)
        wrong = replace(a_claim(report, "people"), anchors=(Anchor(start=0, end=6, quote="people"),))
        with pytest.raises(SpanError):
            ledger.add_extraction(report.id, READER, [a_claim(report), wrong])
        misplaced = a_person(a_report("  Ivan Petrov")[0], "Ivan Petrov")
        with pytest.raises(SpanError):
            ledger.add_extraction(report.id, READER, [a_claim(report, people=(misplaced,))])
        assert ledger.claims() == ()
        assert ledger.extractions() == ()
        assert ledger.unread(READER) == (report.id,)

    def test_a_claim_of_another_report_is_refused(self, ledger: Ledger) -> None:
        (one, raw), (other, _) = a_report(), a_report("Elsewhere five people died.")
        ledger.add_report(one, raw)
        with pytest.raises(RecordError):
            ledger.add_extraction(one.id, READER, [a_claim(other)])
        with pytest.raises(NotFoundError):
            ledger.add_extraction(other.id, READER, [a_claim(other)])

    def test_two_records_under_one_id_are_refused(self, ledger: Ledger) -> None:
        report, raw = a_report(TWO_NAMED)
        ledger.add_report(report, raw)
        claim = a_claim(report, "nine dead")
        with pytest.raises(RecordError, match="two claims"):
            ledger.add_extraction(report.id, READER, [claim, claim])
        ivan = a_person(report, "Ivan Petrov")
        first = replace(claim, people=(ivan,))
        second = a_claim(report, "were killed", people=(replace(ivan, rank="captain"),))
        with pytest.raises(RecordError, match="two person records"):
            ledger.add_extraction(report.id, READER, [first, second])

    def test_unread_are_reports_without_a_reading_by_this_reader(self, ledger: Ledger) -> None:
        read, unread, stub = (
            a_report("Read."),
            a_report("Unread."),
            a_report("We use cookies.", stub="a cookie page"),
        )
        for report, raw in (read, unread, stub):
            ledger.add_report(report, raw)
        ledger.add_extraction(read[0].id, READER, [])
        assert ledger.unread(READER) == (unread[0].id,)
        assert len(ledger.unread("rules_en@2")) == 2

    def test_a_corrected_report_is_to_be_read_again(self, ledger: Ledger) -> None:
        report, raw = a_report(published=None)
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [a_claim(report, period=None)])
        ledger.correct_report(replace(report, published=date(2018, 2, 8)))
        assert ledger.unread(READER) == (report.id,)
        assert ledger.add_extraction(report.id, READER, [a_claim(report)])
        assert ledger.claims() == (a_claim(report),)

    # judgements, areas, runs

    def test_judgements_come_back_and_are_stored_once(self, ledger: Ledger) -> None:
        later = a_judgement("c-2", at=datetime(2026, 2, 1, tzinfo=UTC))
        echo = a_judgement("c-1", kind=JudgementKind.ECHO)
        assert ledger.add_judgements([later, echo]) == 2
        assert ledger.add_judgements([later]) == 0
        assert ledger.judgements() == (echo, later)
        assert ledger.judgements(JudgementKind.ECHO) == (echo,)
        assert ledger.judgements(as_of=now() - timedelta(hours=1)) == ()

    def test_undoing_is_another_judgement(self, ledger: Ledger) -> None:
        made = a_judgement("c-1")
        ledger.add_judgements([made])
        undone = a_judgement("c-1", reverses=made.id, by="reviewer", at=datetime(2026, 3, 1, tzinfo=UTC))
        assert ledger.add_judgements([undone]) == 1
        assert ledger.judgements() == (made, undone)
        with pytest.raises(NotFoundError, match="not in the ledger"):
            ledger.add_judgements([a_judgement("c-9", reverses="j-nowhere")])
        assert ledger.counts()["judgements"] == 2

    def test_areas_of_a_day_are_those_that_held_then(self, ledger: Ledger) -> None:
        drawn = an_area(as_of=date(2018, 2, 5))
        lasting = an_area("A pocket", as_of=date(2018, 1, 1), valid_to=date(2018, 2, 20))
        assert ledger.add_control_areas([drawn, lasting]) == 2
        assert ledger.add_control_areas([drawn, lasting]) == 0
        assert ledger.control_areas() == (lasting, drawn)
        assert ledger.control_areas(date(2018, 2, 5)) == (lasting, drawn)
        assert ledger.control_areas(date(2018, 2, 7)) == (lasting,)
        assert ledger.control_areas(date(2019, 1, 1)) == ()

    def test_a_changed_area_is_a_new_revision(self, ledger: Ledger) -> None:
        area = an_area()
        ledger.add_control_areas([area])
        before = now()
        moved = replace(area, side="east")
        assert ledger.add_control_areas([moved]) == 1
        assert ledger.control_areas() == (moved,)
        assert ledger.control_areas(as_of=before) == (area,)
        assert ledger.counts()["control_areas"] == 1

    def test_runs_say_what_was_done(self, ledger: Ledger) -> None:
        ledger.add_run("archive", {"added": 3}, by="someone")
        ledger.add_run("extract", {"claims": 9})
        assert [(run.command, dict(run.counts)) for run in ledger.runs()] == [
            ("archive", {"added": 3}),
            ("extract", {"claims": 9}),
        ]
        assert ledger.runs()[0].by == "someone"

    # the whole

    def test_counts(self, ledger: Ledger) -> None:
        report, raw = a_report(TWO_NAMED)
        ledger.add_report(report, raw)
        ledger.add_report(*a_report("Cookies.", stub="a cookie page"))
        claims = [a_claim(report, "nine dead", people=(a_person(report, "Ivan Petrov"),))]
        ledger.add_extraction(report.id, READER, claims)
        ledger.add_extraction(report.id, "rules_en@2", claims)
        assert ledger.counts() == {
            "reports": 2,
            "stubs": 1,
            "extractions": 2,
            "claims": 1,
            "people": 1,
            "lists": 0,
            "judgements": 0,
            "control_areas": 0,
            "runs": 0,
        }

    def test_a_whole_ledger_verifies_and_can_be_copied(self, ledger: Ledger, tmp_path: Path) -> None:
        report, raw = a_report(TWO_NAMED)
        ledger.add_report(report, raw)
        claim = a_claim(report, "nine dead", people=(a_person(report, "Ivan Petrov"),))
        ledger.add_extraction(report.id, READER, [claim])
        ledger.add_judgements([a_judgement(claim.id)])
        ledger.add_control_areas([an_area()])
        assert ledger.verify() == []
        copy = tmp_path / "copy" / ledger.path.name
        copy.parent.mkdir()
        ledger.backup(copy)
        with self.open(copy.parent) as copied:
            assert copied.claims() == (claim,)
            assert copied.verify() == []
        with pytest.raises(LedgerError, match="exists"):
            ledger.backup(copy)

    def test_a_closed_ledger_says_so_and_may_be_closed_again(self, ledger: Ledger) -> None:
        ledger.close()
        ledger.close()
        with pytest.raises(LedgerError, match="was closed"):
            ledger.reports()
        with pytest.raises(LedgerError, match="was closed"):
            ledger.add_report(*a_report())
