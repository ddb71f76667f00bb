"""A voice moment by moment: one statement in several reports stands once, its renderings side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from cenotaph.dossier.chart import panels
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.timeline import moments
from cenotaph.dossier.view import Moment
from cenotaph.model import Measure
from cenotaph.reconcile import reconcile
from dossier.fixture import MFA, RUSSIANS, Case, count
from dossier.page_reader import Element

KILLED, INJURED, EITHER = Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED
DOZENS = count("several dozen", "vague_plural", 24, None, 99)
PERHAPS_FIVE = count("five", "probable", 0, 5, None)
FORTY = count("Forty", "exact", 40, 40, 40)
WOUNDED = count("The wounded", "vague_plural", 2, None, None)


def told(*rows: tuple[str, date, str, dict[str, Any]]) -> tuple[Moment, ...]:
    """The moments of the foreign ministry, told by reports of one sentence each."""
    case = Case()
    for n, (publisher, day, sentence, fields) in enumerate(rows):
        given = {"key": str(n), "speaker": MFA, "group": RUSSIANS, **fields}
        case.report(publisher, day, f"Report {n}", (sentence, given))
    index = ArchiveIndex.of(case.reports, case.claims, ())
    (panel,) = panels(index, reconcile(case.reports, case.claims))
    voices = [voice for side in panel.sides for voice in side.voices]
    assert len(voices) == 1
    return moments(index.claim, voices[0].rows)


FIVE = ("TRT", date(2018, 2, 15), "Probably five died.", {"measure": KILLED, "count": PERHAPS_FIVE})
BBC = (
    "BBC",
    date(2018, 2, 20),
    "Several dozen were killed or wounded.",
    {"measure": EITHER, "count": DOZENS},
)
SPUTNIK = ("Sputnik", date(2018, 2, 20), "Several dozen were wounded.", {"measure": INJURED, "count": DOZENS})
XINHUA = ("Xinhua", date(2018, 2, 20), "It spoke of several dozen injured.", {"measure": INJURED, "count": DOZENS})


def test_renderings_of_one_statement_stand_side_by_side() -> None:
    first, second = told(FIVE, BBC, SPUTNIK, XINHUA)
    assert (first.when, second.when) == ("15 Feb 2018", "20 Feb 2018")
    (statement,) = second.statements
    assert {row.measure for row in statement.renderings} == {EITHER, INJURED}
    carried = {row.measure: [row.publisher, *(c.publisher for c in row.carriers)] for row in statement.renderings}
    assert sorted(carried[INJURED]) == ["Sputnik", "Xinhua"]
    assert "five" in statement.change
    assert "several dozen" in statement.change


def test_what_was_said_before_is_no_new_moment() -> None:
    again = ("Reuters", date(2018, 2, 18), "Five died, it has said.", {"measure": KILLED, "count": PERHAPS_FIVE})
    assert [moment.when for moment in told(FIVE, again)] == ["15 Feb 2018"]


def test_two_numbers_of_one_day_are_two_statements() -> None:
    forty = ("Xinhua", date(2018, 2, 20), "Forty were wounded.", {"measure": INJURED, "count": FORTY})
    (moment,) = told(BBC, forty)
    assert len(moment.statements) == 2
    assert all(len(statement.renderings) == 1 for statement in moment.statements)


def test_a_plural_without_a_number_says_nothing_new() -> None:
    wounded = ("Xinhua", date(2018, 2, 19), "The wounded were flown out.", {"measure": INJURED, "count": WOUNDED})
    assert [moment.when for moment in told(wounded, BBC)] == ["20 Feb 2018"]


def test_the_page_joins_a_voices_statements_and_leads_to_each(page: Element) -> None:
    ministry = next(v for v in page.every("div", "voice") if v.every("h4")[0].text.startswith("Russian foreign"))
    (line,) = ministry.every("ol", "timeline")
    moments_shown = [item for item in line.children if isinstance(item, Element) and item.tag == "li"]
    assert len(moments_shown) >= 2
    assert "now" in moments_shown[-1].classes
    assert all(item.every("a", "quote") for item in moments_shown)
    told_twice = ministry.every("ul", "renderings")
    assert told_twice
    assert all(len(cell.every("a", "n")) == 1 for cell in told_twice[0].every("li"))
