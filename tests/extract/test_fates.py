"""People shot whose death the words around tell; all else stays a wounding."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.extract import extract, tally
from cenotaph.model import Claim, Measure


def read(text: str) -> tuple[Claim, ...]:
    return tuple(extract(text, published=date(2018, 5, 9), publisher="Herald"))


@pytest.mark.parametrize(
    "text",
    [
        "The militia lined up 14 men and shot them one by one, a nun said. Fourteen men were lined up and shot.",
        "Nine herders were taken to the river and shot.",
        "The column shot nine herders near Orra. Their bodies lay in the road for a week.",
        "The massacre at Orra was the work of two platoons. A court found that nine herders had been shot.",
    ],
)
def test_those_put_to_death_are_killed(text: str) -> None:
    assert {c.measure for c in read(text)} == {Measure.KILLED}


@pytest.mark.parametrize(
    "text",
    [
        "Nine herders were shot near Orra.",
        "Nine herders were taken to the river and shot, and the wounded lay there all night.",
        "The man shot nine herders near Orra. The gunman hanged himself, and their bodies are not alike.",
        "The column shot nine herders near Orra. They were treated in a tent, and their funerals can wait.",
    ],
)
def test_those_who_may_live_are_not(text: str) -> None:
    assert Measure.KILLED not in {c.measure for c in read(text) if c.count is not None and c.count.best == 9}


def test_a_pronoun_after_a_death_is_that_death_again() -> None:
    text = "A trader was murdered in Orra on Tuesday. He was closing his shop when two men shot him and fled."
    claims = read(text)
    assert [c.measure for c in claims if c.restates is None] == [Measure.KILLED]
    assert tally(claims, text).killed.best == 1
    assert tally(claims, text).injured.best in {0, None}


def test_another_voice_that_tells_the_death_has_a_claim_of_its_own() -> None:
    text = 'The warden denies that a boy died in custody. A relative says otherwise: "They shot him in the back."'
    stances = {(c.speaker.name, c.measure, c.stance.value) for c in read(text)}
    assert stances == {("warden", Measure.KILLED, "denies"), ("relative", Measure.KILLED, "asserts")}
