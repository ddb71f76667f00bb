"""Which column of a table is a list, which the count, which a stratum: guessed and said, or given."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cenotaph.errors import TableError

__all__ = ["MOST_LISTS", "Columns", "Sheet", "is_unknown", "marks_of", "tell_columns"]

MOST_LISTS = 20
"""Lists that a table may have: a history is then one of about a million."""

_UNTOLD = "{}: {!r}: nobody knows whether they are on the list"
_SAY = "--lists, --strata {0}, --count {0} or --ignore {0}"
_LEAVE_OUT = "1 or 0; leave the list out (--lists) if it cannot be told"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows of text; ``lines`` says where each row stands, for messages."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    unit: str = "line"

    def column(self, name: str) -> list[str]:
        """All values of a column, in lower case and without blanks around them."""
        at = self.header.index(name)
        return [row[at].strip().lower() for row in self.rows]

    def where(self, row: int, column: str) -> str:
        """Line and column, in words."""
        return f"{self.unit} {self.lines[row]}, column {column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What each column is. ``marks``: (on the list, not on it), one pair a list; ``others``: lists not chosen."""

    lists: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    strata: tuple[str, ...]
    count: str | None
    repeat: str | None
    repeat_kind: str | None
    notes: tuple[str, ...]


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("cenotaph.estimate") / "data" / "columns.toml").read_text("utf-8"))


def is_unknown(value: str) -> bool:
    """Whether a value (in lower case) says that nothing is known."""
    return value in _known()["unknown"]["names"]


def marks_of(values: Sequence[str], *, named: bool = False) -> tuple[str, str] | None:
    """The pair of marks that all values keep to; None where they keep to none, or where all are empty.

    Letters (y, n, t, f) are marks only where both of a pair are seen, or the column was ``named`` as a list: a
    column of nothing but ``n`` may be a region.
    """
    seen = set(values)
    if seen <= {""}:
        return None
    for on, off in _pairs():
        if seen <= {on, off} and (named or seen == {on, off} or not on.isalpha() or len(on) > 1 or on == "x"):
            return on, off
    return None


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in _known()["marks"]["pairs"])


def tell_columns(
    sheet: Sheet,
    *,
    lists: Sequence[str] | None = None,
    strata: Sequence[str] = (),
    count: str | None = None,
    ignore: Sequence[str] = (),
) -> Columns:
    """Settle what each column is, from what was said, and by name and values where nothing was said.

    With a count column, every other column must be a list, or be named: a table of counts has nothing else. With
    one row a person, a column that is no 0/1 column is no list. Raises TableError for a named column that is not
    there, for a column that could be two things, for no list and for more than ``MOST_LISTS``.
    """
    for name in (*(lists or ()), *strata, *((count,) if count else ()), *ignore):
        if name not in sheet.header:
            raise TableError(f"no column {name}", hint=f"the columns are {', '.join(sheet.header)}")
    said = [*(lists or ()), *strata, *((count,) if count else ())]
    if twice := sorted({name for name in said if said.count(name) > 1}):
        raise TableError(f"column {twice[0]} is named twice", hint="a column is a list, a stratum or the count")
    notes: list[str] = []
    taken = {*said, *ignore}
    count = count or _count(sheet, taken, notes)
    taken |= {count} if count else set()
    kind, repeat = _repeat(sheet, taken)
    taken |= {repeat} if repeat else set()
    if count is None and repeat is None:
        _nobody_twice(sheet, taken)
    candidates = _candidates(sheet, [name for name in sheet.header if name not in taken], count, lists, notes)
    chosen = tuple(lists) if lists is not None else candidates
    if not chosen:
        raise TableError("no column is a list", hint="lists are columns of 0 and 1; name them: --lists A,B,C")
    if len(chosen) > MOST_LISTS:
        raise TableError(
            f"{len(chosen)} lists, and at most {MOST_LISTS} can be used",
            hint="choose some (--lists A,B,C), or merge those of one kind before",
        )
    marks = _all_marks(sheet, chosen)
    others = candidates if lists is not None else ()
    if others:
        notes.append(f"lists not chosen: {', '.join(others)}; who is on these alone is left out")
    notes.append(f"lists: {', '.join(chosen)}")
    notes.append(f"people a row: column {count}" if count else "one row a person")
    return Columns(
        lists=chosen,
        marks=marks,
        others=others,
        strata=tuple(strata),
        count=count,
        repeat=repeat,
        repeat_kind=kind,
        notes=tuple(notes),
    )


def _count(sheet: Sheet, taken: set[str], notes: list[str]) -> str | None:
    """The column that counts people, by its name; ``n`` is none where it could as well be a list."""
    by_name = {name.strip().lower(): name for name in reversed(sheet.header) if name not in taken}
    found = [by_name[name] for name in _known()["count"]["names"] if name in by_name]
    if not found:
        return None
    first, *more = found
    if first.strip().lower() == "n" and set(sheet.column(first)) <= {"0", "1", ""}:
        raise TableError(f"column {first} holds only 0 and 1: a list, or a count?", hint="say --count or --lists")
    if rest := [name for name in more if marks_of(sheet.column(name)) is None]:
        raise TableError(f"two columns that count: {first} and {rest[0]}", hint="say which: --count NAME")
    notes.append(f"{first} is taken for the count, by its name")
    return first


def _repeat(sheet: Sheet, taken: set[str]) -> tuple[str | None, str | None]:
    """The column that says which of several whole tables a row is of, and why there are several."""
    found = [
        (kind, name)
        for kind in ("draw", "replicate")
        for name in sheet.header
        if name.strip().lower() in _known()[kind]["names"] and name not in taken
    ]
    if len(found) > 1:
        raise TableError(
            f"columns {found[0][1]} and {found[1][1]} both tell whole tables apart", hint="keep one: --ignore NAME"
        )
    return found[0] if found else (None, None)


def _nobody_twice(sheet: Sheet, taken: set[str]) -> None:
    for name in sheet.header:
        if name in taken or name.strip().lower() not in _known()["person"]["names"]:
            continue
        first: dict[str, int] = {}
        for row, value in enumerate(sheet.column(name)):
            if not is_unknown(value) and first.setdefault(value, row) != row:
                raise TableError(
                    f"{sheet.where(row, name)}: {value} stands on {sheet.unit} {sheet.lines[first[value]]} already",
                    hint=f"one row a person; or --ignore {name} if it is no person",
                )


def _candidates(
    sheet: Sheet, free: Sequence[str], count: str | None, lists: Sequence[str] | None, notes: list[str]
) -> tuple[str, ...]:
    """Columns that look like lists, among those of which nothing was said."""
    found, left = [], []
    for name in free:
        values = sheet.column(name)
        known = name.strip().lower() in _known()["not_a_list"]["names"]
        if known or name.strip().lower() in _known()["person"]["names"]:
            left.append(name)
        elif marks_of(values) is not None:
            found.append(name)
        elif (
            lists is None and count is not None and set(values) <= {values[0]} and values[0] in {"y", "n", "t", "f"}
        ):
            raise TableError(f"column {name} holds only {values[0]!r}: a list?", hint=_SAY.format(name))
        elif lists is None and (count is not None or _meant_as_list(values)):
            _marks(sheet, name)
        else:
            left.append(name)
    if left:
        notes.append(f"no lists, and not used: {', '.join(left)}")
    return tuple(found)


def _meant_as_list(values: Sequence[str]) -> bool:
    """Whether most values of a column are marks of a list, so that the others are mistakes."""
    marked = sum(value in {"0", "1", "true", "false", "yes", "no"} for value in values)
    return 2 * marked > len(values)


def _all_marks(sheet: Sheet, lists: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The marks of each list; where one list writes 0 for "not on it", an empty cell in another means nothing."""
    marks = tuple(_marks(sheet, name) for name in lists)
    if any(pair == ("1", "0") and "0" in sheet.column(name) for name, pair in zip(lists, marks, strict=True)):
        for name, pair in zip(lists, marks, strict=True):
            if pair == ("1", ""):
                row = sheet.column(name).index("")
                raise TableError(_UNTOLD.format(sheet.where(row, name), ""), hint=_LEAVE_OUT)
    return marks


def _marks(sheet: Sheet, name: str) -> tuple[str, str]:
    """The pair of marks of a list; raises TableError with the first value that is no mark."""
    values = sheet.column(name)
    marks = marks_of(values, named=True)
    if marks is not None:
        return marks
    if not any(values):
        return ("x", "")
    on, off = max(_pairs(), key=lambda pair: sum(value in pair for value in values))
    row = next(row for row, value in enumerate(values) if value not in (on, off))
    value = sheet.rows[row][sheet.header.index(name)].strip()
    if not any(value in (on, off) for value in values):
        raise TableError(
            f"{sheet.where(row, name)}: {value!r} is neither 0 nor 1, and nothing says what the column is",
            hint=_SAY.format(name),
        )
    if is_unknown(value.lower()):
        raise TableError(_UNTOLD.format(sheet.where(row, name), value), hint=_LEAVE_OUT)
    raise TableError(
        f"{sheet.where(row, name)}: {value!r}, and the column holds {on!r} and {off!r}",
        hint=f"a list is a column of 0 and 1; --ignore {name} if it is none",
    )
