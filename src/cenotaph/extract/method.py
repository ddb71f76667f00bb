"""How reports are read, as data for a page: what a claim is, how words become intervals, known errors with rates.

One source for ``method.html`` in every dossier and ``docs/method.md``: the hedge profiles
(``data/profiles.toml``), the rules (``data/rules.toml``) and ``data/method.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.extract.explain import RuleEntry, rule_table
from cenotaph.extract.lexicon import table
from cenotaph.extract.profiles import DEFAULT_PROFILE, ProfileRow, load_profile, profile_names

__all__ = ["HedgeLine", "KnownError", "Method", "ProfileTable", "method"]

_SHOWN = 6  # wordings of a row that the table shows; the others are counted


@dataclass(frozen=True, slots=True)
class HedgeLine:
    """One row of a profile in words: ``words`` as examples, ``reads`` the interval, why, and whose rule it is."""

    words: tuple[str, ...]
    more: int
    low: str
    best: str
    high: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """A hedge profile as a table."""

    name: str
    title: str
    says: str
    source: str
    lines: tuple[HedgeLine, ...]


@dataclass(frozen=True, slots=True)
class KnownError:
    """A kind of error: how often (as measured, in words), on what, and the command that measures it again."""

    what: str
    rate: str
    measured_on: str
    command: str


@dataclass(frozen=True, slots=True)
class Method:
    """Everything that the method page says; ``fields`` are (field, sentence) in the order of the table."""

    claims: tuple[str, ...]
    no_claims: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    profiles: tuple[ProfileTable, ...]
    rules: tuple[RuleEntry, ...]
    errors: tuple[KnownError, ...]


def method() -> Method:
    """The method as it stands in this version; the default profile comes first and whole, others as differences."""
    words = table("method")
    errors = (KnownError(r["what"], r["rate"], r["measured_on"], r["command"]) for r in words.get("error", ()))
    return Method(
        claims=tuple(words["claim"]["is"]),
        no_claims=tuple(words["claim"]["is_not"]),
        fields=tuple(words["fields"].items()),
        profiles=tuple(_profile(name) for name in profile_names()),
        rules=tuple(sorted((r for r in rule_table() if "." in r.name), key=lambda r: r.name)),
        errors=tuple(errors),
    )


def _profile(name: str) -> ProfileTable:
    profile, usual = load_profile(name), load_profile(DEFAULT_PROFILE)
    rows = [r for r in profile.rows.values() if name == DEFAULT_PROFILE or _ends(r) != _ends(usual.row(r.id))]
    return ProfileTable(name, profile.title, profile.says, profile.source, tuple(_line(row) for row in rows))


def _ends(row: ProfileRow) -> tuple[str | None, ...]:
    return row.low, row.best, row.high


def _line(row: ProfileRow) -> HedgeLine:
    if row.kind == "hedge":
        words = [f"{word} N" for word in row.before] + [f"N {word}" for word in row.after]
    else:
        words = list(row.words)
    words = [word.replace("[of]", "").strip() for word in words]
    low, best, high = (_formula(end) for end in _ends(row))
    shown = tuple(words[:_SHOWN]) or (row.id.replace("_", " "),)
    return HedgeLine(shown, max(0, len(words) - _SHOWN), low, best, high, row.reason, row.source)


def _formula(end: str | None) -> str:
    """An end of a row as a reader writes it: "low*9/10" is "0.9 N", "low+1" is "N + 1", none is "open"."""
    if end is None:
        return "open"
    end = end.split("|")[0]
    for name in ("low", "best", "high"):
        end = end.replace(name, "N")
    for sign in "+-":
        end = end.replace(sign, f" {sign} ")
    if "*" in end:
        number, fraction = end.split("*")
        over, under = (int(part) for part in fraction.split("/"))
        return f"{over / under:g} {number}"
    return end
