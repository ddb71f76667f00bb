"""Every error Cenotaph raises on purpose, in one tree.

::

    CenotaphError                 the work failed (exit code 1)
    ├── UsageError                asked for wrongly (exit code 2)
    │   ├── NotFoundError         a file, incident, claim or report that is not there
    │   └── MissingExtraError     an optional part is not installed
    ├── RecordError               a record breaks a rule of the data dictionary
    │   ├── SpanError             a quote is not the text at its offsets
    │   └── IntervalError         low <= best <= high (or earliest <= latest) does not hold
    ├── ReadError                 bytes that cannot be turned into a report
    │   ├── TooLargeError         over the size limit
    │   └── NotTextError          binary, or of a type that is not supported
    ├── ExtractError              a report that cannot be read for claims
    ├── BudgetError               what a run may spend is used up
    ├── ReconcileError            claims that cannot be reckoned with as asked
    │   └── ContradictionError    claims that cannot all be true: no number follows from them
    ├── EstimateError             an estimate that cannot be made as asked (a refusal is a result, not an error)
    │   └── TableError            a table of capture histories that cannot be what it says
    └── LedgerError               the ledger cannot be opened, migrated or written
        └── AppendOnlyError       something tried to change what was recorded

Every error carries a ``hint``: one sentence that says what to try next.
"""

from __future__ import annotations

__all__ = [
    "AppendOnlyError",
    "BudgetError",
    "CenotaphError",
    "ContradictionError",
    "EstimateError",
    "ExtractError",
    "IntervalError",
    "LedgerError",
    "MissingExtraError",
    "NotFoundError",
    "NotTextError",
    "ReadError",
    "ReconcileError",
    "RecordError",
    "SpanError",
    "TableError",
    "TooLargeError",
    "UsageError",
]


class CenotaphError(Exception):
    """Root of the tree: a message, and a hint about what to try next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(CenotaphError):
    """The request itself is wrong: an option, a name, a combination."""

    exit_code = 2


class NotFoundError(UsageError):
    """What was named does not exist."""


class MissingExtraError(UsageError):
    """An optional part is needed and not installed; the hint names the extra."""


class RecordError(CenotaphError, ValueError):
    """A record breaks a rule of the data dictionary."""


class SpanError(RecordError):
    """A span lies outside its text, or its quote is not what stands there."""


class IntervalError(RecordError):
    """The ends of an interval are in the wrong order, or negative."""


class ReadError(CenotaphError):
    """Bytes that cannot be turned into a report."""


class TooLargeError(ReadError):
    """Input over the size limit."""


class NotTextError(ReadError):
    """Binary input, or a type that is not supported."""


class ExtractError(CenotaphError):
    """A report that cannot be read for claims."""


class BudgetError(CenotaphError):
    """What a run may spend on a language model is used up; what was read before is kept."""


class ReconcileError(CenotaphError):
    """Claims that cannot be reckoned with as asked."""


class ContradictionError(ReconcileError):
    """Claims that cannot all be true, so that no number follows from them; ``claims`` are ids of such a set."""

    def __init__(self, message: str, *, hint: str = "", claims: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.claims = claims


class EstimateError(CenotaphError):
    """An estimate cannot be made as asked; where data forbid one, the result is a refusal and no error."""


class TableError(EstimateError, ValueError):
    """A table of capture histories that cannot be what it says it is."""


class LedgerError(CenotaphError):
    """The ledger cannot be opened, migrated or written."""


class AppendOnlyError(LedgerError):
    """Something tried to change or delete what was recorded."""
