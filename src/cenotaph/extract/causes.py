"""By what means and by whom, in the sentence's own words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import cause_words, flat, words
from cenotaph.extract.phrases import end_of, left_edge, said_in
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind, Cause, CauseCode
from cenotaph.places import country_of, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["cause_of", "doers"]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, CauseCode]]:
    pairs = cause_words()
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w, _ in pairs) + r")\b"), dict(pairs)


def cause_of(token: Token) -> Cause | None:
    """The means named nearest to the trigger in its sentence, or None."""
    sentence = token.sent
    text, start = said_in(sentence).lower(), sentence[0].idx
    pattern, codes = _pattern()
    best: tuple[int, Cause] | None = None
    for match in pattern.finditer(text):
        if match.group() == "mine" and not re.search(r"(?:\ba|land|the|anti-\w+)\s$", text[: match.start()]):
            continue  # the pronoun
        gap = abs(start + match.start() - token.idx)
        if best is None or gap < best[0]:
            words_said = said_in(sentence)[match.start() : match.end()]
            best = (gap, Cause(text=words_said, code=codes[match.group()]))
    return best[1] if best else None


def doers(hit: Hit) -> list[Voice]:
    """Whom the sentence itself names as having done it: the agent, or the nation in "US air strikes"."""
    agent = hit.agent
    if agent is None:
        agent = _instrument(hit.token)
    if agent is None or agent.tag_ in {"PRP", "WP", "WDT", "DT"}:
        return []
    if agent.lower_ in words("scope", "events") or agent.lower_ in {
        "bomb",
        "missile",
        "missiles",
        "rockets",
        "drone",
        "fire",
        "gunfire",
        "shelling",
        "forces",
    }:
        return _nation(agent)
    if hit.token.dep_ == "relcl" and agent.tag_[:2] == "NN":
        launcher = _launcher(hit.token.head)
        if launcher is not None:
            agent = launcher
    voice = voice_of(agent)
    if voice is None:
        return []
    armed = voice.kind not in {ActorKind.UNKNOWN, ActorKind.MEDIA}
    person = agent.lower_ in words("groups", "people") or agent.lower_ in flat("actors", "kinds")
    if armed or person or agent.tag_ in {"NNP", "NNPS"}:
        return [voice]
    return []


def _launcher(noun: Token) -> Token | None:
    """ "X launched strikes on Y, which killed ...": the subject of the clause whose object is an event."""
    verb = noun
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    objects = [g for c in verb.children if c.dep_ == "dobj" for g in (c, *c.conjuncts)]
    if any(o.lower_ in words("scope", "events") for o in objects):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return child
    return None


def _instrument(token: Token) -> Token | None:
    """ "killed in US air strikes": the event that the trigger is tied to."""
    for prep in token.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"in", "by", "from", "after"}:
            for inner in prep.children:
                if inner.dep_ == "pobj" and (inner.lower_ in words("scope", "events")):
                    return inner
    return None


def _nation(noun: Token) -> list[Voice]:
    if noun.lower_ in words("scope", "mutual"):
        return []
    doc = noun.doc
    for token in doc[left_edge(noun) : noun.i]:
        code = (nationality_of(token.text) or country_of(token.text)) if token.text[:1].isupper() else None
        if code:
            return [Voice(token.text, ActorKind.STATE, token.text, code, start=token.idx, end=end_of(token))]
    return []
