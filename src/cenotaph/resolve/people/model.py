"""How much each agreement weighs: probabilities among pairs of one person, of one family, and of strangers.

Fellegi & Sunter (1969) know matches and non-matches; here non-matches are of two kinds, because the hard ones are
brothers and sisters killed together: they share father, grandfather, family name, town and day, so that these say
nothing between "same" and "kin", and only the own name, age and sex decide. Among strangers the probabilities are
counted on pairs drawn at random, those of the other two follow from the candidates by EM (Dempster, Laird & Rubin
1977; Winkler 1988), held near what was believed before (`data/weights.toml`) while pairs are few.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from cenotaph.resolve.names.shares import share_of
from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.levels import COMPARISONS, NAMES, LevelMaker, Levels

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["Model", "Population", "rareness", "train"]

_ROUNDS = 25
_DRAWN = 20_000  # pairs at random
_CLEANED = 5  # rounds after which pairs at random that look like one person or kin are taken out anew
_TRAINED = 120_000  # candidates that EM looks at
_LEAST = 1e-5
_WORTH_LOOKING_UP = 10.0  # names that are believed to be known beside those that are counted
_LEAST_SHARE = 1e-9  # of people with a name, so that its logarithm is a number
_RARE_BITS = 6.0  # what rareness can add or take, at most


@dataclass(frozen=True, eq=False)
class Population:
    """How many pairs there are within and between lists, and how often each skeleton and spelling stands where."""

    within: float
    between: float
    frequency: Array
    mean: Array
    spelled: Array
    mean_spelled: Array

    @classmethod
    def of(cls, columns: Columns, apart: Array) -> Population:
        """Count the records of ``columns``; pairs within a list that is duplicate-free are none."""
        import numpy as np

        counts = np.bincount(columns.lists) if len(columns) else np.zeros(1)
        total = len(columns) * (len(columns) - 1) / 2
        inside = counts * (counts - 1) / 2
        between = total - inside.sum()
        kinds = (columns.skeleton_of, np.arange(len(columns.skeleton_of)))
        tables = [np.zeros((4, int(kind.max(initial=0)) + 1), np.float64) for kind in kinds]
        means = [np.zeros(4), np.zeros(4)]
        believed = _believed()
        for slot, name in enumerate(NAMES):
            parts = columns.parts[:, slot]
            parts = parts[parts >= 0]
            # what is believed fades faster than it is outnumbered: names of one war are not those of a register
            strength = believed["names_believed"] ** 2 / (believed["names_believed"] + len(parts))
            alike = np.array(believed["strangers"][name][3:])
            # of many records the counts say it, and looking every spelling up would take long
            share = _shares_believed(columns, name, looked_up=strength >= _WORTH_LOOKING_UP)
            for kind, table, mean, usual in zip(kinds, tables, means, (alike.sum(), alike[-1]), strict=True):
                seen = np.bincount(kind[parts], minlength=table.shape[1]).astype(np.float64)
                # where records are few those that share a name are most often the two themselves, and no strangers
                others = np.maximum(seen - 2 * strength / believed["names_believed"], 0)
                prior = np.zeros(table.shape[1])
                np.maximum.at(prior, kind, share * usual / alike.sum())
                table[slot] = _blended(others, prior, strength)
                share_alike = float((seen * others).sum()) / max(1, len(parts)) ** 2
                weight = len(parts) / (len(parts) + strength)
                mean[slot] = weight * share_alike + (1 - weight) * usual
        return cls(float(inside[~apart].sum()), float(between), tables[0], means[0], tables[1], means[1])


def _shares_believed(columns: Columns, name: str, *, looked_up: bool) -> Array:
    """The share of strangers thought to have each spelling's name, before any is counted."""
    import numpy as np

    usual = float(_believed()["unlisted"][name])
    if not looked_up:
        return np.full(max(1, len(columns.spellings)), usual)
    found = [share_of(part, family=name == "family") for part in columns.spellings] or [None]
    return np.array([usual if share is None else share for share in found])


def _blended(others: Array, prior: Array, strength: float) -> Array:
    """Frequencies of names among the others, with ``strength`` names as they are believed to be."""
    import numpy as np

    return np.asarray((others + strength * prior) / (others.sum() + strength))


@dataclass(frozen=True, eq=False)
class Model:
    """Probabilities of each level by comparison for the same person, kin and strangers; shares of the pairs.

    ``shares``: "within" and "between" lists -> (share of pairs that are of one person, of kin).
    """

    same: Mapping[str, Array]
    kin: Mapping[str, Array]
    strangers: Mapping[str, Array]
    shares: Mapping[str, tuple[float, float]]
    rounds: int

    def posterior(
        self,
        levels: Levels,
        inside: Array,
        columns: Columns,
        population: Population,
        rare: Array | None = None,
    ) -> tuple[Array, Array]:
        """(probability that each pair is one person, that it is kin)."""
        import numpy as np

        prior = np.array([self.shares["between"], self.shares["within"]])
        same, kin = prior[inside.astype(np.intp)].T
        parts = np.stack([np.log(same), np.log(kin), np.log(np.maximum(1 - same - kin, 0.1))]) + self.logs(
            levels, columns, population, rare
        )
        parts -= parts.max(axis=0)
        odds = np.exp(parts)
        return odds[0] / odds.sum(axis=0), odds[1] / odds.sum(axis=0)

    def logs(self, levels: Levels, columns: Columns, population: Population, rare: Array | None = None) -> Array:
        """Log-likelihood of each pair among the same, kin and strangers: float64 [3, pairs]."""
        import numpy as np

        out = np.zeros((3, len(levels.used)))
        for name in COMPARISONS:
            level = levels.of[name]
            for row, table in enumerate((self.same, self.kin, self.strangers)):
                # level -1, not known, is the last: it says nothing
                out[row] += np.append(np.log(table[name]), 0)[level]
        rare = rareness(levels, columns, population) if rare is None else rare
        # the own name is a stranger's own among kin; what kin share is not rarer among them
        out[1] += rare[0]
        out[2] += rare.sum(axis=0)
        return out


def rareness(levels: Levels, columns: Columns, population: Population) -> Array:
    """How much likelier than the average agreement this one is by chance, as a natural logarithm [slot, pairs]."""
    import numpy as np

    out = np.zeros((4, len(levels.used)))
    most = _RARE_BITS * np.log(2)
    for slot, name in enumerate(NAMES):
        level = np.maximum(levels.of[name], levels.of[f"{name}_across"])
        share = np.array([0.0, 0.0, 0.5, 1.0, 1.0, 0.0])[np.maximum(level, 0)]
        left, right = (np.maximum(levels.used[:, slot, side], 0) for side in (0, 1))
        frequency, spelled = population.frequency[slot], population.spelled[slot]
        seen = (frequency[columns.skeleton_of[left]] + frequency[columns.skeleton_of[right]]) / 2
        out[slot] = share * np.clip(np.log(np.maximum(seen, _LEAST_SHARE) / population.mean[slot]), -most, most)
        exact = np.clip(
            np.log(np.maximum(spelled[left], _LEAST_SHARE) / population.mean_spelled[slot]), -most, most
        )
        out[slot] = np.where(level == 5, exact, out[slot])
    return out


def train(
    maker: LevelMaker,
    levels: Levels,
    inside: Array,
    columns: Columns,
    population: Population,
    *,
    seed: int,
    told: Array | None = None,
) -> Model:
    """The model of these candidates; the same candidates and seed give the same model.

    ``told``: of each pair whether a person holds it for one person (1) or for two (0), -1 where nobody has said.
    """
    import numpy as np

    prior = _believed()
    strength = float(prior["strength"])
    rng = np.random.default_rng(seed)
    random = _Random(maker, columns, rng)
    strangers = random.table(np.ones(len(random.inside)))
    rows = np.arange(len(inside))
    if len(rows) > _TRAINED:
        rows = np.sort(rng.choice(len(inside), _TRAINED, replace=False))
    factor = len(inside) / max(1, len(rows))
    levels, inside = levels.take(rows), inside[rows]
    told = np.full(len(rows), -1, np.int8) if told is None else told[rows]
    same = {name: np.array(prior["same"][name]) for name in COMPARISONS}
    kin = {name: np.array(prior["kin"].get(name, strangers[name])) for name in COMPARISONS}
    totals = {"within": max(1.0, population.within), "between": max(1.0, population.between)}
    start = max(1.0, 0.2 * len(columns))
    shares = {name: (min(0.1, start / total), min(0.2, start / total)) for name, total in totals.items()}
    model = Model(same, kin, strangers, shares, 0)
    rare = rareness(levels, columns, population)
    for turn in range(_ROUNDS if len(rows) else 0):
        if turn and turn % _CLEANED == 0:
            # where records are few, pairs at random are often one person or kin, which would make names look common
            same_or_kin = model.posterior(random.levels, random.inside, columns, population)
            strangers = random.table(np.clip(1 - same_or_kin[0] - same_or_kin[1], 0, 1))
        found = _as_told(model.posterior(levels, inside, columns, population, rare), told)
        new = []
        for weight, before, learnt in ((found[0], prior["same"], True), (found[1], prior["kin"], False)):
            table = {}
            for name, size in COMPARISONS.items():
                if not learnt and name not in prior["kin"]:
                    table[name] = strangers[name]
                    continue
                level = levels.of[name]
                known = level >= 0
                seen = np.bincount(level[known], weights=weight[known], minlength=size) + strength * np.array(
                    before[name]
                )
                table[name] = np.maximum(seen / seen.sum(), _LEAST)
                if name.startswith("own"):
                    # twins must not teach that one person has two own names: this share is not learnt
                    table[name] *= (1 - before[name][0]) / table[name][1:].sum()
                    table[name][0] = before[name][0]
            new.append(table)
        shares = {}
        for name, total, chosen in (("within", totals["within"], inside), ("between", totals["between"], ~inside)):
            # a list that never names anyone twice keeps a small share, so that evidence can still speak
            counts = [float(weight[chosen].sum()) * factor + 0.5 for weight in found]
            pairs = total + float(prior["pairs_believed"])
            shares[name] = (min(0.3, counts[0] / pairs), min(0.3, counts[1] / pairs))
        model = Model(new[0], new[1], strangers, shares, model.rounds + 1)
    return model


def _as_told(found: tuple[Array, Array], told: Array) -> tuple[Array, Array]:
    """(probability of one person, of kin) where people have decided some of the pairs."""
    import numpy as np

    same, kin = found
    of_two = kin / np.maximum(1 - same, _LEAST_SHARE)
    kin = np.where(told == 1, 0.0, np.where(told == 0, np.minimum(of_two, 1.0), kin))
    return np.where(told >= 0, told == 1, same).astype(float), kin


class _Random:
    """Pairs drawn at random, of which nearly all are of strangers."""

    def __init__(self, maker: LevelMaker, columns: Columns, rng: Any) -> None:

        size = len(columns)
        # where records are few, many of the pairs drawn are one person: then what is believed counts for more
        independent = max(0.0, size * (size - 1) / 2 - 5 * size)
        first = rng.integers(0, max(1, size), _DRAWN if independent else 0)
        second = rng.integers(0, max(1, size), _DRAWN if independent else 0)
        apart = first != second
        self.levels = maker.compare(first[apart], second[apart])
        self.inside = columns.lists[first[apart]] == columns.lists[second[apart]]
        self._worth = min(1.0, independent / _DRAWN)

    def table(self, weight: Array) -> dict[str, Array]:
        """Probabilities of the levels among them, each counted by ``weight``; no level is thought impossible."""
        import numpy as np

        believed, strength = _believed()["strangers"], float(_believed()["strength"])
        out = {}
        for name, count in COMPARISONS.items():
            level = self.levels.of[name]
            known = level >= 0
            # half a pair more for each level: what was not drawn may still be
            seen = (np.bincount(level[known], weights=weight[known], minlength=count) + 0.5) * self._worth
            seen = seen + strength * np.array(believed[name])
            out[name] = seen / seen.sum()
        return out


@cache
def _believed() -> dict[str, Any]:
    text = resources.files("cenotaph.resolve.people").joinpath("data", "weights.toml").read_text("utf-8")
    return tomllib.loads(text)
