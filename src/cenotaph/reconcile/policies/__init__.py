"""The single ranges that the field publishes: each a small function of the claims, with its source cited.

None averages, none adds up, and each says on the page what it does. ``envelope`` is everything that is claimed;
the rest are the conventions of a recorder.
"""

from cenotaph.reconcile.policies.airwars import headline
from cenotaph.reconcile.policies.base import Beside, MeasureAnswer, Policy, PolicyAnswer, Source
from cenotaph.reconcile.policies.registry import policy, policy_answers, policy_names

__all__ = [
    "Beside",
    "MeasureAnswer",
    "Policy",
    "PolicyAnswer",
    "Source",
    "headline",
    "policy",
    "policy_answers",
    "policy_names",
]
