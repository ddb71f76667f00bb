"""A total's figure in a sentence, what it takes the place of, and numbers that are not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.ellipsis import evaded, replaced_figure, total_after, unknown_words
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import words
from cenotaph.extract.nearby import heads_of
from cenotaph.extract.numbers import CountMention, profile_count
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import end_of, of_object, text_of
from cenotaph.extract.place_names import place_nouns
from cenotaph.extract.running_totals import grown_to
from cenotaph.extract.spot import Spot

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["replaced", "total_of", "unstated"]


def total_of(hit: Hit, number: Token, spot: Spot) -> list[Counted]:
    """A total's figure, or the words that say it is unknown, or nothing."""
    mention = total_after(number, spot.mentions)
    if hit.rule == "toll" and any(c.lower_ == "no" for c in number.lefts):
        return []  # "no final toll yet"
    if mention is not None:
        hit.rule = "toll"
        start, end = mention.start, mention.end
        people = [h for h in hit.harmed if h.tag_[:2] == "NN" and person_like(h) and h != number]
        total = Counted(hit.token, mention.count, start, end, "toll", {"total"}, [hit.token], mention)
        head = heads_of(mention, spot.sentence)
        if head is not None and head.tag_ == "NNS" and head.lower_.removesuffix("s") in place_nouns():
            return []  # "the number of people killed *at three hotels*"
        of = of_object(number)
        if not people and of is not None and known_person(of):
            people = [of]  # "the number of *villagers* missing"
        if not people and head is not None and known_person(head):
            people = [head]  # "put the losses at *210 servicemen*"
        total.people = people[0] if people else None
        old = replaced(total, spot)
        total.flags |= {"revised"} if old or grown_to(text_of(number.doc), start) else set()
        return [total, *old]
    unknown = unknown_words(hit.token.sent, spot.mentions)
    if unknown is not None:
        head = hit.harmed[0] if hit.harmed else hit.token
        return [Counted(head, unknown.count, unknown.start, unknown.end, "unknown", set(), [head], unknown)]
    return []


def replaced(new: Counted, spot: Spot) -> list[Counted]:
    """The figure that a revision gives up ("to 125 *from 174*")."""
    old = replaced_figure(spot.sentence, new, spot.mentions)
    if old is None or _of_acts(spot, old):
        return []
    flags = {"replaced", "earlier"}
    return [Counted(new.head, old.count, old.start, old.end, "toll", flags, [new.head], old, people=new.people)]


def _of_acts(spot: Spot, old: CountMention) -> bool:
    """ "the toll *from two suicide attacks* has risen to 80": a number of acts."""
    number = next((t for t in spot.sentence if t.idx + len(t) > old.start), None)
    nouns = [] if number is None else [number.head, number.head.head]
    return any(
        n.lower_ in words("scope", "events") or f"{n.lower_[:-1]}" in words("scope", "events") for n in nouns
    )


def unstated(hit: Hit, how: Token, profile: str) -> Counted:
    """ "how many were killed is not known"."""
    head = hit.harmed[0] if hit.harmed else hit.token
    end = end_of(how.doc[min(how.i + 1, len(how.doc) - 1)])
    count = profile_count("unknown", text_of(how.doc)[how.idx : end], profile)
    return Counted(head, count, how.idx, end, "unknown", {"declined"} if evaded(how) else set(), [head])
