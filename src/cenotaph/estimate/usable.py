"""Which lists of a table can be used: merged as asked, dropped or refused by rule, and always said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

from cenotaph.errors import UsageError
from cenotaph.estimate.linked import often
from cenotaph.estimate.middle import middle_one
from cenotaph.estimate.record import ListUse
from cenotaph.model import CaptureTable, Refusal

__all__ = ["MOST_LISTS", "MOST_PEOPLE", "Usable", "usable"]

MOST_LISTS = 20
MOST_PEOPLE = 10**9
# a list that shares nobody with any other is left out up to this share of the documented, and refused beyond
_STRAY = 0.05
_EMPTY, _SMALL = "nobody is on it", "small, and shares nobody with any other list"
_STRANGE = "large, and shares nobody with any other list"
# of the smaller list on the larger, and how rare that must be by chance in any pair of lists: wholly, and nearly
_WHOLLY, _NEARLY, _NEARLY_SHARE = 1e-2, 1e-4, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Usable:
    """The tables that models are fitted to, what became of each list, and the rules that are broken.

    ``plan`` holds, for each list of the fitted tables, the places of the given lists that it is made of.
    """

    tables: tuple[CaptureTable, ...]
    plan: tuple[tuple[int, ...], ...]
    lists: tuple[ListUse, ...]
    refusals: tuple[Refusal, ...]


def usable(
    tables: Sequence[CaptureTable], *, merge: Iterable[Sequence[str]] = (), drawn: str = "sampled linkages"
) -> Usable:
    """The tables with lists merged as asked, without those that say nothing, and the rules that they break.

    ``tables`` are many of the same lists where they were ``drawn``, else one. Empty lists are dropped, as is a
    small one that shares nobody with any other. Refused are fewer than three lists, lists without overlap, and
    lists of which one repeats another. Of drawn tables each of this must hold in more than one in twenty; a list
    is then dropped in all, and it is said in how many it had to be; its size is that in the table with the middle
    number of people. Raises UsageError for a list to merge that is not there.
    """
    shown = tables[middle_one(tables)]
    groups = _groups(shown, merge)
    whole = [table.merged(groups) for table in tables]
    names = whole[0].lists
    uses = {
        shown.lists[at]: f"merged into {names[new]}"
        for new, group in enumerate(groups)
        if len(group) > 1
        for at in group
    }
    states = zip(*(_states(table) for table in whole), strict=True)
    fates = (_dropped(each, drawn) for each in states)
    dropped = {name: fate for name, fate in zip(names, fates, strict=True) if fate}
    plan = tuple(tuple(group) for name, group in zip(names, groups, strict=True) if name not in dropped)
    fitted = tuple(table.merged(plan) for table in tables)
    lists = tuple(
        ListUse(
            name=name,
            size=shown.sizes[at],
            alone=sum(n for history, n in shown.counts if history == 1 << at),
            use=_use(name, uses, dropped),
        )
        for at, name in enumerate(shown.lists)
    )
    return Usable(tables=fitted, plan=plan, lists=lists, refusals=tuple(_refusals(fitted, drawn)))


def _states(table: CaptureTable) -> list[str]:
    """What is wrong with each list of one table: no words where nothing is."""
    sizes, most = table.sizes, _STRAY * table.documented
    touching = [_touches(table, at) for at in range(len(sizes))]
    return [
        _EMPTY if not size else "" if touches else _SMALL if size <= most else _STRANGE
        for size, touches in zip(sizes, touching, strict=True)
    ]


def _dropped(states: Sequence[str], drawn: str) -> str:
    """Why a list is dropped, from its state in each table; no words where it is kept, be it to be refused."""
    leave = [state for state in states if state in (_EMPTY, _SMALL)]
    if often(states.count(_STRANGE), len(states)) or not often(len(leave), len(states)):
        return ""
    why = max((_EMPTY, _SMALL), key=leave.count)
    return f"dropped: {why}" + (f", in {_of(len(leave), len(states), drawn)}" if len(states) > 1 else "")


def _of(some: int, whole: int, drawn: str) -> str:
    """``12 of 50 sampled linkages``."""
    return f"all {whole} {drawn}" if some == whole else f"{some} of {whole} {drawn}"


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


def _refusals(tables: Sequence[CaptureTable], drawn: str) -> Iterator[Refusal]:
    lists = len(tables[0].lists)
    if lists > MOST_LISTS:
        yield Refusal(
            "too_many_lists",
            f"{lists} lists have more combinations than people could fill",
            f"merge lists that were made alike (--merge A+B) until there are at most {MOST_LISTS}",
        )
        return
    most = max(table.documented for table in tables)
    if most > MOST_PEOPLE:
        yield Refusal(
            "too_many_people",
            f"{most:,} people are documented: no lists of people hold more than {MOST_PEOPLE:,}, and no model "
            "here is exact beyond",
            "a count of people, and not of anything else (--count)",
        )
        return
    if lists < 3:
        yield Refusal(
            "too_few_lists",
            "2 lists can be used: whether two lists depend on each other cannot be seen from the two"
            if lists == 2
            else f"{'one list' if lists else 'no list'} can be used: whom lists miss is seen where they overlap",
            "a third list, made without the others and about the same people"
            if lists == 2
            else "three lists or more, made without each other and about the same people",
        )
        if lists < 2:
            return
    broken: dict[tuple[str, ...], list[Refusal]] = {}
    for table in tables:
        for what, refusal in _broken(table):
            broken.setdefault((refusal.rule, *what), []).append(refusal)
    for each in broken.values():
        if often(len(each), len(tables)):
            told = f"in {_of(len(each), len(tables), drawn)}: " if len(tables) > 1 else ""
            yield replace(each[0], reason=told + each[0].reason)


def _broken(table: CaptureTable) -> Iterator[tuple[tuple[str, ...], Refusal]]:
    """The rules that one table breaks, each with the lists that break it."""
    if not any(history & (history - 1) for history, _ in table.counts):
        refusal = Refusal(
            "no_overlap",
            "nobody is on two lists, so nothing says how much each of them misses",
            "lists that overlap, or a linkage that finds who is on both (cenotaph link)",
        )
        yield (), refusal
        return
    for at, name in enumerate(table.lists):
        if not _touches(table, at):
            refusal = Refusal(
                "no_overlap",
                f"{name} shares nobody with any other list: it may be about other people",
                "leave it out (--lists) if it is about others, or link it anew",
            )
            yield (name,), refusal
    yield from _echoes(table)


def _echoes(table: CaptureTable) -> Iterator[tuple[tuple[str, ...], Refusal]]:
    for first, second in combinations(range(len(table.lists)), 2):
        small, large = sorted((first, second), key=lambda at: (table.sizes[at], at))
        size, both = table.sizes[small], table.overlap(first, second)
        same = both == size == table.sizes[large]
        if not same and not _repeats(table, small, large, both):
            continue
        a, b = table.lists[small], table.lists[large]
        what = f"{a} and {b} hold the same people" if same else f"{both:,} of the {size:,} people on {a} are on {b}"
        refusal = Refusal(
            "lists_echo",
            f"{what}: one was made from the other, and an echo is not a second source",
            f"make them one (--merge {a}+{b}), leave one out (--lists), or say in writing why they are independent",
        )
        yield (table.lists[first], table.lists[second]), refusal


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
