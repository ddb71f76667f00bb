"""One counted phrase of a hit: how many, of whom, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.model import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

    from cenotaph.extract.numbers import CountMention

__all__ = ["Counted"]


@dataclass(slots=True)
class Counted:
    """One counted phrase of a hit: its head, the count, where the count words stand, and flags for the tally.

    ``start`` and ``end`` are offsets in the segment. Flags: ``definite`` (already known people), ``pronoun``,
    ``additional`` ("another five"), ``attacker``, ``subset``, ``names`` (counted from names or singular forms).
    ``people`` is the noun that says of whom a total is.
    """

    head: Token
    count: Count
    start: int
    end: int
    rule: str
    flags: set[str] = field(default_factory=set)
    members: list[Token] = field(default_factory=list)
    mention: CountMention | None = None
    people: Token | None = None
