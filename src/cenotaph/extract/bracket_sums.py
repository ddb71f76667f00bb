"""Parts in brackets or between dashes that add up to the number before them, whatever their labels name: "5
civilians killed (Bakhmat 3, Avdia 2)", "New deaths: 9 (facility 4, community 5)", "36 people - 33 men and three
women - have died"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from cenotaph.extract.bracket_parts import person_label
from cenotaph.extract.draft import Draft
from cenotaph.extract.grid import Cell
from cenotaph.extract.table_cells import number_in, set_label
from cenotaph.model import CASUALTIES, Count, Group, Report

__all__ = ["read_bracket_sums"]

_DASH = r"\s(?:-{1,2}|–|—)\s"
_OPENS = re.compile(
    rf"[^()\n\d.;:!?]{{0,40}}(?:\((?P<inside>[^()\n]{{3,240}})\)|{_DASH}(?P<apart>[^()\n–—]{{3,80}}?){_DASH}"
    r"|(?:\s--{1,2}\s?|\s-\s|\s?[–—]\s?|:\s|\s(?:include[sd]?|comprising|comprised)\s)(?P<rest>[^()\n.:]{3,240}))"
)
_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_AFTER = re.compile(rf"(?P<label>[^\W\d_][\w'’./ -]*?)\s*[:=–—-]?\s+{_N}")
_BEFORE = re.compile(rf"{_N}\s+(?:(?:in|at|from|near|on|of whom)\s+(?:the\s+)?)?(?P<label>[^\W\d_][\w'’./ -]*?)")
_NEXT = re.compile(r"\s*(?:[;/]|,(?!\d))\s*(?:and\s+)?|\s+and\s+")
_FEWEST = 2  # parts
# "(*9 by the de facto authorities*)": who did it to how many of them
_BY_WHOM = re.compile(
    r"[^()\n\d.;:!?]{0,90}\((?:(?:including|of\s+(?:whom|them)|some)\s+)?(?P<inside>[^()\n]{0,12}\sby\s[^()\n]{3,160})\)"
)
_AGENT = re.compile(
    r"\b(?:authorit\w+|police|army|military|navy|\w*forces?|troops|soldiers|rebels|bandits|militants|militias?|militiamen|"
    r"gunm[ae]n|gangs?|groups?|fighters|insurgents|government|regime|junta|state|guards|agents|agency|services?|sides?|"
    r"vigilantes|[A-Z]\w+)\b"
)
_ONE_BY = re.compile(
    rf"(?:at\s+least\s+)?{_N}(?:\s+of\s+(?:them|whom))?,?\s+(?P<label>by\s+(?!(?:noon|dawn|dusk|night|midnight|\w+day|\d|air|sea|road|car|boat)\b)[^\d]+?)"
)


def read_bracket_sums(drafts: Sequence[Draft], report: Report, profile: str) -> list[Draft]:
    """``drafts`` with one more for each part, in the voice and with the setting of its whole; none of a number read
    already, except as a bare figure."""
    read = {draft.count_span for draft in drafts if "frame.figure" not in draft.rules or draft.place is not None}
    out: list[Draft] = []
    for whole in drafts:
        for value, label in _parts(whole, report.text):
            count = number_in(value.text, profile)
            if count is None or (value.start, value.end) in read:
                continue
            read.add((value.start, value.end))
            part = replace(whole, count=count, count_span=(value.start, value.end), order=value.start)
            part.flags, part.rules = set(whole.flags), [*whole.rules, "frame.bracket_sum"]
            part.people, part.more_anchors = [], list(whole.more_anchors)
            part.group = part.group_span = None
            part.part_of = whole
            _set(part, label, report)
            out.append(part)
    told = {part.count_span for part in out}
    return [*(draft for draft in drafts if draft.count_span not in told), *out]


def _set(part: Draft, label: Cell, report: Report) -> None:
    """What the label of a part names: people, or else a place or a day."""
    if label.text.startswith("by "):
        return  # who did it to them
    if person_label(label.text):
        word = re.split(r"[ -]", label.text)[-1]
        part.group, part.group_span = Group(text=word), (label.end - len(word), label.end)
    elif len(label.text) > 1:  # not "3 F, 2 M"
        set_label(part, label, report, named=True)


def _parts(whole: Draft, text: str) -> Iterator[tuple[Cell, Cell]]:
    """The numbers behind a count with their labels, where there are two or more and they add up to it."""
    if whole.count is None or whole.count_span is None or not whole.count.low or whole.measure not in CASUALTIES:
        return
    if (by_agents := list(_by_agents(whole.count, text, whole.count_span[1]))) != []:
        yield from by_agents
        return
    opened = _OPENS.match(text, whole.count_span[1])
    if opened is None:
        return
    for within, pattern in product(("inside", "apart", "rest"), (_AFTER, _BEFORE)):
        if opened.group(within) is None:
            continue
        found = list(_in_turn(pattern, opened.group(within)))
        numbers = [number_in(one.group("n"), whole.count.profile) for one in found]
        told = [number.best or 0 for number in numbers if number is not None]
        if len(told) >= _FEWEST and sum(told) == (whole.count.best or whole.count.low):
            base = opened.start(within)
            if whole.place_span is not None and opened.start() < whole.place_span[0] < opened.end():
                whole.place = whole.place_span = None  # that of a part
            yield from ((_cell(one, "n", base), _cell(one, "label", base)) for one in found)
            return


def _by_agents(whole: Count, text: str, at: int) -> Iterator[tuple[Cell, Cell]]:
    """ "11 were detained (*9 by the de facto authorities*)": the numbers in a bracket, by who did it."""
    opened = _BY_WHOM.match(text, at)
    found = list(_in_turn(_ONE_BY, opened.group("inside"))) if opened is not None else []
    numbers = [number_in(one.group("n"), whole.profile) for one in found]
    told = sum(number.best or 0 for number in numbers if number is not None)
    if opened is None or not 0 < told <= (whole.best or whole.low or 0):
        return
    if all(_AGENT.search(one.group("label")) for one in found) or (len(found) > 1 and told == whole.best):
        yield from ((_cell(one, "n", opened.start("inside")), _cell(one, "label", 0)) for one in found)


def _in_turn(pattern: re.Pattern[str], inside: str) -> Iterator[re.Match[str]]:
    at = 0
    for piece in [*_NEXT.finditer(inside), None]:
        end = piece.start() if piece is not None else len(inside)
        found = pattern.fullmatch(inside, at, end)
        if found is not None:
            yield found
        at = piece.end() if piece is not None else at


def _cell(found: re.Match[str], group: str, base: int) -> Cell:
    return Cell(found.group(group), base + found.start(group), base + found.end(group))
