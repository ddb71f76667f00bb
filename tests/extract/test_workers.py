"""Several processes: the same rows in the same order, and no report can stop the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cenotaph.errors import CenotaphError, ExtractError, UsageError
from cenotaph.extract import deadline, extract_many
from cenotaph.extract import workers as pool
from cenotaph.extract.batch import read_lines
from cenotaph.extract.workers import in_order
from cenotaph.model import Report, report_id
from cenotaph.resuming import Resumed
from extract.pieces import twice

TEXTS = [f"Police said {n} people were killed in the square." for n in range(2, 22)]


def _line(name: object, text: str) -> str:
    return json.dumps({"id": name, "text": text})


def _why(n: int, why: str) -> str:
    return f"{n}: {why}"


def test_two_workers_give_the_rows_of_one_in_order() -> None:
    lines = [_line(i, text) for i, text in enumerate(TEXTS)] + ["{no json", "", _line("last", TEXTS[0])]
    one = list(read_lines(lines))
    assert list(read_lines(lines, workers=2)) == one
    assert [json.loads(row)["id"] for row in one] == [*range(len(TEXTS)), None, "last"]


def test_extract_many_by_processes_equals_the_plain_one() -> None:
    reports = [Report(id=report_id(text.encode()), text=text, language="en") for text in TEXTS[:6]]
    one, two = list(extract_many(reports)), list(extract_many(reports, workers=2))
    assert one == two
    assert [report.text for report, _ in two] == TEXTS[:6]
    assert all(isinstance(found, tuple) and len(found) == 1 for _, found in two)


def test_a_worker_that_dies_costs_its_own_piece_only() -> None:
    found = list(in_order(twice, range(10, 17), workers=2, lost=_why))
    assert found[:3] == [20, 22, 24]
    assert str(found[3]).startswith("13: the process")
    assert found[4:] == [28, 30, 32]


def test_a_piece_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.5)
    found = list(in_order(twice, [16, 17, 18], workers=1, lost=_why, time_limit=1.0))
    assert found == [32, "17: not read within the time limit of 1 s", 36]


def test_nothing_is_read_far_ahead_and_nothing_is_left_when_it_is_closed() -> None:
    """An endless input streams; closing the iterator ends the processes."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield 1

    stream = in_order(twice, endless(), workers=2, lost=_why)
    assert [next(stream) for _ in range(100)] == [2] * 100
    assert taken < 300
    stream.close()  # type: ignore[attr-defined]


def test_no_workers_are_refused() -> None:
    with pytest.raises(UsageError):
        list(read_lines(["{}"], workers=0))


def test_a_report_over_the_time_limit_is_an_error_row_and_the_next_is_read() -> None:
    lines = [_line("long", " ".join(TEXTS * 400)), _line("short", TEXTS[0])]
    long, short = [json.loads(row) for row in read_lines(lines, time_limit=0.3)]
    assert long["id"] == "long"
    assert "time limit of 0.3 s" in long["error"]
    assert short["tally"]["killed"]["best"] == 2


def test_the_inner_of_two_limits_holds_and_none_sets_none() -> None:
    deadline.check()
    with deadline.time_limit(1000), deadline.time_limit(0.0), pytest.raises(ExtractError, match="0 s"):
        deadline.check()
    with deadline.time_limit(0.0), deadline.time_limit(1000), pytest.raises(ExtractError, match="0 s"):
        deadline.check()
    with deadline.time_limit(None):
        deadline.check()


def test_whatever_fails_in_a_report_comes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One error a report, never an exception out of the stream."""

    def fails(report: Report, **_: object) -> tuple[()]:
        if report.text == TEXTS[1]:
            raise RecursionError("too deep")
        return ()

    monkeypatch.setattr(sys.modules["cenotaph.extract"], "extract", fails)
    reports = [Report(id=report_id(text.encode()), text=text, language="en") for text in TEXTS[:3]]
    found = [claims for _, claims in extract_many(reports)]
    assert found[0] == found[2] == ()
    assert isinstance(found[1], CenotaphError)
    assert "too deep" in str(found[1])


def test_a_run_goes_on_after_the_rows_that_are_there(tmp_path: Path) -> None:
    """A half-written last line is cut off and its report read again; nothing is there twice."""
    out = tmp_path / "claims.jsonl"
    lines = [_line(name, "x") for name in ("a", "b", "c")] + ["{no json"]
    out.write_text(_line("a", "x") + "\n" + '{"id": "b", "cla', encoding="utf-8")
    with Resumed(out) as there:
        assert (there.found, there.cut) == (1, True)
        left = list(there.new(lines))
        for line in left:
            there.add(line if line.endswith("}") else '{"id": null, "error": "x"}')
    assert left == lines[1:]
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["a", "b", "c", None]
    with Resumed(out) as there:
        assert (there.found, there.cut, list(there.new(lines))) == (4, False, [])


def test_a_file_of_something_else_is_not_written_to(tmp_path: Path) -> None:
    out = tmp_path / "letter.txt"
    out.write_text("Dear all,\nno JSON here\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        Resumed(out)
    assert out.read_text() == "Dear all,\nno JSON here\n"


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_ctrl_c_ends_the_workers_without_a_traceback(tmp_path: Path) -> None:
    """The signal goes to the whole group, as from a terminal; what was written is whole and can be gone on with."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(_line(i, " ".join(TEXTS)) for i in range(5000)), encoding="utf-8")
    command = [sys.executable, "-m", "cenotaph", "extract", "--from-jsonl", str(source), "--out", str(out)]
    script = "import signal, sys, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); "
    script += f"sys.argv = {['cenotaph', *command[3:]]!r} + ['--workers', '2']; "
    script += "from cenotaph.cli import main\nif __name__ == '__main__': main()"
    run = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        for _ in range(1200):
            if out.exists() and out.stat().st_size > 0:
                break
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGINT)
        _, complaint = run.communicate(timeout=60)
    finally:
        run.kill()
    assert run.returncode == 1
    assert b"Traceback" not in complaint
    assert b"interrupted" in complaint
    rows = out.read_text(encoding="utf-8").splitlines()
    assert rows
    assert [json.loads(row)["id"] for row in rows] == list(range(len(rows)))
