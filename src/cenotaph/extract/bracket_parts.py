"""Parts of a labelled number that stand in brackets behind it: "Dead: 12 (7 women, 5 men)", "Injured: 18 (4
critical)", "victims 23 (men 14, women 3)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.grid import Cell
from cenotaph.extract.lexicon import words
from cenotaph.extract.table_cells import measure_named

__all__ = ["BracketPart", "bracket_parts", "person_label"]

_OPEN = re.compile(
    r"\s*[(\[]\s*(?:incl(?:uding|uded|udes|\.)?|of\s+wh(?:om|ich)|among\s+them)?:?\s*", re.IGNORECASE
)
_BEHIND = re.compile(r"(?P<value>\d+)\s*(?:x\s+|of\s+(?:them|whom)\s+)?(?P<who>[A-Za-z][a-z-]*(?:[ -][a-z]+){0,3})")
# "12 (3 new)", "9 (+2)": how many of them are told of for the first time
_NEW = re.compile(
    r"\+?(?P<value>\d+)\s+(?P<who>new(?:ly\s+reported)?|more|today|overnight|additional|added|since\s+yesterday|"
    r"(?:in|over)\s+(?:the\s+)?(?:last|past)\s+(?:24\s+hours|24\s*h(?:rs?)?|day|week))(?=\s*[)\],;])",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<who>\+)\s?(?P<value>\d+)(?=\s*[)\]])")
_BEFORE = re.compile(r"(?P<who>[A-Za-z][a-z-]*(?:[ -][a-z]+){0,2})[:=]?\s+(?P<value>\d+)")
_NEXT = re.compile(r"\s*(?:[,;/]\s*(?:and\s+)?|and\s+|&\s*)")
_CLOSE = re.compile(r"\s*[)\]]")


@dataclass(frozen=True, slots=True)
class BracketPart:
    """A number in brackets and the words beside it, which name people or, where ``harm``, what befell them, or,
    where ``new``, only say that they were not in the last count."""

    value: Cell
    who: Cell
    harm: bool
    new: bool = False


def bracket_parts(text: str, at: int, base: int) -> list[BracketPart]:
    """The parts in the brackets that open at ``at`` of a line at offset ``base``; none unless all are clear."""
    opened = _OPEN.match(text, at)
    if opened is None:
        return []
    out: list[BracketPart] = []
    i = opened.end()
    if (fresh := _NEW.match(text, i) or _PLUS.match(text, i)) is not None and _CLOSE.match(text, fresh.end()):
        return [BracketPart(_cell(fresh, "value", base), _cell(fresh, "who", base), harm=False, new=True)]
    while (found := _BEHIND.match(text, i) or _BEFORE.match(text, i)) is not None:
        who = found.group("who")
        harm = measure_named(who) is not None and not person_label(who)
        if not harm and not person_label(who):
            return []
        out.append(BracketPart(_cell(found, "value", base), _cell(found, "who", base), harm))
        if _CLOSE.match(text, found.end()):
            return out
        mark = _NEXT.match(text, found.end())
        if mark is None:
            return []
        i = mark.end()
    return []


def person_label(said: str) -> bool:
    """Whether a label ends with a word for people."""
    last = re.split(r"[ -]", said.lower())[-1]
    known = words("tables", "labels", "people") | words("groups", "people") | words("nouns", "person")
    return bool({last, last.removesuffix("s")} & known)


def _cell(found: re.Match[str], group: str, base: int) -> Cell:
    return Cell(found.group(group), base + found.start(group), base + found.end(group))
