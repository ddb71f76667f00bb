"""Whom a report names as its source: in its claims, in the words beside them, or in its dateline."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cenotaph.model import ActorKind, Report, Speaker
from cenotaph.places.actors import is_unnamed, speaker_key
from cenotaph.resolve.traits import Traits

__all__ = ["Outlets", "cited_outlets", "outlet_key", "own_voice"]

_WORD = re.compile(r"[^\W_]+")
# how far into the text a dateline stands
_HEAD = 500
_AGENCY = {"agency", "news agency", "wire agency"}
_BEFORE = r"(?:according to|citing|quoting|cited by|quoted by|told|reported by|with reference to)\s(?:the\s)?"
_VERBS = "reported|reports|said|says|quoted|quotes|writes|wrote|found|cited"
_AFTER = rf"\s(?:(?:news\sagency|agency)\s)?(?:has\s|had\s)?(?:{_VERBS})\b"


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """The outlet's name without what names of outlets share ("the", "news")."""
    return speaker_key(Speaker(name=name, kind=ActorKind.MEDIA)).partition(":")[2]


def own_voice(traits: Traits) -> bool:
    """Whether an outlet says it, or somebody known to the outlet alone."""
    return traits.claim.speaker.kind is ActorKind.MEDIA or is_unnamed(traits.key)


class Outlets:
    """The outlets of a ledger by key, found in a text by the longest words of their names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for key, name in sorted(names.items()):
            if key and (words := _WORD.findall(name)):
                self._by_word[max(words, key=len)].append(key)

    def in_text(self, text: str) -> dict[str, str]:
        """Key -> name of every outlet that the text names in full."""
        near = (
            key for word in sorted(self._by_word.keys() & set(_WORD.findall(text))) for key in self._by_word[word]
        )
        return {key: self.names[key] for key in near if self.names[key] in text}


def cited_outlets(report: Report, claims: Sequence[Traits], outlets: Outlets) -> dict[str, list[Traits]]:
    """Outlet -> the claims that the report takes from it.

    A dateline ("(AFP)") names the outlet of everything that the report says itself.
    """
    if not claims:
        return {}
    own = outlet_key(report.publisher) if report.publisher else ""
    named = outlets.in_text(report.text)
    cited: dict[str, list[Traits]] = defaultdict(list)
    generic: list[Traits] = []
    for traits in claims:
        speakers = (*traits.claim.via, traits.claim.speaker)
        for key in sorted({outlet_key(s.name) for s in speakers if s.kind is ActorKind.MEDIA}):
            if key in _AGENCY:
                generic.append(traits)
            elif (known := _known(key, named, outlets.names)) and known != own:
                cited[known].append(traits)
    for key, name in named.items():
        if key != own:
            _by_words(report, claims, key, name, cited)
    # "the agency" is the one that the report has named
    if len(cited) == 1:
        told = next(iter(cited.values()))
        told += [traits for traits in generic if traits not in told]
    return dict(cited)


def _known(key: str, named: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    """The outlet as it publishes: "the Times" is The New York Times in a report that names that in full."""
    if key in names:
        return key
    wider = [other for other in named if set(key.split()) < set(other.split())]
    return wider[0] if len(wider) == 1 else None


def _by_words(
    report: Report, claims: Sequence[Traits], key: str, name: str, cited: dict[str, list[Traits]]
) -> None:
    escaped = re.escape(name)
    head = report.text[:_HEAD]
    dateline = re.search(
        rf"\({escaped}\)|(?m:^{escaped}\s[-–—]\s)|(?m:^[^\n]{{0,60}}\s[-–—]\s{escaped}\s[-–—])", head
    )
    for traits in claims:
        if not own_voice(traits) or traits in cited[key]:
            continue
        start = report.text.rfind("\n", 0, traits.claim.anchor.start) + 1
        stop = report.text.find("\n", traits.claim.anchor.end)
        beside = report.text[start : stop if stop >= 0 else len(report.text)]
        if dateline or re.search(rf"\b{_BEFORE}{escaped}\b|\b{escaped}{_AFTER}", beside):
            cited[key].append(traits)
    if not cited[key]:
        del cited[key]
