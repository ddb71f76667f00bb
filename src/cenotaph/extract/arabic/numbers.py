"""Numbers in Arabic text, with the words beside them, as counts of a hedge profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from cenotaph.extract.arabic.folding import Word, fold_text, forms
from cenotaph.extract.arabic.lexicon import and_joined, phrase_ending, phrase_starting, table, words
from cenotaph.extract.numbers import profile_count
from cenotaph.extract.profiles import Interval, Profile, load_profile
from cenotaph.model import Count, Hedge

__all__ = ["Number", "find_numbers", "hedge_after"]

_MOST_HEDGES = 3  # "perhaps more than about 100"
_LARGEST = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens ``first:last`` (hedges in front included), its ``core`` where the figure itself starts.

    ``thing`` tells that what is counted is no people (years, houses, shares); ``digits`` that it is in figures.
    """

    first: int
    last: int
    core: int
    interval: Interval
    hedge: Hedge
    row: str | None = None
    thing: bool = False
    rows: tuple[str, ...] = ()

    def count(self, text: str, profile: str) -> Count:
        """The number as a record; ``text`` is kept as the words."""
        if self.row == "unknown":
            return profile_count("unknown", text, profile)
        i = self.interval
        return Count(low=i.low, best=i.best, high=i.high, text=text, hedge=self.hedge, profile=profile)


def find_numbers(tokens: Sequence[Word], profile: str) -> list[Number]:
    """The numbers of a sentence in order, none overlapping; ranges are one number."""
    chosen = load_profile(profile)
    out: list[Number] = []
    k = floor = 0
    while k < len(tokens):
        number = _read(tokens, k, chosen)
        if number is None:
            k += 1
            continue
        number = _ranged(tokens, number, chosen)
        number = _hedged(tokens, number, floor, chosen)
        number = replace(number, thing=_thing(tokens, number))
        out.append(number)
        k = floor = number.last
    return out


def hedge_after(tokens: Sequence[Word], number: Number, k: int, profile: str) -> tuple[Number, int] | None:
    """``number`` under the hedge that stands at token ``k`` ("on the least"), and where it ends; None for none."""
    found = phrase_starting(tokens, k, "numbers", "hedges.after")
    if found is None or tokens[k].text != found[0][0]:
        return None
    return _weakened(number, found[1], load_profile(profile)), k + len(found[0])


# ---- figures


@cache
def _values() -> dict[str, int]:
    return {
        form: int(n) for n, all_forms in table("numbers")["values"].items() for form in fold_text(all_forms).split()
    }


@cache
def _scales() -> dict[str, int]:
    return {
        form: int(n) for n, all_forms in table("numbers")["scales"].items() for form in fold_text(all_forms).split()
    }


@cache
def _twice() -> dict[str, int]:
    return {
        form: 2 * int(n) for n, forms_ in table("numbers")["twice"].items() for form in fold_text(forms_).split()
    }


def _read(tokens: Sequence[Word], k: int, profile: Profile) -> Number | None:
    """The figure or number word at token ``k``."""
    found = phrase_starting(tokens, k, "numbers", "rows")
    if found is not None and not tokens[k].text.endswith("ال" + found[0][0]):  # "the number of" is no "a number of"
        phrase, row = found
        return Number(k, k + len(phrase), k, profile.quantity(row), profile.row(row).hedge, row)
    cardinal = _cardinal(tokens, k)
    if cardinal is None:
        return None
    value, last = cardinal
    return Number(k, last, k, Interval(value, value, value), Hedge.EXACT)


def _cardinal(tokens: Sequence[Word], k: int) -> tuple[int, int] | None:
    """A whole number from token ``k`` on, and the token behind it: parts under a thousand, each with its scale."""
    part = _part(tokens, k, first=True)
    if part is None:
        return None
    total, last, step = part
    while step >= 1000:
        after = _joined(tokens, last)
        more = _part(tokens, after, first=False) if after is not None else None
        if more is None or not more[0] < step:
            break
        total, last, step = total + more[0], more[1], more[2]
    return (total, last) if total < _LARGEST else None


def _joined(tokens: Sequence[Word], k: int) -> int | None:
    """The token that "and" at ``k`` joins: written onto a word, or alone before figures."""
    if k >= len(tokens):
        return None
    if tokens[k].text == "و" and k + 1 < len(tokens) and tokens[k + 1].digits:
        return k + 1
    return k if tokens[k].letters and tokens[k].text.startswith("و") and len(tokens[k].text) > 2 else None


def _part(tokens: Sequence[Word], k: int, *, first: bool) -> tuple[int, int, int] | None:
    """A number under a thousand with the scale behind it: (value, end, scale)."""
    word = tokens[k]
    if word.digits:
        value = _digits(word.text)
        scale = _scale(tokens, k + 1)
        if value is None:
            return None
        if scale is not None:
            return round(value * scale), k + 2, scale
        return (int(value), k + 1, 1) if value == int(value) else None
    if not word.letters or word.text in words("numbers", "things.measure"):
        return None
    texts = forms(word.text) if first else (word.text[1:],)
    small = _small(tokens, k, texts)
    if small is not None:
        number, end = small
        scale = _scale(tokens, end)
        return (number, end, 1) if scale is None or number == 1 else (number * scale, end + 1, scale)
    for text in texts:
        if text in _scales() and text not in words("numbers", "plural.scales"):
            return _scales()[text], k + 1, _scales()[text]
        if text in _twice():
            return _twice()[text], k + 1, _twice()[text] // 2
    return None


def _small(tokens: Sequence[Word], k: int, texts: tuple[str, ...]) -> tuple[int, int] | None:
    """Hundreds, then units before tens, each joined by "and": the value and the token behind it."""
    one = _unit(tokens, k, texts)
    if one is None:
        return None
    total, last = one
    low = total
    while True:
        after = _joined(tokens, last)
        more = _unit(tokens, after, (tokens[after].text[1:],)) if after is not None and after == last else None
        if more is None:
            return total, last
        value = more[0]
        units_then_tens = low < 10 and value in range(20, 100, 10)
        if not (units_then_tens or (low >= 100 and value < 100)):
            return total, last
        total, last, low = total + value, more[1], 10 if units_then_tens else value


def _unit(tokens: Sequence[Word], k: int, texts: tuple[str, ...]) -> tuple[int, int] | None:
    """One number word, or two that make one ("three ten" is 13, "three hundred" 300)."""
    behind = tokens[k + 1].text if k + 1 < len(tokens) else ""
    ten = behind in words("numbers", "teens.ten")
    if ten and any(t in words("numbers", "teens.first") for t in texts):
        return 11, k + 2
    known = next((t for t in texts if t in _values()), None)
    if known is None:
        return None
    value = _values()[known]
    if ten and 2 <= value < 10:
        return value + 10, k + 2
    if 3 <= value < 10 and behind in words("numbers", "plural.hundreds"):
        return value * 100, k + 2
    return value, k + 1


def _scale(tokens: Sequence[Word], k: int) -> int | None:
    return _scales().get(tokens[k].text) if k < len(tokens) else None


def _digits(text: str) -> float | None:
    """The value of figures; None for a list of numbers, a date or a clock written with dots."""
    parts = text.replace(",", " ").split()
    if len(parts) > 1:
        return float("".join(parts)) if all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3 else None
    dots = text.split(".")
    if len(dots) > 2:
        whole = all(len(p) == 3 for p in dots[1:])
        return float("".join(dots)) if whole else None
    if len(dots) == 2 and len(dots[1]) == 3 and dots[0] != "0" and len(dots[0]) <= 3:
        return float("".join(dots))
    return float(text) if len(text) <= 12 else None


# ---- words beside a number


def _ranged(tokens: Sequence[Word], low: Number, profile: Profile) -> Number:
    """ "Between A and B", "A to B", "A-B": one number, where A < B."""
    k = low.last
    before = tokens[low.core - 1] if low.core else None
    between = before is not None and before.isin(words("numbers", "between.words"))
    at: int | None = None
    if k < len(tokens):
        if between and tokens[k].text == "و":
            at = k + 1
        elif between and tokens[k].letters and tokens[k].text.startswith("و"):
            at = k
        elif tokens[k].text in words("numbers", "between.to") or (tokens[k].text == "-" and low.row is None):
            at = k + 1
    if at is None or at >= len(tokens):
        return low
    high = _read(tokens, at, profile)
    one, two = low.interval.low, high.interval if high is not None else None
    if high is None or two is None or one is None or two.low is None or not one < two.low:
        return low
    if not between and (_years(one, two.low) or _changed(tokens, low.core)):
        return low
    interval = profile.apply("between", Interval(one, None, two.high))
    first = low.core - 1 if between else low.core
    if between and first and tokens[first - 1].text in ("ما", "بما"):
        first -= 1
    return Number(first, high.last, first, interval, Hedge.BETWEEN)


def _changed(tokens: Sequence[Word], k: int) -> bool:
    """ "It rose from A to B" is a change and stays two numbers."""
    before = tokens[max(0, k - 8) : k]
    return (
        bool(before) and before[-1].text == "من" and any(w.isin(words("triggers", "toll.upward")) for w in before)
    )


def _years(one: int, two: int) -> bool:
    return 1900 <= one <= 2100 and 1900 <= two <= 2100


def _hedged(tokens: Sequence[Word], number: Number, floor: int, profile: Profile) -> Number:
    for _ in range(_MOST_HEDGES):
        if and_joined(tokens[number.first]):
            break  # what stands in front of "and" is of the number before
        found = _before(tokens, number.first, floor)
        if found is None:
            break
        row, first = found
        number = replace(_weakened(number, row, profile), first=first)
    behind = hedge_after(tokens, number, number.last, profile.name)
    if behind is not None:
        weakened, last = behind
        number = replace(weakened, last=last)
    return number


def _before(tokens: Sequence[Word], k: int, floor: int) -> tuple[str, int] | None:
    found = phrase_ending(tokens, k, "numbers", "hedges.before")
    if found is None or k - len(found[0]) < floor:
        return None
    return found[1], k - len(found[0])


def _weakened(number: Number, row: str, profile: Profile) -> Number:
    """``number`` under one more hedge; the outermost word names it, save that "exactly" changes nothing."""
    if number.row == "unknown":
        return number
    hedge = profile.row(row).hedge
    label = number.hedge if hedge is Hedge.EXACT else hedge
    return replace(number, interval=profile.apply(row, number.interval), hedge=label, rows=(*number.rows, row))


def _thing(tokens: Sequence[Word], number: Number) -> bool:
    """Whether what is counted is no people: a unit, a thing, a share, a clock, an age."""
    last = number.last
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.text == "من" and last + 1 < len(tokens):
        after = tokens[last + 1]
    if after is not None and (after.text in "%:/" or _of_things(after)):
        return True
    if number.first > 1 and tokens[number.first - 1].text == "كل" and tokens[number.first - 2].text == "من":
        return True  # "7 of every 10"
    before = tokens[number.first - 1] if number.first else None
    if before is None:
        return False
    if before.isin(words("numbers", "age.before")):
        return True
    return before.text in ("/", "الساعه", "رقم") and tokens[number.core].digits


def _of_things(word: Word) -> bool:
    every = words("numbers", "things.time") | words("numbers", "things.measure") | words("numbers", "things.thing")
    return word.letters and any(base in every for base in (word.text, word.text.removeprefix("ال")))
