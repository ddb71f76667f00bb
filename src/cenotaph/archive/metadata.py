"""What a page says about itself: publisher, title, author, address, day of publication, language.

Never read from the article's body, never made up: two sources that disagree are told in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from cenotaph.archive.dates import published_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["PageFacts", "page_facts"]

_SPACE = re.compile(r"\s+")
# most trusted first: what search engines and citation managers read before what only one vendor writes
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "article.published",
    "publication_date",
    "date",
)
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHERS = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher")
_AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "article:author")
_ARTICLE_TYPES = re.compile(r"Article$|Posting$|^Report$|^WebPage$")
_UPDATE_WORDS = re.compile(r"updated|modified|changed|обновлен|оновлено|تحديث|بروزرسانی|mis à jour", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[|–—•·»-]\s+")
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page's own metadata; ``headline`` is a headline that readers see, ``title`` may be a shorter one."""

    title: str | None = None
    headline: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def page_facts(tree: HtmlElement) -> PageFacts:
    """Read the facts from meta elements, JSON-LD, ``html lang``, the canonical link, h1 and time elements."""
    meta = _meta(tree)
    linked = list(_json_ld(tree))
    publisher = _first(meta, ("og:site_name",)) or _linked_name(linked, "publisher") or _first(meta, _PUBLISHERS)
    named = _first(meta, _TITLES) or _linked_text(linked, "headline")
    bare = _without_publisher(_line(tree.findtext(".//title")), publisher)
    shown = _shown_headline(tree, named, bare, publisher)
    published, notes = _published(tree, meta, linked)
    author = _linked_name(linked, "author") or _first(meta, _AUTHORS)
    return PageFacts(
        title=_without_publisher(named, publisher) or shown or bare,
        headline=shown or _without_publisher(named, publisher),
        publisher=publisher,
        author=None if author and author.startswith(("http:", "https:")) else author,
        url=_address(tree, meta),
        published=published,
        language=_language(tree),
        notes=notes,
    )


def _line(text: object) -> str | None:
    """One line of at most 500 characters, None when empty."""
    return (_SPACE.sub(" ", text).strip()[:_LONGEST] or None) if isinstance(text, str) else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Lower-case meta name, property or itemprop -> first non-empty content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _line(element.get("content"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every article-like object of the page's JSON-LD, the more specific types first."""
    import json

    objects: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(objects) < 200:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                objects.append(value)
                waiting.extend(value[key] for key in ("@graph", "mainEntity") if key in value)
    articles = [o for o in objects if any(_ARTICLE_TYPES.search(kind) for kind in _types(o))]
    return iter(sorted(articles, key=lambda o: "WebPage" in _types(o)))


def _types(value: dict[str, Any]) -> list[str]:
    kinds = value.get("@type", [])
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _linked_text(linked: list[dict[str, Any]], key: str) -> str | None:
    return next((line for value in linked if (line := _line(value.get(key)))), None)


def _linked_name(linked: list[dict[str, Any]], key: str) -> str | None:
    """The name(s) under ``key``: a string, an object with a name, or a list of either."""
    for value in linked:
        entry = value.get(key)
        names = [
            name
            for one in (entry if isinstance(entry, list) else [entry])
            if (name := _line(one.get("name") if isinstance(one, dict) else one))
        ]
        if names:
            return ", ".join(names)[:_LONGEST]
    return None


def _without_publisher(title: str | None, publisher: str | None) -> str | None:
    """A title without the outlet's name behind a separator ("... | Daily News")."""
    if not title or not publisher:
        return title
    parts = [(match.start(), match.end()) for match in _SEPARATORS.finditer(title)]
    if parts and title[parts[-1][1] :].casefold() in publisher.casefold() + " news":
        return title[: parts[-1][0]]
    return title


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) if text else set()


def _shown_headline(tree: HtmlElement, named: str | None, bare: str | None, publisher: str | None) -> str | None:
    """The h1 that readers see: most like the title, else the first inside the article; a logo is not one."""
    title = named or bare
    shown = [(h1, line) for h1 in tree.iter("h1") if (line := _line(" ".join(h1.itertext())))]
    shown = [(h1, line) for h1, line in shown if not publisher or _words(line) != _words(publisher)]
    alike = [
        (len(_words(line) & _words(title)) / len(_words(line) | _words(title) or {""}), line) for _, line in shown
    ]
    if alike and max(alike)[0] >= 0.5:
        return max(alike, key=lambda pair: pair[0])[1]
    for h1, line in shown:
        if any(ancestor.tag in ("article", "main") for ancestor in h1.iterancestors()):
            return line
    return shown[0][1] if len(shown) == 1 and named is None else None


def _address(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for address in (*canonical, meta.get("og:url")):
        if address and re.match(r"https?://[^\s/]+", address.strip(), re.IGNORECASE):
            return str(address.strip())
    return None


def _language(tree: HtmlElement) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    declared = "" if root is None else root.get("lang") or root.get("xml:lang") or ""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", declared.strip())
    return match[1].lower() if match else None


def _published(
    tree: HtmlElement, meta: dict[str, str], linked: list[dict[str, Any]]
) -> tuple[date | None, tuple[str, ...]]:
    """The day of publication, from the most trusted place that states one, and notes on doubts."""
    stated = [words for value in linked if (words := _line(value.get("datePublished")))]
    stated += [meta[name] for name in _PUBLISHED if name in meta]
    days = [day for words in stated if (day := published_day(words))]
    if not days:
        days = _time_elements(tree)
        if len(set(days)) > 1:
            return None, ("several time elements disagree: no publication date taken",)
    notes = []
    if not days and stated:
        notes.append(f"publication date {stated[0][:40]!r} is not one unambiguous day")
    if len(set(days)) > 1:
        others = ", ".join(sorted({str(day) for day in days} - {str(days[0])}))
        notes.append(f"the page states several publication dates: {days[0]} taken, also {others}")
    updated = _first(meta, _UPDATED) or _linked_text(linked, "dateModified")
    if not days and updated:
        notes.append(f"the page states only when it was updated ({updated[:40]}): no publication date taken")
    return (days[0] if days else None), tuple(notes)


def _time_elements(tree: HtmlElement) -> list[date]:
    """Days of time elements: those marked as publication, else those inside the article; updates left out."""
    scope = next(tree.iter("article"), None)
    scope = next(tree.iter("main"), tree) if scope is None else scope
    marked: list[date] = []
    plain: list[tuple[HtmlElement, date]] = []
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        marks = " ".join(element.get(key) or "" for key in ("itemprop", "class", "pubdate")).lower()
        is_marked = "datepublished" in marks or "pubdate" in element.attrib
        if element.tag != "time" and not is_marked:
            continue
        parent = element.getparent()
        # the first few texts only: a parent may hold ten thousand time elements
        around = "" if parent is None else " ".join(islice(parent.itertext(), 8))[:80]
        if _UPDATE_WORDS.search(marks) or ("published" not in around.lower() and _UPDATE_WORDS.search(around)):
            continue
        day = published_day(element.get("datetime") or element.get("content") or "")
        if day is not None:
            if is_marked:
                marked.append(day)
            else:
                plain.append((element, day))
    if marked:
        return marked[:1]
    return [day for element, day in plain if scope in (element, *element.iterancestors())]
