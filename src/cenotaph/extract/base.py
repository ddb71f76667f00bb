"""The contract every extractor keeps (entry points ``cenotaph.extractors``)."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from cenotaph.model import Claim, Report

__all__ = ["Extractor"]


@runtime_checkable
class Extractor(Protocol):
    """Reads claims out of a report.

    ``by`` is what every claim carries as its maker (``rules_en@2``); ``languages`` are BCP 47 primary
    tags. ``extract`` is pure: the same report gives the same claims with the same ids, every quote stands
    at its offsets, and a report without claims gives an empty tuple.
    """

    name: str
    version: str
    by: str
    languages: frozenset[str]

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote."""
        ...
