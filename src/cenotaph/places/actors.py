"""Which speakers are one actor: a key from the words of a name, and the side that an actor stands on.

"Russian foreign ministry", "Russia's foreign ministry" and "the Foreign Ministry in Moscow" are one; "the
Pentagon" and "the US military" are two on one side. The table is ``data/actors.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from cenotaph.model import ActorKind, Claim, Speaker

__all__ = ["is_unnamed", "side_key", "speaker_key", "speaker_keys", "speaks_for"]

_WORD = re.compile(r"[^\W_]+")
_UNNAMED_KINDS = {ActorKind.ANONYMOUS, ActorKind.WITNESS, ActorKind.RELATIVE}
_MINISTRY = "ministry"
_UNNAMED = "unnamed:"
_OUTLET_KINDS = {ActorKind.MEDIA}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A speaker's words taken apart: ``person`` is a personal name that stands beside the institution."""

    country: str | None
    institution: str | None
    fixed_key: str | None
    person: str | None
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    institutions: tuple[tuple[tuple[str, ...], str, str | None, str | None], ...]
    countries: tuple[tuple[tuple[str, ...], str], ...]
    roles: frozenset[str]
    function: frozenset[str]
    outlet: frozenset[str]
    speaks_for: frozenset[tuple[str, str]]


@cache
def _table() -> _Table:
    data = tomllib.loads((files("cenotaph.places") / "data" / "actors.toml").read_text("utf-8"))
    institutions = [
        (tuple(phrase.split()), row["class"], row.get("country"), row.get("key"))
        for row in data["institution"]
        for phrase in row["phrases"]
    ]
    countries = [(tuple(name.split()), code) for code, names in data["country"].items() for name in names]
    return _Table(
        institutions=tuple(institutions),
        countries=tuple(sorted(countries, key=lambda row: (-len(row[0]), row))),
        roles=frozenset(data["words"]["roles"]),
        function=frozenset(data["words"]["function"]),
        outlet=frozenset(data["words"]["outlet"]),
        speaks_for=frozenset((row["class"], row["whole"]) for row in data["speaks_for"]),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"['’]s?\b", " ", text).replace(".", ""))


def _take(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Remove the first occurrence of ``phrase`` from ``words`` in place; whether it was there."""
    folded = [word.casefold() for word in words]
    for start in range(len(words) - len(phrase) + 1):
        if tuple(folded[start : start + len(phrase)]) == phrase:
            words[start : start + len(phrase)] = ["|"]
            return True
    return False


@lru_cache(maxsize=65536)
def _read(text: str, stated_country: str | None) -> _Reading:
    table = _table()
    words = _words(text)
    institution = country = fixed = None
    for phrase, label, home, key in table.institutions:
        if _take(words, phrase):
            institution, country, fixed = label, home, key
            break
    for phrase, code in table.countries:
        # "us" the country is written in capitals; "told us" is not a speaker
        if phrase == ("us",) and "US" not in words:
            continue
        if _take(words, phrase) and country is None:
            country = code
    rest = [word for word in words if word.casefold() not in table.function | table.roles]
    person = " ".join(w for w in rest if w != "|") if all(w == "|" or w[:1].isupper() for w in rest) else ""
    plain = tuple(word.casefold() for word in rest if word != "|")
    named = person.strip(" |") or None if institution else None
    return _Reading(stated_country or country, institution, fixed, named, plain)


def _reading(speaker: Speaker) -> _Reading:
    reading = _read(speaker.name, speaker.country)
    if reading.institution is None and speaker.text and speaker.text != speaker.name:
        wider = _read(speaker.text, speaker.country)
        if wider.institution and wider.person and set(reading.rest) <= set(wider.rest):
            return wider
    return reading


def _institution_key(reading: _Reading) -> str | None:
    """``ru:foreign_ministry`` when the words are an institution, its spokesperson or a country; else None."""
    if reading.rest and not reading.person:
        return None
    if reading.fixed_key:
        return reading.fixed_key
    if reading.institution:
        return f"{(reading.country or '??').lower()}:{reading.institution}"
    if reading.country and not reading.rest:
        return f"{reading.country.lower()}:government"
    return None


def _unnamed(speaker: Speaker) -> bool:
    """A descriptor ("military doctor", "Some reports") as against somebody's or some body's own name."""
    if speaker.kind in _UNNAMED_KINDS:
        return True
    words = [word for word in _words(speaker.name) if word.casefold() not in _table().function]
    for phrase, _ in _table().countries:
        _take(words, phrase)
    words = [word for word in words if word != "|"]
    return not (words and words[0][:1].isupper() and len(words) == 1) and not any(
        w[:1].isupper() for w in words[1:]
    )


@lru_cache(maxsize=65536)
def speaker_key(speaker: Speaker) -> str:
    """The actor that ``speaker`` is, as a short key that two spellings of one actor share.

    ``ru:foreign_ministry`` for an institution of a state (``??`` where no country is stated),
    ``coalition:us_led``, ``outlet:reuters``, ``name:igor strelkov``, ``unnamed:military doctor``.
    """
    table = _table()
    if speaker.kind in _OUTLET_KINDS:
        words = [w.casefold() for w in _words(speaker.name) if w.casefold() not in table.function]
        kept = [w for w in words if w not in table.outlet] or words
        return "outlet:" + " ".join(kept or [speaker.name.casefold()])
    reading = _reading(speaker)
    if speaker.kind not in _UNNAMED_KINDS and (key := _institution_key(reading)):
        return key
    words = [w.casefold() for w in _words(speaker.name) if w.casefold() not in table.function]
    label = " ".join(words) or speaker.name.casefold()
    return (_UNNAMED if _unnamed(speaker) else "name:") + label


def is_unnamed(key: str) -> bool:
    """Whether the key of ``speaker_keys`` is of a voice without a name of its own ("sources", "a doctor")."""
    return key.startswith(_UNNAMED)


def side_key(speaker: Speaker) -> str | None:
    """The state whose side the speaker is on (ISO 3166-1 alpha-2), None when the words do not say."""
    reading = _reading(speaker)
    return reading.country if _institution_key(reading) else speaker.country


def speaks_for(key: str, other: str) -> bool:
    """Whether the actor ``key`` makes statements for the actor ``other``: a ministry for its government."""
    country, _, institution = key.partition(":")
    whole_country, _, whole = other.partition(":")
    return country == whole_country != "??" and (institution, whole) in _table().speaks_for


def speaker_keys(claims: Sequence[Claim], publishers: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Claim id -> actor key, using what the reports together say about who speaks for whom.

    Besides ``speaker_key``: a person once introduced with an institution ("foreign ministry spokeswoman Maria
    Zakharova") keeps it; "the foreign ministry" without a country is the only one its report names, as is "the
    Russian ministry" without a field, the only Russian ministry of its report; unnamed
    sources are told apart by the outlet that heard them (the end of ``via``, else ``publishers[report]``).
    Does not depend on the order of ``claims``.
    """
    people: dict[str, set[str]] = defaultdict(set)
    homes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        reading = _reading(claim.speaker)
        key = speaker_key(claim.speaker)
        country, _, institution = key.partition(":")
        if reading.person and reading.institution and country != "??":
            people[reading.person.casefold()].add(key)
            people[reading.person.casefold().split()[-1]].add(key)
        if reading.institution and len(country) == 2 and country != "??":
            homes[(claim.report, institution)].add(key)
            if institution.endswith(_MINISTRY):
                homes[(claim.report, f"{country}:{_MINISTRY}")].add(key)
    return {claim.id: _placed_key(claim, people, homes, publishers or {}) for claim in claims}


def _placed_key(
    claim: Claim,
    people: Mapping[str, set[str]],
    homes: Mapping[tuple[str, str], set[str]],
    publishers: Mapping[str, str | None],
) -> str:
    key = speaker_key(claim.speaker)
    family, _, label = key.partition(":")
    if family == "??":
        known = homes.get((claim.report, label), set()) or people.get(label, set())
        reading = _reading(claim.speaker)
        if not known and reading.person:
            known = people.get(reading.person.casefold(), set())
        return next(iter(known)) if len(known) == 1 else f"{key}@{_origin(claim, publishers)}"
    if label == "government" and _MINISTRY in (w.casefold() for w in _words(claim.speaker.name)):
        known = homes.get((claim.report, f"{family}:{_MINISTRY}"), set())
        return next(iter(known)) if len(known) == 1 else key
    if family == "name" and len(people.get(label, ())) == 1:
        return next(iter(people[label]))
    if is_unnamed(key):
        return f"{key}@{_origin(claim, publishers)}"
    return key


def _origin(claim: Claim, publishers: Mapping[str, str | None]) -> str:
    """The outlet that heard the speaker, as far as the report says."""
    if claim.via:
        return speaker_key(claim.via[-1]).partition(":")[2]
    publisher = publishers.get(claim.report)
    if publisher:
        return speaker_key(Speaker(name=publisher, kind=ActorKind.MEDIA)).partition(":")[2]
    return claim.report
