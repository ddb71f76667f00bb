"""Voices against carriers: who says a number, and in how many reports it is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Carrier, Heard
from cenotaph.dossier.words import NO_DATE, sort_key
from cenotaph.model import Claim
from cenotaph.places.actors import is_unnamed

__all__ = ["heard", "names_of_voices"]


def names_of_voices(index: ArchiveIndex) -> dict[str, str]:
    """A name for each voice: the one given most often; of two unnamed voices of one name also where it stands."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.claims.values():
        told[index.voice_key(claim)].append(claim)
    names = {key: _commonest([index.speaker(claim) for claim in own]) for key, own in told.items()}
    met = Counter(name.casefold() for name in names.values())
    return {
        key: f"{name}, in {index.publisher(told[key][0])}" if is_unnamed(key) and met[name.casefold()] > 1 else name
        for key, name in names.items()
    }


def _commonest(names: Sequence[str]) -> str:
    met = Counter(name.casefold() for name in names)
    return max(names, key=lambda name: (met[name.casefold()], len(name), name))


def heard(index: ArchiveIndex, claims: Sequence[Claim]) -> tuple[Heard, ...]:
    """The voices of these claims with the reports that carry each, those in most reports first.

    A report that only repeats what another has of that voice is a carrier and is marked so: fifty reprints are
    one voice in fifty-one reports.
    """
    names = names_of_voices(index)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[index.voice_key(claim)].append(claim)
    apart = {one.voice: one.independent_of for one in index.heard.spoken(claim.id for claim in claims)}
    found = [
        Heard(
            key=key,
            name=names[key],
            reports=index.sources(own, by="report"),
            carriers=_carriers(index, own),
            apart=index.sources([told[other][0] for other in apart[key]]) if apart[key] else None,
        )
        for key, own in told.items()
    ]
    return tuple(sorted(found, key=lambda voice: (-len(voice.carriers), voice.name.casefold(), voice.key)))


def _carriers(index: ArchiveIndex, claims: Sequence[Claim]) -> tuple[Carrier, ...]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    found = [
        Carrier(
            claim=own[0].id,
            publisher=index.publisher(own[0]),
            when=index.when(own[0], index.published(own[0])),
            echo=all(index.is_echo(claim) for claim in own),
        )
        for own in by_report.values()
    ]
    return tuple(sorted(found, key=lambda c: (c.when == NO_DATE, sort_key(c.when), c.echo, c.publisher, c.claim)))
