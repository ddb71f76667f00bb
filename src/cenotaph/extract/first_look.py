"""The first look at a report: whether any of its sentences promises a claim, so that it is worth reading.

Most reports with a word of harm in them count nobody ("shot to fame", "a lost decade"). So the sentences that the
gate opens are parsed first, without their names, and asked what they promise. Where none promises a claim the
report is done; where some do, these and those that follow closely are read, with names, speakers, dates and the
sentences that say who "he" is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.gate import Unit, answering, explaining, joined, opened, words_of
from cenotaph.extract.lexicon import words
from cenotaph.extract.parse import documents
from cenotaph.extract.reading import Reading
from cenotaph.extract.segments import Segment
from cenotaph.model import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["worth_reading"]

_REACH = 6  # sentences below a promise in which one that promises nothing by itself may still be about it


def worth_reading(
    report: Report, pieces: Sequence[Segment], profile: str, known: dict[str, Doc]
) -> list[list[Unit]]:
    """The units of each segment, those marked that are to be read; none where the report can give no claim.

    What was parsed for that is kept in ``known`` (see ``parse_segments``).
    """
    cuts = opened(pieces)
    look = Reading(report, profile)

    def promised(some: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
        out = [[replace(unit, parsed=False) for unit in cut] for cut in some]
        for number, doc in documents(pieces, some, known, names=False):
            for at in look.promising(number, pieces[number], doc, some[number]) if doc else ():
                out[number][at] = some[number][at]
        return out

    hopeful = promised(cuts)
    if any(unit.parsed for cut in hopeful for unit in cut):
        cuts = _within_reach(cuts, hopeful)
    elif not any(
        unit.parsed
        for cut in promised(_alone(pieces, answering(pieces, cuts), look.spoken_of is not None))
        for unit in cut
    ):
        return hopeful
    return joined(cuts, answering(pieces, cuts), explaining(pieces, cuts))


def _within_reach(cuts: Sequence[Sequence[Unit]], hopeful: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    """The marked units that promise a claim, and those so near below one that they may go on with it."""
    out: list[list[Unit]] = []
    far = _REACH
    for cut, hopes in zip(cuts, hopeful, strict=True):
        out.append([])
        for unit, hope in zip(cut, hopes, strict=True):
            far = 0 if hope.parsed else far + 1
            out[-1].append(replace(unit, parsed=unit.parsed and far < _REACH))
    return out


def _alone(pieces: Sequence[Segment], answers: Sequence[Sequence[Unit]], spoken_of: bool) -> list[list[Unit]]:
    """Those of the marked units that could be of the dead though nobody was told of."""

    def may(piece: Segment, unit: Unit) -> bool:
        return spoken_of or not _harm().isdisjoint(words_of(piece.text[unit.start : unit.end]))

    return [
        [replace(unit, parsed=unit.parsed and may(piece, unit)) for unit in cut]
        for piece, cut in zip(pieces, answers, strict=True)
    ]


@cache
def _harm() -> frozenset[str]:
    """Words by which a sentence may be of the dead though they open none."""
    return words("refusals", "report", "harm") | words("groups", "harm_heads") | words("groups", "named_dead")
