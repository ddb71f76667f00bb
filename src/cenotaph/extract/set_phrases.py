"""Harm told by a set phrase around or behind its people: "nobody has seen *him* since", "search on for *five*"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, table, with_body, with_numbers, words
from cenotaph.extract.people import person_name
from cenotaph.extract.persons import known_person, person_like, thing_like
from cenotaph.extract.phrases import conjuncts, of_object, text_of
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["told_by_phrase"]

_DENIES = re.compile(r"\b(?:not|never|nobody|no|no-one|none|neither|nothing|un\w+)\b|n't\b", re.IGNORECASE)
_FAR = 10  # words in which the people begin
_SOME = r"(?P<who>[^\s.;:]+(?: [^\s.;:]+){0,8}?)"
_ARTICLES = {"a", "an", "another", "one", "his", "her", "their", "my", "our"}
_OURS = {"ours", "theirs", "own"}
_NOBODY = {"nobody", "one", "no-one", "none"}
_INTO = {"compound", "nmod", "amod", "nummod", "quantmod", "poss"}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One row of ``set_phrases.toml``."""

    trigger: Trigger
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    heads: frozenset[str]
    without: frozenset[str]
    numbered: bool
    definite: bool


@cache
def _phrases() -> tuple[dict[str, tuple[_Phrase, ...]], re.Pattern[str]]:
    """The rows by each word that may open them, and a pattern of all those words."""
    out: dict[str, tuple[_Phrase, ...]] = {}
    for row in table("set_phrases")["phrase"]:
        made = _made(row)
        for word in row["opens"].split():
            out[word] = (*out.get(word, ()), made)
    return out, re.compile(rf"\b(?:{'|'.join(sorted(out))})\b", re.IGNORECASE)


def _made(row: dict[str, Any]) -> _Phrase:
    return _Phrase(
        trigger=Trigger(row["opens"].split()[0], Measure(row["measure"]), "predicate", False, people=True),
        pattern=re.compile(with_body(with_numbers(row["pattern"])).replace("<WHO>", _SOME), re.IGNORECASE),
        unless=re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None,
        heads=frozenset(row.get("heads", "").split()),
        without=frozenset(row.get("without", "").split()),
        numbered=bool(row.get("numbered", False)),
        definite=bool(row.get("definite", False)),
    )


def told_by_phrase(sentence: Span, hits: list[Hit]) -> list[Hit]:
    """``hits`` and those of a sentence's set phrases, but for people of whom another says the same already."""
    by_word, opens = _phrases()
    low, high = sentence.start_char, sentence.end_char
    said = text_of(sentence.doc)[low:high].replace("’", "'")
    rows = {id(row): row for word in opens.findall(said) for row in by_word[word.lower()]}
    out: list[Hit] = []
    for row in rows.values():
        if row.unless is not None and row.unless.search(said):
            continue
        for match in row.pattern.finditer(said):
            hit = _hit(sentence, row, match, low)
            if hit is not None and not _told(hit, [*hits, *out]):
                span = range(low + match.start(), low + match.end())
                hits = [one for one in hits if not _of_nobody(one, hit.measure, span)]
                out.append(hit)
    return [*hits, *out]


def _of_nobody(hit: Hit, measure: Measure, span: range) -> bool:
    """ "*Nobody*'s seen them": who has not seen them is none of those whom the phrase tells of."""
    return hit.measure is measure and any(h.idx in span and h.lower_ in _NOBODY for h in hit.harmed)


def _hit(sentence: Span, row: _Phrase, match: re.Match[str], low: int) -> Hit | None:
    """The hit of one match: of the people that "who" begins with, or of whom the word "verb" is said."""
    parts = match.groupdict()
    if parts.get("who") is not None:
        at = _token(sentence, low + match.start("who"))
        head = _people(sentence.doc, at.i, sentence.end) if at is not None else None
        head = _meant(head, sentence) if head is not None else None
        heads, rule = ([head] if head is not None else []), "predicate.patient"
    else:
        at = _token(sentence, low + match.start("verb"))
        heads, rule = (subject_of(_verb(at)) if at is not None else []), "predicate.subject"
    harmed = [one for one in heads if _counts(one, row)]
    if not harmed and heads:
        harmed = [one for one in conjuncts(heads[0]) if one != heads[0] and _counts(one, row)][:1]
    if at is None or not harmed:
        return None
    rule = "negated" if _DENIES.search(match.group()) else rule
    return Hit(_said_at(sentence, low + match.start(), at), row.trigger, row.trigger.measure, rule, harmed)


def _said_at(sentence: Span, start: int, other: Token) -> Token:
    """The word that stands for the phrase: the first of it that is no pronoun or article."""
    return next((t for t in sentence if t.idx >= start and t.tag_[:2] in {"VB", "NN", "IN"}), other)


def _verb(word: Token) -> Token:
    """The verb over a preposition ("are thought to be *beneath* the crane")."""
    while word.tag_[:2] != "VB" and word.dep_ in {"prep", "pcomp", "acomp", "advmod", "attr", "prt"}:
        word = word.head
    return word


def _meant(head: Token, sentence: Span) -> Token:
    """The subject of the clause before, where a pronoun means it: "*My cousin* left and nobody has seen him"."""
    if head.tag_ != "PRP":
        return head
    before = [t for t in sentence.doc[sentence.start : head.i] if t.dep_ == "nsubj" and known_person(t)]
    return before[0] if before else head


def _token(sentence: Span, at: int) -> Token | None:
    return next((t for t in sentence if t.idx + len(t) > at), None)


def _people(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the first phrase from ``start`` on: its number where the noun stands behind "of"."""
    for word in doc[start : min(start + _FAR, end)]:
        if word.tag_ in {"VBD", "VBZ", "VBP", "MD"} or word.text in {".", ";", ":", "!", "?"}:
            return None
        if word.tag_ == "PRP" or word.lower_ in {"him", "her", "them"}:
            return word if word.dep_ != "poss" else word.head
        if word.tag_[:2] == "NN" or word.like_num or word.lower_ in words("groups", "quantity"):
            head = word
            while (
                head.dep_ in _INTO
                and head.i < head.head.i < end
                and head.head.lower_ != "home"
                and head.head.tag_[:2] in {"NN", "CD"}
            ):
                head = head.head
            return head
    return None


def _counts(head: Token, row: _Phrase) -> bool:
    """Whether a head is people: with a number, named, or one whom an article or owner brings in."""
    alone = head.like_num or head.tag_ == "CD" or head.lower_ in words("groups", "quantity")
    whole = of_object(head) if alone else None
    if head.lower_ in row.without or thing_like(head) or not person_like(head):
        return False
    if row.heads and not ({head.lower_} | ({whole.lower_} if whole is not None else set())) & row.heads:
        return False
    body = whole is not None and (whole.lower_ in words("groups", "collective") or whole.lower_ in _OURS)
    if whole is not None and whole.tag_ in {"NN", "NNS"} and not body and not person_like(whole):
        return False
    if numeric(head):
        return True
    if row.numbered:
        return False
    if head.tag_ == "PRP":
        return True
    if head.tag_ == "NNP":
        return head.ent_type_ in {"", "PERSON"} and person_name(head) is not None
    lefts = {c.lower_ for c in head.lefts}
    brought_in = bool(lefts & _ARTICLES) or bool(kids(head, "poss")) or (row.definite and "the" in lefts)
    return head.tag_ == "NN" and known_person(head) and brought_in


def _told(hit: Hit, hits: list[Hit]) -> bool:
    """Whether another hit says the same of the same people."""
    mine = {one.i for head in hit.harmed for one in conjuncts(head)}
    mine |= {inner.i for head in hit.harmed if (inner := of_object(head)) is not None}
    return any(
        other.measure is hit.measure and any(one.i in mine for head in other.harmed for one in conjuncts(head))
        for other in hits
    )
