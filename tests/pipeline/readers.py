"""Dispatches that differ in their number, and extractors that read nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from cenotaph.model import (
    Anchor,
    Claim,
    Count,
    Extraction,
    Hedge,
    Measure,
    Report,
    Speaker,
    content_id,
)

DISPATCH = (
    "The defence ministry said on Tuesday that {} people were killed in an attack on a village in the east.\n\n"
    "Officials in the provincial capital gave no further details, and relatives of the dead waited outside.\n"
)


class Digits:
    """An extractor for tests: every "<number> people were killed" is a claim."""

    name = "digits"
    languages = frozenset({"en"})

    def __init__(self, version: str = "1", profile: str = "cenotaph-1") -> None:
        self.version = version
        self.by = f"digits@{version}"
        self.profile = profile
        self.texts: list[str] = []

    def extract(self, report: Report) -> tuple[Claim, ...]:
        self.texts.append(report.text)
        return tuple(self._claim(report, found) for found in re.finditer(r"(\d+) people were killed", report.text))

    def _claim(self, report: Report, found: re.Match[str]) -> Claim:
        n = int(found[1])
        return Claim(
            id=content_id("c", [report.id, found.start()]),
            report=report.id,
            anchors=(Anchor.of(report.text, found.start(), found.end()),),
            speaker=Speaker(name="defence ministry"),
            measure=Measure.KILLED,
            count=Count(low=n, best=n, high=n, text=found[1], hedge=Hedge.EXACT, profile=self.profile),
            extraction=Extraction(by=self.by, confidence=1.0),
        )


class Fragile(Digits):
    """Fails on one report in its own way."""

    def __init__(self, on: str, error: BaseException) -> None:
        super().__init__()
        self.on, self.error = on, error

    def extract(self, report: Report) -> tuple[Claim, ...]:
        if self.on in report.text:
            raise self.error
        return super().extract(report)


def names(rows: tuple[tuple[str, object], ...]) -> list[str]:
    return [Path(name).name for name, _ in rows]
