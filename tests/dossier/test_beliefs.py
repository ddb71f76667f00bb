"""Contradictions, worlds and policies on the page: words first, and every number leads to its claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cenotaph.dossier import build, write
from cenotaph.dossier.view import Dossier
from cenotaph.model import Figure, Group, Incident, Measure
from cenotaph.reconcile import Reckoning, reconcile
from cenotaph.reconcile.inquiry import Inquiry
from cenotaph.reconcile.questions import question_of
from dossier.fixture import DAY, MFA, NOW, PROVINCE, REPORTS, RUSSIANS, US, Case, count
from dossier.page_reader import Element, broken_links, read_page

MERCENARIES = Group(text="Russian mercenaries", nationality=("RU",), role="mercenaries")
MILITIA = Group(text="militia", role="militia")


def told() -> tuple[Case, Reckoning]:
    """The ministry, the United States and some reports about one night."""
    case = Case()
    day = {"period": DAY, "place": PROVINCE}
    dozens = {"measure": Measure.KILLED_OR_INJURED, "count": count("several dozen", "vague_plural", 24, None, 99)}
    over = {"measure": Measure.KILLED, "count": count("more than 100", "more_than", 101, None, None)}
    hundred = {"measure": Measure.KILLED, "count": count("100", "exact", 100, 100, 100)}
    case.report(
        "BBC",
        date(2018, 2, 20),
        "Dozens",
        ("Several dozen were killed or hurt.", {"key": "mfa", "speaker": MFA, "group": RUSSIANS, **dozens, **day}),
        ("More than 100 died.", {"key": "some", "speaker": REPORTS, "group": MERCENARIES, **over, **day}),
        ("The strikes killed 100.", {"key": "us", "speaker": US, "group": MILITIA, **hundred, **day}),
    )
    case.incident = Incident(
        code="SY-1",
        title="Khasham",
        place=PROVINCE,
        period=DAY,
        claims=tuple(claim.id for claim in case.claims),
        reports=(case.reports[0].id,),
    )
    reckoning = reconcile(case.reports, case.claims, case.incident)
    if not reckoning.worlds:
        asked = Inquiry(case.reports, case.claims, [case.incident]).ask(
            question_of("Russians killed", incident="SY-1")
        )
        reckoning = replace(reckoning, contradictions=asked.contradictions, worlds=asked.worlds)
    return case, reckoning


@pytest.fixture(scope="module")
def view() -> Dossier:
    case, reckoning = told()
    return build(case.reports, case.claims, reckoning, generated_at=NOW)


@pytest.fixture(scope="module")
def index(view: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(view, tmp_path_factory.mktemp("beliefs") / "dossier")


@pytest.fixture(scope="module")
def root(index: Path) -> Element:
    return read_page(index)


def test_each_contradiction_says_what_leaves_room_for_how_many_and_the_gap(view: Dossier) -> None:
    sentences = [
        "".join(str(getattr(p, "words", p)) for p in d.sentence) for d in view.disputes if d.kind == "contradiction"
    ]
    assert len(sentences) == 2
    assert any(s.endswith("They are 1 apart.") and "United States: 100 killed (militia)" in s for s in sentences)
    assert any(
        "several dozen killed or injured" in s and "leaves room for at most 99" in s and "2 apart" in s
        for s in sentences
    )
    for dispute in view.disputes:
        for part in dispute.sentence:
            assert not isinstance(part, Figure) or set(part.trail.claims) <= set(dispute.claims)


def test_the_table_says_whom_to_believe_whom_not_and_what_follows(root: Element) -> None:
    (table,) = root.every("table", "beliefs")
    rows = {
        row.every("th")[0].text: [cell.text.strip() for cell in row.every("td")]
        for row in table.every("tr")
        if row.every("td")
    }
    assert {frozenset(name.casefold().split(", ")) for name in rows} == {
        frozenset({"some reports"}),
        frozenset({"russian foreign ministry", "united states"}),
    }
    answers = {cells[-1] for cells in rows.values()} | {cells[1] for cells in rows.values()}
    assert {"at most 99", "at least 101"} <= answers
    assert all(cell.every("a", "n") for cell in table.every("td", "bounded") if cell.text)


def test_every_link_of_the_page_leads_somewhere(index: Path) -> None:
    assert broken_links(index.parent) == []


def test_policies_name_their_source_and_what_they_do(root: Element) -> None:
    (policies,) = root.every("ul", "policies")
    titles = [h.text for h in policies.every("h4")]
    assert len(titles) == 5
    for item in (e for e in policies.children if isinstance(e, Element)):
        assert "Source: " in item.text
        assert item.every("div", "tolls")


def test_where_nobody_contradicts_the_page_says_so(tmp_path: Path) -> None:
    case, _ = told()
    claims = [case.by_key["us"]]
    incident = replace(case.incident, claims=(claims[0].id,)) if case.incident else None
    reckoning = reconcile(case.reports, claims, incident)
    page = read_page(write(build(case.reports, claims, reckoning, generated_at=NOW), tmp_path / "d"))
    assert not page.every("ul", "disputes")
    assert all(len(t.every("tr")) == 2 for t in page.every("table", "beliefs"))
