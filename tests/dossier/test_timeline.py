"""A voice moment by moment: one statement in several reports stands once, its renderings side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.dossier import build, write
from cenotaph.dossier.chart import panels
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.timeline import moments
from cenotaph.dossier.tracks import track_of
from cenotaph.dossier.view import Moment, Row
from cenotaph.model import Claim, Measure, Rendering, Stance
from cenotaph.reconcile import reconcile
from dossier.fixture import MFA, NOW, RUSSIANS, Case, count
from dossier.page_reader import Element, read_page

KILLED, INJURED, EITHER = Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED
DOZENS = count("several dozen", "vague_plural", 24, None, 99)
PERHAPS_FIVE = count("five", "probable", 0, 5, None)
ABOUT_FIVE = count("About five", "about", 4, 5, 6)
SEVEN, NINE = count("Seven", "exact", 7, 7, 7), count("Nine", "exact", 9, 9, 9)
HUNDREDS = count("hundreds", "vague_plural", 200, None, 999)
DENIES = Stance.DENIES
FORTY = count("Forty", "exact", 40, 40, 40)
WOUNDED = count("The wounded", "vague_plural", 2, None, None)


def case_of(*rows: tuple[str, date, str, dict[str, Any]]) -> Case:
    """What the foreign ministry said, told by reports of one sentence each."""
    case = Case()
    for n, (publisher, day, sentence, fields) in enumerate(rows):
        given = {"key": str(n), "speaker": MFA, "group": RUSSIANS, **fields}
        case.report(publisher, day, f"Report {n}", (sentence, given))
    return case


def told_by(
    *rows: tuple[str, date, str, dict[str, Any]],
) -> tuple[Callable[[str], Claim], Sequence[Row], Sequence[Rendering]]:
    """What the moments of the foreign ministry are made from."""
    case = case_of(*rows)
    index = ArchiveIndex.of(case.reports, case.claims, ())
    reckoning = reconcile(case.reports, case.claims)
    (panel,) = panels(index, reckoning)
    voices = [voice for side in panel.sides for voice in side.voices]
    assert len(voices) == 1
    return index.claim, voices[0].rows, [r for position in reckoning.positions for r in position.renderings]


def told(*rows: tuple[str, date, str, dict[str, Any]]) -> tuple[Moment, ...]:
    """The moments of the foreign ministry."""
    return moments(*told_by(*rows))


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
    move = statement.move
    assert (move.word, str(move.was), str(move.now), move.by) == ("raised", "perhaps 5", "24 to 99", None)
    assert move.also == "from killed to killed or injured"
    assert [s.move.word for s in first.statements] == ["asserted"]


def test_two_hedges_of_one_number_are_one_statement_whose_renderings_are_paired() -> None:
    about = ("Xinhua", date(2018, 2, 15), "About five died.", {"measure": KILLED, "count": ABOUT_FIVE})
    (moment,) = told(FIVE, about)
    (statement,) = moment.statements
    assert [str(row.figure) for row in statement.renderings] == ["perhaps 5", "4 to 6"]


def test_a_number_that_goes_up_says_by_how_many_and_stands_as_the_latest() -> None:
    seven = ("Xinhua", date(2018, 2, 20), "Seven died.", {"measure": KILLED, "count": SEVEN})
    nine = ("Reuters", date(2018, 2, 25), "Nine died.", {"measure": KILLED, "count": NINE})
    first, second = told(seven, nine)
    (before,), (now,) = first.statements, second.statements
    assert (before.standing, now.standing) == (False, True)
    assert (now.move.word, now.move.sign, str(now.move.by)) == ("raised", "+", "2")
    assert now.move.by is not None
    assert len(now.move.by.trail.claims) == 2


def test_the_picture_has_a_column_a_day_and_a_line_to_what_replaced_the_number() -> None:
    denied = (
        "TRT",
        date(2018, 2, 16),
        "It denies hundreds.",
        {"measure": KILLED, "count": HUNDREDS, "stance": DENIES},
    )
    found = told_by(FIVE, denied, BBC, SPUTNIK)
    track = track_of(moments(*found), found[0])
    assert track is not None
    assert [(c.when, c.word, [str(f) for f in c.numbers]) for c in track.columns] == [
        ("15 Feb 2018", "asserted", ["perhaps 5"]),
        ("16 Feb 2018", "denied", []),
        ("20 Feb 2018", "raised", ["24 to 99"]),
    ]
    assert [column.standing for column in track.columns][::2] == [False, True]
    (line,) = track.lines
    (start, _), (end, _) = track.columns[0].rows[0], track.columns[2].rows[0]
    assert (line[0], line[2]) == (start, end)
    assert len(track.columns[2].rows) == 2, "both renderings are drawn"
    assert max(row.mark.end for _, row in track.columns[2].rows) <= 100


def test_one_day_makes_no_picture_and_a_long_silence_is_marked() -> None:
    found = told_by(BBC, SPUTNIK)
    assert track_of(moments(*found), found[0]) is None
    late = ("Reuters", date(2018, 12, 31), "Nine died.", {"measure": KILLED, "count": NINE})
    found = told_by(FIVE, late)
    track = track_of(moments(*found), found[0])
    assert track is not None
    assert [column.late for column in track.columns] == [False, True]


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


def test_the_page_draws_a_voices_numbers_and_every_one_is_a_link(tmp_path: Path) -> None:
    case = case_of(FIVE, BBC, SPUTNIK)
    dossier = build(case.reports, case.claims, reconcile(case.reports, case.claims), generated_at=NOW)
    page = read_page(write(dossier, tmp_path / "d"))
    (figure,) = page.every("figure", "track")
    assert figure.every("figcaption")
    (well,) = figure.every("div", "well")
    assert all(drawn.attributes["aria-hidden"] == "true" for drawn in well.children if isinstance(drawn, Element))
    days = [" ".join(day.text.split()) for day in figure.every("ol")[0].every("li")]
    assert [day[len("15 Feb 2018") :].strip() for day in days] == [
        "perhaps 5 asserted",
        "24 to 99 raised",
    ]
    assert "now" in figure.every("li")[-1].classes
    assert all("href" in link.attributes for link in figure.every("a", "n"))
    told = " ".join(page.every("ol", "timeline")[0].text.split())
    assert "Raised from perhaps 5 to 24 to 99, and from killed to killed or injured" in told
    assert len(page.every("b", "latest")) == 1
