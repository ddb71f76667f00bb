"""The project's attribution layer, asked whose each recorded content is (``extract_polnear.by_rules``)."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from contenders.exchange import Answer, Row, serve

__all__ = ["load"]


def load() -> Callable[[Row], Answer]:
    """A function from a row with ``contents`` to ``{"sources": [[start, end] | None]}``: heads, one a content."""
    by_rules = importlib.import_module("extract_polnear").by_rules

    def read(row: Row) -> Answer:
        asked = [{"content": content} for content in row.get("contents") or []]
        found = by_rules({"id": row["id"], "text": row["text"], "attributions": asked})
        return {"sources": [list(one.head) if one else None for one in found]}

    return read


if __name__ == "__main__":
    serve(load)
