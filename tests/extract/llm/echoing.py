"""A small server of this machine's own that reads one kind of sentence rightly, and the reader that asks it."""

from __future__ import annotations

from typing import Any

from cenotaph.extract.llm import LlmExtractor
from cenotaph.model import Report, report_id
from extract.llm.fake_server import FakeServer, Reply, answer, claim

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
