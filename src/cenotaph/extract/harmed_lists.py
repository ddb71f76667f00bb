"""Who is harmed where a list of people stands before the verb, and the parse gives the verb nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, is_passive
from cenotaph.extract.people_lists import listed_before

if TYPE_CHECKING:
    from spacy.tokens import Token

    from cenotaph.extract.lexicon import Trigger

__all__ = ["told_before"]

_PASSIVES = {"transitive", "either", "beaten", "assaulted", "struck"}  # frames whose passive harms its subject


def told_before(token: Token, trigger: Trigger, hit: Hit | None) -> Hit | None:
    """The hit of a verb that the parse gives nobody, where a list of people stands before it: "In Multan, Ana Cole,
    her husband and their twins *drowned*", "Three generations of a family, A and his son B, *were slain*"."""
    passive = is_passive(token)
    if (hit is None and not (passive and trigger.frame in _PASSIVES)) or (
        hit is not None and hit.rule != "subject"
    ):
        return hit
    told = listed_before(token)
    if told is None:
        return hit
    hit = hit or Hit(token, trigger, trigger.measure, "passive")
    hit.harmed = [told.heads[0]]
    return hit
