"""How well the death of one person is attested: verified, pending a second source, unverified, or rejected.

A person's word comes first (a judgement of kind status, grade or exclude about the person or one of the records);
else two independent sources that say the person died verify it (``resolve.people.sources``), on records that are
surely about one person. The verified and the others are two numbers and are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from cenotaph.model import Corroboration, Individual, Judgement, JudgementKind, PersonFate, PersonRecord, Verdict
from cenotaph.resolve.people.decisions import undone
from cenotaph.resolve.people.sources import PeopleSources

__all__ = ["SURE", "Standing", "corroborate", "says_dead", "standings", "stated", "surely_one"]

SURE = 0.95
"""The least probability at which two records count as surely one person: the border of calibration's top bins."""

_KINDS = (JudgementKind.STATUS, JudgementKind.GRADE, JudgementKind.EXCLUDE)
_DEAD = (PersonFate.KILLED, PersonFate.DIED_OF_WOUNDS)
_VERDICTS = {
    Verdict.POSITIVE: Corroboration.VERIFIED,
    Verdict.NEGATIVE: Corroboration.REJECTED,
    Verdict.UNSURE: Corroboration.UNVERIFIED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's status with its reason, the records it rests on, and the judgement where a person set it."""

    corroboration: Corroboration
    reason: str
    records: tuple[str, ...] = ()
    judgement: str | None = None


def says_dead(record: PersonRecord) -> bool:
    """Whether the record itself says that the person died: by its fate, or by a day or place of death."""
    told = record.death or record.death_period or record.death_place or record.death_place_ref
    return record.fate in _DEAD or (record.fate is PersonFate.UNKNOWN and told is not None)


def corroborate(
    records: Sequence[PersonRecord],
    sources: PeopleSources,
    sure: Iterable[tuple[str, str]] = (),
    said: Sequence[Judgement] = (),
) -> Standing:
    """The standing of the person that ``records`` are about, whatever their order.

    ``sure`` are pairs of their ids that are surely one person (directly; chains hold too), ``said`` what people
    judged of the person (see ``stated``); a record that somebody excluded counts for nothing. An echo never
    verifies; a person's rejection wins over everything.
    """
    word = _word(said)
    if word is not None:
        return word
    out = _excluded(said)
    ordered = sorted((one for one in records if one.id not in out), key=lambda one: one.id)
    if not ordered:
        last = max(out.values(), key=lambda one: (one.at, one.id))
        return Standing(Corroboration.REJECTED, last.reason, (), last.id)
    telling = [one for one in ordered if says_dead(one)]
    if not telling:
        return Standing(Corroboration.UNVERIFIED, "no source says that the person died")
    ids = tuple(one.id for one in telling)
    living = tuple(one.id for one in ordered if one.fate is PersonFate.ALIVE)
    if living:
        return Standing(Corroboration.UNVERIFIED, "another source says that the person lives", (*ids, *living))
    group = _chains(ids, sure)
    pairs = [(a, b) for a, b in combinations(telling, 2) if sources.are_two(a, b)]
    for a, b in pairs:
        if group[a.id] == group[b.id]:
            return Standing(Corroboration.VERIFIED, "two independent sources say so", (a.id, b.id))
    if pairs:
        reason = "a second source may be about somebody else"
    elif len({one.report for one in telling}) > 1:
        reason = "those who say so are not known to be two sources"
    else:
        reason = "one source says so"
    return Standing(Corroboration.PENDING_SECOND_SOURCE, reason, ids)


def _excluded(said: Sequence[Judgement]) -> dict[str, Judgement]:
    """Records that somebody took out, as nobody's or as false."""
    out = {one.about.id: one for one in said if one.kind is JudgementKind.EXCLUDE and one.about.kind == "record"}
    return {id: one for id, one in out.items() if one.verdict is Verdict.POSITIVE}


def _chains(ids: Collection[str], sure: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Record -> the least id of those that it surely is one with."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in sure:
        near[a].add(b)
        near[b].add(a)
    group: dict[str, str] = {}
    for id in sorted({*ids, *near}):
        waiting = [id] if id not in group else []
        while waiting:
            here = waiting.pop()
            if here not in group:
                group[here] = id
                waiting += near[here]
    return group


def stated(judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    """Record or person id -> what people judged of that person's death and have not taken back."""
    taken_back = undone(judgements)
    found: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        of_person = one.kind in _KINDS and one.about.kind in ("record", "person")
        if of_person and one.reverses is None and one.id not in taken_back and not one.by.startswith("machine:"):
            found[one.about.id].append(one)
    return dict(found)


def _word(said: Sequence[Judgement]) -> Standing | None:
    """The last word of each person; of several people's, a rejection, else the latest."""
    last: dict[str, tuple[Judgement, Corroboration]] = {}
    for one in sorted(said, key=lambda one: (one.at, one.id)):
        status = _status(one)
        if status is not None:
            last[one.by] = one, status
    found = sorted(last.values(), key=lambda word: (word[1] is Corroboration.REJECTED, word[0].at, word[0].id))
    if not found:
        return None
    judgement, status = found[-1]
    return Standing(status, judgement.reason, (), judgement.id)


def _status(one: Judgement) -> Corroboration | None:
    if one.kind is JudgementKind.EXCLUDE:
        whole = one.about.kind == "person" and one.verdict is Verdict.POSITIVE
        return Corroboration.REJECTED if whole else None
    if one.label is None:
        return _VERDICTS.get(one.verdict)
    return next((status for status in Corroboration if status.value == one.label), None)


def surely_one(pairs: Iterable[tuple[str, str, float]], judgements: Iterable[Judgement]) -> set[tuple[str, str]]:
    """Pairs of records that a person judged to be one, or that are at least ``SURE`` to be."""
    sure = {(a, b) for a, b, probability in pairs if probability >= SURE}
    return sure | {(one.about.id, one.other.id) for one in judgements if one.other is not None}


def standings(
    individuals: Iterable[Individual],
    records: Mapping[str, PersonRecord],
    sources: PeopleSources,
    sure: Iterable[tuple[str, str]],
    judgements: Sequence[Judgement],
) -> tuple[tuple[Individual, ...], dict[str, Standing]]:
    """The individuals with their corroboration, and the standing of each by id."""
    individuals = list(individuals)
    home = {id: one.id for one in individuals for id in one.records}
    ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a, b in sure:
        if home.get(a) is not None and home.get(a) == home.get(b):
            ties[home[a]].append((a, b))
    said = stated(judgements)
    found = {}
    for one in individuals:
        words = [word for id in {*one.records, *one.previous_ids, one.id} for word in said.get(id, ())]
        found[one.id] = corroborate([records[id] for id in one.records], sources, ties[one.id], words)
    return tuple(replace(one, corroboration=found[one.id].corroboration) for one in individuals), found
