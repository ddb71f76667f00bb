"""Work spread over processes: in order, streaming, and no piece of it can stop the rest.

Not ``ProcessPoolExecutor``: there, one dead worker breaks the pool, and a piece of work that hangs cannot be ended.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from cenotaph.errors import UsageError

__all__ = ["GRACE", "in_order"]

Item = TypeVar("Item")
Result = TypeVar("Result")

GRACE = 15.0
"""Seconds beyond the time limit until a worker that does not answer is ended; its start is not counted."""

_CHUNK = 8  # pieces sent to a worker at once, so that it never waits for the next
_AHEAD = 4  # chunks a worker that are read ahead and held, at most
_READY = "ready"


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int,
    lost: Callable[[Item, str], Result],
    time_limit: float | None = None,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """``work(item)`` for each of ``items``, in their order, by ``workers`` processes; never holds more than a few.

    ``work`` must be importable by name and must not raise; ``prepare`` is called once in each process before. When
    a process dies, or takes longer than ``time_limit`` seconds (None: no limit) and ``GRACE`` for one item,
    ``lost(item, why)`` stands in for it and a new process goes on with the rest. Closing the iterator, or Ctrl-C,
    ends the processes at once. Raises UsageError for less than one worker.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers", hint="give 1 or more")
    return _Pool(work, iter(items), workers, lost, time_limit, prepare).run()


class _Pool(Generic[Item, Result]):
    def __init__(
        self,
        work: Callable[[Item], Result],
        items: Iterator[Item],
        workers: int,
        lost: Callable[[Item, str], Result],
        time_limit: float | None,
        prepare: Callable[[], None] | None,
    ) -> None:
        self.work, self.items, self.lost, self.prepare = work, items, lost, prepare
        self.limit = time_limit
        self.patience = None if time_limit is None else time_limit + GRACE
        self.most = workers * _CHUNK * _AHEAD
        self.waiting: deque[tuple[int, Item]] = deque()
        self.done: dict[int, Result] = {}
        self.read = self.given = 0  # how many items were taken in, how many results handed out
        self.ended = False
        self.workers = [_Worker(work, prepare) for _ in range(workers)]

    def run(self) -> Iterator[Result]:
        try:
            while True:
                self._take_in()
                while self.given in self.done:
                    yield self.done.pop(self.given)
                    self.given += 1
                    self._take_in()
                if self.ended and self.given == self.read:
                    return
                self._turn()
        finally:
            for worker in self.workers:
                worker.end()

    def _take_in(self) -> None:
        """Read ahead as far as allowed, and keep idle workers busy."""
        while not self.ended and self.read - self.given < self.most:
            try:
                item = next(self.items)
            except StopIteration:
                self.ended = True
                break
            self.waiting.append((self.read, item))
            self.read += 1
            if len(self.waiting) >= _CHUNK:
                self._hand_out()
        self._hand_out()

    def _hand_out(self) -> None:
        for worker in self.workers:
            if self.waiting and not worker.held:
                worker.give([self.waiting.popleft() for _ in range(min(_CHUNK, len(self.waiting)))])

    def _turn(self) -> None:
        """Wait for what comes first: results, a death, a limit."""
        busy = [worker for worker in self.workers if worker.held]
        for found in wait([worker.pipe for worker in busy], timeout=self._timeout(busy)):
            worker = next(worker for worker in busy if worker.pipe is found)
            try:
                index, result = worker.hear()
                if index is not None:
                    self.done[index] = result
            except (EOFError, OSError):
                self._give_up(worker, "the process that read it died (out of memory, or a fault in a library)")
        for worker in self.workers:
            if self._overdue(worker):
                self._give_up(worker, f"not read within the time limit of {self.limit:g} s")

    def _overdue(self, worker: _Worker[Item]) -> bool:
        if self.patience is None or worker.since is None or not worker.held:
            return False
        return time.monotonic() - worker.since > self.patience and not worker.pipe.poll()

    def _timeout(self, busy: list[_Worker[Item]]) -> float | None:
        starts = [worker.since for worker in busy if worker.since is not None]
        if self.patience is None or not starts:
            return None if self.patience is None else 1.0
        return max(0.05, min(starts) + self.patience - time.monotonic())

    def _give_up(self, worker: _Worker[Item], why: str) -> None:
        """Write off the piece in hand, put back those behind it, and replace the worker."""
        worker.end()
        held = list(worker.held)
        if held:
            index, item = held[0]
            self.done[index] = self.lost(item, why)
            self.waiting.extendleft(reversed(held[1:]))
        self.workers[self.workers.index(worker)] = _Worker(self.work, self.prepare)


class _Worker(Generic[Item]):
    """One process, its pipe, the pieces it holds in order, and since when it is at the first of them."""

    def __init__(self, work: Callable[[Item], Any], prepare: Callable[[], None] | None) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy half-taken locks of the parent's threads
        self.pipe, theirs = context.Pipe()
        self.held: deque[tuple[int, Item]] = deque()
        self.since: float | None = None
        self.ready = False
        self.process = context.Process(target=_serve, args=(theirs, work, prepare), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()

    def give(self, chunk: list[tuple[int, Item]]) -> None:
        self.held.extend(chunk)
        self.since = time.monotonic() if self.ready else None
        with suppress(OSError):  # a dead process is noticed when its pipe is read
            self.pipe.send(chunk)

    def hear(self) -> tuple[int | None, Any]:
        """The next finished piece, or (None, None) when the process says that it is ready to start."""
        message = self.pipe.recv()
        self.since = time.monotonic()
        self.ready = True
        if message == _READY:
            return None, None
        self.held.popleft()
        index, result = message
        return int(index), result

    def end(self) -> None:
        """Kill the process; what it holds is kept."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.process.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C: only the parent does, and it ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], Any], prepare: Callable[[], None] | None) -> None:
    """A worker's life: chunks in, results out one by one, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError, BrokenPipeError):
        if prepare is not None:
            prepare()
        pipe.send(_READY)
        while True:
            for index, item in pipe.recv():
                pipe.send((index, work(item)))
