"""Who speaks, and who is named among the dead: pronouns, asides, lists of names, and words that are no person."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The mayor of Kano, Ali Bello, toured the site. "Twelve people were killed," he said.', "Ali Bello"),
        ("Twelve people were killed, said Mayor Ivan Petrov.", "Ivan Petrov"),
        ("Ivan Petrov, who runs the clinic, said 12 people were killed.", "Ivan Petrov"),
        ("The Truth Commission met on Thursday. It recorded 62 deaths in the village.", "Truth Commission"),
        ("Two bombers died, state television reports, citing city police chief Zubair Lehri.", "Zubair Lehri"),
        ("On Sunday the military had spoken of three soldiers dead.", "military"),
        ("Reuters reported that 200 people were killed.", "Reuters"),
        ("Russian foreign ministry spokeswoman Anna Orlova said five were killed.", "Russian foreign ministry"),
        ("A shopkeeper across the road ran out. He said a dozen people were dead.", "shopkeeper"),
    ],
)
def test_the_speaker(text: str, speaker: str) -> None:
    """The named person or body speaks, with the capitals of the name."""
    (claim,) = extract(text, publisher="The Herald")
    assert claim.speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Among the dead were Rosa Diaz, 29, and Edgar Lim, 34.", [("Rosa Diaz", 29), ("Edgar Lim", 34)]),
        ("One of the victims has been named as Omar Khan, 62, who sold tea.", [("Omar Khan", 62)]),
        ("Police named the victim as John Smith, 25, of Ohio.", [("John Smith", 25)]),
        (
            "The dead teachers were identified as Rosa Diaz, 29, and Edgar Lim.",
            [("Rosa Diaz", 29), ("Edgar Lim", None)],
        ),
        ("Vladimir Loginov, 51, was one of the dead.", [("Vladimir Loginov", 51)]),
        ("Two of the dead were Anna Bello and her son Peter, 6.", [("Anna Bello", None), ("Peter", 6)]),
        (
            "Two teachers died. He identified them as Rosa Diaz, 29, and Edgar Lim, 34.",
            [("Rosa Diaz", 29), ("Edgar Lim", 34)],
        ),
        (
            "They put names to three of the dead: Oleg Sidorov, Alexei Ladygin (Алексей Ладыгин) and Igor Kosov.",
            [("Oleg Sidorov", None), ("Alexei Ladygin", None), ("Igor Kosov", None)],
        ),
        ("Shellfire killed a taxi driver, George Khoury, 44, security sources said.", [("George Khoury", 44)]),
    ],
)
def test_named_victims(text: str, people: list[tuple[str, int | None]]) -> None:
    """Everybody who is named is recorded once, with the age."""
    claims = extract(text, published=date(2020, 5, 5))
    assert [(p.name, p.age_low) for c in claims for p in c.people] == people


@pytest.mark.parametrize(
    "text",
    [
        "The army has no word of dead contractors.",
        "No report of dead Russian contractors had reached the ministry.",
        "A source who spoke with the wounded called the account correct.",
        "Were any Russians killed?",
        "If any Russians were killed, the ministry will say so.",
    ],
)
def test_nobody_is_counted(text: str) -> None:
    """A source, a report or a question is nobody's death, and no word of the dead is not zero."""
    assert extract(text) == ()


def test_the_killed_are_not_their_relatives() -> None:
    """ "Relatives of contractors killed" counts no relatives."""
    for claim in extract("Relatives of Russian contractors killed in May are asking why."):
        assert claim.group is None or "elatives" not in claim.group.text


def test_naming_none_is_not_zero() -> None:
    """ "The post named none of them" says nothing of how many died."""
    (claim,) = extract("The post counted 196 dead Russians. It named none of them.")
    assert claim.count is not None
    assert claim.count.best == 196


@pytest.mark.parametrize(
    ("text", "scope", "period"),
    [
        ("For the war as a whole, the ministry counts 44 servicemen killed.", "conflict_total", None),
        ("For the whole war, from 1980 to 2000, it put the dead at 69,000.", "conflict_total", "from 1980 to 2000"),
        ("In all of 2015 the centre recorded 212 deaths.", "period", "2015"),
        ("44 servicemen have died in Syria, the ministry said.", "cumulative_to_date", None),
        ("Since January, 300 people have been killed in the province.", "cumulative_to_date", "Since January"),
        ("The ministry said on 8 February that 25 militiamen were wounded.", "incident", None),
        ("By the evening of 13 February, only four men were known to have been killed.", "incident", None),
    ],
)
def test_over_what_a_count_runs(text: str, scope: str, period: str | None) -> None:
    """Totals are no incident, and the day of saying or knowing is not the day of dying."""
    (claim,) = extract(text, published=date(2018, 2, 20))
    assert claim.scope.value == scope
    assert (claim.period.text if claim.period else None) == period


def test_where_the_wounded_are_treated_is_not_where_they_were_hurt() -> None:
    """A hospital's city is no place of harm."""
    (claim,) = extract("Dozens of his men were being treated in hospitals in Moscow.")
    assert claim.place is None


def test_a_dateline_with_a_year_is_cut() -> None:
    """The quote begins with the sentence, not with what is left of the dateline."""
    for line in ("LONDON, 13 February 2018 - ", "Feb. 13, 2018 - "):
        (claim,) = extract(line + "Scores of people died.")
        assert claim.anchor.quote == "Scores of people died."
