"""The page of a place and a period: its totals, who claims them, and its incidents, each with its claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cenotaph.dossier import ScopePage, build_scope, scope_title, write
from cenotaph.dossier.listed import ListedPeople
from cenotaph.errors import UsageError
from cenotaph.model import (
    ActorKind,
    Anchor,
    DatePrecision,
    GeoPrecision,
    Incident,
    Judgement,
    JudgementKind,
    Measure,
    NameList,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    Ref,
    Report,
    Scope,
    Sensitivity,
    Speaker,
    report_id,
)
from cenotaph.reconcile.questions import scope_of
from dossier.fixture import DAY, NOW, SYRIA, US, Case, count
from dossier.page_reader import Element, broken_links, read_page

COUNTRY = Place(text="Syria", id="country:SY", name="Syria", country="SY", precision=GeoPrecision.COUNTRY)
TOWN = replace(
    COUNTRY, text="Khasham", id="g1", name="Khasham", precision=GeoPrecision.NEAR, within=("country:SY",)
)
YEAR = Period(text="2018", earliest=date(2018, 1, 1), latest=date(2018, 12, 31), precision=DatePrecision.YEAR)
MONITOR = Speaker(name="the monitor", kind=ActorKind.NGO)
DOCTOR = Speaker(name="a doctor", kind=ActorKind.ANONYMOUS)
SYRIA_2018 = "Syria 2018"


def told() -> tuple[Case, list[Incident]]:
    """Two incidents, a third of which nobody says where, and two totals that contradict each other."""
    case = Case()
    killed: dict[str, Any] = {"measure": Measure.KILLED}
    here = {**killed, "place": TOWN}
    night = {**here, "period": DAY}
    total = {**killed, "place": COUNTRY, "period": YEAR, "scope": Scope.PERIOD}
    exact = [count(str(n), "exact", n, n, n) for n in (100, 55, 3, 300)]
    some, least = count("20 to 30", "between", 20, None, 30), count("At least 500", "at_least", 500, None, None)
    case.report(
        "Reuters",
        date(2018, 2, 9),
        "A night and a day",
        ("The strikes killed 100.", {"key": "us", "speaker": US, "count": exact[0], **night}),
        ("Damascus says 55 died.", {"key": "55", "speaker": SYRIA, "count": exact[1], **night}),
        ("The next month 20 to 30 died.", {"key": "next", "speaker": US, "count": some, **here}),
        ("Somewhere 3 died.", {"key": "lost", "speaker": DOCTOR, "count": exact[2], **killed}),
    )
    case.report(
        "BBC",
        date(2019, 1, 3),
        "A year counted",
        ("At least 500 were killed.", {"key": "500", "speaker": MONITOR, "count": least, **total}),
        ("It was 300, said Damascus.", {"key": "300", "speaker": SYRIA, "count": exact[3], **total}),
    )
    march = Period(text="8 March", earliest=date(2018, 3, 8), latest=date(2018, 3, 8), precision=DatePrecision.DAY)
    incidents = [
        Incident(code=code, title=title, place=place, period=period, claims=tuple(case.by_key[k].id for k in keys))
        for code, title, place, period, keys in (
            ("SY-2018-02-07", "Khasham, 7 February 2018", TOWN, DAY, ("us", "55")),
            ("SY-2018-03-08", "Khasham, 8 March 2018", TOWN, march, ("next",)),
            ("XX-2018-02-07", "Place not stated, 7 February 2018", None, DAY, ("lost",)),
        )
    ]
    return case, incidents


def view(**changed: Any) -> ScopePage:
    case, incidents = told()
    claims = [replace(c, **changed) if c.id == case.by_key["55"].id else c for c in case.claims]
    return build_scope(case.reports, claims, incidents, scope_of(SYRIA_2018), generated_at=NOW)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(view(), tmp_path_factory.mktemp("scope") / "d").parent


@pytest.fixture(scope="module")
def page(folder: Path) -> Element:
    return read_page(folder / "index.html")


def rows(page: Element, label: str) -> list[list[str]]:
    table = next(e for e in page.every("div", "scroll") if e.attributes["aria-label"] == label)
    return [[c.text for c in row.children if isinstance(c, Element)] for row in table.every("tr")]


def test_every_link_leads_somewhere(folder: Path) -> None:
    assert broken_links(folder) == []


def test_the_headline_refuses_where_totals_contradict_each_other(page: Element) -> None:
    assert page.every("h1")[0].text == "Syria, 2018"
    assert page.every("p", "lead")[0].text == (
        "The totals that are claimed of people killed in Syria in 2018 cannot all be true over its incidents, "
        "which add up to 75 to 133; 4 voices in 2 reports speak of it."
    )


def test_what_follows_without_each_of_the_voices_is_given(page: Element) -> None:
    assert rows(page, "How many in all")[1] == ["People killed", "75 to 133", "cannot all be true"]
    (totals,) = [s for s in page.every("section", "q") if s.attributes["aria-labelledby"] == "totals"]
    assert [li.text for li in totals.every("ul", "plain")[0].every("li")] == [
        "Without the Syrian government: at least 500.",
        "Without the monitor: 300.",
    ]


def test_the_totals_say_of_which_place_and_days_they_are_and_by_how_much_they_differ(page: Element) -> None:
    (chart,) = page.every("figure", "chart")
    assert [row.every("span", "what")[0].text for row in chart.every("li", "row")] == ["killed in Syria, 2018"] * 2
    (dispute,) = page.every("ul", "disputes")
    assert "They are 200 apart." in dispute.text


def test_incidents_stand_with_their_ranges_and_lead_to_their_claims(page: Element, folder: Path) -> None:
    assert rows(page, "Incidents")[1:] == [
        ["Khasham, 7 February 2018", "55 to 100"],
        ["Khasham, 8 March 2018", "20 to 30"],
    ]
    assert rows(page, "Incidents that may lie here")[1:] == [["Place not stated, 7 February 2018", "3"]]
    link = next(a for a in page.every("a", "n") if a.text == "55 to 100")
    assert link.attributes["href"] == "incidents/SY-2018-02-07.html#killed"
    own = read_page(folder / "incidents" / "SY-2018-02-07.html")
    assert "Its claims cannot all be true" in own.text
    assert [row[0] for row in rows(own, "All statements")[1:]] == ["United States", "Syrian government"]
    assert all("reports/" in a.attributes["href"] for a in own.every("td")[5].every("a"))


def test_every_number_is_a_link(folder: Path) -> None:
    for path in (folder / "index.html", *(folder / "incidents").glob("*.html")):
        for number in (e for e in read_page(path).walk() if e.classes & {"n", "num"} and e.tag != "td"):
            assert any(e.tag == "a" and e.attributes.get("href") for e in [number, *number.above()]), number.text


def test_a_report_says_where_its_claims_are_used(folder: Path) -> None:
    texts = [read_page(path).text for path in (folder / "reports").glob("*.html")]
    assert any("Khasham, 8 March 2018" in text for text in texts)
    assert any("the chart of totals" in text for text in texts)


def test_what_is_not_public_is_in_no_range(tmp_path: Path) -> None:
    index = write(view(sensitivity=Sensitivity.SEALED), tmp_path / "d")
    case, _ = told()
    everything = "".join(p.read_text("utf-8") for p in index.parent.rglob("*") if p.is_file())
    assert case.by_key["55"].id not in everything
    assert rows(read_page(index), "Incidents")[1] == ["Khasham, 7 February 2018", "100"]
    assert "1 claim" in next(e for e in read_page(index).every("p") if e.attributes.get("id") == "withheld").text


def test_the_order_of_the_input_changes_nothing() -> None:
    case, incidents = told()
    back = build_scope(
        case.reports[::-1], case.claims[::-1], incidents[::-1], scope_of(SYRIA_2018), generated_at=NOW
    )
    assert back.totals == view().totals
    assert (back.incidents, back.maybe, back.headline) == (view().incidents, view().maybe, view().headline)


def test_many_incidents_and_reports_stay_within_a_small_page(tmp_path: Path) -> None:
    case, incidents = told()
    copies = [replace(case.reports[0], id=f"sha256:{n:012}{n:052}") for n in range(400)]
    claims = [replace(case.by_key["next"], id=f"c-{n:04}", report=copy.id) for n, copy in enumerate(copies)]
    many = [replace(incidents[1], code=f"SY-{n:04}", claims=(claim.id,)) for n, claim in enumerate(claims)]
    made = build_scope(
        [*case.reports, *copies], [*case.claims, *claims], [*incidents, *many], scope_of("2018"), generated_at=NOW
    )
    index = write(made, tmp_path / "d")
    assert index.stat().st_size < 300_000
    left = made.incidents[120:]
    assert f"And {len(left)} more: all incidents" in " ".join(read_page(index).text.split())
    assert f"And {len(made.sources) - 60} more: all reports" in " ".join(read_page(index).text.split())
    assert "8,078 to 12,133" in read_page(index).text
    assert len(read_page(index.with_name("statements.html")).every("tr")) > 400


def test_people_of_lists_stand_apart_from_what_is_claimed(tmp_path: Path) -> None:
    case, incidents = told()
    text = "7 | Bilal Hisham Zaydan | 2018-02-07 | Khasham"
    reports, lists, records = [], [], []
    for name, who in (("morgue", "A hospital"), ("registry", "A ministry")):
        report = Report(id=report_id(name.encode()), text=text, publisher=who, sensitivity=Sensitivity.CONFIDENTIAL)
        reports.append(report)
        lists.append(NameList(id=name, name=name, report=report.id))
        for number, full in enumerate(("Bilal Hisham Zaydan", f"Rana {name.title()}"), start=1):
            records.append(PersonRecord(
                id=f"{name}-{number}", report=report.id, name=full, list_id=name, row=number,
                fate=PersonFate.KILLED, death=DAY, death_place_ref=TOWN, anchors=(Anchor.of(text, 0, 23),),
            ))  # fmt: skip
    ends = [Ref(kind="record", id=f"{name}-1") for name in ("morgue", "registry")]
    one = Judgement(
        id="j",
        kind=JudgementKind.SAME_PERSON,
        about=ends[0],
        other=ends[1],
        by="a coder",
        at=NOW,
        reason="compared",
    )
    made = build_scope(
        case.reports, case.claims, incidents, scope_of(SYRIA_2018), judgements=[one], generated_at=NOW,
        listed=ListedPeople(tuple(lists), tuple(reports), tuple(records)),
    )  # fmt: skip
    assert (made.totals, made.headline) == (view().totals, view().headline)
    assert [(len(person.lists), person.standing) for person in made.listed] == [
        (2, "verified"),
        (1, "pending_second_source"),
        (1, "pending_second_source"),
    ]
    index = write(made, tmp_path / "d")
    assert broken_links(tmp_path / "d") == []
    page = " ".join(read_page(index).text.split())
    assert "1 is verified. Apart from them, 2 are not verified yet." in page
    assert "Who is on lists?" not in read_page(write(view(), tmp_path / "e")).text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Syria 2018", "Syria, 2018"),
        ("February 2018", "February 2018"),
        ("Syria from 2016 to 2018", "Syria, 2016 to 2018"),
        ("Syria since 2015", "Syria, from 1 January 2015"),
        ("7 February 2018", "7 February 2018"),
        ("to date", "To date"),
    ],
)
def test_a_scope_is_its_own_title(text: str, title: str) -> None:
    assert scope_title(scope_of(text)) == title


def test_a_folder_that_is_no_dossier_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError):
        write(view(), tmp_path)
