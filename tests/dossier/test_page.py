"""The written page: every number leads to its quote, the five questions stand, nothing leaks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from cenotaph.dossier.answers import headline
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Known
from dossier.fixture import contradiction, khasham
from dossier.page_reader import Element, broken_links, read_page


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert broken_links(folder) == []


def test_every_number_is_inside_a_link_to_its_trail(page: Element) -> None:
    numbers = [e for e in page.walk() if e.classes & {"n", "num"} and e.tag != "td"]
    assert len(numbers) > 60
    for number in numbers:
        link = next((e for e in [number, *number.above()] if e.tag == "a"), None)
        assert link is not None, number.text
        assert re.match(r"reports/[0-9a-f]{12}\.html#claim-|#trail-", link.attributes["href"]), number.text


def test_numbers_of_several_claims_lead_to_a_note_that_lists_them(page: Element) -> None:
    notes = {e.attributes["id"]: e for e in page.every("li") if e.attributes.get("id", "").startswith("trail-")}
    voices = next(e for e in page.every("p", "lead")[0].every("a", "n") if e.text == "16")
    note = notes[voices.attributes["href"].removeprefix("#")]
    assert len([e for e in note.every("a") if "claim-" in e.attributes["href"]]) == 16


def test_the_headline_says_who_differs(page: Element) -> None:
    lead = page.every("p", "lead")[0].text
    assert lead == (
        "At most 99 or at least 101 Russians were killed here on 7 February 2018, depending on whom you believe; "
        "16 voices (10 reports) say so; none of the dead is verified by name; 2 names are not verified yet."
    )


def test_the_headline_needs_two_voices_that_speak_of_here() -> None:
    case, reckoning = khasham()
    index = ArchiveIndex.of(case.reports, case.claims, case.judgements)
    k = case.by_key
    own, total = contradiction(k["us100"], k["200to300"], 100), contradiction(k["dozens"], k["131"], 32)
    for found in (own, total):
        words = headline(index, replace(reckoning, contradictions=(found,)), Known(), "on 7 February 2018")
        assert not any("depending on whom you believe" in str(part) for part in words)


def test_the_five_questions_are_the_headings_in_order(page: Element) -> None:
    assert [h.text for h in page.every("h2")][:5] == [
        "What do Russia, the United States, Syria and others say?",
        "Who are the dead?",
        "What happened on 7 February 2018?",
        "How many have died?",
        "Who controlled what on 7 February 2018?",
    ]
    assert all(s.every("p", "answer") for s in page.every("section", "q")[:5])


def test_chart_and_table_hold_the_same_rows(page: Element) -> None:
    def ids(root: Element) -> list[str]:
        return [e.attributes["data-claim"] for e in root.walk() if "data-claim" in e.attributes]

    charts, tables = page.every("figure", "chart"), page.every("details", "twin")
    assert len(charts) == 2
    for chart, table in zip(charts, tables, strict=False):
        assert ids(chart)
        assert ids(chart) == ids(table)


def test_every_mark_leads_to_its_quote(page: Element) -> None:
    for row in page.every("li", "row"):
        claim = row.attributes["data-claim"]
        assert row.every("a", "ev")[0].attributes["href"].endswith(f"#claim-{claim}")
        assert row.every("svg", "m")


def test_one_statement_in_two_reports_is_one_row_and_drift_is_its_own(page: Element) -> None:
    rows = page.every("figure", "chart")[0].every("li", "row")
    five = next(r for r in rows if "probably five" in r.text)
    assert "Xinhua" in five.every("a", "ring")[0].text
    drifted = next(r for r in rows if "over 300" in r.text)
    assert "echo" in drifted.classes
    assert "repeating another report" in drifted.text


def test_unknown_and_silence_are_rows_without_a_number(page: Element) -> None:
    rows = [r for r in page.every("li", "row") if r.every("span", "say")]
    assert {r.every("span", "say")[0].text for r in rows} >= {
        "says the number is not known",
        "declines to say how many",
    }
    assert all(not r.every("span", "num") for r in rows)


def test_killed_or_injured_is_hatched_and_zero_is_drawn(page: Element) -> None:
    rows = page.every("figure", "chart")[0].every("li", "row")
    assert next(r for r in rows if "several dozen" in r.text and "or injured" in r.text).every(
        "svg", "m-killed_or_injured"
    )
    zero = next(r for r in rows if "none" in r.text)
    assert zero.every("path", "d")
    assert zero.every("span", "num")[0].text == "0"


def test_quotes_carry_language_and_direction(page: Element) -> None:
    arabic = [e for e in page.walk() if e.attributes.get("lang") == "ar" and "dir" in e.attributes]
    assert arabic
    assert {e.attributes["dir"] for e in arabic} == {"rtl"}
    assert [b.text for b in page.every("bdi") if b.attributes.get("lang") == "ru"]


def test_one_person_in_two_scripts_is_one_entry(page: Element) -> None:
    people = page.every("ul", "people")[0]
    both = next(li for li in people.every("li") if "Vladimir Loginov" in li.text)
    assert "Владимир Логинов" in both.text
    assert "age 51" in both.text
    assert "Pending second source: a second source may be about somebody else" in both.text


def test_informants_and_relatives_are_not_named(folder: Path) -> None:
    case, _ = khasham()
    assert any(person.informant == "Nina A." for person in case.people)
    for name in ("index.html", "statements.html", "method.html", "claims.json", "claims.csv"):
        assert "Nina A." not in (folder / name).read_text("utf-8")
    assert "a relative, in BBC" in read_page(folder / "index.html").text


def test_who_is_not_tied_to_the_incident_is_not_counted(page: Element) -> None:
    tied, apart = page.every("ul", "people")
    assert "Alikov" in apart.text
    assert "Alikov" not in tied.text


def test_the_map_says_its_day_and_has_a_table(page: Element) -> None:
    plan = page.every("figure", "map")[0]
    assert "5 February 2018" in plan.text
    assert "Euphrates" in plan.text
    assert "Syrian Democratic Forces" in page.every("details", "twin")[-1].text


def test_the_map_names_what_it_draws_and_takes_no_side(page: Element) -> None:
    plan = page.every("figure", "map")[0]
    assert "de facto boundaries as drawn by Natural Earth; Cenotaph takes no position" in plan.text
    assert "No drawing holds on 7 February 2018; the nearest is shown, of 5 February 2018" in plan.text
    assert {"Syrian government5 February 2018", "Syrian Democratic Forces5 February 2018"} <= {
        text.text for text in plan.every("text", "holder")
    }
    assert plan.every("g", "bar")[0].text.endswith("km")


def test_areas_of_another_place_or_another_time_are_not_shown(tmp_path: Path) -> None:
    from datetime import date

    from cenotaph.dossier import build, write
    from dossier.fixture import NOW

    case, reckoning = khasham()
    west, east = case.areas
    moved = west.geometry.replace("[40", "[10").replace("[39", "[9")
    far = replace(west, id="far", name="far away", geometry=moved)
    old = replace(east, id="old", name="years before", as_of=date(2015, 1, 1))
    made = build(case.reports, case.claims, reckoning, areas=[far, old, west], generated_at=NOW)
    text = read_page(write(made, tmp_path / "d")).text
    assert "West of the Euphrates" in text
    assert "far away" not in text
    assert "years before" not in text
    gone = build(case.reports, case.claims, reckoning, areas=[old], generated_at=NOW)
    assert "no map of control" in read_page(write(gone, tmp_path / "e")).text


def test_long_lists_are_folded_and_speakers_are_written_large(page: Element) -> None:
    assert len(page.every("details", "more")) >= 3
    heads = [h.text for h in page.every("h4")]
    assert "Russian foreign ministry government" in heads
    assert not [text for text in heads if "kind not known" in text]
    assert not [h for h in heads if h[:1].islower()]


def test_without_areas_the_page_says_how_to_import_them(tmp_path: Path) -> None:
    from cenotaph.dossier import build, write
    from dossier.fixture import NOW

    case, reckoning = khasham(control=False)
    index = write(build(case.reports, case.claims, reckoning, generated_at=NOW), tmp_path / "d")
    assert "cenotaph import control FILE.geojson" in read_page(index).text


def test_pages_are_small_and_ask_for_nothing(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert len(text.encode()) < 300_000
        assert "<script" not in text
        assert "@import" not in text
        assert not re.search(r"url\((?!#)", text)
        assert not re.search(r"<(img|iframe|link)[^>]+(src|href)=\"(?!data:,)", text)
