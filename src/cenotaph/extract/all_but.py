"""Counts told by who is left out: "all but two of the 17 crew drowned" counts fifteen.

Where the sentence says what became of the others ("all but two were rescued") the excepted are counted instead, see
``left_over``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.phrases import of_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from cenotaph.extract.numbers import CountMention

__all__ = ["of_the_rest", "without_the_excepted"]

_ALL = r"\ball|\bevery\s?one|\beverybody|\bthe\s+whole"
_BUT = r"but|save|except|bar|barring|excepting|excluding"
_OPENS = re.compile(rf"(?:{_ALL})\s+(?:{_BUT})\s+(?:for\s+)?(?:the\s+)?$", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:(?:the|its|his|her|their|our|those|these|a)\s+)?(?:[\w-]+(?:'s|’s|s'|s’)\s+)?$", re.I)
_FRONTED = re.compile(r"\bOf\s+(?:(?:the|its|his|her|their|our|those|these)\s+)?$")
_STOP = re.compile(r"[.;:!?]\s|\n|,\s+(?:and|but|while|though|yet)\b")
_NEAR = 90  # characters on either side of the exception that may tell of the others' rescue


def without_the_excepted(mentions: Iterable[CountMention], text: str) -> Iterator[CountMention]:
    """``mentions`` in order, "all but two of the 17" as one count of 15; short of no number it counts nobody."""
    waiting: CountMention | None = None
    whole: CountMention | None = None
    for mention in mentions:
        if waiting is not None:
            between = text[waiting.end : mention.start]
            joined = _less(mention, waiting, text) if _OF.fullmatch(between) else None
            waiting = None
            if joined is not None:
                yield joined
                continue
        opens = _OPENS.search(text[max(0, mention.start - 30) : mention.start])
        if opens is None or mention.count.low is None or _others_told(text, mention):
            if _FRONTED.search(text[max(0, mention.start - 12) : mention.start]):
                whole = mention  # "*Of the 17* crew, all but two drowned"
            yield mention
            continue
        if whole is not None and not _STOP.search(text[whole.end : mention.start]):
            less = _less(whole, mention, text)
            if less is not None:
                yield replace(less, number_start=mention.number_start, number_end=mention.number_end)
                continue
        waiting = mention


def _less(whole: CountMention, few: CountMention, text: str) -> CountMention | None:
    """The whole less the few, from "all" on; None where either is no exact number."""
    n, k = whole.count.best, few.count.best
    if n is None or k is None or k >= n or (whole.count.low, few.count.low) != (n, k):
        return None
    opens = _OPENS.search(text[max(0, few.start - 30) : few.start])
    start = max(0, few.start - 30) + (opens.start() if opens is not None else 30)
    end = max(few.end, whole.end)
    count = replace(whole.count, low=n - k, best=n - k, high=n - k, text=text[start:end])
    return replace(whole, start=start, end=end, count=count, definite=False)


@cache
def _fates() -> re.Pattern[str]:
    fates = sorted(flat("left_over", "fates")) + sorted(words("left_over", "all_but", "spared"))
    return re.compile(rf"\b(?:{'|'.join(fates)})\b", re.IGNORECASE)


def _others_told(text: str, few: CountMention) -> bool:
    """Whether the clause around an exception says that the others are found or alive."""
    before = _STOP.split(text[max(0, few.start - _NEAR) : few.start])[-1]
    after = _STOP.split(text[few.end : few.end + _NEAR])[0]
    return _fates().search(f"{before} {after}") is not None


def of_the_rest(head: Token) -> Token:
    """The whole that a harmed "all" or number is short of: the *members* of "all but two of the 17 members"."""
    doc, but = head.doc, head.i + 1
    if head.lower_ not in {"all", "everyone", "everybody"}:
        but = next((i for i in range(head.i - 1, max(head.sent.start, head.i - 4), -1) if _excepts(doc[i])), -1)
    if but <= head.sent.start or but + 1 >= head.sent.end or not _excepts(doc[but]):
        return head
    if doc[but - 1].lower_ not in {"all", "everyone", "everybody"}:
        return head
    for word in doc[but + 1 : min(but + 5, head.sent.end)]:
        if word.lower_ == "of":
            return of_object(word.head) or head
        if not (word.like_num or word.lower_ in {"for", "the", "one"}):
            return word.nbor(-1) if word.nbor(-1).like_num else head
    return head


def _excepts(word: Token) -> bool:
    return word.lower_ in words("left_over", "all_but", "but")
