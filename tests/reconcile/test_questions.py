"""Questions in plain words: what is understood is said back, what is not is refused with what was understood."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.errors import UsageError
from cenotaph.model import Group, Measure, PopStatus
from cenotaph.reconcile.days import days_at
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.questions import question_of, question_words, scope_of


def test_how_many_of_whom_where_and_when() -> None:
    asked = question_of("How many Russian mercenaries were killed near Deir ez-Zor on 7 February 2018?")
    assert asked.measure is Measure.KILLED
    assert asked.group is not None
    assert (asked.group.nationality, asked.group.role) == (("RU",), "mercenaries")
    assert asked.place is not None
    assert asked.place.country == "SY"
    assert (asked.first, asked.last) == (date(2018, 2, 7), date(2018, 2, 7))


def test_the_same_field_by_field() -> None:
    plain = question_of("Russians killed in Syria, from 2017-01-01 to 2017-09-30")
    fields = question_of("killed; group=Russians; place=Syria; from=2017-01-01; to=2017-09-30")
    assert plain == fields
    assert question_words(plain) == "Russians killed in Syria, from 1 January 2017 to 30 September 2017"


@pytest.mark.parametrize(
    ("text", "said_back"),
    [
        ("injured civilians", "civilians injured in this incident"),
        ("dead or wounded", "people killed or injured in this incident"),
        ("killed to date", "people killed, to date"),
        ("killed in Syria to date", "people killed in Syria"),
        ("mercenaries from Russia killed in Syria since 2015", None),
        ("deaths in Aleppo, Syria between 2016-01 and March 2016", None),
        ("how many US soldiers died in Iraq before 2004?", "US soldiers killed in Iraq, to 31 December 2003"),
        ("women injured after February 7, 2018", "women injured, from 8 February 2018"),
        ("children killed here", "children killed in this incident"),
    ],
)
def test_a_question_is_said_back(text: str, said_back: str | None) -> None:
    told = question_words(question_of(text, incident="SY-1"))
    assert said_back is None or told == said_back
    assert "in this incident" in told or "," in told or " in " in told


def test_a_question_without_place_or_time_is_about_the_incident_and_one_with_is_not() -> None:
    assert question_of("Russians killed", incident="SY-1").incident == "SY-1"
    assert question_of("Russians killed in Syria", incident="SY-1").incident is None
    assert question_of("Russians killed in 2017", incident="SY-1").incident is None
    assert question_of("killed; incident=SY-2", incident="SY-1").incident == "SY-2"


def test_groups_are_those_that_claims_are_compared_with() -> None:
    asked = question_of("Russian citizens killed").group
    assert compare(asked, Group(text="Russians", nationality=("RU",))) is Relation.SAME
    civilians = question_of("civilians killed").group
    assert civilians is not None
    assert civilians.status is PopStatus.CIVILIAN
    wagner = question_of("killed; group=Wagner fighters").group
    fighters = Group(text="fighters", role="fighters")
    assert compare(wagner, fighters) is Relation.WITHIN
    assert compare(wagner, Group(text="Wagner fighters", role="fighters")) is Relation.SAME


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("blue people killed", "'blue' in the question is not understood", "understood: killed"),
        ("killed by US strikes", "'by', 'strikes'", "of whom: US"),
        ("citizens killed", "'citizens'", "understood: killed"),
        ("Russians in Syria", "names no outcome", "understood: of whom: Russians, where: Syria"),
        ("killed and missing", "asks for killed and missing", "understood: killed"),
        ("killed in Tripoli", "is a place in Libya, Lebanon or Greece", 'say which: "Tripoli, Libya"'),
        ("killed in Xyzzy", "no place called 'Xyzzy' is known", "give a country"),
        ("killed outside Aleppo", "'outside'", "understood: killed"),
        ("killed on 31 February 2018", "'31'", "understood: killed"),
        ("killed from 2018 to 2017", "1 January 2018 is after 31 December 2017", "understood: killed"),
        ("killed; from=spring", "'spring' is not a day, a month or a year", "YYYY-MM-DD"),
        ("killed; colour=red", "no field 'colour'", "there are: measure, group"),
        ("", "names no outcome", "Russians killed in Syria in 2017"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_was(text: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        question_of(text)
    assert message in refused.value.message
    assert hint in refused.value.hint


def test_the_country_of_the_incident_decides_between_places_of_one_name() -> None:
    lebanon = question_of("killed in Tripoli", country="LB").place
    assert lebanon is not None
    assert lebanon.country == "LB"
    named = question_of("killed in Tripoli, Libya").place
    assert named is not None
    assert named.country == "LY"


@pytest.mark.parametrize(
    ("words", "first", "last", "used"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), 1),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28), 1),
        ("7 February 2018", date(2018, 2, 7), date(2018, 2, 7), 3),
        ("7th Feb 2018", date(2018, 2, 7), date(2018, 2, 7), 3),
        ("February 7 , 2018", date(2018, 2, 7), date(2018, 2, 7), 4),
        ("Sept 2015", date(2015, 9, 1), date(2015, 9, 30), 2),
    ],
)
def test_days_are_read_in_the_ways_they_are_written(words: str, first: date, last: date, used: int) -> None:
    assert days_at(words.split(), 0) == (first, last, used)


@pytest.mark.parametrize(
    "words", ["7 February", "February", "31 February 2018", "2018-13", "100 killed", "Tuesday"]
)
def test_what_is_no_day_of_a_calendar_is_none(words: str) -> None:
    assert days_at(words.split(), 0) is None


@pytest.mark.parametrize(
    ("text", "place", "first", "last"),
    [
        ("Syria 2018", "Syria", date(2018, 1, 1), date(2018, 12, 31)),
        ("in Syria in February 2018", "Syria", date(2018, 2, 1), date(2018, 2, 28)),
        ("Aleppo, Syria, since March 2016", "Aleppo", date(2016, 3, 1), None),
        ("2017 to 2018", None, date(2017, 1, 1), date(2018, 12, 31)),
        ("Syria", "Syria", None, None),
        ("to date", None, None, None),
        ("place=Syria; from=2017-01-01; to=2017-09-30", "Syria", date(2017, 1, 1), date(2017, 9, 30)),
    ],
)
def test_a_scope_is_a_place_a_time_or_both(
    text: str, place: str | None, first: date | None, last: date | None
) -> None:
    scope = scope_of(text)
    assert scope.measure is Measure.KILLED
    assert (scope.place.name if scope.place else None) == place
    assert (scope.first, scope.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names neither a place nor a time"),
        ("killed in Syria", "'killed' is neither a place nor a time"),
        ("group=Russians; place=Syria", "'Russians' is neither a place nor a time"),
        ("2018 to 2017", "1 January 2018 is after 31 December 2017"),
        ("Nowhereville 2018", "no place called 'Nowhereville' is known"),
    ],
)
def test_a_scope_that_is_not_understood_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as error:
        scope_of(text)
    assert error.value.hint
    assert "killed," not in error.value.hint
