"""Attackers whom the report names or points at, so that their own death is told apart from those they harmed.

"Vant flew a plane into the tower. Vant died on impact. Two clerks were killed": three died. The patterns are
``data/attackers.toml``; the flag ``attacker`` is for the tally alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table, words
from cenotaph.model import Measure, Report

__all__ = ["mark_attackers", "named_attackers"]

_NAME = r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){0,3})"
_ASIDE = r"(?:, [^,;.\n]{1,80},(?: [^,;.\n]{1,60},)?)?"
_LONGEST = 20_000  # characters read for names; who did it is said early
_HE = {"he", "she", "him", "her"}
_SUFFIXES = {"jr", "sr", "ii", "iii"}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = table("attackers")
    who = "(?:" + "|".join(rows["who"]["words"].split()) + ")"
    acts = "(?:" + "|".join(rows["acts"]["patterns"]) + ")"
    acting = rf"{_NAME}{_ASIDE} (?:then |later |allegedly |reportedly |also )?{acts}\b"
    named = [row.replace("<WHO>", who).replace("<NAME>", _NAME) for row in rows["named"]["patterns"]]
    return tuple(re.compile(rf"\b{pattern}") for pattern in (acting, *named))


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in table("attackers")["guards"]["titles"].split())
    return re.compile(rf"\b(?:{titles}) {_NAME}")


def named_attackers(text: str) -> frozenset[tuple[str, ...]]:
    """Names, lower case, of those whom ``text`` tells to have attacked; nobody with a guard's title."""
    text = text[:_LONGEST]
    found = {_parts(m["name"]) for pattern in _patterns() for m in pattern.finditer(text)}
    guards = {_parts(m["name"])[-1:] for m in _titled().finditer(text)}
    return frozenset(name for name in found if name and name[-1:] not in guards)


def _parts(name: str) -> tuple[str, ...]:
    words_said = (part.rstrip(".").casefold().removesuffix("'s").removesuffix("’s") for part in name.split())
    return tuple(word for word in words_said if word not in _SUFFIXES)


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same last name, and the same first one where both are given."""
    return bool(a and b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0] == b[0])


def mark_attackers(drafts: Sequence[Draft], report: Report) -> None:
    """Flag the harm of one person who is named as the attacker, or is "he" whom police or guards kill."""
    single = [d for d in drafts if _of_one(d)]
    names = named_attackers(report.text) if single else frozenset()
    several = min((d.order for d in drafts if _of_several(d)), default=None)
    for draft in single:
        told = [_parts(person.name) for person in draft.people]
        if "name" in draft.flags and draft.group is not None and not told:
            told.append(_parts(draft.group.text))
        did_it = any(_one_person(one, name) for one in told for name in names)
        if did_it or (several is not None and several < draft.order and _stopped(draft)):
            draft.flags.add("attacker")


def _of_one(draft: Draft) -> bool:
    harmed = draft.measure in {Measure.KILLED, Measure.INJURED}
    return harmed and draft.count is not None and draft.count.best == 1 and "attacker" not in draft.flags


def _of_several(draft: Draft) -> bool:
    harmed = draft.measure in {Measure.KILLED, Measure.INJURED} and draft.count is not None
    return harmed and draft.count is not None and (draft.count.low or 0) > 1


def _stopped(draft: Draft) -> bool:
    """ "He was shot dead *by police*", "the driver was killed by officers", after several were harmed."""
    if draft.measure is not Measure.KILLED or draft.count is None or "definite" not in draft.flags:
        return False
    if "pronoun" in draft.flags and draft.count.text.casefold() not in _HE:
        return False
    return any(set(v.name.casefold().split()) & words("attackers", "stoppers") for v in draft.attributed_to)
