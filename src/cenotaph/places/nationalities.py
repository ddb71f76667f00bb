"""Nationality words and country names: ``Russians`` -> RU, ``the United States`` -> US."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from cenotaph.errors import NotFoundError
from cenotaph.places.names import fold

__all__ = ["country_name", "country_of", "demonym", "nationality_of"]


def nationality_of(word: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a demonym or adjective, singular or plural; None for anything else.

    Ethnic and religious words (Kurdish, Druze) are no nationality and give None. A word that is written
    like an abbreviation counts only in capitals: ``US``, never ``us``.
    """
    key = _key(word)
    if len(key) <= 3 and key.isascii() and not word.strip(" .").isupper():
        return None
    return _nationalities().get(key) or None


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country by any of its names (Latin, Arabic, Cyrillic), or None.

    Kosovo is XK, as in GeoNames. Abbreviations count only in capitals. Cities that stand for a government
    (``Washington``) are not countries.
    """
    key = _key(name)
    if len(key) <= 3 and key.isascii() and not name.replace("the", "").strip(" .").isupper():
        return None
    return _country_names().get(key)


def country_name(code: str) -> str:
    """The usual English short name of an ISO 3166-1 alpha-2 code; raises NotFoundError for an unknown code."""
    return _country(code)["name"]


def demonym(code: str) -> str:
    """The English adjective of an ISO 3166-1 alpha-2 code, the country's name where there is none."""
    row = _country(code)
    return row["demonym"] or row["name"]


def _key(word: str) -> str:
    return fold(word.strip().removesuffix("'s").removesuffix("’s")).removeprefix("the ")


def _country(code: str) -> dict[str, str]:
    row = _countries().get(code.upper())
    if row is None:
        raise NotFoundError(f"no country with code {code!r}", hint="ISO 3166-1 alpha-2, such as SY; Kosovo is XK")
    return row


@cache
def _countries() -> dict[str, dict[str, str]]:
    with files("cenotaph.places").joinpath("data/countries.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


@cache
def _country_names() -> dict[str, str]:
    return _codes_by_word("country_names")


@cache
def _nationalities() -> dict[str, str]:
    return _codes_by_word("nationalities")


def _codes_by_word(table: str) -> dict[str, str]:
    """First column, as compared, to the code in the second; csv.reader because extraction waits for it."""
    with files("cenotaph.places").joinpath(f"data/{table}.csv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {_key(row[0]): row[1] for row in rows}
