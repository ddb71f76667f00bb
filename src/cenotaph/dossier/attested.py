"""How well each death is attested, over all that a ledger holds and not only what one page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cenotaph.model import Claim, Individual, Judgement, JudgementKind, PersonRecord, Report, Verdict
from cenotaph.resolve.people.corroboration import SURE, Standing, standings
from cenotaph.resolve.people.sources import read_sources

__all__ = ["Attested", "attested", "groups_of", "verdicts_of"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Attested:
    """By record: the standing of its person, and who publishes the record."""

    standing: Mapping[str, Standing] = field(default_factory=dict)
    carriers: Mapping[str, str] = field(default_factory=dict)


def attested(
    people: Iterable[PersonRecord],
    reports: Iterable[Report],
    claims: Iterable[Claim],
    judgements: Sequence[Judgement],
) -> Attested:
    """The standing of everybody, as the judgements on record say who is one person; nothing is linked anew."""
    records = {record.id: record for record in people}
    there = {report.id: report for report in reports}
    verdicts = verdicts_of(judgements)
    individuals = [Individual(id=ids[0], records=tuple(ids)) for ids in groups_of(records, verdicts)]
    sure = {
        pair
        for pair, one in verdicts.items()
        if one.verdict is Verdict.POSITIVE and (not one.by.startswith("machine:") or (one.score or 0) >= SURE)
    }
    _, found = standings(individuals, records, read_sources(there.values(), claims, judgements), sure, judgements)
    return Attested(
        {id: found[one.id] for one in individuals for id in one.records},
        {
            id: (report.publisher or report.source_name or report.sha256[:12])
            for id, record in records.items()
            if (report := there.get(record.report)) is not None
        },
    )


def verdicts_of(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The last word on each pair of records: people's over machines', later over earlier."""
    judgements = list(judgements)
    undone = {one.reverses for one in judgements if one.reverses}
    links = [
        one
        for one in judgements
        if one.kind is JudgementKind.SAME_PERSON and one.other and one.reverses is None and one.id not in undone
    ]
    found: dict[Pair, Judgement] = {}
    for one in sorted(links, key=lambda j: (not j.by.startswith("machine:"), j.at, j.id)):
        assert one.other is not None
        a, b = sorted((one.about.id, one.other.id))
        found[a, b] = one
    return found


def groups_of(
    ids: Iterable[str], verdicts: Mapping[Pair, Judgement], joined: Iterable[Pair] = ()
) -> list[list[str]]:
    """Records that are one person: judged to be, or ``joined``, unless two of the whole are judged to be two."""
    group = {id: {id} for id in ids}
    apart: dict[str, set[str]] = {}
    for (a, b), one in verdicts.items():
        if one.verdict is Verdict.NEGATIVE and a in group and b in group:
            apart.setdefault(a, set()).add(b)
            apart.setdefault(b, set()).add(a)
    positive = [pair for pair, one in sorted(verdicts.items()) if one.verdict is Verdict.POSITIVE]
    for a, b in [*positive, *joined]:
        if a not in group or b not in group or group[a] is group[b]:
            continue
        if any(apart.get(id, set()) & group[b] for id in group[a]):
            continue
        whole = group[a] | group[b]
        for id in whole:
            group[id] = whole
    return [sorted(whole) for name, whole in group.items() if name == min(whole)]
