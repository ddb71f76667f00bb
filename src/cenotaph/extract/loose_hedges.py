"""Hedges apart from their number: "*At the very most* we lost four men", "six people, *possibly more*"."""

from __future__ import annotations

import re

from cenotaph.extract.numbers import hedge_count
from cenotaph.model import Count, Hedge

__all__ = ["with_loose_hedge"]

_PERHAPS = r"(?:possibly|perhaps|maybe|probably|likely|quite\s+possibly|very\s+likely)"
_MORE = (
    rf"(?:(?:if\s+not|or)(?:\s+{_PERHAPS}|\s+even)?|(?:and\s+)?{_PERHAPS})\s+(?:even\s+|many\s+|far\s+)?more|"
    r"and\s+(?:counting|rising|climbing)|or\s+upwards|at\s+(?:the\s+very\s+|the\s+)?least|at\s+a\s+minimum"
)
_AT_MOST = (
    r"at\s+(?:the\s+)?(?:very\s+)?(?:most|outside|maximum)|at\s+a\s+(?:push|maximum)|tops|if\s+that(?:\s+many)?|"
    r"(?:and|or)\s+(?:fewer|no\s+more)|or\s+less"
)
_NEXT = r"(?!(?:one|two|three|four|five|six|seven|eight|nine|ten|and|or|were|was|are|is|had|have|has|died)\b)"
# behind the people: nothing but their noun between, and the hedge ends its phrase
_BEHIND = re.compile(
    rf"^(?:\s+{_NEXT}[a-z'’-]+){{0,3}}?(?:\s*[,(–—-]\s*|\s+)"
    rf"(?:(?P<at_least>{_MORE})|(?P<at_most>{_AT_MOST}))"
    r"(?=\s*[.,;:)–—]|\s*$|"
    r"\s+(?:were|was|are|is|had|have|has|died|who|in|on|at|by|remain|from|lay|lie|drowned|perished)\b)",
    re.IGNORECASE,
)
# at the head of the clause, its subject and verb between
_AHEAD = re.compile(
    r"(?:^|[,;:\"“(–—]\s*|\b(?:that|but|and|said|says)\s+)"
    r"(?:(?P<at_most>at\s+(?:the\s+)?(?:very\s+)?(?:most|outside|maximum))|"
    r"(?P<at_least>at\s+(?:the\s+very\s+least|(?:a\s+)?(?:bare\s+)?minimum)))"
    r",?\s+(?:[a-z'’-]+\s+){0,5}$",
    re.IGNORECASE,
)
_SPAN = 90  # characters looked at on either side


def with_loose_hedge(count: Count, text: str, low: int, start: int, end: int) -> Count:
    """``count``, which stands at ``text[start:end]`` in a sentence that begins at ``low``, under the hedge that
    stands apart from it, if one does."""
    if count.hedge is not Hedge.EXACT or not count.best:
        return count
    told = _BEHIND.match(text[end : end + _SPAN]) or _AHEAD.search(text[max(low, start - _SPAN) : start])
    row = told.lastgroup if told is not None else None
    return hedge_count(count, row) if row is not None else count
