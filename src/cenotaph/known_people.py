"""The people that a ledger names, each with every record and how well the death is attested.

The verified and the backlog (who wait for a second source, and the unverified) are two numbers, never one.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cenotaph.errors import NotFoundError, UsageError
from cenotaph.model import (
    Corroboration,
    Individual,
    JudgementKind,
    PersonRecord,
    Report,
    Sensitivity,
    Verdict,
    to_shown,
)

if TYPE_CHECKING:
    from cenotaph.resolve.people import PeopleResolution
    from cenotaph.resolve.people.corroboration import Standing
    from cenotaph.store import Ledger

__all__ = ["KnownPerson", "apart", "known_people", "named_csv", "person_json", "person_lines", "person_of"]

BACKLOG = (Corroboration.PENDING_SECOND_SOURCE, Corroboration.UNVERIFIED)
_COLUMNS = (
    "individual",
    "name",
    "other_names",
    "sex",
    "age_low",
    "age_high",
    "death_earliest",
    "death_latest",
    "death_place",
    "corroboration",
    "reason",
    "sources",
    "records",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """One individual, its public records, their reports, and the standing; ``told_by`` are names to be hidden."""

    individual: Individual
    records: tuple[PersonRecord, ...]
    reports: tuple[Report, ...]
    standing: Standing
    told_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As the individual's own record writes it, else as the first public one."""
        return next((r.name for r in self.records if r.id == self.individual.id), self.records[0].name)

    @property
    def status(self) -> str:
        """In words."""
        return self.standing.corroboration.value.replace("_", " ")


def known_people(ledger: Ledger, *, linked: PeopleResolution | None = None) -> tuple[KnownPerson, ...]:
    """Everybody with a record that may be shown, by name; ``linked`` as in ``people_pipeline.stand_people``."""
    from cenotaph.dossier.blackout import hidden_names
    from cenotaph.people_pipeline import stand_people

    found, why = stand_people(ledger, linked=linked)
    reports = {report.id: report for report in ledger.reports(with_lists=True)}
    released = {
        one.about.id
        for one in ledger.judgements(JudgementKind.RELEASE)
        if one.verdict is Verdict.POSITIVE and one.reverses is None
    } - {one.reverses for one in ledger.judgements(JudgementKind.RELEASE)}
    by_id = {one.id: one for one in found.evidence.columns.records}
    told_by = hidden_names((claim for claim in ledger.claims() if claim.people), released)
    out = []
    for individual in found.individuals:
        shown = [one for id in individual.records if _may_be_shown(one := by_id[id], reports, released)]
        if shown:
            own = {one.report: reports[one.report] for one in shown}
            out.append(
                KnownPerson(
                    individual=individual,
                    records=tuple(shown),
                    reports=tuple(own.values()),
                    standing=why[individual.id],
                    told_by=told_by,
                )
            )
    return tuple(sorted(out, key=lambda one: (one.name, one.individual.id)))


def _may_be_shown(record: PersonRecord, reports: dict[str, Report], released: set[str]) -> bool:
    # the text of a list is confidential as a whole, its rows are as public as each says
    public = record.list_id is not None or reports[record.report].sensitivity is Sensitivity.PUBLIC
    return record.id in released or (public and record.sensitivity is Sensitivity.PUBLIC)


def person_of(ledger: Ledger, typed: str, *, linked: PeopleResolution | None = None) -> KnownPerson:
    """The person whom a record with this id, or one that begins so, is about; NotFoundError, UsageError."""
    found = [
        one
        for one in known_people(ledger, linked=linked)
        if any(id.startswith(typed) for id in one.individual.records)
    ]
    exact = [one for one in found if typed in one.individual.records]
    if len(exact or found) > 1:
        some = ", ".join(one.individual.id for one in found[:3])
        raise UsageError(f"{typed} is the beginning of several: {some}", hint="type more of the id")
    if not found:
        raise NotFoundError(
            f"no record of a person has the id {typed}", hint="cenotaph review people --format json lists ids"
        )
    return (exact or found)[0]


def apart(individuals: Iterable[Individual]) -> list[str]:
    """The verified, the backlog and the rejected, a line each; never a sum of them."""
    count = Counter(one.corroboration for one in individuals)
    pending, unverified = (count[one] for one in BACKLOG)
    return [
        f"verified: {count[Corroboration.VERIFIED]:,}",
        f"backlog: {pending:,} wait for a second source; {unverified:,} unverified",
        *([f"rejected: {count[Corroboration.REJECTED]:,}"] if count[Corroboration.REJECTED] else []),
    ]


def person_lines(person: KnownPerson) -> list[str]:
    """The trail of one person on the terminal; who told of the death is blacked out."""
    from cenotaph.dossier.blackout import blackout

    lines = [
        f"person     {person.individual.id}  {person.name}",
        f"status     {person.status}: {person.standing.reason}",
    ]
    if person.standing.judgement:
        lines.append(f"judged     {person.standing.judgement}")
    reports = {report.id: report for report in person.reports}
    for record in person.records:
        report = reports[record.report]
        where = report.publisher or report.source_name or "unknown publisher"
        row = f", line {record.row}" if record.row else ""
        rests = "  *" if record.id in person.standing.records else ""
        lines.append(f"record     {record.id}  {record.name}, {record.fate.value.replace('_', ' ')}{rests}")
        lines += [f"quote      {a.start}:{a.end}  “{' '.join(a.quote.split())}”" for a in record.anchors]
        lines.append(f"           {where}{row}, {report.id}")
    if person.standing.records:
        lines.append("*          what the status rests on")
    hide = blackout(person.told_by)
    return [hide(line) for line in lines]


def person_json(person: KnownPerson) -> dict[str, Any]:
    """The same for scripts: without the texts of reports and without who told of the death."""
    from cenotaph.dossier.blackout import blackout

    told = {
        "individual": person.individual,
        "corroboration": person.standing,
        "records": person.records,
        "reports": [
            {"id": one.id, "publisher": one.publisher, "source": one.source_name} for one in person.reports
        ],
    }
    shown: dict[str, Any] = json.loads(blackout(person.told_by)(json.dumps(to_shown(told), ensure_ascii=False)))
    return shown


def named_csv(people: Sequence[KnownPerson], *, backlog: bool = False) -> tuple[str, int]:
    """The verified (or the backlog) as CSV, and how many they are."""
    wanted = BACKLOG if backlog else (Corroboration.VERIFIED,)
    chosen = [one for one in people if one.standing.corroboration in wanted]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_plain(cell) for cell in _row(one)] for one in chosen)
    return out.getvalue(), len(chosen)


def _row(person: KnownPerson) -> tuple[str, ...]:
    records = person.records
    names = dict.fromkeys(name for one in records for name in (one.name, *one.aliases) if name != person.name)
    days = [one.death for one in records if one.death]
    earliest = sorted({str(day.earliest) for day in days if day.earliest})
    latest = sorted({str(day.latest) for day in days if day.latest})
    ages = [[str(age) for age in (one.age_low, one.age_high)] for one in records if one.age_low is not None]
    return (
        person.individual.id,
        person.name,
        _all(names),
        _all(one.sex.value for one in records if one.sex.value in ("man", "woman")),
        _all(low for low, _ in ages),
        _all(high for _, high in ages if high != "None"),
        _all(earliest),
        _all(latest),
        _all(one.death_place for one in records if one.death_place),
        person.standing.corroboration.value,
        person.standing.reason,
        _all(sorted(report.publisher or report.source_name or report.id for report in person.reports)),
        _all(one.id for one in records),
    )


def _all(values: Iterable[str]) -> str:
    """What the records say, each once: where they differ, all of it and no choice between them."""
    return "; ".join(dict.fromkeys(values))


def _plain(cell: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
