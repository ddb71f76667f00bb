"""Which of a page's blocks are its article: those the extractor kept, and the sentences among and beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.archive.blocks import Block
from cenotaph.archive.furniture import Furniture, is_furniture_line, opens_furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Choice", "choose"]

_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_SENTENCES = re.compile(r"(?<=[.!?؟。…])[\"'”»)\]]*\s+|\n")
_SENTENCE_END = re.compile(r"[.!?؟。…।:;][\"'”’»)\]]*\s*$")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
# shorter runs of letters turn up in any text: they must be a whole piece of what the extractor kept
_SHORT = 24
_FEWEST_WORDS, _MANY_WORDS = 4, 12
_LINKED = 0.5
# the article's root holds this share of what the extractor kept
_MOST_KEPT = 0.9
# an element with more of the article than this is part of it, whatever it is called
_MUCH = 0.5
# the same for its share of all the page's sentences: the extractor may have taken the wrong column
_SOME = 0.35


@dataclass(frozen=True, slots=True)
class Choice:
    """The article's blocks in the order of the page, and notes on what the extractor had left out."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def _folded(text: str) -> str:
    """Letters and digits only, in lower case: what two renderings of one text have in common."""
    return _NOT_WORD.sub("", text).casefold()


def choose(blocks: list[Block], kept: list[str]) -> Choice:
    """The blocks of the article, given the pieces of text that the extractor ``kept`` ([]: it found none)."""
    matched = _matched(blocks, kept)
    page = _Page(blocks, matched)
    dropped = page.misplaced()
    if dropped:
        page = _Page(blocks, matched - dropped)
    found = page.article()
    chosen = set(found)
    missing = page.among(found) | (dropped - chosen)
    notes = _notes([blocks[n] for n in found if n not in matched], [blocks[n] for n in missing])
    return Choice(tuple(blocks[n] for n in found), notes if kept else ())


def _is_sentence(text: str) -> bool:
    """Whether a block is running text: it ends as sentences do, or is too long for a label."""
    last = text.rsplit("\n", 1)[-1]
    if _SPACELESS.search(text):
        return len(text) >= 2 * _FEWEST_WORDS
    words = len(_WORD.findall(text))
    return words >= _MANY_WORDS or (words >= _FEWEST_WORDS and bool(_SENTENCE_END.search(last)))


def _matched(blocks: list[Block], kept: list[str]) -> set[int]:
    """Indices of the blocks most of whose letters the extractor kept; of repeated ones those among the others."""
    whole = "\n".join(_folded(piece) for piece in kept)
    joined = whole.replace("\n", "")
    pieces = set(whole.split("\n"))
    found = {n for n, block in enumerate(blocks) if _share(block.text, joined, pieces) > 0.5}
    by_text: dict[str, list[int]] = defaultdict(list)
    for n in found:
        by_text[_folded(blocks[n].text)].append(n)
    for text, places in by_text.items():
        if len(places) > 1 and joined.count(text) < len(places):
            # a teaser or a menu repeats a line of the article: it stands among links, the article's own does not
            best = min(places, key=lambda n: (round(blocks[n].links, 1), -_company(blocks, found, n), n))
            found -= {n for n in places if n != best and blocks[n].home is not blocks[best].home}
    return found


def _company(blocks: list[Block], found: set[int], n: int) -> int:
    return sum(m in found for m in range(max(n - 3, 0), min(n + 4, len(blocks)))) - 1


def _share(text: str, joined: str, pieces: set[str]) -> float:
    """The share of a block's letters that is among what the extractor kept, sentence by sentence."""
    total = hits = 0
    for sentence in _SENTENCES.split(text):
        letters = _folded(sentence)
        total += len(letters)
        if (letters in joined) if len(letters) >= _SHORT else (letters in pieces):
            hits += len(letters)
    if hits == total:
        return 1.0 if total else 0.0
    return max(hits / total, float(_folded(text) in (joined if total >= _SHORT else pieces)))


class _Page:
    """A page's blocks with the extractor's choice among them."""

    def __init__(self, blocks: list[Block], kept: set[int]) -> None:
        self.blocks = blocks
        self.kept = kept
        sentences = {n for n, block in enumerate(blocks) if block.links < _LINKED and _is_sentence(block.text)}
        self.of_page = _weights(blocks, sentences)
        self.weight = _weights(blocks, kept) if kept else self.of_page
        self.furniture = Furniture(self.weight)
        self.homes = {blocks[n].home for n in kept}
        self.root = _root(self.weight)
        self.closed = self._closed()
        self.usable = self._usable()

    def article(self) -> list[int]:
        """Indices of the article's blocks, in order."""
        if not self.kept or self._outweighed():
            sentences = {n for n in self.usable if self._is_text(n)}
            return sorted(self.kept | sentences | self._between(self.kept | sentences))
        inner = {n for n in self.usable if self._within(n) and self._is_text(n)}
        beside = self._beside(self.kept | inner)
        found = self.kept | inner | beside
        return sorted(found | self._between(found))

    def misplaced(self) -> set[int]:
        """What the extractor kept although it is furniture: link lists, cookie lines, side columns."""
        return {
            n
            for n in self.kept
            if is_furniture_line(self.blocks[n].text)
            or _is_menu(self.blocks[n])
            or self.furniture.surely(self.blocks[n].home)
            or n in self.closed
        }

    def among(self, found: list[int]) -> set[int]:
        """Blocks of running text that stand among the article's and were left out."""
        inner = set(range(found[0], found[-1])) - set(found) if found else set()
        return {n for n in inner if self.blocks[n].links < _LINKED}

    def _closed(self) -> set[int]:
        """Blocks under a heading that says that the article is over ("Comments", "Latest news"), in its part."""
        closed = set()
        part: HtmlElement | None = None
        # whether sentences that were kept stand before the heading, and the last of them outside its part
        after_article = False
        last_home: HtmlElement | None = None
        for n, block in enumerate(self.blocks):
            if part is not None and not _holds(part, block.home):
                part = None
            if opens_furniture(block.text):
                part = _part(block)
                after_article = last_home is not None and not _holds(part, last_home)
                closed.add(n)
            elif part is not None and n in self.kept and not after_article and self._is_bulk(part):
                part = None
            if part is not None:
                closed.add(n)
            elif n in self.kept and _is_sentence(block.text):
                last_home = block.home
        return closed

    def _is_bulk(self, part: HtmlElement) -> bool:
        return self.weight.get(part, 0.0) > _MUCH and self.of_page.get(part, 0.0) > _SOME

    def _usable(self) -> set[int]:
        """Blocks that may belong to the article: outside furniture, not mostly links, not a teaser."""
        linked = {block.home.getparent() for block in self.blocks if block.links > 0.8 and block.kind != "list"}
        linked |= {block.home for block in self.blocks if block.links > 0.8 and block.kind == "p"}
        return {
            n
            for n, block in enumerate(self.blocks)
            if n not in self.closed
            and block.links < _LINKED
            and not is_furniture_line(block.text)
            and not (block.home.getparent() in linked and block.home not in self.homes and not self._hosts(block))
            and not self.furniture.holds(block.home)
        }

    def _hosts(self, block: Block) -> bool:
        """Whether the block's surroundings hold much of the article anyway."""
        parent = block.home.getparent()
        return parent is None or self.weight.get(parent, 0.0) > _MUCH

    def _is_text(self, n: int) -> bool:
        block = self.blocks[n]
        if block.kind in ("list", "table"):
            return block.links < 0.3 and (any(c.isdigit() for c in block.text) or _is_sentence(block.text))
        return block.kind != "heading" and (block.kind == "caption" or _is_sentence(block.text))

    def _within(self, n: int) -> bool:
        return self.root is not None and _holds(self.root, self.blocks[n].home)

    def _between(self, found: set[int]) -> set[int]:
        """Headings, lists and short lines that stand between paragraphs of the article, in the same element."""
        if not found:
            return set()
        homes = {self.blocks[n].home for n in found} | {_over(self.blocks[n].home) for n in found}
        first, last = min(found), max(found)
        return {
            n
            for n in self.usable
            if first < n < last and (self.blocks[n].home in homes or _over(self.blocks[n].home) in homes)
        }

    def _beside(self, found: set[int]) -> set[int]:
        """Sentences directly before the first or after the last paragraph, in an element beside the article's."""
        beside = set()
        for start, step in ((min(found), -1), (max(found), 1)):
            n = start + step
            while n in self.usable and self._is_text(n) and self._near(self.blocks[n].home):
                beside.add(n)
                n += step
        return beside

    def _near(self, home: HtmlElement) -> bool:
        """Whether an element stands beside the article's root: not in another column, nor far away."""
        above = self.root
        for _ in range(2):
            above = None if above is None else above.getparent()
            if above is None or above.tag in ("tr", "html"):
                return False
            if _holds(above, home):
                return True
        return False

    def _outweighed(self) -> bool:
        """Whether one element holds more sentences that were left out than were kept: the wrong part was taken."""
        kept = sum(len(self.blocks[n].text) for n in self.kept)
        missing: dict[HtmlElement, int] = defaultdict(int)
        for n in self.usable - self.kept:
            if _is_sentence(self.blocks[n].text) and self.blocks[n].kind != "caption":
                missing[_over(self.blocks[n].home) if self.blocks[n].home.tag == "p" else self.blocks[n].home] += (
                    len(self.blocks[n].text)
                )
        return max(missing.values(), default=0) > kept


def _notes(added: list[Block], dropped: list[Block]) -> tuple[str, ...]:
    """What was added to the extractor's choice, and what sentences of it were left out."""
    notes = []
    captions = sum(block.kind == "caption" for block in added)
    others = [len(block.text) for block in added if block.kind != "caption"]
    sentences = [len(block.text) for block in dropped if _is_sentence(block.text)]
    if captions:
        notes.append(f"captions kept in place: {captions}")
    if others:
        notes.append(
            f"paragraphs kept that the article extractor had left out: {len(others)} ({sum(others)} characters)"
        )
    if sentences:
        notes.append(
            f"left out as furniture of the page: {len(sentences)} paragraphs ({sum(sentences)} characters)"
        )
    return tuple(notes)


def _is_menu(block: Block) -> bool:
    """Whether a block is links that make no sentence, or several lines most of which are links."""
    if block.links > 0.7 and not _SENTENCE_END.search(block.text):
        return True
    return block.links > _LINKED and "\n" in block.text


def _over(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _part(block: Block) -> HtmlElement:
    """The part of the page that a heading heads: what is around it."""
    return (
        _over(block.home)
        if block.kind == "heading" or block.home.tag not in ("div", "td", "section")
        else block.home
    )


def _holds(outer: HtmlElement, inner: HtmlElement | None) -> bool:
    while inner is not None:
        if inner is outer:
            return True
        inner = inner.getparent()
    return False


def _weights(blocks: list[Block], counted: set[int]) -> dict[HtmlElement, float]:
    """Element -> its share of the counted blocks' text (0 to 1)."""
    total = sum(len(blocks[n].text) for n in counted) or 1
    sums: dict[HtmlElement, int] = defaultdict(int)
    for n in counted:
        element: HtmlElement | None = blocks[n].home
        while element is not None:
            sums[element] += len(blocks[n].text)
            element = element.getparent()
    return {element: size / total for element, size in sums.items()}


def _root(weight: dict[HtmlElement, float]) -> HtmlElement | None:
    """The innermost element that holds most of the article."""
    most = [element for element, share in weight.items() if share >= _MOST_KEPT]
    return max(most, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
