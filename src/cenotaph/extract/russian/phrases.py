"""Counted phrases: a number with the noun that it counts, and whether that noun is people."""

from __future__ import annotations

from dataclasses import dataclass, field

from cenotaph.extract.russian.dates import PeriodMention
from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.numbers import Mention
from cenotaph.extract.russian.parse import Sentence, Word

__all__ = ["Phrase", "is_person", "noun_phrase", "phrases_of"]

_REACH = 6  # words from a number to its noun


@dataclass(slots=True, eq=False)
class Phrase:
    """A mention with its ``noun`` (None: "12 ранены"); ``core`` are the words of number and noun.

    ``people`` is True, False, or None where no noun says.
    """

    mention: Mention
    noun: Word | None
    core: list[Word] = field(default_factory=list)
    people: bool | None = None

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.core[0].i

    @property
    def last(self) -> int:
        """Index of the last word."""
        return max(w.i for w in self.core)

    def governors(self) -> list[Word]:
        """The words outside the phrase that its words depend on."""
        own = {w.i for w in self.core}
        return [w.head for w in self.core if w.head is not None and w.head.i not in own]

    def under(self, word: Word) -> bool:
        """Whether the phrase depends on ``word`` directly."""
        return any(g is word for g in self.governors())


def is_person(word: Word) -> bool | None:
    """Whether a noun is people; None where neither the tagger nor the tables know."""
    if word.lemma in words("people", "persons", "animals"):
        return False
    if (
        word.entity == "PER"
        or word.lemma in words("people", "persons")
        or word.lemma in words("numbers", "not_persons", "people")
    ):
        return True
    if word.lemma in words("people", "general"):
        return True
    if word.pos == "VERB" and word.feats.get("VerbForm") == "Part" and word.case:
        return True
    animacy = word.feats.get("Animacy")
    return None if animacy is None else animacy == "Anim"


def phrases_of(sentence: Sentence, mentions: list[Mention], periods: list[PeriodMention]) -> list[Phrase]:
    """The counted phrases of a sentence in order; dates, times, shares, distances and codes are left out."""
    out = []
    for mention in mentions:
        if not sentence.start <= mention.start < sentence.end:
            continue
        if any(p.start < mention.end and mention.start < p.end for p in periods):
            continue
        phrase = _phrase(sentence, mention)
        if phrase is not None:
            out.append(phrase)
    return out


def _phrase(sentence: Sentence, mention: Mention) -> Phrase | None:
    inside = [w for w in sentence.words if w.end > mention.start and w.start < mention.end]
    if not inside:
        return None
    if _is_code(sentence, inside):
        return None
    turned = next(
        (
            w
            for w in inside
            if w.lemma in words("numbers", "inverted", "nouns") or w.low in words("numbers", "inverted", "nouns")
        ),
        None,
    )
    if turned is not None:
        noun = _after(sentence, inside[-1].i + 1, turned)
        if noun is None or noun.case != "Gen":
            return Phrase(mention, turned, inside, True)
    noun = _after(sentence, inside[-1].i + 1, None)
    if noun is None:
        collective = any(w.low in words("numbers", "people") for w in inside)
        return Phrase(mention, None, inside, True if collective else None)
    if noun.lemma in words("numbers", "not_persons", "units") or noun.low in words(
        "numbers", "not_persons", "units"
    ):
        return None
    core = [*inside, *sentence.words[inside[-1].i + 1 : noun.i + 1]]
    return Phrase(mention, noun, core, is_person(noun))


def _is_code(sentence: Sentence, inside: list[Word]) -> bool:
    before = sentence.words[inside[0].i - 1].low if inside[0].i else ""
    digits = inside[-1].text[:1].isdecimal()
    if _is_age(sentence, inside):
        return True
    if digits and before in words("numbers", "not_persons", "codes"):
        return True
    last = inside[-1].i
    after = [w.low for w in sentence.words[last + 1 : last + 3]]
    if after[:1] and (after[0] in words("numbers", "not_persons", "units") or after[0] in {"%", "$", "€", "₽"}):
        return True
    return digits and after[:1] == [":"] and after[1:2] != [] and after[1][:1].isdecimal()


def _is_age(sentence: Sentence, inside: list[Word]) -> bool:
    """ "ему было 19", "Иван Петров, 34,"."""
    before = sentence.words[max(0, inside[0].i - 3) : inside[0].i]
    if {w.low for w in before} & {"ему", "ей"}:
        return True
    after = sentence.words[inside[-1].i + 1 : inside[-1].i + 2]
    closed = not after or after[0].low in {",", ")", "."}
    return len(before) > 1 and before[-1].low in {",", "("} and before[-2].entity == "PER" and closed


def _after(sentence: Sentence, at: int, default: Word | None) -> Word | None:
    """The noun that a number counts: past adjectives and participles, up to the first noun."""
    described: Word | None = None
    for word in sentence.words[at : at + _REACH]:
        if word.low in {"его", "ее", "их", "наших", "своих"}:
            continue
        if word.noun:
            if word.case in {"Gen", "Acc", "Nom", ""} or described is None or word.case == described.case:
                return word if _fits(word, described) else described or default
            return described or default
        if word.pos in {"ADJ", "DET"} or (word.pos == "VERB" and word.feats.get("VerbForm") == "Part"):
            if not word.case and (word.pos != "ADJ" or word.lemma not in words("people", "general")):
                return described or default  # a short form is the predicate
            if word.low in {"этот", "которых", "других", "другие", "другой", "своих"}:
                continue
            described = word
            continue
        if word.pos == "NUM" or (word.low in {"еще", "других", "и"} and described is not None and word.low == "и"):
            return described or default
        return described or default
    return described or default


def _fits(noun: Word, described: Word | None) -> bool:
    """A noun after a nominal participle may start another phrase ("трое раненых рабочий")."""
    if described is None:
        return noun.case != "Ins" or noun.rel != "obl"
    return not (described.case and noun.case and noun.case != described.case and noun.case != "Gen")


def noun_phrase(noun: Word, sentence: Sentence, *, left: bool = True) -> list[Word]:
    """The words of a noun with its adjectives and the genitives that follow it directly."""
    first = noun.i
    while left and first > 0:
        before = sentence.words[first - 1]
        if (
            before.head is noun
            and before.rel in {"amod", "det"}
            and before.low not in {"его", "ее", "их", "этот", "эти"}
        ):
            first -= 1
        else:
            break
    last = noun.i
    while last + 1 < len(sentence.words):
        after = sentence.words[last + 1]
        chain = {w.i for w in sentence.words[noun.i : last + 1]}
        if (
            after.noun
            and after.case == "Gen"
            and after.head is not None
            and after.head.i in chain
            and after.rel in {"nmod", "appos"}
        ):
            last += 1
        elif (
            after.pos == "ADJ"
            and after.case == "Gen"
            and after.head is not None
            and after.head.i == last + 2
            and _genitive_noun(sentence, last + 2, chain)
        ):
            last += 2
        else:
            break
    return sentence.words[first : last + 1]


def _genitive_noun(sentence: Sentence, at: int, chain: set[int]) -> bool:
    if at >= len(sentence.words):
        return False
    noun = sentence.words[at]
    return noun.noun and noun.case == "Gen" and noun.head is not None and noun.head.i in chain
