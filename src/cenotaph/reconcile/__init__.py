"""Stage 4: what the claims about an incident add up to, who differs from whom, and by how much."""

from cenotaph.reconcile.base import Disagreement, Envelope, Excluded, Reckoning
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.reckon import reconcile
from cenotaph.reconcile.tolls import Toll, reconcile_tolls

__all__ = [
    "Disagreement",
    "Envelope",
    "Excluded",
    "Reckoning",
    "Relation",
    "Toll",
    "compare",
    "reconcile",
    "reconcile_tolls",
]
