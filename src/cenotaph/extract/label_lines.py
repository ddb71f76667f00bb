"""Labels and numbers in turn inside one line: "dead 2, inj. 7", "pupils killed: 7; teachers killed: 4",
"Toll: Kesh 19, Var 6", "Deceased: 1 adult male, 2 adult females", "Hurt: 9 incl. 2 children".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from cenotaph.extract.bracket_parts import bracket_parts, person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell, Row
from cenotaph.extract.labels import label_before
from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.segments import CLOCK
from cenotaph.extract.table_cells import cell_draft, measure_named, measure_titled, number_in, set_label, unstated
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind, Group, Measure, Report

__all__ = ["LabelLines", "read_label_lines"]

_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+\+?|\d+\+?(?!,\d{{3}}\b)|nil|none|(?i:{unstated()}))"
# "*District: Badin East*; deaths: 6; injured: 11"
_WHERE = re.compile(
    r"^\W*(?:District|Province|Region|County|State|Town|City|Village|Place|Location|Area|Site|Sector|Ward|Zone|Department|Governorate|Camp|Tehsil|"
    r"Taluka|Upazila|Municipality|Commune|Parish|Division|Locality|Station)\s*:\s+(?P<where>[A-Z][^:;,|\d]{1,40}?)\s*(?=[;,|])"
)
_FRAGMENT = re.compile(
    rf"(?:^(?:\s*{CLOCK})?|[,;:.|/–—-]\s+|\(\s*|\band\s+)(?P<label>[A-Za-z][A-Za-z.'/-]*(?:\s+[A-Za-z'/][A-Za-z'/-]*){{0,3}})(?:\s*\([^()\d]{{2,20}}\))?\s*(?:[:=]|\s[–—-])?\s+"
    rf"(?P<value>{_NUMBER})(?=\s*(?:[,;|)(/]|\.(?:\s|$)|and\b|incl|$))"
)
_ANY_VALUE = re.compile(
    r"\d\+?\s*(?:[,;|)(/.]|and\b|incl|$)|[:=]|\b(?:nil|none|unknown|pending|not known)\b"
)  # asked first, as it is quicker
# "Killed, 14. Deaths on the wards in the past week, 22."
_STOPPED = re.compile(rf"(?:^|[.;]\s+)(?P<label>[A-Z][^.;:,\d]{{2,60}}?),\s+(?P<value>{_NUMBER})(?=\s*(?:[.;]|$))")
# "VDC: Dhunge -- dead 112", "Karesh: dead 12": the place that a line of labels opens with
_PLACE = re.compile(
    r"^\W*(?:(?:vdc|lga|district|ward|village|town|county|commune|sector|province|region|governorate|municipality|barangay"
    r"|state|city|site|camp|union|upazila|parish|zone)\s*:\s*)?(?P<where>[^\W\d_][\w'’. -]{1,40}?)"
    r"\s*(?:--+|[:—–]|\s-)\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:^|(?<=[.;]\s))(?P<head>[A-Z](?:[^:.;\n]|:(?=\d)){2,60}):\s+")
# "The names of the dead: A B, 56; C D, 31": ages
_TAKEN_IN = re.compile(r"(?:hospital\s+)?(?:admissions?|admitted|intake|arrivals)\b", re.IGNORECASE)
_WARDS = frozenset(
    {"hospital", "hospitals", "clinic", "infirmary", "ward", "wards", "polyclinic", "general", "medical"}
)
_NAMED_HEAD = re.compile(r"\b(?:names?|named|identified|roll)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<label>(?:wk|[Ww]eek|[Dd]ay|[Ww]ard|[Zz]one|[Ss]ector|[Dd]istrict|[Uu]nit)\s+\d+"
    r"|(?:\d+(?:st|nd|rd|th)\s)?[^\W\d][\w' -]{1,30}?)"
    rf"(?:[:=]|,(?=\s+\S+\s*(?:[;.]|$)))?\s+(?P<value>{_NUMBER})(?=\s*(?:[,;.(|/]|and\b|$))"
)
_IN_YEAR = re.compile(
    rf"(?P<value>{_NUMBER})\s+(?:(?:deaths|killed|cases)\s+)?(?:in|during|for)\s+(?P<label>(?:19|20)\d\d)(?!\d)"
)
_PEOPLE = re.compile(r"(?P<value>\d+)\s*(?:x\s+)?(?P<who>[a-z]+(?:[ -][a-z]+){0,2})")
_BRACKETED = re.compile(r"\s*\(\s*(?:all\s+)?(?P<who>[a-z]+(?:[ -][a-z]+){0,2})(?=\s*[,;)])")
_NO_PLACE = frozenset(
    {
        *("update", "sitrep", "status", "situation", "summary", "latest"),
        *("figures", "casualties", "results", "day", "report"),
    }
)
_WHERE_SAID = re.compile(r"\b(?:on|in|at|by|per|since|during|for)\b")  # "Deaths *on the wards*"
_CLAUSE = frozenset({"after", "before", "when", "while", "because", "who", "that"})
_LONGEST = 400  # characters of a line that is looked at


@dataclass(frozen=True, slots=True)
class LabelLines:
    """The drafts of labelled numbers, and the spans of all labels and numbers of such runs, whatever they count."""

    drafts: tuple[Draft, ...]
    owned: frozenset[tuple[int, int]]

    def tells(self, draft: Draft) -> bool:
        """Whether a draft that was read from the words counts a number or a bare plural of such a run."""
        bare = bool({"count.plural", "count.one", "count.name"} & set(draft.rules))
        return draft.count_span in self.owned or (
            bare and any(start <= draft.trigger[0] and draft.trigger[1] <= end for start, end in self.owned)
        )


def read_label_lines(report: Report, outlet: Voice, profile: str, tables: Tabular) -> LabelLines:
    """Each labelled count of a run of two labels or more, in the outlet's own voice; none in ``tables``."""
    drafts: list[Draft] = []
    owned: set[tuple[int, int]] = set()
    for line in re.finditer(r"[^\n]+", report.text):
        if line.end() - line.start() > _LONGEST or tables.covers(*line.span()):
            continue
        counts = list(_counts(line))
        teller = _teller(line) if counts else None
        for label, value, where, people, whole in counts:
            count = number_in(value.text, profile)
            if count is None:
                continue
            owned |= {(value.start, value.end), (label.start, label.end)}
            measure = _measure(label.text)
            if measure is None:
                continue
            row = Row((label, value), min(label.start, value.start), max(label.end, value.end), line.span())
            draft = cell_draft(row, value, label, row, count, measure, report, outlet, profile)
            if teller is not None and (where is None or where.text in teller.name):
                draft.voice, draft.via = teller, [draft.voice] if report.publisher else []
                draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"
            elif where is not None:
                house = set(where.text.lower().split()) & words("tables", "columns", "names")  # "Army Hospital"
                set_label(draft, where, report, named=bool(house))
            people = people or (_in_label(label) if draft.group is None else None)
            if people is not None:
                draft.group, draft.group_span = Group(text=people.text), (people.start, people.end)
            draft.rules.append("frame.label_run")
            if whole is not None:
                draft.part_of = next((d for d in drafts if d.count_span == whole), None)
            drafts.append(draft)
    return LabelLines(tuple(drafts), frozenset(owned))


def _teller(line: re.Match[str]) -> Voice | None:
    """The body whose name opens a line ("*Red Cross*: dead 4, injured 12"); a hospital is where they lie."""
    found = label_before(line.group())
    voice = voice_of(found[0]) if found is not None else None
    if found is None or voice is None or voice.kind in {ActorKind.INDIVIDUAL, ActorKind.UNKNOWN}:
        return None
    if set(voice.name.lower().split()) & words("tables", "columns", "names"):
        return None
    at = line.start() + found[1]
    said = line.string[voice.start + at : voice.end + at]
    name = said if said.isupper() else voice.name  # "STATE TV"
    return replace(voice, name=name, start=voice.start + at, end=voice.end + at)


_Count = tuple[Cell, Cell, Cell | None, Cell | None, tuple[int, int] | None]
"""A label, its number, what it counts apart (a place, a unit), the people, and the number it is a part of."""


def _counts(line: re.Match[str]) -> Iterator[_Count]:
    text, base = line.group(), line.start()
    at = _WHERE.match(text)
    place = _cell(at, "where", base) if at is not None else None
    for name, number, apart, who, of in _runs(text, base):
        yield name, number, apart or place, who, of
    for head in _HEAD.finditer(text) if ":" in text else ():
        label = _cell(head, "head", base)
        named = Cell(re.sub(r"\s*\([^)]*\)", "", label.text), label.start, label.end)
        taken_in = _TAKEN_IN.match(named.text) is not None
        if _measure(named.text) is None and not taken_in:
            continue
        if _NAMED_HEAD.search(named.text):
            continue
        shares = list(takewhile(_counts_elsewhere, _in_turn(_SHARE, text, head.end())))
        shares = shares or list(_in_turn(_IN_YEAR, text, head.end()))  # "Homicides: 120 in 2019, 98 in 2020"
        if taken_in:
            if not any(set(share.group("label").lower().split()) & _WARDS for share in shares):
                continue  # "Admissions: arts 120, science 90"
            named = Cell("admitted", label.start, label.end)
        if len(shares) > 1:
            for share in shares:
                yield named, _cell(share, "value", base), _cell(share, "label", base), None, None
            continue
        people = list(_in_turn(_PEOPLE, text, head.end()))
        if people and all(person_label(found.group("who")) for found in people):
            for found in people:
                yield named, _cell(found, "value", base), None, _last_word(found, base), None


def _runs(text: str, base: int) -> Iterator[_Count]:
    """ "dead 2, inj. 7, houses burnt 31": two fragments or more side by side, one of them of harm."""
    runs = _fragments(text)
    told = any(len(run) > 1 and any(_measure(_label(one)) for one in run) for run in runs)
    for run in runs:
        parted = re.match(r"\s*\(\s*\d", text[run[0].end() :]) or bracket_parts(text, run[0].end(), base)
        inside = len(run) == 1 and ":" in run[0].group() and bool(parted)
        among = len(run) == 1 and told  # "KIA 2, WIA 9. Enemy: 20 KIA. *Prisoners 3.*"
        if not (len(run) > 1 or inside or among) or not any(_measure(_label(one)) for one in run):
            continue
        where = _place_before(text, base, _own_start(run[0]))
        for one in run:
            if _accidents(run, one):
                continue
            value = _cell(one, "value", base)
            label = Cell(_label(one), base + _own_start(one), base + one.end("label"))
            yield label, value, where, _bracketed(text, base, one), None
            yield from _parts(text, base, one, label, value)


def _bracketed(text: str, base: int, one: re.Match[str]) -> Cell | None:
    """The people of "Missing: 2 (*fisherfolk*, Brgy. Talisay)"."""
    who = _BRACKETED.match(text, one.end())
    return _last_word(who, base) if who is not None and person_label(who.group("who")) else None


def _fragments(text: str) -> list[list[re.Match[str]]]:
    """The labels with their numbers of a line, those side by side together."""
    runs: list[list[re.Match[str]]] = []
    if _ANY_VALUE.search(text) is None:
        return runs
    end: int | None = None
    stopped = list(_STOPPED.finditer(text))
    for found in stopped if len(stopped) > 1 else _FRAGMENT.finditer(text):
        if end is None or text[end : found.start()].strip(" )"):
            runs.append([])
            end = None
        said = found.group("label").lower().split()
        told = ":" not in found.group() and not _CLAUSE.isdisjoint(said[1:])  # "arrested *after* blowing 98"
        if not told and said[-1] not in words("tables", "labels", "hedges"):
            runs[-1].append(found)
            parts = bracket_parts(text, found.end(), 0)
            end = max([found.end(), *(part.who.end for part in parts), *(part.value.end for part in parts)])
    return [run for run in runs if run]


def _accidents(run: Sequence[re.Match[str]], one: re.Match[str]) -> bool:
    """ "crashes 212, *of which fatal 11*": how many of the accidents before cost lives."""
    at = run.index(one)
    label = one.group("label").lower()
    return label.split()[-1] == "fatal" and (
        label.startswith("of which")
        or (at > 0 and run[at - 1].group("label").lower().split()[-1] in words("tables", "accidents"))
    )


def _place_before(text: str, base: int, at: int) -> Cell | None:
    """The place that a line opens with, before the first label at index ``at``; None for a body or a total."""
    found = _PLACE.match(text[:at])
    if found is None or not found.group("where")[0].isupper():
        return None
    said = set(found.group("where").lower().split())
    bodies = flat("actors", "kinds").keys() | words("actors", "generic", "organisations")
    if measure_named(found.group("where")) is not None or said & (bodies | words("tables", "labels", "total")):
        return None
    headings = words("tables", "labels", "people") | words("tables", "labels", "headings") | _NO_PLACE
    if said & headings or person_label(found.group("where").lower()):
        return None
    return _cell(found, "where", base)


def _parts(text: str, base: int, one: re.Match[str], label: Cell, value: Cell) -> Iterator[_Count]:
    """ "Hurt: 9 *incl. 2 children*", "Fatalities: 6 *(3 children)*", "injured: 18 *(4 critical)*"."""
    for told in bracket_parts(text, one.end(), base):
        people = None if told.harm or told.new else _last(told.who)
        yield told.who if told.harm else label, told.value, None, people, (value.start, value.end)


def _in_turn(pattern: re.Pattern[str], text: str, at: int) -> Iterator[re.Match[str]]:
    """The matches that stand one after another from ``at``, parted by commas or "and"."""
    while (found := pattern.match(text, at)) is not None:
        yield found
        mark = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;|/]\s*(?:and\s+)?|and\s+|\.\s+(?=Total\b))").match(
            text, found.end()
        )
        if mark is None:
            return
        at = mark.end()


def _counts_elsewhere(share: re.Match[str]) -> bool:
    """Whether a label of a number is a place or a unit, and names no harm of its own."""
    return measure_named(share.group("label")) is None


def _measure(label: str) -> Measure | None:
    """What a label counts: "*Deaths* in custody" are no detentions."""
    return measure_titled(label) or measure_named(label)


def _label(found: re.Match[str]) -> str:
    own = found.group("label")[_own_start(found) - found.start("label") :]
    return re.sub(r"\binj\.?(?=\s|$)", "injured", own, flags=re.IGNORECASE)


def _own_start(found: re.Match[str]) -> int:
    """Where a label begins behind the place that stands in front of it ("Dhunge -- *dead*")."""
    dashed = list(re.finditer(r"\s-+\s", found.group("label")))
    return found.start("label") + (dashed[-1].end() if dashed else 0)


def _in_label(label: Cell) -> Cell | None:
    """The people of "nurses killed"."""
    for found in re.finditer(r"[A-Za-z]+s\b|\b[Ww]?o?men\b", re.split(_WHERE_SAID, label.text)[0]):
        word = found.group().lower()
        if word not in words("groups", "harm_heads") and measure_named(word) is None and person_label(word):
            return Cell(found.group(), label.start + found.start(), label.start + found.end())
    return None


def _last(who: Cell) -> Cell:
    word = re.split(r"[ -]", who.text)[-1]
    return Cell(word, who.end - len(word), who.end)


def _last_word(found: re.Match[str], base: int) -> Cell:
    word = re.split(r"[ -]", found.group("who"))[-1]
    return Cell(word, base + found.end("who") - len(word), base + found.end("who"))


def _cell(found: re.Match[str], group: str, base: int) -> Cell:
    return Cell(found.group(group), base + found.start(group), base + found.end(group))
