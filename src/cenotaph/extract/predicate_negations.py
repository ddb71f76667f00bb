"""What denies a verb of harm: "did not survive", "tried in vain to revive", "yet to be found", "none returned"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["negations"]

_NEGATIONS = {"not", "n't", "never", "neither", "nor"}
_NO_ONE = {"nobody", "nothing", "one", "none", "neither"}
_SO_FAR = {"yet", "still", "remain", "remains", "remained"}
_LEFT = {"leaving", "leaves", "left", "leave"}  # "*leaving* five to be accounted for"
_UNABLE = {"unable", "failed", "fail", "fails", "failing"}
_TRIES = {"attempt", "attempts", "effort", "efforts", "try", "tried", "struggled", "fought", "battled"}
_FUTILE = {"failed", "unsuccessful", "vain", "avail", "unsuccessfully"}


def negations(token: Token, *, negated: bool) -> set[str]:
    """The words that deny a verb; ``negated``: also those of its subject and "yet" before it."""
    denials = {c.lower_ for c in kids(token, "neg", "preconj", "advmod")} & _NEGATIONS
    if negated:
        denials |= {c.lower_ for c in kids(token, "nsubj", "nsubjpass") if _denies(c)}
        before = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 5) : token.i]}
        denials |= {"yet"} if {"yet", "to"} <= before else set()  # "20 yet to be found"
    return denials or _still_to_be(token) or _in_vain(token)


def _in_vain(token: Token) -> set[str]:
    """ "*were unable to* save", "tried *in vain* to revive", "attempts to revive her *failed*": it was not done."""
    above = token.head
    if token.tag_ != "VB" or not kids(token, "aux"):
        return set()
    near = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 4) : token.i]}
    if token.dep_ in {"xcomp", "acl", "advcl"} and above.lower_ in _UNABLE:
        return {"not"}
    if above.lower_ not in _TRIES:
        return set()
    later = {t.lower_ for t in token.doc[token.i : token.sent.end]}
    return {"not"} if later & _FUTILE or "vain" in near else set()


def _still_to_be(token: Token) -> set[str]:
    """ "*Yet to be* seen", "*remain to be* found": not so far."""
    if token.i < 3 or token.nbor(-1).lower_ != "be":
        return set()
    told = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]]
    if told[-2:] != ["to", "be"] or not told[:1]:
        return set()
    before = token.doc[token.i - 3]
    left = before.like_num and before.i > token.sent.start and before.nbor(-1).lower_ in _LEFT
    return {"yet"} if told[0] in _SO_FAR or left else set()


def _denies(subject: Token) -> bool:
    """Whether a subject denies the verb: "none", "not one", and no "one" alone."""
    before = subject.nbor(-1).lower_ if subject.i > subject.sent.start else ""
    if any(c.lower_ == "neither" for c in subject.lefts):
        return True
    return subject.lower_ in _NO_ONE and (subject.lower_ != "one" or before in {"no", "not", "nary"})
