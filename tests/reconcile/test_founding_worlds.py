"""The founding report alone: two contradictions, two worlds, and what follows in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from cenotaph.extract import extract
from cenotaph.model import Measure
from cenotaph.reconcile import Bounds, Reckoning, World, reconcile
from cenotaph.resolve import resolve
from reconcile import khasham as k
from reconcile.claims import SYRIA, claim, count
from reconcile.claims import report as made_of
from reconcile.test_bounds import agency

SHARED = Path(__file__).resolve().parents[3] / "shared"


def ends(world: World, words: str, *, to_date: bool) -> tuple[int | None, int | None]:
    """The answer about the group of these words: of that day, or to date."""
    found: list[Bounds] = [
        b
        for b in world.bounds
        if b.question.group and words in b.question.group.text and (b.question.incident is None) is to_date
    ]
    return found[0].figure.low, found[0].figure.high


def check(reckoning: Reckoning, doubted: str) -> None:
    """What must hold; ``doubted`` is the key of "some reports"."""
    assert [c.gap.low for c in reckoning.contradictions] == [2, 1]
    assert all(doubted in c.voices and c.sides == ("high", "low") for c in reckoning.contradictions)
    assert reckoning.stopped == ()
    without, with_them = reckoning.worlds
    assert without.without == (doubted,)
    assert ends(without, "Russian", to_date=False) == (0, 99)
    assert ends(without, "Russian", to_date=True) == (131, None)
    assert doubted in with_them.believed
    assert len(with_them.without) == 2
    assert ends(with_them, "Russian", to_date=False) == (101, None)
    assert ends(with_them, "Russian", to_date=True) == (232, None)
    for world in reckoning.worlds:
        for bound in world.bounds:
            assert bound.figure.trail.claims
            assert bound.figure.low in (None, 0) or bound.lowest


def test_the_claims_by_hand_make_two_contradictions_and_two_worlds() -> None:
    told = (k.dozens, k.over_100, k.hundred, agency)
    reckoning = reconcile(k.REPORTS, told, k.INCIDENT)
    check(reckoning, next(v for one in reckoning.contradictions for v in one.voices if "some reports" in v))
    assert {one.claims for one in reckoning.contradictions} == {
        (k.dozens.id, k.over_100.id),
        (k.hundred.id, k.over_100.id),
    }


@pytest.mark.shared
def test_the_report_as_it_is_read_makes_two_contradictions_and_two_worlds() -> None:
    folder = SHARED / "reports"
    if not folder.is_dir():
        pytest.skip("../shared/reports is not beside this checkout")
    text = next(iter(sorted(folder.glob("*.txt")))).read_text(encoding="utf-8")
    report = made_of("BBC", "2018-02-20", text)
    claims = extract(report)
    (incident,) = resolve([report], claims).incidents
    reckoning = reconcile([report], claims, incident)
    check(reckoning, next(v for one in reckoning.contradictions for v in one.voices if "some reports" in v))


def test_a_total_to_date_that_no_incident_fits_under_is_a_contradiction() -> None:
    total = claim(
        k.BBC,
        "UN",
        "killed",
        count("60", 60, 60, 60),
        k.RUSSIANS,
        scope="cumulative_to_date",
        place=SYRIA,
        start=70,
    )
    (only,) = reconcile(k.REPORTS, [k.over_100, total], k.INCIDENT).contradictions
    assert only.claims == (total.id, k.over_100.id)
    assert "(Russians, in Syria, to date) allows at most 60 killed" in only.sentence
    assert only.measure is Measure.KILLED
