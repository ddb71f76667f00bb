"""What a run may spend: requests and tokens are set aside before a report is sent, and settled answer by answer."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Condition

from cenotaph.errors import BudgetError

__all__ = ["Budget", "Spent"]

_HINT = "what was read is kept; allow more, or read the rest without a language model"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used so far; further tries of the same request are not counted."""

    requests: int
    tokens: int


class Budget:
    """Bounds shared by the threads of a run; None is no bound."""

    def __init__(self, max_requests: int | None = None, max_tokens: int | None = None) -> None:
        self._max_requests = max_requests
        self._max_tokens = max_tokens
        self._requests = self._tokens = 0
        self._open = self._aside = 0
        self._changed = Condition()

    @property
    def spent(self) -> Spent:
        """What is used up to now."""
        with self._changed:
            return Spent(self._requests, self._tokens)

    def take(self, tokens: int, requests: int = 1) -> None:
        """Set ``tokens`` for ``requests`` aside; waits while open requests may give some back.

        Raises BudgetError when a bound would be passed; nothing is set aside then.
        """
        with self._changed:
            while True:
                over = self._over(tokens, requests)
                if over is None:
                    break
                if not self._open:
                    raise BudgetError(over, hint=_HINT)
                self._changed.wait()
            self._open += requests
            self._aside += tokens

    def _over(self, tokens: int, requests: int) -> str | None:
        """Which bound would be passed, or None."""
        asked = self._requests + self._open + requests
        if self._max_requests is not None and asked > self._max_requests:
            return (
                f"the budget of {self._max_requests:,} requests is used up "
                f"({self._requests:,} made, the next report needs {requests:,})"
            )
        if self._max_tokens is not None and self._tokens + self._aside + tokens > self._max_tokens:
            return (
                f"the budget of {self._max_tokens:,} tokens is used up "
                f"({self._tokens:,} spent, the next report may need {tokens:,})"
            )
        return None

    def settle(self, aside: int, used: int) -> None:
        """One request is made: what was set aside for it is replaced by what it used."""
        self._close(aside, used, made=1)

    def give_back(self, aside: int) -> None:
        """One request will not be made."""
        self._close(aside, 0, made=0)

    def _close(self, aside: int, used: int, *, made: int) -> None:
        with self._changed:
            self._open -= 1
            self._aside -= aside
            self._tokens += used
            self._requests += made
            self._changed.notify_all()
