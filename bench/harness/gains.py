"""What a change of the reader gained and lost on texts of our own, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.own_texts import Judged

__all__ = ["MARGIN", "Gains", "as_record", "compare"]

# a parse may tip over on another processor's arithmetic; a rule that breaks costs more than this share of fields
MARGIN = 0.01

Found = Mapping[str, Mapping[str, Judged]]


@dataclass(frozen=True, slots=True)
class Gains:
    """Fields of one corpus by text: right now and wrong before, and the reverse.

    ``unrecorded`` texts have nothing to be compared with.
    """

    gained: dict[str, tuple[str, ...]]
    lost: dict[str, tuple[str, ...]]
    unrecorded: tuple[str, ...]
    fields: int

    @property
    def net_loss(self) -> int:
        """Lost fields less gained ones."""
        return sum(map(len, self.lost.values())) - sum(map(len, self.gained.values()))

    @property
    def too_much(self) -> bool:
        """Whether the net loss is more than the margin allows."""
        return self.net_loss > MARGIN * self.fields


def compare(record: Mapping[str, Any], found: Found) -> dict[str, Gains]:
    """Each corpus against its record; a corpus that was not recorded has nothing to lose."""
    return {name: _compare(record.get(name, {}), texts) for name, texts in found.items()}


def _compare(record: Mapping[str, Any], texts: Mapping[str, Judged]) -> Gains:
    gained, lost, unrecorded = {}, {}, []
    for name, judged in texts.items():
        if name not in record:
            unrecorded.append(name)
            continue
        before, now = set(record[name]["wrong"]), set(judged.wrong)
        if before - now:
            gained[name] = tuple(sorted(before - now))
        if now - before:
            lost[name] = tuple(sorted(now - before))
    return Gains(gained, lost, tuple(unrecorded), sum(judged.fields for judged in texts.values()))


def as_record(found: Found) -> dict[str, Any]:
    """What is committed: right fields by number, wrong ones by name."""
    return {
        corpus: {name: {"right": judged.right, "wrong": list(judged.wrong)} for name, judged in texts.items()}
        for corpus, texts in found.items()
    }
