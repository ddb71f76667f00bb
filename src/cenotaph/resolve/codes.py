"""Codes that people can read and that stay: from country, day and place, or as recorded before."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files

from cenotaph.model import IncidentKind, Judgement, JudgementKind, Place, Verdict
from cenotaph.places.names import fold
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.when import Window, date_words
from cenotaph.resolve.where import place_name

__all__ = ["Codes", "code_of", "codes", "codes_borne", "kind_of", "title_of"]

_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Codes:
    """What the clusters of a run are called.

    ``now`` and ``earlier`` go by ``id(cluster)``: the code, and the codes that now lead there. ``withdrawn`` were
    given once, and none of the claims that bore them is in any incident now.
    """

    now: dict[int, str]
    earlier: dict[int, tuple[str, ...]]
    withdrawn: tuple[str, ...] = ()


def codes(
    clusters: Sequence[Cluster], record: Sequence[Judgement], reserved: Mapping[int, str] | None = None
) -> Codes:
    """Codes for the clusters, e.g. ``SY-2018-02-07-deir-al-zour``, such that none ever given points at nothing.

    A cluster keeps the code under which most of its claims were first published: after a merge that is the code
    of the larger part, and once the merge is undone each part has its own again. Otherwise the code follows from
    country, day and place, with a number when it was ever given to another. ``reserved`` codes, by
    ``id(cluster)``, are those that people's judgements settle. A code that no cluster bears leads to the cluster
    that holds most of its claims.
    """
    borne = codes_borne(record)
    first: dict[int, Counter[str]] = {}
    ever: dict[int, Counter[str]] = {}
    for cluster in clusters:
        own = [borne[claim_id] for claim_id in cluster.links if claim_id in borne]
        first[id(cluster)] = Counter(given[0] for given in own)
        ever[id(cluster)] = Counter(code for given in own for code in given)
    order = {id(cluster): cluster.first_claim for cluster in clusters}
    chosen = {key: code for key, code in (reserved or {}).items() if key in order}
    taken = set(chosen.values())
    wishes = [
        (-first[key][code], -times, code, order[key], key) for key in order for code, times in ever[key].items()
    ]
    for _, _, code, _, key in sorted(wishes):
        if code not in taken and key not in chosen:
            chosen[key] = code
            taken.add(code)
    given = {code for own in borne.values() for code in own}
    _from_content(clusters, chosen, taken | given)
    now = set(chosen.values())
    heirs: dict[str, tuple[int, str, int]] = {}
    for key, own_code in chosen.items():
        for code, times in ever[key].items():
            heir = (-times, own_code, key)
            heirs[code] = min(heir, heirs.get(code, heir))
    leads: dict[int, list[str]] = defaultdict(list)
    for code in sorted(heirs.keys() - now):
        leads[heirs[code][2]].append(code)
    return Codes(
        now=chosen,
        earlier={key: tuple(leads.get(key, ())) for key in chosen},
        withdrawn=tuple(sorted(given - now - heirs.keys())),
    )


def _from_content(clusters: Sequence[Cluster], chosen: dict[int, str], used: set[str]) -> None:
    """Give the clusters that have no code yet the one that their content says, in place."""
    waiting: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if id(cluster) not in chosen:
            waiting[code_of(cluster.window, cluster.place)].append(cluster)
    for code, alike in sorted(waiting.items()):
        number = 1
        for cluster in sorted(alike, key=lambda c: c.first_claim):
            while (wish := code if number == 1 else f"{code}-{number}") in used:
                number += 1
            chosen[id(cluster)] = wish
            used.add(wish)


def codes_borne(record: Sequence[Judgement]) -> dict[str, tuple[str, ...]]:
    """Claim id -> every code under which a machine ever placed it, the first one first, without repeats.

    What was reversed came before what stands, in the order in which it was reversed.
    """
    ended = {one.reverses: one.at for one in record if one.reverses}
    placed: dict[str, list[tuple[bool, datetime, str, str]]] = defaultdict(list)
    for one in record:
        links = one.kind is JudgementKind.SAME_INCIDENT and one.verdict is Verdict.POSITIVE
        placing = links and one.by.startswith("machine:") and one.about.kind == "claim"
        if placing and one.other and one.other.kind == "incident":
            until = ended.get(one.id)
            placed[one.about.id].append((until is None, until or one.at, one.id, one.other.id))
    return {claim: tuple(dict.fromkeys(row[3] for row in sorted(rows))) for claim, rows in placed.items()}


def code_of(window: Window | None, place: Place | None) -> str:
    """``SY-2018-02-07-deir-al-zour``; ``XX`` for no known country, ``by-`` before a day of publication."""
    country = (place.country if place else None) or "XX"
    day = "undated"
    if window:
        day = window.first.isoformat() if window.stated else f"by-{window.last.isoformat()}"
    name = _SLUG.sub("-", fold(place_name(place))).strip("-")[:40] if place and _is_named(place) else ""
    return "-".join(part for part in (country, day, name) if part)


def _is_named(place: Place) -> bool:
    """Whether a place is known or its words hold a name; "the outpost" tells no reader where."""
    return place.id is not None or not (place.text.isascii() and place.text == place.text.lower())


def title_of(cluster: Cluster) -> str:
    """``Deir al-Zour, 7 February 2018``."""
    named = cluster.place is not None and _is_named(cluster.place)
    place = place_name(cluster.place) if cluster.place and named else "Place not stated"
    if cluster.window is None:
        return f"{place}, day not stated"
    if not cluster.window.stated:
        return f"{place}, by {date_words(cluster.window.last, cluster.window.last)}"
    return f"{place}, {date_words(cluster.window.first, cluster.window.last)}"


@cache
def _kinds() -> tuple[tuple[IncidentKind, tuple[str, ...]], ...]:
    data = tomllib.loads((files("cenotaph.resolve") / "data" / "kinds.toml").read_text("utf-8"))
    return tuple((IncidentKind(row["code"]), tuple(row["words"])) for row in data["kind"])


@lru_cache(maxsize=4096)
def _kind_told(text: str) -> IncidentKind | None:
    words = fold(text).split()
    return next((kind for kind, starts in _kinds() if any(word.startswith(starts) for word in words)), None)


def kind_of(texts: Mapping[str, str]) -> IncidentKind:
    """The kind that most claims' words for the cause or the event speak of; ``texts`` is claim id -> words."""
    votes = Counter(kind for text in texts.values() if (kind := _kind_told(text)))
    order = [kind for kind, _ in _kinds()]
    return min(votes, key=lambda kind: (-votes[kind], order.index(kind)), default=IncidentKind.UNKNOWN)
