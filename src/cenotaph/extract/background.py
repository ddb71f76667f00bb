"""Harm of another event that a text only looks back to: what an attack avenges, what a statue remembers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.phrases import said_in
from cenotaph.extract.subjects import resolve_relative

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["another_event"]

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ONE_OF = re.compile(r"\bone of (?:\w+ ){1,3}(?:attacks|bombings|blasts|explosions|incidents|shootings|raids)\b")
_MOURNED = 12  # words between "a vigil for" and the death
_CLIMB = 8  # steps from the word of harm to what it hangs on
_AFTER = {"after", "since", "following"}


def another_event(hit: Hit) -> bool:
    """Whether the harm is told as a look back, by a phrase of time or as the occasion of what is told."""
    token = hit.token
    return (
        _phrase(token)
        or _mourned(token)
        or _years_later(token)
        or _by_an_earlier(token)
        or _of_several_events(said_in(token.sent).lower())
        or _occasion_of_nominal(hit)
        or _under_an_occasion(token)
        or _before_an_event(token)
        or _in_an_earlier_year(token)
    )


def _phrase(token: Token) -> bool:
    """ "two years ago", "in an earlier robbery"; not in a clause that tells of the harm of others."""
    sentence = f" {said_in(token.sent).lower()}"
    found = (sentence.find(f" {phrase}") for phrase in table("scope")["background"]["words"])
    return any(at >= 0 and not _of_others(token, token.sent.start_char + at) for at in found)


def _of_others(token: Token, at: int) -> bool:
    """ "Gunfire *wounds* several at the home of a child *shot last year*": the time at character ``at`` is of the
    harm of the other clause alone."""
    node = next((t for t in token.sent if t.idx >= at), token)
    while node.dep_ not in {"relcl", "acl"} and node.head != node:
        node = node.head
    if node.dep_ not in {"relcl", "acl"} or node == token or node.is_ancestor(token):
        return False
    return any(t.lower_ in triggers() for t in node.subtree)


def _of_several_events(sentence: str) -> bool:
    """ "This was *one of five attacks* that *together* left 40 dead": the sum of all of them."""
    return bool(_ONE_OF.search(sentence)) and bool(
        set(sentence.split()) & {"together", "combined", "both", "total"}
    )


def _by_an_earlier(token: Token) -> bool:
    """ "*A previous fire* at the mosque had injured a fireman"."""
    for word in token.sent:
        earlier = word.lower_ in {"previous", "earlier", "prior"} and word.dep_ == "amod"
        if (
            earlier
            and word.head.lower_ in words("scope", "events")
            and {"a", "an"} & {c.lower_ for c in word.head.lefts}
        ):
            return _verb_of(word).i == _verb_of(token).i
    return False


def _years_later(token: Token) -> bool:
    """ "killed in a shootout *a year later*", "*two years after* the attack"; of wounds one may die years after."""
    if {t.lower_ for t in token.sent} & words("scope", "old_wounds"):
        return False
    for word in token.sent:
        if word.lower_ in {"later", "after"} and word.i > token.sent.start:
            before = word.nbor(-1).lower_
            if before in {"years", "year"} and _verb_of(word).i == _verb_of(token).i:
                return True
    return False


def _verb_of(token: Token) -> Token:
    while (token.tag_[:2] != "VB" or token.dep_ == "conj") and token.head != token:
        token = token.head
    return token


def _mourned(token: Token) -> bool:
    """ "shot at a *vigil* for a boy *killed* that morning": a death that people gather to mourn."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - _MOURNED) : token.i]]
    held = [i for i, word in enumerate(before) if word in words("scope", "mourning")]
    after = before[held[-1] + 1 :] if held else []
    return bool(after) and after[0] in {"for", "of"} and "," not in after


def _occasion_of_nominal(hit: Hit) -> bool:
    """ "a protest over the *killing* of", "revenge for the *murder* of"."""
    if hit.token.tag_[:2] != "NN" or (hit.trigger.frame != "act" and not hit.token.lower_.endswith("ing")):
        return False
    above = hit.token.head
    occasions = words("scope", "occasions")
    return above.lower_ in occasions or (above.dep_ == "prep" and above.head.lower_ in occasions)


def _under_an_occasion(token: Token) -> bool:
    """ "in response to the shootings in which four were *killed*", "a statue of policemen *killed* in a riot"."""
    node = token
    nominal = token.tag_[:2] == "NN"
    for _ in range(_CLIMB):
        if node.head == node:
            return False
        if node.dep_ in {"relcl", "acl"}:
            nominal = True
        elif not nominal and node.dep_ in {"ccomp", "advcl", "xcomp"}:
            return False
        node = node.head
        if nominal and node.lower_ in words("scope", "answers") and node.i < token.i:
            return True
    return False


def _before_an_event(token: Token) -> bool:
    """ "The attack *came* a day after a man was shot", "the riots that *followed* the killing of a boy"."""
    node = token
    after = False
    for _ in range(_CLIMB):
        after = after or node.lower_ in _AFTER or any(c.lower_ in _AFTER for c in kids(node, "mark", "prep"))
        if node.head == node:
            return False
        after = after or (node.dep_ == "advcl" and any(c.lower_ in _AFTER for c in kids(node, "mark")))
        node = node.head
        if node.tag_[:2] != "VB" or node.i > token.i:
            continue
        subjects = {resolve_relative(s, node).lower_ for s in kids(node, "nsubj", "nsubjpass")}
        events = subjects & (words("scope", "events") | words("scope", "unrest"))
        if node.lower_ in {"followed", "follows"} and events and not kids(node, "auxpass"):
            return True
        if after and events and node.lower_ in words("scope", "comes"):
            return bool(subjects & words("scope", "unrest")) or _measured(node)
    return False


def _measured(verb: Token) -> bool:
    """Whether a span of time stands after a verb: "came *one day* after", "took place *three months* after"."""
    for word in verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]:
        if word.lower_ in _AFTER:
            return word.nbor(-1).lower_ in words("scope", "spans")
    return False


def _in_an_earlier_year(token: Token) -> bool:
    """ "a *1963* bombing that killed four", "policemen killed in a riot in *1886*": told by the way."""
    node = token
    while node.dep_ in {"conj", "xcomp", "ccomp", "oprd", "acomp"} and node.head != node:
        node = node.head
    if node.dep_ not in {"relcl", "acl"} or node.head.head == node.head:
        return False
    if any(_YEAR.fullmatch(c.text) for c in node.head.lefts):
        return True
    years = (t for t in node.subtree if t.i > token.i and _YEAR.fullmatch(t.text) and t.dep_ == "pobj")
    return any(year.head.lower_ == "in" for year in years)
