"""What a run may spend: requests and tokens are set aside before a request, and settled after it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Condition

from cenotaph.errors import BudgetError

__all__ = ["Budget", "Spent"]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has used so far; retries of the same request are not counted."""

    requests: int
    tokens: int


class Budget:
    """Bounds shared by the threads of a run; None is no bound."""

    def __init__(self, max_requests: int | None = None, max_tokens: int | None = None) -> None:
        self._max_requests = max_requests
        self._max_tokens = max_tokens
        self._requests = self._tokens = 0
        self._aside = self._open = 0
        self._refused = False
        self._changed = Condition()

    @property
    def spent(self) -> Spent:
        """What is used up to now."""
        with self._changed:
            return Spent(self._requests, self._tokens)

    def take(self, tokens: int) -> None:
        """Set ``tokens`` and one request aside; waits while open requests may give some back.

        Raises BudgetError when the bound would be passed, and from then on: a smaller report after the one that
        did not fit would only be read out of turn.
        """
        with self._changed:
            while True:
                if self._max_requests is not None and (self._refused or self._requests >= self._max_requests):
                    self._refuse()
                    raise BudgetError(
                        f"the budget of {self._max_requests:,} requests is used up",
                        hint="what was read is kept; allow more, or read the rest without a language model",
                    )
                if self._max_tokens is None:
                    break
                if not self._refused and self._tokens + self._aside + tokens <= self._max_tokens:
                    break
                if self._refused or not self._open:
                    self._refuse()
                    raise BudgetError(
                        f"the budget of {self._max_tokens:,} tokens is used up "
                        f"({self._tokens:,} spent, the next request may need {tokens:,})",
                        hint="what was read is kept; allow more, or read the rest without a language model",
                    )
                self._changed.wait()
            self._requests += 1
            self._open += 1
            self._aside += tokens

    def _refuse(self) -> None:
        self._refused = True
        self._changed.notify_all()

    def settle(self, aside: int, used: int) -> None:
        """Replace what was set aside for one request by what it used."""
        with self._changed:
            self._open -= 1
            self._aside -= aside
            self._tokens += used
            self._changed.notify_all()
