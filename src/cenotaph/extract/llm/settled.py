"""Where and when of a checked row: the model points at the words, our own grammar and gazetteer read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.llm.found import Finder, Found, SpanOf
from cenotaph.extract.llm.pages import Pages
from cenotaph.extract.llm.rows import Row
from cenotaph.extract.placing import lookup
from cenotaph.extract.scope import Setting, refers_back, scope_of, setting_of
from cenotaph.extract.spot import moved
from cenotaph.model import Place, Report
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["setting_for"]


def setting_for(
    row: Row, found: Found, token: Token, heard: Attribution, finder: Finder, pages: Pages, report: Report
) -> Setting:
    """The setting of ``row`` with report offsets; words that its paragraph does not have are left out.

    A period the grammar cannot read, and one that dates the statement and not the harm, stay out as well.
    """
    page = found.page
    base = page.piece.start
    # "the blast" ties a sentence to what was told before it; without such words only its own paragraph counts
    told_before = [(0, page.reach[0])] if refers_back(token.sent) else []
    reaches = (found.quote, page.reach, *told_before)
    when = finder.words_in(row.period, *reaches)
    mention, start = _period(when, pages, report)
    inside = mention is not None and start == base
    said = [m for m in page.periods if m is not mention]
    # dates beside the named one are only heard as days of saying, so that the model's choice stands
    setting = setting_of(token, heard, [mention] if inside and mention else [])
    if setting.said_at is None:
        setting.said_at = setting_of(token, heard, said).said_at
    dated_saying = inside and mention is not None and setting.said_at == mention.period
    if setting.period is not None:
        setting.period_span = moved(setting.period_span, base) if setting.period_span else None
    elif mention is not None and not dated_saying:
        setting.period, setting.period_span = mention.period, moved((mention.start, mention.end), start)
        setting.rules.append("period.named")
    elif when is None and row.period:
        setting.rules.append("period.not_in_paragraph")
    _place(row, setting, finder, reaches, base)
    setting.scope = scope_of(token, setting)
    return setting


def _period(when: SpanOf | None, pages: Pages, report: Report) -> tuple[PeriodMention | None, int]:
    """The period that our grammar reads where the words stand, and the offset its span is counted from."""
    page = pages.at(when[0]) if when is not None else None
    if when is None or page is None:
        return None, 0
    for mention in page.periods:
        if _meet(moved((mention.start, mention.end), page.piece.start), when):
            return mention, page.piece.start
    start, end = page.reach[0], page.piece.start
    for mention in find_periods(report.text[start:end], report.published):
        if _meet(moved((mention.start, mention.end), start), when):
            return mention, start
    return None, 0


def _place(row: Row, setting: Setting, finder: Finder, reaches: tuple[SpanOf, ...], base: int) -> None:
    """The named place: the rules' own where they read one at the same words, else the gazetteer's by its name."""
    where = finder.words_in(row.place, *reaches)
    own = setting.place if setting.place_span and where and _meet(moved(setting.place_span, base), where) else None
    setting.rules = [rule for rule in setting.rules if not rule.startswith("place.")]
    if own is not None and setting.place_span is not None:
        setting.place_span = moved(setting.place_span, base)
        setting.rules.append("place.clause")
        return
    setting.place, setting.place_span = None, None
    if where is None:
        if row.place:
            setting.rules.append("place.not_in_paragraph")
        return
    words = finder.verbatim.text[slice(*where)]
    setting.place, setting.place_span = _placed(words), where
    setting.rules.append("place.named")


def _placed(words: str) -> Place:
    """The gazetteer's place of a name, "Marib, Yemen" by both halves; the words alone where it has none."""
    plain = " ".join(words.split())
    name, _, rest = plain.partition(",")
    known = lookup(plain) or lookup(name.strip(), country_of(rest.strip()) if rest else None)
    return replace(known, text=words) if known is not None else Place(text=words)


def _meet(a: SpanOf, b: SpanOf) -> bool:
    return a[0] < b[1] and b[0] < a[1]
