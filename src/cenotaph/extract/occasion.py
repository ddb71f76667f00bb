"""When the report's event happened, where a sentence of its own says so: "The shooting happened late on Friday".

Such a sentence counts nobody, so no claim would carry its date. Claims of an incident that state no time of
their own take the nearest one, and say so in their rules (``period.by_occasion``): the report points from
"the shooting" to the people whom it has told of. The patterns are ``data/occasion.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import table, triggers, words
from cenotaph.extract.other_times import LATER
from cenotaph.extract.segments import Segment
from cenotaph.extract.telling import reporting_verbs
from cenotaph.model import BODILY_HARM, Period, Scope

__all__ = ["Occasion", "date_by_occasion", "occasions", "wants_day"]

_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z0-9\"“'(])|\n+")
_NO_END = re.compile(
    r"(?:\b[ap]\.m|\b[A-Z]|\b(?:St|Sgt|Lt|Mr|Mrs|Ms|Dr|Gen|Col|Capt|Maj|Rev|Ave|Blvd|Rd|Co|No|vs|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun))$"
)  # an abbreviation's point ends no sentence
_MARK = "\ue000"  # stands for the date in the sentence; a private character that no pattern uses otherwise
_LONGEST = 4  # days; a longer period does not date one event
_LONGEST_SENTENCE = 600  # characters; beyond it is a list or a page without sentences
_BESIDE = 2  # paragraphs between another's claim and the report's sentence that dates its event
_BACK = 300  # characters before "it happened" in which stands what happened
_OPENS = 30  # characters; what opens a text so points to what follows
_REACH = 1500  # characters between a claim and the sentence that dates its event
_TOLD = 24  # characters on both sides of a date in which a verb of telling and its object show
_TELLS = re.compile(r"\b(?P<verb>[a-z]+)\s+(?:(?:late|early)\s+)?(?:on\s+)?$", re.IGNORECASE)
# "confirmed the attack to reporters *on Saturday*"
_CONFIRMED = re.compile(
    r"\b(?:confirm(?:ed|s|ing)|condemn(?:ed|s|ing)|denounc(?:ed|es|ing)|claimed responsibility for|mourn(?:ed|s))"
    r"\s+(?:the|this|that)\s+(?:\w+\s+){1,3}(?:to\s+(?:\w+\s+){1,3}|in\s+a\s+(?:\w+\s+){1,2})?"
    r"(?:late\s+|early\s+)?(?:on\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\W*(?:Elsewhere|Separately|In (?:a separate|another|an unrelated)|In other)\b")
_STOOD = re.compile(
    r"\b(?:toll|number|count|tally|total|figure)s?\b[^.;]{0,30}?\b(?:stood|stands)\b", re.IGNORECASE
)
_ITS_OBJECT = re.compile(
    r"\s+(?:the|a|an|that|its|their|his|her|\d+|one|two|three|four|five|several)\b", re.IGNORECASE
)
"""Measures of what happens in one event, on a day."""
_OTHER_EVENT = {"background", "earlier", "replaced"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated event of the report: its period, the span of the date's words, how plainly it is said (1-3), and in
    which segment; whether it only points back ("it happened on Friday"), and of which kinds its sentence tells."""

    period: Period
    start: int
    end: int
    strength: int
    segment: int = 0
    back: bool = False
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A way to say when an event was: how plainly, whether it ties the date to the event whatever the sentence
    tells (``tight``), and whether it names no event but points back to one (``back``)."""

    regex: re.Pattern[str]
    strength: int
    tight: bool
    back: bool


@cache
def _patterns() -> tuple[_Pattern, ...]:
    nouns = words("scope", "events") | words("occasion", "events", "more")
    event = "(?:" + "|".join(sorted(nouns, key=lambda n: (-len(n), n))) + r")\b"
    rows = table("occasion")["pattern"]
    return tuple(
        _Pattern(
            re.compile(row["regex"].replace("<EVENT>", event).replace("<WHEN>", _MARK)),
            row["strength"],
            row.get("tight", False),
            row.get("back", False),
        )
        for row in rows
    )


def _harm_told(said: str) -> bool:
    """Whether the words tell of an event or of harm, so that "it" may mean that."""
    told = set(re.findall(r"[\w-]+", said.lower()))
    events = words("scope", "events") | words("occasion", "events", "more")
    return not (told.isdisjoint(events) and told.isdisjoint(triggers()))


def _kinds(said: str) -> frozenset[str]:
    """The kinds of events that the words tell of, of those which cannot be one and the same."""
    told = set(re.findall(r"\w+", said.lower()))
    return frozenset(kind for kind in table("occasion")["kinds"] if told & words("occasion", "kinds", kind))


@cache
def _hint() -> re.Pattern[str]:
    """A word of an event or of its sequel, one of which every pattern needs: asked before the dates are read."""
    nouns = words("scope", "events") | words("occasion", "events", "more")
    return re.compile("|".join([*sorted(nouns), *table("occasion")["hints"]["words"]]))


def occasions(pieces: Sequence[Segment], published: date | None, text: str = "") -> list[Occasion]:
    """The dated events of the segments, in order, spans as offsets in the report.

    ``text`` is the report's, so that the opening words cut off in front of a segment are read with it.
    """
    out = []
    for number, piece in enumerate(pieces):
        if piece.kind == "heading":
            continue
        for start, end in _sentences(piece.text):
            low, body = piece.start + start, piece.text[start:end]
            if start == 0 and text and piece.preamble is not None and not piece.dateline:
                low = piece.preamble[0]
                body = text[low : piece.start] + body
            told = _of_sentence(body, low, published)
            out += [replace(occasion, segment=number) for occasion in told]
    return out


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _END.finditer(text):
        if not _NO_END.search(text, max(start, stop.start() - 8), stop.start()):
            yield start, stop.start() + 1
            start = stop.end()
    yield start, len(text)


def _of_sentence(text: str, base: int, published: date | None) -> list[Occasion]:
    lower = text.lower()
    if len(text) > _LONGEST_SENTENCE or len(lower) != len(text):
        return []
    if any(word in lower for word in table("occasion")["not"]["words"]):
        return []
    if _hint().search(lower) is None:
        return []
    after = any(word in lower for word in table("occasion")["after"]["words"])
    found = []
    for mention in find_periods(text, published):
        if not _of_days(mention, published):
            continue
        marked = lower[: mention.start] + _MARK + lower[mention.end :]
        fitting = (p for p in _patterns() if p.tight >= after and p.regex.search(marked))
        best = max(fitting, key=lambda p: (p.strength, not p.back), default=None)
        if best is not None:
            start, end = mention.start + base, mention.end + base
            found.append(Occasion(mention.period, start, end, best.strength, back=best.back, kinds=_kinds(text)))
    plainest = max((o.strength for o in found), default=0)
    return [next(o for o in found if o.strength == plainest)] if found else []


def _of_days(mention: PeriodMention, published: date | None) -> bool:
    period = mention.period
    if period.earliest is None or period.latest is None or mention.kind == "recurring":
        return False
    past = published is None or period.earliest <= published
    return past and (period.latest - period.earliest).days < _LONGEST


def date_by_occasion(
    drafts: Sequence[Draft], pieces: Sequence[Segment], published: date | None, text: str = ""
) -> None:
    """Give undated claims of an incident the day on which the report says its event was: plainest, then nearest.

    A headline's claims are of the day of the first dated claim right under it.
    """
    _date_headline(drafts)
    undated = [d for d in drafts if wants_day(d)]
    dated = [o for o in occasions(pieces, published, text) if not _when_said(o, text)] if undated else []
    dated = [
        o for o in dated if not o.back or o.start < _OPENS or _harm_told(text[max(0, o.start - _BACK) : o.start])
    ]
    voices = [_voice(occasion, drafts) for occasion in dated]
    for draft in undated:
        near = [o for o, voice in zip(dated, voices, strict=True) if _says(o, voice, draft, text)]
        if near:
            best = max(near, key=lambda o: (o.strength, -abs(o.start - draft.trigger[0])))
            draft.period, draft.period_span = best.period, (best.start, best.end)
            draft.rules.append("period.by_occasion")


def _when_said(occasion: Occasion, text: str) -> bool:
    """ "confirmed *on Thursday* the killing of five": a day between a verb of telling and what it tells."""
    before, after = text[max(0, occasion.start - _TOLD) : occasion.start], text[occasion.end : occasion.end + _TOLD]
    line = text[text.rfind("\n", 0, occasion.start) + 1 : occasion.start]
    if _CONFIRMED.search(re.split(r"[.!?]\s", line)[-1]):
        return True
    if _STOOD.match(text[occasion.end : occasion.end + 60].removeprefix(" ").removeprefix("the ")):
        return True  # "At noon *on Thursday* the toll stood at 214"
    verb = _TELLS.search(before)
    told = verb is not None and verb.group("verb").lower() in reporting_verbs()
    return told and _ITS_OBJECT.match(after) is not None


def _date_headline(drafts: Sequence[Draft]) -> None:
    heads = [d for d in drafts if d.kind == "headline" and wants_day(d)]
    under = [d for d in drafts if d.kind != "headline" and d.segment <= _BESIDE and _of_one_day(d)]
    first = min(under, key=lambda d: d.trigger[0], default=None)
    for draft in heads:
        if first is not None and first.measure is draft.measure:
            draft.period, draft.period_span = first.period, first.period_span
            draft.rules.append("period.by_lead")


def _of_one_day(draft: Draft) -> bool:
    if draft.measure not in BODILY_HARM or draft.scope is not Scope.INCIDENT or draft.flags & _OTHER_EVENT:
        return False
    period = draft.period
    return period is not None and period.earliest is not None and period.latest is not None


def _voice(occasion: Occasion, drafts: Sequence[Draft]) -> str | None:
    """Whose words date the event: the speaker of a claim in that sentence, None for the report's own words."""
    for draft in drafts:
        if draft.anchor[0] <= occasion.start < draft.anchor[1] and not _own(draft):
            return draft.voice.name
    return None


def _says(occasion: Occasion, voice: str | None, draft: Draft, text: str) -> bool:
    """Whether the date may be taken for the claim: nobody is given a day that only somebody else has named.

    The report's own date serves its own claims anywhere near, and those of others in the paragraphs beside it.
    """
    if abs(occasion.start - draft.trigger[0]) > _REACH:
        return False
    inside = draft.anchor[0] <= occasion.start < draft.anchor[1]
    kinds = _kinds(text[slice(*draft.anchor)])
    if not inside and kinds and occasion.kinds and kinds.isdisjoint(occasion.kinds):
        return False  # those who were shot, and the day of a crash
    if not inside and (_ELSEWHERE.match(text, draft.anchor[0]) or LATER.search(text, *draft.anchor)):
        return False  # "*Elsewhere*, two men were put to death", "*two days after the raid* they killed four"
    if voice is not None:
        return voice == draft.voice.name
    return _own(draft) or abs(occasion.segment - draft.segment) <= _BESIDE


def _own(draft: Draft) -> bool:
    return "speaker.outlet" in draft.rules


def wants_day(draft: Draft) -> bool:
    """Whether a claim counts people harmed in an incident and states no time of its own."""
    if draft.measure not in BODILY_HARM or draft.scope is not Scope.INCIDENT or draft.period is not None:
        return False
    return draft.count is not None and not draft.flags & _OTHER_EVENT
