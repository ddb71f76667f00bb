"""Whom one reporting verb names: its subject, whom it quotes or cites, who informs, to whom it is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.cues import is_time, names, subject
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.memory import Memory
from cenotaph.extract.place_names import lookup
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind, Modality, Stance
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "CITING",
    "QUOTED",
    "STATES",
    "Attribution",
    "negated",
    "of_another",
    "pronounced",
    "reporting_stance",
    "reporting_verbs",
    "speaks",
    "voices",
    "voices_at",
]

STATES = {
    "dead",
    "killed",
    "missing",
    "wounded",
    "injured",
    "hurt",
    "deceased",
    "trapped",
    "buried",
    "drowned",
    "lost",
}
CITING = {"citing", "quoting"}
QUOTED = {"quoted", "quotes", "quoting", "cited", "cites", "quote"}
_SPANS = {"year", "month", "week", "day", "night", "season", "decade", "weekend", "quarter", "period"}
_HEARD_OF = {"quoted", "cited"}


@dataclass(slots=True)
class Attribution:
    """The speaker of a statement, the chain above it outermost first, the stance, and the words that show it.

    ``speaker`` None means that nobody is named: the outlet speaks. ``verbs`` are the reporting verbs passed on
    the way up, innermost first; a date on one of them is when it was said, not when it happened.
    """

    speaker: Voice | None = None
    via: list[Voice] = field(default_factory=list)
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.FACT
    verbs: list[Token] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


@cache
def reporting_verbs() -> frozenset[str]:
    """Every form of every reporting verb."""
    return frozenset().union(
        *(words("reporting", s, "verbs") for s in ("asserts", "confirms", "denies", "revises", "declines"))
    )


def reporting_stance(verb: str) -> Stance:
    """The stance that a reporting verb gives its content."""
    if verb in words("reporting", "denies", "verbs"):
        return Stance.DENIES
    return Stance.ASSERTS


def pronounced(verb: Token) -> bool:
    """ "22 people confirmed dead": the verb tells of the state, and its subject says nothing."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i + 1 >= len(verb.doc):
        return False
    if verb.dep_ == "relcl" and verb.lower_ == "said":
        return False  # "a strike that officials *said killed* nine"
    return verb.doc[verb.i + 1].lower_ in STATES


def voices_at(verb: Token, memory: Memory, base: int, out: Attribution) -> list[Voice]:
    """The voices at one reporting verb, innermost first."""
    found: list[Voice] = []
    citing = [c for c in verb.children if c.lower_ in CITING and c.dep_ in {"advcl", "acl", "prep", "dep"}]
    citing = [c for c in citing if not of_another(c, verb)]
    for cite in citing:
        found += [v for v in voices(cite, {"dobj"}, memory, base) if v.kind is not ActorKind.UNKNOWN or _proper(v)]
    if verb.lower_ in QUOTED:
        found += voices(verb, {"dobj"}, memory, base)
    if verb.lower_ in {"heard", "hears", "hear", "hearing", "learned", "learnt", "gathered"}:
        found += [v for c in verb.children if c.lower_ == "from" for v in voices(c, {"pobj"}, memory, base)]
    passive: list[Voice] = []
    if verb.lower_ in _HEARD_OF | words("reporting", "informing", "verbs"):
        passive = voices(verb, {"nsubjpass"}, memory, base)
    agents = [
        v
        for by in verb.children
        if by.dep_ == "agent" and not any(is_time(c) for c in by.children)
        for v in voices(by, {"pobj"}, memory, base)
    ]
    if passive and verb.lower_ not in _HEARD_OF:
        found += agents + passive  # "he had been assured by the coalition that"
    elif passive:
        found += passive + agents
    else:
        found += [v for v in _subject_voices(verb, memory, base) if v not in agents] + agents
    out.rules.append(f"attribution.verb:{verb.lower_}")
    if verb.lower_ in {"told", "tell", "tells", "telling", "informed"}:
        found = found[:1] + _hearers(verb, base) + found[1:]
    return found


def of_another(cite: Token, said: Token) -> bool:
    """ "The government said none, and *the office, citing reports, said* ten": who cites says something else."""
    if cite.lower_ not in CITING or cite.i < said.i or cite.nbor(-1).text != ",":
        return False
    doc, end = cite.doc, cite.sent.end
    shut = next((i for i in range(cite.i, end - 1) if doc[i].text == ","), None)
    return shut is not None and doc[shut + 1].lower_ in reporting_verbs() and doc[shut + 1].tag_[:2] == "VB"


def _set_off_before(verb: Token) -> Token | None:
    """ "It is over, the press *office* announced, adding": whom the clause set off before the participle names."""
    for said in reversed(verb.doc[verb.sent.start : verb.i - 1]):
        if said.lower_ in reporting_verbs() and said.tag_ in {"VBD", "VBN", "VBZ"}:
            lost = said.dep_ == "acl" and said.head.dep_ == "appos"
            return said.head if lost and speaks(said.head) else None
    return None


def _mere_place(token: Token) -> bool:
    voice = voice_of(token)
    name = voice.name if voice is not None else token.text
    area = token.lower_ in words("reporting", "recording", "areas")  # "the Region has recorded 17 deaths"
    return area or country_of(name) is not None or token.ent_type_ in {"GPE", "LOC"}


def _places(token: Token) -> bool:
    """ "*Nakuru and Mombasa* reported three deaths each": several names of places."""
    several = [t for t in (token, *token.conjuncts) if t.tag_ == "NNP"]
    return len(several) > 1 and all(t.ent_type_ != "PERSON" and lookup(t.text) is not None for t in several)


def _proper(voice: Voice) -> bool:
    """ "Citing consular files": papers are looked at, and only what has a name is quoted."""
    return not voice.text.islower()


def _hearers(verb: Token, base: int) -> list[Voice]:
    """The outlet that was told, as a link of the chain; nobody for "told reporters". Who listens has not spoken."""
    told = [voice_of(c) for c in verb.children if c.dep_ in {"dobj", "dative"}]
    unnamed = words("actors", "unnamed_media")
    media = [v for v in told if v is not None and v.kind is ActorKind.MEDIA and v.name.lower() not in unnamed]
    return [replace(v, start=v.start + base, end=v.end + base) for v in media]


def _subject_voices(verb: Token, memory: Memory, base: int) -> list[Voice]:
    """The voice of a verb's subject, as ``cues.subject`` finds it, when it can be one who speaks."""
    who = subject(verb)
    if who is None or (who.dep_ == "nsubjpass" and who.head == verb and verb.lower_ not in _HEARD_OF):
        return []  # "the rebels were reported killed": they are told of
    if verb.dep_ == "acl" and who == verb.head and who.like_num:
        return []  # "among *the 37* reported to be killed"
    if who.lower_ in {"first", "second", "third", "other", "former", "latter"}:
        by = [t for t in who.doc[who.i + 1 : verb.i] if t.dep_ == "pobj" and t.head.lower_ == "by"]
        who = by[0] if by else who  # "Two inquiries were held. The first, by the prosecutor, found"
    if who.tag_ in {"WP", "WDT"} and who.head.dep_ in {"relcl", "ccomp"} and names(who.head.head):
        who = who.head.head
    elif who.tag_ in {"WP", "WDT"} and who.head.dep_ in {"relcl", "ccomp"}:  # "It was the mayor who said"
        who = next((c for c in who.head.head.children if c.dep_ == "attr"), who)
    if verb.tag_ == "VBG" and verb.i > 1 and verb.nbor(-1).text == ",":
        who = _set_off_before(verb) or who
    if who.lower_ in {"people", "persons", "others"} and any(c.dep_ == "nummod" for c in who.children):
        return []
    if (verb.lower_ in words("reporting", "recording", "verbs") and _mere_place(who)) or _places(who):
        return []  # "Kenya recorded twelve deaths": where, not who
    mute = (
        words("scope", "events") | _SPANS | (words("groups", "totals") - words("reporting", "nouns", "statement"))
    )
    if who.tag_ == "NN" and who.lower_ in mute:
        return []  # "the blast raised to 42 the number killed", "the number shows how many died"
    if who.head != verb and not speaks(who):
        return []
    voice = memory.speaking(who, base)
    return [voice] if voice else []


def speaks(token: Token) -> bool:
    """Whether a subject can be one who speaks: a pronoun, a name, or a word for people, bodies or documents."""
    if token.lower_ in table("date_words")["weekdays"]:
        return False  # "Sunday's count was nine"
    if (
        token.tag_[:2] != "NN"
        or token.tag_ in {"NNP", "NNPS"}
        or token.lower_ in words("reporting", "nouns", "statement")
    ):
        return True
    voice = voice_of(token)
    if voice is None or voice.kind is not ActorKind.UNKNOWN:
        return True
    if token.lower_ in words("groups", "totals") or token.lower_ in words("scope", "events"):
        return False  # "during the incursion"
    return (
        token.lower_ in words("actors", "generic", "organisations")
        or token.lower_ in words("groups", "people")
        or (
            token.lower_.endswith(
                (
                    "man",
                    "men",
                    "woman",
                    "women",
                    "er",
                    "ers",
                    "or",
                    "ors",
                    "ist",
                    "ists",
                    "ian",
                    "ians",
                    "ee",
                    "ees",
                    "ion",
                    "ions",
                    "ry",
                    "ty",
                )
            )
        )
    )


def voices(head: Token, deps: set[str], memory: Memory, base: int) -> list[Voice]:
    out = []
    for child in head.children:
        if child.dep_ in deps:
            voice = memory.speaking(child, base)
            if voice:
                out.append(voice)
    return out


def negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)
