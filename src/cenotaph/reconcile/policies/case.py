"""What a policy is given: one incident's claims as known on a day, who speaks, who has a part in it, its grade."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cenotaph.model import Claim, Figure, FigureKind, Group, Incident, Judgement, Measure, Report, Trail
from cenotaph.reconcile.belonging import belonging
from cenotaph.reconcile.envelopes import answering, countable, is_bare_plural
from cenotaph.reconcile.evidence import Evidence, silent
from cenotaph.reconcile.grades import Graded, grade
from cenotaph.reconcile.groups import EVERYONE, Relation, compare
from cenotaph.reconcile.measures import measure_within
from cenotaph.reconcile.parties import accused, interested
from cenotaph.reconcile.positions import history
from cenotaph.reconcile.voices import Voices, voices_of

__all__ = ["Case", "Named", "case_of"]


@dataclass(frozen=True, slots=True)
class Named:
    """A number that one claim puts forward, in persons; None is an end that it does not state.

    ``part``: it counts only some of those asked for, and stands in where nobody counts them all, or says more.
    """

    claim: Claim
    voice: str
    low: int | None
    best: int | None
    high: int | None
    part: bool

    @property
    def point(self) -> int | None:
        """The likeliest figure that the claim names: its best, else its floor; None for a mere ceiling."""
        return self.best if self.best is not None else self.low or None

    @property
    def most(self) -> int:
        """The highest figure that the claim names; of "at least five" that is five."""
        return next((end for end in (self.high, self.best, self.low) if end is not None), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One incident as the policies see it.

    ``history`` and ``parties`` are ids of claims: those that their speakers have since replaced, and those of
    speakers who have a part in the violence. ``responsible`` are the sides that somebody holds responsible.
    """

    evidence: Evidence
    group: Group
    history: frozenset[str]
    voices: Voices
    parties: frozenset[str]
    responsible: frozenset[str]
    graded: Graded

    def named(self, measure: Measure, without: Collection[str] = ()) -> tuple[Named, ...]:
        """The numbers that stand for ``measure`` of the group, oldest first: no replaced ones, no bare plurals.

        ``without`` are ids of claims that are left out before anything is chosen. Where nobody counts them all, the
        parts that are counted, without those that lie in one another or apart from the largest. A mere ceiling of
        something wider ("killed or injured") is no number of these.
        """
        current = self._without_echoes(
            claim
            for claim in countable(self.evidence)
            if claim.id not in self.history
            and claim.id not in without
            and claim.count
            and not is_bare_plural(claim.count)
        )
        found = []
        for a in answering(self.evidence, current, measure, self.group):
            count, direct = a.claim.count, a.direct and a.claim.measure is measure
            if count is None or (not direct and a.low is None):
                continue
            voice = self.voices.keys[a.claim.id]
            found.append(Named(a.claim, voice, count.low, count.best, count.high, part=not direct))
        return tuple(found) if any(not one.part for one in found) else _leading(found)

    def _without_echoes(self, claims: Iterable[Claim]) -> list[Claim]:
        """Each voice's own words: what only hands on an earlier claim is left out, with any drift of its number."""
        kept: dict[str, Claim] = {}
        heard: set[str] = set()
        for claim in claims:
            if self.voices.repeats.get(claim.id) not in heard:
                kept[claim.id] = claim
            heard.add(claim.id)
        return list(kept.values())

    def silences(self, measure: Measure) -> tuple[Claim, ...]:
        """The claims that say how many is not known, or that the speaker will not say."""
        return tuple(c for c in self.evidence.claims if silent(c) and measure_within(measure, c.measure))

    def figure(
        self,
        measure: Measure,
        ends: tuple[int | None, int | None, int | None],
        of: Iterable[Named],
        rule: str,
    ) -> Figure:
        """``ends`` (low, best, high) as a Figure whose trail is the claims in ``of`` and ``rule``."""
        low, best, high = ends
        ids = tuple(sorted({one.claim.id for one in of}))
        grading = (self.graded.judgement,) if self.graded.judgement else ()
        judgements = tuple(sorted({*self.evidence.trail_of(ids), *grading}))
        trail = Trail(claims=ids, judgements=judgements, rules=(rule,))
        return Figure(kind=FigureKind.BOUNDS, low=low, best=best, high=high, measure=measure, trail=trail)


def _leading(parts: Sequence[Named]) -> tuple[Named, ...]:
    """The parts that may be one and the same people, as far as their words tell: the largest and what meets it.

    "5 civilians" and "3 children" are 5, and "2 soldiers" are others; "6 villagers" may be the civilians again.
    """
    if not parts:
        return ()
    largest = max(parts, key=lambda one: one.most)
    meeting = [one for one in parts if compare(one.claim.group, largest.claim.group) is not Relation.DISJOINT]
    return tuple(one for one in meeting if not any(_inside(one, other) for other in meeting))


def _inside(part: Named, whole: Named) -> bool:
    within = compare(part.claim.group, whole.claim.group) is Relation.WITHIN
    return within and (part.low or 0) <= whole.most


def case_of(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incident: Incident | None = None,
    *,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
    group: Group | None = None,
) -> Case:
    """The case of ``incident`` as known at the end of ``as_of`` (None: to date); ``group`` None is everyone."""
    evidence = belonging(reports, claims, incident, judgements=judgements, as_of=as_of).evidence
    voices = voices_of(evidence, judgements)
    return Case(
        evidence=evidence,
        group=group or EVERYONE,
        history=frozenset(history(evidence)),
        voices=voices,
        parties=interested(evidence.claims),
        responsible=frozenset(side for claim in evidence.claims for side in accused(claim)),
        graded=grade(evidence, voices.keys, incident, judgements),
    )
