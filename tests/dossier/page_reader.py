"""Reads a written dossier back: its elements, links and texts, with nothing but the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    """An HTML element with its attributes, its parent and everything inside."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def walk(self) -> list[Element]:
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found += child.walk()
        return found

    def every(self, tag: str | None = None, cls: str | None = None) -> list[Element]:
        return [e for e in self.walk() if (not tag or e.tag == tag) and (not cls or cls in e.classes)]

    def above(self) -> list[Element]:
        return [self.parent, *self.parent.above()] if self.parent else []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {k: v or "" for k, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read_page(path: Path) -> Element:
    """The root of a page; fails when its tags do not nest."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root


def broken_links(folder: Path) -> list[str]:
    """Every link inside the folder that leads to no file, or to no element of its page."""
    pages = {path: read_page(path) for path in folder.rglob("*.html")}
    ids = {path: {e.attributes["id"] for e in root.walk() if "id" in e.attributes} for path, root in pages.items()}
    broken = []
    for path, root in pages.items():
        for link in root.every("a"):
            href = link.attributes["href"]
            if "://" in href:
                continue
            file, _, fragment = href.partition("#")
            target = (path.parent / file).resolve() if file else path
            if not target.is_file() or (fragment and fragment not in ids.get(target, set())):
                broken.append(f"{path.name}: {href}")
    return broken
