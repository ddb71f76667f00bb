"""The gold passages: their own form, and floors under what the reader scores on each half.

The test half is scored only as a sum: no message of this module shows one of its texts or misses. Those of the
dev half are printed with ``python -m pytest tests/extract/test_gold.py -rP``.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cenotaph.extract import extract
from cenotaph.model import Measure, Stance
from cenotaph.places import default_gazetteer
from extract.gold_scoring import FIELDS, GoldScore, Reading, reading_of, score_passages

GOLD = Path(__file__).parent / "gold"
NONE = GOLD / "none_1.jsonl"  # texts without any claim; odd ids may be read, of the even ones only the sum
PARTS = sorted(path.stem for half in ("dev", "test") for path in GOLD.glob(f"{half}_*.jsonl"))
FLOORS: dict[str, dict[str, float]] = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
CLAIM = {
    *("measure", "count_text", "low", "best", "high", "hedge", "group", "speaker", "stance", "period", "place"),
    *("part_of_larger", "main"),
}
HEDGES = [
    *("exact", "at_least", "no_fewer_than", "more_than", "over", "upwards_of", "at_most", "up_to", "no_more_than"),
    *("fewer_than", "under", "about", "around", "some", "roughly", "nearly", "almost", "between", "to", "dash"),
    *("probably", "presumably_possibly", "may_have_been", "a_an_one", "couple", "few", "handful", "several"),
    *("number_of", "multiple", "dozen", "two_dozen", "dozens", "several_dozen", "scores", "tens", "a_hundred"),
    *("hundreds", "thousands", "bare_plural", "none", "unknown"),
]
TOPICS = {f"hedge.{name}" for name in HEDGES} | {
    *("construction.active", "construction.passive", "construction.nominal", "construction.participial"),
    *("construction.headline", "conjunction", "subset", "total", "attackers", "background", "negation"),
    *("retraction", "doubt", "unknown", "question", "hypothetical"),
}
SECOND = {
    *("attribution", "speaker", "conflict", "period", "date", "not_count", "names", "table", "live", "injured"),
    *("missing", "mixed", "revision", "place"),
}

Json = dict[str, Any]


@cache
def passages(part: str) -> tuple[Json, ...]:
    lines = (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def false_claims(remainder: int) -> dict[str, list[str]]:
    """What is read into the odd (1) or even (0) texts without claims: id -> measures and triggers."""
    found = {}
    for passage in passages(NONE.stem):
        if int(passage["id"][2:]) % 2 == remainder:
            day, publisher = date.fromisoformat(passage["published"]), passage["publisher"]
            claims = extract(passage["text"], published=day, publisher=publisher)
            judged = [claim for claim in claims if reading_of(claim, publisher)]
            found[passage["id"]] = [f"{claim.measure} {claim.extraction.rules[0]}" for claim in judged]
    return found


def every_claim(claims: list[Json]) -> list[Json]:
    inner = [other for claim in claims for way in claim.get("instead", []) for other in way]
    return claims + (every_claim(inner) if inner else [])


@cache
def scored(part: str) -> GoldScore:
    gazetteer = default_gazetteer()

    def place_id(name: str) -> str | None:
        found = gazetteer.lookup(name)
        return found.id if found else None

    read: dict[str, list[Reading]] = {}
    for passage in passages(part):
        day, publisher = date.fromisoformat(passage["published"]), passage["publisher"]
        claims = extract(passage["text"], published=day, publisher=publisher)
        read[passage["id"]] = [one for claim in claims if (one := reading_of(claim, publisher))]
    return score_passages(passages(part), read, place_id)


@pytest.mark.parametrize("part", PARTS)
def test_every_gold_claim_is_well_formed(part: str) -> None:
    wrong = []
    for passage in passages(part):
        for claim in every_claim(passage["claims"]):
            words = [claim["count_text"], claim["place"], claim["group"]]
            stated = [n for n in (claim["low"], claim["best"], claim["high"]) if n is not None]
            period = [str(date.fromisoformat(day)) for day in claim["period"] or []]
            is_right = (
                set(claim) >= CLAIM
                and set(claim) <= CLAIM | {"also", "optional", "instead"}
                and all(word is None or word in passage["text"] for word in words)
                and stated == sorted(stated)
                and period == sorted(period)
                and len(period) in (0, 2)
                and claim["measure"] in set(Measure) - {Measure.EVENT, Measure.STRENGTH}
                and claim["stance"] in set(Stance) - {Stance.CONFIRMS}
                and bool(claim["speaker"])
                and set(claim.get("also", {})) <= CLAIM
                and all(isinstance(values, list) for values in claim.get("also", {}).values())
            )
            if not is_right:
                wrong.append((passage["id"], passage["claims"].index(claim) if claim in passage["claims"] else -1))
    assert wrong == []


def test_ids_are_unique() -> None:
    ids = [passage["id"] for part in PARTS for passage in passages(part)]
    assert sorted(ids) == sorted(set(ids))


def test_every_topic_has_a_passage() -> None:
    seen = {passage["topic"] for part in PARTS for passage in passages(part)}
    assert sorted(TOPICS - seen) == []
    assert sorted(SECOND - {topic.split(".")[0] for topic in seen}) == []


def test_the_set_is_large_enough() -> None:
    assert sum(len(passages(part)) for part in PARTS) >= 250


@pytest.mark.parametrize("part", PARTS)
def test_the_reader_stays_above_the_floors(part: str) -> None:
    figures, floors = scored(part).figures(), FLOORS[part]
    if part.startswith("dev"):
        for miss in scored(part).misses:
            print(miss.passage, miss.field, "got", miss.got, "want", miss.want)
    below = {name: (round(figures[name], 3), floor) for name, floor in floors.items() if figures[name] < floor}
    assert below == {}


@pytest.mark.parametrize("part", PARTS)
def test_floors_are_set_for_what_is_judged(part: str) -> None:
    assert set(FLOORS[part]) == {"precision", "recall", "f1", *FIELDS}


@pytest.mark.parametrize(("half", "remainder"), [("none_odd", 1), ("none_even", 0)])
def test_little_is_read_into_texts_without_claims(half: str, remainder: int) -> None:
    found = false_claims(remainder)
    if remainder == 1:
        print({id_: claims for id_, claims in found.items() if claims})
    per_passage = sum(map(len, found.values())) / len(found)
    assert per_passage <= FLOORS[half]["most_false_claims_per_passage"], round(per_passage, 3)


def test_texts_without_claims_are_well_formed() -> None:
    texts = passages(NONE.stem)
    assert [passage["id"] for passage in texts] == [f"n-{number:03d}" for number in range(1, 49)]
    assert all(passage["claims"] == [] and passage["topic"].startswith("none.") for passage in texts)
    assert all(date.fromisoformat(passage["published"]) for passage in texts)
