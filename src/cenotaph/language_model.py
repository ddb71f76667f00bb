"""``cenotaph extract --extractor llm``: what is sent is announced and bounded, what was rejected is told."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cenotaph.errors import BudgetError, CenotaphError, UsageError
from cenotaph.standalone import open_lines, print_claims
from cenotaph.terminal import complain

if TYPE_CHECKING:
    from cenotaph.extract.llm import LlmExtractor
    from cenotaph.model import Claim, Report

__all__ = ["AskedModel", "extractor_options", "read_with_model"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class AskedModel:
    """What the command line asks of a language model; ``wanted`` is False unless ``--extractor llm`` is given."""

    wanted: bool
    url: str | None
    model: str | None
    budget: int | None
    dry_run: bool
    log: str | None
    allow_sensitive: bool


_OPTIONS = (
    click.option(
        "--extractor",
        type=click.Choice(["auto", "llm"]),
        default="auto",
        show_default=True,
        help="auto: the rules, on this machine. llm: ask a language model; needs an address.",
    ),
    click.option("--llm-url", metavar="URL", help="OpenAI-compatible address [default: $CENOTAPH_LLM_URL]."),
    click.option("--llm-model", metavar="NAME", help="Its model [default: $CENOTAPH_LLM_MODEL]."),
    click.option("--llm-budget", type=click.IntRange(min=1), metavar="TOKENS", help="Stop before more are used."),
    click.option("--llm-dry-run", is_flag=True, help="Print what would be sent and how much; send nothing."),
    click.option("--llm-log", metavar="FILE", help="Append rejected claims with their reasons, as JSON lines."),
    click.option("--llm-allow-sensitive", is_flag=True, help="Also send reports that are not public."),
)


def extractor_options(command: F) -> F:
    """The options of a command that may ask a language model, handed over as ``model``."""

    @wraps(command)
    def run(*args: Any, extractor: str, **kwargs: Any) -> Any:
        given = {name: kwargs.pop(name) for name in [*kwargs] if name.startswith("llm_")}
        named = [name for name, value in given.items() if value]
        if extractor != "llm" and named:
            option = "--" + named[0].replace("_", "-")
            raise UsageError(f"{option} without --extractor llm", hint="nothing is sent unless that is said")
        asked = AskedModel(
            extractor == "llm", **{name.removeprefix("llm_"): value for name, value in given.items()}
        )
        return command(*args, model=asked, **kwargs)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run  # type: ignore[return-value]


def read_with_model(
    asked: AskedModel,
    files: Sequence[str],
    batch: str | None,
    ledger: str | None,
    publisher: str | None,
    published: str | None,
    form: str,
    *,
    explained: bool = False,
) -> None:
    """Read files, else JSON lines, else what this model has not read in the ledger; or only print the plan."""
    if batch:
        _read_batch(asked, batch)
    elif files:
        _read_files(asked, files, (publisher, published), form, explained=explained)
    else:
        _read_ledger(asked, ledger)


def _extractor(asked: AskedModel) -> LlmExtractor:
    from cenotaph.extract.llm import LlmExtractor

    made = LlmExtractor(
        url=asked.url, model=asked.model, max_tokens=asked.budget, allow_sensitive=asked.allow_sensitive
    )
    if not asked.dry_run:
        made.connect()
    return made


def _announce(extractor: LlmExtractor, what: str) -> None:
    """One line that says where the texts go, before the first of them goes."""
    settings = extractor.settings
    where = f"{settings.url}, model {settings.model}"
    if settings.local:
        complain(f"{what} is sent to {where} (this machine)")
    else:
        how = "" if settings.encrypted else " unencrypted"
        complain(f"{what}, with every name in it, leaves this machine{how} for {where}")


def _account(extractor: LlmExtractor, asked: AskedModel, kept: int) -> None:
    """What it cost, and what was rejected and why; the rejected claims go to the log."""
    spent = extractor.spent
    line = f"{spent.requests} requests, about {spent.tokens:,} tokens; {kept} claims kept"
    if extractor.rejected:
        reasons = "; ".join(f"{n} {reason.value}" for reason, n in extractor.reasons.most_common())
        line += f", {len(extractor.rejected)} rejected: {reasons}"
    complain(line)
    if asked.log and extractor.rejected:
        with Path(asked.log).open("a", encoding="utf-8") as log:
            for rejected in extractor.rejected:
                log.write(json.dumps({**asdict(rejected), "by": extractor.by}, ensure_ascii=False) + "\n")


def _plan(extractor: LlmExtractor, reports: Iterable[tuple[str, Report]]) -> None:
    """Print every message that would be sent, and the totals at the end."""
    requests = characters = tokens = answers = 0
    for name, report in reports:
        plan = extractor.plan(report)
        for number, sent in enumerate(plan.messages, start=1):
            if requests == 0 and number == 1:
                click.echo(f"=== with every request\n{sent[0]['content']}")
            click.echo(f"=== {name}, request {number} of {plan.requests}\n{sent[1]['content']}")
        if plan.refused:
            complain(f"{name}: {plan.refused}", "--llm-allow-sensitive would send it")
        requests, characters = requests + plan.requests, characters + plan.characters
        tokens, answers = tokens + plan.tokens, answers + plan.answer_tokens
    click.echo(
        f"=== {requests} requests, {characters:,} characters, about {tokens:,} tokens, and at most {answers:,} in "
        f"answers, would go to {extractor.settings.url}; nothing was sent"
    )


def _read_files(
    asked: AskedModel, files: Sequence[str], given: tuple[str | None, str | None], form: str, *, explained: bool
) -> None:
    """As with the rules, with what is sent announced; ``given`` is publisher and publication date."""
    extractor = _extractor(asked)
    named, failed = _archived(files, *given, extractor)
    if asked.dry_run:
        _plan(extractor, named)
    elif named:
        texts = f"the text of {len(named)} {'report' if len(named) == 1 else 'reports'}"
        _announce(extractor, f"{texts} ({sum(len(report.text) for _, report in named):,} characters)")
        names = deque(name for name, _ in named)
        kept = 0
        try:
            for report, found in extractor.read_many(report for _, report in named):
                name = names.popleft()
                if isinstance(found, CenotaphError):
                    complain(f"{name}: {found.message}", found.hint)
                    failed = True
                else:
                    print_claims(name, report, found, form, explained=explained)
                    kept += len(found)
        except BudgetError as error:
            raise BudgetError(f"{error.message}; unread: {', '.join(names)}", hint=error.hint) from error
        finally:
            _account(extractor, asked, kept)
    if failed:
        sys.exit(1)


def _archived(
    files: Sequence[str], publisher: str | None, published: str | None, extractor: LlmExtractor
) -> tuple[list[tuple[str, Report]], bool]:
    """The files as reports, and whether one of them could not be one."""
    from cenotaph.archive import archive

    named: list[tuple[str, Report]] = []
    failed = False
    for name in files:
        try:
            source = sys.stdin.buffer.read() if name == "-" else Path(name)
            report = archive(source, publisher=publisher, published=published)
            language = (report.language or "en").partition("-")[0].lower()
            if report.stub:
                raise CenotaphError(f"not an article: {report.stub}", hint="give the page as a reader sees it")
            if language not in extractor.languages:
                raise CenotaphError(f"in a language that is not read yet ({language})", hint="English is read now")
            named.append((name, report))
        except CenotaphError as error:
            complain(f"{name}: {error.message}" if name not in error.message else error.message, error.hint)
            failed = True
            if len(files) == 1:
                sys.exit(error.exit_code)
    return named, failed


def _read_batch(asked: AskedModel, name: str) -> None:
    """As ``--from-jsonl`` of the rules, with requests side by side and rows in order; the texts count as public."""
    extractor = _extractor(asked)
    rows: deque[dict[str, Any]] = deque()
    failed = kept = 0
    with open_lines(name) as stream:
        reports = _reports(stream, rows)
        if asked.dry_run:
            _plan(extractor, ((str(rows[-1]["id"]), report) for report in reports))
            return
        _announce(extractor, f"the text of every line of {name}")
        try:
            for report, found in extractor.read_many(reports):
                failed += _bad_rows(rows)
                row = rows.popleft()
                ok = not isinstance(found, CenotaphError)
                failed, kept = failed + (not ok), kept + (0 if isinstance(found, CenotaphError) else len(found))
                click.echo(json.dumps({"id": row["id"], **_told(report, found)}, ensure_ascii=False))
            failed += _bad_rows(rows)
        except BudgetError as error:
            unread = [row["id"] for row in rows if "error" not in row]
            more = sum(1 for line in stream if line.strip())
            raise BudgetError(
                f"{error.message}; {len(unread) + more} lines are unread, from id {unread[0]!r} on", hint=error.hint
            ) from error
        finally:
            _account(extractor, asked, kept)
    if failed:
        raise CenotaphError(f"{failed} lines could not be read", hint='their output lines say why under "error"')


def _told(report: Report, found: tuple[Claim, ...] | CenotaphError) -> dict[str, Any]:
    from cenotaph.extract import tally
    from cenotaph.model import to_shown

    if isinstance(found, CenotaphError):
        return {"error": str(found)}
    total = tally(found, report.text)
    both = {"killed": asdict(total.killed), "injured": asdict(total.injured)}
    return {"claims": [to_shown(claim) for claim in found], "tally": both}


def _bad_rows(rows: deque[dict[str, Any]]) -> int:
    """Print the error rows that come next in order, and how many they were."""
    printed = 0
    while rows and "error" in rows[0]:
        click.echo(json.dumps(rows.popleft(), ensure_ascii=False))
        printed += 1
    return printed


def _reports(lines: Iterable[str], rows: deque[dict[str, Any]]) -> Iterator[Report]:
    """The reports of JSON lines, lazily; ``rows`` gets one entry a line: its id, and the error of a bad one."""
    from cenotaph.model import Report, report_id

    for line in lines:
        if not line.strip():
            continue
        row: Any = None
        try:
            row = json.loads(line)
            text = row["text"]
            published = date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
            report = Report(
                id=report_id(text.encode()),
                text=text,
                published=published,
                publisher=row.get("publisher") or None,
                language="en",
            )
            rows.append({"id": row["id"]})
        except Exception as error:  # no row may end the stream, whatever is in it
            own = row.get("id") if isinstance(row, dict) else None
            rows.append({"id": own, "error": f"a row needs an id and a text ({type(error).__name__}: {error})"})
            continue
        yield report


class _Ahead:
    """The extractor for a pipeline that takes one report at a time: it asks about the next ones meanwhile."""

    def __init__(self, extractor: LlmExtractor, reports: Iterable[Report]) -> None:
        self.name, self.version, self.by = extractor.name, extractor.version, extractor.by
        self.languages = extractor.languages
        spoken = (r for r in reports if (r.language or "en").partition("-")[0].lower() in extractor.languages)
        self._extractor = extractor
        self._reading = extractor.read_many(spoken)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of the next report of the stream; of any other one by itself."""
        told, found = next(self._reading, (report, None))
        if found is None or told.id != report.id:
            return self._extractor.extract(report)
        if isinstance(found, CenotaphError):
            raise found
        return found

    def close(self) -> None:
        """Ask no further."""
        self._reading.close()


def _read_ledger(asked: AskedModel, address: str | None) -> None:
    """Read what this model has not read in the ledger; its reading is then the newest one of each report."""
    from cenotaph.pipeline import extract_all
    from cenotaph.store import open_ledger
    from cenotaph.terminal import progress

    extractor = _extractor(asked)
    with open_ledger(address) as ledger:
        unread = ledger.unread(extractor.by, profile=extractor.profile)
        if asked.dry_run:
            reports = (ledger.report(id) for id in unread)
            _plan(extractor, ((report.source_name or report.sha256[:12], report) for report in reports))
            return
        if unread:
            _announce(extractor, f"the text of {len(unread)} unread reports")
        before = len(unread)
        claims = 0
        try:
            with closing(_Ahead(extractor, map(ledger.report, unread))) as ahead, progress("asking") as show:
                result = extract_all(ledger, ahead, on_progress=show)
            claims = result.claims
        except BudgetError as error:
            left = len(ledger.unread(extractor.by, profile=extractor.profile))
            raise BudgetError(
                f"{error.message}; {before - left} reports were read, {left} are unread", hint=error.hint
            ) from error
        finally:
            _account(extractor, asked, claims)
        click.echo(f"{result.read} reports read, {result.claims} claims; {result.skipped} left unread")
    for name, why in result.failed:
        complain(f"{name}: {why.message}", why.hint)
    if result.failed:
        sys.exit(1)
