"""Whose a number is where nobody is said to say it: "the police toll stood at 12", "the ministry sticks to 12",
"that was the mayor's count"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.cues import is_verb, owner, reports, subject
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.memory import Memory
from cenotaph.extract.placing import lookup
from cenotaph.extract.telling import STATES, Attribution, speaks
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["answering", "apposed", "counted_by", "given_by", "holds", "pointed_back", "pronounced_by", "read_out"]

_THOSE = {"that", "this", "these", "those"}
_BE = {"is", "are", "was", "were"}
_LINKS = {"at", "of", "in", "for", "from"}
_CARRIED = {"figure", "figures", "tally", "count", "total", "number", "toll", "list", "estimate"}
_TOTALS = {"toll", "tolls", "number", "numbers", "total", "totals", "figure", "figures"}
_ARMED = {ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.STATE}
_APART = {";", "while", "whereas", "but"}
_BESIDE = {
    "has",
    "have",
    "had",
    "is",
    "are",
    "was",
    "were",
    "been",
    "does",
    "do",
    "did",
    "to",
    "dares",
    "dare",
    "can",
}
_ASKED = {"asked", "pressed", "questioned", "quizzed"}
_NAMES = {"names", "identities"}
_FIGURES = {"figure", "figures", "toll", "tally", "count", "claim", "claims", "estimate"}
_KEEPS_COUNT = {
    *(ActorKind.HEALTH_AUTHORITY, ActorKind.STATE, ActorKind.INTERGOVERNMENTAL, ActorKind.NGO, ActorKind.MEDIA),
    ActorKind.INDIVIDUAL,
}


def counted_by(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "*The police* toll stood at 12", "the toll given by *the ministry* is 12", "*the rebels'* claim to have
    killed"."""
    nouns = words("reporting", "nouns", "tallies")
    verb = node.head
    tallied = [node] if node.lower_ in nouns else []
    papers = words("reporting", "nouns", "statement") | _NAMES | _FIGURES
    issued = node.lower_ == "of" and verb.lower_ in papers and verb.dep_ in {"dobj", "pobj"}
    acts = [verb.head, verb.head.head] if issued else []
    issuing = words("reporting", "issuing", "verbs")
    if verb.lower_ in _NAMES:
        issuing |= words("reporting", "giving", "verbs")
    if any(act.lower_ in issuing for act in acts):
        whose = owner(verb) or subject(acts[0] if verb.dep_ == "dobj" else acts[1])
        voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
        if voice is not None:
            sources.append(voice)  # "has sent in reports of six deaths", "released the names of those killed"
            out.rules.append("attribution.account")
            return
    if verb.lower_ in words("reporting", "nouns", "stands"):
        tallied += [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in nouns and c.i < node.i]
    for noun in tallied:
        whose = _owner(noun)
        happened = words("scope", "events") | {"collapse", "derailment", "sinking", "eruption", "landslide"}
        if whose is not None and whose.lower_ in happened:
            continue  # "the toll from the collapse"
        if whose is not None and whose.tag_ != "PRP$" and speaks(whose) and not is_verb(whose):
            voice = memory.speaking(whose, base)
            if voice is None or (noun.lower_ in _TOTALS and _mere_place(voice)):
                continue  # "Kabul's death toll" is a place's
            known = voice.kind is not ActorKind.UNKNOWN or (whose.tag_ == "NNP" and noun.lower_ not in _TOTALS)
            if known and voice not in sources:
                sources.append(voice)
                out.rules.append("attribution.account")


def _mere_place(voice: Voice) -> bool:
    return country_of(voice.name) is not None or voice.name.lower() in table("actors")["capitals"]


def pronounced_by(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "Eight were reported dead *by police*"; of the killed only by one who bears no arms."""
    verb = token.head
    if (
        token.lower_ not in STATES
        or verb.tag_ != "VBN"
        or verb.lower_ not in words("reporting", "made_known", "verbs")
    ):
        return
    agents = [a for node in (verb, token) for a in node.children if a.dep_ == "agent"]
    for who in [c for by in agents for c in by.children if c.dep_ == "pobj" and speaks(c)]:
        voice = voice_of(who)
        if voice is None or (token.lower_ == "killed" and voice.kind in _ARMED):
            continue
        spoken = memory.speaking(who, base)
        sources.extend([spoken] if spoken is not None else [])
        out.rules.append(f"attribution.verb:{verb.lower_}")
        return


def pointed_back(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "Twelve are dead. *That is the figure the mayor gave.*", "The number comes from *the union*.", "So says *the
    mayor*.": the next sentence says whose number it was."""
    doc, at = token.doc, token.sent.end
    if at + 3 >= len(doc):
        return
    after = doc[at].sent
    whose = _figure_of(after) or _so_says(after)
    voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
    if voice is not None:
        sources.append(voice)
        out.rules.append("attribution.account")


def _figure_of(after: Span) -> Token | None:
    """Whose the figure of the sentence before is, by "that was the mayor's count", "the toll was given by him"."""
    tallies = words("reporting", "nouns", "tallies")
    root = after.root
    if after[0].lower_ in _THOSE and after[1].lower_ in _BE:
        noun = next((c for c in after[1].children if c.dep_ == "attr"), None)
    else:
        noun = next((t for t in after[1:3] if t.lower_ in tallies and t.dep_ in {"nsubj", "nsubjpass"}), None)
        if noun is None or after[0].lower_ not in {"the", *_THOSE}:
            return None
        given = [c for c in root.children if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "from"}]
        if root.lower_ in _BE:
            given += [
                c for t in root.children if t.dep_ == "attr" for c in t.children if c.dep_ in {"agent", "prep"}
            ]
        given_to = [c for by in given for c in by.children if c.dep_ == "pobj"]
        owned = [t for t in root.children if t.dep_ == "attr" and any(c.tag_ == "POS" for c in t.children)]
        return next(iter([*given_to, *owned]), None)  # "the figure comes from the union", "is the union's"
    if noun is None or noun.lower_ not in tallies:
        return None
    given = [c for r in noun.children if r.dep_ == "relcl" for c in r.children if c.dep_ == "nsubj"]
    of = [c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    return _owner(noun) or next(iter([*given, *of]), None)


def _so_says(after: Span) -> Token | None:
    if after[0].lower_ not in {"so", "thus"} or after[1].lower_ not in words("reporting", "asserts", "verbs"):
        return None
    return next((c for c in after[1].children if c.dep_ == "nsubj"), None)


def answering(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "*Asked how many had died*, the mayor replied: ...": who is asked answers."""
    for verb in token.ancestors:
        answer = verb.head
        if verb.lower_ in _ASKED and verb.tag_ == "VBN" and verb.dep_ == "advcl" and answer.sent == token.sent:
            who = subject(answer, (), 1) if reports(answer) else None
            voice = memory.speaking(who, base) if who is not None and speaks(who) else None
            if voice is not None:
                out.verbs.append(answer)
                sources.append(voice)
                out.rules.append(f"attribution.verb:{answer.lower_}")
            return


def apposed(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "Nine bodies were found, *a number confirmed by the district office*"."""
    for noun in token.doc[token.i + 1 : token.sent.end]:
        if noun.lower_ not in words("reporting", "nouns", "tallies") or noun.i < 2:
            continue
        led = noun.doc[noun.i - 1].lower_ in {"a", "the"} and noun.doc[noun.i - 2].text in {",", "-"}
        given = [c for c in noun.children if c.dep_ in {"acl", "relcl"} and is_verb(c)] if led else []
        for verb in given:
            by = [c for a in verb.children if a.dep_ in {"agent", "prep"} for c in a.children if c.dep_ == "pobj"]
            own = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_[0] != "W"]
            whose = next((c for c in [*own, *by] if speaks(c)), None)
            voice = memory.speaking(whose, base) if whose is not None else None
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.account")
                return


def given_by(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "The figure of 90 dead, *given by the rebel radio*, ..."."""
    for verb in token.doc[token.i + 1 : token.sent.end]:
        led = verb.tag_ == "VBN" and verb.nbor(-1).text in {",", "("}
        if not led or verb.lower_ not in words("reporting", "made_known", "verbs"):
            continue
        for who in [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]:
            voice = memory.speaking(who, base) if speaks(who) else None
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.account")
                return


def read_out(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ ""Two were killed," *read a tweet by the police*."."""
    for noun in token.doc[token.i + 1 : token.sent.end]:
        if noun.lower_ not in words("reporting", "nouns", "statement") or noun.i < 2:
            continue
        if any(t.lower_ in {"read", "reads", "ran", "runs"} for t in noun.doc[noun.i - 3 : noun.i]):
            by = noun.nbor() if noun.i + 1 < noun.sent.end else noun
            named = [c for c in by.children if c.dep_ == "pobj"] if by.lower_ in {"by", "from"} else []
            whose = next(iter([*filter(None, [owner(noun)]), *named]), None)
            voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.account")
            return


def holds(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> list[Voice]:
    """``sources`` with who holds to the number of ``token``: "*the ministry* sticks to 12", "*it* now has 61 dead";
    alone where a semicolon or "while" parts them from who speaks before."""
    doc = token.doc
    for verb in reversed(doc[token.sent.start : token.i]):
        if verb.text == ";" or verb.lower_ in {"who", "whom", "which", "when", "where", "that", "because"}:
            return sources
        if not _held(verb, token):
            if verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ not in {"aux", "auxpass"}:
                return sources
            continue
        who = _holder(verb)
        if who is None or not speaks(who) or who.lower_ in {"others", "one", "another"}:
            return sources
        voice = memory.speaking(who, base)
        if voice is None or not _may_hold(verb, who, voice):
            return sources
        out.rules.append("attribution.holds")
        before = [said for said in out.verbs if said.i < who.i]
        if before and any(t.lower_ in _APART for t in doc[before[-1].i : who.i]):
            return [voice]
        return [voice, *[other for other in sources if other.name != voice.name]]
    return sources


@cache
def _followed() -> dict[str, frozenset[str]]:
    """Each form of a verb of holding with the words that may follow it; the empty one is the number itself."""
    out: dict[str, set[str]] = {}
    for word, verbs in table("reporting")["holds"].items():
        for verb in verbs.split():
            out.setdefault(verb, set()).add("" if word == "number" else word)
    return {verb: frozenset(after) for verb, after in out.items()}


def _held(verb: Token, token: Token) -> bool:
    """Whether ``verb`` holds to what ``token`` tells: by the word that follows it, or as "has 61 dead"."""
    after = [t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 4, token.i)]]
    if verb.lower_ in {"has", "have", "had"}:
        if verb.dep_ in {"aux", "auxpass"} or (verb.lower_ == "had" and not _by_pronoun(verb)):
            return False
        if any(t.lower_ in {"list", "register"} for t in verb.doc[verb.i + 1 : verb.sent.end]):
            return token.i - verb.i < 12  # "has 18 dead on its list"
        stretch = verb.doc[verb.i + 1 : min(token.i + 3, verb.sent.end)]
        counted = any(t.like_num for t in stretch)
        return (
            counted and token.i - verb.i < 12 and any(t.lower_ in STATES | {"names", "hospital"} for t in stretch)
        )
    follow = _followed().get(verb.lower_, frozenset())
    if "list" in follow and token.i - verb.i < 10:
        return any(t.lower_ in {"list", "lists"} for t in verb.doc[verb.i + 1 : token.i])
    if "with" in follow and "with" in after:  # "came away *with a figure of three*"
        return any(t.lower_ in _CARRIED for t in verb.doc[verb.i + 1 : token.i])
    if any(word in follow for word in after):
        return True
    if verb.tag_ in {"NN", "VB"} or (verb.i > 0 and verb.nbor(-1).dep_ in {"det", "poss", "case"}):
        return False
    return "" in follow and (token.lower_ in _harm() or token.lower_ in triggers())


def _by_pronoun(verb: Token) -> bool:
    """ "He had 31 in hospital": what the army had dead it has lost, what he had is what he knew of."""
    return any(c.dep_ == "nsubj" and c.lower_ in {"he", "she"} for c in verb.children)


@cache
def _harm() -> frozenset[str]:
    return words("refusals", "report", "harm") | STATES


def _holder(verb: Token) -> Token | None:
    """The subject of a verb of holding, from the parse or, where the parser took the verb for a noun, the words."""
    for node in (verb, verb.head):
        own = [c for c in node.children if c.dep_ == "nsubj" and c.i < verb.i]
        if own and is_verb(node):
            return own[-1] if own[-1].tag_[0] != "W" else None
    i = verb.i - 1
    while i > verb.sent.start and (verb.doc[i].tag_[:2] in {"RB", "MD"} or verb.doc[i].lower_ in _BESIDE):
        i -= 1
    who = verb.doc[i] if i >= verb.sent.start else verb
    if who == verb or who.tag_[:2] not in {"NN", "PR"}:
        return None
    left = i - 1
    while left > verb.sent.start and verb.doc[left].tag_[:2] in {"DT", "JJ", "NN"}:
        left -= 1
    if left > verb.sent.start and verb.doc[left].lower_ in _LINKS and verb.doc[left - 1].tag_[:2] == "NN":
        return verb.doc[left - 1]  # "*Doctors* at the clinic speak of 61 dead"
    return who


def _may_hold(verb: Token, who: Token, voice: Voice) -> bool:
    """Whether the voice can hold to a number; who "has 61 dead" must count them, and not have lost them."""
    if verb.lower_ in {"has", "have", "had"}:
        if who.lower_ in words("placing", "nouns", "settlement") | {"province", "region", "county", "district"}:
            return False
        listed = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 12]} & {"names", "list", "register"}
        if listed and voice.kind is not ActorKind.UNKNOWN:
            return True
        now = who.tag_ == "PRP" or any(c.lower_ in {"now", "so"} for c in verb.children)
        return (
            voice.kind in _KEEPS_COUNT or voice.name.lower().endswith("police") or (now and voice.shape == "person")
        )
    if verb.lower_ in words("reporting", "recording", "verbs") and who.tag_ == "NNP" and lookup(voice.name):
        return False  # "Kenya recorded twelve deaths": where, not who
    known = voice.kind is not ActorKind.UNKNOWN or voice.shape == "person"
    return known or who.lower_ in words("actors", "generic", "organisations")


def _owner(noun: Token) -> Token | None:
    """Whose a figure is: its possessor, its giver, or the word in front of it ("the *police* toll")."""
    dated = words("actors", "no_authors")  # "the morning statement of the general staff"
    bearers = [c for c in noun.lefts if c.dep_ == "compound" and speaks(c) and c.lower_ not in dated]
    said = noun.lower_ in {"statement", "report", "bulletin", "account", "version", "claim", "assertion"}
    of = [p for p in noun.children if p.lower_ == "of" and said]  # "the number of soldiers" is not the soldiers'
    whose = [c for p in of for c in p.children if c.dep_ == "pobj" and _body(c)]
    return owner(noun) or next(iter([*bearers, *whose]), None)


def _body(token: Token) -> bool:
    voice = voice_of(token) if speaks(token) else None
    return voice is not None and voice.kind is not ActorKind.UNKNOWN
