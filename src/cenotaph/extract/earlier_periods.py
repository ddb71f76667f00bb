"""Bare figures of an earlier period, compared: "October had closed with 287", "19 at this point last year"."""

from __future__ import annotations

import re

__all__ = ["of_an_earlier_period"]

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_SPAN = r"(?:year|month|week|day|weekend|quarter|season|decade|summer|winter|spring|autumn|night|fortnight)"
_WHOLE = r"(?:all|the\s+whole|the\s+course|the\s+entirety)\s+of\s+"
_PERIOD = (
    rf"(?:(?:{_WHOLE})?(?:the\s+)?(?:previous|preceding|same|corresponding|last|prior)\s+(?:\w+\s+)?(?:{_SPAN}|period|months|weeks)(?:\s+(?:of|in)\s+[\w-]+)?"
    rf"|the\s+{_SPAN}\s+before(?:\s+(?:that|last))?|(?:an?|one|two|three)\s+{_SPAN}s?\s+(?:ago|earlier|before|previously)"
    rf"|(?:{_WHOLE})?(?:last\s+)?{_MONTHS}(?:\s+(?:19|20)\d\d)?|(?:{_WHOLE})?(?:19|20)\d\d|yesterday|\w+day)"
)
# "*October had closed with* 287", "the previous month had seen"
_PERIOD_HAD = re.compile(
    rf"(?:^\W*|[;,:]\s+(?:and\s+|but\s+|while\s+)?){_PERIOD}\s+(?:had\s+)?(?:already\s+|only\s+)?"
    r"(?:(?:closed|ended|finished|opened|begun|began|started)\s+(?:with|at|on)|brought|saw|seen|had|recorded|produced|yielded|counted|was|were|registered|logged)"
    r"\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
# "*a week ago it was* 40", "in May *there had been* 12"
_THEN_IT_WAS = re.compile(
    rf"(?:^\W*|[;,:]\s+(?:and\s+|but\s+|while\s+)?)(?:(?:at|by|on|in|during|over|for|from|throughout|across)\s+)?(?:this\s+(?:time|point|date|stage)\s+(?:of\s+|in\s+)?)?{_PERIOD}"
    r"(?:\s+(?:at|by|on)\s+(?:this|that|the\s+same)\s+(?:time|point|date|stage|day))?,?\s+"
    r"(?:it|there|they|we|the\s+(?:\w+\s+){0,2}?(?:figure|number|toll|count|total|tally)|(?:the|its|her|his|their)\s+\w+)\s+"
    r"(?:was|were|had\s+(?:been|had|counted|recorded|logged|seen)|had|stood\s+at|counted|recorded|logged)\s+(?:only\s+|just\s+|still\s+)?$",
    re.IGNORECASE,
)
# "had *19 at the same point last year*", "12 a year earlier"
_AT_THAT_POINT = re.compile(
    rf"^\s+(?:(?:at|by|on)\s+(?:the\s+same|this|that)\s+(?:time|point|date|stage|day)\s+(?:of\s+|in\s+)?{_PERIOD}"
    r"|(?:in|over|during)\s+the\s+(?:same|corresponding)\s+(?:period|months?|weeks?|quarter|season|stretch)\b"
    rf"|(?:an?|one|two)\s+{_SPAN}s?\s+(?:ago|earlier|before|previously)\b)",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\b(?:had|has|counted|recorded|logged|saw|seen|was|were|been|at|registered|reported|tallied|with|of)\s+(?:only\s+|just\s+|already\s+)?$",
    re.IGNORECASE,
)
# "31 murders in 2021, *after 19 in 2020*"
_AFTER = re.compile(
    r",\s+(?:after|following|compared\s+with|as\s+against|from)\s+(?:only\s+|just\s+)?$", re.IGNORECASE
)
_IN_THEN = re.compile(rf"^\s+(?:in|during|over|the)?\s*{_PERIOD}\b", re.IGNORECASE)
# "*There were* eleven *in all of 2019*"
_THERE_WERE = re.compile(
    r"^\W*(?:but\s+|and\s+)?there\s+(?:were|had\s+been)\s+(?:only\s+|just\s+)?$", re.IGNORECASE
)
_IN_ALL_OF = re.compile(rf"^\s+(?:(?:in|during|over|throughout)\s+)?{_PERIOD}\W*$", re.IGNORECASE)
_CLOSES = re.compile(r"^[\"']?\s*(?:[.,;:)]|$|and\b|but\b|while\b|in\b|by\b|at\b)")


def of_an_earlier_period(before: str, after: str) -> bool:
    """Whether a figure without a noun gives an earlier period's count.

    ``before`` is its sentence up to the figure, ``after`` the rest of it.
    """
    closes = _CLOSES.match(after) is not None
    if closes and (_PERIOD_HAD.search(before) or _THEN_IT_WAS.search(before)):
        return True
    if _THERE_WERE.match(before) and _IN_ALL_OF.match(after):
        return True
    if _AT_THAT_POINT.match(after) and _HAD.search(before):
        return True
    return _AFTER.search(before) is not None and _IN_THEN.match(after) is not None
