"""Lists that tell of one person a line, each with a fate of their own: "1) Jon Cole, cleaner: dead", "4) Sonu, 6
yrs: minor abrasions"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cenotaph.extract.draft import Draft
from cenotaph.extract.rolls import listed_person
from cenotaph.extract.voices import Voice
from cenotaph.model import Count, Hedge, Measure, Report

__all__ = ["FateLine", "fate_lines", "fate_told", "read_fate_lines"]

_CAP = r"[A-ZÀ-Þ][\w'’.-]*"
_LINE = re.compile(
    rf"^[ \t]*(?:[-*•·–—]|\(?\d{{1,2}}[.)/]|#\d+|\([ivx]+\))[ \t]*"
    rf"(?P<who>{_CAP}(?:[ ]{_CAP}){{1,4}}|{_CAP}, {_CAP}(?:[ ]{_CAP}){{0,2}}(?=,)|{_CAP}(?=,? \(?\d{{1,2}}\b)"
    r"|Un(?:known|identified) \w+)"
    r"(?P<rest>[,.:;( –—-][^\n]{3,140})$",
    re.MULTILINE,
)
# "Adjoa Mensah | 31 | Cape Coast | deceased": a row without a head
_ROW = re.compile(
    rf"^[ \t]*\|?[ \t]*(?P<who>{_CAP}(?:[ ]{_CAP}){{1,4}}|Un(?:known|identified|named) \w+)"
    r"(?:[ ]\([^()\n]*\))?[ \t]*\|[^\n]*\|(?P<rest>[^|\n]{4,60}?)\|?[ \t]*$",
    re.MULTILINE,
)
_DEAD = re.compile(
    r"\b(?:dead|died|fatal(?:ly)?|killed|drowned|deceased|homicide|murdered|suicide|perished|doa|electrocuted|asphyxiat\w+)\b",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:remains|body|corpse|recovered from)\b", re.IGNORECASE)
_HURT = re.compile(
    r"\b(?:fractur\w+|abrasions?|burn(?:s|ed|t)|lacerat\w+|bruis\w+|broken|amputat\w+|wound(?:s|ed)?|shrapnel|concussion|"
    r"injur(?:y|ies|ed)|hurt|critical|sprain\w*|gunshot|stab(?:bed)?|cuts|head trauma|icu)\b",
    re.IGNORECASE,
)
# "3. Khalitova, R., b. 1990 - *moderate*", where others of the list died or are hurt
_STATE = re.compile(
    r"(?:[-–—:,(]\s*|\bin\s+(?:an?\s+)?)(?P<state>serious|moderate|grave|satisfactory|stable|slight|light|fair|guarded|severe)"
    r"(?:\s+(?:condition|but\s+stable))?\s*[.)]*\s*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:charged|accused|arrested|suspect\w*|sentenced|convicted|wanted|unhurt|unharmed|uninjured|safe|missing|witness\w*|"
    r"natural|not (?:hurt|injured)|no injur\w+|son of|widow of|kin of|killed \w+ (?:people|men|women|soldiers))\b",
    re.IGNORECASE,
)
_FEWEST = 2  # lines of such a list


@dataclass(frozen=True, slots=True)
class FateLine:
    """A line of such a list: what befell the one it names, and the half-open spans of line, name and fate."""

    measure: Measure
    line: tuple[int, int]
    who: tuple[int, int]
    fate: tuple[int, int]


def fate_lines(text: str) -> list[FateLine]:
    """The lines that name one person and a fate, where two lines or more name one; else none."""
    lines = list(_LINE.finditer(text))
    if not lines and "|" in text:
        lines = [row for row in _ROW.finditer(text) if fate_told(row.group("rest"))]
    out: list[FateLine] = []
    for line in lines if len(lines) >= _FEWEST else []:
        told = fate_told(line.group("rest"))
        if told is None:
            continue
        measure, found = told
        at = line.start("rest")
        out.append(FateLine(measure, line.span(), line.span("who"), (at + found.start(), at + found.end())))
    return out


def fate_told(rest: str) -> tuple[Measure, re.Match[str]] | None:
    """What befell the one a line is about, and the words that say so; None for the living, missing and accused."""
    dead, hurt = _DEAD.search(rest), _HURT.search(rest)
    hurt = hurt or _STATE.search(rest)
    found = dead or _BODY.search(rest) or hurt
    if found is None or _OTHERS.search(rest):
        return None
    return (Measure.KILLED if dead else Measure.INJURED if hurt else Measure.BODIES_FOUND), found


def read_fate_lines(
    report: Report, lines: Sequence[FateLine], outlet: Voice, profile: str, read: Sequence[Draft]
) -> list[Draft]:
    """One draft for each of ``lines`` of which the words were not ``read`` yet, in the outlet's own voice."""
    out: list[Draft] = []
    for told in lines:
        low, high = told.line
        for draft in read:
            if draft.count_span is None or not told.who[0] <= draft.count_span[0] < told.who[1]:
                continue
            draft.kind, draft.sentence = "table", -draft.order - 1  # each line tells of somebody else
            if draft.count is not None and "names" in draft.flags:  # "Akimova, Olga S.": last name first
                draft.count = replace(draft.count, low=1, best=1, high=1)
        if any(low <= draft.trigger[0] < high or low <= draft.order < high for draft in read):
            continue
        start, end = told.who
        name = report.text[start:end]
        draft = Draft(
            anchor=(start, high),
            trigger=told.fate,
            measure=told.measure,
            voice=outlet,
            order=start,
            sentence=-start - 1,
            kind="table",
            count=Count(low=1, best=1, high=1, text=name, hedge=Hedge.EXACT, profile=profile),
            count_span=(start, end),
            rules=["frame.fate_line", "speaker.outlet", "count.name"],
        )
        draft.people = [listed_person(report, (name, start, end, None), told.measure)]
        draft.flags |= {"name"}
        out.append(draft)
    return out
