"""``cenotaph estimate``: how many are on none of the lists, or why no honest number exists."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cenotaph.errors import UsageError
from cenotaph.options import example, printed_as
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.estimate import Tables

__all__ = ["estimate_command"]


@click.command(
    "estimate",
    epilog=example(
        "cenotaph estimate lists.csv",
        'cenotaph estimate lists.csv --assume pairwise --signed "A. Statistician" -o estimate/',
        "cenotaph estimate people.csv --lists morgue,registry,posts --strata sex --format json",
        "cenotaph estimate lists.csv --merge hospital+morgue --waive lists_echo='the morgue wrote its list anew'",
        "cenotaph estimate --ledger case.db        # the lists of a ledger, in 50 linkages that may be true",
    ),
)
@click.argument("table", required=False, metavar="[TABLE.csv]")
@click.option(
    "--model",
    "models",
    multiple=True,
    help="graphs, loglinear, rasch, chao, latent [these by default], latent-gibbs, latent-annealed.",
)
@click.option("--lists", metavar="A,B,C", help="The columns that are lists [default: those of 0 and 1].")
@click.option("--strata", metavar="A,B", default="", help="Columns to part people by; the total is over all parts.")
@click.option("--count", metavar="COLUMN", help="The column that counts people [default: count].")
@click.option("--ignore", metavar="A,B", default="", help="Columns to leave out.")
@click.option("--merge", metavar="A+B", multiple=True, help="Lists that are one.")
@click.option(
    "--assume",
    metavar="CODE|TEXT",
    multiple=True,
    help="What makes the number knowable: pairwise, decomposable, latent_classes, independent, or your own words.",
)
@click.option("--signed", metavar="NAME", help="Who stands for what is assumed.")
@click.option("--waive", metavar="RULE=REASON", multiple=True, help="Set a rule aside in writing.")
@click.option("--window", "windows", metavar="LIST=TEXT", multiple=True, help="Which time a list covers.")
@click.option("--definition", "definitions", metavar="LIST=TEXT", multiple=True, help="Whom a list counts.")
@click.option("--linked", is_flag=True, help="The lists were linked by a method that errs.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--level", type=float, default=0.95, show_default=True, help="Of every interval.")
@click.option("--diagnostics/--no-diagnostics", "diagnose", default=True, help="Lists left out, pairs as one, ...")
@click.option(
    "--most-fits",
    type=click.IntRange(0),
    default=2000,
    show_default=True,
    help="That the same of a total over strata may take.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes for strata, linkages and replicates [default: one a processor where there are 100 or more].",
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder for the page, and the answer as JSON.")
@click.option(
    "--cache", type=click.Path(path_type=Path), envvar="CENOTAPH_CACHE", help="Folder of answers to keep."
)
@click.option("--draws", type=click.IntRange(1), default=50, show_default=True, help="Of a ledger: linkages.")
@printed_as("table", "json")
@click.option("--ledger", "address", metavar="LEDGER", envvar="CENOTAPH_LEDGER", help="Without TABLE: the ledger.")
def estimate_command(
    table: str | None,
    lists: str | None,
    strata: str,
    count: str | None,
    ignore: str,
    out: Path | None,
    cache: Path | None,
    draws: int,
    form: str,
    address: str | None,
    **asked: Any,
) -> None:
    """How many people are on none of several lists that overlap, or why no honest number exists.

    TABLE has a column of 0 and 1 for each list and a count, or a row for each person; - reads standard input.
    Without TABLE the lists of a ledger are read, with the doubt of their linkage.

    A refusal is an answer: it says why, and what would lift it. Each model's word stands beside it.
    """
    from cenotaph.estimate import Asked
    from cenotaph.estimate.run import chosen
    from cenotaph.estimate.side_by_side import workers_for
    from cenotaph.estimate_cache import answer
    from cenotaph.terminal import progress
    from cenotaph.terminal_estimate import print_estimate

    settings = Asked(
        models=asked["models"],
        merge=tuple(tuple(part.strip() for part in one.split("+")) for one in asked["merge"]),
        assume=asked["assume"],
        signed=asked["signed"],
        waive=_pairs(asked["waive"], "--waive", "RULE=REASON"),
        windows=_pairs(asked["windows"], "--window", "LIST=TEXT"),
        definitions=_pairs(asked["definitions"], "--definition", "LIST=TEXT"),
        linked=asked["linked"],
        diagnose=asked["diagnose"],
        most_fits=asked["most_fits"],
        seed=asked["seed"],
        level=asked["level"],
    )
    names = _names(lists) if lists is not None else None
    with progress("estimating") as show:
        if table is None:
            tables = _of_ledger(address, names, _names(strata), draws, settings.seed)
        else:
            tables = _of_file(table, lists=names, strata=_names(strata), count=count, ignore=_names(ignore))
        workers = asked["workers"] or workers_for(len(tables.draws) * len(tables.draws[0]))
        told = answer(tables, settings, chosen(settings, tables), folder=cache, workers=workers, on_progress=show)
    if form == "json":
        print_json(told)
    else:
        print_estimate(told)
    if out is not None:
        from cenotaph.dossier.undocumented import write_estimate

        click.echo(f"page       {write_estimate(told, out)}", err=form == "json")


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _pairs(given: Iterable[str], option: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign or not name.strip() or not text.strip():
            raise UsageError(f"{option} {one!r}", hint=f"{option} {form}")
        found[name.strip()] = text.strip()
    return found


def _of_file(table: str, **columns: Any) -> Tables:
    from cenotaph.estimate import read_tables, text_to_tables

    return text_to_tables(sys.stdin.read(), **columns) if table == "-" else read_tables(table, **columns)


def _of_ledger(
    address: str | None, lists: Sequence[str] | None, strata: Sequence[str], draws: int, seed: int
) -> Tables:
    """The lists of a ledger as tables of sampled linkages, as ``cenotaph export presence`` writes them."""
    import json

    from cenotaph.estimate import text_to_tables
    from cenotaph.people_pipeline import presence_of
    from cenotaph.store import open_ledger

    with open_ledger(address) as ledger:
        found = presence_of(ledger, lists=lists or (), draws=draws, seed=seed, strata=strata)
        made = json.loads(found.as_json(made_by="cenotaph estimate"))
        return text_to_tables(found.as_csv(), strata=strata, beside=made, source=str(ledger.path))
