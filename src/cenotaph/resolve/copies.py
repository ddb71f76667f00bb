"""Which report copies which earlier one: shares of winnowed word fingerprints (Schleimer, Wilkerson & Aiken 2003).

Containment, not Jaccard: a copy cut to a third still lies wholly inside its source. What is below the least
share, or too short to tell, is no known copy; that is not the same as independent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from cenotaph.model import EchoKind
from cenotaph.resolve.wording import terms

__all__ = ["Copy", "find_copies", "fingerprints"]

_GRAM = 6
_WINDOW = 4
# least share of the later text's fingerprints that stand in the earlier one, and what it then is
_KINDS = ((0.9, EchoKind.VERBATIM), (0.5, EchoKind.SYNDICATED), (0.2, EchoKind.REWRITE))
_FEWEST = 3
# a source is looked for among the first texts that hold a fingerprint, so that the cost stays linear
_HOLDERS = 200
# a fingerprint in texts further apart than any story is reprinted is furniture, or a phrase of the trade
_REPRINTED_DAYS = 14


@dataclass(frozen=True, slots=True)
class Copy:
    """A report's source among the earlier reports (its row), the share of it that stands there, and the kind."""

    source: int
    share: float
    kind: EchoKind


def fingerprints(text: str) -> frozenset[int]:
    """The least hash of every window of four six-word sequences: any nine words in common share one."""
    words = terms(text)
    hashes = [_hash(" ".join(words[i : i + _GRAM])) for i in range(len(words) - _GRAM + 1)]
    if len(hashes) <= _WINDOW:
        return frozenset(hashes)
    return frozenset(min(hashes[i : i + _WINDOW]) for i in range(len(hashes) - _WINDOW + 1))


def find_copies(texts: Sequence[str], published: Sequence[date | None]) -> list[Copy | None]:
    """For each text the earlier one that holds most of it, or None; rows must come oldest first.

    Of several that hold equally much it is the first. Only what was published at most two weeks before can be
    a source, and a text without a date is nobody's copy and nobody's source: which came first is not known.
    """
    marks = _without_furniture([fingerprints(text) for text in texts], published)
    holders: dict[int, list[int]] = defaultdict(list)
    found: list[Copy | None] = []
    for row, own in enumerate(marks):
        shared: Counter[int] = Counter()
        for mark in own if published[row] else ():
            shared.update(holders[mark])
            if len(holders[mark]) < _HOLDERS:
                holders[mark].append(row)
        found.append(_best(shared, len(own)))
    return found


def _without_furniture(marks: Sequence[frozenset[int]], published: Sequence[date | None]) -> list[frozenset[int]]:
    first: dict[int, date] = {}
    furniture: set[int] = set()
    for own, day in zip(marks, published, strict=True):
        for mark in own if day else ():
            if day and (day - first.setdefault(mark, day)).days > _REPRINTED_DAYS:
                furniture.add(mark)
    return [own - furniture for own in marks]


def _best(shared: Counter[int], size: int) -> Copy | None:
    if not shared:
        return None
    source, times = min(shared.items(), key=lambda item: (-item[1], item[0]))
    share = times / size
    kind = next((kind for least, kind in _KINDS if share >= least), None)
    return Copy(source, round(share, 3), kind) if kind and times >= _FEWEST else None


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")
