"""The commands about named people: importing a list of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.asking import a_day
from cenotaph.errors import NotFoundError
from cenotaph.options import example, printed_as
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.people_pipeline import ImportedList
    from cenotaph.store import Ledger

__all__ = ["import_people_command"]

_SHOWN = 10
_FATES = ("killed", "died_of_wounds", "injured", "missing", "detained", "alive", "unknown")


@click.command(
    "people",
    epilog=example(
        "cenotaph import people morgue.csv --dry-run --map morgue.toml   # look, then correct morgue.toml",
        "cenotaph import people morgue.csv --map morgue.toml --duplicate-free",
        'cenotaph import people list.xlsx --sheet 2017 --dates day-first --fate killed --name "Health ministry"',
    ),
)
@click.argument("path", metavar="LIST", type=click.Path(path_type=Path))
@click.option("--name", help="The list's name, the same for every version of it [default: the file's name].")
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="How the columns are read (TOML). Where it is not there, the guess is written to it.",
)
@click.option("--id", "id_column", metavar="COLUMN", help="The column whose value stays with a person.")
@click.option(
    "--duplicate-free/--duplicates",
    "duplicate_free",
    default=None,
    help="Whether the list says that nobody stands in it twice [default: as last time, else --duplicates].",
)
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How to read 03/04/2017.")
@click.option("--fate", type=click.Choice(_FATES), help="Of rows that name none [default: unknown].")
@click.option("--sheet", help="The sheet of a workbook [default: the first that holds anything].")
@click.option("--delimiter", help="Of a CSV file [default: found out].")
@click.option("--charset", help="Of a CSV file [default: found out].")
@click.option("--publisher", help="Who keeps the list.")
@click.option("--published", metavar="YYYY-MM-DD", help="The day of this version.")
@click.option("--dry-run", is_flag=True, help="Read it and say what would be recorded; write nothing.")
@printed_as("text", "json")
@click.option(
    "--ledger", "address", metavar="LEDGER", envvar="CENOTAPH_LEDGER", help="The ledger [default: ./cenotaph.db]."
)
def import_people_command(
    path: Path, dry_run: bool, form: str, address: str | None, dates: str | None, fate: str | None, **options: Any
) -> None:
    """A list of named people: CSV, XLSX or Parquet, one person a row.

    How each column is read is guessed, shown, and kept for the next version of the list. Every row that gives no
    record, or only part of one, is reported with its line. The same list again changes nothing; a changed one is a
    new version, and the former stays as history.
    """
    from cenotaph.model import PersonFate
    from cenotaph.people_pipeline import ListOptions, import_people
    from cenotaph.terminal import progress

    options["published"] = a_day(options["published"], "--published")
    given = ListOptions(
        dates=dates.replace("-", " ") if dates else None, fate=PersonFate(fate) if fate else None, **options
    )
    ledger = _ledger(address, may_be_missing=dry_run)
    try:
        with progress("importing") as show:
            result = import_people(ledger, path, given, dry_run=dry_run, on_progress=show)
    finally:
        if ledger is not None:
            ledger.close()
    if form == "json":
        print_json(_as_json(result))
    else:
        _print(result)


def _ledger(address: str | None, *, may_be_missing: bool) -> Ledger | None:
    from cenotaph.store import open_ledger

    try:
        return open_ledger(address)
    except NotFoundError:
        if may_be_missing:
            return None
        raise


def _print(result: ImportedList) -> None:
    from cenotaph.terminal import escaped, plain_table, print_table

    reading = result.reading
    if result.stored and result.change is None:
        click.echo(f"list       {reading.named.name}: the same as recorded already; nothing changed")
        return
    options: list[tuple[str, dict[str, Any]]] = [
        ("column", {"ratio": 2}),
        ("read as", {"ratio": 1}),
        ("why", {"ratio": 3}),
    ]
    table = plain_table(f"columns ({result.mapping_from})", options)
    for column in reading.columns:
        table.add_row(escaped(column.header), column.field or "-", escaped(column.why))
    print_table(table)
    for header, order in reading.orders:
        click.echo(f"days       {header}: {order}")
    for note in reading.report.notes:
        click.echo(f"note       {note}")
    _print_faults(result)
    lost = sum(fault.rows for fault in result.faults if not fault.kept)
    click.echo(f"rows       {reading.rows}: {result.people} records, {lost} without one (each said above)")
    _print_change(result)


def _print_faults(result: ImportedList) -> None:
    """Every reason with how many rows it befell and the first of them."""
    reasons = Counter(fault.reason for fault in result.faults)
    shown: Counter[str] = Counter()
    for fault in result.faults:
        shown[fault.reason] += 1
        if shown[fault.reason] <= _SHOWN:
            click.echo(f"{'in part' if fault.kept else 'no record':<10} {fault}")
        elif shown[fault.reason] == _SHOWN + 1:
            more = reasons[fault.reason] - _SHOWN
            click.echo(f"           ... {more} more: {fault.reason} (--format json lists them all)")


def _print_change(result: ImportedList) -> None:
    change, named = result.change, result.reading.named
    says = "says that nobody stands in it twice" if named.duplicate_free else "may name a person twice"
    if not result.stored:
        click.echo(f"dry run    nothing was recorded of {named.name}, which {says}")
        return
    if change is None:
        return
    click.echo(f"list       {named.name} ({named.id}), which {says}")
    changed, gone = len(change.changed), len(change.gone)
    click.echo(f"recorded   {change.added} added, {changed} changed, {gone} gone, {change.same} the same")
    if change.added and gone and not any(column.field == "id" for column in result.reading.columns):
        click.echo("           without a column of ids (--id) a row that was corrected is one gone and one added")
    for what, people in (("changed", change.changed), ("gone", change.gone)):
        for id, name in people[:_SHOWN]:
            click.echo(f"{what:<10} {name}  {id}")
        if len(people) > _SHOWN:
            click.echo(f"           ... {len(people) - _SHOWN} more {what} (--format json lists them all)")


def _as_json(result: ImportedList) -> dict[str, Any]:
    reading, change = result.reading, result.change
    return {
        "list": reading.named.id,
        "name": reading.named.name,
        "report": reading.report.id,
        "duplicate_free": reading.named.duplicate_free,
        "columns": list(reading.columns),
        "columns_from": result.mapping_from,
        "days": dict(reading.orders),
        "notes": reading.report.notes,
        "rows": reading.rows,
        "records": result.people,
        "faults": list(result.faults),
        "recorded": result.stored,
        "added": change.added if change else 0,
        "same": change.same if change else 0,
        "changed": [id for id, _ in change.changed] if change else [],
        "gone": [id for id, _ in change.gone] if change else [],
    }
