"""One line about one human being in one report or list, and the persons that such lines are about."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model.enums import (
    AgeGroup,
    Corroboration,
    InformantRelation,
    PersonFate,
    PopStatus,
    Sensitivity,
    Sex,
)
from cenotaph.model.setting import Period, Place
from cenotaph.model.text import Anchor

__all__ = ["Individual", "NameList", "PersonPair", "PersonRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A named person as one report, or one row of a list, writes them; linkage reads these, nobody edits them.

    Ages are whole years at the time of the harm. ``death_place`` / ``death_period`` are words and are set
    only when the report itself ties the death to them; ``death`` / ``birth`` are the days. ``death_place_ref`` and
    ``home_place_ref`` are the gazetteer's places, None where it has none or several that may be meant. The
    informant is confidential by default.

    Of a row of a list: ``list_id`` is its list, ``row`` its line in the file as a person sees it (from 1),
    ``aliases`` other spellings in the same row, ``given`` .. ``family`` the parts of the name where the list has
    columns for them (``father`` also a patronymic), ``external_ids`` pairs of (scheme, value).
    """

    id: str
    report: str
    name: str
    anchors: tuple[Anchor, ...]
    fate: PersonFate = PersonFate.UNKNOWN
    sex: Sex = Sex.NOT_RECORDED
    age_low: int | None = None
    age_high: int | None = None
    age_group: AgeGroup = AgeGroup.UNKNOWN
    status: PopStatus = PopStatus.NOT_STATED
    affiliation: str | None = None
    rank: str | None = None
    occupation: str | None = None
    home_place: str | None = None
    death_place: str | None = None
    death_period: str | None = None
    informant: str | None = None
    informant_relation: InformantRelation | None = None
    informant_sensitivity: Sensitivity = Sensitivity.CONFIDENTIAL
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    list_id: str | None = None
    row: int | None = None
    aliases: tuple[str, ...] = ()
    given: str | None = None
    father: str | None = None
    grandfather: str | None = None
    family: str | None = None
    birth: Period | None = None
    death: Period | None = None
    death_place_ref: Place | None = None
    home_place_ref: Place | None = None
    external_ids: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("a person record without a name", hint="unnamed people are counts, not records")
        if not self.anchors:
            raise RecordError(f"person {self.name!r} has no quote", hint="no name without a trail")
        for age in (self.age_low, self.age_high):
            if age is not None and not 0 <= age <= 130:
                raise IntervalError(f"age {age} of {self.name!r}", hint="whole years, 0 to 130")
        if self.age_low is not None and self.age_high is not None and self.age_low > self.age_high:
            raise IntervalError(f"ages of {self.name!r} out of order", hint="age_low <= age_high")
        if self.row is not None and self.row < 1:
            raise RecordError(f"row {self.row} of {self.name!r}", hint="lines are counted from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """A list of named people as it was last imported; ``report`` is its archived file, ``id`` stays the same.

    ``duplicate_free``: the list says that no person stands in it twice. ``columns`` are pairs of (header, field)
    as they were read, "" for a column that was not; ``dates`` is "day first" or "month first" where a person said
    so; ``fate`` is that of rows that name none.
    """

    id: str
    name: str
    report: str
    duplicate_free: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    dates: str | None = None
    fate: PersonFate = PersonFate.UNKNOWN

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("a list without a name", hint="name it, for example after its keeper")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPair:
    """How likely two records (ids, ``a`` < ``b``) are one person, 0..1, and what speaks for and against it.

    ``weights`` are (comparison, level, bits): the base-2 logarithm of how much likelier such agreement is among
    records of one person than of two (Fellegi & Sunter 1969).
    """

    a: str
    b: str
    probability: float
    weights: tuple[tuple[str, str, float], ...] = ()

    def __post_init__(self) -> None:
        if not self.a < self.b:
            raise RecordError(f"pair {self.a}, {self.b} is not in order", hint="two records, the lesser id first")
        if not 0 <= self.probability <= 1:
            raise RecordError(f"probability {self.probability} is not in 0..1", hint="a probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """One human being: the records (ids) that are held to be about them.

    ``id`` is that of the oldest record; ``previous_ids`` are those under which the person was known before.
    """

    id: str
    records: tuple[str, ...]
    previous_ids: tuple[str, ...] = ()
    corroboration: Corroboration = Corroboration.UNVERIFIED

    def __post_init__(self) -> None:
        if not self.records:
            raise RecordError(f"individual {self.id} has no record", hint="a person is known from records")
