"""The rival for speakers: textacy's direct quotations, asked whose each recorded content is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contenders.exchange import Answer, Row, serve
from contenders.spacy_pipeline import load_model

__all__ = ["load", "nearest_speaker"]

Spans = list[list[int]]


def load() -> Callable[[Row], Answer]:
    """A function from a row with ``contents`` to ``{"sources": [[start, end] | None]}``: last words of speakers.

    textacy refuses a text with an odd number of quotation marks, so each paragraph is read by itself and one that
    is refused has no quotations.
    """
    from textacy.extract import direct_quotations

    nlp = load_model()

    def read(row: Row) -> Answer:
        quotes: list[tuple[list[int], list[int]]] = []
        start = 0
        for paragraph in row["text"].split("\n"):
            for one in _quotations(direct_quotations, nlp(paragraph)):
                last = one.speaker[-1]
                content = [start + one.content.start_char, start + one.content.end_char]
                quotes.append(([start + last.idx, start + last.idx + len(last)], content))
            start += len(paragraph) + 1
        return {"sources": [nearest_speaker(quotes, spans) for spans in row.get("contents") or []]}

    return read


def _quotations(find: Callable[[Any], Any], doc: Any) -> list[Any]:
    try:
        return list(find(doc))
    except ValueError:  # an unclosed quotation
        return []


def nearest_speaker(quotes: list[tuple[list[int], list[int]]], spans: Spans) -> list[int] | None:
    """The speaker of the quotation (speaker, content) that shares most with ``spans``; None if none shares any."""
    best, most = None, 0
    for speaker, content in quotes:
        shared = sum(max(0, min(content[1], end) - max(content[0], start)) for start, end in spans)
        if shared > most:
            best, most = speaker, shared
    return best


if __name__ == "__main__":
    serve(load)
