"""Whoever told of a death is named by no command, whatever it prints, unless they are public."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cenotaph import extract
from cenotaph.archive import archive
from cenotaph.cli import main
from cenotaph.model import Claim, PersonRecord, Sensitivity, to_dict, to_shown

TEXT = """Soldier's family speaks

Ivan Petrov, 34, was killed near Palmyra on 3 March 2017, his mother Galina Petrova told the newspaper.
"""
INFORMANT = "Galina Petrova"


def with_informant(claim: Claim, **fields: Sensitivity) -> Claim:
    anchor = claim.anchor
    person = PersonRecord(
        id="p-1", report=claim.report, name="Ivan Petrov", anchors=(anchor,), informant="her own words", **fields
    )
    return replace(claim, people=(person,))


def test_an_informant_is_stored_and_never_shown() -> None:
    claim = with_informant(extract(archive(TEXT.encode()))[0])
    assert "her own words" in json.dumps(to_dict(claim))
    for holder in (claim, [claim], {"claims": {"c": claim}}):
        assert "her own words" not in json.dumps(to_shown(holder))
        assert "Ivan Petrov" in json.dumps(to_shown(holder))


def test_one_who_is_public_is_shown() -> None:
    claim = with_informant(extract(archive(TEXT.encode()))[0], informant_sensitivity=Sensitivity.PUBLIC)
    assert "her own words" in json.dumps(to_shown(claim))


def test_the_commands_print_no_informant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, lines = tmp_path / "report.txt", tmp_path / "reports.jsonl"
    report.write_text(TEXT)
    lines.write_text(json.dumps({"id": "1", "text": TEXT}) + "\n")
    for arguments in (["extract", str(report)], ["extract", "--from-jsonl", str(lines)]):
        with pytest.raises(SystemExit):
            main(arguments)
        out = capsys.readouterr().out
        assert '"informant":' in out
        for line in out.splitlines():
            told = json.loads(line)
            for claim in told.get("claims", [told]):
                assert all(person["informant"] is None for person in claim["people"])
