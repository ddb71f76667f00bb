"""Tell pages that are not articles: cookie walls, paywalls, "page not found", captchas; rules are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cenotaph.archive.tables import read_data

__all__ = ["stub_reason"]

# a sentence, or a line: what may be part of the notice or part of an article
_UNIT = re.compile(r"[^\n]+?(?:[.!?؟。…]+[\"'”»)]*(?=\s|$)|(?=\n)|$)")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    strong: re.Pattern[str] | None
    weak: tuple[re.Pattern[str], ...]
    about: re.Pattern[str] | None
    most_rest: int
    weak_rest: int
    longest: int


def _any(phrases: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE) if phrases else None


@cache
def _rules() -> tuple[_Rule, ...]:
    raw = read_data("stubs")
    return tuple(
        _Rule(
            row["reason"],
            _any(row.get("strong", [])),
            tuple(re.compile(phrase, re.IGNORECASE) for phrase in row.get("weak", [])),
            _any(row.get("strong", []) + row.get("weak", []) + row.get("about", [])),
            row["most_rest"],
            row.get("weak_rest", row["most_rest"]),
            row["longest"],
        )
        for row in raw["rule"]
    )


def stub_reason(text: str, title: str | None = None) -> str | None:
    """Why ``text`` is not an article, or None if it may be one.

    A rule fires on one strong phrase or two weak ones, in a text no longer than ``longest``, and only if at most
    ``most_rest`` characters of it belong to sentences about something else: a short wire brief above a cookie
    notice stays a report.
    """
    if not _LETTERS.search(text):
        return "no text"
    whole = f"{title}\n{text}" if title and not text.startswith(title) else text
    for rule in _rules():
        if len(text) > rule.longest:
            continue
        allowed = _allowed_rest(rule, whole)
        if allowed is not None and _rest(rule, text, title) <= allowed:
            return rule.reason
    return None


def _allowed_rest(rule: _Rule, text: str) -> int | None:
    """How much else the text may hold, given the phrases found in it; None when the rule does not fire."""
    if rule.strong is not None and rule.strong.search(text):
        return rule.most_rest
    if sum(phrase.search(text) is not None for phrase in rule.weak) >= 2:
        return rule.weak_rest
    return None


def _rest(rule: _Rule, text: str, title: str | None) -> int:
    """Characters of sentences that have nothing to do with the rule; the headline and bare labels apart."""
    units = (match[0].strip() for match in _UNIT.finditer(text))
    return sum(
        len(unit)
        for unit in units
        if unit != title and not (rule.about and rule.about.search(unit)) and _is_sentence(unit)
    )


def _is_sentence(unit: str) -> bool:
    """A menu entry or a button is short and has no full stop; a headline alone is not an article either."""
    return len(unit) > 25 and unit.rstrip("\"'”»)")[-1:] in ".!?؟。…"
