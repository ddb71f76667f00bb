"""Harm told by what is left: "all but five were accounted for", "his passenger did not", "the rest were: ..."."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.clipped import listed_people
from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, flat, table, triggers, words
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import of_object
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["left_over"]

_AROUND = 6  # words between "all" and "but"
_REACH = 16  # words from "all but five" to what became of the others
_BACK = 40  # words from "did not" back to the verb that it denies
_ARTICLES = {"a", "an"}
_NEGATIONS = {"not", "n't"}
_TIDINGS = {"word", "news", "contact"}
_AUXILIARIES = {"is", "are", "was", "were", "did", "had", "has", "have", "do", "does"}
_LUCKY = {"lucky", "fortunate"}
_WERE = {"were", "was", "are"}


def left_over(sentence: Span) -> list[Hit]:
    """The hits of a sentence that tell of people as exceptions, as those who did not, or as the rest of a count.

    Rules: ``all_but``; ``negated``; ``rest``, whose measure is that of the count it is the rest of.
    """
    opens = words("left_over", "all_but", "but") | {"apart"}
    out: list[Hit | None] = []
    for token in sentence:
        lower = token.lower_
        if lower in opens:
            out.append(_all_but(token))
        elif lower == "did":
            out.append(_did_not(token))
        elif lower in _TIDINGS:
            out.append(_no_word(token))
        elif lower in _WERE:
            out += _the_rest(token)
        elif lower in _LUCKY:
            out.append(_less_lucky(token))
        if lower == "so" and token.i == sentence.start:
            out.append(_so_was(token))
    return [hit for hit in out if hit is not None]


def _all_but(token: Token) -> Hit | None:
    """ "*All but five* passengers were accounted for": the excepted, by what is said of the others."""
    sentence, doc = token.sent, token.doc
    apart = token.lower_ == "apart" and token.i + 1 < sentence.end and token.nbor().lower_ == "from"
    if token.lower_ not in words("left_over", "all_but", "but") and not apart:
        return None
    fronted = token.i == sentence.start  # "*Apart from two children*, everyone has been found"
    low, high = (token.i, token.i + _REACH) if fronted else (token.i - _AROUND, token.i)
    told = [t.lower_ for t in doc[max(sentence.start, low) : min(high, sentence.end)]]
    everyone = [k for k, word in enumerate(told) if word in words("left_over", "all_but", "all")]
    if not everyone or (not fronted and flat("left_over", "fates").keys() & set(told[everyone[-1] :])):
        return None
    i = token.i + 1
    while i < sentence.end and doc[i].lower_ in words("left_over", "all_but", "between"):
        i += 1
    if i >= sentence.end or not (doc[i].like_num or doc[i].lower_ in _ARTICLES):
        return None
    nouns = [t for t in doc[i + 1 : min(i + 4, sentence.end)] if t.tag_[:2] == "NN" and person_like(t)]
    direct = nouns and all(t.tag_ in {"JJ", "NN", "NNP", "HYPH"} for t in doc[i + 1 : nouns[0].i])
    head = nouns[0] if direct else doc[i]
    if not direct and not doc[i].like_num:
        return None
    around = [*doc[i + 1 : min(i + _REACH, sentence.end)], *doc[max(sentence.start, token.i - _REACH) : token.i]]
    for verb in around:
        fate = flat("left_over", "fates").get(verb.lower_)
        if fate is not None and not kids(verb, "neg"):
            measure = Measure(fate)
            return Hit(
                verb, Trigger(verb.lower_, measure, "predicate", False, people=True), measure, "all_but", [head]
            )
    return None


def _did_not(token: Token) -> Hit | None:
    """ "The driver survived. *His passenger did not.*": who did not, of those of whom others lived."""
    doc, i = token.doc, token.i + 1
    if token.lower_ != "did" or i >= len(doc) or doc[i].lower_ not in _NEGATIONS:
        return None
    closes = i + 1 >= token.sent.end or doc[i + 1].is_punct
    subjects = [s for s in kids(token, "nsubj") if person_like(s) and s.tag_ not in {"WP", "WDT", "DT"}]
    if not closes or not subjects:
        return None
    first = subjects[0].left_edge.i
    for verb in reversed(doc[max(0, first - _BACK) : first]):
        if not _lived(verb):
            continue
        if kids(verb, "neg") or verb.dep_ in {"advcl", "xcomp"}:
            return None
        return Hit(
            token,
            Trigger("did", Measure.KILLED, "predicate", False, people=True),
            Measure.KILLED,
            "negated",
            subjects,
        )
    return None


def _no_word(token: Token) -> Hit | None:
    """ "There has been *no word of the remaining four*", "no contact with nine of the crew": missing."""
    if not any(c.lower_ == "no" for c in token.lefts):
        return None
    after = [
        p for p in (*kids(token, "prep"), *kids(token.head, "prep")) if p.lower_ in {"of", "from", "with", "on"}
    ]
    lost = [o for p in after for o in kids(p, "pobj") if numeric(o) and person_like(of_object(o) or o)]
    trigger = Trigger(token.lower_, Measure.MISSING, "fate", False, people=True)
    return Hit(token, trigger, Measure.MISSING, "of", lost[:1]) if lost else None


def _less_lucky(token: Token) -> Hit | None:
    """ "Her parents *were not so lucky*", "His deputy was less fortunate": they died, where others lived."""
    before = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]}
    if not before & {"so", "as", "that", "less", "equally"} or not before & {"not", "n't", "less", "never"}:
        return None
    harmed = [s for s in subject_of(token.head) if person_like(s) and s.tag_ not in {"WP", "WDT", "DT", "PRP"}]
    trigger = Trigger(token.lower_, Measure.KILLED, "predicate", False, people=True)
    return Hit(token, trigger, Measure.KILLED, "negated", harmed) if harmed else None


def _so_was(token: Token) -> Hit | None:
    """ "The MP is dead. *So is his bodyguard*.": the harm of the sentence before, of somebody more."""
    doc, start = token.doc, token.sent.start
    if token.i + 2 >= token.sent.end or doc[token.i + 1].lower_ not in _AUXILIARIES or start == 0:
        return None
    heads = [
        t for t in doc[token.i + 2 : min(token.i + 10, token.sent.end)] if t.tag_[:2] == "NN" and person_like(t)
    ]
    closes = heads and (
        heads[0].i + 1 >= token.sent.end or doc[heads[0].i + 1].lower_ in {".", ",", ";", "and", "of"}
    )
    if not closes or any(t.tag_[:2] == "VB" for t in doc[token.i + 2 : heads[0].i]):
        return None
    for word in reversed(doc[doc[start - 1].sent.start : start]):
        trigger = triggers().get(word.lower_)
        if trigger is not None and not trigger.weak and not kids(word, "neg"):
            return Hit(token, trigger, trigger.measure, "so_was", heads[:1])
    return None


@cache
def _lives() -> dict[str, frozenset[str]]:
    row: str = table("left_over")["lived"]["followed"]
    return {verb: frozenset(filter(None, by.split(","))) for verb, by in (pair.split("=") for pair in row.split())}


def _lived(verb: Token) -> bool:
    if verb.tag_[:2] != "VB":
        return False
    if verb.lower_ in words("left_over", "lived", "alone"):
        return True
    by = _lives().get(verb.lower_)
    return by is not None and (not by or bool(by & {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 3]}))


def _the_rest(verb: Token) -> list[Hit]:
    """ "*The rest were* in Iowa: a motorist near Denison and a lineman in Carroll": one hit for each."""
    sentence, doc = verb.sent, verb.doc
    if verb.lower_ not in _WERE or verb.i - sentence.start > 5:
        return []
    opening = [t.lower_ for t in doc[sentence.start : verb.i]]
    if not opening:
        return []
    rest = bool(set(opening) & words("left_over", "rest", "nouns")) or (
        opening[0] in {"the", "another"} and bool(set(opening[1:2]) & words("left_over", "rest", "adjectives"))
    )
    number = doc[verb.i - 1].like_num or (opening[-2:] == ["of", "them"] and doc[verb.i - 3].like_num)
    colon = next((t for t in doc[verb.i + 1 : min(verb.i + 8, sentence.end)] if t.text == ":"), None)
    if not (rest or (number and colon is not None)):
        return []
    if colon is None:
        heads = listed_people(doc, verb.i + 1, sentence.end)
        heads = heads if all(known_person(h) for h in heads) else []
        return [_rest(verb, heads)] if heads else []
    heads = [t for t in doc[colon.i + 1 : sentence.end] if t.tag_[:2] == "NN" and _brought_in(t)]
    return [_rest(verb, [head]) for head in heads if _listed(head, colon)]


def _rest(verb: Token, heads: list[Token]) -> Hit:
    trigger = Trigger(verb.lower_, Measure.KILLED, "predicate", False, people=True)
    return Hit(verb, trigger, Measure.KILLED, "rest", heads)


def _brought_in(noun: Token) -> bool:
    """Whether a noun is a person that an article or number brings in."""
    return known_person(noun) and any(c.lower_ in _ARTICLES or c.like_num for c in noun.lefts)


def _listed(head: Token, colon: Token) -> bool:
    """Whether a person opens an item of the list behind a colon, and is not told of within one."""
    before = head.doc[head.left_edge.i - 1]
    return before == colon or before.text in {",", ";"} or before.lower_ in {"and", "&"}
