"""Words of harm in an Arabic sentence: what each measures here, and how its people stand by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cenotaph.extract.arabic.folding import Word
from cenotaph.extract.arabic.lexicon import Harm, and_joined, harm_base, harms, phrase_starting, words
from cenotaph.extract.arabic.people import People
from cenotaph.model import Measure

__all__ = ["Found", "Hit", "find_hits"]

_MOST_HITS = 30  # as in the English reader: beyond that it is a list or noise


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of harm at tokens ``first:last`` with the measure that it takes here and its shape."""

    first: int
    last: int
    measure: Measure
    shape: str
    weak: bool = False
    agent: bool = False
    plural: bool = False


@dataclass(slots=True)
class Found:
    """One reading of a word of harm: ``count`` is people, none, unknown, or any (under a denial)."""

    hit: Hit
    kind: str
    people: People | None = None
    rules: list[str] = field(default_factory=list)
    part: bool = False
    hedge: str | None = None
    span: tuple[int, int] | None = None
    also: bool = False


def find_hits(tokens: Sequence[Word], people: Sequence[People]) -> list[Hit]:
    """The words of harm of a sentence, in order; the dead and the wounded under one number are one."""
    named = {p.harm: p for p in people if p.harm is not None}
    out: list[Hit] = []
    k = 0
    while k < len(tokens) and len(out) < _MOST_HITS:
        hit = _hit(tokens, k, named)
        if hit is None:
            k += 1
            continue
        out.append(hit)
        k = hit.last
    return out


def _hit(tokens: Sequence[Word], k: int, named: dict[int, People]) -> Hit | None:
    for path, shape in (("both.between", "between"), ("both.none", "many")):
        found = phrase_starting(tokens, k, "triggers", path)
        if found is not None:
            return Hit(k, k + len(found[0]), Measure.KILLED_OR_INJURED, shape)
    for measure in ("killed", "injured", "missing", "detained"):
        denied = k and tokens[k - 1].text.lstrip("وف") in words("triggers", "negation.not")
        if denied and tokens[k].text in words("triggers", f"jussive.{measure}"):
            return Hit(k, k + 1, Measure(measure), "jussive")
    base = harm_base(tokens[k])
    if base is None:
        return Hit(k, k + 1, Measure.KILLED, "toll") if tokens[k].isin(words("triggers", "toll.deaths")) else None
    choices = harms()[base]
    harm = next((h for h in choices if h.shape in ("one", "two", "many")), choices[0]) if k in named else choices[0]
    if harm.shape == "verb":
        return _verb(tokens, k, harm, base)
    if harm.shape == "masdar" and tokens[k].text.startswith("لل"):
        exposed = any(w.isin(words("triggers", "exposed.verbs")) for w in tokens[max(0, k - 8) : k])
        return Hit(k, k + 1, harm.measure, "exposed") if exposed else None
    last = k + 1
    measure = harm.measure
    if harm.needs and not (last < len(tokens) and tokens[last].isin(harm.needs)):
        return None
    if (harm.shape != "one" or k in named) and _both(tokens, k, harm):
        measure, last = Measure.KILLED_OR_INJURED, k + 2
    return Hit(k, last, measure, harm.shape)


def _both(tokens: Sequence[Word], k: int, harm: Harm) -> bool:
    """ "The dead and wounded", "the killing and wounding of": one number for both."""
    follower = tokens[k + 1] if k + 1 < len(tokens) else None
    if follower is None or not and_joined(follower):
        return False
    base = harm_base(follower)
    other = next((h for h in harms()[base] if h.shape == harm.shape), None) if base else None
    return other is not None and {harm.measure, other.measure} == {Measure.KILLED, Measure.INJURED}


def _verb(tokens: Sequence[Word], k: int, harm: Harm, base: str) -> Hit | None:
    front = tokens[k].text.removesuffix(base)
    if front in ("لل", "ولل") and any(
        w.isin(words("triggers", "exposed.verbs")) for w in tokens[max(0, k - 8) : k]
    ):
        return Hit(k, k + 1, harm.measure, "exposed")
    if front not in ("", "و", "ف"):
        if front in ("ب", "ل", "وب", "ول") and not harm.weak:
            return Hit(k, k + 1, harm.measure, "masdar", weak=True)
        return None
    last = k + 1
    if harm.needs:
        # "met two soldiers their death": the word may stand behind the people
        near = range(k + 1, min(k + 8, len(tokens)))
        needed = next((n for n in near if tokens[n].isin(harm.needs)), None)
        if needed is None:
            return None
        last = needed + 1 if needed == k + 1 else k + 1
    plural = base.endswith(("وا", "ن"))
    if _both(tokens, k, harm) and tokens[k + 1].text.endswith("وا") == plural:
        return Hit(k, k + 2, Measure.KILLED_OR_INJURED, "verb", plural=plural)
    return Hit(k, last, harm.measure, "verb", harm.weak, harm.agent, plural)
