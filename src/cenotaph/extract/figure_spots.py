"""A figure without people of its own, and a number as it stands before anybody knows what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.extract.lexicon import words
from cenotaph.extract.numbers import CountMention
from cenotaph.model import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

__all__ = ["Figure", "Spot", "closes"]

_CLOSES = re.compile(r"^[\"']?\s*(?:[.,;:)]|$|and\b|but\b|while\b|in\b|for\b|dead\b)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure without people of its own: the token that carries it, who gives it where the words before it say so,
    whether it is a total that may follow a number in its own sentence, the measure that its words name, the
    number before it that it goes on with, whether it has people after all ("villagers say *six farmers*"),
    whether it takes the place of the number before it ("rose from 40 to *58*"), whether it is a period's ("killings
    rose to *58*"), whether it is said not to be true ("five died, not *seven*"), of what alone it may be ("*26*
    have now been found": of bodies), whether a day beside it is that of the telling ("*had spoken of 36* on
    Monday"), and whether it leaves out the verb that the sentence before has ("says *27 were*")."""

    head: Token
    mention: CountMention
    speaker: Token | None = None
    total: bool = False
    names: bool = False
    measure: Measure | None = None
    like: CountMention | None = None
    people: bool = False
    revised: bool = False
    trend: bool = False
    denied: bool = False
    only: Measure | None = None
    told: bool = False
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A number of a sentence, with all that its readers look at.

    ``low`` and ``high`` bound the sentence in ``text``, its segment; ``own`` are the sentence's numbers, ``last``
    is the one before that counts people, ``found`` are the figures up to here. ``before`` and ``after`` are the
    sentence's words around the number, ``between`` those since ``last`` and ``up_to_last`` those in front of it.
    """

    sentence: Span
    text: str
    low: int
    high: int
    own: Sequence[CountMention]
    mention: CountMention
    head: Token
    last: CountMention | None
    found: Sequence[Figure]
    before: str
    after: str
    between: str
    up_to_last: str

    @property
    def said(self) -> str:
        """The number's words in small letters."""
        return self.mention.count.text.lower()

    @property
    def bare(self) -> bool:
        """Whether the number has no people of its own behind it."""
        head = self.head
        if not (head.like_num or head.tag_ == "CD" or head.lower_ in words("groups", "quantity")):
            return False
        return not any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)

    @property
    def closes(self) -> bool:
        """Whether its clause ends with it."""
        return closes(self.after)

    @property
    def newest(self) -> Figure | None:
        """The figure just before, where no other number stands between."""
        return self.found[-1] if self.found and self.found[-1].mention is self.last else None

    def figure(self, speaker: Token | None = None, *, total: bool = True, **told: Any) -> Figure:
        """The number as a figure."""
        return Figure(self.head, self.mention, speaker, total=total, **told)


def closes(after: str) -> bool:
    """Whether a clause ends in front of these words."""
    return _CLOSES.match(after) is not None
