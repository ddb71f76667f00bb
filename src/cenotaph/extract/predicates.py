"""Harm told by a verb and its company: "did not survive", "were blown up", "broke a leg", "has not been seen"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from cenotaph.extract.harmed_blows import limb_named, own_limb, owner_of
from cenotaph.extract.hits import Hit, is_passive, kids, numeric
from cenotaph.extract.lexicon import Trigger, flat, table, with_body, words
from cenotaph.extract.persons import named_as_person, person_like
from cenotaph.extract.phrases import conjuncts, members_of, of_object
from cenotaph.extract.predicate_negations import negations
from cenotaph.extract.subjects import agent_of, resolve_relative, subject_of
from cenotaph.extract.surnames import surname_told
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Predicate", "by_kin", "predicated", "predicates"]

_THINGS_NAMED = {"FAC", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"}
_REACH = 9  # words after the verb that still belong to what it says
_FAR = 16  # words after the verb that a row's pattern is matched against
_NO_ONE = {"nobody", "nothing", "none", "neither"}
_NOBODY = {"nobody", "none", "no-one", "noone", "anyone", "anybody"}
_AT = {"at", "in", "into", "on", "onto", "over"}
_NEAR_ONES = {
    "uncle",
    "aunt",
    "cousin",
    "cousins",
    "relatives",
    "family",
    "parents",
    "friends",
    "neighbours",
    "neighbors",
    "friend",
}
_SINGULAR = {"a", "an", "one", "another", "his", "her", "their", "no"}
_HAD = {"had", "has", "have", "having"}
_PREPOSITIONS = {"for", "with", "into", "to", "at"}  # roles of whom a preposition after the verb tells


_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One row of ``predicates.toml``; ``trigger`` stands in for the trigger word of the hits it gives."""

    trigger: Trigger
    role: str
    near: frozenset[str]
    without: frozenset[str]
    objects: frozenset[str]
    by: frozenset[str]
    beside: frozenset[str]
    negated: bool
    numbered: bool
    known: bool
    nobody: bool
    needs_by: bool
    named: bool
    phrase: str
    within: int
    after: re.Pattern[str] | None


@cache
def predicates() -> dict[str, tuple[Predicate, ...]]:
    """Every verb form, lower case -> the rows that it may open, in order."""
    out: dict[str, tuple[Predicate, ...]] = {}
    for row in table("predicates")["predicate"]:
        for form in row["verbs"].split():
            out[form] = (*out.get(form, ()), _made(form, row))
    return out


def _made(form: str, row: dict[str, Any]) -> Predicate:
    def listed(key: str) -> frozenset[str]:
        given = str(row.get(key, "")).split()
        named = {word for name in given if name[0] == "@" for word in words("triggers_light", name[1:])}
        return frozenset(word for word in given if word[0] != "@") | named

    return Predicate(
        trigger=Trigger(form, Measure(row["measure"]), "predicate", bool(row.get("weak", False)), people=True),
        role=row["role"],
        near=listed("near"),
        without=listed("without"),
        objects=listed("object"),
        by=listed("by"),
        beside=listed("beside"),
        negated=bool(row.get("negated", False)),
        numbered=bool(row.get("numbered", False)),
        known=bool(row.get("known", False)),
        nobody=bool(row.get("nobody", False)),
        needs_by=bool(row.get("needs_by", False)),
        named=bool(row.get("named", False)),
        phrase=str(row.get("phrase", "")),
        within=int(row.get("within", _REACH)),
        after=re.compile(with_body(row["after"])) if "after" in row else None,
    )


def predicated(token: Token) -> Hit | None:
    """The hit of a verb whose row of the table fits its clause, or None."""
    rows = predicates().get(token.lower_, ())
    if not rows or (token.tag_[:2] != "VB" and not (token.tag_ == "JJ" and token.lower_.endswith("ed"))):
        return None
    follow = _after(token, _FAR)
    told = _told(follow)
    denied: dict[bool, bool] = {}  # by whether a row asks for a denied verb; read once for all rows
    for row in rows:
        if not _follows(token, row, follow, told):
            continue
        if row.negated not in denied:
            denied[row.negated] = bool(negations(token, negated=row.negated))
        if denied[row.negated] != row.negated or not _fits(token, row):
            continue
        if _rescued(token):
            continue
        if row.trigger.measure is Measure.DETAINED and by_kin(token):
            continue  # "was taken away by his uncle"
        harmed = [head for one in _people(token, row) if _countable(head := members_of(one), row)]
        if harmed:
            rule = "negated" if row.negated else f"predicate.{row.role}"
            measure = Measure.MISSING if _stays(token) else row.trigger.measure
            hit = Hit(token, row.trigger, measure, rule, harmed)
            hit.agent = agent_of(token, is_passive(token)) if row.role == "patient" else None
            return hit
    return None


def _rescued(verb: Token) -> bool:
    """ "rescued five boys *buried* in a school": who was brought out is neither dead nor missing."""
    if verb.dep_ == "relcl" and verb.lower_ in {"were", "was"} and "alive" in {t.lower_ for t in verb.sent}:
        return True  # "of the 19 who *were below*, all but two were pulled out alive"
    return verb.dep_ in {"acl", "relcl"} and verb.head.head.lower_ in words("scope", "saved")


def _stays(verb: Token) -> bool:
    """ "4,800 people remained *buried*": who is still looked for has not been given up."""
    beside = {verb.head.lower_} | {c.lower_ for c in kids(verb, "aux", "auxpass")}
    return verb.lower_ == "buried" and bool(beside & words("scope", "saved", "staying"))


def by_kin(verb: Token) -> bool:
    """Whether a relative of those who are led away does it, or a friend."""
    agent = agent_of(verb, is_passive(verb))
    if agent is None:
        return False
    kin = {word for entry in flat("people", "kin").values() for word in entry.split("/")} | flat(
        "people", "kin"
    ).keys()
    return agent.lower_ in kin | _NEAR_ONES


def _follows(token: Token, row: Predicate, follow: list[str], told: str) -> bool:
    """Whether the words that the row asks for stand behind the verb in its clause (``follow``, or ``told`` in
    one line), and beside it in its paragraph."""
    if row.near and row.near.isdisjoint(follow[: row.within]):
        return False
    if row.phrase and row.phrase not in " ".join(follow[: row.within]):
        return False
    if row.after is not None and not row.after.match(told):
        return False
    return not row.beside or not row.beside.isdisjoint(_words_in(token.doc))


def _fits(token: Token, row: Predicate) -> bool:
    """Whether the clause has the object that the row asks for, nothing that it excludes, and who does it."""
    carries = (
        ("dobj", "oprd", "attr", "npadvmod", "nsubjpass")
        if row.role == "target"
        else ("dobj", "oprd", "attr", "npadvmod")
    )
    objects = [token.head] if _lost(token) else kids(token, *carries)
    if row.objects and not any(o.lower_ in row.objects for o in objects):
        return False
    if row.without and ({t.lower_ for t in token.subtree} & row.without):
        return False
    if row.by:
        doers = (
            [s for s in subject_of(token) if s.tag_ != "PRP"]
            if row.role in _PREPOSITIONS
            else [agent_of(token, is_passive(token))]
        )
        if token.dep_ == "acl" and row.role == "target":
            doers = [token.head]  # "A bullet *lodged* in her neck", read as a participle
        told = [one for d in doers if d is not None for one in _apposed(d)]
        named = {one.lower_ for one in told} | ({"gunmen"} if any(_armed(one) for one in told) else set())
        if row.role in _PREPOSITIONS:
            return bool(named & row.by) or not (named or row.needs_by)
        return bool(named & row.by) or (not named and not row.needs_by)
    return True


@lru_cache(maxsize=4)
def _words_in(doc: Doc) -> frozenset[str]:
    """The words of a paragraph, which many rows ask for."""
    return frozenset(_WORD.findall(doc.text.lower()))


def _apposed(doer: Token) -> list[Token]:
    """ "Border strip, Park W: *poachers* or *militants* took": who did it, and those set beside."""
    beside = [c for c in doer.children if c.dep_ == "appos" and c.i > doer.i]
    return [m for one in [doer, *beside] for m in conjuncts(one)]


def _armed(doer: Token) -> bool:
    """ "*masked men*", "men in plain clothes": as good as gunmen."""
    if doer.lower_ not in words("attackers", "unnamed", "heads"):
        return False
    how = {c.lower_ for c in doer.lefts} | {t.lower_ for p in kids(doer, "prep") for t in p.subtree}
    how |= {t.lower_ for c in kids(doer, "acl", "relcl") for t in c.subtree}
    return bool(how & words("attackers", "unnamed", "marks"))


def _after(token: Token, reach: int) -> list[str]:
    found: list[str] = []
    for word in token.doc[token.i + 1 : min(token.i + 1 + reach, token.sent.end)]:
        if word.text in {";", ":", '"'}:
            break
        found.append(word.lower_)
    return found


def _told(words_after: list[str]) -> str:
    """The words in one line, as written where a hyphen joins two."""
    return " ".join(words_after).replace(" - ", "-")


def _people(token: Token, row: Predicate) -> list[Token]:
    """The heads of those whose harm it is."""
    if row.role == "target":
        hit = [o for p in kids(token, "prep") if p.lower_ in _AT for o in kids(p, "pobj")]
        owner = owner_of(hit)
        return [owner] if owner is not None else hit
    if row.role == "owner":
        if own := own_limb(token):
            return own
        parts = kids(token, "dobj", "nsubjpass")
        owner = owner_of(parts)
        off = [o for p in kids(token, "prep") if p.lower_ == "off" for o in kids(p, "pobj")]
        if owner is None and off and any(limb_named(part) for part in parts):
            return off  # "took both legs off *a schoolteacher*"
        if (
            owner is None
            and token.head.lower_ in _HAD
            and any(limb_named(s) and s.lower_ not in {"throat", "throats"} for s in kids(token, "nsubj", "dobj"))
        ):
            return subject_of(token.head)  # "*a clerk* had two fingers cut off"
        return [] if owner is None else [owner]
    if row.role == "of":
        return [o for noun in kids(token, "dobj") if (o := of_object(noun)) is not None]
    if row.role in _PREPOSITIONS:
        own = kids(token, "nsubj", "nsubjpass") if row.by else []  # "the search *for two anglers* was called off"
        near = [
            c
            for c in token.subtree
            if c.lower_ == row.role and c.dep_ == "prep" and (c.i > token.i or c.head in own)
        ]
        inner = [o for prep in near[:1] for o in kids(prep, "pobj")]
        if inner and not _countable(inner[0], row):  # "made off with the headmaster *and 13 girls*"
            return [c for c in conjuncts(inner[0]) if c != inner[0]]
        return inner
    objects = [o for o in kids(token, "dobj") if o.lower_ not in {"it", "itself"}]
    if row.role == "patient" and not objects and not is_passive(token):  # "swept away *a couple*", off its verb
        objects = [o for o in kids(token, "npadvmod") if o.i > token.i and named_as_person(o)]
        objects += [o for o in kids(token, "conj") if objects and o.tag_[:2] == "NN" and named_as_person(o)]
    if kids(token, "nsubjpass") and token.tag_ == "VBN":
        objects = []  # "were taken off *a bus*"
    passive = (is_passive(token) and not objects) or (not row.needs_by and _clipped_passive(token))
    if any(c.lower_ == "nothing" for c in kids(token, "nsubjpass")):  # "nothing has been heard of the five"
        return [o for p in kids(token, "prep") if p.lower_ in {"of", "from", "about"} for o in kids(p, "pobj")]
    if token.dep_ == "amod" and token.head.lower_ in words("triggers_light", "struck", "body"):
        return []  # "bruised heads and cut hands"
    if row.role == "subject" and _lost(token):
        return [person for person in _opening(token) if row.objects]
    if token.dep_ == "amod" and token.head.tag_[:2] == "NN":
        return [token.head] if row.role != "subject" else []
    if row.negated and (among := _none_of(token)):
        return among
    if row.role == "patient" and not passive:
        if not objects and token.dep_ == "relcl" and kids(token, "nsubj") and numeric(token.head):
            return [token.head]  # "Of the *88 people* the clinic saw"
        return [resolve_relative(o, token) for o in objects]
    if row.role == "passive" and not passive:
        return []
    if row.role == "subject" and kids(token, "expl"):
        return kids(token, "attr", "nsubj")  # "there are *four* on the platform with coats over their heads"
    if token.dep_ == "acl" and (far := _beyond_place(token)) is not None:
        return [far]
    return [_all_of(head) if row.negated else head for head in subject_of(token)]


def _lost(verb: Token) -> bool:
    """ "A girl of ten *needed* surgery": a verb that the parse takes for an adjective of its object."""
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or verb.i == verb.sent.start:
        return False
    return verb.nbor(-1).tag_ in {"NN", "NNS", "CD", "RB"} and verb.head.i > verb.i


def _opening(verb: Token) -> list[Token]:
    """The people that the clause of ``verb`` opens with."""
    if verb.nbor(-1).tag_ == "CD" and verb.i - 2 >= verb.sent.start and verb.nbor(-2).lower_ == "whom":
        return [verb.nbor(-1)]  # "over 1,100, of whom *240 needed* hospital care"
    if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in verb.doc[verb.sent.start : verb.i]):
        return []  # "*The mayor* revised the number, of whom ...": of a clause before
    for word in verb.doc[verb.sent.start : verb.i]:
        if word.tag_[:2] == "NN" and word.dep_ != "compound":
            return [word] if person_like(word) else []
    return []


def _clipped_passive(verb: Token) -> bool:
    """ "spoke of 20 soldiers "*sent* home in boxes"": a participle right behind a number of people, which the parse
    takes for what they did."""
    if verb.tag_ != "VBD" or kids(verb, "dobj", "aux", "auxpass"):
        return False
    if any(kids(c, "dobj") for c in kids(verb, "conj")):
        return False  # "Three youths *kicked* and beat a man"
    if verb.dep_ == "acl":
        return numeric(verb.head)
    who = kids(verb, "nsubj")
    between = verb.doc[who[0].i + 1 : verb.i] if who else verb.doc[verb.i : verb.i]
    return bool(who) and numeric(who[0]) and all(t.text in {'"', "'"} for t in between)


def _beyond_place(verb: Token) -> Token | None:
    """ "*Four infants* in her row of tents froze to death": the people, where the parse has the tents freeze."""
    node = verb.head
    if person_like(node):
        return None
    while node.dep_ in {"pobj", "prep", "compound", "poss"}:
        node = node.head
    return node if numeric(node) and person_like(node) and node.i < verb.i else None


def _all_of(head: Token) -> Token:
    """The 118 of "*none of the 118* survived", "not one of the 118 came out alive": all of them are harmed."""
    whole = of_object(head) if head.lower_ in {"none", "one"} else None
    return whole if whole is not None and numeric(whole) else head


def _none_of(verb: Token) -> list[Token]:
    """ "None *of the 31* on board survived": the number of whom nobody did."""
    for nobody in kids(verb, "nsubj", "nsubjpass"):
        if nobody.lower_ in _NO_ONE | {"one"}:
            inner = [o for p in kids(nobody, "prep") if p.lower_ in {"of", "among"} for o in kids(p, "pobj")]
            return [o for o in inner if numeric(o)]
    return []


def _under_total(head: Token) -> bool:
    """ "the number of *people* buried by the slide"."""
    return head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in words("groups", "totals")


def _nobody(head: Token) -> bool:
    """ "*Nobody* else", "*no passenger*", "*not one* of them", "*neither driver*"."""
    before = {c.lower_ for c in head.lefts} | ({head.nbor(-1).lower_} if head.i > head.sent.start else set())
    return head.lower_ in _NO_ONE | _NOBODY - {"anyone", "anybody"} or bool(before & {"no", "not", "neither"})


def _named(head: Token) -> bool:
    """Whether a head is one person's name in full, or a role with its name behind it ("the priest, *A B*")."""
    if head.tag_ == "NN":
        return any(c.tag_ == "NNP" and c.i > head.i and _named(c) for c in kids(head, "appos"))
    full = any(c.tag_ == "NNP" for c in kids(head, "compound"))
    return head.tag_ == "NNP" and full and head.ent_type_ not in _THINGS_NAMED | {"ORG", "NORP"}


def _the_one(head: Token) -> bool:
    """ "*the suspect* remains in custody", "*the driver* and his mate are under arrest"."""
    return head.tag_ == "NN" and named_as_person(head) and any(c.lower_ == "the" for c in head.lefts)


def _countable(head: Token, row: Predicate) -> bool:
    """Whether a head may be people, and, where the row asks for it, people with a number, or nobody."""
    if row.nobody and not _nobody(head):
        return False
    if head.lower_ in {"himself", "herself", "themselves", "itself"}:
        return False  # "he had *himself* operated on a schoolboy"
    if head.lower_ in _NOBODY:
        whose = of_object(head)
        if whose is not None and whose.tag_[:2] == "NN" and not person_like(whose):
            return False  # "none of its records were lost"
        return not row.numbered or head.lower_ not in {"anyone", "anybody"}
    if head.tag_ in {"NNP", "NNPS"} and head.ent_type_ in _THINGS_NAMED:
        return False  # "blew up Grant Hall"
    if head.lower_ in words("triggers_light", "struck", "body"):
        return False  # "bruised heads and cut hands"
    if row.negated and head.lower_ in words("groups", "totals") and head.tag_ == "NN":
        return False  # "the number of victims was not known"
    if row.known and not (numeric(head) and named_as_person(of_object(head) or head)):
        return False  # "destroyed an ambulance", "houses destroyed: 5,310"
    if head.lower_ in {"more", "others"} and numeric(head):
        return True
    inner = of_object(head) if head.like_num or head.lower_ in words("groups", "quantity") else None
    if surname_told(head):
        return True
    if not person_like(head) or (
        inner is not None
        and inner.tag_ not in {"PRP", "WP", "DT"}
        and inner.lower_ not in {"own"} | words("groups", "harm_heads")
        and not person_like(inner)
    ):
        return False
    tied = row.numbered or row.phrase
    if head.tag_ in {"PRP", "WP", "WDT", "DT"} and tied and (not head.like_num or head.lower_ == "one"):
        return False
    return (
        not row.numbered
        or numeric(head)
        or _under_total(head)
        or (row.named and _named(head))
        or (head.tag_ == "NN" and bool(kids(head, "poss")))
        or (row.trigger.measure is Measure.DETAINED and _the_one(head))
        or bool({c.lower_ for c in head.lefts} & (_SINGULAR | ({"many"} if not row.negated else set())))
    )
