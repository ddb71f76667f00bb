"""Two records of people beside each other, row by row, with what differs marked; informants are never among it."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.model import AgeGroup, Period, PersonFate, PersonRecord, PopStatus, Sex

__all__ = ["Line", "beside"]

_NOT_SAID = (
    Sex.NOT_RECORDED,
    Sex.UNKNOWN,
    PersonFate.UNKNOWN,
    PopStatus.NOT_STATED,
    PopStatus.UNKNOWN,
    AgeGroup.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Line:
    """What both records say of one thing; "" where one says nothing, and then they do not differ."""

    label: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.left and self.right) and self.left.casefold() != self.right.casefold()


def beside(a: PersonRecord, b: PersonRecord) -> list[Line]:
    """The lines on which at least one of the records says something; the name comes first."""
    left, right = _said(a), _said(b)
    return [Line(label, left[label], right[label]) for label in left if left[label] or right[label]]


def _said(record: PersonRecord) -> dict[str, str]:
    return {
        "name": record.name,
        "also": ", ".join(record.aliases),
        "father": record.father or "",
        "grandfather": record.grandfather or "",
        "family": record.family or "",
        "age": _age(record),
        "sex": _code(record.sex),
        "born": _days(record.birth),
        "fate": _code(record.fate),
        "died": _days(record.death) or record.death_period or "",
        "died in": record.death_place or "",
        "home": record.home_place or "",
        "status": _code(record.status),
        "rank": record.rank or "",
        "unit": record.affiliation or "",
        "work": record.occupation or "",
    }


def _age(record: PersonRecord) -> str:
    low, high = record.age_low, record.age_high
    if low is None and high is None:
        return _code(record.age_group)
    if low == high:
        return str(low)
    return f"{'?' if low is None else low}–{'?' if high is None else high}"


def _code(code: Sex | PersonFate | PopStatus | AgeGroup) -> str:
    return "" if code in _NOT_SAID else code.value.replace("_", " ")


def _days(period: Period | None) -> str:
    if period is None or not period.dated:
        return ""
    first, last = period.earliest, period.latest
    return str(first) if first == last else f"{first or '…'} – {last or '…'}"
