"""Where, when, and over what a count runs: only what the sentence says or plainly points back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution, reporting_verbs
from cenotaph.extract.dates import PeriodMention
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.phrases import end_of, left_edge
from cenotaph.model import DatePrecision, GeoPrecision, Period, Place, Scope
from cenotaph.places import country_of, default_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Setting", "event_nouns", "lookup", "refers_back", "scope_of", "setting_of"]


_BE = {"be", "is", "are", "was", "were", "been"}
_REPEATED = {"daily", "weekly", "monthly", "yearly", "nightly", "annual"}  # how often, not when
_COUNTS = {"reported", "put", "recorded", "registered", "documented", "counted", "tallied"}
_SAID = {"reported", "put"}
_KNOWN = {"known", "identified", "named", "established"}  # a date at these is the day of knowing
_AFTER = {"after", "following", "since"}
_SINCE = re.compile(r"\bsince\s+(?:[\w'-]+\s+){0,6}$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def lookup(name: str, country: str | None = None) -> Place | None:
    """The gazetteer's place for a name, within ``country`` when given, or None; asked once per name."""
    return default_gazetteer().lookup(name, country=country)


@dataclass(slots=True)
class Setting:
    """Place, period and scope of one claim, with segment offsets of the words (None where not stated)."""

    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None
    said_at: Period | None = None
    scope: Scope = Scope.INCIDENT
    rules: list[str] = field(default_factory=list)
    open_ended: bool = False


def setting_of(token: Token, heard: Attribution, periods: list[PeriodMention]) -> Setting:
    """The setting of the statement around the trigger ``token``."""
    out = Setting()
    _period(token, heard, periods, out)
    _place(token, heard, out)
    out.scope = scope_of(token, out)
    return out


def event_nouns(sentence: Span) -> list[Token]:
    """The event nouns of a sentence."""
    table_words = words("scope", "events")
    return [t for t in sentence if t.lower_ in table_words and t.tag_[:2] == "NN"]


def refers_back(sentence: Span) -> bool:
    """Whether the sentence names an event as already known ("the blast", "this attack")."""
    return any(
        {c.lower_ for c in noun.lefts} & {"the", "this", "that"} and not _own_place(noun)
        for noun in event_nouns(sentence)
    )


def _own_place(noun: Token) -> bool:
    return any(c.dep_ == "prep" and any(g.tag_[:3] == "NNP" for g in c.children) for c in noun.rights)


def _clause(token: Token) -> Token:
    node = token
    while node.tag_[:2] not in {"VB"} and node.head != node and node.dep_ not in {"relcl", "advcl", "ccomp"}:
        node = node.head
    return node


def _ancestors(token: Token, stop: set[int]) -> list[Token]:
    out = [token]
    node = token
    while node.head != node:
        node = node.head
        if node.i in stop:
            break
        out.append(node)
    return out


def _distance(anchor: Token, token: Token, heard: Attribution) -> int | None:
    """How far a modifier stands from the trigger's clause; None when it belongs to another statement."""
    stop = {verb.i for verb in heard.verbs}
    climb = _ancestors(token, stop)
    own = _ancestors(anchor, stop)
    if anchor.i in stop or any(node.i in stop for node in own):
        return None
    clause = _clause(token)
    for steps, node in enumerate(own):
        if node.i == token.i:
            return 0
        if node.i == clause.i:
            return 1 + steps // 4
    for up, node in enumerate(climb):
        if node in own:
            between = own[: own.index(node)]
            crossing = [b for b in between if b.dep_ in {"relcl", "ccomp", "conj", "advcl"} and b.tag_[:2] == "VB"]
            return 2 + up + 3 * len(crossing)
    return None


def _at(token: Token, offset: int) -> Token | None:
    for other in token.sent:
        if other.idx <= offset < end_of(other):
            return other
    return None


def _period(token: Token, heard: Attribution, periods: list[PeriodMention], out: Setting) -> None:
    sentence = token.sent
    start, end = sentence[0].idx, end_of(sentence[-1])
    best: tuple[int, PeriodMention] | None = None
    stop = {verb.i for verb in heard.verbs}
    for mention in periods:
        if not start <= mention.start < end:
            continue
        first = _at(token, mention.start)
        if first is None:
            continue
        anchor = first
        while mention.start <= anchor.head.idx < mention.end and anchor.head != anchor:
            anchor = anchor.head
        above = _ancestors(anchor, set())
        verb = next((node for node in above[1:] if node.tag_[:2] == "VB"), None)
        known = verb is not None and verb.lower_ in _KNOWN and verb.is_ancestor(token)
        if (
            out.said_at is None
            and verb is not None
            and ((verb.i in stop and _is_saying(verb) and not _long(mention)) or known)
        ):
            out.said_at = mention.period
            continue
        if verb is not None and verb.is_ancestor(token) and _afterwards(verb, token):
            continue
        if mention.kind in {"duration", "age", "time"} or mention.period.text.lower() in _REPEATED:
            continue
        gap = _distance(anchor, token, heard)
        if (
            gap is None
            and verb is not None
            and verb.i in stop
            and (verb.lower_ in _COUNTS - _SAID or _long(mention))
        ):
            gap = 4
        if gap is None:
            continue
        if best is None or gap < best[0]:
            best = (gap, mention)
    if best is not None:
        out.period, out.period_span = best[1].period, (best[1].start, best[1].end)
        said = best[1].period
        since = _since(best[1], sentence)
        out.open_ended = since or (best[1].kind == "open" and (said.earliest is not None or said.latest is None))
        if since and best[1].kind != "open":
            out.period = Period(text=said.text, earliest=said.earliest, precision=DatePrecision.OPEN)
        out.rules.append("period.clause")


def _afterwards(verb: Token, token: Token) -> bool:
    """Whether the verb above the trigger tells of what came after the harm, so that its date is not the harm's.

    By its word ("police were searching on Friday for the men who shot ...", "was charged on Friday with killing")
    or by how the harm hangs on it ("is recovering on Monday after being shot").
    """
    if verb.lower_ in words("scope", "aftermath"):
        return True
    node = token
    while node.i != verb.i and node.head != node:
        if node.lower_ in _AFTER and node.dep_ == "prep":
            return True
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _AFTER for c in node.lefts):
            return True
        node = node.head
    return False


def _long(mention: PeriodMention) -> bool:
    """Whether a period is too long to be the time of a statement ("from 1980 to 2000")."""
    said = mention.period
    return said.earliest is not None and said.latest is not None and (said.latest - said.earliest).days > 31


def _since(mention: PeriodMention, sentence: Span) -> bool:
    """Whether a period opens a running total ("since the coup in February 2021")."""
    if mention.period.text.lower().startswith("since"):
        return True
    before = sentence.text[: mention.start - sentence[0].idx]
    return bool(_SINCE.search(before))


def _is_saying(verb: Token) -> bool:
    """Whether a date at this verb is the date of the statement, not of the harm ("reported 12 dead on Monday")."""
    if verb.lower_ not in reporting_verbs():
        return False
    return verb.lower_ not in _COUNTS or any(c.dep_ == "ccomp" for c in verb.children)


def _place(token: Token, heard: Attribution, out: Setting) -> None:
    best: tuple[int, int, Place, tuple[int, int]] | None = None
    for name in token.sent:
        found = _named_place(name)
        if found is None or _of_care(name):
            continue
        place, span = found
        gap = _distance(name, token, heard)
        if gap is None:
            continue
        detail = int(place.precision) if place.precision is not None else 3
        rank = (min(gap, 4), detail)
        if best is None or rank < best[:2]:
            best = (*rank, place, span)
    if best is not None:
        out.place, out.place_span = best[2], best[3]
        out.rules.append("place.clause")


def _of_care(name: Token) -> bool:
    """ "treated in Moscow", "flown to Berlin": where the wounded are, not where they were harmed."""
    prep = name.head
    if name.dep_ == "conj":
        prep = name.head.head
    if prep.dep_ != "prep":
        return False
    above = prep.head
    if above.lower_ in words("scope", "care"):
        return True
    return prep.lower_ in {"to", "into"} and above.lower_ in words("triggers_light", "in_hospital") - _BE


def _named_place(head: Token) -> tuple[Place, tuple[int, int]] | None:
    """A place named by the phrase of ``head``, after a preposition of place or before an event noun."""
    if head.tag_[:2] != "NN" and head.tag_ not in {"NNP", "NNPS"}:
        return None
    doc = head.doc
    left = left_edge(head)
    while left < head.i and (
        doc[left].dep_ == "det"
        or doc[left].is_punct
        or doc[left].lower_ in {"the", "northern", "southern", "eastern", "western", "central"}
    ):
        left += 1
    owner = next((t.i for t in doc[left : head.i] if t.tag_ == "POS"), None)
    if (
        owner is not None
        and country_of(doc[owner - 1].text)
        and head.lower_ in words("scope", "places", "of_heads")
    ):
        left = owner + 1  # "Nigeria's northwestern *Zamfara state*"
        while left < head.i and doc[left].tag_ == "JJ":
            left += 1
    named = [t for t in doc[left : head.i + 1] if t.tag_ in {"NNP", "NNPS"}]
    if (
        not named
        or head.lower_ in words("scope", "places", "not_places")
        or named[0].lower_ in words("scope", "places", "not_places")
    ):
        return None
    if head.dep_ == "pobj" and head.head.lower_ in words("scope", "places", "prepositions"):
        prep = head.head
        if prep.lower_ in {"of", "to", "from", "on", "over"}:
            outer = prep.head
            if (
                prep.lower_ == "of"
                and outer.lower_ not in words("scope", "places", "of_heads")
                and outer.lower_ not in words("scope", "events")
            ):
                return None
            if prep.lower_ in {"to", "from", "on", "over"} and (
                head.ent_type_ not in {"GPE", "LOC", "FAC"} or lookup(_name(head, left)) is None
            ):
                return None
            if prep.lower_ == "from" and outer.tag_[:2] == "NN":
                return None
        event = head.tag_ == "NN" and head.lower_ in words("scope", "events")
        if event:
            return _compound_place(head, left)
        start, end = doc[left].idx, end_of(head)
        text = doc.text[start:end]
        if text.endswith("'s") or head.ent_type_ == "PERSON":
            return None
        known = lookup(text, _country_after(head))
        if known is None and head.ent_type_ in {
            "ORG",
            "NORP",
            "PERSON",
            "DATE",
            "EVENT",
            "LAW",
            "PRODUCT",
            "WORK_OF_ART",
        }:
            return None
        if (
            known is None
            and head.tag_ not in {"NNP", "NNPS"}
            and head.lower_ not in words("scope", "places", "of_heads")
        ):
            return None
        return known or Place(text=text), (start, end)
    if head.lower_ in words("scope", "events") and head.tag_ in {"NN", "NNS", "NNP"}:
        return _compound_place(head, left)
    if head.dep_ in {"appos", "npadvmod"} and country_of(head.text) is None:
        return None
    return None


def _name(head: Token, left: int) -> str:
    doc = head.doc
    return str(doc.text[doc[left].idx : end_of(head)])


def _compound_place(head: Token, left: int) -> tuple[Place, tuple[int, int]] | None:
    """ "the Kabul blast", "Istanbul's airport attack": a known place in front of an event noun."""
    doc = head.doc
    run = [t for t in doc[left : head.i] if t.tag_ in {"NNP", "NNPS"}]
    for size in range(len(run), 0, -1):
        group = run[:size]
        if group[-1].i - group[0].i + 1 > size + 2:
            continue
        start, end = group[0].idx, end_of(group[-1])
        text = doc.text[start:end]
        if (text.isupper() and len(text) <= 3) or country_of(text) in {"US", "IL", "GB", "RU", "TR", "FR", "SA"}:
            continue  # "US air strikes": who struck, not where
        if group[-1].ent_type_ in {"PERSON", "ORG", "NORP"} and country_of(text) is None:
            continue
        known = lookup(text)
        if known is not None:
            return known, (start, end)
    return None


def _country_after(head: Token) -> str | None:
    doc = head.doc
    for i in range(head.i + 1, min(head.i + 7, len(doc))):
        code = country_of(doc[i].text) if doc[i].tag_ in {"NNP", "NNPS"} else None
        if code:
            return code
    return None


def scope_of(token: Token, out: Setting) -> Scope:
    """Over what a count runs, from the period and place of its setting and the words of its sentence."""
    sentence = token.sent.text.lower()
    if any(phrase in sentence for phrase in table("scope")["conflict"]["phrases"]):
        out.rules.append("scope.conflict")
        return Scope.CONFLICT_TOTAL
    period = out.period
    if out.open_ended:
        out.rules.append("scope.open_period")
        return Scope.CUMULATIVE_TO_DATE
    if period is not None and period.dated:
        long = period.precision in {DatePrecision.MONTH, DatePrecision.YEAR}
        if long and period.earliest and period.latest and (period.latest - period.earliest).days > 7:
            out.rules.append("scope.period")
            return Scope.PERIOD
        if period.earliest is not None and (period.precision is DatePrecision.OPEN or period.latest is None):
            out.rules.append("scope.open_period")
            return Scope.CUMULATIVE_TO_DATE
    if any(phrase in sentence for phrase in table("scope")["cumulative"]["phrases"]):
        out.rules.append("scope.cumulative_words")
        return Scope.CUMULATIVE_TO_DATE
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "has", "'ve"} for c in token.children)
    wide = out.place is not None and out.place.precision is GeoPrecision.COUNTRY
    if perfect and wide and not event_nouns(token.sent) and (period is None):
        out.rules.append("scope.perfect_country")
        return Scope.CUMULATIVE_TO_DATE
    return Scope.INCIDENT
