"""The short texts: their form, and floors under the F1 of claims. ``test_`` files are scored as sums alone.

The misses of the ``dev_`` files are printed with ``python -m pytest tests/extract/test_short.py -rP``.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cenotaph.extract import extract
from extract.gold_scoring import Reading, reading_of
from extract.short_texts import score_texts, short_texts

SHORT = Path(__file__).parent / "short"
FILES = sorted(path.stem for path in SHORT.glob("*.tsv"))
FLOORS: dict[str, float] = json.loads((SHORT / "floors.json").read_text(encoding="utf-8"))


def read(text: str) -> list[Reading]:
    claims = extract(text, published=date(2018, 5, 9), publisher="Herald")
    return [reading for claim in claims if (reading := reading_of(claim, "Herald"))]


def test_every_file_has_a_floor_and_no_text_stands_twice() -> None:
    assert sorted(FLOORS) == FILES
    texts = [one.text for name in FILES for one in short_texts(SHORT / f"{name}.tsv")]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("claims", ["killed", "slain 3", "killed 3/4", "killed three men"])
def test_a_claim_that_has_not_the_form_is_refused(tmp_path: Path, claims: str) -> None:
    (tmp_path / "x.tsv").write_text(f"topic\tText.\t{claims}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a"):
        list(short_texts(tmp_path / "x.tsv"))


def test_of_two_fair_readings_the_better_one_counts(tmp_path: Path) -> None:
    line = "kin\tA man and a woman died.\tkilled 2 or killed 1 man & killed 1 woman; ?injured 9\n"
    (tmp_path / "x.tsv").write_text(line, encoding="utf-8")
    texts = list(short_texts(tmp_path / "x.tsv"))
    one = [Reading(measure="killed", low=2, best=2, high=2)]
    two = [Reading(measure="killed", low=1, best=1, high=1, group=group) for group in ("man", "woman")]
    for found, right in ((one, 1), (two, 2)):
        score = score_texts(texts, lambda _, found=found: found)  # type: ignore[misc]
        assert (score.found, score.missed, score.spurious) == (right, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_claims_of_short_texts_are_read_no_worse_than_before(name: str) -> None:
    score = score_texts(list(short_texts(SHORT / f"{name}.tsv")), read)
    figures = score.figures()
    print(f"{name}: precision {figures['precision']:.3f}, recall {figures['recall']:.3f}, F1 {figures['f1']:.3f}")
    if name.startswith("dev"):
        for miss in score.misses:
            print(f"  {miss.passage} {miss.text!r}\n    got {miss.got}\n    want {miss.want}")
    assert figures["f1"] >= FLOORS[name]
