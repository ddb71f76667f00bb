"""What a trigger counts: the record that the counting rules fill, made from phrases, nouns and names."""

from __future__ import annotations

from dataclasses import dataclass, field

from cenotaph.extract.numbers import profile_count
from cenotaph.extract.russian.hits import Hit
from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.parse import Sentence, Word
from cenotaph.extract.russian.phrases import Phrase, is_person, noun_phrase
from cenotaph.model import Count, Hedge, Stance

__all__ = ["Counted", "Desk", "of_noun", "of_phrase"]

_PRONOUNS = frozenset(["он", "она", "они"])


@dataclass(slots=True, eq=False)
class Counted:
    """One counted statement of a sentence: ``span`` and ``group`` in clean offsets and words.

    ``count`` None is a refusal or denial without a number; ``names`` are (start, end) of personal names.
    """

    hit: Hit
    count: Count | None
    span: tuple[int, int] | None
    rule: str
    head: Word | None = None
    group: list[Word] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    names: list[tuple[int, int]] = field(default_factory=list)
    stance: Stance | None = None
    refuser: Word | None = None
    part: bool = False


@dataclass(slots=True, eq=False)
class Desk:
    """A sentence with its hits and phrases, and which phrases are already spoken for."""

    sentence: Sentence
    hits: list[Hit]
    phrases: list[Phrase]
    profile: str
    taken: set[int] = field(default_factory=set)

    def free(self) -> list[Phrase]:
        """The phrases that no hit has taken."""
        return [p for p in self.phrases if p.mention.start not in self.taken]

    def take(self, phrase: Phrase) -> Phrase:
        """Mark ``phrase`` as spoken for and return it."""
        self.taken.add(phrase.mention.start)
        return phrase

    def count(self, row: str, text: str) -> Count:
        """The count of a profile's row with its words."""
        return profile_count(row, text, self.profile)

    def between(self, one: int, two: int) -> list[Word]:
        """The words strictly between two word indices, in either order."""
        low, high = sorted((one, two))
        return self.sentence.words[low + 1 : high]


def of_phrase(hit: Hit, phrase: Phrase, desk: Desk) -> Counted:
    """The statement of a counted phrase, which is taken."""
    desk.take(phrase)
    mention = phrase.mention
    rule = "none" if mention.row == "none" else "number"
    if mention.count.hedge == "vague_plural":
        rule = "vague"
    made = Counted(hit, mention.count, (mention.start, mention.end), rule, phrase.noun or phrase.core[-1])
    if phrase.noun is not None:
        made.group = _group(phrase.noun, desk.sentence, after=mention.end)
    if mention.more:
        made.flags.add("additional")
    if phrase.noun is not None and mention.count.best == 1:
        made.names = _names(phrase.noun, desk.sentence)
    return made


def of_noun(hit: Hit, noun: Word, desk: Desk) -> Counted | None:
    """The statement of a noun without a number: a name or a singular is one, a plural is two or more."""
    sentence = desk.sentence
    if noun.lemma in _PRONOUNS or noun.low == "его":
        if noun.low in {"они", "их"}:
            return None
        made = Counted(hit, desk.count("one", noun.text), (noun.start, noun.end), "one", noun)
        made.flags.add("pronoun")
        return made
    if noun.lemma in words("people", "sides"):
        return None
    if noun.pos in {"PRON", "DET", "NUM", "ADV"} or is_person(noun) is not True:
        return None
    group = _group(noun, sentence, after=-1)
    names = _names(noun, sentence)
    members = [noun, *_conjuncts(noun)]
    if len(members) > 1 and all(not m.plural and is_person(m) for m in members):
        return _several(hit, members, desk)
    if names and not noun.plural:
        role = group if noun.entity != "PER" else []
        one = desk.count("one", _text(sentence, names[0]))
        return Counted(hit, one, names[0], "name", noun, role, {"name"}, names)
    span = (group[0].start, noun.end) if group else (noun.start, noun.end)
    many = noun.plural or noun.lemma in words("people", "collective")
    row = "bare_plural" if many else "one"
    return Counted(hit, desk.count(row, _text(sentence, span)), span, "plural" if many else "one", noun, group)


def _several(hit: Hit, members: list[Word], desk: Desk) -> Counted:
    """Singulars and names joined by "и": as many as there are."""
    names = [name for member in members for name in _names(member, desk.sentence)]
    first = (
        names[0][0]
        if names and members[0].entity != "PER" and _names(members[0], desk.sentence)
        else members[0].start
    )
    span = (first, max([members[-1].end, *(end for _, end in names)]))
    number = len(members)
    text = _text(desk.sentence, span)
    count = Count(low=number, best=number, high=number, text=text, hedge=Hedge.EXACT, profile=desk.profile)
    return Counted(hit, count, span, "names" if names else "number", members[0], names=names)


def _conjuncts(noun: Word) -> list[Word]:
    return [
        c
        for c in noun.children
        if c.rel == "conj"
        and c.pos in {"NOUN", "PROPN"}
        and is_person(c)
        and not any(g.pos == "NUM" for g in c.children)
    ]


def _text(sentence: Sentence, span: tuple[int, int]) -> str:
    """The words of a span; single blanks stand for what lies between them."""
    inside = sentence.within(*span)
    out = ""
    for word in inside:
        out += (" " if out and word.start > inside[word.i - inside[0].i - 1].end else "") + word.text
    return out


def _names(noun: Word, sentence: Sentence) -> list[tuple[int, int]]:
    """The personal name that ``noun`` is, or that stands beside it."""
    beside = [noun, *(c for c in noun.children if c.rel in {"appos", "flat:name", "nmod"} and c.i > noun.i)]
    for word in beside:
        if word.entity == "PER":
            for start, end, kind in sentence.entities:
                if kind == "PER" and start <= word.start < end:
                    return [(start, end)]
    return []


def _group(noun: Word, sentence: Sentence, after: int) -> list[Word]:
    """The words that say of whom; none when they are nobody in particular."""
    span = [w for w in noun_phrase(noun, sentence) if w.start >= after]
    while span and (
        span[0].pos == "NUM"
        or (len(span) > 1 and _said_harmed(span[0]))
        or span[0].low in {"еще", "другие", "других", "этот"}
    ):
        span = span[1:]
    if noun.lemma in {"тело", "труп", "останки"}:
        return [
            c
            for c in noun.children
            if c.case == "Gen" and is_person(c) and c.lemma not in words("people", "general")
        ][:1]
    telling = [w for w in span if w.lemma not in words("people", "general") and not _said_harmed(w)]
    return span if telling else []


def _said_harmed(word: Word) -> bool:
    if word.low in {"погибших", "убитых", "раненых", "погибшие", "убитые", "погибшими"}:
        return True
    return word.pos == "VERB" and word.feats.get("VerbForm") == "Part"
