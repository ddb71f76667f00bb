"""Numbers behind the people or the harm they count: "villagers wounded in the strike, *seventeen in all*",
"casualties *in excess of 500*", and the one who may come on top: "one girl was killed *and possibly a second*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.numbers import CountMention, hedge_count, profile_count
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Hedge

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["with_number_behind"]

# from the people to the number: the rest of their phrase, then a comma, dash or bracket
_TO = re.compile(r"^[^.;:()]{0,90}?(?:,\s+|\s[–—-]+\s+|\s*\()$")
_IN_ALL = re.compile(
    r"^\s+(?:in\s+(?:all|total|number)|all\s+told|altogether|of\s+them)(?=\s*(?:[.,;:)]|[–—-]|$))", re.IGNORECASE
)
_NEXT = re.compile(
    r"^\s+(?:(?:numbering|totall?ing|amounting\s+to|of|running\s+to|estimated\s+at|put\s+at|now\s+at)\s+)?$",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:,\s+|\s+)(?:and|or)?\s*(?P<how>possibly|perhaps|maybe|probably|very\s+likely)\s+"
    r"(?P<one>another|one\s+more|an?\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?=\s*[.,;:)]|\s*$)",
    re.IGNORECASE,
)
_PLURALS = {"deaths", "wounds", "toll"}


def with_number_behind(hit: Hit, counted: list[Counted], mentions: Sequence[CountMention]) -> list[Counted]:
    """``counted`` with the number that stands behind the people of ``hit`` in place of a bare plural, and with the
    one more of whom its sentence is not sure."""
    found = _behind(hit, counted, mentions)
    if found is not None:
        return [found]
    return counted + _perhaps(hit, counted)


def _behind(hit: Hit, counted: list[Counted], mentions: Sequence[CountMention]) -> Counted | None:
    if any(item.rule != "plural" or "pronoun" in item.flags for item in counted):
        return None
    head = hit.harmed[0] if len(hit.harmed) == 1 else None
    if head is None or head.tag_ not in {"NNS", "NNPS", "JJ"} or numeric(head):
        return None
    if head.tag_ == "JJ" and head.lower_ not in {"dead", "wounded", "injured", "missing", "fallen"}:
        return None
    sentence: Span = head.sent
    text, low, high = text_of(head.doc), end_of(head), end_of(sentence[-1])
    for mention in mentions:
        if not low <= mention.start < high or mention.role != "count" or mention.count.unknown:
            continue
        between = text[low : mention.start]
        close = hit.trigger.frame in _PLURALS and head == hit.token and _NEXT.match(between) is not None
        if not close and not (_TO.match(between) and _IN_ALL.match(text[mention.end : high])):
            return None
        start, end = mention.start, mention.end
        return Counted(head, mention.count, start, end, "number", set(), [head], mention)
    return None


def _perhaps(hit: Hit, counted: list[Counted]) -> list[Counted]:
    last = max(counted, key=lambda c: c.end, default=None)
    if last is None or last.count.hedge is not Hedge.EXACT or not last.count.best or last.rule == "any":
        return []
    text, low, high = text_of(hit.token.doc), max(last.end, end_of(hit.token)), end_of(hit.token.sent[-1])
    match = _PERHAPS.search(text, low, high)
    if match is None or re.search(
        r"[.;:]|\b(?:killed|wounded|injured|missing|died|hurt)\b", text[low : match.start()]
    ):
        return []
    start, end = match.span("one")
    row = "probable" if match.group("how").lower().startswith(("prob", "very")) else "possible"
    count = hedge_count(
        profile_count("one", text[start:end], last.count.profile), row, text[match.start("how") : end]
    )
    return [Counted(hit.token, count, match.start("how"), end, "perhaps", {"additional"})]
