"""The commands that need no ledger: files and JSON lines in, claims and incidents out."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from cenotaph.errors import CenotaphError, NotFoundError

if TYPE_CHECKING:
    from cenotaph.model import Claim, Report

__all__ = ["extract_batch", "extract_files", "open_lines", "print_claims", "print_json", "resolve_batch"]


def print_json(value: Any) -> None:
    """Records as one line of JSON on standard output; informants who are not public stay out."""
    from cenotaph.model import to_shown

    click.echo(json.dumps(to_shown(value), ensure_ascii=False))


def extract_files(
    files: Sequence[str],
    publisher: str | None,
    published: str | None,
    form: str,
    *,
    explained: bool = False,
    workers: int = 1,
    time_limit: float | None = None,
) -> None:
    """Print the claims of files, folders, or - for standard input; one that cannot be read is one line on stderr.

    ``form`` is jsonl, table or text (the claims with their reasons, field by field); ``explained`` adds the
    reasons to each line of jsonl. ``workers`` processes read, each report within ``time_limit`` seconds.
    """
    from cenotaph.extract import extract_many
    from cenotaph.terminal import complain

    names: deque[str] = deque()
    failed: list[int] = []

    def fails(name: str, error: CenotaphError) -> None:
        complain(f"{name}: {error.message}" if name not in error.message else error.message, error.hint)
        failed.append(error.exit_code)

    def reports() -> Iterator[Report]:
        for name in _documents(files, fails):
            try:
                report = _readable(name, publisher, published)
            except CenotaphError as error:
                fails(name, error)
            else:
                names.append(name)
                yield report

    for report, found in extract_many(reports(), workers=workers, time_limit=time_limit):
        name = names.popleft()
        if isinstance(found, CenotaphError):
            fails(name, found)
        else:
            print_claims(name, report, found, form, explained=explained)
    if failed:
        sys.exit(failed[0] if len(files) == 1 and len(failed) == 1 else 1)


def _documents(files: Sequence[str], fails: Callable[[str, CenotaphError], None]) -> Iterator[str]:
    """The names given, a folder as the documents under it."""
    from cenotaph.archive import find

    for name in files:
        try:
            if name != "-" and Path(name).is_dir():
                yield from (source.name for source in find([name]))
            else:
                yield name
        except CenotaphError as error:
            fails(name, error)
        except (OSError, ValueError):  # a name that is too long, or holds a NUL
            yield name


def _readable(name: str, publisher: str | None, published: str | None) -> Report:
    """The report at ``name``; raises CenotaphError when it is none, or in a language that is not read."""
    from cenotaph.archive import archive as read_report
    from cenotaph.extract import language_of, supports

    source = sys.stdin.buffer.read() if name == "-" else Path(name)
    report = read_report(source, publisher=publisher, published=published)
    if report.stub:
        raise CenotaphError(f"not an article: {report.stub}", hint="give the page as a reader sees it")
    language = language_of(report.text, report.language)
    if not supports(language):
        hint = "English, Russian and Arabic are read now"
        raise CenotaphError(f"in a language that is not read yet ({language})", hint=hint)
    return report


def print_claims(name: str, report: Report, claims: Sequence[Claim], form: str, *, explained: bool) -> None:
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


def extract_batch(name: str, out: Path | None = None, *, workers: int = 1, time_limit: float | None = None) -> None:
    """Print claims and tally for every line of ``name``, or add them to ``out``, going on where it ends.

    Raises CenotaphError when lines could not be read, and when ``out`` holds something else.
    """
    from cenotaph.extract.batch import read_lines
    from cenotaph.resuming import Resumed
    from cenotaph.terminal import complain, progress

    failed = 0
    unread: Counter[str] = Counter()
    with open_lines(name) as stream:
        if out is None:
            for line in read_lines(stream, workers=workers, time_limit=time_limit):
                row = json.loads(line)
                failed += "error" in row
                unread.update([row["unsupported"]] if "unsupported" in row else [])
                click.echo(line)
        else:
            with Resumed(out) as there, progress("reading") as show:
                if there.found or there.cut:
                    half = ", a half-written line was cut off" if there.cut else ""
                    complain(f"{out}: going on after the {there.found} rows that are there{half}")
                total = _count(name)
                for done, line in enumerate(
                    read_lines(there.new(stream), workers=workers, time_limit=time_limit), start=there.found + 1
                ):
                    row = json.loads(line)
                    failed += "error" in row
                    unread.update([row["unsupported"]] if "unsupported" in row else [])
                    there.add(line)
                    show(done, max(total, done) if total else 0, "")
                click.echo(f"{there.added} rows added, {there.found} were there: {out}")
    if unread:
        kinds = ", ".join(f"{language} {times}" for language, times in sorted(unread.items()))
        complain(f"not read, no reader for the language: {kinds}", 'their output lines say so under "unsupported"')
    if failed:
        raise CenotaphError(f"{failed} lines could not be read", hint='their output lines say why under "error"')


def _count(name: str) -> int:
    """The non-blank lines of a file, for the progress bar; 0 for standard input, whose length nobody knows."""
    if name == "-":
        return 0
    with Path(name).open("rb") as stream:
        return sum(1 for line in stream if line.strip())


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
