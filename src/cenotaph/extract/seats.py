"""Places that a sentence names and that are not the scene: where a speaker sits, where the wounded lie, where from.

Tables: ``data/placing.toml`` and ``data/scope.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.place_names import place_nouns
from cenotaph.extract.telling import reporting_verbs, speaks
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["of_another_clause", "of_care", "of_journey", "of_origin", "of_seat"]

_BE = {"be", "is", "are", "was", "were", "been"}
_NOW = {"is", "are", "remain", "remains", "'re"}
_DIED = {"died", "dies", "die", "dying", "dead", "pronounced", "succumbed", "expired"}
_CARE_HOUSES = {"hospital", "hospitals", "clinic", "clinics", "infirmary", "surgery"}
_HARM = {Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED}
_COMING = {"come", "came", "coming", "comes", "crossed", "passed", "advanced"}
_WAYS = {"way", "journey", "trip", "route", "road"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_FAR = 8  # steps up the parse; a place further down is not tied to the verb


def of_care(prep: Token, noun: str | None) -> bool:
    """ "treated in Moscow", "flown to Berlin", "in intensive care at the Rosen clinic": no place of the harm.

    ``noun`` is the noun of place behind ``prep``, if any. A hospital is the scene where something violent was done
    in it ("killed in the hospital", "the strike on the clinic").
    """
    above = prep.head
    if above.lower_ in words("scope", "care") or noun in _CARE_HOUSES:
        return not _violent(prep)
    if _where_they_are(prep):
        return True
    if above.lower_ in _DIED:
        near = [prep, *(c for c in above.rights if c.dep_ == "prep" and c.i + 2 >= prep.i and c.i < prep.i)]
        if any(t.lower_ in _CARE_HOUSES for one in near for t in one.subtree):
            return True  # "died at Penrose Hospital", "in hospital in Lodova" of what happened elsewhere
    return prep.lower_ in {"to", "into"} and above.lower_ in words("triggers_light", "in_hospital") - _BE


def _where_they_are(prep: Token) -> bool:
    """ "The survivors *are in a camp near Obo*": where they are by now."""
    node = prep
    for _ in range(_FAR):
        above = node.head
        if above.lower_ in _NOW:
            return above.i < node.i and not any(c.dep_ in {"acomp", "attr"} for c in above.children)
        elsewhere = above.tag_[:2] == "NN" and above.lower_ not in place_nouns()  # "in custody after *a crash* on"
        if above.head == above or above.tag_[:2] == "VB" or elsewhere:
            return False
        node = above
    return False


def _violent(prep: Token) -> bool:
    """Whether what a place hangs on is an act of violence or an event, and not a stay or a death in bed."""
    node = prep
    for _ in range(_FAR):
        lower = node.lower_
        if lower in words("scope", "care") - _CARE_HOUSES or lower in _DIED:
            return False
        happens = lower in words("placing", "verbs") or lower in words("placing", "verbs", "happening")
        if happens or lower in words("scope", "events"):
            return True
        if _transitive(node):
            return True
        if node.tag_[:2] == "VB" or node.head == node:
            return False
        node = node.head
    return False


def _transitive(token: Token) -> bool:
    trigger = triggers().get(token.lower_)
    return trigger is not None and trigger.measure in _HARM and trigger.frame == "transitive"


def of_seat(anchor: Token, token: Token) -> bool:
    """Whether a place says where somebody sits who tells of the harm ``token`` ("the ministry in Rabat repeated").

    Told by a subject of a verb of saying that holds the place and not the harm.
    """
    node = anchor
    for _ in range(_FAR):
        if node.dep_ in _SUBJECTS and not node.is_ancestor(token) and speaks(node) and _tells(node.head, token):
            return True
        if node.head == node or node.tag_[:2] == "VB":
            return node.lower_ in words("placing", "seats", "verbs") and not node.is_ancestor(token)
        node = node.head
    return False


def _tells(verb: Token, token: Token) -> bool:
    """Whether a verb reports, by its word or by a clause with "that" in which the harm is told."""
    if verb.lower_ in reporting_verbs():
        return True
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and any(t.lower_ == "that" for t in c.lefts)]
    return any(clause.is_ancestor(token) for clause in clauses)


def of_origin(prep: Token) -> bool:
    """ "men from the town of Asbek": where the people are from, told by the "of" behind a noun of place."""
    outer = prep.head
    if prep.lower_ != "of" or outer.dep_ != "pobj" or outer.head.lower_ != "from":
        return False
    people = outer.head.head
    return people.tag_[:2] in {"NN", "CD"} and people.lower_ not in words("placing", "nouns", "harmed")


def of_journey(anchor: Token) -> bool:
    """ "walked to the river", "on the way to Nazran", "after they had come over the hill": where somebody went, and
    not where the harm was."""
    above = anchor.head
    to = anchor.lower_ in {"to", "towards", "toward"}
    going = above.lower_ in words("placing", "seats", "going")
    if anchor.lower_ in {"over", "across", "past"} and (going or above.lower_ in _COMING):
        return any(t.lower_ in {"after", "once", "had", "having"} for t in above.lefts)
    if to and anchor.i == anchor.sent.start and above.lower_ in _BE:
        return True  # "*To Damascus* the strikes were a massacre": who sees it so
    return to and (going or above.lower_ in _WAYS)


def of_another_clause(anchor: Token, token: Token) -> bool:
    """Whether a place belongs to what else is told beside the harm ``token``, and not to the harm itself.

    "a teacher *who lived in Karesh*", "he shot two *before police killed him behind the hotel*", and a sum in front
    of a colon whose shares follow it ("Nine are dead: six in Karesh, three in Duma").
    """
    node = anchor
    for _ in range(_FAR):
        if node.is_ancestor(token) or node.head == node:
            break
        if node.dep_ == "relcl" and node.lower_ in words("placing", "seats", "lives"):
            doer = node.head.dep_ == "nsubj" and node.head.head == token and _transitive(token)
            if not doer and any(t.lower_ == "who" and t.dep_ == "nsubj" for t in node.lefts):
                return True
        if node.dep_ == "advcl" and any(t.lower_ in {"before", "until"} and t.dep_ == "mark" for t in node.lefts):
            return True
        node = node.head
    if _of_share(anchor, token) or _superlative(anchor) or _of_belonging(anchor) or _of_mourning(anchor, token):
        return True
    if not token.i < anchor.i:
        return False
    between = token.doc[token.i : anchor.i]
    semicolon = next((t for t in between if t.text == ";"), None)
    if semicolon is not None and not _of_same_person(semicolon):
        return True
    colon = next((t.i for t in between if t.text == ":"), None)
    return colon is not None and any(t.like_num for t in token.doc[colon : anchor.i])


def _of_same_person(mark: Token) -> bool:
    """ "...; *he* was hit when shells fell on the camp": what follows a mark goes on about the same people."""
    after = mark.doc[mark.i + 1 : min(mark.i + 3, mark.sent.end)]
    return any(t.lower_ in {"he", "she", "they", "all", "both"} for t in after)


def _of_share(anchor: Token, token: Token) -> bool:
    """ "Five bodies were found, *three of them in Duma district*": the place of a part alone."""
    part = anchor.doc[max(anchor.sent.start, anchor.i - 3) : anchor.i]
    if len(part) < 3 or anchor.dep_ != "prep":
        return False
    return part[-1].lower_ in {"them", "whom", "these", "those"} and part[-2].lower_ == "of" and token.i < part[0].i


def _of_belonging(anchor: Token) -> bool:
    """ "a lecturer at the University of Dorma": where somebody works or learns, told of one or in passing."""
    node = anchor
    for _ in range(3):
        above = node.head
        if node.dep_ == "prep" and above.lower_ in words("placing", "seats", "belonging"):
            of_body = any(t.lower_ in words("placing", "seats", "bodies") for t in node.subtree)
            return of_body and (above.tag_ == "NN" or above.dep_ == "appos" or _in_passing(above))
        if above.tag_[:2] == "VB" or above == node:
            return False
        node = above
    return False


def _in_passing(people: Token) -> bool:
    """ "five passengers, *all workers at a poultry plant*, died"."""
    return any(c.lower_ in {"all", "both", "mostly", "mainly"} for c in people.lefts)


def _of_mourning(anchor: Token, token: Token) -> bool:
    """ "Families gathered in the square to mourn the twelve dead": where the dead are mourned."""
    if not any(t.lower_ in words("scope", "mourning") for t in anchor.sent):
        return False
    for node in (anchor.head, anchor.head.head):
        if node.lower_ in words("placing", "seats", "gathering") and node.i != token.i:
            return True
    return False


def _superlative(anchor: Token) -> bool:
    """ "It was *the worst in the Federal Republic*": among what it was the worst, not where it was."""
    above = anchor.head
    return (
        above.tag_ in {"JJS", "RBS"} and above.dep_ in {"attr", "pobj", "dobj", "oprd"} and anchor.i == above.i + 1
    )
