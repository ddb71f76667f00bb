"""What people decided about pairs of records, and which records no score may ever join.

The latest decision about a pair stands; one that another ``reverses`` is as if it had never been made. A human
"different" wins over any score and over any chain of "same".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cenotaph.model import Judgement, JudgementKind, NameList, PersonRecord, Verdict

__all__ = ["Decisions", "lists_alone", "named_together", "read_decisions", "undone"]

_MACHINE = "machine:"


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of record ids (lesser first) -> the judgement that holds them for one person, or for two."""

    same: dict[tuple[str, str], Judgement]
    different: dict[tuple[str, str], Judgement]


def read_decisions(judgements: Iterable[Judgement]) -> Decisions:
    """The decisions of people that stand; those of machines are no evidence and are left out."""
    known = {one.id: one for one in judgements if one.kind is JudgementKind.SAME_PERSON}
    taken_back = undone(known.values())
    latest: dict[tuple[str, str], Judgement] = {}
    for one in sorted(known.values(), key=lambda one: (one.at, one.id)):
        if one.id in taken_back or one.reverses or one.by.startswith(_MACHINE) or one.other is None:
            continue
        a, b = sorted((one.about.id, one.other.id))
        if a != b and one.about.kind == one.other.kind == "record":
            latest[a, b] = one
    return Decisions(
        {pair: one for pair, one in sorted(latest.items()) if one.verdict is Verdict.POSITIVE},
        {pair: one for pair, one in sorted(latest.items()) if one.verdict is Verdict.NEGATIVE},
    )


def undone(judgements: Iterable[Judgement]) -> set[str]:
    """Ids that are reversed; who undoes an undoing restores what it undid."""
    by: dict[str, list[str]] = defaultdict(list)
    for one in judgements:
        if one.reverses:
            by[one.reverses].append(one.id)
    state: dict[str, bool] = {}

    def is_undone(id: str, seen: frozenset[str] = frozenset()) -> bool:
        if id not in state:
            state[id] = any(
                other not in seen and not is_undone(other, seen | {id}) for other in sorted(by.get(id, ()))
            )
        return state[id]

    return {id for id in by if is_undone(id)}


def lists_alone(names: Sequence[str], lists: Iterable[NameList]) -> list[bool]:
    """For each list as `Columns` numbers them whether nobody stands in it twice."""
    free = {one.id for one in lists if one.duplicate_free}
    return [name in free for name in names]


def named_together(records: Iterable[PersonRecord]) -> list[tuple[str, str]]:
    """Pairs that one report names in one breath, in one and the same quote: those are two people."""
    quotes: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for record in records:
        if record.list_id is None:
            for anchor in record.anchors:
                quotes[record.report, anchor.start, anchor.end].append(record.id)
    pairs: set[tuple[str, str]] = set()
    for ids in quotes.values():
        ordered = sorted(set(ids))
        pairs.update((a, b) for at, a in enumerate(ordered) for b in ordered[at + 1 :])
    return sorted(pairs)
