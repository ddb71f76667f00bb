"""Who gives a figure, by the words around it: "the *government*'s 14", "the *governor* gave the figure as 43"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import reporting_verbs, speaks
from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.phrases import text_of
from cenotaph.extract.shares import measure_of
from cenotaph.extract.voices import voice_of
from cenotaph.model import ActorKind, Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "claimed_by",
    "giver_of",
    "of_money",
    "offered",
    "own_clause",
    "owner_before",
    "relative_giver",
    "says_as_much",
    "speaker_before",
    "spoken_of",
    "subject_at",
]


def owner_before(head: Token, mention: CountMention) -> Token | None:
    """The noun in the possessive right before a figure ("the *government*'s 14"), if it can speak."""
    marks = [t for t in head.sent if t.idx < mention.start and t.tag_ == "POS"]
    owner = marks[-1].nbor(-1) if marks and marks[-1].i > head.sent.start else None
    return owner if owner is not None and (speaks(owner) or owner.tag_[:3] == "NNP") else None


def claimed_by(head: Token) -> Token | None:
    """Whom a participle behind a bare figure names: "the 30 *claimed by the opposition*"."""
    for clause in head.children:
        if clause.dep_ in {"acl", "relcl"} and clause.tag_ == "VBN" and clause.lower_ in reporting_verbs():
            by = [c for c in clause.children if c.dep_ == "agent"]
            return next((c for link in by for c in link.children if c.dep_ == "pobj" and speaks(c)), None)
    return None


def giver_of(head: Token) -> Token | None:
    """The subject of "the governor *gave the figure as* 43"."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    verb = verb.head if verb.dep_ in {"advmod", "prep"} else verb  # "went *further*, with 15"
    givers = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ != "WDT" and speaks(c)]
    givers = [
        c for c in givers if c.lower_ not in words("groups", "totals")
    ]  # "*the number* of those named is at 12"
    return givers[-1] if givers else None


def relative_giver(head: Token) -> Token | None:
    """Who gave a number by the clause behind it: "the 30 *the mayor* had first announced"; None for a pronoun."""
    clause = next((c for c in head.children if c.dep_ in {"relcl", "acl"}), None)
    givers = [c for c in clause.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"] if clause is not None else []
    return next((c for c in givers if speaks(c)), None)


def _keeps_count(head: Token) -> bool:
    """ "*The Red Cross* has 15", "the union's *register* has 40": a body or a list that has a bare number."""
    keepers = [c for c in head.head.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"]
    if not keepers:
        return False
    voice = voice_of(keepers[0])
    listed = words("reporting", "nouns", "tallies") | words("reporting", "nouns", "statement")
    return keepers[0].lower_ in listed or (
        voice is not None and voice.kind not in {ActorKind.UNKNOWN, ActorKind.INDIVIDUAL}
    )


def speaker_before(sentence: Span, start: int, end: int) -> Token | None:
    """The noun that ends right before a figure, if it can speak and no verb stands between."""
    comma = text_of(sentence.doc).find(",", start, end)
    inside = [t for t in sentence if start <= t.idx < (comma if comma > 0 else end) and not t.is_punct]
    hedges = {
        "of",
        "on",
        "at",
        "least",
        "about",
        "around",
        "some",
        "nearly",
        "over",
        "more",
        "than",
        "up",
        "to",
        "almost",
        "only",
        "just",
    }
    while inside and inside[-1].lower_ in hedges:
        inside.pop()
    if not inside or any(t.tag_[:2] in {"VB", "MD"} for t in inside):
        return None
    last = inside[-1]
    named = last.tag_ in {"NNP", "NNPS"} and last.lower_ not in {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    }
    return last if last.tag_[:2] == "NN" and (named or speaks(last)) else None


def of_money(sentence: Span) -> bool:
    """ "The school needs Rs 85 lakh; old pupils *have given nine*": no figure of people."""
    return bool({t.lower_ for t in sentence} & words("triggers_light", "money"))


def offered(head: Token) -> bool:
    """ "Iraqi officials *have given* 1,260": a bare number as what a speaker gives."""
    money = {t.lower_ for t in head.sent} & words("triggers_light", "money")
    offered = head.dep_ == "dobj" and head.head.lower_ in words("triggers_light", "offers")
    kept = head.dep_ == "dobj" and head.head.lower_ in words("triggers_light", "keeps") and _keeps_count(head)
    return (offered and not money and giver_of(head) is not None) or (kept and not money)


def own_clause(head: Token) -> bool:
    """ "...; *Moscow claims* 300": a reporting verb with a subject of its own takes the figure."""
    verb = head.head
    plain = words("triggers_light", "figure_verbs")
    return (
        head.dep_ in {"dobj", "attr", "npadvmod"}
        and verb.lower_ in plain
        and any(c.dep_ == "nsubj" for c in verb.children)
    )


def spoken_of(before: str) -> Measure | None:
    """Of whom the clause before a figure speaks, if not of the dead: "asked for *the missing*, said 12"."""
    clause = re.split(r"[;:]", before)[-1]
    clause = re.sub(r"(?<=\w\s)[A-Z][\w'’-]+", "", clause)  # "the Commission for *Missing Persons*"
    about = measure_of(clause)
    dead = re.search(r"\b(?:dead|killed|died|deaths?)\b", clause)
    return about if about in {Measure.INJURED, Measure.MISSING} and dead is None else None


def subject_at(sentence: Span, at: int) -> Token | None:
    """The subject of the verb at ``at``, if it can speak: "*State radio* raised the number of missing to 12"."""
    verb = next((t for t in sentence if t.idx == at), None)
    return next((c for c in verb.children if c.dep_ == "nsubj" and speaks(c)), None) if verb is not None else None


def says_as_much(head: Token, after: str) -> Token | None:
    """Who "says *27 were*", "said that *nine had*": the verb of the harm asked after is left out."""
    verb, says = head.head, head.head.head
    if head.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ != "ccomp" or says.lower_ not in reporting_verbs():
        return None
    if _LEFT_OUT.match(after) is None or any(c.dep_ in {"attr", "acomp", "dobj"} for c in verb.children):
        return None
    return next((c for c in says.children if c.dep_ == "nsubj" and c.i < says.i and speaks(c)), None)


_LEFT_OUT = re.compile(
    r"\s+(?:(?:of\s+them|more|others)\s+)?(?:were|was|had(?:\s+been)?|have(?:\s+been)?|did)(?=\W*$|[.,;])", re.I
)
