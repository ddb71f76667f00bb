"""Words beside a number ("at least", "or so", "probably"), and ranges of two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cenotaph.extract.lexemes import Lexemes
from cenotaph.extract.number_roles import guard, year_like
from cenotaph.extract.number_words import Quantity, read_quantity
from cenotaph.extract.profiles import Interval, Profile, load_profile
from cenotaph.model import Hedge

__all__ = ["Hedged", "cluster", "hedged", "joined"]

_DASHES = ("-", "–", "‑", "−")
_JOINTS = (*_DASHES, "/", ":")
_DEEPEST = 3
"""Hedges on one number: "possibly more than about 100"."""


@dataclass(frozen=True, slots=True)
class Hedged:
    """A quantity with the words beside it: at lexemes ``first:last``."""

    first: int
    last: int
    interval: Interval
    hedge: Hedge
    additional: bool


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


@lru_cache(maxsize=8)
def _phrases(profile: str) -> tuple[Phrases, Phrases]:
    """Phrases before a number by their last word, and after it by their first, longest first."""
    before: Phrases = {}
    after: Phrases = {}
    for row in load_profile(profile).rows.values():
        for words in row.before:
            phrase = tuple(words.split())
            before.setdefault(phrase[-1], []).append((phrase, row.id))
        for words in row.after:
            phrase = tuple(words.split())
            after.setdefault(phrase[0], []).append((phrase, row.id))
    for table in (before, after):
        for choices in table.values():
            choices.sort(key=lambda choice: -len(choice[0]))
    return before, after


_GONE = {"go", "gone", "went", "got", "get", "come", "came", "moved", "climbed", "looked"}
_SUMS = {"add", "adds", "adding", "added"}


def hedged(lexemes: Lexemes, quantity: Quantity, floor: int, profile: Profile) -> Hedged:
    """Read the hedges beside ``quantity``, inner ones first, none of them before lexeme ``floor``.

    The inner words give the interval and the outer ones weaken it: "at least several dozen" is [24, open],
    "probably at least five" is [0, best 5, open].
    """
    first, last = quantity.first, quantity.last
    interval, hedge = quantity.interval, quantity.hedge
    before, after = _phrases(profile.name)
    found = _after(lexemes, last, after, profile)
    if found is not None:
        row, last = found
        interval, hedge = profile.apply(row, interval), _label(profile, row, hedge)
    additional = False
    k = first
    for _ in range(_DEEPEST):
        skipped = _skip_additional(lexemes, k, floor)
        outer = _before(lexemes, skipped, floor, before, quantity)
        additional = additional or skipped < k
        if outer is None:
            break
        again = found is not None and outer[0] == found[0]  # "some 40-odd" says it twice
        row, k = outer
        first = k
        interval = interval if again else profile.apply(row, interval)
        hedge = _label(profile, row, hedge)
    while first > floor and first < quantity.first and lexemes.at(first - 1) in guard("intensifiers"):
        first -= 1
    if interval == Interval(None, None, None):
        hedge = Hedge.NONE_STATED
    additional = additional or _more_follow(lexemes, quantity.last)
    return Hedged(first, last, interval, hedge, additional)


def _label(profile: Profile, row: str, inner: Hedge) -> Hedge:
    """The outermost word names the hedge, save that "a total of at least five" stays *at least*."""
    outer = profile.rows[row].hedge
    return inner if outer is Hedge.EXACT else outer


def _before(lexemes: Lexemes, k: int, floor: int, phrases: Phrases, quantity: Quantity) -> tuple[str, int] | None:
    for phrase, row in phrases.get(lexemes.at(k - 1), ()):
        first = k - len(phrase)
        if first < floor or not lexemes.words(first, phrase):
            continue
        if phrase == ("some",) and (quantity.cardinal is None or quantity.first != k):
            continue
        if quantity.row in guard("small_quantities") and " ".join(phrase) in guard("place_words"):
            continue  # "around several villages" is a place
        if phrase == ("up", "to") and lexemes.at(first - 1) in guard("change") | _SUMS:
            continue  # "went up to 19", "adds up to 19"
        if phrase == ("over",) and lexemes.at(first - 1) in guard("hand_over"):
            continue  # "handed over six bodies"
        if (
            phrase[-1] in ("beyond", "past", "above")
            and lexemes.at(first - 2) in ("never", "not")
            and lexemes.at(first - 1) in _GONE
        ):
            continue  # "never went beyond 12"
        if phrase[0] in (">", "<") and lexemes.at(first - 1) in (">", "<", "/"):
            continue
        return row, first
    return None


def _after(lexemes: Lexemes, k: int, phrases: Phrases, profile: Profile) -> tuple[str, int] | None:
    for phrase, row in phrases.get(lexemes.at(k), ()):
        last = k + len(phrase)
        if not lexemes.words(k, phrase) or lexemes.at(last) == "than":
            continue
        if phrase[0] in ("+", "-") and not (lexemes.glued(k) and (len(phrase) == 1 or lexemes.glued(k + 1))):
            continue
        if phrase[0] == "+" and lexemes.numeral(last) and lexemes.glued(last):
            continue
        if phrase[0] != "+" and read_quantity(lexemes, last, profile) is not None:
            continue  # "killing five, at least three of them": the words belong to the next number
        return row, last
    return None


def _skip_additional(lexemes: Lexemes, k: int, floor: int) -> int:
    """Step left over "another", "an additional", "a further", "other"."""
    if k - 1 >= floor and lexemes.at(k - 1) in guard("additional_before"):
        k -= 1
        if k - 1 >= floor and lexemes.at(k - 1) in ("a", "an"):
            k -= 1
    return k


def _more_follow(lexemes: Lexemes, last: int) -> bool:
    """ "five more", "three others"; not "five more than"."""
    k = last + (lexemes.at(last) == "or" and lexemes.at(last + 1) == "so") * 2
    if lexemes.at(k) not in guard("additional_after"):
        return False
    return lexemes.at(k + 1) != "than"


def joined(lexemes: Lexemes, quantity: Quantity, floor: int, profile: Profile) -> tuple[Quantity, int]:
    """A range that starts with ``quantity`` if there is one, and the lexeme where "between" or "from" stands.

    "A to B", "A or B", "A-B" need A < B; "rose from 5 to 7" is a change and stays two numbers.
    """
    before = lexemes.at(quantity.first - 1) if quantity.first > floor else ""
    joint = lexemes.at(quantity.last)
    wanted = ("and",) if before == "between" else ("to", "or", "and") if before in _DASHES else ("to", "or")
    if quantity.row is not None and quantity.cardinal is None:
        further = _if_not(lexemes, quantity, profile)
        if further is not None:
            return further, quantity.first
    maybe = _maybe(lexemes, quantity, profile)
    if maybe is not None:
        return maybe, quantity.first
    spaced = joint in _DASHES and _may_be_spaced(lexemes, quantity)
    if quantity.row == "cluster" or not (joint in wanted or spaced):
        return quantity, quantity.first
    if before == "by" and joint == "to" and lexemes.at(quantity.first - 2) in guard("change"):
        return quantity, quantity.first  # "rose by three to 14"
    if before == "from" and (joint != "to" or _changed(lexemes, quantity.first - 2)):
        return quantity, quantity.first
    beyond = _beyond(lexemes, quantity.last + 1) if before in ("between", "from") else 0
    other = read_quantity(lexemes, quantity.last + 1 + beyond, profile)
    if other is None or (spaced and lexemes.at(other.last) in guard("additional_after")):
        return quantity, quantity.first
    if year_like(lexemes.at(quantity.first)) and year_like(lexemes.at(other.first)) and before != "between":
        return quantity, quantity.first
    low = _scaled_low(quantity, other)
    if low is None or other.interval.low is None or not low < other.interval.low:
        return quantity, quantity.first
    if spaced and other.interval.low > 3 * low:
        return quantity, quantity.first
    first = quantity.first - 1 if before in ("between", "from") else quantity.first
    span = Interval(low, None, None if beyond else other.interval.high)
    row = profile.apply("between", span)
    return Quantity(quantity.first, other.last, row, Hedge.BETWEEN, other.cardinal or quantity.cardinal), first


def _beyond(lexemes: Lexemes, k: int) -> int:
    """ "from 62 to *over* 140": how many words open the upper end."""
    if lexemes.at(k) in ("over", "above"):
        return 1
    return 2 if lexemes.words(k, ("more", "than")) or lexemes.words(k, ("at", "least")) else 0


def _if_not(lexemes: Lexemes, quantity: Quantity, profile: Profile) -> Quantity | None:
    """ "hundreds, if not thousands": from the low end of the one to the high end of the other."""
    k = quantity.last + (lexemes.at(quantity.last) == ",")
    if not lexemes.words(k, ("if", "not")):
        return None
    other = read_quantity(lexemes, k + 2, profile)
    low = quantity.interval.low
    if other is None or low is None or other.interval.low is None or other.interval.low <= low:
        return None
    return Quantity(
        quantity.first, other.last, Interval(low, None, other.interval.high), Hedge.VAGUE_PLURAL, row=quantity.row
    )


def _maybe(lexemes: Lexemes, quantity: Quantity, profile: Profile) -> Quantity | None:
    """ "ten, *maybe fifteen*", "two - possibly three -": from the one to the other."""
    k = quantity.last + (lexemes.at(quantity.last) in (",", *_DASHES))
    k += lexemes.at(k) == "or"
    low = quantity.interval.low
    if lexemes.at(k) not in ("maybe", "perhaps", "possibly") or quantity.cardinal is None or low is None:
        return None
    other = read_quantity(lexemes, k + 1, profile)
    high = other.interval.low if other is not None and other.cardinal is not None else None
    if other is None or high is None or not low < high <= 3 * low:
        return None
    if lexemes.at(other.last) in guard("additional_after"):
        return None
    span = profile.apply("between", Interval(low, None, other.interval.high))
    return Quantity(quantity.first, other.last, span, Hedge.BETWEEN, other.cardinal)


def _scaled_low(quantity: Quantity, other: Quantity) -> int | None:
    """ "two or three dozen", "2 to 3 million": the multiplier is of both."""
    low = quantity.interval.low
    one, two = quantity.cardinal, other.cardinal
    if (
        low is None
        or one is None
        or two is None
        or one.scale != 1
        or two.scale == 1
        or two.value is None
        or two.bare
    ):
        return low
    return low * two.scale if low * two.scale < two.value else low


def _may_be_spaced(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "20 – 30 people" with blanks: only digits from 4 on, where a dash hardly opens a new clause."""
    low = quantity.interval.low
    return quantity.cardinal is not None and low is not None and low >= 4 and lexemes.numeral(quantity.last + 1)


_TOTALS = ("figure", "toll", "count", "tally", "number", "total", "estimate")


def _changed(lexemes: Lexemes, k: int) -> bool:
    """Whether a verb of change stands before "from" in the sentence: within six lexemes, or within fourteen where
    it changes a total ("raised its *figure* for those killed in the crash from 26 to 31")."""
    total = False
    for step in range(k, max(-1, k - 14), -1):
        total = total or lexemes.at(step) in _TOTALS
        if lexemes.at(step) in (".", ";", "\n\n"):
            return False
        if lexemes.at(step) in guard("change"):
            return total or k - step < 6
    return False


def _telephone(one: str, two: str) -> bool:
    """ "974-2321": three digits and four that are not round."""
    return len(one) == 3 and len(two) == 4 and not (one.endswith("0") and two.endswith("00"))


def cluster(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """Digits joined by marks from ``i`` on: a range if two rising numbers, else no number of persons."""
    k = i + 1
    while lexemes.at(k) in _JOINTS and lexemes.glued(k) and lexemes.glued(k + 1) and lexemes.numeral(k + 1):
        k += 2
    if k == i + 1:
        return None
    if k == i + 3 and lexemes.at(i + 1) in _DASHES and not (lexemes.glued(i) and lexemes.at(i - 1) in _DASHES):
        one, two = read_quantity(lexemes, i, profile), read_quantity(lexemes, i + 2, profile)
        names = _telephone(lexemes.at(i), lexemes.at(i + 2)) or year_like(lexemes.at(i))
        low = _scaled_low(one, two) if one and two else None
        if (
            one
            and two
            and low is not None
            and two.interval.low is not None
            and low < two.interval.low
            and not names
        ):
            interval = profile.apply("between", Interval(low, None, two.interval.high))
            return Quantity(i, two.last, interval, Hedge.BETWEEN, two.cardinal)
    return Quantity(i, k, Interval(None, None, None), Hedge.NONE_STATED, row="cluster")
