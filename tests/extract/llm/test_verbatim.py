"""Looking words up and cutting texts: offsets hold in every script, and nothing is lost between two parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cenotaph.extract.llm.chunks import Chunk, cut, halves
from cenotaph.extract.llm.verbatim import Verbatim

_LETTERS = st.sampled_from("aZé½ 7,.'’“”\n\r\t—-\u00a0\u00ad\u200b🙂\u0301مЖ")
_TEXTS = st.text(_LETTERS, max_size=80)


def test_exact_words_win_over_like_ones() -> None:
    text = "He said 'five'. He said ‘five’."
    assert Verbatim(text).find("‘five’") == [(24, 30)]


def test_a_word_is_not_found_inside_another() -> None:
    assert Verbatim("15 killed, 5 hurt").find("5") == [(11, 12)]


def test_words_are_looked_for_where_they_are_said_to_be() -> None:
    text = "Two died. Two died."
    assert Verbatim(text).find("Two died", 5) == [(10, 18)]
    assert Verbatim(text).find("Two  died", 5, 17) == []


def test_nothing_is_nowhere() -> None:
    assert Verbatim("abc").find("  ") == []
    assert Verbatim("").find("abc") == []
    assert Verbatim("abc").find("\u00ad") == []


@given(_TEXTS, st.data())
def test_what_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    """Any stretch between blanks, with its blanks changed, is found at a place that reads the same."""
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    wanted = data.draw(st.sampled_from([" ", "\n", " \u00a0 "])).join(words[first:last])
    spans = Verbatim(text).find(wanted)
    if wanted.strip("\u00ad\u200b \n\u00a0"):
        assert spans
    for start, end in spans:
        plain = str.maketrans("’“”—", '\'""-', "\u00ad\u200b")
        assert "".join(text[start:end].translate(plain).split()) == "".join(wanted.translate(plain).split())


@given(_TEXTS, st.text(_LETTERS, max_size=12), st.integers(0, 80), st.integers(0, 80))
def test_a_span_lies_where_it_was_looked_for(text: str, words: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert all(start <= left < right <= end for left, right in Verbatim(text).find(words, start, end))


@given(st.text(_LETTERS, max_size=400), st.integers(1, 50))
def test_parts_together_are_the_text(text: str, longest: int) -> None:
    parts = cut(text, longest)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(0 < part.end - part.start <= longest for part in parts)


def test_parts_end_at_paragraphs_where_they_can() -> None:
    text = "\n\n".join(f"Paragraph {n} has some words. It goes on." for n in range(20))
    parts = cut(text, 200)
    assert all(text[part.start :].startswith("Paragraph") for part in parts)


def test_halves_of_a_part() -> None:
    text = "A sentence of words. " * 30
    first, second = halves(text, Chunk(0, len(text))) or (None, None)
    assert first is not None
    assert second is not None
    assert (first.start, second.end) == (0, len(text))
    assert first.end == second.start
    assert text[second.start :].startswith("A sentence")
    assert halves(text, Chunk(0, 300)) is None
