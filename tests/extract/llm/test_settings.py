"""To whom what is sent: addresses, keys, reports that are not public, and never unless asked."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from cenotaph.errors import ExtractError, MissingExtraError, UsageError
from cenotaph.extract import extract, extract_many, get_extractor
from cenotaph.extract.base import Extractor
from cenotaph.extract.llm import LlmExtractor
from cenotaph.model import Sensitivity
from extract.llm.echoing import echo, reader, report
from extract.llm.fake_server import Reply, serving


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
