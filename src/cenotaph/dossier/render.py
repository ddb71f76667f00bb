"""Templates to HTML: the only place where a Figure becomes text, and nothing but a Figure may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cenotaph.dossier.listed import LISTED
from cenotaph.dossier.quotes import paragraphs_of
from cenotaph.dossier.records import ArchiveIndex, page_name
from cenotaph.dossier.scope_view import Page, ScopePage
from cenotaph.dossier.trails import Note, Trails, uses_of
from cenotaph.dossier.view import Quoted, Sentence
from cenotaph.dossier.words import DONE, STANCE, capital, day, period_words, right_to_left, short_day
from cenotaph.errors import RecordError
from cenotaph.model import Claim, Figure, FigureKind, Report, Trail

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["Pages", "environment"]


# entries of a list on the index, and of its table of incidents, so that it stays under 300 KB
ROOM = 24
INCIDENTS = 120
# of people on lists, in each of the two groups
FEW = 6
# and reports among the sources of a page with incidents
SOURCES = 60


@cache
def style() -> str:
    """The style sheets, in the order of the cascade, without comments and needless space."""
    import re

    folder = files("cenotaph.dossier").joinpath("static")
    text = "\n".join(
        folder.joinpath(f"{name}.css").read_text("utf-8") for name in ("page", "chart", "report", "print")
    )
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def environment(trails: Trails) -> Environment:
    """A Jinja environment with escaping on, whose filters know where each claim and figure leads."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    env = Environment(
        loader=PackageLoader("cenotaph.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def bare(value: object) -> str:
        """A Figure's words where a link already stands around them; RecordError for anything else."""
        if not isinstance(value, Figure):
            hint = "templates take a Figure, never a bare number"
            raise RecordError(f"{value!r} is shown as a number", hint=hint)
        return str(value)

    def figure(value: object, *, capitalise: bool = False) -> Markup:
        """A Figure as a link to its trail; RecordError for anything else."""
        words = bare(value)
        assert isinstance(value, Figure)
        words = capital(words) if capitalise else words
        return Markup('<a class="n {}" href="{}">{}</a>').format(value.kind.value, trails.figure(value), words)

    def trailed(value: Figure, words: str) -> Markup:
        """Words that stand for a Figure without ends, as a link to its trail."""
        return Markup('<a class="n {}" href="{}">{}</a>').format(value.kind.value, trails.figure(value), words)

    def beyond(value: Figure) -> str:
        """The high end of a Figure whose bar leaves the axis, where a link already stands around it."""
        return f"to {value.high:,}"

    def stop(text: str) -> str:
        """A sentence: a capital first and one full stop last."""
        return f"{capital(text.rstrip(' .'))}."

    def address(url: str) -> Markup:
        """A web address as a link; anything else (``javascript:``) as plain text."""
        if not url.lower().startswith(("https://", "http://")):
            return escape(url)
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, url)

    def quoted(value: Quoted, *, link: bool = True) -> Markup:
        """A report's words in quotation marks, in their language and direction, linked to the quote."""
        attributes = Markup("")
        if value.lang:
            attributes = Markup(' lang="{}" dir="{}"').format(value.lang, "rtl" if value.rtl else "ltr")
        inner = Markup("<q{}>{}</q>").format(attributes, value.words)
        return (
            Markup('<a class="said" href="{}">{}</a>').format(trails.claim(value.claim), inner) if link else inner
        )

    def prose(sentence: Sentence) -> Markup:
        """A sentence of words, quotes and figures, its first letter upper-case."""
        out = Markup("")
        for n, part in enumerate(part for part in sentence if part != ""):
            if isinstance(part, Figure):
                out += figure(part, capitalise=n == 0)
            elif isinstance(part, Quoted):
                out += quoted(part)
            else:
                out += escape(capital(part) if n == 0 else part)
        return out

    env.filters.update(
        address=address,
        stop=stop,
        figure=figure,
        bare=bare,
        beyond=beyond,
        trailed=trailed,
        quoted=quoted,
        prose=prose,
        day=day,
        short_day=short_day,
        period=period_words,
        capital=capital,
    )
    env.globals.update(
        room=ROOM,
        few=FEW,
        most=INCIDENTS,
        most_sources=SOURCES,
        most_listed=LISTED,
        trails=trails,
        done=DONE,
        stances=STANCE,
        style=Markup(style().replace("</", "<\\/")),
    )
    return env


@dataclass(frozen=True, slots=True, kw_only=True)
class _LeftOut:
    """How many incidents and reports the index of a scope has no room for; None: it lists them all."""

    incidents: Figure | None
    maybe: Figure | None
    reports: Figure | None


class Pages:
    """The pages of one dossier; the templates are compiled once for the index and once for all reports."""

    def __init__(self, dossier: Page, index: ArchiveIndex) -> None:
        self.dossier = dossier
        self.index = index
        self._trails = Trails(index)
        self._uses = uses_of(dossier)
        self._front = environment(self._trails)
        self._next = environment(Trails(index, root="./"))
        self._below = environment(Trails(index, root="../", reports=""))
        self._beside = environment(Trails(index, root="../", reports="../reports/"))

    def front(self) -> str:
        """The page itself."""
        name = "scope.html" if isinstance(self.dossier, ScopePage) else "index.html"
        left = _left_out(self.dossier)
        return self._front.get_template(name).render(
            d=self.dossier, left=left, notes=self._notes(left), index=self.index
        )

    def _notes(self, left: _LeftOut) -> tuple[Note, ...]:
        """The trails of what stands on the index; an incident's numbers lead to its own page."""
        # people on lists lead to their rows
        if not isinstance(self.dossier, ScopePage):
            return self._trails.notes(replace(self.dossier, listed=()))
        many = [voice for voice in self.dossier.heard if voice.several]
        shown = replace(
            self.dossier,
            incidents=(),
            maybe=(),
            listed=(),
            sources=self.dossier.sources[:SOURCES],
            heard=tuple(many[:ROOM]),
        )
        return self._trails.notes((shown, left))

    def statements(self) -> str:
        """Every statement in one table."""
        name = "scope_statements.html" if isinstance(self.dossier, ScopePage) else "statements.html"
        return self._front.get_template(name).render(d=self.dossier, index=self.index)

    def listed(self) -> str | None:
        """The people on lists, where the page itself has no room for all; else None."""
        if len(self.dossier.listed) <= FEW:
            return None
        return self._next.get_template("listed.html").render(d=self.dossier, index=self.index)

    def lists(self) -> Iterator[tuple[str, str]]:
        """The address and the text of a page for each list: the rows to which something leads."""
        template = self._below.get_template("list.html")
        for shown in self.dossier.lists:
            text = template.render(d=self.dossier, l=shown, index=self.index)
            yield f"lists/{page_name(shown.report.id)}", text

    def incidents(self) -> Iterator[tuple[str, str]]:
        """The address and the text of each incident's own page, on the page of a scope."""
        if isinstance(self.dossier, ScopePage):
            template = self._beside.get_template("incident.html")
            for incident in (*self.dossier.incidents, *self.dossier.maybe):
                yield incident.page, template.render(d=self.dossier, i=incident, index=self.index)

    def method(self) -> str:
        """How reports are read: what a claim is, how words become intervals, known errors."""
        from cenotaph.extract.method import method

        return self._front.get_template("method.html").render(d=self.dossier, m=method())

    def report(self, report: Report, claims: Sequence[Claim]) -> str:
        """The page of one archived report, with the quotes of its claims marked."""
        return self._below.get_template("report.html").render(
            d=self.dossier,
            r=report,
            claims={c.id: c for c in claims},
            index=self.index,
            uses=self._uses,
            letters={claim.id: _letter(n) for n, claim in enumerate(claims)},
            paragraphs=paragraphs_of(report.text, claims),
            rtl=right_to_left(report),
        )


def _left_out(page: Page) -> _LeftOut:
    if not isinstance(page, ScopePage):
        return _LeftOut(incidents=None, maybe=None, reports=None)
    incidents, maybe = (
        _counted([told.claim for one in left for told in one.told], [], len(left))
        for left in (page.incidents[INCIDENTS:], page.maybe[ROOM:])
    )
    reports = [source.report.id for source in page.sources[SOURCES:]]
    return _LeftOut(incidents=incidents, maybe=maybe, reports=_counted([], reports, len(reports)))


def _counted(claims: Sequence[str], reports: Sequence[str], number: int) -> Figure | None:
    if not number:
        return None
    trail = Trail(claims=tuple(dict.fromkeys(claims)), reports=tuple(reports), rules=("left out of the list",))
    return Figure(kind=FigureKind.SOURCES, low=number, best=number, high=number, trail=trail)


def _letter(n: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
