"""What a voice is called, and which voice somebody means: by its key, its name, or a near match of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

from cenotaph.errors import NotFoundError
from cenotaph.model import Claim

__all__ = ["find_voices", "voice_names"]

# how many voices an error lists
_LISTED = 12
# of two names, the share of letters in common from which the one may have been meant by the other
_ALIKE = 0.7


def voice_names(
    claims: Iterable[Claim], keys: Mapping[str, str], outlets: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """A name for every key of a voice (claim id -> key in ``keys``), in the order in which the voices first speak.

    Of the names that a voice is given the one given most often, of those the longest: "Moscow" in one report is
    the foreign ministry. Two voices of one name are told apart by ``outlets`` (report id -> publisher): "sources,
    in Reuters"; where that does not do, by their keys.
    """
    given: dict[str, list[str]] = defaultdict(list)
    first: dict[str, Claim] = {}
    for claim in claims:
        if claim.id in keys:
            given[keys[claim.id]].append(" ".join(claim.speaker.name.split()))
            first.setdefault(keys[claim.id], claim)
    names = {key: _commonest(said) for key, said in given.items()}
    names = _apart(names, {key: f", in {outlets.get(claim.report, '')}" for key, claim in first.items()})
    return _apart(names, {key: f" [{key}]" for key in names})


def _apart(names: Mapping[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """The names, with ``more`` behind those that several voices have."""
    met = Counter(name.casefold() for name in names.values())
    return {
        key: f"{name}{more[key]}" if met[name.casefold()] > 1 and more[key] != ", in " else name
        for key, name in names.items()
    }


def _commonest(names: Sequence[str]) -> str:
    met = Counter(name.casefold() for name in names)
    return max(names, key=lambda name: (met[name.casefold()], len(name), name))


def find_voices(
    asked: Iterable[str],
    claims: Sequence[Claim],
    keys: Mapping[str, str],
    outlets: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, ...]:
    """The keys of the voices that are asked for, each once, in the order asked.

    A voice is named by its key, by a name that any report gives it, or by words that only one voice's names
    hold ("foreign ministry"). Raises NotFoundError, with near matches or the voices there are, for a name of
    none and for words that several voices answer to.
    """
    names = voice_names(claims, keys, outlets)
    called: dict[str, set[str]] = {key: {key.casefold(), name.casefold()} for key, name in names.items()}
    for claim in claims:
        if claim.id in keys:
            called[keys[claim.id]].add(" ".join(claim.speaker.name.split()).casefold())
    return tuple(dict.fromkeys(_found(name, names, called) for name in asked))


def _found(asked: str, names: Mapping[str, str], called: Mapping[str, set[str]]) -> str:
    wanted = " ".join(asked.split()).casefold().removeprefix("the ")
    exact = [key for key, all_names in called.items() if wanted in all_names]
    parts = [key for key, all_names in called.items() if any(_holds(name, wanted) for name in all_names)]
    found = exact or (parts if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        hint = f"say which: {_listed([names[key] for key in found])}"
        raise NotFoundError(f"{asked!r} may be several voices", hint=hint)
    by_name = {name: key for key, all_names in called.items() for name in sorted(all_names - {key.casefold()})}
    near = dict.fromkeys(names[by_name[n]] for n in get_close_matches(wanted, list(by_name), 5, _ALIKE))
    hints = [f"near matches: {_listed([*near])}"] if near else []
    hints.append(f"there are: {_listed([*names.values()])}")
    raise NotFoundError(f"no voice called {asked!r}", hint="; ".join(hints))


def _holds(name: str, wanted: str) -> bool:
    """Whether the words that were asked for stand in the name, in order and side by side."""
    words, asked = name.split(), wanted.split()
    return any(words[i : i + len(asked)] == asked for i in range(len(words) - len(asked) + 1))


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")
