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
    ``withdrawn`` are codes given on record of which no claim is in any incident now.
    """

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]
    withdrawn: tuple[str, ...] = ()

    def incident(self, code: str) -> Incident | None:
        """The incident that has the code, or to which an earlier code now leads; None for any other."""
        return next(
            (one for one in self.incidents if one.code == code),
            next((one for one in self.incidents if code in one.previous_codes), None),
        )
