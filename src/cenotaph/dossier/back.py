"""What every page says at its end: the reports it rests on, how words were read, the state of the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from cenotaph.dossier.records import ArchiveIndex, page_name
from cenotaph.dossier.view import HedgeUse, Part, Sentence, Source
from cenotaph.dossier.words import HEDGE, unique
from cenotaph.model import Claim, Figure, FigureKind, Hedge, Trail, claimed, to_dict
from cenotaph.reconcile import Reckoning
from cenotaph.reconcile.voices import apart

__all__ = ["carried", "counted_claims", "hedges_of", "sources_of", "state_hash"]


def sources_of(index: ArchiveIndex) -> tuple[Source, ...]:
    """The reports, oldest first, with what each only repeats."""
    out = []
    for report in index.reports.values():
        read = index.read_from.get(report.id, [])
        origin, why = index.echo_reports.get(report.id, (None, ""))
        figure = None
        if read:
            trail = Trail(claims=tuple(c.id for c in read), reports=(report.id,))
            figure = Figure(kind=FigureKind.SOURCES, low=len(read), high=len(read), trail=trail)
        out.append(
            Source(
                report=report,
                page=f"reports/{page_name(report.id)}",
                echo_why=why,
                only_repeats=index.only_repeats(report.id),
                publisher=report.publisher or report.source_name or "publisher not known",
                voices=unique(index.speaker(c) for c in read),
                echo_of=origin if origin in index.reports else None,
                claims=figure,
            )
        )
    return tuple(sorted(out, key=lambda s: (s.report.published or date.max, s.publisher, s.report.id)))


def carried(index: ArchiveIndex, reckoning: Reckoning) -> Sentence:
    """How many reports, how many voices, how many only repeat."""
    parts: list[Part] = [
        reckoning.carriers,
        " report carries " if reckoning.carriers.low == 1 else " reports carry ",
    ]
    parts += [reckoning.voices, " voice" if reckoning.voices.low == 1 else " voices"]
    echoes = tuple(i for i in index.echo_reports if i in index.reports and index.only_repeats(i))
    if echoes:
        figure = Figure(kind=FigureKind.SOURCES, low=len(echoes), high=len(echoes), trail=Trail(reports=echoes))
        parts += [
            "; ",
            figure,
            " only repeats another report" if len(echoes) == 1 else " only repeat another report",
        ]
    return (*parts, ".", *_independent(index, reckoning))


def _independent(index: ArchiveIndex, reckoning: Reckoning) -> Sentence:
    """How many of the voices are known to be sources of their own; nothing is said of one voice."""
    told = counted_claims(index, reckoning)
    spoken = index.heard.spoken(claim.id for claim in told)
    known = set(apart(spoken))
    if len(spoken) < 2:
        return ()
    if len(known) < 2:
        return (" Whether any two of the voices are independent of each other is not known.",)
    first = {index.voice_key(claim): claim for claim in reversed(told)}
    figure = index.sources([first[one.voice] for one in spoken if one.voice in known])
    if len(known) == len(spoken):
        return (" All ", figure, " are known to be independent of each other.")
    return (
        " At least ",
        figure,
        " of them are known to be independent of each other; of the others it is not known.",
    )


def counted_claims(index: ArchiveIndex, reckoning: Reckoning) -> list[Claim]:
    """The claims that the numbers of voices and carriers rest on, and that name a number."""
    ids = unique([*reckoning.voices.trail.claims, *reckoning.carriers.trail.claims])
    return [c for c in map(index.claim, ids) if c.count is not None and not c.count.unknown]


def hedges_of(index: ArchiveIndex) -> tuple[HedgeUse, ...]:
    """The kinds of hedge met here, each with up to three examples."""
    met: dict[Hedge, dict[str, Claim]] = {}
    for claim in index.claims.values():
        if claim.count is not None and not claim.count.unknown and not index.confidential(claim):
            met.setdefault(claim.count.hedge, {}).setdefault(claim.count.text, claim)
    return tuple(
        HedgeUse(
            kind=HEDGE[hedge][0],
            rule=HEDGE[hedge][1],
            examples=tuple((index.quoted(c), claimed(c)) for c in list(met[hedge].values())[:3]),
        )
        for hedge in Hedge
        if hedge in met
    )


def state_hash(*tables: Sequence[object]) -> str:
    """SHA-256 over everything the page was made from, as canonical JSON."""
    text = json.dumps(
        [to_dict(list(table)) if not isinstance(table, str) else table for table in tables],
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(text.encode()).hexdigest()
