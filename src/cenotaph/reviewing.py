"""Which pairs of records a person should look at first, and the judgements that their answers are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cenotaph.model import Judgement, JudgementKind, PersonPair, Ref, Verdict, content_id

if TYPE_CHECKING:
    from cenotaph.resolve.people import PeopleResolution
    from cenotaph.resolve.people.held_apart import HeldApart

__all__ = ["Question", "answer", "questions", "undoing"]

# below and above, nobody's time is well spent
_DOUBTFUL = (0.05, 0.999)
_HELD = 0.5

_WORDS = {
    Verdict.POSITIVE: "compared by a person: the same",
    Verdict.NEGATIVE: "compared by a person: two people",
    Verdict.UNSURE: "compared by a person: cannot be told",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to look at: whether it is held for one person now, and how many records an answer would move.

    ``moves`` is 0 where the records hang together by other pairs as well, so that no total would change. ``reason``
    says what keeps a likely pair apart.
    """

    pair: PersonPair
    joined: bool
    moves: int
    reason: str | None = None

    @property
    def change(self) -> float:
        """How many records an answer moves on average: as many as it may, as often as it overturns what is held."""
        return self.moves * (1 - self.pair.probability if self.joined else self.pair.probability)


def questions(
    resolution: PeopleResolution, judgements: Iterable[Judgement], held: Sequence[HeldApart] = ()
) -> list[Question]:
    """The pairs nobody has answered: those that would change a total most come first, then the most doubtful.

    ``held`` are likely pairs that something keeps apart: they are asked however likely they are.
    """
    answered = _answered(judgements)
    home = {id: one for one in resolution.individuals for id in one.records}
    ties: dict[str, list[PersonPair]] = defaultdict(list)
    for pair in resolution.pairs:
        if home[pair.a] is home[pair.b] and pair.probability >= _HELD:
            ties[home[pair.a].id].append(pair)
    found = []
    reasons = {(one.pair.a, one.pair.b): one.reason for one in held}
    pairs = {(pair.a, pair.b): pair for pair in (*(one.pair for one in held), *resolution.pairs)}
    for ends, pair in pairs.items():
        low, high = _DOUBTFUL
        if ends in answered or (ends not in reasons and not low <= pair.probability <= high):
            continue
        a, b = home[pair.a], home[pair.b]
        if a is b:
            moves = _parted(pair, ties[a.id], a.records)
        else:
            moves = min(len(a.records), len(b.records))
        found.append(Question(pair, a is b, moves, reasons.get(ends)))
    return sorted(found, key=lambda one: (-one.change, abs(one.pair.probability - 0.5), one.pair.a, one.pair.b))


def _answered(judgements: Iterable[Judgement]) -> set[tuple[str, str]]:
    """Pairs that a person has answered, also with "unsure", and has not taken back."""
    made = [
        one for one in judgements if one.kind is JudgementKind.SAME_PERSON and not one.by.startswith("machine:")
    ]
    undone = {one.reverses for one in made if one.reverses}
    return {
        (min(one.about.id, one.other.id), max(one.about.id, one.other.id))
        for one in made
        if one.other is not None and one.reverses is None and one.id not in undone
    }


def _parted(pair: PersonPair, ties: Sequence[PersonPair], records: Sequence[str]) -> int:
    """How many records come off when the pair does not hold: 0 where others still tie its two ends."""
    near: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        if tie is not pair:
            near[tie.a].append(tie.b)
            near[tie.b].append(tie.a)
    seen, waiting = {pair.a}, [pair.a]
    while waiting:
        for other in near[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return 0 if pair.b in seen else min(len(seen), len(records) - len(seen))


def answer(pair: PersonPair, verdict: Verdict, *, by: str, at: datetime) -> Judgement:
    """The judgement of a person about a pair: the same (positive), two people (negative), or unsure."""
    return Judgement(
        id=content_id("j", [pair.a, pair.b, verdict, by, at.isoformat()]),
        kind=JudgementKind.SAME_PERSON,
        about=Ref(kind="record", id=pair.a),
        other=Ref(kind="record", id=pair.b),
        verdict=verdict,
        by=by,
        at=at,
        reason=_WORDS[verdict],
        score=None,
    )


def undoing(judgement: Judgement, *, by: str, at: datetime) -> Judgement:
    """The judgement that takes another back; both stay on record."""
    return Judgement(
        id=content_id("j", [judgement.id, "taken back", by, at.isoformat()]),
        kind=judgement.kind,
        about=judgement.about,
        other=judgement.other,
        verdict=Verdict.NO_JUDGEMENT,
        by=by,
        at=at,
        reason="taken back",
        reverses=judgement.id,
    )
