"""Who says it: the reporting verb above a trigger, "according to", the parenthesis, the headline's colon, the chain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Attribution", "attribute", "reporting_stance", "reporting_verbs"]

_CONTENT = {"ccomp", "xcomp", "pcomp", "parataxis", "acl", "oprd"}
_OBJECT = {"dobj", "prep", "attr", "nsubjpass"}
_NOT_BY_OBJECT = {"found", "find", "finds", "release", "released", "post", "posted", "quote", "quoted", "call", "called", "show",
                  "recalled", "put", "described", "publish", "published", "registered", "believe", "believed", "wrote", "tell", "told",
                  "raise", "raised", "lower", "lowered", "accused", "claim", "claimed", "claims", "refused", "declined"}  # fmt: skip
_PLACED_OBJECT = {"toll", "number", "tolls", "figure", "count"}
_CITING = {"citing", "quoting"}


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


def reporting_verbs() -> frozenset[str]:
    """Every form of every reporting verb."""
    return frozenset().union(*(words("reporting", s, "verbs") for s in ("asserts", "confirms", "denies", "revises", "declines")))


def reporting_stance(verb: str) -> Stance:
    """The stance that a reporting verb gives its content."""
    if verb in words("reporting", "denies", "verbs"):
        return Stance.DENIES
    return Stance.ASSERTS


def attribute(token: Token, memory: Memory, base: int) -> Attribution:
    """The attribution of the statement around ``token``; ``base`` is the segment's offset in the report."""
    out = Attribution()
    sources: list[Voice] = []
    node = token
    for _ in range(40):
        _parenthetical(node, token, memory, base, out, sources)
        _according(node, memory, base, out, sources)
        parent = node.head
        if parent == node:
            break
        if _carries(node, parent):
            out.verbs.append(parent)
            if parent.tag_[:2] == "VB":
                if reporting_stance(parent.lower_) is Stance.DENIES:
                    out.stance = Stance.DENIES
                elif _negated(parent) and parent.lower_ in {"confirm", "say", "divulge", "give"}:
                    out.rules.append("attribution.negated")
                sources.extend(_sources(parent, memory, base, out))
        node = parent
    _modality(token, out)
    if not sources:
        _loose_according(token, memory, base, out, sources)
    if sources:
        out.speaker = sources[0]
        seen = {out.speaker.name}
        for voice in reversed(sources[1:]):
            if voice.name not in seen:
                seen.add(voice.name)
                out.via.append(voice)
    return out


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _carries(node: Token, parent: Token) -> bool:
    """Whether ``node`` is content that the reporting word ``parent`` hands on."""
    lower = parent.lower_
    if parent.tag_[:2] == "VB" and lower in reporting_verbs():
        if node.dep_ in _CONTENT:
            return node.dep_ != "acl"
        if node.dep_ == "advcl" and node.i > parent.i and node.tag_ == "VBG" and any(c.dep_ == "ccomp" for c in parent.children):
            return True
        if node.dep_ in _OBJECT:
            if lower in {"put", "puts", "raised", "lowered", "revised", "raises", "revises", "updated"}:
                return node.lower_ in _PLACED_OBJECT or node.dep_ == "prep"
            if node.dep_ == "prep" and node.lower_ not in {"of", "about", "for", "as"}:
                return False
            if node.dep_ == "nsubjpass":
                return False
            return lower not in _NOT_BY_OBJECT
        return bool(node.dep_ == "pobj")
    if lower in words("reporting", "nouns", "statement") and node.dep_ in {"acl", "ccomp", "relcl"}:
        return node.tag_[:2] == "VB" and any(c.dep_ == "mark" and c.lower_ == "that" for c in node.children)
    return lower in {"calling", "called"} and node.dep_ in {"oprd", "ccomp", "dobj"}


def _sources(verb: Token, memory: Memory, base: int, out: Attribution) -> list[Voice]:
    """The voices at one reporting verb, innermost first."""
    found: list[Voice] = []
    citing = [c for c in verb.children if c.lower_ in _CITING and c.dep_ in {"advcl", "acl", "prep", "dep"}]
    for cite in citing:
        found += _voices(cite, {"dobj"}, memory, base)
    if verb.lower_ in {"quoted", "quotes", "quoting", "cited", "cites", "quote"}:
        found += _voices(verb, {"dobj"}, memory, base)
    hearers: list[Voice] = []
    if verb.lower_ in {"told", "tell", "tells", "telling", "informed"}:
        hearers = [v for v in _voices(verb, {"dobj", "dative"}, memory, base) if v.kind is ActorKind.MEDIA]
    passive = _voices(verb, {"nsubjpass"}, memory, base) if verb.lower_ in {"quoted", "cited", "told", "informed"} else []
    found += passive
    if not passive:
        found += _subject_voices(verb, memory, base)
    for by in verb.children:
        if by.dep_ in {"agent"} and by.lower_ == "by":
            found += _voices(by, {"pobj"}, memory, base)
    out.rules.append(f"attribution.verb:{verb.lower_}")
    if hearers:
        found = found[:1] + hearers + found[1:]
    return found


def _subject_voices(verb: Token, memory: Memory, base: int) -> list[Voice]:
    node = verb
    for _ in range(6):
        subjects = [c for c in node.children if c.dep_ in {"nsubj"}]
        if subjects:
            subject = subjects[-1]
            if subject.tag_ in {"WP", "WDT"} and node.dep_ == "relcl":
                subject = node.head
            voice = memory.speaking(subject, base)
            return [voice] if voice else []
        if node.dep_ in {"conj", "advcl", "xcomp", "pcomp", "prep"} and node.head != node:
            node = node.head
            continue
        if node.dep_ == "acl":
            voice = memory.speaking(node.head, base)
            return [voice] if voice else []
        break
    return []


def _voices(head: Token, deps: set[str], memory: Memory, base: int) -> list[Voice]:
    out = []
    for child in head.children:
        if child.dep_ in deps:
            voice = memory.speaking(child, base)
            if voice:
                out.append(voice)
    return out


def _parenthetical(node: Token, token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """A reporting clause set inside or after the statement (", it says,")."""
    for child in node.children:
        aside = child.dep_ in {"parataxis", "ccomp", "advcl", "dep", "intj"} and child.lower_ in reporting_verbs()
        if not aside or child.tag_[:2] != "VB" or token in child.subtree or child in out.verbs:
            continue
        if any(c.dep_ in {"ccomp", "dobj"} for c in child.children) or not any(c.dep_ == "nsubj" for c in child.children):
            continue
        if child.dep_ == "advcl" and not any(c.lower_ == "as" for c in child.children):
            continue
        out.verbs.append(child)
        sources.extend(_sources(child, memory, base, out))


def _according(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    for child in node.children:
        if child.lower_ == "according" and child.dep_ in {"prep", "advcl", "advmod", "pcomp"}:
            for to in child.children:
                if to.lower_ == "to":
                    for voice in _voices(to, {"pobj"}, memory, base):
                        if voice not in sources:
                            sources.append(voice)
                            out.rules.append("attribution.according_to")


def _loose_according(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "According to" hung elsewhere in the sentence by the parser: taken when it is the only one."""
    cues = [t for t in token.sent if t.lower_ == "according"]
    if len(cues) == 1:
        for to in cues[0].children:
            if to.lower_ == "to":
                sources.extend(_voices(to, {"pobj"}, memory, base))
                out.rules.append("attribution.according_to_loose")


def _modality(token: Token, out: Attribution) -> None:
    """ "reportedly", "allegedly", "believed dead" in the clause of the trigger."""
    hearsay = words("reporting", "hearsay", "adverbs")
    alleged = words("reporting", "hearsay", "alleged")
    probable = words("reporting", "hearsay", "probable")
    node = token
    for _ in range(4):
        near = [c for c in node.children if c.dep_ in {"advmod", "amod"}]
        if any(c.lower_ in hearsay for c in near):
            out.modality = Modality.HEARSAY
        if any(c.lower_ in alleged for c in near):
            out.modality = Modality.ALLEGED
        parent = node.head
        if parent == node or (parent.tag_[:2] == "VB" and parent in out.verbs and parent.lower_ != "reported"):
            break
        if parent.lower_ in probable and node.dep_ in {"xcomp", "oprd", "ccomp", "acomp"} and parent.tag_ == "VBN":
            out.modality = Modality.PROBABLE
        if parent.lower_ == "reported" and node.dep_ in {"oprd", "xcomp"} and parent.tag_ == "VBN":
            out.modality = Modality.HEARSAY
        if node.dep_ not in {"conj", "xcomp", "oprd", "advcl", "acl", "acomp"}:
            break
        node = parent
