"""Bounds that cannot lie: in a world where it is known who died where, true claims never rule out the truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import (
    Claim,
    GeoPrecision,
    Group,
    Incident,
    Measure,
    Period,
    Place,
    Report,
    Sex,
)
from cenotaph.reconcile import Question, System
from cenotaph.reconcile.evidence import gather
from reconcile.claims import DEIR, KHASHAM, SYRIA, UKRAINE, claim, count, group, report

RAQQA = Place(text="Raqqa", id="SY.04", name="Raqqa", country="SY", precision=GeoPrecision.PROVINCE, within=("SY",))
# it lies in both provinces, and no record says so
VALLEY = Place(text="the valley", id="v", name="the valley", country="SY", precision=GeoPrecision.FUZZY)
SPOTS = ((KHASHAM, DEIR, SYRIA), (DEIR, SYRIA), (RAQQA, SYRIA), (UKRAINE,))
START = date(2018, 1, 1)
DAYS = 60
FIGHTERS = ("soldiers", "mercenaries", "militia")


@dataclass(frozen=True)
class Person:
    outcome: Measure
    nation: str
    kind: str
    woman: bool
    places: tuple[Place, ...]
    day: int
    incident: str | None


def _is(kind: str, named: str) -> bool:
    return (
        named == kind or (named == "fighters" and kind in FIGHTERS) or (named, kind) == ("militia", "mercenaries")
    )


GROUPS: dict[Group | None, Callable[[Person], bool]] = {
    None: lambda p: True,
    group("people", role="people"): lambda p: True,
    group("Russians", "RU"): lambda p: p.nation == "RU",
    group("Syrians", "SY"): lambda p: p.nation == "SY",
    group("women", sex="woman"): lambda p: p.woman,
    Group(text="Syrian women", nationality=("SY",), sex=Sex.WOMAN): lambda p: p.woman and p.nation == "SY",
    group("Russian mercenaries", "RU", role="mercenaries"): lambda p: p.nation == "RU" and p.kind == "mercenaries",
    group("Russian soldiers", "RU", role="soldiers"): lambda p: p.nation == "RU" and p.kind == "soldiers",
    **{
        group(named, role=named): (lambda p, named=named: _is(p.kind, named))
        for named in (*FIGHTERS, "fighters", "civilians")
    },
}
MEASURES = (Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED)


def world(chance: random.Random) -> list[Person]:
    """People of two incidents and others, each somewhere on some day."""
    spots = {code: (chance.choice(SPOTS), chance.random() < 0.5, chance.randrange(DAYS)) for code in "ab"}
    people = []
    for _ in range(chance.randint(5, 25)):
        code = chance.choice(["a", "b", None])
        where, valley, day = (
            spots[code] if code else (chance.choice(SPOTS), chance.random() < 0.5, chance.randrange(DAYS))
        )
        places = (*where, VALLEY) if valley and UKRAINE not in where else where
        outcome, nation = chance.choice(MEASURES[:2]), chance.choice(["RU", "SY", "UA"])
        kind = chance.choice((*FIGHTERS, "civilians"))
        people.append(Person(outcome, nation, kind, chance.random() < 0.3, places, day, code))
    return people


def counts(measure: Measure, person: Person) -> bool:
    return measure in (person.outcome, Measure.KILLED_OR_INJURED)


def day_of(number: int) -> date:
    return START + timedelta(days=number)


def around(chance: random.Random, truth: int) -> tuple[int | None, int | None]:
    """An interval that holds the truth."""
    low = chance.choice([None, truth, max(0, truth - chance.randint(1, 3))])
    high = chance.choice([None, truth, truth + chance.randint(1, 3)])
    return (truth, truth) if low is high is None else (low, high)


def say(
    chance: random.Random, number: int, people: Sequence[Person], by: Report, spots: dict[str, tuple[Place, ...]]
) -> tuple[Claim, str | None]:
    """A true claim, and the incident that it is linked with."""
    measure, who = chance.choice(MEASURES), chance.choice(list(GROUPS))
    assert by.published
    told = (by.published - START).days
    kind = chance.choice(["linked", "linked", "unlinked", "period", "to date", "place"])
    here: Callable[[Person], bool]
    place: Place | None
    period, linked = None, None
    if kind in ("linked", "unlinked"):
        code = chance.choice([c for c in "ab" if all(p.day <= told for p in people if p.incident == c)] or [""])
        here = lambda p: p.incident == code  # noqa: E731
        place = chance.choice([None, *spots.get(code, ())])
        linked, scope = code if kind == "linked" and code else None, "incident"
    else:
        place = chance.choice([SYRIA, DEIR, RAQQA, VALLEY, UKRAINE])
        first, last = sorted((chance.randrange(DAYS), chance.randrange(DAYS)))
        scope = {"period": "period", "to date": "cumulative_to_date", "place": "place"}[kind]
        if kind == "to date":
            first, last = -999, told
        elif kind == "period":
            period = Period(text="then", earliest=day_of(first), latest=day_of(last))
        inside = place
        here = lambda p: inside in p.places and first <= p.day <= min(last, told)  # noqa: E731
        if chance.random() < 0.2:
            place = None  # true of a place that the words do not name
    low, high = around(chance, sum(counts(measure, p) and here(p) and GROUPS[who](p) for p in people))
    words = count(f"{low} to {high}", low, None, high)
    made = claim(
        by, f"speaker {number}", measure, words, who, start=number, scope=scope, place=place, period=period
    )
    return made, linked


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.randoms(use_true_random=False))
def test_true_claims_are_consistent_and_never_rule_out_the_truth(chance: random.Random) -> None:
    people = world(chance)
    spots = {p.incident: p.places for p in people if p.incident}
    days = {p.incident: p.day for p in people if p.incident}
    reports = [report(f"outlet {n}", str(day_of(chance.randint(DAYS // 2, DAYS + 9)))) for n in range(4)]
    told = [say(chance, n, people, chance.choice(reports), spots) for n in range(chance.randint(1, 12))]
    claims = [one for one, _ in told]
    incidents = []
    for code in sorted(spots):
        when = day_of(days[code])
        period = chance.choice(
            [
                None,
                Period(text="that day", earliest=when, latest=when),
                Period(text="about then", earliest=when - timedelta(days=9), latest=when + timedelta(days=9)),
                Period(text="by then", latest=when),
            ]
        )
        place = chance.choice([None, *spots[code]])
        members = tuple(c.id for c, linked in told if linked == code)
        incidents.append(Incident(code=code, title=code, place=place, period=period, claims=members))
    system = System.build(gather(reports, claims, []), claims, incidents)
    assert system.consistent(system.ids), system.conflict(system.ids)
    if not system.ids:
        return
    for _ in range(6):
        measure, who = chance.choice(MEASURES), chance.choice(list(GROUPS)[1:])
        if chance.random() < 0.5 and incidents:
            code = chance.choice(incidents).code
            question = Question(measure=measure, group=who, incident=code)
            true = sum(counts(measure, p) and p.incident == code and GROUPS[who](p) for p in people)
        else:
            place = chance.choice([None, SYRIA, DEIR, RAQQA, VALLEY, UKRAINE, KHASHAM])
            first, last = sorted((chance.randrange(DAYS), chance.randrange(DAYS)))
            question = Question(measure=measure, group=who, place=place, first=day_of(first), last=day_of(last))
            true = sum(
                counts(measure, p) and place in (None, *p.places) and first <= p.day <= last and GROUPS[who](p)
                for p in people
            )
        figure = system.bounds(question).figure
        assert (figure.low or 0) <= true, (question, figure)
        assert figure.high is None or true <= figure.high, (question, figure)
