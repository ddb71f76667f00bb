"""Claims judged by the gold passages: found, missed or spurious, and right or wrong in their fields.

Both sides are brought to one flat form, ``Reading``, so that two people's annotations can be compared by
the same code as the reader and the gold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from cenotaph.model import Claim, Measure, Stance
from extract.scoring import same_name

__all__ = ["GoldScore", "Miss", "Reading", "reading_of", "score_passages"]

FIELDS = ("speaker", "stance", "period", "place")
PUBLISHER = "PUBLISHER"
# the gold has no claims of these kinds, so the reader's are neither right nor wrong
_UNJUDGED = frozenset([Measure.EVENT, Measure.STRENGTH])
# words for the harm and not for the people: a coder may write them as the group or leave it open
_NO_GROUP = frozenset(
    [
        *("bodies", "body", "corpses", "corpse", "remains", "dead", "death", "deaths", "lives", "fatality"),
        *("fatalities", "wounded", "injured", "hurt", "casualty", "casualties", "losses", "others", "them"),
    ]
)
_AFTER_HEAD = re.compile(r"\s(?:of|from|in|at|on|with|near|by|for|who|whom|that|which|aged)\s.*|\s*[,(].*", re.S)

Json = dict[str, Any]
PlaceId = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One claim in the fields that are judged; ``period`` is (first, last) ISO day, None is "not stated"."""

    measure: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    count_text: str | None = None
    group: str | None = None
    speaker: str = PUBLISHER
    stance: str = "asserts"
    period: tuple[str, str] | None = None
    place: str | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """What is wrong: ``field`` is "claim" for one missed (``got`` None) or spurious (``want`` None)."""

    passage: str
    topic: str
    field: str
    got: object
    want: object
    text: str


@dataclass(slots=True)
class GoldScore:
    """Counts of claims and, per field, (right, judged) on the matched ones; ``misses`` in reading order."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    fields: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(FIELDS, (0, 0)))
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of claims, and each field's share right (0 where nothing was judged)."""
        figures = {
            "precision": _share(self.found, self.found + self.spurious),
            "recall": _share(self.found, self.found + self.missed),
            "f1": _share(2 * self.found, 2 * self.found + self.missed + self.spurious),
        }
        return figures | {name: _share(right, judged) for name, (right, judged) in self.fields.items()}


def reading_of(claim: Claim, publisher: str) -> Reading | None:
    """The reader's claim as a Reading; None for kinds that the gold leaves out, and for mere restatements."""
    if claim.measure in _UNJUDGED or claim.restates is not None:
        return None
    count, group, place, period = claim.count, claim.group, claim.place, claim.period
    several = bool(claim.people) or (
        count is not None and (count.best or 0) > 1
    )  # "A and her son", counted by name
    named_only = group is not None and count is not None and group.text == count.text and several
    is_own_voice = claim.speaker.name.casefold() in (publisher.casefold(), "the report")
    days = (period.earliest, period.latest) if period else (None, None)
    return Reading(
        measure=claim.measure,
        low=count.low if count else None,
        best=count.best if count else None,
        high=count.high if count else None,
        count_text=count.text if count else None,
        group=None if group is None or named_only else _head(group.text),
        speaker=PUBLISHER if is_own_voice else claim.speaker.name,
        stance=Stance.ASSERTS if claim.stance is Stance.CONFIRMS else claim.stance,
        period=(str(days[0]), str(days[1])) if any(days) else None,
        place=place.text if place else None,
        place_id=place.id if place else None,
    )


def score_passages(
    passages: Iterable[Json], readings: Mapping[str, Sequence[Reading]], place_id: PlaceId | None = None
) -> GoldScore:
    """Judge ``readings`` (by passage id) by passages with their ``claims``; ``place_id`` looks a name up."""
    result = GoldScore()
    for passage in passages:
        read = readings.get(passage["id"], ())
        wanted, matched = _best_match(passage["claims"], read)
        required = [number for number, want in enumerate(wanted) if not want.get("optional")]
        result.found += sum(number in matched for number in required)

        def note(name: str, got: object, want: object, text: str, passage: Json = passage) -> None:
            result.misses.append(Miss(passage["id"], passage["topic"], name, got, want, text))

        for number in required:
            want = wanted[number]
            if number not in matched:
                result.missed += 1
                note("claim", None, want, passage["text"])
                continue
            got = read[matched[number]]
            for name in FIELDS:
                is_right = _is_right(got, want, name, place_id)
                right, judged = result.fields[name]
                result.fields[name] = (right + is_right, judged + 1)
                if not is_right:
                    note(name, getattr(got, name), want[name], passage["text"])
        for number, got in enumerate(read):
            if number not in matched.values():
                result.spurious += 1
                note("claim", got, None, passage["text"])
    return result


def _best_match(gold: Sequence[Json], read: Sequence[Reading]) -> tuple[list[Json], dict[int, int]]:
    """The gold in that of its fair readings (``instead``) that fits best, and gold number -> read number."""
    ways = product(*([[want], *want.get("instead", [])] for want in gold))
    tried = []
    for way in ways:
        wanted = [want for part in way for want in part]
        matched = _match(wanted, read)
        lost = sum(not w.get("optional") and number not in matched for number, w in enumerate(wanted))
        tried.append((lost + len(read) - len(matched), wanted, matched))
    _, wanted, matched = min(tried, key=lambda one: one[0])
    return wanted, matched


def _match(wanted: Sequence[Json], read: Sequence[Reading]) -> dict[int, int]:
    pairs = []
    for i, want in enumerate(wanted):
        for j, got in enumerate(read):
            if _is_same_count(got, want):
                fit = 2 * (not want.get("optional")) + _overlap(got.count_text, want)
                fit += sum(_is_right(got, want, name, None) for name in FIELDS)
                pairs.append((-fit, i, j))
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def _is_same_count(got: Reading, want: Json) -> bool:
    """Measure, interval and group head; a null best is no error where the interval or the gold leaves it open."""
    also = want.get("also", {})
    lows, bests, highs = ([want[name], *also.get(name, [])] for name in ("low", "best", "high"))
    best_is_open = got.best is None and got.low == got.high
    return (
        got.measure in [want["measure"], *also.get("measure", [])]
        and got.low in lows
        and got.high in highs
        and (got.best in bests or best_is_open or (None in bests and got.best == got.low))
        and any(_same_group(got.group, group) for group in [want["group"], *also.get("group", [])])
    )


def _is_right(got: Reading, want: Json, name: str, place_id: PlaceId | None) -> bool:
    value = getattr(got, name)
    for wanted in [want[name], *want.get("also", {}).get(name, [])]:
        if name == "speaker" and PUBLISHER not in (value, wanted):
            is_same = same_name(value, wanted)
        elif name == "period":
            is_same = value == (tuple(wanted) if wanted else None)
        elif name == "place" and value and wanted:
            is_same = _same_place(got, wanted, place_id)
        else:
            is_same = value == wanted
        if is_same:
            return True
    return False


def _same_place(got: Reading, wanted: str, place_id: PlaceId | None) -> bool:
    one, two = (got.place or "").casefold(), wanted.casefold()
    if re.search(rf"\b{re.escape(one)}\b", two) or re.search(rf"\b{re.escape(two)}\b", one):
        return True
    return place_id is not None and got.place_id is not None and got.place_id == place_id(wanted)


def _overlap(got: str | None, want: Json) -> bool:
    """Whether one of the two counts' words contain the other's."""
    texts = [want["count_text"], *want.get("also", {}).get("count_text", [])]
    one = (got or "").casefold()
    return any(bool(one and text) and (one in text.casefold() or text.casefold() in one) for text in texts)


def _same_group(one: str | None, two: str | None) -> bool:
    a, b = (re.sub(r"^\d+-(?=year)", "", (word or "").casefold()) for word in (one, two))
    return a == b or (not a and b in _NO_GROUP) or (not b and a in _NO_GROUP)


def _head(phrase: str) -> str:
    """The last word before a preposition, relative or comma: "officers" of "Kenyan police officers in Mbeya"."""
    words = _AFTER_HEAD.sub("", phrase).split()
    return words[-1].removesuffix("'s").removesuffix("’s") if words else phrase


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
