"""One line about one human being in one report; linkage reads these, nobody edits them."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.errors import IntervalError, RecordError
from cenotaph.model.enums import AgeGroup, InformantRelation, PersonFate, PopStatus, Sensitivity, Sex
from cenotaph.model.text import Anchor

__all__ = ["PersonRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A named person as one report writes them.

    Ages are whole years at the time of the harm. ``death_place`` / ``death_period`` are words and are set
    only when the report itself ties the death to them. The informant is confidential by default.
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
