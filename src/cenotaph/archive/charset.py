"""Which characters the bytes stand for: BOM, UTF-8, a declaration that holds, or the most plausible code page."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cenotaph.archive.plausible import PLAUSIBLE, any_page, best_page, page_for, score_page
from cenotaph.errors import UsageError

__all__ = ["Decoded", "declared_charset", "decode", "has_wide_mark"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD = 8192
# names that the web uses for a superset (WHATWG Encoding Standard, 4.2)
_SUPERSETS = {
    "iso8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "ascii": "windows-1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Python knows these as text encodings, but no document is written in them
_NOT_FOR_PAGES = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"})
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# a file in UTF-8 that was cut or pasted together still decodes for the most part; a code page does not
_MOSTLY = 0.9
# how much more plausible (natural logarithm a character) another code page must be to overrule a declaration
_OVERRULE = 0.3
_SAMPLE = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoded text, the charset that was used, and notes in words."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def declared_charset(raw: bytes) -> str | None:
    """The charset named by an XML declaration or a ``meta`` element in the first 8 KiB (comments apart)."""
    match = _DECLARED.search(_COMMENT.sub(b"", raw[:_HEAD]))
    return (match[1] or match[2]).decode("ascii", "replace").lower() if match else None


def has_wide_mark(raw: bytes) -> bool:
    """Whether the bytes begin with a UTF-16 or UTF-32 byte-order mark, or alternate with NULs as UTF-16 does."""
    return raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or bool(_bare_utf16(raw))


def decode(raw: bytes, *, forced: str | None = None, declared: str | None = None) -> Decoded:
    """Decode ``raw``; never fails on bytes. ``forced`` is obeyed, ``declared`` only where it makes sense.

    Raises UsageError when ``forced`` is not the name of a charset.
    """
    if forced:
        return _forced(raw, forced)
    found = _marked(raw) or _utf8(raw) or _code_page(raw, declared)
    if not declared or "\ufffd" in found.text:
        return found
    name = _canonical(declared)
    if name is None:
        return _noting(found, f"declared charset {declared!r} is unknown; read as {found.charset}")
    if (
        name != found.charset
        and not raw.isascii()
        and not (name.startswith("utf-16") and found.charset == "utf-16")
    ):
        return _noting(found, f"declared as {declared}, but reads as {found.charset}")
    return found


def _noting(found: Decoded, note: str) -> Decoded:
    return Decoded(found.text, found.charset, (*found.notes, note))


def _canonical(name: str) -> str | None:
    """Our name for a charset label, None if Python has no such text codec."""
    try:
        info = codecs.lookup(name)
        b" ".decode(name, "replace")  # refuses codecs that do not make text, such as base64
    except (LookupError, ValueError, UnicodeError):
        return None
    if info.name.replace("_", "-") in _NOT_FOR_PAGES:
        return None
    known = _SUPERSETS.get(info.name, info.name)
    page = page_for(known)
    return page.name if page else known


def _codec(name: str) -> str:
    page = page_for(name)
    return page.codec if page else name


def _forced(raw: bytes, name: str) -> Decoded:
    canonical = _canonical(name)
    if canonical is None:
        raise UsageError(f"charset {name!r} is unknown", hint="for example utf-8, windows-1251, iso-8859-6")
    return Decoded(raw.decode(_codec(canonical), errors="replace"), canonical)


def _bare_utf16(raw: bytes) -> str | None:
    """The UTF-16 byte order if nearly every second byte of the start is NUL, as in unmarked Latin text."""
    head = raw[: 2048 - len(raw) % 2]
    half = len(head) // 2
    if half < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _marked(raw: bytes) -> Decoded | None:
    for mark, codec, name in _BOMS:
        if raw.startswith(mark) and (name != "utf-32" or len(raw) % 4 == 0):
            return Decoded(raw.decode(codec, errors="replace"), name)
    bare = _bare_utf16(raw)
    return Decoded(raw.decode(bare, errors="replace"), "utf-16") if bare else None


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    sample = raw[: 1 << 20]
    runs = _HIGH_RUN.findall(sample)
    high = sum(map(len, runs))
    good = sum(len(run.decode("utf-8", "ignore").encode()) for run in runs)
    # a single broken sequence in a short text is still the better reading if anything valid is left
    if good and good >= min(_MOSTLY * high, high - 3) and good > high / 2:
        text = raw.decode("utf-8", errors="replace")
        return Decoded(text, "utf-8", (f"{text.count(chr(0xFFFD))} broken UTF-8 sequences",))
    return None


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(_codec(name))
    except (UnicodeError, ValueError):
        return None


def _code_page(raw: bytes, declared: str | None) -> Decoded:
    """Not UTF-8: the declared charset unless another code page gives clearly more plausible words."""
    best, best_score = best_page(raw)
    name = _canonical(declared) if declared else None
    if name and not name.startswith("utf") and (text := _strictly(raw, name)) is not None:
        page = page_for(name)
        # a charset outside our table (Chinese, Thai) may have no letters of ours: only real words overrule it
        mine = score_page(raw, page) if page else max(score_page(raw, any_page(name)), PLAUSIBLE + _OVERRULE)
        if best is None or best_score <= mine + _OVERRULE:
            return Decoded(text, name)
    if best is not None and best_score > PLAUSIBLE:
        return Decoded(raw.decode(best.codec, errors="replace"), best.name)
    return _guessed(raw)


def _guessed(raw: bytes) -> Decoded:
    """No code page of the table gives words: ask charset-normalizer, or fall back to Latin-1 and say so."""
    from charset_normalizer import from_bytes

    match = from_bytes(raw[:_SAMPLE]).best()
    if match is not None and (text := _strictly(raw, match.encoding)) is not None:
        name = _canonical(match.encoding) or match.encoding
        return Decoded(text, name, (f"no charset fits well; read as {name}",))
    return Decoded(raw.decode("cp1252", "replace"), "windows-1252", ("no charset fits; read as windows-1252",))
