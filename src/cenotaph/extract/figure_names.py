"""What a bare figure counts, by the words around it: its label, the acts named, the harm told last."""

from __future__ import annotations

import re

from cenotaph.extract import figure_wording as wording
from cenotaph.extract.lexicon import flat
from cenotaph.extract.shares import measure_of
from cenotaph.model import Measure

__all__ = [
    "acts_in",
    "labelled",
    "named_measure",
    "of_the_estimates",
    "of_the_ill",
    "put",
    "same_preposition",
    "told_last",
]

_DEATHS = re.compile(r"\b(?:dead|killed|died|deaths?|murders?|homicides?)\b", re.IGNORECASE)
_ILL = re.compile(r"\b(?:ill|sick(?:ened)?|poison\w*|gassed|unwell)\b", re.IGNORECASE)
_STOPS_THERE = re.compile(r"^[\"']?\s*(?:[.;:)]|,\s+(?:\w+\s+){1,4}?(?:said|says?|told|added)\b|$)")
# "the number of *infections* has risen to 300"
_CASES = re.compile(
    r"\b(?:(?:cumulative|total|number|count|tally|confirmed|suspected|probable|active|new|registered)\b[^.]*"
    r"\bcases|caseload|infections|recoveries|(?:people|patients)\s+(?:have\s+)?recovered)\b",
    re.IGNORECASE,
)
_HARMFUL = re.compile(r"\b(?:toll|victims?|casualt\w+|murders?|killings?|shootings?|poisonings?)\b", re.IGNORECASE)


def of_the_ill(before: str) -> bool:
    """Whether the clause before a figure speaks of cases of a disease or of recoveries, and of no harm."""
    clause = re.split(r"[;:]|,\s+|\b(?:while|whereas|and|but|with)\b", before)[-1]
    told = _CASES.search(clause)
    return told is not None and measure_of(clause) is None and not acts_in(clause) and not _HARMFUL.search(clause)


def acts_in(what: str) -> list[str]:
    """The measures of the acts that words name ("killings", "arrests")."""
    table = flat("triggers_light", "risen")
    return [table[word] for word in re.findall(r"[a-z-]+", what.lower()) if word in table]


def named_measure(harm: str) -> Measure | None:
    """The measure of the words in front of a figure ("those *trapped* at", "casualty figure")."""
    lowered = harm.lower()
    if acts := acts_in(lowered):
        return Measure(acts[0])
    if lowered.startswith("casualt"):
        return Measure.KILLED_OR_INJURED
    if lowered.endswith("wounds") or lowered.startswith(("injur", "wound", "with")):
        return Measure.INJURED
    if lowered.startswith(("killing", "murder")):
        return Measure.KILLED
    hidden = r"\b(?:buried|entombed|trapped|under)\b"
    if lowered.startswith(("trapped", "unaccounted", "disappear")) or re.search(hidden, lowered):
        return Measure.MISSING
    verbs = ("held", "rounded", "arrest", "detent", "abduct", "kidnap", "taken", "seized", "captur")
    taken = lowered.startswith(verbs)
    return Measure.DETAINED if taken else measure_of(lowered)


def labelled(before: str, after: str) -> Measure | None:
    """The measure of a label or noun that a figure is said of: "wounded *now*", "dead: *unchanged at*"."""
    said = wording.LABELLED.search(before)
    if said is None and (wording.IN_NUMBER.match(after) or _STOPS_THERE.match(after)):
        said = wording.NUMBERED_ARE.search(before)
    if said is None:
        return None
    harm = said.group("harm").lower()
    return Measure.KILLED if harm.endswith("toll") else named_measure(harm)


def of_the_estimates(sentence: str) -> Measure | None:
    """Which harm a sentence of estimates is about, where it names one."""
    return Measure.INJURED if _ILL.search(sentence) else told_last(sentence)


_SPOKE = r"(?:spe?ak\w*|spoke|talk\w*|tells?|told|boast\w*|warn\w*|report\w*|insist\w*|stick\w*|stuck)"


def same_preposition(gapped: re.Match[str], before: str) -> bool:
    """Whether a figure's preposition stood before the one it goes on with ("speak *of* nine, others *of* 40")."""
    last = gapped.group("who").split()[-1].lower()
    when = r"(?:\s+(?:at|on|late|early|by|last|this)\s[^,;.\d]{2,24}?)?"
    return (
        last not in {"of", "on", "to"}
        or re.search(
            rf"\b{_SPOKE}{when}\s+{last}\s+\"?(?:[^;.:]{{1,90}}?,\s[^;.:\d]{{2,60}}\s{last}\s+)?(?:[\w'’]+\s+){{0,2}}$",
            before,
        )
        is not None
    )


def told_last(before: str) -> Measure | None:
    """Which harm the words before a figure name: death, or else that of the hurt or the missing."""
    if _DEATHS.search(before) is not None:
        return Measure.KILLED
    about = measure_of(before)
    return about if about in {Measure.INJURED, Measure.MISSING} else None


def put(before: str) -> re.Match[str] | None:
    """The last label that the words before a figure end with: "the dead at four and *the injured at*" the hurt."""
    found = wording.PUT.search(before)
    while found is not None and (later := wording.PUT.search(before, found.start() + 1)) is not None:
        found = later
    return found
