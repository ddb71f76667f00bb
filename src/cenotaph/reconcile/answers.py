"""An answer as a figure: its ends, the claims behind each, and why an end is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cenotaph.errors import NotFoundError
from cenotaph.model import Claim, Figure, FigureKind, Trail
from cenotaph.reconcile.base import Bounds, Question
from cenotaph.reconcile.evidence import Evidence
from cenotaph.reconcile.words import listing, possessive, quoted

__all__ = ["Answer", "figure_of"]

# how many claims a note names before it only counts the rest
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One end: persons (None: open) and the claims that bind it, oldest first."""

    value: int | None
    claims: tuple[str, ...]


def figure_of(
    question: Question,
    low: Answer,
    high: Answer,
    about: Sequence[str],
    believed: Sequence[Claim],
    evidence: Evidence,
) -> Bounds:
    """The bounds with their trail. ``about``: claims that answer the question itself, or a wider one.

    An end that nothing binds names the claims of ``about`` that could have bound it, else those of the other end.
    Where nothing binds either end the answer is unknown, and its trail is all that was ``believed``. Raises
    NotFoundError when that is nothing.
    """
    if not believed and not low.claims:
        raise NotFoundError("no claim counts anybody here", hint="cenotaph extract, or believe more speakers")
    lowest = low.claims or tuple(about) or high.claims
    highest = high.claims or tuple(about) or low.claims
    trail = tuple(sorted({*lowest, *highest})) or tuple(sorted(claim.id for claim in believed))
    nothing = high.value is None and not low.value
    by_id = {claim.id: claim for claim in believed}
    figure = Figure(
        kind=FigureKind.BOUNDS,
        low=None if nothing else low.value,
        high=high.value,
        measure=question.measure,
        trail=Trail(
            claims=trail, judgements=evidence.trail_of(trail), rules=("what all of these leave possible at once",)
        ),
    )
    return Bounds(
        question=question,
        figure=figure,
        lowest=lowest,
        highest=highest,
        note=_note(low, high, [by_id[claim_id] for claim_id in highest if claim_id in by_id]),
    )


def _note(low: Answer, high: Answer, above: Sequence[Claim]) -> str:
    sentences = []
    phrases = list(dict.fromkeys(f"{possessive(claim.speaker)} {quoted(claim.count)}" for claim in above))
    shown = phrases[:_SHOWN] + ([f"{len(phrases) - _SHOWN} more"] if len(phrases) > _SHOWN else [])
    if high.value is None and shown:
        verb = "set" if len(phrases) > 1 else "sets"
        sentences.append(f"Open above: {listing(shown)} {verb} no upper end for all of them.")
    elif high.value is None:
        sentences.append("Unknown: no claim here counts them, or people among them.")
    if not low.value and high.value is not None:
        sentences.append("Nobody need be among them: what is claimed leaves room for none.")
    return " ".join(sentences)
