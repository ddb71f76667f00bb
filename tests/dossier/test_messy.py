"""Pages of what reports are really like: nothing, one thing, only silence, hostile names, hundreds of claims."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cenotaph.dossier import build, write
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.render import environment
from cenotaph.dossier.trails import Trails
from cenotaph.errors import RecordError
from cenotaph.model import ActorKind, Group, Measure, Speaker, Stance
from cenotaph.reconcile import reconcile
from dossier.fixture import NOW, Case, count, khasham
from dossier.page_reader import Element, broken_links, read_page

ALL = Group(text="people")


def page_of(case: Case, out: Path) -> Element:
    """The index of a case reckoned by the real stage, every link of the folder checked."""
    reckoning = reconcile(case.reports, case.claims, judgements=case.judgements)
    index = write(build(case.reports, case.claims, reckoning, generated_at=NOW), out / "dossier")
    assert broken_links(index.parent) == []
    return read_page(index)


def says(key: str, words: str, low: int | None, high: int | None, **more: Any) -> dict[str, Any]:
    """A claim of a mayor."""
    speaker = Speaker(name="mayor", kind=ActorKind.INDIVIDUAL)
    hedge = "exact" if low == high else "at_least" if high is None else "between"
    number = count(words, hedge, low, low if low == high else None, high) if words else None
    return {"key": key, "speaker": speaker, "measure": Measure.KILLED, "count": number, "group": ALL} | more


def test_no_claim_at_all(tmp_path: Path) -> None:
    case = Case()
    case.report("Gazette", date(2024, 1, 2), "Nothing to see", ("A quiet day.", None))
    page = page_of(case, tmp_path)
    assert "There is nothing to draw" in page.text
    assert len(page.every("section", "q")) >= 5
    assert "is not known: no report gives a number" in page.every("p", "lead")[0].text


def test_nameless_voices_of_two_papers_are_told_apart(tmp_path: Path) -> None:
    case = Case()
    for paper, words, n in (("Gazette", "three", 3), ("Courier", "nine", 9)):
        claim = says(paper, words, n, n) | {"speaker": Speaker(name="sources", kind=ActorKind.ANONYMOUS)}
        case.report(paper, date(2024, 1, 2), "Shelling", (f"Sources said {{count:{words}}} died.", claim))
    rows = page_of(case, tmp_path).every("li", "row")
    assert sorted(row.every("b")[0].text for row in rows) == ["Sources, in Courier", "Sources, in Gazette"]


def test_a_later_denial_does_not_take_a_number_back(tmp_path: Path) -> None:
    case = Case()
    case.report(
        "Gazette", date(2024, 1, 2), "Shelling", ("The mayor said {count:nine} died.", says("9", "nine", 9, 9))
    )
    denial = says("0", "", None, None) | {"stance": Stance.DENIES}
    case.report("Gazette", date(2024, 1, 5), "Denial", ("The mayor denied that anybody had died.", denial))
    number, refusal = page_of(case, tmp_path).every("li", "row")
    assert [figure.text for figure in number.every("span", "num")] == ["9"]
    assert not refusal.every("span", "num")
    assert "older" not in number.classes


def test_a_single_claim(tmp_path: Path) -> None:
    case = Case()
    case.report(
        "Gazette", date(2024, 1, 2), "Shelling", ("The mayor said {count:three} died.", says("3", "three", 3, 3))
    )
    page = page_of(case, tmp_path)
    lead = page.every("p", "lead")[0].text
    assert lead.startswith(
        "3 people were killed here, by the only voice that gives a number; 1 voice (1 report) says so"
    )
    assert page.every("h2")[0].text == "What does mayor say?"


def test_only_silence(tmp_path: Path) -> None:
    case = Case()
    silent = says("?", "", None, None, stance=Stance.REPORTS_UNKNOWN)
    case.report("Gazette", None, "Shelling", ("The toll is not known, the mayor said.", silent))
    page = page_of(case, tmp_path)
    assert "no report gives a number" in page.every("p", "lead")[0].text
    assert page.every("span", "say")[0].text == "says the number is not known"
    assert "no date" in page.text


def test_hostile_names_are_text(tmp_path: Path) -> None:
    evil = "<script>alert('x')</script>\"' onmouseover=x"
    case = Case()
    speaker = Speaker(name=evil, kind=ActorKind.MEDIA)
    claim = says("3", "three", 3, 3, speaker=speaker, group=Group(text=evil))
    case.report(evil, date(2024, 1, 2), evil, ("He said {count:three} died.", claim), url="javascript:alert(1)")
    page = page_of(case, tmp_path)
    assert evil in page.text
    assert not page.every("script")
    for path in (tmp_path / "dossier").rglob("*.html"):
        root = read_page(path)
        assert not any(name.startswith("on") for e in root.walk() for name in e.attributes)
        assert not any(e.attributes.get("href", "").startswith("javascript:") for e in root.walk())


def test_quotes_that_overlap_are_each_marked(tmp_path: Path) -> None:
    case = Case()
    sentence = "The mayor said {count:three} people died and {count:four} more were hurt."
    case.report(
        "Gazette", date(2024, 1, 2), "Shelling", (sentence, [says("3", "three", 3, 3), says("4", "four", 4, 4)])
    )
    page_of(case, tmp_path)
    (path,) = (tmp_path / "dossier" / "reports").iterdir()
    assert len({e.attributes["id"] for e in read_page(path).every("mark") if "id" in e.attributes}) == 2


def test_the_newest_of_sixty_speakers_with_long_names_over_three_orders_of_magnitude(tmp_path: Path) -> None:
    case = Case()
    for n in range(60):
        long = f"provincial council of the {n}th district's joint committee for the missing and the dead"
        speaker = Speaker(name=long, kind=ActorKind.CIVILIAN_GROUP)
        number = 3 + n * n * (50 if n > 55 else 1)
        claim = says(str(n), str(number), number, number, speaker=speaker)
        case.report(f"Paper {n}", None, f"Report {n}", (f"A council said {{count:{number}}} died.", claim))
    page = page_of(case, tmp_path)
    assert len(page.every("figure", "chart")[0].every("li", "row")) == 40
    assert "Logarithmic scale" in page.text


def test_five_hundred_claims_fit_on_a_small_page(tmp_path: Path) -> None:
    case = Case()
    for n in range(50):
        sentences = []
        for k in range(10):
            number = 10 + n * 10 + k
            speaker = Speaker(name=f"speaker {n}-{k}", kind=ActorKind.INDIVIDUAL)
            claim = says(f"{n}-{k}", str(number), number, number, speaker=speaker)
            sentences.append((f"Somebody said that {{count:{number}}} people died in town {k}.", claim))
        case.report(f"Paper {n}", date(2024, 1, 1 + n % 28), f"Report {n}", *sentences)
    reckoning = reconcile(case.reports, case.claims)
    started = time.perf_counter()
    index = write(build(case.reports, case.claims, reckoning, generated_at=NOW), tmp_path / "dossier")
    assert time.perf_counter() - started < 15
    assert broken_links(index.parent) == []
    for path in index.parent.rglob("*.html"):
        assert path.stat().st_size < 300_000, path.name
    assert "statements.html" in index.read_text("utf-8")
    assert len(read_page(index.parent / "statements.html").every("tr")) == 501


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ("a", "b"):
        case, reckoning = khasham()
        made = build(case.reports, case.claims, reckoning, judgements=case.judgements, generated_at=NOW)
        folder = write(made, tmp_path / name).parent
        trees.append({p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    assert trees[0] == trees[1]


@pytest.mark.parametrize("value", [99, "99", 99.0, None, True])
@pytest.mark.parametrize("name", ["figure", "bare"])
def test_templates_take_a_figure_and_nothing_else(value: object, name: str) -> None:
    env = environment(Trails(ArchiveIndex.of([], [], [])))
    with pytest.raises(RecordError, match="shown as a number"):
        env.from_string(f"{{{{ value|{name} }}}}").render(value=value)


def test_a_trail_that_leads_nowhere_is_refused() -> None:
    case, reckoning = khasham()
    with pytest.raises(RecordError, match="is not here"):
        build(case.reports, case.claims[:-3], reckoning, generated_at=NOW)
