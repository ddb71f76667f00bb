"""Likely pairs that are not joined are told, each with what keeps them apart; and what people say is learnt."""

from __future__ import annotations

from cenotaph.model import PersonRecord, Verdict
from cenotaph.resolve.people import link_people
from cenotaph.resolve.people.held_apart import held_apart
from resolve.people.records import decision, lists, record, two_lists

NAME, OTHER = "Bilal Samir Tariq Qandalaft", "Belal Sameer Tarek Kandalaft"


def _one(id: str, name: str = NAME, *, list_id: str | None = None, **more: object) -> PersonRecord:
    return record(id, name, list_id=list_id, age_low=34, age_high=34, **more)


def _reasons(records: list[PersonRecord], **more: object) -> dict[tuple[str, str], str]:
    found = link_people(records, **more)  # type: ignore[arg-type]
    return {(one.pair.a, one.pair.b): one.reason for one in held_apart(found)}


def test_two_of_one_name_in_a_list_without_duplicates() -> None:
    records = [_one("a:1", list_id="a"), _one("a:2", OTHER, list_id="a")]
    assert _reasons(records, lists=lists("a")) == {("a:1", "a:2"): "their list says that nobody stands in it twice"}
    assert _reasons(records, lists=lists("a", duplicate_free=False)) == {}  # joined


def test_a_human_different_and_one_breath() -> None:
    records = [_one("r:1", report="one"), _one("r:2", OTHER, report="two")]
    apart = decision("j1", "r:1", "r:2", Verdict.NEGATIVE)
    assert _reasons(records, judgements=[apart]) == {("r:1", "r:2"): "a person holds them for two"}
    together = [_one("r:1", NAME, report="one"), _one("r:2", NAME, report="one")]
    assert _reasons(together) == {("r:1", "r:2"): "one report names both in one breath"}


def test_what_people_say_is_learnt_and_forgotten_when_taken_back() -> None:
    records, truth = two_lists()
    before = link_people(records, lists=lists("a", "b"))
    doubtful = [pair for pair in before.pairs if truth[pair.a] != truth[pair.b]][:3] or list(before.pairs[-3:])
    said = [decision(f"j{n}", pair.a, pair.b, Verdict.NEGATIVE) for n, pair in enumerate(doubtful)]
    after = link_people(records, lists=lists("a", "b"), judgements=said)
    assert any((after.model.same[name] != table).any() for name, table in before.model.same.items())
    back = [
        decision(f"k{n}", "x", "y", Verdict.NO_JUDGEMENT, hour=1, reverses=one.id) for n, one in enumerate(said)
    ]
    again = link_people(records, lists=lists("a", "b"), judgements=[*said, *back])
    assert again.pairs == before.pairs
    assert again.individuals == before.individuals
