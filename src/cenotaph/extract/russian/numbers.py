"""Counts in Russian text: digits, number words in every case, and the hedges around them, by a profile's rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cenotaph.extract.profiles import DEFAULT_PROFILE, Interval, load_profile
from cenotaph.extract.russian.lexicon import labels, plain, table, words
from cenotaph.model import Count, Hedge

__all__ = ["Mention", "find_mentions"]

_LEXEME = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]|_")
_DASHES = frozenset("-–—−")
_ADVERBS = frozenset({"at_least", "about", "nearly"})
_BIG = 10**10  # nobody counts more people than that; a longer run of digits is a code


@dataclass(frozen=True, slots=True)
class Mention:
    """A counted quantity at clean offsets ``start:end``; ``row`` is the hedge or quantity row that made it."""

    start: int
    end: int
    count: Count
    row: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Lexeme:
    low: str
    start: int
    end: int

    @property
    def digits(self) -> bool:
        return self.low[0].isdecimal()


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    last: int  # exclusive
    interval: Interval
    row: str


@cache
def _phrases(section: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = [
        (tuple(p.split()), row) for row, entry in table("numbers")[section].items() for p in plain(entry).split("|")
    ]
    return tuple(sorted(rows, key=lambda pair: -len(pair[0])))


@cache
def _value_of(section: str) -> dict[str, int]:
    return {word: int(label) for word, label in labels("numbers", section).items()}


class _Scanner:
    """Reads the numbers of one text from left to right."""

    def __init__(self, text: str, profile: str) -> None:
        self.text = text
        self.profile = load_profile(profile)
        self.lexemes = [_Lexeme(plain(m.group()), *m.span()) for m in _LEXEME.finditer(text)]

    def low(self, i: int) -> str:
        return self.lexemes[i].low if 0 <= i < len(self.lexemes) else ""

    def mentions(self) -> list[Mention]:
        out: list[Mention] = []
        i = 0
        while i < len(self.lexemes):
            found = self._from_to(i) or self._none(i) or self._number(i)
            if found is None:
                i += 1
                continue
            floor = out[-1].end if out else 0
            mention = self._hedged(found, floor)
            if mention is not None:
                out.append(mention)
            i = max(found.last, i + 1)
        return out

    # ---- plain numbers

    def _none(self, i: int) -> _Number | None:
        if self.low(i) in words("numbers", "none"):
            return _Number(i, i + 1, self.profile.quantity("none"), "none")
        if self.low(i) == "ни" and self.low(i + 1) in labels("numbers", "values"):
            return _Number(i, i + 2, self.profile.quantity("none"), "none")
        return None

    def _from_to(self, i: int) -> _Number | None:
        """ "от 10 до 15", "между тремя и пятью"."""
        link = {"от": "до", "с": "до", "между": "и"}.get(self.low(i))
        if link is None:
            return None
        one = self._simple(i + 1)
        if one is None or self.low(one.last) != link:
            return None
        two = self._simple(one.last + 1)
        if two is None:
            return None
        if self.low(i) == "с":  # "выросло с 18 до 22": what it became is the second one
            return _Number(one.last + 1, two.last, two.interval, "changed")
        return self._range(i, one, two)

    def _range(self, first: int, one: _Number, two: _Number) -> _Number | None:
        low, high = one.interval, two.interval
        if low.best is None or high.best is None:
            return None
        a, b = low.best, high.best
        if a < b and b >= 1000 and a < 100 and self.low(two.last - 1) in labels("numbers", "units"):
            a *= 1000 if a * 1000 < b else 1  # "от 2 до 3 тысяч"
        if a >= b:
            return None
        return _Number(first, two.last, self.profile.apply("between", Interval(a, None, b)), "between")

    def _number(self, i: int) -> _Number | None:
        one = self._simple(i)
        if one is None:
            return None
        if self.low(one.last) in _DASHES and self._tight(one.last):
            two = self._simple(one.last + 1)
            if (
                two is not None
                and one.interval.best
                and two.interval.best
                and one.interval.best < two.interval.best
            ):
                return self._range(i, one, two) or one
        return one

    def _tight(self, dash: int) -> bool:
        """Whether a dash joins two numbers, and does not part two clauses."""
        if dash + 1 >= len(self.lexemes):
            return False
        spaced = self.text[self.lexemes[dash - 1].end : self.lexemes[dash].start]
        after = self.text[self.lexemes[dash].end : self.lexemes[dash + 1].start]
        return not spaced and not after

    def _simple(self, i: int) -> _Number | None:
        """A number without hedges: digits with a unit, number words, "полтора десятка", "несколько сотен"."""
        low = self.low(i)
        if not low:
            return None
        if self.lexemes[i].digits:
            return self._digits(i)
        if low in words("numbers", "halves") and self.low(i + 1) in labels("numbers", "units"):
            unit = _value_of("units")[self.low(i + 1)]
            return self._exact(i, i + 2, unit * 3 // 2)
        if low in labels("numbers", "vague"):
            return self._vague(i, labels("numbers", "vague")[low])
        if low in labels("numbers", "values"):
            return self._worded(i)
        if low in labels("numbers", "units"):
            return self._unit(i)
        return None

    def _exact(self, first: int, last: int, value: int) -> _Number | None:
        return _Number(first, last, Interval(value, value, value), "exact") if value < _BIG else None

    def _digits(self, i: int) -> _Number | None:
        raw = re.sub(r"[ \u00a0]", "", self.low(i))
        if len(raw) > 12 or (
            self.low(i + 1) in _DASHES and self._tight(i + 1) and not self.low(i + 2)[:1].isdecimal()
        ):
            return None  # "34-летний", "152-мм", a code
        unit = _value_of("units").get(self.low(i + 1), 0)
        whole, _, part = raw.replace(",", ".").partition(".")
        if unit >= 10:
            scale = unit * int(whole) + (unit * int(part) // 10 ** len(part) if part else 0)
            last = i + 2
            if self.low(last) == "." and self.low(i + 1) in {"тыс", "млн"}:
                last += 1
            return self._exact(i, last, scale)
        return None if part else self._exact(i, i + 1, int(whole))

    def _worded(self, i: int) -> _Number | None:
        values, units = _value_of("values"), _value_of("units")
        total = part = 0
        last, step = i, _BIG
        while self.low(last) in values or self.low(last) in units:
            low = self.low(last)
            if low in units:
                total += max(1, part) * units[low]
                part, step = 0, units[low]
            elif 0 < values[low] < step and (part == 0 or part % (10 ** len(str(values[low]))) == 0):
                part, step = part + values[low], min(step, 10 if values[low] >= 20 else 1)
                step = 100 if values[low] >= 100 else step
            else:
                break
            last += 1
        if last == i:
            return None
        return self._exact(i, last, total + part)

    def _vague(self, i: int, row: str) -> _Number | None:
        unit = labels("numbers", "plurals").get(self.low(i + 1))
        if row == "several" and unit is not None:
            return _Number(i, i + 2, self.profile.quantity(unit), unit)
        if self.low(i) == "ряд" and self.low(i + 1) in {"в", "и", ""}:
            return None
        return _Number(i, i + 1, self.profile.quantity(row), row)

    def _unit(self, i: int) -> _Number | None:
        low = self.low(i)
        value = _value_of("units")[low]
        row = labels("numbers", "plurals").get(low)
        hedged = self.low(i - 1) in {"более", "больше", "свыше", "около", "менее", "порядка", "полу", "до", "из"}
        if (row == "hundreds" and low == "сотни" and hedged) or (low in {"тысячи", "дюжины"} and hedged):
            row = None  # "более сотни", "около тысячи": the genitive of one
        if row is None:
            return self._worded(i) if value >= 100 else self._exact(i, i + 1, value)
        if row == "tens" and self.low(i + 1) in {"тысяч"}:
            return _Number(i, i + 2, self.profile.quantity("tens_of_thousands"), "tens_of_thousands")
        if row == "hundreds" and self.low(i + 1) in {"тысяч"}:
            return _Number(i, i + 2, self.profile.quantity("hundreds_of_thousands"), "hundreds_of_thousands")
        return _Number(i, i + 1, self.profile.quantity(row), row)

    # ---- hedges

    def _hedged(self, number: _Number, floor: int) -> Mention | None:
        first, last = number.first, number.last
        rows: list[str] = []
        more = False
        while True:
            found = self._before(first, number, floor)
            if found is None and self.low(first - 1) in words("numbers", "rules", "between"):
                found = self._before(first - 1, number, floor)
                found = (found[0] + 1, found[1]) if found is not None and found[1] in _ADVERBS else None
            if found is None:
                if self.low(first - 1) in words("numbers", "rules", "skipped") and self._before(
                    first - 1, number, floor
                ):
                    first -= 1
                    continue
                break
            length, row = found
            first -= length
            rows.append(row)
        at = first - 1
        more = any(self.low(at - k) in {"еще", "других", "другие", "дополнительно"} for k in (0, 1))
        for phrase, row in _phrases("after"):
            if tuple(self.low(last + k) for k in range(len(phrase))) == phrase:
                last += len(phrase)
                rows.append(row)
                break
        if not rows and number.row == "exact":
            turned = self._inverted(number)
            if turned is not None:
                first, rows = turned, ["about"]
        row = "exact" if number.row == "changed" else number.row
        interval, hedge = number.interval, self.profile.row(row).hedge
        for name in rows:
            interval = self.profile.apply(name, interval)
            if self.profile.row(name).hedge is not Hedge.EXACT:
                hedge, row = self.profile.row(name).hedge, name
        start, end = self.lexemes[first].start, self.lexemes[last - 1].end
        count = Count(
            low=interval.low,
            best=interval.best,
            high=interval.high,
            text=self.text[start:end],
            hedge=hedge,
            profile=self.profile.name,
        )
        return Mention(start, end, count, row, more)

    def _before(self, first: int, number: _Number, floor: int) -> tuple[int, str] | None:
        for phrase, row in _phrases("before"):
            begin = first - len(phrase)
            if begin < 0 or self.lexemes[begin].start < floor:
                continue
            if tuple(self.low(begin + k) for k in range(len(phrase))) != phrase:
                continue
            if phrase[0] in words("numbers", "rules", "with_unit") and not self._has_unit(number):
                continue
            if phrase == ("до",) and (number.row == "changed" or self._risen(begin)):
                continue
            return len(phrase), row
        return None

    def _has_unit(self, number: _Number) -> bool:
        """ "с десяток", "под две сотни", "с полсотни"; not "с пятью", "под двумя"."""
        inside = [self.low(i) for i in range(number.first, number.last)]
        return any(low in labels("numbers", "units") or low.startswith("пол") for low in inside)

    def _risen(self, at: int) -> bool:
        """ "выросло до 34", "увеличилось почти до 40": the number it has come to, and no ceiling."""
        stems = tuple(words("numbers", "rules", "rising"))
        if self.low(at - 1) in _DASHES:  # "число погибших выросло до 9, раненых — до 40"
            return any(self.low(at - back).startswith(stems) for back in range(2, 20) if self.low(at - back))
        return any(self.low(at - back).startswith(stems) for back in (1, 2, 3, 4) if self.low(at - back))

    def _inverted(self, number: _Number) -> int | None:
        """ "человек пять": the noun before a number word makes it a guess."""
        before = number.first - 1
        if self.low(before) not in words("numbers", "inverted", "nouns") or self.lexemes[number.first].digits:
            return None
        if self.low(before - 1) in labels("numbers", "values") or self.low(before - 1)[:1].isdecimal():
            return None
        follows = self.low(number.last)
        if follows and follows[0].isalpha() and follows not in {"и", "или", "а", "но", "было", "не"}:
            return None
        return before


def find_mentions(text: str, profile: str = DEFAULT_PROFILE) -> list[Mention]:
    """Every number of a clean text in order, with its hedges; none overlap. Linear in the length of ``text``."""
    return _Scanner(text, profile).mentions()
