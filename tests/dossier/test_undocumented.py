"""The page of an estimate: made from the answer alone, small, without scripts, with a table beside each drawing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cenotaph.dossier.undocumented import write_estimate
from cenotaph.dossier.undocumented_chart import Axis, row
from cenotaph.errors import UsageError
from cenotaph.estimate import Asked, Recall, judge, rows_to_tables, run
from cenotaph.estimate.words import about, span
from cenotaph.model import CaptureTable
from estimate._fakes import Refuses, Times

TABLE = CaptureTable.of(
    ("A", "<b>B", "C", "D"),
    {1: 60, 2: 50, 4: 40, 8: 30, 3: 12, 5: 10, 6: 8, 7: 3, 9: 9, 10: 7, 12: 6, 15: 2},
)
MODELS = (Times("one", draws=400), Times("two", 1.8, 2.2, 4.0, draws=400), Times("floor", lower_bound=True))


def answer(*models: Any, **asked: Any) -> dict[str, Any]:
    told = judge((TABLE,), models or MODELS, Asked(assume=("pairwise",), signed="A. Name", **asked)).to_dict()
    return told | {"inputs": {"source": "lists.csv", "sha256": "0" * 64, "versions": {"cenotaph": "1"}}}


def test_the_page_opens_from_disk_without_scripts_and_is_small(tmp_path: Path) -> None:
    path = write_estimate(answer(), tmp_path / "page")
    page = path.read_text("utf-8")
    assert len(page.encode()) < 300_000
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?:https?:|//|/)', page)
    assert json.loads((path.parent / "estimate.json").read_text("utf-8")) == answer()


def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    page = write_estimate(answer(), tmp_path / "page").read_text("utf-8")
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert '<a class="n" href="#models">' in page


def test_names_of_lists_are_escaped(tmp_path: Path) -> None:
    page = write_estimate(answer(), tmp_path / "page").read_text("utf-8")
    assert "<b>B" not in page
    assert "&lt;b&gt;B" in page


def test_a_refusal_says_why_and_what_would_change_it(tmp_path: Path) -> None:
    page = write_estimate(answer(Times("one"), Refuses("two")), tmp_path / "page").read_text("utf-8")
    assert "Why is there no number?" in page
    assert "Only one gives an interval" in page
    assert "What would change this: a second kind of model" in page
    assert "Two does not know." in page


def test_what_was_waived_stands_on_the_page(tmp_path: Path) -> None:
    told = answer(Times("one"), waive={"one_family": "shown as an example"})
    assert "shown as an example" in write_estimate(told, tmp_path / "page").read_text("utf-8")


def test_fifty_dots_lie_within_the_axis_and_floors_have_none() -> None:
    told = answer()
    axis = Axis.of(told)
    one, _, floor = (row(model, told["documented"], axis) for model in told["models"])
    centres = [float(x) for x in re.findall(r'cx="([\d.]+)"', one)]
    assert len(centres) == 50
    assert all(axis.at(told["documented"]) < x < 600 for x in centres)
    assert "circle" not in floor
    assert "H600" in floor, "a floor has no upper end"
    assert axis.ticks[0] == (0.0, "0")


def test_an_estimate_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    write_estimate(answer(), tmp_path / "page")
    write_estimate(answer(Times("one"), Refuses("two")), tmp_path / "page")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "diary.txt").write_text("mine")
    with pytest.raises(UsageError, match="something else"):
        write_estimate(answer(), tmp_path / "other")
    with pytest.raises(UsageError, match="is a file"):
        write_estimate(answer(), tmp_path / "other" / "diary.txt")


def test_the_same_answer_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_estimate(answer(), tmp_path / name).read_bytes() for name in "ab")
    assert one == two


def test_of_many_linkages_the_page_says_over_how_many_it_looked(tmp_path: Path) -> None:
    more = CaptureTable.of(TABLE.lists, [*TABLE.counts, (1, 10)])
    found = judge((TABLE, more), MODELS, Asked(), recall=Recall(share=1.0)).to_dict()
    found["inputs"] = answer()["inputs"]
    page = write_estimate(found, tmp_path / "page").read_text("utf-8")
    assert "Each end is the middle one of what 2 of the 2 tables say" in page
    without = found["diagnostics"]["leave_one_out"][1]["models"][0]
    low, high = without["range"]["low"], without["range"]["high"]
    assert (without["low"], without["high"]) == (low[0], high[1])
    assert f"one: {span(without)} ({about(low[0], up=False)} to {about(high[1], up=True)})" in page


def test_the_page_of_strata_says_what_the_total_rests_on_or_that_it_was_not_asked(tmp_path: Path) -> None:
    rows = [
        {name: history >> at & 1 for at, name in enumerate(TABLE.lists)} | {"count": people, "sex": sex}
        for history, people in TABLE.counts
        for sex in ("man", "woman")
    ]
    tables = rows_to_tables(rows, strata=("sex",))
    found = run(tables, Asked(), models=MODELS).to_dict()
    page = write_estimate(found, tmp_path / "page").read_text("utf-8")
    without = found["diagnostics"]["leave_one_out"][0]
    assert f'<tr><th scope="row">A</th><td>one: {span(without["models"][0])}<br>' in page
    few = run(tables, Asked(most_fits=3), models=MODELS).to_dict()
    page = write_estimate(few, tmp_path / "page").read_text("utf-8")
    assert "Left out: the total without each list and with pairs of lists as one takes 56 fits" in page
    assert "Without one list" not in page
    assert "What no list can tell" in page
