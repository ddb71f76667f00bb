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
