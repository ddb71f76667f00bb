"""Reviewing people in the terminal: the most telling pair first, answers kept at once and taken back at will."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cenotaph.cli import main
from cenotaph.model import JudgementKind, Verdict
from cenotaph.people_pipeline import ListOptions, import_people, people_questions, resolve_people
from cenotaph.review_commands import review_loop
from cenotaph.store import Ledger, open_ledger
from linking.lists import write_lists

AMBIGUOUS = """Name,Age
Ahmad Hasan Omar Barakat,34
Ahmed Hassan Omar Barakat,36
Ahmad Omar Barakat,34
Layla Khalid Yusuf Haddad,7
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    morgue, registry = write_lists(tmp_path, size=60)
    (tmp_path / "posts.csv").write_text(AMBIGUOUS)
    (tmp_path / "more.csv").write_text(AMBIGUOUS.replace("34", "41").replace("7\n", "9\n"))
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        for path in (morgue, registry, tmp_path / "posts.csv", tmp_path / "more.csv"):
            import_people(ledger, path, ListOptions())
        yield ledger


def keys(pressed: str) -> Callable[[], str]:
    rest = iter(pressed)
    return lambda: next(rest, "q")


def test_what_would_change_a_total_most_comes_first_then_what_is_in_doubt(ledger: Ledger) -> None:
    found = people_questions(ledger)
    assert found
    order = [(-one.change, abs(one.pair.probability - 0.5)) for one in found]
    assert order == sorted(order)


def test_an_answer_is_a_judgement_that_wins_over_the_score(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    question = people_questions(ledger)[0]
    a, b = question.pair.a, question.pair.b
    verdict, key = (Verdict.NEGATIVE, "n") if question.joined else (Verdict.POSITIVE, "y")
    assert review_loop(ledger, keys(key)) == 1
    (judgement,) = ledger.judgements(JudgementKind.SAME_PERSON)
    assert (judgement.about.id, judgement.other and judgement.other.id, judgement.verdict) == (a, b, verdict)
    after = resolve_people(ledger)
    assert (after.individual_of(a) == after.individual_of(b)) is not question.joined
    assert (a, b) not in {(one.pair.a, one.pair.b) for one in people_questions(ledger)}
    assert "y the same" in capsys.readouterr().out
    assert ledger.verify() == []


def test_unsure_is_kept_and_not_asked_again(ledger: Ledger) -> None:
    pair = people_questions(ledger)[0].pair
    before = resolve_people(ledger).individuals
    review_loop(ledger, keys("u"))
    assert resolve_people(ledger).individuals == before
    assert pair not in [one.pair for one in people_questions(ledger)]


def test_z_takes_the_last_answer_back_and_restores_what_was(ledger: Ledger) -> None:
    before, asked = resolve_people(ledger).individuals, people_questions(ledger)
    assert review_loop(ledger, keys("nzq")) == 0
    assert resolve_people(ledger).individuals == before
    assert people_questions(ledger) == asked
    made, taken_back = ledger.judgements(JudgementKind.SAME_PERSON)
    assert taken_back.reverses == made.id


def test_other_keys_change_nothing_and_the_limit_holds(ledger: Ledger) -> None:
    assert review_loop(ledger, keys("xq")) == 0
    assert ledger.judgements(JudgementKind.SAME_PERSON) == ()
    assert review_loop(ledger, keys("uuuu"), limit=2) == 2


def test_what_differs_is_marked_and_no_informant_is_shown(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    review_loop(ledger, keys("uuu"))
    out = capsys.readouterr().out
    assert "≠ name" in out or "≠ age" in out
    assert "line " in out
    assert "Secret" not in out


def test_the_questions_as_json(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["review", "people", "--format", "json", "--limit", "1", "--ledger", str(ledger.path)])
    (first,) = json.loads(capsys.readouterr().out)
    assert set(first) == {"pair", "joined", "moves", "reason"}


def test_keys_may_come_from_a_pipe(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\nq\n"))
    with pytest.raises(SystemExit) as ended:
        main(["review", "people", "--ledger", str(ledger.path)])
    assert ended.value.code in (0, None)
    assert "1 answer kept" in capsys.readouterr().out


def test_a_ledger_of_people_alone_is_resolved(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["resolve", "--ledger", str(ledger.path)])
    assert ended.value.code in (0, None)
    assert "records of named people" in capsys.readouterr().out


def test_a_question_mark_explains_the_keys_and_asks_the_same_pair(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review_loop(ledger, keys("?zq")) == 0
    told = capsys.readouterr().out
    assert "wins over any score" in told
    assert "no answer was given yet" in told
    assert told.count("to go") == 1


def test_a_list_that_names_somebody_twice_against_its_own_word_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "Name,Age\nBilal Samir Tariq Qandalaft,34\nSalma Bitar,7\nBelal Sameer Tarek Kandalaft,34\n"
    (tmp_path / "morgue.csv").write_text(rows)
    with open_ledger(tmp_path / "case.db", create=True) as ledger:
        import_people(ledger, tmp_path / "morgue.csv", ListOptions(duplicate_free=True))
        (question,) = people_questions(ledger)
        assert not question.joined
        assert question.reason == "their list says that nobody stands in it twice"
        assert review_loop(ledger, keys("y")) == 1
        assert "kept apart: their list says" in " ".join(capsys.readouterr().out.split())
        # a person's word wins over the list's
        assert resolve_people(ledger).individual_of(question.pair.a).records == (question.pair.a, question.pair.b)
        assert people_questions(ledger) == []
