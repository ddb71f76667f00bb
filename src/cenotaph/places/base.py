"""What a gazetteer must do; implementations are found by the entry-point group ``cenotaph.gazetteers``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from cenotaph.model import Place

__all__ = ["Gazetteer"]


@runtime_checkable
class Gazetteer(Protocol):
    """Turns the words of a report into places with coordinates, and says what contains what.

    Ids are opaque strings. Coordinates are WGS 84 decimal degrees, distances kilometres.
    """

    def lookup(self, name: str, *, country: str | None = None, near: Sequence[Place] = ()) -> Place | None:
        """The place that ``name`` most probably means, or None rather than a wild guess.

        ``country`` is an ISO 3166-1 alpha-2 code and a preference, not a filter; ``near`` are places that the
        same report already mentions. ``Place.text`` is ``name`` as given.
        """
        ...

    def candidates(self, name: str, limit: int = 10) -> list[Place]:
        """Every place that ``name`` may mean, best first, without the caution of ``lookup``."""
        ...

    def is_ambiguous(self, name: str) -> bool:
        """Whether ``name`` is also an everyday word or a person's name, so that it needs context."""
        ...

    def contains(self, outer_id: str, inner_id: str) -> bool | None:
        """Whether the place ``inner_id`` lies in ``outer_id``; None when the gazetteer cannot tell."""
        ...

    def distance_km(self, a: Place, b: Place) -> float | None:
        """Great-circle distance between two places in kilometres; None when one has no coordinates."""
        ...
