"""How well records of people become individuals, with rivals in the same table: ``python bench/people.py``.

Names by themselves (tokens of Wikidata people, nomenklatura's name pairs), generated families with the truth
(`_people_generated.py`), and RLdata10000. Beside F1 over pairs of records stand what blocking keeps and how many
candidates a record has, in how many families brothers or sisters became one, and how far probabilities are from
frequencies. ``--scale N`` links N generated records instead and prints time and memory.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz

from _people_generated import Person, generate, read_pool, write_list
from _people_names import name_pairs, tokens_top_one
from _people_splink import plain_splink
from cenotaph.model import Anchor, NameList, Period, PersonRecord
from cenotaph.resolve.people import PeopleResolution, link_people

DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", "../shared/data")) / "people"
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """Records with the truth (record id -> person); ``people`` of generated ones."""

    name: str
    records: list[PersonRecord]
    truth: dict[str, int]
    free: bool
    people: Mapping[int, Person]


def main() -> int:
    """Print the tables; 0 also where data is not there, which is said."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scale", type=int, default=0, help="link this many generated records and stop")
    options.add_argument("--people", type=int, default=4000, help="people in each generated case")
    asked = options.parse_args()
    if not DATA.is_dir():
        print(f"no data at {DATA}: give the folder that holds people/ as CENOTAPH_BENCH_DATA")
        return 0
    if asked.scale:
        scale(asked.scale)
        return 0
    names()
    print(
        "\nrecords to individuals          records   F1    plain  token  block         cand.  siblings  calibration"
    )
    print(
        "                                         ours  Splink  sort  recall audit  a rec.  merged   error  (p>.05)"
    )
    for case in cases(asked.people):
        show(case)
    return 0


def names() -> None:
    """Names by themselves."""
    print("names by themselves                     ours   rival")
    for language, abjad in (("russian", False), ("arabic", True)):
        ours, rival, count = tokens_top_one(DATA / f"wd_{language}_16", abjad=abjad)
        print(f"{language:8} tokens, nearest right ({count:5})  {ours:6.3f}  {rival:6.3f}  edit distance, anyascii")
    ours, rival, count = name_pairs(DATA / "name_pairs.csv")
    print(
        f"pairs of persons' names, F1    ({count:5})  {ours:6.3f}  {rival:6.3f}  token_sort; nomenklatura .70-.77"
    )


def cases(size: int) -> Iterable[Case]:
    """The cases of the second table."""
    for name, arabic, missing, full, free in (
        ("two romanisations", False, 0.35, 1.0, True),
        ("  25 % missing", False, 0.25, 1.0, True),
        ("  45 % missing, short names", False, 0.45, 0.7, True),
        ("  not known duplicate-free", False, 0.35, 1.0, False),
        ("Arabic against Latin", True, 0.35, 1.0, True),
        ("  45 % missing, short names", True, 0.45, 0.7, True),
        ("  not known duplicate-free", True, 0.35, 1.0, False),
    ):
        yield generated(name, size, arabic=arabic, missing=missing, full=full, free=free)
    for arabic in (False, True):
        name = "Arabic, short, on the map" if arabic else "short names, on the map"
        yield generated(name, size, arabic=arabic, missing=0.45, full=0.7, free=True, placed=True)
    twins = generated("twins, two romanisations", size, arabic=False, missing=0.35, full=1.0, free=True, twins=True)
    yield twins
    yield german(DATA / "RLdata10000.csv")


def generated(
    name: str,
    size: int,
    *,
    arabic: bool,
    missing: float,
    full: float,
    free: bool,
    twins: bool = False,
    placed: bool = False,
) -> Case:
    """Two lists of the same war, each with three in four of the dead."""
    rng = random.Random(f"{name} {arabic} {missing} {full}")
    people = generate(size, read_pool(DATA / "name_parts_ar_en.csv", rng), rng, twins=twins)
    first, second = ([p for p in people if rng.random() < 0.75] for _ in range(2))
    told = {"missing": missing, "full": full, "placed": placed}
    a, truth_a = write_list(first, "a", rng, **told)
    b, truth_b = write_list(second, "b", rng, arabic=arabic, earlier=True, **told)
    return Case(name, a + b, truth_a | truth_b, free, {p.number: p for p in people})


def german(path: Path) -> Case:
    """RLdata10000 as one list that is not free of duplicates; a date that is none keeps its year."""
    records, truth = [], {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            given, family = (
                " ".join(row[c] for c in columns if row[c] != "NA")
                for columns in (("fname_c1", "fname_c2"), ("lname_c1", "lname_c2"))
            )
            text, id = f"{given} {family}", f"rl:{int(row['rec_id']):05}"
            records.append(
                PersonRecord(
                    id=id,
                    report="sha256:rl",
                    name=text,
                    given=given,
                    family=family,
                    anchors=(Anchor(start=0, end=len(text), quote=text),),
                    list_id="rl",
                    birth=_born(*(int(row[c]) for c in ("by", "bm", "bd"))),
                )
            )
            truth[id] = int(row["ent_id"])
    return Case("RLdata10000", records, truth, False, {})


def _born(year: int, month: int, day: int) -> Period | None:
    with contextlib.suppress(ValueError):
        return Period(text=str(year), earliest=date(year, month, day), latest=date(year, month, day))
    with contextlib.suppress(ValueError):
        return Period(text=str(year), earliest=date(year, 1, 1), latest=date(year, 12, 31))
    return None


def show(case: Case) -> None:
    """One line of the second table."""
    lists = sorted({record.list_id or "" for record in case.records})
    known = [NameList(id=n, name=n, report=f"sha256:{n}", duplicate_free=case.free) for n in lists]
    found = link_people(case.records, lists=known)
    true = _pairs_by(case.truth)
    said = {p for one in found.individuals for p in combinations(one.records, 2)}
    with contextlib.redirect_stdout(io.StringIO()):
        splink = _pairs_by(plain_splink(case.records, one_to_one=len(lists) > 1))
    sort = token_sort(case.records) if len(lists) > 1 else None
    ids = [record.id for record in found.evidence.columns.records]
    pairs = found.evidence.candidates
    kept = {(ids[a], ids[b]) for a, b in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)}
    all_error, doubtful = calibration(found, case.truth)
    print(
        f"{case.name:30} {len(case.records):8} {f1(said, true):6.3f} {f1(splink, true):6.3f} "
        f"{f'{f1(sort, true):6.3f}' if sort is not None else '     -'} {len(kept & true) / len(true):6.3f} "
        f"{found.recall if found.recall is not None else float('nan'):6.3f} "
        f"{2 * len(pairs) / len(ids):6.1f} {siblings(case, said):8} {all_error:8.4f} {doubtful:7.4f}",
        flush=True,
    )


def _pairs_by(groups: Mapping[str, object]) -> Pairs:
    members: dict[object, list[str]] = defaultdict(list)
    for id, group in groups.items():
        members[group].append(id)
    return {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}


def f1(said: Pairs, true: Pairs) -> float:
    """Of pairs of records that are one person."""
    return 2 * len(said & true) / max(1, len(said) + len(true))


def token_sort(records: Sequence[PersonRecord]) -> Pairs:
    """Each record of the first list with the likeliest of the second by token_sort, if mutual and at least 80."""
    from rapidfuzz import process

    sides = [[r for r in records if r.list_id == name] for name in ("a", "b")]
    texts = [[anyascii(r.name).lower() for r in side] for side in sides]
    scores = process.cdist(*texts, scorer=fuzz.token_sort_ratio, dtype=np.uint8, workers=1)
    right, left = scores.argmax(axis=1), scores.argmax(axis=0)
    return {(sides[0][i].id, sides[1][j].id) for i, j in enumerate(right) if left[j] == i and scores[i, j] >= 80}


def siblings(case: Case, said: Pairs) -> str:
    """In how many of the households two of its people became one."""
    if not case.people:
        return "-"
    households = {p.household for p in case.people.values()}
    merged = {
        case.people[case.truth[a]].household
        for a, b in said
        if case.truth[a] != case.truth[b]
        and case.people[case.truth[a]].household == case.people[case.truth[b]].household
    }
    return f"{100 * len(merged) / len(households):.2f} %"


def calibration(found: PeopleResolution, truth: Mapping[str, int]) -> tuple[float, float]:
    """Expected calibration error in ten bins over all candidates, and over those with more than .05."""
    at = np.array([truth[record.id] for record in found.evidence.columns.records])
    pairs, probability = found.evidence.candidates, found.evidence.probability
    right = at[pairs.first] == at[pairs.second]
    out = []
    for chosen in (probability >= 0, probability > 0.05):
        p, y = probability[chosen], right[chosen]
        bins = np.clip((p * 10).astype(int), 0, 9)
        gaps = [abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(10)]
        out.append(float(sum(gaps)) / max(1, len(p)))
    return out[0], out[1]


def scale(size: int) -> None:
    """Time and memory for this many generated records."""
    rng = random.Random(1)
    people = generate(int(size / 1.5), read_pool(DATA / "name_parts_ar_en.csv", rng), rng)
    first, second = ([p for p in people if rng.random() < 0.75] for _ in range(2))
    records = write_list(first, "a", rng)[0] + write_list(second, "b", rng, earlier=True)[0]
    lists = [NameList(id=n, name=n, report=f"sha256:{n}", duplicate_free=True) for n in ("a", "b")]
    start, cpu = time.perf_counter(), time.process_time()
    found = link_people(records, lists=lists, details=False)
    gone, used = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{len(records):,} records: {gone:.0f} s ({used:.0f} s of CPU), peak {peak:.1f} GB with the records, "
        f"{2 * len(found.evidence.candidates) / len(records):.1f} candidates a record, "
        f"{len(found.individuals):,} individuals"
    )


if __name__ == "__main__":
    raise SystemExit(main())
