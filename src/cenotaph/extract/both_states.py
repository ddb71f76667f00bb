"""One number of the dead and the wounded together: "put the toll at 130 or more *dead and wounded*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["join_states"]

_DEAD = {"dead", "killed", "kia"}
_HURT = {"wounded", "injured", "hurt", "wia"}
_JOINTS = {"and", "or", "/", "&"}
_MANY = {"dozen", "dozens", "scores", "tens", "hundreds", "thousands"}
_MORE = {"more", "so", "or", "odd"}


def join_states(hits: list[Hit]) -> list[Hit]:
    """``hits`` of one sentence, where a bare number before "dead and wounded" is one claim of both."""
    out = hits
    for hit in hits:
        pair, number = _pair(hit.token), _number_before(hit.token)
        if pair is None or number is None:
            continue
        own = [h for h in out if h.token in pair]
        total = next((h for h in out if h.rule == "toll" and h.number is not None and h.number == number), None)
        if total is None:
            total = next((h for h in own if h.token.i == pair[0].i), own[0])
            total.harmed, total.rule = [number], "numbered.disjunctive"
        total.measure, total.weak = Measure.KILLED_OR_INJURED, False
        out = [h for h in out if h is total or h not in own]
    return out


def _pair(first: Token) -> tuple[Token, Token] | None:
    """The two words of "dead and wounded", "wounded or killed", "killed/wounded"."""
    after = first.doc[first.i + 1 : min(first.i + 3, first.sent.end)]
    if len(after) < 2 or after[0].lower_ not in _JOINTS:
        return None
    said = (first.lower_, after[1].lower_)
    both = (said[0] in _DEAD and said[1] in _HURT) or (said[0] in _HURT and said[1] in _DEAD)
    return (first, after[1]) if both else None


def _number_before(first: Token) -> Token | None:
    """The bare number right before a word of harm ("*130* or more dead", "several *dozen* killed")."""
    i = first.i - 1
    while i > first.sent.start and first.doc[i].lower_ in _MORE:
        i -= 1
    number = first.doc[i] if i >= first.sent.start else None
    return number if number is not None and (number.like_num or number.lower_ in _MANY) else None
