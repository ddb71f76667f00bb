"""Whose each number is, way of telling by way of telling, in passages of our own (``speakers.tsv``)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim
from extract.scoring import same_name

TABLE = Path(__file__).parent / "speakers.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[3:] if line]
OUTLET = "The Herald"


def number(claim: Claim) -> str:
    """The number of a claim as the table writes it."""
    count = claim.count
    ends = [] if count is None else [n for n in (count.best, count.low, count.high) if n is not None]
    return str(ends[0]) if ends else "x"


def fits(claim: Claim, wanted: str) -> bool:
    """Whether a claim is the wanted "12 coast guard" or "x army [denies]"."""
    stance = wanted.rpartition(" [")[2].removesuffix("]") if wanted.endswith("]") else ""
    count, _, speaker = wanted.rpartition(" [")[0].partition(" ") if stance else wanted.partition(" ")
    if number(claim) != count or (stance and claim.stance != stance):
        return False
    own = claim.speaker.name == OUTLET
    return own if speaker == "PUBLISHER" else not own and same_name(claim.speaker.name, speaker)


@pytest.mark.parametrize(("text", "claims"), ROWS, ids=[text[:60] for text, _ in ROWS])
def test_whose_a_number_is(text: str, claims: str) -> None:
    read = list(extract(text.replace(" / ", "\n"), published=date(2021, 6, 11), publisher=OUTLET))
    told = [(number(claim), claim.speaker.name, claim.stance.value) for claim in read]
    for wanted in claims.split("; "):
        found = next((claim for claim in read if fits(claim, wanted)), None)
        assert found is not None, f"{wanted!r} is not among {told}"
        read.remove(found)
