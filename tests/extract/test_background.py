"""Harm that a text only looks back to, and attackers named by the report: both are for the tally alone."""

from __future__ import annotations

import pytest

from cenotaph.extract import extract
from cenotaph.extract.attackers import named_attackers


def _flags(text: str, flag: str) -> dict[str, bool]:
    """Count words -> whether the flag is set, of every counted claim."""
    return {c.count.text: f"flag.{flag}" in c.extraction.rules for c in extract(text) if c.count is not None}


@pytest.mark.parametrize(
    "text",
    [
        "The bombing was in response to the campus shootings in which four students were killed.",
        "The bombing was revenge for the murder of the leader of the group.",
        "A bomb damaged a statue honoring seven policemen who were killed in a riot in 1886.",
        "The fire came two days after a picket was run over and killed by a lorry.",
        "The shots were fired during riots that followed the killing of a boy by a guard.",
        "The chapel had been the scene of a 1963 bombing that killed four girls.",
        "The suspect was killed in a shootout in another city three years later.",
        "This was one of five blasts across the city that together left 40 people dead.",
    ],
)
def test_an_earlier_event_is_background(text: str) -> None:
    """Every claim of these sentences looks back."""
    told = _flags(text, "background")
    assert told
    assert all(told.values())


@pytest.mark.parametrize(
    "text",
    [
        "The bombing killed four students and was condemned by the rector.",
        "Gunmen attacked the statue of a general and killed two policemen who guarded it.",
        "The guard was shot on Monday and died two days after the attack.",
        "She died of her wounds three years later.",
        "The attack, which killed seven policemen, was followed by a protest.",
    ],
)
def test_the_event_itself_is_not(text: str) -> None:
    """The same words where they tell of the event of the text."""
    told = _flags(text, "background")
    assert told
    assert not any(told.values())


def test_a_time_of_the_harm_of_others_is_not_of_this() -> None:
    """ "Last year" in the clause of a boy shot then says nothing of those who are shot at his home now."""
    told = _flags("Gunfire wounds several at the home of a boy shot last year in Gorom.", "background")
    assert told["several"] is False


def test_who_attacked_is_known_by_name() -> None:
    """By what a name does, by what it is called, and never by a guard's title."""
    text = (
        "Roger Vant, a mechanic of Corley, flew a stolen plane into the tower. The gunman was later identified as "
        "Dale Korr. Officer Tim Ross fired at the car."
    )
    assert named_attackers(text) == {("roger", "vant"), ("dale", "korr")}


def test_the_attackers_own_death_is_flagged() -> None:
    """By name, with another person of the same last name left alone, and as "he" whom police kill."""
    told = _flags(
        "Lee Park opened fire on his family. Ana Park was killed. Lee Park was killed by a guard.", "attacker"
    )
    assert told == {"Ana Park": False, "Lee Park": True}
    told = _flags("Two clerks were killed. He was shot dead by police.", "attacker")
    assert told == {"Two": False, "He": True}
    told = _flags("He was shot dead by police.", "attacker")
    assert told == {"He": False}
