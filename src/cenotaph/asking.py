"""What is asked of the claims about an incident, or a place and a time, and the answer as text, JSON or page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cenotaph.errors import NotFoundError, UsageError
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.model import Incident
    from cenotaph.reconcile import PolicyAnswer, Reckoning, World
    from cenotaph.reconcile.inquiry import Inquiry, Reply
    from cenotaph.store import Ledger
    from cenotaph.terminal_reckoning import Sayings

__all__ = [
    "AskedOf",
    "a_day",
    "chosen_incident",
    "inquiry_into",
    "print_reckoning",
    "reconcile_command",
    "reconcile_options",
    "sayings_of",
    "scope_dossier",
]

F = TypeVar("F", bound=Callable[..., Any])

_ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """What the command was asked: voices to believe, policies, a question in words, and how to print."""

    believe: tuple[str, ...]
    policies: tuple[str, ...]
    question: str | None
    as_of: date | None
    why: bool
    form: str

    @property
    def in_particular(self) -> bool:
        """Whether something narrower than everything was asked."""
        return bool(self.believe or self.policies or self.question)


def reconcile_options(command: F) -> F:
    """The options of ``cenotaph reconcile``."""
    options = (
        click.option("--question", metavar="TEXT", help='In plain words: "Russians killed in Syria in 2017".'),
        click.option("--believe", multiple=True, metavar="VOICE", help="Only these are right; may be repeated."),
        click.option("--policy", "policies", multiple=True, metavar="NAME", help="By a policy's rules; or all."),
        click.option("--as-of", metavar="YYYY-MM-DD", help="What was known on that day."),
        click.option("--why", is_flag=True, help="The claims behind every number, with their quotes."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def a_day(text: str | None, option: str) -> date | None:
    """The day that an option gives, None for none; raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is not a day", hint="write YYYY-MM-DD") from error


def chosen_incident(ledger: Ledger, code: str | None, incidents: Sequence[Incident] | None = None) -> Incident:
    """The incident of that code, or the one whose code alone begins so; without one that with most claims.

    Raises NotFoundError, with the codes there are.
    """
    from cenotaph.pipeline import incidents_of

    incidents = incidents_of(ledger) if incidents is None else incidents
    if not incidents:
        raise NotFoundError("the ledger has no incident yet", hint="cenotaph archive, extract, resolve come first")
    if code is None:
        return max(incidents, key=lambda incident: (len(incident.claims), incident.code))
    chosen = [i for i in incidents if i.code == code or code in i.previous_codes]
    chosen = chosen or [i for i in incidents if i.code.casefold().startswith(code.casefold())]
    if len(chosen) != 1:
        known = ", ".join(i.code for i in (chosen or incidents)[:8])
        raise NotFoundError(f"{len(chosen) or 'no'} incident has the code {code!r}", hint=f"there are: {known}")
    return chosen[0]


def inquiry_into(ledger: Ledger, incidents: Sequence[Incident], *, as_of: date | None = None) -> Inquiry:
    """The whole ledger as it was known on ``as_of`` (None: to date), ready for questions."""
    from cenotaph.reconcile.inquiry import Inquiry

    reports, claims, judgements = ledger.reports(), ledger.claims(), ledger.judgements()
    return Inquiry(reports, claims, incidents, judgements=judgements, as_of=as_of)


def reconcile_command(ledger: Ledger, code: str | None, asked: AskedOf) -> None:
    """Print what the claims about an incident come to, or the answer to what was asked in particular."""
    from cenotaph.pipeline import incidents_of, reckon

    incidents = incidents_of(ledger)
    incident = chosen_incident(ledger, code, incidents)
    policies = _policies(ledger, incident, asked)
    reckoning = reckon(ledger, incident, as_of=asked.as_of)
    needed = bool(asked.question or asked.believe)
    inquiry = inquiry_into(ledger, incidents, as_of=asked.as_of) if needed else None
    replies = _replies(inquiry, incident, reckoning, asked) if inquiry is not None else []
    sayings = sayings_of(ledger, inquiry, why=asked.why)
    if asked.form == "json":
        print_json(_twin(reckoning, replies, policies, sayings))
    elif asked.in_particular:
        _print_answers(incident, replies, policies, sayings)
    else:
        print_reckoning(reckoning, sayings)


def _policies(ledger: Ledger, incident: Incident, asked: AskedOf) -> tuple[PolicyAnswer, ...]:
    from cenotaph.reconcile import policy_answers, policy_names

    if not asked.policies and asked.form != "json":
        return ()
    names = policy_names() if _ALL in asked.policies or not asked.policies else asked.policies
    records = ledger.reports(), ledger.claims()
    return policy_answers(*records, incident, names=names, judgements=ledger.judgements(), as_of=asked.as_of)


def _replies(inquiry: Inquiry, incident: Incident, reckoning: Reckoning, asked: AskedOf) -> list[Reply]:
    from cenotaph.model import Measure
    from cenotaph.reconcile import Question
    from cenotaph.reconcile.questions import question_of

    believed = inquiry.voices(asked.believe) if asked.believe else None
    if asked.question is not None:
        country = incident.place.country if incident.place else None
        questions = [question_of(asked.question, incident=incident.code, country=country)]
    else:
        questions = list(dict.fromkeys(b.question for world in reckoning.worlds for b in world.bounds))
        questions = questions or [Question(measure=Measure.KILLED, incident=incident.code)]
    return [inquiry.ask(question, believed) for question in questions]


def scope_dossier(ledger: Ledger, text: str, out: Path | None, as_of: date | None) -> None:
    """Write the page of the place and the days that ``text`` names, by default to ``dossier-PLACE-DAYS``."""
    from cenotaph.dossier import scope_title, write_scope
    from cenotaph.reconcile.questions import scope_of
    from cenotaph.terminal import progress

    scope = scope_of(text)
    title = scope_title(scope)
    with progress("Reckoning") as bar:
        folder = out or Path(f"dossier-{_file_name(title)}")
        page = write_scope(ledger, scope, folder, as_of=as_of, on_progress=bar)
    click.echo(f"{title}\ndossier: {page}")


def _file_name(title: str) -> str:
    """``deir-ez-zor-syria-february-2018``."""
    from cenotaph.places.names import fold

    return "-".join("".join(ch if ch.isalnum() else " " for ch in fold(title)).split())


def sayings_of(ledger: Ledger, inquiry: Inquiry | None = None, *, why: bool = False) -> Sayings:
    """The ledger's claims, reports and voices by name, for what is printed."""
    from cenotaph.reconcile.evidence import gather
    from cenotaph.reconcile.naming import voice_names
    from cenotaph.reconcile.voices import voices_of
    from cenotaph.terminal_reckoning import Sayings

    claims, reports, judgements = ledger.claims(), ledger.reports(), ledger.judgements()
    evidence = gather(reports, claims, judgements) if inquiry is None else inquiry.evidence
    keys = voices_of(evidence, judgements).keys if inquiry is None else inquiry.keys
    names = voice_names(evidence.claims, keys, {report.id: report.publisher or "" for report in reports})
    by_id = {claim.id: claim for claim in claims}
    return Sayings(by_id, {report.id: report for report in reports}, names, keys, why)


def _print_answers(
    incident: Incident, replies: Sequence[Reply], policies: Sequence[PolicyAnswer], sayings: Sayings
) -> None:
    from cenotaph.reconcile import alike
    from cenotaph.terminal import print_table
    from cenotaph.terminal_reckoning import (
        contradiction_lines,
        policies_table,
        policy_lines,
        reply_lines,
    )

    if policies or any(reply.question.incident is not None for reply in replies):
        click.echo(f"{incident.title}  [{incident.code}]")
    for reply in replies:
        for line in reply_lines(reply, sayings):
            click.echo(line)
        if reply.worlds:
            _print_worlds(reply.worlds, sayings)
        if reply.contradictions:
            click.echo("what cannot all be true:")
            for line in contradiction_lines(alike(reply.contradictions), sayings):
                click.echo(line)
        for line in reply.stopped:
            click.echo(line)
    if policies:
        print_table(policies_table(policies))
        if sayings.why:
            for line in policy_lines(policies, sayings):
                click.echo(line)


def print_reckoning(reckoning: Reckoning, sayings: Sayings) -> None:
    """Who has said what, what cannot all be true, and what follows if you believe whom."""
    from cenotaph.terminal import positions_table, print_table, reckoning_lines
    from cenotaph.terminal_reckoning import position_lines

    incident = reckoning.incident
    title = f"Who has said what about {incident.title}  [{incident.code}]" if incident else None
    print_table(positions_table(reckoning.positions, dict(sayings.reports), title))
    for line in position_lines(reckoning.positions, sayings) if sayings.why else ():
        click.echo(line)
    for line in reckoning_lines(reckoning, sayings):
        click.echo(line)
    if len(reckoning.worlds) > 1:
        click.echo("")
        _print_worlds(reckoning.worlds, sayings)
    for line in reckoning.stopped:
        click.echo(line)


def _print_worlds(worlds: Sequence[World], sayings: Sayings) -> None:
    from cenotaph.terminal import print_table
    from cenotaph.terminal_reckoning import worlds_table

    print_table(worlds_table(worlds, sayings))


def _twin(
    reckoning: Reckoning, replies: Sequence[Reply], policies: Sequence[PolicyAnswer], sayings: Sayings
) -> dict[str, Any]:
    """Everything that the text says and what it rests on: claims with quotes and offsets, reports, voices."""
    from cenotaph.model import to_dict, to_shown

    body: dict[str, Any] = to_shown(reckoning)
    body |= {"answers": to_dict(list(replies)), "policies": to_dict(list(policies))}
    named = _ids_in(body)
    claims = {i: claim for i, claim in sayings.claims.items() if i in named}
    reports = {claim.report for claim in claims.values()} | {i for i in sayings.reports if i in named}
    body["claims"] = {i: to_shown(claim) for i, claim in claims.items()}
    body["reports"] = {
        i: {
            "publisher": report.publisher,
            "published": to_dict(report.published),
            "title": report.title,
            "url": report.url,
            "sha256": report.sha256,
        }
        for i, report in sayings.reports.items()
        if i in reports
    }
    body["voice_names"] = sayings.names
    return body


def _ids_in(value: Any) -> set[str]:
    """Every string inside a JSON value: those that are ids are found in it."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return {found for key, inner in value.items() for found in ({key} | _ids_in(inner))}
    return {found for inner in value for found in _ids_in(inner)} if isinstance(value, list) else set()
