"""Where words stand in a report, letter by letter; blanks, quotation marks and dashes may differ in form."""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["Verbatim"]

_MARKS = str.maketrans(dict.fromkeys("‘’‛", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_SILENT = "\u00ad\u200b\u2060\ufeff"


class Verbatim:
    """One text to look words up in; every span found is in the offsets of the text as given."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain, self._offsets = _plain(text)

    def find(self, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Every place in ``text[start:end]`` where ``words`` stand as whole words, first to last.

        Exact matches alone when there are any; otherwise those that differ in blanks (a line break for a
        space), in the form of quotation marks and dashes, or in soft hyphens.
        """
        end = len(self.text) if end is None else end
        wanted = words.strip()
        if not wanted:
            return []
        exact = [span for span in _places(self.text, wanted, start, end) if _whole(self.text, span)]
        if exact:
            return exact
        wanted = _plain(wanted)[0].strip()
        if not wanted:
            return []
        low, high = bisect_left(self._offsets, start), bisect_left(self._offsets, end)
        spans = [
            (self._offsets[left], self._offsets[right - 1] + 1)
            for left, right in _places(self._plain, wanted, low, high)
        ]
        return [span for span in spans if _whole(self.text, span)]


def _plain(text: str) -> tuple[str, list[int]]:
    """``text`` with plain marks and single blanks, and for each of its characters the offset in ``text``."""
    out: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        if letter in _SILENT:
            continue
        if letter.isspace():
            if out and out[-1] == " ":
                continue
            letter = " "
        out.append(letter)
        offsets.append(offset)
    return "".join(out).translate(_MARKS), offsets


def _places(text: str, words: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = text.find(words, start, end)
    while at >= 0:
        out.append((at, at + len(words)))
        at = text.find(words, at + 1, end)
    return out


def _whole(text: str, span: tuple[int, int]) -> bool:
    """Whether no word is cut at either end ("5" does not stand in "15")."""
    start, end = span
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    closes = end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
    return opens and closes
