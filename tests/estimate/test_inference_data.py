"""Draws for ArviZ, with a stand-in that takes what either of its two forms takes."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from cenotaph.errors import EstimateError, MissingExtraError
from cenotaph.estimate import Asked, judge
from estimate._fakes import TABLE, Refuses, Times


@pytest.fixture(params=["0.21.0", "1.2.0"])
def arviz(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = ModuleType("arviz")
    stand_in.__version__ = request.param  # type: ignore[attr-defined]

    def old(posterior: Any = None, *, coords: Any, dims: Any) -> Any:
        return posterior, coords, dims

    def new(groups: Any, *, coords: Any, dims: Any) -> Any:
        return groups["posterior"], coords, dims

    stand_in.from_dict = old if request.param.startswith("0") else new  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "arviz", stand_in)


@pytest.mark.usefixtures("arviz")
def test_draws_by_chain_draw_and_model() -> None:
    models = (Times("one", draws=300), Times("two", draws=200), Times("floor", lower_bound=True), Refuses("three"))
    posterior, coords, dims = judge((TABLE,), models, Asked()).inference_data()
    assert posterior["total"].shape == (1, 200, 2)
    assert coords == {"model": ["one", "two"]}
    assert dims == {"total": ["model"], "undocumented": ["model"]}
    assert np.array_equal(posterior["undocumented"], posterior["total"] - TABLE.documented)


@pytest.mark.usefixtures("arviz")
def test_without_draws_there_is_nothing_to_give() -> None:
    with pytest.raises(EstimateError, match="no model has draws"):
        judge((TABLE,), (Times("one"),), Asked()).inference_data()


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arviz", None)
    with pytest.raises(MissingExtraError, match=r"cenotaph\[arviz\]"):
        judge((TABLE,), (Times("one", draws=10),), Asked()).inference_data()
