"""A place and a period: its incidents added up, the totals that are claimed of it, and what cannot all be true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cenotaph.errors import NotFoundError
from cenotaph.model import ActorKind, Claim, Incident, Measure, Period, Speaker, to_dict
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.overview import Overview, ScopeAnswer, overview
from cenotaph.reconcile.questions import scope_of
from reconcile.claims import DEIR, FEB7, KHASHAM, SYRIA, UKRAINE, claim, count, day, group, report

PAPER, LATER = report("Reuters", "2018-03-01"), report("BBC", "2019-01-10")
YEAR = Period(text="in 2018", earliest=date(2018, 1, 1), latest=date(2018, 12, 31))
SYRIA_2018 = Question(measure=Measure.KILLED, place=SYRIA, first=date(2018, 1, 1), last=date(2018, 12, 31))
RUSSIANS = group("Russians", "RU")

army = claim(PAPER, "the army", "killed", count("12", 12, 12, 12), place=KHASHAM, period=FEB7)
mayor = claim(PAPER, "the mayor", "killed", count("20 to 30", 20, None, 30), place=DEIR, period=FEB7, start=100)
hospital = claim(PAPER, "the hospital", "injured", count("7", 7, 7, 7), place=DEIR, period=FEB7, start=200)
elsewhere = claim(PAPER, "Kyiv", "killed", count("9", 9, 9, 9), place=UKRAINE, period=FEB7, start=300)
somewhere = claim(PAPER, "a doctor", "killed", count("4", 4, 4, 4), start=400)
monitor = claim(
    LATER, "the monitor", "killed", count("at least 100", 100, None, None), place=SYRIA, period=YEAR, scope="period"
)
ministry = claim(
    LATER, "the ministry", "killed", count("25", 25, 25, 25), place=SYRIA, period=YEAR, scope="period", start=100
)
citizens = replace(ministry, id="c-citizens", speaker=Speaker(name="the consulate", kind=ActorKind.STATE),
                   count=count("15", 15, 15, 15), group=RUSSIANS)  # fmt: skip
CLAIMS = (army, mayor, hospital, elsewhere, somewhere)


def incident(code: str, *claims: Claim, of: Period | None = FEB7) -> Incident:
    return Incident(code=code, title=code, place=claims[0].place, period=of, claims=tuple(c.id for c in claims))


INCIDENTS = (
    incident("khasham", army),
    incident("deir", mayor, hospital, of=day("2018-02-08")),
    incident("kyiv", elsewhere),
    incident("unplaced", somewhere, of=None),
)


def told(*totals: Claim, **more: object) -> Overview:
    return overview(SYRIA_2018, (PAPER, LATER), (*CLAIMS, *totals), INCIDENTS, **more)  # type: ignore[arg-type]


def killed(found: Overview) -> ScopeAnswer:
    return next(a for a in found.answers if a.question.measure is Measure.KILLED and a.question.group is None)


def test_incidents_of_the_place_are_added_up_and_no_other() -> None:
    found = told()
    assert [(m.incident.code, m.surely) for m in found.members] == [
        ("khasham", True),
        ("deir", True),
        ("unplaced", False),
    ]
    answer = killed(found)
    assert answer.record is not None
    assert (answer.record.figure.low, answer.record.figure.high) == (32, 46), (
        "the unplaced one adds at the top alone"
    )
    assert str(found.members[1].bounds[Measure.INJURED].figure) == "7"
    assert elsewhere.id not in found.claims


def test_a_total_stands_beside_the_incidents_and_is_not_added_to_them() -> None:
    answer = killed(told(monitor))
    assert answer.bounds is not None
    assert (answer.bounds.figure.low, answer.bounds.figure.high) == (100, None)
    assert answer.bounds.lowest == (monitor.id,)
    assert answer.record is not None
    assert monitor.id not in answer.record.figure.trail.claims


def test_incidents_that_cannot_bear_on_the_scope_are_not_asked() -> None:
    """Kyiv's is in another country; a total without a place may hold its dead, and then it is asked too."""
    asked: list[tuple[int, int, str]] = []
    told(monitor, on_progress=lambda *step: asked.append(step))
    assert asked == [(1, 3, "incidents"), (2, 3, "incidents"), (3, 3, "incidents")]
    placeless = replace(ministry, id="c-placeless", place=None)
    asked.clear()
    assert killed(told(placeless, on_progress=lambda *step: asked.append(step))).record == killed(told()).record
    assert asked[-1] == (4, 4, "incidents")


def test_a_group_that_a_total_counts_is_asked_about_apart() -> None:
    russians = next(a for a in told(citizens).answers if a.question.group)
    assert russians.question.group == RUSSIANS
    assert russians.bounds is not None
    assert str(russians.bounds.figure) == "15"


def test_totals_that_contradict_each_other_are_told_with_their_gap() -> None:
    found = told(monitor, ministry)
    (only,) = found.totals.contradictions
    assert set(only.claims) == {monitor.id, ministry.id}
    assert only.gap.low == 75


def test_a_total_that_is_less_than_the_incidents_is_refused_and_what_follows_without_it_is_given() -> None:
    answer = killed(told(ministry))
    assert answer.bounds is None
    assert answer.against == (ministry.id,)
    (only,) = answer.without
    assert only.voices == (told(ministry).voices[ministry.id],)
    assert str(only.bounds.figure) == "at least 32"


def test_voices_and_carriers_are_those_of_the_whole_scope() -> None:
    found = told(monitor)
    assert (found.totals.voices.low, found.totals.carriers.low) == (5, 2)


def test_what_was_known_on_a_day_is_told_without_what_came_later() -> None:
    early = told(monitor, as_of=date(2018, 3, 1))
    assert early.totals.context == ()
    assert str(killed(early).bounds.figure) == "at least 32"  # type: ignore[union-attr]


def test_the_order_of_the_input_changes_nothing() -> None:
    back = overview(SYRIA_2018, (LATER, PAPER), (ministry, monitor, *reversed(CLAIMS)), INCIDENTS[::-1])
    assert to_dict(back) == to_dict(told(monitor, ministry))


@pytest.mark.parametrize("scope", ["Iraq 2018", "Syria 2016", "1999"])
def test_where_nothing_is_known_the_error_says_where_incidents_lie(scope: str) -> None:
    dated = INCIDENTS[:3]
    with pytest.raises(NotFoundError, match="no incident and no total") as error:
        overview(scope_of(scope), (PAPER,), CLAIMS, dated)
    assert error.value.hint == "incidents on record lie in Syria, Ukraine, 7 February 2018 to 8 February 2018"


def test_what_is_only_said_not_to_lie_elsewhere_makes_no_page() -> None:
    undated = replace(INCIDENTS[3], place=SYRIA)
    with pytest.raises(NotFoundError):
        overview(scope_of("Syria 2011"), (PAPER,), (somewhere,), (undated,))
