"""Shares of a whole as the words have them: "nine of them foreigners", "of the 30 killed, 12 were women"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract import share_wording as wording
from cenotaph.extract.broken_down import broken_down
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.numbers import CountMention
from cenotaph.extract.persons import known_person, thing_like
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Measure
from cenotaph.places import nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Share", "measure_of", "noun_after", "of_victims", "shares"]

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_BEFORE_NOUN = _NOUNS | {"JJ", "JJS", "VBG", "HYPH", "CD"}
_ENDS = {
    *("and", "or", "who", "whose", "whom", "from", "in", "at", "of", "aged", "on", "with", "near", "under"),
    *("when", "by"),
    *("after", "as", "said", "according", "while", "among", "including", "but", "'s", "were", "was", "are", "the"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """A number that is part of a whole: where it stands, its measure if the words say it, and who they were.

    ``victims``: the whole is called the victims, who may be dead or hurt.
    """

    mention: CountMention
    measure: Measure | None
    noun: Token | None
    victims: bool = False


def shares(sentence: Span, mentions: list[CountMention]) -> list[Share]:
    """The shares that a sentence names, in order; ``mentions`` are those of the whole segment."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    own = [m for m in mentions if low <= m.start < high and m.role == "count"]
    out: list[Share] = []
    for number, mention in enumerate(own):
        if wording.CARRIED.search(text[low : mention.start]):
            continue  # "when the pick-up *carrying 26 of them* overturned"
        if wording.KIN_OF.search(text[low : mention.start]):
            continue  # "spoke to the families of eleven of those listed"
        follows = wording.OF.match(text[mention.end : min(high, mention.end + 60)])
        if follows is not None and (
            wording.OF_KIN.search(text[low : mention.start])
            or wording.SPARED.match(text[mention.end :])
            or wording.LIVES.match(text[mention.end + follows.end() : high])
        ):
            continue  # "apologise to the families, one of whom had held a funeral"
        if wording.OF_THE_SPARED.match(text[mention.end : high]):
            continue
        if wording.TELLERS.match(text[mention.end : high]):
            continue  # "according to two officials, none of whom wanted to be named"
        if mention.count.high == 0 and wording.HAD.match(text[mention.end : high]):
            continue  # "17 people, not one of whom had powder on his hands"
        if follows is None and wording.WHOM.search(text[low : mention.start]):
            noun = noun_after(sentence, mention.end)
            out.append(Share(mention, None, noun))
            out += _likewise(own[number:], sentence)
            out += _led_alike(own[number + 1 :], text, mention.end, high, None)
            if noun is not None:
                out += _chained(own[number + 1 :], sentence, noun, None)
            continue
        if follows is None and (postponed := wording.POSTPONED.match(text[mention.end : high])):
            whole = postponed.group()
            noun = noun_after(sentence, mention.end)
            out.append(Share(mention, measure_of(whole), noun, of_victims(whole)))
            continue
        if mention.count.high == 0 and wording.NONE_BADLY.match(text[mention.end : high]):
            continue  # "12 were cut, none of them seriously"
        if (
            follows is None
            and wording.AFTER_CASES.match(text[mention.end : high])
            and wording.CAUSE.search(text[low:high])
        ):
            out.append(Share(mention, None, None))
            continue
        if follows is None:
            if wording.HOW_BADLY.match(text[mention.end : high]):
                out.append(Share(mention, Measure.INJURED, None))
            continue
        at = mention.end + follows.end()
        if follows.group().endswith(("m", "ch")) and (whose := wording.OF_WHOM_THEN.match(text[at:high])):
            at += whose.end()
        measure = measure_of(follows.group())
        if measure is None and (named := wording.WHOLE.search(text[low : mention.start])):
            measure = measure_of(named.group())
        noun = noun_after(sentence, at) or _made_up(sentence, mention)
        out.append(Share(mention, measure, noun, of_victims(follows.group())))
        if noun is None and wording.IN_PLACE.match(text[at:high]):
            out += _elsewhere(own[number + 1 :], text, at, high, measure)
        out += _led_alike(own[number + 1 :], text, at, high, measure)
        if noun is not None:
            out += _chained(own[number + 1 :], sentence, noun, measure)
    out += [
        Share(m, measure_of(text[low : m.start]), noun or noun_after(sentence, m.end))
        for m, noun in broken_down(sentence, own)
    ]
    out += _accounted(own, sentence)
    out += _opening(own, sentence) + _cases(own, sentence)
    for match in [*wording.FRONTED.finditer(text[low:high]), *wording.FRONTED_BARE.finditer(text[low:high])]:
        whole = match.group("whole")
        fronted = _fronted(own, sentence, low + match.end(), measure_of(whole))
        out += [replace(share, victims=of_victims(whole)) for share in fronted]
    out += _opening(own, sentence)
    unique: dict[int, Share] = {}
    out = [share for share in out if not wording.MOVED.match(text[share.mention.end : high])]
    for share in sorted(out, key=lambda one: one.measure is None):  # "*Of the villagers who died*, nine were women"
        unique.setdefault(share.mention.start, share)
    return sorted(unique.values(), key=lambda one: one.mention.start)


def _made_up(sentence: Span, mention: CountMention) -> Token | None:
    """ "*Pedestrians* made up 12 of the dead": who the share was, before its verb."""
    before = wording.COMPRISED.search(text_of(sentence.doc)[sentence[0].idx : mention.start])
    if before is None:
        return None
    at = sentence[0].idx + before.start("who")
    noun = next((t for t in sentence if t.idx >= at), None)
    return noun if noun is not None and known_person(noun) else None


def _accounted(own: list[CountMention], sentence: Span) -> list[Share]:
    """ "Nairobi accounted for *eleven*", "women made up *nine*": a number as the share of a place or a group."""
    text = text_of(sentence.doc)
    out: list[Share] = []
    for mention in own:
        found = wording.ACCOUNTED.search(text[sentence[0].idx : mention.start])
        if found is None or not wording.STOPS.match(text[mention.end : end_of(sentence[-1])]):
            continue
        at = sentence[0].idx + (found.start("who") if found["who"] else found.start("next"))
        whose = next((t for t in sentence if t.idx + len(t) > at), None)
        if (
            whose is None
            or whose.tag_[:2] not in {"NN", "JJ"}
            or mention.count.text.lower() in {"all", "both", "most"}
        ):
            continue  # "the company has accounted for all but two"
        group = whose if known_person(whose) and whose.tag_ in {"NN", "NNS"} else None
        out.append(Share(mention, None, group))
    return out


def _opening(own: list[CountMention], sentence: Span) -> list[Share]:
    """ "*Nine were women* and two were infants": numbers alone that a verb of being describes as people."""
    text = text_of(sentence.doc)
    low = sentence[0].idx
    out: list[Share] = []
    for number, mention in enumerate(own):
        opens = wording.OPENING.search(text[low : mention.start]) is not None
        after = wording.WERE.match(text[mention.end : end_of(sentence[-1])])
        if opens and wording.CAUSED.match(text[mention.end : end_of(sentence[-1])]) and mention.count.high != 0:
            out.append(Share(mention, Measure.KILLED, None))
            continue
        if not (opens and after) or mention.definite or mention.count.high == 0:
            continue
        at = mention.end + after.end()
        if wording.AGES.match(text[mention.end :]):
            out.append(Share(mention, None, None))
            continue
        noun = noun_after(sentence, at)
        if noun is None:
            noun = _people_from(next((t for t in sentence if t.idx >= at), None))
        if noun is not None and (known_person(noun) or noun.text[:1].isupper()):
            out.append(Share(mention, None, noun))
            out += _chained(own[number + 1 :], sentence, noun, None)
    return out


def _cases(own: list[CountMention], sentence: Span) -> list[Share]:
    """ "*In the remaining 11 cases* no cause was given", after deaths that were counted."""
    text = text_of(sentence.doc)
    low, high = sentence[0].idx, end_of(sentence[-1])
    if not wording.COUNTED_CASES.search(text[:low]):
        return []
    return [
        Share(m, None, None)
        for m in own
        if wording.IN_CASES.search(text[low : m.start]) and wording.CASES.match(text[m.end : high])
    ]


def _people_from(first: Token | None) -> Token | None:
    """The last word for people in a run of nouns and adjectives ("off-duty *police* or nurses")."""
    found = None
    while first is not None and first.i < first.sent.end and first.tag_ in _NOUNS | {"JJ", "HYPH", "CD"}:
        found = first if known_person(first) else found
        first = first.nbor() if first.i + 1 < first.sent.end else None
    return found


def _chained(following: list[CountMention], sentence: Span, noun: Token, measure: Measure | None) -> list[Share]:
    """ "28 of them American, *13 British*": numbers with a noun each that go on with the same whole."""
    text = text_of(sentence.doc)
    out: list[Share] = []
    at = end_of(noun)
    for mention in following:
        if not wording.NEXT.match(text[at : mention.start]):
            break
        after = noun_after(sentence, mention.end)
        if after is None:
            break
        closes = after.i + 1 >= sentence.end or sentence.doc[after.i + 1].tag_[:2] not in {"VB", "MD"}
        if not closes:
            break
        out.append(Share(mention, measure, after))
        at = end_of(after)
    return out


def _likewise(own: list[CountMention], sentence: Span) -> list[Share]:
    """ "Among them, 12 were foreigners, while *78 were locals*": numbers behind the first that have a verb each."""
    text = text_of(sentence.doc)
    out: list[Share] = []
    for before, mention in pairwise(own):
        rest = text[mention.end : end_of(sentence[-1])]
        if not (wording.MEANWHILE.match(text[before.end : mention.start]) and wording.WERE.match(rest)):
            break
        noun = noun_after(sentence, mention.end)
        if noun is None:
            break
        out.append(Share(mention, None, noun))
    return out


def _elsewhere(
    following: list[CountMention], text: str, at: int, high: int, measure: Measure | None
) -> list[Share]:
    """ "69 of them on the island *and eight in the town*": shares by place."""
    out: list[Share] = []
    for mention in following:
        if not wording.BETWEEN.match(text[at : mention.start]) or not wording.IN_PLACE.match(
            text[mention.end : high]
        ):
            break
        out.append(Share(mention, measure, None))
        at = mention.end
    return out


def _led_alike(
    following: list[CountMention], text: str, at: int, high: int, measure: Measure | None
) -> list[Share]:
    """ "six of them came from Mali, *five from Niger*": numbers alone that repeat the preposition of the first."""
    led = wording.LED_BY.match(text[at:high])
    out: list[Share] = []
    for mention in following if led is not None else []:
        again = wording.LED_BY.match(text[mention.end : high])
        if not wording.BETWEEN.match(text[at : mention.start]) or again is None or led is None:
            break
        if again["by"].lower() != led["by"].lower():
            break
        out.append(Share(mention, measure, None))
        at = mention.end
    return out


def _fronted(own: list[CountMention], sentence: Span, start: int, measure: Measure | None) -> list[Share]:
    """ "Of the 30 killed, *12 were women* and 4 children"."""
    text = text_of(sentence.doc)
    stop = text.find(";", start, end_of(sentence[-1]))
    out: list[Share] = []
    for mention in own:
        if mention.start < start or (0 <= stop < mention.start and not (out and _new_clause(text, mention))):
            continue
        if wording.TURNED_UP.match(text[mention.end :]):
            continue
        first = next((t for t in sentence if t.idx >= mention.start), None)
        before = sentence.doc[first.i - 1].lower_ if first is not None and first.i > sentence.start else ""
        if before in {
            "were",
            "was",
            "under",
            "over",
            "aged",
            "in",
            "at",
            "on",
            "by",
            "from",
            "for",
            "since",
            "within",
        }:
            continue
        out.append(Share(mention, measure, noun_after(sentence, mention.end)))
    return out


def _new_clause(text: str, mention: CountMention) -> bool:
    """ "...; *thirty or so* had their hands tied": a number that opens the next clause."""
    return re.search(r";\s+(?:and\s+|but\s+|while\s+)?(?:the\s+)?(?:other\s+)?$", text[: mention.start]) is not None


def noun_after(sentence: Span, at: int) -> Token | None:
    """The noun that says who they were right after a number or an "of them", a verb of being between allowed."""
    doc = sentence.doc
    skipped = wording.BEING.match(text_of(doc)[at : end_of(sentence[-1])])
    start = at + (skipped.end() if skipped else 0)
    last = None
    token = next((t for t in sentence if t.idx >= start), None)
    while token is not None and token.i < sentence.end:
        if token.tag_ not in _BEFORE_NOUN or token.lower_ in _ENDS:
            break
        if token.tag_ == "VBG" and last is not None and last.tag_ == "NNS":
            return last  # "civilians selling bread"
        last = token
        token = doc[token.i + 1] if token.i + 1 < sentence.end else None
    if last is None or not (last.tag_ in _NOUNS or (last.tag_ == "JJ" and last.text[:1].isupper())):
        return None
    if thing_like(last) and last.lower_ not in words("groups", "harm_heads"):
        return None  # "339 of the casualties, *mines* for 22", "nine needed surgery"
    closes = token is None or token.i >= sentence.end or token.is_punct or token.lower_ in _ENDS
    closes = closes or (token is not None and token.tag_ in {"VBN", "VBD"} and token.lower_ in triggers())
    named = last is not None and last.tag_ == "NNP" and nationality_of(last.text) is None
    return last if closes and not named else None


def measure_of(words_said: str) -> Measure | None:
    """The measure that the words for a whole name ("the dead", "those detained"); None of "them", "the victims"."""
    lowered = words_said.lower()
    for measure, marks in _MEASURES:
        if any(mark in lowered for mark in marks):
            return measure
    return None


def of_victims(words_said: str) -> bool:
    """Whether the words call the whole "the victims", of whom the report alone tells whether they live."""
    return "victim" in words_said.lower()


_MEASURES = (
    (Measure.BODIES_FOUND, ("bodies", "corpses", "remains", "skeletons")),
    (
        Measure.KILLED,
        (
            *("martyr", "dead", "died", "killed", "deceased", "slain", "fatalities", "death", "perished"),
            *("drowned", "murdered", "executed"),
        ),
    ),
    (Measure.INJURED, ("wounded", "injured", "hurt", "patients", "treated", "hospitalis", "hospitaliz")),
    (Measure.KILLED_OR_INJURED, ("casualties", "casualty")),
    (Measure.MISSING, ("missing", "trapped", "disappear")),
    (Measure.DETAINED, ("detain", "detention", "arrest", "abduct", "kidnap", "captives", "hostages")),
)
