"""Sampled linkages carry the doubt on: as many pairs as probabilities add up to, and never the same ones."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from cenotaph.model import PersonRecord, Sex
from cenotaph.resolve.people import PeopleResolution, link_people
from resolve.people.records import lists, two_lists


def _doubtful(*, duplicate_free: bool = True) -> tuple[PeopleResolution, dict[str, int]]:
    """Own and family name alone for most, hardly an age: many of one name, and no telling them apart."""
    rng = random.Random(4)
    records: list[PersonRecord] = []
    full, truth = two_lists(120, seed=5)
    for one in full:
        words = one.name.split()
        short = words if rng.random() < 0.3 else [words[0], *words[3:]]
        age = one.age_low if rng.random() < 0.5 else None
        sex = one.sex if rng.random() < 0.5 else Sex.NOT_RECORDED
        records.append(replace(one, name=" ".join(short), age_low=age, age_high=age, sex=sex))
    return link_people(records, lists=lists("a", "b", duplicate_free=duplicate_free)), truth


def _pairs(labels: np.ndarray) -> int:
    counts = np.unique(labels, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


FOUND, TRUTH = _doubtful()
DRAWS = list(FOUND.draws(60, seed=2))


def test_the_case_is_one_of_doubt() -> None:
    probability = FOUND.evidence.probability
    doubtful = probability[(probability > 0.1) & (probability < 0.9)].sum()
    assert doubtful > 0.2 * probability.sum()


def test_draws_link_as_many_pairs_as_probabilities_add_up_to() -> None:
    expected = FOUND.evidence.probability.sum()
    assert np.mean([_pairs(draw) for draw in DRAWS]) == pytest.approx(expected, rel=0.04)
    # neither the individuals nor a threshold would do
    assert _pairs(FOUND.evidence.clusters) < 0.93 * expected


def test_draws_link_likely_and_unlikely_pairs_as_often_as_they_say() -> None:
    pairs, probability = FOUND.evidence.candidates, FOUND.evidence.probability
    often = np.mean([draw[pairs.first] == draw[pairs.second] for draw in DRAWS], axis=0)
    for low, high in ((0.1, 0.3), (0.3, 0.6), (0.6, 1.0)):
        here = (probability >= low) & (probability < high)
        assert here.sum() > 50
        # where rivals form rings, as they do among so few names, neither messages nor draws are exact
        assert often[here].mean() == pytest.approx(probability[here].mean(), abs=0.15)


def test_nobody_of_a_list_without_duplicates_is_drawn_twice() -> None:
    of = FOUND.evidence.columns.lists
    for draw in DRAWS[:10]:
        assert len(set(zip(draw.tolist(), of.tolist(), strict=True))) == len(of)


def test_lists_that_may_name_someone_twice_lose_no_pairs_in_draws() -> None:
    found, _ = _doubtful(duplicate_free=False)
    drawn = np.mean([_pairs(draw) for draw in found.draws(20, seed=2)])
    assert drawn == pytest.approx(found.evidence.probability.sum(), rel=0.04)
