"""Plain-text tables: a head that names measures over rows of numbers, and lines such as "Killed: 12"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cenotaph.extract.bracket_parts import bracket_parts
from cenotaph.extract.captioned_columns import captioned_columns
from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Grid, Row, find_grids
from cenotaph.extract.headed_lists import headed_lists
from cenotaph.extract.labels import named
from cenotaph.extract.lexicon import words
from cenotaph.extract.part_lines import part_line
from cenotaph.extract.person_tables import head_of_names, read_person_table
from cenotaph.extract.placing import lookup
from cenotaph.extract.segments import CLOCK
from cenotaph.extract.table_captions import caption_at, caption_said
from cenotaph.extract.table_cells import (
    cell_draft,
    date_draft,
    label_days,
    line_row,
    measure_named,
    measure_titled,
    number_in,
    people_named,
    period_of,
    set_label,
    sum_up,
)
from cenotaph.extract.table_columns import (
    counted_by_caption,
    noun_apart,
    numbering,
    patients,
    role_of,
    sum_of_row,
    total_column,
)
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Group, Measure, Place, Report

__all__ = ["measure_named", "read_tables"]

_LABELLED = re.compile(
    rf"^\s*(?:[-*•·–—]\s*)?(?:{CLOCK})?"
    r"(?P<label>[A-Za-z][A-Za-z /'-]{2,40}?)"
    r"\s*(?::|\.{2,}|=|–|—|\s-\s)\s*(?P<value>[^\s].*?)\s*$"
)
# "1,641 Injured", alone on a line among key figures
_KEY_FIGURE = re.compile(
    r"^\s*(?:[-*•·–—]\s*)?(?P<value>\d{1,3}(?:,\d{3})+|\d+)\s+(?P<label>[A-Z][A-Za-z]+(?: [A-Za-z]+){0,3})\s*$"
)
_PAIR = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z /]{1,30}?)\s*[:=]?\s*(?P<value>\d+(?:,\d{3})*|none|unknown|nil)(?![\w-])"
)
_PAIRS = re.compile(rf"(?:{_PAIR.pattern.replace('?P<label>', '').replace('?P<value>', '')}\s*[.,;|/]?\s*)+")
_WITHIN = re.compile(
    r"(?:^|(?<=[.;|]\s))\s*(?:[-*•·–—]\s*)?(?P<label>[A-Z][A-Za-z\d ,/'-]{2,60}?):\s*"
    r"(?P<value>\d+(?:,\d{3})*(?:\s?[-–]\s?\d+)?|none|nil|unknown)\b(?!,\d{3}\b)"
    r"(?=\s*(?:[.;,(|)]|incl|of\s+wh|$))"
)
_N = r"\d+(?:,\d{3})*"
_COUNTED = re.compile(r"(?:^|\s[-–—:]\s+|:\s+)(?!(?:19|20)\d\d\b)\d+\s")
_BEFORE = re.compile(
    r"\s*[(\[,;]\s*(?P<when>(?:(?:now\s+)?(?:up|down)\s+from|from|was|earlier|previously|versus|vs\.?|(?:previous|prior|preceding|last|same)\s+(?:day|week|month|quarter|year|period|report|bulletin|season)"
    r"|(?:in\s+)?(?:19|20)\d\d|[QH][1-4]|(?:a\s+)?(?:week|month|year)\s+(?:ago|earlier|before)))(?:\s+(?:19|20)\d\d)?\s*[:=,]?\s*(?P<n>\d+(?:,\d{3})*)"
    r"\s*(?:[)\]]|\.?\s*$|[;,]|(?:on|in|at|as)\s)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:[(;]|,(?!\d{3}(?!\d))|(?<!not\s)\b(?:reported|recorded|confirmed|known)(?:\s+(?:so\s+far|yet|to\s+date))?[.\s]*$).*$"
)  # what stands behind a number, which a comma may part itself
_LONGEST_LINE = 300  # characters; a longer line is a sentence, and no pattern here need look at it


def read_tables(report: Report, outlet: Voice, profile: str) -> Tabular:
    """Every count that a table or a labelled line of ``report`` gives, in the outlet's own voice."""
    drafts: list[Draft] = []
    spans: list[tuple[int, int]] = []
    for made, span in captioned_columns(report, outlet, profile):
        drafts += made
        spans.append(span)
    for grid in find_grids(report.text, lambda said: measure_named(said) is not None or head_of_names(said)):
        if any(start <= grid.rows[-1].start < end for start, end in spans):
            continue
        made = _read_grid(grid, report, outlet, profile) or read_person_table(grid, report, outlet, profile)
        if made:
            drafts += made
            named_within = any(measure_named(cell.text) for cell in grid.head.cells) or any(
                measure_named(row.cells[0].text) for row in grid.rows
            )
            start = grid.head.line[0] if named_within or grid.caption is None else grid.caption[0]
            spans.append((start, grid.rows[-1].line[1]))
    spans.sort()
    for made, span in headed_lists(report, outlet, profile, spans):
        drafts += made
        spans = sorted([*spans, span])
    grids = Tabular((), tuple(spans))
    above: Draft | None = None
    for match in re.finditer(r"[^\n]+", report.text):
        if match.end() - match.start() > _LONGEST_LINE or grids.covers(*match.span()):
            above = None
            continue
        part = part_line(match, above, report, outlet, profile) if above is not None else None
        if part is not None:
            drafts.append(part)
            spans.append(match.span())
            continue
        found = labelled = _labelled(match, report, outlet, profile)
        found = found or _pairs(match, report, outlet, profile)
        if len(found) == 1 and "(" in match.group():
            found = max(found, _labels_within(match, report, outlet, profile), key=len)
        if found:
            drafts += found
            spans.append(match.span())
        else:
            drafts += _labels_within(match, report, outlet, profile)
        above = labelled[0] if labelled else None
    return Tabular(tuple(drafts), tuple(sorted(spans)))


def _read_grid(grid: Grid, report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """The drafts of a table whose head names measures, or else of the rows that begin with one."""
    head = grid.head
    columns = {i: m for i, cell in enumerate(head.cells) if (m := measure_named(cell.text)) is not None}
    if any(_COUNTED.search(head.cells[i].text) for i in columns):
        return []  # "4 May | Gorom road | 9 killed", "Gorom - 2 killed, ...": rows of words, without a head
    named_in_head = bool(columns)
    whole: int | None = None
    if not columns and not any(measure_named(row.cells[0].text) for row in grid.rows):
        columns, whole = counted_by_caption(grid, report)
    titled = _titled(grid, report) if not columns else None
    if titled is not None:
        known = words("tables", "labels", "counts")
        counts = [i for i, cell in enumerate(head.cells) if cell.text.lower() in known]
        columns = {i: titled for i in counts if len(counts) == 1}
    roles = {i: role for i, cell in enumerate(head.cells) if i not in columns and (role := role_of(cell.text))}
    if named_in_head:
        beside = [i for i, cell in enumerate(head.cells) if i not in roles and patients(cell.text)]
        columns |= dict.fromkeys(beside, Measure.INJURED)
    caption = caption_at(grid.caption, report)
    summed = total_column(head, columns) if named_in_head else None
    out: list[Draft] = []
    for row in grid.rows:
        under = {k: i for i in range(len(row.cells)) if (k := grid.column_of(row, i)) is not None}
        made: list[Draft] = []
        if columns:
            for k, measure in columns.items():
                cell = row.cells[under[k]] if k in under else None
                cell, of_whom = noun_apart(cell) if cell is not None else (None, None)
                if cell is not None and (count := number_in(cell.text, profile)) is not None:
                    made.append(cell_draft(row, cell, head.cells[k], head, count, measure, report, outlet, profile))
                    if of_whom is not None:
                        made[-1].group, made[-1].group_span = Group(text=of_whom.text), (of_whom.start, of_whom.end)
                    if grid.over and (over := grid.over[k]) is not None:
                        set_label(made[-1], over, report)
                    if whole is not None and (period := period_of(head.cells[k].text, report)) is not None:
                        date_draft(made[-1], period, (head.cells[k].start, head.cells[k].end))
            if summed is not None and summed in under:
                made += sum_of_row(
                    made, row, row.cells[under[summed]], head.cells[summed], head, report, outlet, profile
                )
            elif whole in under:
                _part_of_row(made, row.cells[under[whole]])
            told = {role: row.cells[under[k]] for k, role in reversed(roles.items()) if k in under}
            counted = {under[k] for k in columns if k in under}
            names = bool(set(head.cells[0].text.lower().split()) & words("tables", "columns", "names"))
            under_first = grid.column_of(row, 0)
            coded = under_first == 0 and numbering(head.cells[0].text)
            first = row.cells[0] if 0 not in counted and under_first not in roles and not coded else None
            for draft in made:
                _say(draft, told, report)
                if first is not None and first.text:
                    set_label(draft, first, report, named=names)
        elif (of_row := measure_named(row.cells[0].text)) is not None:
            heads = {i: head.cells[k] for k, i in under.items()}
            claimed = any(set(c.text.lower().split()) & words("tables", "columns", "says") for c in head.cells[1:])
            for i, cell in enumerate(row.cells[1:], start=1):
                if (count := number_in(cell.text, profile)) is not None:
                    made.append(cell_draft(row, cell, row.cells[0], head, count, of_row, report, outlet, profile))
                    if i in heads and claimed and _claims_of(made[-1], heads[i], report):
                        continue
                    if i in heads and heads[i].text and number_in(heads[i].text, profile) is None:
                        set_label(made[-1], heads[i], report)
        for draft in made:
            caption_said(draft, caption)
        out += made
    sum_up(out)
    return out


def _titled(grid: Grid, report: Report) -> Measure | None:
    """What the line above a table says that its bare numbers count ("Deaths by province")."""
    if grid.caption is None:
        return None
    return measure_titled(report.text[slice(*grid.caption)])


def _part_of_row(drafts: Sequence[Draft], last: Cell) -> None:
    """Make the numbers of a row parts of the one that sums them up."""
    total = next((draft for draft in drafts if draft.count_span == (last.start, last.end)), None)
    for draft in drafts:
        if total is not None and draft is not total:
            draft.part_of = total


def _say(draft: Draft, told: Mapping[str, Cell], report: Report) -> None:
    """What the columns beside the number tell of it."""
    for role, cell in told.items():
        lowered = cell.text.lower()
        if not lowered:
            continue
        if set(lowered.split()) & words("tables", "labels", "total"):
            draft.flags.add("total")
        elif role == "place":
            draft.place, draft.place_span = lookup(cell.text) or Place(text=cell.text), (cell.start, cell.end)
        elif role == "period" and (period := period_of(cell.text, report)) is not None:
            date_draft(draft, period, (cell.start, cell.end))
        elif role == "speaker" and (voice := named(cell.text, cell.start) or _teller(cell)) is not None:
            draft.voice, draft.via = voice, [draft.voice] if report.publisher else []
            draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"
        elif role in {"group", "kinds"} and draft.group is None:
            if role == "kinds" and not any(people_named(word) for word in lowered.split()):
                continue
            draft.group, draft.group_span = Group(text=cell.text), (cell.start, cell.end)


def _teller(cell: Cell) -> Voice | None:
    """Whoever is named in words under a head such as "Source", of whatever kind; no number, link or code."""
    if re.fullmatch(r"[^\W\d_][^\W\d_'’ .&()-]*(?:[ -][^\d/:@]*)?", cell.text) is None or len(cell.text) < 4:
        return None
    return Voice(cell.text, ActorKind.UNKNOWN, cell.text, start=cell.start, end=cell.end)


def _claims_of(draft: Draft, head: Cell, report: Report) -> bool:
    """Give a count the voice of the head it stands under, where that names a side or a body ("Government
    says | Rebels say | Red Cross")."""
    who = " ".join(word for word in head.text.split() if word.lower() not in words("tables", "columns", "says"))
    voice = named(who, head.start) if who else None
    if voice is None:
        return False
    draft.voice, draft.via = voice, [draft.voice] if report.publisher else []
    draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"
    return True


def _labelled(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Killed: 12": a line that is a label and a number."""
    found = _LABELLED.match(match.group()) or _KEY_FIGURE.match(match.group())
    if found is None:
        return []
    measure = measure_named(found.group("label"))
    value = found.group("value")
    if re.search(r"[\d)]\s*[;,.]\s+[A-Za-z][A-Za-z /]{2,30}(?::|\s[–—-])\s*\d", value):
        return []  # more labels on the line
    count = number_in(_BEHIND.sub("", value).rstrip("."), profile)
    if measure is None or count is None:
        return []
    base = match.start()
    label = Cell(found.group("label"), base + found.start("label"), base + found.end("label"))
    start = base + found.start("value")
    cell = Cell(count.text, start, start + len(count.text))
    row = line_row(match, label, cell)
    whole = cell_draft(row, cell, label, row, count, measure, report, outlet, profile)
    _date_by_label(whole, label, report)
    return [whole, *_in_brackets(match, start + len(count.text) - base, whole, label, report, outlet, profile)]


def _pairs(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Death toll: 45. Injured: 120.", "KIA 4, WIA 11": two labels or more on one line and nothing else."""
    line, base = match.group(), match.start()
    clock = re.match(rf"\s*(?:{CLOCK})?", line)
    if not _PAIRS.fullmatch(line[clock.end() if clock else 0 :].strip()):
        return []
    out = []
    for pair in _PAIR.finditer(line):
        measure, count = measure_named(pair.group("label")), number_in(pair.group("value"), profile)
        dated = find_periods(f"{pair.group('label').split()[-1]} {pair.group('value')}")  # "died on *May 2*"
        if measure is None or count is None or dated:
            return []
        label = Cell(pair.group("label"), base + pair.start("label"), base + pair.end("label"))
        cell = Cell(pair.group("value"), base + pair.start("value"), base + pair.end("value"))
        row = line_row(match, label, cell)
        out.append(cell_draft(row, cell, label, row, count, measure, report, outlet, profile))
    return out if len(out) > 1 else []


def _labels_within(match: re.Match[str], report: Report, outlet: Voice, profile: str) -> list[Draft]:
    """ "Loss of life: 9 (Idlem 5, Saraqa 4). Injuries: 31.": labels with their numbers inside a line of prose."""
    out: list[Draft] = []
    base = match.start()
    for found in _WITHIN.finditer(match.group()):
        measure = measure_titled(found.group("label")) or measure_named(found.group("label"))
        count = number_in(found.group("value"), profile)
        if measure is None or count is None:
            continue
        label = Cell(found.group("label"), base + found.start("label"), base + found.end("label"))
        cell = Cell(found.group("value"), base + found.start("value"), base + found.end("value"))
        row = Row((label, cell), label.start, cell.end, match.span())
        whole = cell_draft(row, cell, label, row, count, measure, report, outlet, profile)
        _date_by_label(whole, label, report)
        out.append(whole)
        out += _in_brackets(match, found.end(), whole, label, report, outlet, profile)
    return out


def _date_by_label(draft: Draft, label: Cell, report: Report) -> None:
    if (days := label_days(label.text, report.published)) is not None:
        date_draft(draft, days, (label.start, label.end))


def _in_brackets(
    match: re.Match[str], at: int, whole: Draft, label: Cell, report: Report, outlet: Voice, profile: str
) -> list[Draft]:
    """ "27 (*15 men, 12 women*)", "64 (*previous week: 41*)", "64, *up from 41*": what follows a total."""
    out: list[Draft] = []
    base, line = match.start(), match.group()

    def made(place: Cell, n: Cell) -> Draft | None:
        row = Row((place, label, n), min(place.start, label.start), n.end, match.span())
        count = number_in(n.text, profile)
        return (
            cell_draft(row, n, label, row, count, whole.measure, report, outlet, profile)
            if count is not None
            else None
        )

    for told_apart in bracket_parts(line, at, base):
        who = told_apart.who
        part = made(who, told_apart.value)
        if part is not None:
            if told_apart.harm:
                part.measure = measure_named(who.text) or part.measure
            elif not told_apart.new:
                word = re.split(r"[ -]", who.text)[-1]
                part.group, part.group_span = Group(text=word), (who.end - len(word), who.end)
            part.part_of = whole
            out.append(part)
    before = _BEFORE.match(line, at)
    if before is not None:
        when = Cell(before.group("when"), base + before.start("when"), base + before.end("when"))
        older = made(when, Cell(before.group("n"), base + before.start("n"), base + before.end("n")))
        if older is not None:
            older.flags.add("background")
            out.append(older)
    return out
