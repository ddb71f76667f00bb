"""Whose a statement is, as the text writes it: from the words of a content to the words of its source and cue.

The order of looking: a signature after a quotation, a clause on the content's own head, the reporting clause right
before it, the words above it in the parse, asides within it, reporting verbs beside it, and at last the paragraph:
the quotation goes on from the sentence before, or the line before ends with a colon.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.cues import (
    Handed,
    Inside,
    handed_by_clause,
    introduced,
    is_verb,
    names,
    owner,
    reports,
    subject,
)
from cenotaph.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["SourceSpans", "handed", "source_of"]

Span = tuple[int, int]
_DASHES = {"-", "--", "―"}
_QUOTES = {'"', "''", "``"}
_STOPS = {".", "!", "?", ";"}
_REACH = 13  # tokens beside the content in which a reporting verb is looked for


@dataclass(frozen=True, slots=True)
class SourceSpans:
    """Half-open code-point spans in the report: the ``source`` phrase, its ``head`` word, the ``cue`` word;
    ``rule`` names the construction. The source is what is written, a pronoun too; who it is, ``Hearing`` says."""

    source: Span
    head: Span
    cue: Span
    rule: str


def source_of(pieces: Sequence[tuple[int, Doc]], spans: Sequence[Span]) -> SourceSpans | None:
    """The source of a content, or None where no words give one.

    ``pieces`` are the parsed segments of a report, in order, each with its offset in the report; ``spans`` are the
    half-open code-point spans of the content, several when the source stands in its midst.
    """
    for start, end in spans:
        for number, (base, doc) in enumerate(pieces):
            if base >= end or base + len(doc.text) <= start:
                continue
            inside = {t.i for t in doc for a, b in spans if t.idx + base < b and t.idx + len(t.text) + base > a}
            content = [t for t in doc if t.idx + base < end and t.idx + len(t.text) + base > start]
            before = pieces[number - 1] if number else None
            found = handed(content, inside)
            if found is not None:
                return _placed(found, base, inside)
            found = _colon_before(content, before[1]) if before is not None else None
            if found is not None and before is not None:
                return _placed(found, before[0], set())
    return None


def handed(content: Sequence[Token], inside: Inside) -> Handed | None:
    """Who hands on the ``content``, tokens of one segment; ``inside`` are the indices of all of the statement."""
    said = [t for t in content if not t.is_punct and not t.is_space]
    if not said:
        return None
    tops = [t for t in said if t.head.i not in inside or t.head == t]
    tops.sort(key=lambda t: -sum(1 for below in t.subtree if below.i in inside))
    found = _signed(said[-1], inside) or _object_clause(tops, said[-1], inside) or introduced(said[0], inside)
    for top in tops[:2]:
        found = found or climbed(top, inside)
    for token in content:
        found = found or handed_by_clause(token, inside)
    return (
        found
        or _after(said[-1], inside)
        or _before(said[0], inside)
        or _going_on(said[0], inside)
        or _labelled(said[0], inside)
    )


def climbed(top: Token, inside: Inside) -> Handed | None:
    """The nearest verb with a subject, or noun with an owner, above the content."""
    node = top
    for _ in range(10):
        head = node.head
        if head == node or (head.lower_ == "to" and head.head.lower_ == "according"):
            return None
        if head.i not in inside:
            if is_verb(head):
                speaker = _outermost(head, inside) or subject(head, inside)
                if speaker is not None and names(speaker):
                    return Handed(speaker, head, f"verb.{node.dep_}")
            elif head.tag_[:2] == "NN" and node.dep_ in {"acl", "relcl", "ccomp", "prep", "appos"}:
                speaker = owner(head, inside)
                if speaker is not None:
                    return Handed(speaker, head, "noun")
        node = head
    return None


def _outermost(verb: Token, inside: Inside) -> Token | None:
    """ "A said that B had fled, *adding*": a participle after a comma, or a second verb of saying, is A's."""
    if not reports(verb):
        return None
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > 0 and verb.nbor(-1).text in {",", "-"}:
        root = verb.sent.root
        speaker = subject(root, inside, 1) if is_verb(root) and root.i < verb.i else None
        return speaker if speaker is not None and speaker.i < verb.i else None
    if verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        told, teller = verb.head, verb.head.head
        if told.dep_ == "ccomp" and not reports(told) and reports(teller) and teller.i < verb.i:
            return subject(teller, inside)
    return None


def _object_clause(tops: Sequence[Token], last: Token, inside: Inside) -> Handed | None:
    """ "the rate *he has proposed*", "an attack *that the mayor called* ...": a clause on the content's head."""
    for top in tops:
        for clause in top.children:
            if clause.dep_ != "relcl" or clause.i in inside or not is_verb(clause):
                continue
            own = [c for c in clause.children if c.dep_ == "nsubj" and c.i not in inside]
            relative = own and (own[0].tag_ in {"WDT", "WP"} or clause.left_edge.tag_ == "WP$")
            if own and not relative and own[0].i <= last.i + 6:
                return Handed(own[0], clause, "clause")
    return None


def _signed(last: Token, inside: Inside) -> Handed | None:
    """A quotation signed after a dash: "..." - Name."""
    doc, i, quoted = last.doc, last.i + 1, False
    while i < len(doc) and doc[i].is_punct and doc[i].text not in _DASHES:
        quoted = quoted or doc[i].text in _QUOTES
        i += 1
    if not quoted or i + 1 >= len(doc) or doc[i].text not in _DASHES or doc[i + 1].i in inside:
        return None
    end = i + 1
    while end < len(doc) and (doc[end].text[:1].isupper() or doc[end].text == "."):
        end += 1
    names_in_it = [t for t in doc[i + 1 : end] if not t.is_punct]
    return Handed(names_in_it[-1], doc[i], "signed") if names_in_it and end - i <= 7 else None


def _after(last: Token, inside: Inside) -> Handed | None:
    """The reporting verb after the content, read from the words where the parser lost the clause."""
    doc = last.doc
    for token in doc[last.i + 1 : last.i + 1 + _REACH]:
        if token.text in _STOPS:
            break
        if token.i in inside or token.lower_ not in words("reporting", "asserts", "verbs"):
            continue
        speaker = subject(token, inside, 1)
        if speaker is None and token.i - 1 > last.i and names(token.nbor(-1)):
            speaker = token.nbor(-1)
        if speaker is not None and speaker.i > last.i:
            return Handed(speaker, token, "after")
    return None


def _before(first: Token, inside: Inside) -> Handed | None:
    """The reporting verb before the content in its sentence."""
    for i in range(first.i - 1, max(-1, first.i - 1 - _REACH), -1):
        token = first.doc[i]
        if token.text in _STOPS:
            break
        if token.lower_ in words("reporting", "asserts", "verbs") and i not in inside:
            speaker = subject(token, inside, 3)
            if speaker is not None and speaker.i < first.i and names(speaker):
                return Handed(speaker, token, "before")
    return None


def _going_on(first: Token, inside: Inside) -> Handed | None:
    """A quotation that goes on after '..., she said.': the last reporting verb outside quotation marks."""
    doc = first.doc
    if first.i == 0 or not any(t.text in _QUOTES for t in doc[max(0, first.i - 2) : first.i]):
        return None
    quoted = False
    last: Handed | None = None
    opening = doc[first.i - 1].sent.start if first.is_sent_start else first.sent.start
    for token in doc[max(0, opening - 2) : first.i]:
        if token.text in _QUOTES:
            quoted = not quoted
        elif not quoted and reports(token) and token.i not in inside:
            speaker = subject(token, inside, 1)
            if speaker is not None and names(speaker):
                last = Handed(speaker, token, "going_on")
    return last


def _labelled(first: Token, inside: Inside) -> Handed | None:
    """ "Police: 12 killed": whoever stands before the colon at the head of the line."""
    doc = first.doc
    colon = first.i - 1
    while colon > 0 and doc[colon].text in _QUOTES:
        colon -= 1
    if not 0 < colon <= 6 or doc[colon].text != ":":
        return None
    last = doc[colon - 1]
    return Handed(last, doc[colon], "colon") if last.tag_[:2] == "NN" and colon - 1 not in inside else None


def _colon_before(content: Sequence[Token], doc: Doc) -> Handed | None:
    """ "He said:" on the line before."""
    if not content or content[0].i > 1 or len(doc) < 3 or doc[-1].text != ":":
        return None
    for token in reversed(doc):
        if is_verb(token):
            speaker = subject(token, ())
            if speaker is not None and names(speaker):
                return Handed(speaker, token, "line_before")
        if token.is_sent_start:
            break
    return None


def _placed(found: Handed, base: int, inside: Inside) -> SourceSpans:
    head = found.source
    phrase = {t.i for t in head.subtree if t.i not in inside and t.i != found.cue.i}
    left = right = head.i
    while left - 1 in phrase:
        left -= 1
    while right + 1 in phrase:
        right += 1
    while right > head.i and head.doc[right].is_punct:
        right -= 1
    first, last = head.doc[left], head.doc[right]

    def span(a: Token, b: Token) -> Span:
        return base + a.idx, base + b.idx + len(b.text)

    return SourceSpans(span(first, last), span(head, head), span(found.cue, found.cue), found.rule)
