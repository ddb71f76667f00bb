"""One cell of a table or labelled line: its number, the draft made of it, and what its label tells."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.numbers import find_counts, profile_count
from cenotaph.extract.placing import lookup
from cenotaph.extract.voices import Voice
from cenotaph.model import Count, Group, Hedge, Measure, Period, Place, Report, Scope, Stance

__all__ = [
    "cell_draft",
    "date_draft",
    "first_measure",
    "label_days",
    "line_row",
    "measure_named",
    "measure_titled",
    "measures_in",
    "number_in",
    "people_named",
    "period_of",
    "set_label",
    "sum_up",
    "unstated",
]

_TITLE_ENDS = re.compile(r"[,:(]|\b(?:by|in|per|to|for|since|during|at|on|from|as|across|of)\b")
# "Deaths *in police custody*", "Killed *by police*": no people harmed
_CUSTODY = re.compile(r"[,:(]|\b(?:by|in|per|since|during|at|on|from|across)\b")
_LONGEST_LABEL = 9  # words of a label whose title is short: "Deaths in the last 24 hours"
_YEAR_TO = re.compile(
    r"(?P<year>(?:19|20)\d\d),? \(?(?:up )?(?:to|until|till|through) (?P<day>[^()\d]*\d[^()]*|[A-Z]\w+)\)?$"
)
_PLAIN = re.compile(r"^[+~]?\d{1,3}(?:[ ,.]\d{3})*$|^\d+$")


def sum_up(drafts: Sequence[Draft]) -> None:
    """Link a table's rows to the row that gives the total of their column."""
    totals = {(draft.measure, draft.trigger): draft for draft in drafts if "total" in draft.flags}
    for draft in drafts:
        total = totals.get((draft.measure, draft.trigger))
        if total is not None and total is not draft and draft.part_of is None:
            draft.part_of = total


def date_draft(draft: Draft, period: Period, span: tuple[int, int]) -> None:
    """Give a draft its period; more than one day is a total of them."""
    draft.period, draft.period_span = period, span
    draft.scope = Scope.PERIOD if period.earliest != period.latest else draft.scope


def line_row(match: re.Match[str], *cells: Cell) -> Row:
    """The row of a line of the text, blanks at its ends apart."""
    line, base = match.group(), match.start()
    start, end = base + len(line) - len(line.lstrip()), base + len(line.rstrip())
    return Row(cells, start, end, match.span())


def unstated() -> str:
    """The pattern of what stands in a cell, or behind a label, whose number is not known or not given."""
    return str(table("tables")["unknown"]["pattern"])


def number_in(text: str, profile: str) -> Count | None:
    """The count of a cell that is a number and nothing else, or says that it is not known."""
    plain = text.strip("*†() ")
    if plain.lower() in words("tables", "unknown") or re.fullmatch(unstated(), plain, re.IGNORECASE):
        return profile_count("unknown", text, profile)
    if plain.lower() in {"none", "nil", "nobody"}:
        return profile_count("none", text, profile)
    if plain.lower() in {"a", "an"}:
        return Count(low=1, best=1, high=1, text=text, hedge=Hedge.EXACT, profile=profile)
    if plain.startswith("~"):  # "~18"
        about = [m.count for m in find_counts(f"about {plain[1:]}", profile) if m.role == "count"]
        return replace(about[0], text=text) if len(about) == 1 else None
    if _PLAIN.match(plain):
        n = int(re.sub(r"\D", "", plain))
        return Count(low=n, best=n, high=n, text=text, hedge=Hedge.EXACT, profile=profile)
    counts = [m for m in find_counts(text, profile) if m.role == "count"]
    if len(counts) == 1 and counts[0].start <= 1 and not text[counts[0].end :].strip("+ "):
        return counts[0].count
    return None


@cache
def _names() -> tuple[tuple[str, Measure], ...]:
    pairs = [(word, Measure(name)) for name, row in table("tables")["measures"].items() for word in row.split("|")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _label_words() -> frozenset[str]:
    """Words of which every label of a measure has one."""
    named = {match[0] for word, _ in _names() if (match := re.search(r"\w+", word))}
    return words("tables", "severity") | named | {"lost"}


def measure_named(label: str) -> Measure | None:
    """What a head or label counts ("Civilians killed", "*Died* in hospital"), or None; a sentence is no label."""
    lowered = label.lower().strip(" :").replace("_", " ")
    said = lowered.split()
    title = _TITLE_ENDS.split(lowered)[0].strip()
    if title not in {"", lowered} and len(said) <= _LONGEST_LABEL and (measure := measure_named(title)) is not None:
        return measure
    if said and (said[0] in words("tables", "about") or said[-1] in words("tables", "about", "ends")):
        return None
    if len(said) > 5 or _label_words().isdisjoint(re.findall(r"\w+", lowered)):
        return None
    for word, measure in _names():
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lowered):
            return measure
    if (
        said
        and said[0] in words("tables", "severity")
        and set(said) <= words("tables", "severity_with") | {said[0]}
    ):
        return Measure.INJURED
    if len(said) > 1 and said[-1] == "lost" and people_named(said[-2]) and said[0] not in {"the", "our", "their"}:
        return Measure.KILLED  # "Soldiers lost", not "Days lost", nor "*The* army lost 31 men"
    return None


def measure_titled(line: str) -> Measure | None:
    """What a title counts by its first words ("*Deaths* in custody, by state"), or None."""
    return measure_named(_TITLE_ENDS.split(line)[0])


def measures_in(line: str) -> set[Measure]:
    """Every measure that a caption names, lower case and of any length."""
    return {m for word, m in _names() if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line)}


def first_measure(said: str) -> Measure | None:
    """The measure that a stretch of words names first ("*admitted* with wounds, two of them dead"), or None."""
    lowered = said.lower()
    found = [
        (m.start(), -len(word), measure)
        for word, measure in _names()
        if (m := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lowered))
    ]
    return min(found)[2] if found else None


def cell_draft(
    row: Row, cell: Cell, label: Cell, head: Row, count: Count, measure: Measure, report: Report, outlet: Voice,
    profile: str,
) -> Draft:  # fmt: skip
    """The draft of one number under a label, in the outlet's own voice."""
    draft = Draft(
        anchor=(row.start, row.end),
        trigger=(label.start, label.end),
        measure=measure,
        voice=outlet,
        order=cell.start,
        sentence=-cell.start - 1,
        kind="table",
        count=count,
        count_span=(cell.start, cell.end),
        rules=["frame.table", "speaker.outlet", "count.number"],
    )
    if head.start != row.start:
        draft.more_anchors = [(head.start, head.end)]
    if count.unknown:
        draft.stance = Stance.REPORTS_UNKNOWN
    people = [w for w in _CUSTODY.split(label.text)[0].split() if w.lower() in words("tables", "labels", "people")]
    if people:
        at = report.text.index(people[-1], label.start)
        draft.group, draft.group_span = Group(text=people[-1]), (at, at + len(people[-1]))
    return draft


def set_label(draft: Draft, first: Cell, report: Report, *, named: bool = False) -> None:
    """People, place or period from a row's own label; ``named``: labels are names, whatever words are in them."""
    lowered = first.text.lower()
    if set(lowered.split()) & words("tables", "labels", "total"):
        draft.flags.add("total")
        return
    group = [w for w in first.text.split() if people_named(w.lower())]
    if group and not (named and len(first.text.split()) > 1):
        if draft.group is not None:
            return
        at = report.text.index(group[-1], first.start)
        draft.group, draft.group_span = Group(text=group[-1]), (at, at + len(group[-1]))
        return
    period = period_of(first.text, report)
    if period is not None:
        date_draft(draft, period, (first.start, first.end))
    elif first.text[:1].isupper() and not _tells_how(first.text):
        draft.place, draft.place_span = lookup(first.text) or Place(text=first.text), (first.start, first.end)


def _tells_how(label: str) -> bool:
    """Whether a label names a harm or a cause of death and no place ("Natural causes", "Killed")."""
    said = {word.strip("().,;:").lower() for word in re.split(r"[\s/-]+", label)}
    return bool(said & words("tables", "labels", "causes")) or measure_named(label) is not None


def period_of(text: str, report: Report) -> Period | None:
    """The days that a label names ("2016", "Q2", "Jan.", "2015 (to 30 September)"), or None."""
    begun = _YEAR_TO.match(text.strip())
    if begun is not None and (ends := find_periods(f"{begun['day']} {begun['year']}", report.published)):
        return replace(ends[0].period, text=text, earliest=date(int(begun["year"]), 1, 1))
    short = text.strip(". ").lower()
    text = next((month for month in month_name[1:] if month[:3].lower() == short), text)
    found = find_periods(text, report.published) or find_periods(f"in {text}", report.published)
    return found[0].period if found else None


def label_days(label: str, published: date | None) -> Period | None:
    """The days that a label names ("Deaths *since 22 July*"); "to date" alone has none, "since" runs to
    publication."""
    found = [mention.period for mention in find_periods(label, published) if mention.period.dated]
    if not found:
        return None
    period = found[-1]
    if re.search(r"\b(?:since|so far|to date)\b", label, re.IGNORECASE) and published is not None:
        first = period.earliest
        return replace(period, latest=published) if first is not None and first <= published else period
    return period


def people_named(word: str) -> bool:
    """Whether a word of a label names people: by the table, or a plural that the nouns for persons know."""
    singular = word.removesuffix("s")
    return word in words("tables", "labels", "people") or (
        singular != word and singular in words("nouns", "person")
    )
