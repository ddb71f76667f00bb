"""Populations of which the lists hold a part, in four families, with the true number known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cenotaph.model import CaptureTable

__all__ = ["FAMILIES", "Population", "generate"]

Generator = np.random.Generator
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Population:
    """How many people there are, and who is on which lists."""

    size: int
    table: CaptureTable


def generate(family: str, rng: Generator) -> Population:
    """One population of a family: 3 to 5 lists, 500 to 5,000 people (log-uniform)."""
    lists = int(rng.integers(3, 6))
    size = round(float(np.exp(rng.uniform(np.log(500), np.log(5000)))))
    chances = FAMILIES[family](lists, rng)
    people = rng.multinomial(size, chances / chances.sum())
    names = [chr(ord("A") + at) for at in range(lists)]
    return Population(size, CaptureTable.of(names, ((h, int(n)) for h, n in enumerate(people) if h)))


def independence(lists: int, rng: Generator) -> Chances:
    """Each list holds 10 to 50 % of the people, whoever is on the others."""
    return product(rng.uniform(0.1, 0.5, lists))


def pairwise(lists: int, rng: Generator) -> Chances:
    """Some pairs of lists attract or repel each other: log odds ratios normal with deviation .8, log-linear.

    One to lists - 1 pairs; list shares before that are 10 to 50 %.
    """
    chances = product(rng.uniform(0.1, 0.5, lists))
    pairs = [(a, b) for a in range(lists) for b in range(a)]
    chosen = rng.permutation(len(pairs))[: int(rng.integers(1, lists))]
    history = np.arange(1 << lists)
    for at in chosen:
        a, b = pairs[at]
        chances = chances * np.exp(rng.normal(0, 0.8) * (history >> a & history >> b & 1))
    return chances


def heterogeneity(lists: int, rng: Generator) -> Chances:
    """Two or three kinds of people, of which each list finds one kind more easily than another (latent classes).

    The first kind is found with 20 to 60 %, others with 5 to 30 %; shares of kinds are Dirichlet(3).
    """
    kinds = int(rng.integers(2, 4))
    shares = rng.dirichlet(np.full(kinds, 3.0))
    chances = [product(rng.uniform(*((0.2, 0.6) if kind == 0 else (0.05, 0.3)), lists)) for kind in range(kinds)]
    return np.asarray(shares @ np.array(chances))


def sparse(lists: int, rng: Generator) -> Chances:
    """Each list holds 2 to 10 % of the people, so that few are on two."""
    return product(rng.uniform(0.02, 0.1, lists))


def product(shares: Chances) -> Chances:
    """Probabilities of the histories of independent lists, shape (2 ** lists,)."""
    chances = np.ones(1)
    for share in shares:  # the bits of later lists are higher
        chances = np.concatenate([(1 - share) * chances, share * chances])
    return chances


FAMILIES: dict[str, Callable[[int, Generator], Chances]] = {
    "independence": independence,
    "pairwise dependence": pairwise,
    "heterogeneity": heterogeneity,
    "sparse overlap": sparse,
}
