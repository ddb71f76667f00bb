"""Dates that are not the harm's: of what is to come, of a rescue, of a finding, a paper or another clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.telling import reporting_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

__all__ = [
    "LATER",
    "as_of_then",
    "found_in",
    "of_a_name",
    "of_another_clause",
    "of_the_saved",
    "revised_then",
    "to_come",
]

# "a commission *established* in 1993", "its file, *opened* in 2009"
_MADE = {
    *("established", "founded", "formed", "created", "convened", "launched", "opened", "closed", "published"),
    *("issued", "released", "compiled", "dated", "adopted", "signed", "appointed", "built", "drafted", "written"),
}  # fmt: skip
_PAPERS = {
    "commission",
    "inquiry",
    "survey",
    "census",
    "file",
    "dossier",
    "treaty",
    "judgment",
    "verdict",
    "article",
}
_FINDS = {"found", "concluded", "established", "determined", "ruled"}
_REVISES = {
    "lowered",
    "raised",
    "revised",
    "cut",
    "corrected",
    "updated",
    "amended",
    "adjusted",
    "reduced",
    "upped",
}
# "*Two days after the strike* they set off mines": of another day than the strike
LATER = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?|nights?|mornings?) (?:after|before)|since) (?:the|that|this) [a-z]",
    re.IGNORECASE,
)
_AS_OF_THEN = re.compile(
    r"\b(?:status|updated?|situation|sitrep|bulletin|as (?:of|at)|position|snapshot|briefing|overview)\b",
    re.IGNORECASE,
)
_NOT_LAST = re.compile(r"\s+of (?:the|his|her|their|its|that) (?!years?\b|months?\b|weeks?\b|season\b)[a-z]+")
_WILL = {"will", "shall", "'ll", "wo"}
_DUE = {"due", "expected", "scheduled", "set", "supposed", "planned", "ordered"}
_SUBJECTS = ("nsubj", "nsubjpass")
_RANGES = {"between", "from", "since", "during", "over", "until"}


def to_come(verb: Token) -> bool:
    """Whether a verb tells of the future: "will appear in court on Friday", "are due to be buried on Monday"."""
    if any(c.lower_ in _WILL for c in kids(verb, "aux")):
        return True
    infinitive = any(c.lower_ == "to" for c in kids(verb, "aux"))
    return infinitive and verb.dep_ == "xcomp" and verb.head.lower_ in _DUE


def of_the_saved(verb: Token, token: Token) -> bool:
    """ "nine were unaccounted for and two *had been brought up alive on Tuesday*": of those in another clause, who
    came off."""
    if verb == token or verb.is_ancestor(token) or verb.dep_ not in {"conj", "parataxis"}:
        return False
    if not kids(verb, *_SUBJECTS):
        return False
    inside = {t.lower_ for t in verb.subtree if t.i >= verb.i}
    parted = any(t.text in {",", ";"} for t in verb.doc[token.i : verb.left_edge.i + 1] if t.i > token.i)
    if not (parted or kids(verb, "mark")):
        return False  # "four died and nine were rescued on Tuesday"
    return bool(inside & words("triggers_light", "spared")) and not token.is_ancestor(verb.head)


def found_in(verb: Token, anchor: Token, token: Token) -> bool:
    """ "The inquiry *found in 2006 that* 112 had died": the year of the finding."""
    if verb.lower_ not in reporting_verbs() or (anchor.i < verb.i and verb.lower_ not in _FINDS):
        return False
    led = anchor if anchor.dep_ in {"npadvmod", "prep"} else anchor.head
    if led.head != verb or led.lower_ in _RANGES or anchor.lower_ in _RANGES:
        return False
    content = [c for c in kids(verb, "ccomp") if c.left_edge.i > anchor.i]
    return any(c == token or c.is_ancestor(token) for c in content)


def revised_then(verb: Token) -> bool:
    """ "*lowered the number* of dead from 18 to 16 on Thursday": the day of the new number."""
    if verb.lower_ in {"stood", "stands"}:  # "the toll *stood* on Thursday at 14"
        return any(s.lower_ in words("groups", "totals") for s in kids(verb, "nsubj"))
    objects = kids(verb, "dobj") if verb.lower_ in _REVISES and verb.tag_ in {"VBD", "VBN", "VBZ"} else []
    return any(o.lower_ in words("groups", "totals") for o in objects)


def of_another_clause(anchor: Token, above: Sequence[Token], token: Token) -> bool:
    """ "captured 31, *whom it paraded on Sunday*", "were taken to Vigan, *where a boy died on Thursday*", "a file
    *opened in 2009* tells of 40 dead", "the *commission of 1925* admitted to 40": whether a date is of a clause or
    a noun that the harm of ``token`` is no part of."""
    for node in above[:4]:
        if node == token or node.is_ancestor(token):
            return False
        if node.dep_ == "acl" and node.lower_ in _MADE:
            return True
        if node.tag_[:2] == "NN" and node.lower_ in _PAPERS and anchor.head.lower_ == "of":
            return True
        if node.dep_ == "relcl" and node.tag_[:2] == "VB":
            of_event = node.head.lower_ in words("scope", "events") or node.head.tag_[:3] == "NNP"
            opens = {c.lower_ for c in node.subtree if c.i < node.i}
            apart = "whom" in opens or ("where" in opens and node.lower_ in triggers())
            return apart and not of_event
    return False


def of_a_name(text: str, start: int, end: int) -> bool:
    """Whether the words at a span are part of another name or stretch: "the *Sunday* Ledger", "the *last week* of
    the siege"."""
    before, after, said = text[max(0, start - 4) : start], text[end : end + 40], text[start:end].lower()
    if before.lower().endswith("the ") and said.endswith("day") and re.match(r" [A-Z][a-z]+", after):
        return True
    last = said in {"last week", "last month", "last year", "last weekend"}
    return last and before.lower().endswith("the ") and _NOT_LAST.match(after) is not None


def as_of_then(line: str) -> bool:
    """Whether a day in a caption is that of the report: "Status at 6 pm, 28 August", "Casualty update, 11 May"."""
    return _AS_OF_THEN.search(line) is not None
