"""Quotations split by their own reporting clause: parsed as if it stood behind them.

'"Forty people," said the mayor, "have died."' gives the parser half a sentence on either side of the mayor, and
the subject is lost. So its tokens are parsed in the order of '"Forty people have died," said the mayor.', and what
the parser found is put back on the tokens where they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.phrases import text_of
from cenotaph.extract.telling import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["joined_order", "put_back", "reordered"]

_CLOSES = {",", "?", "!", "-"}
_WORDS = (2, 22)  # of the reporting clause
_SPLIT = re.compile(r"[,?!-]\" [^\"]{5,160}[,;:-] \"")  # asked first, as it is quicker

_NUMBERS = (
    r"(?:\d[\d,.]*|(?:a\s+)?(?:dozens?|scores|hundreds?|thousands?|several|few)|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|\w+teen|\w+ty(?:-\w+)?|eleven|twelve)"
)
_QUOTED_NUMBER = re.compile(
    rf"(?<=\bthat )\"(?:(?:at|least|most|about|some|around|nearly|"
    rf"almost|over|more|fewer|less|than|up|to|between|perhaps|no|only|roughly|as|many|well)\s+)*"
    rf"{_NUMBERS}(?:\s+(?:and|or|to)\s+{_NUMBERS})?\"(?=\s+(?:people|men|women|children|[a-z]{{3,}}[^s\W]s)\b)"
)


def joined_order(doc: Doc) -> list[int] | None:
    """The tokens of ``doc`` with its first reporting clause inside a quotation moved behind the sentence's words;
    None where no quotation is split so. The mark that reopens it is left out, and mostly the comma before it."""
    text = text_of(doc)
    if _SPLIT.search(text) is None:
        return _went_on(doc) if " went on, " in text else _plain_number(doc)
    marks = [t.i for t in doc if t.text == '"']
    for shut, opened in zip(marks[1::2], marks[2::2], strict=False):
        low, high = shut + 1, opened - 1  # the reporting clause, and the comma that ends it
        if doc[shut - 1].text not in _CLOSES or doc[high].text not in {",", "-"}:
            continue
        said = doc[low:high]
        if not _WORDS[0] <= len(said) <= _WORDS[1] or not _reports(said):
            continue
        end = _end(doc, opened + 1)
        within = next((i for i in range(opened + 1, end) if doc[i].text == '"'), end)
        end = within - 1 if within > opened + 1 and doc[within - 1].text in _CLOSES else within
        opening, first = doc[marks[0] + 1].lower_, doc[opened + 1].lower_
        apart = opening in words("sentences", "split", "leads") or first in words("sentences", "split", "joins")
        comma = [high] if apart else []  # "Of the dead, seven were children"
        order = [*range(shut - 1), *comma, *range(opened + 1, end), shut - 1, shut, *range(low, high)]
        return [*order, *range(end, len(doc))]
    return None


def _went_on(doc: Doc) -> list[int] | None:
    """ "Five suspects, *he went on*, were held": the same without quotation marks."""
    for on in doc[3:-1]:
        shut = on.i - 3
        if on.lower_ != "on" or on.nbor(-1).lower_ != "went" or doc[shut].text != "," or on.nbor().text != ",":
            continue
        end = _end(doc, on.i + 2)
        return [*range(shut), *range(on.i + 2, end), shut, *range(shut + 1, on.i + 1), *range(end, len(doc))]
    return None


def _plain_number(doc: Doc) -> list[int] | None:
    """'said that *"at least 40"* people had died': without the marks around a number and its hedge."""
    marks = {at for match in _QUOTED_NUMBER.finditer(text_of(doc)) for at in (match.start(), match.end() - 1)}
    return [t.i for t in doc if t.idx not in marks] if marks else None


def _end(doc: Doc, start: int) -> int:
    return next((i for i in range(start, len(doc)) if doc[i].text in {".", "!", "?", ";"}), len(doc))


def _reports(said: Span) -> bool:
    """Whether somebody says something in these words, or "*went on*"."""
    return any(t.lower_ in reporting_verbs() or (t.lower_ == "went" and t.nbor().lower_ == "on") for t in said)


def reordered(doc: Doc, order: list[int]) -> Doc:
    """The words of ``doc`` in ``order``."""
    from spacy.tokens import Doc

    return Doc(doc.vocab, words=[doc[i].text for i in order])


def put_back(parsed: Doc, doc: Doc, order: list[int]) -> Doc:
    """``doc`` with the tags, heads and labels of ``parsed``, whose tokens are those of ``doc`` in ``order``; what
    is left out hangs on the first sentence's root."""
    from spacy.tokens import Doc

    at = {old: new for new, old in enumerate(order)}
    root = order[next(parsed.sents).root.i]
    heads, deps, tags = [root] * len(doc), ["punct"] * len(doc), [","] * len(doc)
    for old, new in at.items():
        heads[old], deps[old], tags[old] = order[parsed[new].head.i], parsed[new].dep_, parsed[new].tag_
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        heads=heads,
        deps=deps,
        tags=tags,
    )
