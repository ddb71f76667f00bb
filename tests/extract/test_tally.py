"""The tally: notes and short articles in our own words, and the reasons that it gives for every claim."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract import Tally, extract, tally
from cenotaph.extract.explain import rule_entry, rule_table
from cenotaph.extract.tally import Range

TALLIES = Path(__file__).with_name("tallies")


def _rows(name: str) -> list[tuple[str, int, int]]:
    with (TALLIES / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"].replace(" ¶ ", "\n\n"), int(row["killed"]), int(row["injured"])) for row in rows]


def _named(found: Range) -> int:
    """The figure that stands for a count: its best, else its floor; unknown counts as the record's 0."""
    return (found.best if found.best is not None else found.low) or 0


def _told(text: str) -> Tally:
    return tally(extract(text), text)


@pytest.mark.parametrize(("text", "killed", "injured"), _rows("notes.tsv"))
def test_a_note(text: str, killed: int, injured: int) -> None:
    """Killed and injured of one note."""
    found = _told(text)
    assert (_named(found.killed), _named(found.injured)) == (killed, injured)


@pytest.mark.parametrize(("text", "killed", "injured"), _rows("databases.tsv"))
def test_a_summary_as_incident_databases_write_them(text: str, killed: int, injured: int) -> None:
    """Killed and injured of one summary: who attacked whom with what and where, and what came of it."""
    found = _told(text)
    assert (_named(found.killed), _named(found.injured)) == (killed, injured)


@pytest.mark.parametrize(("text", "killed", "injured"), _rows("reports.tsv"))
def test_a_headline_or_short_article(text: str, killed: int, injured: int) -> None:
    """Killed and injured of one headline, sentence or article."""
    found = _told(text)
    assert (_named(found.killed), _named(found.injured)) == (killed, injured)


def _reasons(text: str) -> dict[str, tuple[bool, str]]:
    claims = extract(text)
    by_id = {line.claim: line for line in tally(claims, text).lines}
    return {c.count.text: (by_id[c.id].counted, by_id[c.id].reason) for c in claims if c.count is not None}


def test_every_claim_has_one_line_in_the_order_of_the_report() -> None:
    """Claims of every measure, also those that are no casualties."""
    text = (
        "Police said 12 people were killed, among them four children, and 30 hurt. Nine people are missing. "
        "Police arrested 40 men. The ministry declined to give a figure. Last year 300 people were killed there."
    )
    claims = extract(text)
    lines = tally(claims, text).lines
    assert [line.claim for line in lines] == [claim.id for claim in claims]
    assert all(line.reason.strip() for line in lines)


def test_reasons_are_plain_words() -> None:
    """A part, a look back, a total of many events, survivors, the attacker: each is told apart."""
    told = _reasons("The blast killed 12 people, among them four children. Last year 300 people were killed there.")
    assert told["four"] == (False, "part of another claim's count")
    assert told["300"][0] is False
    told = _reasons("Five people were shot, one fatally.")
    assert told["Five"] == (True, "counted, without 1 who died")
    told = _reasons("Fourteen people were killed. Both assailants were later killed by police.")
    assert told["Both"] == (True, "counted, the attacker's own harm")
    told = _reasons("One man was shot dead in Brno, pushing the death toll this month to 49.")
    assert told["49"][0] is False
    told = _reasons("Police arrested 40 men.")
    assert told["40"] == (False, "counts people held, who are no casualties")


def test_versions_widen_the_range_and_the_first_is_the_best() -> None:
    """Two speakers about the same people."""
    text = "The army said 12 soldiers were killed. The rebels said they had killed 20 soldiers."
    found = tally(extract(text), text)
    assert (found.killed.low, found.killed.best, found.killed.high) == (12, 12, 20)
    assert "another version of the count: it widens the range" in {line.reason for line in found.lines}


def test_an_article_counts_its_opening_only() -> None:
    """Single people told later are the people of the opening."""
    text = (
        "Three wounded in Lublin\n\nThree people were shot in Lublin on Sunday.\n\n"
        "A 19-year-old man was hit in the arm.\n\nTwo women were taken to a hospital."
    )
    found = tally(extract(text), text)
    assert found.injured == Range(3, 3, 3)
    later = [line for line in found.lines if not line.counted]
    assert later
    assert all("opening" in line.reason or "says again" in line.reason for line in later)


def test_every_rule_of_these_notes_is_described() -> None:
    """What --explain shows has a plain sentence for every construction and flag."""
    texts = [text for name in ("notes.tsv", "reports.tsv") for text, _, _ in _rows(name)]
    seen = {rule for text in texts for claim in extract(text) for rule in claim.extraction.rules}
    families = {row.name for row in rule_table() if "." not in row.name} - {"trigger"}
    assert {rule for rule in seen if (entry := rule_entry(rule)) is None or entry.name in families} == set()


SENTENCES = st.sampled_from([text for text, _, _ in _rows("notes.tsv")])


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4), st.sampled_from([" ", "\n\n"]))
def test_ranges_do_not_cross_and_no_claim_is_without_a_line(sentences: list[str], mark: str) -> None:
    """Invariants of any report: one line a claim, low <= best <= high."""
    text = mark.join(sentences)
    claims = extract(text)
    found = tally(claims, text)
    assert [line.claim for line in found.lines] == [claim.id for claim in claims]
    for count in (found.killed, found.injured):
        ends = [end for end in (count.low, count.best, count.high) if end is not None]
        assert ends == sorted(ends)
        assert all(end >= 0 for end in ends)
