"""What speaks for and against a pair, in bits, in words that a reviewer reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cenotaph.resolve.people.columns import Columns
from cenotaph.resolve.people.levels import COMPARISONS, NAMES, Levels
from cenotaph.resolve.people.model import Model, Population, rareness

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["weigh"]

_NAME = ("differs", "one letter or far", "alike", "another spelling", "sounds the same", "same letters")
_PLACE = ("elsewhere", "in the same province", "within 25 km", "same")
_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(NAMES, _NAME),
    **{f"{name}_across": tuple(f"{words} in two scripts" for words in _NAME[:5]) for name in NAMES},
    "sex": ("differs", "same"),
    "age": ("more than 5 years apart", "3 to 5 years apart", "2 years apart", "1 year apart", "same"),
    "birth": ("differs", "differs but for one part", "two parts the same", "one digit differs", "same day"),
    "death": ("more than a month apart", "within a month", "within 3 days", "same day"),
    "place": _PLACE,
    "home": _PLACE,
    "unit": ("differs", "alike", "same"),
    "rank": ("of another branch or grade", "a near grade", "same grade"),
}
_SHOWN_AS = {
    **{name: f"{name} name" for name in NAMES},
    **{f"{name}_across": f"{name} name" for name in NAMES},
    "age": "age",
    "sex": "sex",
    "birth": "day of birth",
    "death": "day of death",
    "place": "place of death",
    "home": "home",
    "unit": "unit",
    "rank": "rank",
}


def weigh(
    levels: Levels, inside: Array, columns: Columns, population: Population, model: Model
) -> list[tuple[tuple[str, str, float], ...]]:
    """For each pair (comparison, level, bits), and "chance" with what pairs are like before anything is known.

    The bits are against the likelier of the two ways to be two people, kin or strangers, which "chance" names; they
    add up to the log-odds against that way. Rareness of a name is part of its weight.
    """
    import numpy as np

    logs = model.logs(levels, columns, population)
    rare = rareness(levels, columns, population)
    shares = [model.shares["within" if one else "between"] for one in inside]
    out = []
    for row in range(len(inside)):
        same, kin = shares[row]
        strange = max(1 - same - kin, 0.1)
        is_kin = logs[1, row] + np.log(kin) >= logs[2, row] + np.log(strange)
        table = model.kin if is_kin else model.strangers
        found: list[tuple[str, str, float]] = []
        for name in COMPARISONS:
            level = int(levels.of[name][row])
            if level < 0:
                continue
            bits = float(np.log2(model.same[name][level] / table[name][level]))
            slot = next((at for at, part in enumerate(NAMES) if name.split("_")[0] == part), None)
            if slot is not None and (slot == 0 or not is_kin):
                bits -= float(rare[slot, row] / np.log(2))
            found.append((_SHOWN_AS[name], _WORDS[name][level], round(bits, 2)))
        chance = float(np.log2(same / (kin if is_kin else strange)))
        found.append(
            (
                "chance",
                "before anything is known, against kin" if is_kin else "before anything is known",
                round(chance, 2),
            )
        )
        out.append(tuple(found))
    return out
