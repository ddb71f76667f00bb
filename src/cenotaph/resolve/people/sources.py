"""Who stands behind a record of a person, and whether two records go back to two sources.

Two sources: neither repeats the other nor do both repeat a third, no publisher, agency, speaker or informant stands
behind both, and who publishes each is known. Or somebody judged that they are two. This is the rule of two
independent sources as casualty recorders use it (Mediazona adds no leaked name without a second confirmation; Iraq
Body Count takes syndicated copies for one source).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cenotaph.model import ActorKind, Claim, Judgement, JudgementKind, PersonRecord, Report, Speaker, Verdict
from cenotaph.places.actors import is_unnamed, speaker_key
from cenotaph.resolve.people.decisions import undone

__all__ = ["PeopleSources", "Source", "independent", "read_sources"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """What one record rests on: its report, whose hands it came through, and what it goes back to.

    ``publisher``: whether the report's is known; ``nameless``: it rests on somebody without a name ("a relative").
    """

    report: str
    hands: frozenset[str]
    origins: frozenset[str]
    publisher: bool = True
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a record by one of its ends: a publisher, a speaker, somebody who told."""

    hands: frozenset[str] = frozenset()
    publisher: bool = True
    nameless: bool = False


@dataclass(slots=True)
class PeopleSources:
    """The source of every record; ``judged`` are pairs of reports or claims held for two sources (True), or one.

    ``naming``: record -> the claim that names the person; ``claims`` and ``read_from`` hold those that name
    anybody, by their ids and by their reports; ``origins``: report or claim -> all that it goes back to.
    """

    reports: Mapping[str, Report]
    naming: Mapping[str, Claim]
    claims: Mapping[str, Claim]
    read_from: Mapping[str, Sequence[Claim]]
    origins: Mapping[str, frozenset[str]]
    judged: Mapping[Pair, bool]
    _known: dict[tuple[str, str | None, str | None], Source] = field(default_factory=dict)

    def of(self, record: PersonRecord) -> Source:
        """The source of one record; rows of one list share it."""
        claim = self.naming.get(record.id)
        key = record.report, claim.id if claim else None, record.informant
        if key not in self._known:
            self._known[key] = self._read(record, claim)
        return self._known[key]

    def _read(self, record: PersonRecord, claim: Claim | None) -> Source:
        own = {record.report, claim.id} if claim is not None else {record.report}
        origins = frozenset(root for node in own for root in self.origins.get(node, frozenset({node})))
        behind = [self._published(record.report), _told(record)]
        behind += [_spoken(claim)] if claim is not None else []
        # who repeats has it from the hands that it was in before
        behind += [part for node in sorted(origins - own) for part in self._before(node)]
        return Source(
            report=record.report,
            hands=frozenset().union(*(part.hands for part in behind)),
            origins=origins,
            publisher=all(part.publisher for part in behind),
            nameless=any(part.nameless for part in behind),
        )

    def _before(self, node: str) -> Iterator[_Behind]:
        claims = [self.claims[node]] if node in self.claims else self.read_from.get(node, [])
        if node in self.reports:
            yield self._published(node)
        for claim in claims:
            yield self._published(claim.report)
            yield _spoken(claim)
            yield from map(_told, claim.people)

    def _published(self, report: str) -> _Behind:
        publisher = self.reports[report].publisher if report in self.reports else None
        if publisher is None:
            return _Behind(publisher=False)
        return _Behind(_keys(publisher, ActorKind.MEDIA) | _keys(publisher, ActorKind.UNKNOWN))

    def are_two(self, a: PersonRecord, b: PersonRecord) -> bool:
        """Whether two records are known to go back to two sources."""
        pairs = [_pair(a.report, b.report)]
        if a.id in self.naming and b.id in self.naming:
            pairs.insert(0, _pair(self.naming[a.id].id, self.naming[b.id].id))
        said = next((self.judged[pair] for pair in pairs if pair in self.judged), None)
        return said if said is not None else independent(self.of(a), self.of(b))


def independent(a: Source, b: Source) -> bool:
    """Whether nothing that is known ties two sources, and enough is known of both to say so."""
    if a.report == b.report or a.origins & b.origins or a.hands & b.hands:
        return False
    # two nameless relatives may be one; a publisher nobody knows may be the other's
    return a.publisher and b.publisher and not (a.nameless and b.nameless)


def read_sources(
    reports: Iterable[Report], claims: Iterable[Claim], judgements: Sequence[Judgement]
) -> PeopleSources:
    """What the reports, the claims that name people and the judgements in force say; in any order the same."""
    claims = sorted(claims, key=lambda claim: claim.id)
    standing = _standing(judgements)
    before: dict[str, set[str]] = defaultdict(set)
    judged: dict[Pair, bool] = {}
    for one in standing:
        if one.other is None or one.kind not in _TELLING:
            continue
        pair, positive = _pair(one.about.id, one.other.id), one.verdict is Verdict.POSITIVE
        if one.kind is JudgementKind.INDEPENDENT:
            if one.verdict in (Verdict.POSITIVE, Verdict.NEGATIVE):
                judged[pair] = positive
            if positive:
                before[one.about.id].discard(one.other.id)
                before[one.other.id].discard(one.about.id)
        elif positive:
            judged.pop(pair, None)
            before[one.about.id].add(one.other.id)
        else:
            before[one.about.id].discard(one.other.id)
    for claim in claims:
        if claim.restates:
            before[claim.id].add(claim.restates)
    naming = [claim for claim in claims if claim.people]
    read_from: dict[str, list[Claim]] = defaultdict(list)
    for claim in naming:
        read_from[claim.report].append(claim)
    return PeopleSources(
        reports={report.id: report for report in reports},
        naming={person.id: claim for claim in naming for person in claim.people},
        claims={claim.id: claim for claim in naming},
        read_from=read_from,
        origins={node: _back(node, before) for node in sorted(before)},
        judged=judged,
    )


_TELLING = (JudgementKind.ECHO, JudgementKind.RESTATES, JudgementKind.INDEPENDENT)


def _standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those nobody took back; people's after machines', later after earlier, so that they win."""
    taken_back = undone(judgements)
    kept = [one for one in judgements if one.id not in taken_back and one.reverses is None]
    return sorted(kept, key=lambda one: (not one.by.startswith("machine:"), one.at, one.id))


def _back(node: str, before: Mapping[str, set[str]]) -> frozenset[str]:
    """All that a report or claim goes back to, itself among it."""
    seen, waiting = {node}, [node]
    while waiting:
        for other in before.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen)


def _spoken(claim: Claim) -> _Behind:
    """The speaker and those through whom the words came; without a name of its own it is nameless."""
    named = [one for one in (claim.speaker, *claim.via) if not is_unnamed(speaker_key(one))]
    hands = frozenset().union(*(_keys(one.name, one.kind, one) for one in named))
    return _Behind(hands, nameless=claim.speaker not in named)


def _told(record: PersonRecord) -> _Behind:
    """Who told of the death; a relative without a name may be any other."""
    if record.informant and record.informant[:1].isupper():
        return _Behind(frozenset({f"told by {' '.join(record.informant.casefold().split())}"}))
    return _Behind(nameless=bool(record.informant or record.informant_relation))


def _keys(name: str, kind: ActorKind, speaker: Speaker | None = None) -> frozenset[str]:
    """The actor that a name is; an outlet and a speaker of one name are one."""
    key = speaker_key(speaker or Speaker(name=name, kind=kind))
    family, _, label = key.partition(":")
    return frozenset({label if family in ("outlet", "name", "unnamed") else key})


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)
