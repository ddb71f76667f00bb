"""Files, folders, standard input, and the table that describes them."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from cenotaph.archive import archive, find
from cenotaph.errors import NotFoundError, ReadError, TooLargeError, UsageError
from cenotaph.model import ItemKind

TEXT = "Ten people were killed, the governor said."


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_a_folder_sorted_recursive_without_hidden_files(tmp_path: Path) -> None:
    names = ("b.txt", "a.html", ".hidden", ".git/c.txt", "sub/d.txt", "sub/deeper/e.txt")
    write(tmp_path, dict.fromkeys(names, TEXT))
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(find([tmp_path]))
    assert [source.meta.name for source in found] == ["a.html", "b.txt", "sub/d.txt", "sub/deeper/e.txt"]
    assert found[1].read() == TEXT.encode()
    assert found[1].name == str(tmp_path / "b.txt")


def test_files_are_read_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    (source,) = find([tmp_path])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(NotFoundError, match=r"a\.txt is not there"):
        source.read()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_table_gives_the_facts(tmp_path: Path, separator: str, mark: str) -> None:
    columns = ("file", "publisher", "published", "url", "title", "kind", "language", "author", "colour")
    cells = ("a.txt", "Эхо", "2018-02-20", "https://e.example/a", "Ten dead", "agency", "en", "A. Writer", "red")
    table = mark + separator.join(columns) + "\r\n" + separator.join(cells) + "\r\n"
    write(tmp_path, {"a.txt": TEXT, "b.txt": TEXT + " Again.", "sources.csv": table})
    first, second = find([tmp_path])
    assert (first.meta.publisher, first.meta.published) == ("Эхо", date(2018, 2, 20))
    assert (first.meta.kind, first.meta.author) == (ItemKind.AGENCY, "A. Writer")
    assert first.meta.notes == ("sources.csv: columns ignored: colour",)
    assert second.meta.publisher is None
    report = archive(tmp_path / "a.txt", publisher="Other")
    assert (report.publisher, report.title, report.kind) == ("Other", "Ten dead", ItemKind.AGENCY)


def test_a_table_above_and_a_table_beside(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "sub/a.txt": TEXT,
            "sub/sources.csv": "file,publisher\na.txt,Near\n",
            "sources.csv": "file,publisher,language\nsub/a.txt,Far,ru\n",
        },
    )
    (source,) = find([tmp_path])
    assert (source.meta.publisher, source.meta.language) == ("Near", "ru")


def test_options_beat_the_table_which_beats_the_page(tmp_path: Path) -> None:
    page = (
        '<html><head><meta property="og:site_name" content="Page"><meta name="author" content="Page author">'
        f'<meta name="date" content="2018-01-01"></head><body><article><p>{TEXT * 8}</p></article></body></html>'
    )
    write(tmp_path, {"a.html": page, "sources.csv": "file,publisher,published\na.html,Table,2018-01-02\n"})
    report = archive(tmp_path / "a.html", published="2018-01-03")
    assert (report.author, report.publisher, report.published) == ("Page author", "Table", date(2018, 1, 3))


@pytest.mark.parametrize(
    ("table", "error", "words"),
    [
        ("file,publisher\nmissing.txt,X\n", NotFoundError, r"line 2 names missing\.txt"),
        ("name,publisher\na.txt,X\n", UsageError, "no column 'file'"),
        ("", UsageError, "no column 'file'"),
        ("file,published\na.txt,last week\n", UsageError, "line 2: publication date 'last week'"),
        ("file,kind\na.txt,gossip\n", UsageError, "kind 'gossip'"),
        ("file,kind\na.txt,news\na.txt,news\n", UsageError, "a row already"),
        ("file,kind\n,news\n", UsageError, "no file named"),
        ("file\n../../etc\n", NotFoundError, "is not there"),
    ],
)
def test_a_wrong_table_is_a_clear_error(tmp_path: Path, table: str, error: type[Exception], words: str) -> None:
    write(tmp_path, {"a.txt": TEXT, "sources.csv": table})
    with pytest.raises(error, match=words):
        list(find([tmp_path]))


@pytest.mark.parametrize("path", ["missing.txt", "x" * 5000, "a\0b", "line\nbreak"])
def test_what_is_not_there(path: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        archive(path)
    assert caught.value.hint


def test_a_folder_is_not_one_document(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"is a folder \(give a file; cenotaph archive takes folders\)"):
        archive(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReadError, match="cannot be read"):
        archive(tmp_path / "a.txt")


def test_too_large(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"x" * 2_000_000})
    (source,) = find([tmp_path], max_bytes=1 << 20)
    with pytest.raises(TooLargeError, match="over 1 MiB"):
        source.read()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    report = archive("-", publisher="Reader")
    assert (report.text, report.publisher, report.source_name) == (TEXT, "Reader", "standard input")
