"""Whatever a model answers, nothing crashes, and what becomes a claim stands in the text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract.llm import LlmExtractor
from cenotaph.extract.llm.chunks import Chunk
from cenotaph.extract.llm.rows import BadAnswer, Row, read_answer
from cenotaph.model import Measure, Report, Stance, report_id

SENTENCES = (
    "On 5 May, in Homs, police said at least 12 people – three of them children – were killed.",
    "“Some forty” were\u00a0wounded,\r\nhe added.",
    "No one was hurt, the army denied.",
    "HOMS, Syria (Reuters) - 5 dead, dozens missing: mayor",
    "Were 9 killed? Ivo Maric, 38, and Petar Kos died on Monday 🙂.",
    "How many had been killed was not known; the ministry declined to comment.",
    "Могло погибнуть 7.\u0301",
)
_TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).flatmap(
    lambda chosen: st.sampled_from(["\n\n", " ", "\r\n", "\n"]).map(lambda glue: glue.join(chosen))
)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[str, list[Row | None]]:
    text = draw(_TEXTS)
    words = text.split()

    def stretch(most: int) -> str:
        first = draw(st.integers(0, len(words) - 1))
        return " ".join(words[first : first + draw(st.integers(1, most))])

    def perhaps() -> str | None:
        return stretch(4) if draw(st.booleans()) else None

    rows: list[Row | None] = []
    for _ in range(draw(st.integers(1, 5))):
        quote = draw(st.sampled_from([text, *text.splitlines(), stretch(30)])) or text
        rest: dict[str, Any] = {name: perhaps() for name in ("count_text", "speaker", "group", "place", "period")}
        measure, stance = draw(st.sampled_from(Measure)), draw(st.sampled_from(Stance))
        part_of = draw(st.none() | st.integers(-1, 4))
        rows.append(Row(quote, stretch(2), measure, stance, via=(stretch(2),), part_of=part_of, **rest))
    return text, rows


@settings(max_examples=150, deadline=None)
@given(_cases())
def test_any_rows_give_claims_of_the_text_or_reasons(case: tuple[str, list[Row | None]]) -> None:
    text, rows = case
    this = Report(id=report_id(text.encode()), text=text, published=date(2019, 5, 7), publisher="P", language="en")
    extractor = LlmExtractor(url="http://localhost:1", model="m")
    claims = extractor._claims(this, [(Chunk(0, len(text)), rows)])
    assert len(claims) + len(extractor.rejected) + extractor.repeats <= len(rows)
    for claim in claims:
        claim.check(this)
        assert claim.count is None or claim.measure.counts_people
        for span in claim.fields:
            assert text[span.start : span.end].strip()
        if claim.count is not None:
            assert claim.count.profile == "cenotaph-1"
    assert len({claim.id for claim in claims}) == len(claims)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["claims", "quote", "measure", "stance", "via", "count_text", "part_of"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(st.one_of(_JSON.map(json.dumps), st.text(max_size=60)))
def test_any_answer_is_rows_or_no_answer(content: str) -> None:
    try:
        rows = read_answer(content)
    except BadAnswer:
        return
    assert all(row is None or (row.quote.strip() and isinstance(row.measure, Measure)) for row in rows)


def test_a_bottomless_answer_is_no_answer() -> None:
    for content in ('{"claims":' * 100_000, "[" * 100_000, "{" * 100_000):
        try:
            read_answer(content)
        except BadAnswer:
            continue
        raise AssertionError("read as an answer")
