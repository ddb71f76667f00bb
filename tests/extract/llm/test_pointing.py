"""The same words give the same values, whoever points at them: the rules' claims, given back as a model's rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cenotaph.extract import extract
from cenotaph.extract.llm import LlmExtractor
from cenotaph.extract.llm.chunks import Chunk
from cenotaph.extract.llm.rows import Row
from cenotaph.model import Claim, Report, report_id

FOLDER = Path(__file__).parents[1]
COMPARED = ("count", "modality", "speaker", "via", "group", "place", "period", "scope", "people")


def _reports() -> Iterator[Report]:
    """The eight news texts and the passages, all of them invented."""
    texts: list[tuple[str, date | None]] = [
        (path.read_text(encoding="utf-8"), None) for path in sorted((FOLDER / "blind").glob("*.txt"))
    ]
    for line in (FOLDER / "passages" / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts.append((row["text"], date.fromisoformat(row["published"]) if row.get("published") else None))
    for text, published in texts:
        yield Report(id=report_id(text.encode()), text=text, published=published, language="en")


def _row(found: Claim, text: str) -> Row:
    """A claim of the rules as a model would have to put it."""
    words = {span.field: text[span.start : span.end] for span in found.fields}
    return Row(
        found.anchor.quote,
        words["measure"],
        found.measure,
        found.stance,
        words.get("count"),
        None if found.speaker.name == "the report" else found.speaker.text,
        tuple(voice.text for voice in found.via if voice.text),
        words.get("group"),
        words.get("place"),
        words.get("period"),
    )


def _key(found: Claim) -> tuple[object, ...]:
    spans = {span.field: (span.start, span.end) for span in found.fields}
    return found.measure, spans.get("measure"), spans.get("count")


def test_the_same_words_give_the_same_values_as_the_rules() -> None:
    extractor = LlmExtractor(url="http://localhost:1", model="m")
    counts: Counter[str] = Counter()
    for this in _reports():
        own = extract(this)
        rows: list[Row | None] = [_row(found, this.text) for found in own]
        pointed = extractor._claims(this, [(Chunk(0, len(this.text)), rows)])
        by_words = {_key(found): found for found in pointed}
        counts["own"] += len(own)
        for found in own:
            twin = by_words.get(_key(found))
            if twin is not None:
                counts["compared"] += 1
                counts.update(name for name in COMPARED if getattr(twin, name) == getattr(found, name))
                assert twin.count == found.count, found.anchor.quote
    print(f"{dict(counts)}, {len(extractor.rejected)} rejected")
    assert len(extractor.rejected) <= 0.02 * counts["own"]
    assert counts["compared"] >= 0.96 * counts["own"]
    for name in COMPARED:
        assert counts[name] >= 0.96 * counts["compared"], name
