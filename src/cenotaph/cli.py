"""The command line: one sub-command a stage. Exit 0 = done, 1 = the work failed, 2 = asked for wrongly."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from cenotaph.asking import (
    AskedOf,
    a_day,
    chosen_incident,
    print_reckoning,
    reconcile_command,
    reconcile_options,
    sayings_of,
    scope_dossier,
)
from cenotaph.errors import CenotaphError, UsageError
from cenotaph.estimate_commands import estimate_command
from cenotaph.export_commands import export
from cenotaph.judge_commands import judge
from cenotaph.keeping import backup, import_, show, verify
from cenotaph.language_model import AskedModel, extractor_options, read_with_model
from cenotaph.link_commands import link
from cenotaph.options import example, printed_as, with_ledger
from cenotaph.people_commands import import_people_command
from cenotaph.review_commands import review
from cenotaph.standalone import extract_batch, extract_files, print_json, resolve_batch

if TYPE_CHECKING:
    from cenotaph.store import Ledger

__all__ = ["main"]

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(None, "-V", "--version", package_name="cenotaph", message="cenotaph %(version)s")
def cli() -> None:
    """How many died, who says so, and how do we know?

    Cenotaph archives reports, reads every attributed casualty claim out of them, groups the claims into
    incidents, sets the claims against each other, and writes a page on which every number leads to its quote.

    \b
    Start with:   cenotaph demo
    A real case:  cenotaph init case.db; export CENOTAPH_LEDGER=case.db
                  cenotaph archive reports/ && cenotaph extract && cenotaph resolve
                  cenotaph reconcile && cenotaph dossier
    """


@cli.command(epilog=example("cenotaph demo --out demo"))
@click.option("--out", type=click.Path(path_type=Path), default=Path("cenotaph-demo"), show_default=True)
def demo(out: Path) -> None:
    """Build the demo ledger (a battle in Syria in 2018, told by many) and write its dossier."""
    from cenotaph.demo import run_demo
    from cenotaph.store import open_ledger
    from cenotaph.terminal import progress

    with progress("demo") as show:
        result = run_demo(out, on_progress=show)
    with open_ledger(str(result.ledger)) as ledger:
        print_reckoning(result.reckoning, sayings_of(ledger))
    click.echo(f"\nledger:  {result.ledger}\ndossier: {result.page}")


@cli.command(epilog=example("cenotaph init case.db", "CENOTAPH_LEDGER=case.db cenotaph archive reports/"))
@click.argument("address", metavar="[LEDGER]", required=False, envvar="CENOTAPH_LEDGER")
@click.option("--ledger", "option", metavar="LEDGER", help="The same as the argument.")
def init(address: str | None, option: str | None) -> None:
    """Make an empty ledger (a SQLite file; default ./cenotaph.db)."""
    from cenotaph.store import open_ledger

    with open_ledger(option or address, create=True) as ledger:
        held = ledger.counts().get("reports", 0)
        click.echo(f"{ledger.path}: " + (f"there already, {held} reports" if held else "ready"))


@cli.command(
    epilog=example(
        "cenotaph archive reports/ more/page.html",
        "cenotaph archive wire.txt --publisher Reuters --published 2018-02-16",
        "curl -s https://example.org/news | cenotaph archive - --url https://example.org/news",
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--publisher", help="Who published it (overrides what the page says).")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date (overrides what the page says).")
@click.option("--url", help="Where it was published.")
@printed_as("text", "json")
@with_ledger
def archive(
    ledger: Ledger, paths: tuple[str, ...], publisher: str | None, published: str | None, url: str | None, form: str
) -> None:
    """Archive reports: files, folders or - for standard input. The same bytes again change nothing.

    A folder may hold sources.csv (file,publisher,published,url,title,kind,language,author).
    """
    from cenotaph.pipeline import archive_into
    from cenotaph.terminal import complain, progress

    with progress("archiving") as show:
        result = archive_into(ledger, paths, publisher=publisher, published=published, url=url, on_progress=show)
    if form == "json":
        print_json(result.rows())
    else:
        for name, report in result.added:
            click.echo(
                f"archived  {name}  {report.sha256[:12]}  {report.publisher or 'unknown publisher'}"
                f"  {report.published or 'undated'}"
            )
        for name, report in result.corrected:
            click.echo(f"corrected {name}  {report.sha256[:12]}  new facts about an archived report")
        for name, report in result.known:
            click.echo(f"known     {name}  {report.sha256[:12]}  the same bytes are archived already")
        click.echo(f"{len(result.added)} archived, {len(result.known)} known already, {len(result.failed)} failed")
    for name, report in result.stubs:
        complain(f"{name}: archived as a stub: {report.stub}", "it will not be read for claims")
    for name, error in result.failed:
        complain(f"{name}: {error.message}", error.hint)
    if result.failed or result.stubs:
        sys.exit(1)


@cli.command(
    epilog=example(
        "cenotaph extract report.txt --published 2018-02-20 --publisher 'BBC News' --format table",
        "cenotaph extract report.txt --explain   # which words and rules gave each field",
        "cenotaph extract --from-jsonl reports.jsonl > claims.jsonl",
        "cenotaph extract --from-jsonl reports.jsonl --out claims.jsonl --workers 2   # again: goes on",
        "cenotaph extract                       # everything unread in the ledger",
        "cenotaph extract --extractor llm --llm-url http://127.0.0.1:8080/v1 --llm-model M report.txt",
    )
)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option(
    "--from-jsonl", "batch", metavar="FILE", help="Lines {id, text, published?, publisher?}; - reads stdin."
)
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date; without it relative dates stay open.")
@printed_as("jsonl", "table")
@click.option("--explain", is_flag=True, help="With FILE: the words and rules behind each field, and the tally's.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="With --from-jsonl: add to this file, go on where it ends."
)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that read.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="For one report; one that takes longer is an error, and the rest goes on.",
)
@click.option("--ledger", "address", metavar="LEDGER", envvar="CENOTAPH_LEDGER", help="Without FILE: the ledger.")
@extractor_options
def extract(
    files: tuple[str, ...],
    batch: str | None,
    out: Path | None,
    workers: int,
    time_limit: float,
    publisher: str | None,
    published: str | None,
    form: str,
    explain: bool,
    address: str | None,
    model: AskedModel,
) -> None:
    """Read casualty claims: from files (to standard output, no ledger), from JSON lines, or from the ledger.

    A language model is asked only with --extractor llm; its key is read from $CENOTAPH_LLM_KEY.
    """
    if batch and files:
        raise UsageError("--from-jsonl and FILE together", hint="give one of them")
    if out is not None and not batch:
        raise UsageError("--out without --from-jsonl", hint="cenotaph extract --from-jsonl F --out OUT.jsonl")
    if model.wanted and (out is not None or workers > 1):
        hint = "they are for the rules; a model is asked about several reports at once anyhow"
        raise UsageError("--workers and --out are not for --extractor llm", hint=hint)
    if explain and not files:
        raise UsageError("--explain without FILE", hint="give the report: cenotaph extract report.txt --explain")
    if explain and form == "table":
        raise UsageError("--explain as a table", hint="leave out --format, or give --format jsonl")
    asked = click.get_current_context().get_parameter_source("form") is ParameterSource.COMMANDLINE
    form = form if asked or not explain else "text"
    if model.wanted:
        read_with_model(model, files, batch, address, publisher, published, form, explained=explain)
    elif batch:
        extract_batch(batch, out, workers=workers, time_limit=time_limit)
    elif files:
        extract_files(files, publisher, published, form, explained=explain, workers=workers, time_limit=time_limit)
    else:
        _extract_ledger(address, workers, time_limit)


def _extract_ledger(address: str | None, workers: int, time_limit: float) -> None:
    from cenotaph.pipeline import extract_all
    from cenotaph.store import open_ledger
    from cenotaph.terminal import complain, progress

    with open_ledger(address) as ledger:
        with progress("reading") as show:
            result = extract_all(ledger, workers=workers, time_limit=time_limit, on_progress=show)
        click.echo(f"{result.read} reports read, {result.claims} claims; {result.skipped} left unread")
    for name, why in result.failed:
        complain(f"{name}: {why.message}", why.hint)
    if result.failed:
        sys.exit(1)


@cli.command(
    epilog=example(
        "cenotaph resolve",
        "cenotaph resolve --format json",
        "cenotaph resolve --from-jsonl reports.jsonl --out found/",
    )
)
@click.option(
    "--from-jsonl", "batch", metavar="FILE", help="Lines {id, text, published?, publisher?}; - reads stdin."
)
@click.option("--out", type=click.Path(path_type=Path), help="With --from-jsonl: folder for the two result files.")
@printed_as("table", "json")
@click.option("--ledger", "address", metavar="LEDGER", envvar="CENOTAPH_LEDGER", help="Without --from-jsonl.")
def resolve(batch: str | None, out: Path | None, form: str, address: str | None) -> None:
    """Decide which claims are about the same incident, and which named records are one person.

    Every decision is a judgement with its reason.

    With --from-jsonl no ledger is needed: reports.jsonl and incidents.jsonl are written into --out.
    """
    if (batch is None) != (out is None):
        raise UsageError("--from-jsonl and --out go together", hint="cenotaph resolve --from-jsonl F --out DIR")
    if batch is not None and out is not None:
        resolve_batch(batch, out)
    else:
        _resolve_ledger(address, form)


def _resolve_ledger(address: str | None, form: str) -> None:
    from cenotaph.known_people import apart
    from cenotaph.people_pipeline import record_people
    from cenotaph.pipeline import resolve_all
    from cenotaph.store import open_ledger
    from cenotaph.terminal import incidents_table, print_table

    with open_ledger(address) as ledger:
        resolution = resolve_all(ledger)
        people = record_people(ledger)
    if form == "json":
        print_json(resolution.incidents)
        return
    if resolution.incidents:
        print_table(incidents_table(resolution.incidents))
    if people is not None:
        records, persons = len(people.evidence.columns), len(people.individuals)
        click.echo(f"{records:,} records of named people: {persons:,} individuals (cenotaph review people)")
        for line in apart(people.individuals):
            click.echo(f"  {line}")
    elif not resolution.incidents:
        raise CenotaphError("no incident: no claim names a place or a day", hint="run cenotaph extract first")


@cli.command(
    epilog=example(
        "cenotaph reconcile SY-2018-02-07 --as-of 2018-02-17",
        'cenotaph reconcile --question "Russians killed in Syria, to 2018-02-20" --why',
        'cenotaph reconcile --believe "Russian foreign ministry" --believe "United States"',
        "cenotaph reconcile --policy airwars --policy ucdp --format json",
    )
)
@click.argument("incident", required=False, metavar="[INCIDENT]")
@reconcile_options
@printed_as("table", "json")
@with_ledger
def reconcile(
    ledger: Ledger,
    incident: str | None,
    question: str | None,
    believe: tuple[str, ...],
    policies: tuple[str, ...],
    as_of: str | None,
    why: bool,
    form: str,
) -> None:
    """Set the claims of one incident (default: the one with most claims) against each other.

    Without options: who has said what, what cannot all be true, and what follows if you believe whom. A question
    about other places or times is answered from all claims in the ledger.
    """
    asked = AskedOf(
        believe=believe,
        policies=policies,
        question=question,
        as_of=a_day(as_of, "--as-of"),
        why=why,
        form=form,
    )
    reconcile_command(ledger, incident, asked)


@cli.command(
    epilog=example(
        "cenotaph dossier",
        "cenotaph dossier SY-2018-02-07 -o khasham/",
        'cenotaph dossier --scope "Syria 2018"',
        'cenotaph dossier --scope "Aleppo, Syria, since March 2016" --as-of 2016-12-31',
    )
)
@click.argument("incident", required=False, metavar="[INCIDENT]")
@click.option("--scope", metavar="TEXT", help="A place, a time or both: totals, who claims them, the incidents.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder to write [default: dossier-CODE].")
@click.option("--as-of", metavar="YYYY-MM-DD", help="What was known on that day.")
@with_ledger
def dossier(ledger: Ledger, incident: str | None, scope: str | None, out: Path | None, as_of: str | None) -> None:
    """Write the page of one incident (default: the one with most claims), or of a place and a time.

    A folder that opens from disk, with no network and no server.
    """
    from cenotaph.dossier import write_dossier

    if scope is not None:
        if incident is not None:
            raise UsageError("INCIDENT and --scope together", hint="give one of them")
        scope_dossier(ledger, scope, out, a_day(as_of, "--as-of"))
        return
    chosen = chosen_incident(ledger, incident)
    page = write_dossier(ledger, chosen.code, out or Path(f"dossier-{chosen.code}"), as_of=a_day(as_of, "--as-of"))
    click.echo(f"{chosen.title}\ndossier: {page}")


import_.add_command(import_people_command)
for command in (estimate_command, link, review, judge, show, import_, export, verify, backup):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every failure is one line with a hint, and exit code 1 or 2."""
    from cenotaph.terminal import complain

    try:
        code = cli.main(args=arguments, prog_name="cenotaph", standalone_mode=False)
    except CenotaphError as error:
        complain(error.message, error.hint)
        sys.exit(error.exit_code)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "cenotaph"
        complain(error.format_message(), f"try {path} --help")
        sys.exit(2)
    except click.ClickException as error:
        complain(error.format_message())
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted", "what was reported as done is kept; run the same command again to go on")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
