"""Rows of a list -> person records: what can be read is kept, what cannot is reported, nothing vanishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from cenotaph.archive.lists.columns import INFORMANT_FIELDS, Column
from cenotaph.archive.lists.days import UnreadError, read_period
from cenotaph.archive.lists.placing import PlaceReader
from cenotaph.archive.lists.sheet import BETWEEN, Fault, Row, Sheet
from cenotaph.archive.lists.values import is_unknown, read_age, read_fate, read_relation, read_sex, read_status
from cenotaph.model import (
    AgeGroup,
    Anchor,
    Period,
    PersonFate,
    PersonRecord,
    Sensitivity,
    content_id,
)

__all__ = ["Reader"]

_LONGEST_NAME = 300
_PARTS = ("given", "middle", "father", "grandfather", "family")
_IDS = ("id", "external_id")
_WORDS = ("affiliation", "rank", "occupation", "home_place", "death_place")
_NO_PART = "-00"
_IN_PARTS = {end: tuple(f"{end}_{part}" for part in ("year", "month", "day")) for end in ("birth", "death")}


@dataclass(slots=True)
class Reader:
    """Reads the rows of one sheet; ``orders`` says per column which of day and month stands first.

    A record's id comes from the list and from the row's own id, or from all of its cells where it has none, so
    that the same row of a later version of the list has the same id.
    """

    sheet: Sheet
    columns: tuple[Column, ...]
    orders: dict[int, str]
    list_id: str
    report: str
    fate: PersonFate
    placing: PlaceReader

    def read(self) -> Iterator[PersonRecord | Fault]:
        """A record or a fault for every row, and before a record the faults of its cells."""
        places = _places(self.columns)
        shown = self._shown()
        yield from self.sheet.skipped
        seen: Counter[bytes] = Counter()
        for row in self.sheet.rows():
            faults: list[Fault] = []
            record = self._record(row, places, shown, seen, faults)
            yield from faults
            if record is not None:
                yield record

    def _record(
        self,
        row: Row,
        places: dict[str, tuple[int, ...]],
        shown: tuple[bool, ...],
        seen: Counter[bytes],
        faults: list[Fault],
    ) -> PersonRecord | None:
        cells = _Cells.of(self, row, places, faults)
        for reason in row.wrong:
            faults.append(Fault(line=row.line, reason=f"{reason}: only this line is read", kept=True))
        heads = self.sheet.heads
        if heads and any(
            cell and not column.field for cell, column in zip(row.cells[heads:], self.columns[heads:], strict=False)
        ):
            faults.append(
                Fault(line=row.line, reason="has cells beyond the last head, which are not read", kept=True)
            )
        name = cells.name()
        problem = _no_name(name)
        if problem is not None:
            faults[:] = [Fault(line=row.line, reason=problem, kept=False)]
            return None
        if "�" in name:
            faults.append(
                Fault(line=row.line, reason="has characters in the name that could not be decoded", kept=True)
            )
        fields: dict[str, Any] = {
            "id": self._id(row, cells, seen),
            "report": self.report,
            "name": name,
            "anchors": _anchors(row, shown),
            "list_id": self.list_id,
            "row": max(row.line, 1),
            "fate": cells.typed("fate", read_fate) or self.fate,
        }
        fields |= {field: cells.text(field) for field in (*_WORDS, "father", "grandfather")}
        fields |= {field: cells.joined(field) for field in ("given", "family")}
        for ref, text in (("death_place_ref", "death_place"), ("home_place_ref", "home_place")):
            fields[ref] = self.placing.read(fields[text])
        fields |= cells.person() | cells.days() | cells.names_and_ids(name) | cells.informant()
        return PersonRecord(**fields)

    def _id(self, row: Row, cells: _Cells, seen: Counter[bytes]) -> str:
        own = cells.text("id")
        key = ["id", own] if own else ["row", *sorted(_named(self.sheet.header, row.cells))]
        digest = blake2b("\x1f".join(key).encode("utf-8", "replace"), digest_size=12).digest()
        seen[digest] += 1
        if own and seen[digest] > 1:
            reason = f"has an id that stands in the list {seen[digest]} times by now"
            cells.faults.append(Fault(line=row.line, reason=reason, kept=True, column=None))
        return content_id("p", [self.list_id, digest.hex(), seen[digest]])

    def _shown(self) -> tuple[bool, ...]:
        """Which columns may stand in a quote: those that are read, but for what is known of informants."""
        return tuple(bool(column.field) and column.field not in INFORMANT_FIELDS for column in self.columns)


def _named(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    # by header, so that columns may change places from one version of the list to the next
    return [f"{name}\x1e{cell}" for name, cell in zip(header, cells, strict=False) if cell]


def _places(columns: Sequence[Column]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for at, column in enumerate(columns):
        if column.field:
            found[column.field] = (*found.get(column.field, ()), at)
    return found


def _no_name(name: str) -> str | None:
    if not name or is_unknown(name):
        return "names nobody"
    if len(name) > _LONGEST_NAME:
        return f"has a name of {len(name):,} characters"
    if not any(char.isalpha() for char in name):
        return "has a name without a letter"
    return None


def _anchors(row: Row, shown: Sequence[bool]) -> tuple[Anchor, ...]:
    """The quotes: each run of neighbouring cells that may be shown, the row's text without what is confidential."""
    spans: list[list[int]] = []
    start = row.start
    open_run = False
    for at, cell in enumerate(row.cells):
        end = start + len(cell)
        if at < len(shown) and shown[at]:
            if open_run:
                spans[-1][1] = end
            else:
                spans.append([start, end])
            open_run = True
        else:
            open_run = False
        start = end + len(BETWEEN)
    text = BETWEEN.join(row.cells)
    quotes = []
    for first, last in spans:
        quote = text[first - row.start : last - row.start]
        # bars of empty cells at the ends of a run are no part of the quote
        left = len(quote) - len(quote.lstrip(" |"))
        quote = quote.strip(" |")
        if quote:
            quotes.append(Anchor(start=first + left, end=first + left + len(quote), quote=quote))
    return tuple(quotes)


@dataclass(slots=True)
class _Cells:
    """The cells of one row by field, and the faults found in reading them."""

    reader: Reader
    row: Row
    places: dict[str, tuple[int, ...]]
    faults: list[Fault]

    found: dict[str, list[str]]

    @classmethod
    def of(cls, reader: Reader, row: Row, places: dict[str, tuple[int, ...]], faults: list[Fault]) -> _Cells:
        """The cells that hold something; an id is one even where it reads like "not known" (999)."""
        found: dict[str, list[str]] = {}
        cells, width = row.cells, len(row.cells)
        for field, columns in places.items():
            for at in columns:
                if at < width and (cell := cells[at]) and (field in _IDS or not is_unknown(cell)):
                    found.setdefault(field, []).append(cell)
        return cls(reader, row, places, faults, found)

    def text(self, field: str) -> str | None:
        found = self.found.get(field)
        return found[0] if found else None

    def joined(self, field: str) -> str | None:
        found = self.found.get(field)
        return " ".join(found) if found else None

    def name(self) -> str:
        """The whole name, else its parts put together, else another spelling in the same row."""
        whole = self.text("name")
        parts = whole or " ".join(part for field in _PARTS if (part := self.joined(field)))
        return parts or self.text("alias") or ""

    def typed(self, field: str, read: Any) -> Any:
        """What ``read`` makes of the field's cell; None, and a fault, where it cannot be read."""
        cell = self.text(field)
        if cell is None:
            return None
        try:
            return read(cell)
        except UnreadError as error:
            self._fault(field, cell, str(error))
            return None

    def _fault(self, field: str, cell: str, reason: str) -> None:
        header = self.reader.sheet.header[self.places[field][0]]
        self.faults.append(Fault(line=self.row.line, reason=reason, kept=True, column=header, value=cell[:80]))

    def person(self) -> dict[str, Any]:
        sex = self.typed("sex", read_sex)
        age = self.typed("age", read_age)
        fields: dict[str, Any] = {}
        if sex is not None:
            fields |= {"sex": sex[0], "age_group": sex[1]}
        if age is not None:
            fields |= {"age_low": age.low, "age_high": age.high}
            if age.group is not AgeGroup.UNKNOWN:
                fields["age_group"] = age.group
        status = self.typed("status", read_status)
        return fields if status is None else fields | {"status": status}

    def days(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in ("birth", "death"):
            order = self.reader.orders.get(self.places[field][0]) if field in self.places else None
            period = self.typed(field, lambda cell, order=order: read_period(cell, order))
            period = period or self._in_parts(field)
            if period is not None:
                found[field] = period
        if isinstance(found.get("death"), Period):
            found["death_period"] = found["death"].text
        return found

    def _in_parts(self, field: str) -> Period | None:
        """A day whose year, month and day have columns of their own; a part that fails leaves the wider span."""
        year, month, day = (self.text(part) for part in _IN_PARTS[field])
        if year is None:
            return None
        parts = [year]
        for part in (month, day):
            if part is None or not part.isdecimal():
                break
            parts.append(part.zfill(2))
        whole, wrong = "-".join(parts), None
        while parts:
            try:
                period = read_period("-".join(parts))
            except UnreadError as error:
                wrong = wrong or str(error)
                # month 00 makes day 13 as little of a day as day 64 does
                parts.pop()
                continue
            if wrong is not None:
                self._fault(
                    _IN_PARTS[field][0], whole, f"{wrong}: only {period.text.removesuffix(_NO_PART)} is kept"
                )
            return period
        self._fault(_IN_PARTS[field][0], whole, str(wrong))
        return None

    def names_and_ids(self, name: str) -> dict[str, Any]:
        aliases = dict.fromkeys(
            alias.strip()
            for cell in self.found.get("alias", ())
            for alias in cell.replace("؛", ";").split(";")
            if alias.strip()
        )
        header = self.reader.sheet.header
        ids = [
            (header[at], self.row.cells[at])
            for field in _IDS
            for at in self.places.get(field, ())
            if at < len(self.row.cells) and self.row.cells[at]
        ]
        return {"aliases": tuple(alias for alias in aliases if alias != name), "external_ids": tuple(ids)}

    def informant(self) -> dict[str, Any]:
        relation = self.text("informant_relation")
        return {
            "informant": self.text("informant"),
            "informant_relation": read_relation(relation) if relation else None,
            "informant_sensitivity": Sensitivity.CONFIDENTIAL,
        }
