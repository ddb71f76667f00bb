"""Refusals and denials are claims with a speaker and a stance, and never a zero."""

from __future__ import annotations

import pytest

from cenotaph.extract import extract

TOLD = "Twelve people were killed in the blast. "


@pytest.mark.parametrize(
    ("text", "speaker", "measure", "stance"),
    [
        ("A police spokeswoman declined to comment.", "police", "killed", "declines_to_say"),
        ("The army would not say how many of its men were among them.", "army", "killed", "declines_to_say"),
        ("The governor refused to give a figure.", "governor", "killed", "declines_to_say"),
        (
            "Asked whether children were among them, the mayor would not say.",
            "mayor",
            "killed",
            "declines_to_say",
        ),
        ("The defence ministry denied any involvement in the strike.", "defence ministry", "involvement", "denies"),
        ("Hamas denied carrying out the attack.", "Hamas", "involvement", "denies"),
        ("The coalition denied that its planes had been in the area.", "coalition", "involvement", "denies"),
        ("The militia said it had nothing to do with the attack.", "militia", "involvement", "denies"),
        ("The ministry rejected the toll.", "ministry", "killed", "denies"),
        ("The army dismissed reports of civilian deaths as lies.", "army", "killed", "denies"),
        (
            "Israel neither confirmed nor denied carrying out the strike.",
            "Israel",
            "involvement",
            "declines_to_say",
        ),
        ("Moscow called the figures propaganda.", "Moscow", "killed", "denies"),
        ("The council could not confirm the toll.", "council", "killed", "reports_unknown"),
        ("The army did not respond to requests for comment.", "army", "killed", "declines_to_say"),
        ("There was no immediate comment from the army.", "army", "killed", "declines_to_say"),
        ("No comment was available from the defence ministry.", "defence ministry", "killed", "declines_to_say"),
        ('"No comment," said an army spokesman.', "army", "killed", "declines_to_say"),
        ("The army has not released figures for its own dead.", "army", "killed", "declines_to_say"),
        ("The ministry gave no number for the dead.", "ministry", "killed", "declines_to_say"),
        ("The Kremlin said it had no information on Russian deaths.", "Kremlin", "killed", "reports_unknown"),
        ("The militia said it had no hand in the attack.", "militia", "involvement", "denies"),
        ("How many are still under the rubble is not known.", "the report", "missing", "reports_unknown"),
    ],
)
def test_instead_of_a_number(text: str, speaker: str, measure: str, stance: str) -> None:
    """One more claim beside the twelve killed, without a count."""
    _, claim = extract(TOLD + text)
    assert (claim.speaker.name, claim.measure.value, claim.stance.value) == (speaker, measure, stance)
    assert claim.count is None or claim.count.unknown


@pytest.mark.parametrize(
    "text",
    [
        "The pilot declined to discuss his holiday.",
        "He refused to give the location.",
        "The militia denied that talks had failed.",
        "The police denied the request.",
        "The patient did not respond to treatment.",
        "The mayor could not be reached by telephone.",
    ],
)
def test_what_refuses_something_else(text: str) -> None:
    """A refusal that is about no number is no claim."""
    assert len(extract(TOLD + text)) == 1


def test_a_denied_number_stays_denied() -> None:
    """The number inside a rejected report belongs to the denial."""
    (claim,) = extract("The minister said reports of hundreds of Russian deaths were disinformation.")
    assert claim.stance.value == "denies"
    assert claim.count is not None
    assert claim.count.low == 200


def test_no_figure_for_casualties_is_no_zero() -> None:
    claims = extract("A village was shelled. Military officials gave no figure for civilian casualties.")
    assert all(claim.count is None or claim.count.unknown for claim in claims)
    told = extract("Twelve soldiers died. Military officials gave no figure for civilian casualties.")
    assert [claim.stance.value for claim in told] == ["asserts", "declines_to_say"]
