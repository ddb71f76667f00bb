"""Templates to HTML: the only place where a Figure becomes text, and nothing but a Figure may."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cenotaph.dossier.quotes import paragraphs_of
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.trails import Trails
from cenotaph.dossier.view import Dossier, Quoted, Sentence
from cenotaph.dossier.words import DONE, STANCE, capital, day, period_words, right_to_left, short_day
from cenotaph.errors import RecordError
from cenotaph.model import Claim, Figure, Report

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["environment", "render_index", "render_report"]


@cache
def style() -> str:
    """The style sheets, in the order of the cascade, without comments and needless space."""
    import re

    folder = files("cenotaph.dossier").joinpath("static")
    text = "\n".join(folder.joinpath(f"{name}.css").read_text("utf-8") for name in ("page", "chart", "report", "print"))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def environment(trails: Trails) -> Environment:
    """A Jinja environment with escaping on, whose filters know where each claim and figure leads."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    env = Environment(
        loader=PackageLoader("cenotaph.dossier", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip

    def figure(value: object, *, capitalise: bool = False) -> Markup:
        """A Figure as a link to its trail; RecordError for anything else."""
        if not isinstance(value, Figure):
            raise RecordError(f"{value!r} is shown as a number", hint="templates take a Figure, never a bare number")
        words = capital(str(value)) if capitalise else str(value)
        return Markup('<a class="n {}" href="{}">{}</a>').format(value.kind.value, trails.figure(value), words)

    def bare(value: object) -> str:
        """A Figure's words where a link already stands around them; RecordError for anything else."""
        if not isinstance(value, Figure):
            raise RecordError(f"{value!r} is shown as a number", hint="templates take a Figure, never a bare number")
        return str(value)

    def quoted(value: Quoted, *, link: bool = True) -> Markup:
        """A report's words in quotation marks, in their language and direction, linked to the quote."""
        attributes = Markup("")
        if value.lang:
            attributes = Markup(' lang="{}" dir="{}"').format(value.lang, "rtl" if value.rtl else "ltr")
        inner = Markup("<q{}>{}</q>").format(attributes, value.words)
        return Markup('<a class="said" href="{}">{}</a>').format(trails.claim(value.claim), inner) if link else inner

    def prose(sentence: Sentence) -> Markup:
        """A sentence of words, quotes and figures, its first letter upper-case."""
        out = Markup("")
        for n, part in enumerate(sentence):
            if isinstance(part, Figure):
                out += figure(part, capitalise=n == 0)
            elif isinstance(part, Quoted):
                out += quoted(part)
            else:
                out += escape(capital(part) if n == 0 else part)
        return out

    env.filters.update(
        figure=figure, bare=bare, quoted=quoted, prose=prose, day=day, short_day=short_day, period=period_words, capital=capital
    )
    env.globals.update(trails=trails, done=DONE, stances=STANCE, style=Markup(style().replace("</", "<\\/")))
    return env


def render_index(dossier: Dossier, index: ArchiveIndex) -> str:
    """The page."""
    trails = Trails(index)
    env = environment(trails)
    return env.get_template("index.html").render(d=dossier, notes=trails.notes(dossier), index=index)


def render_report(dossier: Dossier, index: ArchiveIndex, report: Report, claims: Sequence[Claim]) -> str:
    """The page of one archived report, its quotes marked."""
    trails = Trails(index, root="../")
    env = environment(trails)
    letters = {claim.id: _letter(n) for n, claim in enumerate(claims)}
    context: dict[str, Any] = {
        "d": dossier, "r": report, "claims": {c.id: c for c in claims}, "letters": letters, "index": index,
        "paragraphs": paragraphs_of(report.text, claims), "rtl": right_to_left(report),
    }  # fmt: skip
    return env.get_template("report.html").render(**context)


def _letter(n: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
