"""Numbers that say how far two numbers lie apart: "estimates are *hundreds* apart", "the tolls differ by *40*"."""

from __future__ import annotations

from functools import cache

from cenotaph.extract.lexemes import PARAGRAPH, Lexemes
from cenotaph.extract.lexicon import table

__all__ = ["is_difference"]

_NEAR = 14  # lexemes from "the gap between" to its number, so that another clause's is not taken
_STOPS = {".", ";", ":", "?", "!", PARAGRAPH}


def is_difference(lexemes: Lexemes, first: int, last: int) -> bool:
    """Whether the number at lexemes ``first:last`` is a distance between numbers and counts nobody.

    Words: ``number_roles.toml``, ``differences``.
    """
    return _apart(lexemes, last) or _by(lexemes, first) or _gap_of(lexemes, first) or _gap_is(lexemes, first)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("number_roles")["differences"][key])


def _apart(lexemes: Lexemes, last: int) -> bool:
    """ "hundreds apart", "200 deaths apart", "hundreds of dead apart"."""
    at = last + (lexemes.at(last) == "of")
    at += lexemes.at(at) in _words("harm")
    return lexemes.at(at) in _words("after")


def _by(lexemes: Lexemes, first: int) -> bool:
    """ "differ by hundreds", "are out by 12", "vary widely, by 40"."""
    if lexemes.at(first - 1) != "by":
        return False
    back = first - 2 - (lexemes.at(first - 2) == ",")
    return lexemes.at(back) in _words("differ") or (
        lexemes.at(back).endswith("ly") and lexemes.at(back - 1) in _words("differ")
    )


def _gap_of(lexemes: Lexemes, first: int) -> bool:
    """ "a gap of 40", "a discrepancy of several hundred"."""
    return lexemes.at(first - 1) == "of" and lexemes.at(first - 2) in _words("gap")


def _gap_is(lexemes: Lexemes, first: int) -> bool:
    """ "the gap between the two tolls is 300"."""
    if lexemes.at(first - 1) not in _words("is"):
        return False
    for i in range(first - 2, max(first - 2 - _NEAR, -1), -1):
        if lexemes.at(i) in _STOPS:
            return False
        if lexemes.at(i) in _words("gap"):
            return lexemes.at(i + 1) in _words("between")
    return False
