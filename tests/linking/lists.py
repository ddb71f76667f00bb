"""Two made-up lists of the same dead, romanised in two ways, with brothers among them."""

from __future__ import annotations

import csv
from pathlib import Path

_GIVEN = [
    "Ahmad",
    "Muhammad",
    "Omar",
    "Hasan",
    "Khalid",
    "Yusuf",
    "Ibrahim",
    "Layla",
    "Mariam",
    "Noor",
    "Karim",
    "Rima",
]
_FAMILY = ["al-Hariri", "Barakat", "Khoury", "al-Masri", "Darwish", "Haddad", "Qasim", "Saleh", "Nasser", "Hamdan"]
_OTHERWISE = {"Ahmad": "Ahmed", "Muhammad": "Mohammed", "Yusuf": "Youssef", "Mariam": "Maryam"}


def a_person(nth: int) -> tuple[str, int, str]:
    """Full name of four parts, age, day of death: every third is a brother of the one before."""
    lineage = nth - 1 if nth % 3 == 2 else nth
    father, grandfather = _GIVEN[(lineage * 5 + 1) % 12], _GIVEN[(lineage * 7 + lineage // 12) % 12]
    name = f"{_GIVEN[nth * 11 % 12]} {father} {grandfather} {_FAMILY[lineage * 3 % 10]}"
    return name, 3 + nth * 13 % 70, f"2017-{lineage % 12 + 1:02}-{lineage % 28 + 1:02}"


def write_lists(folder: Path, *, size: int = 90) -> tuple[Path, Path]:
    """morgue.csv holds the first two thirds, registry.csv the last two thirds, under other spellings."""
    third = size // 3
    morgue, registry = folder / "morgue.csv", folder / "registry.csv"
    with morgue.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Case ID", "Full name", "Age", "Date of death", "Reported by"])
        for nth in range(2 * third):
            name, age, day = a_person(nth)
            writer.writerow([nth, name, age, day, "Umm Secret"])
    with registry.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["No", "Name", "Age", "Day of death", "Person ID"])
        for nth in range(third, size):
            name, age, day = a_person(nth)
            spelled = " ".join(_OTHERWISE.get(part, part) for part in name.split())
            writer.writerow([nth - third + 1, spelled, age + nth % 2, day if nth % 4 else "", nth])
    return morgue, registry
