"""The policies by name, and what they answer together."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.errors import NotFoundError
from cenotaph.model import Claim, Group, Incident, Judgement, Measure, Report
from cenotaph.reconcile.groups import EVERYONE
from cenotaph.reconcile.policies.acled import AcledPolicy
from cenotaph.reconcile.policies.airwars import AirwarsPolicy
from cenotaph.reconcile.policies.base import Policy, PolicyAnswer, Source
from cenotaph.reconcile.policies.case import Case, case_of
from cenotaph.reconcile.policies.envelope import EnvelopePolicy
from cenotaph.reconcile.policies.iraq_body_count import IraqBodyCountPolicy
from cenotaph.reconcile.policies.ucdp import UcdpPolicy
from cenotaph.reconcile.words import group_words

__all__ = ["apply_policy", "policy", "policy_answers", "policy_names"]

_POLICIES: tuple[Policy, ...] = (
    EnvelopePolicy(),
    UcdpPolicy(),
    IraqBodyCountPolicy(),
    AirwarsPolicy(),
    AcledPolicy(),
)


def policy_names() -> tuple[str, ...]:
    """The policies there are, the widest first."""
    return tuple(one.name for one in _POLICIES)


def policy(name: str) -> Policy:
    """The policy called ``name``; raises NotFoundError with the names there are."""
    for one in _POLICIES:
        if one.name == name:
            return one
    raise NotFoundError(f"no policy {name!r}", hint=f"one of: {', '.join(policy_names())}")


def policy_answers(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    incident: Incident | None = None,
    *,
    names: Sequence[str] | None = None,
    judgements: Sequence[Judgement] = (),
    as_of: date | None = None,
    group: Group | None = None,
) -> tuple[PolicyAnswer, ...]:
    """What each policy makes of ``incident`` as known at the end of ``as_of`` (None: to date).

    ``names`` chooses policies and their order (None: all); ``group`` asks about those people only (None: everyone).
    Pure; the order of the claims changes nothing. Raises NotFoundError for a name that is no policy.
    """
    chosen = [policy(name) for name in (policy_names() if names is None else names)]
    case = case_of(reports, claims, incident, judgements=judgements, as_of=as_of, group=group)
    return tuple(apply_policy(one, case) for one in chosen)


def apply_policy(one: Policy, case: Case) -> PolicyAnswer:
    """The answer of one policy for killed and injured, with what it says of itself and where that is laid down."""
    own = _laid_down()[one.name]
    killed, injured = one.answer(case, Measure.KILLED), one.answer(case, Measure.INJURED)
    group = killed.group or case.group
    return PolicyAnswer(
        name=one.name,
        title=own["title"],
        says=own["says"],
        source=Source(**own["source"]),
        ours=own["ours"],
        subject="all" if group is EVERYONE else group_words(group),
        killed=killed,
        injured=injured,
        grade=case.graded,
    )


@cache
def _laid_down() -> dict[str, Any]:
    return tomllib.loads((files("cenotaph.reconcile") / "data" / "policies.toml").read_text("utf-8"))
