"""Where the harm of a casualty word was: which of the places that its sentence names is the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.lexicon import words
from cenotaph.extract.placing import UNNAMED, PlaceMention, place_in_front, places_in
from cenotaph.extract.reach import contrasted, distance, path_up
from cenotaph.extract.seats import of_another_clause, of_journey, of_seat
from cenotaph.extract.telling import reporting_verbs, speaks

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["scene_of"]

_TALLIES = {
    "reported",
    "put",
    "recorded",
    "registered",
    "documented",
    "counted",
    "tallied",
    "reports",
    "report",
    "confirmed",
    "confirms",
    "counts",
    "records",
    "verified",
}


def scene_of(token: Token, heard: Attribution) -> tuple[PlaceMention | None, str]:
    """The place of the harm that the sentence of the casualty word ``token`` names, with the rule that found it.

    Without a place the second is "there" where that word points at one told before, else empty.
    """
    best: tuple[tuple[int, int], PlaceMention] | None = None
    mentions = [
        mention
        for mention in places_in(token.sent)
        if not (
            of_seat(mention.anchor, token)
            or of_another_clause(mention.anchor, token)
            or of_journey(mention.anchor)
            or contrasted(mention.anchor, token)
        )
    ]
    for mention in mentions:
        gap = distance(mention.anchor, token, heard)
        if gap is None and _at_count(mention.anchor, token, heard):
            gap = 4
        if gap is None:
            continue
        # a name anywhere in the clause before "the market" beside the verb, and both before a journey's ends
        later = 10 * (mention.detail == UNNAMED) + 5 * (
            mention.anchor.lower_ in words("placing", "nouns", "journey")
        )
        rank = (min(gap, 4) + later, mention.detail)
        if best is None or rank < best[0]:
            best = (rank, mention)
    if best is not None:
        return best[1], "place.clause"
    front = place_in_front(token.sent)
    if front is not None:
        return front, "place.front"
    if any(
        t.lower_ == "there" and t.dep_ == "advmod" and distance(t, token, heard) is not None for t in token.sent
    ):
        return None, "there"
    beside = [m for m in mentions if _same_part(m.anchor, token)]
    only = _of_event(beside) or _only(beside) or _of_event(mentions) or _only(mentions)
    return only, "place.sentence" if only is not None else ""


def _same_part(anchor: Token, token: Token) -> bool:
    """Whether no semicolon stands between two words."""
    return all(t.text != ";" for t in token.doc[min(anchor.i, token.i) : max(anchor.i, token.i)])


def _only(mentions: list[PlaceMention]) -> PlaceMention | None:
    """The one place that a sentence names at all ("grief in Dertu after three children drowned")."""
    counting = words("placing", "verbs", "counting")  # what one place accounts for is not of another
    named = [
        m
        for m in mentions
        if m.detail != UNNAMED and m.anchor.lower_ not in counting and not _where_it_is_told(m.anchor)
    ]
    return named[0] if len({m.place.text for m in named}) == 1 else None


def _where_it_is_told(anchor: Token) -> bool:
    """Whether a place hangs on a word of telling ("told reporters in Karesh", "a spokesman in Duma")."""
    telling = reporting_verbs() | words("placing", "seats", "verbs") | words("placing", "seats", "spoke")
    for node in path_up(anchor, set()):
        if node.lower_ in telling or (node.tag_[:2] == "NN" and speaks(node)):
            return True
        if node.tag_[:2] == "VB":
            return False
    return False


def _of_event(mentions: list[PlaceMention]) -> PlaceMention | None:
    """The place of the one event told beside the counts of a sentence ("missiles hit the camp, he wrote")."""
    happening = words("scope", "events") | words("placing", "verbs") | words("placing", "verbs", "happening")
    told = [m for m in mentions if m.anchor.lower_ in happening or m.anchor.head.lower_ in happening]
    return min(told, key=lambda m: m.detail) if len({m.anchor.head.i for m in told}) == 1 else None


def _at_count(anchor: Token, token: Token, heard: Attribution) -> bool:
    """Whether a place hangs on a verb of counting whose object are the harmed ("reported 15 dead in Karesh")."""
    verb = anchor.head
    if verb.lower_ not in _TALLIES or anchor.i < token.i or verb.i not in {v.i for v in heard.verbs}:
        return False
    return any(c.dep_ in {"dobj", "oprd"} and (c == token or c.is_ancestor(token)) for c in verb.children)
