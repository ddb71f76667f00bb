"""What a model is sent: the versioned prompt, and the report's words between markers it cannot contain."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.extract.llm.chunks import Chunk
from cenotaph.model import Report

__all__ = ["VERSION", "Messages", "estimate", "messages", "schema"]

VERSION = "claims-1"
"""The prompt, its schema and the frame below; whoever changes a word of them makes a new version."""

Messages = list[dict[str, str]]

_HEAD = 600  # characters of the report's beginning that a later part is sent with: its headline and lead
_LETTERS_A_TOKEN = 3  # on the safe side of the four or so that English text has

_CONTEXT = (
    "The beginning of the report, for context only; copy nothing from it.\n<<<BEGINNING {code}>>>\n{head}\n"
    "<<<END OF BEGINNING {code}>>>\n\n"
)
_FRAME = (
    "{publisher}{context}The material. Copy from here.\n<<<MATERIAL {code}>>>\n{body}\n<<<END OF MATERIAL {code}>>>"
)


@cache
def _file(name: str) -> str:
    return files("cenotaph.extract.llm").joinpath("prompts", name).read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the subset that strict structured output accepts."""
    found: dict[str, Any] = json.loads(_file(f"{VERSION}.schema.json"))
    return found


def messages(report: Report, chunk: Chunk, *, with_schema: bool = False) -> Messages:
    """The messages that ask about one chunk; ``with_schema`` puts the schema into words for a server without it.

    The code in the markers comes from the text itself, so the same request is the same letters, and a text
    would have to contain its own hash to forge it.
    """
    body = report.text[chunk.start : chunk.end]
    code = hashlib.sha256(f"{report.id} {chunk.start} {report.text}".encode("utf-8", "replace")).hexdigest()[:16]
    head = report.text[: min(_HEAD, chunk.start)].rstrip()
    system = _file(f"{VERSION}.txt")
    if with_schema:
        system += f"\nThe JSON keeps this schema:\n{json.dumps(schema())}\n"
    publisher = f"Published by: {' '.join(report.publisher.split())}\n\n" if report.publisher else ""
    context = _CONTEXT.format(code=code, head=head) if head else ""
    user = _FRAME.format(publisher=publisher, context=context, code=code, body=body)
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


def estimate(sent: Messages) -> int:
    """About how many tokens ``sent`` is, rather too many than too few."""
    return sum(-(-len(message["content"]) // _LETTERS_A_TOKEN) + 8 for message in sent)
