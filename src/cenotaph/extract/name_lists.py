"""Runs of personal names as the words have them: "A B, C D, 25, and E F", which the parse often breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat
from cenotaph.extract.phrases import end_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from cenotaph.extract.counted import Counted

__all__ = ["names_listed", "without_their_names"]

_LONGEST = 5  # words of one name
_PARTICLES = {"de", "da", "al", "bin", "ibn", "van", "von", "der", "el", "la", "del", "dos"}


def names_listed(head: Token) -> list[Token]:
    """The last words of the names in the list around ``head``, in order; empty when it is in no list.

    A list has its last name after "and", and every name has at least two words.
    """
    names = [head]
    left = _start(head)
    if left is None:
        return []
    node = left
    closed = False
    while (mark := _mark(node, -1)) is not None:
        before, with_and = mark
        found = _start(before)
        if found is None:
            break
        names.insert(0, before)
        closed |= with_and
        node = found
    right: Token | None = head
    while right is not None and (mark := _mark(right, 1)) is not None:
        first, with_and = mark
        last = _end(first)
        if last is None or (start := _start(last)) is None or start.i != first.i:
            break
        names.append(last)
        closed |= with_and
        right = last
    return names if closed and len(names) > 1 else []


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha() and token.lower_ not in flat("people", "titles")


def _start(last: Token) -> Token | None:
    """The first word of the name that ends at ``last``, or None where that is no name of two words or more."""
    if not _capital(last):
        return None
    first = last.i
    while first > last.sent.start and last.i - first < _LONGEST - 1:
        before = last.doc[first - 1]
        if not _capital(before) and before.lower_ not in _PARTICLES:
            break
        first -= 1
    while first < last.i and last.doc[first].lower_ in _PARTICLES - {"al", "el", "la", "de"}:
        first += 1
    return last.doc[first] if first < last.i else None


def _end(first: Token) -> Token | None:
    """The last word of the name that begins at ``first``."""
    if not _capital(first):
        return None
    last = first.i
    while last + 1 < first.sent.end and last - first.i < _LONGEST - 1:
        after = first.doc[last + 1]
        if not _capital(after) and not (after.lower_ in _PARTICLES and last + 2 < first.sent.end):
            break
        last += 1
    return first.doc[last]


def _mark(token: Token, way: int) -> tuple[Token, bool] | None:
    """The word beyond the comma or "and" on one side of a name, ages skipped, and whether there was an "and"."""
    doc, sentence = token.doc, token.sent
    i, seen, with_and = token.i + way, False, False
    while sentence.start <= i < sentence.end:
        word = doc[i].lower_
        if word in {",", "and", "&"}:
            seen = True
            with_and |= word != ","
        elif not (word.isdigit() or word in {"year", "years", "old", "-", "aged"}):
            break
        i += way
    return (doc[i], with_and) if seen and sentence.start <= i < sentence.end else None


def without_their_names(found: list[Counted]) -> list[Counted]:
    """Counted phrases without the names that say who the numbered ones are: "*Two brothers*, Idris and Sani,"."""
    return [
        one
        for before, one in zip([None, *found], found, strict=False)
        if before is None
        or before.rule != "number"
        or one.rule not in {"name", "names"}
        or one.count.best != before.count.best
        or text_of(one.head.doc)[end_of(before.head) : one.start].strip() not in {",", ":", "-", "–"}
    ]
