"""What the commands share: an example under the help, the ledger that they open, how they print."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

__all__ = ["example", "printed_as", "with_ledger"]

F = TypeVar("F", bound=Callable[..., Any])


def example(*lines: str) -> str:
    """An epilog of command lines, which click prints as written."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def with_ledger(command: F) -> F:
    """Open the ledger named by ``--ledger`` (or $CENOTAPH_LEDGER, or ./cenotaph.db) for the command."""

    @click.option(
        "--ledger",
        "address",
        metavar="LEDGER",
        envvar="CENOTAPH_LEDGER",
        help="The ledger [default: ./cenotaph.db].",
    )
    @wraps(command)
    def run(address: str | None, *args: Any, **kwargs: Any) -> Any:
        from cenotaph.store import open_ledger

        with open_ledger(address) as ledger:
            return command(ledger, *args, **kwargs)

    return run  # type: ignore[return-value]


def printed_as(*choices: str) -> Callable[[F], F]:
    """The option ``--format`` with these choices, the first by default; the command gets it as ``form``."""
    return click.option(
        "--format", "form", type=click.Choice(choices), default=choices[0], show_default=True, help="How to print."
    )
