"""Texts as numbered words: furniture left out, where the words stand, and their fingerprints."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.resolve.fingerprints import BREAK, Lexicon, held_in, marks_of, number, words_of

NEWS = "Nine miners drowned at Brandvlei, the owner's son said – “twice” in a year-old shaft."
PLEA = "Sign up for our newsletter today."

# words, furniture, marks of every kind, and letters whose lower case is longer
pieces = st.sampled_from(
    [
        NEWS,
        PLEA,
        "Read more",
        "you",
        "You'll see.",
        "“you” he said",
        "…",
        "—",
        "10:30",
        "it's",
        "İzmir",
        "\x00",
        "\n",
        " ",
        "x",
    ]
)
texts = st.lists(pieces, max_size=12).map(" ".join)


def words(text: str, lexicon: Lexicon) -> list[str]:
    numbers = lexicon.read(text)
    by_number = {found: word for word, found in lexicon.numbers.items()}
    return [by_number[found] for found in numbers if found != BREAK]


def test_marks_possessives_and_case_do_not_count_and_hyphens_hold_words_together() -> None:
    expected = "nine miners drowned at brandvlei the owner son said twice in a year-old shaft"
    assert " ".join(words(NEWS, Lexicon())) == expected


def test_a_sentence_that_speaks_to_the_reader_leaves_a_break() -> None:
    lexicon = Lexicon()
    assert lexicon.read(f"Nine died. {PLEA} Ten live.").count(BREAK) == 1
    assert words(f"Nine died. {PLEA} Ten live.", lexicon) == ["nine", "died", "ten", "live"]
    assert words("“You never know,” he said.", lexicon) == ["you", "never", "know", "he", "said"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(texts)
def test_every_number_has_its_word_in_the_text(text: str) -> None:
    lexicon = Lexicon()
    numbers, spans = lexicon.read(text), words_of(text)
    assert len(numbers) == len(spans)
    for found, (start, end) in zip(numbers, spans, strict=True):
        word = text[start:end].lower().replace("’", "'").removesuffix("'s")
        assert found == BREAK or lexicon.numbers.get(word, found) == found


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(texts, max_size=6))
def test_texts_side_by_side_have_the_fingerprints_that_each_has_alone(many: list[str]) -> None:
    marks, rows = marks_of(number(many, Lexicon()))
    for row, text in enumerate(many):
        alone, _ = marks_of(number([text], Lexicon()))
        assert marks[rows == row].tolist() == alone.tolist()


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(texts, max_size=6))
def test_a_word_is_held_by_as_many_texts_as_it_stands_in(many: list[str]) -> None:
    lexicon = Lexicon()
    held = held_in(number(many, lexicon))
    for found in set(lexicon.numbers.values()) - {BREAK}:
        assert held[found] == sum(found in lexicon.read(text) for text in many)
