"""Claims read in the Russian passages against their gold of hand: shares of claims and of their fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.extract import get_extractor, tally
from cenotaph.model import Claim, Report, report_id

__all__ = ["FIELDS", "Half", "passages", "read", "score_half"]

Gold = dict[str, Any]
FIELDS = ("speaker", "stance", "hedge", "period", "place", "via", "people", "part", "tally")


@dataclass
class Half:
    """Claims found, wanted and spurious, and (right, judged) by field; ``errors`` are lines to read."""

    found: int = 0
    wanted: int = 0
    spurious: int = 0
    fields: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in FIELDS})
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of claims by measure, count and group."""
        return 2 * self.found / (self.wanted + self.found + self.spurious)

    def share(self, name: str) -> float:
        """The share of a field that is right among the claims found."""
        right, judged = self.fields[name]
        return right / judged if judged else 1.0

    def note(self, name: str, right: bool, line: str) -> None:
        """Put one judged field on record."""
        self.fields[name][0] += right
        self.fields[name][1] += 1
        if not right:
            self.errors.append(f"{name}: {line}")


def passages(half: str) -> list[Gold]:
    """The passages of one half (dev, test), or those written later."""
    path = Path(__file__).parent / "gold_ru" / "passages.jsonl"
    return [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["half"] == half]


def read(row: Gold) -> tuple[Claim, ...]:
    """The claims of one passage."""
    report = Report(
        id=report_id(row["text"].encode()),
        text=row["text"],
        published=date.fromisoformat(row["published"]),
        publisher=row["publisher"],
        language="ru",
    )
    return get_extractor("rules_ru").extract(report)


def score_half(half: str) -> Half:
    """Read and judge every passage of a half."""
    out = Half()
    for row in passages(half):
        _score(row, read(row), out)
    return out


def _score(row: Gold, claims: Sequence[Claim], out: Half) -> None:
    free = list(claims)
    for gold in sorted(row["claims"], key=lambda g: bool(g.get("optional"))):
        claim = _match(gold, free, row["publisher"])
        if claim is None:
            if not gold.get("optional"):
                out.wanted += 1
                out.errors.append(f"missed {row['id']}: {gold['measure']} {gold['count_text']} {gold['group']}")
            continue
        free.remove(claim)
        out.wanted += 1
        out.found += 1
        _fields(row, gold, claim, out)
    out.spurious += len(free)
    for claim in free:
        count = claim.count
        said = (count.low, count.best, count.high) if count else None
        out.errors.append(
            f"spurious {row['id']}: {claim.measure} {said} {claim.group and claim.group.text} {claim.stance}"
        )
    if "tally" in row:
        total = tally(claims, row["text"])
        got = {name: [r.low, r.best, r.high] for name, r in (("killed", total.killed), ("injured", total.injured))}
        out.note("tally", got == row["tally"], f"{row['id']} {got} {row['tally']}")


def _fields(row: Gold, gold: Gold, claim: Claim, out: Half) -> None:
    where = f"{row['id']} {gold['measure']} {gold['count_text']}"
    out.note(
        "speaker",
        _speaks(gold, claim, row["publisher"]),
        f"{where}: {claim.speaker.name!r} for {gold['speaker']!r}",
    )
    stances = {gold["stance"], *gold.get("also_stance", [])}
    out.note("stance", claim.stance in stances, f"{where}: {claim.stance}")
    if claim.count is not None:
        hedges = {gold["hedge"], *gold.get("also_hedge", [])}
        out.note("hedge", claim.count.hedge in hedges, f"{where}: {claim.count.hedge}")
    out.note("period", _dated(gold, claim), f"{where}: {claim.period} for {gold['period']}")
    out.note("place", _placed(gold, claim), f"{where}: {claim.place and claim.place.text} for {gold['place']}")
    if "via" in gold:
        got = [voice.name for voice in claim.via]
        out.note("via", got == gold["via"], f"{where}: {got}")
    for person in gold.get("people", []):
        right = any(p.name == person["name"] and p.age_low == person["age"] for p in claim.people)
        out.note("people", right, f"{where}: {[p.name for p in claim.people]}")
    if gold.get("part"):
        out.note("part", claim.part_of is not None, where)


def _match(gold: Gold, free: list[Claim], publisher: str | None) -> Claim | None:
    fits = [c for c in free if c.measure == gold["measure"] and _counts(gold, c) and _grouped(gold, c)]
    return min(fits, key=lambda c: (not _quoted(gold, c), not _speaks(gold, c, publisher)), default=None)


def _quoted(gold: Gold, claim: Claim) -> bool:
    return bool(gold["count_text"] and claim.count and claim.count.text in gold["count_text"])


def _counts(gold: Gold, claim: Claim) -> bool:
    count = claim.count
    got = (count.low, count.best, count.high) if count else (None, None, None)
    return got == (gold["low"], gold["best"], gold["high"])


def _words(text: str | None) -> set[str]:
    return set((text or "").lower().replace("«", " ").replace("»", " ").split())


def _alike(one: str | None, two: str | None) -> bool:
    a, b = _words(one), _words(two)
    return bool(a and b) and (a <= b or b <= a)


def _grouped(gold: Gold, claim: Claim) -> bool:
    said = claim.group.text if claim.group else None
    if "nationality" in gold and not (claim.group and set(gold["nationality"]) <= set(claim.group.nationality)):
        return False
    if any(_alike(name, said) for name in gold.get("accept_group", [])):
        return True
    return said is None if gold["group"] is None else _alike(gold["group"], said)


def _speaks(gold: Gold, claim: Claim, publisher: str | None) -> bool:
    outlet = publisher or "the report"
    wanted = [gold["speaker"], *gold.get("accept_speakers", [])]
    return any(
        claim.speaker.name == outlet if name is None else _alike(name, claim.speaker.name) for name in wanted
    )


def _placed(gold: Gold, claim: Claim) -> bool:
    said = claim.place.text if claim.place else None
    if gold.get("optional_setting") or any(_alike(name, said) for name in gold.get("accept_place", [])):
        return True
    return said is None if gold["place"] is None else _alike(gold["place"], said)


def _dated(gold: Gold, claim: Claim) -> bool:
    said = claim.period
    ends = [str(end) if end else None for end in (said.earliest, said.latest)] if said and said.dated else None
    return bool(gold.get("optional_setting")) or ends == gold["period"] or ends in gold.get("accept_period", [])


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:] or ["dev"]:
        half = score_half(name)
        print(
            f"{name}: claims F1 {half.f1:.3f} (wanted {half.wanted}, found {half.found}, spurious {half.spurious})"
        )
        print("  " + ", ".join(f"{f} {half.share(f):.2f} of {half.fields[f][1]}" for f in FIELDS))
        if name != "test":
            print("\n".join(half.errors))
