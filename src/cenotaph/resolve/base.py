"""What the stage hands back."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.model import Incident, Judgement

__all__ = ["Resolution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Incidents, oldest first, and the machine judgements that made them.

    ``judgements`` holds new ones only: same_incident (about claim, other incident or claim), restates and
    supersedes (about the later claim, other the earlier), echo (about the citing item, other the cited).
    """

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]
