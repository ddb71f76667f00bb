"""What follows from claims taken together, with the claims that bind each end: the Khasham accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import Claim, Incident, Judgement, JudgementKind, Measure, Period, Ref, Verdict
from cenotaph.reconcile import Question, System, bounds
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.scopes import Site
from cenotaph.reconcile.stated import Floor
from reconcile import khasham as k
from reconcile.claims import FEB7, KHASHAM, SYRIA, US, claim, count, group, report

CODE = k.INCIDENT.code
KILLED = Question(measure=Measure.KILLED, group=k.RUSSIANS, incident=CODE)
NINE_MONTHS = Period(text="first nine months of 2017", earliest=date(2017, 1, 1), latest=date(2017, 9, 30))
agency = claim(
    k.BBC,
    "Reuters",
    "killed",
    count("at least 131", 131, None, None),
    k.RUSSIANS,
    scope="period",
    place=SYRIA,
    period=NINE_MONTHS,
    start=550,
)
TOLD = (k.dozens, k.over_100, k.hundred, k.official, agency)
TO_DATE = Question(measure=Measure.KILLED, group=k.RUSSIANS, place=SYRIA, last=date(2018, 2, 20))


def ask(question: Question, claims: Sequence[Claim], *incidents: Incident) -> tuple[int | None, int | None]:
    found = bounds(question, claims, reports=k.REPORTS, incidents=incidents)
    return found.figure.low, found.figure.high


def test_without_some_reports_at_most_99_russians_were_killed_that_day_and_131_to_date() -> None:
    told = [c for c in TOLD if c is not k.over_100]
    that_day = bounds(KILLED, told, reports=k.REPORTS, incidents=[k.INCIDENT])
    assert (that_day.figure.low, that_day.figure.high) == (0, 99)
    assert that_day.highest == that_day.lowest == (k.dozens.id,)
    to_date = bounds(TO_DATE, told, reports=k.REPORTS, incidents=[k.INCIDENT])
    assert (to_date.figure.low, to_date.figure.high) == (131, None)
    assert to_date.lowest == (agency.id,)
    assert to_date.note == "Open above: Reuters' “at least 131” sets no upper end for all of them."


def test_with_them_and_without_the_ministry_and_the_us_101_and_232_follow() -> None:
    told = [k.over_100, k.official, agency]
    that_day = bounds(KILLED, told, reports=k.REPORTS, incidents=[k.INCIDENT])
    assert (that_day.figure.low, that_day.figure.high) == (101, None)
    assert that_day.lowest == (k.over_100.id,)
    to_date = bounds(TO_DATE, told, reports=k.REPORTS, incidents=[k.INCIDENT])
    assert (to_date.figure.low, to_date.figure.high) == (232, None)
    assert set(to_date.lowest) == {k.over_100.id, agency.id}


def test_regular_soldiers_are_apart_from_mercenaries_so_that_both_count_among_russians() -> None:
    assert ask(TO_DATE, [k.over_100, k.official], k.INCIDENT) == (145, None)


def test_claims_that_cannot_all_be_true_have_no_bounds_and_are_named() -> None:
    with pytest.raises(ContradictionError) as caught:
        ask(KILLED, [k.dozens, k.over_100], k.INCIDENT)
    assert set(caught.value.claims) == {k.dozens.id, k.over_100.id}


def test_believing_takes_voices_and_single_claims() -> None:
    rest = [c.id for c in TOLD if c is not k.over_100]
    found = bounds(KILLED, TOLD, reports=k.REPORTS, incidents=[k.INCIDENT], believe=rest)
    assert (found.figure.low, found.figure.high) == (0, 99)


def test_as_of_a_day_what_was_said_later_is_not_known() -> None:
    early = claim(k.TRT, US, "killed", count("at least 40", 40, None, None), k.MERCENARIES, period=FEB7)
    killed = Question(measure=Measure.KILLED, group=k.RUSSIANS)
    assert bounds(killed, [early, *TOLD], date(2018, 2, 16), reports=k.REPORTS).lowest == (early.id,)
    with pytest.raises(NotFoundError):
        bounds(killed, TOLD, date(2018, 2, 16), reports=k.REPORTS)
    with pytest.raises(NotFoundError):
        bounds(replace(killed, incident="elsewhere"), TOLD, reports=k.REPORTS)


def test_killed_or_injured_leaves_room_for_no_killed_and_counts_both() -> None:
    told = [k.dozens]
    assert ask(KILLED, told, k.INCIDENT) == (0, 99)
    both = Question(measure=Measure.KILLED_OR_INJURED, group=k.RUSSIANS, incident=CODE)
    assert ask(both, told, k.INCIDENT) == (24, 99)


def test_nothing_follows_for_a_group_that_nobody_relates_to_what_is_claimed() -> None:
    found = bounds(Question(measure=Measure.KILLED, group=group("Cossacks", role="cossacks")), [k.hundred])
    assert (found.figure.low, found.figure.high) == (None, None)
    assert found.figure.trail.claims == (k.hundred.id,)
    assert found.note == "Unknown: no claim here counts them, or people among them."


def test_two_incidents_share_nobody_and_a_total_over_both_caps_each() -> None:
    said = report("Field Office", "2018-03-01")
    first = claim(said, "the office", "killed", count("30", 30, 30, 30), place=SYRIA, period=FEB7)
    second = claim(said, "the office", "killed", count("at least 20", 20, None, None), place=SYRIA, start=9)
    month = Period(text="February", earliest=date(2018, 2, 1), latest=date(2018, 2, 28))
    people = group("people", role="people")
    total = claim(
        said, "UN", "killed", count("60 to 70", 60, None, 70), people, scope="period", place=SYRIA, period=month
    )
    battle = Incident(code="a", title="a battle", place=SYRIA, period=FEB7, claims=(first.id,))
    strike = Incident(code="b", title="a strike", place=SYRIA, period=month, claims=(second.id,))
    told = [first, second, total]

    def killed(**where: object) -> tuple[int | None, int | None]:
        question = Question(measure=Measure.KILLED, **where)  # type: ignore[arg-type]
        found = bounds(question, told, reports=[said], incidents=[battle, strike])
        return found.figure.low, found.figure.high

    assert killed(incident="b") == (20, 40)
    assert killed(place=SYRIA, first=date(2018, 2, 1), last=date(2018, 2, 28)) == (60, 70)


def test_days_outside_a_known_total_stay_open() -> None:
    assert ask(Question(measure=Measure.KILLED, group=k.RUSSIANS, place=SYRIA), [agency]) == (131, None)
    after = Question(measure=Measure.KILLED, group=k.RUSSIANS, place=SYRIA, first=date(2017, 10, 1))
    assert ask(after, [agency]) == (None, None)


def test_a_part_of_a_part_is_within_both_wholes() -> None:
    all_of_them = claim(k.MAVEN, k.DAMASCUS, "killed", count("at least 3", 3, None, None), group("people"))
    some = count("20", 20, 20, 20)
    hunters = claim(k.MAVEN, k.DAMASCUS, "killed", some, group("the hunters"), part_of=all_of_them.id, start=9)
    theirs = claim(k.MAVEN, k.DAMASCUS, "killed", count("8", 8, 8, 8), part_of=hunters.id, start=19)
    killed = Question(measure=Measure.KILLED, incident="")
    assert ask(killed, [all_of_them, hunters, theirs]) == (20, None)
    assert ask(killed, [all_of_them, theirs]) == (8, None)


def test_a_number_that_does_not_say_of_whom_counts_everyone_unless_one_group_alone_has_more() -> None:
    some = claim(k.MAVEN, k.DAMASCUS, "killed", count("55", 55, 55, 55))
    few = claim(k.BBC, US, "killed", count("at least 30", 30, None, None), k.MILITIA)
    killed = Question(measure=Measure.KILLED, incident="")
    assert ask(killed, [some]) == (55, 55)
    assert ask(killed, [some, few]) == (55, 55)
    assert ask(killed, [some, k.hundred]) == (100, None)
    assert ask(replace(killed, group=k.MILITIA), [some, few]) == (30, None)


def test_sums_over_incidents_are_floors_of_totals_and_carry_their_claims() -> None:
    """How many incidents enter a total without being told apart."""
    evidence = gather(k.REPORTS, [agency], [])
    in_2017 = Site(code="incidents of 2017", place=KHASHAM, first=736_300, last=736_400)
    later = replace(in_2017, code="later incidents", first=736_800, last=736_900)
    floors = [
        Floor(measure=Measure.KILLED, group=k.RUSSIANS, site=in_2017, low=150, claims=("a", "b")),
        Floor(measure=Measure.KILLED, group=k.MERCENARIES, site=later, low=30, claims=("c",)),
    ]
    system = System.build(evidence, [agency], floors=floors)
    found = system.bounds(Question(measure=Measure.KILLED, group=k.RUSSIANS, place=SYRIA))
    assert (found.figure.low, found.figure.high) == (180, None)
    assert found.lowest == ("a", "b", "c")
    assert system.ids == (agency.id,)
    assert system.consistent(system.ids)


def test_a_person_s_judgement_of_what_contains_what_comes_before_the_rules() -> None:
    some = claim(k.BBC, US, "killed", count("at least 30", 30, None, None), k.MILITIA)
    all_of_them = claim(k.TRT, k.DAMASCUS, "killed", count("10", 10, 10, 10), k.RUSSIANS)
    told = [some, all_of_them]

    def judged(verdict: str, label: str | None, about: Claim, other: Claim) -> tuple[int | None, int | None] | str:
        judgement = Judgement(
            id="j",
            kind=JudgementKind.CONTAINS,
            about=Ref(kind="claim", id=about.id),
            other=Ref(kind="claim", id=other.id),
            verdict=Verdict(verdict),
            label=label,
            by="an analyst",
            at=datetime(2020, 1, 1, tzinfo=UTC),
            reason="the list of the dead",
        )
        question = Question(measure=Measure.KILLED, group=k.MILITIA, incident="")
        try:
            figure = bounds(question, [about, other], reports=k.REPORTS, judgements=[judgement]).figure
        except ContradictionError:
            return "contradiction"
        return figure.low, figure.high

    assert ask(Question(measure=Measure.KILLED, group=k.MILITIA, incident=""), told) == (30, None)
    assert judged("positive", None, all_of_them, some) == "contradiction"
    assert judged("positive", "within", some, all_of_them) == "contradiction"
    assert judged("positive", None, some, all_of_them) == (30, None)
    assert judged("unsure", None, all_of_them, some) == (30, None)
    # by rule mercenaries are Russians; a person says that these were not
    hired = claim(k.BBC, US, "killed", count("at least 30", 30, None, None), k.MERCENARIES)
    assert judged("positive", None, all_of_them, hired) == "contradiction"
    assert judged("negative", None, all_of_them, hired) == (30, None)
