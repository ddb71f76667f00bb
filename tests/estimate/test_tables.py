"""Tables of lists are read as they are meant, and what cannot be a table is said with its line and column."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
import pytest

from cenotaph.errors import NotFoundError, TableError
from cenotaph.estimate.tables import Tables, read_tables, rows_to_tables, text_to_tables

COUNTED = "A,B,C,count\n1,0,0,60\n0,1,0,49\n1,1,0,4\n1,1,1,7\n"


def _only(tables: Tables) -> dict[int, int]:
    ((table,),) = tables.draws
    return dict(table.counts)


def test_lists_and_a_count() -> None:
    read = text_to_tables(COUNTED)
    assert read.lists == ("A", "B", "C")
    assert _only(read) == {1: 60, 2: 49, 3: 4, 7: 7}
    assert read.repeats is None
    assert read.linked is None
    assert "lists: A, B, C" in read.notes


@pytest.mark.parametrize("name", ["Count", "FREQ", "n", "counts"])
def test_a_count_goes_by_several_names(name: str) -> None:
    read = text_to_tables(COUNTED.replace("count", name))
    assert _only(read) == {1: 60, 2: 49, 3: 4, 7: 7}
    assert f"{name} is taken for the count, by its name" in read.notes


def test_rows_in_any_order_and_in_parts_are_one_table() -> None:
    header, *rows = COUNTED.strip().split("\n")
    Random(3).shuffle(rows)
    parted = "\n".join([header, *rows, "1,1,0,3", "0,0,0,0"])
    assert _only(text_to_tables(parted)) == {1: 60, 2: 49, 3: 7, 7: 7}


@pytest.mark.parametrize(
    ("on", "off"), [("1", "0"), ("TRUE", "FALSE"), ("yes", "no"), ("x", ""), ("1", ""), ("T", "F"), ("1.0", "0.0")]
)
def test_a_row_a_person(on: str, off: str) -> None:
    people = f"name,morgue,registry\nIda,{on},{off}\nOle,{on},{on}\nEva,{off},{on}\nUlf,{off},{on}\n"
    read = text_to_tables(people)
    assert read.lists == ("morgue", "registry")
    assert _only(read) == {1: 1, 2: 2, 3: 1}
    assert "no lists, and not used: name" in read.notes
    assert "one row a person" in read.notes


def test_what_a_person_was_is_no_list_though_written_as_0_and_1() -> None:
    assert text_to_tables("id,male,A,B\n1,1,1,0\n2,0,0,1\n").lists == ("A", "B")


def test_a_column_of_one_letter_is_a_list_only_if_it_is_said_to_be() -> None:
    people = "name,A,B,C\nIda,y,y,n\nOle,n,y,y\n"
    assert text_to_tables(people).lists == ("A", "C")
    assert _only(text_to_tables(people, lists=("A", "B"))) == {3: 1, 2: 1}


def test_strata_are_tables_of_their_own_and_unknown_is_a_value() -> None:
    read = text_to_tables(
        "A,B,region,sex,count\n1,0,north,man,5\n1,1,north,woman,2\n0,1,,man,3\n1,0,north,NA,1\n",
        strata=("region", "sex"),
    )
    assert [table.stratum for table in read.draws[0]] == [
        (("region", "north"), ("sex", "man")),
        (("region", "north"), ("sex", "unknown")),
        (("region", "north"), ("sex", "woman")),
        (("region", "unknown"), ("sex", "man")),
    ]
    assert [table.documented for table in read.draws[0]] == [5, 1, 2, 3]


def test_lists_not_chosen_leave_out_those_who_are_on_them_alone() -> None:
    read = text_to_tables(COUNTED + "0,0,1,30\n", lists=("B", "A"))
    assert read.lists == ("B", "A")
    assert _only(read) == {1: 49, 2: 60, 3: 11}
    assert any("C; who is on these alone is left out" in note for note in read.notes)


def test_row_numbers_semicolons_tabs_and_a_byte_order_mark() -> None:
    for separator in ";\t":
        text = "\ufeff" + '"";A;B;count\n"1";1;0;4\n"2";1;1;2\n'.replace(";", separator)
        assert _only(text_to_tables(text)) == {1: 4, 3: 2}


def test_rows_of_mappings() -> None:
    read = rows_to_tables([{"A": True, "B": False, "who": "x"}, {"A": True, "B": True, "who": "y"}])
    assert _only(read) == {1: 1, 3: 1}
    assert rows_to_tables([{"A": 1, "B": 0, "count": 3}, {"A": 1, "B": 1, "count": 2}]).lists == ("A", "B")


def test_a_data_frame_is_rows() -> None:
    class Like:
        def to_dict(self, orient: str) -> list[dict[str, object]]:
            assert orient == "records"
            return [
                {"A": np.int64(1), "B": np.False_, "count": 3.0},
                {"A": np.int64(1), "B": np.True_, "count": 2.0},
            ]

    assert _only(rows_to_tables(Like())) == {1: 3, 3: 2}


def test_one_list_is_a_table_and_no_error() -> None:
    assert text_to_tables("A,count\n1,12\n").lists == ("A",)


BAD = [
    ("A,B,count\n1,0,-3\n", r"line 2, column count: '-3' is negative"),
    ("A,B,count\n1,0,3\n0,1,2.5\n", r"line 3, column count: '2.5' is no whole number"),
    ("A,B,count\n1,0,NaN\n", r"line 2, column count: 'nan' says nothing: unknown is not zero"),
    ("A,B,count\n1,0,\n", r"column count: '' says nothing"),
    ("A,B,count\n1,0,1e3\n", r"'1e3' is no whole number"),
    ("A,B,count\n1,0,3\n1,NaN,2\n0,1,1\n", r"line 3, column B: 'NaN': nobody knows"),
    ("A,B,count\n1,0,3\n2,1,2\n0,1,1\n", r"line 3, column A: '2', and the column holds '1' and '0'"),
    ("name,A,B\nIda,1,0\nOle,1,1\nEva,,1\n", r"line 4, column A: '': nobody knows"),
    ("A,B,count\n1,0,3\n0,0,9\n", r"line 3: 9 people on no list .*leave the row out"),
    ("name,A,B\nIda,1,0\nOle,0,0\n", r"line 3: 1 people on no list"),
    ("count\n3\n", "no column is a list"),
    ("name,count\nIda,3\n", "column name: 'Ida' is neither 0 nor 1"),
    ("name,sex\nIda,woman\n", "no column is a list"),
    ("A,B,region,count\n1,0,north,3\n", r"column region: 'north' is neither 0 nor 1.*--strata region"),
    ("A,B,region,count\n1,0,n,3\n1,1,n,4\n", "column region holds only 'n': a list"),
    ("A,B,n\n1,0,1\n0,1,1\n", "n holds only 0 and 1: a list, or a count"),
    ("A,B,count,n\n1,0,4,5\n", "two columns that count"),
    ("A,A,count\n1,0,4\n", "two columns are named A"),
    ("A,,count\n1,0,4\n", "column 2 has no name"),
    ("A,B,count\n1,0\n", "line 2 has 2 columns, and the header 3"),
    ("A,B,count\n", "has no rows"),
    ("", "has no rows"),
    ("A,B,count\n0,0,0\n", "nobody is on any"),
    (f"A,B,count\n1,0,{2**53}\n", "no more than can be counted"),
    ('A,B,count\n1,"0,4\n', "line 2"),
    ("id,A,B\n7,1,0\n8,0,1\n7,0,1\n", "line 4, column id: 7 stands on line 2 already"),
    ("draw,A,B,count\n1,1,0,4\n3,1,0,4\n", "no row of draw 2"),
    ("draw,A,B,count\n0,1,0,4\n", "line 2, column draw: 0"),
    ("draw,replicate,A,B,count\n1,1,1,0,4\n", "both tell whole tables apart"),
    (",".join(f"L{at}" for at in range(40)) + ",count\n" + "1," * 40 + "3\n", "40 lists, and at most 20"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_a_table_is_said(text: str, message: str) -> None:
    with pytest.raises(TableError, match=message):
        text_to_tables(text)


def test_twenty_of_forty_lists_can_be_chosen() -> None:
    names = [f"L{at}" for at in range(40)]
    text = ",".join(names) + ",count\n" + "1," * 40 + "3\n" + "0," * 20 + "1," * 20 + "5\n"
    assert _only(text_to_tables(text, lists=names[:20])) == {2**20 - 1: 3}


def test_columns_that_are_not_there_or_named_twice() -> None:
    with pytest.raises(TableError, match=r"no column D.*A, B, C, count"):
        text_to_tables(COUNTED, lists=("A", "D"))
    with pytest.raises(TableError, match="A is named twice"):
        text_to_tables(COUNTED, lists=("A", "B"), strata=("A",))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="cannot read"):
        read_tables(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00A")
    with pytest.raises(TableError, match="not text"):
        read_tables(tmp_path / "bytes.csv")
    with pytest.raises(TableError, match="row 2 has other columns"):
        rows_to_tables([{"A": 1, "B": 0}, {"A": 1}])
    with pytest.raises(TableError, match="no rows"):
        rows_to_tables([])


PRESENCE = "draw,A,list count,sex,count\n1,1,0,man,5\n1,1,1,woman,2\n2,1,0,man,6\n2,0,1,man,1\n"


def _beside(**changed: object) -> dict[str, object]:
    return {
        "format": "cenotaph-presence-1",
        "table_sha256": sha256(PRESENCE.encode()).hexdigest(),
        "lists": [
            {"column": "A", "name": "A", "report": "sha256:a", "records": 9, "counted": 9, "duplicate_free": True},
            {
                "column": "list count",
                "name": "count",
                "report": "sha256:b",
                "records": 3,
                "counted": 3,
                "duplicate_free": False,
            },
        ],
        "strata": ["sex"],
        "draws": 2,
        "seed": 4,
        "linkage": {"by": "weights@1", "records": 12, "blocking_recall": 0.9, "decided_by_people": 0},
        "left_out": [],
        "inputs_sha256": "ab",
        "made_by": "cenotaph",
    } | changed


def test_sampled_linkages_are_a_table_each(tmp_path: Path) -> None:
    path = tmp_path / "presence.csv"
    path.write_text(PRESENCE, encoding="utf-8")
    plain = read_tables(path, ignore=("sex",))
    assert (plain.repeats, plain.linked) == ("draw", None)
    (tmp_path / "presence.csv.json").write_text(json.dumps(_beside()), encoding="utf-8")
    read = read_tables(path)
    assert read.linked is not None
    assert (read.linked.recall, read.linked.lists[1].duplicate_free) == (0.9, False)
    assert read.lists == ("A", "list count")
    assert [[dict(table.counts) for table in draw] for draw in read.draws] == [[{1: 5, 3: 2}], [{1: 6, 2: 1}]]
    by_sex = read_tables(path, strata=("sex",))
    assert [[table.documented for table in draw] for draw in by_sex.draws] == [[5, 2], [7, 0]]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"table_sha256": "0"}, "about another table"),
        ({"format": "other"}, "no known format"),
        ({"draws": 3}, "2 draws, and the file beside it says 3"),
        ({"strata": ["age"]}, "no column age"),
        ({"linkage": {"by": "x", "blocking_recall": 1.2, "decided_by_people": 0}}, "impossible draws or recall"),
        ({"linkage": {}}, "blocking_recall"),
    ],
)
def test_what_stands_beside_a_table_must_fit_it(tmp_path: Path, changed: dict[str, object], message: str) -> None:
    (tmp_path / "presence.csv").write_text(PRESENCE, encoding="utf-8")
    (tmp_path / "presence.csv.json").write_text(json.dumps(_beside(**changed)), encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_tables(tmp_path / "presence.csv")
