"""Every number of a text, hedged or vague, with what it counts (data dictionary, section 16)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cenotaph.extract.all_but import without_the_excepted
from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.lexemes import PARAGRAPH, Lexemes, lex
from cenotaph.extract.lexicon import table
from cenotaph.extract.number_hedges import Hedged, cluster, hedged, joined
from cenotaph.extract.number_roles import OLDEST, Role, guard, number_role
from cenotaph.extract.number_words import Quantity, read_quantity
from cenotaph.extract.profiles import DEFAULT_PROFILE, Interval, Profile, load_profile
from cenotaph.model import Count, Hedge

__all__ = ["CountMention", "Role", "find_counts", "hedge_count", "profile_count"]

_UNSTATED = Interval(None, None, None)


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number as it stands in the text; ``text[start:end] == count.text``.

    ``start:end`` is the whole hedged expression ("more than 100"), ``number_start:number_end`` the bare number
    words inside it. ``role`` says what it is the number of. ``additional``: "another five", "five more", "no
    other". ``definite``: "the three", "all five", "both", which speak of persons already told of.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    count: Count
    role: Role
    additional: bool = False
    definite: bool = False


def profile_count(row: str, text: str, profile: str = DEFAULT_PROFILE) -> Count:
    """The count of a profile's row of kind *quantity*: "bare_plural", "none", "unknown", "one", "several", ...

    ``text`` is kept as the words. Raises NotFoundError for a row or profile that is not there.
    """
    found = load_profile(profile)
    interval = found.quantity(row)
    return _count(interval, found.rows[row].hedge, text, profile)


def hedge_count(count: Count, row: str, text: str | None = None) -> Count:
    """``count`` under one more hedge, by the row ("probable", "at_least", ...) of the profile that it was read by.

    For hedges that only the sentence shows ("may have killed 5"). ``text`` replaces the words kept. Raises
    NotFoundError for a row that is not there.
    """
    profile = load_profile(count.profile)
    interval = profile.apply(row, Interval(count.low, count.best, count.high))
    hedge = profile.row(row).hedge
    return _count(interval, count.hedge if hedge is Hedge.EXACT else hedge, text or count.text, count.profile)


def find_counts(text: str, profile: str = DEFAULT_PROFILE) -> list[CountMention]:
    """Every number of ``text`` in order, none overlapping; numbers that count no persons carry their role.

    Linear in the length of ``text``. "a" and "an" before a person, and plurals without a number, are left to
    the sentence rules (``profile_count``). Raises NotFoundError for an unknown profile.
    """
    table_of = load_profile(profile)
    lexemes = lex(text)
    return list(without_the_excepted(_mentions(lexemes, table_of), text))


def _mentions(lexemes: Lexemes, profile: Profile) -> Iterator[CountMention]:
    starts = _starts(profile.name)
    periods: list[PeriodMention] | None = None
    period_starts: list[int] = []
    i = floor = 0
    ages_until = -1
    said = _UNSTATED
    while i < len(lexemes):
        word = lexemes.lower[i]
        if word not in starts and not word[0].isdecimal():
            i += 1
            continue
        quantity = _quantity(lexemes, i, profile)
        if quantity is None:
            i += 1
            continue
        if periods is None:  # only where there is a number
            periods = [p for p in find_periods(lexemes.text) if any(c.isalnum() for c in p.period.text)]
            period_starts = [period.start for period in periods]
        period = _period_at(lexemes.start[i], periods, period_starts)
        if period is not None:
            yield _dated(lexemes, quantity, period, profile)
            floor = i = max(quantity.last, bisect_left(lexemes.start, period.end))
            continue
        if _same_in_brackets(lexemes, quantity, floor, said):
            i = floor = quantity.last
            continue
        mention, floor = _mention(lexemes, quantity, floor, profile)
        said = quantity.interval
        if mention.role is Role.COUNT and ages_until >= 0 and _next_age(lexemes, quantity, ages_until):
            mention = replace(mention, role=Role.AGE)
        ages_until = floor if mention.role is Role.AGE else -1
        yield mention
        i = floor


def _mention(lexemes: Lexemes, quantity: Quantity, floor: int, profile: Profile) -> tuple[CountMention, int]:
    """The mention of ``quantity`` with its range, hedges and role, and the lexeme after it."""
    special = _special(lexemes, quantity)
    if special is not None:
        role, last = special
        words = replace(quantity, last=last)
        return _built(
            lexemes, words, Hedged(words.first, last, quantity.interval, quantity.hedge, False), role, profile
        )
    quantity, prefix = joined(lexemes, quantity, floor, profile)
    outer = replace(quantity, first=prefix) if prefix < quantity.first else quantity
    expression = hedged(lexemes, outer, floor, profile)
    role = number_role(lexemes, quantity, expression.first, expression.last)
    return _built(lexemes, quantity, expression, role, profile)


def _same_in_brackets(lexemes: Lexemes, quantity: Quantity, floor: int, said: Interval) -> bool:
    """The second half of "twelve (12)"."""
    bracketed = lexemes.at(quantity.first - 1) == "(" and lexemes.at(quantity.last) == ")"
    return bracketed and floor == quantity.first - 1 and floor > 0 and quantity.interval == said != _UNSTATED


def _built(
    lexemes: Lexemes, quantity: Quantity, expression: Hedged, role: Role, profile: Profile
) -> tuple[CountMention, int]:
    start, end = lexemes.start[expression.first], lexemes.end[expression.last - 1]
    end = _closing_quote(lexemes.text, start, end)
    mention = CountMention(
        start=start,
        end=end,
        number_start=lexemes.start[quantity.first],
        number_end=lexemes.end[quantity.last - 1],
        count=_count(expression.interval, expression.hedge, lexemes.text[start:end], profile.name),
        role=role,
        additional=expression.additional or _no_more(lexemes, quantity),
        definite=_definite(lexemes, quantity, expression),
    )
    return mention, expression.last


def _count(interval: Interval, hedge: Hedge, text: str, profile: str) -> Count:
    """A Count; one of which no end is stated is *none stated*, whatever words stand by it."""
    if interval == _UNSTATED:
        hedge = Hedge.NONE_STATED
    return Count(low=interval.low, best=interval.best, high=interval.high, text=text, hedge=hedge, profile=profile)


def _closing_quote(text: str, start: int, end: int) -> int:
    """Take in the closing mark of a quotation that opens inside the expression: at most "44"."""
    inside = text[start:end]
    for opening, closing in (('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»")):
        opened = inside.count(opening) - (0 if opening == closing else inside.count(closing))
        if opened % 2 == 1 and text[end : end + 1] == closing:
            return end + 1
    return end


def _dated(lexemes: Lexemes, quantity: Quantity, period: PeriodMention, profile: Profile) -> CountMention:
    """A number inside of a date expression: one mention for the whole of it."""
    number_end = min(lexemes.end[quantity.last - 1], period.end)
    text = lexemes.text[period.start : period.end]
    return CountMention(
        start=period.start,
        end=period.end,
        number_start=lexemes.start[quantity.first],
        number_end=number_end,
        count=_count(quantity.interval, quantity.hedge, text, profile.name),
        role=Role.YEAR if text.isdecimal() and len(text) == 4 else Role.DATE,
    )


def _period_at(offset: int, periods: list[PeriodMention], starts: list[int]) -> PeriodMention | None:
    found = bisect_right(starts, offset) - 1
    return periods[found] if found >= 0 and offset < periods[found].end else None


@lru_cache(maxsize=8)
def _starts(profile: str) -> frozenset[str]:
    """Every word that can open a quantity under ``profile``."""
    words = table("number_words")
    rows = load_profile(profile).rows.values()
    phrases = [
        *(word for row in rows for word in row.words),
        *words["plural_of"]["words"],
        *words["plural_of"]["two"],
    ]
    return frozenset(
        {phrase.split()[0] for phrase in phrases}
        | {*words["units"], *words["tens"], *words["scales"], "a", "an", "half", "no", "not", "twice", "thrice"}
        | guard("unknown")
    )


def _quantity(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """The quantity at ``i``, unless the words around it show that it is none."""
    word = lexemes.at(i)
    if word[0].isdecimal():
        return cluster(lexemes, i, profile) or read_quantity(lexemes, i, profile)
    if word in ("twice", "thrice"):
        times = 2 if word == "twice" else 3
        return Quantity(i, i + 1, Interval(times, times, times), Hedge.EXACT, row="times")
    if word in guard("unknown") or word == "not":
        unknown = _unknown(lexemes, i, profile)
        if unknown is not None:
            return unknown
    found = read_quantity(lexemes, i, profile)
    if found is None:
        if word == "no":
            return _no(lexemes, i, profile)
        return _share(lexemes, i)
    return None if _is_no_quantity(lexemes, found) else found


def _is_no_quantity(lexemes: Lexemes, quantity: Quantity) -> bool:
    """Words that look like a quantity: "one another", "how many", "test scores", "the number one"."""
    first, word = quantity.first, lexemes.at(quantity.first)
    before, after = lexemes.at(first - 1), lexemes.at(quantity.last)
    if quantity.last == first + 1:
        if word == "one":
            glued = lexemes.glued(first) and before == "-" and lexemes.glued(first - 1)
            said = before == "that" and after == "of"  # "wrote that one of the dead was a guard"
            then = (after, lexemes.at(quantity.last + 1))
            by_turns = then in (("after", "another"), ("by", "one"))
            by_turns |= then == ("after", "the") and lexemes.at(quantity.last + 2) == "other"
            return (before in guard("one_before") and not said) or after in guard("one_after") or glued or by_turns
        if word == "scores":
            opens = before in (PARAGRAPH, ".", ":") or lexemes.capital(first)
            return after not in guard("scores_next") and not opens
        if word in ("many", "few"):
            return before in guard("many_before")
        if word in ("dozen", "hundred", "thousand", "million", "billion"):
            return lexemes.glued(first) and before in ("-", "–")
    if word == "both":
        return False
    return False


def _no(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """ "no" before a noun: zero of them; the noun is left to the sentence rules."""
    after = lexemes.at(i + 1)
    if not lexemes.word(i + 1) or after in guard("no_next"):
        return None
    if after == "more" and (lexemes.at(i + 2) == "than" or not lexemes.word(i + 2)):
        return None
    return Quantity(i, i + 1, profile.quantity("none"), Hedge.EXACT, row="none")


def _no_more(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "no more deaths", "no other casualties"."""
    return quantity.row == "none" and lexemes.at(quantity.last) in guard("additional_after")


def _share(lexemes: Lexemes, i: int) -> Quantity | None:
    """ "half of the", "a third of"."""
    word, after = lexemes.at(i), lexemes.at(i + 1)
    if word == "half" and after in ("of", "the", "their", "its", "his", "her"):
        return Quantity(i, i + 1, _UNSTATED, Hedge.NONE_STATED, row="share")
    if word == "a" and after in ("third", "quarter", "fifth", "tenth") and lexemes.at(i + 2) == "of":
        return Quantity(i, i + 2, _UNSTATED, Hedge.NONE_STATED, row="share")
    return None


def _special(lexemes: Lexemes, quantity: Quantity) -> tuple[Role, int] | None:
    """Shares, multiplications and "one in five": their role, and the lexeme after them."""
    if quantity.row == "times":
        return Role.TIMES, quantity.last
    if quantity.row == "share":
        return Role.RATIO, quantity.last
    if quantity.row == "unknown" or quantity.cardinal is None:
        return None
    k = quantity.last + (lexemes.at(quantity.last) == "-")
    part = lexemes.at(k)
    ordinals = table("number_words")["ordinals"]
    singular = part.removesuffix("s")
    if (singular in ordinals and ordinals[singular] > 2) or singular == "quarter":
        plural = part != singular
        if (plural and quantity.interval.low != 1) or (not plural and quantity.interval.low == 1):
            return Role.RATIO, k + 1
    if lexemes.at(quantity.last) == "in" and (quantity.interval.low == 1 or _of_those(lexemes, quantity)):
        return _one_in(lexemes, quantity)
    return None


def _of_those(lexemes: Lexemes, quantity: Quantity) -> bool:
    """ "*four in five of* those killed" are a share."""
    other = read_quantity(lexemes, quantity.last + 1, load_profile())
    low, whole = quantity.interval.low, other.interval.low if other is not None else None
    return other is not None and lexemes.at(other.last) == "of" and (low or 0) < (whole or 0)


def _one_in(lexemes: Lexemes, quantity: Quantity) -> tuple[Role, int] | None:
    """ "one in five", unless a verb of harm stands before it ("killed one in two attacks")."""
    other = read_quantity(lexemes, quantity.last + 1, load_profile())
    before = lexemes.at(quantity.first - 1)
    if other is None or other.cardinal is None or before in guard("count_before"):
        return None
    low = other.interval.low
    return (Role.RATIO, other.last) if low is not None and 2 <= low <= 1000 else None


def _definite(lexemes: Lexemes, quantity: Quantity, expression: Hedged) -> bool:
    if quantity.row in ("couple", "trio") and lexemes.at(quantity.first) in ("the", "both"):
        return True
    k = expression.first - 1
    if lexemes.at(k) in ("other", "additional", "remaining"):
        k -= 1
    return lexemes.at(k) in guard("definite_before")


def _next_age(lexemes: Lexemes, quantity: Quantity, after: int) -> bool:
    """Whether a number goes on a list of ages: "aged 13, 17 and 19"."""
    if not after < quantity.first <= after + 2 or quantity.cardinal is None:
        return False
    if any(lexemes.at(k) not in (",", "and", "or", "to", "&") for k in range(after, quantity.first)):
        return False
    if quantity.interval.high is None or quantity.interval.high > OLDEST:
        return False  # "a girl aged 12, and 118 were injured"
    follows = quantity.last
    closed = not lexemes.word(follows) or lexemes.at(follows) in (
        "and",
        "or",
        "were",
        "was",
        "died",
        "who",
        "respectively",
        "to",
    )
    return closed and lexemes.at(quantity.first - 1) != PARAGRAPH


def _unknown(lexemes: Lexemes, i: int, profile: Profile) -> Quantity | None:
    """ "remains unknown", "was not disclosed", "unknown casualties", where the sentence speaks of a number."""
    last = i + 1
    if lexemes.at(i) == "not":
        while lexemes.at(last) in guard("not_fillers") and last < i + 5:
            last += 1
        if lexemes.at(last) not in guard("unknown_after_not"):
            return None
        last += 1
    elif lexemes.at(last) in ("casualties", "fatalities", "deaths", "losses"):
        return Quantity(i, last, _UNSTATED, Hedge.NONE_STATED, row="unknown")
    elif not _predicate(lexemes, i):
        return None
    if not _speaks_of_number(lexemes, i, last):
        return None
    return Quantity(i, last, profile.quantity("unknown"), Hedge.NONE_STATED, row="unknown")


def _predicate(lexemes: Lexemes, i: int) -> bool:
    before = lexemes.at(i - 1)
    return before in guard("count_cues") or before in guard("unknown_before")


def _speaks_of_number(lexemes: Lexemes, first: int, last: int) -> bool:
    """Whether the sentence says of a number that it is unknown: a word of counting before, or "how many" after."""
    if lexemes.at(last) in guard("not_count_next"):
        return False
    for k in range(first - 1, max(-1, first - 25), -1):
        word = lexemes.at(k)
        if word in ("?", "!", ";", PARAGRAPH) or word in guard("not_count_cues") or _full_stop(lexemes, k):
            break
        of_what = "of" in (
            lexemes.at(k - 1),
            lexemes.at(k - 2),
        )  # "the cause of the deaths": what is said of the cause
        if (word in guard("count_cues") and not of_what) or (word == "many" and lexemes.at(k - 1) == "how"):
            return True
    for k in range(last, last + 6):
        word = lexemes.at(k)
        if word in (".", ",", ";", PARAGRAPH):
            return False
        if word in guard("count_cues") or (word == "many" and lexemes.at(k - 1) == "how"):
            return True
    return False


def _full_stop(lexemes: Lexemes, k: int) -> bool:
    return lexemes.at(k) == "." and lexemes.capital(k + 1)
