"""The commands that need no ledger: files and JSON lines in, claims and incidents out."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from cenotaph.errors import CenotaphError, NotFoundError

if TYPE_CHECKING:
    from cenotaph.model import Claim, Report

__all__ = ["extract_batch", "extract_files", "open_lines", "print_claims", "print_json", "resolve_batch"]


def print_json(value: Any) -> None:
    """Records as one line of JSON on standard output."""
    from cenotaph.model import to_dict

    click.echo(json.dumps(to_dict(value), ensure_ascii=False))


def extract_files(
    files: Sequence[str], publisher: str | None, published: str | None, form: str, *, explained: bool = False
) -> None:
    """Print the claims of files (or - for standard input); a file that cannot be read is one line on stderr.

    ``form`` is jsonl, table or text (the claims with their reasons, field by field); ``explained`` adds the
    reasons to each line of jsonl.
    """
    from cenotaph.archive import archive as read_report
    from cenotaph.extract import extract as read_claims
    from cenotaph.extract import language_of, supports
    from cenotaph.terminal import complain

    failed = False
    for name in files:
        try:
            source = sys.stdin.buffer.read() if name == "-" else Path(name)
            report = read_report(source, publisher=publisher, published=published)
            if report.stub:
                raise CenotaphError(f"not an article: {report.stub}", hint="give the page as a reader sees it")
            language = language_of(report.text, report.language)
            if not supports(language):
                raise CenotaphError(
                    f"in a language that is not read yet ({language})", hint="English and Russian are read now"
                )
            claims = read_claims(report)
        except CenotaphError as error:
            complain(f"{name}: {error.message}" if name not in error.message else error.message, error.hint)
            failed = True
            if len(files) == 1:
                sys.exit(error.exit_code)
            continue
        print_claims(name, report, claims, form, explained=explained)
    if failed:
        sys.exit(1)


def print_claims(name: str, report: Report, claims: tuple[Claim, ...], form: str, *, explained: bool) -> None:
    """Print the claims of one report, as ``extract_files`` does; that there is none is one line on stderr."""
    from cenotaph.extract import tally
    from cenotaph.extract.explain import explain
    from cenotaph.model import to_dict
    from cenotaph.terminal import claims_table, complain, explanation_lines, print_table

    if form == "table":
        print_table(claims_table(claims, title=f"{name}: {report.title or ''}"))
    elif form == "text":
        for line in explanation_lines(report, claims, tally(claims, report.text)):
            click.echo(line)
    else:
        for claim in claims:
            told = {"explanation": explain(claim, report)} if explained else {}
            print_json(to_dict(claim) | told)
    if not claims:
        complain(f"{name}: no casualty claim found", "the text was read; it states no count, denial or unknown")


def extract_batch(name: str) -> None:
    """Print claims and tally for every line of ``name``; raises CenotaphError when lines could not be read."""
    from cenotaph.extract.batch import read_lines
    from cenotaph.terminal import complain

    failed = 0
    unread: Counter[str] = Counter()
    with open_lines(name) as stream:
        for line in read_lines(stream):
            row = json.loads(line)
            failed += "error" in row
            unread.update([row["unsupported"]] if "unsupported" in row else [])
            click.echo(line)
    if unread:
        kinds = ", ".join(f"{language} {times}" for language, times in sorted(unread.items()))
        complain(f"not read, no reader for the language: {kinds}", 'their output lines say so under "unsupported"')
    if failed:
        raise CenotaphError(f"{failed} lines could not be read", hint='their output lines say why under "error"')


def open_lines(name: str) -> TextIO:
    """A file of JSON lines, or standard input; raises NotFoundError."""
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    try:
        return Path(name).open(encoding="utf-8")
    except OSError as error:
        hint = "give a file of JSON lines, or - for stdin"
        raise NotFoundError(f"{name}: {error.strerror}", hint=hint) from error


def resolve_batch(name: str, out: Path) -> None:
    """Gather the reports of ``name`` into incidents and write both result files into ``out``."""
    from cenotaph.batch import resolve_lines
    from cenotaph.terminal import progress

    with open_lines(name) as stream, progress("reading") as show:
        counts = resolve_lines(stream, out, on_progress=show)
    click.echo(f"{counts.reports} reports in {counts.incidents} incidents, {counts.echoes} echoes: {out}")
    if counts.failed:
        raise CenotaphError(
            f"{counts.failed} lines could not be read", hint=f"{out}/reports.jsonl says which and why"
        )
