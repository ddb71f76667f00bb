"""Wordings of harm, class by class, in sentences of our own (``wordings.tsv``): every claim and no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cenotaph.extract import extract
from extract.gold_scoring import Reading, reading_of

TABLE = Path(__file__).parent / "wordings.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[2:] if line]


def written(reading: Reading) -> str:
    """A reading as the table writes it: "killed 12 soldiers", "injured 36/40/44", "missing x [reports_unknown]"."""
    count = (reading.low, reading.best, reading.high)
    if count == (None, None, None):
        number = "x"
    elif len(set(count)) == 1:
        number = str(reading.low)
    else:
        number = "/".join("-" if n is None else str(n) for n in count)
    stance = "" if reading.stance == "asserts" else f" [{reading.stance}]"
    return f"{reading.measure} {number}" + (f" {reading.group}" if reading.group else "") + stance


@pytest.mark.parametrize(("text", "claims"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_every_claim_of_a_wording_is_read(text: str, claims: str) -> None:
    read = extract(text.replace("\\n", "\n"), published=date(2018, 5, 9), publisher="Herald")
    found = [written(one) for claim in read if (one := reading_of(claim, "Herald"))]
    assert sorted(found) == sorted(part for part in claims.split("; ") if part)
