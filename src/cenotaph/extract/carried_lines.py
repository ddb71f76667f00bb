"""Numbers told one by one by whom or where, of which only the first says what is counted: "Police: 8 dead. Health
ministry: 11. Our own tally: 13.", "St Luke's: 11 admitted" over "Municipal General: 7, all since discharged"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cenotaph.extract.bracket_parts import bracket_parts, person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.label_lines import LabelLines
from cenotaph.extract.labels import named
from cenotaph.extract.lexicon import words
from cenotaph.extract.placing import lookup
from cenotaph.extract.table_cells import cell_draft, first_measure, measure_named, measures_in, number_in, set_label
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Group, Measure, Report

__all__ = ["read_carried_lines"]

_HEDGE = "at least|about|some|around|over|more than|up to|nearly|almost|approximately|no fewer than"
_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
)
_ITEM = re.compile(
    r"[ \t]*(?:[-*•·–—]\s*)?(?P<label>[A-Za-z][^:;.\n\d]{1,40}?(?:St\.? [^:;.\n\d]{1,30}?)?)"
    r"(?P<mark>:|[ \t][-–—](?=[ \t]))\s*[\"“]?"
    rf"(?P<value>(?:(?:{_HEDGE}) )?(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_WORDS})|none|nil|not known)"
    r"(?![\w%-]|[.,:]\d)[\"”]?"
    r"(?P<rest>[^\n.;]*)(?P<close>[.;]?[ \t]*(?:\n|$)|[.;][ \t]+)"
)
_VALUE = re.compile(
    rf"(?::|[ \t][-–—][ \t])\s*[\"“]?(?:(?:(?:{_HEDGE}) )?(?:\d|(?:{_WORDS})\b)|(?:none|nil|not known)\b)"
)  # without two there is no run
_OWN = re.compile(r"\b(?:our|own|tally|count)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]|(?:de|da|do|del|la|le|al|el|ez|es|ad|ash|and|of)(?:$|-[A-Z])")
_PEOPLE = re.compile(r"\s*[\"“]?(?:[a-z-]+[ \"”]+){0,3}[a-z]*")
_BARE = re.compile(r"\s*(?:$|,\s*[^\d]*$|\([^()\d]*\)\s*$)")


def read_carried_lines(
    report: Report, outlet: Voice, profile: str, tables: Tabular, lines: LabelLines
) -> LabelLines:
    """``lines`` with the bare numbers that go on with the harm of the item before, in the voice named."""
    drafts = list(lines.drafts)
    owned = set(lines.owned)
    for measure, item in _carried(report.text):
        value = Cell(item.group("value"), *item.span("value"))
        label = Cell(item.group("label"), *item.span("label"))
        count = number_in(value.text, profile)
        if count is None or (value.start, value.end) in owned or tables.covers(value.start, value.end):
            continue
        row = Row((label, value), label.start, value.end, (item.start(), item.end()))
        draft = cell_draft(row, value, label, row, count, measure, report, outlet, profile)
        voice = named(label.text, label.start)
        if _OWN.search(label.text):
            pass  # the outlet's own count
        elif voice is not None and voice.kind is not ActorKind.INDIVIDUAL:
            draft.voice, draft.via = voice, [draft.voice] if report.publisher else []
            draft.group = draft.group_span = None  # "Rebels: 40": who says so
            draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"
        else:
            set_label(draft, label, report, named=True)
        _of_whom(draft, item)
        draft.rules.append("frame.label_run")
        drafts += [draft, *_parts(draft, item, row, label, report, outlet, profile)]
        owned |= {(value.start, value.end), (label.start, label.end)}
    return LabelLines(tuple(drafts), frozenset(owned))


def _parts(
    whole: Draft, item: re.Match[str], row: Row, label: Cell, report: Report, outlet: Voice, profile: str
) -> list[Draft]:
    """ "Idleb: 8, *of whom 5 in an air strike and 3 under torture*": the parts behind an item's number."""
    out: list[Draft] = []
    for told in bracket_parts(item.string[: item.end()], item.end("value"), 0):
        count = number_in(told.value.text, profile)
        if count is None or told.harm:
            continue
        part = cell_draft(row, told.value, label, row, count, whole.measure, report, outlet, profile)
        part.voice, part.via, part.part_of = whole.voice, whole.via, whole
        part.place, part.place_span = whole.place, whole.place_span
        part.group = part.group_span = None
        if not told.new:
            word = told.who.text.split()[-1]
            part.group, part.group_span = Group(text=word), (told.who.end - len(word), told.who.end)
        part.rules.append("frame.label_run")
        out.append(part)
    return out


def _of_whom(draft: Draft, item: re.Match[str]) -> None:
    """The people right behind the number: "64 *servicemen* dead", '2,100 "peaceful *residents*"'."""
    behind = _PEOPLE.match(item.group("rest"))
    for who in re.finditer(r"[a-z]+", behind.group()) if behind is not None and draft.group is None else ():
        if person_label(who.group()):
            at = item.start("rest") + who.start()
            draft.group, draft.group_span = Group(text=who.group()), (at, at + len(who.group()))
            break


def _carried(text: str) -> Iterator[tuple[Measure, re.Match[str]]]:
    """Each item with a bare number behind one that says what it counts, with nothing else between."""
    values = [found.span() for found in _VALUE.finditer(text)]
    if len(values) < 2:
        return
    told: Measure | None = None
    led = False
    end = -1
    for item in (item for start, stop in _lines_at(text, values) for item in _ITEM.finditer(text, start, stop)):
        if item.start() > 0 and text[item.start() - 1] not in "\n.; \t":
            continue
        if item.start() != end:
            told = _lead(text, item.start())
            led = told is not None
        end = item.end()
        label = item.group("label")
        if measure_named(label) is not None or not _somebody(label):
            end = -1
            continue
        other = first_measure(item.group("rest"))
        if item.group("mark") != ":" and not led:
            end = -1  # "Rebels - 12": only under a line that says what is counted
        elif _BARE.match(item.group("rest")) or (led and (other is None or other is told)):
            if told is not None:
                yield told, item
        else:
            told, led = other, False


def _lines_at(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The whole lines that the spans lie in, each once, with the line breaks behind them."""
    stop = 0
    for first, last in spans:
        if first >= stop:
            start, stop = text.rfind("\n", 0, first) + 1, text.find("\n", last) + 1 or len(text)
            yield start, stop


def _lead(text: str, at: int) -> Measure | None:
    """What the line above counts that leads to a list ("46 *deaths*, distributed as follows:"), or None."""
    above = text[:at].rstrip(" \t")
    line = above.rstrip("\n").rpartition("\n")[2].strip().lower() if above.endswith("\n") else ""
    told = measures_in(line) if line.endswith(":") else set()
    return told.pop() if len(told) == 1 else None


def _somebody(label: str) -> bool:
    """Whether a label may name who counts or where: a body, a place, a ward; no thing, and no word for a sum."""
    said = {word.strip("()'’").lower() for word in label.split()}
    said |= {word.removesuffix("s") for word in said}
    nothing = words("groups", "things") | words("nouns", "no_person") | words("senses", "things")
    nothing |= words("tables", "labels", "no_count") | words("tables", "labels", "total")
    plural = " " not in label and label.endswith("s") and lookup(label) is None  # "Vehicles: 4"
    named_here = all(_CAPITAL.match(word) for word in label.split()) and not plural
    voice = named(label, 0)
    known = voice is not None and voice.kind is not ActorKind.INDIVIDUAL
    known = known or bool(said & words("tables", "columns", "names")) or _OWN.search(label) is not None
    return len(label.split()) <= 6 and (known or (named_here and not said & nothing))
