"""Where a sentence tells of harm: trigger words by lemma, light verbs with their objects, and what kind each is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cenotaph.extract.russian.lexicon import labels, plain, table
from cenotaph.extract.russian.parse import Sentence, Word
from cenotaph.model import Measure

__all__ = ["Hit", "find_hits", "unreal"]

_NEAR = 6  # words between a light verb and its object where the parse does not join them
_LEGAL = (
    "покушени",
    "статье",
    "статьи",
    "обвин",
    "подозрева",
    "приговор",
    "осужд",
    "уголовн",
    "дело о",
    "дела о",
    "дело по",
)


@dataclass(slots=True, eq=False)
class Hit:
    """One trigger: its ``word``, the ``measure``, the ``frame``, and for light verbs the ``object``."""

    word: Word
    measure: Measure
    frame: str
    object: Word | None = None
    people_only: bool = False
    numbered: bool = False
    rules: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[Word, ...]:
        """The verb and its object, where the harmed may be attached to either."""
        return (self.word,) if self.object is None else (self.word, self.object)


@cache
def _triggers() -> dict[str, dict[str, Any]]:
    return {lemma: row for row in table("triggers")["trigger"] for lemma in plain(row["lemmas"]).split()}


@cache
def _light() -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for row in table("triggers")["light"]["row"]:
        for verb in plain(row["verbs"]).split():
            out.setdefault(verb, []).append(row)
    return out


def find_hits(sentence: Sentence) -> list[Hit]:
    """The hits of a sentence in order; "погибли или ранены" is one hit of the killed or injured."""
    hits: list[Hit] = []
    used: set[int] = set()
    for word in sentence.words:
        light = _light_hit(word, sentence)
        if light is not None:
            hits.append(light)
            used |= {w.i for w in light.words}
    for word in sentence.words:
        if word.i not in used:
            hit = _plain_hit(word, sentence)
            if hit is not None:
                hits.append(hit)
    return _joined(sorted(hits, key=lambda h: h.word.i), sentence)


def _participle(word: Word) -> bool:
    return word.feats.get("VerbForm") == "Part" and bool(word.case)


def _plain_hit(word: Word, sentence: Sentence) -> Hit | None:
    short = labels("triggers", "short").get(word.low)
    if short is not None and word.pos == "ADJ":
        return Hit(word, Measure(_triggers()[short]["measure"]), "object")
    row = _triggers().get(word.lemma)
    if row is None:
        return None
    measure, frame = Measure(row["measure"]), row["frame"]
    people_only = bool(row.get("people_only"))
    numbered = bool(row.get("numbered"))
    if numbered and any(
        _triggers().get(w.lemma, row)["frame"] == "people" or w.lemma in {"убить", "ранить"} for w in sentence.words
    ):
        return None  # "потерял 70 человек убитыми": the dead are told apart
    if frame in {"subject", "object"}:
        if word.pos not in {"VERB", "ADJ", "NOUN", "AUX"} or (word.pos == "NOUN" and not word.case):
            return None
        if _participle(word) or word.pos == "NOUN":
            if frame == "object" and word.feats.get("Voice") == "Act":
                return Hit(word, measure, "object", people_only=people_only)
            frame = "people"
    elif frame == "people" and word.pos not in {"NOUN", "ADJ", "VERB", "PROPN"}:
        return None
    if word.lemma in {"пропасть", "исчезнуть", "пропавший"} and not _of_people(word, sentence):
        return None
    if word.lemma == "пасть" and word.pos != "VERB":
        return None
    if frame == "deed" and any(mark in _plain_text(sentence) for mark in _LEGAL):
        return None
    if word.lemma in {"ликвидация", "уничтожение"}:
        people_only = True
    return Hit(word, measure, frame, people_only=people_only, numbered=numbered)


def _plain_text(sentence: Sentence) -> str:
    """The sentence's words in plain form, joined by blanks."""
    return " ".join(w.low for w in sentence.words)


def _of_people(word: Word, sentence: Sentence) -> bool:
    """ "без вести", or a subject that is somebody."""
    after = " ".join(w.low for w in sentence.words[word.i + 1 : word.i + 3])
    if after == "без вести":
        return True
    if word.lemma == "пропавший" or _participle(word):
        return word.plural
    return any(
        c.rel.startswith("nsubj") and (c.feats.get("Animacy") == "Anim" or c.pos == "NUM") for c in word.children
    )


def _light_hit(word: Word, sentence: Sentence) -> Hit | None:
    if word.pos not in {"VERB", "AUX", "ADJ"}:
        return None
    for row in _light().get(word.lemma, ()):
        objects = frozenset(plain(row["objects"]).split())
        found = next((c for c in word.children if c.lemma in objects), None)
        if found is None:
            near = sentence.words[max(0, word.i - _NEAR) : word.i + _NEAR + 1]
            found = next((w for w in near if w.lemma in objects and _nothing_between(word, w, sentence)), None)
        if found is None:
            continue
        if row["measure"] == "detained" and found.prep not in {"в", "во"}:
            continue
        fatal = any(c.lemma == "смертельный" for c in found.children)
        measure = Measure.KILLED if fatal else Measure(row["measure"])
        return Hit(word, measure, f"light.{row['who']}", found)
    return None


def _nothing_between(one: Word, two: Word, sentence: Sentence) -> bool:
    low, high = sorted((one.i, two.i))
    return not any(w.pos == "VERB" or w.low in {",", ";", ".", "—", "-"} for w in sentence.words[low + 1 : high])


def _joined(hits: list[Hit], sentence: Sentence) -> list[Hit]:
    """Two coordinated verbs of death and of injury with nobody between them count the same people."""
    out: list[Hit] = []
    for hit in hits:
        before = out[-1] if out else None
        if before is not None and _either(before, hit, sentence):
            both = Hit(before.word, Measure.KILLED_OR_INJURED, before.frame, before.object)
            both.rules.append("combine.either")
            both.object = hit.word if before.object is None else before.object
            out[-1] = both
            continue
        out.append(hit)
    return out


def _either(one: Hit, two: Hit, sentence: Sentence) -> bool:
    if {one.measure, two.measure} != {Measure.KILLED, Measure.INJURED}:
        return False
    between = sentence.words[max(w.i for w in one.words) + 1 : min(w.i for w in two.words)]
    lows = [w.low for w in between]
    links = {"или", "либо", "и"}
    if not lows or len(lows) > 4 or not set(lows) & links or any(w.pos == "NUM" or w.noun for w in between):
        return False
    if "и" in lows and not (set(lows) & {"или", "либо"}):
        # "погибших и раненых нет" is two statements; "погибли и ранены 30 человек" is one
        if one.frame == "people" or two.frame == "people":
            return False
        return _few_between(lows)
    return set(lows) <= links | {"были", "был", "получили", "ранения", "тяжело"}


def _few_between(lows: list[str]) -> bool:
    return set(lows) <= {"и", "были"}


def unreal(hit: Hit, sentence: Sentence) -> bool:
    """Whether the harm is asked about, conditional, intended or still to come."""
    word = hit.word
    if sentence.words[-1].low == "?" or any(w.low == "?" for w in sentence.words[-3:]):
        return True
    if word.feats.get("Tense") == "Fut" and word.pos == "VERB":
        return True
    if word.feats.get("VerbForm") == "Inf":
        return not (
            word.head is not None and word.head.lemma in {"мочь", "смочь"} and word.head.feats.get("Tense") != "Fut"
        )
    lows = {w.low for w in sentence.words}
    if lows & {"бы", "если"} and hit.frame != "people":
        return True
    return any(c.low in {"чтобы", "дабы"} for c in word.children)
