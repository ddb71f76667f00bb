"""What an Arabic sentence says instead of a count: none, not known, not real, not sure."""

from __future__ import annotations

from collections.abc import Sequence

from cenotaph.extract.arabic.folding import Word
from cenotaph.extract.arabic.hits import Found, Hit
from cenotaph.extract.arabic.lexicon import and_joined, phrase_starting, words
from cenotaph.extract.arabic.people import People, harm_noun

__all__ = ["charged", "doubt_at", "none_at", "number_of", "silent", "unknown_at", "unreal"]

_BREAKS = frozenset("،,؛;.!؟?")


def unreal(tokens: Sequence[Word], hit: Hit) -> bool:
    """Whether nothing has happened: a condition, a plan, a fear, an attempt, a sentence of a court."""
    before = tokens[: hit.first]
    if any(_bare(w) in words("triggers", "unreal.sentence") for w in before):
        return True
    if any(w.isin(words("triggers", "unreal.before")) for w in before[-3:]):
        return True
    sentenced = tokens[hit.first].isin(words("triggers", "unreal.sentenced"))
    return sentenced and any(w.isin(words("triggers", "unreal.court")) for w in before)


def charged(tokens: Sequence[Word], hit: Hit) -> bool:
    """Whether the harm is what somebody is tried for: another event, told as background."""
    return any(w.isin(words("triggers", "unreal.charge")) for w in tokens[max(0, hit.first - 4) : hit.first])


def silent(tokens: Sequence[Word], hit: Hit) -> bool:
    """Whether the harm is what no news was had of."""
    return any(w.isin(words("triggers", "silence.nouns")) for w in tokens[max(0, hit.first - 4) : hit.first])


def _bare(word: Word) -> str:
    """The word without "and" or "so" written onto it."""
    return word.text[1:] if len(word.text) > 2 and word.text[0] in "وف" else word.text


def none_at(tokens: Sequence[Word], hit: Hit, people: Sequence[People]) -> Found | None:
    """Nobody is harmed: "nobody was hurt", "without injuries", "it caused no casualties"."""
    if hit.shape == "jussive":
        for k in range(hit.last, min(hit.last + 3, len(tokens))):
            if tokens[k].text in words("triggers", "negation.any"):
                person = next((p for p in people if p.first in (k, k + 1)), None)
                return Found(hit, "none", person, ["arabic.none"], span=(k, k + 1))
        return None
    if hit.shape not in ("one", "many", "masdar") or silent(tokens, hit):
        return None
    if any(p.harm == hit.first and p.size == "number" for p in people):
        return None
    at = hit.first
    joined = tokens[at - 1].text == "او" if at > 1 else False
    before = at - 2 if joined else at - 1
    if before > 0 and (joined or and_joined(tokens[at])) and harm_noun(tokens[before]) is not None:
        at = before  # "neither dead nor wounded"
    first = _negation(tokens, at)
    return Found(hit, "none", None, ["arabic.none"], span=(first, hit.last)) if first is not None else None


def _negation(tokens: Sequence[Word], at: int) -> int | None:
    """The token of the negation that reaches a noun of harm at ``at``, through words that only set the scene."""
    nones, nots = words("triggers", "negation.none"), words("triggers", "negation.not")
    k = at - 1
    while k >= 0 and at - k < 6 and tokens[k].isin(words("triggers", "negation.scene")):
        k -= 1
    if k < 0:
        return None
    if _bare(tokens[k]) in nones or tokens[k].isin(nones):
        return k if _bare(tokens[k]) != "لا" or at - k <= 2 else None
    if k == at - 1:
        return None
    if _bare(tokens[k]) in nots:
        return k
    # "did not cause the attack any": the subject stands between the verb and what it did not cause
    for back in range(k, max(0, k - 4), -1):
        if tokens[back].text in _BREAKS:
            return None
        if _bare(tokens[back - 1]) in nots and tokens[back].isin(words("triggers", "negation.scene")):
            return back - 1
    return None


def number_of(tokens: Sequence[Word], hit: Hit, people: Sequence[People]) -> int | None:
    """The token of "the number of" in front of a noun of harm, if there is one."""
    for k in range(hit.first - 1, max(-1, hit.first - 4), -1):
        word = tokens[k]
        if word.isin(words("triggers", "toll.nouns")) and not any(p.first <= k < p.last for p in people):
            return k
        if word.text in _BREAKS:
            return None
    return None


def unknown_at(tokens: Sequence[Word], hit: Hit, people: Sequence[People]) -> Found | None:
    """The number is said not to be known."""
    noun = number_of(tokens, hit, people)
    if noun is None:
        return None
    before = tokens[max(0, noun - 4) : noun]
    verb = any(w.text in words("triggers", "unknown.verbs") for w in before)
    denied = any(_bare(w) in words("triggers", "negation.not") for w in before)
    said = any(
        phrase_starting(tokens, k, "triggers", "unknown.words")
        for k in range(hit.last, min(hit.last + 4, len(tokens)))
    )
    return Found(hit, "unknown", None, ["count.unknown"]) if (verb and denied) or said else None


def doubt_at(tokens: Sequence[Word], hit: Hit) -> str | None:
    """The row of the hedge profile that a word of doubt in front of the statement asks for."""
    for k in range(max(0, hit.first - 3), hit.first):
        found = phrase_starting(tokens, k, "triggers", "doubt")
        if found is not None and k + len(found[0]) <= hit.first:
            return found[1]
    return None
