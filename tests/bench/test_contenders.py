"""Contenders: the protocol, processes of their own, and the rules of the rivals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contenders.exchange import peak_megabytes
from contenders.plain_regex import load
from contenders.quantulum3_tally import nearest
from contenders.textacy_quotes import nearest_speaker
from harness import runs
from harness.datasets import Case
from harness.runs import CONTENDERS, Contender, run

OURS, REGEX, QUANTULUM = CONTENDERS["counts"]
TWO = Case(id="1", text="Police said two men were killed and five people were wounded.")


@pytest.mark.parametrize("contender", [OURS, REGEX], ids=lambda one: one.name)
def test_a_contender_answers_from_a_process_of_its_own(contender: Contender) -> None:
    done = run(contender, [TWO, replace(TWO, id="2", text="Nothing happened.")])
    assert done.missing is None
    assert (done.answers["1"]["killed"], done.answers["1"]["injured"]) == (2, 5)
    assert done.answers["2"]["killed"] is None
    assert done.cost is not None
    assert 1 < done.cost.peak_megabytes < peak_megabytes() + 2000
    assert (done.docs_per_second() or 0) > 0


def test_memory_is_not_the_parents() -> None:
    ballast = bytearray(120 * 1024 * 1024)
    for page in range(0, len(ballast), 4096):
        ballast[page] = 1
    done = run(REGEX, [TWO])
    assert done.cost is not None
    assert done.cost.peak_megabytes < 100


def test_a_rival_that_is_not_installed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "RIVALS", tmp_path)
    done = run(QUANTULUM, [TWO])
    assert done.answers == {}
    assert done.missing is not None
    assert "not installed" in done.missing


def test_a_contender_that_cannot_start_says_why() -> None:
    done = run(Contender("nobody", "contenders.nobody"), [TWO])
    assert done.missing is not None
    assert "No module named contenders.nobody" in done.missing


def test_plain_regex_takes_the_largest() -> None:
    read = load()
    assert read({"text": "A man was killed; later 1,200 people died."}) == {"killed": 1200, "injured": None}


def test_a_casualty_word_takes_the_nearest_number_of_its_own_sentence() -> None:
    text = "In all 9 came. Some 4 were killed while 30 watched."
    quantities = [(9, 7, 8), (4, 20, 21), (30, 40, 42)]
    assert nearest(text, quantities, "killed") == 4
    assert nearest(text, quantities, "injured") is None
    assert nearest("Nobody died. 4 ran.", [(4, 13, 14)], "killed") is None


def test_a_quotation_answers_for_the_content_it_shares() -> None:
    quotes = [([50, 54], [0, 40]), ([90, 94], [60, 80])]
    assert nearest_speaker(quotes, [[30, 65]]) == [50, 54]
    assert nearest_speaker(quotes, [[95, 99]]) is None
