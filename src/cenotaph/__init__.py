"""Cenotaph: how many died, who says so, and how do we know?

The stages as functions over frozen records; each is pure and needs no ledger::

    report = archive("report.html")            # bytes -> Report
    claims = extract(report)                   # Report -> claims, each with its verbatim quote and span
    tally(claims)                              # killed and injured of the report's main incident
    resolution = resolve(reports, claims)      # claims -> incidents, as judgements with reasons
    reckoning = reconcile(reports, claims, resolution.incidents[0])   # positions, envelope, disagreements
    estimate(table, assume="pairwise", signed="A. Name")   # lists that overlap -> how many are on none, or why not
    linked = link(["morgue.csv", "registry.csv"])   # lists of named people -> which records are one person
    with open_ledger("case.db") as ledger: ...                        # the append-only record
"""

from cenotaph.archive import archive
from cenotaph.estimate import estimate
from cenotaph.extract import extract, extract_many, tally
from cenotaph.linking import link
from cenotaph.reconcile import reconcile
from cenotaph.resolve import resolve
from cenotaph.store import open_ledger

__all__ = [
    "archive",
    "estimate",
    "extract",
    "extract_many",
    "link",
    "open_ledger",
    "reconcile",
    "resolve",
    "tally",
]
