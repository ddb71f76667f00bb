"""``cenotaph export``: what others reckon with, out of a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cenotaph.errors import UsageError
from cenotaph.options import example, printed_as, with_ledger
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.resolve.people.presence import PresenceTable
    from cenotaph.store import Ledger

__all__ = ["export", "notes_of", "presence_options", "print_presence", "write_presence"]

F = TypeVar("F", bound=Callable[..., Any])


def presence_options(command: F) -> F:
    """How the table of who stands in which lists is made: ``draws`` and ``by`` (its strata)."""
    for option in (
        click.option(
            "--by",
            multiple=True,
            type=click.Choice(["sex", "age_group"]),
            help="Part the table by it; may be given twice.",
        ),
        click.option(
            "--draws", type=click.IntRange(1), default=50, show_default=True, help="Sampled linkages in the table."
        ),
    ):
        command = option(command)
    return command


@click.group()
def export() -> None:
    """Write out what others reckon with."""


@export.command(
    "presence",
    epilog=example(
        "cenotaph export presence presence.csv",
        "cenotaph export presence presence.csv --list morgue --list registry --list posts --draws 200 --by sex",
    ),
)
@click.argument("path", metavar="OUT.csv", type=click.Path(path_type=Path))
@click.option("--list", "lists", metavar="NAME", multiple=True, help="Only these lists [default: all].")
@presence_options
@click.option("--seed", type=int, default=0, show_default=True, help="Of the model and of the draws.")
@printed_as("text", "json")
@with_ledger
def export_presence(
    ledger: Ledger, path: Path, lists: tuple[str, ...], draws: int, by: tuple[str, ...], seed: int, form: str
) -> None:
    """How many individuals stand in exactly which lists, in many linkages that may be true.

    One table a draw, none of them the true one; OUT.csv.json says what they came from. No name is in either.
    """
    from cenotaph.people_pipeline import presence_of

    table = presence_of(ledger, lists=lists, draws=draws, seed=seed, strata=by)
    write_presence(table, path)
    if form == "json":
        print_json(table)
    else:
        print_presence(table, path)


@export.command(
    "people",
    epilog=example("cenotaph export people verified.csv", "cenotaph export people backlog.csv --backlog"),
)
@click.argument("path", metavar="OUT.csv", type=click.Path(path_type=Path))
@click.option("--backlog", is_flag=True, help="Instead: those who wait for a second source, and the unverified.")
@with_ledger
def export_people(ledger: Ledger, path: Path, backlog: bool) -> None:
    """The list of the named dead whose death is verified, one a row; the backlog is a file of its own.

    The two are never added up. Who is rejected is in neither. Records that are not public are left out, and
    informants always.
    """
    from cenotaph.known_people import known_people, named_csv

    people = known_people(ledger)
    text, count = named_csv(people, backlog=backlog)
    _write(path, text)
    click.echo(f"{count} {'in the backlog' if backlog else 'verified'}: {path}")


def notes_of(path: Path) -> Path:
    """Where the notes of a table stand: beside it, its name with ``.json`` after it."""
    return path.with_name(path.name + ".json")


def write_presence(table: PresenceTable, path: Path) -> None:
    """Write the table and its notes, each whole or not at all; UsageError where that cannot be."""
    from importlib.metadata import version

    _write(path, table.as_csv())
    _write(notes_of(path), table.as_json(made_by=f"cenotaph {version('cenotaph')}"))


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="check the folder") from error


def print_presence(table: PresenceTable, path: Path) -> None:
    """What the table holds and what it does not, on the terminal."""
    for one in table.lists:
        free = "nobody twice" if one.duplicate_free else "may name a person twice"
        click.echo(f"{one.column}: {one.counted} of {one.records} records, {free}")
    for reason, count in table.left_out:
        click.echo(f"left out: {count} records {reason}")
    kept = "cannot be told" if table.blocking_recall is None else f"{table.blocking_recall:.3f}"
    click.echo(f"share of true pairs that were compared: {kept} (the others are in no draw)", file=sys.stdout)
    click.echo(f"presence: {path} ({table.draws} draws, seed {table.seed}) and {notes_of(path)}")
