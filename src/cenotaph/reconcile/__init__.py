"""Stage 4: what the claims about an incident add up to, who differs from whom, and by how much."""

from cenotaph.reconcile.base import Disagreement, Envelope, Excluded, Reckoning

__all__ = ["Disagreement", "Envelope", "Excluded", "Reckoning"]
