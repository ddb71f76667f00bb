"""Every field of a claim says which words and which rules it came from, and every rule is described."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cenotaph.errors import RecordError
from cenotaph.extract import extract
from cenotaph.extract.explain import FIELDS, explain, rule_entry, rule_table
from cenotaph.model import Claim, Report, report_id

HERE = Path(__file__).parent
TEXT = (
    "Police said on Tuesday that about 12 Kenyan villagers, including three children, were killed by gunmen on "
    "Monday. The health ministry declined to say how many were wounded."
)


def a_report(text: str = TEXT, published: date = date(2024, 3, 6)) -> Report:
    return Report(id=report_id(text.encode()), text=text, published=published, publisher="Gazette", language="en")


def the_claim(report: Report) -> Claim:
    return next(c for c in extract(report) if c.count and c.count.best == 12)


def test_every_field_names_its_words_and_its_rules() -> None:
    report = a_report()
    told = {reason.field: reason for reason in explain(the_claim(report), report)}
    assert told["count"].value == "10 to 14, best 12"
    assert told["count"].words == "about 12"
    assert told["count"].rules == ("count.number", "hedge.about")
    assert told["measure"].words == "killed"
    assert "frame.passive" in told["measure"].rules
    assert told["speaker"].value == "Gazette ← police"
    assert any(rule.startswith("attribution.") for rule in told["speaker"].rules)
    assert told["group"].value.startswith("Kenyan villagers (KE")
    assert told["period"].words.endswith("Monday")
    assert told["period"].value == f"{told['period'].words}: 2024-03-04"
    assert told["said"].value.endswith(": 2024-03-05")


def test_the_words_stand_at_their_offsets_and_fields_keep_their_order() -> None:
    report = a_report()
    for claim in extract(report):
        reasons = explain(claim, report)
        assert [FIELDS.index(r.field) for r in reasons] == sorted(FIELDS.index(r.field) for r in reasons)
        for reason in reasons:
            assert len(reason.rules) == len(reason.why)
            if reason.start is not None:
                assert report.text[reason.start : reason.end] == reason.words != ""


def test_an_unknown_number_and_a_missing_speaker_are_said() -> None:
    report = a_report("It is not known how many people were killed.")
    (claim,) = extract(report)
    told = {reason.field: reason for reason in explain(claim, report)}
    assert told["count"].value == "not known"
    assert told["stance"].value.startswith("reports unknown")
    assert told["speaker"].rules == ("speaker.outlet",)
    assert told["speaker"].start is None


def test_the_claim_of_another_report_is_refused() -> None:
    with pytest.raises(RecordError):
        explain(the_claim(a_report()), a_report(TEXT + " More follows."))


def texts() -> list[tuple[str, date]]:
    rows = [
        json.loads(line) for file in (HERE / "passages").glob("*.jsonl") for line in file.read_text().splitlines()
    ]
    own = [(row["text"], date.fromisoformat(row["published"])) for row in rows]
    return own + [(file.read_text(), date(2020, 3, 4)) for file in sorted((HERE / "blind").glob("*.txt"))]


def test_every_rule_that_the_reader_names_is_described() -> None:
    seen = {
        rule for text, day in texts() for claim in extract(text, published=day) for rule in claim.extraction.rules
    }
    # a bare family name in the table ("frame") is a last resort for readers of other languages, not a description
    families = {row.name for row in rule_table() if "." not in row.name} - {"trigger"}
    loose = {rule for rule in seen if (entry := rule_entry(rule)) is None or entry.name in families}
    assert len(seen) > 60
    assert loose == set()


def test_the_table_names_each_rule_once_and_only_known_fields() -> None:
    names = [row.name for row in rule_table()]
    assert len(names) == len(set(names))
    assert {row.field for row in rule_table()} <= set(FIELDS)
    assert rule_entry("frame.passive.adjacent") == rule_entry("frame.passive")
    assert rule_entry("attribution.according_to_loose") != rule_entry("attribution.according_to")
    assert rule_entry("no such family") is None
