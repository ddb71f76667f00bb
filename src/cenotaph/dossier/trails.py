"""Where a Figure leads: one claim's quote, or a note that lists the claims, reports and rules behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cenotaph.dossier.records import ArchiveIndex, page_name
from cenotaph.dossier.scope_view import Page, ScopePage
from cenotaph.dossier.view import Dossier
from cenotaph.errors import RecordError
from cenotaph.model import Claim, Figure, Report, content_id

__all__ = ["Note", "Trails", "figures_in", "uses_of"]


def figures_in(view: Any) -> Iterator[Figure]:
    """Every Figure inside a view, in reading order."""
    if isinstance(view, Figure):
        yield view
    elif isinstance(view, (tuple, list)):
        for part in view:
            yield from figures_in(part)
    elif is_dataclass(view) and not isinstance(view, (type, Claim, Report)):
        own = type(view).__annotations__
        # what a page rests on is read last
        for item in sorted(fields(view), key=lambda item: item.name not in own):
            yield from figures_in(getattr(view, item.name))


@dataclass(frozen=True, slots=True)
class Note:
    """The trail of a figure that rests on several things."""

    id: str
    figure: Figure
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    rules: tuple[str, ...]
    judgements: tuple[str, ...]


class Trails:
    """Addresses of claims and figures, as seen from a page (``root`` is "" on the index, "../" below it).

    ``reports`` leads from the page to the reports, "" on the page of one.
    """

    def __init__(self, index: ArchiveIndex, root: str = "", reports: str = "reports/") -> None:
        self.index = index
        self.root = root
        self.reports = reports

    def claim(self, claim_id: str) -> str:
        """The address of a claim's quote in its report."""
        claim = self.index.claim(claim_id)
        return f"{self.page(claim.report)}#claim-{claim.id}"

    def page(self, report_id: str) -> str:
        """The address of a report's page, or of the rows that are shown of a list."""
        if report_id in self.index.lists:
            return f"{self.root}lists/{page_name(report_id)}"
        if report_id not in self.index.reports:
            raise RecordError(f"report {report_id[:20]} is not here", hint="pass all reports to build")
        return f"{self.reports}{page_name(report_id)}"

    def row(self, report_id: str, record: str) -> str:
        """The address of a row of a list."""
        return f"{self.page(report_id)}#{record}"

    def figure(self, figure: Figure) -> str:
        """The address behind a figure."""
        trail = figure.trail
        if self._one_quote(figure):
            return self.claim(trail.claims[0])
        return f"{self.root}index.html#{self.note_id(figure)}" if self.root else f"#{self.note_id(figure)}"

    def _one_quote(self, figure: Figure) -> bool:
        """Whether all that a figure rests on is one quote."""
        trail = figure.trail
        return len(trail.claims) == 1 and not any(report in self.index.lists for report in trail.reports)

    @staticmethod
    def note_id(figure: Figure) -> str:
        """The id of the note under which a figure's trail is listed: the same trail, the same note."""
        trail = figure.trail
        return content_id(
            "trail", [figure.kind, *trail.claims, "|", *trail.reports, "|", *trail.people, *trail.rules]
        )

    def notes(self, view: Any) -> tuple[Note, ...]:
        """A note for each figure of the view that does not lead to one quote, in reading order."""
        found: dict[str, Note] = {}
        for figure in figures_in(view):
            trail = figure.trail
            if self._one_quote(figure):
                continue
            key = self.note_id(figure)
            claims = tuple(i for i in trail.claims if self.index.claim(i))
            note = Note(key, figure, claims, trail.reports, trail.rules, trail.judgements)
            found.setdefault(key, note)
        return tuple(found.values())


def uses_of(page: Page) -> dict[str, tuple[tuple[str, str], ...]]:
    """Where each claim is used: claim id -> (address from the index, what stands there)."""
    return _uses_of_scope(page) if isinstance(page, ScopePage) else _uses_of_dossier(page)


def _uses_of_scope(page: ScopePage) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {}
    for row in page.panel.rows if page.panel else ():
        for claim in (row.claim, *(carrier.claim for carrier in row.carriers)):
            found.setdefault(claim, {})["index.html#chart-claims"] = "the chart of totals"
    for figure in figures_in(page.totals):
        for claim in figure.trail.claims:
            found.setdefault(claim, {})["index.html#totals"] = "what is possible in all"
    for dispute in page.disputes:
        for claim in dispute.claims:
            found.setdefault(claim, {})["index.html#disputes"] = "a contradiction"
    for incident in (*page.incidents, *page.maybe):
        for told in incident.told:
            found.setdefault(told.claim, {})[incident.page] = incident.title
    return {claim: tuple(places.items()) for claim, places in found.items()}


def _uses_of_dossier(dossier: Dossier) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = {}

    def note(claims: Iterable[str], where: str, words: str) -> None:
        for claim in claims:
            found.setdefault(claim, {}).setdefault(f"index.html#{where}", words)

    for panel in dossier.panels:
        for row in panel.rows:
            note((row.claim, *(c.claim for c in row.carriers)), f"chart-{panel.id}", "the chart")
    for figure in figures_in((dossier.headline, dossier.says)):
        note(figure.trail.claims, "headline" if figure in dossier.headline else "says", "the first sentences")
    for person in (*dossier.named, *dossier.elsewhere, *dossier.listed):
        note((n.claim for n in person.names if n.claim), person.id, "the people named")
    note((a.quote.claim for a in dossier.accounts), "happened", "the accounts")
    for span in (*dossier.ranges, *dossier.more_ranges):
        ends = (span.least, span.most, *span.lowest, *span.highest)
        note((end.quote.claim for end in ends if end), "died", "the ends of a range")
    for dispute in dossier.disputes:
        note(dispute.claims, "disputes", "a contradiction")
    for figure in figures_in(dossier.beliefs):
        note(figure.trail.claims, "beliefs", "what follows if you believe some voices")
    for figure in figures_in(dossier.policies):
        note(figure.trail.claims, "policies", "a policy's range")
    note((x.words.claim for x in dossier.left_out), "leftout", "what was left out")
    note((c.claim for voice in dossier.heard for c in voice.carriers), "voices", "voices and carriers")
    note((q.claim for q in dossier.unknowns), "unknowns", "what is not known")
    return {claim: tuple(places.items()) for claim, places in found.items()}
