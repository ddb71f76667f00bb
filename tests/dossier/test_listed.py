"""People of imported lists: on the page for their day and place, apart from the claims, each leading to its row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cenotaph.dossier import build, write
from cenotaph.dossier.listed import ListedPeople, fits_incident, fits_scope
from cenotaph.dossier.render import FEW
from cenotaph.dossier.view import Dossier
from cenotaph.model import (
    Anchor,
    GeoPrecision,
    Judgement,
    JudgementKind,
    NameList,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    Ref,
    Report,
    Sensitivity,
    Verdict,
    report_id,
)
from dossier.fixture import DAY, KHASHAM, NOW, khasham
from dossier.page_reader import Element, broken_links, read_page

TEXT = "7 | Bilal Hisham Zaydan | 31 | 2018-02-07 | Khasham | Umm Secret"
QUOTE = TEXT[: TEXT.index(" | Umm")]


def a_list(name: str, publisher: str | None) -> tuple[NameList, Report]:
    report = Report(
        id=report_id(name.encode()), text=TEXT, publisher=publisher, source_name=f"{name}.csv",
        sensitivity=Sensitivity.CONFIDENTIAL, published=date(2018, 6, 1),
    )  # fmt: skip
    return NameList(id=f"l-{name}", name=name, report=report.id), report


MORGUE, REGISTRY = a_list("morgue", "A hospital"), a_list("registry", "A ministry")


def row(number: int, name: str, *, of: tuple[NameList, Report] = MORGUE, **more: object) -> PersonRecord:
    told = {
        "fate": PersonFate.KILLED, "death": DAY, "death_place": "Khasham", "death_place_ref": KHASHAM,
        "informant": "Umm Secret",
    } | more  # fmt: skip
    return PersonRecord(
        id=f"p-{of[0].name}-{number}", report=of[1].id, name=name, list_id=of[0].id, row=number,
        anchors=(Anchor(start=0, end=len(QUOTE), quote=QUOTE),), **told,  # type: ignore[arg-type]
    )  # fmt: skip


def judged(kind: JudgementKind, about: str, other: Ref, verdict: Verdict = Verdict.POSITIVE) -> Judgement:
    return Judgement(
        id=f"j-{kind}-{about}-{other.id}", kind=kind, about=Ref(kind="record", id=about), other=other,
        verdict=verdict, by="a coder", at=datetime(2018, 7, 1, tzinfo=UTC), reason="looked into",
    )  # fmt: skip


def same(a: str, b: str) -> Judgement:
    return judged(JudgementKind.SAME_PERSON, a, Ref(kind="record", id=b))


def dossier_of(*records: PersonRecord, judgements: tuple[Judgement, ...] = ()) -> Dossier:
    case, reckoning = khasham()
    lists = ListedPeople((MORGUE[0], REGISTRY[0]), (MORGUE[1], REGISTRY[1]), records)
    return build(
        case.reports, case.claims, reckoning, areas=case.areas, judgements=[*case.judgements, *judgements],
        generated_at=NOW, listed=lists,
    )  # fmt: skip


def page_of(dossier: Dossier, folder: Path) -> Element:
    return read_page(write(dossier, folder / "dossier"))


def test_who_is_on_a_list_for_the_day_and_place_stands_apart(tmp_path: Path) -> None:
    plain = dossier_of()
    dossier = dossier_of(row(7, "Bilal Hisham Zaydan"))
    assert (dossier.headline, dossier.named, dossier.died) == (plain.headline, plain.named, plain.died)
    (person,) = dossier.listed
    assert (person.of_lists, person.tied, person.standing) == (True, False, "pending_second_source")
    assert dossier.on_lists.verified is None
    assert dossier.on_lists.backlog is not None
    assert dossier.on_lists.backlog.trail.people == ("p-morgue-7",)
    page = page_of(dossier, tmp_path)
    section = next(one for one in page.every("section", "q") if "Who are the dead?" in one.text)
    assert "On lists, for this day and place" in section.text
    assert "nobody has judged that they died in this incident, so they are not counted above" in section.text
    assert "On lists: morgue, line 7." in section.text
    assert "lists hold people who died on this day and in this place" in section.every("p", "answer")[0].text


def test_every_name_of_a_list_leads_to_its_row_and_nothing_else_of_the_file_is_shown(tmp_path: Path) -> None:
    dossier = dossier_of(row(7, "Bilal Hisham Zaydan"))
    page = page_of(dossier, tmp_path)
    folder = tmp_path / "dossier"
    assert broken_links(folder) == []
    links = [a.attributes["href"] for a in page.every("a") if a.text == "Bilal Hisham Zaydan"]
    address = f"lists/{MORGUE[1].sha256[:12]}.html"
    assert links == [f"{address}#p-morgue-7"]
    shown = read_page(folder / address).text
    assert "A hospital" in shown
    assert MORGUE[1].sha256 in shown
    assert QUOTE in shown.replace("\n", " ")
    for path in folder.rglob("*"):
        assert path.is_dir() or "Secret" not in path.read_text("utf-8")
    assert "morgue" in next(s for s in page.every("section", "back") if "Lists of named people" in s.text).text


def test_a_named_person_shows_the_lists_that_somebody_tied_them_to(tmp_path: Path) -> None:
    case, _ = khasham()
    loginov = next(p for p in case.people if p.name == "Vladimir Loginov")
    listed = row(2, "Vladimir Loginov"), row(9, "V. Loginov", of=REGISTRY, informant=None)
    dossier = dossier_of(*listed, judgements=tuple(same(loginov.id, one.id) for one in listed))
    (person,) = [one for one in dossier.named if "Vladimir Loginov" in [name.text for name in one.names]]
    assert [(one.name, one.line) for one in person.lists] == [("morgue", "line 2"), ("registry", "line 9")]
    assert dossier.listed == ()
    # two lists of two keepers say so, and a person tied them
    assert person.standing == "verified"
    assert dossier.died.sentence != dossier_of().died.sentence
    page = page_of(dossier, tmp_path)
    entry = next(li for ul in page.every("ul", "people") for li in ul.every("li") if "V. Loginov" in li.text)
    assert "On lists: morgue, line 2; registry, line 9." in entry.text
    assert "(4 documents)" in entry.text


def test_one_of_a_name_that_reports_have_is_said_to_be_perhaps_the_same(tmp_path: Path) -> None:
    dossier = dossier_of(row(2, "Vladimir Loginov"), row(3, "Bilal Hisham Zaydan"))
    alike = {one.names[0].text: one.alike for one in dossier.listed}
    assert alike["Bilal Hisham Zaydan"] is None
    assert alike["Vladimir Loginov"] in {one.id for one in dossier.named}
    assert "One of this name is in the reports" in page_of(dossier, tmp_path).text
    assert broken_links(tmp_path / "dossier") == []


def test_two_rows_of_one_name_are_two_people_until_somebody_says_otherwise() -> None:
    two = row(1, "Ali Hasan"), row(2, "Ali Hasan")
    assert len(dossier_of(*two).listed) == 2
    assert len(dossier_of(*two, judgements=(same(two[0].id, two[1].id),)).listed) == 1


def test_a_list_alone_ties_nobody_and_a_person_may() -> None:
    record, here = row(7, "Bilal Hisham Zaydan"), Ref(kind="incident", id="SY-2018-02-07-khasham")
    yes = dossier_of(record, judgements=(judged(JudgementKind.SAME_INCIDENT, record.id, here),))
    assert yes.listed == ()
    assert "Bilal Hisham Zaydan" in [one.names[0].text for one in yes.named]
    no = dossier_of(record, judgements=(judged(JudgementKind.SAME_INCIDENT, record.id, here, Verdict.NEGATIVE),))
    assert (no.listed, no.named, no.lists) == ((), dossier_of().named, ())


def test_what_is_judged_of_one_row_holds_for_all_rows_of_the_person() -> None:
    first, second = row(7, "Bilal Hisham Zaydan"), row(3, "Belal Zeidan", of=REGISTRY, death_place_ref=None)
    here = Ref(kind="incident", id="SY-2018-02-07-khasham")
    tie = judged(JudgementKind.SAME_INCIDENT, second.id, here)
    assert [one.lists for one in dossier_of(first, judgements=(tie,)).listed] != []
    dossier = dossier_of(first, judgements=(tie, same(first.id, second.id)))
    assert dossier.listed == ()
    assert "Bilal Hisham Zaydan" in [one.names[0].text for one in dossier.named]


def test_one_whom_no_report_ties_to_the_day_is_not_tied_by_a_list_and_is_one_person_in_every_spelling(
    tmp_path: Path,
) -> None:
    case, _ = khasham()
    (alikov,) = [p for p in case.people if "Alikov" in p.name]
    rows = [
        row(4, "Evgeniy Alikov", informant=alikov.informant),
        row(5, "Евгений Аликов", of=REGISTRY, informant=alikov.informant),
    ]
    dossier = dossier_of(*rows, judgements=tuple(same(alikov.id, one.id) for one in rows))
    everyone = [*dossier.named, *dossier.elsewhere, *dossier.listed]
    (entry,) = [one for one in everyone if any("Alikov" in name.text for name in one.names)]
    assert entry in dossier.elsewhere
    assert {name.text for name in entry.names} >= {alikov.name, "Evgeniy Alikov", "Евгений Аликов"}
    # one informant behind all three is one source
    assert entry.standing == "pending_second_source"
    page_of(dossier, tmp_path)
    assert alikov.informant is not None
    for path in (tmp_path / "dossier").rglob("*"):
        assert path.is_dir() or alikov.informant not in path.read_text("utf-8")


def test_who_is_not_public_or_was_rejected_is_not_named(tmp_path: Path) -> None:
    secret = row(1, "Tariq Omar Najjar", sensitivity=Sensitivity.CONFIDENTIAL)
    out = row(2, "Zaki Samir Bitar")
    no = Judgement(
        id="j-no", kind=JudgementKind.STATUS, about=Ref(kind="record", id=out.id), label="rejected",
        verdict=Verdict.NEGATIVE, by="a coder", at=datetime(2018, 7, 1, tzinfo=UTC), reason="he lives",
    )  # fmt: skip
    dossier = dossier_of(secret, out, row(3, "Rana Omar Shahin"), judgements=(no,))
    page_of(dossier, tmp_path)
    for path in (tmp_path / "dossier").glob("**/index.html"):
        text = path.read_text("utf-8")
        assert "Rana Omar Shahin" in text
        assert "Tariq Omar Najjar" not in text
        assert "Zaki Samir Bitar" not in text
    assert dossier.on_lists.rejected is not None
    assert "Left out: 1 that somebody rejected." in read_page(tmp_path / "dossier" / "index.html").text


def test_more_people_than_there_is_room_for_have_a_page_of_their_own(tmp_path: Path) -> None:
    many = [row(n, f"Person{n} Omar Shahin") for n in range(1, FEW + 4)]
    page = page_of(dossier_of(*many), tmp_path)
    assert "Everybody on lists has a page." in page.text
    assert len(read_page(tmp_path / "dossier" / "people.html").every("li")) == FEW + 3
    assert broken_links(tmp_path / "dossier") == []


def test_rows_beyond_what_a_page_holds_are_counted_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("listed", "render"):
        monkeypatch.setattr(f"cenotaph.dossier.{module}.LISTED", 8)
    many = [row(n, f"Person{n:02} Omar Shahin") for n in range(1, 12)]
    other = row(1, "Zaki Samir Bitar", of=REGISTRY)
    dossier = dossier_of(*many, other)
    assert dossier.on_lists.backlog is not None
    assert dossier.on_lists.backlog.low == 12
    page_of(dossier, tmp_path)
    assert [len(one.rows) for one in dossier.lists] == [8, 0]
    assert "the others are in the ledger" in read_page(tmp_path / "dossier" / "people.html").text
    assert broken_links(tmp_path / "dossier") == []


def day(first: str, last: str | None = None) -> Period:
    return Period(
        text="x", earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), precision=1
    )


COUNTRY = Place(text="Syria", id="country:SY", country="SY", precision=GeoPrecision.COUNTRY)
PROVINCE = Place(
    text="Deir ez-Zor", id="g-dz", country="SY", precision=GeoPrecision.PROVINCE, within=("country:SY",)
)
TOWN = replace(KHASHAM, within=("g-dz", "country:SY"), precision=GeoPrecision.NEAR)
BESIDE = Place(text="Tabiya", id="g-tb", country="SY", lat=35.2, lon=40.2, precision=GeoPrecision.NEAR)


@pytest.mark.parametrize(
    ("more", "fits"),
    [
        ({}, True),
        ({"death": day("2018-02-05", "2018-02-11")}, True),  # the week
        ({"death": day("2018-02-01", "2018-02-28")}, False),  # the month says little of the day
        ({"death": day("2018-02-09")}, False),
        ({"death": None}, False),
        ({"death_place_ref": PROVINCE}, True),
        ({"death_place_ref": COUNTRY}, False),
        ({"death_place_ref": BESIDE}, True),
        ({"death_place_ref": replace(BESIDE, lat=34.5)}, False),
        ({"death_place_ref": None, "death_place": "khasham"}, True),
        ({"death_place_ref": None, "death_place": "Homs"}, False),
        ({"death_place_ref": None, "death_place": None}, False),
        ({"fate": PersonFate.MISSING}, False),
        ({"fate": PersonFate.UNKNOWN}, True),
    ],
)
def test_day_and_place_must_be_known_and_fit(more: dict[str, object], fits: bool) -> None:
    assert fits_incident(row(1, "Ali Hasan", **({"death_place_ref": TOWN} | more)), TOWN, DAY) is fits


def test_an_incident_without_a_day_or_place_has_nobody_of_lists() -> None:
    assert not fits_incident(row(1, "Ali Hasan"), None, DAY)
    assert not fits_incident(row(1, "Ali Hasan"), TOWN, None)
    assert not fits_incident(row(1, "Ali Hasan"), TOWN, Period(text="2018", earliest=date(2018, 1, 1), precision=6))


def test_a_scope_holds_who_surely_died_in_it() -> None:
    year = date(2018, 1, 1), date(2018, 12, 31)
    told = row(1, "Ali Hasan", death_place_ref=TOWN)
    assert fits_scope(told, COUNTRY, *year)
    assert fits_scope(told, None, *year)
    assert not fits_scope(told, BESIDE, *year)
    assert not fits_scope(replace(told, death=day("2017-12-31", "2018-01-01")), COUNTRY, *year)
    assert not fits_scope(replace(told, death=None), COUNTRY, *year)
    assert fits_scope(replace(told, death=None), COUNTRY, None, None)
    assert not fits_scope(replace(told, death_place=None, death_place_ref=None), COUNTRY, *year)
