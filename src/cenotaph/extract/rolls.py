"""Rolls of names, one a line, under a line that says what became of them ("In memory of", "Missing:")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.inline_rolls import InlineRoll
from cenotaph.extract.roll_fates import fate_named
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.voices import Voice
from cenotaph.model import (
    AgeGroup,
    Anchor,
    Count,
    Hedge,
    Measure,
    PersonFate,
    PersonRecord,
    PopStatus,
    Report,
    Sex,
    content_id,
)

__all__ = ["listed_person", "read_inline_rolls", "read_rolls", "tie_rolls"]

_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sgt|Cpl|Pte|Pvt|Capt|Lt|Col|Maj|Officer|Constable|Rev|Fr|Sister|Private|Corporal|Sergeant|"
    r"Captain)\.?\s+)*"
)
_WORD = r"[A-Z][\w'’.-]*"
_QUOTED = r"[\"“'(][\w .-]{1,20}[\"”')]"  # "Tee" between two names
_NAME = rf"{_WORD}(?:\s+(?:{_QUOTED}|al|el|bin|ibn|de|da|del|dos|la|van|von|der|{_WORD})){{0,4}}"
_LINE = re.compile(
    rf"\s*(?:[-*•·–—]\s*|\d{{1,2}}[.)]\s*)?{_TITLE}(?P<names>{_NAME}(?:\s+(?:and|&)\s+{_NAME})*)"
    r"(?:\s*[,(–—-]\s*(?:(?:aged?|about|approx\.?|around|c\.|some)\s+)*(?P<age>\d{1,3})\b(?:\s+(?:and|&)\s+\d{1,3}\b)?\)?(?:\s*(?:years?|months?|yrs?)(?:\s+old)?)?)?"
    r"(?:\s*[,;(–—-]\s*[^\n.\d]{0,60})?[.;,]?\s*$"
)
# one who has no name, between those who have: "A girl, Fanta, no surname known", "Unidentified male, about 40"
_NAMELESS = re.compile(
    r"\s*(?:[-*•·–—]\s*|\d{1,2}[.)]\s*)?(?P<names>(?:(?:An?|One|The|His|Her|Un(?:known|identified|named))\s+"
    r"[a-z][\w '’-]{2,40}?|(?:Baby|Infant|Child|Son|Daughter|Wife|Husband|Mother|Father|Brother|Sister)"
    r"\s+of\s+[A-Z][\w '’-]{2,40}?))(?P<age>(?!))?(?:\s*[,;(–—-][^\n.]{0,60})?[.;,]?\s*$"
)
_ITEM = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")  # an item of a list is no caption of the next ones
_PERSON = {
    Measure.KILLED: PersonFate.KILLED,
    Measure.BODIES_FOUND: PersonFate.KILLED,
    Measure.INJURED: PersonFate.INJURED,
    Measure.MISSING: PersonFate.MISSING,
    Measure.DETAINED: PersonFate.DETAINED,
}
_SENTENCE = re.compile(r"[.!?][\"”'’)\]]*\s*$")
_LISTING = re.compile(
    r"\b(?:following|below|names?|named|list|listed|remember\w*|hono[u]?r\w*|memor\w+|pray\w*)\b", re.I
)
# what pages have under a story
_FURNITURE = re.compile(
    r"\b(?:(?:show|read|see|load|view)\s+(?:more|all|also)|related|subscri\w+|newsletters?|privacy|leave\s+a|repl(?:y|ies)|"
    r"comments?|share|tweet|follow\s+us|sign\s+(?:in|up)|log\s?in|advertisement|articles?|posts?|tags?|topics?|trending)\b",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a caption or a line


def read_rolls(report: Report, outlet: Voice, profile: str, tables: Tabular) -> Tabular:
    """Each roll of two names or more as one count in the outlet's own voice, and its span; none in ``tables``."""
    drafts: list[Draft] = []
    spans: list[tuple[int, int]] = []
    for caption, measure, rows in _rolls(report.text):
        if any(tables.covers(*row.span()) for row in rows):
            continue
        names = [name for row in rows for name in _names(row)]
        start, end = names[0][1], names[-1][2]
        n = len(names)
        draft = Draft(
            anchor=(caption.start(), rows[-1].end()),
            trigger=caption.span(),
            measure=measure,
            voice=outlet,
            order=caption.start(),
            sentence=-caption.start() - 1,
            kind="table",
            count=Count(low=n, best=n, high=n, text=report.text[start:end], hedge=Hedge.EXACT, profile=profile),
            count_span=(start, end),
            rules=["frame.roll", "speaker.outlet", "count.names"],
        )
        draft.people = [listed_person(report, name, measure) for name in names]
        draft.flags |= {"names", "definite"}
        drafts.append(draft)
        spans.append((rows[0].start(), rows[-1].end()))
    return Tabular(tuple(drafts), tuple(spans))


def read_inline_rolls(
    report: Report, rolls: Sequence[InlineRoll], outlet: Voice, profile: str, tables: Tabular, read: Sequence[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """The lists behind a caption in a line as one count each, and those of the drafts ``read`` that they replace.

    A list that was read from the words as a whole stays as it was read.
    """
    made: list[Draft] = []
    replaced: list[Draft] = []
    for roll in rolls:
        if tables.covers(*roll.listed):
            continue
        low, high = roll.listed
        inside = [
            d for d in read if d.count_span is not None and low <= d.count_span[0] and d.count_span[1] <= high + 1
        ]
        alike = [d for d in inside if d.measure is roll.measure and d.count is not None]
        if sum(d.count.best or 0 for d in alike if d.count is not None) >= roll.n or len(inside) > len(alike):
            continue
        replaced += alike
        made.append(_roll_draft(report, roll, outlet, profile))
    return made, replaced


def _roll_draft(report: Report, roll: InlineRoll, outlet: Voice, profile: str) -> Draft:
    start, end = roll.listed
    said = report.text[start:end].rstrip()
    n = roll.n
    draft = Draft(
        anchor=(roll.caption[0], start + len(said)),
        trigger=roll.caption,
        measure=roll.measure,
        voice=outlet,
        order=roll.caption[0],
        sentence=-roll.caption[0] - 1,
        kind="table",
        count=Count(low=n, best=n, high=n, text=said, hedge=Hedge.EXACT, profile=profile),
        count_span=(start, start + len(said)),
        rules=["frame.roll", "speaker.outlet", "count.names"],
    )
    draft.flags |= {"names", "definite"}
    return draft


def tie_rolls(rolls: Sequence[Draft], others: Sequence[Draft]) -> None:
    """Tie each roll to the count told before it: the same people again, or a part of them."""
    for roll in rolls:
        for plural in others:
            if (
                "count.plural" not in plural.rules
                or plural.measure is not roll.measure
                or plural.restates is not None
            ):
                continue
            if roll.trigger[0] <= plural.trigger[0] and plural.trigger[1] <= roll.trigger[1]:
                _take_over(roll, plural)  # "has named *the soldiers killed* in the blast:"
        told = [
            d for d in others if d.measure is roll.measure and d.count is not None and d.anchor[0] <= roll.anchor[0]
        ]
        if not told or roll.count is None:
            continue
        same = [d for d in told if d.count is not None and d.count.best == roll.count.best]
        if same:
            roll.restates = same[-1]


def _take_over(roll: Draft, plural: Draft) -> None:
    """Let a roll stand for the bare plural of its caption, with what that tells of them."""
    plural.restates = roll
    if roll.group is None:
        roll.group, roll.group_span = plural.group, plural.group_span
    if roll.place is None:
        roll.place, roll.place_span = plural.place, plural.place_span
    if roll.period is None:
        roll.period, roll.period_span = plural.period, plural.period_span


def _rolls(text: str) -> Iterator[tuple[re.Match[str], Measure, list[re.Match[str]]]]:
    """Captions with what they say became of people, and the lines of names under them."""
    caption: re.Match[str] | None = None
    rows: list[re.Match[str]] = []
    for line in [*re.finditer(r"[^\n]+", text), None]:
        name = _line(line, text) if line is not None else None
        if name is not None and caption is not None:
            rows.append(name)
            continue
        told = caption is not None and _enough(rows) and (_leads(caption.group()) or rows[0].group("age"))
        if caption is not None and told and (measure := fate_named(caption.group())) is not None:
            yield caption, measure, rows
        caption, rows = line if line is None or not _ITEM.match(line.group()) else None, []


def _leads(caption: str) -> bool:
    """Whether names may stand under a line: not under the last sentence of a story, where links and buttons do."""
    return _SENTENCE.search(caption) is None or _LISTING.search(caption) is not None


def _enough(rows: Sequence[re.Match[str]]) -> bool:
    return len(rows) > 1 and (
        (all(" " in row.group("names").strip() for row in rows) and any(row.re is _LINE for row in rows))
        or all(row.group("age") for row in rows)
    )


def _line(line: re.Match[str], text: str) -> re.Match[str] | None:
    if line.end() - line.start() > _LONGEST:
        return None
    if _FURNITURE.search(text, line.start(), line.end()):
        return None
    found = _LINE.match(text, line.start(), line.end())
    nameless = _NAMELESS.match(text, line.start(), line.end()) if found is None else None
    if nameless is not None and any(person_label(word) for word in nameless.group("names").split()):
        return nameless
    return found if found is not None and (found.group("age") or " " in found.group("names")) else None


def _names(row: re.Match[str]) -> list[tuple[str, int, int, int | None]]:
    """The names of one line with their spans and the age that follows."""
    age = int(row.group("age")) if row.group("age") else None
    out = []
    for part in re.finditer(r"(?:(?!\s+(?:and|&)\s+).)+", row.group("names")):
        text = re.sub(r"^\s*(?:and|&)\s+", "", part.group())
        end = row.start("names") + part.end()
        if text.strip():
            out.append((text.strip(), end - len(text), end, age))
    return out


def listed_person(report: Report, name: tuple[str, int, int, int | None], measure: Measure) -> PersonRecord:
    """The record of one person of a list: name, its half-open span, and age."""
    text, start, end, age = name
    return PersonRecord(
        id=content_id("p", [report.id, text, start]),
        report=report.id,
        name=text,
        anchors=(Anchor.of(report.text, start, end),),
        fate=_PERSON[measure],
        sex=Sex.NOT_RECORDED,
        age_low=age,
        age_high=age,
        age_group=AgeGroup.UNKNOWN if age is None else AgeGroup.CHILD if age < 18 else AgeGroup.ADULT,
        status=PopStatus.NOT_STATED,
    )
