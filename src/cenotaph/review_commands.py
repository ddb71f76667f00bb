"""``cenotaph review people``: two records beside each other, one key an answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cenotaph.options import example, printed_as, with_ledger
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.model import Judgement, PersonRecord, Report
    from cenotaph.reviewing import Question
    from cenotaph.store import Ledger

__all__ = ["review", "review_loop"]

_KEYS = "y the same   n two people   u unsure   z take the last answer back   q stop   ? help"
_HELP = """y  the records are about one person
n  they are about two people; this wins over any score
u  cannot be told; the pair is not asked again
z  takes the last answer back and asks again
q  stops; every answer that was given is kept
A line with ≠ is one on which both say something and differ. The numbers are
bits that speak for (+) and against (-) one person."""
# a refit takes about a second at 5,000 records: with more it waits for some answers
_REFIT_ALWAYS, _REFIT_EVERY = 5_000, 20


@click.group()
def review() -> None:
    """Decide what the machine could not."""


@review.command(
    "people", epilog=example("cenotaph review people", "cenotaph review people --format json --limit 50")
)
@click.option("--limit", type=click.IntRange(1), help="Ask at most so many.")
@printed_as("text", "json")
@with_ledger
def review_people(ledger: Ledger, limit: int | None, form: str) -> None:
    """Which records are one person: y, n or u for a pair at a time; z takes the last answer back.

    The pairs that would change a total most come first, then the most doubtful. Every answer is a judgement: it
    is kept at once, can be taken back, and is learned from.
    """
    if form == "json":
        from cenotaph.people_pipeline import people_questions

        found = people_questions(ledger)[:limit]
        print_json(
            [{"pair": one.pair, "joined": one.joined, "moves": one.moves, "reason": one.reason} for one in found]
        )
        return
    answered = review_loop(ledger, click.getchar if sys.stdin.isatty() else _piped, limit=limit)
    click.echo(f"{answered} {'answer' if answered == 1 else 'answers'} kept")


def _piped() -> str:
    """The next key of a file or pipe; "" at its end."""
    while (pressed := sys.stdin.read(1)) in ("\n", "\r"):
        pass
    return pressed


def review_loop(ledger: Ledger, key: Callable[[], str], *, limit: int | None = None) -> int:
    """Ask until nothing is left, ``limit`` is reached or q is pressed; returns how many answers were kept.

    ``key`` gives the key pressed. Each answer is stored before the next question is asked.
    """
    from cenotaph.model import Verdict
    from cenotaph.people_pipeline import people_questions
    from cenotaph.reviewing import answer, undoing

    by = os.environ.get("CENOTAPH_USER") or "local"
    verdicts = {"y": Verdict.POSITIVE, "n": Verdict.NEGATIVE, "u": Verdict.UNSURE}
    people = {person.id: person for person in ledger.people()}
    reports = {report.id: report for report in ledger.reports(with_lists=True)}
    waiting = people_questions(ledger)
    given: list[tuple[Question, Judgement]] = []
    shown: Question | None = None
    while waiting and (limit is None or len(given) < limit):
        question = waiting[0]
        if question is not shown:
            _show(question, people, reports, left=len(waiting))
        pressed = key().lower()
        if pressed in ("q", "\x1b", ""):
            break
        shown = None
        if pressed == "z" and given:
            back, judgement = given.pop()
            ledger.add_judgements([undoing(judgement, by=by, at=datetime.now(UTC))])
            waiting = [back, *(one for one in waiting if one.pair != back.pair)]
        elif pressed in verdicts:
            judgement = answer(question.pair, verdicts[pressed], by=by, at=datetime.now(UTC))
            ledger.add_judgements([judgement])
            given.append((question, judgement))
            waiting = waiting[1:]
            if len(people) <= _REFIT_ALWAYS or len(given) % _REFIT_EVERY == 0:
                waiting = people_questions(ledger)
        else:
            click.echo("no answer was given yet" if pressed == "z" else _HELP)
            shown = question
    if not waiting:
        click.echo("no pair is left to be looked at")
    return len(given)


def _show(question: Question, people: dict[str, PersonRecord], reports: dict[str, Report], *, left: int) -> None:
    from rich.text import Text

    from cenotaph.side_by_side import beside
    from cenotaph.terminal import escaped, plain_table, print_table

    a, b = people[question.pair.a], people[question.pair.b]
    held = "held for one person" if question.joined else "kept apart"
    held += f": {question.reason}" if question.reason else ""
    moves = (
        f"an answer may move {question.moves} {'record' if question.moves == 1 else 'records'}"
        if question.moves
        else "no total hangs on it"
    )
    title = f"{question.pair.probability:.3f}, {held}; {moves}; {left} to go"
    table = plain_table(
        title,
        [("", {"no_wrap": True}), (_whence(a, reports), {"ratio": 1}), (_whence(b, reports), {"ratio": 1})],
    )
    for line in beside(a, b):
        style = "bold yellow" if line.differs else ""
        mark = "≠ " if line.differs else "  "
        table.add_row(mark + line.label, Text(line.left, style=style), Text(line.right, style=style))
    print_table(table)
    for comparison, level, bits in question.pair.weights:
        click.echo(f"  {bits:+5.1f}  {comparison}: {level}")
    click.echo(escaped(_KEYS))


def _whence(record: PersonRecord, reports: dict[str, Report]) -> str:
    from cenotaph.terminal import escaped

    report = reports.get(record.report)
    name = (
        (report.publisher or report.source_name or report.title or record.report[:19])
        if report
        else record.report[:19]
    )
    return escaped(name + (f", line {record.row}" if record.row else ""))
