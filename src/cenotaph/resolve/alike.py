"""How alike the texts of a report and of an incident's reports are, weighed among the few that are compared.

No statistics over the whole ledger are needed: beside every comparison stand the common words of a hundred ordinary
reports (``likeness``), so that two reports are not alike for saying "police" and "the".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cenotaph.model import Report
from cenotaph.resolve.cluster import Cluster
from cenotaph.resolve.likeness import Vectors, cosine
from cenotaph.resolve.wording import terms

__all__ = ["ALIKE", "likeness"]

# TF-IDF cosine. Of reports within a week that are at least .15 alike, one in twenty is of another incident
# (bench/resolve_incidents.py); twice that is asked for, and one place besides.
ALIKE = 0.3
# of an incident told by hundreds a few reports show as well how it is told
_COMPARED = 8


def likeness(report: Report | None, cluster: Cluster) -> float:
    """The cosine of the report's text and of the most alike of the incident's first reports; 0 without a text."""
    others = _reports(cluster, report)
    if report is None or not report.text.strip() or not others:
        return 0.0
    own, *rows = Vectors([Counter(terms(one.text)) for one in (report, *others)]).rows
    return max(cosine(own, row) for row in rows)


def _reports(cluster: Cluster, but: Report | None) -> Sequence[Report]:
    known = {told[0].report for told in cluster.by_report.values() if told}
    found = [one for one in known if one is not None and one != but and one.text.strip()]
    return sorted(found, key=lambda one: (str(one.published), one.id))[:_COMPARED]
