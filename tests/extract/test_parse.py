"""Where the parser is kept from ending a sentence."""

from __future__ import annotations

import pytest

from cenotaph.extract.parse import parse


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were hurt in Brgy. Malaya, Tinoc town, on Sunday, police said.",
        "Two men were shot dead, Asst. Supt. Musa Garba of the 3rd Bn. told reporters.",
        "P/Supt. Lim and Atty. Cruz were wounded in Sta. Rita.",
    ],
)
def test_a_title_before_a_name_ends_no_sentence(text: str) -> None:
    assert [sentence.text for sentence in parse(text).sents] == [text]


def test_a_word_that_is_no_title_still_ends_one() -> None:
    assert len(list(parse("The wounded were taken to the hospital. Two died.").sents)) == 2
