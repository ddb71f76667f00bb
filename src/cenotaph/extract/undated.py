"""News of an event that names no day at all: it is of the day of publication or the two days before.

Only where a headline tells the harm, nothing in the report dates it, and no word shows that the report comes
later than the news ("on trial", "a year ago"). The days are marked as inferred: their words are empty, no span is
theirs, and the rule is ``period.by_publication``. Of 437 reports of one shooting each, read by this project, 86 in
a hundred were published within two days of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table
from cenotaph.extract.occasion import wants_day
from cenotaph.extract.segments import Segment
from cenotaph.model import BODILY_HARM, DatePrecision, Period, Scope, Stance

__all__ = ["date_by_publication"]

_HEADS = {"headline", "heading"}
_BACK = timedelta(days=2)
_OPENING = 2  # segments: the headline and what stands right under it
_LINES = 3  # headlines that count; so many are a list of headlines, each of another event
_REACH = 3_000  # characters; what stands further down may be of something else
_MOST = 20  # people; of more there are bulletins and totals, which run over days


def date_by_publication(drafts: Sequence[Draft], pieces: Sequence[Segment], published: date | None) -> None:
    """Give the undated claims of a news report's event the days up to its publication; nothing to any other."""
    harm = [
        d for d in drafts if d.measure in BODILY_HARM and d.scope is Scope.INCIDENT and "background" not in d.flags
    ]
    undated = [d for d in harm if wants_day(d) and d.trigger[0] < _REACH and d.kind != "table"]
    if published is None or published - date.min < _BACK or not undated or not _is_news(pieces):
        return
    if any(d.period is not None and d.period.dated for d in harm) or min(d.segment for d in undated) > _OPENING:
        return
    first = min((d for d in drafts if d.measure in BODILY_HARM), key=lambda d: d.order)
    if first.scope is Scope.PERIOD and first.period is not None:
        return  # a bulletin: "between January and September the observatory recorded 61 deaths"
    if any(d.said_at is not None and d.said_at.text.lower().startswith("as of") for d in harm):
        return  # "as of 17 July, 17 deaths had been reported"
    first_told = min(harm, key=lambda d: d.order)
    totals = [d for d in harm if _runs_over_days(d)]
    pushed = all(d.order > first_told.order and d.segment == first_told.segment and _of_a_toll(d) for d in totals)
    if not pushed or len({d.segment for d in harm if d.kind in _HEADS}) >= _LINES:
        return
    days = Period(text="", earliest=published - _BACK, latest=published, precision=DatePrecision.FEW_DAYS)
    for draft in undated:
        if draft in totals:
            continue  # "a boy shot dead, *pushing the toll to 49*": the boy's day is no day of the 49
        draft.period = days
        draft.rules.append("period.by_publication")


def _of_a_toll(draft: Draft) -> bool:
    return "frame.toll" in draft.rules and draft.stance is not Stance.REVISES


def _runs_over_days(draft: Draft) -> bool:
    """A total, a figure put right, or more people than one local event harms."""
    many = draft.count is not None and (draft.count.low or 0) > _MOST
    return many or "count.toll" in draft.rules or draft.stance is Stance.REVISES


def _is_news(pieces: Sequence[Segment]) -> bool:
    """A headline over a text that says nothing of courts, years and anniversaries."""
    if not pieces or pieces[0].kind != "headline" or pieces[0].text.endswith(":"):
        return False
    if pieces[0].text.lower().startswith(tuple(table("occasion")["headless"]["opens"])):
        return False
    if find_periods(pieces[0].text):
        return False  # the headline's own date is of something
    opening = " ".join(piece.text for piece in pieces if piece.start < _REACH).lower()
    return not any(word in opening for word in table("occasion")["late"]["words"])
