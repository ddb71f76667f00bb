"""Heads of a harmed phrase that are nobody's harm: things, events, tellers, speakers, countries, outlets."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import known_person, person_like, thing_like
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.place_names import place_nouns
from cenotaph.extract.surnames import surname_told
from cenotaph.model import Measure
from cenotaph.places import country_of, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fraction_of", "never_counted", "not_people"]

_FRACTION = re.compile(
    r"\b(?:half|(?:third|quarter|fifth|tenth)s?|per ?cent|%|majority|most|some|several|many|a few|part|"
    r"(?:one|two|\d+) (?:in|out of) (?:every )?\w+) of (?:(?:the|those|all|its|their|some|about|at least) )*$",
    re.IGNORECASE,
)

_HOUSES = {"housing", "sheltering", "hosting", "accommodating", "serving"}
_TIMES = {f"{name.lower()}s" for name in (*month_name[1:], *day_name)}
_NOBODY = {"none", "nobody", "no-one", "noone", "anyone", "anybody", "self"}
_NAMED_SAYING = re.compile(
    r"^(?:\sof(?:\s[\w'’-]+){1,4})?,(?:\s[A-Z][\w'’.-]*){1,4},?\s(?:said|says|told|added|announced)\b(?!\s[A-Z])"
)
_SAYING = {
    "say",
    "says",
    "said",
    "tell",
    "tells",
    "told",
    "speak",
    "speaks",
    "spoke",
    "add",
    "adds",
    "added",
    "gave",
}


def fraction_of(before: str) -> bool:
    """Whether the words before a number take a part of it that nobody worked out ("a third of the 30")."""
    return _FRACTION.search(before[-48:]) is not None


def _housed(noun: Token, hit: Hit) -> bool:
    """ "missiles hit a school *housing* displaced families", "treated 38 people and *admitted none*"."""
    if hit.rule == "active" and hit.token.i < noun.i:
        return any(t.lower_ in _HOUSES for t in noun.doc[hit.token.i + 1 : noun.i])
    return hit.token.lower_ == "admitted" and hit.token.i < noun.i and noun.lower_ == "none"


def not_people(noun: Token, hit: Hit) -> bool:
    """Whether the head of a phrase cannot be the people that ``hit`` counts."""
    lower = noun.lower_
    if surname_told(noun) and hit.rule in {
        "subject",
        "passive",
        "active",
        "predicate.subject",
        "predicate.patient",
    }:
        return _speaking(noun, hit)
    if lower in words("groups", "not_people") or (lower in words("groups", "tellers") and not _named(noun)):
        return True
    if (
        hit.trigger.frame == "lost_part"
        and lower in words("triggers_light", "struck", "body")
        and any(c.lower_ in words("triggers_light", "breaks") for c in noun.lefts)
    ):
        return True  # "had *broken legs*"
    if noun.tag_ == "NNS" and lower in words("scope", "events") and hit.rule in {"passive", "ellipsis"}:
        return True  # "*attacks* have left nine dead and many more wounded"
    if noun.tag_ == "NN" and (
        lower in words("scope", "events") or lower in {"year", "month", "week", "day", "season", "decade"}
    ):
        return True
    if never_counted(noun, hit):
        return True
    if hit.measure is Measure.DETAINED and lower in {"hand", "hands", "breath"}:
        return True  # "holds the hand of his daughter"
    if noun.tag_ == "NNS" and lower in {"lifts", "raises", "ups", "cuts", "hikes"} and not numeric(noun):
        return True  # "Ministry *lifts* injured to 36"
    if noun.dep_ == "conj" and lower in place_nouns() and not known_person(noun):
        return True  # "killed 23 across Kesh and Upper Var *districts*"
    if noun.dep_ == "pobj" and noun.head.lower_ == "including" and noun.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True  # "17 in other parts, including *Karachi*"
    if (thing_like(noun) and not person_like(noun)) or _coded(noun) or _housed(noun, hit):
        return True
    if _speaking(noun, hit):
        return True
    if noun.tag_ in {"NNP", "NNPS"} and not numeric(noun) and _named_body(noun):
        return True
    if noun.tag_ == "NNP" and _speaks_itself(noun):
        return True
    if noun.tag_ == "NNP" and noun.i < hit.token.i and noun.nbor().text == ";" and hit.rule == "ellipsis":
        return True  # "*Gorom*; fuel tanker burnt; none": another cell of a row
    buried = hit.trigger.frame == "predicate" and hit.measure is Measure.KILLED
    if lower in {"own", "theirs", "ours"} and (
        hit.rule == "loses" or hit.trigger.frame in {"loss", "fell"} or buried
    ):
        return False  # "lost two of its own", "buried nine of ours"
    strict = (
        hit.measure is Measure.DETAINED
        or hit.trigger.people
        or (hit.trigger.weak and hit.measure is Measure.INJURED)
    )
    if hit.measure is Measure.DETAINED and noun.tag_ == "NNP" and noun.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True  # "seized the Donbas"
    taken = hit.rule == "active" and hit.token.lower_.startswith("seiz")
    if taken and noun.tag_ == "NNP" and noun.ent_type_ != "PERSON" and not known_person(noun):
        return True  # "we *seized Kyaw Lan*": a place that nobody knows
    if lower in {"more", "others"} and any(c.like_num for c in noun.lefts):
        return False  # "the capture of four more"
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lower in words("groups", "harm_heads"):
        return False  # "two of the *wounded* breathed their last"
    if (
        lower in {"those", "these"}
        and noun.dep_ == "pobj"
        and numeric(noun.head.head)
        and any(c.lower_ in words("scope", "saved") for c in kids(noun, "acl", "relcl"))
    ):
        return False  # "four of *those rescued* were flown to hospital"
    return strict and not person_like(noun) and lower not in _NOBODY | {"whom"}


def never_counted(noun: Token, hit: Hit) -> bool:
    """Whether no number of such a noun is of the people harmed: "two *Novembers* earlier", "bodies recovered, *38
    survivors*, number missing not known", "half *the population of 18,000* is missing"."""
    lower = noun.lower_
    if hit.measure is Measure.MISSING and lower == "survivors":
        return True
    if _of_things_told(noun):
        return True
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return lower in _TIMES or "population" in {lower, above.lower_}


def _of_things_told(number: Token) -> bool:
    """ "*Of the 412 manuscripts* listed, *97* are missing", "beheaded two statues and hit *a third*": a bare number
    of the things told just before."""
    ordinal = number.lower_ in {"second", "third", "fourth", "fifth", "another"}
    if not (number.like_num or ordinal) or any(c.lower_ == "of" for c in number.rights):
        return False
    sentence = number.sent
    if sentence[0].lower_ == "of" and number.dep_ in {"nsubj", "nsubjpass"}:
        whole = next((o for o in sentence[0].children if o.dep_ == "pobj"), None)
        return whole is not None and whole.tag_ == "NNS" and numeric(whole) and thing_like(whole)
    if not ordinal or number.dep_ != "dobj":
        return False
    before = [t for t in number.doc[sentence.start : number.i] if t.dep_ == "dobj" and numeric(t)]
    return bool(before) and thing_like(before[-1])


def _named(noun: Token) -> bool:
    """ "French *correspondent* A B": a calling with the name right behind it is one person."""
    return noun.tag_ == "NN" and any(
        c.dep_ == "appos" and c.tag_ == "NNP" and c.left_edge.i == noun.i + 1 for c in noun.children
    )


def _coded(noun: Token) -> bool:
    """ "12 AK-47s": letters and digits in one word name a thing."""
    dated = re.fullmatch(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}", noun.text) is not None  # "04.03.2022"
    return dated or (
        any(c.isdecimal() for c in noun.text) and any(c.isalpha() for c in noun.text) and not noun.like_num
    )


def _speaking(noun: Token, hit: Hit) -> bool:
    """ "The director would only *speak* of 40 wounded", "12, *he said*, are dead": who speaks is not the victim."""
    verb = noun.head
    if noun.i + 1 < noun.sent.end and noun.nbor().text == "(":
        return False  # "seven people (the clinic's figure; a nurse gave eight) were killed"
    if hit.rule in {"headline", "note"}:
        return False  # "*2 adults*, 1 child dead, police say"
    first = noun
    while first.dep_ == "conj" and first.head.tag_[:2] == "NN" and first.head.i < first.i:
        first = first.head
    verb = first.head  # "two sources *and a militia member* said"
    after = noun.nbor() if noun.i + 1 < noun.sent.end else noun
    if after.lower_ in _SAYING and after.tag_ in {"VBD", "VBZ", "VBP"} and not kids(after, "nsubj"):
        return not any(
            c.i > after.i for c in kids(after, "ccomp")
        )  # "killing 31 soldiers, two sources *and a militia member* said"
    if noun.tag_ == "NN" and _NAMED_SAYING.match(text_of(noun.doc)[end_of(noun) : noun.sent.end_char]):
        return True  # "including three children, *the governor*, A B, said"
    if first.dep_ != "nsubj" or verb.i == hit.token.i or _own_harm(noun, hit):
        return False
    if verb.lower_ not in _SAYING and not _told_by(verb, hit.token):
        return False
    return hit.token.dep_ not in {"acomp", "oprd", "xcomp"} or hit.token.head.i != verb.i


def _own_harm(noun: Token, hit: Hit) -> bool:
    """ "*A welder*, who lost an eye in the blast, said": what is told of the speaker."""
    own = [c for c in noun.children if c.dep_ == "relcl" and (c == hit.token or c.is_ancestor(hit.token))]
    return any(s.lower_ == "who" for c in own for s in c.children if s.dep_ in {"nsubj", "nsubjpass"})


def _told_by(verb: Token, harm: Token) -> bool:
    """ "The secretary *reported* that two stewards burned in a fire were still in hospital"."""
    told = (c for c in verb.children if c.dep_ == "ccomp")
    return verb.lower_ in words("reporting", "asserts", "verbs") and any(
        c == harm or c.is_ancestor(harm) for c in told
    )


def _named_body(noun: Token) -> bool:
    """A country, an outlet or an agency: it speaks or acts, and is nobody's victim."""
    if known_person(noun) and any(c.lower_ in {"a", "an"} for c in noun.lefts):
        return False  # "a National Police Reservist"
    if noun.tag_ == "NNPS" and nationality_of(noun.text) is not None:
        return False
    first = noun.doc[noun.left_edge.i : noun.i]
    if (
        len(first) == 1
        and first[0].tag_ == "NNP"
        and first[0].text.istitle()
        and nationality_of(first.text) is None
    ):
        return country_of(f"{first.text} {noun.text}") is not None  # "Kim Holland" is no country
    return country_of(noun.text) is not None or noun.lower_ in words("actors", "proper")


def _speaks_itself(noun: Token) -> bool:
    """ "There were wounded, *Zakharova went on*": a name right before its own verb of saying."""
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.lower_ == "found" and following.i + 1 < len(noun.doc):
        state = following.nbor().lower_
        if state in words("headlines", "states") | {"deceased", "lifeless", "unconscious"}:
            return False  # "*Hiker* found dead"
    return following is not None and (
        following.lower_ in words("reporting", "asserts", "verbs") or following.lower_ in {"went", "continued"}
    )
