"""One entry a person: what is judged one is one, whoever has a name in common, and what is judged two is two."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cenotaph.dossier.named import named_people
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.model import (
    Anchor,
    Judgement,
    JudgementKind,
    PersonFate,
    PersonRecord,
    Ref,
    Report,
    Verdict,
    report_id,
)

TEXT = "Hassan Ali was killed."
REPORTS = [Report(id=report_id(str(n).encode()), text=TEXT, publisher=f"Paper {n}") for n in range(3)]
AT = datetime(2024, 1, 1, tzinfo=UTC)


def record(number: int, name: str, *aliases: str) -> PersonRecord:
    return PersonRecord(
        id=f"p{number}", report=REPORTS[number].id, name=name, anchors=(Anchor.of(TEXT, 0, 10),),
        fate=PersonFate.KILLED, aliases=aliases,
    )  # fmt: skip


def judged(verdict: Verdict, by: str, a: str = "p0", b: str = "p1") -> Judgement:
    return Judgement(
        id=f"{by} {verdict}", kind=JudgementKind.SAME_PERSON, about=Ref(kind="record", id=a),
        other=Ref(kind="record", id=b), verdict=verdict, by=by, at=AT, reason="compared",
    )  # fmt: skip


def entries(people: list[PersonRecord], *judgements: Judgement) -> list[list[str]]:
    index = ArchiveIndex.of(REPORTS, [], judgements)
    return [[name.text for name in entry.names] for entry in named_people(index, people, set(), set())]


def test_one_name_is_one_person_until_somebody_says_they_are_two() -> None:
    two = [record(0, "Hassan Ali"), record(1, "Hassan Ali")]
    assert entries(two) == [["Hassan Ali"]]
    assert entries(two, judged(Verdict.NEGATIVE, "a coder")) == [["Hassan Ali"], ["Hassan Ali"]]


@pytest.mark.parametrize("by", ["machine:resolve", "a coder"])
def test_two_spellings_judged_to_be_one(by: str) -> None:
    people = [record(0, "Yevgeny Alikov", "Евгений Аликов"), record(1, "Evgeniy Alikov")]
    assert entries(people, judged(Verdict.POSITIVE, by)) == [["Yevgeny Alikov", "Евгений Аликов", "Evgeniy Alikov"]]


def test_a_persons_word_wins_over_a_machines() -> None:
    people = [record(0, "Yevgeny Alikov"), record(1, "Evgeniy Alikov")]
    both = judged(Verdict.POSITIVE, "machine:resolve"), judged(Verdict.NEGATIVE, "a coder")
    assert len(entries(people, *both)) == 2


def test_who_is_another_person_than_one_of_a_group_does_not_join_it() -> None:
    people = [record(0, "Hassan Ali"), record(1, "Hasan Aly"), record(2, "Hassan Ali")]
    found = entries(
        people, judged(Verdict.POSITIVE, "machine:resolve"), judged(Verdict.NEGATIVE, "a coder", "p1", "p2")
    )
    assert sorted(found) == [["Hassan Ali"], ["Hassan Ali", "Hasan Aly"]]


def test_what_a_name_alone_joins_is_said_to_be_perhaps_several_people() -> None:
    people = [record(0, "Hassan Ali"), record(1, "Hassan Ali"), record(2, "Omar Aziz")]

    def by_name(*judgements: Judgement) -> list[bool]:
        return [one.by_name for one in named_people(ArchiveIndex.of(REPORTS, [], judgements), people, set(), set())]

    assert by_name() == [True, False]
    assert by_name(judged(Verdict.POSITIVE, "a coder")) == [False, False]
    assert by_name(judged(Verdict.NEGATIVE, "a coder")) == [False, False, False]
