"""The README tells today's truth: its session prints what it says, its commands and links exist."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from cenotaph.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_session_prints_what_it_says() -> None:
    failures, attempted = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert attempted >= 5
    assert failures == 0


@pytest.mark.parametrize("name", sorted(set(re.findall(r"cenotaph ([a-z]+)\b", README)) - {"is"}))
def test_every_command_named_exists(name: str) -> None:
    assert name in cli.commands


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_leads_to_a_file(target: str) -> None:
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)`", README))))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)
