"""What a report says right behind a personal name: other spellings, home, whom the person belonged to, calling.

Read where it is attached to the name, never by what else the sentence holds. Table: ``data/person_details.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cenotaph.extract.lexicon import table, words
from cenotaph.extract.place_names import lookup

__all__ = ["Details", "details_of"]

_REACH = 160
_BRACKETS = re.compile(r"\s*\(([^()\n]{2,60})\)")
_AGE = re.compile(r"(?:,\s*(?:aged\s+)?|\s*\()\d{1,3}(?:[- ]years?[- ]old)?\)?")
_CAPITALS = r"(?:[A-Z0-9][\w'’.-]*)(?:\s+(?:(?:of|the|al|el|de|da)\s+)?[A-Z0-9][\w'’-]*){0,5}"
_NAMES = re.compile(rf"[“\"‘']?({_CAPITALS})[”\"’']?")


@dataclass(frozen=True, slots=True)
class Details:
    """What stands behind a name in one text; None and empty where nothing does."""

    aliases: tuple[str, ...] = ()
    home: str | None = None
    affiliation: str | None = None
    occupation: str | None = None


def details_of(text: str, name: str) -> Details:
    """Read every place in ``text`` where the full ``name`` stands; what is said first counts."""
    aliases: list[str] = []
    home = affiliation = occupation = None
    for behind in _behind(text, name):
        aliases += _aliases(behind, name)
        for clause in _clauses(behind):
            calling, rest = _occupation(clause)
            home = home or _home(rest)
            affiliation = affiliation or _affiliation(clause)
            occupation = occupation or calling
    return Details(tuple(dict.fromkeys(aliases)), home, affiliation, occupation)


def _behind(text: str, name: str) -> Iterator[str]:
    """What follows the name up to the end of its sentence."""
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        behind = text[match.end() : match.end() + _REACH]
        stop = re.search(r"\n|[.!?;](?:\s|$)", behind)
        yield behind[: stop.start()] if stop else behind


def _clauses(behind: str) -> Iterator[str]:
    """The words attached to the name: behind its age or brackets, else between commas."""
    rest = behind
    while (match := _BRACKETS.match(rest) or _AGE.match(rest)) is not None:
        rest = rest[match.end() :]
    first, *others = (clause.strip() for clause in rest.split(","))
    yield first
    # "A B, 34, from C, a nurse, was ...": what is set off by commas, up to the next person or the verb
    for clause in others if not first else ():
        if clause.startswith(("and ", "or ", "his ", "her ", "their ")):
            return
        yield clause


def _aliases(behind: str, name: str) -> list[str]:
    found = []
    if (match := _BRACKETS.match(behind)) and _script(match[1]) not in ("", _script(name)):
        found.append(match[1].strip())
    for phrase in table("person_details")["alias"]["led"]:
        if match := re.match(rf"\s*[,(]?\s*(?:who was\s+)?{re.escape(phrase)}\s+", behind):
            named = _NAMES.match(behind, match.end())
            found += [named[1]] if named else []
    return found


@cache
def _script(text: str) -> str:
    """The script of all letters of a text, "" where there are several, or none."""
    found = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    return found.pop() if len(found) == 1 else ""


@cache
def _led(section: str, key: str) -> str:
    return "|".join(sorted(map(re.escape, table("person_details")[section][key]), key=len, reverse=True))


@cache
def _home_words() -> re.Pattern[str]:
    led, kind = _led("home", "led"), _led("home", "kind")
    behind = rf"(?:the\s+)?(?:({kind})\s+of\s+)?({_CAPITALS})(?:\s+({kind}))?"
    return re.compile(rf"(?:who was\s+|was\s+)?({led})\s+{behind}")


def _home(clause: str) -> str | None:
    match = _home_words().match(clause)
    if match is None:
        return None
    place, told = match[3], match[2] or match[4]
    if told is None and (match[1] == "of" or _is_unit(place)) and (_is_unit(place) or lookup(place) is None):
        return None
    return f"{place} {match[4]}" if match[4] else place


def _is_unit(words: str) -> bool:
    return words.split()[-1] in table("person_details")["affiliation"]["unit"]


@cache
def _member_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    member, joint, served = (_led("affiliation", key) for key in ("member", "joint", "served"))
    said = r"(?:(?:who|he|she)\s+)?(?:was\s+|is\s+|had\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}"
    return (
        re.compile(rf"{said}(?:{member})\s+(?:{joint})\s+(?:the\s+)?({_CAPITALS})"),
        re.compile(rf"{said}(?:{served})\s+(?:the\s+)?({_CAPITALS})"),
    )


def _affiliation(clause: str) -> str | None:
    for pattern in _member_words():
        match = pattern.match(clause)
        if match is not None and (_is_unit(match[1]) or lookup(match[1]) is None):
            return match[1]
    match = re.match(rf"of\s+the\s+({_CAPITALS})", clause)
    return match[1] if match is not None and _is_unit(match[1]) else None


def _occupation(clause: str) -> tuple[str | None, str]:
    """The calling that a clause begins with ("a baker from C"), and what follows it."""
    match = re.match(r"(?:who was\s+|was\s+)?(?:an?|the)\s+((?:[a-z][\w-]*\s+){0,2}?)([a-z][\w-]+)\b\s*", clause)
    if match is None or match[2] not in words("groups", "callings") - words("groups", "kin"):
        return None, clause
    return " ".join(f"{match[1]}{match[2]}".split()), clause[match.end() :]
