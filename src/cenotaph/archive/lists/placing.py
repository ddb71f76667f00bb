"""Places of a list -> the gazetteer's: a text is looked up once, and one that may be several places stays words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cenotaph.model import Place
from cenotaph.places import default_gazetteer

__all__ = ["PlaceReader"]

# "Aleppo - Azaz", "Idlib/Sarmin": what parts a province from its town where it is no comma
_BETWEEN = re.compile(r"\s*[,،/;|–—]\s*|\s+-\s+")


@dataclass(slots=True)
class PlaceReader:
    """Looks the places of one list up, as lying in ``country`` (ISO 3166-1) first, where most of the list does."""

    country: str | None = None
    _known: dict[str, Place | None] = field(default_factory=dict)

    @classmethod
    def of(cls, samples: Iterable[str]) -> PlaceReader:
        """For a list whose columns of places begin with ``samples``.

        The country is that of more than half of the samples that are a place without knowing it.
        """
        alone, countries = cls(), Counter[str]()
        for text in samples:
            place = alone.read(text)
            if place is not None and place.country is not None:
                countries[place.country] += 1
        most = min(countries, key=lambda code: (-countries[code], code), default=None)
        return cls(most if most is not None and 2 * countries[most] > countries.total() else None)

    def read(self, text: str | None) -> Place | None:
        """The place, with ``text`` as it stands in the list; None where it is not known or not clear which."""
        if not text:
            return None
        if text not in self._known:
            found = self._look_up(text)
            self._known[text] = None if found is None else replace(found, text=text)
        return self._known[text]

    def _look_up(self, text: str) -> Place | None:
        gazetteer = default_gazetteer()
        parts = [part for part in _BETWEEN.split(text) if part]
        if len(parts) < 2:
            return gazetteer.lookup(text, country=self.country)
        inner_first, outer_first = (
            gazetteer.lookup(", ".join(order), country=self.country) for order in (parts, parts[::-1])
        )
        if inner_first is None or outer_first is None:
            return inner_first or outer_first
        province = gazetteer.lookup(f"{parts[0]} province", country=outer_first.country)
        if province is not None and province.id in outer_first.within:
            return outer_first
        return inner_first
