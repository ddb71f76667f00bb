"""Bytes to Report: plain text, refusals, limits, and what holds for any bytes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import zlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.archive import Meta, archive, bounded, read
from cenotaph.archive.clean import clean
from cenotaph.archive.strip import strip_tags
from cenotaph.errors import CenotaphError, NotTextError, ReadError, TooLargeError, UsageError
from cenotaph.model import Anchor, Report

TEXT = "Ten people were killed, the governor said."


def test_plain_text_is_kept_as_it_is() -> None:
    report = archive(b"Ten killed in town\r\n\r\nTen people were killed,\r\nthe governor said. cafe\xcc\x81\r\n")
    assert report.text == "Ten killed in town\n\nTen people were killed,\nthe governor said. cafe\u0301"
    assert (report.title, report.media_type, report.charset) == ("Ten killed in town", "text/plain", "utf-8")
    assert report.size_bytes == 74
    assert report.notes == ()


def test_options_are_recorded() -> None:
    at = datetime(2024, 5, 1, tzinfo=UTC)
    report = archive(TEXT.encode(), publisher="Echo", published="2018-02-20", url="u", title="T", retrieved_at=at)
    assert (report.publisher, report.published, report.url) == ("Echo", date(2018, 2, 20), "u")
    assert (report.title, report.retrieved_at, report.tool) == ("T", at, "archive@2")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        archive(TEXT.encode(), published="02/03/2018")


def test_controls_and_invisible_marks_go_and_are_noted() -> None:
    report = archive("\ufeffTen peo\u00adple were\x00 killed,\u200b the \u200fgovernor said.\x0cPage two.".encode())
    assert report.text == "Ten people were killed, the \u200fgovernor said.\n\nPage two."
    assert len(report.notes) == 2
    assert archive("សាលា\u200bរៀន".encode()).text == "សាលា\u200bរៀន"


def test_lines_that_are_paragraphs_are_spaced() -> None:
    long = "Ten people were killed when a shell hit the market on Tuesday, the governor said. " * 3
    report = archive(f"Ten killed\n{long}\nThe army denied it.".encode())
    assert report.text.split("\n\n") == ["Ten killed", long, "The army denied it."]
    assert report.notes


def test_markdown_is_text_and_its_heading_a_title() -> None:
    report = archive(f"# Ten killed\n\n{TEXT}".encode(), name="a.md")
    assert (report.title, report.media_type) == ("Ten killed", "text/markdown")
    assert report.text.startswith("# Ten killed\n")


def test_html_without_a_tag_is_text() -> None:
    assert archive(TEXT.encode(), name="a.html").media_type == "text/plain"
    assert archive(f"<html><p>{TEXT}</html>".encode(), name="a.txt").text == TEXT


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1 Ten}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"GIF89a", "GIF"),
        (bytes(range(256)) * 8, "binary"),
        (zlib.compress(b"casualties" * 500) * 20, "binary"),
    ],
)
def test_binary_is_refused_by_name(raw: bytes, words: str) -> None:
    with pytest.raises(NotTextError, match=words) as caught:
        archive(raw)
    assert "plain text, Markdown and HTML" in caught.value.hint


def test_a_declared_type_that_is_not_read() -> None:
    with pytest.raises(NotTextError, match="application/msword"):
        archive(TEXT.encode(), media_type="application/msword")


@pytest.mark.parametrize("raw", [b"", b" \n\t "])
def test_empty(raw: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.txt is empty") as caught:
        archive(raw, name="a.txt")
    assert caught.value.hint


def test_over_the_limit() -> None:
    with pytest.raises(TooLargeError):
        read(b"x" * (1 << 20) + b"x", max_bytes=1 << 20)


def test_entities_are_never_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    report = archive(f"{bomb}<html><body><p>{TEXT} &c; &f;</p></body></html>".encode())
    assert "aaaaaaaaaaaaaaaaaaaa" not in report.text
    assert TEXT in report.text


def test_nested_tags_and_hopeless_markup_still_give_the_text() -> None:
    for markup in (
        "<div>" * 100_000 + TEXT,
        f"<html><p>{TEXT}" + "<" * 50_000,
        f"<html><p>{TEXT}<!-- " + "<!--" * 50_000,
        f"<html><p>{TEXT}" + "<script>" * 50_000,
        f"<html><p>{TEXT}" + "&" * 100_000,
        f"<html><article><p>{TEXT}</p>" + "<time datetime='2018-02-20'>x</time>" * 5_000,
        f"<html><p>{TEXT}</p>" + "<h1>Ten dead</h1>" * 5_000,
    ):
        start = time.monotonic()
        assert TEXT in archive(f"<html>{markup}".encode()).text
        assert time.monotonic() - start < 10


def test_a_large_page_is_read_in_a_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    head = '<html><head><meta name="date" content="2018-02-20"></head>'
    page = f"{head}<body><article><p>{TEXT * 9}</p></article></body></html>"
    here = archive(page.encode())
    monkeypatch.setattr(bounded, "CHILD_FROM", 100)
    assert archive(page.encode()) == here


def test_a_page_that_takes_too_long_is_stripped_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "CHILD_FROM", 100)
    monkeypatch.setattr(bounded, "SECONDS", 0.01)
    report = archive(f'<html><head><meta name="date" content="2018-02-20"></head><p>{TEXT}<p>More.</html>'.encode())
    assert report.text == f"{TEXT}\n\nMore."
    assert report.published == date(2018, 2, 20)
    assert any("took over" in note for note in report.notes)


def test_a_child_out_of_memory_costs_the_layout_not_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "CHILD_FROM", 100)
    monkeypatch.setattr(bounded, "MEMORY", 1 << 24)
    report = archive(f"<html><body><p>{TEXT}</p><script>var a = '{'x' * 200}'</script></body></html>".encode())
    assert report.text == TEXT
    assert any("limits of memory and time" in note for note in report.notes)


def test_many_tags_are_read_in_a_child_process_and_more_are_only_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><body><p>{TEXT}</p>{'<br>' * 200}</body></html>"
    monkeypatch.setattr(bounded, "SECONDS", 0.01)
    assert not any("took over" in note for note in archive(page.encode()).notes)
    monkeypatch.setattr(bounded, "CHILD_FROM_TAGS", 100)
    assert any("took over" in note for note in archive(page.encode()).notes)
    monkeypatch.setattr(bounded, "HOPELESS_FROM_TAGS", 150)
    report = archive(page.encode())
    assert report.text == TEXT
    assert any("too large" in note for note in report.notes)


def test_text_nested_deeper_than_the_parser_goes_is_not_lost() -> None:
    report = archive(f"<html><body><p>Before.</p>{'<div>' * 300}{TEXT}</body></html>".encode())
    assert report.text == f"Before.\n\n{TEXT}"
    assert report.notes


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX timers")
def test_an_interruption_kills_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **options: object) -> None:
            # stands for a child that is busy for a long time
            super().__init__([sys.executable, "-c", "import time; time.sleep(60)"], **options)  # type: ignore[arg-type]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    monkeypatch.setattr(bounded, "CHILD_FROM", 10)
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            archive(f"<html><p>{TEXT}</p></html>".encode())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert started[0].wait(5) == -signal.SIGKILL


@pytest.mark.slow
def test_twenty_megabytes_end() -> None:
    start = time.monotonic()
    report = archive(b"<html><body><p>" + f"{TEXT} ".encode() * 480_000 + b"</p></body></html>")
    assert time.monotonic() - start < 30
    assert report.text.startswith(TEXT)
    assert any("too large" in note for note in report.notes)


def test_stripping() -> None:
    markup = "<head><title>T</title></head><p>a <b>b</b>&amp;c<br>d</p><ul><li>e<li>f</ul>"
    markup += "g<script>h</script> 1 < 2 <nav>i</nav>"
    assert strip_tags(markup) == "a b&c\nd\n\ne\nf\n\ng 1 < 2"
    assert strip_tags("<nav>never closed <p>but kept") == "never closed\n\nbut kept"


PIECES = ["<p>", "</p>", "<br>", "<div", ">", "<table><tr><td>", "</table>", "<li>", "<h1>", "</h1>", "<a", "<meta"]
PIECES += [
    "&amp;",
    "&#xD800;",
    "&#0;",
    "&nbsp;",
    "<!--",
    "-->",
    "<script>",
    "<title>",
    "</title>",
    "<pre>",
    "</pre>",
]
PIECES += ["\ufdd0", "\x00", "\u2028", "\r", "عشرة", "<time>", "|", "<blockquote>", TEXT, TEXT * 4]
HTML_PIECES = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def outcome(raw: bytes, meta: Meta | None) -> Report | CenotaphError:
    try:
        return read(raw, meta)
    except CenotaphError as error:
        return error


def holds(raw: bytes, meta: Meta | None = None) -> None:
    """Either an error of the tree with a hint, or a report that keeps its promises."""
    report = outcome(raw, meta)
    if isinstance(report, CenotaphError):
        assert report.hint
        return
    assert report == read(raw, meta)
    assert report.text == clean(report.text)[0]
    assert not set(report.text) & set("\r\x00\ufeff\ufdd0")
    report.text.encode("utf-8")
    for start in range(0, len(report.text), 7):
        report.check(Anchor.of(report.text, start, min(start + 5, len(report.text))))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    holds(raw)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1251", "cp1256", "iso8859_6"]))
def test_any_text(text: str, codec: str) -> None:
    holds(text.encode(codec, "replace"))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(HTML_PIECES)
def test_any_page(markup: str) -> None:
    holds(markup.encode("utf-8", "replace"), Meta(media_type="text/html"))
