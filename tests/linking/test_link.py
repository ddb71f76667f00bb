"""``cenotaph link``: lists in, one row a record out, and a page that needs nothing but itself."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from cenotaph import link
from cenotaph.cli import main
from cenotaph.linking import links_of
from cenotaph.linking.upset import upset, weights_chart

from .lists import write_lists


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return int(stopped.value.code or 0)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_for_every_record_with_its_own_id(tmp_path: Path) -> None:
    morgue, registry = write_lists(tmp_path)
    out = tmp_path / "links.csv"
    assert run("link", morgue, registry, "--out", out) == 0
    found = rows(out)
    assert list(found[0]) == ["list", "id", "individual", "probability"]
    assert [row["id"] for row in found if row["list"] == "morgue"] == [str(nth) for nth in range(60)]
    assert [row["id"] for row in found if row["list"] == "registry"] == [str(nth) for nth in range(30, 90)]
    assert all(0 <= float(row["probability"]) <= 1 for row in found)


def test_the_same_people_are_found_and_brothers_kept_apart(tmp_path: Path) -> None:
    linked = link(write_lists(tmp_path))
    people = defaultdict(list)
    for row in links_of(linked):
        people[row.individual].append((row.list, row.id))
    together = [group for group in people.values() if len(group) > 1]
    right = [group for group in together if len({id for _, id in group}) == 1]
    assert len(right) >= 0.9 * 30
    assert len(together) - len(right) <= 1


def test_without_a_column_of_ids_the_line_is_the_id(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Age\nAli Hasan Omar,34\n-,3\nSara Said Khoury,5\n")
    (tmp_path / "b.csv").write_text("Name,Age\nLina Saleh Nasser,7\n")
    assert run("link", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "l.csv") == 0
    assert [(row["list"], row["id"]) for row in rows(tmp_path / "l.csv")] == [("a", "2"), ("a", "4"), ("b", "2")]


def test_the_order_of_the_lists_does_not_matter(tmp_path: Path) -> None:
    morgue, registry = write_lists(tmp_path, size=45)
    one = {(row.list, row.id): row for row in links_of(link([morgue, registry]))}
    other = {(row.list, row.id): row for row in links_of(link([registry, morgue]))}
    assert one == other


def test_bad_rows_are_told_and_informants_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    morgue, registry = write_lists(tmp_path, size=45)
    morgue.write_text(morgue.read_text() + "99,,34,2017-01-01,Umm Secret\n")
    out, page = tmp_path / "links.csv", tmp_path / "report.html"
    assert run("link", morgue, registry, "--out", out, "--report", page) == 0
    told = capsys.readouterr().out
    assert "no record: line 32: names nobody" in told
    assert run("link", morgue, registry, "--out", out, "--format", "json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert [one["records"] for one in summary["lists"]] == [30, 30]
    for text in (told, json.dumps(summary), out.read_text(), page.read_text()):
        assert "Secret" not in text


def test_the_report_works_from_disk_in_light_and_dark(tmp_path: Path) -> None:
    morgue, registry = write_lists(tmp_path)
    page = tmp_path / "report.html"
    assert run("link", morgue, registry, "--out", tmp_path / "l.csv", "--report", page) == 0
    html = page.read_text(encoding="utf-8")
    assert "prefers-color-scheme:dark" in html
    assert not re.search(r"(?:src|href)\s*=|<script|@import|url\(", html)
    for part in ('class="upset"', 'class="weights"', "Examples at each probability", "What was not compared"):
        assert part in html
    assert "0.99 to 1.0" in html


def test_names_in_the_page_are_text(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_text("Name,Age\n<b>Ali</b> Hasan Omar,34\nSara Said Khoury,5\n")
    page = tmp_path / "r.html"
    run("link", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "l.csv", "--report", page)
    assert "<b>" not in page.read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["a.csv", "other/a.csv"], 2, "two lists are called a"),
        (["a.csv", "none.csv"], 2, "not there"),
        (["a.csv", "--id", "Nr"], 2, "no column 'Nr'"),
        (["a.csv", "--map", "none.toml"], 2, "not there"),
        (["a.csv", "empty.csv"], 1, "empty"),
    ],
)
def test_wrong_use_is_one_line_with_a_hint(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other").mkdir()
    for path in ("a.csv", "other/a.csv"):
        Path(path).write_text("Name,Age\nAli Hasan Omar,34\n")
    Path("empty.csv").write_text("")
    assert run("link", *arguments, "--out", "links.csv") == code
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert line.endswith(")")
    assert not Path("links.csv").exists()


def test_overlaps_are_drawn_from_the_largest_down() -> None:
    svg = upset(["a & b", "c"], {(True, False): 3, (True, True): 7, (False, True): 1})
    assert re.findall(r"<title>(.*?)</title>", svg) == [
        "7 in a &amp; b and c only",
        "3 in a &amp; b only",
        "1 in c only",
    ]
    assert svg.count('class="in"') == 4
    assert svg.count('class="tie"') == 1


def test_weights_stand_on_the_side_that_they_speak_for() -> None:
    svg = weights_chart([("own name", "same letters", 6.2), ("sex", "different", -3.0)])
    assert re.findall(r'class="(for|against)"', svg) == ["for", "against"]
    assert "+6.2" in svg
    assert "-3.0" in svg
