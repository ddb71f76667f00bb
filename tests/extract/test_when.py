"""Which of a report's dates is the day of the harm, and which is of saying, of a state, or of something before."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim, Measure

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def claims(text: str) -> list[Claim]:
    return [c for c in extract(text, published=PUBLISHED, publisher="Gazette") if c.restates is None and c.count]


@pytest.mark.parametrize(
    "text",
    [
        "Nine of the 30 people wounded at the shrine were still in a critical condition on Monday.",
        "Four hostages taken on 7 April are known to be dead.",
        "Correcting an overnight count of 83, the prosecutor now says that 71 people lost their lives.",
        "The army withdrew last night's statement, in which it reported 20 militants killed.",
        "So far the mortars have killed nine people.",
        "The hospital had admitted 18 wounded fighters by Tuesday noon.",
        "On Monday, police identified the two men who were killed as Ali Haddad and Omar Sayed.",
        "According to the account the ministry gave on Monday, four guards were wounded.",
        "The inquiry found in 2006 that 112 persons had perished.",
        "A commission concluded in March 2010 that 40 villagers had been shot dead.",
        "Two men were killed and a third is due to be buried on Sunday.",
        "Two porters were injured and will appear in court on Friday.",
        "The army said, in a statement it issued on 13 May, that six rebels had died.",
        "The coastguard said on Friday it had recovered 78 bodies.",
        "The inquest jury returned a verdict of unlawful killing on Monday. The gunman had also wounded a soldier.",
        "The army captured 12 men, whom it showed to reporters on Sunday.",
        "A file opened in 2011 tells of nine dead.",
        "The commission of 1931 admitted to 40 dead.",
        "In 2004 the inquiry found that 40 miners had died.",
        "On Tuesday the court ruled that 14 men had been murdered.",
        "The ministry lowered the number of dead from 18 to 16 on Tuesday.",
        "The nurse lost a brother in the last week of the siege.",
        "At noon on Wednesday the toll of the storm stood at 14.",
        "Flood victims, update of 14 May 2024\nDistrict | Dead\nOrr | 12\nMallow | 3",
        "Two farmers shot\n\nTwo farmers were shot. Posted: Monday, May 13, 2024",
    ],
)
def test_a_date_that_is_not_of_the_harm(text: str) -> None:
    for claim in claims(text):
        if claim.measure is Measure.DETAINED:
            continue  # the day of the seizure is theirs
        assert claim.period is None or "period.by_publication" in claim.extraction.rules


def test_a_count_up_to_a_day_keeps_it_as_the_time_of_saying() -> None:
    (claim,) = claims("As of 12 May, 300 people had been killed.")
    assert claim.period is None
    assert claim.said_at is not None
    assert claim.said_at.latest == date(2024, 5, 12)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Four people were shot on Monday and six on Tuesday.", ["2024-05-13", "2024-05-14"]),
        (
            "From 1 January to 31 March 2023 monitors recorded 27 deaths, against 35 in the same quarter of 2022.",
            ["2022-01-01", "2023-01-01"],
        ),
        ("Nine soldiers died in yesterday's assault on the heights.", ["2024-05-14"]),
        ("Nine died in last week's floods.", ["2024-05-06"]),
        ("Two were hurt in this morning's blast.", ["2024-05-15"]),
        ("This week's inquest was told that two men died.", [""]),
        ("It is the worst storm since 2009, when more than 300 people died.", ["2009-01-01"]),
        ("Up to 40 migrants are feared drowned after a boat sank off Korakas on Monday, it said.", ["2024-05-13"]),
        ("The mission verified 52 men killed and 169 injured from 1 to 13 May.", ["2024-05-01", "2024-05-01"]),
        ("1 January to date: 93 civilians killed, 41 injured.", ["2024-01-01", "2024-01-01"]),
        ("A man of the Sunday Ledger was killed on Monday.", ["2024-05-13"]),
        ("Raiders killed nine on Monday. Two days after the raid soldiers shot dead a trader.", ["2024-05-13", ""]),
        ("Raiders killed nine in Orr on Monday. Elsewhere, two men were stoned to death.", ["2024-05-13", ""]),
        ("Six hikers were killed in the avalanche that struck on Friday.", ["2024-05-10"]),
        ("Twelve men, who were attacked on Sunday, have died.", ["2024-05-12"]),
        ("9 May: at least 27 dead in a fire at Trades House", ["2024-05-09"]),
        (
            "Polling day, 9 May 2024\n\nProvince    Killed    Wounded\nKaresh    12    9\nDuma    7    31",
            ["2024-05-09"] * 4,
        ),
    ],
)
def test_every_count_has_its_own_day(text: str, days: list[str]) -> None:
    assert [str(claim.period.earliest) if claim.period else "" for claim in claims(text)] == days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ten men are feared drowned after a skiff sank off Kalo before dawn on Monday, the navy said.", 13, 13),
        ("Nineteen people were hurt, mostly with cuts, when a stand fell in on Sunday evening.", 12, 12),
        ("Two men were killed in yesterday's failed assault on the ridge, the staff announced.", 14, 14),
        ("An officer shot dead a man Saturday night outside a bar, the department said.", 11, 11),
        ("Five people were killed in shootings across the city from Friday evening through early Monday.", 10, 13),
    ],
)
def test_the_day_of_what_brought_the_harm(text: str, first: int, last: int) -> None:
    period = claims(text)[0].period
    assert period is not None
    assert (period.earliest, period.latest) == (date(2024, 5, first), date(2024, 5, last))


@pytest.mark.parametrize(
    "text",
    [
        "It is the worst that the valley has known since 2009, when more than 300 people died.",
        "The town votes for the first time since the siege of 2009, in which 700 people were killed.",
    ],
)
def test_when_and_in_which_tell_more_of_the_year_before_them(text: str) -> None:
    period = claims(text)[0].period
    assert period is not None
    assert (period.earliest, period.latest) == (date(2009, 1, 1), date(2009, 12, 31))


def test_a_count_since_what_happened_on_a_day_runs_to_publication() -> None:
    period = claims("The observers have recorded 214 deaths since the truce of 9 January.")[0].period
    assert period is not None
    assert (period.earliest, period.latest) == (date(2024, 1, 9), PUBLISHED)


def test_since_many_died_on_a_day_is_that_day() -> None:
    found = claims("It was the worst day for the police since 30 officers died on 11 March 2004.")[0].period
    assert found is not None
    assert found.earliest == found.latest == date(2004, 3, 11)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("There were 84 killings in 2023, down from 127 the year before.", ["2023-01-01", "2022-01-01"]),
        ("In March 2024 there were 12 deaths, against 7 a month earlier.", ["2024-02-01", "2024-03-01"]),
        ("The army has lost 14 men this year; last year it was nine.", ["2024-01-01", "2023-01-01"]),
        ("Between 1 and 12 May, monitors verified nine attacks, with 38 deaths.", ["2024-05-01"]),
        ("The ministry registered 412 deaths, bringing the total since 20 April to 1,817.", ["", "2024-04-20"]),
    ],
)
def test_figures_that_are_compared_or_summed_have_days_of_their_own(text: str, days: list[str]) -> None:
    assert sorted(str(c.period.earliest) if c.period else "" for c in claims(text)) == sorted(days)


def test_a_span_of_days_before_a_verb_of_telling_is_of_the_harm() -> None:
    found = claims("From 1 to 7 March, the ministry reported 15 cases, including five deaths.")
    assert [(c.period.earliest, c.period.latest) for c in found if c.period] == [
        (date(2024, 3, 1), date(2024, 3, 7))
    ]


def test_a_count_as_of_a_day_is_not_dated_by_its_publication() -> None:
    found = claims("Fever outbreak in Kerala\n\nAs of 12 May, 19 cases, including 17 deaths, have been reported.")
    assert [c.period for c in found] == [None]


def test_one_of_the_deadliest_days_of_a_year_is_one_day() -> None:
    text = "A blast tore through Kaya on Monday, killing nine, in one of the bloodiest days there this year."
    found = claims(text)
    assert [c.period and c.period.earliest for c in found] == [date(2024, 5, 13)]


def test_a_clause_set_against_another_keeps_its_own_day_and_place() -> None:
    text = "On Monday raiders killed four men in Orrin, while on Sunday at Beled bandits kidnapped two boys."
    days = [(c.period.earliest, c.place.text) for c in claims(text) if c.period and c.place]
    assert days == [(date(2024, 5, 13), "Orrin"), (date(2024, 5, 12), "Beled")]


def test_a_name_that_is_a_weekday_dates_nothing() -> None:
    assert [c.period for c in claims("The lecturer, Dr. Monday Hassan, was killed in Orrin.") if c.period] == []


def test_the_year_of_an_act_told_beside_the_harm_is_not_the_harms() -> None:
    text = "Blast injures several near the house of a judge murdered last year in Orvat"
    found = {c.measure: c.period for c in extract(text, published=date(2019, 4, 29), publisher="The Post")}
    assert found["killed"] is not None
    assert found["killed"].latest == date(2018, 12, 31)
    hurt = found["injured"]
    assert hurt is None or hurt.earliest != date(2018, 1, 1)


def test_a_death_that_pushes_a_toll_has_the_days_up_to_its_publication_and_the_toll_has_not() -> None:
    text = "4-year-old shot dead in Orvat, pushing death toll to 61\n\nThe girl was playing in a yard."
    found = {c.count.text: c.period for c in extract(text, published=date(2016, 8, 15), publisher="P") if c.count}
    assert found["61"] is None
    single = found["4-year-old"]
    assert single is not None
    assert (single.earliest, single.latest) == (date(2016, 8, 13), date(2016, 8, 15))


@pytest.mark.parametrize(
    "text",
    [
        "The name of the clerk who was shot and killed outside the depot earlier this week has been released.",
        "The nurse who was stabbed and killed behind the stables on Monday has been named.",
    ],
)
def test_a_time_that_ends_the_clause_of_the_harm_is_of_it(text: str) -> None:
    found = next(c for c in claims(text) if c.measure is Measure.KILLED)
    assert found.period is not None
    assert found.period.earliest == date(2024, 5, 13)


def test_who_has_not_been_seen_since_is_missing_from_the_day_told() -> None:
    (lost,) = claims("Three fishermen left Orrin on 9 May and have not been seen since.")
    assert lost.period is not None
    assert lost.period.earliest == date(2024, 5, 9)


def test_the_day_behind_an_event_is_of_those_it_killed_however_they_are_told() -> None:
    text = "The council announces the death of three men, and six injuries, during the incursion into Orrin today."
    assert [str(c.period.earliest) for c in claims(text) if c.period] == ["2024-05-15", "2024-05-15"]


def test_the_day_beside_an_earlier_figure_is_when_it_was_said() -> None:
    text = (
        "Days after the quake the agency issued its report. It lists 90 dead. The first bulletin, on the evening "
        "of 4 May, had spoken of nine deaths; the figure went to 12 by midnight, 31 the next morning, 60 by Sunday."
    )
    (old,) = [c for c in claims(text) if c.count and c.count.best == 31]
    assert old.period is None
