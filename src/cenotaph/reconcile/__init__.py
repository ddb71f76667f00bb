"""Stage 4: what the claims about an incident add up to, who differs from whom, and by how much."""

from cenotaph.reconcile.base import Disagreement, Envelope, Excluded, Reckoning
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.reckon import reconcile

__all__ = ["Disagreement", "Envelope", "Excluded", "Reckoning", "Relation", "compare", "reconcile"]
