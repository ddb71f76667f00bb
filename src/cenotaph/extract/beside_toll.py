"""Who died beside a total that does not count them: "puts the dead at 18, *plus two attackers*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import conjuncts, of_object
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["beside_toll"]

_TOTALS = {"toll", "nominal", "numbered", "counted_noun", "adjective"}
_TOLD = {"passive", "subject", "active", "ellipsis"}  # with these, only an attacker stands beside
_JOINTS = [
    tuple(joint.split())
    for joint in [
        "plus",
        "besides",
        "excluding",
        "excludes",
        "minus",
        "alongside",
        "leaving aside",
        "not counting",
        "not including",
        "without counting",
        "does not include",
        "do not include",
        "does not count",
        "apart from",
        "other than",
        "beside",
        "along with",
        "aside from",
        "together with",
        "in addition to",
        "on top of",
        "as well as",
        "to which must be added",
    ]
]
_OPENS = {joint[0] for joint in _JOINTS}
_REACH = 6  # words of the phrase behind the joint


def beside_toll(sentence: Span, hits: list[Hit]) -> list[Hit]:
    """The hits of people behind a joint that follows a total of the sentence and counts none of them."""
    totals = [h for h in hits if h.measure.counts_people and (h.number is not None or h.rule in _TOTALS | _TOLD)]
    if not totals:
        return []
    told = {m.i for h in hits for head in h.harmed if head != h.number for m in conjuncts(head) if m.i > h.token.i}
    out: list[Hit] = []
    for token in sentence:
        joint = next((j for j in _JOINTS if _reads(token, j)), None) if token.lower_ in _OPENS else None
        if joint is None:
            continue
        before = [h for h in totals if h.token.i < token.i]
        if (own := _himself(token.i + len(joint), sentence)) is not None:
            alone = not any(h.rule in {"blew", "own_life"} for h in hits)  # his death is told already
            if alone and own.i not in told and before and before[-1].measure is Measure.KILLED:
                out.append(Hit(before[-1].token, before[-1].trigger, Measure.KILLED, "beside_toll", [own]))
            continue
        fronted = token.i == sentence.start  # "*Besides the four gunmen*, six guards died"
        head = _people(token.i + len(joint), sentence)
        if head is None or head.i in told or not (before or fronted):
            continue
        if any(c.dep_ == "relcl" for c in head.children) or (before and _moved(before[-1].token, token)):
            continue  # "two dead as well as two who are in hospital", "two dead were taken out with five families"
        last = before[-1] if before else totals[0]
        attacker = last.measure is Measure.KILLED and head.lower_ in words("groups", "attackers")
        if not attacker and (fronted or (last.number is None and last.rule in _TOLD)):
            continue  # "five were killed, besides 40 who fled"
        out.append(Hit(last.token, last.trigger, last.measure, "beside_toll", [head]))
    return out


def _himself(at: int, sentence: Span) -> Token | None:
    """ "killing seven people besides *himself*": the attacker, where the clause ends with him."""
    if at >= sentence.end or sentence.doc[at].lower_ not in {"himself", "herself"}:
        return None
    ends = at + 1 >= sentence.end or sentence.doc[at + 1].tag_[:2] in {"IN", ",", ".", ":", "CC", "NN", "-R"}
    return sentence.doc[at] if ends else None


def _moved(harm: Token, joint: Token) -> bool:
    """ "17 wounded *were evacuated* in addition to five families": a verb that is not of harm goes between."""
    verbs = words("triggers_light", "brings") | {"evacuated"}
    return any(t.tag_ == "VBN" and t.lower_ in verbs for t in harm.doc[harm.i + 1 : joint.i])


def _reads(token: Token, joint: tuple[str, ...]) -> bool:
    return tuple(t.lower_ for t in token.doc[token.i : token.i + len(joint)]) == joint


def _people(start: int, sentence: Span) -> Token | None:
    """The head of a counted phrase of people, or of one attacker, that begins at ``start``."""
    doc = sentence.doc
    for i in range(start, min(start + _REACH, sentence.end)):
        word = doc[i]
        if word.is_punct or word.tag_[:2] in {"VB", "MD", "IN", "CC"}:
            return None
        following = doc[i + 1] if i + 1 < sentence.end else None
        if word.like_num and following is not None and following.lower_ == "of":
            of = of_object(word)
            return word if of is not None and person_like(of) else None
        ends = following is None or following.tag_[:2] not in {"NN", "CD", "JJ", "HY"}
        if word.tag_[:2] == "NN" and ends:
            one = word.tag_ == "NN" and word.lower_ in words("groups", "attackers")
            return word if person_like(word) and (numeric(word) or one) else None
    return None
