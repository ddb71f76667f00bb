"""Collecting is put off for a while, and never for good."""

from __future__ import annotations

import gc

import pytest

from cenotaph.collecting import put_off


@pytest.fixture(autouse=True)
def _as_it_was() -> object:
    yield
    gc.enable()


def read() -> None:
    with put_off():
        with put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ValueError


def test_it_goes_on_behind_an_error_and_inside_another() -> None:
    with pytest.raises(ValueError):
        read()
    assert gc.isenabled()


def test_who_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    with put_off():
        pass
    assert not gc.isenabled()
