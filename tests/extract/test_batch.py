"""The batch form: one line in, one line out, in order; a bad row does not stop the stream."""

from __future__ import annotations

import json

from cenotaph.extract.batch import read_lines


def test_rows_come_back_in_order_and_a_bad_one_is_an_error_row() -> None:
    """Good, broken JSON, missing text, good again."""
    lines = [
        json.dumps({"id": "a", "text": "Five people were killed.", "published": "2020-05-04"}),
        "{not json",
        json.dumps({"id": "b"}),
        "",
        json.dumps({"id": "c", "text": "Nothing happened.", "publisher": "X"}),
    ]
    rows = [json.loads(line) for line in read_lines(lines)]
    assert [row["id"] for row in rows] == ["a", None, "b", "c"]
    assert rows[0]["tally"]["killed"] == {"low": 5, "best": 5, "high": 5}
    assert rows[0]["claims"][0]["anchors"][0]["quote"] == "Five people were killed."
    assert "error" in rows[1]
    assert "error" in rows[2]
    assert rows[3]["claims"] == []
    assert rows[3]["tally"]["killed"] == {"low": None, "best": None, "high": None}
