"""Text cut into pieces: nothing is lost, every mark that opens closes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.dossier.quotes import paragraphs_of
from cenotaph.model import (
    Anchor,
    Claim,
    Extraction,
    FieldSpan,
    Measure,
    Speaker,
)

TEXT = "Five died on Monday.\n\nالسبت: قتل سبعة أشخاص\nВосемь человек погибли, nine were hurt.\n\n"


def claim(n: int, spans: list[tuple[int, int]]) -> Claim:
    anchors = tuple(Anchor.of(TEXT, a, b) for a, b in spans)
    fields = (FieldSpan(field="count", start=anchors[0].start, end=anchors[0].start + 1),)
    return Claim(
        id=f"c{n}", report="r", anchors=anchors, speaker=Speaker(name="x"), measure=Measure.EVENT, fields=fields,
        extraction=Extraction(by="test", confidence=1),
    )  # fmt: skip


span = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(
    lambda s: (s[0], min(s[0] + s[1], len(TEXT)))
)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.lists(span, min_size=1, max_size=2), max_size=6))
def test_whatever_the_quotes_the_text_stays_and_the_marks_nest(given_spans: list[list[tuple[int, int]]]) -> None:
    claims = [claim(n, spans) for n, spans in enumerate(given_spans)]
    paragraphs = paragraphs_of(TEXT, claims)
    assert ["".join(p.text for p in each.pieces) for each in paragraphs] == [x for x in TEXT.split("\n") if x]
    begun: list[tuple[str, int]] = []
    for each in paragraphs:
        depth = 0
        for piece in each.pieces:
            depth += len(piece.opens) - piece.closes
            assert depth >= 0
            begun += [(c, n) for c, n, begins in piece.opens if begins]
        assert depth == 0
    assert len(begun) == len(set(begun))


def test_a_quote_inside_another_nests() -> None:
    outer, inner = claim(1, [(0, 20)]), claim(2, [(5, 9)])
    pieces = paragraphs_of(TEXT, [inner, outer])[0].pieces
    assert [piece.opens for piece in pieces if piece.opens] == [(("c1", 0, True),), (("c2", 0, True),)]
    assert paragraphs_of(TEXT, [inner, outer])[0].starts == ("c1", "c2")
