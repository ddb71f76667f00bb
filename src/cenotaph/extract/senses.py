"""Casualty words that tell of no casualty: idioms, figures of speech, stories, drills, laws, harm only feared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.persons import animal, thing_like
from cenotaph.extract.phrases import end_of, quantity_head, said_in, text_of
from cenotaph.extract.signs import hypothetical
from cenotaph.extract.spared import spared
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["in_another_sense"]

_TERM = re.compile(r"\bfor (?:(?:\S+ ){0,4}?(?:years?|months?|weeks?)\b|life\b)", re.I)
_LABEL = re.compile(
    r"(?:^|(?<!\bSt)[.;|]\s*|\s[-–•*]\s*)(?!(?:in|at|on|from|near|inside|after|of|by)\s)(?:[\w'-]+\s+){0,3}?(?P<word>[^\W\d]+)(?:\s\(\w+\))?:\s+(?P<first>[^:;.]*,\s*)?$"
)
_STREETS = re.compile(
    r"\b(?:streets?|square|avenue|road|bridge|boulevard|roundabout|cemetery|plaza|park) of\b.{0,12}$",
    re.I,
)


def in_another_sense(hit: Hit) -> bool:
    """Whether the casualty word of ``hit`` counts nobody, whatever stands beside it."""
    token = hit.token
    return (
        _idiom(token)
        or _manner_of_speaking(hit)
        or _place_name(token)
        or _beside_things(hit)
        or _under_label(hit)
        or _played(token)
        or _told_in_a_story(token)
        or _general_law(token)
        or _not_yet(hit)
        or _averted(hit)
        or (hit.rule != "none_told" and _dreaded(token))
        or _supposed(token)
        or _held_otherwise(token)
        or _hurt_in_mind(hit)
        or _sentenced(token)
        or _found_again(token)
        or _dealt_with(hit)
        or _no_harm_yet(hit)
        or _commanded(token)
        or _whoever(hit)
        or _sought(hit)
        or _to_be_made(hit)
        or _habit(hit)
        or _at_a_rate(hit)
        or _in_a_law(token)
        or _no_grave_harm(hit)
        or spared(hit)
    )


@cache
def _patterns(section: str) -> re.Pattern[str]:
    """The patterns of a section as one, over lower-case text; the start of a word is looked for once for all that
    begin there, which takes a tenth of the time."""
    start = r"\b"
    patterns = table("senses")[section]["patterns"]
    at_words = "|".join(f"(?:{p.removeprefix(start)})" for p in patterns if p.startswith(start))
    anywhere = [f"(?:{p})" for p in patterns if not p.startswith(start)]
    return re.compile("|".join([rf"{start}(?:{at_words})", *anywhere] if at_words else anywhere))


def _lower(text: str) -> str:
    """``text`` in lower case, character by character, so that offsets hold."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _idiom(token: Token) -> bool:
    """ "a dead heat", "shot to fame", "a wounded pride": the word stands inside a fixed phrase."""
    sentence = token.sent
    base = sentence[0].idx
    low, high = token.idx - base, end_of(token) - base
    return any(start <= low and high <= end for start, end in _idioms(said_in(sentence)))


@lru_cache(maxsize=64)
def _idioms(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of fixed phrases; the words of harm of a sentence ask for them one after the other."""
    return tuple(match.span() for match in _patterns("idioms").finditer(_lower(text)))


def _manner_of_speaking(hit: Hit) -> bool:
    """ "wounded by the scandal": by what harms nobody's body."""
    by = [o for p in kids(hit.token, "agent", "prep") if p.lower_ == "by" for o in kids(p, "pobj")]
    return any(o.lower_ in words("senses", "causes") and o.tag_[:3] != "NNP" for o in by)


def _place_name(token: Token) -> bool:
    """ "the Square of the 12 *Martyrs*"."""
    return token.tag_[:3] == "NNP" and _STREETS.search(text_of(token.doc)[: token.idx]) is not None


def _beside_things(hit: Hit) -> bool:
    """ "Three sheep were killed and nine *wounded*", "the registrar's dog *killed*": of no person."""
    token = hit.token
    before = token.nbor(-1) if token.i > token.sent.start else token
    owned = any(c.dep_ == "poss" for c in before.lefts)
    if token.tag_ in {"VBN", "VBD"} and owned and thing_like(before) and not kids(token, "dobj", "dative"):
        return True
    if hit.rule != "numbered" or token.tag_[:2] not in {"VB", "JJ"}:
        return False
    subjects = [t for t in token.doc[token.sent.start : token.i] if t.dep_ == "nsubjpass"]
    return bool(subjects) and all(animal(t) for t in subjects)


def _under_label(hit: Hit) -> bool:
    """ "Drones: *4* lost, 11 downed", "Vehicles: *2* lost": numbers alone under a label of things."""
    if not hit.harmed or not all(head.like_num and not kids(head, "prep") for head in hit.harmed):
        return False
    label = _LABEL.search(text_of(hit.token.doc)[hit.token.sent.start_char : hit.harmed[0].idx])
    if label is None or (label["first"] and hit.token.lower_ not in words("groups", "lost_things")):
        return False
    word = label["word"].lower()
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    if forms & words("senses", "animals"):
        return True
    things = words("groups", "things") | words("senses", "things") | words("groups", "labelled_things")
    return hit.token.lower_ in words("groups", "lost_things") and bool(forms & things)


def _played(token: Token) -> bool:
    """ "an earthquake that was supposed to have left 300 dead", "the mock attack"."""
    return _patterns("drill").search(_lower(said_in(token.sent))) is not None


def _told_in_a_story(token: Token) -> bool:
    """ "a novel in which 19 passengers die": the harm is told in the present, and the sentence names a work."""
    clause = token if token.tag_[:2] == "VB" else token.head
    auxiliaries = {c.lower_ for c in kids(clause, "aux", "auxpass")}
    past = clause.tag_ == "VBD" or auxiliaries & {"was", "were", "had"}
    return not past and clause.tag_[:2] == "VB" and bool(_patterns("fiction").search(_lower(said_in(token.sent))))


def _general_law(token: Token) -> bool:
    """ "anyone who kills two or more", "a driver who injures a cyclist will lose his licence"."""
    if token.tag_ not in {"VBZ", "VBP"}:
        return False
    subjects = subject_of(token)
    if token.dep_ in {"relcl", "acl"} and not any(c.lower_ == "that" for c in kids(token, "mark")):
        subjects = [token.head]  # but "any suggestion *that three workers* remain below"
    indefinite = words("senses", "lawful")
    for subject in subjects:
        lefts = {c.lower_ for c in subject.lefts}
        relative = subject == token.head and lefts & {"a", "an"}
        if subject.lower_ in indefinite or lefts & {"any"} or relative:
            return True
    return any(t.lower_ in {"whoever", "anyone", "anybody"} for t in token.doc[token.sent.start : token.i])


def _not_yet(hit: Hit) -> bool:
    """ "hundreds *may die* if", "we are *not dead* yet"; "may have died", "may be dead" are claims."""
    token = hit.token
    found = {c.lower_ for c in kids(token, "aux")}
    if (
        found & {"may", "might", "can", "could"}
        and hit.rule != "negated"
        and "have" not in found
        and hit.measure is not Measure.MISSING
    ):
        future = token.tag_ == "VB" or (
            token.tag_ == "VBN" and any(c.lower_ == "be" for c in kids(token, "auxpass"))
        )
        if future and not {"already"} & {c.lower_ for c in token.children}:
            return True
    states = token.dep_ in {"acomp", "attr", "oprd"} and token.tag_[:2] in {"JJ", "VB"}
    return states and token.head.lemma_ == "be" and any(c.dep_ == "neg" for c in token.head.children)


def _averted(hit: Hit) -> bool:
    """ "could have averted 11,000 *deaths*", "would result in dozens of *casualties*"."""
    node = hit.token
    if node.tag_[:2] != "NN" or hit.trigger.frame not in {"deaths", "lives", "wounds"}:
        return False
    if node.dep_ == "conj":
        node = node.head
    node = quantity_head(node)
    if node.dep_ == "pobj" and node.head.lower_ in {"in", "to"}:
        leads = node.head.head
        return leads.lower_ in words("senses", "avert", "leads") and hypothetical(leads)
    verb = node.head
    if node.dep_ not in {"dobj", "nsubjpass"} or verb.tag_[:2] != "VB":
        return False
    if node.dep_ == "nsubjpass" and {"have", "the"} <= {c.lower_ for c in (*kids(verb, "aux"), *node.lefts)}:
        return False  # "*the deaths* of A and B might have been avoided": they were not
    if verb.lower_ in words("senses", "avert", "tells") and not kids(verb, "neg"):
        return False  # "could *confirm* 24 deaths"
    return verb.lower_ in words("senses", "avert", "verbs") or hypothetical(verb)


def _dreaded(token: Token) -> bool:
    """ "afraid of being *kidnapped*", "at risk of being *shot*"."""
    being = any(c.lower_ == "being" for c in kids(token, "auxpass", "aux"))
    if not (being or (token.tag_ == "VBG" and token.dep_ in {"pcomp", "xcomp"})):
        return False
    node = token
    for _ in range(3):
        node = node.head
        if node.lower_ in words("senses", "dread"):
            return True
    return False


def _supposed(token: Token) -> bool:
    """ "in the event she was *injured*", "if they had gone around *killing* people", "it felt like friends were
    *dying*", "50 could have *died* had the alarm failed"."""
    auxiliaries = {c.lower_ for c in kids(token, "aux")}
    if {"could", "might", "would"} & auxiliaries and _patterns("counterfactual").search(
        _lower(said_in(token.sent))
    ):
        return True
    event = [o for p in kids(token, "prep") if p.lower_ == "in" for o in kids(p, "pobj") if o.lower_ == "event"]
    if token.dep_ == "advcl" and any(not kids(one, "prep") for one in event):
        return True
    node = token
    for _ in range(6):
        if node.dep_ == "advcl" and any(c.lower_ in {"if", "unless", "lest"} for c in kids(node, "mark")):
            return True
        if node.dep_ in {"advcl", "ccomp"} and any(c.lower_ == "like" for c in kids(node, "mark")):
            return True
        if node.head == node:
            return False
        node = node.head
    return False


def _held_otherwise(token: Token) -> bool:
    """ "held accountable", "the lead she has *held*", "*seized* on the remark": of nobody."""
    lower = token.lower_
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]]
    if lower in {"hold", "holds", "held", "holding"} and set(after) & words("senses", "held", "otherwise"):
        return True
    to = [o for p in kids(token, "prep", "dative") if p.lower_ == "to" for o in kids(p, "pobj")]
    if lower in {"hold", "holds", "held", "holding"} and any(o.lower_ in words("senses", "held", "to") for o in to):
        return True
    room = token.nbor(-1) if token.i > token.sent.start else token
    rooms = {room.lower_, *(s.lower_ for s in kids(token, "nsubj"))} & words("senses", "held", "rooms")
    if lower in {"hold", "holds", "holding"} and rooms:
        return True  # "a stadium *holding* 30,000"
    if lower.startswith("seiz") and after[:1] in (["on"], ["upon"]):
        return True
    has = any(c.lower_ in {"has", "have", "had", "having"} for c in kids(token, "aux"))
    active = has and token.tag_ == "VBN" and not kids(token, "auxpass", "dobj", "dative")
    return active and lower in words("senses", "held", "verbs")


_AGAIN = re.compile(
    r"\b(?:thought|believed|feared|presumed|reported|counted|assumed|given up (?:for|as)|listed as|declared)\s+"
    r"(?:to be\s+)?(?:dead|missing|killed|lost|drowned|captured)\b[^.;]{0,60}?\b(?:turned up|alive|safe|unharmed"
    r"|reappeared|resurfaced|walked (?:home|in|out)|came home|returned home)\b",
    re.IGNORECASE,
)


def _found_again(token: Token) -> bool:
    """ "two men thought *dead* turned up at home": nobody was harmed after all."""
    text = token.sent.text
    at = token.idx - token.sent.start_char
    return any(found.start() <= at < found.end() for found in _AGAIN.finditer(text))


def _sentenced(token: Token) -> bool:
    """ "*jailed* for nine years": a court's sentence."""
    after = token.doc[token.i + 1 : min(token.i + 9, token.sent.end)].text
    return token.lower_ in {"jailed", "imprisoned"} and _TERM.search(after) is not None


def _hurt_in_mind(hit: Hit) -> bool:
    """ "his remarks *hurt* him": hurt by what strikes no body, and nobody counted."""
    if not hit.token.lower_.startswith("hurt") or hit.rule != "active" or any(numeric(h) for h in hit.harmed):
        return False
    if any(t.lower_ in {"kills", "kill", "killed", "killing"} for t in hit.token.sent):
        return False  # "Ice fall kills climber, *hurts* guide"
    return not {s.lower_ for s in subject_of(hit.token)} & (
        words("scope", "events") | words("triggers_light", "struck", "by")
    )


def _dealt_with(hit: Hit) -> bool:
    """ "how people are *treated* in schools", "14 refugees were *admitted*": far from any hospital or wound."""
    lower = hit.token.lower_
    if lower.startswith("admit"):
        if hit.token.dep_ == "ROOT" and (kids(hit.token, "ccomp") or '"' in {t.text for t in hit.token.lefts}):
            return True  # "We cannot save them all," one of them *admitted*
        return not {t.lower_ for t in hit.token.doc} & words("senses", "treated")
    if lower != "treated" or any(numeric(h) for h in hit.harmed):
        return False
    return not {t.lower_ for t in hit.token.sent} & words("senses", "treated")


def _no_harm_yet(hit: Hit) -> bool:
    """ "a *dying* woman", "can wind up *dead*", "needed to be *hospitalised*", "*fighting* climate change"."""
    token = hit.token
    if token.lower_ == "dying" and token.dep_ == "amod":
        return True
    if token.dep_ in {"acomp", "oprd", "xcomp", "prt", "conj"} and any(
        c.lower_ == "can" for c in kids(token.head, "aux")
    ):
        return True
    infinitive = token.dep_ == "xcomp" and {"to", "be"} <= {c.lower_ for c in kids(token, "aux", "auxpass")}
    if (
        infinitive
        and hit.rule != "negated"
        and token.tag_ == "VBN"
        and not any(c.lower_ == "have" for c in token.children)
    ):
        return token.head.lower_ not in words("scope", "realised") | {"had", "has", "have"}
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]]
    if token.lower_ in {"fighting", "clinging", "battling"} and not set(after) & {
        "life",
        "lives",
        "wounds",
        "injuries",
    }:
        return True
    if token.lower_ in {"shooting", "stabbing"} and set(after[:1]) & {"victim", "victims"}:
        return True  # the victims have a frame of their own
    return hit.rule == "negated" and [h.lower_ for h in hit.harmed] == ["one"] and token.i < hit.harmed[0].i


def _commanded(token: Token) -> bool:
    """'a note with the words "*kill* all Moors"': an order within quotation marks, nothing that happened."""
    opens = token.i > token.sent.start and token.nbor(-1).text in {'"', "'", "\u201c", "\u2018"}
    return opens and token.tag_ == "VB" and not kids(token, "aux")


_SECTION = re.compile(r"\b(?:sections?|articles?|u/s)\s+\d", re.IGNORECASE)


def _in_a_law(token: Token) -> bool:
    """ "booked under sections 302 (murder) and 337 (causing *hurt*)": what a section is about."""
    before = token.doc[token.sent.start : token.i].text
    return before.count("(") > before.count(")") and _SECTION.search(before) is not None


_EVERY = re.compile(
    r"\bevery (?:other |few |couple of )?(?:(?:\d[\d.,]*|[a-z]+(?:-[a-z]+)?) )?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?)\b"
)


def _at_a_rate(hit: Hit) -> bool:
    """ "*Every 72 minutes*, a veteran takes his own life": one of nobody told, in the present."""
    verb = hit.token if hit.token.tag_[:2] == "VB" else hit.token.head
    present = verb.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} for c in kids(verb, "aux", "auxpass"))
    perfect = any(c.lower_ in {"has", "have"} for c in kids(verb, "aux"))
    return present and not perfect and _EVERY.search(_lower(said_in(hit.token.sent))) is not None


def _habit(hit: Hit) -> bool:
    """ "gangs who raid villages, *killing* residents": what is done again and again, to nobody counted."""
    verb = hit.token
    if verb.tag_ == "VBP" and verb.dep_ == "relcl" and verb.lower_ in {"die", "drown", "perish"}:
        return all(
            h.tag_ == "NNS" and not numeric(h) and not kids(h, "det") for h in hit.harmed
        )  # "people who die"
    while verb.dep_ == "conj" and verb.head.tag_ == "VBG":
        verb = verb.head
    above = next((up for up in verb.ancestors if up.tag_[:2] == "VB"), verb)
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "xcomp"} or any(map(numeric, hit.harmed)):
        return False
    many = bool(hit.harmed) and all(h.tag_ in {"NNS", "PRP"} for h in hit.harmed)
    often = {c.lower_ for c in kids(above, "advmod")} & {"often", "regularly", "frequently", "routinely"}
    return many and above.tag_ == "VBP" and (above.dep_ == "relcl" or bool(often))


def _to_be_made(hit: Hit) -> bool:
    """ "efforts are being made to *arrest* him", "*his killing* would mark": what has not been done."""
    token = hit.token
    if hit.rule == "possessor":
        return token.dep_ == "nsubj" and any(c.lower_ == "would" for c in kids(token.head, "aux"))
    if hit.measure is not Measure.DETAINED or token.tag_ != "VB" or kids(token, "auxpass"):
        return False
    purpose = token.dep_ in {"advcl", "xcomp", "acl"} and any(c.lower_ == "to" for c in kids(token, "aux"))
    before = {t.lower_ for t in token.doc[token.sent.start : token.i]}
    return purpose and bool(before & words("senses", "hunts"))


def _sought(hit: Hit) -> bool:
    """ "dug in search of *bodies*", "combed the ravine to recover *bodies*": what is looked for, not yet found."""
    token = hit.token
    if hit.measure is not Measure.BODIES_FOUND or any(numeric(h) or h.tag_ == "CD" for h in hit.harmed):
        return False
    above = token.head
    if token.dep_ == "pobj":
        return above.lower_ in {"for", "of"} and above.head.lower_ in words("senses", "sought")
    if above.lower_ in {"find", "discover", "see"} and above.head.lower_ in words("senses", "sought", "came"):
        return False  # "*arrived to find* the bodies of two men"
    purpose = above.tag_ == "VB" and above.dep_ in {"advcl", "xcomp", "acl"} and not kids(above, "auxpass")
    return token.dep_ == "dobj" and purpose and any(c.lower_ == "to" for c in kids(above, "aux"))


def _no_grave_harm(hit: Hit) -> bool:
    """ "*None* appeared to have life-threatening injuries": hurt less, not unhurt."""
    if hit.measure is not Measure.INJURED or not hit.harmed or hit.token.tag_[:2] not in {"NN", "VB"}:
        return False
    nobody = all(h.lower_ in {"none", "nobody", "neither"} for h in hit.harmed)
    near = hit.token.doc[hit.harmed[0].i : min(hit.token.i + 6, hit.token.sent.end)] if nobody else ()
    return any(t.lower_ in words("senses", "grave") for t in near)


def _whoever(hit: Hit) -> bool:
    """ "*Anybody* who has been in touch with a missing person is asked to ring": one of whom nobody was told."""
    one = [h for h in hit.harmed if h.tag_ == "NN" and not numeric(h) and {c.lower_ for c in h.lefts} & {"a", "an"}]
    if not hit.harmed or len(one) < len(hit.harmed):
        return False
    indefinite = {"anyone", "anybody", "whoever", "everyone", "everybody"}
    return all(any(up.lower_ in indefinite for up in head.ancestors) for head in one)
