"""What each speaker said over time: repeats, retractions, hedges, and the numbers of each change."""

from __future__ import annotations

from dataclasses import replace

from cenotaph.model import StepKind, content_id
from cenotaph.reconcile import reconcile
from reconcile.claims import claim, count, report

EARLY, LATER, LAST = report("A", "2018-02-10"), report("B", "2018-02-12"), report("C", "2018-02-21")
REPORTS = (EARLY, LATER, LAST)
FIVE, NINE = count("5", 5, 5, 5), count("9", 9, 9, 9)


def test_a_late_reprint_of_an_old_figure_is_no_new_position() -> None:
    first = claim(EARLY, "Damascus", "killed", FIVE)
    second = claim(LATER, "Damascus", "killed", NINE)
    reprint = replace(first, id=content_id("c", [first.id, "again"]), report=LAST.id, restates=first.id)
    reckoning = reconcile(REPORTS, [first, second, reprint])
    (position,) = reckoning.positions
    assert [step.relation for step in position.steps] == [StepKind.FIRST, StepKind.RAISES, StepKind.RESTATES]
    assert str(reckoning.envelopes[0].alternatives[0]) == "9"
