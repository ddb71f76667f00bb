"""Voices against carriers: reprints carry a voice and add none, and a report that cites has its own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cenotaph.dossier import build
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Heard
from cenotaph.model import ActorKind, JudgementKind, Measure, Ref, Speaker
from cenotaph.reconcile import reconcile
from dossier.fixture import MFA, NOW, RUSSIANS, US, Case, count
from dossier.page_reader import Element

SOURCES = Speaker(name="sources", kind=ActorKind.ANONYMOUS)
ABOUT_300 = {
    "measure": Measure.KILLED_OR_INJURED,
    "count": count("about 300", "about", 270, 300, 330),
    "group": RUSSIANS,
}


def told(*, evidence: bool) -> Case:
    """Reuters has it from sources, a paper repeats that and adds the ministry's five; another has the five too."""
    case = Case()
    five = {"speaker": MFA, "measure": Measure.KILLED, "count": count("five", "probable", 0, 5, None)}
    wire = case.report(
        "Reuters", date(2018, 2, 16), "Wire", ("About 300 were hit.", {"key": "1", "speaker": SOURCES, **ABOUT_300})
    )
    paper = case.report(
        "Paper",
        date(2018, 2, 17),
        "Paper",
        ("About 300 men were hit, Reuters says.", {"key": "2", "speaker": SOURCES, **ABOUT_300}),
        ("Five died, the ministry says.", {"key": "3", "group": RUSSIANS, **five}),
    )
    case.report("Post", date(2018, 2, 15), "Post", ("Five may have died.", {"key": "4", "group": RUSSIANS, **five}))
    pair = {"label": "cites", "evidence": (case.by_key["2"].id, case.by_key["1"].id)} if evidence else {}
    here, there = Ref(kind="item", id=paper.id), Ref(kind="item", id=wire.id)
    case.judge(JudgementKind.ECHO, here, there, "names Reuters", **pair)
    return case


def test_a_reprint_carries_the_voice_and_is_none_of_its_own() -> None:
    case = told(evidence=True)
    page = build(
        case.reports,
        case.claims,
        reconcile(case.reports, case.claims, judgements=case.judgements),
        judgements=case.judgements,
        generated_at=NOW,
    )
    by_name = {voice.name: voice for voice in page.heard}
    assert set(by_name) == {"sources", "Russian foreign ministry"}
    assert [(c.publisher, c.echo) for c in by_name["sources"].carriers] == [("Reuters", False), ("Paper", True)]
    ministry = by_name["Russian foreign ministry"]
    assert [(c.publisher, c.echo) for c in ministry.carriers] == [("Post", False), ("Paper", False)]
    assert ministry.reports.low == 2
    assert len(ministry.reports.trail.claims) == 2


def test_who_cites_another_for_one_number_says_the_rest_itself() -> None:
    cites = told(evidence=True)
    index = ArchiveIndex.of(cites.reports, cites.claims, cites.judgements)
    assert [index.is_echo(cites.by_key[key]) for key in "1234"] == [False, True, False, False]
    assert not any(index.only_repeats(report.id) for report in cites.reports)
    copies = told(evidence=False)
    index = ArchiveIndex.of(copies.reports, copies.claims, copies.judgements)
    assert [index.only_repeats(report.id) for report in copies.reports] == [False, True, False]


def test_the_page_has_voices_with_their_carriers_and_every_one_leads_to_its_words(page: Element) -> None:
    (table,) = page.every("table", "heard")
    rows = [row for row in table.every("tr") if row.every("td")]
    assert rows
    for row in rows:
        counted, known, carried = row.every("td")
        assert known.text == "not known" or known.every("a", "n")
        assert int(counted.text) == len(carried.every("a"))
        assert all("#claim-" in link.attributes["href"] for link in carried.every("a"))
    assert table.every("a", "ring"), "Belsat only repeats Reuters"
    assert "Reuters" in table.text


def test_the_page_says_which_voices_are_known_to_be_sources_of_their_own() -> None:
    case = told(evidence=True)
    us = {"speaker": US, "measure": Measure.KILLED, "count": count("100", "exact", 100, 100, 100)}
    case.report(
        "Times", date(2018, 2, 18), "Times", ("The US says 100 died.", {"key": "5", "group": RUSSIANS, **us})
    )
    reckoning = reconcile(case.reports, case.claims, judgements=case.judgements)
    page = build(case.reports, case.claims, reckoning, judgements=case.judgements, generated_at=NOW)
    by_name = {voice.name: voice for voice in page.heard}
    assert {name: voice.apart and str(voice.apart) for name, voice in by_name.items()} == {
        "sources": None,
        "Russian foreign ministry": "1",
        by_name_of(page.heard, "United"): "1",
    }
    sentence = "".join(str(part) for part in page.carriers)
    assert (
        "At least 2 of them are known to be independent of each other; of the others it is not known." in sentence
    )


def by_name_of(heard: Sequence[Heard], start: str) -> str:
    """The full name of the voice that starts so."""
    return next(voice.name for voice in heard if voice.name.startswith(start))
