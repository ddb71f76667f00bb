"""Which claims are about one incident, and the reason for each, on the Khasham accounts and their traps."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cenotaph.model import (
    ActorKind,
    Claim,
    Count,
    EchoKind,
    IncidentKind,
    Judgement,
    JudgementKind,
    Period,
    Place,
    Ref,
    Speaker,
    Verdict,
    to_dict,
)
from cenotaph.resolve import Resolution, resolve
from reconcile import khasham as k
from reconcile.claims import DEIR, FEB7, KHASHAM, SYRIA, UKRAINE, claim, count, day, group, report

NINE = count("nine", 9, 9, 9)
PEOPLE = group("people", role="people")
REUTERS = Speaker(name="Reuters", kind=ActorKind.MEDIA)


@pytest.fixture(scope="module")
def resolution() -> Resolution:
    return resolve(k.REPORTS, k.CLAIMS)


def of(resolution: Resolution, told: Claim) -> list[str]:
    return [incident.code for incident in resolution.incidents if told.id in incident.claims]


def reason(resolution: Resolution, told: Claim, kind: str = "same_incident") -> str:
    return next(j.reason for j in resolution.judgements if j.about.id == told.id and j.kind == kind)


def person(kind: str, about: Ref, other: Ref | None, verdict: str = "positive", name: str = "h1") -> Judgement:
    return Judgement(
        id=name,
        kind=JudgementKind(kind),
        about=about,
        other=other,
        verdict=Verdict(verdict),
        by="anna",
        at=datetime(2020, 1, 1, tzinfo=UTC),
        reason="read both in full",
    )


def ref(told: Claim) -> Ref:
    return Ref(kind="claim", id=told.id)


def test_accounts_of_one_day_and_place_are_one_incident(resolution: Resolution) -> None:
    battle = next(i for i in resolution.incidents if k.five.id in i.claims)
    assert battle.code == "SY-2018-02-07-deir-al-zour"
    assert battle.title == "Deir al-Zour, 7 February 2018"
    assert battle.kind is IncidentKind.AIR_OR_DRONE_STRIKE
    assert battle.period is not None
    assert battle.period.earliest == battle.period.latest == date(2018, 2, 7)
    assert {k.over_100.id, k.hundred.id, k.all_55.id, k.ten.id} <= set(battle.claims)


def test_reasons_are_words(resolution: Resolution) -> None:
    assert reason(resolution, k.over_100) == (
        "both 7 February 2018; its report names Deir al-Zour; both are about people from Russia; "
        "both name the same means; same report"
    )
    assert "place Syria contains Deir al-Zour" in reason(resolution, k.dozens)


def test_a_claim_without_a_day_is_linked_and_still_says_none(resolution: Resolution) -> None:
    assert of(resolution, k.dozens) == ["SY-2018-02-07-deir-al-zour"]
    assert k.dozens.period is None
    assert "the same words of the same speaker as in another report" in reason(resolution, k.wounded)


def test_a_running_total_belongs_to_no_incident(resolution: Resolution) -> None:
    assert of(resolution, k.official) == []
    rejected = next(j for j in resolution.judgements if j.about.id == k.official.id)
    assert rejected.verdict is Verdict.NEGATIVE
    assert "total" in rejected.reason


def test_another_war_does_not_join(resolution: Resolution) -> None:
    assert "SY-2018-02-07-deir-al-zour" not in of(resolution, k.other_war)
    year = Period(text="2014", earliest=date(2014, 1, 1), latest=date(2014, 12, 31))
    ukraine = claim(
        k.BBC, REUTERS, "killed", count("more than 100", 101, None, None), PEOPLE, place=UKRAINE, period=year
    )
    found = resolve(k.REPORTS, [*k.CLAIMS, ukraine])
    assert of(found, ukraine) == []
    assert "“2014”) is longer than an incident" in reason(found, ukraine)


def test_a_named_person_whose_death_the_report_does_not_place_does_not_join() -> None:
    mother = Speaker(name="mother", kind=ActorKind.RELATIVE)
    son = claim(k.BBC, mother, "killed", count("her son", 1, 1, 1), None, person="A Volunteer", start=310)
    placed = claim(
        k.BBC, mother, "killed", count("a friend", 1, 1, 1), None, person="A Friend", place=KHASHAM, start=320
    )
    found = resolve(k.REPORTS, [*k.CLAIMS, son, placed])
    assert of(found, son) == []
    assert reason(found, son) == "the report does not tie the fate of A Volunteer to this time or place"
    assert of(found, placed) == of(found, k.five)


def test_a_report_about_two_incidents_belongs_to_both() -> None:
    round_up = report("Daily", "2018-02-21")
    second = day("2018-02-19")
    idlib = Place(text="Idlib", id="g9", name="Idlib", country="SY", lat=35.93, lon=36.63, within=("SY",))
    one = claim(round_up, k.US, "killed", NINE, PEOPLE, place=KHASHAM, period=FEB7)
    two = claim(round_up, k.US, "killed", NINE, PEOPLE, place=idlib, period=second, start=60)
    found = resolve([round_up], [one, two])
    assert len(found.incidents) == 2
    assert all(incident.reports == (round_up.id,) for incident in found.incidents)


def test_one_day_in_two_far_places_is_two_incidents() -> None:
    there = Place(text="Aleppo", id="g7", name="Aleppo", country="SY", lat=36.2, lon=37.16, within=("SY",))
    other = claim(k.XINHUA, k.US, "killed", NINE, PEOPLE, place=there, period=FEB7)
    found = resolve(k.REPORTS, [k.hundred, other])
    assert of(found, other) != of(found, k.hundred)


def test_the_country_alone_ties_two_reports_only_with_parties_and_no_other_means() -> None:
    loose = claim(k.XINHUA, "police", "killed", NINE, PEOPLE, place=SYRIA, period=FEB7)
    assert of(resolve(k.REPORTS, [k.hundred, loose]), loose) != of(
        resolve(k.REPORTS, [k.hundred, loose]), k.hundred
    )
    tied = claim(k.XINHUA, "police", "killed", NINE, PEOPLE, place=SYRIA, period=FEB7, by=(k.US,))
    strike = claim(k.BBC, k.US, "killed", NINE, PEOPLE, place=DEIR, period=FEB7, by=(Speaker(name="Pentagon"),))
    found = resolve(k.REPORTS, [strike, tied])
    assert of(found, tied) == of(found, strike)
    assert "both name United States as those who did it" in reason(found, strike) + reason(found, tied)


def test_published_soon_after_about_the_same_place_and_people_joins_unless_two_fit_alike() -> None:
    recent = report("Lragir", "2018-02-12")
    vague = claim(recent, "Wagner", "injured", NINE, k.RUSSIANS, place=KHASHAM)
    found = resolve([*k.REPORTS, recent], [k.five, vague])
    assert of(found, vague) == of(found, k.five)
    assert reason(found, vague).startswith(
        "its report was published 5 days after; place Deir al-Zour contains Khushām"
    )
    other_day = claim(k.TRT, k.US, "killed", NINE, k.RUSSIANS, place=KHASHAM, period=day("2018-02-10"))
    both = resolve([*k.REPORTS, recent], [k.five, other_day, vague])
    assert of(both, vague) not in (of(both, k.five), of(both, other_day))


def test_a_place_that_the_report_spells_in_another_way_counts_as_named() -> None:
    text = "Fighters were killed on 7 February.\n\nIt happened near Deir el-Zour, officials said."
    other = report("CBS News", "2018-02-08", text)
    dated = claim(other, "officials", "killed", NINE, PEOPLE, period=FEB7)
    found = resolve([*k.REPORTS, other], [k.hundred, dated])
    assert of(found, dated) == of(found, k.hundred)
    assert "its report names Deir Al Zour" in reason(found, dated)
    elsewhere = report("CBS News", "2018-02-08", text.replace("Deir el-Zour", "Deir Hafir"))
    away = claim(elsewhere, "officials", "killed", NINE, PEOPLE, period=FEB7)
    apart = resolve([*k.REPORTS, elsewhere], [k.hundred, away])
    assert of(apart, away) != of(apart, k.hundred)


def test_a_report_without_any_day_makes_an_incident_that_says_by_when() -> None:
    bare = claim(k.XINHUA, "police", "killed", NINE, PEOPLE, place=KHASHAM)
    (incident,) = resolve([k.XINHUA], [bare]).incidents
    assert incident.code == "SY-by-2018-02-20-khusham"
    assert incident.period is not None
    assert (incident.period.earliest, incident.period.latest) == (None, date(2018, 2, 20))


def test_what_a_party_says_happened_goes_with_the_one_incident_of_its_report() -> None:
    massacre = claim(k.BBC, "Syrian government", "event", None, None, start=900)
    onlooker = claim(k.BBC, "Norwegian government", "event", None, None, start=700)
    found = resolve(k.REPORTS, [k.over_100, k.hundred, massacre, onlooker])
    assert of(found, massacre) == of(found, k.hundred)
    assert of(found, onlooker) == []


def test_a_vague_claim_far_from_the_others_is_not_swept_in() -> None:
    bodies = claim(k.BBC, k.SOME_REPORTS, "bodies_found", count("bodies", 2, None, None), None, start=900)
    beside = claim(k.BBC, k.SOME_REPORTS, "injured", count("the injured", 2, None, None), None, start=215)
    found = resolve(k.REPORTS, [k.over_100, k.hundred, bodies, beside])
    assert of(found, bodies) == []
    assert "no neighbouring claim" in reason(found, bodies)
    assert of(found, beside) == of(found, k.over_100)
    number = claim(k.BBC, "the coalition", "killed", count("an estimated 80", 72, 80, 88), None, start=900)
    told = resolve(k.REPORTS, [k.over_100, k.hundred, number])
    assert of(told, number) == of(told, k.hundred)
    assert reason(told, number).endswith("gives a number, in a report of the days after")


def test_a_deed_without_harm_is_no_incident() -> None:
    deed = claim(k.BBC, k.US, "event", None, None, place=DEIR, period=FEB7)
    assert resolve([k.BBC], [deed]).incidents == ()


def test_the_order_of_the_input_changes_no_byte() -> None:
    first = json.dumps(to_dict(resolve(k.REPORTS, k.CLAIMS)))
    for seed in range(5):
        chance = random.Random(seed)
        reports, claims = list(k.REPORTS), list(k.CLAIMS)
        chance.shuffle(reports)
        chance.shuffle(claims)
        assert json.dumps(to_dict(resolve(reports, claims))) == first


def test_a_second_run_judges_nothing_new(resolution: Resolution) -> None:
    again = resolve(k.REPORTS, k.CLAIMS, resolution.judgements)
    assert again.judgements == ()
    assert again.incidents == resolution.incidents


def test_a_code_stays_when_a_later_report_names_the_place_better(resolution: Resolution) -> None:
    late = report("New York Times", "2018-05-24")
    finer = claim(
        late, "Pentagon", "killed", count("200 to 300", 200, None, 300), PEOPLE, place=KHASHAM, period=FEB7
    )
    fresh = resolve([*k.REPORTS, late], [*k.CLAIMS, finer])
    assert of(fresh, finer) == ["SY-2018-02-07-khusham"]
    after = resolve([*k.REPORTS, late], [*k.CLAIMS, finer], resolution.judgements)
    assert of(after, finer) == ["SY-2018-02-07-deir-al-zour"]


def test_a_judgement_that_no_longer_follows_is_reversed_not_deleted(resolution: Resolution) -> None:
    after = resolve(k.REPORTS, [c for c in k.CLAIMS if c is not k.over_100], resolution.judgements)
    placed = next(j.id for j in resolution.judgements if j.about.id == k.over_100.id)
    undone = next(j for j in after.judgements if j.reverses == placed)
    assert "no longer follows" in undone.reason
    back = resolve(k.REPORTS, k.CLAIMS, [*resolution.judgements, *after.judgements])
    renewed = [j for j in back.judgements if j.about.id == k.over_100.id]
    assert [j.verdict for j in renewed] == [Verdict.POSITIVE]
    assert renewed[0].id != placed


def test_a_person_takes_a_claim_out_and_puts_another_in(resolution: Resolution) -> None:
    code = Ref(kind="incident", id="SY-2018-02-07-deir-al-zour")
    out = person("same_incident", ref(k.hundred), code, "negative")
    found = resolve(k.REPORTS, k.CLAIMS, [*resolution.judgements, out])
    assert of(found, k.hundred) == []
    inside = person("same_incident", ref(k.official), code)
    assert of(resolve(k.REPORTS, k.CLAIMS, [inside]), k.official) == [code.id]


def test_a_person_parts_two_claims_of_one_day_and_joins_two_of_different_days() -> None:
    twin = claim(k.XINHUA, k.US, "killed", NINE, PEOPLE, place=DEIR, period=FEB7)
    assert len(resolve(k.REPORTS, [k.hundred, twin]).incidents) == 1
    apart = person("same_incident", ref(twin), ref(k.hundred), "negative")
    assert len(resolve(k.REPORTS, [k.hundred, twin], [apart]).incidents) == 2
    later = claim(k.XINHUA, k.US, "killed", NINE, PEOPLE, place=DEIR, period=day("2018-02-12"))
    assert len(resolve(k.REPORTS, [k.hundred, later]).incidents) == 2
    joined = resolve(k.REPORTS, [k.hundred, later], [person("same_incident", ref(later), ref(k.hundred))])
    (incident,) = joined.incidents
    assert incident.code == "SY-2018-02-07-deir-al-zour"
    assert "anna judged: read both in full" in reason(joined, later)


def test_a_person_may_exclude_a_claim_and_undo_it() -> None:
    out = person("exclude", ref(k.hundred), None)
    assert of(resolve(k.REPORTS, k.CLAIMS, [out]), k.hundred) == []
    back = Judgement(
        id="h2",
        kind=JudgementKind.EXCLUDE,
        about=ref(k.hundred),
        by="anna",
        at=datetime(2020, 1, 2, tzinfo=UTC),
        reason="it stands",
        reverses="h1",
    )
    assert of(resolve(k.REPORTS, k.CLAIMS, [out, back]), k.hundred)


def test_a_later_number_of_the_same_speaker_supersedes_and_the_same_words_restate(resolution: Resolution) -> None:
    judged = [
        (j.kind, j.about.id, j.other.id) for j in resolution.judgements if j.other and j.other.kind == "claim"
    ]
    assert judged == [(JudgementKind.SUPERSEDES, k.dozens.id, k.five.id)]
    echo = claim(
        k.MAVEN, "the Russian Foreign Ministry", "killed_or_injured", k.DOZENS, k.CITIZENS, place=DEIR, period=FEB7
    )
    found = resolve(k.REPORTS, [*k.CLAIMS, echo])
    restated = next(j for j in found.judgements if j.kind is JudgementKind.RESTATES)
    assert (restated.about.id, restated.other and restated.other.id) == (echo.id, k.dozens.id)


@pytest.mark.parametrize(
    ("measure", "number", "said"),
    [
        # the same number of a wider outcome
        ("killed_or_injured", k.DOZENS, None),
        # said at some time in February: nobody knows whether that is later
        ("killed", NINE, Period(text="February 2018", earliest=date(2018, 2, 1), latest=date(2018, 2, 28))),
    ],
)
def test_what_says_less_or_is_not_surely_later_supersedes_nothing(
    measure: str, number: Count, said: Period | None
) -> None:
    where = {"place": DEIR, "period": FEB7}
    first = claim(k.BBC, "Russian Foreign Ministry", "killed", k.DOZENS, k.CITIZENS, **where)
    later = replace(claim(k.MAVEN, "Russian Foreign Ministry", measure, number, k.CITIZENS, **where), said_at=said)
    assert not any(j.kind is JudgementKind.SUPERSEDES for j in resolve(k.REPORTS, [first, later]).judgements)
    if said:
        dated = replace(later, said_at=None)
        assert any(j.kind is JudgementKind.SUPERSEDES for j in resolve(k.REPORTS, [first, dated]).judgements)


def test_a_ministry_speaks_for_its_government() -> None:
    before = claim(k.TRT, "Russian government", "killed", k.FIVE, k.RUSSIANS, place=DEIR, period=FEB7)
    found = resolve(k.REPORTS, [before, k.dozens, k.over_100, k.hundred])
    assert "which speaks for it" in reason(found, k.dozens, "supersedes")
    military = claim(k.TRT, "Russian military", "killed", k.FIVE, k.RUSSIANS, place=DEIR, period=FEB7)
    assert not any(
        j.kind is JudgementKind.SUPERSEDES
        for j in resolve(k.REPORTS, [military, k.dozens, k.over_100, k.hundred]).judgements
    )


def test_an_echo_is_judged_only_where_the_report_names_its_source() -> None:
    copy = report("Belsat", "2018-02-17")
    doctor = Speaker(name="military doctor", kind=ActorKind.ANONYMOUS)
    first = claim(k.REUTERS, doctor, "killed", NINE, k.RUSSIANS, place=DEIR, period=FEB7, via=(REUTERS,))
    told = claim(copy, doctor, "killed", NINE, k.RUSSIANS, place=DEIR, period=FEB7, via=(REUTERS,))
    silent = claim(k.BBC, doctor, "killed", NINE, k.RUSSIANS, place=DEIR, period=FEB7)
    found = resolve([*k.REPORTS, copy], [first, told, silent])
    (echo,) = [j for j in found.judgements if j.kind is JudgementKind.ECHO]
    assert (echo.about.id, echo.other and echo.other.id) == (copy.id, k.REUTERS.id)
    assert echo.label == EchoKind.CITES
    assert echo.reason == "names Reuters as the source of one claim; Reuters reported on 2018-02-16"


def test_alike_codes_are_told_apart_by_number() -> None:
    twin = claim(k.XINHUA, k.US, "killed", NINE, PEOPLE, place=DEIR, period=FEB7)
    apart = person("same_incident", ref(twin), ref(k.hundred), "negative")
    codes = sorted(i.code for i in resolve(k.REPORTS, [k.hundred, twin], [apart]).incidents)
    assert codes == ["SY-2018-02-07-deir-al-zour", "SY-2018-02-07-deir-al-zour-2"]


def test_nothing_gives_nothing() -> None:
    assert resolve([], []) == Resolution(incidents=(), judgements=())


def test_thousands_of_claims_take_seconds() -> None:
    towns = [
        Place(text=f"T{n}", id=f"t{n}", name=f"T{n}", country="SY", lat=n % 60, lon=n % 90, within=("SY",))
        for n in range(100)
    ]
    reports, claims = [], []
    for n in range(1000):
        when = date.fromordinal(date(2018, 1, 1).toordinal() + n % 100)
        one = report(f"Outlet {n % 30}", when.isoformat(), f"{n}\n" * 40)
        reports.append(one)
        for part in range(5):
            number = count(str(part), part, part, part)
            own = day(when.isoformat()) if part else None
            claims.append(claim(one, k.US, "killed", number, PEOPLE, place=towns[n % 100], period=own, start=part))
    found = resolve(reports, claims)
    assert len(found.incidents) == 100
    assert sum(len(incident.claims) for incident in found.incidents) == 5000
