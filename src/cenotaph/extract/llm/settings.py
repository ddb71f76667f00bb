"""Where a language model is asked and how much it may cost; nothing has a default address."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from cenotaph.errors import UsageError

__all__ = ["KEY", "MODEL", "URL", "Settings", "configured"]

URL, MODEL, KEY = "CENOTAPH_LLM_URL", "CENOTAPH_LLM_MODEL", "CENOTAPH_LLM_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One OpenAI-compatible address and what may be spent there.

    ``timeout``: seconds a try; ``retries``: further tries after a refusal for now (429), a fault of the server or
    a lost connection, with growing pauses; ``workers``: requests at one time; ``answer_tokens``: the longest
    answer. ``max_requests`` and ``max_tokens`` (sent and received) bound a run; None is no bound.
    ``allow_sensitive`` lets reports that are not public be sent.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    retries: int = 3
    workers: int = 4
    answer_tokens: int = 4096
    max_requests: int | None = None
    max_tokens: int | None = None
    allow_sensitive: bool = False

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(
                "the address of the language model is not an http address",
                hint=f"{URL} looks like http://127.0.0.1:8080/v1",
            )
        if parts.username or parts.password or parts.query:
            raise UsageError(
                "the address of the language model carries a user, a password or a query",
                hint=f"give the address alone, and the key in {KEY}",
            )
        if self.workers < 1 or self.retries < 0 or self.timeout <= 0 or self.answer_tokens < 1:
            raise UsageError("workers, retries, timeout and answer_tokens are positive numbers")
        if any(bound is not None and bound < 1 for bound in (self.max_requests, self.max_tokens)):
            raise UsageError("a budget is at least 1", hint="leave it out for no bound")

    @property
    def local(self) -> bool:
        """Whether the address is this machine, so that nothing leaves it."""
        host = urlsplit(self.url).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def encrypted(self) -> bool:
        """Whether what is sent cannot be read on its way."""
        return urlsplit(self.url).scheme == "https"


def configured(
    url: str | None = None,
    model: str | None = None,
    key: str | None = None,
    *,
    timeout: float = 120.0,
    retries: int = 3,
    workers: int = 4,
    answer_tokens: int = 4096,
    max_requests: int | None = None,
    max_tokens: int | None = None,
    allow_sensitive: bool = False,
) -> Settings:
    """Settings from arguments, else from CENOTAPH_LLM_URL, _MODEL and _KEY; UsageError without an address."""
    url = url or os.environ.get(URL, "").strip()
    model = model or os.environ.get(MODEL, "").strip()
    if not url or not model:
        missing = " and ".join(n for n, value in (("address", url), ("model", model)) if not value)
        raise UsageError(
            f"no {missing} of a language model is configured",
            hint=f"set {URL} and {MODEL} (and {KEY} if it asks for a key), or --llm-url and --llm-model",
        )
    return Settings(
        url=url,
        model=model,
        key=key or os.environ.get(KEY, "").strip() or None,
        timeout=timeout,
        retries=retries,
        workers=workers,
        answer_tokens=answer_tokens,
        max_requests=max_requests,
        max_tokens=max_tokens,
        allow_sensitive=allow_sensitive,
    )
