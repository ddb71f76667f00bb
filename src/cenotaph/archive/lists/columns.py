"""What stands under each column of a list: guessed from its header in several languages, and from its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from cenotaph.archive.lists.days import UnreadError, read_period, two_orders
from cenotaph.archive.lists.values import is_unknown, read_age, read_fate, read_sex, read_status
from cenotaph.archive.lists.words import tokens
from cenotaph.archive.tables import read_data

__all__ = ["FIELDS", "INFORMANT_FIELDS", "MANY", "Column", "guess_columns", "headed"]

INFORMANT_FIELDS = frozenset(("informant", "informant_relation"))
MANY = frozenset(("alias", "given", "middle", "family", "external_id"))
"""Fields that may have several columns."""

# a word of one or two letters ("by", "no", "m") says something only when it is the whole header
_SHORT = 2
# of the values that are looked at, so many must be readable for a typed field to be believed
_MOSTLY = 0.5
_SURELY = 0.9
_PARTS = ("given", "middle", "father", "grandfather", "family")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field that is read from it ("" for none), and why."""

    header: str
    field: str
    why: str


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...], int], ...]:
    """(field, the phrase's words, rank): the lower rank stands first in the table."""
    rows = read_data("list_columns")["field"]
    found = ((row["name"], tokens(phrase), rank) for rank, row in enumerate(rows) for phrase in row["words"])
    return tuple((field, words, rank) for field, words, rank in found if words)


@cache
def _by_first() -> dict[str, tuple[tuple[str, tuple[str, ...], int], ...]]:
    found: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
    for phrase in _phrases():
        found.setdefault(phrase[1][0], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


def _fields() -> dict[str, None]:
    names = dict.fromkeys(row["name"] for row in read_data("list_columns")["field"])
    return {
        name: None
        for name in (*names, "external_id", "death_year", "death_month", "death_day")
        if name not in ("", "?")
    }


FIELDS: tuple[str, ...] = tuple(sorted(_fields()))
"""What a column may be read as; "" in a mapping is a column that is not read."""


def _headed(header: str) -> tuple[str, str] | None:
    """(field, phrase) of the longest phrase in a header, None when it holds none that is known."""
    words = tokens(header)
    best: tuple[int, int, str, str] | None = None
    for at, word in enumerate(words):
        for field, phrase, rank in _by_first().get(word, ()):
            whole = phrase == words
            if words[at : at + len(phrase)] != phrase or (not whole and len("".join(phrase)) <= _SHORT):
                continue
            found = (-len(phrase) - 10 * whole, rank, field, " ".join(phrase))
            best = found if best is None else min(best, found)
    return None if best is None else (best[2], best[3])


def headed(cells: Sequence[str]) -> int:
    """How many of the cells look like heads of columns: 0 for a row of values."""
    known = [
        cell
        for cell in cells
        if cell and len(cell) <= 60 and not any(c.isdecimal() for c in cell[:1]) and _headed(cell)
    ]
    return len(known)


def guess_columns(header: Sequence[str], samples: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """A field for each column; ``samples`` are values of each column, the empty ones left out.

    A header's word is believed unless the values cannot be read so; a column whose header says nothing is read
    only where its values can be nothing else. What stays unread says why.
    """
    columns = [_by_header(name, values) for name, values in zip(header, samples, strict=True)]
    _once(columns)
    _by_values(columns, samples)
    _names(columns, samples)
    return tuple(columns)


def _by_header(header: str, values: Sequence[str]) -> Column:
    found = _headed(header)
    if found is None:
        return Column(header, "", "the header says nothing that is known here")
    field, phrase = found
    if field == "":
        return Column(header, "", f"“{phrase}” is nothing that a record holds")
    if field == "?":
        return Column(header, "", f"“{phrase}” may be the home or the place of death: say which")
    if field in ("status", "fate"):
        field = _status_or_fate(field, values)
    if values and field in _READERS and _share(field, values) < _MOSTLY:
        return Column(header, "", f"“{phrase}” in the header, but most values cannot be read as {field}")
    return Column(header, field, f"“{phrase}” in the header")


def _status_or_fate(field: str, values: Sequence[str]) -> str:
    """ "Status" heads columns of both kinds: the values decide."""
    return max((field, "fate", "status"), key=lambda kind: _share(kind, values)) if values else field


def _share(field: str, values: Sequence[str]) -> float:
    return sum(_reads(_READERS[field], value) for value in values) / len(values) if values else 0.0


def _reads(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except UnreadError:
        return False
    return True


def _day(value: str) -> object:
    return None if two_orders(value) else read_period(value)


def _year(value: str) -> int:
    return int(read_period(value).text[:4]) if len(value) == 4 else _no()


def _no() -> int:
    raise UnreadError("is not a year")


def _small(most: int) -> Callable[[str], object]:
    def read(value: str) -> object:
        return None if value.isdecimal() and 0 < int(value) <= most else _no()

    return read


_READERS: dict[str, Callable[[str], object]] = {
    "age": read_age,
    "sex": read_sex,
    "fate": read_fate,
    "status": read_status,
    "birth": _day,
    "death": _day,
    "birth_year": _year,
    "birth_month": _small(12),
    "birth_day": _small(31),
}


def _once(columns: list[Column]) -> None:
    """One column a field: the first whole name is the name and others are aliases; the rest stays unread."""
    taken: set[str] = set()
    # the column whose header is nothing but the field's word goes before "Age (verified)"
    for at in sorted(range(len(columns)), key=lambda at: (len(tokens(columns[at].header)), at)):
        column = columns[at]
        if not column.field or column.field in MANY:
            continue
        if column.field == "id" and "id" in taken:
            columns[at] = replace(column, field="external_id")
        elif column.field == "name" and "name" in taken:
            columns[at] = replace(column, field="alias", why=f"{column.why}, and another column is the name")
        elif column.field in taken:
            columns[at] = replace(column, field="", why=f"another column is read as {column.field} already")
        taken.add(column.field)


def _by_values(columns: list[Column], samples: Sequence[Sequence[str]]) -> None:
    """Sex, age and days where no header named them and the values leave no other reading."""
    for field in ("sex", "age"):
        fitting = [
            at
            for at, column in enumerate(columns)
            if _free(column) and len(samples[at]) >= 3 and _share(field, samples[at]) >= _SURELY
        ]
        if field == "age":
            fitting = [at for at in fitting if _like_ages(samples[at])]
        if len(fitting) == 1 and not any(column.field == field for column in columns):
            columns[fitting[0]] = Column(columns[fitting[0]].header, field, f"its values read as {field}")
    for at, column in enumerate(columns):
        days = [value for value in samples[at] if len(value) >= 8]
        if _free(column) and len(days) >= 3 and _share("death", days) >= _SURELY:
            why = "its values are days: say whether of birth or of death"
            columns[at] = replace(column, why=why)


def _free(column: Column) -> bool:
    return not column.field and column.why.startswith("the header says nothing")


def _like_ages(values: Sequence[str]) -> bool:
    """Not a running number, which also stays below 130 in a short list."""
    numbers = [int(value) for value in values if value.isdecimal()]
    return len(numbers) >= 3 and sorted(set(numbers)) != numbers


def _names(columns: list[Column], samples: Sequence[Sequence[str]]) -> None:
    """ "Name" beside "surname" is the own name; without any name, a column of words that differ is taken for it."""
    by_field = {column.field: at for at, column in enumerate(columns)}
    if "name" in by_field and "family" in by_field and "given" not in by_field:
        names, families = samples[by_field["name"]], samples[by_field["family"]]
        single = sum(len(name.split()) == 1 for name in names)
        if names and families and single > _MOSTLY * len(names):
            at = by_field["name"]
            columns[at] = replace(columns[at], field="given", why=f"{columns[at].why}, beside a family name")
    if any(column.field in ("name", *_PARTS) for column in columns):
        return
    likely = [
        (len(set(samples[at])) / len(samples[at]), -at)
        for at, column in enumerate(columns)
        if _free(column) and samples[at] and all(map(_like_a_name, samples[at][:50]))
    ]
    if likely and max(likely)[0] > _MOSTLY:
        at = -max(likely)[1]
        columns[at] = Column(columns[at].header, "name", "its values look like names")


def _like_a_name(value: str) -> bool:
    words = value.split()
    return 2 <= len(words) <= 8 and not any(char.isdecimal() for char in value) and not is_unknown(value)
