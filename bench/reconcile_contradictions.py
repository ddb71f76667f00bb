"""How many of the contradictions of three and four statements are found, against trying every three and four.

Run as ``python bench/reconcile_contradictions.py [--incidents N]``: generated incidents of 30 to 80 claims (several
voices, groups within and apart from one another, killed, injured, and killed or injured), each with the running
totals of its country. Whether some statements can all be true is read off, and asked of the programme where that
does not decide; the search is asked with its usual limits.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from _generated import generate
from cenotaph.model import Claim, Incident, Scope
from cenotaph.reconcile.contradictions import statements
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.levels import Ground, settled
from cenotaph.reconcile.marco import explore
from cenotaph.reconcile.system import System
from cenotaph.resolve import resolve

FEWEST, MOST, TOTALS = 30, 80, 6
# sets in one call
AT_ONCE = 4000
# above so many statements every four of them are too many to try
FOURS = 60


def systems(incidents: int) -> Iterator[tuple[Incident, System]]:
    """The largest generated incidents within the limits, with the first totals of their country."""
    made = generate(20_000)
    resolution = resolve(made.reports, made.claims)
    by_id = {claim.id: claim for claim in made.claims}
    large = [one for one in resolution.incidents if FEWEST <= len(one.claims) <= MOST]
    for one in sorted(large, key=lambda one: (-len(one.claims), one.code))[:incidents]:
        country = one.place.country if one.place else None
        own = [by_id[i] for i in one.claims]
        totals = [
            c for c in made.claims if c.scope is not Scope.INCIDENT and c.place and c.place.country == country
        ]
        claims: list[Claim] = [*own, *totals[:TOTALS]]
        yield one, System.build(gather(made.reports, claims, []), claims, [one])


def every(system: System, members: Sequence[str], size: int, smaller: set[frozenset[str]]) -> set[frozenset[str]]:
    """All sets of so many statements that cannot be true and hold no smaller such set."""
    layout = system.layout
    ground = Ground(layout, range(layout.claimed))
    ends = [[e for e in system.stated.ends[i] if e.scope in ground.node_of] for i in members]
    lows, highs = ground.ends_of(ends)
    place = {member: index for index, member in enumerate(members)}
    known = [frozenset(place[i] for i in core) for core in smaller]
    within: dict[int, list[frozenset[int]]] = {}
    for core in known:
        within.setdefault(min(core), []).append(core)
    found = set()
    sets = combinations(range(len(members)), size)
    while some := list(islice(sets, AT_ONCE)):
        chosen = [list(column) for column in zip(*some, strict=True)]
        low, high = lows[:, chosen].max(axis=1), highs[:, chosen].min(axis=1)
        can, cannot = settled(ground, low, high)
        for index, one in enumerate(some):
            if can[index]:
                continue
            if any(core <= set(one) for first in one for core in within.get(first, ())):
                continue
            ids = frozenset(members[i] for i in one)
            if cannot[index] or not system.consistent(ids):
                found.add(ids)
    return found


def main() -> int:
    """Print one row an incident, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=12, help="how many incidents (default %(default)s)")
    options = parser.parse_args()
    sums: Counter[str] = Counter()
    print("claims  statements  of two     of three: found, all     of four: found, all    ms  stopped")
    for one, system in systems(options.incidents):
        by_id = system.claims
        members = [same[0].id for same in statements([by_id[i] for i in system.ids])]
        start = time.process_time()
        known = [core for core in (*system.pairs(), *system.threes()) if core <= set(members)]
        explored = explore(members, system.conflict, known=known)
        spent = 1000 * (time.process_time() - start)
        cores = set(explored.cores)
        twos = {frozenset(two) for two in system.pairs() if two <= set(members)}
        threes = every(system, members, 3, twos)
        fours = every(system, members, 4, twos | threes) if len(members) <= FOURS else None
        row = Counter(len(core) for core in cores)
        sums["found 3"] += len(cores & threes)
        sums["all 3"] += len(threes)
        if fours is not None:
            sums["found 4"] += len(cores & fours)
            sums["all 4"] += len(fours)
        print(
            f"{len(one.claims):>6}  {len(members):>10}  {row[2]:>6}  {len(cores & threes):>10} {len(threes):>8}  "
            f"{row[4]:>12} {'not tried' if fours is None else len(fours):>10}  {spent:>6.0f}  "
            f"{'yes' if explored.stopped else 'no'}",
            flush=True,
        )
    print(f"of three: {sums['found 3']:,} of {sums['all 3']:,}; of four: {sums['found 4']:,} of {sums['all 4']:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
