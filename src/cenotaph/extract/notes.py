"""One person told in the clipped style of logs and notes, without article or verb: "Patrol commander (Lt) *KIA*",
"Driver Ana Cole, 19, *pronounced at scene*", "Mason (45) fell from scaffold; *leg broken*"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import Trigger, table, with_body, words
from cenotaph.extract.persons import one_of_a_calling
from cenotaph.extract.phrases import text_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["told_in_notes"]

_AGE = (
    r"(?:,?\s*\([^()]{1,40}\)|,\s+(?:about\s+)?\d{1,2}(?:\s*(?:yrs?|years?|months?|y/?o)\.?)?(?=\s*,|\s+[a-zA-Z]))"
)
_NAME = r"(?:\s+(?!(?:[KWM]IA|DOA)\b)(?:[A-Z]\.|[A-ZÀ-Þ][\w'’-]+)){1,4}"
_OPENS = re.compile(
    r"^|(?<=[:;–—] )|(?<=[\w)][.,] )|(?<= - )|(?<=\band )|(?<=\d\d\d\d )(?=[A-Z])|(?<=\d[:.]\d\d )(?=[A-Z])"
)
# the words of one person: so many before the noun, the noun, the name, the age
_WHO = tuple(
    re.compile(rf"(?P<mods>(?:[\w'’./-]+\s+){{{n}}})(?P<noun>[A-Za-z][A-Za-z-]*)(?P<name>{_NAME})?{_AGE}?,?\s+")
    for n in range(5)
)
_CLAUSE = re.compile(r"\s*[^.;:]{0,90}?[;,.]\s+")
_NO_NOTE = re.compile(r"\b(?:the|an?|his|her|their|its|my|our|some|no|every|each|\d+)\s", re.IGNORECASE)
_ACTIVE = re.compile(r"\b(?:says?|said|told|who|has|have|had|is|are)\b")
_LONGEST = 160  # characters of a sentence that is a note


@dataclass(frozen=True, slots=True)
class _State:
    """One row of ``notes.toml``: what it measures, its words, and what else must stand in the paragraph."""

    trigger: Trigger
    pattern: re.Pattern[str]
    beside: re.Pattern[str] | None
    apart: bool
    heads: frozenset[str]


@cache
def _states() -> tuple[tuple[_State, ...], re.Pattern[str]]:
    """The rows, and a pattern of the words of which a note has one."""
    rows = table("notes")["state"]
    made = tuple(
        _State(
            Trigger(row["opens"].split()[0], Measure(row["measure"]), "predicate", weak=False, people=True),
            re.compile(with_body(row["pattern"])),
            re.compile(row["beside"], re.IGNORECASE) if "beside" in row else None,
            bool(row.get("apart", False)),
            frozenset(row.get("heads", "").split()),
        )
        for row in rows
    )
    opens = sorted({word for row in rows for word in row["opens"].split()})
    return made, re.compile(rf"\b(?:{'|'.join(opens)})\b")


def told_in_notes(sentence: Span, hits: list[Hit]) -> list[Hit]:
    """The hits of the persons of whom a state of ``notes.toml`` is said, but for those whom ``hits`` has."""
    states, opens = _states()
    said = text_of(sentence.doc)[sentence.start_char : sentence.end_char]
    if len(said) > _LONGEST or opens.search(said) is None:
        return []
    told = {(hit.measure, one.i) for hit in hits for one in hit.harmed}
    out: list[Hit] = []
    for start in _OPENS.finditer(said):
        who, head, found = _noted(sentence, said, start.start(), states)
        if who is None or head is None or found is None or (found.trigger.measure, head.i) in told:
            continue
        if any(hit.harmed == [head] for hit in out):
            continue
        if any(i == head.i and measure is Measure.KILLED for measure, i in told):
            continue
        out.append(Hit(_last(sentence, who.end()), found.trigger, found.trigger.measure, "note", [head]))
    return out


def _noted(
    sentence: Span, said: str, at: int, states: tuple[_State, ...]
) -> tuple[re.Match[str] | None, Token | None, _State | None]:
    """The person that a clause begins with at an offset, and the state that is said of that person."""
    for pattern in _WHO:
        who = pattern.match(said, at)
        head = _person(sentence, who) if who is not None else None
        if who is None or head is None:
            continue
        found = next((s for s in states if _says(s, said, who, sentence, head)), None)
        if found is not None:
            return who, head, found
    return None, None, None


def _says(state: _State, said: str, who: re.Match[str], sentence: Span, head: Token) -> bool:
    """Whether a state follows the words of a person, right behind them or, where it may, in a clause of its own."""
    if state.heads and head.lower_ not in state.heads and who.group("name") is None:
        return False
    found = state.pattern.match(said, who.end())
    if found is None and state.apart:
        clause = _CLAUSE.match(said, who.end())
        if clause is None or _ACTIVE.search(clause.group()):
            return False
        found = state.pattern.match(said, clause.end())
    if found is None:
        return False
    return state.beside is None or state.beside.search(text_of(sentence.doc)) is not None


def _person(sentence: Span, who: re.Match[str]) -> Token | None:
    """The noun, or the last of the name, where the words are one person's and have no article."""
    if _NO_NOTE.match(who.group("mods")) or _NO_NOTE.match(who.group("noun") + " "):
        return None
    lower = who.group("noun").lower()
    one = lower in words("notes", "people") or one_of_a_calling(lower) or lower in words("groups", "people")
    several = lower.endswith(("men", "people")) or (lower.endswith("s") and not lower.endswith("ss"))
    if not one or several or lower == "minor":
        return None
    low, at = sentence.start_char + who.start("mods"), sentence.start_char + who.start("noun")
    if any(low <= t.idx < at and (t.tag_[:2] in {"VB", "IN", "MD"} or t.like_num) for t in sentence):
        return None
    at += len(lower) - 1  # "co-*founder*"
    return next((t for t in sentence if t.idx <= at < t.idx + len(t)), None)


def _last(sentence: Span, at: int) -> Token:
    """The word of the sentence at an offset in it."""
    place = sentence.start_char + at
    return next((t for t in sentence if t.idx + len(t) > place), sentence[-1])
