"""Who says it: the reporting verb above a trigger, "according to", the parenthesis, the chain of carriers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Attribution", "attribute", "reporting_stance", "reporting_verbs", "speaks"]

_CONTENT = {"ccomp", "xcomp", "pcomp", "parataxis", "acl", "oprd"}
_OBJECT = {"dobj", "prep", "attr", "nsubjpass"}
_STATES = {"dead", "killed", "missing", "wounded", "injured", "hurt", "deceased"}
_SPEAKS_OF = {"speak", "speaks", "spoke", "spoken", "speaking"}
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
                _take_stance(parent, out)
                sources.extend(_sources(parent, memory, base, out))
        node = parent
    _modality(token, out)
    if not sources:
        _trailing(token, memory, base, out, sources)
    if not sources:
        _loose_according(token, memory, base, out, sources)
    if sources:
        sources = _cited(token, memory, base, sources) + sources
        out.speaker = sources[0]
        seen = {out.speaker.name}
        for voice in reversed(sources[1:]):
            if voice.name not in seen:
                seen.add(voice.name)
                out.via.append(voice)
    return out


def _take_stance(verb: Token, out: Attribution) -> None:
    """Denials, and refusals to say ("declined to say how many", "would not give a number")."""
    declines = words("reporting", "declines", "verbs")
    if reporting_stance(verb.lower_) is Stance.DENIES:
        out.stance = Stance.DENIES
    elif verb.lower_ in declines or (verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ in declines):
        out.stance = Stance.DECLINES_TO_SAY
    elif _negated(verb) and verb.lower_ in words("reporting", "withheld", "verbs"):
        unable = any(c.dep_ == "aux" and c.lower_ in {"could", "can"} for c in verb.children) or verb.lower_ in {
            "know",
            "known",
        }
        out.stance = Stance.REPORTS_UNKNOWN if unable else Stance.DECLINES_TO_SAY


def _trailing(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "..., the justice minister conceded on Monday." read from the words where the parser lost the clause."""
    sentence = token.sent
    verbs = reporting_verbs()
    for verb in reversed(list(sentence)):
        if verb.i <= token.i + 1:
            return
        if verb.lower_ not in verbs or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "NNS"}:
            continue
        if verb.tag_ == "NNS" and not (
            verb.lower_.endswith("s") and verb.i + 1 < sentence.end and verb.nbor().is_punct
        ):
            continue
        after = sentence.doc[verb.i + 1] if verb.i + 1 < sentence.end else None
        if after is not None and not (
            after.is_punct
            or after.tag_ in {"IN", "RB", "NNP", "NN", "VBG"}
            or after.lower_ in {"late", "early", "in"}
        ):
            continue
        head = sentence.doc[verb.i - 1]
        comma = next(
            (
                t
                for t in reversed(list(sentence.doc[max(sentence.start, verb.i - 10) : verb.i]))
                if t.text in {",", '"'}
            ),
            None,
        )
        if comma is None or comma.i <= token.i or head.tag_[:2] not in {"NN", "PR"} or comma.i >= head.i:
            continue
        voice = memory.speaking(head, base)
        if voice is not None:
            out.verbs.append(verb)
            for cite in sentence.doc[verb.i + 1 : sentence.end]:
                if cite.lower_ in _CITING:
                    sources.extend(_voices(cite, {"dobj"}, memory, base))
            sources.append(voice)
            out.rules.append(f"attribution.trailing:{verb.lower_}")
        return


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _carries(node: Token, parent: Token) -> bool:
    """Whether ``node`` is content that the reporting word ``parent`` hands on."""
    lower = parent.lower_
    if parent.tag_[:2] == "VB" and lower in reporting_verbs():
        if _pronounced(parent) or _infinitive(parent) or _across_semicolon(node, parent):
            return False
        if node.dep_ in _CONTENT:
            return node.dep_ != "acl"
        if node.dep_ == "advcl" and node.tag_ == "JJ" and node.i > parent.i:
            return lower in _SPEAKS_OF
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"while", "but"} for c in node.children):
            return any(c.dep_ == "ccomp" for c in parent.children)
        if (
            node.dep_ == "advcl"
            and node.i > parent.i
            and node.tag_ == "VBG"
            and any(c.dep_ == "ccomp" for c in parent.children)
        ):
            return True
        if node.dep_ in _OBJECT:
            if lower in {"put", "puts", "raised", "lowered", "revised", "raises", "revises", "updated"}:
                return node.lower_ in words("reporting", "placed", "nouns") or node.dep_ == "prep"
            if node.dep_ == "prep" and node.lower_ not in {"of", "about", "for", "as"}:
                return False
            if node.dep_ == "nsubjpass":
                return False
            return lower not in words("reporting", "not_by_object", "verbs")
        return bool(node.dep_ == "pobj")
    if lower in words("reporting", "nouns", "statement") and node.dep_ in {"acl", "ccomp", "relcl"}:
        return node.tag_[:2] == "VB" and any(c.dep_ == "mark" and c.lower_ == "that" for c in node.children)
    return lower in {"calling", "called"} and node.dep_ in {"oprd", "ccomp", "dobj"}


def _pronounced(verb: Token) -> bool:
    """ "22 people confirmed dead": the verb tells of the state, and its subject says nothing."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i + 1 >= len(verb.doc):
        return False
    return verb.doc[verb.i + 1].lower_ in _STATES


def _infinitive(verb: Token) -> bool:
    """ "to record the death": an aim, not a report, unless somebody declined or was able to say it."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return (
        to
        and verb.head.lower_ not in words("reporting", "declines", "verbs")
        and verb.head.lower_ not in {"able", "unable", "quoted", "appeared"}
    )


def _across_semicolon(node: Token, verb: Token) -> bool:
    if node.i > verb.i:
        return False
    between = node.doc[node.i : verb.i]
    return any(t.text == ";" for t in between) and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)


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
        hearers = [v for v in hearers if v.name.lower() not in words("actors", "unnamed_media")]
    passive = (
        _voices(verb, {"nsubjpass"}, memory, base) if verb.lower_ in {"quoted", "cited", "told", "informed"} else []
    )
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
            mute = words("scope", "events") | (words("groups", "totals") - words("reporting", "nouns", "statement"))
            if subject.tag_ == "NN" and subject.lower_ in mute:
                return []  # "the blast raised to 42 the number killed", "the number shows how many died"
            if node == verb or speaks(subject):
                voice = memory.speaking(subject, base)
                return [voice] if voice else []
        if node.dep_ in {"conj", "ccomp", "advcl", "xcomp", "pcomp", "prep"} and node.head != node:
            node = node.head
            continue
        if node.dep_ == "acl":
            voice = memory.speaking(node.head, base)
            return [voice] if voice else []
        break
    return []


def speaks(token: Token) -> bool:
    """Whether a subject can be one who speaks: a pronoun, a name, or a word for people, bodies or documents."""
    if (
        token.tag_[:2] != "NN"
        or token.tag_ in {"NNP", "NNPS"}
        or token.lower_ in words("reporting", "nouns", "statement")
    ):
        return True
    voice = voice_of(token)
    if voice is None or voice.kind is not ActorKind.UNKNOWN:
        return True
    if token.lower_ in words("groups", "totals"):
        return False
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


def _voices(head: Token, deps: set[str], memory: Memory, base: int) -> list[Voice]:
    out = []
    for child in head.children:
        if child.dep_ in deps:
            voice = memory.speaking(child, base)
            if voice:
                out.append(voice)
    return out


def _parenthetical(
    node: Token, token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]
) -> None:
    """A reporting clause set inside or after the statement (", it says,")."""
    for child in node.children:
        aside = child.dep_ in {"parataxis", "ccomp", "advcl", "dep", "intj"} and child.lower_ in reporting_verbs()
        aside = aside and not _pronounced(child)
        if (
            not aside
            or child.tag_[:2] != "VB"
            or _pronounced(child)
            or token in child.subtree
            or child in out.verbs
        ):
            continue
        if any(c.dep_ in {"ccomp", "dobj"} for c in child.children) or not any(
            c.dep_ == "nsubj" for c in child.children
        ):
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


def _cited(token: Token, memory: Memory, base: int, sources: list[Voice]) -> list[Voice]:
    """Whom the speaker cites, wherever the parser hung the word ("..., the mayor said, citing doctors")."""
    known = {voice.name for voice in sources}
    for cite in token.sent:
        if cite.lower_ in _CITING and cite.tag_ == "VBG":
            return [voice for voice in _voices(cite, {"dobj"}, memory, base) if voice.name not in known]
    return []


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
