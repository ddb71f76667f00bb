"""The commands that look after a ledger: the trail of a claim, what others recorded, checks and copies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cenotaph.options import example, printed_as, with_ledger
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.store import Ledger

__all__ = ["backup", "import_", "show", "verify"]


@click.command(epilog=example("cenotaph show c-wc3u", "cenotaph show p-7k2q"))
@click.argument("claim", metavar="ID")
@printed_as("text", "json")
@with_ledger
def show(ledger: Ledger, claim: str, form: str) -> None:
    """The trail of one claim: its quote, how the words became numbers, its report and archive hash.

    Of a person (p-...): every record of theirs with its quote, and how well their death is attested.
    """
    from cenotaph.terminal import trail_lines

    if claim.startswith("p-"):
        from cenotaph.known_people import person_json, person_lines, person_of

        person = person_of(ledger, claim)
        if form == "json":
            print_json(person_json(person))
        else:
            for line in person_lines(person):
                click.echo(line)
        return
    found = ledger.claim(claim)
    if form == "json":
        print_json(found)
        return
    for line in trail_lines(found, ledger.report(found.report)):
        click.echo(line)
    for judgement in ledger.judgements():
        if found.id in (judgement.about.id, judgement.other.id if judgement.other else None):
            click.echo(
                f"judged     {judgement.kind.value} {judgement.verdict.value}: {judgement.reason} [{judgement.by}]"
            )


@click.group(name="import")
def import_() -> None:
    """Bring in what others recorded."""


@import_.command("control", epilog=example("cenotaph import control areas.geojson"))
@click.argument("path", type=click.Path(path_type=Path))
@with_ledger
def import_control(ledger: Ledger, path: Path) -> None:
    """Areas of control from a GeoJSON FeatureCollection (properties: see docs/places.md)."""
    from cenotaph.pipeline import import_control_areas

    click.echo(f"{import_control_areas(ledger, path)} areas of control recorded")


@click.command(epilog=example("cenotaph verify --ledger case.db"))
@with_ledger
def verify(ledger: Ledger) -> None:
    """Check every hash, every quote and every link in the ledger."""
    from cenotaph.terminal import complain

    problems = ledger.verify()
    for problem in problems:
        complain(str(problem))
    if problems:
        sys.exit(1)
    held = ", ".join(f"{n} {kind}" for kind, n in ledger.counts().items() if n)
    click.echo(f"{ledger.path}: whole ({held or 'empty'})")


@click.command(epilog=example("cenotaph backup case-2026-11-22.db --ledger case.db"))
@click.argument("path", type=click.Path(path_type=Path))
@with_ledger
def backup(ledger: Ledger, path: Path) -> None:
    """Copy the ledger, while in use, to a new file."""
    ledger.backup(path)
    click.echo(f"{ledger.path} -> {path}")
