"""``cenotaph link``: lists of named people against each other, without a ledger."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.errors import NotFoundError, UsageError
from cenotaph.export_commands import presence_options, print_presence, write_presence
from cenotaph.options import example, printed_as
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.archive.lists import Mapping
    from cenotaph.linking import Linked

__all__ = ["link"]


@click.command(
    epilog=example(
        "cenotaph link morgue.csv registry.xlsx --out links.csv --report report.html",
        "cenotaph link a.csv b.csv --id 'case id' --duplicate-free --out links.csv",
        "cenotaph link a.csv b.csv c.csv --out links.csv --presence presence.csv --draws 50   # for an estimate",
    )
)
@click.argument("paths", metavar="LIST...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="CSV: list, id, individual, probability."
)
@click.option("--report", type=click.Path(path_type=Path), help="A page that shows overlaps, weights and examples.")
@click.option(
    "--id", "id_column", metavar="COLUMN", help="What stands as id in the result [default: found, or the line]."
)
@click.option(
    "--map", "mapping", type=click.Path(path_type=Path), metavar="FILE", help="How the columns are read (TOML)."
)
@click.option("--duplicate-free", is_flag=True, help="Nobody stands twice in any one of the lists.")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How to read 03/04/2017.")
@presence_options
@click.option(
    "--presence",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV: how many stand in which lists, by draw.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the model and of the draws.")
@printed_as("text", "json")
def link(
    paths: tuple[Path, ...],
    out: Path,
    report: Path | None,
    id_column: str | None,
    mapping: Path | None,
    duplicate_free: bool,
    dates: str | None,
    presence: Path | None,
    draws: int,
    by: tuple[str, ...],
    seed: int,
    form: str,
) -> None:
    """Find the same people in lists: CSV, XLSX or Parquet, one person a row.

    Columns are guessed from their heads, in several languages. A row that names nobody has no line in the result
    and is reported. The same lists in any order give the same individuals.
    """
    from cenotaph import linking
    from cenotaph.terminal import progress

    if by and presence is None:
        raise UsageError("--by without --presence", hint="say where the table goes: --presence presence.csv")
    with progress("linking") as show:
        linked = linking.link(
            paths,
            id_column=id_column,
            mapping=_mapping(mapping),
            duplicate_free=duplicate_free,
            dates=dates.replace("-", " ") if dates else None,
            seed=seed,
            on_progress=show,
        )
    try:
        _write(linked, out)
        if report is not None:
            from cenotaph.linking.report import write_report

            write_report(linked, report)
        if presence is not None:
            table = linking.presence_of(linked, draws=draws, seed=seed, strata=by)
            write_presence(table, presence)
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be written: {error.strerror}", hint="check the folder"
        ) from error
    if form == "json":
        print_json(_as_json(linked))
    else:
        _print(linked, out, report)
        if presence is not None:
            print_presence(table, presence)


def _mapping(path: Path | None) -> Mapping | None:
    from cenotaph.archive import decode
    from cenotaph.archive.lists import read_mapping
    from cenotaph.archive.sources import read_file

    if path is None:
        return None
    if not path.exists():
        raise NotFoundError(
            f"{path} is not there", hint="cenotaph import people LIST --dry-run --map FILE writes one"
        )
    return read_mapping(decode(read_file(path)).text.removeprefix("\ufeff"), str(path))


def _write(linked: Linked, path: Path) -> None:
    from cenotaph.linking import links_of

    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "id", "individual", "probability"])
        writer.writerows((row.list, row.id, row.individual, row.probability) for row in links_of(linked))
    part.replace(path)


def _print(linked: Linked, out: Path, report: Path | None) -> None:
    for one in linked.lists:
        read = ", ".join(f"{column.field} ← {column.header}" for column in one.reading.columns if column.field)
        click.echo(f"{one.name}: {len(one.people)} of {one.reading.rows} rows; {read}")
        for header, order in one.reading.orders:
            click.echo(f"  {header}: {order}")
        reasons = Counter((fault.reason, fault.kept) for fault in one.faults)
        first = {(fault.reason, fault.kept): fault for fault in reversed(one.faults)}
        for key, count in reasons.items():
            click.echo(
                f"  {'in part' if key[1] else 'no record'}: {first[key]}"
                + (f" (and {count - 1} more)" if count > 1 else "")
            )
    people = linked.resolution
    several = sum(len(one.records) > 1 for one in people.individuals)
    click.echo(
        f"{len(linked.records)} records: {len(people.individuals)} individuals, {several} of them in several rows"
    )
    click.echo(f"links: {out}" + (f"\nreport: {report}" if report else ""), file=sys.stdout)


def _as_json(linked: Linked) -> dict[str, Any]:
    people = linked.resolution
    names = {one.reading.named.id: one.name for one in linked.lists}
    order = [names[id] for id in people.evidence.columns.names_of_lists]
    return {
        "lists": [
            {
                "name": one.name,
                "rows": one.reading.rows,
                "records": len(one.people),
                "columns": list(one.reading.columns),
                "faults": list(one.faults),
            }
            for one in linked.lists
        ],
        "records": len(linked.records),
        "individuals": len(people.individuals),
        "overlaps": [
            {"lists": [name for name, there in zip(order, pattern, strict=True) if there], "individuals": count}
            for pattern, count in sorted(people.presence().items())
        ],
        "blocking_recall": people.recall,
    }
