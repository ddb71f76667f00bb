"""A report's page: the text as archived, every quote marked, its fields inside, its note beside."""

from __future__ import annotations

from pathlib import Path

from cenotaph.dossier.blackout import blackout, hidden_names
from dossier.fixture import khasham
from dossier.page_reader import Element, read_page


def without_signs(element: Element) -> str:
    """The text of an element without the letters that lead to its notes."""
    return "".join(
        c if isinstance(c, str) else without_signs(c)
        for c in element.children
        if isinstance(c, str) or "ref" not in c.classes
    )


def test_the_text_is_the_archived_text_but_for_the_names_of_informants(folder: Path) -> None:
    case = khasham()[0]
    hide = blackout(hidden_names(case.claims, ()))
    assert hide("Aleksandr") != "Aleksandr"
    for report in case.reports:
        root = read_page(folder / "reports" / f"{report.sha256[:12]}.html")
        shown = [without_signs(p) for p in root.every("p", "text")]
        assert shown == [line for line in hide(report.text).split("\n") if line]


def test_every_quote_is_marked_with_its_claim(folder: Path) -> None:
    case, _ = khasham()
    hide = blackout(hidden_names(case.claims, ()))
    for claim in case.claims:
        root = read_page(folder / "reports" / f"{claim.report.removeprefix('sha256:')[:12]}.html")
        mark = next(e for e in root.every("mark") if e.attributes.get("id") == f"claim-{claim.id}")
        assert without_signs(mark) == hide(claim.anchor.quote)


def test_the_note_says_how_the_number_came_about(folder: Path) -> None:
    case, _ = khasham()
    claim = case.by_key["dozens"]
    root = read_page(folder / "reports" / f"{claim.report.removeprefix('sha256:')[:12]}.html")
    note = next(e for e in root.every("aside") if e.attributes["id"] == f"note-{claim.id}").text
    for words in ("24 to 99", "several dozen", "vague plural", "cenotaph-1", "rules_en@1", "same incident", "BBC"):
        assert words in note
    assert claim.report.removeprefix("sha256:") in root.text


def test_fields_are_underlined_with_their_names(folder: Path) -> None:
    case, _ = khasham()
    claim = case.by_key["dozens"]
    root = read_page(folder / "reports" / f"{claim.report.removeprefix('sha256:')[:12]}.html")
    fields = {e.attributes.get("data-l"): e.text for e in root.every("span", "f") if "data-l" in e.attributes}
    assert fields["count"] in ("“several dozen”", "44", "at least 131", "100", "more than 100")


def test_an_arabic_report_reads_from_right_to_left(folder: Path) -> None:
    report = next(r for r in khasham()[0].reports if r.language == "ar")
    root = read_page(folder / "reports" / f"{report.sha256[:12]}.html")
    assert {p.attributes["dir"] for p in root.every("p", "text")} == {"rtl"}
