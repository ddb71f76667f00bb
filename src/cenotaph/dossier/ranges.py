"""How many have died: the lowest and the highest claim to each question, on one axis for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.scale import Scale, scale_for
from cenotaph.dossier.view import Answer, End, Known, Part, Range, Tick
from cenotaph.dossier.words import DONE, NO_DATE, capital, people_words
from cenotaph.model import Claim, Figure, Measure
from cenotaph.reconcile import Envelope, Reckoning

__all__ = ["died", "ranges"]

# questions that stand open, and how many of them are about groups
_OPEN, _GROUPS = 5, 2
_EVERYONE = ("", "all", "everyone", "people")


def ranges(
    index: ArchiveIndex, envelopes: Sequence[Envelope]
) -> tuple[tuple[Range, ...], tuple[Range, ...], tuple[Tick, ...]]:
    """The questions that stand open, the others, and the ticks of the axis that they share."""
    first, rest = _ordered(index, envelopes)
    counts = [c.count for e in [*first, *rest] for c in _ends(index, e) if c and c.count]
    scale = scale_for(counts)
    return (
        tuple(_range(index, e, scale) for e in first),
        tuple(_range(index, e, scale) for e in rest),
        scale.ticks,
    )


def _ordered(index: ArchiveIndex, envelopes: Sequence[Envelope]) -> tuple[list[Envelope], list[Envelope]]:
    """Everybody killed, the groups that most voices speak of, then everybody injured, killed or injured."""
    told = [e for e in envelopes if e.least and e.most]

    def whole(measure: Measure) -> list[Envelope]:
        return [e for e in told if e.measure is measure and e.subject in _EVERYONE][:1]

    groups = [e for e in told if e.measure is Measure.KILLED and e.subject not in _EVERYONE]
    groups.sort(key=lambda e: -_voices(index, e))
    first = [
        *whole(Measure.KILLED),
        *groups[:_GROUPS],
        *whole(Measure.INJURED),
        *whole(Measure.KILLED_OR_INJURED),
    ]
    first = (first or told)[:_OPEN]
    return first, [e for e in envelopes if all(e is not other for other in first)]


def _voices(index: ArchiveIndex, envelope: Envelope) -> int:
    return len({index.voice_key(index.claim(i)) for i in envelope.figure.trail.claims})


def _ends(index: ArchiveIndex, envelope: Envelope) -> tuple[Claim | None, Claim | None]:
    least, most = envelope.least, envelope.most
    return index.claim(least) if least else None, index.claim(most) if most else None


def _range(index: ArchiveIndex, envelope: Envelope, scale: Scale) -> Range:
    least, most = _ends(index, envelope)
    low, high = _lowest(least), _highest(most)
    drawn = low is not None and high is not None
    return Range(
        what=f"{capital(people_words(envelope.subject))} {DONE[envelope.measure]}",
        figure=envelope.figure,
        least=_end(index, least),
        most=None if least is most else _end(index, most),
        open_words=_open_words(envelope.figure),
        note=envelope.note,
        lowest=tuple(_end_of(index, index.claim(i)) for i in envelope.lowest),
        highest=tuple(_end_of(index, index.claim(i)) for i in envelope.highest),
        start=scale.at(low) if drawn and low is not None else None,
        end=max(scale.at(high), scale.at(low)) if low is not None and high is not None else None,
        opens_left=bool(low) and envelope.figure.low is None,
        opens_right=envelope.figure.high is None,
        over=high is not None and scale.beyond(high),
    )


def _lowest(claim: Claim | None) -> int | None:
    """Where the lowest claim lies: its low end, its best guess where that is open, else what it stops at."""
    count = claim.count if claim else None
    if count is None:
        return None
    return count.low or next((n for n in (count.best, count.high) if n is not None), count.low)


def _highest(claim: Claim | None) -> int | None:
    count = claim.count if claim else None
    return None if count is None else next((n for n in (count.high, count.best, count.low) if n is not None), None)


def _open_words(figure: Figure) -> str:
    """``open above``; "" where the figure says both ends."""
    sides = [name for name, end in (("above", figure.high), ("below", figure.low)) if end is None]
    return f"open {' and '.join(sides)}" if sides and (figure.unknown or figure.low is None) else ""


def _end(index: ArchiveIndex, claim: Claim | None) -> End | None:
    return _end_of(index, claim) if claim else None


def _end_of(index: ArchiveIndex, claim: Claim) -> End:
    return End(quote=index.quoted(claim), speaker=index.speaker(claim), when=index.when(claim))


def died(index: ArchiveIndex, reckoning: Reckoning, known: Known) -> Answer:
    """Question 4: the lowest and the highest claim in their speakers' words, and the floor by name."""
    deaths = [e for e in reckoning.envelopes if e.measure is Measure.KILLED]
    told = next((e for e in deaths if e.least and e.most), None)
    bounded = [e for e in deaths if not e.figure.unknown]
    parts: list[Part] = []
    if told is not None:
        parts = _between(index, told)
    elif bounded:
        parts = ["By the lowest and the highest claim, of ", people_words(bounded[0].subject), " "]
        parts += [bounded[0].figure, " killed"]
    else:
        parts = ["No number of dead is claimed"]
    if known.verified is not None:
        is_known = " is verified by name" if known.verified.low == 1 else " are verified by name"
        parts += ["; ", known.verified, is_known, ", which is a floor and not a count of the dead"]
    return Answer(id="died", question="How many have died?", sentence=(*parts, "."))


def _between(index: ArchiveIndex, envelope: Envelope) -> list[Part]:
    least, most = _ends(index, envelope)
    whom = "the killed" if envelope.subject in _EVERYONE else f"{people_words(envelope.subject)} killed"
    assert least is not None
    assert most is not None
    if least is most:
        return [f"The only claim of {whom} that names a number is ", *_said(index, least)]
    return [f"Claims of {whom} run from ", *_said(index, least), " to ", *_said(index, most)]


def _said(index: ArchiveIndex, claim: Claim) -> list[Part]:
    when = index.when(claim)
    return [index.quoted(claim), f" ({index.speaker(claim)}{'' if when == NO_DATE else f', {when}'})"]
