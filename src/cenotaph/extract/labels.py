"""Voices that a line's form gives: "Police: 12 dead", "12 dead - minister", "A (Colonel B): ...", a table's cell.

Everything here reads a few words by themselves; whether the report has named them in full, ``memory`` says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.parse import name_entities, parse
from cenotaph.extract.placing import lookup
from cenotaph.extract.voices import Voice, kind_of, voice_of
from cenotaph.model import ActorKind
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "Label",
    "answering",
    "before_quotation",
    "handle",
    "label_after",
    "label_before",
    "named",
    "source_after",
]

Label = tuple["Token", int]
"""The head of a label and the offset of the label in its line."""

_ALERT = (
    r"(?:\([a-z\d]{1,3}\)\s+)?(?:(?:\d{4}Z?|\d{1,2}[:.h]\d{2})(?:\s*[ap]\.?m\.?)?\s*(?:GMT|UTC|local)?(?:[.:,-]|\s+[-–—])?\s+)?"
    r"(?:(?:UPDATE|BREAKING(?:\s+NEWS)?|ALERT|URGENT|FLASH|LATEST|NEWS(?:FLASH)?|JUST\s+IN|CORRECTION|CORRECTED|LIVE"
    r"|EXCLUSIVE|RPT|WRAPUP|Update|Breaking|Latest)\s*\d*\s*[-:.|]*\s+)*"
)
_COLON_AFTER = re.compile(r"[:-]\s+(?P<who>[A-Z]?[\w .'-]{1,40})$")
_SOURCE_AFTER = re.compile(r"(?:\b[Ss]ources?:\s+|\s-\s+|\s\()(?P<who>[A-Za-z][\w .']{2,50}?)[.)]?\s*$")
_BULLET = r"(?:[-*•–]\s+)?"
_HANDLE = re.compile(rf"^{_BULLET}{_ALERT}@(?P<who>\w{{3,30}})\b[^:\n]{{0,20}}:\s")
_COLON_BEFORE = re.compile(rf"^{_BULLET}{_ALERT}(?P<who>[A-Z][\w .,'-]{{1,60}}?):\s")
_DASH_BEFORE = re.compile(  # "Moscow general staff - 64 dead"
    rf"^{_BULLET}{_ALERT}(?P<who>[A-Z][\w .,'-]{{1,60}}?\s[\w']+)\s-\s"
    r"(?=(?:(?:at least|about|some|around|over|more than|up to|nearly)\s+)?\d)"
)
_NOTE = re.compile(r"(?:editor|publisher)(?:'?s|s')? note|correction|clarification", re.IGNORECASE)
_QUOTED = re.compile(r"^[A-Z][^:.!?\"\d]{2,90}:\s+[\"“]")
_CALLED = re.compile(r"(?<=[a-z]) \d{3,4}$")  # the number by which a service is called: "Rescue 1122"
_ANSWER = re.compile(r"^A(?:nswer)?\.?(?:\s*\((?P<who>[^()]{3,50})\))?\s*:\s")
_OWN_WORDS = re.compile(r"\s*(?:\"|(?:\w+ ){0,2}(?:we|i|our|my)\b)", re.IGNORECASE)
# "Update from *the governor*: three dead"
_FROM = re.compile(
    r"(?:(?:A|An|The|New|Latest|Further|Fresh|Brief|Short)\s+)*(?:[Uu]pdate|[Ss]tatement|[Ww]ord|[Mm]essage|[Ff]igures|"
    r"[Nn]umbers|[Nn]ews|[Ll]ine|[Tt]weet|[Pp]ost|[Bb]riefing|[Tt]ext)\s+from\s+"
)
_LONGEST = 7  # words; a longer stretch before a colon is a sentence


def before_quotation(sentence: Span) -> int:
    """Where in its segment the quotation of "Union president A B: "Two of us were hit"" begins; 0 elsewhere."""
    said = _QUOTED.match(sentence.text)
    return sentence[0].idx + said.end() if said is not None else 0


def label_before(line: str) -> Label | None:
    """Who speaks in a line that opens "Home secretary A B: ..."; not a mere place ("Kenya: 12 killed")."""
    match = _COLON_BEFORE.match(line) or _DASH_BEFORE.match(line)
    if match is None or len(match.group("who").split()) > _LONGEST or _NOTE.match(match.group("who")):
        return None
    if match.group("who").lower().split()[-1] in {"roundup", "round-up", "recap", "digest", "briefs"}:
        return None  # "World news roundup: flood deaths reach 100"
    called = _CALLED.sub("", match.group("who"))
    if re.search(r"\d", called):
        return None
    via = _FROM.match(called)
    called = called[via.end() :] if via is not None else called
    begins = match.start("who") + (via.end() if via is not None else 0)
    token = _head(called)
    voice = voice_of(token) if token is not None else None
    if token is None or voice is None:
        return None
    if voice.kind in {ActorKind.STATE, ActorKind.INDIVIDUAL} and _plain_place(match.group("who")):
        return None
    rest = line[match.end() :]
    named_only = voice.kind is ActorKind.INDIVIDUAL and not _titled(match.group("who"))
    if (named_only and not _OWN_WORDS.match(rest)) or token.lower_ in words("actors", "counted"):
        return None  # "Ngala Mbusu: armed men took nine", "Health workers: two new cases"
    known = voice.shape == "person" or voice.kind is not ActorKind.UNKNOWN
    generic = token.lower_ in words("actors", "generic", "organisations")
    statement = token.lower_ in words("reporting", "nouns", "statement") and token.lower_ in voice.name.lower()
    return (token, begins) if (known or generic) and not statement else None


def label_after(line: str) -> Label | None:
    """Who speaks in a headline that closes "...: police" or "... - PM"."""
    match = _COLON_AFTER.search(line)
    if match is None or re.search(r"\d", match.group("who")):
        return None
    return _known(match.group("who"), match.start("who"))


def source_after(line: str) -> Label | None:
    """Who speaks in a line that closes "Source: district chief" or "(coast guard)"."""
    match = _SOURCE_AFTER.search(line)
    return _known(match.group("who"), match.start("who")) if match else None


def answering(line: str) -> tuple[bool, Label | None]:
    """Whether a line is an answer ("A: ..."), and who gives it, where the line says so ("A (Colonel B): ...")."""
    match = _ANSWER.match(line)
    if match is None or match.group("who") is None:
        return match is not None, None
    token = _head(match.group("who"))
    return True, (token, match.start("who")) if token is not None and voice_of(token) is not None else None


def handle(line: str, start: int) -> Voice | None:
    """ "@RescueService: 12 dead": an account speaks under its own name; ``start`` is the line's offset."""
    match = _HANDLE.match(line)
    if match is None:
        return None
    who, start = match.group("who"), start + match.start("who")
    kind = kind_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", who).replace("_", " "))
    kind = ActorKind.INDIVIDUAL if kind is ActorKind.UNKNOWN else kind
    return Voice(who, kind, who, start=start, end=start + len(who))


def named(text: str, start: int) -> Voice | None:
    """The voice that a few words name ("Ministry of Health"), at the offset ``start``; None for no known kind."""
    found = _known(text, start)
    voice = voice_of(found[0]) if found is not None else None
    return replace(voice, start=voice.start + start, end=voice.end + start) if voice is not None else None


def _plain_place(who: str) -> bool:
    """ "Kenya", "South Sudan, Maban": names without a title that the gazetteer knows, or of one word: a place, when
    in a list."""
    return not _titled(who) and all(
        len(name.split()) == 1 or country_of(name) is not None or lookup(name) is not None
        for name in who.split(", ")
    )


def _titled(who: str) -> bool:
    """Whether a label has a word for an office or a body."""
    known = flat("actors", "kinds").keys() | flat("actors", "posts").keys()
    return any(word.lower() in known for word in who.split())


def _known(text: str, start: int) -> Label | None:
    token = _head(text)
    voice = voice_of(token) if token is not None else None
    if token is None or voice is None or voice.kind is ActorKind.UNKNOWN:
        return None
    return token, start


def _head(text: str) -> Token | None:
    if text.isupper() and " " in text:  # "SHERIFF DUNN"
        text = text.title()
    return next((t for t in name_entities(parse(text)) if t.head == t and t.tag_[:2] == "NN"), None)
