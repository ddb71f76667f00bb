"""Of whom: the words of a counted phrase without its number, and what they themselves state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import end_of, left_edge, of_object, text_of
from cenotaph.model import AgeGroup, Group, PopStatus, Sex
from cenotaph.places import country_of, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["group_of"]

_NOBODY_DESCRIBED = {
    "anyone",
    "another",
    "anybody",
    "nobody",
    "none",
    "everyone",
    "unknown",
    "lot",
    "the",
    "no",
    "others",
    "other",
    "those",
    "more",
    "them",
    "their",
    "incl",
    "own",
    "which",
    "whom",
    "who",
    "these",
    "some",
    "many",
    "several",
    "multiple",
    "numerous",
    "various",
    "dozen",
    "all",
    "total",
}
_COMPLEMENTS = {"from", "of", "belonging", "including"}


def group_of(counted: Counted) -> tuple[Group, int, int] | None:
    """The group of a counted phrase and the segment offsets of its words, or None when nobody is described."""
    head = counted.head
    if counted.rule in {"one", "plural", "none"} and "pronoun" in counted.flags:
        return None
    if len(counted.members) > 1 and counted.rule == "number":
        first, last = _words_of(counted.members[0], counted), counted.members[-1]
        left = first[0] if first else counted.members[0].i
        start, end = head.doc[left].idx, end_of(last)
        return _made(text_of(head.doc)[start:end], list(head.doc[left : last.i + 1])), start, end
    if len(counted.members) > 1:
        start, end = counted.start, counted.end
        tokens = list(head.doc[counted.members[0].left_edge.i : counted.members[-1].i + 1])
        return _made(text_of(head.doc)[start:end], tokens), start, end
    noun = _whose_number(head, counted) or _noun(head)
    if noun is None:
        return None
    span = _words_of(noun, counted)
    if span is None:
        return None
    left, right = span
    doc = head.doc
    start, end = doc[left].idx, end_of(doc[right - 1])
    if right - left == 1 and doc[left].lower_ in _NOBODY_DESCRIBED | {"ours", "theirs"}:
        return None
    if counted.rule == "name" and noun.tag_ in {"NNP", "NNPS"} and counted.start <= start:
        start, end = counted.start, counted.end  # "Lieutenant A B of X", whatever stands around it
        left, right = noun.left_edge.i, noun.i + 1
    group = _made(text_of(doc)[start:end].strip("\"' "), list(doc[left:right]))
    excludes, includes = _excludes(noun), _includes(counted)
    if excludes or includes:
        group = Group(
            text=group.text, nationality=group.nationality, status=group.status, role=group.role, sex=group.sex,
            age_group=group.age_group, excludes=excludes, includes=includes,
        )  # fmt: skip
    return group, start, end


def _whose_number(head: Token, counted: Counted) -> Token | None:
    """The "bandits" of "a yet to be ascertained number of bandits", whose head the parse may lose."""
    if not counted.count.unknown or head.tag_[:2] == "NN":
        return None
    inside = [t for t in head.doc[head.i : head.i + 8] if counted.start <= t.idx < counted.end]
    return next((of_object(t) for t in inside if t.lower_ in {"number", "numbers"}), None)


def _noun(head: Token) -> Token | None:
    numbers = words("groups", "quantity") | {"more"}
    inner = of_object(head) if head.lower_ in numbers or head.like_num else None
    if inner is None and head.lower_ in {"couple", "couples"}:
        return head
    if head.lower_ in {"old", "olds"}:
        return None  # "a nine-month-old"
    if inner is not None and (inner.like_num or inner.tag_ == "CD"):
        return head if head.lower_ in {"family", "families", "group", "couple"} else None
    if inner is not None and (inner.tag_ in {"PRP", "WP"} or _one_family(inner)):
        return None
    if inner is not None:
        deeper = of_object(inner) if inner.lower_ in words("groups", "quantity") else None
        return deeper or inner
    return None if head.like_num or head.lower_ in numbers or head.tag_ == "CD" else head


def _one_family(whole: Token) -> bool:
    """ "Five *of a family* died": of whom the family is told, not what they are."""
    singular = {c.lower_ for c in whole.lefts} & {"a", "one", "same", "single"}
    return whole.lower_ in {"family", "household"} and bool(singular)


def _words_of(noun: Token, counted: Counted) -> tuple[int, int] | None:
    doc = noun.doc
    left, right = left_edge(noun), noun.i + 1
    if counted.mention is not None and counted.mention.start < noun.idx:
        while left < noun.i and doc[left].idx < counted.mention.end:
            left += 1
    while counted.rule == "one" and left < noun.i and doc[left].idx < counted.start <= noun.idx:
        left += 1
    while left < noun.i and (
        (doc[left].lower_ in words("groups", "dropped") and doc[left].text != "US")
        or doc[left].is_punct
        or doc[left].like_num
    ):
        left += 1
    if left + 1 < noun.i and doc[left].lower_ == "how" and doc[left + 1].lower_ == "many":
        left += 2
    old = next((t.i for t in doc[left : noun.i] if t.lower_ == "old" and doc[t.i - 1].text == "-"), None)
    left = old + 1 if old is not None else left  # "20-year-old painter"
    if noun.lower_ in words("groups", "harm_heads"):
        if left == noun.i and noun.lower_ != "victims":
            return None
        if noun.lower_ != "victims":
            right = noun.i
            while right > left and (
                doc[right - 1].tag_ == "RB"
                or doc[right - 1].lower_
                in {
                    "dead",
                    "killed",
                    "wounded",
                    "new",
                    "more",
                    "minor",
                    "reported",
                }
            ):
                right -= 1
            if right <= left or not _of_people(doc[right - 1]):
                return None
    if right == noun.i + 1:
        right = _past_hyphens(noun)
    while left < right - 1 and doc[left].lower_ in {"dead", "killed", "wounded", "injured", "missing", "slain"}:
        left += 1
    for i in range(noun.i - 1, left, -1):
        if doc[i].lower_ in {"them", "whom"} and doc[i - 1].lower_ == "of":
            left = i + 1  # "the injured, four of them *students*"
            break
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _COMPLEMENTS and right == noun.i + 1 and child.i == noun.i + 1:
            if child.lower_ == "including" or any(o.lower_ in {"lives", "life"} for o in child.children):
                break  # "deprived *twelve people* of their lives"
            right = child.right_edge.i + 1
            for token in doc[child.i : right]:
                if (
                    token.dep_ in {"relcl", "acl"}
                    or token.lower_ in {"who", "which"}
                    or token.lower_ in {"including", "among"}
                ):
                    right = token.left_edge.i if token.dep_ in {"relcl", "acl"} else token.i
                    break
            while right > noun.i + 1 and doc[right - 1].is_punct:
                right -= 1
            break
    return left, right


def _past_hyphens(noun: Token) -> int:
    """The index after "mother-in-law", "passers-by"."""
    doc, right = noun.doc, noun.i + 1
    while (
        right + 1 < len(doc)
        and doc[right].text == "-"
        and not doc[right - 1].whitespace_
        and not doc[right].whitespace_
    ):
        right += 2
    return right


def _of_people(word: Token) -> bool:
    """Whether the word before "injuries" says whose they are: "police injuries", not "splinter injuries"."""
    if word.text[:1].isupper() or word.lower_ in words("groups", "whose"):
        return True
    return known_person(word)


def _made(text: str, tokens: list[Token]) -> Group:
    lowered = [t.lower_ for t in tokens]
    joined = " ".join(lowered)
    status = PopStatus.NOT_STATED
    table = flat("groups", "status")
    for word in lowered:
        if word in table:
            status = PopStatus(table[word])
    if "military personnel" in joined or "service member" in joined or "service personnel" in joined:
        status = PopStatus.ARMED_FORCES
    if any(w in joined for w in ("former soldier", "ex - soldier")):
        status = PopStatus.NOT_STATED
    ages = {flat("groups", "age").get(w) for w in lowered} - {None}
    sexes = {flat("groups", "sex").get(w) for w in lowered} - {None}
    nations = _nations(tokens)
    sex = next(iter(sexes)) if len(sexes) == 1 else None
    age = next(iter(ages)) if len(ages) == 1 and "and" not in lowered else None
    return Group(
        text=text,
        nationality=nations,
        status=status,
        role=tokens[-1].text
        if tokens and tokens[-1].tag_[:2] == "NN" and tokens[-1].lower_ not in {"people"}
        else None,
        sex=Sex(sex) if sex else Sex.NOT_RECORDED,
        age_group=AgeGroup(age) if age else AgeGroup.UNKNOWN,
    )


def _nations(tokens: list[Token]) -> tuple[str, ...]:
    """ISO codes of the nationality words; a country after "from" counts unless others are named beside it."""
    found: list[str] = []
    others = any(token.lower_ == "other" for token in tokens)
    for i, token in enumerate(tokens):
        if not token.text[:1].isupper():
            continue
        pair = f"{token.text} {tokens[i + 1].text}" if i + 1 < len(tokens) else ""
        code = (nationality_of(pair) if pair else None) or nationality_of(token.text)
        if code is None and i > 0 and tokens[i - 1].lower_ in {"from", "of"} and not others:
            code = country_of(token.text)
        if code and code not in found:
            found.append(code)
    return tuple(found)


def _excludes(noun: Token) -> str | None:
    for child in noun.rights:
        if child.dep_ in {"appos", "conj", "prep", "acl"} and any(
            c.dep_ == "neg" or c.lower_ == "not" for c in child.children
        ):
            return noun.doc[child.left_edge.i : child.right_edge.i + 1].text.strip('- ,"')
        if child.dep_ == "prep" and child.lower_ in {"excluding", "except"}:
            return noun.doc[child.left_edge.i : child.right_edge.i + 1].text
    return None


def _includes(counted: Counted) -> str | None:
    sentence = counted.head.sent
    for token in sentence:
        if token.i > counted.head.i and token.lower_ in {"include", "includes", "including", "included"}:
            verb = token.head
            if verb.lower_ in {"thought", "believed", "said", "reported", "understood", "figure", "number", "toll"}:
                objects = [c for c in token.children if c.dep_ in {"dobj", "pobj"}]
                if objects:
                    inner = objects[0]
                    return sentence.doc[verb.i if verb.tag_[:2] == "VB" else token.i : inner.right_edge.i + 1].text
    return None
