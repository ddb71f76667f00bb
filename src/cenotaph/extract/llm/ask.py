"""One OpenAI-compatible server asked over the ``openai`` library, in the manner that it understands."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from cenotaph.errors import ExtractError, MissingExtraError, UsageError
from cenotaph.extract.llm.budget import Budget
from cenotaph.extract.llm.chunks import Chunk
from cenotaph.extract.llm.prompt import VERSION, Messages, estimate, messages, schema
from cenotaph.extract.llm.settings import KEY, Settings
from cenotaph.model import Report

if TYPE_CHECKING:
    from openai import OpenAI

__all__ = ["Answer", "Server"]

_FORMATS: tuple[Literal["json_schema", "json_object", "text"], ...] = ("json_schema", "json_object", "text")
_HEADERS = {
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-stainless-raw-response",  # by which the library knows that it is to hand the answer over as it came
}
_LONGEST_COMPLAINT = 200  # characters of a server's own words in an error line


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer; ``whole`` is False when the model was cut off at the longest answer."""

    content: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a request is put; steps down where a server refuses a part of it."""

    form: Literal["json_schema", "json_object", "text"] = "json_schema"
    bound: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True

    def without(self, complaint: str) -> _Manner | None:
        """The next manner to try after a server's complaint, or None when the manner is not to blame."""
        said = complaint.lower()
        if "context" in said and ("length" in said or "window" in said or "size" in said):
            return None
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.bound == "max_tokens" and ("max_completion_tokens" in said or "max_tokens" in said):
            return replace(self, bound="max_completion_tokens")
        place = _FORMATS.index(self.form)
        return replace(self, form=_FORMATS[place + 1]) if place + 1 < len(_FORMATS) else None


class Server:
    """The server of ``settings``; its requests may come from several threads.

    Only this module opens a connection. Redirects are not followed, so that a text goes to the address that was
    announced and nowhere else, and this machine is asked directly even where a proxy is set.
    """

    def __init__(self, settings: Settings, budget: Budget) -> None:
        self.settings = settings
        self.budget = budget
        self._manner = _Manner()
        self._made: OpenAI | None = None
        self._lock = Lock()

    def connect(self) -> OpenAI:
        """The client, made once; raises MissingExtraError where the library is not installed."""
        with self._lock:
            if self._made is None:
                self._made = self._client()
            return self._made

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        with self._lock:
            made, self._made = self._made, None
        if made is not None:
            made.close()

    def _client(self) -> OpenAI:
        try:
            from openai import DefaultHttpxClient, OpenAI
        except ImportError as error:
            raise MissingExtraError(
                "a language model is asked through the openai library, which is not installed",
                hint="pip install 'cenotaph[llm]'",
            ) from error
        settings = self.settings
        return OpenAI(
            base_url=settings.url,
            # an empty key would send the library looking for OPENAI_API_KEY, which is for another address
            api_key=settings.key or "none",
            timeout=settings.timeout,
            max_retries=settings.retries,
            http_client=DefaultHttpxClient(
                follow_redirects=False, trust_env=not settings.local, event_hooks={"request": [_only_needed]}
            ),
        )

    def need(self, report: Report, chunk: Chunk) -> int:
        """The most tokens that asking about ``chunk`` may take: the request, and the longest answer."""
        return self._need(messages(report, chunk, with_schema=self._manner.form != "json_schema"))

    def _need(self, sent: Messages) -> int:
        return estimate(sent) + self.settings.answer_tokens

    def ask(self, report: Report, chunk: Chunk, aside: int | None = None) -> Answer:
        """The answer about one chunk; ``aside`` is what the budget has set aside for it already.

        Raises BudgetError before a request that the budget does not cover; UsageError when the server refuses the
        key, the model or the address; ExtractError when it fails or keeps silent after all tries.
        """
        while True:
            manner = self._manner
            sent = messages(report, chunk, with_schema=manner.form != "json_schema")
            if aside is None:
                aside = self._need(sent)
                self.budget.take(aside)
            try:
                return self._once(sent, manner, aside)
            except _RefusedManner as refused:
                self._manner, aside = refused.instead, None

    def _once(self, sent: Messages, manner: _Manner, aside: int) -> Answer:
        used = 0
        try:
            client = self.connect()
            import openai
        except MissingExtraError:
            self.budget.give_back(aside)
            raise
        try:
            raw = client.chat.completions.with_raw_response.create(**self._request(sent, manner))
            content, whole, used = _read(raw.http_response.content.decode("utf-8", "replace"))
            used = used or estimate(sent) + len(content) // 3  # where the server does not count
        except openai.APITimeoutError as error:
            raise ExtractError(
                f"no answer within {self.settings.timeout:g} s, tried {self.settings.retries + 1} times",
                hint="a slower model needs a longer timeout or smaller reports",
            ) from error
        except openai.APIConnectionError as error:
            raise ExtractError(
                f"the language model cannot be reached at {self.settings.url}", hint="is the server running?"
            ) from error
        except openai.APIStatusError as error:
            raise self._refusal(error, manner) from None
        finally:
            self.budget.settle(aside, used)
        return Answer(content, whole)

    def _request(self, sent: Messages, manner: _Manner) -> dict[str, Any]:
        request: dict[str, Any] = {"model": self.settings.model, "messages": sent}
        request[manner.bound] = self.settings.answer_tokens
        if manner.temperature:
            request["temperature"] = 0
        if manner.form == "json_schema":
            inner = {"name": VERSION.replace("-", "_"), "strict": True, "schema": schema()}
            request["response_format"] = {"type": "json_schema", "json_schema": inner}
        elif manner.form == "json_object":
            request["response_format"] = {"type": "json_object"}
        return request

    def _refusal(self, error: Any, manner: _Manner) -> Exception:
        """What a refusing answer means: another manner, the end of the run, or of this report."""
        status, said = error.status_code, self._said(error)
        names_format = status >= 500 and "response_format" in said
        if status in (400, 422) or names_format:
            instead = manner.without(said)
            if instead is not None:
                return _RefusedManner(instead)
        if status in (401, 403):
            return UsageError(
                f"the language model refuses the key ({status}): {said}", hint=f"it is read from {KEY}"
            )
        if status == 404 or 300 <= status < 400:
            return UsageError(
                f"no model {self.settings.model!r} at {self.settings.url} ({status}): {said}",
                hint="the address usually ends in /v1; redirects are not followed",
            )
        return ExtractError(f"the language model answers {status}: {said}", hint="try again later; nothing is lost")

    def _said(self, error: Any) -> str:
        """The server's own words in one line, without the key that some servers repeat."""
        text = " ".join(str(error.message).split())
        if self.settings.key:
            text = text.replace(self.settings.key, "[key]")
        return text[:_LONGEST_COMPLAINT]


def _only_needed(request: Any) -> None:
    """Take out what the library adds of its own: this machine's system and versions, and the headers of OPENAI_*
    variables (organisation, project, custom ones), which are meant for another address."""
    for name in [*request.headers]:
        if name.lower() not in _HEADERS:
            del request.headers[name]


class _RefusedManner(Exception):
    def __init__(self, instead: _Manner) -> None:
        super().__init__()
        self.instead = instead


def _read(body: str) -> tuple[str, bool, int]:
    """Content, whether it is whole, and the tokens used (0 when not told); raises ExtractError for another body."""
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        content = choice["message"].get("content") or ""
        whole = choice.get("finish_reason") != "length"
        used = (answer.get("usage") or {}).get("total_tokens")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractError(
            "the address answers something else than a chat completion",
            hint="is it OpenAI-compatible? The address usually ends in /v1",
        ) from error
    return str(content), whole, used if isinstance(used, int) and used > 0 else 0
