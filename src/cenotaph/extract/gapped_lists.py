"""Numbers that go on with the harm of the one before: "five were killed by snipers, *three by mines*"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract import figure_wording as wording
from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention, profile_count
from cenotaph.extract.phrases import end_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["BETWEEN", "going_on", "in_brackets", "singled_out", "told_where", "whole_of"]

# from one number to the next, nothing but the rest of its clause
BETWEEN = re.compile(
    r"^(?:[^.;:\d]|\b(?:19|20)\d\d\b){0,70}?(?:[,;:]\s*(?:and\s+)?|\s[–—-]\s+|\band\s+)"
    r"(?:another\s+|an?\s+(?:further|additional)\s+)?(?:at\s+least\s+)?$"
)
_MORE = r"(?:,\s+(?:the\s+)?[A-Z][^,;.]*(?:\.[^,;.]*)?,)?\s+(?:more\s+|others?\s+|dead\s+)?(?:each\s+)?"
_IN_PLACE = re.compile(
    rf"^{_MORE}(?:in|at|near|outside|on|inside|across|around|off|along|aboard)\s+(?:the\s+|an?\s+)?[A-Za-z]",
    re.IGNORECASE,
)
_IN_CARE = re.compile(
    r"^\s+(?:(?:more|others?)\s+in\s+(?:the\s+|a\s+)?(?:hospital|intensive|custody|surgery|clinic|ward)"
    r"|(?:more\s+|others?\s+)?on\s+(?:drips?|ventilators?|oxygen|life\s+support|respirators?|stretchers|dialysis))",
    re.IGNORECASE,
)
_TIMES = (
    r"(?:then|now|nightfall|dusk|dawn|noon|midday|midnight|today|yesterday|tomorrow|this|last|next|(?:early|late|mid)\b|"
    r"(?:the\s+)?(?:end|time|evening|morning|afternoon|weekend|day|week|month|year)\b|mon|tues|wednes|thurs|fri|satur|sun|"
    r"jan|feb|mar[ck]|apr|may\b|june|july|aug|sep|oct|nov|dec|a\s+(?:day|week|month|year)|\d)"
)
_CARRIED = (
    r"(?:an?\s+|the\s+)?(?:private|own|air|helicopter|ambulance|road|boat|plane|car\b|vehicle|taxi|bus\b|train)"
)
# how they came to harm, or when that of them was done
_BY_CAUSE = re.compile(
    rf"^{_MORE}(?:(?:by|from|through|after|during)\s+(?!{_TIMES}|{_CARRIED})[a-z]|under\s+(?:torture|interrogation|fire|the\s+(?:rubble|wheels|debris|hooves))|"
    r"as\s+a\s+result\s+of|because\s+of|due\s+to|(?:(?:hours|days|shortly|soon|minutes)\s+)?(?:later|afterwards)\b|when\s|while\s|of\s+(?:(?:his|her|their|its)\s+)?(?:wounds|injuries|burns|hunger|thirst|starvation|"
    r"exposure|disease|cholera|cold|heat|suffocation|drowning|thirst|neglect|blood\s+loss)\b)",
    re.IGNORECASE,
)
_LED = re.compile(
    rf"^\s+(?:each\s+)?(?P<by>to|by|from|with|for|as|into|of|on|via)\s+(?!{_TIMES})(?!them\b|whom\b|these\b|those\b)",
    re.IGNORECASE,
)
# "shelling accounted for 300 of the casualties, *mines for 22*"
_BLAMED = re.compile(
    r"\b(?:account(?:s|ed|ing)?\s+for|responsible\s+for|(?:to\s+)?blamed?\s+for|behind|ma[dk]e(?:s|ing)?\s+up|represent(?:s|ed|ing)?|compris(?:e|es|ed|ing)|"
    r"(?:attributed|due|put\s+down|owed|ascribed)\s+to|caused(?:\s+by)?|causing|killed|kills|killing|wounded|injured|hurt|took|cost)\b[^.;:]*$",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:left|leaving|claimed|lost)\b[^.;:]*$", re.IGNORECASE)
_NEXT = {"second", "third", "fourth", "other", "one", "last"}
_OTHER = re.compile(
    r"^[^.;:\d]{0,60}?(?:[,;]\s*(?:and\s+|while\s+)?|\s+and\s+)(?P<who>(?:the\s+)?(?:[a-z][\w'-]*\s+){1,5}?|(?:the|an?)\s+(?:second|third|fourth|other|last),\s+(?:in|at|on|near|outside)\s[^,.;:\d]{1,40},\s+)(?:for\s+|to\s+)?(?:at\s+least\s+|another\s+|about\s+|some\s+)?$",
    re.IGNORECASE,
)
# "Lagos was worst hit with 17 deaths, *followed by Ogun with* 12 and Oyo with nine"
_RANKED = re.compile(
    r"^[^.;:\d]{0,50}?\b(?:followed\s+(?:closely\s+)?by|ahead\s+of|then|next\s+came|compared\s+(?:with|to))\s+(?:the\s+)?"
    r"[A-Z][\w'’.-]*(?:\s+(?:of\s+|al-)?[A-Z][\w'’.-]*){0,3}(?:\s+[a-z]+)?\s*(?:,?\s+(?:with|at|on)\s+|\()$"
)
_RANKED_ON = re.compile(
    r"^(?:,|\)|,?\s+and|,\s+and)+\s+[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3}\s*(?:,?\s+(?:with|at|on)\s+|\()$"
)
_SHARE = re.compile(r"\s+of\s+(?:them|whom|these|those)\b", re.IGNORECASE)
_OF_THE = re.compile(r"\bof\s+(?:the\s+|these\s+|those\s+|all\s+)?$", re.IGNORECASE)
_SAID = {"said", "says", "say", "according", "told", "reported", "claimed", "claims", "from", "up", "down"}
_CLOSES = re.compile(r"^[\"']?\s*(?:[.,;)]|$|and\b|but\b|while\b)")
_ORDINAL = re.compile(
    r"(?:[,;]\s+(?:and\s+|but\s+|while\s+)?|\band\s+|\bbut\s+)(?P<one>(?:the|a|an)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other)|another)(?=\s)",
    re.IGNORECASE,
)


def going_on(text: str, low: int, last: CountMention, mention: CountMention, high: int) -> bool:
    """Whether a number without a noun goes on with the harm of ``last`` in the sentence ``text[low:high]``."""
    return (
        _goes_on(text, last.end, mention, high)
        or _other_cause(text, low, last, mention, high)
        or _next_in_rank(text, low, last, mention, high)
    )


def _next_in_rank(text: str, low: int, last: CountMention, mention: CountMention, high: int) -> bool:
    """ "17 deaths, *followed by Ogun with 12*": the next place by the number of its dead."""
    if not _CLOSES.match(text[mention.end : high]):
        return False
    between = text[last.end : mention.start]
    if _RANKED.match(between) is not None:
        return True
    return (
        _RANKED_ON.match(between) is not None
        and re.search(r"\b(?:followed\s+by|then)\b", text[low : last.start]) is not None
    )


def _goes_on(text: str, after: int, mention: CountMention, high: int) -> bool:
    """Whether a number goes on with the one that ends at ``after``: at another place, or by another way."""
    if BETWEEN.match(_without_asides(text[after : mention.start])) is None:
        return False
    follows = text[mention.end : high]
    if _IN_CARE.match(follows) is not None:
        return False  # "34 gunned down; *78 more in hospital beds*"
    if wording.IN_PLACE.match(follows) is not None:
        return True
    led = _LED.match(follows)
    if led is not None and re.search(
        rf"\b{led.group('by')}\s+(?!{_TIMES})", text[after : mention.start], re.IGNORECASE
    ):
        return True  # "were attributed to snipers, *nine to mines*": the same preposition again
    return told_where(follows)


def told_where(follows: str) -> bool:
    """Whether the words behind a number say where, how or of what ("*in Aleppo*", "under torture")."""
    return _IN_PLACE.match(follows) is not None or _BY_CAUSE.match(follows) is not None


def _other_cause(text: str, low: int, last: CountMention, mention: CountMention, high: int) -> bool:
    """Whether a bare number is laid to another cause than the one before ("mines for *22*")."""
    told = _OTHER.match(_without_asides(text[last.end : mention.start]))
    if told is None or not _CLOSES.match(text[mention.end : high]):
        return False
    who = re.findall(r"[\w'-]+", told.group("who").lower())
    if (
        not who
        or set(who) & (_SAID | words("groups", "harm_heads") | words("groups", "totals"))
        or who[-1] in {"at", "in", "of", "by", "on", "with", "were", "was", "are"}
    ):
        return False
    if set(who) & _NEXT and _LEFT.search(text[low : last.start]) is not None:
        return True  # "the first raid left six dead, *the second nine*"
    return (
        _BLAMED.search(text[low : last.start]) is not None
        or _BLAMED.search(text[last.end : mention.start].split(",")[0]) is not None
    )


def whole_of(last: CountMention, own: Sequence[CountMention], text: str) -> CountMention:
    """The number that a list goes on with: no share ("three *of them*"), nor its whole ("of the *80*")."""
    earlier = [m for m in own if m.start <= last.start]
    plain = [m for m in earlier if not _SHARE.match(text[m.end :]) and not _OF_THE.search(text[: m.start])]
    return plain[-1] if plain else last


def in_brackets(text: str, mention: CountMention, low: int) -> bool:
    """Whether a number stands in an aside in brackets, so that the next one goes on with the one before it."""
    return text.rfind("(", low, mention.start) > text.rfind(")", low, mention.start)


def singled_out(sentence: Span, last: CountMention) -> list[CountMention]:
    """The single ones that go on with ``last`` by order: "three by a mine *and the fourth* by a sniper"."""
    text = text_of(sentence.doc)
    high = end_of(sentence[-1])
    out: list[CountMention] = []
    at = last.end
    for match in _ORDINAL.finditer(text, last.end, high):
        start, end = match.span("one")
        one = replace(
            last, start=start, end=end, number_start=start, number_end=end,
            count=profile_count("one", text[start:end], last.count.profile), additional=False, definite=False,
        )  # fmt: skip
        if not _goes_on(text, at, one, high):
            break
        out.append(one)
        at = end
    return out


def _without_asides(between: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", between)
