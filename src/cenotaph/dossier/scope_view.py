"""What the page of a place and a period shows: totals, who claims them, and the incidents in it."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.dossier.view import (
    Archived,
    Dispute,
    Dossier,
    End,
    Known,
    Named,
    Panel,
    Quoted,
    Sentence,
)
from cenotaph.model import Figure

__all__ = ["IncidentPage", "IncidentToll", "LeavingOut", "Page", "ScopePage", "Told", "Total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as a row of a table; ``saying`` stands where it gives no number."""

    claim: str
    speaker: str
    when: str
    what: str
    whom: Quoted | None
    words: Quoted | None
    figure: Figure | None
    saying: str
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentToll:
    """What the claims about one incident leave possible for one outcome.

    ``figure`` is None where nothing limits it; ``words`` then says whether anybody claims a number.
    """

    id: str
    what: str
    figure: Figure | None
    words: str = ""
    lowest: tuple[End, ...] = ()
    highest: tuple[End, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """An incident of the scope: a row of the table, and a page of its own that holds its claims."""

    code: str
    title: str
    when: str
    page: str
    tolls: tuple[IncidentToll, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingOut:
    """What follows without some voices."""

    voices: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One question: what the incidents add up to, and what they and the claimed totals leave possible together.

    ``against`` are the totals that cannot be true over what the incidents add up to; then ``together`` is None.
    """

    what: str
    record: Figure | None
    record_words: str
    record_note: str
    together: Figure | None
    lowest: tuple[End, ...]
    highest: tuple[End, ...]
    note: str
    against: tuple[End, ...] = ()
    without: tuple[LeavingOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopePage(Archived):
    """Everything the page of a scope shows; ``maybe`` are incidents that may lie in it."""

    title: str
    code: str
    headline: Sentence
    totals: tuple[Total, ...]
    panel: Panel | None
    cut: bool
    disputes: tuple[Dispute, ...]
    stopped: tuple[str, ...]
    columns: tuple[str, ...]
    incidents: tuple[IncidentPage, ...]
    maybe: tuple[IncidentPage, ...]
    statements: tuple[Told, ...]
    listed: tuple[Named, ...]
    on_lists: Known


Page = Dossier | ScopePage
