"""Every registered policy keeps the contract."""

from __future__ import annotations

from cenotaph.reconcile.policies import policy_names
from reconcile.policies.contract import PolicyContract


class TestEnvelope(PolicyContract):
    name = "envelope"


class TestUcdp(PolicyContract):
    name = "ucdp"


class TestIraqBodyCount(PolicyContract):
    name = "iraq-body-count"


class TestAirwars(PolicyContract):
    name = "airwars"


class TestAcled(PolicyContract):
    name = "acled"


def test_no_policy_escapes_the_contract() -> None:
    assert set(policy_names()) == {kind.name for kind in PolicyContract.__subclasses__()}
