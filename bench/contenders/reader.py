"""The project's reader: the claims and the tally of a report, as ``cenotaph extract --from-jsonl`` gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from contenders.exchange import Answer, Row, serve

__all__ = ["load"]


def load() -> Callable[[Row], Answer]:
    """A function from a row to ``{"killed", "injured", "claims", "tally"}``.

    ``killed`` and ``injured`` are the tally's best figure, else its low one (the most careful that was said), None
    where nothing is said.
    """
    # imported here so that its cost is part of loading
    from cenotaph.extract import extract, tally
    from cenotaph.model import to_dict

    def read(row: Row) -> Answer:
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        claims = extract(row["text"], published=published, publisher=row.get("publisher"))
        total = asdict(tally(claims, row["text"]))
        answer: Answer = {"claims": [to_dict(claim) for claim in claims], "tally": total}
        for measure in ("killed", "injured"):
            found = total[measure]
            answer[measure] = found["best"] if found["best"] is not None else found["low"]
        return answer

    return read


if __name__ == "__main__":
    serve(load)
