"""Items of a list that each tell of an event of their own: "Kesh: 2 dead." over "Var: 2 dead.", "1. Shooting: one
dead." over "2. Crash: one dead." Equal numbers of two such lines are no repeat of each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cenotaph.extract.draft import Draft
from cenotaph.extract.labels import label_before

__all__ = ["mark_items"]

_BULLET = r"(?:[-*•·–—]|\(?\d{1,2}[.)]|#\d+)\s+"
_LINE = re.compile(
    rf"^[ \t]*(?P<bullet>{_BULLET})?(?:(?P<head>[A-Z\d][^\n:]{{1,48}}?)(?::|\s[–—-])\s+)?(?=\S)", re.MULTILINE
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d|[0-5]\d)(?!\d)(?!\.\d)")
_SAID = re.compile(
    r"\b(?:said|says?|told|reports?|confirms?|update\w*|correction|latest|now|later|again)\b", re.IGNORECASE
)
_LONGEST_HEAD = 7  # words
_FEW = 3  # people of whom items without a head tell apart


def mark_items(drafts: Sequence[Draft], text: str) -> None:
    """Note on each draft of a list's line where the line begins, if the line tells of an event of its own."""
    lines = [m for m in _LINE.finditer(text) if _opens_an_item(m)]
    if len(lines) < 2:
        return
    starts = [m.start() for m in lines]
    spoken: dict[int, bool] = {}  # whether somebody speaks in a line: a parse, so only of lines with drafts
    for draft in drafts:
        at = bisect_right(starts, draft.order) - 1
        if at < 0 or "\n" in text[starts[at] : draft.order].lstrip("\n"):
            continue
        head = lines[at].group("head")
        few = draft.count is not None and (draft.count.high or _FEW + 1) <= _FEW
        if head and at not in spoken:
            spoken[at] = label_before(f"{head}: 2 dead") is not None
        if not spoken[at] if head else few:
            draft.item = starts[at]


def _opens_an_item(line: re.Match[str]) -> bool:
    """Whether a line opens with a bullet, a number or a head that is no clock and no sentence."""
    head = line.group("head")
    if head is None:
        return line.group("bullet") is not None
    return not (_CLOCK.match(head) or _SAID.search(head) or len(head.split()) > _LONGEST_HEAD)
