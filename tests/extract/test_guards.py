"""A text too long to read ends with a hint, and no row of a batch ends the stream."""

from __future__ import annotations

import json
import sys

import pytest

from cenotaph.errors import ExtractError
from cenotaph.extract import extract
from cenotaph.extract.batch import read_lines
from cenotaph.extract.rules_en import MOST_CHARACTERS
from cenotaph.model import Report


def test_a_text_too_long_says_what_to_do() -> None:
    """One character too many is refused at once."""
    with pytest.raises(ExtractError, match="split"):
        extract("a " * (MOST_CHARACTERS // 2) + "b")


def test_an_unexpected_failure_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader raises becomes an error row, and the next row is read."""

    def fails(report: Report, **_: object) -> tuple[()]:
        if report.text == "bad":
            raise RecursionError("too deep")
        return ()

    monkeypatch.setattr(sys.modules["cenotaph.extract.batch"], "extract", fails)
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(("bad", "good"))]
    first, second = [json.loads(line) for line in read_lines(lines)]
    assert first == {"id": 0, "error": "RecursionError: too deep"}
    assert second["id"] == 1
    assert "error" not in second
