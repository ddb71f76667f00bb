"""Claims said in plain words, for notes and sentences."""

from __future__ import annotations

from cenotaph.model import Claim, Count, Group, Speaker
from cenotaph.reconcile.measures import measure_words

__all__ = ["called", "capital", "group_words", "listing", "number_words", "possessive", "quoted"]

_LEADING = frozenset(
    ["the", "a", "an", "some", "several", "many", "other", "various", "two", "three", "four", "five"]
)


def quoted(count: Count | None) -> str:
    """The number as it was said: “several dozen”."""
    return f"“{' '.join(count.text.split())}”" if count and count.text.strip() else "no number"


def called(speaker: Speaker) -> str:
    """``the Russian foreign ministry``, ``some reports``: as the name stands inside a sentence."""
    words = speaker.name.split()
    if words[0].casefold() in _LEADING:
        words[0] = words[0].casefold()
    elif words[0] in ("US", "UK", "UN") or _described(words):
        words.insert(0, "the")
    return " ".join(words)


def _described(words: list[str]) -> bool:
    """Whether one speaker is told of in words of description (“foreign ministry”, “coalition”), not by a name."""
    more = len(words) > 1 or words[0].islower()
    return more and words[-1].islower() and not words[-1].endswith("s")


def possessive(speaker: Speaker) -> str:
    """``the Russian foreign ministry's``, ``some reports'``."""
    name = called(speaker)
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def group_words(group: Group | None) -> str:
    """The group in the source's words, or "people"."""
    return " ".join(group.text.split()) if group else "people"


def number_words(claim: Claim) -> str:
    """``“several dozen” killed or injured (Russian citizens)``."""
    who = f" ({group_words(claim.group)})" if claim.group else ""
    return f"{quoted(claim.count)} {measure_words(claim.measure)}{who}"


def listing(items: list[str]) -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
