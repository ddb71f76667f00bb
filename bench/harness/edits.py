"""Copies made by script: what papers do to a wire story, seeded, so that every run edits alike."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from harness import rewordings

__all__ = ["EDITS", "Edit"]

Edit = Callable[[str, str, random.Random], str | None]
"""``(source, other text, chance) -> copy``, None where the source is too short for it."""

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{40,400})[”\"]")
_STOP = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_SHORTEST_QUOTE = 8
_CHANGES = ("other word", "left out", "added", "swapped")


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [part.strip() for part in _STOP.split(text) if part.strip()]


def reheadlined(source: str, other: str, chance: random.Random) -> str | None:
    """The first line of another text over the source's body."""
    head, _, body = source.partition("\n\n")
    return f"{sentences(other)[0]}\n\n{body or head}"


def cut(source: str, other: str, chance: random.Random) -> str | None:
    """The first 30 % of the words, to the whole word."""
    words = list(re.finditer(r"\S+", source))
    return source[: words[max(1, round(0.3 * len(words))) - 1].end()]


def words_changed(share: float) -> Edit:
    """That share of the words replaced by words of the other text, left out, added, or swapped with the next."""

    def edit(source: str, other: str, chance: random.Random) -> str | None:
        words, spare = re.findall(r"\S+|\n+", source), other.split()
        out: list[str] = []
        place = 0
        while place < len(words):
            word = words[place]
            if chance.random() < share and "\n" not in word:
                change = chance.choice(_CHANGES)
                if change == "other word":
                    out.append(chance.choice(spare))
                elif change == "added":
                    out += [chance.choice(spare), word]
                elif change == "swapped" and place + 1 < len(words):
                    out += [words[place + 1], word]
                    place += 1
            else:
                out.append(word)
            place += 1
        return " ".join(out).replace(" \n", "\n").replace("\n ", "\n")

    return edit


def reordered(source: str, other: str, chance: random.Random) -> str | None:
    """Every sentence, in another order, a tenth of the words changed."""
    told = sentences(source)
    chance.shuffle(told)
    return words_changed(0.1)(" ".join(told), other, chance)


def kept_inside(share: float, runs: bool) -> Edit:
    """That share of the words kept, as whole sentences (in a row or scattered), in the other text."""

    def edit(source: str, other: str, chance: random.Random) -> str | None:
        told, around = sentences(source), sentences(other)
        least = share * len(source.split())
        kept: list[str] = []
        start = chance.randrange(len(told))
        order = (
            [(start + n) % len(told) for n in range(len(told))]
            if runs
            else chance.sample(range(len(told)), len(told))
        )
        for place in order:
            if sum(len(sentence.split()) for sentence in kept) >= least:
                break
            kept.append(told[place])
        # the rest of the report, so that what is kept makes about this share of it
        room, rest = round((1 - share) * len(source.split())), list[str]()
        for sentence in around:
            if sum(len(one.split()) for one in rest) >= room:
                break
            rest.append(sentence)
        if runs:
            at = chance.randrange(len(rest) + 1)
            return "\n\n".join([*rest[:at], *kept, *rest[at:]])
        mixed = [*kept, *rest]
        chance.shuffle(mixed)
        return " ".join(mixed)

    return edit


def one_quote(source: str, other: str, chance: random.Random) -> str | None:
    """One quotation of at least eight words in the other text; None where the source has none."""
    quotes = [match.group(0) for match in _QUOTED.finditer(source)]
    return _put(other, [quote for quote in quotes if len(quote.split()) >= _SHORTEST_QUOTE], chance)


def one_sentence(source: str, other: str, chance: random.Random) -> str | None:
    """One sentence, of eight to sixty words, in the other text; it may well be the page's furniture."""
    return _put(other, [s for s in sentences(source)[1:] if _SHORTEST_QUOTE <= len(s.split()) <= 60], chance)


def _put(other: str, kept: Sequence[str], chance: random.Random) -> str | None:
    if not kept:
        return None
    around = sentences(other)
    at = chance.randrange(1, len(around) + 1)
    return "\n\n".join([*around[:at], chance.choice(kept), *around[at:]])


EDITS: Sequence[tuple[str, Edit]] = (
    ("re-headlined", reheadlined),
    ("cut to 30 %", cut),
    ("10 % of words changed", words_changed(0.1)),
    ("20 % of words changed", words_changed(0.2)),
    ("reordered, 10 % changed", reordered),
    ("20 % kept inside, in a row", kept_inside(0.2, runs=True)),
    ("20 % kept inside, scattered", kept_inside(0.2, runs=False)),
    ("50 % kept inside, in a row", kept_inside(0.5, runs=True)),
    ("one quote kept", one_quote),
    ("one sentence kept", one_sentence),
    ("synonyms", rewordings.synonyms),
    ("other spelling, no hyphens", rewordings.respelled),
    ("numbers changed", rewordings.numbers_changed),
    ("headline in capitals", rewordings.headline_in_capitals),
    ("other dashes and marks", rewordings.other_marks),
    ("sentences merged", rewordings.merged),
    ("10 % of words dropped", rewordings.words_dropped(0.1)),
    ("two reports spliced", rewordings.spliced),
    ("one quote in other marks", rewordings.quote_in_other_marks),
    ("one quote as reported speech", rewordings.reported_speech),
)
