"""Harm told by pointing back: "as was one fireman", "and as many wounded", "a woman ...; she died"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.counting import count_phrase
from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import flat, triggers
from cenotaph.extract.nearby import heads_of
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import known_person, person_like
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["echoed", "named_before", "same_number"]

Todo = list[tuple[Hit, list[Counted]]]

_POINTS = {"as", "so"}
_DID = {"was", "were", "did", "had", "have", "has", "is", "are"}
_ARTICLES = {"a", "an", "one", "another"}
_KNOWN = {"the", "his", "her", "their", "its", "my", "our"}  # "as was *their uncle*"
_LONGEST_ALL = 3  # words of "all of them"
_LONGEST = 7  # words of the people behind "as were"
_SAME = (
    "as many",
    "just as many",
    "as many more",
    "as many others",
    "an equal number",
    "the same number",
    "a similar number",
    "a like number",
)
_SEX = {"he": "man", "she": "woman"}


def echoed(sentence: Span, hits: Sequence[Hit]) -> list[Hit]:
    """ "She was treated for smoke, *as was one firefighter*": the harm of the verb before, of more people."""
    out: list[Hit] = []
    for token in sentence:
        if token.lower_ not in _POINTS or token.i + 2 >= sentence.end or token.nbor().lower_ not in _DID:
            continue
        head = _people_after(token.nbor(), sentence)
        before = [h for h in hits if h.token.i < token.i and h.measure.counts_people and h.harmed]
        known = {h.i for hit in hits for h in hit.harmed}
        if (
            head is not None
            and before
            and head.i not in known
            and "neg" not in {c.dep_ for c in before[-1].token.children}
        ):
            last = before[-1]
            out.append(Hit(last.token, last.trigger, last.measure, "echo", [head], weak=last.weak))
    return out


def _people_after(verb: Token, sentence: Span) -> Token | None:
    """The head of the numbered or single people between "as were" and the end of the clause."""
    head: Token | None = None
    first = sentence.doc[verb.i + 1]
    if not (first.like_num or first.lower_ in _ARTICLES | _KNOWN | {"at", "about", "more", "several"}):
        return None
    for word in sentence.doc[verb.i + 1 : min(verb.i + 1 + _LONGEST, sentence.end)]:
        if word.tag_[:2] == "NN" and person_like(word) and word.dep_ != "compound":
            head = word
            break
        if word.is_punct and word.text != "-":
            break
    lefts = {c.lower_ for c in head.lefts} if head is not None else set()
    single = head is not None and head.tag_ == "NN" and known_person(head) and bool(lefts & _KNOWN)
    return head if head is not None and (numeric(head) or lefts & _ARTICLES or single) else None


def same_number(todo: Todo) -> None:
    """ "Six died and *as many* were hurt": the number told before in the sentence, under its own words."""
    last: Counted | None = None
    for _, counted in todo:
        for item in counted:
            said = item.count.text.lower()
            before = item.head.nbor(-1).lower_ if said == "many" and item.head.i > 0 else ""
            said = f"as {said}" if before == "as" else said  # where the parse leaves "as" outside the phrase
            if said in _SAME and last is not None:
                told = last.count
                item.count = replace(told, text=item.count.text)
                item.rule, item.flags = "number", set()
            elif item.mention is not None and item.count.best is not None and item.rule == "number":
                last = item


def named_before(todo: Todo, sentence: Span, mentions: list[CountMention], profile: str) -> None:
    """ "Firemen pulled out *a woman of 90*; she was treated": who "she" is, where nobody else counts her; and how
    many "all of them" are."""
    _all_of_them(todo, sentence, mentions)
    told = [(hit, t.i) for hit, items in todo for t in [*hit.harmed, *(m for i in items for m in i.members)]]
    for hit, items in todo:
        outlived = {i for other, i in told if _may_be_dead(other, hit)}
        counted_already = {i for other, i in told if not (i in outlived and _may_be_dead(other, hit))}
        for k, item in enumerate(items):
            if hit.measure is Measure.KILLED and _of_them_all(item) and (item.count.best or 0) > 1:
                before = [i for other, of in todo if _may_be_dead(other, hit) for i in of]
                same = [i for i in before if i.head.i < item.head.i and i.count.best == item.count.best]
                items[k] = replace(same[-1], flags=set(same[-1].flags)) if same else item
                continue  # "two guards were shot; *both* died"
            sex = _SEX.get(item.head.lower_)
            if sex is None or "pronoun" not in item.flags:
                continue
            noun = next(
                (t for t in reversed(sentence.doc[sentence.start : item.head.i]) if _single(t) and _may_be(t, sex)),
                None,
            )
            if noun is None or noun.i in counted_already:
                continue
            found = count_phrase(noun, hit, mentions, profile)
            if found is not None and found.count.best == 1:
                items[k] = found


def _of_them_all(item: Counted) -> bool:
    """ "*both* died", "*all three* died", "*the two* died": a number of people told of before."""
    marks = {c.lower_ for c in item.head.lefts} | {item.count.text.lower().split(" ")[0]}
    return item.head.lower_ == "both" or (item.head.like_num and bool(marks & {"all", "both", "the"}))


def _may_be_dead(told: Hit, later: Hit) -> bool:
    """Whether a hit tells of people hurt, of whom a later hit may say that they died."""
    return told.measure is Measure.INJURED and later.measure is Measure.KILLED and told.token.i < later.token.i


def _all_of_them(todo: Todo, sentence: Span, mentions: list[CountMention]) -> None:
    """ "There were *five people* in the car and *all of them* were killed", "31 were aboard; *none* survived": the
    number of those who were told of, where no other harm counts them."""
    counted = {item.mention.start for _, items in todo for item in items if item.mention is not None}
    lists = [item for _, items in todo for item in items if item.rule == "names"]
    counted |= {m.start for m in mentions for item in lists if item.start <= m.start < item.end}
    for hit, items in todo:
        for item in items:
            words_said = item.count.text.lower().split()
            everybody = words_said[:1] == ["all"] and item.rule == "plural"
            nobody = hit.rule == "negated" and words_said == ["none"] and item.count.high == 0
            if not (everybody or nobody) or len(words_said) > _LONGEST_ALL:
                continue
            told = _told_before(item.start, sentence, [m for m in mentions if m.start not in counted])
            if told is not None:
                item.count, item.head = replace(told[0].count, text=item.count.text), told[1]
                item.rule, item.flags = "number", item.flags - {"pronoun", "definite"}
            elif nobody:
                item.flags.add(
                    "aside"
                )  # "none has been heard from": of people counted already, or of nobody told of


def _told_before(at: int, sentence: Span, mentions: list[CountMention]) -> tuple[CountMention, Token] | None:
    """The last number of people before an offset in the sentence, or in the one before if that tells of no harm,
    with the people."""
    doc = sentence.doc
    spans = [sentence]
    if sentence.start > 0:
        before = doc[sentence.start - 1].sent
        spans += [] if any(t.lower_ in triggers() for t in before) else [before]
    for span in spans:
        low, high = span[0].idx, min(at, span[-1].idx + len(span[-1]))
        for mention in reversed(mentions):
            if low <= mention.start < high and mention.role == "count" and (mention.count.low or 0) > 1:
                head = heads_of(mention, span)
                known = head is not None and known_person(head) and head.tag_ == "NNS"
                return (mention, head) if known and head is not None else None
    return None


def _single(noun: Token) -> bool:
    return noun.tag_ == "NN" and known_person(noun) and bool({c.lower_ for c in noun.lefts} & _ARTICLES)


def _may_be(noun: Token, sex: str) -> bool:
    return flat("groups", "sex").get(noun.lower_, sex) == sex
