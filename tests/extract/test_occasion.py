"""The day of an event that a sentence of its own tells, and dates that are of something else."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim, Measure

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def first(text: str, measure: Measure = Measure.INJURED) -> Claim:
    return next(c for c in extract(text, published=PUBLISHED) if c.measure is measure)


@pytest.mark.parametrize(
    "sentence",
    [
        "The shooting happened around 2:30 p.m. Sunday outside a bakery, police said.",
        "It happened late on Sunday in the market.",
        "The attack in the old town, which took place just after 1 a.m. on Sunday, is being investigated.",
        "Sunday's ambush was the third on that road.",
        "Officers were called to the yard at about 11 p.m. Sunday.",
        "Gunfire erupted in the square on Sunday evening.",
        "Someone fired a hunting rifle from the bed of a truck on Sunday.",
        "On Sunday, the station received several calls from neighbours about a shooting.",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_sentence_of_its_own_dates_the_event(sentence: str, before: bool) -> None:
    claim = "Two farmers were wounded by gunmen."
    text = f"{sentence} {claim}" if before else f"{claim} {sentence}"
    found = first(text)
    assert found.period is not None
    assert found.period.earliest is not None
    assert found.period.earliest <= date(2024, 5, 12) <= (found.period.latest or date.max)
    assert {"period.by_occasion", "period.by_event", "period.clause"} & set(found.extraction.rules)
    spans = {f.field: (f.start, f.end) for f in found.fields}
    start, end = spans["period"]
    assert text[start:end] == found.period.text


@pytest.mark.parametrize(
    "text",
    [
        "Two farmers were wounded by gunmen. A suspect was arrested on Sunday after the shooting, police said.",
        "Two farmers were wounded by gunmen. A vigil for the victims of the shooting was held on Sunday.",
        "Two farmers were wounded by gunmen. The mayor, who visited them on Sunday, called for calm.",
        "Two farmers were wounded by gunmen. The shooting follows another shooting on Sunday in the next village.",
        "Police were searching on Sunday for the gunmen who wounded two farmers.",
        "A boy is recovering on Sunday after being wounded by a stray bullet.",
        "A man was charged on Sunday with wounding two farmers.",
    ],
)
def test_a_date_of_something_else_is_not_the_day_of_the_harm(text: str) -> None:
    assert first(text).period is None


def test_a_claim_with_a_day_of_its_own_keeps_it() -> None:
    found = first("Two farmers were wounded on Monday. The shooting on Sunday had killed nobody, police said.")
    assert found.period is not None
    assert found.period.earliest == date(2024, 5, 13)


def test_without_a_day_of_publication_the_words_are_kept_and_no_day_is_made_up() -> None:
    claims = extract("Two farmers were wounded by gunmen. The shooting happened on Sunday.")
    assert all(c.period is None or c.period.earliest is None for c in claims)


def test_deaths_of_another_event_do_not_take_this_one_s_day() -> None:
    text = "Two farmers were wounded by gunmen on Sunday. In a similar attack two years ago, 13 people were killed."
    found = first(text, Measure.KILLED)
    assert found.period is None or found.period.earliest != date(2024, 5, 12)


def test_nobody_is_given_a_day_that_somebody_else_has_named() -> None:
    text = (
        "The ministry said several dozen citizens were killed or wounded in a recent battle.\n\n"
        "Some reports have said more than 100 fighters were killed in strikes on 7 February.\n\n"
        "A woman told reporters that her son had been killed."
    )
    dated = [c for c in extract(text, published=PUBLISHED) if c.period and c.period.earliest]
    assert [c.speaker.name for c in dated] == ["Some reports"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The men came to the house at about 10:45 p.m. Sunday, a neighbour said.",
        "The two went to the river on Sunday around 5:20 p.m. with a rifle.",
        "A suspect was arrested after the shooting in the old town on Sunday.",
        "A man has been charged in connection with Sunday's shooting.",
        "Police have sought him since early Sunday when shots were fired at the house.",
        "On May 12, 2024 at approximately 3:30 a.m., officers went to the clinic.",
    ],
)
def test_a_clock_time_or_an_event_with_its_day_dates_the_report(sentence: str) -> None:
    found = first(f"Two farmers were wounded by gunmen.\n\n{sentence}")
    assert found.period is not None
    assert found.period.earliest == date(2024, 5, 12)


def test_a_headline_is_of_the_day_of_the_first_dated_claim_under_it() -> None:
    text = (
        "Boy shot in Harn\n\nA boy of 12 was shot and wounded on Tuesday in Harn, police said.\n\n"
        "Police are also investigating a Sunday night shooting that wounded a man."
    )
    found = extract(text, published=PUBLISHED)[0]
    assert found.period is not None
    assert found.period.earliest == date(2024, 5, 14)
    assert "period.by_lead" in found.extraction.rules


NEWS = "Two farmers wounded by gunmen near Harn\n\nTwo farmers were wounded by gunmen, police said."


def test_news_that_names_no_day_is_of_the_day_of_publication_or_the_two_before() -> None:
    for claim in extract(NEWS, published=PUBLISHED):
        assert claim.period is not None
        assert (claim.period.earliest, claim.period.latest) == (date(2024, 5, 13), PUBLISHED)
        assert claim.period.text == ""
        assert "period.by_publication" in claim.extraction.rules
        assert "period" not in {field.field for field in claim.fields}


@pytest.mark.parametrize(
    "text",
    [
        NEWS + " Three men are on trial.",
        NEWS + " It was a year ago.",
        "The monitor said that two farmers had been wounded.",  # no headline: not news of its own
        "Toll climbs to 48 in gas plant siege\n\nThe toll has climbed to 48, the ministry said.",
        "Farmer shot in Harn\nTwo dead in Duma blast\nThree drown off Lasta",  # a list of headlines
        "Correction\n\nTwo farmers were wounded by gunmen near Harn, not three.",
        "Statement by the Harn council\n\nTwo farmers were wounded by gunmen.",
        "Two farmers wounded by gunmen near Harn\n\nThe attack was on Sunday. Two farmers were wounded.",
    ],
)
def test_a_day_is_not_inferred_from_the_publication(text: str) -> None:
    assert all("period.by_publication" not in c.extraction.rules for c in extract(text, published=PUBLISHED))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry confirmed on Thursday the killing of five farmers in the bombing.",
        "Police confirmed on Monday the killing of three people in Karsa.",
    ],
)
def test_the_day_of_a_statement_is_not_that_of_the_harm(text: str) -> None:
    found = first(text, Measure.KILLED)
    assert found.period is None
    assert found.said_at is not None


def test_what_is_told_of_the_day_comes_before_what_a_headline_infers() -> None:
    text = (
        "Dozens of farmers wounded in raid, council says\n\nSeveral dozen farmers were wounded in a recent raid, "
        "the council said.\n\nThe attack took place on 2 May, according to the Herald."
    )
    found = first(text)
    assert len(found.anchors) == 2
    assert found.period is not None
    assert "recent" in found.period.text


def test_without_a_day_of_publication_none_is_inferred() -> None:
    assert all(claim.period is None for claim in extract(NEWS))


def test_the_day_an_attack_was_confirmed_is_not_its_day() -> None:
    text = "Gunmen wounded two farmers near Kuchi. The mayor confirmed the attack to reporters on Sunday."
    assert first(text).period is None


@pytest.mark.parametrize(
    "sentence",
    [
        "A teacher of the same school died in a bus crash on 3 May.",
        "A woman says she was thrown off a flight. It happened on 3 May at the airport.",
    ],
)
def test_the_day_of_another_kind_of_event_is_not_that_of_a_shooting(sentence: str) -> None:
    text = f"{sentence}\n\nSchool news and weather.\n\nThree pupils were wounded in a shooting at the gate."
    assert first(text).period is None
