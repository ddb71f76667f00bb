"""Stage 4: what the claims about an incident add up to, who differs from whom, and by how much."""

from cenotaph.reconcile.base import (
    Bounds,
    Contradiction,
    Disagreement,
    Envelope,
    Excluded,
    Question,
    Reckoning,
    Spoken,
    World,
)
from cenotaph.reconcile.bounds import bounds
from cenotaph.reconcile.contradictions import alike
from cenotaph.reconcile.groups import Relation, compare
from cenotaph.reconcile.policies import PolicyAnswer, headline, policy_answers, policy_names
from cenotaph.reconcile.reckon import reconcile
from cenotaph.reconcile.system import System
from cenotaph.reconcile.tolls import Toll, reconcile_tolls
from cenotaph.reconcile.worlds import believe

__all__ = [
    "Bounds",
    "Contradiction",
    "Disagreement",
    "Envelope",
    "Excluded",
    "PolicyAnswer",
    "Question",
    "Reckoning",
    "Relation",
    "Spoken",
    "System",
    "Toll",
    "World",
    "alike",
    "believe",
    "bounds",
    "compare",
    "headline",
    "policy_answers",
    "policy_names",
    "reconcile",
    "reconcile_tolls",
]
