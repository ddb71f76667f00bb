"""What a model answered, as rows of words that nothing has been checked of yet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from cenotaph.model import Measure, Stance

__all__ = ["BadAnswer", "Row", "read_answer"]

_OPTIONAL = ("count_text", "speaker", "group", "place", "period")


class BadAnswer(Exception):
    """An answer that is no JSON object with a list of claims."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the model put it: words said to stand in the report, and choices from closed lists.

    ``part_of`` is the position of another row of the same answer.
    """

    quote: str
    harm_words: str
    measure: Measure
    stance: Stance
    count_text: str | None = None
    speaker: str | None = None
    via: tuple[str, ...] = ()
    group: str | None = None
    place: str | None = None
    period: str | None = None
    part_of: int | None = None


def read_answer(content: str) -> list[Row | None]:
    """The rows of an answer in order, None for one that does not keep the schema; raises BadAnswer.

    Words around the JSON object (a fence, reasoning in front of it) are passed over.
    """
    answer = _object(content)
    claims = answer.get("claims") if answer is not None else None
    if not isinstance(claims, list):
        raise BadAnswer("no JSON object with a list of claims")
    return [_row(item) for item in claims]


def _object(content: str) -> dict[str, Any] | None:
    decoder = json.JSONDecoder()
    at = content.find("{")
    for _ in range(20):  # reasoning may hold a brace or two before the answer
        if at < 0:
            return None
        try:
            found, _end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and "claims" in found:
            return found
        at = content.find("{", at + 1)
    return None


def _row(item: Any) -> Row | None:
    if not isinstance(item, dict):
        return None
    try:
        measure, stance = Measure(item["measure"]), Stance(item.get("stance") or "asserts")
    except (KeyError, ValueError, TypeError):
        return None
    quote, harm_words, via = item.get("quote"), item.get("harm_words") or "", item.get("via") or []
    optional = {name: item.get(name) or None for name in _OPTIONAL}
    part_of = item.get("part_of")
    if not isinstance(quote, str) or not quote.strip() or not isinstance(harm_words, str):
        return None
    if not isinstance(via, list) or not all(isinstance(carrier, str) for carrier in via):
        return None
    if any(value is not None and not isinstance(value, str) for value in optional.values()):
        return None
    whole = part_of if isinstance(part_of, int) and not isinstance(part_of, bool) else None
    return Row(quote, harm_words, measure, stance, via=tuple(via), part_of=whole, **optional)
