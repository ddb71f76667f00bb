"""What each speaker says: the principal voices, what they have said when, and the change in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from cenotaph.dossier.standing import OFFICIAL
from cenotaph.dossier.timeline import moments
from cenotaph.dossier.tracks import track_of
from cenotaph.dossier.view import Answer, Part, Row, Sentence, Side, Voice
from cenotaph.dossier.words import KIND, NO_DATE, article, listed, sort_key, the
from cenotaph.model import Claim, Measure, Rendering

__all__ = ["opened", "says"]

_DIES = (Measure.KILLED, Measure.KILLED_OR_INJURED)
# voices whose words stand open on the page
_PRINCIPAL = 6
# an office counts as so many statements when the principal voices are chosen
_OFFICE = 3
# of one voice; the first always, then the latest
_MOMENTS = 7
_OFFICES = {KIND[kind] for kind in OFFICIAL}


def opened(
    sides: Sequence[Side],
    whole: Sequence[Side],
    claim_of: Callable[[str], Claim],
    renderings: Sequence[Rendering] = (),
) -> tuple[Side, ...]:
    """The sides with their summaries, and with the principal voices' statements moment by moment.

    Principal are those with most statements, an office counting for three more: the first of every country,
    then the second of each, then the others. ``whole`` are the sides before the chart was cut to a page's
    room: a principal voice's history is told without gaps. ``renderings`` pair what two reports tell differently.
    """
    everything = {(side.slug, voice.name): voice for side in whole for voice in side.voices}
    ranked: list[tuple[int, bool, int, Voice]] = []
    for side in sides:
        own = sorted((v for v in side.voices if any(not r.echo for r in v.rows)), key=lambda v: -_weight(v))
        ranked += [(min(n, 2), side.slug == "others", -_weight(voice), voice) for n, voice in enumerate(own)]
    ranked.sort(key=lambda entry: entry[:3])
    principal = {id(entry[3]) for entry in ranked[:_PRINCIPAL]}
    return tuple(
        replace(
            side,
            summary=_summary(side),
            voices=tuple(
                _told(v, everything.get((side.slug, v.name), v), claim_of, renderings) if id(v) in principal else v
                for v in side.voices
            ),
        )
        for side in sides
    )


def _weight(voice: Voice) -> int:
    own = sum(1 + len(row.carriers) for row in voice.rows if not row.echo)
    return own + _OFFICE * (voice.kind in _OFFICES)


def _told(
    voice: Voice,
    whole: Voice,
    claim_of: Callable[[str], Claim],
    renderings: Sequence[Rendering],
) -> Voice:
    """The voice with its moments, and what changed between its first number and its latest."""
    told = moments(claim_of, whole.rows, renderings)
    told = told if len(told) <= _MOMENTS else (told[0], *told[1 - _MOMENTS :])
    rows = _numbered(whole) or [row for row in whole.rows if not row.echo]
    change: Sentence = ()
    if rows[0] is not rows[-1] and rows[0].figure and rows[-1].figure:
        change = ("First ", *_said(rows[0]), _dated(rows[0]), ", now ", *_said(rows[-1]), _dated(rows[-1]), ".")
    return replace(voice, moments=told, track=track_of(told, claim_of), change=change)


def says(sides: Sequence[Side]) -> Answer:
    """Question 1: the principal sides and what they say now."""
    named = [side.name for side in sides if side.slug != "others"]
    who = [the(name) for name in named[:3]] or [voice.name for side in sides for voice in side.voices][:3]
    rest = len(sides) > len(who) or (not named and sum(len(s.voices) for s in sides) > len(who))
    does = "do" if len(who) + rest > 1 else "does"
    question = f"What {does} {listed([*who, 'others'] if rest else who)} say?" if who else "What is said?"
    parts: list[Part] = []
    for side in [s for s in sides if s.name in named][:3] or sides[:1]:
        parts += ["; " if parts else "", *side.summary] if side.summary else []
    if not parts:
        parts = ["Nobody gives a number"]
    return Answer(id="says", question=question, sentence=(*parts, "."))


def _summary(side: Side) -> Sentence:
    """``The Russian foreign ministry first said “probably five” killed and now says “several dozen” ...``.

    Of the side's principal voice, and of the people that it gives most numbers for; killed before injured.
    """
    best = max(side.voices, key=lambda v: (len(_numbered(v)), -side.voices.index(v)))
    rows = _numbered(best)
    if not rows:
        spoken = next((row for row in best.rows if row.saying), None)
        return (f"{article(best.name)} {spoken.saying}",) if spoken else ()
    first, last = rows[0], rows[-1]
    if first is last:
        return (f"{article(best.name)} says ", *_said(last))
    return (
        f"{article(best.name)} first said ",
        *_said(first),
        f"{_dated(first)} and now says ",
        *_said(last),
        _dated(last),
    )


def _dated(row: Row) -> str:
    return "" if row.when == NO_DATE else f" ({row.when})"


def _numbered(voice: Voice) -> list[Row]:
    rows = [r for r in voice.rows if r.figure is not None and not r.echo and not r.left_out]
    rows = [r for r in rows if r.measure in _DIES] or rows
    subjects = Counter(row.subject for row in rows)
    subject = max(subjects, key=lambda s: (subjects[s], -list(subjects).index(s)), default="")
    return sorted((r for r in rows if r.subject == subject), key=lambda r: sort_key(r.when))


def _said(row: Row) -> Sentence:
    words: tuple[Part, ...] = (row.words, " ") if row.words else ()
    figure: tuple[Part, ...] = (row.figure,) if row.figure and not row.plain else ()
    if figure and words:
        return (*words, "(", *figure, ") ", row.what)
    return (*words, *figure, " " if figure else "", row.what)
