"""How a server is asked: what it refuses or fails at, what it may cost, in which order answers come."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from cenotaph.errors import BudgetError, ExtractError, MissingExtraError, UsageError
from cenotaph.extract import extract, extract_many, get_extractor
from cenotaph.extract.base import Extractor
from cenotaph.extract.llm import LlmExtractor
from cenotaph.model import Report, Sensitivity, report_id
from extract.llm.fake_server import NOW, FakeServer, Reply, answer, claim, serving

SAID = "Police said {} people were killed in Homs."


def report(number: int | str = 12, text: str | None = None, **rest: Any) -> Report:
    words = SAID.format(number) if text is None else text
    return Report(id=report_id(words.encode()), text=words, publisher="Aden Post", language="en", **rest)


def sentence(request: dict[str, Any]) -> str:
    """The sentence of a request's material."""
    return str(request["messages"][1]["content"]).split("<<<MATERIAL ")[1].split(">>>\n")[1].split("\n<<<")[0]


def echo(request: dict[str, Any], number: int) -> Reply:
    """A model that reads ``SAID`` rightly."""
    said = sentence(request)
    return answer(claim(said, said.split()[2], speaker="Police", group="people", place="Homs"))


def reader(server: FakeServer, **rest: Any) -> LlmExtractor:
    return LlmExtractor(url=server.url, model="small-1", key="secret-key", **rest)


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


@pytest.mark.parametrize("level", [s for s in Sensitivity if s is not Sensitivity.PUBLIC])
def test_a_report_that_is_not_public_is_not_sent(level: Sensitivity) -> None:
    with serving(echo) as server:
        with pytest.raises(ExtractError, match="not sent") as caught:
            reader(server).extract(report(sensitivity=level))
        assert not server.requests
        assert "--llm-allow-sensitive" in caught.value.hint
        assert reader(server, allow_sensitive=True).extract(report(sensitivity=level))


def test_never_called_unless_asked_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(echo) as server:
        monkeypatch.setenv("CENOTAPH_LLM_URL", server.url)
        monkeypatch.setenv("CENOTAPH_LLM_MODEL", "small-1")
        assert extract(report())
        assert list(extract_many([report()]))
        assert not server.requests
        get_extractor.cache_clear()
        try:
            assert extract(report(), extractor="llm")[0].extraction.by == "llm:small-1@claims-1"
        finally:
            get_extractor.cache_clear()
        assert len(server.requests) == 1
        assert server.headers[0]["authorization"] == "Bearer none"


def test_it_keeps_the_contract_of_an_extractor() -> None:
    assert isinstance(LlmExtractor(url="http://localhost:1", model="m"), Extractor)


def test_without_settings_it_says_what_to_set() -> None:
    with pytest.raises(UsageError, match="no address and model") as caught:
        LlmExtractor()
    assert "CENOTAPH_LLM_URL" in caught.value.hint
    with pytest.raises(UsageError, match="no model"):
        LlmExtractor(url="http://localhost:1")


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ({"url": "ftp://x"}, "not an http address"),
        ({"url": "localhost:8080"}, "not an http address"),
        ({"url": "https://me:secret@x.org/v1"}, "carries a user"),
        ({"url": "https://x.org/v1?key=secret"}, "carries a user"),
        ({"workers": 0}, "positive"),
        ({"max_tokens": 0}, "at least 1"),
    ],
)
def test_wrong_settings_are_refused_without_repeating_a_secret(rest: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        LlmExtractor(**{"url": "http://localhost:1", "model": "m", **rest})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8080/v1", True),
        ("http://127.8.0.1/v1", True),
        ("http://[::1]:80/v1", True),
        ("http://localhost/v1", True),
        ("https://api.example.org/v1", False),
        ("http://192.168.1.5/v1", False),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
    ],
)
def test_which_addresses_are_this_machine(url: str, local: bool) -> None:
    assert LlmExtractor(url=url, model="m").settings.local is local


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    extractor = LlmExtractor(url="http://127.0.0.1:1/v1", model="m")
    assert extractor.plan(report()).requests == 1
    with pytest.raises(MissingExtraError) as caught:
        extractor.extract(report())
    assert "cenotaph[llm]" in caught.value.hint


@pytest.mark.parametrize(("status", "kind"), [(401, UsageError), (403, UsageError), (404, UsageError)])
def test_a_refused_key_or_model_ends_the_run_and_the_key_is_not_repeated(
    status: int, kind: type[Exception]
) -> None:
    body = {"error": {"message": "Incorrect API key provided: secret-key"}}
    with serving(lambda request, number: Reply(body, status)) as server:
        extractor = reader(server)
        with pytest.raises(kind) as caught:
            extractor.extract(report())
    shown = (
        f"{caught.value!s} {caught.value!r} {extractor.settings!r} {extractor.__dict__!r} {json.dumps(str(caught))}"
    )
    assert "secret-key" not in shown
    assert caught.value.__cause__ is None
    assert len(server.requests) == 1


def test_settings_of_the_library_for_another_address_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "elsewhere-key")
    monkeypatch.setenv("OPENAI_ORG_ID", "elsewhere-org")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "elsewhere-project")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Elsewhere: elsewhere-header")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(echo) as server:
        assert LlmExtractor(url=server.url, model="m", retries=0).extract(report())
    assert "elsewhere" not in json.dumps(server.headers).lower()
    told = {"accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host"}
    assert set(server.headers[0]) == told | {"user-agent", "x-stainless-raw-response"}
