"""Names in a run of text, with ages, callings and kin between: "A B, 41; his son C; and D E, a seamstress".

Read from the words alone: the parse loses its way in such lists, and a list may go on over several sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cenotaph.extract.lexicon import flat, words

__all__ = ["Listing", "scan_names"]

_PIECE = re.compile(r"[\"“][^\"”\n]{1,20}[\"”]|\d[\w.-]*|[^\W\d_][\w'’.-]*|[,;:()&—–]|\S")
_PARTICLES = {
    "de",
    "da",
    "al",
    "bin",
    "ibn",
    "van",
    "von",
    "der",
    "el",
    "la",
    "del",
    "dos",
    "bint",
    "du",
    "di",
    "e",
}
_JOINTS = {",", ";", "and", "&", "plus"}
_OWNERS = {
    "his",
    "her",
    "their",
    "my",
    "our",
    "a",
    "an",
    "the",
    "whose",
    "'s",
    "two",
    "three",
    "four",
    "five",
    "six",
}
_ABOUT = {"of", "from", "in", "at", "near", "on", "with", "for", "both", "all", "aged", "age", "each"}
_REACH = 1500  # characters of a list
_LEAD = 6  # words before a name


@dataclass(slots=True)
class Listing:
    """The people of a list: how many, the names' spans, and where the list begins and ends, in ``text`` offsets."""

    count: int = 0
    names: list[tuple[int, int]] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def add(self, n: int, start: int, end: int, *, named: bool) -> None:
        """Count ``n`` people more at a span, by name or as somebody's kin."""
        self.start = start if self.count == 0 else self.start
        self.count, self.end = self.count + n, end
        if named:
            self.names.append((start, end))


def scan_names(text: str, start: int) -> Listing:
    """The list of people that begins at offset ``start``; its count is 0 where no name stands there."""
    pieces = list(_PIECE.finditer(text, start, min(len(text), start + _REACH)))
    out = Listing()
    i, joint, semicolons = 0, "", False
    while i < len(pieces):
        lead_from = i
        while i < len(pieces) and _lower(pieces[i].group()) and i - lead_from <= _LEAD:
            i += 1
        lead = [p.group().lower() for p in pieces[lead_from:i]]
        if set(lead) & words("name_lists", "ends"):
            cut = next(k for k, word in enumerate(lead) if word in words("name_lists", "ends"))
            if out.count and cut and lead[cut] in {"who", "whose"} and _nobody_named(lead[:cut], joint):
                out.add(1, pieces[lead_from].start(), pieces[lead_from + cut - 1].end(), named=False)
                break  # "... and *a 7-year-old boy* whose family"
            if out.count and semicolons and lead[0] in {"who", "whose"}:
                i = _to(pieces, i, {";"})
                joint, i = ";", i + 1
                continue
            break
        last = _name_end(pieces, i)
        if lead and lead[0] in _ABOUT and out.count and not (lead[0] == "with" and last is not None):
            i = last if last is not None else i
        elif last is not None:
            taken = _named(pieces, lead_from, i, last, lead, out, joint)
            if taken is None:
                break
            i = taken
        elif (beside := _beside(pieces, i, lead, joint)) is not None:
            out.add(1, pieces[i + 1].start(), pieces[beside - 1].end(), named=True)
            i = beside
        elif not _unnamed(pieces, lead_from, i, lead, out, joint):
            break
        elif out.end > pieces[lead_from].start() and i < len(pieces) and pieces[i].group() == ",":
            i = _name_end(pieces, i + 1) or i  # "her son, *Juan*, 5"
        i, ended = _after(text, pieces, i)
        if ended:
            break
        joint = ""
        while i < len(pieces) and pieces[i].group().lower() in _JOINTS:
            semicolons |= pieces[i].group() == ";"
            joint = pieces[i].group().lower()
            i += 1
        if not joint and not _stops(pieces[i - 1].group()):
            break
    return out if out.names else Listing()


def _lower(word: str) -> bool:
    return (word[0].islower() and word.lower() not in _JOINTS) or bool(
        re.fullmatch(r"\d+-[a-z-]+|[a-z]+-[\w-]+", word)
    )


def _stops(word: str) -> bool:
    """Whether a word closes a sentence: a full stop after more than an initial or a title."""
    bare = word.rstrip(".")
    return word.endswith(".") and len(bare) != 1 and bare.lower() not in _titles()


def _titles() -> frozenset[str]:
    known = flat("people", "titles").keys() | flat("people", "ranks").keys() | words("name_lists", "titles")
    return frozenset(word.strip(".") for word in known)


def _name_end(pieces: list[re.Match[str]], first: int) -> int | None:
    """The index after the capitalised words that begin at ``first``; None where none does."""
    i = first
    while i < len(pieces) and i - first < 8:
        word = pieces[i].group()
        capital = word[0].isupper() and word[0].isalpha()
        inside = i > first and i + 1 < len(pieces) and pieces[i + 1].group()[0].isupper()
        if not (capital or (inside and (word.lower() in _PARTICLES or word[0] in '"“'))):
            break
        i += 1
        if _stops(word):
            break
    return i if i > first else None


def _named(
    pieces: list[re.Match[str]], lead_from: int, first: int, last: int, lead: list[str], out: Listing, joint: str
) -> int | None:
    """Count the name at ``first`` to ``last``; the index after it, or None where it is no name of the list."""
    own = [p.group().strip(".").lower() for p in pieces[first:last]]
    titles = [word for word in own if word in _titles() or "/" in word]
    n = len(own) - len(titles)
    following = pieces[last].group() if last < len(pieces) and not _stops(pieces[last - 1].group()) else "."
    if following.lower() in words("name_lists", "several"):
        out.add(2, pieces[lead_from].start(), pieces[last].end(), named=False)
        return last + 1
    if following.lower() in words("name_lists", "ends") - {"who", "whose", "when", "after"}:
        return None  # "... and *the mayor* said"
    people = words("name_lists", "kin") | words("name_lists", "kin_plural") | words("name_lists", "who")
    described = bool(titles) or not people.isdisjoint(lead)
    closed = following in {",", ";", "(", ".", "and", "&"} or following == "aged"
    if n == 0 or (n == 1 and not described and not (out.names and closed)):
        return None
    end = pieces[last - 1].end() - (1 if _stops(pieces[last - 1].group()) else 0)
    out.add(1, pieces[first].start(), end, named=True)
    return last


def _beside(pieces: list[re.Match[str]], i: int, lead: list[str], joint: str) -> int | None:
    """ "...; and a passer-by, *Edna Cole*, 77": the index after the name of whom an article brings in last."""
    first = not joint and lead[-1:] != [] and _person(lead[-1])  # "the driver, *A B*, 66; his wife, C D"
    if not lead or lead[0] not in {"a", "an", "the", "his", "her", "their"} or not (joint or first):
        return None
    if joint and (joint not in {"and", "&", ";"} or lead[0] not in {"a", "an", "the"}):
        return None
    if i >= len(pieces) or pieces[i].group() != ",":
        return None
    last = _name_end(pieces, i + 1)
    return last if last is not None and last - i > 2 and not _stops(pieces[last - 1].group()) else None


def _unnamed(
    pieces: list[re.Match[str]], lead_from: int, end: int, lead: list[str], out: Listing, joint: str
) -> bool:
    """Count kin without a name ("her infant son"), pass over what is said of the last name; False ends the list."""
    if not out.count:
        return False
    if not lead:
        return end < len(pieces) and pieces[end].group()[0].isdigit()
    last = lead[-1].rstrip(".")
    number = flat("name_lists", "numbers").get(lead[0]) or flat("name_lists", "numbers").get(([*lead, ""])[1])
    parted = any(piece.group() == ";" for piece in pieces)
    if parted and joint == "," and last in words("name_lists", "kin") and lead[0] in {"his", "her", "their"}:
        return True  # "C D, 64, *his wife*; E F": who she was
    if (last in words("name_lists", "kin") and lead[0] in _OWNERS) or _nobody_named(lead, joint):
        n = 1
    elif last in words("name_lists", "kin_plural") and (number or last == "parents"):
        n = int(number or 2)
    else:
        return number is None and joint not in {"and", "&", "plus"} and lead[0] not in {"several", "others"}
    stop = pieces[end - 1].end() - (1 if _stops(pieces[end - 1].group()) else 0)
    out.add(n, pieces[lead_from].start(), stop, named=False)
    return True


def _nobody_named(lead: list[str], joint: str) -> bool:
    """ "... and *a 19-year-old student*": one more without a name at the end of a list."""
    return lead[0] in {"a", "an"} and joint in {"and", "&", ";"} and _person(lead[-1].rstrip("."))


def _person(word: str) -> bool:
    return word in words("groups", "people") | words("groups", "callings") | words("nouns", "person")


def _after(text: str, pieces: list[re.Match[str]], i: int) -> tuple[int, bool]:
    """Pass over an age, brackets and "of Leeds"; the index there, and whether the list ends before it."""
    while i < len(pieces):
        word = pieces[i].group()
        if i and _stops(pieces[i - 1].group()):
            return i, not _goes_on(text, pieces[i].start())
        if word == "(":
            i = _to(pieces, i, {")"}) + 1
        elif word[0].isdigit() or word.lower() in words("name_lists", "ages") | _ABOUT:
            i = i + 1
            while (
                word.lower() in _ABOUT and i < len(pieces) and pieces[i].group().lower() not in _JOINTS | {"(", "."}
            ):
                i += 1
                if _stops(pieces[i - 1].group()):
                    break
        elif word == "." or word in {":", "—", "–"}:
            return i, word != "." or not _goes_on(text, pieces[i].end())
        else:
            return i, word.lower() not in _JOINTS
    return i, True


def _to(pieces: list[re.Match[str]], i: int, marks: set[str]) -> int:
    while i < len(pieces) and pieces[i].group() not in marks:
        i += 1
    return i


_NEXT = re.compile(r"\s*(?:[A-Z][\w'’-]*\.?\s+){1,3}[A-Z][\w'’-]*(?:\s*[,(]\s*[^.;:\n]{1,40})?[.;]")


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence at an offset is one more name and no more: "Themba Nkosi, guard."."""
    found = _NEXT.match(text, at)
    return found is not None and not set(re.findall(r"\w+", found.group().lower())) & words("name_lists", "ends")
