"""What holds for any text: quotes stand at their offsets, ids are stable, nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import NotFoundError
from cenotaph.extract import extract, get_extractor, supports
from cenotaph.extract.base import Extractor
from cenotaph.extract.segments import segments
from cenotaph.model import Report, report_id

_PIECES = st.sampled_from(
    [
        "Police said 12 people were killed.", "“Five died,” the mayor said.", "\r\n", "\n\n", " ", "É́", "🕯️",
        "At least 3 soldiers and a child were wounded in Kabul on Monday", "death toll", "killed", "or", "wounded",
        "according to", "who", ",", "«", "»",
        '"', "12", "dozens of", "she", "said", "no", "ДАМАСК (Рейтер) —", "\u00a0", "\t",
    ]
)  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_every_quote_stands_at_its_offsets(text: str) -> None:
    """Anchors and field spans are inside the text, whatever blanks, quotes and scripts it holds."""
    report = Report(id=report_id(text.encode()), text=text, language="en")
    claims = extract(report)
    for claim in claims:
        claim.check(report)
        for span in claim.fields:
            assert text[span.start : span.end].strip()
    assert len({claim.id for claim in claims}) == len(claims)
    assert [c.id for c in extract(report)] == [c.id for c in claims]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_segments_keep_every_character(text: str) -> None:
    """Segments and preambles cover all that is not blank, in order, with plain text of the same length."""
    last = 0
    for piece in segments(text):
        start = piece.preamble[0] if piece.preamble else piece.start
        assert not text[last:start].strip()
        assert len(piece.text) == piece.end - piece.start
        last = piece.end
    assert not text[last:].strip()


def test_a_preamble_is_cut_and_its_date_kept() -> None:
    """ "On 5 May 2020, in X," gives the first sentence its day and place."""
    (claim,) = extract("On 5 May 2020, in Kabul, a guard was killed by gunmen.")
    assert claim.anchor.quote == "a guard was killed by gunmen."
    assert claim.period is not None
    assert str(claim.period.earliest) == "2020-05-05"
    assert claim.place is not None
    assert claim.place.text == "Kabul"


def test_a_dateline_is_no_place_of_death() -> None:
    """Where the report was filed is not where the harm was done."""
    (claim,) = extract("DAMASCUS (Reuters) - A guard was killed by gunmen.")
    assert claim.place is None


def test_extractors_keep_the_protocol_and_unknown_ones_are_refused() -> None:
    """The registered reader is an Extractor; a name that is not installed says what is."""
    reader = get_extractor("rules_en")
    assert isinstance(reader, Extractor)
    assert reader.by == "rules_en@8"
    with pytest.raises(NotFoundError, match="rules_en"):
        get_extractor("none-such")


def test_a_language_without_a_reader_gives_nothing() -> None:
    """Supported or not is known beforehand; a stub is never read."""
    text = "Five people were killed."
    assert supports("en-GB")
    assert not supports("el")
    assert extract(Report(id=report_id(b"x"), text=text, language="el")) == ()
    assert extract(Report(id=report_id(b"x"), text=text, language="en", stub="a cookie page")) == ()
