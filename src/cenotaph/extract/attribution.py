"""Who says it: the reporting verb above a trigger, "according to", the parenthesis, the chain of carriers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.cues import Handed, introduced, is_verb, owner, reports, subject
from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Attribution", "attribute", "reporting_stance", "reporting_verbs", "speaks"]

_CONTENT = {"ccomp", "xcomp", "pcomp", "parataxis", "acl", "oprd"}
_OBJECT = {"dobj", "prep", "attr", "nsubjpass"}
_STATES = {"dead", "killed", "missing", "wounded", "injured", "hurt", "deceased"}
_SPEAKS_OF = {"speak", "speaks", "spoke", "spoken", "speaking"}
_LEADING = {"det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "punct"}
_CITING = {"citing", "quoting"}
_QUOTED = {"quoted", "quotes", "quoting", "cited", "cites", "quote"}
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
        _accounted(node, memory, base, out, sources)
        _held(node, memory, base, out, sources)
        parent = node.head
        if parent == node:
            break
        if sources and any(t.text == ";" for t in _between(node, parent)):
            break  # "..., the government says; the opposition says 45"
        if _carries(node, parent):
            out.verbs.append(parent)
            if parent.tag_[:2] == "VB":
                _take_stance(parent, out)
                sources.extend(_sources(parent, memory, base, out))
            else:
                whose = owner(parent)
                voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
                sources.extend([voice] if voice else [])
        node = parent
    _modality(token, out)
    if not sources:
        _trailing(token, memory, base, out, sources)
    if not sources:
        _loose_according(token, memory, base, out, sources)
    if not sources:
        _set_off(token, memory, base, out, sources)
    if not sources:
        _said_before(token, memory, base, out, sources)
    if sources:
        sources = _cited(token, memory, base, sources)
        out.speaker = sources[0]
        seen = {out.speaker.name}
        for voice in reversed(sources[1:]):
            if voice.name not in seen:
                seen.add(voice.name)
                out.via.append(voice)
    return out


def _between(one: Token, other: Token) -> Span:
    return one.doc[min(one.i, other.i) : max(one.i, other.i)]


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
            or verb.lower_ in words("reporting", "informing", "verbs")
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
        if comma is not None and comma.nbor().tag_ in {"WDT", "WP"}:
            continue  # ", which the group claimed"
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


def _set_off(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ ", the press centre announced at noon,": a reporting clause between commas, read from the words."""
    doc, sentence = token.doc, token.sent
    commas = [t.i for t in sentence if t.text == ","]
    for left, right in pairwise([*commas, sentence.end - 1]):
        if left < token.i < right:
            continue
        verb = next((t for t in doc[left + 2 : right] if t.lower_ in reporting_verbs() and is_verb(t)), None)
        if verb is None or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or any(is_verb(t) for t in doc[verb.i + 1 : right]):
            continue
        head = doc[left + 1]
        while head.dep_ in _LEADING and head.i < head.head.i < verb.i:
            head = head.head
        between = [t for t in doc[head.i + 1 : verb.i] if is_verb(t) and t.tag_ != "VBG"]
        if between or head.tag_[:2] not in {"NN", "PR"} or not speaks(head):
            continue
        voice = memory.speaking(head, base)
        if voice is not None:
            out.verbs.append(verb)
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
        if node.dep_ == "advcl" and node.lower_ in _STATES and any(
            parent.i < c.i < node.i and c.dep_ == "dobj" for c in parent.children
        ):
            return True  # "reported one serviceman dead", "gave 43 killed"
        if node.dep_ == "advcl" and node.tag_ == "JJ" and node.i > parent.i:
            return lower in _SPEAKS_OF
        if node.dep_ == "advcl" and lower in _SPEAKS_OF and node.i > parent.i and parent.nbor().lower_ == "of":
            return True
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"while", "but"} for c in node.children):
            return any(c.dep_ == "ccomp" for c in parent.children)
        if (
            node.dep_ == "advcl"
            and node.i > parent.i
            and node.tag_ == "VBG"
            and any(c.dep_ == "ccomp" for c in parent.children)
        ):
            return True
        if node.dep_ == "prep" and node.lower_ == "as" and lower in _QUOTED:
            return True  # "quoted an officer as saying"
        if node.dep_ == "prep" and node.lower_ == "in" and any(_carries_clause(c) for c in node.children):
            return True  # "said in a statement that"
        if node.dep_ in _OBJECT:
            if lower in {"put", "puts", "raised", "lowered", "revised", "raises", "revises", "updated"}:
                return node.lower_ in words("reporting", "placed", "nouns") or node.dep_ == "prep"
            if node.lower_ == "of" and lower in words("reporting", "said_of", "verbs"):
                return True  # "was accused by villagers of killing"
            if lower in words("reporting", "giving", "verbs") and node.dep_ == "dobj":
                return node.like_num or node.lower_ in words("reporting", "placed", "nouns")
            if node.dep_ == "prep" and node.lower_ not in {"of", "about", "for", "as"}:
                return False
            if node.dep_ == "nsubjpass":
                return False
            return lower not in words("reporting", "not_by_object", "verbs")
        return bool(node.dep_ == "pobj")
    if lower in words("reporting", "nouns", "statement") and node.dep_ in {"acl", "ccomp", "relcl"}:
        return node.tag_[:2] == "VB" and any(c.dep_ == "mark" and c.lower_ == "that" for c in node.children)
    return lower in {"calling", "called"} and node.dep_ in {"oprd", "ccomp", "dobj"}


def _carries_clause(noun: Token) -> bool:
    return noun.lower_ in words("reporting", "nouns", "statement") and any(
        c.dep_ in {"acl", "ccomp", "relcl"} and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        for c in noun.children
    )


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
    if verb.lower_ in _QUOTED:
        found += _voices(verb, {"dobj"}, memory, base)
    hearers: list[Voice] = []
    if verb.lower_ in {"told", "tell", "tells", "telling", "informed"}:
        hearers = [v for v in _voices(verb, {"dobj", "dative"}, memory, base) if v.kind is ActorKind.MEDIA]
        hearers = [v for v in hearers if v.name.lower() not in words("actors", "unnamed_media")]
    passive: list[Voice] = []
    if verb.lower_ in _HEARD_OF | words("reporting", "informing", "verbs"):
        passive = _voices(verb, {"nsubjpass"}, memory, base)
    agents = [v for by in verb.children if by.dep_ == "agent" for v in _voices(by, {"pobj"}, memory, base)]
    if passive and verb.lower_ not in _HEARD_OF:
        found += agents + passive  # "he had been assured by the coalition that"
    elif passive:
        found += passive + agents
    else:
        found += [v for v in _subject_voices(verb, memory, base) if v not in agents] + agents
    out.rules.append(f"attribution.verb:{verb.lower_}")
    if hearers:
        found = found[:1] + hearers + found[1:]
    return found


def _subject_voices(verb: Token, memory: Memory, base: int) -> list[Voice]:
    """The voice of a verb's subject, as ``cues.subject`` finds it, when it can be one who speaks."""
    who = subject(verb)
    if who is None or (who.dep_ == "nsubjpass" and who.head == verb and verb.lower_ not in _HEARD_OF):
        return []  # "the rebels were reported killed": they are told of
    if who.tag_ in {"WP", "WDT"} and who.head.dep_ == "relcl":
        who = who.head.head
    mute = words("scope", "events") | (words("groups", "totals") - words("reporting", "nouns", "statement"))
    if who.tag_ == "NN" and who.lower_ in mute:
        return []  # "the blast raised to 42 the number killed", "the number shows how many died"
    if who.head != verb and not speaks(who):
        return []
    voice = memory.speaking(who, base)
    return [voice] if voice else []


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
        quoted = child.lower_ in _QUOTED and child.i < node.i and any(c.dep_ == "dobj" for c in child.children)
        if (any(c.dep_ in {"ccomp", "dobj"} for c in child.children) and not quoted) or not any(
            c.dep_ == "nsubj" for c in child.children
        ):
            continue
        if child.dep_ == "advcl" and not any(c.lower_ == "as" for c in child.children):
            continue
        out.verbs.append(child)
        sources.extend(_sources(child, memory, base, out))


def _according(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    for child in node.children:
        if child.lower_ == "per" and child.dep_ == "prep":
            for who in child.children:
                voice = memory.speaking(who, base) if who.dep_ == "pobj" and speaks(who) else None
                if voice is not None and voice.kind is not ActorKind.UNKNOWN:
                    sources.append(voice)
                    out.rules.append("attribution.according_to")
        if child.lower_ == "according" and child.dep_ in {"prep", "advcl", "advmod", "pcomp"}:
            for to in child.children:
                if to.lower_ == "to":
                    for voice in _voices(to, {"pobj"}, memory, base):
                        if voice not in sources:
                            sources.append(voice)
                            out.rules.append("attribution.according_to")


def _accounted(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "By *the army's* own account", "in the words of *the mayor*", "as *the mayor* put it"."""
    for child in node.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "in", "on", "per"}:
            for noun in child.children:
                if noun.dep_ != "pobj" or noun.lower_ not in words("reporting", "nouns", "accounts"):
                    continue
                of = [c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
                whose = owner(noun) or (of[0] if of else None)
                if whose is None or not speaks(whose):
                    continue
                voice = memory.speaking(whose, base)
                if voice is not None:
                    sources.append(voice)
                    out.rules.append("attribution.account")
        elif child.dep_ == "advcl" and child not in out.verbs and any(c.lower_ == "as" for c in child.children):
            if child.lower_ not in words("reporting", "as_put", "verbs"):
                continue
            who = subject(child, (), 1)
            voice = memory.speaking(who, base) if who is not None and speaks(who) else None
            if voice is not None and voice not in sources:
                out.verbs.append(child)
                sources.append(voice)
                out.rules.append(f"attribution.verb:{child.lower_}")


def _held(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "*The ministry's* position was that five had died"."""
    be = node.head
    if node.dep_ != "ccomp" or be == node or be.lower_ not in {"is", "was", "has", "been", "remains", "remained"}:
        return
    for noun in be.children:
        if noun.dep_ == "nsubj" and noun.lower_ in words("reporting", "nouns", "positions"):
            whose = owner(noun)
            voice = memory.speaking(whose, base) if whose is not None else None
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.account")


def _said_before(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """The reporting clause right in front of the statement, read from the words where the parser cut it off."""
    top = token
    while top.head != top and top.head.i >= token.sent.start and top.dep_ != "ccomp":
        top = top.head
    told: Handed | None = introduced(top.doc[top.left_edge.i], range(top.left_edge.i, top.right_edge.i + 1))
    if told is None or told.cue.lower_ not in reporting_verbs() or not speaks(told.source):
        return
    voice = memory.speaking(told.source, base)
    if voice is not None:
        out.verbs.append(told.cue)
        sources.append(voice)
        out.rules.append(f"attribution.trailing:{told.cue.lower_}")


def _cited(token: Token, memory: Memory, base: int, sources: list[Voice]) -> list[Voice]:
    """``sources`` with whom the speaker cites, wherever the parser hung the word ("..., the mayor said, citing
    doctors", "the Herald, quoting Le Phare, says that the prefect admitted")."""
    known = {voice.name for voice in sources}
    for cite in token.sent:
        named: list[Voice] = []
        if cite.lower_ in _CITING and cite.tag_ == "VBG":
            named = _voices(cite, {"dobj"}, memory, base)
        elif cite.lower_ in {"referring", "reference"}:
            named = [v for to in cite.children if to.lower_ == "to" for v in _voices(to, {"pobj"}, memory, base)]
        named = [voice for voice in named if voice.name not in known]
        if named:
            at = 0 if len(sources) < 2 or sources[0].start < base + cite.idx else len(sources) - 1
            return sources[:at] + named + sources[at:]
    return sources


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
