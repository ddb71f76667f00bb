"""The page about a linkage: overlaps, what weighs how much, examples at each probability, what blocking loses."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from cenotaph.linking.batch import Linked
from cenotaph.linking.upset import upset, weights_chart
from cenotaph.model import PersonPair, PersonRecord
from cenotaph.side_by_side import beside

__all__ = ["write_report"]

# from these probabilities up; pairs below the lowest are not given
BANDS = (0.99, 0.95, 0.8, 0.5, 0.2, 0.05)
_EXAMPLES = 4
_FAULTS = 20


def write_report(linked: Linked, path: Path) -> None:
    """Write the page to ``path``: one file, with no script and nothing from the network. Raises OSError."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("cenotaph.linking", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = environment.get_template("report.html").render(_content(linked))
    path.write_text(page, encoding="utf-8", newline="\n")


def _content(linked: Linked) -> dict[str, Any]:
    resolution = linked.resolution
    names = {one.reading.named.id: one.name for one in linked.lists}
    at = [resolution.evidence.columns.names_of_lists.index(id) for id in names]
    # in the order in which the lists were given
    presence = {tuple(pattern[nth] for nth in at): count for pattern, count in resolution.presence().items()}
    records = len(linked.records)
    return {
        "lists": [
            {
                "name": one.name,
                "rows": one.reading.rows,
                "records": len(one.people),
                "faults": [str(fault) for fault in one.faults[:_FAULTS]],
                "more": max(0, len(one.faults) - _FAULTS),
                "columns": [(column.header, column.field or "not read") for column in one.reading.columns],
                "orders": one.reading.orders,
            }
            for one in linked.lists
        ],
        "records": records,
        "individuals": len(resolution.individuals),
        "upset": upset(list(names.values()), presence),
        "patterns": len(presence),
        "weights": weights_chart(_mean_weights(resolution.pairs)),
        "weighed": any(pair.weights for pair in resolution.pairs),
        "bands": _bands(linked),
        "recall": resolution.recall,
        "candidates": len(resolution.evidence.candidates),
        "each": len(resolution.evidence.candidates) / records if records else 0.0,
        "blocks": resolution.evidence.candidates.blocks,
        "left_out": resolution.evidence.candidates.left_out,
    }


def _mean_weights(pairs: tuple[PersonPair, ...]) -> list[tuple[str, str, float]]:
    """(comparison, level, mean bits) over the pairs, by comparison and then from the heaviest down."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for pair in pairs:
        for comparison, level, bits in pair.weights:
            found[comparison, level].append(bits)
    means = [(comparison, level, sum(bits) / len(bits)) for (comparison, level), bits in found.items()]
    return sorted(means, key=lambda one: (one[0], -one[2], one[1]))


def _bands(linked: Linked) -> list[dict[str, Any]]:
    """Pairs at each probability, a few of each, those with the middle ids first: neither the best nor the worst."""
    home = {id: one.id for one in linked.resolution.individuals for id in one.records}
    records = linked.records
    out = []
    above = 1.01
    for low in BANDS:
        pairs = sorted(
            (p for p in linked.resolution.pairs if low <= p.probability < above), key=lambda p: (p.a, p.b)
        )
        examples = [_example(pair, records, home) for pair in pairs[:: max(1, len(pairs) // _EXAMPLES)][:_EXAMPLES]]
        out.append({"low": low, "high": min(above, 1.0), "count": len(pairs), "examples": examples})
        above = low
    return out


def _example(
    pair: PersonPair, records: dict[str, tuple[str, PersonRecord]], home: dict[str, str]
) -> dict[str, Any]:
    (list_a, a), (list_b, b) = records[pair.a], records[pair.b]
    return {
        "probability": pair.probability,
        "joined": home[pair.a] == home[pair.b],
        "left": f"{list_a}, line {a.row}",
        "right": f"{list_b}, line {b.row}",
        "lines": beside(a, b),
        "weights": pair.weights,
    }
