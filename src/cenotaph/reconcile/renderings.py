"""One statement as two reports render it: another outcome, or the same number with another hedge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from cenotaph.model import Claim, Rendering, claimed
from cenotaph.reconcile.evidence import Evidence, counts
from cenotaph.reconcile.words import capital, number_words, possessive

__all__ = ["plain", "renderings", "same_statement"]

_SAME_STATEMENT_DAYS = 3


def same_statement(evidence: Evidence, a: Claim, b: Claim) -> bool:
    """Whether two reports seem to render one statement: one speaker, the same number words, days apart at most."""
    if a.report == b.report or evidence.keys[a.id] != evidence.keys[b.id] or not (a.count and b.count):
        return False
    then, now = evidence.known[a.id], evidence.known[b.id]
    if then is None or now is None or abs((now - then).days) > _SAME_STATEMENT_DAYS:
        return False
    if plain(a.count.text) == plain(b.count.text):
        return True
    return a.count.best is not None and a.count.best == b.count.best and a.measure is b.measure


def plain(text: str) -> str:
    """The words of a number without case, quotes and plurals: "several dozen" and "several dozens" are one."""
    words = text.casefold().strip(" .,\"'“”‘’").split()
    return " ".join(word.removesuffix("s") for word in words)


def renderings(evidence: Evidence, claims: Sequence[Claim]) -> tuple[tuple[Claim, Claim, Rendering], ...]:
    """The pairs of ``claims`` that render one statement differently, in the order of the claims.

    One pair stands for all outlets that render it in the same two ways.
    """
    told = [claim for claim in claims if counts(claim) and claim.id not in evidence.links.excluded]
    seen: set[tuple[object, ...]] = set()
    found = []
    for one, two in combinations(told, 2):
        if not (one.count and two.count and same_statement(evidence, one, two)):
            continue
        first, second = (one.count.low, one.count.high), (two.count.low, two.count.high)
        ways = (evidence.keys[one.id], frozenset({(one.measure, *first), (two.measure, *second)}))
        if (one.measure is two.measure and first == second) or ways in seen:
            continue
        seen.add(ways)
        sentence = (
            f"{possessive(one.speaker)} statement is rendered as {number_words(one)} and as {number_words(two)}."
        )
        found.append((one, two, Rendering(first=claimed(one), second=claimed(two), sentence=capital(sentence))))
    return tuple(found)
