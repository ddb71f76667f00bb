"""Stage 3: which claims are about the same incident, who repeats whom, and why we think so."""

from cenotaph.resolve.base import Resolution
from cenotaph.resolve.batch import BatchIncident, BatchResolution, Echo, gather_reports
from cenotaph.resolve.known import Known, known_on
from cenotaph.resolve.resolver import resolve
from cenotaph.resolve.telling import Telling

__all__ = [
    "BatchIncident",
    "BatchResolution",
    "Echo",
    "Known",
    "Resolution",
    "Telling",
    "gather_reports",
    "known_on",
    "resolve",
]
