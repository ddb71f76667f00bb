"""A local stand-in for an OpenAI-compatible server: answers by a script, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["NOW", "FakeServer", "Reply", "answer", "claim", "serving"]

NOW = {"retry-after-ms": "1"}
"""Header that asks for another try at once, so that no test waits for a pause."""


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; ``hold`` is waited for before it is sent."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None


@dataclass
class FakeServer:
    """``respond`` gets the decoded request and its number from 0."""

    respond: Callable[[dict[str, Any], int], Reply]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def texts(self) -> list[str]:
        """The material of each request, in the order received."""
        return [request["messages"][1]["content"] for request in self.requests]


def claim(quote: str, count_text: str | None, harm_words: str = "killed", **rest: Any) -> dict[str, Any]:
    """One entry of an answer; everything else is empty unless given."""
    empty = {"speaker": None, "via": [], "group": None, "place": None, "period": None, "part_of": None}
    chosen = {"measure": "killed", "stance": "asserts"}
    return {"quote": quote, "count_text": count_text, "harm_words": harm_words, **empty, **chosen, **rest}


def answer(*claims: dict[str, Any], content: str | None = None, tokens: int = 100, finish: str = "stop") -> Reply:
    """A chat completion whose content is a list of claims, or any other ``content``."""
    text = json.dumps({"claims": list(claims)}) if content is None else content
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": tokens - 10, "completion_tokens": 10, "total_tokens": tokens}
    return Reply({"choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage})


@contextmanager
def serving(respond: Callable[[dict[str, Any], int], Reply]) -> Iterator[FakeServer]:
    """A server on this machine for the length of a test."""
    fake = FakeServer(respond)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with fake.lock:
                number = len(fake.requests)
                fake.requests.append(request)
                fake.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = fake.respond(request, number)
            if reply.hold is not None:
                reply.hold.wait(30)
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            try:
                self.send_response(reply.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the client gave up waiting

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
