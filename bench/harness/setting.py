"""When and where a report's main incident was, as its claims say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

__all__ = ["Window", "main_place", "main_window", "place_of", "told_of_main", "window_of"]

Claim = dict[str, Any]
Window = tuple[date, date]

HARM = frozenset(("killed", "injured", "killed_or_injured", "bodies_found", "missing"))
# an incident is a moment in a place (Airwars); what lasts longer than a month is a total
LONGEST = 31
COUNTRY = 6  # UCDP where_prec: the country only


def told_of_main(answer: dict[str, Any]) -> tuple[list[Claim], list[Claim]]:
    """The claims that the tally counts, and every claim of harm in one incident that is not given as background."""
    counted = {line["claim"] for line in answer["tally"]["lines"] if line["counted"]}
    harm = [c for c in answer["claims"] if c["measure"] in HARM and c["scope"] == "incident"]
    near = [c for c in harm if "flag.background" not in c["extraction"]["rules"]]
    return [claim for claim in answer["claims"] if claim["id"] in counted], near


def window_of(answer: dict[str, Any]) -> Window | None:
    """The main incident's days by the counted claims; where none of those is dated, by the others near them."""
    counted, near = told_of_main(answer)
    return main_window(counted) or main_window(near)


def place_of(answer: dict[str, Any]) -> Claim | None:
    """The main incident's place by the counted claims; where none of those has one, by the others near them."""
    counted, near = told_of_main(answer)
    return main_place(counted) or main_place(near)


def main_window(claims: Iterable[Claim]) -> Window | None:
    """The days that most of ``claims`` give, the shorter and then the earlier told of two; None when undated."""
    windows = [window for claim in claims if (window := _window(claim))]
    votes = Counter(windows)
    order = list(dict.fromkeys(windows))
    return min(order, key=lambda w: (-votes[w], w[1] - w[0], order.index(w)), default=None)


def _window(claim: Claim) -> Window | None:
    period = claim.get("period") or {}
    if not period.get("earliest") or not period.get("latest"):
        return None
    first, last = date.fromisoformat(period["earliest"]), date.fromisoformat(period["latest"])
    return (first, last) if (last - first).days < LONGEST else None


def main_place(claims: Sequence[Claim]) -> Claim | None:
    """The place smaller than a country that most of ``claims`` give, else any they give; the finer of two."""
    places = [claim["place"] for claim in claims if claim.get("place")]
    specific = [place for place in places if (place.get("precision") or 0) < COUNTRY] or places
    votes = Counter(_key(place) for place in specific)
    return min(specific, key=lambda p: (-votes[_key(p)], p.get("precision") or COUNTRY), default=None)


def _key(place: Claim) -> str:
    return str(place.get("id") or place.get("name") or place["text"])
