"""The rival for speakers: textacy's direct quotations, with where the speaker's words and the quoted words stand."""

from __future__ import annotations

from collections.abc import Callable

from contenders.exchange import Answer, Row, serve
from contenders.spacy_pipeline import load_model

__all__ = ["load"]


def load() -> Callable[[Row], Answer]:
    """A function from a row to ``{"quotes": [{"speaker": [start, end], "content": [start, end]}]}``.

    textacy refuses a text with an odd number of quotation marks, so each paragraph is read by itself and one that is
    refused has no quotes.
    """
    from textacy.extract import direct_quotations

    nlp = load_model()

    def read(row: Row) -> Answer:
        quotes, start = [], 0
        for paragraph in row["text"].split("\n"):
            doc = nlp(paragraph)
            try:
                found = list(direct_quotations(doc))
            except ValueError:  # an unclosed quotation
                found = []
            for one in found:
                last = one.speaker[-1]
                speaker = [start + one.speaker[0].idx, start + last.idx + len(last)]
                quotes.append(
                    {"speaker": speaker, "content": [start + one.content.start_char, start + one.content.end_char]}
                )
            start += len(paragraph) + 1
        return {"quotes": quotes}

    return read


if __name__ == "__main__":
    serve(load)
