"""The number a running total comes to, by the words: the parse sees no verb in "Toll Reaches 34, 52 Wounded"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["grown_to", "running_total", "total_of"]

_BETWEEN = 10  # words between a total and its verb: "toll *from Saturday's blast in the eastern town of X* rises"
_SMALL = 5  # between the verb and the number
_HOLDING = {"has", "have", "had", "already", "now", "still", "officially"}  # in front of the verb
_WITHOUT_VERB = {"at", "now", "above", "over", "past", "officially"}  # "Toll *now* 34", "toll *at* 34"
_STOPS = {"CC", "MD", "TO", "WDT", "WP", "WRB", "``", "''", ":", ","}
_REACH = 60  # characters in front of a number in which its total is said to change
_SENTENCE = 160  # characters in front of it in which the total stands
_TOTAL = re.compile(r"\b(?:tolls?|numbers?|tally|count|figures?|total)\b[^.;]*$")
_GROWN = re.compile(
    r"\b(?:climb(?:s|ed|ing)|ris(?:es|en|ing)|rose|mount(?:s|ed|ing)|jump(?:s|ed|ing)|leap(?:s|t|ed)|gr(?:ew|own|ows)"
    r"|swells?|swelled|swollen|soar(?:s|ed)|surg(?:es|ed)|increas(?:es|ed)|crept|inch(?:es|ed)"
    r"|(?:gone|goes|went|shot) up|f(?:ell|alls|allen)|drop(?:s|ped)|shr(?:unk|ank|inks))"
    r"(?:\s+(?:\w+ly|again|further|overnight|since|now|slightly|(?:late |early )?(?:on )?\w+day"
    r"(?:\s+(?:morning|afternoon|evening|night))?))*"
    r"\s+to\s+[\"']?\Z",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"[\w,.]+ (?:\w+ )?(?:this year|last year|in the year|in \d{4}\b)", re.IGNORECASE)


def running_total(total: Token) -> Token | None:
    """The number that "toll" comes to: "Toll in ferry accident jumps *to 61*"; None where no such verb follows."""
    if total.lower_ not in words("groups", "running"):
        return None
    doc, end = total.doc, min(total.sent.end, total.i + 2 + _BETWEEN + _SMALL)
    number = next((t for t in doc[total.i + 1 : end] if _is_number(t)), None)
    return number if number is not None and total_of(number) == total else None


def grown_to(text: str, number: int) -> bool:
    """Whether the words before a number, at index ``number``, say that a total has changed to it ("the toll *has
    climbed overnight to* 24"); not of a trend ("drownings have risen to 18"), nor of a year beside another."""
    if _A_YEAR.match(text, number):
        return False  # "the number of injuries from fireworks rose to 212 *this year*"
    grown = _GROWN.search(text, max(0, number - _REACH), number)
    start = max(0, number - _SENTENCE)
    return grown is not None and _TOTAL.search(text[start : grown.start()].lower()) is not None


def total_of(number: Token) -> Token | None:
    """The "toll" that comes to this number; None where the words between say anything else."""
    if not _is_number(number):
        return None
    doc, start, i = number.doc, number.sent.start, number.i - 1
    while i > start and number.i - i <= _SMALL and doc[i].lower_ in words("groups", "running_words"):
        i -= 1
    passed = {t.lower_ for t in doc[i + 1 : number.i]}
    if i >= start and passed & _WITHOUT_VERB and doc[i].lower_ in words("groups", "running"):
        return doc[i]
    if i <= start or (verb := doc[i]).lower_ not in words("groups", "running_verbs"):
        return None
    if verb.tag_ == "VB" and doc[i - 1].tag_ in {"TO", "MD"}:
        return None  # "the toll *could reach* 300"
    i -= 1
    while i > start and doc[i].lower_ in _HOLDING:
        i -= 1
    for before in reversed(doc[max(start, i - _BETWEEN) : i + 1]):
        if before.lower_ in words("groups", "running"):
            return before
        if before.tag_ in _STOPS or before.tag_[:2] == "VB" or before.is_punct or _is_number(before):
            return None
    return None


def _is_number(token: Token) -> bool:
    return token.like_num or token.lower_ in words("groups", "quantity")
