"""What two texts share, passage by passage, and what is passed over before it is weighed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.fingerprints import Lexicon, number
from cenotaph.resolve.passages import Seeds, shared_passages

WORDS = "nine miners drowned at the old shaft said owner"
texts = st.lists(st.sampled_from([*WORDS.split(), "\x00"]), max_size=40).map(" ".join)
# half bits, so that sums are exact
WEIGHTS = [0.0, *(0.5 * n for n in range(1, 12))]


def seeds(*many: str) -> list[Seeds]:
    numbered = number(["", WORDS, *many], Lexicon())
    # numbers in the order in which words are met, so that each text is weighed alike
    known = {one: place for place, one in enumerate(dict.fromkeys([0, *numbered.row(1).tolist()]))}
    rows = [numbered.row(row) for row in range(2, 2 + len(many))]
    for row in rows:
        row[:] = [known[one] for one in row.tolist()]
    return [Seeds(row, WEIGHTS) for row in rows]


def test_a_passage_bridges_a_word_that_was_changed() -> None:
    one, other = seeds("nine miners drowned at the old shaft", "at nine miners drowned said the old shaft")
    (passage,) = shared_passages(one, other, WEIGHTS).passages
    assert (passage.first, passage.last, passage.start, passage.end) == (0, 7, 1, 8)
    assert passage.matched == (0, 1, 2, 4, 5, 6)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(texts, texts, st.sampled_from([0.5, 3.0, 6.0, 12.0]))
def test_only_what_weighs_too_little_is_passed_over(a: str, b: str, least: float) -> None:
    one, other = seeds(a, b)
    every = shared_passages(one, other, WEIGHTS)
    assert all(passage.bits <= every.bits for passage in every.passages)
    heavy = tuple(passage for passage in every.passages if passage.bits >= least)
    assert shared_passages(one, other, WEIGHTS, each=least).passages == heavy
    assert shared_passages(one, other, WEIGHTS, least=least).passages == (
        every.passages if every.bits >= least else ()
    )
