"""Many tables fitted side by side in processes of their own; how many there are changes nothing in the answer."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

__all__ = ["MANY", "Each", "one_by_one", "side_by_side", "workers_for"]

MANY = 100
"""Tables from which processes are worth their start, which takes a few seconds."""

_SHARES = 8  # portions of work for each process, so that none waits long for the last

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Each(Protocol):
    """Calls a function of every item; the results come in the order of the items."""

    def __call__(self, function: Callable[[_Item], _Result], items: Sequence[_Item], /) -> Iterator[_Result]:
        """The results, one after another."""
        ...


def one_by_one(function: Callable[[_Item], _Result], items: Iterable[_Item], /) -> Iterator[_Result]:
    """In this process, each as it is asked for."""
    return map(function, items)


def workers_for(tables: int) -> int:
    """As many processes as there are processors where so many tables are worth it, else one."""
    return (os.cpu_count() or 1) if tables >= MANY else 1


@contextmanager
def side_by_side(workers: int) -> Iterator[Each]:
    """Something that calls a function of many items in so many processes; with one, in this.

    Functions and items are sent to processes that import this package anew, so they must be picklable, and a
    script that asks for them needs its ``if __name__ == "__main__":``. What is not done when the block is left, by
    Ctrl-C as well, is dropped.
    """
    if workers <= 1:
        yield one_by_one
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = set(active_children())
    # a fork would copy half-taken locks of the threads that sample chains
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_deaf)

    def each(function: Callable[[_Item], _Result], items: Sequence[_Item], /) -> Iterator[_Result]:
        return pool.map(function, items, chunksize=max(1, len(items) // (_SHARES * workers)))

    try:
        yield each
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(active_children()) - others:  # what they are at may take minutes
            process.terminate()
        raise
    pool.shutdown()


def _deaf() -> None:
    """Leave Ctrl-C to the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
