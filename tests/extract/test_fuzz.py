"""Whatever the text, nothing crashes, nothing hangs, and every quote stands at its offsets."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cenotaph.extract import extract, tally
from cenotaph.extract.batch import read_lines
from cenotaph.extract.lexicon import triggers
from cenotaph.model import Claim

_WORDS = st.sampled_from(
    [
        *("killed", "wounded", "dead", "five", "12", "1,200", "dozens of", "people", "of them", "no", "at least"),
        *("said", "he", "the ministry", "Ivan Petrov", "declined to say", "how many", "and", "or", "including"),
        *(
            "named as",
            "on Monday",
            "in Kabul",
            "toll",
            "rose to",
            "from",
            "the",
            "body",
            "lost",
            "a",
            "hand",
            "took",
        ),
        *(
            ".",
            ",",
            ";",
            ":",
            '"',
            "“",
            "”",
            "'",
            "(",
            ")",
            "-",
            "—",
            "?",
            "!",
            "…",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " ",
        ),
        *(
            "\u200b",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\u0301",
            "🕯️",
            "👩‍👧",
            "\ud800",
            "\udfff",
            "\x00",
            "\u00a0",
            "ДТП",
        ),
    ]
)


def _check(text: str) -> tuple[Claim, ...]:
    """Read ``text``; every anchor and span must be in it."""
    claims = extract(text)
    tally(claims, text)
    for claim in claims:
        for anchor in claim.anchors:
            assert text[anchor.start : anchor.end] == anchor.quote
        assert all(0 <= span.start < span.end <= len(text) for span in claim.fields)
    return claims


@settings(deadline=None, max_examples=150)
@given(st.lists(_WORDS, max_size=40), st.sampled_from([" ", ""]))
def test_words_of_harm_in_any_order(words: list[str], between: str) -> None:
    _check(between.join(words))


@pytest.mark.parametrize("opener", ["", "Second", "A third", "Of", "She"])
def test_every_word_of_harm_may_stand_at_an_edge(opener: str) -> None:
    """What stands before the first word and behind the last is looked at by many rules, and is not there."""
    for word in sorted(triggers()):
        for text in (f"{opener} {word}".strip(), f"{opener} {word} in gorom dies".strip().title()):
            _check(text)


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet=st.characters(), max_size=200), _WORDS)
def test_any_text(text: str, word: str) -> None:
    _check(f"{text} killed {word}")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
@example(b"\x18A-Ya-x\x00\x00\x04\x13+")
def test_any_bytes(raw: bytes) -> None:
    _check(raw.decode("latin-1") + " five killed")


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        "“" * 50_000 + "Police said five people were killed" + "”" * 50_000,
        "(" * 50_000 + "five people were killed" + ")" * 50_000,
        "1" * 100_000 + " people were killed.",
        "1," * 50_000 + "000 people were killed.",
        "x" * 300_000 + " five people were killed",
        "killed" * 10_000,
        "Five killed " + "and " * 50_000 + "wounded",
        "Five were killed" + "," * 10_000,
        "\n" * 100_000,
        "Five were killed " + "." * 50_000,
        "Mr. " * 30_000 + "Petrov was killed.",
        "five of " * 20_000 + "them were killed",
        "on 5 May 2018 " * 5_000 + "five were killed",
        "Five were killed. " + "would not " * 20_000,
        "Ivan " * 20_000 + "said five were killed.",
        "e" + "\u0301" * 50_000 + " killed five",
        "names " * 2_000 + ": five killed",
    ],
    ids=range(18),
)
def test_texts_made_to_break_it(text: str) -> None:
    """Long runs of one thing: each is read within the time limit that every report has, most in a blink."""
    (row,) = read_lines([json.dumps({"id": 1, "text": text})])
    assert "error" not in json.loads(row)


@pytest.mark.parametrize("between", ["\r\n\r\n", "\n", "\r", "\u2028", "\v"])
def test_every_kind_of_line_end(between: str) -> None:
    """Offsets count the line ends as they are."""
    claims = _check(f"News{between}Police said 12 people were killed.{between}Three of them were children.")
    assert [claim.count.best for claim in claims if claim.count] == [12, 3]


def test_marks_and_half_characters_between_words_do_not_move_quotes() -> None:
    text = "\ufeff🕯️ Fi\u200bve. \ud800 Police said 12 people were killed\u202e. E\u0301! \U0001f1f8\U0001f1fe Six."
    quotes = [anchor.quote for claim in _check(text) for anchor in claim.anchors]
    assert any("12 people were killed" in quote for quote in quotes)
    line = json.dumps({"id": "half", "text": text})
    (row,) = read_lines([line])
    assert json.loads(row.encode())["claims"]
