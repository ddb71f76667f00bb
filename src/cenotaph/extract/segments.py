"""A report's text as segments to parse: paragraphs split before parsing, preambles cut, offsets kept.

A headline glued to its body costs the speaker, and a dateline or "On 5 May, in X," in front of the first
clause costs the subject, so both are cut; the cut preamble is kept beside the sentence that it opens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cenotaph.extract.gate import has_cue
from cenotaph.extract.lexicon import flat

__all__ = ["CLOCK", "Segment", "has_cue", "segments"]

_LINE = re.compile(r"[^\n]+")
_LONGEST = 4_000  # a longer paragraph is cut at a sentence end, so that one parse stays small
_TITLE = 160  # characters; a page title with its outlet is no longer
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_NUMBER}\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+{_NUMBER}(?:,?\s+\d{{4}})?)"
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w'’.-]+(?:[ ,/]+[A-Z][\w'’.-]*){0,5})"
    rf"(?:,?\s+{_DAY}(?:,?\s+\d{{4}})?)?"
    r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:-{1,2}|–|—|:)\s+(?=[\"“'A-Z0-9])"
)
_DATED = re.compile(rf"{_DAY}(?:\s*(?:-{{1,2}}|–|—|to|and)\s*{_DAY})?\s*(?:(?:-{{1,2}}|–|—)\s+(?=[\"“'A-Z])|:\s+)")
_PLACED = re.compile(
    rf"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}},\s+{_DAY}(?:,?\s+\d{{4}})?\s*(?::|-{{1,2}}|–|—)\s+(?=[\"“'A-Z0-9])"
)
# "Oldtown (State), Dec 3 (ABC) Twelve", an agency's line without a dash
_AGENCY = re.compile(
    rf"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}(?:\s*\([A-Z][\w .]+\))?,?\s+{_DAY}(?:,?\s+\d{{4}})?\s*"
    r"\([A-Z]{2,6}\)\s+(?=[\"“'A-Z0-9])"
)
# "rose to (31) people, while (103) others": numbers in brackets of their own
_IN_BRACKETS = re.compile(
    r"\((\d[\d,]*)\)(?=\s+(?:people|persons?|others|civilians?|citizens|children|women|men|soldiers|martyrs|militants"
    r"|fighters|terrorists|bodies|mercenaries|members|residents|policemen|cases|deaths|injuries)\b)",
    re.IGNORECASE,
)
_ROW = re.compile(rf"\|?\s*(?:{_DAY}|\d{{4}}-\d\d-\d\d)\s*\|[^\n]*\|")  # "4 May | Gorom road | nine killed"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d|(?!(?:19|20)\d\d\s)(?:[01]\d|2[0-3])[0-5]\d(?:\s*h(?:rs?|ours)?\b[.:]?)?)"
    r"(?:\s*(?:GMT|UTC|[ap]\.?m\.?))?\s*[-–—:|]?\s+(?=[\"“'A-Z])"
)
"""The time that heads an entry of a live page, with the mark behind it."""
_THREAD = r"\d{1,2}/(?:\d{1,2})?\s+(?=[\"“'A-Z])"  # "3/ Hospitals say", "3/12 Hospitals say"
_BULLET = re.compile(rf"(?:[-–—*•·]\s+|{_THREAD})?(?:{CLOCK})?")
_CAPITALS = re.compile(r"^(?:[A-Z]{3,}|[^()]*\([A-Z][\w ./]+\))")
_OPENING = re.compile(
    r"\s*(?:On|Around|About|In|Between|As reported on)?\s*"
    r"(?:(?:the\s+)?(?:night|morning|evening|afternoon)\s+of\s+)?"
    rf"(?:{_DAY}|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?:\s*\([^()]{1,40}\))?"
    r"(?:,\s*(?:in|at|near|outside)\s+[^,.;]{2,60}(?:,\s*[A-Z][\w' .-]{1,40}){0,3}(?:\s*\([^()]{1,60}\))?)?"
    r",\s+(?=[\w\"“])"
)
# " - KXYZ.com, Oldtown News, Weather", which page titles put behind the headline
_OUTLET = re.compile(
    r"\s(?=(?:[-–—|•»]|::)\s(?:(?![-–—|]\s)[^\n])*?(?:\b(?:News|NEWS|TV|Times|Post|Tribune|Herald|Gazette|Journal|"
    r"Chronicle|Online|Sports|Weather|Radio|Newspaper|Daily|Press|Register|Courier|Telegraph|Observer)\b"
    r"|\b[KW][A-Z]{2,3}\b(?:-?TV)?|\w\.com\b))"
)
_QUOTES = dict.fromkeys("\u2018\u2019", "'") | dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"')
_BLANKS = dict.fromkeys("\u00a0\u2009\u202f\t\n\r", " ")
_UNSEEN = dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", " ")
_BROKEN = dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")  # half characters, which no library takes
_AGES = re.compile(r"\bages(?= \d)")
_ABBREVIATED = re.compile(r"\b(incl)\.(?=\s)", re.IGNORECASE)  # its full stop ends no sentence
_SIMPLE = str.maketrans(_QUOTES | _BLANKS | _UNSEEN | _BROKEN | dict.fromkeys("\u2013\u2014\u2015", "-"))


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch to parse: ``report.text[start:end]``, its kind, and the preamble cut off in front.

    ``kind`` is headline, heading or paragraph. ``preamble`` is the half-open span of what was cut, or None;
    ``text`` has curly quotes, dashes and odd blanks made plain, unseen marks made
    blanks, character by character, so offsets hold.
    """

    start: int
    end: int
    kind: str
    text: str
    preamble: tuple[int, int] | None = None
    dateline: bool = False


def segments(text: str) -> list[Segment]:
    """The segments of ``text`` in order; together they hold every non-blank character but the preambles."""
    out: list[Segment] = []
    for start, end in _paragraphs(text):
        kind = _kind(text, start, end, first=not out)
        title = kind != "paragraph" or (not out and end - start < _TITLE)
        if title and (outlet := _OUTLET.search(text, start, end)):
            out.append(_cut(text, start, outlet.start(), kind if out else "headline"))
            start, kind = outlet.end(), "heading"
        for left, right in _bounded(text, start, end):
            out.append(_cut(text, left, right, kind))
    return out


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    joined_to = -1
    for match in _LINE.finditer(text.replace("\r", "\n")):
        start, end = match.span()
        line = match.group()
        start += len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start >= end:
            continue
        wrapped = (
            joined_to >= 0
            and text[joined_to:start].strip() == ""
            and text[joined_to:start].count("\n") == 1
            and text[joined_to - 1] not in '.!?:"”'
            and (text[start].islower() or text[joined_to - 1] == ",")
        )
        if wrapped:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joined_to = end
    return spans


def _kind(text: str, start: int, end: int, *, first: bool) -> str:
    body = text[start:end]
    if body[-1] == "?" and len(body) < 120:
        return "heading"
    if body[-1] not in ".!\"”'’)" and len(body) < _TITLE:
        return "headline" if first else "heading"
    return "paragraph"


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start, start + _LONGEST) for mark in (". ", "! ", "? ", "; "))
        cut = cut + 1 if cut > start else start + _LONGEST
        out.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        out.append((start, end))
    return out


def _titled(place: str) -> bool:
    """ "SHERIFF DUNN: We have eleven dead": who speaks, and no place."""
    return any(word.lower() in flat("actors", "kinds") for word in place.split()[:-1])


def _cut(text: str, start: int, end: int, kind: str) -> Segment:
    mark = _BULLET.match(text[start:end])
    start += mark.end() if mark else 0
    body = text[start:end]
    dateline = _DATELINE.match(body, 0, 120)
    dated = _DATED.match(body)
    if dated:
        cut, is_dateline = dated.end(), True
    elif placed := _PLACED.match(body) or _AGENCY.match(body):  # "Nuku, August 08: At least 87"
        cut, is_dateline = placed.end(), True
    elif dateline and _CAPITALS.match(dateline.group()) and not _titled(dateline.group("place")):
        cut, is_dateline = dateline.end(), True
    else:
        opening = _OPENING.match(body)
        cut, is_dateline = (opening.end() if opening else 0), False
    preamble = (start, start + len(body[:cut].rstrip())) if cut else None
    plain = _ABBREVIATED.sub(r"\1 ", body[cut:].translate(_SIMPLE))
    plain = _AGES.sub("aged", plain)  # a word that the parser takes for a verb
    plain = _IN_BRACKETS.sub(r" \1 ", plain)
    if _ROW.match(plain):
        plain = plain.replace("|", ";")  # a mark that the parser takes for the end of a clause
    return Segment(start + cut, end, kind, plain, preamble, is_dateline)
