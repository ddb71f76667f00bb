"""Every date and period of a text, as an interval of days that is never narrower than the words.

Named dates stand as said. Dates without a year, weekdays and relative words are counted back from the
publication ("7 February": the latest one not after it; "Tuesday" on a Tuesday: that day) and end there at the
latest. Without a publication date they stay undated, with their words and precision kept. A purely numeric
date whose order is not known (07/02/2018) spans both readings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cenotaph.extract.calendar_days import UNDATED, Days, shift
from cenotaph.extract.date_absolute import Named, date_list, named_days, read_named
from cenotaph.extract.date_feasts import feast_openers, read_feast, read_weekend
from cenotaph.extract.date_movable import movable_openers, read_movable
from cenotaph.extract.date_ranges import from_named, joined_days, read_joined, read_onwards
from cenotaph.extract.date_relative import (
    late_part,
    read_bare_day,
    read_before_last,
    read_overnight,
    read_phrase,
    read_recent,
    read_season,
    read_weekday,
    read_word,
)
from cenotaph.extract.date_runs import read_run
from cenotaph.extract.date_shares import read_share
from cenotaph.extract.date_spans import read_ago
from cenotaph.extract.date_weeks import read_same, same_span, season_start, two_months
from cenotaph.extract.date_years import named_years, years_before
from cenotaph.extract.lexemes import Lexemes, lex
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.period_kinds import Found, PeriodKind, Reference
from cenotaph.model import DatePrecision, Period

__all__ = ["PeriodKind", "PeriodMention", "find_periods", "with_year"]


_TOLD = 16  # words between "since" and the date of what was told
_HARMED = {
    *("killed", "died", "perished", "drowned", "wounded", "injured"),
    *("murdered", "slain", "shot", "stabbed", "hacked", "hanged"),
}
_ENDS = ("before", "earlier", "later", "ago")  # words at which "the day before" is read


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as it stands in the text; ``text[start:end] == period.text``.

    ``month_day`` is set for dates said without a year: month and day, or month and None for a whole month;
    ``with_year`` completes them when another part of the text names the year.
    """

    start: int
    end: int
    period: Period
    kind: PeriodKind
    month_day: tuple[int, int | None] | None = None


def find_periods(text: str, published: date | None = None, *, anchor: date | None = None) -> list[PeriodMention]:
    """Every period of ``text`` in order, none overlapping, in time linear in its length.

    ``published``: the day of publication, place-local. ``anchor``: the day that "the next day" and "two days
    later" are counted from. Either may be unknown; what depends on it then stays undated.
    """
    lexemes = named_years(_unowned(lex(text)), published)
    to = Reference(published, anchor)
    chosen: list[Found] = []
    for found in _candidates(lexemes, to):
        # "days ago" is read before "two days ago", which ends there and takes its place
        while chosen and found.first < chosen[-1].first and found.last >= chosen[-1].last:
            chosen.pop()
        if not chosen or found.first >= chosen[-1].last:
            chosen.append(found)
    chosen = years_before(lexemes, chosen, to)
    return [_mention(lexemes, found) for found in (_anchored(lexemes, chosen, to) if anchor is None else chosen)]


def _unowned(lexemes: Lexemes) -> Lexemes:
    """``lexemes`` with "yesterday's", "last week's", "March's" read as the times that they are."""
    if "'s" not in lexemes.text and "’s" not in lexemes.text:
        return lexemes
    times = date_list("owners") | table("date_words")["months"].keys()
    lower = list(lexemes.lower)
    for i, word in enumerate(lexemes.lower):
        stem = word[:-2] if word[-2:] in {"'s", "’s"} else word
        owned = stem != word and stem in times and lexemes.at(i - 1) != "new"  # "New Year's Eve"
        if owned and date_list("owned_not").isdisjoint(lexemes.lower[i + 1 : i + 4]):
            lower[i] = stem
    return replace(lexemes, lower=lower)


def _anchored(lexemes: Lexemes, chosen: list[Found], to: Reference) -> list[Found]:
    """ "the day before", "the next day", "the same quarter of 2022": counted from what the text has named last."""
    out: list[Found] = []
    day: date | None = None
    span = UNDATED
    for found in chosen:
        if found.kind is PeriodKind.VAGUE and read_same(lexemes, found.first) is not None:
            found = same_span(lexemes, found, span, to)
        span = found.days if found.days.earliest != found.days.latest else span
        if day is not None and found.kind is PeriodKind.VAGUE and found.days == UNDATED:
            last = found.last - 1 if lexemes.at(found.last - 1) in _ENDS else found.first
            again = _read(lexemes, last, Reference(to.published, day))
            if again is not None and (again.first, again.last) == (found.first, found.last):
                found = again
        one_day = found.days.earliest is not None and found.days.earliest == found.days.latest
        day = found.days.earliest if one_day else day
        out.append(found)
    return out


def with_year(mention: PeriodMention, year: int) -> PeriodMention:
    """``mention``, said without a year, in ``year``; unchanged if it names its own or no calendar date."""
    if mention.month_day is None or not 1 <= year <= 9999:
        return mention
    again = find_periods(mention.period.text, date(year, 12, 31))
    if len(again) != 1 or again[0].period.text != mention.period.text:
        month, day = mention.month_day
        days, precision = named_days(Named(0, 0, year, month, day), None)
        period = Period(text=mention.period.text, earliest=days.earliest, latest=days.latest, precision=precision)
        return replace(mention, period=period)
    return replace(mention, period=again[0].period)


def _mention(lexemes: Lexemes, found: Found) -> PeriodMention:
    start, end = lexemes.start[found.first], lexemes.end[found.last - 1]
    text = lexemes.text[start:end]
    for own in ("'s", "’s"):
        if text.lower().endswith(own):
            end -= len(own)
            text = lexemes.text[start:end]
    period = Period(text=text, earliest=found.days.earliest, latest=found.days.latest, precision=found.precision)
    return PeriodMention(start, end, period, found.kind, found.month_day)


@cache
def _triggers() -> frozenset[str]:
    """Words that can open a period (numerals aside)."""
    named = table("date_words")
    weekdays = named["weekdays"]
    return frozenset(
        {
            *feast_openers(),
            *movable_openers(),
            *named["months"],
            *weekdays,
            *named["seasons"],
            *named["words"]["parts"],
            *named["words"]["openers"],
        }
        | feast_openers()
        | {day + end for day in [*weekdays, "yesterday"] for end in ("'s", "’s", "s")}
        | {phrase.split()[0] for key in ("phrases", "recurring", "open") for phrase in named["vague"][key]}
    )


def _candidates(lexemes: Lexemes, to: Reference) -> Iterator[Found]:
    triggers = _triggers()
    for i, word in enumerate(lexemes.lower):
        if word in triggers or word[0].isdecimal():
            found = _read(lexemes, i, to)
            if found is not None:
                yield found


def _read(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """The longest period that opens at ``i`` (or, for "two days ago", ends there)."""
    word = lexemes.at(i)
    if word == "before" and (found := read_before_last(lexemes, i, to)) is not None:
        return found
    if word in ("since", "until", "till", "by", "as", "before", "after", "prior"):
        return _open(lexemes, i, to) or read_ago(lexemes, i, to)
    if word in ("between", "from"):
        return _between(lexemes, i, to)
    if word in ("ago", "earlier", "later"):
        return read_ago(lexemes, i, to) or _at_time(lexemes, i, to) or read_phrase(lexemes, i, to)
    return _closed(lexemes, i, to, cued=lexemes.capital(i) and lexemes.at(i + 1) in _happenings())


@cache
def _happenings() -> frozenset[str]:
    """Nouns that a bare month may stand in front of ("the October campaign")."""
    lasting = words("scope", "lasting") | words("occasion", "events", "more")
    return words("scope", "events") | lasting | date_list("war_words")


def _closed(lexemes: Lexemes, i: int, to: Reference, *, cued: bool = False) -> Found | None:
    """A period with both ends: a part, a joined range, a named date, a weekday or a relative expression."""
    return (
        read_run(lexemes, i, to)
        or read_share(lexemes, i, to)
        or read_same(lexemes, i)
        or read_joined(lexemes, i, to, cued)
        or _single(lexemes, i, to, cued)
        or _at_time(lexemes, i, to)
    )


def _single(lexemes: Lexemes, i: int, to: Reference, cued: bool) -> Found | None:
    feast = read_feast(lexemes, i, to) or read_movable(lexemes, i, to)
    if feast is not None:
        return feast
    named = read_named(lexemes, i, cued=cued)
    if named is not None:
        return from_named(named, to.published)
    decade = _decade(lexemes, i)
    if decade is not None:
        return decade
    return (
        read_weekday(lexemes, i, to)
        or read_bare_day(lexemes, i, to)
        or read_overnight(lexemes, i, to)
        or read_word(lexemes, i, to)
        or read_weekend(lexemes, i, to)
        or read_season(lexemes, i, to)
        or read_recent(lexemes, i)
        or _so_far(lexemes, i, to)
        or read_phrase(lexemes, i, to)
    )


def _so_far(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "so far this year", "so far in 2018": the words after it say where it starts."""
    if not lexemes.words(i, ("so", "far")):
        return None
    found = _closed(lexemes, i + 2 + (lexemes.at(i + 2) == "in"), to)
    if found is None or found.kind is PeriodKind.OPEN:
        return None
    return replace(found, first=i, days=found.days.clipped(to.published) if to.published else found.days)


def _decade(lexemes: Lexemes, i: int) -> Found | None:
    """ "1990s"."""
    word = lexemes.at(i)
    if not (len(word) == 4 and word.isdecimal() and word.endswith("0") and 1900 <= int(word) < 2100):
        return None
    if not lexemes.glued(i + 1) or lexemes.at(i + 1) not in ("s", "'s", "’s"):
        return None
    days = Days(date(int(word), 1, 1), date(int(word) + 9, 12, 31))
    return Found(i, i + 2, PeriodKind.RANGE, days, DatePrecision.OPEN)


def _between(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "between X and Y", "from X to Y", of dates, months, years or weekdays; the span takes the words in."""
    months = two_months(lexemes, i + 1)
    found = joined_days(*months, to.published) if months is not None else None
    k = i + 1 + (lexemes.at(i + 1) in ("the", "last"))
    found = found or read_joined(lexemes, k, to, True) or read_run(lexemes, k, to)
    if found is not None:
        return replace(found, first=i)
    return read_onwards(lexemes, i, _single(lexemes, k, to, True), to)


def _at_time(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "earlier this week", "late on Tuesday", "early Monday", "later that day", "late last year"."""
    word = lexemes.at(i)
    if word not in ("earlier", "later", "late", "early"):
        return None
    k = i + 1 + (lexemes.at(i + 1) in ("on", "in", "the"))
    k += lexemes.at(k) == "the"
    found = _single(lexemes, k, to, k > i + 1)
    if found is None or (found.kind in (PeriodKind.VAGUE, PeriodKind.RECURRING) and word in ("late", "early")):
        return None
    if word in ("late", "early"):
        found = late_part(found, word)
    return replace(found, first=i)


def _open(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "since 2015", "until March", "by the end of 2016", "before 7 February", "as of Tuesday"."""
    word, k = lexemes.at(i), i + 1
    if word in ("as", "prior"):
        if lexemes.at(k) != ("of" if word == "as" else "to"):
            return None
        k += 1
    k += lexemes.at(k) == "the"
    inner = _closed(lexemes, k, to, cued=True)
    if inner is None or inner.kind in (PeriodKind.VAGUE, PeriodKind.RECURRING, PeriodKind.OPEN):
        season = season_start(lexemes, i + 1, to) if word == "since" else None
        if season is not None:
            return replace(season, first=i)
        return _since_start(lexemes, i, to) or _since_event(lexemes, i, to) if word == "since" else None
    if word == "since" and lexemes.at(inner.last) == "," and lexemes.at(inner.last + 1) == "when":
        return inner  # "the worst since last July, when two bombers killed 84": the day of the comparison
    owned = lexemes.raw(inner.last - 1).endswith(("'s", "’s"))
    if word != "since" and (owned or (word in ("before", "after") and _of_noun(lexemes, inner))):
        return None
    days = _open_days(word, inner.days, to.published)
    return Found(i, inner.last, PeriodKind.OPEN, days, DatePrecision.OPEN, inner.month_day)


def _of_noun(lexemes: Lexemes, inner: Found) -> bool:
    """Whether the date belongs to a noun: "after the 7 February strikes" is a point."""
    after = inner.last
    return lexemes.word(after) and not lexemes.capital(after) and lexemes.at(after) not in date_list("no_nouns")


def _open_days(word: str, inner: Days, published: date | None) -> Days:
    """One end from the words; a period since a time runs to the publication, if that is known and later."""
    if inner == UNDATED:
        return UNDATED
    if word in ("since", "after"):
        latest = published if published and inner.earliest and published >= inner.earliest else None
        return Days(inner.earliest, latest)
    if word in ("before", "prior"):
        return Days(None, shift(inner.earliest, -1))
    return Days(None, inner.latest)


def _since_start(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "since the start of the war", "since the conflict began", "since then": open, and not dated by its words."""
    k = i + 1
    if lexemes.at(k) == "then":
        return Found(i, k + 1, PeriodKind.VAGUE, UNDATED, DatePrecision.OPEN)
    if lexemes.at(k) in ("the", "its", "their"):
        k += 1
    if lexemes.at(k) in date_list("starts") and lexemes.at(k + 1) == "of":
        k += 2 + (lexemes.at(k + 2) in ("the", "its", "this"))
        if lexemes.at(k) in ("year", "month", "week") and to.published:
            return Found(i, k + 1, PeriodKind.OPEN, _from_start(lexemes.at(k), to.published), DatePrecision.OPEN)
    for last in range(k, k + 4):
        if lexemes.at(last) in date_list("war_words"):
            last += 1
            while lexemes.at(last) in date_list("began"):
                last += 1
            named = _closed(lexemes, last + 1, to, cued=True) if lexemes.at(last) in ("on", "in") else None
            if named is not None and named.days.earliest is not None:
                return Found(
                    i,
                    named.last,
                    PeriodKind.OPEN,
                    _open_days("since", named.days, to.published),
                    DatePrecision.OPEN,
                )
            return _since_event(lexemes, i, to) or Found(i, last, PeriodKind.VAGUE, UNDATED, DatePrecision.OPEN)
        if not lexemes.word(last):
            return None
    return None


def _since_event(lexemes: Lexemes, i: int, to: Reference) -> Found | None:
    """ "since the truce of 9 January", "since the raids resumed in January": open, from the day of what is told."""
    for k in range(i + 1, i + 2 + _TOLD):
        if k > i + 1 and lexemes.at(k) in ("in", "on", "of"):
            inner = _closed(lexemes, k + 1 + (lexemes.at(k + 1) == "the"), to, cued=True)
            if inner is not None and inner.days.earliest is not None and inner.kind is not PeriodKind.RECURRING:
                harmed = not _HARMED.isdisjoint(lexemes.lower[i + 1 : k])  # "since A was shot dead here in July"
                if harmed or (lexemes.at(inner.last) == "," and lexemes.at(inner.last + 1) in ("when", "in")):
                    return inner  # "the first vote since the siege of 2013, in which 1,700 died"
                days = _open_days("since", inner.days, to.published)
                return Found(i, inner.last, PeriodKind.OPEN, days, DatePrecision.OPEN, inner.month_day)
        if not lexemes.word(k):
            return None
    return None


def _from_start(unit: str, published: date) -> Days:
    """From the first day of the publication's year, month or week (Monday) to the publication."""
    if unit == "week":
        return Days(shift(published, -published.weekday()), published)
    return Days(published.replace(day=1, month=1) if unit == "year" else published.replace(day=1), published)
