"""Time and memory of resolving and bounding very many claims, on generated records with known incidents.

Run as ``python bench/reconcile_scale.py [--claims N]``; sizes double up to N, each in a process of its own so that
its peak memory is its own. Nothing is read from texts: claims are records, as they come from a ledger. B-cubed of
the incidents against the generated ones is printed beside, so that speed is not bought with nonsense.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from _generated import Generated, generate
from cenotaph.errors import ContradictionError, NotFoundError
from cenotaph.model import GeoPrecision, Incident, Judgement, Measure, Place
from cenotaph.reconcile.base import Question
from cenotaph.reconcile.evidence import Evidence, gather
from cenotaph.reconcile.system import System
from cenotaph.reconcile.totals import Totals
from cenotaph.resolve import resolve

# the bars of the measure: seconds, gigabytes, growth on doubling, milliseconds for a warm question
MOST_SECONDS, MOST_GB, MOST_GROWTH, MOST_MS = 600, 6.0, 2.3, 100
DOSSIER = 200
STAGES = ("resolve", "gather", "bound incidents", "add up")
RETRIES = 40


class Clock:
    """Wall and processor seconds by stage."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens inside."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[name] = time.perf_counter() - wall
        self.cpu[name] = time.process_time() - cpu
        if sys.stderr.isatty():
            print(f"{name}: {self.wall[name]:.1f} s", file=sys.stderr)


def run(claims: int) -> dict[str, object]:
    """All stages over ``claims`` claims, and what came out of them."""
    clock = Clock()
    with clock.stage("generate"):
        made = generate(claims)
    with clock.stage("resolve"):
        resolution = resolve(made.reports, made.claims)
    with clock.stage("gather"):
        evidence = gather(made.reports, made.claims, resolution.judgements)
    with clock.stage("bound incidents"):
        totals = Totals(evidence, resolution.incidents, resolution.judgements)
        ranges = totals.ranges(Measure.KILLED)
    with clock.stage("add up"):
        answers = list(_totals(made, totals))
    return {
        "claims": len(made.claims),
        "reports": len(made.reports),
        "generated incidents": made.incidents,
        "incidents": len(resolution.incidents),
        "with a number": len(ranges),
        "contradictory": sum(not one.agreed for one in ranges),
        "wall": clock.wall,
        "cpu": clock.cpu,
        "gigabytes": _peak_gb(),
        "b_cubed": _b_cubed(made, resolution.incidents),
        "answers": answers,
    }


def _peak_gb() -> float:
    return sum(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024**2


def _totals(made: Generated, totals: Totals) -> Iterator[str]:
    """One question a country, of the claims of one year; and the incidents on record alone."""
    for place in _countries(made):
        question = Question(measure=Measure.KILLED, place=place, first=date(2018, 1, 1), last=date(2018, 12, 31))
        try:
            recorded = totals.on_record(question)
        except NotFoundError:
            continue
        without: set[str] = set()
        for _ in range(RETRIES):
            try:
                found = totals.bounds(question, without=without)
            except ContradictionError as error:
                # one of the worlds: the totals that do not fit the incidents are left out, and counted
                without |= {claim_id for claim_id in error.claims if made.truth[claim_id] is None}
                continue
            trail = len(found.figure.trail.claims)
            yield (
                f"{place.name} 2018, killed: {found.figure} (without {len(without)} totals that do not fit, trail "
                f"{trail:,} claims); incidents alone: {recorded.figure}. {recorded.note}"
            )
            break
        else:
            yield f"{place.name} 2018: totals contradict each other more than {RETRIES} times"


def _countries(made: Generated) -> list[Place]:
    found = {c.place.country: c.place for c in made.claims if c.place and c.place.precision is GeoPrecision.COUNTRY}
    return [found[code] for code in sorted(found, key=str)]


def _b_cubed(made: Generated, incidents: tuple[Incident, ...]) -> tuple[float, float, float]:
    """B-cubed precision, recall, F1 of the claims (Bagga & Baldwin 1998); a claim in no incident is alone."""
    code = {claim_id: incident.code for incident in incidents for claim_id in incident.claims}
    told = {claim_id: number for claim_id, number in made.truth.items() if number is not None}
    both = Counter((code.get(claim_id, claim_id), number) for claim_id, number in told.items())
    ours, theirs = Counter(code.get(claim_id, claim_id) for claim_id in told), Counter(told.values())
    pairs = [(code.get(claim_id, claim_id), number) for claim_id, number in told.items()]
    precision = sum(both[pair] / ours[pair[0]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / theirs[pair[1]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def dossier() -> tuple[int, float]:
    """Claims of one country's incidents and totals, and the median milliseconds of a warm question over them."""
    made = generate(5000)
    resolution = resolve(made.reports, made.claims)
    place = next(p for p in _countries(made) if p.country == "SY")
    within = [i for i in resolution.incidents if i.place and i.place.country == place.country]
    totals = [c.id for c in made.claims if made.truth[c.id] is None and c.place and c.place.country == "SY"][:20]
    chosen: list[str] = totals
    incidents: list[Incident] = []
    for incident in within:
        if len(chosen) >= DOSSIER:
            break
        incidents.append(incident)
        chosen = [*chosen, *incident.claims]
    wanted = set(chosen[:DOSSIER])
    claims = [claim for claim in made.claims if claim.id in wanted]
    evidence: Evidence = gather(made.reports, claims, _about(resolution.judgements, wanted))
    system = System.build(evidence, claims, incidents)
    ids = set(system.ids)
    while (core := system.conflict(ids)) is not None:
        ids -= {min(core)}
    questions = [Question(measure=Measure.KILLED, incident=incident.code) for incident in incidents[:9]]
    questions.append(Question(measure=Measure.KILLED, place=place, last=date(2021, 1, 1)))
    times = []
    for attempt in range(3):
        for question in questions:
            start = time.perf_counter()
            try:
                system.bounds(question, ids)
            except NotFoundError:
                continue
            if attempt:
                times.append(1000 * (time.perf_counter() - start))
    return len(claims), statistics.median(times)


def _about(judgements: tuple[Judgement, ...], wanted: set[str]) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.about.id in wanted]


def _row(found: dict[str, object], before: dict[str, object] | None) -> str:
    wall, cpu = found["wall"], found["cpu"]
    assert isinstance(wall, dict)
    assert isinstance(cpu, dict)
    seconds, work = sum(wall[s] for s in STAGES), sum(cpu[s] for s in STAGES)
    growth = ""
    if before is not None and isinstance(before["cpu"], dict):
        growth = f"{work / sum(before['cpu'][s] for s in STAGES):.2f}"
    stages = "  ".join(f"{wall[s]:7.1f}" for s in STAGES)
    b_cubed = found["b_cubed"]
    assert isinstance(b_cubed, list)
    return (
        f"{found['claims']:>9,}  {found['incidents']:>9,}  {stages}  {seconds:7.1f}  {work:7.1f}  {growth:>6}  "
        f"{found['gigabytes']:5.2f}  {b_cubed[2]:.3f}"
    )


def main() -> int:
    """Print one row a size, the answers of the largest, and what the bars say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=40_000, help="the largest size (default %(default)s)")
    parser.add_argument("--sizes", type=int, default=3, help="how many sizes, each half of the next")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run(options.one)))
        return 0
    names = "  ".join(f"{name[:7]:>7}" for name in STAGES)
    print(f"{'claims':>9}  {'incidents':>9}  {names}  {'wall s':>7}  {'cpu s':>7}  {'growth':>6}  {'GB':>5}  B3 F1")
    rows: list[dict[str, object]] = []
    for halvings in reversed(range(options.sizes)):
        size = options.claims // 2**halvings
        done = subprocess.run([sys.executable, __file__, "--one", str(size)], stdout=subprocess.PIPE, check=True)
        rows.append(json.loads(done.stdout))
        print(_row(rows[-1], rows[-2] if len(rows) > 1 else None), flush=True)
    last = rows[-1]
    assert isinstance(last["answers"], list)
    print(*last["answers"], sep="\n")
    print(f"{last['contradictory']:,} of {last['with a number']:,} incidents with a number contradict themselves")
    claims, milliseconds = dossier()
    print(f"a warm question over {claims} claims: {milliseconds:.0f} ms (at most {MOST_MS})")
    print(f"bars: 1,000,000 claims in at most {MOST_SECONDS} s and {MOST_GB:g} GB, growth at most {MOST_GROWTH}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
