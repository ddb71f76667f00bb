"""A paragraph parsed by natasha, as words of our own with offsets in the report.

The parser sees text without stress marks, soft hyphens and zero-width characters; every position that leaves
this module is one of the report's own text.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cenotaph.errors import MissingExtraError
from cenotaph.extract.russian.lexicon import plain

__all__ = ["Clean", "Sentence", "Word", "name_entities", "nominative", "parse", "require"]

_DROPPED = frozenset("\u0300\u0301\u00ad\u200b\u200c\u200d\u2060\ufeff")
_COMPOSED = {("е", "\u0308"): "ё", ("Е", "\u0308"): "Ё", ("и", "\u0306"): "й", ("И", "\u0306"): "Й"}
_DEEP = 200  # steps up a tree before it is taken for a loop


@dataclass(frozen=True, slots=True)
class Clean:
    """Text without marks that split words; ``origin[i]`` is where its character i stands in the report."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Clean:
        """The clean form of ``text[start:end]``; every blank becomes a plain one."""
        kept: list[str] = []
        origin: list[int] = []
        for at in range(start, end):
            char = text[at]
            if kept and (kept[-1], char) in _COMPOSED:
                kept[-1] = _COMPOSED[kept[-1], char]
            elif char not in _DROPPED:
                kept.append(" " if char.isspace() else char)
                origin.append(at)
        return cls("".join(kept), (*origin, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the report that the clean characters ``start:end`` come from."""
        if end <= start:
            return self.origin[start], self.origin[start]
        # marks that follow the last character belong to its word
        return self.origin[start], self.origin[end] if self._marks(end) else self.origin[end - 1] + 1

    def _marks(self, end: int) -> bool:
        return self.origin[end] > self.origin[end - 1] + 1


@dataclass(slots=True, eq=False)
class Word:
    """One token: ``start`` and ``end`` are offsets in the clean text, ``low`` and ``lemma`` are plain."""

    i: int
    text: str
    low: str
    start: int
    end: int
    pos: str
    rel: str
    feats: dict[str, str]
    lemma: str
    head: Word | None = None
    children: list[Word] = field(default_factory=list)
    entity: str = ""

    @property
    def case(self) -> str:
        """Grammatical case (Nom, Gen, ...), empty where there is none."""
        return self.feats.get("Case", "")

    @property
    def plural(self) -> bool:
        """Whether the form is a plural."""
        return self.feats.get("Number") == "Plur"

    @property
    def noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.pos in {"NOUN", "PROPN"}

    @property
    def prep(self) -> str:
        """The preposition that governs the word, plain, or an empty string."""
        return " ".join(c.low for c in self.children if c.rel == "case")

    @property
    def negated(self) -> bool:
        """Whether "не" stands at the word."""
        return any(c.low in {"не", "ни"} and c.i < self.i for c in self.children)

    def above(self) -> Iterator[Word]:
        """The word's governors, nearest first."""
        node = self.head
        for _ in range(_DEEP):
            if node is None:
                return
            yield node
            node = node.head


@dataclass(slots=True, eq=False)
class Sentence:
    """The words of one sentence, and its span in the clean text."""

    words: list[Word]
    start: int
    end: int
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def at(self, offset: int) -> Word | None:
        """The word that covers or follows ``offset``."""
        return next((w for w in self.words if w.end > offset), None)

    def within(self, start: int, end: int) -> list[Word]:
        """The words that lie in ``start:end``."""
        return [w for w in self.words if w.start >= start and w.end <= end]


def require() -> None:
    """Raise MissingExtraError when natasha is not installed."""
    _tools()


@cache
def _tools() -> dict[str, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its morphology still imports pkg_resources
            import natasha

            embedding = natasha.NewsEmbedding()
            return {
                "doc": natasha.Doc,
                "segmenter": natasha.Segmenter(),
                "morph": natasha.NewsMorphTagger(embedding),
                "syntax": natasha.NewsSyntaxParser(embedding),
                "ner": natasha.NewsNERTagger(embedding),
                "vocab": natasha.MorphVocab(),
            }
    except ImportError as error:
        raise MissingExtraError(
            "reading Russian needs the optional parser", hint="pip install 'cenotaph[russian]'"
        ) from error


def parse(text: str) -> tuple[list[Sentence], Any]:
    """The sentences of a clean text, and the parser's document for ``name_entities``."""
    tools = _tools()
    doc = tools["doc"](text)
    doc.segment(tools["segmenter"])
    doc.tag_morph(tools["morph"])
    doc.parse_syntax(tools["syntax"])
    return [_sentence(sent, tools["vocab"]) for sent in doc.sents if sent.tokens], doc


def name_entities(sentences: list[Sentence], doc: Any) -> None:
    """Mark names of persons (PER), places (LOC) and organisations (ORG) in ``sentences``."""
    doc.tag_ner(_tools()["ner"])
    for span in doc.spans:
        for sentence in sentences:
            if sentence.start <= span.start < sentence.end:
                sentence.entities.append((span.start, span.stop, span.type))
                for word in sentence.within(span.start, span.stop):
                    word.entity = span.type


def _sentence(sent: Any, vocab: Any) -> Sentence:
    words: list[Word] = []
    by_id: dict[str, Word] = {}
    for i, token in enumerate(sent.tokens):
        feats = token.feats or {}
        lemma = plain(vocab.lemmatize(token.text, token.pos, feats))
        word = Word(
            i, token.text, plain(token.text), token.start, token.stop, token.pos, token.rel or "", feats, lemma
        )
        words.append(word)
        by_id[token.id] = word
    for word, token in zip(words, sent.tokens, strict=True):
        head = by_id.get(token.head_id)
        if head is not None and head is not word:
            word.head = head
            head.children.append(word)
    return Sentence(words, sent.start, sent.stop)


def nominative(word: Word) -> str:
    """The word's form in the nominative of its own number, capitals as written."""
    if word.case in {"", "Nom"} or word.pos not in {"NOUN", "PROPN", "ADJ", "VERB", "NUM", "DET"}:
        return word.text
    return _nominative(word.text, word.pos, word.case, word.feats.get("Number", ""), word.feats.get("Gender", ""))


@cache
def _nominative(text: str, pos: str, case: str, number: str, gender: str) -> str:
    forms = _tools()["vocab"](text.lower())
    same = {"PROPN": "NOUN"}.get(pos, pos)
    fits = [
        f
        for f in forms
        if f.pos == same and f.feats.get("Case") == case and f.feats.get("Number", number) == number
    ]
    exact = [f for f in fits if f.feats.get("Gender") == gender]
    for form in exact or fits:
        found = form.inflect({"Nom", "Sing" if number == "Sing" else "Plur"} if number else {"Nom"})
        if found is not None:
            return _shaped(str(found.word), text)
    return text


def _shaped(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    parts, models = word.split("-"), like.split("-")
    if len(parts) == len(models):
        return "-".join(p.capitalize() if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))
    return word.capitalize() if like[:1].isupper() else word
