"""Claims that were read against a gold of hand: which judged fields are right, missed or wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Score", "same_name", "score"]

_SMALL = frozenset(["the", "a", "an", "of", "for", "at", "in", "on", "and", "its", "who", "lt", "col", "dr"])
_LINKS = ("part_of", "restates", "supersedes")
# below this a pair of claims shares too little to be the same
_FIT = 1.2

Json = dict[str, Any]


@dataclass
class Score:
    """``right`` and ``wrong`` name judged fields as ``c3.speaker``, or ``tally.killed.best``."""

    right: list[str] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, is_right: bool, got: object, want: object) -> None:
        """Put one judged field on record."""
        if is_right:
            self.right.append(name)
        else:
            self.wrong[name] = f"got {got!r}, want {want!r}"


def score(gold: Json, claims: list[Json], tally: Json) -> Score:
    """Judge the claims and tally of one text (as JSON) by its gold."""
    result = Score()
    matched = _match(gold["claims"], claims)
    index = {claim["id"]: number for number, claim in enumerate(gold["claims"])}
    everyone = [person for claim in claims for person in claim.get("people") or []]
    linked = _linker(gold["claims"], claims, matched, index)
    for number, want in enumerate(gold["claims"]):
        judged = [name for name, level in want["fields"].items() if level == "core"]
        if want["level"] == "soft":
            continue
        got = claims[matched[number]] if number in matched else None
        if got is None and _may_be_absent(want, claims, matched, index, judged, everyone):
            continue
        for name in judged:
            is_right = got is not None and _right(got, want, name, linked)
            is_right = is_right or (name == "people" and _people_are(everyone, want["people"]))
            value = "nothing" if got is None else _value(got, name)
            result.note(f"{want['id']}.{name}", is_right, value, want[name])
    for name in gold["tally"]["core"]:
        measure, end = name.split(".")
        got_end, want_end = (tally.get(measure) or {}).get(end), gold["tally"][measure][end]
        accepted = [want_end, *gold["tally"]["also_accept"].get(name, [])]
        result.note(f"tally.{name}", got_end in accepted, got_end, want_end)
    return result


def _may_be_absent(
    want: Json,
    claims: list[Json],
    matched: dict[int, int],
    index: dict[str, int],
    judged: list[str],
    everyone: list[Json],
) -> bool:
    home = index.get(want["also_accept"].get("merged_with", ""))
    merged = home is not None and home in matched and _covers(claims[matched[home]], want)
    named = judged == ["people"] and _people_are(everyone, want["people"])
    return merged or named or bool(want["also_accept"].get("absent"))


def _match(wanted: list[Json], claims: list[Json]) -> dict[int, int]:
    """Gold number -> number of the claim that fits it best, each used once."""
    pairs = sorted(
        ((_fit(claim, want), i, j) for i, want in enumerate(wanted) for j, claim in enumerate(claims)),
        key=lambda pair: -pair[0],
    )
    matched: dict[int, int] = {}
    for fit, i, j in pairs:
        if fit >= _FIT and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _fit(claim: Json, want: Json) -> float:
    if not _covers(claim, want):
        return -1.0

    def unlinked(*_: object) -> bool:
        return False

    fit = float(sum(_right(claim, want, name, unlinked) for name in ("measure", "low", "best", "high")))
    fit += 0.5 * _right(claim, want, "speaker", unlinked) + 0.3 * _right(claim, want, "stance", unlinked)
    words = (claim.get("count") or {}).get("text")
    if want["count_text"] and words:
        one, two = want["count_text"].lower(), words.lower()
        fit += 1 if one in two or two in one else -2
    first = claim["anchors"][0]
    fit += 0.05 * (
        first["start"] < want["end"] and want["start"] < first["end"]
    )  # not a headline it also stands in
    return fit - 0.001 * (first["end"] - first["start"])


def _covers(claim: Json, want: Json) -> bool:
    start, end = want["count_start"], want["count_end"]
    if start is None:
        return any(a["start"] < want["end"] and want["start"] < a["end"] for a in claim["anchors"])
    return any(a["start"] <= start and end <= a["end"] for a in claim["anchors"])


def _value(claim: Json, name: str) -> Any:
    count, group, place = (claim.get(part) or {} for part in ("count", "group", "place"))
    if name in ("low", "best", "high"):
        return count.get(name)
    readers: dict[str, Callable[[], Any]] = {
        "hedge": lambda: count.get("hedge") or "none_stated",
        "speaker": lambda: (claim.get("speaker") or {}).get("name"),
        "via": lambda: [voice["name"] for voice in claim.get("via") or []],
        "group": lambda: group.get("text"),
        "nationality": lambda: group.get("nationality") or [],
        "status": lambda: group.get("status"),
        "place": lambda: place.get("text") or place.get("name"),
        "people": lambda: claim.get("people") or [],
    }
    return readers[name]() if name in readers else claim.get(name)


def _right(claim: Json, want: Json, name: str, linked: Callable[..., bool]) -> bool:
    got, wanted, also = _value(claim, name), want[name], want["also_accept"].get(name, [])
    if not isinstance(got, list | dict) and got in also:
        return True
    if name in ("speaker", "place", "group"):
        return any(same_name(got, value) for value in [wanted, *also])
    if name == "best":
        return (
            got == wanted
            or (got is None and want["low"] == want["high"])
            or (wanted is None and got == want["low"])
        )
    if name == "via":
        return all(any(same_name(voice, value) for voice in got) for value in wanted[1:])
    if name == "nationality":
        return set(wanted) <= set(got)
    if name == "people":
        return _people_are(got, wanted)
    if name == "period":
        accepted = want["also_accept"]
        return not wanted or all(
            (got or {}).get(end) in [wanted[end], *accepted.get(f"period.{end}", [])]
            for end in ("earliest", "latest")
        )
    return linked(claim, name, wanted, also) if name in _LINKS else bool(got == wanted)


def _people_are(got: Iterable[Json], wanted: Iterable[Json]) -> bool:
    people = list(got)
    return all(
        any(same_name(p["name"], w["name"]) and w["age"] in (None, p["age_low"], p["age_high"]) for p in people)
        for w in wanted
    )


def _linker(
    wanted: list[Json], claims: list[Json], matched: dict[int, int], index: dict[str, int]
) -> Callable[..., bool]:
    """A link is right when it leads to the claim named, or to a restatement of that claim."""

    def read_as(number: int) -> str | None:
        return claims[matched[number]]["id"] if number in matched else None

    def linked(claim: Json, name: str, target: str, also: list[str]) -> bool:
        right = {read_as(index[t]) for t in [target, *also] if t in index}
        right |= {read_as(i) for i, want in enumerate(wanted) if want["restates"] == target}
        if target in index and wanted[index[target]]["restates"]:
            right.add(read_as(index[wanted[index[target]]["restates"]]))
        return claim.get(name) in right - {None}

    return linked


def same_name(one: str | None, two: str | None) -> bool:
    """Whether two names share their words, articles and titles apart."""
    a, b = _words(one), _words(two)
    return bool(a and b) and (a <= b or b <= a or len(a & b) / min(len(a), len(b)) >= 0.6)


def _words(text: str | None) -> set[str]:
    return {word for word in re.findall(r"\w+", (text or "").lower()) if word not in _SMALL}
