"""Codes as words: days, periods, measures, kinds of speaker, ways of standing to a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from cenotaph.model import ActorKind, GeoPrecision, Hedge, Measure, Period, PersonFate, Report, Stance, StepKind

__all__ = [
    "DONE",
    "FATE",
    "HEDGE",
    "KIND",
    "MOVE",
    "NO_DATE",
    "PRECISION",
    "SAYING",
    "STANCE",
    "STEP",
    "article",
    "capital",
    "day",
    "demonyms",
    "listed",
    "people_words",
    "period_words",
    "possessive",
    "right_to_left",
    "says_country",
    "short_day",
    "shown_name",
    "sort_key",
    "span_words",
    "subject_words",
    "the",
    "unique",
]

# right-to-left by language (Unicode CLDR, scripts Arab, Hebr, Syrc, Thaa)
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"])
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

NO_DATE = "no date"
DONE = {
    Measure.KILLED: "killed",
    Measure.INJURED: "injured",
    Measure.KILLED_OR_INJURED: "killed or injured",
    Measure.MISSING: "missing",
    Measure.DETAINED: "detained",
    Measure.BODIES_FOUND: "found dead",
    Measure.STRENGTH: "in the force",
    Measure.INVOLVEMENT: "involvement",
    Measure.EVENT: "what happened",
}
FATE = {
    PersonFate.KILLED: "killed",
    PersonFate.DIED_OF_WOUNDS: "died of wounds",
    PersonFate.INJURED: "injured",
    PersonFate.MISSING: "missing",
    PersonFate.DETAINED: "detained",
    PersonFate.ALIVE: "said to be alive",
    PersonFate.UNKNOWN: "fate not stated",
}
KIND = {
    ActorKind.STATE: "government",
    ActorKind.STATE_FORCE: "state force",
    ActorKind.REBEL_GROUP: "armed group",
    ActorKind.POLITICAL_MILITIA: "militia",
    ActorKind.IDENTITY_MILITIA: "militia",
    ActorKind.PRIVATE_MILITARY_COMPANY: "private military company",
    ActorKind.EXTERNAL_FORCE: "external force",
    ActorKind.CIVILIAN_GROUP: "civilian group",
    ActorKind.MEDIA: "media",
    ActorKind.NGO: "non-governmental",
    ActorKind.INTERGOVERNMENTAL: "intergovernmental",
    ActorKind.HEALTH_AUTHORITY: "health authority",
    ActorKind.WITNESS: "witness",
    ActorKind.RELATIVE: "relative",
    ActorKind.INDIVIDUAL: "individual",
    ActorKind.ANONYMOUS: "unnamed",
    ActorKind.UNKNOWN: "",
}
STANCE = {
    Stance.ASSERTS: "says",
    Stance.DENIES: "denies",
    Stance.REVISES: "revises",
    Stance.CONFIRMS: "confirms",
    Stance.DECLINES_TO_SAY: "declines to say",
    Stance.REPORTS_UNKNOWN: "says it is not known",
}
SAYING = {
    Stance.DENIES: "denies it",
    Stance.DECLINES_TO_SAY: "declines to say how many",
    Stance.REPORTS_UNKNOWN: "says the number is not known",
}
STEP = {
    StepKind.FIRST: "first statement",
    StepKind.RESTATES: "says it again",
    StepKind.RAISES: "raised",
    StepKind.LOWERS: "lowered",
    StepKind.WIDENS: "widened",
    StepKind.NARROWS: "narrowed",
    StepKind.HEDGES: "hedged",
    StepKind.RETRACTS: "withdrew its figure",
    StepKind.DENIES: "now denies",
    StepKind.DECLINES: "now declines to say",
    StepKind.CHANGES: "changed",
    StepKind.RENDERS: "the same statement, told otherwise",
}
# how a statement stands to the number before it, on a timeline; what is not here changes nothing
MOVE = {
    StepKind.FIRST: "asserted",
    StepKind.RAISES: "raised",
    StepKind.LOWERS: "lowered",
    StepKind.WIDENS: "widened",
    StepKind.NARROWS: "narrowed",
    StepKind.HEDGES: "hedged",
    StepKind.CHANGES: "revised",
    StepKind.RETRACTS: "withdrawn",
    StepKind.DENIES: "denied",
    StepKind.DECLINES: "not said",
}
# how each kind of hedge becomes an interval; the words of each profile are in the extractor's table
HEDGE = {
    Hedge.EXACT: ("a plain number", "that number, both ends"),
    Hedge.AT_LEAST: ("at least N", "N or more, no upper end"),
    Hedge.AT_MOST: ("at most N, up to N", "none to N"),
    Hedge.MORE_THAN: ("more than N", "one more than N, no upper end"),
    Hedge.FEWER_THAN: ("fewer than N", "none to one less than N"),
    Hedge.ABOUT: ("about N, nearly N", "a tenth less to a tenth more than N"),
    Hedge.BETWEEN: ("from A to B", "A to B"),
    Hedge.VAGUE_PLURAL: ("dozens, several, hundreds", "the range that the profile gives the word"),
    Hedge.PROBABLE: ("probably N", "N as a best guess, both ends open"),
    Hedge.POSSIBLE: ("possibly N", "N as a best guess, both ends open"),
    Hedge.NONE_STATED: ("no number", "not known, which is not zero"),
}
PRECISION = {
    GeoPrecision.EXACT: "an exact place",
    GeoPrecision.NEAR: "within about 25 km of this point",
    GeoPrecision.DISTRICT: "somewhere in the district",
    GeoPrecision.PROVINCE: "somewhere in the province",
    GeoPrecision.FUZZY: "a landscape or a line, not a point",
    GeoPrecision.COUNTRY: "somewhere in the country",
    GeoPrecision.INTERNATIONAL: "in international waters or airspace",
}


def day(when: date) -> str:
    """``7 February 2018``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date | None) -> str:
    """``7 Feb 2018``; "no date" when there is none."""
    return f"{when.day} {_MONTHS[when.month - 1][:3]} {when.year}" if when else NO_DATE


def period_words(period: Period | None) -> str:
    """The days of a period in words, the source's own words when it has no days, "" when there is none."""
    if period is None:
        return ""
    first, last = period.earliest, period.latest
    if first and last:
        if first == last:
            return day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{last.day} {_MONTHS[last.month - 1]} {last.year}"
        if first.year == last.year:
            return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
        return f"{day(first)} to {day(last)}"
    if first or last:
        return f"from {day(first)}" if first else f"until {day(last)}" if last else ""
    return period.text


def span_words(first: date | None, last: date | None) -> str:
    """The days between two days: ``2018``, ``February 2018``, else as a period's; an end that is None is open."""
    if first and last and (first.day, (last + timedelta(days=1)).day) == (1, 1):
        if (first.month, last.month) == (1, 12):
            return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{_MONTHS[first.month - 1]} {first.year}"
    return period_words(Period(text="", earliest=first, latest=last)) if first or last else ""


def sort_key(when: str) -> tuple[int, int, int]:
    """Where a ``short_day`` stands in time; what has no date comes last."""
    parts = when.split()
    if len(parts) != 3:
        return (9999, 0, 0)
    return (int(parts[2]), [month[:3] for month in _MONTHS].index(parts[1]), int(parts[0]))


def subject_words(subject: str) -> str:
    """Whom a question is about: ``all`` is "people"."""
    return "people" if subject in ("", "all", "everyone", "people") else subject


def listed(things: Sequence[str], joint: str = "and") -> str:
    """``A, B and C``."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joint} {things[-1]}"


# countries whose names take an article (Chicago Manual of Style, 8.45)
_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros")


def the(country: str) -> str:
    """``the United States``, ``Russia``."""
    return f"the {country}" if country.startswith(_WITH_ARTICLE) or "Republic" in country else country


# words that end the name of an institution, which then takes an article
_INSTITUTIONS = frozenset(
    [
        *("ministry", "government", "states", "army", "military", "agency", "coalition"),
        *("authorities", "police", "consulate", "forces"),
    ]
)


def article(name: str) -> str:
    """``the Russian foreign ministry``, ``the US``, ``Reuters``: an article before institutions and unions."""
    first, last = name.split()[0].lower(), name.split()[-1]
    if first in ("the", "a", "an", "some", "several", "two", "three"):
        return name
    institution = (
        last.lower() in _INSTITUTIONS or "ministry" in name.lower().split() or name in ("US", "UK", "UN", "EU")
    )
    return f"the {name}" if institution else the(name)


def shown_name(name: str) -> str:
    """A speaker's name with the names of nations and countries in it written large; the record keeps its own."""
    from cenotaph.places import country_of, nationality_of

    return " ".join(
        capital(word) if word.islower() and (nationality_of(word) or country_of(word)) else word
        for word in name.split(" ")
    )


def says_country(name: str) -> bool:
    """Whether a word of the name is a country or nationality."""
    from cenotaph.places import country_of, nationality_of

    return any(nationality_of(word) or country_of(word) for word in name.split())


def people_words(subject: str) -> str:
    """Whom a question is about as a plural: ``Russian`` is "Russians", ``all`` is "people"."""
    from cenotaph.places import demonym, nationality_of

    code = nationality_of(subject)
    return demonyms(code) if code and demonym(code) == subject else subject_words(subject)


def demonyms(code: str) -> str:
    """The people of a country (ISO 3166-1 alpha-2): ``Russians``, ``French people``."""
    from cenotaph.places import demonym

    adjective = demonym(code)
    return f"{adjective}s" if adjective.endswith(("an", "i")) else f"{adjective} people"


def capital(text: str) -> str:
    """``text`` with its first letter upper-case."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """``Russia's``, ``United States'``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def right_to_left(report: Report | None) -> bool:
    """Whether the report's language is written from right to left."""
    language = report.language if report else None
    return bool(language) and language is not None and language.split("-")[0].lower() in _RIGHT_TO_LEFT


def unique(things: Iterable[str]) -> tuple[str, ...]:
    """The things in order, each once, empty ones dropped."""
    return tuple(dict.fromkeys(thing for thing in things if thing))
