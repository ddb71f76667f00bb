"""Who has been heard up to a sentence, so that "the ministry" and "he" find their actor as the rules find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hearing import Hearing
from cenotaph.extract.llm.pages import Page, Pages
from cenotaph.extract.segments import has_cue

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Listening"]


class Listening:
    """Goes through a report once, in order; paragraphs far from any casualty word are passed over."""

    def __init__(self, hearing: Hearing, pages: Pages) -> None:
        self._hearing = hearing
        self._pages = pages.all
        cues = [has_cue(page.piece.text) for page in self._pages]
        self._wanted = [cue or after for cue, after in zip(cues, [*cues[1:], False], strict=True)]
        self._page = self._token = 0

    def listen(self, page: Page, token: Token) -> None:
        """Hear every sentence before the one of ``token``; calls come in the order of the text."""
        while self._page < page.number:
            if self._wanted[self._page]:
                self._hear(self._pages[self._page], len(self._pages[self._page].doc))
            self._page, self._token = self._page + 1, 0
        self._hear(page, token.sent.start)

    def _hear(self, page: Page, end: int) -> None:
        if self._token == 0:
            self._hearing.kin.learn(page.doc)
        for sentence in page.doc.sents:
            if self._token <= sentence.start < end:
                self._hearing.listen(sentence, page.piece.start)
        self._token = max(self._token, end)
