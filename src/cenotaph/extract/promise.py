"""What a sentence promises, asked before the names are recognised and anything around it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cenotaph.extract.counted import Counted
from cenotaph.extract.figures import bare_figures
from cenotaph.extract.hits import Hit
from cenotaph.extract.naming import names_victims
from cenotaph.extract.nearby import beside
from cenotaph.extract.parts import parts_alone
from cenotaph.extract.refusals import refusals
from cenotaph.extract.senses import in_another_sense
from cenotaph.extract.spot import Spot

__all__ = ["promises"]

_UNCOUNTED = {"event", "involvement", "figures"}  # rules of hits that give a draft without a count


def promises(spot: Spot, todo: Iterable[tuple[Hit, Sequence[Counted]]], profile: str, *, spoken_of: bool) -> bool:
    """Whether a sentence could give a draft to a report that has told of nobody so far: never less than reading it
    would, sometimes more.

    ``todo`` are the hits with what they count, in whatever sense; ``spoken_of``: whether the dead were spoken of.
    """
    for hit, counted in todo:
        counts = counted or hit.rule in _UNCOUNTED or beside(hit, spot.mentions, set(), profile) is not None
        if counts and not in_another_sense(hit):
            return True
    return (
        names_victims(spot.sentence)
        or bool(refusals(spot.sentence, told=False))
        or parts_alone(profile, spot)
        or any(spoken_of or figure.measure is not None for figure in bare_figures(spot.sentence, spot.mentions))
    )
