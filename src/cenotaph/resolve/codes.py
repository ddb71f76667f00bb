"""Codes that people can read and that stay: from country, day and place, or as recorded before."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from cenotaph.model import IncidentKind, Judgement, JudgementKind, Place, Verdict
from cenotaph.places.names import fold
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.when import Window, date_words
from cenotaph.resolve.where import place_name

__all__ = ["code_of", "codes", "kind_of", "title_of"]

_SLUG = re.compile(r"[^a-z0-9]+")


def codes(clusters: Sequence[Cluster], record: Sequence[Judgement]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """``id(cluster)`` -> code and earlier codes, e.g. ``SY-2018-02-07-deir-al-zour``.

    A cluster keeps the code under which most of its claims were recorded before; otherwise the code follows
    from its country, day and place, with a number when two would be alike.
    """
    recorded = _recorded(record)
    taken: dict[str, int] = {}
    earlier: dict[int, list[str]] = {}
    wishes = []
    for cluster in clusters:
        votes = Counter(recorded[claim_id] for claim_id in cluster.links if claim_id in recorded)
        earlier[id(cluster)] = sorted(votes)
        wishes += [(-n, code, cluster.first_claim, id(cluster)) for code, n in votes.items()]
    for _, code, _, cluster_id in sorted(wishes):
        if code not in taken and cluster_id not in taken.values():
            taken[code] = cluster_id
    chosen = {cluster_id: code for code, cluster_id in taken.items()}
    waiting: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if id(cluster) not in chosen:
            waiting[code_of(cluster.window, cluster.place)].append(cluster)
    used = set(chosen.values())
    for code, alike in sorted(waiting.items()):
        number = 1
        for cluster in sorted(alike, key=lambda c: c.first_claim):
            while (wish := code if number == 1 else f"{code}-{number}") in used:
                number += 1
            chosen[id(cluster)] = wish
            used.add(wish)
    return {key: (code, tuple(old for old in earlier[key] if old not in used)) for key, code in chosen.items()}


def _recorded(record: Sequence[Judgement]) -> dict[str, str]:
    """Claim id -> the code it was last placed under."""
    placed: dict[str, str] = {}
    undone = {judgement.reverses for judgement in record if judgement.reverses}
    for one in sorted(record, key=lambda j: (j.at, j.id)):
        links = one.kind is JudgementKind.SAME_INCIDENT and one.verdict is Verdict.POSITIVE and one.id not in undone
        if links and one.about.kind == "claim" and one.other and one.other.kind == "incident":
            placed[one.about.id] = one.other.id
    return placed


def code_of(window: Window | None, place: Place | None) -> str:
    """``SY-2018-02-07-deir-al-zour``; ``XX`` for no known country, ``by-`` before a day of publication."""
    country = (place.country if place else None) or "XX"
    day = "undated"
    if window:
        day = window.first.isoformat() if window.stated else f"by-{window.last.isoformat()}"
    name = _SLUG.sub("-", fold(place_name(place))).strip("-")[:40] if place else ""
    return "-".join(part for part in (country, day, name) if part)


def title_of(cluster: Cluster) -> str:
    """``Deir al-Zour, 7 February 2018``."""
    place = place_name(cluster.place) if cluster.place else "Place not stated"
    if cluster.window is None:
        return f"{place}, day not stated"
    if not cluster.window.stated:
        return f"{place}, by {date_words(cluster.window.last, cluster.window.last)}"
    return f"{place}, {date_words(cluster.window.first, cluster.window.last)}"


@cache
def _kinds() -> tuple[tuple[IncidentKind, tuple[str, ...]], ...]:
    data = tomllib.loads((files("cenotaph.resolve") / "data" / "kinds.toml").read_text("utf-8"))
    return tuple((IncidentKind(row["code"]), tuple(row["words"])) for row in data["kind"])


def kind_of(texts: Mapping[str, str]) -> IncidentKind:
    """The kind that most claims' words for the cause or the event speak of; ``texts`` is claim id -> words."""
    votes: Counter[IncidentKind] = Counter()
    for text in texts.values():
        words = fold(text).split()
        found = next((kind for kind, starts in _kinds() if any(word.startswith(starts) for word in words)), None)
        if found:
            votes[found] += 1
    order = [kind for kind, _ in _kinds()]
    return min(votes, key=lambda kind: (-votes[kind], order.index(kind)), default=IncidentKind.UNKNOWN)
