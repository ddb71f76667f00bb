"""The same figures as R's package dga was recorded to print, with its grid."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cenotaph.estimate.graphs.likelihood import Evidence
from cenotaph.estimate.graphs.spread import grid_spread
from cenotaph.estimate.tables import read_tables


@pytest.mark.shared
def test_every_recorded_answer(shared: Path) -> None:
    folder = shared / "data" / "mse"
    published = json.loads((folder / "published.json").read_text(encoding="utf-8"))
    rows = [row for row in published["measured_r_runs"] if row["method"].startswith("dga")]
    assert len(rows) == 8
    for row in rows:
        ((table,),) = read_tables(folder / f"{row['dataset']}.csv").draws
        steps = int(row["settings"].split("len=")[1].split()[0])
        evidence = Evidence.of(table)
        spread = grid_spread(evidence.summed, np.round(np.linspace(1, 30 * table.documented, steps)))
        quantiles = table.documented + spread.quantiles(np.array([0.5, 0.025, 0.975]))
        assert quantiles.tolist() == [row["est"], row["lo"], row["hi"]]
        assert table.documented + spread.mean == pytest.approx(row["mean"], rel=1e-11)
        assert spread.at_cap == pytest.approx(row["tail_mass_at_cap"], rel=1e-4)
        shares = np.sort(evidence.shares(spread.nodes, spread.log_density, spread.mass))[::-1]
        assert shares[:3].tolist() == pytest.approx(row["top_models"], abs=5e-9)
