"""The stage's tables of data, read when first needed: importing the stage costs nothing."""

from __future__ import annotations

from typing import Any

__all__ = ["read_data"]


def read_data(name: str) -> dict[str, Any]:
    """The TOML table ``data/<name>.toml``."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("cenotaph.archive").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
