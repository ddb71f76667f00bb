"""The place that heads a line of a bulletin or a sentence inside one, and the place of a form: "2 June, Baroua:",
"LAGOS: ...", "Baroua, 2 June: ...", "Location: Hadaj village".

It holds for every count of its line up to the next head (of a form: of its block) that names no place itself. One
dateline alone says only where a report was written, so capitals count where two lines or more are headed so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.place_names import lookup, place_nouns
from cenotaph.extract.table_cells import measure_named
from cenotaph.extract.voices import kind_of
from cenotaph.model import ActorKind, Place, Report

__all__ = ["place_by_line"]

_HEAD = re.compile(
    r"(?:^[ \t]*(?:[-–—*•·]\s+|\d{1,3}[.)/]\s+)?|(?<=[a-z\d)][.;] ))"
    r"(?P<date>[^:\n,;]{0,24}\d[^:\n,;]{0,12},?[ \t]+)??"
    r"(?P<clock>\d{1,2}(?:[.:h]\d\d(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)[:,]?[ \t]+)?"
    r"(?:(?P<key>[A-Z][A-Za-z]{1,14}):[ \t]+)?"
    r"(?P<name>[A-ZÀ-Þ][\w'’.-]*(?:[ ,]+[\w'’.-]+){0,4})[ \t]*(?::|[ \t](?:--?|[–—]))[ \t]+(?=\S)",
    re.MULTILINE,
)
# "19 May | near Gorom | tanker burnt | driver hurt": a row without a head
_DATE_BEHIND = re.compile(r"(?P<name>[^,\d]{2,40}),\s+[^,]*\d[^,]*")  # "Baroua, 2 June"
_ROW = re.compile(
    r"^[ \t|]*(?P<date>[^|\n]{3,24}?)[ \t]*\|[ \t]*(?:(?:near|at|in|outside|around)[ \t]+)?"
    r"(?P<name>[A-ZÀ-Þ][^|\n]{1,50}?)[ \t]*\|[^\n]*\|",
    re.MULTILINE,
)
_FIELD = re.compile(r"^[ \t]*(?P<key>[A-Za-z][A-Za-z /]{2,30})\s*[:=]\s*(?P<name>[^\n;|]{2,60})", re.MULTILINE)
_LABELS = re.compile(
    r"(?:[ \t]*[A-Za-z][A-Za-z /]{2,30}[ \t]*[:=][^\n]*\n)+[ \t]*[A-Za-z][A-Za-z /]{2,30}[ \t]*[:=]\s*"
)
_COUNTS = re.compile(r"(?=[^\n]*\w)(?:\d|[a-z])")
_NAME_ENDS = re.compile(r"[,;(]| \d")
_BLOCK = re.compile(r"\n\s*\n")
_WEEKDAYS = re.compile(r"(?:(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?:[a-z]*day)?\.?[ ,/-]*)+")
_OTHER_EVENT = {"background", "earlier"}


def place_by_line(drafts: Sequence[Draft], report: Report) -> None:
    """Give the counts without a place that of their line's head, or of their form's field."""
    open_ones = [d for d in drafts if d.place is None and not d.flags & _OTHER_EVENT]
    if not open_ones:
        return
    text = report.text
    heads = _heads(text, report)
    fields = _fields(text)
    starts = sorted(heads)
    for draft in open_ones:
        at = draft.trigger[0]
        last = bisect_right(starts, at) - 1
        in_line = last >= 0 and text.rfind("\n", 0, at) < starts[last]
        found = (heads[starts[last]] if in_line else None) or _of_block(fields, text, at)
        if found is not None:
            draft.place, draft.place_span = found
            draft.rules.append("place.heading")


_Headed = tuple[Place, tuple[int, int]]


def _heads(text: str, report: Report) -> dict[int, _Headed]:
    """Where a line starts -> the place that heads it."""
    found = list(_HEAD.finditer(text))
    capitals = [head for head in found if head.group("name").isupper()]
    listed = _listed(text, found)
    out: dict[int, _Headed] = {}
    for head in found:
        name = head.group("name").strip(" ,.")
        if not name or set(name.lower().split()) & words("tables", "labels", "total") or _WEEKDAYS.fullmatch(name):
            continue
        before = head.group("date") or ""
        if re.search(r"[A-Za-z]{3}", before) and not find_periods(before, report.published):
            continue  # "0730 Mayor Pierre:"
        inside = text[head.start() - 1 : head.start()] not in {"", "\n"}
        if inside and not _may_be_place(name):
            continue
        if (parted := _DATE_BEHIND.fullmatch(name)) is not None and find_periods(name, report.published):
            if len(found) < 2 or name.isupper() or parted.group("name").isupper():
                continue  # a dateline
            before, name = name, parted.group("name")
        if set(name.lower().split()) <= words("tables", "labels", "headings"):
            continue
        if kind_of(name) is not ActorKind.UNKNOWN or find_periods(name, report.published):
            continue
        dated = bool(find_periods(before, report.published))
        known = lookup(name)
        series = name.isupper() and len(name) > 3 and any(lookup(h.group("name")) for h in capitals if h != head)
        among = len(found) > 1 and _is_place(name)
        keyed = bool(head.group("key")) and sum(h.group("key") == head.group("key") for h in found) > 1
        if (
            dated
            or series
            or among
            or keyed
            or head.start() in listed
            or (known is not None and head.group("clock"))
        ):
            start = head.start("name")
            out[head.start()] = (known or Place(text=name), (start, start + len(name)))
    rows = list(_ROW.finditer(text))
    for row in rows if len(rows) > 1 else []:
        name = row.group("name")
        if find_periods(row.group("date"), report.published) and not find_periods(name, report.published):
            out[row.start()] = (lookup(name) or Place(text=name), row.span("name"))
    return out


def _listed(text: str, heads: Sequence[re.Match[str]]) -> set[int]:
    """Where the lines start that stand together and are headed each by a name of nobody and nothing known ("- Supra
    Kalan: 11 dead" over "- Bhagwanpur: four drowned"); of what is no count ("Taxi and bakkie head-on. 5 dead") only
    where there are three or more, one of them surely a place."""
    out: set[int] = set()
    run: list[re.Match[str]] = []
    for head in [*heads, None]:
        fits = head is not None and _may_be_place(head.group("name"))
        if head is not None and fits and run and text.count("\n", run[-1].end(), head.start()) == 1:
            run.append(head)
            continue
        counting = [one for one in run if _COUNTS.match(text, one.end())]
        sure = len(run) > 2 and any(_is_place(one.group("name")) for one in run)
        if sure or len(counting) > 1:
            out |= {one.start() for one in (run if sure else counting)}
        run = [head] if head is not None and fits else []
    return out


def _is_place(name: str) -> bool:
    return lookup(name) is not None or (len(name.split()) > 1 and name.split()[-1].lower() in place_nouns())


def _may_be_place(name: str) -> bool:
    said = set(re.findall(r"[^\W\d_]+", name.lower()))
    taken = (
        words("tables", "labels", "headings") | words("tables", "labels", "no_count") | words("groups", "things")
    )
    plain = all(word[:1].isupper() or len(word) < 4 or word in place_nouns() for word in name.split())
    plain = plain and len(name) > 2
    nobody = not any(person_label(word) for word in said)
    return plain and nobody and not said & taken and measure_named(name) is None


def _fields(text: str) -> list[_Headed]:
    out = []
    for field in _FIELD.finditer(text):
        if field.group("key").strip().lower() not in table("placing")["fields"]["place"]:
            continue
        value = field.group("name")
        end = _NAME_ENDS.search(value)
        name = (value[: end.start()] if end else value).strip(" .")
        if name[:1].isupper():
            start = field.start("name") + value.index(name)
            out.append((lookup(name) or Place(text=name), (start, start + len(name))))
    return out


def _of_block(fields: list[_Headed], text: str, at: int) -> _Headed | None:
    """The place field of the form that holds an offset: the last one before it with no blank line between, or one
    of the lines of labels that follow it at once."""
    before = [field for field in fields if field[1][1] <= at]
    if before and (len(fields) == 1 or not _BLOCK.search(text, before[-1][1][1], at)):
        return before[-1]
    after = next((field for field in fields if field[1][0] > at), None)
    of_form = after is not None and _LABELS.fullmatch(text, text.rfind("\n", 0, at) + 1, after[1][0])
    return after if of_form else None
