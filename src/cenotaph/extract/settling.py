"""Place and time of a claim beyond its own clause: the preamble that was cut off, and the event just told."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.dates import find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.extract.number_roles import Role
from cenotaph.extract.other_times import LATER, as_of_then
from cenotaph.extract.placing import UNNAMED, lookup, places_in
from cenotaph.extract.scope import Setting, beside, refers_back, setting_of
from cenotaph.extract.spot import Spot, moved
from cenotaph.model import Measure, Period, Place, Report

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Settling"]

_SHORT = 110  # characters; longer lines are sentences
_HARM = {Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED, Measure.BODIES_FOUND, Measure.MISSING}
_TOLD = 40  # named places remembered
# between two counts of one clause
_JOINED = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}?(?:dead|killed|wounded|injured|hurt|missing|deaths|fatalities|injuries)"
    r"\s*(?:,|and|,\s+and|with)\s+(?:some\s+|another\s+)?"
)
_PREAMBLE_PLACE = re.compile(r"\b(?:in|at|near|outside)\s+([A-Z][\w'’. -]{1,40}?)(?=[,(]|$)")


@dataclass(slots=True)
class _Event:
    """Where and when the event told last took place, with report offsets of the words."""

    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None


class Settling:
    """Settings over one report; a place or date is carried on only where the text ties it."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._published: date | None = report.published
        self._event = _Event()
        self._caption = _Event()
        self._told: deque[tuple[Place, tuple[int, int], str | None]] = deque(maxlen=_TOLD)

    def setting(self, token: Token, heard: Attribution, spot: Spot) -> Setting:
        """The setting of the statement around ``token``, spans as offsets in the report."""
        found = setting_of(token, heard, spot.periods)
        found.place_span = moved(found.place_span, spot.base) if found.place_span else None
        found.period_span = moved(found.period_span, spot.base) if found.period_span else None
        self._preamble(found, token, spot)
        self._under_caption(found, spot)
        self._point(found, token, spot)
        self._tie(found, spot)
        return found

    def beside(self, head: Token, setting: Setting, spot: Spot) -> Setting:
        """``setting`` with the place and time that stand directly behind one of several counts of a sentence."""
        own = beside(head, setting, spot.periods)
        if own.place is not setting.place and own.place_span:
            own.place_span = moved(own.place_span, spot.base)
        if own.period is not setting.period and own.period_span:
            own.period_span = moved(own.period_span, spot.base)
        return own

    def _share_time(self, made: Sequence[Draft]) -> None:
        """ "verified *52 civilians killed* and 169 injured from 1 to 13 November": the time is of both."""
        told = sorted((d.count_span, d.order, d) for d in made if d.count_span and d.measure in _HARM)
        for (span, _, first), (then, _, last) in pairwise(told):
            if first.period is not None or last.period is None or first.voice.name != last.voice.name:
                continue
            behind = last.period_span is not None and last.period_span[0] > then[0]
            if behind and _JOINED.fullmatch(self._text[span[1] : then[0]]):
                first.period, first.period_span, first.scope = last.period, last.period_span, last.scope
                first.rules.append("period.sentence")

    def share(self, made: Sequence[Draft]) -> None:
        """Counts of one voice in one sentence are of one place where only one is named ("88 dead in Tarfa, with
        131 hurt")."""
        self._share_time(made)
        placed = [d for d in made if d.place is not None and d.measure in _HARM]
        if len({d.place.text for d in placed if d.place is not None}) != 1:
            return
        for draft in made:
            alone = draft.place is None and draft.measure in _HARM and draft.scope is placed[0].scope
            if alone and draft.voice.name == placed[0].voice.name and "background" not in draft.flags:
                draft.place, draft.place_span = placed[0].place, placed[0].place_span
                draft.rules.append("place.sentence")

    def hear(self, spot: Spot) -> None:
        """Keep the named places of a sentence, for "there" and "the village" in later ones."""
        named = [
            (m.place, moved((m.start, m.end), spot.base), m.noun)
            for m in places_in(spot.sentence)
            if m.detail != UNNAMED
        ]
        self._told.extend(named)
        if _is_caption(spot):
            place, place_span, _ = named[0] if named else (None, None, None)
            said = next((m for m in spot.periods if m.period.dated and m.start >= spot.sentence.start_char), None)
            if said is not None and said.period.earliest == said.period.latest and as_of_then(spot.sentence.text):
                said = None
            self._caption = _Event(
                place,
                place_span,
                said.period if said else None,
                moved((said.start, said.end), spot.base) if said else None,
            )

    def _under_caption(self, found: Setting, spot: Spot) -> None:
        """Rows of a list or table take what their caption says ("Killed in Karesh province, 1-7 May:")."""
        if not _is_row(spot):
            return
        if found.place is None and self._caption.place is not None:
            found.place, found.place_span = self._caption.place, self._caption.place_span
            found.rules.append("place.caption")
        if found.period is None and self._caption.period is not None:
            found.period, found.period_span = self._caption.period, self._caption.period_span
            found.rules.append("period.caption")

    def _point(self, found: Setting, token: Token, spot: Spot) -> None:
        """ "There" is the place named last; "the market" the market told of, "the town" the last place at all."""
        if found.pointer is None:
            return
        earlier = [
            (m.place, moved((m.start, m.end), spot.base), m.noun)
            for m in places_in(spot.sentence)
            if m.start < token.idx and (m.detail != UNNAMED or found.pointer == "there")
        ]
        told = [*self._told, *earlier]
        same = [one for one in told if one[2] == found.pointer]
        if not same and found.pointer in {"there", *words("placing", "nouns", "settlement")} - {"capital"}:
            same = told[-1:]
        if same:
            found.place, found.place_span, _ = same[-1]
            found.rules = [rule for rule in found.rules if rule != "place.clause"] + ["place.pointer"]

    def apply(self, draft: Draft, setting: Setting) -> None:
        """Give ``draft`` its setting."""
        draft.place, draft.place_span = setting.place, setting.place_span
        draft.period, draft.period_span = setting.period, setting.period_span
        draft.said_at, draft.scope = setting.said_at, setting.scope
        draft.rules += setting.rules

    def remember(self, made: list[Draft]) -> None:
        """Keep the setting of the first settled claim of a sentence, for "the blast" in the next one."""
        for draft in made:
            if draft.place is not None or draft.period is not None:
                self._event = _Event(draft.place, draft.place_span, draft.period, draft.period_span)
                return

    def _preamble(self, found: Setting, token: Token, spot: Spot) -> None:
        """The date and place cut off in front belong to the first sentence; a dateline's place does not."""
        if not spot.first or spot.piece.preamble is None:
            return
        start, end = spot.piece.preamble
        words_cut = self._text[start:end]
        if spot.piece.dateline:
            self._heading(found, spot, words_cut, start)
            return
        root = spot.sentence.root
        of_police_work = root.lower_ in words("scope", "aftermath")  # "On Monday, police identified the dead"
        if (found.period is None or _of_later_clause(found, token, spot)) and not of_police_work:
            for mention in find_periods(words_cut, self._published):
                found.period, found.period_span = mention.period, moved((mention.start, mention.end), start)
                found.rules = [*(r for r in found.rules if r != "period.clause"), "period.preamble"]
                break
        match = _PREAMBLE_PLACE.search(words_cut) if found.place is None else None
        if match:
            found.place = lookup(match.group(1)) or Place(text=match.group(1))
            found.place_span = moved(match.span(1), start)
            found.rules.append("place.preamble")

    def _heading(self, found: Setting, spot: Spot, words_cut: str, start: int) -> None:
        """ "KARUND: 14 dead" heads a count with its place, "Dec. 20, 2014 - A man is shot" with its day; any other
        dateline says where and when it was written."""
        if found.period is None:
            for mention in find_periods(words_cut.rstrip(" :"), self._published)[:1]:
                alone = mention.start == 0 and not re.search(r"\w", words_cut[mention.end :])
                told = set(re.findall(r"[a-z]+", words_cut[: mention.start].lower()))
                if not (alone or words_cut.endswith(":")) or told & words("tables", "labels", "headings"):
                    continue  # "KABUL, 5 May -", "Update, 26 August:": the day of writing
                found.period, found.period_span = mention.period, moved((mention.start, mention.end), start)
                found.rules.append("period.preamble")
        name = words_cut.removesuffix(":")
        counted = spot.mentions and spot.mentions[0].start <= spot.sentence.start_char
        titled = set(re.findall(r"[a-z]+", name.lower())) <= words("tables", "labels", "headings")  # "BREAKING:"
        titled |= name.lower() in words("actors", "generic", "people")  # "MINISTER: 12 DEAD"
        if found.place is None and counted and name != words_cut and not titled and not re.search(r"\d", name):
            found.place, found.place_span = lookup(name) or Place(text=name), moved((0, len(name)), start)
            found.rules.append("place.front")

    def _tie(self, found: Setting, spot: Spot) -> None:
        """ "The blast" ties a sentence to the event just told."""
        if not refers_back(spot.sentence):
            return
        if found.place is None and self._event.place is not None:
            found.place, found.place_span = self._event.place, self._event.place_span
            found.rules.append("place.by_event")
        if found.period is None and self._event.period is not None and not LATER.search(spot.sentence.text):
            found.period, found.period_span = self._event.period, self._event.period_span
            found.rules.append("period.by_event")


def _of_later_clause(found: Setting, token: Token, spot: Spot) -> bool:
    """ "On Monday, two died, while three were *hurt on Tuesday*": the day of a clause with a subject of its own."""
    if found.period_span is None:
        return False
    at = found.period_span[0] - spot.base
    node = next((t for t in spot.sentence if t.idx >= at), token)
    while node.head != node and node != token:
        beside = node.dep_ == "conj" or (
            node.dep_ == "advcl" and any(c.lower_ in {"while", "whereas"} for c in node.lefts)
        )
        if beside and node.tag_[:2] == "VB" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.lefts):
            return token.is_ancestor(node)
        node = node.head
    return False


def _is_caption(spot: Spot) -> bool:
    """A short line that ends in a colon or in no stop at all, and counts nobody: it stands over what follows."""
    text = spot.piece.text.strip()
    counted = any(mention.role is Role.COUNT for mention in spot.mentions)
    return len(text) <= _SHORT and (text.endswith(":") or not text.endswith((".", "!", "?"))) and not counted


def _is_row(spot: Spot) -> bool:
    """A short line with no full stop, as lists and tables have."""
    text = spot.piece.text.strip()
    return len(text) <= _SHORT and not text.endswith((".", "!", "?"))
