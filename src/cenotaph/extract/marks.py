"""What the reader has noted on a claim, as the tally asks for it."""

from __future__ import annotations

from cenotaph.model import Claim

__all__ = ["at", "has", "number", "stated", "surnames", "word"]


def has(claim: Claim, flag: str) -> bool:
    """Whether the reader set a flag ("weak", "definite", "additional", "attacker", ...)."""
    return f"flag.{flag}" in claim.extraction.rules


def number(claim: Claim) -> int | None:
    """The number that a claim names: its best, else its floor."""
    count = claim.count
    return None if count is None else count.best if count.best is not None else count.low


def stated(claim: Claim) -> bool:
    """Whether the words give a number, and not only a plural."""
    return bool({"count.number", "count.toll"} & set(claim.extraction.rules))


def at(claim: Claim) -> int:
    """Where the word of harm stands in the report."""
    return next((span.start for span in claim.fields if span.field == "measure"), claim.anchor.start)


def surnames(claim: Claim, *, alone: bool = False) -> frozenset[str]:
    """The last names of the people whom a claim names, lower case, "Jr." and the like left off.

    ``alone``: also a last name by itself ("Sanchez"), of which no record of a person is made.
    """
    names = [person.name for person in claim.people]
    if alone and not names and claim.count is not None and has(claim, "name"):
        names = [claim.count.text]
    found = (name.casefold().split() for name in names)
    last = ([word for word in name if word.rstrip(".") not in _AFTER_NAMES] for name in found)
    return frozenset(name[-1] for name in last if name)


_AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def word(claim: Claim) -> str:
    """The word of harm itself, lower case; empty where the claim does not point at one."""
    start = claim.anchor.start
    spans = (span for span in claim.fields if span.field == "measure")
    return next((claim.anchor.quote[s.start - start : s.end - start].lower() for s in spans), "")
