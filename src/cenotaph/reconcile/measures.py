"""Which measure is inside which, and how each is said."""

from __future__ import annotations

from cenotaph.model import Measure

__all__ = ["measure_within", "measure_words"]

_WORDS = {
    Measure.KILLED_OR_INJURED: "killed or injured",
    Measure.BODIES_FOUND: "bodies found",
    Measure.STRENGTH: "present",
    Measure.INVOLVEMENT: "involved",
    Measure.EVENT: "what happened",
}


def measure_within(part: Measure, whole: Measure) -> bool:
    """Whether everyone counted by ``part`` is counted by ``whole``: killed and injured, in killed or injured."""
    return part is whole or (whole is Measure.KILLED_OR_INJURED and part in (Measure.KILLED, Measure.INJURED))


def measure_words(measure: Measure) -> str:
    """``killed or injured`` for ``killed_or_injured``."""
    return _WORDS.get(measure, measure.value.replace("_", " "))
