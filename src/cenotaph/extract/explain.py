"""Why a claim says what it says: for every field its value, the words of the report, and the rules that read them.

The rules' names are on the claim (``extraction.rules``), the words are its ``fields``; the plain sentences for
the rules are ``data/rules.toml``. Works on the claims of any extractor that fills these in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cenotaph.model import Claim, Count, Group, Period, PopStatus, Report

__all__ = ["FIELDS", "Reason", "RuleEntry", "explain", "rule_entry", "rule_table"]

FIELDS = ("measure", "count", "speaker", "stance", "group", "place", "period", "said", "scope", "links")
"""The parts of a claim that are explained, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule of the table: its name or beginning, the field that it decides, and a sentence (``{rest}``)."""

    name: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One field of a claim: its ``value`` in words, the report's ``words`` with their span, the rules and why.

    ``start`` and ``end`` are code points of the report's text, None where no words stand for the field (an
    outlet's own voice); ``rules`` and ``why`` run in parallel.
    """

    field: str
    value: str
    words: str
    start: int | None
    end: int | None
    rules: tuple[str, ...]
    why: tuple[str, ...]


@cache
def rule_table() -> tuple[RuleEntry, ...]:
    """The described rules, longest name first, so that the first that fits is the closest."""
    data = tomllib.loads((files("cenotaph.extract") / "data" / "rules.toml").read_text("utf-8"))
    rows = [RuleEntry(row["name"], row["field"], row["why"]) for row in data["rule"]]
    return tuple(sorted(rows, key=lambda row: (-len(row.name), row.name)))


def rule_entry(rule: str) -> RuleEntry | None:
    """The table's row for a rule's name (``attribution.verb:said``), None for one that it does not describe."""
    return next((row for row in rule_table() if _fits(rule, row.name)), None)


def _fits(rule: str, name: str) -> bool:
    return rule == name or (rule.startswith(name) and not rule[len(name)].isalnum() and rule[len(name)] != "_")


def explain(claim: Claim, report: Report) -> tuple[Reason, ...]:
    """A reason for every field that ``claim`` states, in the order of ``FIELDS``.

    Raises RecordError when the claim is not of this report (its quotes do not stand there).
    """
    claim.check(report)
    spans = {span.field: (span.start, span.end) for span in claim.fields}
    decided: dict[str, list[tuple[str, str]]] = {}
    for rule in claim.extraction.rules:
        entry = rule_entry(rule)
        if entry is not None:
            rest = rule[len(entry.name) :].strip(".:") or rule
            decided.setdefault(entry.field, []).append((rule, entry.why.replace("{rest}", rest)))
    count = claim.count
    if count is not None and not count.unknown:
        hedge = count.hedge.value
        decided.setdefault("count", []).append((f"hedge.{hedge}", f"row “{hedge}” of profile {count.profile}"))
    out = []
    for name in FIELDS:
        value, rules = _value(claim, name), decided.get(name, [])
        if value or rules:
            start, end = spans.get(name, (None, None))
            words = report.text[start:end] if start is not None else ""
            told = tuple(r for r, _ in rules), tuple(w for _, w in rules)
            out.append(Reason(name, value, words, start, end, *told))
    return tuple(out)


def _value(claim: Claim, name: str) -> str:
    match name:
        case "measure":
            return claim.measure.value.replace("_", " ")
        case "count":
            return _interval(claim.count)
        case "speaker":
            return " ← ".join([*(v.name for v in claim.via), claim.speaker.name])
        case "stance":
            return f"{claim.stance.value.replace('_', ' ')}, as {claim.modality.value}"
        case "group":
            return _people(claim.group) if claim.group else ""
        case "place":
            place = claim.place
            return "" if place is None else f"{place.text} ({place.name})" if place.name else place.text
        case "period":
            return _days(claim.period) if claim.period else ""
        case "said":
            return _days(claim.said_at) if claim.said_at else ""
        case "scope":
            return claim.scope.value.replace("_", " ")
        case _:
            return _links(claim)


def _interval(count: Count | None) -> str:
    if count is None:
        return "no number"
    if count.unknown:
        return "not known"
    if count.low == count.best == count.high:
        return str(count.low)
    low, high = (end if end is not None else "open" for end in (count.low, count.high))
    return f"{low} to {high}" + (f", best {count.best}" if count.best is not None else "")


def _people(group: Group) -> str:
    status = None if group.status is PopStatus.NOT_STATED else group.status.value.replace("_", " ")
    told = [text for text in (*group.nationality, group.role, group.organisation, status) if text]
    return f"{group.text} ({', '.join(told)})" if told else group.text


def _days(period: Period) -> str:
    days = dict.fromkeys(str(day) for day in (period.earliest, period.latest) if day is not None)
    return f"{period.text or 'no day named, from the publication'}: {' to '.join(days) or 'no days follow from it'}"


def _links(claim: Claim) -> str:
    links = {"part of": claim.part_of, "restates": claim.restates, "replaces": claim.supersedes}
    told = [f"{word} {other}" for word, other in links.items() if other]
    return ", ".join([*told, f"{len(claim.anchors)} quotes"] if len(claim.anchors) > 1 else told)
