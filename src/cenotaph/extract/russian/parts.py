"""Parts of a count: "в том числе двое детей", "из них пятеро", "среди погибших — ребёнок"."""

from __future__ import annotations

from functools import cache

from cenotaph.extract.russian.counted import Counted, Desk, of_noun, of_phrase
from cenotaph.extract.russian.hits import Hit
from cenotaph.extract.russian.lexicon import table
from cenotaph.extract.russian.parse import Word
from cenotaph.extract.russian.phrases import is_person, noun_phrase

__all__ = ["count_parts", "marker_before"]


@cache
def _marks() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(mark.split()) for mark in table("people")["parts"]["marks"].split("|"))


def _markers(desk: Desk) -> list[tuple[int, int]]:
    """First and last word index of every part marker of the sentence."""
    lows = [w.low for w in desk.sentence.words]
    out = []
    for i in range(len(lows)):
        for mark in _marks():
            if tuple(lows[i : i + len(mark)]) == mark:
                out.append((i, i + len(mark) - 1))
                break
    return out


def marker_before(word: Word, desk: Desk) -> bool:
    """Whether "из них" or the like stands beside a word's number: "трое из них ранены"."""
    return any(abs(first - word.i) <= 5 or abs(last - word.i) <= 5 for first, last in _markers(desk))


def count_parts(desk: Desk, hit: Hit | None) -> list[Counted]:
    """The parts that no verb of their own counts; ``hit`` is what the whole was counted by."""
    out: list[Counted] = []
    for first, last in _markers(desk):
        own = next((h for h in desk.hits if first <= h.word.i <= last), None)
        source = own or hit
        if source is None:
            continue
        stop = _stop(desk, last)
        if first and desk.sentence.words[first - 1].low in {"%", "процентов", "процента", "часть", "большинство"}:
            continue  # a share is no number
        none = _nobody(desk, source, last)
        if none is not None:
            out.append(none)
            continue
        made = _numbered(desk, source, last, stop) + _after_of_them(desk, source, first)
        if not made:
            made = _single(desk, source, last, stop)
        for part in made:
            part.part = True
            part.rule = part.rule if part.rule != "toll" else "number"
        out += made
    return out


def _nobody(desk: Desk, hit: Hit, last: int) -> Counted | None:
    """ "среди погибших граждан России нет"."""
    rest = desk.sentence.words[last + 1 :]
    end = next((w for w in rest[:6] if w.low == "нет" or (w.low in {"было", "имеется"} and w.negated)), None)
    noun = next((w for w in rest[:4] if w.noun and is_person(w) and w.case == "Gen"), None)
    if end is None or noun is None or noun.i > end.i:
        return None
    return Counted(
        hit, desk.count("none", end.text), (end.start, end.end), "none", noun, noun_phrase(noun, desk.sentence)
    )


def _stop(desk: Desk, last: int) -> int:
    """Where the list of parts ends: at a semicolon, a bracket, or the next verb of harm or speech."""
    openings = {first for first, _ in _markers(desk)}
    for word in desk.sentence.words[last + 1 :]:
        if word.i in openings:
            return word.i
        if word.low in {";", ")"} or (
            word.pos == "VERB"
            and word.feats.get("VerbForm") == "Fin"
            and word.low not in {"были", "был", "оказались", "есть"}
        ):
            return word.i
    return len(desk.sentence.words)


def _numbered(desk: Desk, hit: Hit, last: int, stop: int) -> list[Counted]:
    return [of_phrase(hit, p, desk) for p in desk.free() if last < p.first < stop and p.people is not False]


def _after_of_them(desk: Desk, hit: Hit, first: int) -> list[Counted]:
    """ "двое из них — дети"."""
    if desk.sentence.words[first].low != "из":
        return []
    before = [p for p in desk.free() if p.last == first - 1 and p.people is not False]
    out = [of_phrase(hit, p, desk) for p in before if p.core[-1].case not in {"Dat", "Ins"}]
    behind = desk.sentence.words[first + 2 : first + 6]
    noun = next((w for w in behind if w.noun and w.case == "Nom" and is_person(w)), None)
    if out and noun is not None and behind[0].low in {"—", "-", "были"}:
        out[0].group = noun_phrase(noun, desk.sentence)
    return out


def _single(desk: Desk, hit: Hit, last: int, stop: int) -> list[Counted]:
    """ "включая начальника отдела", "среди них девочка"."""
    for word in desk.sentence.words[last + 1 : stop]:
        if word.low in {"—", "-", "и", "также", "есть", "был", "была", "были", "один", "одна"} or word.pos == "ADJ":
            continue
        if word.noun and is_person(word) and word.case in {"Nom", "Acc", "Gen", ""}:
            made = of_noun(hit, word, desk)
            return [made] if made is not None else []
        return []
    return []
