"""Plain-text tables: a head that names measures over rows of numbers, and lines such as "Killed: 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.numbers import find_counts, profile_count
from cenotaph.extract.placing import lookup
from cenotaph.extract.voices import Voice
from cenotaph.model import Count, Group, Hedge, Measure, Period, Place, Report, Scope, Stance

__all__ = ["Tabular", "measure_named", "read_tables"]

_CELL = re.compile(r"[^|\t]+?(?=\s*\||\s*\t|\s{2,}|\s*$)")
_PLAIN = re.compile(r"^[+~]?\d{1,3}(?:[ ,.]\d{3})*$|^\d+$")
_LABELLED = re.compile(
    r"^\s*(?:[-*•·–—]\s*)?(?P<label>[A-Za-z][A-Za-z /'-]{2,40}?)"
    r"\s*(?::|\.{2,}|=|–|—|\s-\s)\s*(?P<value>[^\s].*?)\s*$"
)
_PAIR = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z /]{1,30}?)\s*[:=]?\s*(?P<value>\d+(?:,\d{3})*|none|unknown|nil)(?![\w-])"
)
_PAIRS = re.compile(rf"(?:{_PAIR.pattern.replace('?P<label>', '').replace('?P<value>', '')}\s*[.,;|/]?\s*)+")
_WITHIN = re.compile(
    r"(?:^|(?<=[.;|]\s))\s*(?:[-*•·–—]\s*)?(?P<label>[A-Z][A-Za-z /'-]{2,30}?):\s*"
    r"(?P<value>\d+(?:,\d{3})*|none|nil|unknown)\b(?=\s*(?:[.;,(|)]|$))"
)
_SHARES = re.compile(r"\s*\((?:[A-Z][\w' -]{1,30}?[:\s]\s*\d+\s*[,;]?\s*(?:and\s+)?)+\)")
_PIECE = re.compile(r"(?P<where>[A-Z][\w' -]{1,30}?)[:\s]\s*(?P<n>\d+)")
_RULE = re.compile(r"^[\s|+=_-]+$")
_LONGEST_CELL = 60
_LONGEST_LINE = 300  # characters; a longer line is a sentence, and no pattern here need look at it


@dataclass(frozen=True, slots=True)
class Tabular:
    """The drafts of the tables of one report, and the half-open spans of text that they were read from."""

    drafts: tuple[Draft, ...]
    spans: tuple[tuple[int, int], ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch of text belongs to a table."""
        return any(a <= start and end <= b for a, b in self.spans)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    start: int
    end: int


def read_tables(report: Report, outlet: Voice, profile: str) -> Tabular:
    """Every count that a table or a labelled line of ``report`` gives, in the outlet's own voice."""
    drafts: list[Draft] = []
    spans: list[tuple[int, int]] = []
    for block in [*_blocks(report.text), *_comma_blocks(report.text)]:
        made = _read_block(block, report, outlet, profile)
        if made:
            drafts += made
            spans.append((block[0].start, block[-1].end))
    for match in re.finditer(r"[^\n]+", report.text):
        if match.end() - match.start() > _LONGEST_LINE or any(a <= match.start() < b for a, b in spans):
            continue
        found = _labelled(match, report, outlet, profile) or _pairs(match, report, outlet, profile)
        if found:
            drafts += found
            spans.append(match.span())
        else:
            drafts += _labels_within(match, report, outlet, profile)
    return Tabular(tuple(drafts), tuple(spans))


def _blocks(text: str) -> Iterator[list[_Row]]:
    """Runs of two lines or more that have at least two cells each."""
    block: list[_Row] = []
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match.group()
        if len(line) <= _LONGEST_LINE and _RULE.match(line) and line.strip():
            continue
        found = _CELL.finditer(line) if len(line) <= _LONGEST_LINE else ()
        cells = tuple(_cell(c, match.start()) for c in found if c.group().strip())
        if len(cells) >= 2 and all(len(c.text) <= _LONGEST_CELL for c in cells):
            block.append(_Row(cells, cells[0].start, cells[-1].end))
            continue
        if len(block) >= 2:
            yield block
        block = []
    if len(block) >= 2:
        yield block


def _comma_blocks(text: str) -> Iterator[list[_Row]]:
    """A head of comma-separated words of which one is a measure, and the rows of as many cells under it."""
    block: list[_Row] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        cells = (
            tuple(_cell(c, match.start()) for c in re.finditer(r"[^,;]+", line))
            if len(line) <= _LONGEST_LINE
            else ()
        )
        digits = any(c.text.isdigit() for c in cells)
        if block and len(cells) == len(block[0].cells) and digits:
            block.append(_Row(cells, cells[0].start, cells[-1].end))
            continue
        if len(block) >= 2:
            yield block
        head = len(cells) >= 2 and not any(c.isdigit() for c in line) and any(measure_named(c.text) for c in cells)
        short = all(0 < len(c.text) <= _LONGEST_CELL // 2 and len(c.text.split()) <= 3 for c in cells)
        block = [_Row(cells, cells[0].start, cells[-1].end)] if head and short else []
    if len(block) >= 2:
        yield block


def _labels_within(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Loss of life: 9 (Idlem 5, Saraqa 4). Injuries: 31.": labels with their numbers inside a line of prose."""
    out: list[Draft] = []
    base = match.start()
    for found in _WITHIN.finditer(match.group()):
        measure, count = measure_named(found.group("label")), _number(found.group("value"), profile)
        if measure is None or count is None:
            continue
        label = _Cell(found.group("label"), base + found.start("label"), base + found.end("label"))
        cell = _Cell(found.group("value"), base + found.start("value"), base + found.end("value"))
        row = _Row((label, cell), label.start, cell.end)
        whole = _draft(row, cell, label, row, count, measure, report, outlet, profile)
        out.append(whole)
        inside = _SHARES.match(match.group(), found.end())
        pieces = list(_PIECE.finditer(match.group(), found.end(), inside.end())) if inside is not None else []
        if inside is None or sum(int(p.group("n")) for p in pieces) != count.best:
            continue
        for piece in pieces:
            where = _Cell(piece.group("where"), base + piece.start("where"), base + piece.end("where"))
            n = _Cell(piece.group("n"), base + piece.start("n"), base + piece.end("n"))
            part = _number(n.text, profile)
            line = _Row((where, label, n), where.start, n.end)
            if part is not None:
                draft = _draft(line, n, label, line, part, measure, report, outlet, profile)
                draft.part_of = whole
                out.append(draft)
    return out


def _cell(found: re.Match[str], base: int) -> _Cell:
    start, text = base + found.start(), found.group()
    return _Cell(text.strip(), start + _lead(text), start + len(text.rstrip()))


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _read_block(block: list[_Row], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    head, *rows = block
    columns = {i: m for i, cell in enumerate(head.cells) if (m := measure_named(cell.text)) is not None}
    out: list[Draft] = []
    if columns:
        for row in rows:
            shift = len(head.cells) - len(row.cells)  # a head without a word over the labels
            for i, measure in columns.items():
                k = i - shift if 0 <= i - shift < len(row.cells) and shift in {0, -1} else -1
                if k > 0 or (k == 0 and shift == 0 and i == 0):
                    count = _number(row.cells[k].text, profile)
                    if count is not None:
                        out.append(
                            _draft(row, row.cells[k], head.cells[i], head, count, measure, report, outlet, profile)
                        )
        return out
    for row in rows:
        measure_of_row = measure_named(row.cells[0].text)
        if measure_of_row is None:
            continue
        for cell in row.cells[1:]:
            count = _number(cell.text, profile)
            if count is not None:
                out.append(_draft(row, cell, row.cells[0], head, count, measure_of_row, report, outlet, profile))
    return out


def _labelled(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Killed: 12": a line that is a label and a number."""
    found = _LABELLED.match(match.group())
    if found is None:
        return []
    measure = measure_named(found.group("label"))
    value = found.group("value")
    count = _number(re.sub(r"\s*[(,;].*$", "", value).rstrip("."), profile)
    if measure is None or count is None:
        return []
    base = match.start()
    label = _Cell(found.group("label"), base + found.start("label"), base + found.end("label"))
    start = base + found.start("value")
    cell = _Cell(count.text, start, start + len(count.text))
    row = _Row((label, cell), base + _lead(match.group()), base + len(match.group().rstrip()))
    return [_draft(row, cell, label, row, count, measure, report, outlet, profile)]


def _pairs(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Death toll: 45. Injured: 120.", "KIA 4, WIA 11": two labels or more on one line and nothing else."""
    line, base = match.group(), match.start()
    if not _PAIRS.fullmatch(line.strip()):
        return []
    out = []
    for pair in _PAIR.finditer(line):
        measure, count = measure_named(pair.group("label")), _number(pair.group("value"), profile)
        if measure is None or count is None:
            return []
        label = _Cell(pair.group("label"), base + pair.start("label"), base + pair.end("label"))
        cell = _Cell(pair.group("value"), base + pair.start("value"), base + pair.end("value"))
        row = _Row((label, cell), base + _lead(line), base + len(line.rstrip()))
        out.append(_draft(row, cell, label, row, count, measure, report, outlet, profile))
    return out if len(out) > 1 else []


def _number(text: str, profile: str) -> Count | None:
    """The count of a cell that is a number and nothing else, or says that it is not known."""
    plain = text.strip("*†() ")
    if plain.lower() in words("tables", "unknown"):
        return profile_count("unknown", text, profile)
    if plain.lower() in {"none", "nil", "nobody"}:
        return profile_count("none", text, profile)
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


def measure_named(label: str) -> Measure | None:
    """What a head or label counts ("Civilians killed"), or None; a sentence is no label."""
    lowered = label.lower().strip(" :")
    if len(lowered.split()) > 5:
        return None
    for word, measure in _names():
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lowered):
            return measure
    return None


def _draft(
    row: _Row, cell: _Cell, label: _Cell, head: _Row, count: Count, measure: Measure, report: Report, outlet: Voice,
    profile: str,
) -> Draft:  # fmt: skip
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
    people = [w for w in label.text.split() if w.lower() in words("tables", "labels", "people")]
    if people:
        at = report.text.index(people[-1], label.start)
        draft.group, draft.group_span = Group(text=people[-1]), (at, at + len(people[-1]))
    first = row.cells[0]
    if first is not cell and first is not label:
        _set(draft, first, report)
    return draft


def _set(draft: Draft, first: _Cell, report: Report) -> None:
    """Place or period from a row's own label."""
    lowered = first.text.lower()
    if set(lowered.split()) & words("tables", "labels", "total"):
        draft.flags.add("total")
        return
    if group := [w for w in first.text.split() if w.lower() in words("tables", "labels", "people")]:
        at = report.text.index(group[-1], first.start)
        draft.group, draft.group_span = Group(text=group[-1]), (at, at + len(group[-1]))
        return
    period = _period(first.text, report)
    if period is not None:
        draft.period, draft.period_span = period, (first.start, first.end)
        draft.scope = Scope.PERIOD if period.earliest != period.latest else draft.scope
    elif first.text[:1].isupper():
        draft.place, draft.place_span = lookup(first.text) or Place(text=first.text), (first.start, first.end)


def _period(text: str, report: Report) -> Period | None:
    found = find_periods(text, report.published) or find_periods(f"in {text}", report.published)
    return found[0].period if found else None
