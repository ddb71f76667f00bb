"""Names by themselves: single tokens across scripts, and pairs of whole names, with rivals in the same table."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from anyascii import anyascii
from rapidfuzz import distance as rapid
from rapidfuzz import fuzz, process

from cenotaph.resolve.names import compare_names, far, read_name, skeleton, sounds_of

__all__ = ["Found", "name_pairs", "tokens_top_one"]

_LOOKED_AT = 150  # candidates by a rough distance, which are then compared sound by sound
Found = tuple[float, float, int]


def tokens_top_one(path: Path, *, abjad: bool, queries: int = 3000) -> Found:
    """(ours, edit distance after anyascii, tokens asked): how often the nearest Latin spelling is a right one.

    Each token in the other script is asked against all Latin spellings of the file; right is every spelling that
    the file pairs with it. ``queries`` tokens are drawn with a fixed seed.
    """
    truth: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        latin, letters, _ = line.split("\t")
        truth[letters.replace(" ", "")].add(latin)
    spellings = sorted({latin for found in truth.values() for latin in found})
    tokens = sorted(truth)
    drawn = np.random.default_rng(1).choice(len(tokens), min(queries, len(tokens)), replace=False)
    asked = [tokens[at] for at in sorted(drawn)]
    ours = edit = 0
    sounds = [sounds_of(latin) for latin in spellings]
    consonants = [skeleton(sound) for sound in sounds]
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        heard = [sounds_of(token) for token in part]
        scorer = rapid.Levenshtein.normalized_distance
        rough = process.cdist([skeleton(s) for s in heard], consonants, scorer=scorer, dtype=np.float32)
        rough += (0.2 if abjad else 0.7) * process.cdist(heard, sounds, scorer=scorer, dtype=np.float32)
        near = np.argsort(rough, axis=1, kind="stable")[:, :_LOOKED_AT]
        first = [heard[row] for row in range(len(part)) for _ in range(_LOOKED_AT)]
        second = [sounds[at] for row in range(len(part)) for at in near[row]]
        apart = far(first, second, [abjad] * len(first)).reshape(len(part), _LOOKED_AT)
        plain = process.cdist([anyascii(t).lower() for t in part], spellings, scorer=scorer, dtype=np.float32)
        for row, token in enumerate(part):
            best = min(range(_LOOKED_AT), key=lambda k: (apart[row, k], rough[row, near[row, k]], near[row, k]))
            ours += spellings[near[row, best]] in truth[token]
            edit += spellings[int(plain[row].argmin())] in truth[token]
    return ours / len(asked), edit / len(asked), len(asked)


def name_pairs(path: Path) -> Found:
    """(F1 of ours at its own border, of token_sort at the border that suits it best, pairs of persons)."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    truth = [row["is_match"].lower() == "true" for row in rows]
    ours = [compare_names(read_name(row["name1"]), read_name(row["name2"])).score for row in rows]
    sort = [fuzz.token_sort_ratio(*(anyascii(row[k]).lower() for k in ("name1", "name2"))) for row in rows]
    return _f1(ours, truth, 0.5), max(_f1(sort, truth, border) for border in range(40, 100)), len(rows)


def _f1(scores: list[float], truth: list[bool], border: float) -> float:
    said = [score >= border for score in scores]
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    return 2 * hits / max(1, sum(said) + sum(truth))
