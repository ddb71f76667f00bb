"""Who is harmed in a headline, read from the words: the parse takes "Teen shot at party" for a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["harmed_after", "harmed_before", "is_headline"]

_WORDS = 7  # of one person in a list
_LONGEST = 28  # words; a longer line without a full stop is no headline
_STATES = frozenset(
    "shot killed wounded injured hurt stabbed dead hospitalized hospitalised burned grazed struck hit beaten slain murdered".split()
)
_SKIPPED = {"found", "also", "critically", "badly", "left", "reported", "feared"}
_OPENS_OBJECT = {"his", "her", "the", "a", "an", "their", "its", "ex", "wife", "husband", "self", "him", "himself", "herself"}
_AND = {"and", "&", ","}
_SELF = {"self", "himself", "herself", "themselves"}


def is_headline(sentence: Span) -> bool:
    """Whether a line has no full stop and no auxiliary, so that a form like "shot" may be a passive."""
    last = sentence[-1].text
    return (
        len(sentence) <= _LONGEST
        and last not in {".", "!", '"', "?", ";"}
        and not any(t.lower_ in {"was", "were", "been", "had"} for t in sentence)
    )


def harmed_before(token: Token) -> list[Token]:
    """The heads of "*Woman, 2 kids* shot at bus stop", left to right; empty where the words are no such phrase."""
    if token.lower_ not in _STATES or not is_headline(token.sent) or _takes_object(token):
        return []
    start, i = token.sent.start, token.i - 1
    while i >= start and (_skipped(token.doc[i]) or _joined_verb(token.doc[i], start)):
        i -= 1
    out: list[Token] = []
    while i >= start and (head := _person(token.doc[i])) is not None:
        out.insert(0, head)
        i = _phrase_start(token.doc[i]) - 1
        if i < start or token.doc[i].lower_ not in _AND:
            break
        while i >= start and token.doc[i].lower_ in _AND:
            i -= 1
        if i >= start and _predicate(token.doc[i]):
            break  # "Suspect dead, *officer* hurt"
    return out


def harmed_after(token: Token) -> list[Token]:
    """The heads of "kills *wife, 2 sons, then self*" after a verb: in a headline, or a list that ends in "himself"."""
    out: list[Token] = []
    i = token.i + 1
    while i < token.sent.end:
        last = i
        while last + 1 < token.sent.end and not _ends(token.doc[last]) and last - i < _WORDS and _inside(token.doc[last]):
            last += 1
        if not _ends(token.doc[last]):
            break
        out.append(token.doc[last])
        i = last + 1
        while i < token.sent.end and token.doc[i].lower_ in {"-", "in", "law"} and token.doc[i - 1].lower_ in {
            "-", "in", token.doc[last].lower_
        } and token.doc[last + 1].text == "-":
            i += 1
        if token.doc[last].lower_ in _SELF or i >= token.sent.end or token.doc[i].lower_ not in _AND:
            break
        while i < token.sent.end and token.doc[i].lower_ in _AND:
            i += 1
    closed = any(t.lower_ in _SELF for t in out)
    return out if len(out) > 1 and (closed or is_headline(token.sent)) else []


def _inside(token: Token) -> bool:
    """What may stand in a phrase before the person: "his two young", "then", "10 - year - old"."""
    return (token.is_alpha and token.tag_[:2] not in {"VB", "IN"} and token.lower_ not in _AND) or (
        token.text in {"-", "'s"} or token.like_num
    )


def _ends(token: Token) -> bool:
    return token.lower_ in _SELF or (
        token.lower_ in words("groups", "people") and (token.i + 1 >= token.sent.end or token.nbor().tag_ not in {"POS", "NN", "NNS"})
    )


def _takes_object(token: Token) -> bool:
    """ "Man shot *his wife*": the form is active."""
    i = token.i + 1
    while i < token.sent.end and (token.doc[i].lower_ in _STATES | {"and", ","} or token.doc[i].tag_ == "RB"):
        i += 1
    if i >= token.sent.end or token.lower_ == "dead":
        return False
    after = token.doc[i]
    object_like = after.lower_ in words("groups", "people") and after.tag_[:2] in {"NN", "CD"}
    return i == token.i + 1 and (after.lower_ in _OPENS_OBJECT or object_like or (after.like_num and i + 1 < token.sent.end and token.doc[i + 1].lower_ in words("groups", "people")))


def _skipped(token: Token) -> bool:
    """Adverbs and ages between the people and the verb: "Girl, 8, accidentally shot"."""
    lower = token.lower_
    return lower in _SKIPPED or (lower.endswith("ly") and len(lower) > 4) or any(
        _age(token.doc, i) for i in range(token.i - 1, token.i + 2) if token.text == "," or i == token.i
    )


def _age(doc: Doc, i: int) -> bool:
    """Whether a word is a number between two commas."""
    if not 0 < i < len(doc) - 1 or not doc[i].lower_.isdigit() or len(doc[i]) > 2:
        return False
    return doc[i - 1].text == "," and doc[i + 1].text == ","


def _joined_verb(token: Token, start: int) -> bool:
    """The "shot," of "shot, killed"."""
    if token.lower_ in _STATES:
        return True
    return token.lower_ in {",", "and", "&"} and token.i > start and token.nbor(-1).lower_ in _STATES


def _person(token: Token) -> Token | None:
    lower = token.lower_
    if token.like_num or lower in words("groups", "people"):
        before = token.nbor(-1) if token.i > token.sent.start else None
        if before is not None and before.like_num and not token.like_num and before.dep_ != "nummod":
            return before  # the parse did not tie the number to its noun
        return token
    if lower in {"old", "olds"} and token.i > token.sent.start and token.nbor(-1).text == "-":
        return token
    return None


def _phrase_start(token: Token) -> int:
    """Where the phrase that ends at ``token`` begins: numbers, adjectives and places in front of a person."""
    i = token.i
    while i > token.sent.start and i > token.i - 5:
        before = token.doc[i - 1]
        plain = before.is_alpha or before.text == "-" or before.like_num
        if not plain or before.lower_ in _AND or _predicate(before) or before.tag_ in {"IN", "VBZ", "VBD"}:
            break
        i -= 1
    return i


def _predicate(token: Token) -> bool:
    return token.lower_ in _STATES
