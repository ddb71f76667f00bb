"""Plain Splink on the raw tokens of names, as its own tutorials set it up: the rival of the people's benchmark.

Jaro-Winkler levels with term frequencies, ages within a year and three, blocking on pairs of equal tokens, u by
random sampling, m by EM over each blocking rule that yields pairs. One connection a run; results are read whole.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence

from cenotaph.model import PersonRecord, Sex

__all__ = ["plain_splink"]

_FIELDS = ("own", "father", "grandfather", "family")


def plain_splink(records: Sequence[PersonRecord], *, one_to_one: bool) -> dict[str, str]:
    """Record id -> cluster; ``one_to_one``: each list names nobody twice, so single best links."""
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.CRITICAL)
    api = DuckDBAPI(connection=duckdb.connect())
    lists = sorted({record.list_id or "" for record in records})
    tables = [
        api.register(
            pa.Table.from_pylist([_row(r) for r in records if (r.list_id or "") == name]), dataset_display_name=name
        )
        for name in lists
    ]
    born = any(record.birth is not None for record in records)
    comparisons = [
        cl.JaroWinklerAtThresholds(field, [0.92, 0.85]).configure(term_frequency_adjustments=True)
        for field in _FIELDS
        if any(_row(record)[field] for record in records)
    ]
    if born:
        comparisons.append(cl.DamerauLevenshteinAtThresholds("birth", [1, 2]))
        rules = [("own", "family"), ("birth",), ("own", "year"), ("family", "year")]
    else:
        comparisons.append(
            cl.CustomComparison(
                output_column_name="age",
                comparison_levels=[
                    {
                        "sql_condition": "age_l is null or age_r is null",
                        "is_null_level": True,
                        "label_for_charts": "null",
                    },
                    {"sql_condition": "age_l = age_r", "label_for_charts": "same"},
                    {"sql_condition": "abs(age_l - age_r) <= 1", "label_for_charts": "within one"},
                    {"sql_condition": "abs(age_l - age_r) <= 3", "label_for_charts": "within three"},
                    {"sql_condition": "ELSE", "label_for_charts": "else"},
                ],
            )
        )
        comparisons.append(cl.ExactMatch("sex"))
        rules = [("own", "family"), ("father", "family"), ("own", "father"), ("own", "age")]
    settings = SettingsCreator(
        link_type="link_only" if one_to_one else "dedupe_only",
        comparisons=comparisons,
        # as many matches as a third of the records; the estimate by equal tokens is 0 across scripts
        probability_two_random_records_match=1 / (3 * len(records)),
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
    )
    linker = Linker(tables, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules:
        # a rule without pairs raises
        with contextlib.suppress(Exception):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    found = linker.inference.predict(threshold_match_probability=0.05)
    if one_to_one:
        clusters = linker.clustering.cluster_using_single_best_links(
            found, duplicate_free_datasets=lists, threshold_match_probability=0.5
        )
    else:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            found, threshold_match_probability=0.5
        )
    rows = clusters.as_record_list()
    logging.disable(logging.NOTSET)
    return {str(row["unique_id"]): str(row["cluster_id"]) for row in rows}


def _row(record: PersonRecord) -> dict[str, object]:
    tokens = record.name.lower().replace("al-", "al").replace("el-", "el").split()
    if record.given and record.family:
        tokens = [record.given.lower().split()[0], record.family.lower()]
    middle = tokens[1:-1]
    birth = record.birth
    exact = birth and birth.earliest and birth.earliest == birth.latest
    return {
        "unique_id": record.id,
        "own": tokens[0],
        "father": middle[0] if middle else None,
        "grandfather": middle[1] if len(middle) > 1 else None,
        "family": tokens[-1] if len(tokens) > 1 else None,
        "age": record.age_low,
        "sex": None if record.sex is Sex.NOT_RECORDED else str(record.sex),
        "birth": str(birth.earliest) if birth and exact else None,
        "year": birth.earliest.year if birth and birth.earliest else None,
    }
