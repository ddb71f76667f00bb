"""Who a verb is said of across an aside that names some of them: "*160 herders* - women and children among them -
were massacred", where the parse ties the verb to the aside or to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.persons import known_person

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["before_members"]

_MARKS = {",", "-", "–", "—", ")", "("}
_THEM = {"them", "whom"}
_OPENS = {"including", "mostly", "mainly", "largely", "chiefly"}
_LONGEST = 16  # words of the aside
_SUBJECTS = {"nsubj", "nsubjpass"}


def before_members(verb: Token) -> Token | None:
    """The people before the aside that ends right before ``verb``, unless the parse has them as its subject."""
    doc, low = verb.doc, verb.sent.start
    helpers = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i]
    last = min([verb.i, *helpers]) - 1
    if last - 3 < low or doc[last].text not in _MARKS:
        return None
    opens = next((i for i in range(last - 1, max(low, last - _LONGEST), -1) if _begins(doc[i], last)), None)
    if opens is None or opens <= low:
        return None
    inside = doc[opens + 1 : last]
    lower = [t.lower_ for t in inside]
    if "," in lower and lower[0] not in _OPENS | {"among"} and doc[last].text == ",":
        return None  # "70 passengers, four of whom, having swallowed diesel, were admitted"
    if not (_THEM & set(lower) or lower[0] in _OPENS) or any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in inside):
        return None
    people = doc[opens - 1]
    if people.tag_ not in {"NN", "NNS"}:
        return None
    if people.dep_ == "pobj" and people.head.lower_ == "of" and people.head.head.tag_ in {"NNS", "CD"}:
        people = people.head.head  # "five persons of one family", "four of the passengers"
    counted = people.tag_ == "CD" or any(t.like_num for t in doc[max(low, people.i - 4) : people.i])
    if not counted or not (people.tag_ == "CD" or known_person(people)):
        return None
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    return people if all(opens < c.i < last for c in own) else None


def _begins(mark: Token, last: int) -> bool:
    """Whether a mark may open the aside that ``last`` ends: of its kind, and before one of its opening words."""
    pair = {")": "("}.get(mark.doc[last].text, mark.doc[last].text)
    if mark.text != pair or (pair == "-" and mark.nbor().idx == mark.idx + 1):
        return False
    rest = {t.lower_ for t in mark.doc[mark.i + 1 : last]}
    return bool(rest & _THEM) or mark.nbor().lower_ in _OPENS
