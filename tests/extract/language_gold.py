"""Claims read in the Russian and Arabic passages against their gold of hand: shares of claims and of their fields.

``python tests/extract/language_gold.py ru|ar [dev test later ...]`` (``PYTHONPATH=tests``) prints the scores, and
what is wrong in every half but the one kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cenotaph.extract import get_extractor, tally
from cenotaph.extract.arabic.folding import fold_text
from cenotaph.model import Claim, Report, report_id

__all__ = ["FIELDS", "Half", "a_report", "passages", "read", "score_half"]

Gold = dict[str, Any]
FIELDS = ("speaker", "stance", "hedge", "text", "period", "place", "via", "people", "part", "tally")
MARKS = str.maketrans("«»،", "   ")


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


def passages(language: str, half: str | None = None) -> list[Gold]:
    """The passages of one half (dev, test, or written later), or all."""
    folder = Path(__file__).parent / f"gold_{language}"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [row for row in map(json.loads, lines) if half in (None, row["half"])]


def a_report(language: str, text: str, published: str = "2020-03-05", publisher: str | None = None) -> Report:
    """A report with this text."""
    day = date.fromisoformat(published)
    return Report(id=report_id(text.encode()), text=text, published=day, publisher=publisher, language=language)


def read(language: str, row: Gold) -> tuple[Claim, ...]:
    """The claims of one passage."""
    report = a_report(language, row["text"], row["published"], row["publisher"])
    return get_extractor(f"rules_{language}").extract(report)


def score_half(language: str, half: str) -> Half:
    """Read and judge every passage of a half."""
    out = Half()
    for row in passages(language, half):
        _score(row, read(language, row), out)
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
        group = claim.group.text if claim.group else None
        out.errors.append(f"spurious {row['id']}: {claim.measure} {_ends(claim)} {group} {claim.stance}")
    if "tally" in row:
        total = tally(claims, row["text"])
        got = {name: [r.low, r.best, r.high] for name, r in (("killed", total.killed), ("injured", total.injured))}
        out.note("tally", got == row["tally"], f"{row['id']} {got} {row['tally']}")


def _fields(row: Gold, gold: Gold, claim: Claim, out: Half) -> None:
    where = f"{row['id']} {gold['measure']} {gold['count_text']}"
    speaks = _speaks(gold, claim, row["publisher"])
    out.note("speaker", speaks, f"{where}: {claim.speaker.name!r} for {gold['speaker']!r}")
    out.note("stance", claim.stance in {gold["stance"], *gold.get("also_stance", [])}, f"{where}: {claim.stance}")
    if claim.count is not None and gold["hedge"] != "none_stated":
        hedges = {gold["hedge"], *gold.get("also_hedge", [])}
        out.note("hedge", claim.count.hedge in hedges, f"{where}: {claim.count.hedge}")
        out.note("text", _alike(gold["count_text"], claim.count.text), f"{where}: {claim.count.text!r}")
    if not (gold.get("optional_setting") or gold.get("optional_period")):
        days = _days(claim)
        out.note("period", days in [gold["period"], *gold.get("accept_period", [])], f"{where}: {days}")
    if not gold.get("optional_setting"):
        place = claim.place.text if claim.place else None
        right = _accepted(gold, "place", place)
        out.note("place", right, f"{where}: {place!r} for {gold['place']!r}")
    if "via" in gold:
        via = [voice.name for voice in claim.via]
        out.note("via", via == gold["via"], f"{where}: {via}")
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
    return list(_ends(claim)) in [[gold["low"], gold["best"], gold["high"]], *gold.get("also_counts", [])]


def _ends(claim: Claim) -> tuple[int | None, int | None, int | None]:
    count = claim.count
    return (count.low, count.best, count.high) if count else (None, None, None)


def _days(claim: Claim) -> list[str | None] | None:
    said = claim.period
    if said is None or not said.dated:
        return None
    return [str(day) if day else None for day in (said.earliest, said.latest)]


def _words(text: str | None) -> set[str]:
    return set(fold_text(text or "").lower().translate(MARKS).split())


def _alike(one: str | None, two: str | None) -> bool:
    a, b = _words(one), _words(two)
    return bool(a and b) and (a <= b or b <= a)


def _accepted(gold: Gold, name: str, said: str | None) -> bool:
    wanted = [gold[name], *gold.get(f"accept_{name}", [])]
    return any(said is None if one is None else _alike(one, said) for one in wanted)


def _grouped(gold: Gold, claim: Claim) -> bool:
    if "nationality" in gold and not (claim.group and set(gold["nationality"]) <= set(claim.group.nationality)):
        return False
    return _accepted(gold, "group", claim.group.text if claim.group else None)


def _speaks(gold: Gold, claim: Claim, publisher: str | None) -> bool:
    outlet = publisher or "the report"
    wanted = [gold["speaker"], *gold.get("accept_speakers", [])]
    return any(claim.speaker.name == outlet if n is None else _alike(n, claim.speaker.name) for n in wanted)


if __name__ == "__main__":
    import sys

    language, *halves = sys.argv[1:] or ["ru"]
    for name in halves or ["dev"]:
        got = score_half(language, name)
        print(f"{name}: claims F1 {got.f1:.3f} (wanted {got.wanted}, found {got.found}, spurious {got.spurious})")
        print("  " + ", ".join(f"{f} {got.share(f):.2f} of {got.fields[f][1]}" for f in FIELDS))
        if name != "test":
            print("\n".join(got.errors))
