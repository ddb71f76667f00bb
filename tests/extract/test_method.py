"""The method page says what the reader's own tables say, and its known errors are measured ones."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from cenotaph.extract.method import method
from cenotaph.extract.numbers import find_counts
from cenotaph.extract.profiles import DEFAULT_PROFILE, profile_names

ROOT = Path(__file__).resolve().parents[2]


def the_script() -> ModuleType:
    path = ROOT / "scripts" / "method.py"
    if not path.exists():
        pytest.skip("the scripts are not beside the tests")
    spec = importlib.util.spec_from_file_location("method_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_written_page_is_the_one_that_the_tables_give() -> None:
    script = the_script()
    assert script.PAGE.read_text("utf-8") == script.markdown(), "run: .venv/bin/python scripts/method.py"


def test_every_profile_is_there_the_default_one_whole() -> None:
    tables = method().profiles
    assert [table.name for table in tables] == list(profile_names())
    assert tables[0].name == DEFAULT_PROFILE
    assert len(tables[0].lines) > 20
    assert all(line.reason and line.source for table in tables for line in table.lines)


@pytest.mark.parametrize("number", [10, 40])
def test_what_the_page_says_of_a_hedge_is_what_the_reader_does(number: int) -> None:
    checked = 0
    for line in method().profiles[0].lines:
        words = line.words[0]
        if " N" not in words and not words.startswith("N "):
            continue
        text = f"They said {words.replace('N', str(number))} people were killed."
        (count, *_) = (mention.count for mention in find_counts(text))
        low, high = (eval_end(end, number) for end in (line.low, line.high))
        assert (count.low, count.high) == (low, high), words
        checked += 1
    assert checked >= 7


def eval_end(end: str, number: int) -> int | None:
    """ "N + 1", "0.9 N", "0", "open" for a number that a tenth of is whole."""
    if end == "open":
        return None
    if match := re.fullmatch(r"([\d.]+) N", end):
        return round(float(match[1]) * number)
    if match := re.fullmatch(r"N ([+-]) (\d+)", end):
        return number + int(match[1] + match[2])
    return number if end == "N" else int(end)


def test_known_errors_are_measured_and_can_be_measured_again() -> None:
    errors = method().errors
    assert len(errors) >= 5
    for error in errors:
        assert re.search(r"\d", error.rate), error.what
        assert error.command.startswith(("make ", "pytest ")), error.what
        assert re.search(r"\d", error.measured_on), error.what
