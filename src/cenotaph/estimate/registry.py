"""Which estimators there are: ours, and those that other packages register."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec

from cenotaph.errors import NotFoundError
from cenotaph.estimate.base import Estimator

__all__ = ["ASKED", "GROUP", "estimators", "get_estimator"]

GROUP = "cenotaph.estimators"

_OURS = {
    "graphs": "cenotaph.estimate.graphs:Graphs",
    "loglinear": "cenotaph.estimate.loglinear:LogLinear",
    "rasch": "cenotaph.estimate.rasch:Rasch",
    "chao": "cenotaph.estimate.chao:Chao",
    "latent": "cenotaph.estimate.latent:Latent",
    "latent-gibbs": "cenotaph.estimate.latent:LatentClasses",
    "latent-annealed": "cenotaph.estimate.latent:AnnealedClasses",
}

ASKED = ("graphs", "loglinear", "rasch", "chao", "latent")
"""The models that are asked where none is named."""


def estimators() -> tuple[str, ...]:
    """The names of all estimators, ours first and in the order in which they speak."""
    others = {point.name for point in entry_points(group=GROUP)} - set(_OURS)
    return (*(name for name in _OURS if _there(name)), *sorted(others))


@cache
def _there(name: str) -> bool:
    module, _, kind = _OURS[name].partition(":")
    return find_spec(module) is not None and hasattr(import_module(module), kind)


@cache
def get_estimator(name: str) -> Estimator:
    """The estimator of this name, made once; raises NotFoundError."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    if name in points:
        made: Estimator = points[name].load()()
        return made
    if name not in _OURS or not _there(name):
        raise NotFoundError(f"no model called {name!r}", hint=f"there are: {', '.join(estimators()) or 'none'}")
    module, _, kind = _OURS[name].partition(":")
    own: Estimator = getattr(import_module(module), kind)()
    return own
