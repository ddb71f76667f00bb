"""Which lists of a table can be used: merged as asked, dropped or refused by rule, and always said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from cenotaph.errors import UsageError
from cenotaph.estimate.record import ListUse
from cenotaph.model import CaptureTable, Refusal

__all__ = ["MOST_LISTS", "Usable", "usable"]

MOST_LISTS = 20
# a list that shares nobody with any other is left out up to this share of the documented, and refused beyond
_STRAY = 0.05
# of the smaller list on the larger, and how rare that must be by chance in any pair of lists: wholly, and nearly
_WHOLLY, _NEARLY, _NEARLY_SHARE = 1e-2, 1e-4, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """The table that models are fitted to, how many the whole one documents, what became of each list, and why not.

    ``documented`` counts the people of lists that were dropped too: they are known, whatever a model is shown.
    ``plan`` holds, for each list of the fitted table, the places of the given lists that it is made of.
    """

    table: CaptureTable
    documented: int
    plan: tuple[tuple[int, ...], ...]
    lists: tuple[ListUse, ...]
    refusals: tuple[Refusal, ...]


def usable(table: CaptureTable, *, merge: Iterable[Sequence[str]] = ()) -> Usable:
    """The table with lists merged as asked, without those that say nothing, and the rules that it breaks.

    Empty lists are dropped, as is a small one that shares nobody with any other. Refused are fewer than three
    lists, lists without overlap, and lists of which one repeats another. Raises UsageError for a list to merge
    that is not there.
    """
    groups = _groups(table, merge)
    one = table.merged(groups)
    uses = {
        table.lists[at]: f"merged into {one.lists[new]}"
        for new, group in enumerate(groups)
        if len(group) > 1
        for at in group
    }
    stray = [at for at in range(len(one.lists)) if not _touches(one, at)]
    empty = [at for at in stray if not one.sizes[at]]
    small = [at for at in stray if one.sizes[at] and one.sizes[at] <= _STRAY * one.documented]
    kept = [at for at in range(len(one.lists)) if at not in empty and at not in small]
    dropped = {one.lists[at]: "dropped: nobody is on it" for at in empty}
    dropped |= {one.lists[at]: "dropped: small, and shares nobody with any other list" for at in small}
    plan = tuple(tuple(groups[at]) for at in kept)
    fitted = table.merged(plan)
    lists = tuple(
        ListUse(
            name=name,
            size=table.sizes[at],
            alone=sum(n for history, n in table.counts if history == 1 << at),
            use=_use(name, uses, dropped),
        )
        for at, name in enumerate(table.lists)
    )
    found = tuple(_refusals(fitted))
    return Usable(table=fitted, documented=table.documented, plan=plan, lists=lists, refusals=found)


def _groups(table: CaptureTable, merge: Iterable[Sequence[str]]) -> list[list[int]]:
    """Places of the lists, those to merge together, in the order of the table."""
    home = {at: at for at in range(len(table.lists))}
    for names in merge:
        for name in names:
            if name not in table.lists:
                raise UsageError(f"no list is called {name!r}", hint=f"there are: {', '.join(table.lists)}")
        places = [table.lists.index(name) for name in names]
        first = min(home[at] for at in places)
        joined = {home[at] for at in places}
        home = {at: first if head in joined else head for at, head in home.items()}
    found: dict[int, list[int]] = {}
    for at, head in home.items():
        found.setdefault(head, []).append(at)
    return list(found.values())


def _use(name: str, merged: dict[str, str], dropped: dict[str, str]) -> str:
    said = merged.get(name)
    fate = dropped.get(said.removeprefix("merged into ") if said else name)
    return "; ".join(part for part in (said, fate) if part) or "used"


def _touches(table: CaptureTable, at: int) -> bool:
    return any(history >> at & 1 and history != 1 << at for history, _ in table.counts)


def _refusals(table: CaptureTable) -> Iterator[Refusal]:
    lists = len(table.lists)
    if lists > MOST_LISTS:
        yield Refusal(
            "too_many_lists",
            f"{lists} lists have more combinations than people could fill",
            f"merge lists that were made alike (--merge A+B) until there are at most {MOST_LISTS}",
        )
        return
    if lists < 3:
        yield Refusal(
            "too_few_lists",
            f"{_counted(lists)} can be used: whether two lists depend on each other cannot be seen from the two",
            "a third list, made without the others and about the same people",
        )
    if not any(history & (history - 1) for history, _ in table.counts):
        yield Refusal(
            "no_overlap",
            "nobody is on two lists, so nothing says how much each of them misses",
            "lists that overlap, or a linkage that finds who is on both (cenotaph link)",
        )
        return
    alone = [table.lists[at] for at in range(lists) if not _touches(table, at)]
    if alone:
        yield Refusal(
            "no_overlap",
            f"{' and '.join(alone)} shares nobody with any other list: it may be about other people",
            "leave it out (--lists) if it is about others, or link it anew",
        )
    yield from _echoes(table)


def _counted(lists: int) -> str:
    return {0: "no list", 1: "one list"}.get(lists, f"{lists} lists")


def _echoes(table: CaptureTable) -> Iterator[Refusal]:
    for first, second in combinations(range(len(table.lists)), 2):
        small, large = sorted((first, second), key=lambda at: (table.sizes[at], at))
        size, both = table.sizes[small], table.overlap(first, second)
        same = both == size == table.sizes[large]
        if not same and not _repeats(table, small, large, both):
            continue
        a, b = table.lists[small], table.lists[large]
        what = f"{a} and {b} hold the same people" if same else f"{both:,} of the {size:,} people on {a} are on {b}"
        yield Refusal(
            "lists_echo",
            f"{what}: one was made from the other, and an echo is not a second source",
            f"make them one (--merge {a}+{b}), leave one out (--lists), or say in writing why they are independent",
        )


def _repeats(table: CaptureTable, small: int, large: int, both: int) -> bool:
    """Whether so many people of the smaller list are on the larger that neither chance nor zeal explains it.

    How many of them the larger would hold by itself is taken from its share of those on any third list, which is
    as high as it is for people who are easily listed.
    """
    size = table.sizes[small]
    if both < _NEARLY_SHARE * size:
        return False
    from scipy.stats import binom

    pair = 1 << small | 1 << large
    others = [(history, n) for history, n in table.counts if history & ~pair]
    held = sum(n for history, n in others if history >> large & 1)
    share = (held + 1) / (sum(n for _, n in others) + 2)
    chance = float(binom.sf(both - 1, size, share))
    pairs = comb(len(table.lists), 2)
    return chance * pairs < (_WHOLLY if both == size else _NEARLY)
