"""How the columns of a list are read, as a person can see it, correct it and use it again: a TOML file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.archive.lists.columns import FIELDS, MANY, Column
from cenotaph.archive.lists.days import DAY_FIRST, MONTH_FIRST
from cenotaph.errors import UsageError
from cenotaph.model import NameList, PersonFate

__all__ = ["Mapping", "fitted", "mapping_of", "read_mapping", "written"]

_KEYS = ("columns", "dates", "fate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Pairs of (header, field), "" for a column that is not read; which of day and month stands first; the fate.

    ``dates`` None leaves the order to what each column shows; ``fate`` is that of rows that name none.
    """

    columns: tuple[tuple[str, str], ...]
    dates: str | None = None
    fate: PersonFate = PersonFate.UNKNOWN


def mapping_of(named: NameList) -> Mapping:
    """How a list in the ledger was read when it was last imported."""
    return Mapping(columns=named.columns, dates=named.dates, fate=named.fate)


def read_mapping(text: str, name: str) -> Mapping:
    """The mapping in a TOML file; UsageError says what is wrong with it."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is not TOML: {error}", hint="see docs/lists.md for an example") from error
    for key in raw:
        if key not in _KEYS:
            raise UsageError(f"{name} has an entry {key!r}", hint=f"it may have: {', '.join(_KEYS)}")
    columns = raw.get("columns", {})
    if not isinstance(columns, dict) or not columns:
        raise UsageError(f"{name} maps no column", hint='write under [columns] lines such as "Full name" = "name"')
    for header, field in columns.items():
        if field != "" and field not in FIELDS:
            raise UsageError(
                f"{name}: {header!r} is mapped to {field!r}", hint=f'one of: {", ".join(FIELDS)}, or "" to leave it'
            )
    dates = raw.get("dates")
    if dates not in (None, DAY_FIRST, MONTH_FIRST):
        raise UsageError(f"{name}: dates = {dates!r}", hint=f'"{DAY_FIRST}" or "{MONTH_FIRST}"')
    try:
        fate = PersonFate(raw.get("fate", "unknown"))
    except ValueError as error:
        raise UsageError(f"{name}: fate = {raw['fate']!r}", hint=f"one of: {', '.join(PersonFate)}") from error
    return Mapping(columns=tuple(columns.items()), dates=dates, fate=fate)


def written(mapping: Mapping, why: Sequence[Column] = ()) -> str:
    """The mapping as TOML text, with the reason of each guess as a comment."""
    reasons = {column.header: column.why for column in why}
    lines = [
        "# How the columns of a list are read; correct it and give it again with --map.",
        f'# Fields: {", ".join(FIELDS)}; "" leaves a column unread.',
    ]
    if mapping.dates is not None:
        lines.append(f"dates = {_quoted(mapping.dates)}")
    else:
        lines.append(f'# dates = "{DAY_FIRST}"   # or "{MONTH_FIRST}", where 03/04/2017 does not show it')
    if mapping.fate is not PersonFate.UNKNOWN:
        lines.append(f"fate = {_quoted(mapping.fate.value)}")
    else:
        lines.append('# fate = "killed"   # of rows that name none')
    lines += ["", "[columns]"]
    for header, field in mapping.columns:
        comment = f"   # {reasons[header]}" if header in reasons else ""
        lines.append(f"{_quoted(header)} = {_quoted(field)}{comment}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # JSON's strings are TOML's basic strings, but for DEL, which TOML wants escaped
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def fitted(mapping: Mapping, header: Sequence[str], name: str) -> tuple[Column, ...]:
    """The mapping's fields for these headers, other columns unread; UsageError where it names columns not there."""
    fields = dict(mapping.columns)
    missing = [one for one, field in fields.items() if field and one not in header]
    if missing:
        raise UsageError(
            f"{name} has no column {', '.join(map(repr, missing))}", hint=f"its columns: {', '.join(header)}"
        )
    single: dict[str, str] = {}
    for one, field in fields.items():
        if field and field not in MANY and single.setdefault(field, one) != one:
            raise UsageError(
                f"{single[field]!r} and {one!r} are both mapped to {field}",
                hint=f"only {', '.join(sorted(MANY))} may have several columns",
            )
    return tuple(Column(one, fields.get(one, ""), "as mapped" if one in fields else "not mapped") for one in header)
