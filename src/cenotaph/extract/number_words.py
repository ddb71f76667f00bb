"""Cardinal numbers, in digits and in words, and the vague quantities of a hedge profile."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.lexicon import table
from cenotaph.extract.profiles import Interval, Profile, load_profile
from cenotaph.model import Hedge

__all__ = ["Cardinal", "Quantity", "digit_value", "read_cardinal", "read_quantity"]

MAX_DIGITS = 12
"""Longer runs of digits are identifiers, and never numbers of persons."""


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number at lexemes ``first:last``; ``scale`` is its last multiplier ("two dozen": 12), else 1.

    ``value`` is None for a run of digits that is no number of anything ("07.02.2018").
    ``digits``: written in digits alone. ``bare``: a multiplier without a number before it ("dozen").
    """

    first: int
    last: int
    value: Fraction | None
    scale: int = 1
    digits: bool = False
    bare: bool = False


@dataclass(slots=True)
class Quantity:
    """A number or a vague quantity at lexemes ``first:last``, before any word beside it is read."""

    first: int
    last: int
    interval: Interval
    hedge: Hedge
    cardinal: Cardinal | None = None
    row: str | None = None


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    words = table("number_words")
    return words["units"], words["tens"], words["scales"]


def read_cardinal(lexemes: Lexemes, i: int) -> Cardinal | None:
    """The number that starts at lexeme ``i``: "44", "1,200", "2.5 million", "two hundred and five", "a dozen"."""
    word = lexemes.at(i)
    if word[:1].isdecimal():
        return _digits(lexemes, i)
    units, tens, scales = _words()
    if word in ("a", "an", "half"):
        return _article(lexemes, i)
    if word in units or word in tens or word in scales:
        return _spelled(lexemes, i)
    return None


def _article(lexemes: Lexemes, i: int) -> Cardinal | None:
    """ "a hundred", "a dozen", "half a dozen", "a half-dozen", "half a million"."""
    _, _, scales = _words()
    k, half = i, False
    while lexemes.at(k) in ("a", "an", "half", "-") and k < i + 4:
        half = half or lexemes.at(k) == "half"
        k += 1
    scale = scales.get(lexemes.at(k))
    if scale is None or (lexemes.at(k - 1) == "-" and lexemes.at(k - 2) != "half"):
        return None
    if lexemes.at(k) == "score" and lexemes.at(k + 1) != "of":
        return None
    if half:
        return Cardinal(i, k + 1, Fraction(scale, 2), scale)
    tail = _spelled(lexemes, k)
    return Cardinal(i, tail.last, tail.value, tail.scale) if tail else None


def _digits(lexemes: Lexemes, i: int) -> Cardinal:
    """Digits, with the multiplier that may follow."""
    word = lexemes.at(i)
    value = digit_value(word)
    last, scale = i + 1, 1
    _, _, scales = _words()
    if value is not None and (found := scales.get(lexemes.at(last))) and not lexemes.glued(last):
        if lexemes.at(last) != "score":
            scale, last = found, last + 1
            if lexemes.at(last) in scales and scales[lexemes.at(last)] > scale and scale == 100:
                scale, last = scale * scales[lexemes.at(last)], last + 1
    elif value is not None and lexemes.at(last) == "k" and lexemes.glued(last):
        scale, last = 1000, last + 1
    if value is not None:
        value *= scale
    return Cardinal(i, last, value, scale, digits=scale == 1)


def digit_value(word: str) -> Fraction | None:
    """The value of a run of digits in any script; None if it is no number ("1.2.3", more than 12 digits)."""
    if word[-2:-1] == "," or word[-3:-2] == ",":  # a decimal comma: thousands come in threes
        word = word.replace(",", ".")
    grouped = "".join(c for c in word if c not in ",\u066c\u00a0\u202f")
    whole, mark, part = grouped.replace("\u066b", ".").partition(".")
    if len(grouped) > MAX_DIGITS or "." in part:
        return None
    if not mark:
        return Fraction(int(whole))
    return Fraction(int(whole)) + Fraction(int(part), 10 ** len(part))


def _spelled(lexemes: Lexemes, i: int) -> Cardinal | None:
    """The longest number in words from ``i`` on: hundreds, then one multiplier after another, each smaller."""
    units, tens, scales = _words()
    total, current, k = 0, None, i
    last_scale, ceiling = 1, 10**12
    state = "start"  # start | unit | ten | hundred | scale
    while True:
        j = k + _joint(lexemes, k, state)
        word = lexemes.at(j)
        if word in tens and state in ("start", "hundred", "scale"):
            current, state = (current or 0) + tens[word], "ten"
        elif word in units and (
            state in ("start", "hundred", "scale") or (state == "ten" and 0 < units[word] < 10)
        ):
            current, state = (current or 0) + units[word], "unit"
        elif word == "hundred" and state in ("start", "unit", "ten") and (current or 1) < 100:
            current, state, last_scale = (current or 1) * 100, "hundred", 100
        elif word in scales and word != "hundred" and _multiplies(lexemes, j, state, scales[word], ceiling):
            scale = scales[word]
            total, current = total + (1 if current is None else current) * scale, None
            ceiling, last_scale, state = scale, scale, "scale"
            if scale < 100:
                k = j + 1
                break
        else:
            break
        k = j + 1
    if state == "start":
        return None
    bare = k == i + 1 and lexemes.at(i) in scales
    return Cardinal(i, k, Fraction(total + (current or 0)), last_scale, bare=bare)


def _joint(lexemes: Lexemes, k: int, state: str) -> int:
    """1 if the number goes on after the lexeme at ``k``: the hyphen of "twenty-one", "and", a comma; else 0."""
    units, _, scales = _words()
    joint, after = lexemes.at(k), lexemes.at(k + 1)
    if joint == "-" and state != "start" and lexemes.glued(k):
        return int(after in scales or (state == "ten" and after in units and lexemes.glued(k + 1)))
    if joint == "and" and state in ("hundred", "scale"):
        return int(_small(lexemes, k + 1))
    return int(joint == "," and state == "scale" and _hundreds(lexemes, k + 1))


def _multiplies(lexemes: Lexemes, j: int, state: str, scale: int, ceiling: int) -> bool:
    """Whether the multiplier at ``j`` may follow: each smaller than the one before, and "score" only of numbers."""
    if lexemes.at(j) == "score" and state == "start" and lexemes.at(j - 1) not in ("a", "an"):
        return False
    return state in ("start", "unit", "ten", "hundred") and scale < ceiling


def _small(lexemes: Lexemes, i: int) -> bool:
    """Whether a number under a hundred stands at ``i`` that no multiplier follows ("and fifteen")."""
    units, tens, scales = _words()
    if lexemes.at(i) not in units and lexemes.at(i) not in tens:
        return False
    after = i + 1
    if lexemes.at(i) in tens:
        after += lexemes.at(after) == "-"
        after += lexemes.at(after) in units
    return lexemes.at(after) not in scales


def _hundreds(lexemes: Lexemes, i: int) -> bool:
    """Whether "two hundred" stands at ``i``."""
    units, _, _ = _words()
    return lexemes.at(i) in units and lexemes.at(i + 1) == "hundred"


@lru_cache(maxsize=8)
def _phrases(profile: str) -> dict[str, list[tuple[tuple[str, ...], bool, str]]]:
    """First word -> (phrase, whether "of" must follow, row id), longest phrase first."""
    out: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
    for row in load_profile(profile).rows.values():
        for words in row.words:
            phrase = tuple(words.removesuffix(" [of]").split())
            out.setdefault(phrase[0], []).append((phrase, words.endswith("[of]"), row.id))
    for choices in out.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return out


@lru_cache(maxsize=1)
def _plural_makers() -> dict[str, list[tuple[tuple[str, ...], int | None]]]:
    """First word -> (phrase that makes a unit plural, 2 for "a couple of" and None for the vague ones)."""
    makers = table("number_words")["plural_of"]
    out: dict[str, list[tuple[tuple[str, ...], int | None]]] = {}
    for key, times in (("words", None), ("two", 2)):
        for words in makers[key]:
            out.setdefault(words.split()[0], []).append((tuple(words.split()), times))
    for choices in out.values():
        choices.sort(key=lambda choice: -len(choice[0]))
    return out


def read_quantity(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """The quantity that starts at lexeme ``i``, by ``profile``: a vague one, else a number."""
    plural, phrase = _plural(lexemes, i, profile), _phrase(lexemes, i, profile)
    if plural is not None and (phrase is None or plural.last > phrase.last):
        return plural
    if phrase is not None:
        return phrase
    cardinal = read_cardinal(lexemes, i)
    if cardinal is None:
        return None
    whole = _whole(lexemes, cardinal)
    if whole is None:
        return Quantity(i, cardinal.last, Interval(None, None, None), Hedge.NONE_STATED, cardinal)
    return Quantity(i, cardinal.last, Interval(whole, whole, whole), Hedge.EXACT, cardinal)


def _whole(lexemes: Lexemes, cardinal: Cardinal) -> int | None:
    """A whole number of persons: "1.200" can only be twelve hundred of them; other fractions are not persons."""
    value = cardinal.value
    if value is None:
        return None
    if value.denominator == 1 and "." not in lexemes.at(cardinal.first):
        return int(value)
    whole, mark, part = lexemes.at(cardinal.first).partition(".")
    if mark and cardinal.scale == 1:
        grouped = len(part) == 3 and 0 < len(whole) <= 3 and int(whole) > 0
        return int(whole) * 1000 + int(part) if grouped else None
    return int(value) if value.denominator == 1 else None


def _plural(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """ "several dozen", "a few hundred", "many thousands": the row of the unit; "a couple of hundred": two."""
    _, _, scales = _words()
    for phrase, times in _plural_makers().get(lexemes.at(i), ()):
        if not lexemes.words(i, phrase):
            continue
        k = i + len(phrase)
        unit = lexemes.at(k)
        singular = unit[:-1] if unit.endswith("s") else unit
        if singular not in scales or (phrase == ("some",) and not unit.endswith("s")):
            continue
        last = k + 1
        if times is not None:
            value = times * scales[singular]
            cardinal = Cardinal(i, last, Fraction(value), scales[singular])
            return Quantity(i, last, Interval(value, value, value), Hedge.EXACT, cardinal)
        for row in profile.rows.values():
            if row.unit == singular:
                return Quantity(i, last, profile.quantity(row.id), row.hedge, row=row.id)
    return None


def _phrase(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    for phrase, needs_of, row_id in _phrases(profile.name).get(lexemes.at(i), ()):
        last = i + len(phrase)
        if not lexemes.words(i, phrase) or (needs_of and lexemes.at(last) != "of"):
            continue
        row = profile.rows[row_id]
        return Quantity(i, last, profile.quantity(row_id), row.hedge, row=row_id)
    return None
