"""What a reader of tables or lists hands on: the counts it read, and the stretches of text they come from."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass

from cenotaph.extract.draft import Draft

__all__ = ["Tabular"]


@dataclass(frozen=True, slots=True)
class Tabular:
    """The drafts of the tables of one report, and the half-open spans of text that they were read from."""

    drafts: tuple[Draft, ...]
    spans: tuple[tuple[int, int], ...]  # in order, apart from each other

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch of text belongs to a table."""
        at = bisect_right(self.spans, (start, sys.maxsize)) - 1
        return at >= 0 and self.spans[at][0] <= start and end <= self.spans[at][1]

    def tells(self, draft: Draft) -> bool:
        """Whether a draft of label words ("*Deaths* since 2 May: 14"), or of a bare figure, is told here."""
        first, last = draft.trigger
        labelled = "count.plural" in draft.rules and any(
            one.trigger[0] <= first and last <= one.trigger[1] for one in self.drafts
        )
        return labelled or (
            "frame.figure" in draft.rules and any(one.count_span == draft.count_span for one in self.drafts)
        )
