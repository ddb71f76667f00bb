"""What is not public is on no page, in no data, and behind no number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cenotaph.dossier import build, write
from cenotaph.model import Sensitivity
from dossier.fixture import NOW, khasham
from dossier.page_reader import broken_links, read_page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case with one claim sealed and one report internal."""
    case, reckoning = khasham()
    sealed, belsat = case.by_key["200to300"], case.reports[2]
    claims = [replace(c, sensitivity=Sensitivity.SEALED) if c.id == sealed.id else c for c in case.claims]
    reports = [replace(r, sensitivity=Sensitivity.INTERNAL) if r.id == belsat.id else r for r in case.reports]
    made = build(reports, claims, reckoning, areas=case.areas, judgements=case.judgements, generated_at=NOW)
    return write(made, tmp_path_factory.mktemp("withheld") / "d").parent


def test_neither_is_on_a_page_or_in_the_data(folder: Path) -> None:
    case, _ = khasham()
    sealed, belsat = case.by_key["200to300"], case.reports[2]
    everything = "".join(p.read_text("utf-8") for p in folder.rglob("*") if p.is_file())
    assert belsat.sha256[:12] not in everything
    assert belsat.title is not None
    assert belsat.title not in everything
    hidden = {sealed.id, *(c.id for c in case.claims if c.report == belsat.id)}
    assert not [i for i in hidden if i in everything]
    assert broken_links(folder) == []


def test_the_page_says_how_many_were_kept_back(folder: Path) -> None:
    case, _ = khasham()
    of_belsat = [c for c in case.claims if c.report == case.reports[2].id]
    page = read_page(folder / "index.html")
    line = next(p for p in page.every("p") if p.attributes.get("id") == "withheld")
    assert line.text.startswith(f"Not public, and kept off these pages: 1 report and {len(of_belsat) + 1} claims.")
    assert all(a.attributes["href"].startswith("#trail-") for a in line.every("a"))


def test_no_range_and_no_contradiction_rests_on_them(folder: Path) -> None:
    page = read_page(folder / "index.html")
    died = next(s for s in page.every("section", "q") if "How many have died?" in s.text)
    assert "200 to 300" not in died.text
    assert "over 300" not in died.text


def test_where_all_is_public_nothing_is_said_of_it(tmp_path: Path) -> None:
    case, reckoning = khasham()
    page = read_page(write(build(case.reports, case.claims, reckoning, generated_at=NOW), tmp_path / "d"))
    assert "kept off these pages" not in page.text
