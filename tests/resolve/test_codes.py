"""Codes that people cite: a ledger that grows, merges, is corrected and corrected back loses none of them."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Claim, Judgement, JudgementKind, Place, Ref, Report, Verdict, to_dict
from cenotaph.resolve import Resolution, known_on, resolve
from reconcile.claims import DEIR, KHASHAM, US, claim, count, day, group, report

PEOPLE = group("people", role="people")
TOWN = Place(text="Hajin", id="g3", name="Hajin", country="SY", lat=34.69, lon=40.83, within=("SY.07", "SY"))
EAST = "SY-2018-02-07-khusham"
SOUTH = "SY-2018-02-07-hajin"


def told(outlet: str, published: str, place: Place, when: str, number: int = 9) -> tuple[Report, Claim]:
    source = report(outlet, published)
    people = count(str(number), number, number, number)
    return source, claim(source, US, "killed", people, PEOPLE, place=place, period=day(when))


class Ledger:
    """Reports as they come in, with every judgement kept; ``run`` is ``cenotaph resolve``."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.claims: list[Claim] = []
        self.record: list[Judgement] = []
        self.given: set[str] = set()

    def add(self, source: Report, *claims: Claim) -> None:
        self.reports.append(source)
        self.claims += claims

    def run(self) -> Resolution:
        found = resolve(self.reports, self.claims, self.record)
        self.record += found.judgements
        self.given |= {incident.code for incident in found.incidents}
        for code in self.given:
            assert (found.incident(code) is None) == (code in found.withdrawn)
        return found

    def judge(
        self, about: Ref, other: Ref | None, verdict: Verdict = Verdict.POSITIVE, kind: str = "same_incident"
    ) -> Judgement:
        made = Judgement(
            id=f"h{len(self.record)}",
            kind=JudgementKind(kind),
            about=about,
            other=other,
            verdict=verdict,
            by="anna",
            at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=len(self.record)),
            reason="read both in full",
        )
        self.record.append(made)
        return made

    def undo(self, judgement: Judgement) -> None:
        made = self.judge(judgement.about, judgement.other, kind=judgement.kind)
        self.record[-1] = Judgement(
            id=made.id,
            kind=made.kind,
            about=made.about,
            other=made.other,
            by=made.by,
            at=made.at,
            reason="a mistake",
            reverses=judgement.id,
        )


def of(found: Resolution, told: Claim) -> str:
    return next(incident.code for incident in found.incidents if told.id in incident.claims)


def code(name: str) -> Ref:
    return Ref(kind="incident", id=name)


def two_incidents() -> tuple[Ledger, Claim, Claim]:
    ledger = Ledger()
    east, south = (
        told("Gazette", "2018-02-08", KHASHAM, "2018-02-07"),
        told("Courier", "2018-02-09", TOWN, "2018-02-07"),
    )
    ledger.add(*east)
    ledger.add(*south)
    found = ledger.run()
    assert [incident.code for incident in found.incidents] == [SOUTH, EAST]
    return ledger, east[1], south[1]


def test_two_incidents_that_people_join_leave_a_redirect_on_every_later_run() -> None:
    ledger, east, south = two_incidents()
    ledger.judge(code(SOUTH), code(EAST))
    for _ in range(3):
        found = ledger.run()
        (incident,) = found.incidents
        assert (incident.code, incident.previous_codes) == (EAST, (SOUTH,))
        assert found.incident(SOUTH) is incident
    assert ledger.run().judgements == ()
    assert of(found, east) == of(found, south) == EAST


def test_a_merge_that_is_undone_gives_both_their_old_codes_back() -> None:
    ledger, east, south = two_incidents()
    joined = ledger.judge(code(SOUTH), code(EAST))
    ledger.run()
    ledger.undo(joined)
    found = ledger.run()
    assert (of(found, east), of(found, south)) == (EAST, SOUTH)
    assert all(incident.previous_codes == () for incident in found.incidents)
    again = Ledger()
    again.reports, again.claims, again.record = ledger.reports, ledger.claims, ledger.record
    pair = again.judge(Ref(kind="claim", id=east.id), Ref(kind="claim", id=south.id))
    assert len(again.run().incidents) == 1
    again.undo(pair)
    back = again.run()
    assert (of(back, east), of(back, south)) == (EAST, SOUTH)


def test_what_a_later_report_drew_together_a_person_can_part_again() -> None:
    ledger = Ledger()
    west = told("Gazette", "2018-02-10", DEIR, "2018-02-07")
    next_day = told("Courier", "2018-02-10", KHASHAM, "2018-02-09", 4)
    ledger.add(*west)
    ledger.add(*next_day)
    first = ledger.run()
    codes = of(first, west[1]), of(first, next_day[1])
    assert len(set(codes)) == 2
    ledger.judge(Ref(kind="claim", id=next_day[1].id), Ref(kind="claim", id=west[1].id))
    merged = ledger.run()
    kept = of(merged, west[1])
    assert len(merged.incidents) == 1
    late = told("Herald", "2018-02-11", KHASHAM, "2018-02-09", 5)
    ledger.add(*late)
    assert of(ledger.run(), late[1]) == kept
    ledger.judge(code(codes[0]), code(codes[1]), Verdict.NEGATIVE)
    parted = ledger.run()
    assert (of(parted, west[1]), of(parted, next_day[1])) == codes
    fresh = told("Daily", "2018-02-11", KHASHAM, "2018-02-09", 4)
    ledger.add(*fresh)
    assert of(ledger.run(), fresh[1]) == codes[1]


def test_of_two_that_merge_the_larger_keeps_its_code() -> None:
    ledger, east, south = two_incidents()
    more = told("Herald", "2018-02-10", TOWN, "2018-02-07", 8)
    ledger.add(*more)
    ledger.run()
    ledger.judge(Ref(kind="claim", id=east.id), Ref(kind="claim", id=south.id))
    (incident,) = ledger.run().incidents
    assert (incident.code, incident.previous_codes) == (SOUTH, (EAST,))


def test_the_larger_part_of_a_split_keeps_the_code_and_the_other_never_takes_one_that_was_given() -> None:
    ledger = Ledger()
    trio = [told(name, "2018-02-09", KHASHAM, "2018-02-07", n) for n, name in enumerate(("Gazette", "Sun", "Star"))]
    for source, own in trio:
        ledger.add(source, own)
    assert of(ledger.run(), trio[0][1]) == EAST
    for _, other in trio[1:]:
        ledger.judge(Ref(kind="claim", id=trio[0][1].id), Ref(kind="claim", id=other.id), Verdict.NEGATIVE)
    found = ledger.run()
    assert of(found, trio[1][1]) == of(found, trio[2][1]) == EAST
    assert of(found, trio[0][1]) == f"{EAST}-2"


def test_a_code_is_withdrawn_with_its_last_claim_and_comes_back_with_it() -> None:
    ledger, _, south = two_incidents()
    out = ledger.judge(Ref(kind="claim", id=south.id), None, kind="exclude")
    found = ledger.run()
    assert found.withdrawn == (SOUTH,)
    other = told("Herald", "2018-02-10", TOWN, "2018-02-07", 3)
    ledger.add(*other)
    assert of(ledger.run(), other[1]) == f"{SOUTH}-2"
    ledger.undo(out)
    found = ledger.run()
    assert found.withdrawn == ()
    assert found.incident(SOUTH) is not None


def test_as_of_a_past_day_the_incidents_of_then_bear_the_codes_of_today() -> None:
    ledger = Ledger()
    vague = told("Gazette", "2018-02-08", DEIR, "2018-02-07")
    finer = told("Courier", "2018-05-24", KHASHAM, "2018-02-07", 8)
    ledger.add(*vague)
    ledger.add(*finer)
    today = ledger.run()
    assert of(today, vague[1]) == of(today, finer[1]) == EAST
    out = ledger.judge(Ref(kind="claim", id=vague[1].id), None, kind="exclude")
    then = known_on(ledger.reports, ledger.claims, ledger.record, date(2018, 3, 1))
    assert (then.reports, then.claims) == ((vague[0],), (vague[1],))
    assert out not in then.judgements
    (incident,) = resolve(then.reports, then.claims, then.judgements).incidents
    assert (incident.code, incident.claims) == (EAST, (vague[1].id,))
    assert known_on(ledger.reports, ledger.claims, ledger.record, date(2018, 2, 7)).reports == ()
    assert out in known_on(ledger.reports, ledger.claims, ledger.record, date(2030, 1, 1)).judgements


def test_a_report_without_a_date_was_known_on_no_day() -> None:
    undated = report("Gazette", None)
    assert known_on([undated], [], [], date(2030, 1, 1)).reports == ()


TELLING = st.tuples(
    st.sampled_from(["Gazette", "Courier", "Herald", "Star"]),
    st.integers(0, 6),  # day of the incident
    st.integers(0, 9),  # days until it was told
    st.sampled_from([KHASHAM, DEIR, TOWN, None]),
    st.integers(1, 5),
    st.booleans(),
)


def tellings(rows: list[tuple[str, int, int, Place | None, int, bool]]) -> list[tuple[Report, Claim]]:
    made = {}
    for outlet, on, after, place, number, dated in rows:
        when = date(2018, 2, 7) + timedelta(days=on)
        source = report(outlet, (when + timedelta(days=after)).isoformat(), f"{number} {place and place.name}")
        period = day(when.isoformat()) if dated else None
        people = count(str(number), number, number, number)
        made[source.id] = (source, claim(source, US, "killed", people, PEOPLE, place=place, period=period))
    return list(made.values())


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(TELLING, min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_a_ledger_that_grows_report_by_report_ends_like_one_read_at_once(
    rows: list[tuple[str, int, int, Place | None, int, bool]], chance: random.Random
) -> None:
    ledger = Ledger()
    found = Resolution(incidents=(), judgements=())
    for source, own in tellings(rows):
        ledger.add(source, own)
        if chance.random() < 0.2 and found.incidents:
            ledger.judge(
                Ref(kind="claim", id=chance.choice(ledger.claims).id),
                Ref(kind="claim", id=found.incidents[0].claims[0]),
                chance.choice([Verdict.POSITIVE, Verdict.NEGATIVE]),
            )
        found = ledger.run()
    people = [judgement for judgement in ledger.record if judgement.by == "anna"]
    at_once = resolve(ledger.reports, ledger.claims, people)
    assert sorted(i.claims for i in found.incidents) == sorted(i.claims for i in at_once.incidents)
    shuffled = [chance.sample(rows, len(rows)) for rows in (ledger.reports, ledger.claims, ledger.record)]
    again = resolve(*shuffled)  # type: ignore[arg-type]
    assert json.dumps(to_dict(again)) == json.dumps(to_dict(resolve(ledger.reports, ledger.claims, ledger.record)))
    assert again.judgements == ()


def test_a_place_without_a_name_is_in_no_code_and_no_title() -> None:
    ledger = Ledger()
    ledger.add(*told("Post", "2018-02-08", Place(text="outpost"), "2018-02-07"))
    (incident,) = ledger.run().incidents
    assert incident.code == "XX-2018-02-07"
    assert incident.title.startswith("Place not stated, ")
