"""Where: names behind Arabic words of place, by the gazetteer, or behind a kind of place by the kind alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from cenotaph.extract.arabic.folding import Word, fold_text, forms
from cenotaph.extract.arabic.lexicon import harm_base, table, words
from cenotaph.extract.arabic.names import plain
from cenotaph.model import Place
from cenotaph.places import default_gazetteer

__all__ = ["Named", "find_places"]

_LONGEST = 4  # words of a name


@dataclass(frozen=True, slots=True)
class Named:
    """A place with its report offsets."""

    place: Place
    start: int
    end: int


def find_places(tokens: Sequence[Word], text: str, masked: Sequence[tuple[int, int]]) -> list[Named]:
    """The places of a sentence, in order; none inside the ``masked`` report spans (speakers, dates)."""
    out: list[Named] = []
    k = 0
    while k < len(tokens):
        found = None if _masked(tokens[k], masked) else _place_at(tokens, k, text)
        if found is None or any(a < found[0].end and found[0].start < b for a, b in masked):
            k += 1
            continue
        named, k = found
        out.append(named)
    return out


def _masked(word: Word, masked: Sequence[tuple[int, int]]) -> bool:
    return any(a <= word.start < b for a, b in masked)


def _place_at(tokens: Sequence[Word], k: int, text: str) -> tuple[Named, int] | None:
    """The place whose name or kind starts at token ``k``, and the token behind it."""
    before = tokens[k - 1] if k else None
    written = _written_onto(tokens[k]) and tokens[k].text not in words("places", "words.kinds")
    lead = before is not None and before.isin(words("places", "words.prepositions"))
    if lead and before is not None and before.text == "من" and k > 1:
        lead = tokens[k - 2].isin(words("places", "words.prepositions"))  # "near to"
    if written and lead and tokens[k].text[1:] not in words("places", "words.kinds"):
        whole = _known(tokens, k, text, None, False)
        if whole is not None:  # the name itself begins with the letter of "in"
            return _named(tokens, k, whole, text, tokens[k].start)
    bare = tokens[k].text[1:] if written else tokens[k].text
    alone = tokens[k].text in words("places", "words.alone")
    if not (lead or written or alone):
        return None
    kind = bare in words("places", "words.kinds")
    at = k + 1 if kind else k
    start = tokens[k].start + (_clitic(tokens[k], text) if written else 0)
    known = _known(tokens, at, text, k if kind else None, written and not kind)
    if known is not None:
        return _named(tokens, at, known, text, start)
    if kind and (lead or written) and at < len(tokens) and _may_name(tokens[at]):
        last = at + 1
        second = tokens[last] if last < len(tokens) else None
        if second is not None and second.text.startswith("ال") and not tokens[at].text.startswith("ال"):
            last += 1
    elif (
        before is not None
        and before.text in words("places", "words.firm")
        and before.text != "في"
        and _unknown(tokens[k])
    ):
        last = k + 1
    else:
        return None
    end = tokens[last - 1].end
    return Named(Place(text=text[start:end]), start, end), last


def _named(tokens: Sequence[Word], at: int, known: tuple[Place, int], text: str, start: int) -> tuple[Named, int]:
    place, last = known
    end = tokens[last - 1].end
    return Named(replace(place, text=text[start:end]), start, end), last


def _written_onto(word: Word) -> bool:
    """Whether "in" may be written onto the word."""
    if not word.letters or word.text[0] not in words("places", "words.written"):
        return False
    return len(word.text) > 3 or word.text[1:] in words("places", "words.kinds")


def _clitic(word: Word, text: str) -> int:
    """How many characters of the report the clitic takes, marks on it included."""
    taken = 1
    while word.start + taken < word.end and not plain(text[word.start + taken]):
        taken += 1
    return taken


def _known(tokens: Sequence[Word], at: int, text: str, kind: int | None, written: bool) -> tuple[Place, int] | None:
    """The longest name at ``at`` that the gazetteer has, and the token behind it."""
    for last in range(min(at + _LONGEST, len(tokens)), at, -1):
        part = tokens[at:last]
        if not all(w.letters for w in part) or any(w.text.startswith("و") and n for n, w in enumerate(part)):
            continue
        name = " ".join(plain(text[w.start : w.end]) for w in part)
        if written:
            name = name[1:]
        if kind is None and fold_text(name) in words("places", "words.cautious"):
            continue
        if kind is None and last == at + 1 and (harm_base(part[0]) or len(fold_text(name)) < 3):
            continue
        title = plain(text[tokens[kind].start : tokens[kind].end]).lstrip("بل") if kind is not None else ""
        place = _lookup(name, title)
        if place is not None:
            return place, last
    return None


@cache
def _latin() -> dict[str, str]:
    return {fold_text(name): latin for name, latin in table("places")["names"].items()}


def _lookup(name: str, kind: str) -> Place | None:
    """The gazetteer's place; a province's kind goes along, as its seat mostly has the same name."""
    gazetteer = default_gazetteer()
    latin = _latin().get(fold_text(f"{kind} {name}")) or _latin().get(fold_text(name))
    if latin is not None:
        return gazetteer.lookup(latin)
    if fold_text(kind) in words("places", "words.provinces"):
        province = gazetteer.lookup(f"{kind} {name}")
        if province is not None:
            return province
    if gazetteer.is_ambiguous(name) and not kind:
        return None
    return gazetteer.lookup(name)


def _may_name(word: Word) -> bool:
    if not word.letters or len(word.text) < 2 or word.text in words("places", "words.no_names"):
        return False
    return not (_written_onto(word) and word.text[1:] in words("places", "words.kinds"))


def _unknown(word: Word) -> bool:
    """A word behind "near" or "north of" that no list knows: taken for a name without a gazetteer's answer."""
    if not word.letters or len(word.text) < 4 or word.text in words("places", "words.cautious"):
        return False
    common = words("places", "words.kinds") | words("places", "words.no_names") | words("people", "own.no_nouns")
    common |= words("numbers", "things.thing")
    return not any(form in common for form in forms(word.text))
