"""Numbers and hedges: a table of sentences, each with every mention that a reader finds in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import NotFoundError
from cenotaph.extract.numbers import CountMention, Role, find_counts, hedge_count, profile_count
from cenotaph.model import Hedge

EXPRESSIONS = Path(__file__).parent / "expressions"


def _rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table; "\\n" and "\\u00a0" stand for a line break and a hard space."""
    lines = (EXPRESSIONS / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1:]
    plain = [line.replace("\\n", "\n").replace("\\u00a0", "\u00a0") for line in lines]
    return [tuple(line.split(" | ")) for line in plain]


def _lines(name: str) -> list[str]:
    return [row[0] for row in _rows(name)]


def _one(sentence: str, expression: str) -> CountMention:
    mentions = [m for m in find_counts(sentence) if m.count.text == expression]
    assert mentions, [(m.count.text, str(m.role)) for m in find_counts(sentence)]
    return mentions[-1]


def _end(text: str) -> int | None:
    return None if text == "-" else int(text)


@pytest.mark.parametrize(("sentence", "expression", "ends", "hedge"), _rows("counts"))
def test_a_count_has_the_interval_and_hedge_of_its_words(
    sentence: str, expression: str, ends: str, hedge: str
) -> None:
    mention = _one(sentence, expression)
    low, best, high = (_end(end) for end in ends.split())
    assert (mention.count.low, mention.count.best, mention.count.high) == (low, best, high)
    assert mention.count.hedge is Hedge(hedge)
    assert mention.role is Role.COUNT
    assert sentence[mention.start : mention.end] == mention.count.text


@pytest.mark.parametrize(("sentence", "expression", "role"), _rows("roles"))
def test_numbers_that_count_no_persons_say_what_they_count(sentence: str, expression: str, role: str) -> None:
    assert _one(sentence, expression).role is Role(role)


@pytest.mark.parametrize("sentence", _lines("no_counts"))
def test_words_that_only_look_like_numbers_are_left_alone(sentence: str) -> None:
    assert [m for m in find_counts(sentence) if m.role is Role.COUNT] == []


def test_a_change_is_two_numbers_and_a_range_is_one() -> None:
    assert [m.count.text for m in find_counts("The toll rose from 5 to 7.")] == ["5", "7"]
    assert [m.count.text for m in find_counts("They took from 5 to 7 men.")] == ["from 5 to 7"]


def test_a_number_said_again_in_brackets_is_one_mention() -> None:
    assert [m.count.text for m in find_counts("Twelve (12) men and 3 (4) boys")] == ["Twelve", "3", "4"]


def test_a_partitive_is_two_mentions_and_the_second_is_definite() -> None:
    first, second = find_counts("Two of the five were children.")
    assert (first.count.best, first.definite) == (2, False)
    assert (second.count.best, second.definite) == (5, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "another five died",
        "an additional 3 died",
        "five more died",
        "two others died",
        "No more deaths were reported",
    ],
)
def test_additional_numbers_are_marked(sentence: str) -> None:
    assert [m.additional for m in find_counts(sentence)] == [True]


@pytest.mark.parametrize(
    "sentence", ["all five died", "the three men", "both died", "these 12 men", "the other two", "the pair died"]
)
def test_definite_numbers_are_marked(sentence: str) -> None:
    assert [m.definite for m in find_counts(sentence)] == [True]


def test_plain_numbers_are_neither_additional_nor_definite() -> None:
    (mention,) = find_counts("Five men died.")
    assert not mention.additional
    assert not mention.definite


def test_the_bare_number_lies_inside_of_the_expression() -> None:
    text = "It said more than 100 died."
    (mention,) = find_counts(text)
    assert text[mention.start : mention.end] == "more than 100"
    assert text[mention.number_start : mention.number_end] == "100"


def test_a_blank_line_ends_an_expression() -> None:
    assert [m.count.text for m in find_counts("Toll at least\n\n5 killed")] == ["5"]


def test_the_other_profiles_read_the_same_words_differently() -> None:
    text = "Dozens were killed and at least 5 hurt."
    dozens, five = find_counts(text, "acled-2024")
    assert (dozens.count.low, dozens.count.best, dozens.count.profile) == (12, 12, "acled-2024")
    assert (five.count.low, five.count.best, five.count.high) == (5, 5, None)
    assert [m.count.text for m in find_counts(text, "ucdp")] == [m.count.text for m in find_counts(text)]


def test_an_unknown_profile_is_refused_by_name() -> None:
    with pytest.raises(NotFoundError, match="cenotaph-1"):
        find_counts("five", "cenotaph-9")


def test_rows_for_the_sentence_rules() -> None:
    plural = profile_count("bare_plural", "soldiers")
    assert (plural.low, plural.best, plural.high, plural.hedge) == (2, None, None, Hedge.VAGUE_PLURAL)
    assert profile_count("none", "no one").high == 0
    assert profile_count("unknown", "unknown").unknown
    assert profile_count("one", "a soldier").best == 1
    with pytest.raises(NotFoundError):
        profile_count("umpteen", "umpteen")


def test_a_hedge_that_only_the_sentence_shows() -> None:
    (mention,) = find_counts("It may have killed 5.")
    weaker = hedge_count(mention.count, "probable")
    assert (weaker.low, weaker.best, weaker.high, weaker.hedge) == (0, 5, None, Hedge.PROBABLE)
    assert hedge_count(profile_count("unknown", "unknown"), "at_least").unknown


WORDS = st.sampled_from([*_lines("number_pieces")[0].split(" "), "9" * 20, "9" * 5000, "\n", "\n\n"])


@settings(derandomize=True, deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS, max_size=30).map("".join)
    )
)
def test_whatever_the_text_mentions_are_consistent(text: str) -> None:
    last = 0
    for mention in find_counts(text):
        count = mention.count
        assert last <= mention.start <= mention.number_start < mention.number_end <= mention.end <= len(text)
        assert text[mention.start : mention.end] == count.text
        stated = [end for end in (count.low, count.best, count.high) if end is not None]
        assert stated == sorted(stated)
        assert all(end >= 0 for end in stated)
        last = mention.end


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.integers(0, 10**9), st.sampled_from(["", "at least ", "about ", "nearly ", "probably ", "up to ", "over "])
)
def test_the_figure_said_is_inside_of_the_interval_unless_excluded(number: int, hedge: str) -> None:
    (mention,) = [m for m in find_counts(f"They said {hedge}{number:,} people died.") if m.role is Role.COUNT]
    low, high = mention.count.low, mention.count.high
    assert low is not None
    assert low <= number + (hedge == "over ")
    assert high is None or number <= high


@pytest.mark.parametrize(
    "unit", ["1,1,1,1 ", "a a a ", "at least ", "1-1-1", "two hundred and ", "(((", "1 to 2 or ", "\n "]
)
def test_time_grows_with_length_and_not_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.perf_counter()
        find_counts(text)
        return time.perf_counter() - started

    seconds(2_000)
    small, large = min(seconds(6_000) for _ in range(3)), seconds(60_000)
    assert large < 40 * small + 0.2
