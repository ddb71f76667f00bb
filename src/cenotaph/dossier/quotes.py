"""A report's text cut into pieces, so that every claim's quote and the spans inside it can be marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cenotaph.model import Claim

__all__ = ["Paragraph", "Piece", "paragraphs_of"]

_LABELS = {
    "count": "count",
    "speaker": "speaker",
    "measure": "outcome",
    "group": "of whom",
    "place": "place",
    "period": "when",
    "attributed_to": "held responsible",
    "cause": "cause",
    "said_at": "said on",
    "stance": "stance",
    "people": "name",
    "via": "carried by",
    "scope": "scope",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same claims and fields.

    ``opens`` are (claim id, anchor number, whether this is the quote's very beginning) to open before the text,
    outermost first; ``closes`` is how many marks close after it; ``refs`` the claims whose note sign follows it.
    """

    text: str
    opens: tuple[tuple[str, int, bool], ...]
    closes: int
    fields: tuple[str, ...]
    labels: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's pieces, and the claims whose first quote begins in it."""

    pieces: tuple[Piece, ...]
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Quote:
    claim: str
    number: int
    start: int
    end: int


def paragraphs_of(text: str, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` (blank-line or line-feed separated), every offset kept in code points."""
    quotes = [_Quote(c.id, n, a.start, a.end) for c in claims for n, a in enumerate(c.anchors)]
    fields = sorted({(s.start, s.end, s.field) for c in claims for s in c.fields})
    out = []
    for found in re.finditer(r"[^\n]+", text):
        start, end = found.span()
        here = [q for q in quotes if q.start < end and q.end > start]
        inside = [f for f in fields if f[0] < end and f[1] > start]
        firsts = tuple(
            dict.fromkeys(q.claim for q in sorted(here, key=_outer_first) if q.number == 0 and q.start >= start)
        )
        out.append(Paragraph(_pieces(text, start, end, here, inside), firsts))
    return tuple(out)


def _outer_first(quote: _Quote) -> tuple[int, int, str]:
    return (quote.start, -quote.end, quote.claim)


def _pieces(
    text: str, start: int, end: int, quotes: Sequence[_Quote], fields: Sequence[tuple[int, int, str]]
) -> tuple[Piece, ...]:
    cuts = {start, end}
    for left, right in [(q.start, q.end) for q in quotes] + [(f[0], f[1]) for f in fields]:
        cuts |= {cut for cut in (left, right) if start < cut < end}
    edges = sorted(cuts)
    pieces: list[Piece] = []
    stack: list[_Quote] = []
    for left, right in pairwise(edges):
        wanted = sorted((q for q in quotes if q.start < right and q.end > left), key=_outer_first)
        keep = 0
        while keep < min(len(stack), len(wanted)) and stack[keep] == wanted[keep]:
            keep += 1
        if pieces and len(stack) > keep:
            last = pieces[-1]
            pieces[-1] = replace(last, closes=last.closes + len(stack) - keep)
        opens = tuple((q.claim, q.number, q.start >= left) for q in wanted[keep:])
        stack = list(wanted)
        under = tuple(dict.fromkeys(f[2] for f in fields if f[0] < right and f[1] > left))
        ends = tuple(dict.fromkeys(_LABELS.get(f[2], f[2].replace("_", " ")) for f in fields if f[1] == right))
        refs = tuple(q.claim for q in wanted if q.end == right)
        pieces.append(Piece(text[left:right], opens, 0, under, ends, refs))
    if pieces and stack:
        last = pieces[-1]
        pieces[-1] = replace(last, closes=last.closes + len(stack))
    return tuple(pieces)
