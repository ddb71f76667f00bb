"""Quotations split by their own reporting clause."""

from __future__ import annotations

import pytest

from cenotaph.extract import extract
from cenotaph.extract.parse import pipeline
from cenotaph.extract.split_quotes import joined_order, put_back, reordered


@pytest.mark.parametrize(
    ("text", "measure", "count", "speaker"),
    [
        (
            '"Thirty-one pupils," said the headmaster, "have lost their lives."',
            "killed",
            "Thirty-one",
            "headmaster",
        ),
        ('"Seven of them," added the vet, "died before dawn."', "killed", "Seven", "vet"),
        ("“No one,” the fleet's spokesman insisted, “was hurt in the collision.”", "injured", "No one", "fleet"),
        ('"Of the dead," the coroner explained, "four were nurses."', "killed", "four", "coroner"),
        ('"And sixty," Inspector Moyo went on to say, "have been arrested."', "detained", "sixty", "Moyo"),
    ],
)
def test_who_was_harmed_is_read_across_the_reporting_clause(
    text: str, measure: str, count: str, speaker: str
) -> None:
    (claim,) = extract(text)
    assert claim.count is not None
    assert (claim.measure, claim.count.text, claim.speaker.name) == (measure, count, speaker)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('"Nine men," said the mayor, "have died," and he wept. Two more were hurt.', 2),
        ('"So far," a nurse told us on Monday, "we have had eight dead."', 1),
    ],
)
def test_words_and_their_places_are_kept(text: str, sentences: int) -> None:
    doc = pipeline().make_doc(text)
    order = joined_order(doc)
    assert order is not None
    back = put_back(pipeline()(reordered(doc, order)), doc, order)
    assert (back.text, [t.idx for t in back]) == (text, [t.idx for t in doc])
    assert len(list(back.sents)) == sentences


@pytest.mark.parametrize(
    "text", ['"Nine men have died," said the mayor. "Two are hurt."', 'The "mayor", said to be ill, met "friends".']
)
def test_a_quotation_that_is_whole_keeps_its_order(text: str) -> None:
    assert joined_order(pipeline().make_doc(text)) is None
