"""Figures without a harmed noun: totals after "number of", unknown numbers, bare figures that answer a claim."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention, find_counts
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, said_in, text_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "asks_how_many",
    "evaded",
    "is_question",
    "number_phrase",
    "replaced_figure",
    "total_after",
    "unknown_words",
]


_REFUSED = re.compile(
    r"\b(?:declin\w+|refus\w+|(?:would|will|could|can|did|does|do)(?:\s+not|n't)|cannot|won't|no\s+(?:comment|answer|reply)|"
    r"(?:not|n't)\s+know|(?:have|has|had)\s+no\s+(?:idea|figures?|numbers?|count)|"
    r"shrug\w*|shook|silent|silence|evad\w+|dodg\w+)\b",
    re.IGNORECASE,
)
# what somebody does who will not answer how many
_EVADED = re.compile(
    r"\b(?:(?:said|replied|answered|says)\s+only|only\s+(?:say|said|reply|replied)|said\s+nothing|made\s+no\s+(?:answer|reply)|hung\s+up|"
    r"(?:walked|turned|looked)\s+(?:off|away|out)|changed\s+the\s+subject|left\s+without|laughed|smiled|waved|ignored|"
    r"ended\s+the\s+(?:call|interview|briefing)|cut\s+(?:the\s+)?(?:line|call)|pointed|gestured|moved\s+on|took\s+no\s+questions?)\b",
    re.IGNORECASE,
)
_ASKED = 14  # words between "asked" and "how many"
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
        if mention.count.text.lower() == "no":
            continue  # "there was *no* word on the number of dead"
        first = next((t for t in sentence if t.idx >= mention.start), None)
        back = (
            2 if first is not None and first.i > sentence.start + 1 and sentence.doc[first.i - 1].text == '"' else 1
        )
        before = sentence.doc[first.i - back].lower_ if first is not None and first.i > sentence.start else ""
        if before == "(" and text_of(sentence.doc)[mention.end : mention.end + 1] == ")":
            before = "at"  # "the number of wounded (*about 60*) stands"
        if first is not None and first.tag_[:2] == "VB" and first.i > number.i:
            before = "at"  # "the number of wounded, it said, *exceeds 70*"
        if before == "by" and " to " in mention.count.text and mention.count.text.split(" to ")[0].isdigit():
            risen = _risen_to(mention)  # "rose *by 12 to 91*"
            if risen is not None:
                return risen
        if (
            before
            not in {
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
                "crossed",
                "surpassed",
                "were",
                "of",
                "range",
                "ranges",
                "ranged",
                "ranging",
                "vary",
                "varies",
            }
            and not (before == "are" and number.tag_ == "NNS")
            and not (before in {"in", "into"} and mention.count.text.split()[-1] in words("groups", "in_figures"))
        ):
            continue
        if before == "of" and mention.start > number.idx and mention.start - end_of(number) > 6:
            continue
        if (
            before == "of"
            and mention.start < number.idx
            and "total" not in text_of(sentence.doc)[low : mention.start]
        ):
            continue  # "With the death *of two* labourers, the number killed has gone up to 19"
        gap = abs(mention.start - number.idx) + (mention.start < number.idx) * len(
            sentence.text
        )  # "82, the number of hurt *at 110*"
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
        before = [t.lower_ for t in sentence.doc[max(sentence.start, first.i - 2) : first.i]]
        if before[-1:] == ["the"] and first.dep_ == "nummod" and not person_like(first.head):
            continue  # "the toll from the *two storms* rose"
        if before[-1:] == ["from"] or before in (["from", "the"], ["from", "an"], ["from", "a"]):
            return mention  # "from *25*", "from the *25* announced earlier"
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


def is_question(how: Token) -> bool:
    """Whether somebody asks how many ("the opposition *asked how many* had died"): nobody states anything."""
    if _REFUSED.search(said_in(how.sent)) or evaded(how):
        return False  # "asked how many had died, he *declined to say*": that is an answer
    before = [t.lower_ for t in how.doc[how.sent.start : how.i]]
    asks = words("refusals", "asks", "verbs")
    for i in range(len(before) - 1, max(-1, len(before) - 1 - _ASKED), -1):
        if before[i] in {";", ":"}:
            return False
        if before[i] in asks:
            return True
        if before[i] == "know" and {"want", "wants", "wanted", "asked", "demanded"} & set(before[:i]):
            return True
    return bool(before) and before[-1] == "and" and _earlier_how(how)


def evaded(how: Token) -> bool:
    """ "*Asked how many* he had shot, he *said only*": a question that got no number for an answer."""
    before = {t.lower_ for t in how.doc[max(how.sent.start, how.i - 5) : how.i]}
    return "asked" in before and _EVADED.search(said_in(how.sent)) is not None


def _earlier_how(how: Token) -> bool:
    """Whether another "how many" of the sentence, before this one, is asked."""
    return any(t.lower_ == "how" and is_question(t) for t in how.doc[how.sent.start : how.i])
