"""People's records to individuals: candidates, levels of agreement, a model of them, probabilities, clusters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cenotaph.collecting import put_off
from cenotaph.model import Judgement, JudgementKind, NameList, PersonPair, PersonRecord, Ref, Verdict
from cenotaph.model.ids import content_id
from cenotaph.resolve.people.audit import blocking_recall
from cenotaph.resolve.people.blocking import Candidates, find_candidates
from cenotaph.resolve.people.cluster import Ties, cluster
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.decisions import Decisions, lists_alone, named_together, read_decisions
from cenotaph.resolve.people.levels import LevelMaker, Levels
from cenotaph.resolve.people.model import Model, Population, train
from cenotaph.resolve.people.resolution import Evidence, PeopleResolution, individuals_of
from cenotaph.resolve.people.rivals import Rivals, who_stands_once
from cenotaph.resolve.people.weights import weigh

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["BY", "link_people"]

BY = "machine:cenotaph.resolve.people@1"
_SHOWN = 0.05  # the least probability of a pair that is kept for people to see
_COMPARED_AT_ONCE = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CERTAIN = 1e-9


@put_off()
def link_people(
    records: Sequence[PersonRecord],
    *,
    lists: Iterable[NameList] = (),
    judgements: Iterable[Judgement] = (),
    taken_in: Mapping[str, datetime] | None = None,
    seed: int = 0,
    details: bool = True,
) -> PeopleResolution:
    """Which records are one person. Pure: the same records in any order give the same result.

    ``lists`` say which are duplicate-free, ``judgements`` what people decided. ``taken_in`` (report id -> when)
    tells which record of an individual is the oldest and dates the judgements; without it the least id is.
    ``details`` False leaves the weights of pairs and the judgements out, for very many records.
    """
    import numpy as np

    columns = Columns.of(records)
    decisions = read_decisions(judgements)
    alone = np.array(lists_alone(columns.names_of_lists, lists), bool)
    candidates = _with_decided(find_candidates(columns, apart=alone), columns, [*decisions.same])
    maker = LevelMaker(columns)
    levels = _compare(maker, candidates)
    inside = columns.lists[candidates.first] == columns.lists[candidates.second]
    population = Population.of(columns, alone)
    model = train(maker, levels, inside, columns, population, seed=seed, told=_told(candidates, columns, decisions))
    probability = np.zeros(len(candidates))
    for start in range(0, len(candidates), _COMPARED_AT_ONCE):
        rows = np.arange(start, min(start + _COMPARED_AT_ONCE, len(candidates)))
        probability[rows], _ = model.posterior(levels.take(rows), inside[rows], columns, population)
    plain = _log_odds(probability)
    places = who_stands_once(candidates.first, candidates.second, plain, columns.lists, alone)
    rivals = Rivals(candidates.first, candidates.second, *places)
    by_itself, probability = rivals.settle(plain)
    # nobody is held for one person only because all others are taken: brothers are left over together
    joined_by = rivals.settle(plain, lift=False)[1]
    at = {record.id: row for row, record in enumerate(columns.records)}
    same = tuple((at[a], at[b]) for a, b in decisions.same if a in at and b in at)
    apart = [*decisions.different, *named_together(columns.records)]
    different = tuple((at[a], at[b]) for a, b in apart if a in at and b in at)
    ties = Ties(candidates.first, candidates.second, _log_odds(joined_by), columns.lists, alone)
    clusters = cluster(len(columns), ties, same=same, different=different)
    when = taken_in or {}
    ages = [when.get(record.report, _EPOCH) for record in columns.records]
    pairs = _pairs(columns, candidates, probability, levels, inside, model, population, details=details)
    return PeopleResolution(
        pairs,
        individuals_of(columns.records, clusters, ages),
        _judgements(pairs, columns, clusters, ages, at, decisions.same) if details else (),
        model,
        decisions,
        Evidence(columns, candidates, probability, ties, clusters, same, different, places, rivals, by_itself),
        blocking_recall(columns, candidates, probability),
    )


def _log_odds(probability: Array) -> Array:
    import numpy as np

    clipped = np.clip(probability, _CERTAIN, 1 - _CERTAIN)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _told(candidates: Candidates, columns: Columns, decisions: Decisions) -> Array:
    """What people said of each candidate: 1 one person, 0 two, -1 nothing; the model learns from it."""
    import numpy as np

    out = np.full(len(candidates), -1, np.int8)
    if decisions.same or decisions.different:
        at = {record.id: row for row, record in enumerate(columns.records)}
        codes = candidates.first * len(columns) + candidates.second
        for verdict, pairs in ((1, decisions.same), (0, decisions.different)):
            known = [sorted((at[a], at[b])) for a, b in pairs if a in at and b in at]
            out[np.isin(codes, [a * len(columns) + b for a, b in known])] = verdict
    return out


def _with_decided(candidates: Candidates, columns: Columns, same: list[tuple[str, str]]) -> Candidates:
    """Pairs that people held for one are compared too, so that their weights can be shown."""
    import numpy as np

    at = {record.id: row for row, record in enumerate(columns.records)} if same else {}
    more = [tuple(sorted((at[a], at[b]))) for a, b in same if a in at and b in at]
    if not more:
        return candidates
    size = len(columns)
    codes = np.union1d(candidates.first * size + candidates.second, [a * size + b for a, b in more])
    return Candidates(codes // size, codes % size, candidates.blocks, candidates.left_out)


def _compare(maker: LevelMaker, candidates: Candidates) -> Levels:
    """The levels of all candidates, a part at a time."""
    import numpy as np

    found = [
        maker.compare(
            candidates.first[start : start + _COMPARED_AT_ONCE],
            candidates.second[start : start + _COMPARED_AT_ONCE],
        )
        for start in range(0, max(1, len(candidates)), _COMPARED_AT_ONCE)
    ]
    if len(found) == 1:
        return found[0]
    of = {name: np.concatenate([part.of[name] for part in found]) for name in found[0].of}
    return Levels(of, np.concatenate([part.used for part in found]))


def _pairs(
    columns: Columns,
    candidates: Candidates,
    probability: Array,
    levels: Levels,
    inside: Array,
    model: Model,
    population: Population,
    *,
    details: bool,
) -> tuple[PersonPair, ...]:
    import numpy as np

    rows = np.flatnonzero(probability >= _SHOWN)
    weights = weigh(levels.take(rows), inside[rows], columns, population, model) if details else [()] * len(rows)
    out = [
        PersonPair(
            a=columns.records[candidates.first[row]].id,
            b=columns.records[candidates.second[row]].id,
            probability=round(float(probability[row]), 6),
            weights=weight,
        )
        for row, weight in zip(rows.tolist(), weights, strict=True)
    ]
    return tuple(sorted(out, key=lambda pair: (-pair.probability, pair.a, pair.b)))


def _judgements(
    pairs: Sequence[PersonPair],
    columns: Columns,
    clusters: Array,
    ages: Sequence[datetime],
    at: Mapping[str, int],
    decided: Mapping[tuple[str, str], Judgement],
) -> tuple[Judgement, ...]:
    """One judgement for each pair inside an individual that no person has decided."""
    out = []
    for pair in pairs:
        a, b = at[pair.a], at[pair.b]
        if clusters[a] == clusters[b] and (pair.a, pair.b) not in decided:
            speaking = [f"{name} {level}" for name, level, bits in pair.weights if bits >= 1 and name != "chance"]
            out.append(
                Judgement(
                    id=content_id("j", ["same_person", pair.a, pair.b, BY]),
                    kind=JudgementKind.SAME_PERSON,
                    about=Ref(kind="record", id=pair.a),
                    other=Ref(kind="record", id=pair.b),
                    verdict=Verdict.POSITIVE,
                    score=pair.probability,
                    by=BY,
                    at=max(ages[a], ages[b]),
                    reason="agree in " + ", ".join(speaking) if speaking else "nothing speaks for two people",
                    evidence=(pair.a, pair.b),
                )
            )
    return tuple(sorted(out, key=lambda one: one.id))
