"""Lists of people inside a line, behind a caption that says what became of them: "Whereabouts unknown: Col Mian;
his clerk; one Kala", "Lost in No. 3 pit: Jas. Reed, Wm. Crane (14), Ben. Hodge"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.roll_fates import fate_named, tells_of_others
from cenotaph.model import Measure

__all__ = ["InlineRoll", "inline_rolls"]

_COLON = re.compile(r":[ \t]+(?=\S)")
_SENTENCE = re.compile(r"(?<=[a-z\d)\"”])[.!?][\"”]?\s+(?=[A-Z\"“])")
_WORD = r"[^\W\d_][\w'’.-]*"
_CAP = r"(?:[A-ZÀ-ÞŠŽĆČ][\w'’.-]*)"
_SMALL = r"(?:al|el|bin|ibn|bint|de|da|del|dos|du|la|van|von|der|y|alias|[\"“'(]\w[\w .-]{0,20}[\"”')])"
_NAME = rf"(?:one\s+|late\s+|the\s+late\s+)?{_CAP}(?:\s+(?:{_SMALL}\s+)?{_CAP}){{0,4}}"
_AGE = (
    r"(?:,?\s*\(?(?:aged?\s+|about\s+)?\d{1,3}(?:\s*(?:years?|yrs?|months?|y/o)(?:\s+old)?)?\)?(?![\w/])"
    r"|\s*\([^()]{1,40}\))"
)
_NAMED = re.compile(rf"{_NAME}{_AGE}{{0,2}}")
_OWNED = re.compile(
    r"[\"“]?(?:an?|the|one|another|his|her|their|our|my|un(?:identified|known|named)|baby|little)\s+"
    r"(?P<noun>[a-z][\w'’-]*(?:\s+(?!and\b)[a-z][\w'’-]*){0,4})",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"[\"“]?(?:(?:his|her|their|the|our|my)\s+)?(?P<n>two|three|four|five|six|seven|eight|nine|ten|both)\s+(?P<noun>[a-z][\w'’-]*)"
)
_TWINS = re.compile(r"[\"“]?(?:(?:his|her|their|the|our|my)\s+)?(?:twins|parents|grandparents)\b")
# "the brothers *Jun and Arnel Sabado*", "sisters *A, B and C Cole*"
_SIBLING = r"[A-ZÀ-ÞŠŽĆČ][\w'’-]*"
_SIBLINGS = re.compile(
    r"(?:(?:his|her|their|the|our|my)\s+)?(?:[a-z]+\s+)?"
    r"(?:brothers|sisters|twins|siblings|cousins|couple|spouses|sons|daughters|children|newlyweds)\s+"
    rf"(?P<names>{_SIBLING}(?:,\s+{_SIBLING})*\s+(?:and|&)\s+{_SIBLING})(?:\s+{_SIBLING})*"
)
_FULL = re.compile(
    r"(?:[A-Z][a-z]{1,3}\.\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*\.?)??(?:\s+[A-Z][\w'’-]*){1,3}(?:,[^.\n]{2,60})?\.(?:\s+|$)"
)
_AT_LENGTH = re.compile(r"[^.;:,\n]{0,60}(?=[.\n]|$)")
_THEIRS = re.compile(rf"\s+[a-z]+(?:\s+{_CAP})?")
_SEP = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_SAYS_WHO = re.compile(r",\s+(?!and\b)(?:an?\s+|the\s+)?[a-z][^,.;:\n\d]{1,40}")
_ENDS = re.compile(r"\s*(?:[.\"”!]|$|\n)")
_LONGEST_CAPTION = 140
_LONGEST_PART = 110


@dataclass(frozen=True, slots=True)
class InlineRoll:
    """A caption and the people behind it: their measure, how many, and the half-open spans of caption and list."""

    measure: Measure
    n: int
    caption: tuple[int, int]
    listed: tuple[int, int]


def inline_rolls(text: str) -> Iterator[InlineRoll]:
    """The lists of two people or more that stand behind a colon in a line of ``text``."""
    for colon in _COLON.finditer(text):
        line = text.rfind("\n", 0, colon.start()) + 1
        start = max([line, *(m.end() for m in _SENTENCE.finditer(text, line, colon.start()))])
        caption = text[start : colon.start()]
        if not 3 < len(caption) < _LONGEST_CAPTION or (measure := fate_named(caption)) is None:
            continue
        if tells_of_others(caption):
            continue
        stop = text.find("\n", colon.end())
        stop = len(text) if stop < 0 else stop
        found = (
            _parted(text, colon.end(), stop)
            or _in_turn(text, colon.end(), stop)
            or _stopped(text, colon.end(), stop)
        )
        if found is not None:
            yield InlineRoll(measure, found[0], (start, colon.start()), (colon.end(), found[1]))


def _parted(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """ "A B, 40; his clerk; two sisters": items parted by semicolons; how many people, and where they end."""
    first = _SENTENCE.search(text, at, stop)
    while first is not None and _abbreviation(text, first.start()):
        first = _SENTENCE.search(text, first.end(), stop)
    end = first.start() if first is not None else len(text[:stop].rstrip(" .;"))
    parts = re.split(r"\s*;\s*(?:and\s+)?", text[at:end].strip(" .;"))
    if len(parts) < 2 or any(len(part) > _LONGEST_PART for part in parts):
        return None
    counts = [_people_of(part) for part in parts]
    return (sum(counts), end) if all(counts) and sum(counts) > 1 else None


def _people_of(part: str) -> int:
    """How many people one item tells of; 0 where it is no person."""
    part = part.strip()
    siblings = _SIBLINGS.match(part)
    if siblings is not None:
        return _how_many(siblings)
    several = _SEVERAL.match(part)
    if several is not None:
        return (
            int(flat("name_lists", "numbers").get(several.group("n"), "2"))
            if person_label(several.group("noun"))
            else 0
        )
    if _TWINS.match(part):
        return 2
    owned = _OWNED.match(part)
    if owned is not None and owned.group("noun")[0].islower():
        own = re.match(r"[\"“]?(?:his|her|their)\s", part) is not None  # "his munshi": somebody, if no thing
        return 1 if _person_in(owned.group("noun")) or (own and not _thing(owned.group("noun"))) else 0
    if not re.match(rf"(?:one\s+|late\s+)?{_CAP}", part) or re.search(r"\d[\d,]{3,}|[:=]", part):
        return 0
    pair = re.match(rf"{_NAME}\s+(?:and|&)\s+(?:{_NAME}|(?:his|her)\s+[a-z]+)(?=$|[,(])", part)
    return 2 if pair is not None else 1


def _in_turn(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """ "A B (15), C D, 16, and the cook": items parted by commas and "and"."""
    n = names = 0
    sure = True
    i = at
    while i < stop:
        named = _NAMED.match(text, i, stop)
        owned = _OWNED.match(text, i, stop)
        several = _SEVERAL.match(text, i, stop)
        siblings = _SIBLINGS.match(text, i, stop)
        if siblings is not None:
            n, names = n + _how_many(siblings), names + 1
            i = siblings.end()
        elif several is not None and person_label(several.group("noun")):
            n += int(flat("name_lists", "numbers").get(several.group("n"), "2"))
            i = several.end()
        elif owned is not None and owned.group("noun")[0].islower() and _person_in(owned.group("noun")):
            n += 1
            i = owned.end()
        elif named is not None:
            n, names = n + 1, names + 1
            sure = sure and (" " in named.group() or named.group()[-1] == ")" or named.group()[-1].isdigit())
            i = named.end()
            if named.group().endswith(("'s", "’s")) and (theirs := _THEIRS.match(text, i, stop)) is not None:
                i = theirs.end()  # "Des's lad Pearse"
            while (who := _SAYS_WHO.match(text, i, stop)) is not None and _person_in(who.group().strip(", ")):
                i = who.end()
        else:
            return None
        joint = _SEP.match(text, i, stop)
        if joint is None:
            break
        i = joint.end()
    if not _ENDS.match(text, i, stop):
        # the last is told of at length: "the delivery man nobody ever claimed."
        rest = _AT_LENGTH.match(text, i, stop)
        if rest is None or owned is None or (named is not None and i == named.end()):
            return None
        i = rest.end()
    enough = n > 1 and (names == 0 or sure or names > 2)
    return (n, i) if enough else None


def _how_many(siblings: re.Match[str]) -> int:
    """How many names stand behind "the brothers"."""
    return len(re.split(r",\s+|\s+(?:and|&)\s+", siblings.group("names")))


def _stopped(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """ "A B. C D. Father E F.": three full names or more, parted by stops."""
    n, i = 0, at
    while (named := _FULL.match(text, i, stop)) is not None:
        n, i = n + 1, named.end()
    return (n, i) if n > 2 else None


def _person_in(said: str) -> bool:
    """Whether one of a few words, the last of them first, is a person."""
    kin = words("name_lists", "kin") | words("name_lists", "who") | words("name_lists", "kin_plural")
    bare = re.split(r"\s+(?:who|whom|that|nobody|in|of|from|with|at)\b", said)[0].split()
    return any(word in kin or person_label(word) for word in reversed(bare))


def _thing(said: str) -> bool:
    last = said.split()[-1]
    things = words("groups", "things") | words("nouns", "no_person") | words("senses", "things")
    return bool({last, last.removesuffix("s")} & things)


def _abbreviation(text: str, stop: int) -> bool:
    """Whether the stop at ``stop`` ends a title or an initial, not a sentence."""
    word = re.search(rf"{_WORD}$", text[:stop])
    return word is not None and word.group()[0].isupper() and len(word.group()) < 4
