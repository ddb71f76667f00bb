"""Parts of a labelled number that stand behind it, in brackets or led in: "Dead: 12 (7 women, 5 men)", "Injured: 18
(4 critical)", "victims 23 (men 14, women 3)", "Arrests: 40, including two women and 3 children"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.grid import Cell
from cenotaph.extract.lexicon import words
from cenotaph.extract.table_cells import measure_named

__all__ = ["BracketPart", "bracket_parts", "person_label"]

_LEAD = (
    r"(?P<lead>incl(?:uding|uded|udes|\.)?|(?:out\s+)?of\s+(?:wh(?:om|ich)|them|these)"
    r"|among(?:st)?\s+(?:them|whom)):?\s*"
)
_OPEN = re.compile(rf"\s*[(\[]\s*(?:{_LEAD})?", re.IGNORECASE)
_LED = re.compile(rf"\s*[,;]?\s+{_LEAD}", re.IGNORECASE)
_N = (
    r"(?P<value>\d{1,3}(?:,\d{3})+|\d+"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an?(?=\s)))"
)
_BEHIND = re.compile(
    rf"{_N}\s*(?:x\s+|of\s+(?:them|whom)\s+)?(?P<who>[A-Za-z][a-z-]*(?:[ -](?!and\b)[a-z]+){{0,3}})"
)
# "12 (3 new)", "9 (+2)": how many of them are told of for the first time
_NEW = re.compile(
    r"\+?(?P<value>\d+)\s+(?P<who>new(?:ly\s+reported)?|more|today|overnight|additional|added|since\s+yesterday|"
    r"(?:in|over)\s+(?:the\s+)?(?:last|past)\s+(?:24\s+hours|24\s*h(?:rs?)?|day|week))(?=\s*[)\],;])",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<who>\+)\s?(?P<value>\d+)(?=\s*[)\]])")
_BEFORE = re.compile(r"(?P<who>[A-Za-z][a-z-]*(?:[ -][a-z]+){0,2})[:=]?\s+(?P<value>\d+)")
_NEXT = re.compile(r"\s*(?:[,;/]\s*(?:and\s+)?|and\s+|&\s*)")
# "of which 5 in an air strike *on Hass and* 3 under torture"
_LATER = re.compile(
    r"[^,;.()\d\n]{0,40}?(?:\s*[,;/]\s*(?:and\s+)?|\s+and\s+)(?=\d|[a-z]+\s+(?:under|in|by|from|at|on|near)\b)"
)
_CLOSE = re.compile(r"\s*[)\]]")


_HOW = frozenset({"under", "in", "by", "from", "at", "on", "near", "during", "through"})


@dataclass(frozen=True, slots=True)
class BracketPart:
    """A number and the words beside it, which name people or, where ``harm``, what befell them, or, where ``new``,
    only say that they were not in the last count, or how or where they came to harm."""

    value: Cell
    who: Cell
    harm: bool
    new: bool = False


def bracket_parts(text: str, at: int, base: int) -> list[BracketPart]:
    """The parts in the brackets that open at ``at`` of a line at offset ``base``, none unless all are clear; or
    those behind an "including" there, as far as they are."""
    opened = _OPEN.match(text, at)
    if opened is not None:
        fresh = _NEW.match(text, opened.end()) or _PLUS.match(text, opened.end())
        if fresh is not None and _CLOSE.match(text, fresh.end()):
            return [BracketPart(_cell(fresh, "value", base), _cell(fresh, "who", base), harm=False, new=True)]
    led = _LED.match(text, at) if opened is None else opened
    if led is None:
        return []
    of = "of" in (led.group("lead") or "").lower()
    out: list[BracketPart] = []
    i = led.end()
    while (found := _BEHIND.match(text, i) or (opened and _BEFORE.match(text, i))) is not None:
        who = found.group("who")
        people = person_label(who)
        harm = not people and measure_named(who) is not None and opened is not None
        how = not people and not harm and of and who.split()[0].lower() in _HOW  # "of which 21 *under torture*"
        if not people and not harm and not how:
            break
        out.append(BracketPart(_cell(found, "value", base), _cell(found, "who", base), harm, new=how))
        if opened is not None and _CLOSE.match(text, found.end()):
            return out
        mark = (_LATER if how else _NEXT).match(text, found.end())
        if mark is None:
            break
        i = mark.end()
    return out if opened is None else []


def person_label(said: str) -> bool:
    """Whether a label ends with a word for people."""
    last = re.split(r"[ -]", said.lower())[-1]
    known = words("tables", "labels", "people") | words("groups", "people") | words("nouns", "person")
    return bool({last, last.removesuffix("s")} & known)


def _cell(found: re.Match[str], group: str, base: int) -> Cell:
    return Cell(found.group(group), base + found.start(group), base + found.end(group))
