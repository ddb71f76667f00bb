"""Lists, tables and bulletins speak for whoever is named at their head or foot: "The ministry gave these figures:",
"Civil Defence bulletin, 12 May", "Source: district hospital"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cenotaph.extract.cues import is_verb, owner, subject
from cenotaph.extract.draft import Draft
from cenotaph.extract.hearing import Hearing
from cenotaph.extract.lexicon import words
from cenotaph.extract.parse import name_entities, parse
from cenotaph.extract.segments import Segment
from cenotaph.extract.table_cells import measure_named
from cenotaph.extract.telling import Attribution, reporting_verbs, speaks
from cenotaph.extract.voices import Voice, voice_of
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["give_voice_to_lists"]

_FOOT = re.compile(
    r"^\W*(?:Sources?|Figures|Data|Compiled by|According to)\b\s*(?:from|by)?\s*:?\s+(?P<who>[^\n]{3,60}?)\W*$"
)
# "[Press conference of the acting commandant, 21 June]", over questions and answers
_ASKED = re.compile(
    r"\b(?:press conference|briefing|interview|questions and answers|q ?& ?a|hearing|testimony)\b[^\n]{0,30}?"
    r"\b(?:of|by|with|to)\s+(?P<who>[^\n,;:\])]{3,60})",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^A(?:nswer)?\.?\s*:\s")
# "Ministry of Health - Daily update, 19 August"
_TITLE = re.compile(
    r"^(?P<who>[A-Z][^\n:|-]{3,60}?)\s+[-|]\s+[^\n]*\b(?:update|bulletin|report|statement|figures|release|briefing|situation)\b",
    re.IGNORECASE,
)
_LINE = 160  # a longer line is prose, not a row of a list


def give_voice_to_lists(drafts: Sequence[Draft], pieces: Sequence[Segment], hearing: Hearing, text: str) -> None:
    """Give a list's rows that speak for the outlet the voice at its head or foot; ``text`` is the report's.

    A head is the line above: one that ends with a colon, or names a statement and its author; a foot begins
    with "Source". Rows are short lines without a blank line between; a colon reaches over one blank line.
    """
    opens = [piece.start for piece in pieces]
    for draft in drafts:
        if draft.kind == "table":
            draft.segment = max(0, bisect_right(opens, draft.anchor[0]) - 1)
    mute = {draft.segment for draft in drafts if "speaker.outlet" in draft.rules}
    if not mute:
        return
    for number, piece in enumerate(pieces):
        asked = (
            _ASKED.search(piece.text) if piece.kind != "paragraph" or piece.text.startswith(("[", "(")) else None
        )
        if asked is not None and (answerer := _named(asked.group("who"))) is not None:
            _answers(drafts, pieces, number, answerer, hearing)
            continue
        if len(piece.text) > _LINE or not ({number - 1, number + 1} & mute):
            continue
        foot = _FOOT.match(piece.text)
        voice = _named(foot.group("who")) if foot else _head(piece)
        if voice is None:
            continue
        rows = _rows(pieces, number, -1 if foot else 1, text)
        _give(drafts, rows, voice, hearing)


def _give(drafts: Sequence[Draft], rows: set[int], voice: Voice, hearing: Hearing) -> None:
    for draft in drafts:
        if draft.segment in rows and "speaker.outlet" in draft.rules:
            draft.voice = voice
            draft.via = hearing.chain(Attribution(speaker=voice))
            draft.rules[draft.rules.index("speaker.outlet")] = "attribution.list"


def _answers(
    drafts: Sequence[Draft], pieces: Sequence[Segment], number: int, voice: Voice, hearing: Hearing
) -> None:
    """Give the answers below the head of a press conference to whoever holds it."""
    _give(drafts, {i for i in range(number, len(pieces)) if _ANSWER.match(pieces[i].text)}, voice, hearing)


def _rows(pieces: Sequence[Segment], start: int, step: int, text: str) -> set[int]:
    rows: set[int] = set()
    at = start + step
    colon = step > 0 and pieces[start].text.rstrip().endswith(":")
    while 0 <= at < len(pieces) and len(pieces[at].text) <= _LINE:
        above, below = sorted((pieces[at - step], pieces[at]), key=lambda piece: piece.start)
        gap = text[above.end : below.start].count("\n")
        if gap > 1 and not (colon and at == start + 1):
            break
        rows.add(at)
        at += step
    return rows


def _head(piece: Segment) -> Voice | None:
    colon = piece.text.rstrip().endswith(":")
    title = _TITLE.match(piece.text)
    if title is not None:
        return _named(title.group("who"))
    if not colon and piece.kind == "paragraph":
        return None
    doc = name_entities(parse(piece.text))
    made_known = words("reporting", "made_known", "verbs")
    for token in doc:
        givers = [c for by in token.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj"]
        if colon and givers and token.lower_ in made_known:
            return _known(givers[0])  # "figures by province, as given by the governors:"
        if is_verb(token) and token.lower_ in reporting_verbs() and colon:
            who = subject(token)
            return _known(who) if who is not None and speaks(who) else None
    roots = [t for t in doc if t.head == t]
    if roots and colon and roots[0].lower_ in {"from", "by", "per"}:
        roots = [c for c in roots[0].children if c.dep_ == "pobj"]  # "From the ministry's bulletin:"
        roots = [owner(c) or c for c in roots]
    roots = [t for t in roots if t.tag_[:2] == "NN" and measure_named(t.text) is None]  # "Deaths in the province:"
    if not roots:
        return None
    statement = roots[0].lower_ in words("reporting", "nouns", "statement")
    return _known(roots[0]) if statement or (colon and len(doc) <= 8) else None


def _named(who: str) -> Voice | None:
    roots = [t for t in name_entities(parse(who)) if t.head == t and t.tag_[:2] == "NN"]
    return _known(roots[0]) if roots else None


def _known(token: Token) -> Voice | None:
    voice = voice_of(token)
    unnamed = voice is None or voice.kind in {ActorKind.UNKNOWN, ActorKind.ANONYMOUS}
    statement = token.lower_ in words("reporting", "nouns", "statement")
    if voice is None or unnamed or (statement and token.lower_ in voice.name.lower()):
        return None
    return voice
