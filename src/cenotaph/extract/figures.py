"""Bare figures, whose people were told of before: "the government acknowledges 107", "the army 12"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract import figure_names as names
from cenotaph.extract import figure_wording as wording
from cenotaph.extract.figure_readers import BARE_READERS, READERS, Reader, bracketed, put_right, with_people
from cenotaph.extract.figure_spots import Figure, Spot
from cenotaph.extract.gapped_lists import singled_out, whole_of
from cenotaph.extract.lexicon import words
from cenotaph.extract.nearby import heads_of
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span

__all__ = ["Figure", "bare_figures", "topic_of"]

_OLDEST = 106  # years
_REMAINS = {"bodies", "corpses"}
_TOPICS = {
    "bodies",
    "corpses",
    "morgue",
    "mortuary",
    "dead",
    "killed",
    "deaths",
    "died",
    "victims",
    "toll",
    "losses",
    "fatalities",
    "perished",
    "deceased",
    "slain",
    "drowned",
}


_MOVED = {"displaced", "displacing", "freed", "freeing", "rescued", "rescuing", "evacuated", "saved", "released"}


def topic_of(sentence: Span) -> Measure | None:
    """What a sentence speaks of, without a count of its own: the dead, how many there were, or bodies."""
    spoken = {t.lower_ for t in sentence} & _TOPICS
    if not spoken:
        return None
    return Measure.BODIES_FOUND if spoken <= _REMAINS else Measure.KILLED


def bare_figures(sentence: Span, mentions: list[CountMention]) -> list[Figure]:
    """The bare figures of a sentence in order; ``mentions`` are those of the whole segment."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    own = [m for m in mentions if m.role == "count" and low <= m.start < high and not m.count.unknown]
    own = [m for m in own if m.count.text.lower() not in {"both", "all", "many", "most", "some", "either"}]
    own = [m for m in own if m.count.high != 0 or not _of_nothing(text[m.end : high])]
    out: list[Figure] = []
    last: CountMention | None = None
    for mention in own:
        head = heads_of(mention, sentence)
        if head is None:
            continue
        before, after = wording.QUOTE.sub("", text[low : mention.start]), text[mention.end : high]
        between = text[last.end : mention.start] if last is not None else ""
        up_to_last = text[low : last.start] if last is not None else ""
        spot = Spot(sentence, text, low, high, own, mention, head, last, out, before, after, between, up_to_last)
        if _of_something_else(spot):
            continue
        wrong = put_right(spot)
        if wrong is not None:
            out.append(wrong)
            continue
        figure = _first(READERS, spot)
        if figure is None and not spot.bare:
            if bracketed(spot):
                continue
            people = with_people(spot)
            out += [people] if people is not None else []
            if last is None or person_like(head) or head.lower_ in words("groups", "harm_heads"):
                last = mention  # not of "61 died in *two attacks*: 44 in Hama"
            continue
        figure = figure or _first(BARE_READERS, spot)
        out += [figure] if figure is not None else []
        last = mention
    if last is not None:
        whole = whole_of(last, own, text)
        singles = singled_out(sentence, last)
        heads = [next(t for t in sentence if end_of(t) >= one.end) for one in singles]
        out += [Figure(head, one, total=True, like=whole) for head, one in zip(heads, singles, strict=True)]
    return out


def _first(readers: tuple[Reader, ...], spot: Spot) -> Figure | None:
    return next((figure for read in readers if (figure := read(spot)) is not None), None)


def _of_nothing(after: str) -> bool:
    """ "none of these", "no danger": a nought that counts nobody."""
    return wording.OF_THESE.match(after) is not None or wording.NO_DANGER.match(after) is not None


def _of_something_else(spot: Spot) -> bool:
    """Whether the number counts no people who came to harm."""
    head, before, after, said = spot.head, spot.before, spot.after, spot.said
    if (head.dep_ in {"dobj", "npadvmod"} and head.head.lower_ in _MOVED) or any(
        c.lower_ in _MOVED for c in head.lefts
    ):
        return True  # "injured 102 people and *displaced 12,000*"
    aged = (spot.mention.count.best or _OLDEST) < _OLDEST and wording.AGE_BEHIND.search(before)
    if aged and re.match(r"\s*(?:[;.()]|$|and\s)", after):
        return True  # "Deng Malual, driver, *50*;"
    if spot.last is None and wording.BROUGHT_OUT.search(before):
        return True
    if said == "zero" and spot.last is None and re.search(r"\b(?:it|that)(?:'s| is| was) $", before):
        return True  # "trying to get them to talk, *it's zero*"
    return (
        any(p.search(before) for p in (wording.RULED_OUT, wording.FORECAST))  # "I can't rule out two"
        or any(
            p.match(after) for p in (wording.OUT_OF, wording.CLOCK, wording.FEARED)
        )  # "four out of five", "seven in the morning", "fear 400 could fall ill"
        or wording.ALIVE.search(after) is not None  # "nine of those listed, who are alive"
        or names.of_the_ill(before)  # "confirmed cases stand at 48", "recoveries stand at 14"
        or head.head.lower_ in {"rule", "ruled", "ruling"}  # "cannot rule out two"
        or bool(wording.AGED.search(before) and wording.PERSON.match(after))  # "even now at 86 she still says"
        or wording.HOUR.search(before) is not None  # "Mass will be said on Sunday at 9"
        or bool(wording.SAID_ONE.search(before) and said in {"one", "another"})  # "Nine, ten," said one.
        or bool(wording.SINGLED.match(after) and said == "one")  # "two recordings, one captured by a camera"
        or bool(wording.NAMES.match(after) and wording.TWICE.match(after))  # "17 names had been entered twice"
    )
