"""How exact the bounds are against an integer programme over all combinations of groups, and how fast they answer.

Run as ``python bench/reconcile_bounds.py [--cases N]``. Both sets are generated from seeds: cases of four to
fourteen claims about four to nine groups, and a dossier of 200 claims by 60 speakers, one in five a total over
places and periods. A case is wider when an end is further out than it need be, or when it is not seen that the
claims cannot all be true; it is narrower when the answer says more than follows, which must never be.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

from cenotaph.model import (
    ActorKind,
    Anchor,
    Claim,
    Count,
    DatePrecision,
    Extraction,
    GeoPrecision,
    Group,
    Hedge,
    Incident,
    Measure,
    Period,
    Place,
    Scope,
    Speaker,
)
from cenotaph.reconcile import Question, System
from cenotaph.reconcile.evidence import gather
from harness.enumerated import OUTCOMES, atoms, by_branching, ends, rows

SYRIA = Place(text="Syria", id="country:SY", country="SY", precision=GeoPrecision.COUNTRY)
PROVINCE = Place(
    text="the province", id="adm1:SY.07", country="SY", precision=GeoPrecision.PROVINCE, within=("country:SY",)
)
TOWN = Place(
    text="the town", id="t1", country="SY", precision=GeoPrecision.NEAR, within=("adm1:SY.07", "country:SY")
)
UKRAINE = Place(text="Ukraine", id="country:UA", country="UA", precision=GeoPrecision.COUNTRY)
DAY = Period(text="7 February", earliest=date(2018, 2, 7), latest=date(2018, 2, 7), precision=DatePrecision.DAY)
PEOPLE = Group(text="people", role="people")
NATIONS = ("RU", "SY", "UA", "IR", "TR", "IQ")
ROLES = ("soldiers", "mercenaries", "militia", "fighters", "civilians", "children", "women", "tribesmen", "drivers",
         "guards", "pilots")  # fmt: skip


def _groups() -> list[Group]:
    """People, nationals, people of a kind, and nationals of a kind."""
    nations = [Group(text=f"{nation} nationals", nationality=(nation,), role="nationals") for nation in NATIONS]
    kinds = [Group(text=role, role=role) for role in ROLES]
    both = [
        Group(text=f"{nation} {role}", nationality=(nation,), role=role) for nation in NATIONS for role in ROLES
    ]
    return [PEOPLE, *nations, *kinds, *both]


def _claim(
    number: int,
    measure: Measure,
    low: int | None,
    high: int | None,
    group: Group | None,
    scope: Scope = Scope.INCIDENT,
    place: Place | None = None,
    period: Period | None = None,
    speakers: int = 60,
) -> Claim:
    words = f"{low} to {high}"
    return Claim(
        id=f"c{number:03}",
        report=f"sha256:{number % 25:064}",
        anchors=(Anchor(start=number * 100, end=number * 100 + len(words), quote=words),),
        speaker=Speaker(name=f"Speaker {number % speakers}", kind=ActorKind.STATE),
        measure=measure,
        count=Count(low=low, best=None, high=high, text=words, hedge=Hedge.ABOUT),
        group=group,
        scope=scope,
        place=place,
        period=period,
        extraction=Extraction(by="generated", confidence=1.0),
    )


def cases(number: int, seed: int) -> Iterator[tuple[list[Claim], Question]]:
    """Claims of speakers of their own about one incident, and a question about one of their groups."""
    chance = random.Random(seed)
    measures = (Measure.KILLED, Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED)
    for _ in range(number):
        size = chance.randint(4, 9)
        groups = [PEOPLE, *chance.sample(_groups()[1:], size - 1)]
        # numbers that often fit, of a conflict in which somebody died
        claims = []
        for index in range(chance.randint(size, size + 5)):
            low = chance.choice([None, chance.randint(1, 9)])
            high = chance.randint(low or 1, 40) if low is None or chance.random() < 0.4 else None
            claims.append(_claim(index, chance.choice(measures), low, high, chance.choice(groups), speakers=99))
        yield claims, Question(measure=chance.choice(measures), group=chance.choice(groups), incident="")


def dossier(size: int = 200, seed: int = 1) -> tuple[list[Claim], list[Incident]]:
    """Claims about one battle and totals around it, not all of one mind."""
    chance = random.Random(seed)
    groups: list[Group | None] = [None, *_groups()]
    start = date(2018, 2, 7)
    claims = []
    for number in range(size):
        low = chance.randint(1, 60)
        high = chance.choice([None, None, low, low + chance.randint(1, 400)])
        measure = chance.choice((*OUTCOMES, Measure.KILLED, Measure.KILLED, Measure.INJURED, Measure.MISSING))
        group = chance.choice(groups)
        if chance.random() < 0.8:
            place = chance.choice([None, PROVINCE, TOWN])
            claims.append(_claim(number, measure, low, high, group, place=place, period=DAY))
            continue
        scope = chance.choice([Scope.PERIOD, Scope.CUMULATIVE_TO_DATE, Scope.PLACE])
        first = start - timedelta(days=30 * chance.randint(0, 12))
        last = (
            first + timedelta(days=89) if scope is Scope.PERIOD else start + timedelta(days=chance.randint(1, 40))
        )
        period = Period(text="since", earliest=first, latest=last)
        high = None if high is None else high * 20
        place = chance.choice([SYRIA, PROVINCE, UKRAINE, None])
        claims.append(_claim(number, measure, low * 10, high, group, scope, place, period))
    members = tuple(claim.id for claim in claims if claim.scope is Scope.INCIDENT)
    return claims, [Incident(code="battle", title="a battle", place=TOWN, period=DAY, claims=members)]


def exactness(number: int) -> Counter[str]:
    """How many cases are equal, wider, narrower, or cannot be true."""
    found: Counter[str] = Counter()
    for claims, question in cases(number, seed=20180207):
        system = System.build(gather([], claims, []), claims)
        groups = list(
            dict.fromkeys([*(c.group for c in claims if c.group), *([question.group] if question.group else [])])
        )
        among = atoms(groups, ["here"])
        counted = OUTCOMES.get(question.measure, (question.measure,))
        asked = np.array([float(outcome in counted and question.group in who) for outcome, _, who in among])
        exact = by_branching(rows(claims, among, lambda claim, cell: True), *ends(claims), asked)
        if not system.consistent(system.ids):
            found["cannot be true" if exact is None else "narrower"] += 1
        elif exact is None:
            found["wider: not seen that it cannot be true"] += 1
        else:
            figure = system.bounds(question).figure
            low, high = figure.low or 0, np.inf if figure.high is None else figure.high
            least, most = exact[0], np.inf if exact[1] is None else exact[1]
            inside = low <= least and most <= high
            found["equal" if (low, high) == (least, most) else "wider" if inside else "narrower"] += 1
    return found


def speed() -> None:
    """Prints the milliseconds that a question over the dossier takes, new and asked again."""
    claims, incidents = dossier()
    begin = time.perf_counter()
    system = System.build(gather([], claims, []), claims, incidents)
    believed = list(system.ids)
    while core := system.conflict(believed):
        believed.remove(min(core))
    print(
        f"built, and {len(claims) - len(believed)} of {len(claims)} claims given up",
        _ms([time.perf_counter() - begin]),
    )
    questions = [
        Question(measure=measure, group=group, **where)  # type: ignore[arg-type]
        for measure in (Measure.KILLED, Measure.KILLED_OR_INJURED)
        for group in (None, *_groups()[:24:4])
        for where in ({"incident": "battle"}, {"place": SYRIA, "last": date(2018, 2, 20)})
    ]
    for title in (f"{len(questions)} questions, new", "the same, asked again"):
        took = []
        for question in questions:
            begin = time.perf_counter()
            system.bounds(question, believed)
            took.append(time.perf_counter() - begin)
        print(title, _ms(took))
    chance = random.Random(1)
    took = []
    for _ in range(500):
        some = chance.sample(believed, len(believed) // 2)
        begin = time.perf_counter()
        system.conflict(some)
        took.append(time.perf_counter() - begin)
    print("whether half of the claims can be true", _ms(took))


def _ms(seconds: list[float]) -> str:
    return f"median {1000 * statistics.median(seconds):.1f} ms, worst {1000 * max(seconds):.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    number = parser.parse_args().cases
    for outcome, times in sorted(exactness(number).items()):
        print(f"{times:6,} of {number:,} cases: {outcome}")
    speed()


if __name__ == "__main__":
    main()
