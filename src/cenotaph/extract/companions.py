"""Who was harmed in company: "was killed *along with his wife* and two guards", "shot dead with *their father*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import conjuncts, of_object

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["take_companions"]

_JOINTS = {"along": 2, "together": 2, "alongside": 1}  # with the "with" behind the first two
_RULES = {"passive", "active", "subject", "ellipsis", "adjective", "headline"}
_HARMING = {"active", "predicate.patient"}  # whose people stand behind the verb
_REACH = 8  # words of the phrase behind the joint


def take_companions(sentence: Span, hits: list[Hit]) -> None:
    """Give each hit the people in whose company its own were harmed."""
    if not hits:
        return
    for joint in sentence:
        if joint.lower_ != "with" and joint.lower_ not in _JOINTS:
            continue
        hit = _joined_to(joint, hits)
        if hit is None or hit.rule not in _RULES | _HARMING:
            continue
        if hit.rule not in _RULES and joint.lower_ != "with":
            continue
        if (steps := _JOINTS.get(joint.lower_, 0)) and (steps == 1 or _with(joint)):
            head = _people(joint.i + steps, sentence)
        elif joint.lower_ == "with" and joint.i == hit.token.i + 1 and joint.head == hit.token:
            head = _people(joint.i + 1, sentence, kin_only=True)
        elif joint.lower_ == "with" and hit.rule in _HARMING and hit.harmed and joint.i == hit.harmed[-1].i + 1:
            if not person_like(hit.harmed[-1]) or joint.head.tag_ == "VBG":
                continue
            head = _people(joint.i + 1, sentence, kin_only=True)  # "burned alive a trader *with his two daughters*"
        else:
            continue
        behind = sentence.doc[head.i + 1] if head is not None and head.i + 1 < sentence.end else None
        if behind is not None and behind.tag_ == "VBG":
            continue  # "with *his sons watching*"
        told = {m.i for one in hit.harmed for m in conjuncts(one)}
        if head is not None and head.i not in told:
            for one in (h for h in hits if h.harmed and h.harmed[0] == hit.harmed[0]):
                one.harmed = [*one.harmed, head]  # "*shot dead* along with": both words


def _joined_to(joint: Token, hits: list[Hit]) -> Hit | None:
    """The hit behind which ``joint`` stands, or of whose subject it is ("20 boys *along with* a man were held")."""
    counting = [h for h in hits if h.measure.counts_people and h.harmed]
    of_subject = [h for h in counting if joint.i < h.token.i and joint.head in h.harmed]
    behind = [h for h in counting if h.token.i < joint.i and _in_its_clause(h, joint)]
    return next(iter([*of_subject, *reversed(behind)]), None)


def _in_its_clause(hit: Hit, joint: Token) -> bool:
    """Whether no other verb and at most a comma stands between the harm and ``joint``."""
    between = hit.token.doc[hit.token.i + 1 : joint.i]
    return not any(t.tag_[:2] in {"VB", "MD", "WP", "WD"} or (t.is_punct and t.text != ",") for t in between)


def _with(joint: Token) -> bool:
    return joint.i + 1 < joint.sent.end and joint.nbor().lower_ == "with"


def _people(start: int, sentence: Span, *, kin_only: bool = False) -> Token | None:
    """The head of the phrase of people that begins at ``start``, if a number, an article or an owner leads it."""
    doc = sentence.doc
    owned = start < sentence.end and doc[start].tag_ == "PRP$"
    kin = words("name_lists", "kin") | words("name_lists", "kin_plural")
    for word in doc[start : min(start + _REACH, sentence.end)]:
        following = doc[word.i + 1] if word.i + 1 < sentence.end else None
        if word.like_num and following is not None and following.lower_ == "of":
            of = of_object(word)
            return word if not kin_only and of is not None and person_like(of) else None
        if word.is_punct or word.tag_[:2] in {"VB", "MD", "IN", "CC", "PR"} - (
            {"PR"} if word.i == start else set()
        ):
            return None
        if word.tag_[:2] != "NN" or (
            following is not None and following.tag_[:2] in {"NN", "CD", "JJ", "HY", "PO"}
        ):
            continue
        if kin_only:
            return word if owned and word.lower_ in kin else None
        led = owned or numeric(word) or doc[start].lower_ in {"a", "an", "another"}
        return word if led and (known_person(word) or word.lower_ in kin) else None
    return None
