"""A name as it was read: which part is whose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cenotaph.resolve.names.letters import Script

__all__ = ["Name", "Part"]


@dataclass(frozen=True)
class Part:
    """One part of a name: its folded letters, the same in Latin, as it sounds, and its consonants.

    ``roots`` are the sounds of the names it is short for: of Zhenya that of Yevgeny. ``initial``: one
    letter stands for the name.
    """

    text: str
    latin: str
    sounds: str
    skeleton: str
    roots: tuple[str, ...] = ()
    initial: bool = False


@dataclass(frozen=True)
class Name:
    """A person's name by position; None where a part is not given.

    ``father`` is the father's name or a patronymic, ``others`` what stands between grandfather and family name.
    """

    text: str
    script: Script
    own: Part | None = None
    father: Part | None = None
    grandfather: Part | None = None
    family: Part | None = None
    others: tuple[Part, ...] = ()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """All parts in order of position."""
        some = (self.own, self.father, self.grandfather, *self.others, self.family)
        return tuple(part for part in some if part is not None)
