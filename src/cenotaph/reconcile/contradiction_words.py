"""A contradiction in plain words: who allows at most how many, who needs at least how many, and the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cenotaph.model import Claim, Hedge, Measure, Scope
from cenotaph.reconcile.days import day_words
from cenotaph.reconcile.groups import is_everyone
from cenotaph.reconcile.measures import measure_words
from cenotaph.reconcile.words import capital, group_words, listing, possessive, quoted

__all__ = ["HIGH", "LOW", "in_words", "subject_of"]

LOW, HIGH = "low", "high"
# a gap of so few persons is next to none where so many are counted
_HAIR, _MANY = 2, 20
# from so many days on, time is told in months, and from so many months on in years
_MONTHS_FROM, _YEARS_FROM = 60, 24


def in_words(
    claims: Sequence[Claim],
    sides: Mapping[str, str],
    gap: int,
    voices: Mapping[str, str],
    known: Mapping[str, date | None],
) -> str:
    """The contradiction as one or two sentences; ``sides``, ``voices`` and ``known`` are by claim id.

    Where each end enters once, what is needed less what is allowed is the gap, and the sentence says so. Where
    one enters more than once the sums say nothing, and only each claim's own end is told.
    """
    ceilings = [claim for claim in claims if sides.get(claim.id) == HIGH]
    floors = [claim for claim in claims if sides.get(claim.id) == LOW]
    most = sum(claim.count.high or 0 for claim in ceilings if claim.count)
    least = sum(claim.count.low or 0 for claim in floors if claim.count)
    when = _when([*ceilings, *floors], known)
    if not ceilings or not floors or least - most != gap:
        each = [f"{_figure(claim)} {_alone(claim, sides)}".strip() for claim in (*ceilings, *floors)]
        return f"{capital(listing(each))} cannot all be true: at least {gap:,} would have to change.{when}"
    one_voice = len(claims) > 1 and len({voices[claim.id] for claim in claims}) == 1
    allow = f"{_together(ceilings)} at most {most:,} {measure_words(_measure(floors, ceilings))}"
    need = f"{_together(floors, own=one_voice, needs=True)} at least {least:,}"
    # of a few the same gap is a great difference
    near = ", a hair's breadth" if gap <= _HAIR and least >= _MANY else ""
    return f"{capital(allow)}; {need}: they differ by {gap:,}{near}.{when}"


def _alone(claim: Claim, sides: Mapping[str, str]) -> str:
    assert claim.count is not None
    if sides.get(claim.id) == HIGH:
        return f"(at most {claim.count.high:,})"
    return f"(at least {claim.count.low:,})" if sides.get(claim.id) == LOW else ""


def subject_of(claims: Sequence[Claim], sides: Mapping[str, str]) -> tuple[Measure, str]:
    """What it is about: the measure that is counted too high for the others, and of whom ("all": everybody)."""
    ceilings = [claim for claim in claims if sides.get(claim.id) == HIGH] or list(claims)
    floors = [claim for claim in claims if sides.get(claim.id) == LOW] or list(claims)
    inner = floors if len(floors) == 1 else ceilings
    groups = {group_words(claim.group) for claim in inner if not is_everyone(claim.group)}
    return _measure(floors, ceilings), next(iter(groups)) if len(groups) == 1 else "all"


def _measure(floors: Sequence[Claim], ceilings: Sequence[Claim]) -> Measure:
    for side in (floors, ceilings):
        if len({claim.measure for claim in side}) == 1:
            return side[0].measure
    return Measure.KILLED_OR_INJURED


def _together(claims: Sequence[Claim], *, own: bool = False, needs: bool = False) -> str:
    verb = ("need" if needs else "allow") if len(claims) > 1 else _verb(claims[0], needs=needs)
    phrases = []
    for claim in claims:
        name = possessive(claim.speaker)
        phrases.append(_figure(claim, f"{name} own" if own else name))
    return f"{listing(phrases)} together {verb}" if len(claims) > 1 else f"{phrases[0]} {verb}"


def _verb(claim: Claim, *, needs: bool) -> str:
    """A number needs or allows so many; “several”, or the upper end of “about 100”, is what the words mean."""
    assert claim.count is not None
    words = claim.count.text.replace(",", "")
    told = any(c.isdigit() for c in words) if needs else str(claim.count.high) in words
    if claim.count.hedge is Hedge.EXACT or told:
        return "needs" if needs else "allows"
    return "means" if needs else "can mean"


def _whom(claim: Claim) -> str:
    """The group in the source's words, without the number where they begin with it."""
    words = group_words(claim.group)
    number = " ".join(claim.count.text.split()) if claim.count else ""
    begins = number and words.casefold().startswith(f"{number.casefold()} ")
    return words[len(number) + 1 :] if begins else words


def _figure(claim: Claim, whose: str | None = None) -> str:
    """``the ministry's “several dozen” killed or injured (Russian citizens, in Syria, to date)``."""
    about = [_whom(claim)] if claim.group else []
    if claim.scope is not Scope.INCIDENT:
        about += [f"in {' '.join(claim.place.text.split())}"] if claim.place and claim.place.text else []
        about += [" ".join(claim.period.text.split())] if claim.period and claim.period.text else []
        about += ["to date"] if claim.scope is Scope.CUMULATIVE_TO_DATE else []
    of_whom = f" ({', '.join(about)})" if about else ""
    return f"{whose or possessive(claim.speaker)} {quoted(claim.count)} {measure_words(claim.measure)}{of_whom}"


def _when(claims: Sequence[Claim], known: Mapping[str, date | None]) -> str:
    """How long apart they were said, where that is known and differs."""
    days = [day for claim in claims if (day := known.get(claim.id)) is not None]
    if len(days) < len(claims) or len(set(days)) == 1:
        return ""
    if len(days) > 2:
        return f" They were said between {day_words(min(days))} and {day_words(max(days))}."
    apart = (days[1] - days[0]).days
    size = _span(abs(apart))
    return f" The second was said {size} {'later' if apart > 0 else 'earlier'}, on {day_words(days[1])}."


def _span(days: int) -> str:
    if days == 1:
        return "a day"
    if days < _MONTHS_FROM:
        return f"{days} days"
    months = round(days / 30.4)
    return f"about {months} months" if months < _YEARS_FROM else f"about {round(days / 365.25)} years"
