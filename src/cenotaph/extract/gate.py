"""The gate: which sentences of a report are worth a parse, told from their words alone.

A sentence opens by a word of harm (``data/triggers.toml``, with the conditions of ``data/gate.toml``). With it are
read those that answer it ("seven of them", "would not say how many") and those that a pronoun or a surname of it
may point back to. The rest of the report is never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, triggers, with_body, with_numbers, words
from cenotaph.extract.telling import reporting_verbs
from cenotaph.extract.units import units, with_number_first

if TYPE_CHECKING:
    from cenotaph.extract.segments import Segment

__all__ = ["NEAR", "Unit", "answering", "explaining", "has_cue", "has_word", "joined", "opened", "words_of"]

NEAR = 2
"""Sentences after a count within which "seven of them" or a bare figure may still answer it."""

_SHORT = 220  # characters
_BACK = 3  # sentences looked back at for whom a pronoun means
_WORD = re.compile(r"\w+")
_CAPTION = re.compile(r"[^\d.!?]{1,110}:|[^\d.!?:]{1,60}")  # a short line over a list; it counts nobody
_SOMEBODY = r"[^\s.;:]+(?: [^\s.;:]+){0,8}?"  # the people of a set phrase
_NAME_WITHIN = re.compile(r"[\w,] [A-Z][\w'-]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a segment by its marks: its span in the segment's text, and whether it is parsed."""

    start: int
    end: int
    parsed: bool = False


Company = tuple[frozenset[str], re.Pattern[str]]
"""What a word needs to open a sentence: one of these words beside it (none: no matter), and the pattern."""


@cache
def _cues() -> tuple[frozenset[str], dict[str, tuple[Company, ...]]]:
    """The words that open a sentence alone, and those that do in a company, with the companies of which each needs
    one."""
    gate = table("gate")
    cues: dict[str, tuple[Company, ...] | None] = dict.fromkeys([*triggers(), *gate["opens"]["words"].split()])
    numbers = r"\d[\d,]*|" + "|".join(sorted(_numbers()))
    for row in gate["when"]:
        pattern = re.compile(with_body(row["pattern"]).replace("<NUM>", numbers))
        beside = _humans() if row.get("humans") else frozenset()
        cues.update(dict.fromkeys(row["words"].split(), ((beside, pattern),)))
    for row in table("set_phrases")["phrase"]:
        pattern = re.compile(with_body(with_numbers(row["pattern"])).replace("<WHO>", _SOMEBODY))
        for word in row["opens"].split():
            if (own := cues.get(word, ())) is not None:
                cues[word] = (*own, (frozenset(), pattern))
    for row in table("notes")["state"]:
        pattern = re.compile(with_body(row["gate"]))
        for word in row["opens"].lower().split():
            if (own := cues.get(word, ())) is not None:
                cues[word] = (*own, (frozenset(), pattern))
    for verb, companies in _predicate_companies().items():
        own = cues.get(verb, ())
        if own is not None:
            cues[verb] = (*own, *((beside, re.compile(rf"\b(?:{'|'.join(p)})")) for beside, p in companies.items()))
    alone = frozenset(word for word, companies in cues.items() if companies is None)
    return alone, {word: companies for word, companies in cues.items() if companies is not None}


@cache
def _numbers() -> frozenset[str]:
    """Words that say how many: "two", "dozens", "several"."""
    numbers = table("number_words")
    return frozenset([*numbers["units"], *numbers["tens"], *words("groups", "quantity")]) - {"zero", "rest"}


@cache
def _humans() -> frozenset[str]:
    """Words that count people or name them by what they are, singular and plural; "#" stands for any digits."""
    persons = words("groups", "callings") | words("groups", "people")
    plurals = {f"{word}s" for word in persons} | {f"{word[:-3]}men" for word in persons if word.endswith("man")}
    persons |= words("triggers_light", "in_arms")
    return persons | plurals | _numbers() | words("gate", "opens", "nobody") | {"#"}


def _predicate_companies() -> dict[str, dict[frozenset[str], list[str]]]:
    """The verbs that tell of harm only with their company (``data/predicates.toml``): the patterns of their rows,
    by the words of which one must stand near."""
    out: dict[str, dict[frozenset[str], list[str]]] = {}
    for row in table("predicates")["predicate"]:
        beside = frozenset((row.get("object") or row.get("near") or "").split())
        if not beside and row.get("needs_by"):
            beside = _doers(row["by"])
        beside = beside if all(map(_WORD.fullmatch, beside)) else frozenset()
        for verb in row["verbs"].split():
            out.setdefault(verb, {}).setdefault(beside, []).append(with_body(row["gate"]))
    return out


def _doers(by: str) -> frozenset[str]:
    """Who does it by a row of the table, "@captors" and the men in arms who stand for gunmen written out."""
    named = frozenset(word for word in by.split() if word[0] != "@")
    listed = frozenset(word for name in by.split() if name[0] == "@" for word in words("triggers_light", name[1:]))
    doers = named | listed
    doers |= words("attackers", "unnamed", "heads") if "gunmen" in doers else frozenset()
    return frozenset(part for word in doers for part in _WORD.findall(word))


@cache
def _later(key: str) -> re.Pattern[str]:
    return re.compile(table("gate")["later"][key])


@cache
def _speaks() -> re.Pattern[str]:
    """A word of speech with its speaker: a surname ("Smith said", "said Smith"), or one who needs looking up ("he
    said", "the ministry said", "according to them")."""
    verbs = "|".join([*sorted(reporting_verbs()), r"went\s+on"])
    named = r"(?-i:[A-Z])[\w'-]*\w"
    back = "|".join(words("gate", "back", "pronouns"))
    role = rf"(?:\b(?:{back})\s+(?:[\w'-]+\s+){{0,3}})"
    return re.compile(
        rf"(?P<back>{role}(?:{verbs})\b)|\b(?P<before>{named}),?\s+(?:{verbs})\b"
        rf"|\b(?:{verbs}|according\s+to)\s+(?:(?P<after_back>{back})\b|(?:{named}\s+)*(?P<after>{named}))",
        re.IGNORECASE,
    )


@cache
def _points_at_place() -> re.Pattern[str]:
    """ "There", "the village": a place named further up."""
    nouns = "|".join(sorted(words("placing", "nouns", "settlement")))
    return re.compile(rf"\bthere\b(?!\s+(?:is|are|was|were|has|have|had)\b)|\bthe\s+(?:{nouns})\b", re.IGNORECASE)


@cache
def _opens_with_pronoun() -> re.Pattern[str]:
    back = "|".join(words("gate", "back", "pronouns") - {"the", "this", "that"})
    return re.compile(rf"\W*(?:{back})\b", re.IGNORECASE)


def words_of(text: str) -> set[str]:
    """The words of a stretch, lower case."""
    return set(_WORD.findall(text.lower()))


def has_word(text: str) -> bool:
    """Whether a text has a word that could open a claim, if its company allows: quicker than ``has_cue``."""
    alone, in_company = _cues()
    said = words_of(text)
    return not (said.isdisjoint(alone) and said.isdisjoint(in_company))


def has_cue(text: str) -> bool:
    """Whether a stretch of text holds any word that could open a claim."""
    lower = text.lower()
    alone, in_company = _cues()
    said = set(_WORD.findall(lower))
    if not said.isdisjoint(alone):
        return True
    if any(word[0].isdigit() for word in said):
        said.add("#")
    return any(
        (not beside or not beside.isdisjoint(said)) and pattern.search(lower)
        for word in said & in_company.keys()
        for beside, pattern in in_company[word]
    )


def opened(pieces: Sequence[Segment], *, everything: bool = False) -> list[list[Unit]]:
    """The units of each segment, those marked that a word of harm opens; ``everything`` marks all of them."""
    return [
        [Unit(start, end, everything or has_cue(piece.text[start:end])) for start, end in _spans(piece)]
        for piece in pieces
    ]


def answering(pieces: Sequence[Segment], cuts: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """The units of each segment, those marked that did not open (``cuts``) and may answer one that did."""
    return _marked(cuts, _answers(*_flat(pieces, cuts)[1:]))


def explaining(pieces: Sequence[Segment], cuts: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """The units of each segment, those marked that say whom or what one of the marked (``cuts``) means."""
    return _marked(cuts, _context(*_flat(pieces, cuts)))


def joined(*all_cuts: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """The units of each segment, marked where they are in any of ``all_cuts``."""
    return [
        [replace(same[0], parsed=any(unit.parsed for unit in same)) for same in zip(*cuts, strict=True)]
        for cuts in zip(*all_cuts, strict=True)
    ]


def _flat(pieces: Sequence[Segment], cuts: Sequence[Sequence[Unit]]) -> tuple[list[int], list[str], list[bool]]:
    """The units of a report in one row: their segments, their texts, their marks."""
    units_of = [(number, unit) for number, cut in enumerate(cuts) for unit in cut]
    texts = [pieces[number].text[unit.start : unit.end] for number, unit in units_of]
    return [number for number, _ in units_of], texts, [unit.parsed for _, unit in units_of]


def _marked(cuts: Sequence[Sequence[Unit]], marks: Sequence[bool]) -> list[list[Unit]]:
    left = iter(marks)
    return [[replace(unit, parsed=next(left)) for unit in cut] for cut in cuts]


def _spans(piece: Segment) -> list[tuple[int, int]]:
    # a short paragraph is parsed whole: its sentences help each other, and little would be saved
    whole = piece.kind != "paragraph" or len(piece.text) <= _SHORT
    return with_number_first(piece.text) if whole else units(piece.text)


def _answers(texts: Sequence[str], opened: Sequence[bool]) -> list[bool]:
    """Which sentences may answer one further up that opened: parts, figures, refusals."""
    out: list[bool] = []
    last: int | None = None
    for i, text in enumerate(texts):
        if opened[i]:
            last = i
            out.append(False)
        elif last is None:
            out.append(False)
        else:
            lower = text.lower()
            near = i - last <= NEAR and _later("near").search(lower) is not None
            last = i if near else last
            out.append(near or (_may_answer(lower) and _later("any").search(lower) is not None))
    return out


@cache
def _answer_stems() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('gate')['later']['stems'].split())})|n't\b")


def _may_answer(lower: str) -> bool:
    """Whether a sentence has a word that every pattern of ``later.any`` needs: asked first, as it is quicker."""
    return _answer_stems().search(lower) is not None


def _context(pieces: Sequence[int], texts: Sequence[str], opened: Sequence[bool]) -> list[bool]:
    """Which sentences name whom a pronoun or a surname in one that opened means, or say whose its quotation is.

    ``pieces`` gives the segment of each sentence.
    """
    out = [False] * len(texts)
    first: dict[str, int] = {}
    caption: int | None = None
    for i, text in enumerate(texts):
        if opened[i]:
            if _opens_with_pronoun().match(text) or _points_at_place().search(text):
                _look_back(texts, i, out)
            if caption is not None:
                out[caption] = True
            _speakers(texts, i, first, out)
            if '"' in text or _within_quotation(pieces, texts, i):
                _quotation(pieces, texts, i, out)
        elif _CAPTION.fullmatch(text.rstrip()):
            caption = i
        if text.rstrip().endswith((".", "!", "?")):
            caption = None
    for i in [i for i, marked in enumerate(out) if marked and not opened[i]]:
        _speakers(texts, i, first, out)
    return out


def _speakers(texts: Sequence[str], i: int, first: dict[str, int], out: list[bool]) -> None:
    """Mark where whoever speaks in sentence ``i`` by a surname or a pronoun is told of in full."""
    for match in _speaks().finditer(texts[i]):
        surname = match["before"] or match["after"]
        if surname:
            if surname not in first:
                within = re.compile(rf"\b{re.escape(surname)}\b")
                first[surname] = next(k for k, text in enumerate(texts) if within.search(text))
            out[first[surname]] |= first[surname] < i
        if match["back"] or match["after_back"]:
            _look_back(texts, i, out)


def _look_back(texts: Sequence[str], i: int, out: list[bool]) -> None:
    """Mark the sentences before ``i`` up to the nearest that names somebody."""
    for back in range(i - 1, max(-1, i - 1 - _BACK), -1):
        out[back] = True
        if _NAME_WITHIN.search(texts[back]):
            return


def _within_quotation(pieces: Sequence[int], texts: Sequence[str], i: int) -> bool:
    """Whether sentence ``i`` stands in the midst of a quotation that its segment opened before."""
    near = range(max(0, i - _BACK), i)
    return sum(texts[k].count('"') for k in near if pieces[k] == pieces[i]) % 2 == 1


def _quotation(pieces: Sequence[int], texts: Sequence[str], i: int, out: list[bool]) -> None:
    """Mark the nearest sentence with a word of speech on either side of ``i``: whose quotation it is."""
    if _speaks().search(texts[i]):
        return
    for step in (-1, 1):
        for k in range(i + step, i + step * (_BACK + 1), step):
            if not 0 <= k < len(texts) or pieces[k] != pieces[i]:
                break
            if _speaks().search(texts[k]):
                out[k] = True
                break
