"""Tables of who stands in which lists: whole in every draw, the same in any order, and without a name."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import UsageError
from cenotaph.model import AgeGroup, NameList, PersonFate, PersonRecord, Sex
from cenotaph.resolve.people import link_people
from cenotaph.resolve.people.presence import PresenceTable, presence_table
from resolve.people.records import lists, record, two_lists

RECORDS, _ = two_lists(30, seed=3)
LISTS = lists("a", "b", duplicate_free=True)
FOUND = link_people(RECORDS, lists=LISTS)
TABLE = presence_table(FOUND, LISTS, draws=6, seed=1)


def read(table: PresenceTable) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.as_csv())))


def of(records: list[PersonRecord], named: list[NameList] | None = None, **more: object) -> PresenceTable:
    named = named if named is not None else LISTS
    return presence_table(link_people(records, lists=named), named, draws=2, **more)  # type: ignore[arg-type]


def test_each_draw_is_the_table_of_one_sampled_linkage() -> None:
    assert FOUND.evidence.columns.names_of_lists == ("a", "b")
    for nth, clusters in enumerate(FOUND.draws(6, seed=1), start=1):
        told = {where: count for draw, where, _, count in TABLE.rows if draw == nth}
        assert told == FOUND.presence(clusters)


def test_every_list_is_as_long_in_every_draw_as_it_has_people() -> None:
    for one in TABLE.lists:
        # these lists name nobody twice
        for draw in range(1, 7):
            rows = [row for row in read(TABLE) if row["draw"] == str(draw)]
            assert sum(int(row["count"]) for row in rows if row[one.column] == "1") == one.counted == one.records


def test_no_row_stands_for_nobody_and_rows_are_in_order() -> None:
    for row in read(TABLE):
        assert int(row["count"]) > 0
        assert "1" in (row["a"], row["b"])
    assert list(TABLE.rows) == sorted(TABLE.rows)


def test_draws_differ_with_the_seed_and_are_the_same_with_the_same() -> None:
    doubtful = [replace(one, age_low=None, age_high=None, name=one.name.split()[0] + " Qasim") for one in RECORDS]
    found = link_people(doubtful, lists=LISTS)
    one, same, other = (presence_table(found, LISTS, draws=4, seed=seed).as_csv() for seed in (1, 1, 2))
    assert one == same
    assert one != other


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_records_and_lists_makes_no_difference(chance: random.Random) -> None:
    mixed, named = list(RECORDS), list(LISTS)
    chance.shuffle(mixed)
    chance.shuffle(named)
    table = presence_table(link_people(mixed, lists=named), named, draws=6, seed=1)
    assert table.as_csv() == TABLE.as_csv()
    assert table.as_json(made_by="x") == TABLE.as_json(made_by="x")


@settings(max_examples=10, deadline=None)
@given(st.sampled_from([("sex",), ("age_group",), ("sex", "age_group")]))
def test_strata_part_a_table_and_lose_nobody(strata: tuple[str, ...]) -> None:
    whole, parted = Counter[tuple[int, tuple[bool, ...]]](), Counter[tuple[int, tuple[bool, ...]]]()
    for draw, where, _, count in TABLE.rows:
        whole[draw, where] += count
    for draw, where, stratum, count in presence_table(FOUND, LISTS, draws=6, seed=1, strata=strata).rows:
        assert len(stratum) == len(strata)
        parted[draw, where] += count
    assert whole == parted


def test_a_stratum_is_what_the_records_say_with_one_voice() -> None:
    def one(id: str, list_id: str, **more: object) -> PersonRecord:
        return record(id, "Zaki Hisham Bilal Fakhouri", list_id=list_id, **more)

    def stratum(first: dict[str, object], second: dict[str, object]) -> tuple[str, ...]:
        table = of([one("a:1", "a", **first), one("b:1", "b", **second)], strata=("sex", "age_group"))
        (row,) = [row for row in table.rows if row[0] == 1 and all(row[1])]
        return row[2]

    assert stratum({"sex": Sex.MAN}, {"age_low": 17, "age_high": 17}) == ("man", "child")
    assert stratum({"sex": Sex.MAN}, {"sex": Sex.UNKNOWN, "age_low": 18, "age_high": 30}) == ("man", "adult")
    # 17 in one list and 18 in the other; and an age that may be either
    assert stratum({"age_low": 17, "age_high": 17}, {"age_low": 18, "age_high": 18})[1] == "unknown"
    assert stratum({"age_low": 15, "age_high": 20}, {})[1] == "unknown"
    assert stratum({"age_low": 15, "age_high": 20, "age_group": AgeGroup.CHILD}, {})[1] == "child"


def test_what_is_left_out_is_said() -> None:
    records = [
        record("a:1", "Huda Samir Haddad", list_id="a"),
        record("a:2", "Bilal Samir Qasim", list_id="a", fate=PersonFate.MISSING),
        record("a:3", "Tariq Omar Najjar", list_id="a"),
        record("b:1", "Rana Hisham Bitar", list_id="b", fate=PersonFate.KILLED),
        record("c:1", "Rana Omar Mansour", list_id="c"),
        record("r:1", "Layla Omar Shahin", report="r"),
    ]
    table = of(records, rejected={"a:3"})
    assert table.left_out == (
        ("named in a report, in no list", 1),
        ("of a list that is not in the table", 1),
        ("rejected by a person", 1),
        ("said to be missing", 1),
    )
    assert [row[1:] for row in table.rows if row[0] == 1] == [((False, True), (), 1), ((True, False), (), 1)]
    assert [(one.records, one.counted) for one in table.lists] == [(3, 1), (1, 1)]


def test_a_list_of_which_nobody_counts_keeps_its_column() -> None:
    table = of(
        [record("a:1", "Huda Haddad", list_id="a"), record("b:1", "Rana Bitar", list_id="b")], rejected={"b:1"}
    )
    assert table.as_csv().splitlines() == ["draw,a,b,count", "1,1,0,1", "2,1,0,1"]
    nobody = of([record("a:1", "Huda Haddad", list_id="a")], rejected={"a:1"})
    assert nobody.as_csv() == "draw,a,b,count\n"


def test_a_list_named_like_a_column_of_ours_is_told_apart() -> None:
    named = [NameList(id=name, name=name, report="sha256:x") for name in ("count", "sex")]
    records = [record(f"{name}:1", "Huda Haddad", list_id=name) for name in ("count", "sex")]
    assert of(records, named, strata=("sex",)).as_csv().splitlines()[0] == "draw,list count,list sex,sex,count"


def test_neither_file_holds_a_name_of_a_person() -> None:
    told = TABLE.as_csv() + TABLE.as_json(made_by="x")
    for one in RECORDS:
        assert not any(word in told for word in one.name.split())


def test_the_notes_say_of_which_table_they_speak_and_what_it_came_from() -> None:
    from hashlib import sha256

    notes = json.loads(TABLE.as_json(made_by="cenotaph 1"))
    assert notes["table_sha256"] == sha256(TABLE.as_csv().encode()).hexdigest()
    assert [one["report"] for one in notes["lists"]] == [one.report for one in LISTS]
    assert (notes["draws"], notes["seed"], notes["made_by"]) == (6, 1, "cenotaph 1")
    assert notes["linkage"]["blocking_recall"] == FOUND.recall
    assert notes["linkage"]["blocking_recall_draws"] == pytest.approx(FOUND.recalls(6, seed=1), abs=1e-6)
    changed = [replace(RECORDS[0], rank="captain"), *RECORDS[1:]]
    assert presence_table(link_people(changed, lists=LISTS), LISTS, draws=1).inputs != TABLE.inputs


@pytest.mark.parametrize(
    ("named", "more"),
    [([], {}), (LISTS, {"draws": 0}), (LISTS, {"strata": ("rank",)}), (LISTS, {"strata": ("sex", "sex")})],
)
def test_what_cannot_be_asked_for(named: list[NameList], more: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        presence_table(FOUND, named, **more)  # type: ignore[arg-type]


def test_more_lists_than_fit_are_refused() -> None:
    many = [NameList(id=f"l{nth}", name=f"l{nth}", report="sha256:x") for nth in range(51)]
    with pytest.raises(UsageError, match="51 lists"):
        presence_table(FOUND, many)
