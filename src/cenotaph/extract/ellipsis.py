"""Figures without a harmed noun: totals after "number of", unknown numbers, bare figures that answer a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention, find_counts
from cenotaph.extract.phrases import end_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["asks_how_many", "number_phrase", "replaced_figure", "total_after", "unknown_words"]


_NEW_CLAUSE = {"while", "because", "although", "though", "until", "unless", ";"}


def number_phrase(hit: Hit) -> Token | None:
    """The "number" or "total" that the hit's people stand under ("the *number* of people killed")."""
    if hit.rule == "nominal" and hit.token.dep_ == "dobj" and hit.token.head.lower_ in {"put", "puts", "putting"}:
        return hit.token  # "put the dead at 69"
    for start in [*hit.harmed, hit.token]:
        node = start
        for _ in range(4):
            if node.lower_ in words("groups", "totals") and node.tag_[:2] == "NN":
                lefts = {c.lower_ for c in node.lefts}
                return node if "a" not in lefts and "an" not in lefts else None
            if node.dep_ not in {"pobj", "prep", "acl", "amod", "relcl", "poss", "compound"}:
                break
            node = node.head
    return None


def total_after(number: Token, mentions: list[CountMention]) -> CountMention | None:
    """The figure given for a total in its sentence: after to, at, of, is ("bringing to five the number")."""
    sentence = number.sent
    low, high = sentence[0].idx, end_of(sentence[-1])
    best: tuple[int, CountMention] | None = None
    for mention in mentions:
        if mention.role != "count" or not low <= mention.start < high or mention.count.unknown:
            continue
        first = next((t for t in sentence if t.idx >= mention.start), None)
        before = sentence.doc[first.i - 1].lower_ if first is not None and first.i > sentence.start else ""
        if before == "(" and text_of(sentence.doc)[mention.end : mention.end + 1] == ")":
            before = "at"  # "the number of wounded (*about 60*) stands"
        if before == "by" and " to " in mention.count.text and mention.count.text.split(" to ")[0].isdigit():
            risen = _risen_to(mention)  # "rose *by 12 to 91*"
            if risen is not None:
                return risen
        if before not in {
            "to",
            "at",
            "is",
            "was",
            "reached",
            "stands",
            "as",
            "stood",
            "topped",
            "exceeded",
            "passed",
            "were",
            "of",
            "range",
            "ranges",
            "ranged",
            "ranging",
            "vary",
            "varies",
        } and not (before in {"in", "into"} and mention.count.text.split()[-1] in words("groups", "in_figures")):
            continue
        if before == "of" and mention.start > number.idx and mention.start - end_of(number) > 6:
            continue
        gap = abs(mention.start - number.idx)
        if best is None or gap < best[0]:
            best = (gap, mention)
    return best[1] if best else None


def _risen_to(mention: CountMention) -> CountMention | None:
    """The second number of a "by ... to ..." that the grammar has read as a range."""
    at = mention.count.text.index(" to ") + len(" to ")
    found = find_counts(mention.count.text[at:], mention.count.profile)
    if not found:
        return None
    new, by = found[0], mention.start + at
    return replace(
        new,
        start=new.start + by,
        end=new.end + by,
        number_start=new.number_start + by,
        number_end=new.number_end + by,
    )


def replaced_figure(sentence: Span, new: Counted, mentions: list[CountMention]) -> CountMention | None:
    """The figure after "from" beside a total that rose, fell or was revised."""
    if not {t.lower_ for t in sentence} & words("reporting", "moves", "verbs"):
        return None
    for mention in mentions:
        first = next((t for t in sentence if t.idx <= mention.start < end_of(t)), None)
        if first is None or mention.role != "count" or mention.start == new.start or mention.count.unknown:
            continue
        if first.i > sentence.start and sentence.doc[first.i - 1].lower_ == "from":
            return mention
    return None


def unknown_words(sentence: Span, mentions: list[CountMention]) -> CountMention | None:
    """The words that say that a number is not known, if the sentence has them."""
    low, high = sentence[0].idx, end_of(sentence[-1])
    for mention in mentions:
        if mention.count.unknown and mention.role == "count" and low <= mention.start < high:
            return mention
    return None


def asks_how_many(hit: Hit) -> Token | None:
    """The "how" of "how many ... were killed" around a hit, or None."""
    for token in hit.token.sent:
        if (
            token.lower_ == "how"
            and token.i + 1 < hit.token.sent.end
            and token.doc[token.i + 1].lower_ == "many"
            and token.i < hit.token.i
            and not any(t.lower_ in _NEW_CLAUSE for t in token.doc[token.i + 2 : hit.token.i])
        ):
            return token
    return None
