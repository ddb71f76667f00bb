"""``cenotaph judge``: what a person holds true, as a judgement that can be taken back."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cenotaph.errors import UsageError
from cenotaph.options import example, printed_as, with_ledger
from cenotaph.standalone import print_json

if TYPE_CHECKING:
    from cenotaph.model import Judgement, PersonRecord
    from cenotaph.store import Ledger

__all__ = ["judge"]

STATUSES = ("verified", "pending_second_source", "unverified", "rejected")


@click.group()
def judge() -> None:
    """Say what you hold true, and why; it stays on record, and can be taken back."""


@judge.command(
    "person",
    epilog=example(
        "cenotaph judge person p-7k2q verified --reason 'death certificate seen'",
        "cenotaph judge person p-7k2q rejected --reason 'he spoke to us on 3 March' --evidence sha256:...",
        "cenotaph judge person p-7k2q --undo",
    ),
)
@click.argument("record")
@click.argument("status", required=False, type=click.Choice(STATUSES))
@click.option("--reason", help="Why, in a sentence.")
@click.option("--evidence", multiple=True, metavar="ID", help="A report or claim that shows it; may be repeated.")
@click.option("--undo", is_flag=True, help="Take your last word about this person back.")
@printed_as("text", "json")
@with_ledger
def judge_person(
    ledger: Ledger,
    record: str,
    status: str | None,
    reason: str | None,
    evidence: tuple[str, ...],
    undo: bool,
    form: str,
) -> None:
    """How well the death of one person is attested: RECORD is the id of any record of theirs, or its beginning.

    It wins over what follows from the number of sources. Of several people's words a rejection stands until it is
    taken back. The person who judges is $CENOTAPH_USER.
    """
    from cenotaph.known_people import person_of
    from cenotaph.people_pipeline import resolve_people

    if undo == (status is not None):
        raise UsageError("a status or --undo", hint=f"one of {', '.join(STATUSES)}, or --undo")
    if status is not None and not (reason or "").strip():
        raise UsageError("no reason", hint="--reason 'why, in a sentence'")
    linked = resolve_people(ledger)
    person = person_of(ledger, record, linked=linked)
    by, at = os.environ.get("CENOTAPH_USER") or "local", datetime.now(UTC)
    if undo:
        made = _taken_back(ledger, person.records, by, at)
    else:
        made = _said(person.individual.id, status or "", reason or "", evidence, by, at)
    ledger.add_judgements([made])
    # who is one person does not hang on what is said of their death
    person = person_of(ledger, person.individual.id, linked=linked)
    if form == "json":
        print_json({"judgement": made, "individual": person.individual, "standing": person.standing})
        return
    click.echo(f"{made.id}: {made.label or made.reason}")
    click.echo(f"{person.name}: {person.status}: {person.standing.reason}")


@judge.command(
    "incident",
    epilog=example(
        "cenotaph judge incident p-7k2q SY-2018-02-07-khasham --reason 'his brother was there'",
        "cenotaph judge incident p-7k2q SY-2018-02-07-khasham --not --reason 'died in Homs that day'",
    ),
)
@click.argument("record")
@click.argument("incident")
@click.option("--not", "other", is_flag=True, help="The person did not die in it.")
@click.option("--reason", required=True, help="Why, in a sentence.")
@click.option("--evidence", multiple=True, metavar="ID", help="A report or claim that shows it; may be repeated.")
@with_ledger
def judge_incident(
    ledger: Ledger, record: str, incident: str, other: bool, reason: str, evidence: tuple[str, ...]
) -> None:
    """Whether a person died in an incident: RECORD is the id of any record of theirs, or its beginning.

    A list says where and when somebody died, and not in which incident: only a person's word ties them to it.
    """
    from cenotaph.asking import chosen_incident
    from cenotaph.known_people import person_of
    from cenotaph.model import Judgement, JudgementKind, Ref, Verdict, content_id

    if not reason.strip():
        raise UsageError("no reason", hint="--reason 'why, in a sentence'")
    person, chosen = person_of(ledger, record), chosen_incident(ledger, incident)
    by, at = os.environ.get("CENOTAPH_USER") or "local", datetime.now(UTC)
    made = Judgement(
        id=content_id("j", [person.individual.id, chosen.code, other, by, at.isoformat()]),
        kind=JudgementKind.SAME_INCIDENT,
        about=Ref(kind="record", id=person.individual.id),
        other=Ref(kind="incident", id=chosen.code),
        verdict=Verdict.NEGATIVE if other else Verdict.POSITIVE,
        by=by,
        at=at,
        reason=reason.strip(),
        evidence=evidence,
    )
    ledger.add_judgements([made])
    click.echo(f"{made.id}: {person.name} {'did not die' if other else 'died'} in {chosen.title} ({chosen.code})")


def _said(id: str, status: str, reason: str, evidence: tuple[str, ...], by: str, at: datetime) -> Judgement:
    from cenotaph.model import Judgement, JudgementKind, Ref, Verdict, content_id

    verdicts = {"verified": Verdict.POSITIVE, "rejected": Verdict.NEGATIVE}
    return Judgement(
        id=content_id("j", [id, "status", status, by, at.isoformat()]),
        kind=JudgementKind.STATUS,
        about=Ref(kind="record", id=id),
        verdict=verdicts.get(status, Verdict.UNSURE),
        label=status,
        by=by,
        at=at,
        reason=reason.strip(),
        evidence=evidence,
    )


def _taken_back(ledger: Ledger, records: tuple[PersonRecord, ...], by: str, at: datetime) -> Judgement:
    from cenotaph.resolve.people.corroboration import stated
    from cenotaph.reviewing import undoing

    said = stated(ledger.judgements())
    own = [word for record in records for word in said.get(record.id, ()) if word.by == by]
    if not own:
        raise UsageError(f"{by} has said nothing of this person", hint="only one's own word can be taken back so")
    return undoing(max(own, key=lambda word: (word.at, word.id)), by=by, at=at)
