"""What can be seen is what ``__all__`` says, and the public face stays light."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
from types import ModuleType

import pytest

import cenotaph

VERBS = ["archive", "estimate", "extract", "extract_many", "link", "open_ledger", "reconcile", "resolve", "tally"]
HEAVY = ["alembic", "jinja2", "numpy", "openai", "pydantic", "rich", "spacy", "sqlalchemy", "trafilatura"]


def _modules() -> list[str]:
    found = pkgutil.walk_packages(cenotaph.__path__, "cenotaph.")
    return ["cenotaph", *(m.name for m in found if "migrations" not in m.name and not m.name.endswith("__main__"))]


def _defined_here(module: ModuleType) -> set[str]:
    """Public functions and classes whose home is this module."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == module.__name__
    }


@pytest.mark.parametrize("name", _modules())
def test_all_is_what_is_visible(name: str) -> None:
    module = importlib.import_module(name)
    exported = set(getattr(module, "__all__", ()))
    missing = {n for n in exported if not hasattr(module, n)}
    assert not missing, f"{name}.__all__ names what is not there"
    if hasattr(module, "__all__"):
        assert _defined_here(module) <= exported, f"{name} defines public names that __all__ leaves out"


@pytest.mark.parametrize("name", [n for n in _modules() if hasattr(importlib.import_module(n), "__path__")])
def test_a_package_shows_nothing_but_all(name: str) -> None:
    package = importlib.import_module(name)
    visible = {
        n
        for n, value in vars(package).items()
        if not n.startswith("_")
        and not inspect.ismodule(value)
        and (inspect.isclass(value) or inspect.isfunction(value))
        and str(getattr(value, "__module__", "")).startswith(f"{name}.")
    }
    assert visible <= set(package.__all__)


def test_the_public_verbs() -> None:
    assert sorted(cenotaph.__all__) == VERBS
    assert all(callable(getattr(cenotaph, verb)) for verb in VERBS)


def test_importing_cenotaph_loads_nothing_heavy() -> None:
    code = f"import sys, cenotaph, cenotaph.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
