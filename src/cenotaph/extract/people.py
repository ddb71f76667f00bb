"""Named people: who is said to have been killed, hurt, taken or lost, with age, sex and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.extract.headlines import is_headline
from cenotaph.extract.lexicon import flat, triggers, words
from cenotaph.extract.persons import one_of_a_calling
from cenotaph.extract.phrases import conjuncts, end_of, text_of
from cenotaph.extract.place_names import lookup
from cenotaph.extract.surnames import name_by_verb, surname_told
from cenotaph.model import (
    AgeGroup,
    Anchor,
    InformantRelation,
    Measure,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    PopStatus,
    Report,
    Sex,
    content_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["KinTable", "Named", "counted_by_name", "kin_words", "named_in", "person_name", "person_record"]

_FATES = {
    Measure.KILLED: PersonFate.KILLED,
    Measure.BODIES_FOUND: PersonFate.KILLED,
    Measure.INJURED: PersonFate.INJURED,
    Measure.MISSING: PersonFate.MISSING,
    Measure.DETAINED: PersonFate.DETAINED,
}
_AGE_AFTER = re.compile(
    r"^\s*(?:,\s*|\(\s*)(?:aged?\s+)?(\d{1,3})\b(?!\s*(?:people|men|women|,\d|%))(?:[- ]years?[- ]old)?"
)
_AGE_BEFORE = re.compile(r"(\d{1,3})[- ]years?[- ]old\s+(?:[\w'-]+\s+){0,4}$")
_TITLE_SEX = {
    "mr": Sex.MAN,
    "mrs": Sex.WOMAN,
    "ms": Sex.WOMAN,
    "miss": Sex.WOMAN,
    "sir": Sex.MAN,
    "lady": Sex.WOMAN,
}
_DESCRIBES = {
    "victim",
    "victims",
    "man",
    "woman",
    "boy",
    "girl",
    "deceased",
    "dead",
    "teenager",
    "suspect",
    "driver",
    "officer",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name in a segment: the head token, segment offsets, and the name as written."""

    head: Token
    start: int
    end: int
    name: str


@dataclass(slots=True)
class KinTable:
    """Who is whose mother or son, as the report has told so far: (relative's name, kin word) -> person."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    speaking_for: dict[str, str] = field(default_factory=dict)

    def learn(self, doc: Doc) -> None:
        """Read "Ivan Petrov's mother, Anna Petrova," and "Anna Petrova wants her son, Ivan, found" from a segment.

        ``speaking_for``: the relative who speaks or acts for a person, by the person's name.
        """
        for token in doc:
            if token.dep_ == "poss" and token.tag_ in {"PRP$", "WP$"}:
                self._learn_who_acts(token)
            if token.dep_ == "poss" and token.head.lower_ in flat("people", "kin"):
                owner = person_name(token)
                if owner is None:
                    continue
                child_words = flat("people", "kin")[token.head.lower_].split("/")
                for other in token.head.children:
                    if other.dep_ == "appos":
                        relative = person_name(other)
                        if relative is not None:
                            for word in child_words:
                                self.known[(relative.name, word)] = owner.name
                for word in child_words:
                    self.known.setdefault(("", f"{owner.head.sent.start}:{word}"), owner.name)

    def _learn_who_acts(self, owner: Token) -> None:
        kin = owner.head
        one = next((n for c in kin.children if c.dep_ == "appos" and (n := person_name(c))), None)
        if one is None or kin.lower_ not in kin_words():
            return
        for subject in kin.doc[kin.sent.start : kin.i]:
            verb = subject.head
            # who is killed with his son speaks for nobody
            if subject.dep_ != "nsubj" or verb.lower_ in triggers():
                continue
            names = [subject, *(c for c in subject.children if c.dep_ == "appos")]
            relative = next((n for token in names if (n := person_name(token))), None)
            if relative is not None and relative.name != one.name:
                self.speaking_for.setdefault(one.name, relative.name)
                return

    def is_relative(self, name: str) -> bool:
        """Whether the report has introduced ``name`` as somebody's relative."""
        return any(relative == name for relative, _ in self.known)

    def person_for(self, kin: Token, speaker: str) -> str | None:
        """The name of "her son" when the speaker, or the same sentence, says whose relative speaks."""
        word = kin.lower_
        return self.known.get((speaker, word)) or self.known.get(("", f"{kin.sent.start}:{word}"))


def kin_words() -> frozenset[str]:
    """The words by which a relative refers to a person ("son", "wife")."""
    return frozenset(word for entry in flat("people", "kin").values() for word in entry.split("/"))


def person_name(head: Token) -> Named | None:
    """The personal name that ``head`` ends, or None when it is not a person's."""
    if surname_told(head) or name_by_verb(head):
        return Named(head, head.idx, end_of(head), head.text)
    if head.tag_ != "NNP":
        return None
    if _opens_headline(head):
        return None  # "Skier killed in avalanche"
    doc = head.doc
    left = head.i
    while (
        left > head.sent.start
        and doc[left - 1].tag_ == "NNP"
        and doc[left - 1].dep_ in {"compound", "nmod", "amod", "poss"}
    ):
        left -= 1
        if doc[left].head.i > head.i:
            left += 1
            break
    while left < head.i and (
        doc[left].lower_.strip(".") in _TITLE_SEX or doc[left].lower_ in flat("people", "titles")
    ):
        left += 1
    tokens = list(doc[left : head.i + 1])
    places = {"GPE", "LOC", "DATE", "FAC", "NORP"}
    if head.ent_type_ in places and not any(t.ent_type_ == "PERSON" for t in tokens) and not _titled(tokens[0]):
        return None
    if head.ent_type_ != "PERSON" and not (
        (len(tokens) >= 2 or _named_elsewhere(head))
        and (head.ent_type_ in {"", "ORG"} or _titled(tokens[0]))
        and not {t.lower_ for t in tokens} & set(flat("actors", "kinds"))
    ):
        return None
    right = head.i + 1
    while right < len(doc) and doc[right].lower_ in {"jr", "jr.", "sr", "sr.", "ii", "iii"}:
        right += 1
    start, end = doc[left].idx, end_of(doc[right - 1])
    return Named(head, start, end, text_of(doc)[start:end])


def counted_by_name(heads: list[Token]) -> list[Named]:
    """The name that was counted as one person ("*Callum* died that night"), which nothing else shows to be one."""
    if not heads:
        return []
    head = heads[0]
    last = head.i
    left = min((c.i for c in head.lefts if c.dep_ == "compound" and c.tag_ == "NNP"), default=last)
    while left < last and one_of_a_calling(head.doc[left].lower_):
        left += 1  # "*Nurse* A B"
    tokens = list(head.doc[left : last + 1])
    text = text_of(head.doc)[tokens[0].idx : end_of(head)]
    known = any(one_of_a_calling(t.lower_) or t.lower_ in words("groups", "people") for t in tokens)
    if head.tag_ != "NNP" or known or not all(t.tag_ == "NNP" and t.text.istitle() for t in tokens):
        return []
    if head.ent_type_ not in {"", "PERSON", "GPE", "ORG"} or (head.ent_type_ == "GPE" and lookup(text) is not None):
        return []
    return [Named(head, tokens[0].idx, end_of(head), text)]


def _opens_headline(head: Token) -> bool:
    """ "*Skier* killed in avalanche", "*Man*, 19, stabbed": a common noun under the capital of a first word."""
    doc, i = head.doc, head.i
    first = i == head.sent.start or doc[i - 1].text in {";", ":", "|", "•"}
    if not first or (i + 1 < len(doc) and doc[i + 1].tag_ == "NNP"):
        return False
    if head.lower_ in words("groups", "people"):
        return True
    aged = i + 4 < len(doc) and [doc[i + 1].text, doc[i + 3].text, doc[i + 4].tag_] == [",", ",", "VBN"]
    return one_of_a_calling(head.lower_) and (aged or (i == head.sent.start and is_headline(head.sent)))


def _named_elsewhere(surname: Token) -> bool:
    """ "*Salvado* himself": one name that "himself", an age or a full name before it shows to be a person."""
    doc, after = surname.doc, surname.i + 1
    if after < len(doc) and doc[after].lower_ in {"himself", "herself"}:
        return True
    if after + 2 < len(doc) and doc[after].text == doc[after + 2].text == "," and doc[after + 1].like_num:
        return True
    if _titled(surname) or any(_after_kin(t) for t in doc[:after] if t.text == surname.text):
        return True
    comma = after + 1 < len(doc) and doc[after].text == ","
    if after + comma < len(doc) and doc[after + comma].lower_ in {"who", "whose"} and surname.tag_ == "NNP":
        return True
    known = [e for e in doc.ents if e.label_ == "PERSON" and e.end <= surname.i and len(e) > 1]
    return any(e[-1].text == surname.text for e in known)


def _titled(name: Token) -> bool:
    """ "*Mrs* Tranter", "*Justice* Deshkar": a title or rank right before."""
    before = name.doc[name.i - 1] if name.i > name.sent.start else None
    return before is not None and before.lower_.strip(".") in flat("people", "titles").keys() | _TITLE_SEX.keys()


def _after_kin(name: Token) -> bool:
    """ "his *cousin* Irfan", "her daughters *Eva* and Mia"."""
    before = name.doc[name.i - 1] if name.i > name.sent.start else None
    kin = kin_words() | words("groups", "kin")
    return before is not None and before.lower_ in kin


def named_in(heads: list[Token]) -> list[Named]:
    """The personal names among counted heads, their appositions and coordinated names."""
    out: dict[int, Named] = {}
    for head in heads:
        found = person_name(head)
        if found is not None:
            out[found.start] = found
            continue
        if head.dep_ == "appos":
            owner = person_name(head.head)
            if owner is not None:
                out[owner.start] = owner
                continue
        for child in head.children:
            if child.dep_ in {"appos"} and (
                head.lower_ in _DESCRIBES
                or head.lower_ in words("groups", "people")
                or head.lower_ in flat("people", "kin")
            ):
                for member in conjuncts(child):
                    named = person_name(member)
                    if named is not None:
                        out[named.start] = named
        beside = _name_beside(head) if not out else None
        if beside is not None:
            out[beside.start] = beside
    return [out[key] for key in sorted(out)]


def _name_beside(head: Token) -> Named | None:
    """ "a taxi driver, *Georges Khoury*, 44": the name right after the comma, where the parse lost it."""
    doc = head.doc
    if head.tag_ != "NN" or head.lower_ not in words("groups", "people") or head.i + 2 >= head.sent.end:
        return None
    if doc[head.i + 1].text != ",":
        return None
    last = head.i + 2
    while last + 1 < head.sent.end and doc[last + 1].tag_ == "NNP":
        last += 1
    name = person_name(doc[last])
    closed = last + 1 >= head.sent.end or doc[last + 1].is_punct
    return name if name is not None and closed and name.start == doc[head.i + 2].idx else None


def person_record(
    report: Report,
    named: Named,
    base: int,
    sentence: tuple[int, int],
    measure: Measure,
    *,
    informant: str | None = None,
    relative: bool = False,
    death_place: Place | None = None,
    death_period: Period | None = None,
    name: str | None = None,
) -> PersonRecord:
    """The record of one named person; ages and sex are read beside the name, place and period only when tied."""
    doc = named.head.doc
    before = text_of(doc)[max(0, named.start - 60) : named.start]
    after = text_of(doc)[named.end : named.end + 30]
    age = _age(before, after)
    sex = _sex(named, before)
    title = before.split()[-1].lower().strip(".") if before.split() else ""
    status = flat("groups", "status").get(title)
    dead = measure in {Measure.KILLED, Measure.BODIES_FOUND}
    return PersonRecord(
        id=content_id("p", [report.id, name or named.name, base + named.start]),
        report=report.id,
        name=name or named.name,
        anchors=(Anchor.of(report.text, *sentence),),
        fate=_FATES.get(measure, PersonFate.UNKNOWN),
        sex=sex,
        age_low=age,
        age_high=age,
        age_group=AgeGroup.UNKNOWN if age is None else AgeGroup.CHILD if age < 18 else AgeGroup.ADULT,
        status=PopStatus(status) if status else PopStatus.NOT_STATED,
        rank=title if title in flat("people", "ranks") else None,
        death_place=death_place.text if dead and death_place is not None else None,
        death_place_ref=death_place if dead else None,
        death_period=death_period.text if dead and death_period is not None else None,
        death=death_period if dead and death_period is not None and death_period.stated else None,
        informant=informant,
        informant_relation=InformantRelation.RELATIVE if relative else None,
    )


def _age(before: str, after: str) -> int | None:
    match = _AGE_AFTER.match(after) or _AGE_BEFORE.search(before)
    age = int(match.group(1)) if match else None
    return age if age is not None and age <= 120 else None


def _sex(named: Named, before: str) -> Sex:
    last = before.split()[-4:]
    for word in reversed([w.lower().strip(".,") for w in last]):
        if word in _TITLE_SEX:
            return _TITLE_SEX[word]
        if word in flat("groups", "sex"):
            return Sex(flat("groups", "sex")[word])
    head = named.head
    for child in head.children:
        if child.dep_ == "appos" and child.lower_ in flat("groups", "sex"):
            return Sex(flat("groups", "sex")[child.lower_])
    if head.dep_ == "appos" and head.head.lower_ in flat("groups", "sex"):
        return Sex(flat("groups", "sex")[head.head.lower_])
    for i in range(head.i + 1, head.sent.end):
        token = head.doc[i]
        if token.lower_ in {"he", "his", "himself", "him"}:
            return Sex.MAN
        if token.lower_ in {"she", "her", "herself"}:
            return Sex.WOMAN
    return Sex.NOT_RECORDED
