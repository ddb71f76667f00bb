"""What asking may cost: budgets of requests and tokens, and the plan that sends nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from cenotaph.errors import BudgetError, ExtractError
from cenotaph.extract.llm import LlmExtractor
from cenotaph.model import Report, Sensitivity
from extract.llm.echoing import SAID, echo, reader, report
from extract.llm.fake_server import Reply, answer, serving


def until_the_budget_ends(extractor: LlmExtractor, reports: Iterable[Report]) -> tuple[list[int], str]:
    """The numbers read before the budget ended, and what the error says."""
    read: list[int] = []
    try:
        for _, claims in extractor.read_many(reports):
            read += [c.count.low for c in claims]
    except BudgetError as error:
        return read, str(error)
    return read, ""


def test_a_budget_of_requests_stops_the_run_and_keeps_what_was_paid_for() -> None:
    with serving(echo) as server:
        read, said = until_the_budget_ends(reader(server, max_requests=3), (report(n) for n in range(20, 30)))
    assert len(server.requests) == 3
    assert read == [20, 21, 22]
    assert "budget of 3 requests" in said


@pytest.mark.parametrize("workers", [1, 4])
def test_a_budget_of_tokens_is_never_passed_and_what_was_paid_for_is_kept(workers: int) -> None:
    """Each answer costs 5,000; the third request would need more than is left."""
    with serving(
        lambda request, number: Reply({**echo(request, number).body, "usage": {"total_tokens": 5000}})
    ) as s:
        extractor = reader(s, max_tokens=16_000, workers=workers)
        read, said = until_the_budget_ends(extractor, (report(n) for n in range(20, 30)))
    assert read == [*range(20, 20 + len(s.requests))]
    assert 1 <= len(read) <= 3
    assert extractor.spent.tokens == 5000 * len(read) <= 16_000
    assert "budget of 16,000 tokens" in said


def test_a_server_that_counts_nothing_is_counted_by_letters() -> None:
    with serving(lambda request, number: Reply({"choices": echo(request, number).body["choices"]})) as server:
        extractor = reader(server)
        extractor.extract(report())
    assert extractor.spent.tokens > extractor.plan(report()).tokens


def test_a_report_that_the_budget_does_not_cover_is_not_begun() -> None:
    filler = "The square was closed and the shops were shut. " * 60
    long = report(text="\n\n".join(f"{SAID.format(n)} {filler}" for n in range(12, 18)))
    with serving(echo) as server:
        read, said = until_the_budget_ends(reader(server, max_requests=2), [report(), long])
    assert read == [12]
    assert len(server.requests) == 1
    assert "1 made" in said


def test_asking_again_is_bounded_too() -> None:
    with serving(lambda request, number: answer(content="...")) as server:
        extractor = reader(server, max_requests=1)
        with pytest.raises(ExtractError, match="asking again is not covered"):
            extractor.extract(report())
    assert len(server.requests) == 1


def test_parts_that_are_not_sent_any_more_cost_nothing() -> None:
    """The first part fails; those that were waiting give back what was set aside for them."""
    filler = "The square was closed and the shops were shut. " * 60
    long = report(text="\n\n".join(f"{SAID.format(n)} {filler}" for n in range(12, 30)))

    def respond(request: dict[str, Any], number: int) -> Reply:
        return (
            Reply({"error": {"message": "no"}}, 418)
            if len(request["messages"][1]["content"]) > 2000
            else echo(request, number)
        )

    with serving(respond) as server:
        extractor = reader(server, workers=1, max_requests=20)
        found = [claims for _, claims in extractor.read_many([long, *(report(n) for n in range(20, 30))])]
    assert isinstance(found[0], ExtractError)
    assert len(found) == 11
    assert extractor.spent.requests == len(server.requests) <= 20


def test_a_plan_sends_nothing_and_counts_everything() -> None:
    with serving(echo) as server:
        extractor = reader(server)
        plan = extractor.plan(report())
        refused = extractor.plan(report(sensitivity=Sensitivity.SEALED))
    assert not server.requests
    assert plan.requests == 1
    assert plan.characters == sum(len(m["content"]) for m in plan.messages[0])
    assert 0 < plan.tokens < plan.characters
    assert (refused.requests, refused.characters) == (0, 0)
    assert "sealed" in str(refused.refused)
