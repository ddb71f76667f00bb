"""How a server is asked: what it refuses or fails at, in which parts and order answers come."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from cenotaph.errors import ExtractError, UsageError
from cenotaph.extract.llm import LlmExtractor
from extract.llm.echoing import SAID, echo, reader, report, sentence
from extract.llm.fake_server import NOW, Reply, answer, claim, serving


def test_the_request_keeps_the_model_to_the_schema() -> None:
    with serving(echo) as server:
        reader(server).extract(report())
    (request,) = server.requests
    assert request["model"] == "small-1"
    assert request["temperature"] == 0
    form = request["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    items = form["json_schema"]["schema"]["properties"]["claims"]["items"]
    assert set(items["required"]) == set(items["properties"])
    assert items["additionalProperties"] is False
    assert server.headers[0]["authorization"] == "Bearer secret-key"


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_without_json_schema_is_asked_for_a_json_object_from_then_on(status: int) -> None:
    def respond(request: dict[str, Any], number: int) -> Reply:
        if request["response_format"]["type"] == "json_schema":
            return Reply({"error": {"message": "response_format.type must be text or json_object"}}, status)
        return echo(request, number)

    with serving(respond) as server:
        extractor = reader(server, workers=1)
        assert [c.count.low for c in extractor.extract(report())] == [12]
        assert [c.count.low for c in extractor.extract(report(13))] == [13]
    forms = [request["response_format"]["type"] for request in server.requests]
    assert forms == ["json_schema", "json_object", "json_object"]
    assert '"required"' in server.requests[1]["messages"][0]["content"]
    assert '"required"' not in server.requests[0]["messages"][0]["content"]


def test_a_server_that_refuses_more_is_asked_plainly() -> None:
    def respond(request: dict[str, Any], number: int) -> Reply:
        for name in ("temperature", "max_tokens", "response_format"):
            if name in request:
                return Reply({"error": {"message": f"Unsupported parameter: '{name}'"}}, 400)
        return echo(request, number)

    with serving(respond) as server:
        assert len(reader(server).extract(report())) == 1
    assert "max_completion_tokens" in server.requests[-1]
    assert len(server.requests) == 5


def test_a_text_that_is_too_long_for_the_model_is_not_sent_again_in_other_forms() -> None:
    body = {"error": {"message": "This model's maximum context length is 512 tokens"}}
    with (
        serving(lambda request, number: Reply(body, 400)) as server,
        pytest.raises(ExtractError, match="context length"),
    ):
        reader(server).extract(report())
    assert len(server.requests) == 1


def test_asked_to_wait_it_asks_again() -> None:
    def respond(request: dict[str, Any], number: int) -> Reply:
        return Reply({"error": {"message": "slow down"}}, 429, NOW) if number < 2 else echo(request, number)

    with serving(respond) as server:
        extractor = reader(server, retries=2)
        assert len(extractor.extract(report())) == 1
    assert len(server.requests) == 3
    assert extractor.spent.requests == 1


def test_a_server_that_goes_on_failing_is_an_error_of_that_report_alone() -> None:
    def respond(request: dict[str, Any], number: int) -> Reply:
        return (
            Reply({"error": {"message": "boom"}}, 500, NOW) if "13" in sentence(request) else echo(request, number)
        )

    with serving(respond) as server:
        found = [claims for _, claims in reader(server, retries=1).read_many([report(n) for n in (12, 13, 14)])]
    assert [len(c) if isinstance(c, tuple) else c.message for c in found] == [
        1,
        "the language model answers 500: Error code: 500 - boom",
        1,
    ]
    assert len(server.requests) == 4


def test_a_server_that_keeps_silent_is_given_up() -> None:
    never = threading.Event()
    with serving(lambda request, number: Reply({}, hold=never)) as server:
        try:
            with pytest.raises(ExtractError, match="no answer within"):
                reader(server, timeout=0.2, retries=0).extract(report())
        finally:
            never.set()


def test_nobody_at_the_address_says_so() -> None:
    with serving(echo) as server:
        gone = server.url
    with pytest.raises(ExtractError, match="cannot be reached") as caught:
        LlmExtractor(url=gone, model="m", retries=0).extract(report())
    assert "running" in caught.value.hint


@pytest.mark.parametrize(
    "content", ["", "I cannot help with that.", '{"claims": 5}', '{"claims": [', "[1]", "{" * 9]
)
def test_an_answer_that_is_no_json_is_asked_for_once_more_and_then_an_error(content: str) -> None:
    with (
        serving(lambda request, number: answer(content=content)) as server,
        pytest.raises(ExtractError, match="no list of claims"),
    ):
        reader(server).extract(report())
    assert len(server.requests) == 2


def test_the_second_answer_may_be_better() -> None:
    with serving(lambda request, number: answer(content="...") if number == 0 else echo(request, number)) as server:
        assert len(reader(server).extract(report())) == 1


@pytest.mark.parametrize("body", [b"<html>hello</html>", b"", {"choices": []}, {"choices": [None]}, [1], {"a": 1}])
def test_an_address_that_is_something_else_says_so(body: Any) -> None:
    with (
        serving(lambda request, number: Reply(body)) as server,
        pytest.raises(ExtractError, match="something else than a chat completion"),
    ):
        reader(server).extract(report())


def test_a_redirect_is_not_followed() -> None:
    with serving(echo) as elsewhere:
        away = {"location": f"{elsewhere.url}/chat/completions"}
        with (
            serving(lambda request, number: Reply({}, 307, away)) as server,
            pytest.raises(UsageError, match="307"),
        ):
            reader(server).extract(report())
    assert not elsewhere.requests


def test_an_answer_cut_off_is_asked_for_in_halves() -> None:
    text = "\n\n".join(
        f"Police said {n} people were killed in Homs. " + "The square was closed. " * 10 for n in (12, 13)
    )

    def respond(request: dict[str, Any], number: int) -> Reply:
        said = [SAID.format(n) for n in (12, 13) if SAID.format(n) in sentence(request)]
        rows = [claim(s, s.split()[2], speaker="Police") for s in said]
        return answer(*rows, finish="length" if len(rows) > 1 else "stop")

    with serving(respond) as server:
        claims = reader(server).extract(report(text=text))
    assert [c.count.low for c in claims] == [12, 13]
    assert len(server.requests) == 3


def test_a_long_report_is_sent_in_parts_with_its_head() -> None:
    filler = "The square was closed and the shops were shut. " * 60
    text = "Blasts in Homs\n\n" + "\n\n".join(f"{SAID.format(n)} {filler}" for n in range(12, 18))

    def respond(request: dict[str, Any], number: int) -> Reply:
        said = [SAID.format(n) for n in range(12, 18) if SAID.format(n) in request["messages"][1]["content"]]
        return answer(*(claim(s, s.split()[2], speaker="Police") for s in said))

    with serving(respond) as server:
        extractor = reader(server)
        claims = extractor.extract(report(text=text))
    assert [c.count.low for c in claims] == [12, 13, 14, 15, 16, 17]
    assert all(text[c.anchor.start : c.anchor.end] == c.anchor.quote for c in claims)
    assert len(server.requests) > 2
    assert all("Blasts in Homs" in sent for sent in server.texts)


def test_requests_run_side_by_side_and_reports_keep_their_order() -> None:
    """The first answer is held back until the others are there: without concurrency this would not end."""
    others = threading.Barrier(3)
    held = threading.Event()

    def respond(request: dict[str, Any], number: int) -> Reply:
        reply = echo(request, number)
        if " 20 " in sentence(request):
            return Reply(reply.body, hold=held)
        if others.wait(30) == 0:
            held.set()
        return reply

    with serving(respond) as server:
        reports = [report(n) for n in (20, 21, 22, 23)]
        read = list(reader(server, workers=4).read_many(reports))
    assert [one.id for one, _ in read] == [one.id for one in reports]
    assert [c.count.low for _, claims in read for c in claims] == [20, 21, 22, 23]


def test_no_more_requests_at_one_time_than_workers() -> None:
    now = most = 0
    lock = threading.Lock()

    def respond(request: dict[str, Any], number: int) -> Reply:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        reply = echo(request, number)
        with lock:
            now -= 1
        return reply

    with serving(respond) as server:
        read = list(reader(server, workers=2).read_many(report(n) for n in range(20, 40)))
    assert len(read) == 20
    assert most <= 2


def test_reports_are_taken_from_the_stream_as_they_are_needed() -> None:
    taken = []

    def stream() -> Any:
        for n in range(20, 60):
            taken.append(n)
            yield report(n)

    with serving(echo) as server:
        reading = reader(server, workers=2).read_many(stream())
        next(reading)
        assert len(taken) <= 4
        reading.close()
    assert len(server.requests) <= 4
