"""How many a phrase without a number counts, by its form: "a boy", "nobody", "soldiers", "Ana Cole"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.headlines import is_headline
from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import flat, table, words
from cenotaph.extract.mentioned import brought, inflicted
from cenotaph.extract.numbers import profile_count
from cenotaph.extract.persons import known_person, one_of_a_calling, person_like
from cenotaph.extract.phrases import after_nor, end_of, is_plural, left_edge, of_object, text_of
from cenotaph.extract.surnames import name_by_verb, surname_told
from cenotaph.model import Count, Hedge, Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_act", "by_form", "negated"]

_ONE = {"him", "her", "his", "he", "she", "self", "himself", "herself", "me", "him/her", "who"}
_MANY = {"they", "them", "their", "themselves", "those", "us", "we"}
_NOBODY = {"none", "nobody", "no-one", "noone"}
_PARTS = {
    "half",
    "third",
    "quarter",
    "fifth",
    "tenth",
    "thirds",
    "quarters",
    "majority",
    "percentage",
    "proportion",
}
_MOST_OF_THEM = re.compile(r"\b(?:most|many|all) of (?:them|whom)(?: \w+ and)?$")  # "*women and children*"
_VAGUE = {"many", "some", "others", "several", "few", "all", "most"}


def by_act(noun: Token, profile: str) -> Counted:
    """How many an act has by its name ("triple homicide", "murder-suicide")."""
    of = flat("triggers_light", "multiple").get(noun.doc[noun.i - 1].lower_)
    first = noun.i - 1 if of is not None or noun.doc[noun.i - 1].lower_ == "murder" else noun.i - 2
    start, end = noun.doc[first].idx, end_of(noun)
    text = text_of(noun.doc)[start:end]
    n = {"two": 2, "three": 3, "four": 4, "five": 5}.get(of or "")
    count = profile_count("bare_plural", text, profile)
    if n is not None:
        count = Count(low=n, best=n, high=n, text=text, hedge=Hedge.EXACT, profile=profile)
    return Counted(noun, count, start, end, "act", {"total"}, [noun])


def by_form(head: Token, noun: Token, hit: Hit, profile: str, start: int, end: int) -> Counted | None:
    lower = head.lower_
    text = text_of(head.doc)[start:end]
    lefts = {c.lower_ for c in head.lefts} | _before_prefix(head)

    def made(kind: str, rule: str, *flags: str) -> Counted:
        return Counted(head, profile_count(kind, text, profile), start, end, rule, set(flags))

    if _nobody_counted(head, lefts):
        return None
    if lower == "couple" and of_object(head) is None and head.n_lefts and not lefts & {"no", "every", "each"}:
        return made("couple", "number", *(["definite"] if lefts & {"the", "this", "that"} else []))
    size = flat("headlines", "sizes").get(lower) if head.i == head.sent.start and is_headline(head.sent) else None
    if size is not None:  # "*Couple* in 70s die in blast", "*Trio* held"
        n = int(size)
        count = Count(low=n, best=n, high=n, text=text, hedge=Hedge.EXACT, profile=profile)
        return Counted(head, count, start, end, "number", set())
    if lower == "life" and lefts & _ordinals():
        return made("one", "one", "additional")  # "Crash claims *third life*"
    if lefts & {"each", "every"} or lower in {"each", "everyone", "most"}:
        return None
    if hit.rule.split(".")[0] == "none_told":
        return made("none", "none")
    if lower in {"anyone", "anybody"} or "any" in lefts:
        return made("none", "none") if after_nor(head) else made("unknown", "any")
    nor = negated(head)
    if nor and hit.rule == "negated" and (lower == "neither" or "neither" in lefts):
        return made("couple", "number")  # "*neither pilot* survived": both died
    if (lower in _NOBODY or lefts & {"no"} or nor) and hit.measure is Measure.DETAINED and head == hit.token:
        return None  # "no arrests have been made"
    if lower in _NOBODY or lefts & {"no"} or nor:
        return made("none", "none")
    if lower in _ONE:
        return made("one", "one", "pronoun", "definite")
    if lower == "those" and hit.token.dep_ in {"relcl", "acl"}:
        return None  # "those who died": people told of elsewhere
    if lower in _MANY:
        return made("bare_plural", "plural", "pronoun", "definite")
    if (
        lower == "number"
        and of_object(head) is not None
        and lefts & {"significant", "large", "high", "considerable", "great"}
    ):
        return made("bare_plural", "plural")
    if lower == "number" and of_object(head) is not None:
        return made("unknown", "unknown")
    if hit.trigger.frame in {"adjective", "deaths", "wounds", "transitive"} and head == hit.token:
        if hit.rule == "nominal" and "the" in lefts and brought(head):
            return made("bare_plural", "plural", "definite", "nominal")
        if head.tag_ == "NNS" and hit.trigger.frame in {"deaths", "wounds"} and inflicted(head):
            return made("bare_plural", "plural")
        return None
    if lower == "another":
        return made("one", "one", "additional")
    article = head.nbor(-1) if head.i > head.sent.start else head
    if lower in _ordinals() and head.dep_ in {"amod", "advmod"} and article.lower_ == "a":
        start, text = article.idx, f"{article.text} {head.text}"
        return made("one", "one", "additional")  # "and *a third* sustained injuries", taken for an adjective
    if hit.rule in {"one_act", "note"}:
        return made("one", "one")
    if hit.trigger.frame == "body" and head == hit.token and noun == head and head.tag_ == "NNS":
        known = lefts & {"the", "these", "those"} or any(c.dep_ == "poss" for c in head.lefts)
        if known and not any(c.dep_ == "nummod" for c in head.lefts):
            return None  # "the corpses had been deposited": of people told of
    if (of_object(head) or head).lower_ in {"bodies", "remains", "corpses"} and hit.measure is Measure.KILLED:
        return None  # "whose *bodies* were burned"
    if lower == "dead" and hit.trigger.frame == "body":
        return None  # "the bodies of *the dead*"
    if lower in {"family", "families"}:
        return made("bare_plural", "plural")
    if lower in {"old", "olds"} and head.i > 1 and head.doc[head.i - 1].text == "-":
        return made("one", "one") if lower == "old" else made("bare_plural", "plural")
    if lower in {"all", "most", "some"} and noun == head and head.dep_ in {"nsubj", "nsubjpass"}:
        return made("bare_plural", "plural", "pronoun", "definite")  # "All are expected to live"
    if lower in _PARTS and of_object(head) is not None:
        return None  # "a third of the casualties"
    if surname_told(head) or name_by_verb(head):
        return made("one", "name", "name")
    if lower in _VAGUE or is_plural(noun):
        return made("bare_plural", "plural")
    if (
        noun.tag_ == "NN"
        and person_like(noun)
        and any(c.dep_ == "appos" and c.tag_ == "NNP" and c.left_edge.i == noun.i + 1 for c in noun.children)
    ):
        return made("one", "name", "name")  # "French correspondent A B"
    if head.tag_ == "NNP" and head.i > 0 and head.nbor(-1).lower_ in {"a", "an", "another"}:
        return made("one", "one")  # "a Dutchman", "a jawan"
    alone = head.tag_ == "NNP" and head == noun and not any(c.tag_ == "NNP" for c in head.lefts)
    if hit.rule == "headline" and alone and one_of_a_calling(lower):
        return made("one", "one")  # "*Skier* killed in avalanche"
    if head.tag_ in {"NNP", "NNPS"}:
        person = head.ent_type_ in {"", "PERSON", "ORG", "GPE", "NORP"} or _dies(head, hit)
        return made("one", "name", "name") if person else None
    since = any(c.lower_ == "since" for c in noun.head.lefts)
    if (
        lefts & {"the", "this"}
        and noun.tag_ == "NN"
        and (noun.dep_ == "pobj" or since)
        and hit.rule == "adjective"
        and not person_like(noun)
    ):
        return None  # "since the invasion, of whom 30,000 are dead"
    if lefts & {"a", "an", "one", "another", "the", "this", "that", "his", "her", "their", "its", "my"} or any(
        c.dep_ == "poss" for c in head.lefts
    ):
        return made("one", "one", *(["definite"] if lefts & {"the", "this", "that"} else []))
    if noun == head and head.tag_ in {"NN", "JJ"} and known_person(head) and lefts & _ordinals():
        return made("one", "one", "additional")  # "*Third miner* dies"
    if noun == head and hit.trigger.frame == "body" and head.tag_ == "NN" and lefts & _ordinals():
        return made("one", "one", "additional")  # "*Third body* pulled from blaze"
    clipped = known_person(head) and (hit.rule in {"clipped", "headline"} or _bare_object(head, hit))
    if lower in words("groups", "people") or clipped or (hit.rule == "headline" and head.tag_ in {"NN", "JJ"}):
        return made("one", "one")
    if head.dep_ == "conj" and head.tag_ == "NN" and known_person(head) and not head.n_lefts:
        return made("one", "one")  # "the driver *and conductor*"
    note = noun == head and head.tag_ == "NN" and not head.n_lefts and one_of_a_calling(lower)
    if note and head.i == head.sent.start and is_headline(head.sent):
        return made("one", "one")  # "*Pedestrian* hit by car, taken to hospital."
    return None


def _before_prefix(head: Token) -> set[str]:
    """ "killing *a* sub-inspector": the article before a hyphen, which the parse ties to the first half."""
    doc, i = head.doc, head.i
    joined = i - head.sent.start >= 3 and not head.n_lefts and doc[i - 1].text == "-"
    apart = joined and bool(doc[i - 1].whitespace_ or doc[i - 2].whitespace_)
    return {doc[i - 3].lower_} if joined and not apart else set()


def _nobody_counted(head: Token, lefts: set[str]) -> bool:
    """ "the *first deaths*", "*half the population*", "*twice as many*", "*a third* are thought dead", "the wounded
    *unknown*", "*survivors* succumbed": words that stand for a number that they do not give."""
    lower = head.lower_
    if "first" in lefts and head.tag_ == "NNS":
        return True
    if lower in {"unknown", "unclear", "uncertain", "unrecorded"}:
        return True
    if (
        lower == "many"
        and "as" in lefts
        and {"twice", "thrice", "times", "half", "double"} & {t.lower_ for t in head.subtree}
    ):
        return True
    if lower in _PARTS and "a" in lefts:
        verb = head.head
        return any(t.lower_ in {"are", "were", "have"} for t in (verb, *kids(verb, "aux", "auxpass")))
    return (
        head.tag_ == "NNS" and _MOST_OF_THEM.search(head.doc[max(0, head.i - 6) : head.i].text.lower()) is not None
    )


def _dies(head: Token, hit: Hit) -> bool:
    """Whether a name of several words must be a person's, whatever the recogniser takes it for: it dies, or has an
    age right behind it."""
    full = any(c.tag_ == "NNP" for c in kids(head, "compound"))
    return full and (hit.trigger.frame == "intransitive" or any(c.tag_ == "CD" for c in kids(head, "appos")))


def negated(head: Token) -> bool:
    """Whether "neither" or "nor" denies a phrase, whatever its number ("nor any of the *48 passengers*")."""
    left = left_edge(head)
    nor = head.dep_ == "conj" and left > 0 and head.doc[left - 1].lower_ == "nor"
    nor |= any(c.lower_ == "not" and c.nbor().lower_ in {"a", "one"} for c in head.lefts)  # "*not a soul*"
    return nor or head.lower_ == "neither" or any(c.lower_ == "neither" for c in head.lefts)


def _ordinals() -> frozenset[str]:
    return frozenset(table("number_words")["ordinals"]) - {"first"}


def _bare_object(head: Token, hit: Hit) -> bool:
    """ "Avalanche kills *skier*, injures *guide*": one person without an article, as headlines have them."""
    present = hit.rule == "active" and hit.token.tag_ in {"VBZ", "VBP", "NNS", "NN", "VB"}
    alone = head.tag_ in {"NN", "JJ", "JJR", "VBP", "VB", "UH", "RB", "RBR"} and not any(
        c.dep_ == "aux" for c in hit.token.children
    )
    return present and alone and head.i > hit.token.i and not is_plural(head)
