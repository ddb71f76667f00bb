"""Numbers put right in the same breath: "four, not five, fishermen", "three and not four miners died"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.phrases import end_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from cenotaph.extract.hits import Hit

__all__ = ["RATHER_THAN", "one_noun", "put_right"]

RATHER_THAN = re.compile(
    r"\s*,?\s+(?:(?:and|but)\s+)?(?:not|rather\s+than|instead\s+of)\s+(?:the\s+)?", re.IGNORECASE
)


_NOT = re.compile(r"\s+(?:[\w-]+\s*){1,3},?\s+(?:(?:and|but)\s+)?not\s+", re.IGNORECASE)


def put_right(todo: Sequence[tuple[Hit, list[Counted]]], sentence: Span, mentions: Sequence[CountMention]) -> None:
    """Count the number that is given, not the one it replaces, and the people named after both."""
    for given, old in _pairs(sentence, mentions):
        if not one_noun(given, old, sentence.doc):
            for _, items in todo:  # "two women, *and not three*, were hurt"
                items[:] = [one for one in items if one.mention is not old or len(items) == 1]
            continue
        for _, items in todo:
            for k, item in enumerate(items):
                if item.mention is old and not any(one.mention is given for one in items):
                    items[k] = replace(item, count=given.count, start=given.start, end=given.end, mention=given)
            number = next((one for one in items if one.mention is given), None)
            noun = next((one for one in items if one.rule == "plural" and 0 <= one.head.idx - old.end <= 3), None)
            if noun is not None and number is None:
                count, span = given.count, (given.start, given.end)
                put = replace(noun, count=count, start=span[0], end=span[1], rule="number", mention=given)
                items[items.index(noun)] = put
            elif number is not None and noun is not None:
                items[items.index(number)] = replace(number, head=noun.head, members=noun.members)
                items.remove(noun)


def one_noun(given: CountMention, old: CountMention, doc: Doc) -> bool:
    """Whether nothing stands between both numbers, so that the noun behind them is of both."""
    return RATHER_THAN.fullmatch(text_of(doc)[given.end : old.start]) is not None


def _pairs(sentence: Span, mentions: Sequence[CountMention]) -> Iterator[tuple[CountMention, CountMention]]:
    text, end = text_of(sentence.doc), end_of(sentence[-1])
    own = [m for m in mentions if sentence[0].idx <= m.start < end and m.role == "count"]
    for given, old in pairwise(own):
        between = text[given.end : old.start]
        if RATHER_THAN.fullmatch(between) or _NOT.fullmatch(between):
            yield given, old
