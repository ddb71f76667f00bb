"""How well copies are found: texts edited by script, beside three rivals, and how fast the index is.

Run as ``python bench/resolve_echoes.py [--data DIR]``. Two sets: reports of our own (the demo's dispatches and
passages of the reader's development gold, three to a report), and, where they lie beside the checkout, the
incident reports of ``../shared/data/dev/incidents``, which are never copied. A third of each set only lends text to
the copies. A pair counts as false when its reports are of different incidents.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cenotaph.resolve.copies import CopyIndex, find_copies
from cenotaph.resolve.wording import article_texts, terms
from harness.edits import EDITS
from harness.furniture import as_pages

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CENOTAPH_BENCH_DATA", ROOT.parent / "shared" / "data"))
SEED = 20180207
WINDOW_DAYS = 14
SHORTEST = 60
ATTEMPTS = 5
# recall is told apart for copies of reports shorter than this
LENGTHS = (120, 250)
OUTLETS = (400, 100, 20)
START = date(2020, 1, 1)

Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Text:
    """A report of a set, or a copy made of one (``edit``, ``source`` its row before the copies came in).

    ``lender`` is the text around what was kept, ``lent`` the incident of that.
    """

    incident: str
    day: date
    text: str
    edit: str = ""
    source: int = -1
    lender: str = ""
    lent: str = ""


def own_reports() -> list[Text]:
    """Reports of our own, days apart: dispatches of one incident, and three passages each of different ones."""
    dispatches = sorted((ROOT / "src/cenotaph/demo/data/dispatches").glob("*.txt"))
    found = [
        Text("khasham", START + timedelta(days=40 * n), p.read_text("utf-8")) for n, p in enumerate(dispatches)
    ]
    passages = [
        json.loads(line)["text"]
        for path in sorted((ROOT / "tests/extract/gold").glob("dev_*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    random.Random(SEED).shuffle(passages)
    for n in range(0, len(passages) - 2, 3):
        found.append(Text(f"own-{n}", START + timedelta(days=n % 60), "\n\n".join(passages[n : n + 3])))
    return found


def incident_reports(folder: Path) -> list[Text]:
    """The development reports, headline first."""
    rows = [json.loads(line) for line in (folder / "reports.jsonl").open(encoding="utf-8")]
    return [
        Text(str(r["incident"]), date.fromisoformat(r["published"][:10]), f"{r['title']}\n\n{r['text']}")
        for r in rows
    ]


def with_copies(texts: Sequence[Text], most: int) -> list[Text]:
    """Two thirds of the set, and a copy of each of up to ``most`` of them for every edit, oldest first."""
    chance = random.Random(SEED)
    order = list(texts)
    chance.shuffle(order)
    lenders, pool = order[: len(order) // 3], order[len(order) // 3 :]
    sources = [row for row, one in enumerate(pool) if len(one.text.split()) >= SHORTEST][:most]
    out = [Text(one.incident, one.day, one.text, source=row) for row, one in enumerate(pool)]
    for name, edit in EDITS:
        for row in sources:
            source = pool[row]
            other = chance.choice([o for o in chance.sample(lenders, 8) if o.incident != source.incident])
            copy = edit(source.text, other.text, chance)
            if copy:
                day = source.day + timedelta(days=chance.randint(0, 3))
                out.append(Text(source.incident, day, copy, name, row, other.text, other.incident))
    return sorted(out, key=lambda one: (one.day, one.edit, one.text))


def near(texts: Sequence[Text], a: int, b: int) -> bool:
    """Whether two reports were published within the window that every method is given."""
    return abs((texts[a].day - texts[b].day).days) <= WINDOW_DAYS


def ours(texts: Sequence[Text]) -> Pairs:
    """As in the batch form: page furniture out, fingerprints, passages."""
    days = [one.day for one in texts]
    return {
        (min(c.earlier, c.later), max(c.earlier, c.later))
        for c in find_copies(article_texts([t.text for t in texts], days), days)
    }


def ours_undated(texts: Sequence[Text]) -> Pairs:
    """The same without a single date."""
    return {
        (min(c.earlier, c.later), max(c.earlier, c.later))
        for c in find_copies([t.text for t in texts], [None] * len(texts))
    }


def winnowed(text: str) -> frozenset[int]:
    """The rivals' fingerprints: the least hash of every window of four six-word sequences."""
    words = terms(text)
    hashed = [_hash(" ".join(words[i : i + 6])) for i in range(len(words) - 5)]
    return frozenset(min(hashed[i : i + 4]) for i in range(max(1, len(hashed) - 3))) if hashed else frozenset()


def shared_marks(texts: Sequence[Text]) -> tuple[list[frozenset[int]], Counter[tuple[int, int]]]:
    """How many fingerprints each pair within the window shares."""
    marks = [winnowed(one.text) for one in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for row, own in enumerate(marks):
        for mark in own:
            shared.update((other, row) for other in holders[mark] if near(texts, other, row))
            holders[mark].append(row)
    return marks, shared


def containment(texts: Sequence[Text]) -> Pairs:
    """The rival: a fifth of the later text's fingerprints stand in the earlier."""
    marks, shared = shared_marks(texts)
    return {pair for pair, times in shared.items() if times >= 0.2 * len(marks[pair[1]])}


def three_marks(texts: Sequence[Text]) -> Pairs:
    """The rival: three shared fingerprints."""
    return {pair for pair, times in shared_marks(texts)[1].items() if times >= 3}


def minhash(texts: Sequence[Text]) -> Pairs:
    """The rival: MinHash of five-word shingles, 128 values in 32 bands of four, Jaccard estimated at .4 or more."""
    chance = random.Random(SEED)
    prime = (1 << 61) - 1
    turns = [(chance.randrange(1, prime), chance.randrange(prime)) for _ in range(128)]
    import numpy as np

    a = np.array([t[0] % (1 << 31) for t in turns], dtype=np.uint64)[:, None]
    b = np.array([t[1] % (1 << 31) for t in turns], dtype=np.uint64)[:, None]
    signatures = []
    for one in texts:
        words = terms(one.text)
        shingles = {_hash(" ".join(words[i : i + 5])) & 0xFFFFFFFF for i in range(max(1, len(words) - 4))}
        row = np.array(sorted(shingles), dtype=np.uint64)
        signatures.append(((a * row + b) % np.uint64(4294967291)).min(axis=1))
    found: Pairs = set()
    for band in range(32):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for row, signature in enumerate(signatures):
            buckets[signature[4 * band : 4 * band + 4].tobytes()].append(row)
        for rows in buckets.values():
            found |= {(p, q) for n, q in enumerate(rows) for p in rows[:n] if near(texts, p, q)}
    return {(p, q) for p, q in found if (signatures[p] == signatures[q]).mean() >= 0.4}


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


METHODS: Sequence[tuple[str, Callable[[Sequence[Text]], Pairs]]] = (
    ("ours", ours),
    ("ours, undated", ours_undated),
    ("MinHash, J >= .4", minhash),
    ("containment >= .2", containment),
    ("three fingerprints", three_marks),
)


def measure(name: str, texts: Sequence[Text], most: int) -> None:
    """Print the table of one set."""
    edited = with_copies(texts, most)
    at = {one.source: row for row, one in enumerate(edited) if not one.edit}
    sizes = Counter(one.incident for one in edited)
    apart = (len(edited) ** 2 - sum(n * n for n in sizes.values())) // 2
    found = {method: find(edited) for method, find in METHODS}
    print(
        f"\n{name}: {len(edited)} reports with copies, {apart} pairs of different incidents; "
        "copies whose source is found"
    )
    lengths = "".join(f"{f'ours, < {most} words':>20}" for most in LENGTHS)
    print(f"{'':28}" + "".join(f"{method:>20}" for method, _ in METHODS) + lengths)
    for edit, _ in EDITS:
        copies = [(at[one.source], row) for row, one in enumerate(edited) if one.edit == edit]
        shares = [
            sum((min(pair), max(pair)) in found[method] for pair in copies) / max(1, len(copies))
            for method, _ in METHODS
        ]
        short = [[pair for pair in copies if len(edited[pair[0]].text.split()) < most] for most in LENGTHS]
        shares += [sum((min(p), max(p)) in found["ours"] for p in own) / max(1, len(own)) for own in short]
        print(f"{edit:28}" + "".join(f"{share:20.3f}" for share in shares))
    false = [sum(is_false(edited[a], edited[b]) for a, b in found[method]) for method, _ in METHODS]
    print(f"{'false pairs':28}" + "".join(f"{n:20}" for n in false))
    print(f"{'false in 10,000':28}" + "".join(f"{10_000 * n / apart:20.2f}" for n in false))


def is_false(a: Text, b: Text) -> bool:
    """Whether two reports are of different incidents, and so is what was lent to them."""
    return not ({a.incident, a.lent} - {""}) & ({b.incident, b.lent} - {""})


def furniture(texts: Sequence[Text]) -> None:
    """Print the false pairs of unedited reports with page furniture around, also if all are of two weeks."""
    ordered = sorted(texts, key=lambda one: (one.day, one.text))
    close = [replace(one, day=START + timedelta(days=n * 13 // len(ordered))) for n, one in enumerate(ordered)]
    print(f"\n{'false (all) pairs of the reports as they are':44}{'dated':>14}{'undated':>14}{'in two weeks':>14}")
    for outlets in (0, *OUTLETS):
        pages = [one.text for one in ordered]
        pages = as_pages(pages, outlets, SEED) if outlets else pages
        row = ""
        for rows, method in ((ordered, ours), (ordered, ours_undated), (close, ours)):
            put = [replace(one, text=page) for one, page in zip(rows, pages, strict=True)]
            found = method(put)
            row += f"{f'{sum(is_false(put[a], put[b]) for a, b in found)} ({len(found)})':>14}"
        print(f"{f'as pages of {outlets} outlets' if outlets else 'bare':44}{row}")


def speed(texts: Sequence[Text]) -> None:
    """Print how many reports a second are indexed, and looked up; a rival's rate tells what machine it is."""
    ordered = sorted(texts, key=lambda one: (one.day, one.text))
    plain, days = [one.text for one in ordered], [one.day for one in ordered]
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ATTEMPTS):
        begun = time.process_time()
        index = CopyIndex(plain, days)
        times["ours: index and candidate pairs"].append(time.process_time() - begun)
        for row in range(len(plain)):
            list(index.copies_of(row))
        times["ours: the same and every look-up"].append(time.process_time() - begun)
        begun = time.process_time()
        shared_marks(ordered)
        times["rival: six-word fingerprints, pairs"].append(time.process_time() - begun)
    words = sum(len(text.split()) for text in plain) // len(plain)
    print(f"\n{len(plain)} reports of {words} words on average, CPU time of one core, best of {ATTEMPTS}")
    rival = min(times["rival: six-word fingerprints, pairs"])
    for name, own in times.items():
        rate = len(plain) / min(own)
        print(f"{name:40}{min(own):8.2f} s {rate:8,.0f} reports/s {rival / min(own):6.2f} x the rival")


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--most", type=int, default=200, help="reports of each set that are copied")
    options = parser.parse_args()
    measure("reports of our own", own_reports(), options.most)
    folder = options.data / "dev" / "incidents"
    if not (folder / "reports.jsonl").exists():
        print(f"\nno incident reports under {folder}: measured on our own texts only")
        return 0
    texts = incident_reports(folder)
    measure("incident reports", texts, options.most)
    furniture(texts)
    speed(texts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
