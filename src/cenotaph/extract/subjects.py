"""Whom a verb is said of, and who does it: subjects handed down along the parse, or set off from it by an aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids, numeric
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.own_clauses import behind_preposition, behind_verb, joined_before, own_clause, said_of
from cenotaph.extract.persons import person_like, thing_like
from cenotaph.extract.phrases import antecedent, of_object, quantity_head, size_of
from cenotaph.extract.told_aside import before_members

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "agent_of",
    "before_hyphen",
    "counted_of",
    "numbered_before",
    "resolve_relative",
    "subject_of",
    "whole_of",
]

_WHERE = {"near", "outside", "inside", "along", "behind", "beyond", "across"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_HEDGES = {"around", "about", "over", "under", "between", "up", "nearly", "above", "below", "near"}  # as "prep"
_SHARES = {"most", "many", "some", "all", "several", "both", "half", "mostly"}
_ASIDES = {
    "believed",
    "thought",
    "said",
    "presumed",
    "understood",
    "suspected",
    "identified",
    "reported",
    "reportedly",
    "apparently",
    "possibly",
}
_LOSSES = {"losses", "casualties", "fatalities"}
_RELATIVES = {"WDT", "WP", "WP$"}


def subject_of(verb: Token) -> list[Token]:
    """The subject of ``verb``, inherited along coordination and from a raising verb, relatives resolved."""
    node = verb
    aside = before_members(verb) or _before_aside(verb) or _of_whom(verb) or _as_told(verb) or _before_bracket(verb)
    if aside is not None:
        return [aside]
    if (whose := behind_preposition(verb)) is not None:
        return [whose]
    if behind := behind_verb(verb):
        return behind
    for _ in range(8):
        found = kids(node, *_SUBJECTS) or [s for c in kids(node, "aux", "auxpass") for s in kids(c, *_SUBJECTS)]
        if not found and node == verb:
            found = [
                o
                for c in kids(node, "prep")
                if c.i < node.i and (c.lower_ in _HEDGES or c.lower_ == "in")
                for o in kids(c, "pobj")
                if numeric(o) and (c.lower_ != "in" or _dated(o))
            ]
        found = [c for s in found for c in (_behind_place(s) if s.left_edge.lower_ in _WHERE else [s])]
        if len(found) == 1 and found[0].lower_ in _LOSSES and node.i > found[0].i and node.nbor(-1).like_num:
            found = [node.nbor(-1)]  # "Rebel losses were *40* killed and 60 wounded"
        if len(found) == 2 and numeric(found[1]) and kids(node, "aux") and kids(node, "aux")[0].i < found[1].i:
            found = found[1:]  # "the army had *ten* wounded"
        if len(found) == 2 and found[1].i > found[0].i and _all_of_them(found[1]):
            found = found[:1]  # "*five of his passengers*, all workers at a plant, were hurt"
        if len(found) > 1:  # "90 people, *14 of whom* drowned"
            found = [s for s in found if s.lower_ != "whom" or s.nbor(-1).lower_ != "of"] or found
        if len(found) == 2 and all(map(numeric, found)) and kids(found[0], "acl"):
            found = found[1:]  # "20 people evacuated with wounds, *3* did not make it"
        if len(found) == 2 and _before_apposed(found[1]) == found[0]:
            found = found[:1]  # "the pair, *brothers from Kesh*, drowned"
        if len(found) == 2 and _is_aside(found[0], found[1]):
            found = found[1:]  # "a third, *a boy of six*, was hurt"
        if len(found) == 2 and found[0].tag_ == "CD" and _or_maybe(found[0], found[1]):
            found = found[1:]  # "Ten, *perhaps twelve villagers*, were hurt"
        if len(found) == 2 and found[1].tag_ == "PRP" and found[1].nbor(-1).text == ",":
            found = found[1:]  # "Again the party's nominee, *she* was held"
        if len(found) == 2 and _is_its_name(found[0], found[1]):
            found = found[:1]  # "a teacher, *Maria Ojeda*, 44, was killed"
        if len(found) == 1 and (spoken_of := said_of(found[0], node)) is not None:
            return [spoken_of]
        if len(found) == 2 and ":" in {t.text for t in verb.doc[found[0].i : found[1].i]}:
            found = found[1:]  # "The outcome until midnight: *a child* was killed"
        if found and (people := _before_participle(found, node)) is not None:
            return [people]
        if found:
            return [whole_of(resolve_relative(token, node)) for token in found if not before_hyphen(token)]
        if node.dep_ in {"acl", "relcl", "amod"}:
            return [counted_of(_theirs(node.head))]
        if node.dep_ == "conj" and (those := _of_the_told(node)):
            return those
        if (apart := own_clause(node)) is not None:
            return [apart]
        if node.dep_ == "conj" and kids(node, "auxpass") and (after := _after_conjunction(node)) is not None:
            return [after]
        if node.dep_ in {"conj", "xcomp", "oprd", "acomp", "advcl", "ccomp", "pcomp"} and node.head != node:
            if node.dep_ in {"xcomp", "oprd", "ccomp"} and node.head.tag_[:2] == "VB":
                objects = [o for o in kids(node.head, "dobj") if o.i < verb.i]
                if objects:  # "left three *dead* and nine others, most of them students, hurt"
                    told = (t.i for t in verb.doc[objects[0].i : objects[-1].i] if t.lower_ in triggers())
                    last = max(told, default=0)
                    return [o for o in objects if o.i > last]
            if node.dep_ == "pcomp":
                node = node.head
            node = node.head
            continue
        return [noun] if (noun := joined_before(verb)) is not None else []
    return []


def _before_participle(found: list[Token], verb: Token) -> Token | None:
    """ "*Two journalists* working for the website Rafd Media were killed": the people before a participle that the
    parse takes for the verb, with the name inside its phrase for the subject."""
    one, clause = found[0], verb.head
    many = any(c.lower_ in {"were", "are", "have"} for c in kids(verb, "aux", "auxpass"))
    if len(found) > 1 or not many or one.tag_ != "NNP" or kids(one, "conj") or verb.dep_ not in {"relcl", "ccomp"}:
        return None
    while clause.tag_ not in {"VBG", "VBN"} and clause.head != clause:
        clause = clause.head
    if clause.tag_ not in {"VBG", "VBN"} or kids(clause, "aux", "auxpass") or clause.i > one.i:
        return None
    people = [s for s in kids(clause, *_SUBJECTS) if s.tag_ == "NNS" and s.i < clause.i and person_like(s)]
    return people[0] if people else None


def _of_the_told(verb: Token) -> list[Token]:
    """ "She said that *her husband* was beaten, and died": the parse hangs the death on who tells of it."""
    if verb.head.lower_ not in words("reporting", "asserts", "verbs") or verb.tag_ not in {"VBD", "VBZ"}:
        return []
    clause = next((c for c in kids(verb.head, "ccomp") if verb.head.i < c.i < verb.i), None)
    return [resolve_relative(s, clause) for s in kids(clause, *_SUBJECTS)] if clause is not None else []


def _dated(noun: Token) -> bool:
    """ "*In 2019 nearly 40 pilgrims* were trampled": people whom the parse hangs on a year before them."""
    years = [c for c in kids(noun, "nummod") if c.text.isdigit() and len(c.text) == 4 and c.nbor(-1).lower_ == "in"]
    return bool(years) and person_like(noun) and any(c.like_num for c in kids(noun, "nummod") if c not in years)


def _or_maybe(number: Token, noun: Token) -> bool:
    """Whether a bare number is only the lower end of the one that counts the second subject."""
    between = {t.lower_ for t in noun.doc[number.i + 1 : noun.i]}
    return numeric(noun) and bool(between & {"maybe", "perhaps", "possibly"})


def _is_aside(one: Token, noun: Token) -> bool:
    """Whether the second of two subjects only says who the first, a bare number or ordinal, is."""
    bare = one.lower_ in {"one", "another"} or one.lower_ in table("number_words")["ordinals"]
    start = noun.left_edge
    between = noun.doc[one.i + 1 : start.i]
    return bare and [t.text for t in between] == [","] and start.lower_ in {"a", "an", "the", "his", "her"}


def _is_its_name(noun: Token, name: Token) -> bool:
    """Whether the second of two subjects is the name of the one person that the first is."""
    if noun.tag_ != "NN" or name.tag_ != "NNP" or name.i < noun.i or kids(name, "conj"):
        return False
    before = [t.text for t in noun.doc[noun.i + 1 : name.left_edge.i] if not noun.is_ancestor(t)]
    return noun.doc[name.left_edge.i - 1].text == "," and before in ([], [","])


def _all_of_them(noun: Token) -> bool:
    """Whether a second subject only says who the first were: ", all workers at a plant,"."""
    first = noun.left_edge
    before = noun.doc[first.i - 1].text if first.i > noun.sent.start else ""
    return first.lower_ in {"all", "both", "most", "mostly", "mainly"} and before in {",", "(", "-", "–", "—"}


def _of_whom(verb: Token) -> Token | None:
    """ "1,151 people left, *336 of whom*, all males, were held": a share, with an aside before its verb."""
    doc, i = verb.doc, verb.i - 1
    while i > verb.sent.start and doc[i].dep_ in {"aux", "auxpass", "neg", "advmod"}:
        i -= 1
    if doc[i].text == ",":
        i = max((k for k in range(max(verb.sent.start, i - 12), i) if doc[k].text == ","), default=i) - 1
    whom = doc[i]
    of_whom = whom.lower_ in {"whom", "which"} and i >= verb.sent.start + 2 and doc[i - 1].lower_ == "of"
    return doc[i - 2] if of_whom and doc[i - 2].like_num and i < verb.i - 1 else None


def _as_told(verb: Token) -> Token | None:
    """ "the *civilians* we have documented as killed": whom somebody has put down as harmed."""
    telling = verb.head
    if verb.dep_ not in {"advcl", "prep", "pcomp", "acl"} or verb.i == 0 or verb.nbor(-1).lower_ != "as":
        return None
    if telling.lower_ not in words("triggers_light", "put_down") or kids(telling, "auxpass", "nsubjpass"):
        return None
    objects = [o for o in kids(telling, "dobj") if o.i < verb.i]
    if telling.dep_ == "relcl" and not objects:
        return telling.head
    return objects[0] if objects else None


def _before_aside(verb: Token) -> Token | None:
    """ "and *one*, believed to be the leader, escaped": who stands before an aside."""
    sentence, i = verb.sent, verb.i - 1
    if (
        verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or kids(verb, *_SUBJECTS)
        or i <= sentence.start
        or verb.doc[i].text != ","
    ):
        return None
    for k in range(i - 1, max(sentence.start, i - 12), -1):
        word = verb.doc[k]
        if word.text == ",":
            who, opens = verb.doc[k - 1], verb.doc[k + 1].lower_
            alone = who.like_num or who.lower_ in {"another", "others", "other"}
            named = who.lower_ in {"one", "another"} and verb.doc[k + 1].tag_ == "NNP"  # "where *one*, A B, died"
            return who if alone and (opens in _ASIDES or named) else None
        if word.is_punct and word.text not in {"(", ")"}:
            return None
    return None


def _before_bracket(verb: Token) -> Token | None:
    """ "*Seven people* (the clinic's figure; a nurse gave us eight) were killed": who stands before a bracket that
    the parse reads with the verb."""
    doc, aux = verb.doc, kids(verb, "aux", "auxpass")
    closes = (aux[0].i if aux else verb.i) - 1
    if closes <= verb.sent.start or doc[closes].text != ")":
        return None
    opens = next((i for i in range(closes, verb.sent.start, -1) if doc[i].text == "("), verb.sent.start)
    own = kids(verb, *_SUBJECTS)
    if opens <= verb.sent.start or any(s.i < opens for s in own):
        return None
    before = doc[opens - 1]
    return before if before.tag_ in {"NN", "NNS", "NNP", "CD"} else None


def before_hyphen(token: Token) -> bool:
    """The "ex" and the mark of "ex-soldiers", which the parse may give out as subjects of their own."""
    after = token.i + 1
    if token.text == "-":
        return True
    return after + 1 < len(token.doc) and token.doc[after].text == "-" and token.doc[after].dep_ == token.dep_


def _after_conjunction(verb: Token) -> Token | None:
    """ "Police search *after five people* were hurt": the subject that the parse hands to "after"."""
    near = [p for p in kids(verb.head, "prep") if p.lower_ in {"after", "as", "because"} and p.i < verb.i]
    return next((o for p in reversed(near) for o in kids(p, "pobj") if o.i < verb.i and numeric(o)), None)


def whole_of(noun: Token) -> Token:
    """ "*Five villagers*, among them a boy, drowned", "*20 men*, most of them guards, were hurt": whom the verb is
    said of, where the parse takes those set off in between; ``noun`` itself else."""
    if noun.lower_ == "upwards" and (after := kids(noun, "appos")):
        return after[0]  # "upwards of *30 others*"
    doc, start = noun.doc, noun.sent.start
    if (named := _before_apposed(noun)) is not None:
        return named
    for i in range(noun.i - 1, max(start, noun.i - 7), -1):
        opens = [t.lower_ for t in doc[i : i + 3]]
        among = opens[0] in {"among", "amongst"} and opens[1:2] in (["them"], ["whom"])
        among |= opens[0] == "including" and noun.i + 1 < noun.sent.end and noun.nbor().text in ",)--"
        if among or (opens[0] in _SHARES and opens[1:] in (["of", "them"], ["of", "whom"])):
            if i - 1 <= start or doc[i - 1].text not in {",", "(", "-", "--", "–", "—"}:
                return noun
            before = [t for t in doc[max(start, i - 9) : i - 1] if t.tag_ in {"NN", "NNS"} and numeric(t)]
            return before[-1] if before and person_like(before[-1]) else noun
        if doc[i].is_punct and doc[i].text not in {"-", ","}:
            return noun
    return noun


def _before_apposed(noun: Token) -> Token | None:
    """ "*31 persons*, members of two families, were shot": the numbered people before a bare plural set off by
    commas, which the parse takes for the subject."""
    doc, first, last = noun.doc, noun.left_edge.i, noun.right_edge.i
    bare = noun.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in noun.lefts)
    if not bare or first - 2 <= noun.sent.start or doc[first - 1].text != ",":
        return None
    closed = doc[last].text == "," or (last + 1 < noun.sent.end and doc[last + 1].text == ",")
    before = doc[first - 2]
    counted = before.lower_ in {"pair", "duo", "trio"} or before.tag_ == "CD"
    return (
        before
        if closed and (counted or (before.tag_ == "NNS" and numeric(before) and person_like(before)))
        else None
    )


def _behind_place(noun: Token) -> list[Token]:
    """Who stands behind the place of "Near Robotin, *a soldier* was killed", which the parse joins to it."""
    return [c for c in kids(noun, "appos", "conj") if any(t.text == "," for t in noun.doc[noun.i : c.i])]


def _theirs(noun: Token) -> Token:
    """ "Relatives *of contractors* killed in May": the killed are the contractors."""
    if noun.lower_ == "people" and not kids(noun, "det", "nummod", "amod"):
        noun = quantity_head(noun)  # "a couple of people hit by stones"
    if (whole := whole_of(noun)) is not noun:
        return whole
    if noun.lower_ not in words("groups", "mourners"):
        return noun
    inner = of_object(noun)
    return inner if inner is not None else noun


def numbered_before(noun: Token) -> Token | None:
    """ "gives *640 defenders* and 912 civilians killed": a participle behind the second is said of both."""
    first = noun.head
    one = noun.tag_ == "NN" and any(
        c.lower_ in {"a", "an"} for c in noun.lefts
    )  # "said two men and *a child* drowned"
    if noun.dep_ != "conj" or not (one or numeric(noun)) or not kids(first, "nummod") or not person_like(first):
        return None
    between = noun.doc[first.i + 1 : noun.left_edge.i]
    governor = first.head
    if (
        len(between) > 2
        or any(t.lower_ in triggers() for t in between)
        or governor.lower_ in triggers()
        or first.dep_ not in {"dobj", "pobj", "attr", "ROOT"}
    ):
        return None
    return first


def counted_of(noun: Token) -> Token:
    """ "listed *22 of the garrison* killed", "left *25 members of the militia* hurt": the numbered people, where
    one body of people stands behind "of"; ``noun`` itself else."""
    of = noun.head
    counted = noun.like_num or any(c.dep_ == "nummod" or c.tag_ == "CD" for c in noun.children)
    body = noun.lower_ in words("groups", "collective")  # "five members of *the family* abducted"
    quantity = noun.lower_ in words("groups", "quantity") and not body and not kids(noun, "compound")
    if (
        body
        and noun.tag_ == "NN"
        and all(c.lower_ in {"one", "a", "an"} for c in noun.children if c.dep_ == "nummod")
    ):
        counted = False  # "seven members of *one gang* executed"
    if noun.dep_ != "pobj" or of.lower_ != "of" or counted or quantity or size_of(noun) is not None:
        return noun  # "five rebels of *the Sixth Front* killed", "four militants of *the Badr group* killed"
    whole = of.head
    if noun.tag_ == "NN" and whole.tag_ == "CD":
        return whole
    own = whole.tag_ == "CD" and bool(kids(noun, "poss"))  # "saw *two* of his colleagues lying dead"
    singular = own or noun.tag_ in {"NN", "NNP"} or whole.lower_ == "members"
    if whole.lower_ in words("groups", "totals"):
        return noun  # "the number of *staff* killed"
    return whole if singular and numeric(whole) and person_like(whole) else noun


def resolve_relative(token: Token, verb: Token) -> Token:
    if token.tag_ in _RELATIVES or (token.lower_ == "that" and token.tag_ == "WDT"):
        return _thing_before(token, verb) or antecedent(verb) or token
    return token


def _thing_before(relative: Token, verb: Token) -> Token | None:
    """ "83 residents in *the huts that were swept away*": the things right before "that", where the parse has the
    people swept away."""
    people, before = antecedent(verb), relative.nbor(-1) if relative.i > relative.sent.start else relative
    if relative.lower_ not in {"that", "which"} or people is None or people.i >= before.i or before.head == people:
        return None
    inside = people.is_ancestor(before) and before.dep_ == "pobj" and before.tag_ in {"NN", "NNS"}
    many = {"were", "are", "have"} & {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    agrees = not many or before.tag_ == "NNS"
    return before if inside and agrees and not numeric(before) and thing_like(before) else None


def agent_of(verb: Token, passive: bool) -> Token | None:
    if passive:
        for by in kids(verb, "agent", "prep"):
            if by.lower_ == "by":
                for inner in kids(by, "pobj"):
                    return inner
        return None
    subject = subject_of(verb)
    return subject[0] if subject else None
