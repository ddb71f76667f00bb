"""Who says that it was they: "claimed responsibility", "took credit", "claimed the attack"; and who says that
their own people did not do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.place_names import place_nouns
from cenotaph.extract.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["claims_it", "openers", "own_deed"]

_NOBODY = {"no", "nobody", "none", "neither", "any", "anyone", "nor"}
_SOMEBODY = {"one", "group", "groups", "side", "party", "faction"}
_UNREAL = {
    "would",
    "could",
    "might",
    "may",
    "will",
    "should",
    "not",
    "n't",
    "never",
    "yet",
    "rarely",
    "seldom",
    "often",
}


def openers() -> frozenset[str]:
    """Every word that the rule starts from."""
    return (
        words("refusals", "claims", "nouns")
        | words("refusals", "claims", "verbs")
        | {"behind", "carried", "admitted"}
    )


def claims_it(token: Token) -> tuple[Token, Token] | None:
    """The verb by which somebody says that a deed was theirs, and who does; else None."""
    verb = _claiming(token)
    if verb is None or any(c.lower_ in _UNREAL for c in verb.children):
        return None
    if verb.dep_ == "relcl" and token == verb:
        return None  # "the group *that claimed the raid* put its losses at two": who speaks, and nothing they say
    subjects = subject_of(verb)
    if not subjects or any(c.lower_ in _NOBODY for s in subjects for c in [s, *s.lefts]):
        return None
    return verb, subjects[0]


def _claiming(token: Token) -> Token | None:
    verbs = words("refusals", "claims", "verbs")
    deeds = words("refusals", "claims", "deeds")
    if token.lower_ in words("refusals", "claims", "nouns") and token.dep_ == "dobj":
        what = [
            o for p in kids(token, "prep") + kids(token.head, "prep") if p.lower_ == "for" for o in kids(p, "pobj")
        ]
        told = deeds | words("scope", "events") | words("groups", "harm_heads") | {"them", "that", "both", "these"}
        if what and what[0].lower_ not in told:
            return None  # "accepted responsibility for the delay"
        of_it = token.head.lower_ in verbs | words("refusals", "claims", "takes")
        return token.head if of_it and not any(c.lower_ == "no" for c in token.lefts) else None
    if token.lower_ in verbs and token.tag_[:2] == "VB":
        done = [o for o in kids(token, "dobj") if o.lower_ in deeds and not kids(o, "nummod")]
        doing = [c for c in kids(token, "xcomp", "pcomp") if c.tag_ == "VBG" and c.lower_ in _DOING]
        return token if done or (doing and token.lower_.startswith("admi")) else None
    own = {"it", "they", "we", "its", "their", "our", "his"}
    if token.lower_ == "behind" and token.head.lower_ in {"was", "were"}:
        mine = any(s.lower_ in own for s in kids(token.head, "nsubj"))
        return _said(token.head) if mine and any(o.lower_ in deeds for o in kids(token, "pobj")) else None
    if token.lower_ == "carried" and any(o.lower_ in deeds for o in kids(token, "dobj")):
        mine = any(s.lower_ in own or any(c.lower_ in own for c in s.lefts) for s in kids(token, "nsubj"))
        return _said(token) if mine else None
    return None


_DOING = {
    "carrying",
    "planting",
    "staging",
    "mounting",
    "ordering",
    "launching",
    "shelling",
    "bombing",
    "attacking",
}


def _said(verb: Token) -> Token | None:
    """ "The Band *said* it was behind the attack": the verb above a clause."""
    above = verb.head
    told = verb.dep_ in {"ccomp", "parataxis"} and above.lower_ in words("refusals", "claims", "says")
    return above if told else None


def _may_be_struck(what: Token) -> bool:
    """Whether an object is people or where they are ("the village", "a convoy")."""
    where = place_nouns().keys() | {
        "convoy",
        "convoys",
        "positions",
        "ambulance",
        "ambulances",
        "funeral",
        "wedding",
    }
    return known_person(what) or what.tag_ in {"NNP", "NNPS"} or what.lower_ in where


def own_deed(over: Token) -> bool:
    """ "rejects the allegation *that its troops fired on the crowd*": a violent act of the speaker's own people,
    whom it harmed left unsaid."""
    for clause in kids(over, "acl", "ccomp", "relcl"):
        who = kids(clause, "nsubj", "nsubjpass")
        owned = who and any(c.lower_ in {"our", "its", "his", "their"} for c in who[0].lefts)
        own = (owned and person_like(who[0])) or (who and who[0].lower_ in {"we", "it", "they"})
        at = {c.lower_ for c in kids(clause, "prep", "prt", "advmod")}
        open_fire = any(o.lower_ == "fire" for o in kids(clause, "dobj")) and clause.lower_ in {"opened", "open"}
        aimed = clause.lower_ in words("refusals", "part", "at") and bool(at & {"on", "at", "into", "upon"})
        struck = clause.lower_ in words("refusals", "part", "struck") and any(
            _may_be_struck(o) for o in kids(clause, "dobj")
        )
        if clause.i > over.i and own and (open_fire or aimed or struck):
            return True
    return False
