"""A question in plain words, read: how many of whom, where and when; what is not understood is refused.

"Russians killed in Syria in 2017", "injured civilians", or field by field: "killed; group=Russians;
place=Syria; from=2017-01-01; to=2017-09-30". Words are those of ``data/questions.toml`` and ``data/roles.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from cenotaph.errors import UsageError
from cenotaph.model import AgeGroup, Group, Measure, Place, PopStatus, Sex
from cenotaph.places import country_name, country_of, default_gazetteer, nationality_of
from cenotaph.places.names import fold
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.days import day_words, days_at
from cenotaph.reconcile.groups import people_phrases
from cenotaph.reconcile.measures import measure_words

__all__ = ["question_of", "question_words", "scope_of"]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|,")
_LONGEST = 4
# of two names, the share of letters in common from which the one may have been meant by the other
_ALIKE = 0.6
_HINT = 'ask such as "Russians killed in Syria in 2017", or "killed; group=Russians; place=Syria; from=2017-01-01"'
_SCOPE_HINT = 'name a place, a time or both: "Syria 2018", "Aleppo, Syria, since March 2016", "2017"'
_FIELDS = ("measure", "group", "place", "incident", "from", "to", "on", "in")


@dataclass(frozen=True, slots=True)
class _Words:
    measures: dict[str, Measure]
    persons: dict[str, dict[str, str]]
    nationals: frozenset[str]
    filler: frozenset[str]
    here: frozenset[str]
    ever: frozenset[str]
    where: frozenset[str]
    refused: frozenset[str]
    when: dict[str, str]


@cache
def _words() -> _Words:
    data = tomllib.loads((files("cenotaph.reconcile") / "data" / "questions.toml").read_text("utf-8"))
    people = {word: row for row in data["person"] for word in row["words"]}
    when: dict[str, str] = {}
    for role in ("during", "first", "last", "before", "after"):
        when |= {word: role for word in data["when"][role] if word not in when}
    return _Words(
        measures={phrase: Measure(row["name"]) for row in data["measure"] for phrase in row["words"]},
        persons=people,
        nationals=frozenset(data["nationals"]["words"]),
        filler=frozenset(data["filler"]["words"]),
        here=frozenset(data["here"]["words"]),
        ever=frozenset(data["ever"]["words"]),
        where=frozenset(data["where"]["words"]),
        refused=frozenset(data["where"]["refused"]),
        when=when,
    )


@dataclass(slots=True)
class _Read:
    """What has been understood so far; ``people`` are the words about whom."""

    country: str | None = None
    measures: list[Measure] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    organisation: list[str] = field(default_factory=list)
    nationality: list[str] = field(default_factory=list)
    place: Place | None = None
    incident: str | None = None
    first: date | None = None
    last: date | None = None
    wide: bool = False
    here: bool = False
    scope: bool = False
    unknown: list[str] = field(default_factory=list)


def question_of(text: str, *, incident: str | None = None, country: str | None = None) -> Question:
    """The question that ``text`` asks; about ``incident`` where it names neither a place nor a time.

    ``country`` (ISO 3166-1 alpha-2) decides between places of one name. Raises UsageError, which says what was
    understood, for a word that is not, for a place or a measure that could be several, and for none at all.
    """
    read = _Read(country=country)
    parts = [part.strip() for part in text.split(";") if part.strip()]
    for part in parts:
        name, sign, value = part.partition("=")
        if sign:
            _field(read, name.strip().casefold(), value.strip())
        else:
            _plain(read, _TOKEN.findall(part))
    if read.unknown:
        raise _refused(read, f"{_listed(read.unknown)} in the question is not understood")
    if len(set(read.measures)) != 1:
        several = " and ".join(measure_words(measure) for measure in dict.fromkeys(read.measures))
        what = (
            f"asks for {several}: ask one at a time" if several else "names no outcome, such as killed or injured"
        )
        raise _refused(read, f"the question {what}")
    asked = _asked(read)
    elsewhere = asked.incident is not None or (
        (read.wide or asked.place or asked.first or asked.last) and not read.here
    )
    return asked if elsewhere else replace(asked, incident=incident)


def scope_of(text: str) -> Question:
    """The place and the days that ``text`` names, "Syria 2018" or "place=Syria; in=2018", asked for the killed.

    "To date" alone names everywhere. Raises UsageError for words that are neither, for days that are none, and
    for a place that several countries have.
    """
    read = _Read(scope=True)
    for part in filter(None, map(str.strip, text.split(";"))):
        name, sign, value = part.partition("=")
        if sign:
            _field(read, name.strip().casefold(), value.strip())
        else:
            _place_and_time(read, _TOKEN.findall(part))
    if read.measures or read.people or read.incident:
        what = next(iter([*map(measure_words, read.measures), *read.people, read.incident or ""]))
        hint = f"{_SCOPE_HINT}; for people and outcomes: cenotaph reconcile --question"
        raise UsageError(f"{what!r} is neither a place nor a time", hint=hint)
    if not (read.place or read.first or read.last or read.wide):
        raise UsageError("the scope names neither a place nor a time", hint=_SCOPE_HINT)
    return _asked(replace(read, measures=[Measure.KILLED]))


def _place_and_time(read: _Read, words: Sequence[str]) -> None:
    """Days and "to date" wherever they stand, with or without a word before them; the rest is the place's name."""
    name: list[str] = []
    at = 0
    while at < len(words):
        end = _step_measure(read, words, at) or _step_when(read, words, at)
        if end is None and (ever := _phrase(words, at, _words().ever)):
            read.wide, end = True, ever[1]
        if end is None and words[at].casefold() not in _words().where:
            name.append(words[at])
        at = end or at + 1
    told = " ".join(name).replace(" ,", ",").strip(" ,")
    if told:
        read.place = _place(read, told)


def _asked(read: _Read) -> Question:
    if read.first and read.last and read.first > read.last:
        raise _refused(read, f"{day_words(read.first)} is after {day_words(read.last)}")
    return Question(
        measure=read.measures[0],
        group=_group(read),
        incident=read.incident,
        place=read.place,
        first=read.first,
        last=read.last,
    )


def _field(read: _Read, name: str, value: str) -> None:
    if name not in _FIELDS or not value:
        raise UsageError(f"the question has no field {name!r}", hint=f"there are: {', '.join(_FIELDS)}")
    words = _TOKEN.findall(value)
    if name == "measure":
        _plain(read, words)
    elif name == "group":
        _people(read, words)
    elif name == "place" or (name == "in" and not days_at(words, 0)):
        read.place = _place(read, value)
    elif name == "incident":
        read.incident = value
    else:
        role = {"from": "first", "to": "last"}.get(name, "during")
        found = days_at(words, 0)
        if found is None or found[2] != len(words):
            raise _refused(read, f"{value!r} is not a day, a month or a year", "write YYYY, YYYY-MM or YYYY-MM-DD")
        _when(read, role, found[0], found[1])


def _plain(read: _Read, words: Sequence[str]) -> None:
    at = 0
    while at < len(words):
        at = next(end for step in _STEPS if (end := step(read, words, at)) is not None)


def _people(read: _Read, words: Sequence[str]) -> None:
    """The words of ``group=``, kept as they are; those that are known narrow the group down."""
    at = 0
    known = _Read()
    while at < len(words):
        end = _step_person(known, words, at)
        known.unknown += [] if end or words[at].casefold() in _words().filler else [words[at]]
        at = end or at + 1
    read.people, read.role, read.nationality = list(words), known.role, known.nationality
    # words that nobody explains may be whose people they are: never the same as everybody of that kind
    read.organisation = known.unknown


def _phrase(words: Sequence[str], at: int, table: frozenset[str] | dict[str, Measure]) -> tuple[str, int] | None:
    """The longest phrase of the table that begins at ``at``, and the index behind it."""
    for size in range(_LONGEST, 0, -1):
        phrase = " ".join(words[at : at + size]).casefold()
        if len(words) >= at + size and phrase in table:
            return phrase, at + size
    return None


def _step_measure(read: _Read, words: Sequence[str], at: int) -> int | None:
    found = _phrase(words, at, _words().measures)
    if found:
        read.measures.append(_words().measures[found[0]])
    return found[1] if found else None


def _step_here(read: _Read, words: Sequence[str], at: int) -> int | None:
    if found := _phrase(words, at, _words().ever):
        read.wide = True
        return found[1]
    found = _phrase(words, at, _words().here)
    read.here = read.here or found is not None
    return found[1] if found else None


def _step_when(read: _Read, words: Sequence[str], at: int) -> int | None:
    """A day with or without the word before it."""
    role = _words().when.get(words[at].casefold())
    after = at + 1 if role else at
    while after < len(words) and words[after].casefold() in ("the", "of"):
        after += 1
    found = days_at(words, after) if after < len(words) else None
    if found is None:
        return None
    _when(read, role or "during", found[0], found[1])
    return found[2]


def _step_where(read: _Read, words: Sequence[str], at: int) -> int | None:
    """A place, up to the next word that begins something else; "from Russia" says whose people they are."""
    word = words[at].casefold()
    if word == "from":
        for end in range(min(len(words), at + _LONGEST), at + 1, -1):
            if code := country_of(" ".join(words[at + 1 : end])):
                read.nationality.append(code)
                read.people += words[at:end]
                return end
        return None
    if word not in _words().where:
        return None
    if word in _words().refused:
        raise _refused(read, f"{words[at]!r} a place cannot be asked")
    end = at + 1
    while end < len(words) and not _begins(words, end):
        end += 1
    if end == at + 1:
        return None
    read.place = _place(read, " ".join(words[at + 1 : end]).replace(" ,", ","))
    return end


def _begins(words: Sequence[str], at: int) -> bool:
    word = words[at].casefold()
    if word == ",":
        following = words[at + 1] if at + 1 < len(words) else ""
        return not (following and country_of(following)) and not following[:1].isupper()
    known = _words()
    starts = word in known.where or word in known.when or bool(_phrase(words, at, known.measures))
    return starts or bool(_phrase(words, at, known.ever)) or days_at(words, at) is not None


def _step_person(read: _Read, words: Sequence[str], at: int) -> int | None:
    if found := _phrase(words, at, people_phrases()):
        read.role += words[at : found[1]]
        read.people += words[at : found[1]]
        return found[1]
    if words[at].casefold() not in _words().persons and not _is_national(read, words[at]):
        return None
    read.people.append(words[at])
    return at + 1


def _is_national(read: _Read, word: str) -> bool:
    """ "Russians", "Russian"; "citizens" only where it was said of which country."""
    code = nationality_of(word)
    read.nationality += [code] if code else []
    return bool(code) or (bool(read.nationality) and word.casefold() in _words().nationals)


def _step_rest(read: _Read, words: Sequence[str], at: int) -> int:
    if words[at] != "," and words[at].casefold() not in _words().filler:
        read.unknown.append(words[at])
    return at + 1


_STEPS = (_step_measure, _step_here, _step_when, _step_where, _step_person, _step_rest)


def _when(read: _Read, role: str, first: date, last: date) -> None:
    if role in ("during", "first"):
        read.first = first
    if role in ("during", "last"):
        read.last = last
    if role == "after":
        read.first = last + timedelta(days=1)
    if role == "before":
        read.last = first - timedelta(days=1)


def _place(read: _Read, name: str) -> Place:
    """The one place of that name; where several countries have one, that of ``read.country``, else an error."""
    gazetteer = default_gazetteer()
    found = gazetteer.lookup(name, country=read.country)
    if found is None:
        likely = [p for p in gazetteer.candidates(name) if p.name and p.country and _alike(p.name, name)]
        near = dict.fromkeys(f"{p.name} ({country_name(p.country or '')})" for p in likely)
        hint = f"near matches: {', '.join(near)}" if near else "give a country, a province or a town"
        raise _refused(read, f"no place called {name!r} is known", hint)
    rivals = [
        other
        for other in gazetteer.candidates(name)
        if other.country != found.country and fold(other.name or "") in (fold(name), fold(found.name or ""))
    ]
    if rivals and found.country != read.country and not (found.id or "").startswith("country:"):
        homes = [country_name(p.country) for p in (found, *rivals) if p.country]
        hint = f'say which: "{name}, {homes[0]}"'
        raise _refused(read, f"{name!r} is a place in {_either(tuple(dict.fromkeys(homes)))}", hint)
    return found


def _alike(known: str, asked: str) -> bool:
    return SequenceMatcher(None, fold(known), fold(asked)).ratio() >= _ALIKE


def _group(read: _Read) -> Group | None:
    if not read.people:
        return None
    known = [_words().persons[word.casefold()] for word in read.people if word.casefold() in _words().persons]
    said = {name: row[name] for row in known for name in ("status", "sex", "age_group") if name in row}
    return Group(
        text=" ".join(read.people),
        nationality=tuple(sorted(set(read.nationality))),
        role=" ".join(read.role) or None,
        organisation=" ".join(read.organisation) or None,
        status=PopStatus(said.get("status", PopStatus.NOT_STATED)),
        sex=Sex(said.get("sex", Sex.NOT_RECORDED)),
        age_group=AgeGroup(said.get("age_group", AgeGroup.UNKNOWN)),
    )


def _refused(read: _Read, message: str, hint: str = "") -> UsageError:
    told = []
    if read.measures and not read.scope:
        told.append(measure_words(read.measures[0]))
    if read.people:
        told.append(f"of whom: {' '.join(read.people)}")
    if read.place:
        told.append(f"where: {read.place.name or read.place.text}")
    told += [f"{name}: {day_words(day)}" for name, day in (("from", read.first), ("to", read.last)) if day]
    understood = [f"understood: {', '.join(told)}"] if told else []
    return UsageError(message, hint="; ".join([*understood, hint or ("" if told else _HINT)]).rstrip("; "))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"{word!r}" for word in dict.fromkeys(words))


def _either(names: Sequence[str]) -> str:
    return " or ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} or {names[-1]}"


def question_words(question: Question) -> str:
    """The question said back: ``Russians killed in Syria, from 1 January 2017 to 31 December 2017``."""
    whom = " ".join(question.group.text.split()) if question.group else "people"
    words = f"{whom} {measure_words(question.measure)}"
    if question.place is not None:
        name = question.place.name or question.place.text
        country = question.place.country
        outer = f", {country_name(country)}" if country and country_name(country) != name else ""
        words += f" in {name}{outer}"
    if question.first and question.first == question.last:
        return f"{words} on {day_words(question.first)}"
    span = [f"from {day_words(question.first)}"] if question.first else []
    span += [f"to {day_words(question.last)}"] if question.last else []
    words += f", {' '.join(span)}" if span else ""
    if not span and question.place is None:
        words += " in this incident" if question.incident is not None else ", to date"
    return words
