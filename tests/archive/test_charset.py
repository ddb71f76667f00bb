"""Charsets: every paragraph, encoded every way, declared rightly, wrongly and not at all."""

from __future__ import annotations

import codecs
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.archive import archive
from cenotaph.archive.charset import declared_charset, decode
from cenotaph.errors import UsageError

PARAGRAPHS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("paragraphs.toml").read_text(encoding="utf-8")
)["paragraph"]
CODECS = {"windows-1251": "cp1251", "windows-1252": "cp1252", "windows-1255": "cp1255", "windows-1256": "cp1256"}
CASES = [
    pytest.param(p["text"], charset, id=f"{p['language']}{number}-{charset}")
    for number, p in enumerate(PARAGRAPHS)
    for charset in p["charsets"]
]


def encodable(text: str, charset: str) -> tuple[str, bytes]:
    codec = CODECS.get(charset, charset)
    raw = text.encode(codec, "ignore")
    return raw.decode(codec), raw


@pytest.mark.parametrize(("text", "charset"), CASES)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "windows-1256", "koi8-r"])
@pytest.mark.parametrize("length", [60, 10_000])
def test_the_right_characters_whatever_is_declared(
    text: str, charset: str, declared: str | None, length: int
) -> None:
    text, raw = encodable(text[:length], charset)
    found = decode(raw, declared=declared)
    assert found.text.removeprefix("\ufeff") == text


@pytest.mark.parametrize(("text", "charset"), CASES)
def test_capitals_are_read_too(text: str, charset: str) -> None:
    text, raw = encodable(text.upper(), charset)
    assert decode(raw).text.removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (
            "Zginęło co najmniej dziewięć osób, w tym żołnierze, podała w środę straż pożarna",
            "cp1250",
            "windows-1250",
        ),
        (
            "Zginęło co najmniej dziewięć osób, w tym żołnierze, podała w środę straż pożarna",
            "iso8859_2",
            "iso-8859-2",
        ),
        (
            "Saldırıda en az yedi kişi öldü, çok sayıda yaralı var, dedi yerel bir görevli",
            "iso8859_9",
            "iso-8859-9",
        ),
        ("Τουλάχιστον έξι άνθρωποι σκοτώθηκαν, είπε ο δήμαρχος της πόλης", "iso8859_7", "iso-8859-7"),
        ("据当地医院称，至少七人在袭击中丧生，另有二十人受伤。", "gb18030", "gb2312"),
        ("爆発で少なくとも五人が死亡し、十人がけがをしたと警察が発表した。", "shift_jis", "shift_jis"),
    ],
)
def test_a_true_declaration_outside_the_table_is_believed(text: str, codec: str, declared: str) -> None:
    found = decode(text.encode(codec), declared=declared)
    assert found.text == text
    assert found.notes == ()


def test_what_was_used_and_that_the_declaration_was_wrong() -> None:
    body = PARAGRAPHS[0]["text"].encode("cp1251")
    report = archive(b'<html><head><meta charset="utf-8"></head><body><p>' + body + b"</p></body></html>")
    assert report.charset == "windows-1251"
    assert "declared as utf-8, but reads as windows-1251" in report.notes
    assert report.text == PARAGRAPHS[0]["text"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">', "iso-8859-6"),
        (b"<?xml version='1.0' encoding='windows-1256'?>", "windows-1256"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=utf-8>", "utf-8"),
        (b"<p>no word of it</p>", None),
        (b"The word charset=utf-8 in a text", None),
    ],
)
def test_declared(head: bytes, expected: str | None) -> None:
    assert declared_charset(head) == expected


def test_byte_order_marks() -> None:
    for mark, codec, name in [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    ]:
        report = archive(mark + "Десять погибших, сказал врач.".encode(codec))
        assert (report.text, report.charset) == ("Десять погибших, сказал врач.", name)
    assert archive("Ten people were killed.".encode("utf-16-le")).text == "Ten people were killed."


def test_a_cut_utf8_file_stays_utf8() -> None:
    found = decode(PARAGRAPHS[3]["text"].encode()[:-1] + b"\xd9")
    assert found.charset == "utf-8"
    assert found.text.startswith(PARAGRAPHS[3]["text"][:-1])
    assert found.notes


def test_a_forced_charset_is_obeyed_and_must_exist() -> None:
    assert decode("шесть".encode("koi8-r"), forced="koi8-r").text == "шесть"
    assert decode("шесть".encode("koi8-r"), forced="windows-1251").text == "ЫЕУФШ"
    for wrong in ("klingon-8", "base64", "rot13", "unicode_escape"):
        with pytest.raises(UsageError, match="charset"):
            decode(b"x", forced=wrong)


def test_an_unknown_declaration_is_noted() -> None:
    assert "unknown" in decode(b"Ten died.", declared="x-user-defined").notes[0]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1251", "utf-16", "idna", "zip", "gb2312"]))
def test_decoding_never_fails_and_is_deterministic(raw: bytes, declared: str | None) -> None:
    found = decode(raw, declared=declared)
    assert found == decode(raw, declared=declared)
    codecs.lookup(found.charset)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_utf8_is_read_back_as_written(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    if "\x00" not in text:
        assert decode(raw).text == raw.decode().removeprefix("\ufeff")
