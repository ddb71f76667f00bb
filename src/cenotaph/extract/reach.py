"""How far a word of place or time stands from the clause of a casualty word, by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.lexicon import triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["clause_of", "contrasted", "distance", "path_up"]


def clause_of(token: Token) -> Token:
    """The verb of the clause that holds ``token``."""
    node = token
    while node.tag_[:2] not in {"VB"} and node.head != node and node.dep_ not in {"relcl", "advcl", "ccomp"}:
        node = node.head
    return node


def path_up(token: Token, stop: set[int]) -> list[Token]:
    """``token`` and what it hangs on, up to a token of ``stop`` (document indices) or the root."""
    out = [token]
    node = token
    while node.head != node:
        node = node.head
        if node.i in stop:
            break
        out.append(node)
    return out


def distance(anchor: Token, token: Token, heard: Attribution) -> int | None:
    """How far a modifier stands from the trigger's clause; None when it belongs to another statement."""
    stop = {verb.i for verb in heard.verbs if not _raised(verb, token, anchor)}
    climb = path_up(token, stop)
    own = path_up(anchor, stop)
    if anchor.i in stop or any(node.i in stop for node in own):
        return None
    clause = clause_of(token)
    for steps, node in enumerate(own):
        if node.i == token.i:
            return 3 * sum(b.dep_ in {"ccomp", "conj", "parataxis"} and b.tag_[:2] == "VB" for b in own[:steps])
        if node.i == clause.i:
            return 1 + steps // 4
    for up, node in enumerate(climb):
        if node in own:
            between = own[: own.index(node)]
            crossing = [b for b in between if b.dep_ in {"relcl", "ccomp", "conj", "advcl"} and b.tag_[:2] == "VB"]
            return 2 + up + 3 * len(crossing)
    return None


def contrasted(anchor: Token, token: Token) -> bool:
    """ "killed four on Monday, *while on Sunday at Kajuru bandits kidnapped* two": whether ``anchor`` is of a
    clause of other harm, set against that of ``token``."""
    for node in (anchor, *anchor.ancestors):
        if node.dep_ != "advcl" or anchor.i > node.i or node.is_ancestor(token) or node == token:
            continue  # "... while seven were wounded in ambushes *on Thursday*": of both
        against = any(c.dep_ == "mark" and c.lower_ in {"while", "whereas"} for c in node.lefts)
        told = node.lower_ in triggers() and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.lefts)
        if against and told:
            return True
    return False


def _raised(verb: Token, token: Token, anchor: Token) -> bool:
    """ "are *feared drowned after* a boat capsized on Thursday": a clause below the verb tells of the harm."""
    if token.head != verb or token.dep_ not in {"xcomp", "oprd", "acomp"}:
        return False
    below = [c for c in verb.children if c.dep_ == "advcl" and c.i > token.i]
    told = [c for c in below if c == anchor or c.is_ancestor(anchor)]
    return any(m.lower_ in {"after", "when", "as"} for c in told for m in c.lefts)
