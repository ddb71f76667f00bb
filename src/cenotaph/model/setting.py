"""Where and when, in the source's words, with the places and the intervals of days that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model.enums import DatePrecision, GeoPrecision

__all__ = ["Period", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where, in the source's words, with the gazetteer's answer where there is one (WGS 84 degrees).

    ``within`` lists gazetteer ids that contain this place, nearest first (province, country).
    """

    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: GeoPrecision | None = None
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise RecordError(f"place {self.text!r} has half a coordinate", hint="give lat and lon, or neither")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise RecordError(f"place {self.text!r} is off the globe", hint="WGS 84 decimal degrees")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When, in the source's words, as an interval of days; an end that was not stated stays None.

    Without words (``text`` "") the days are inferred from the publication: news that names no day.
    """

    text: str
    earliest: date | None = None
    latest: date | None = None
    precision: DatePrecision | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise IntervalError(f"period {self.text!r} ends before it starts", hint="earliest <= latest")

    @property
    def dated(self) -> bool:
        """True when at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def stated(self) -> bool:
        """True when the source has words for it; days without words are inferred from the publication."""
        return bool(self.text)
