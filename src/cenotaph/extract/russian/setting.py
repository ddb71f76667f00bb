"""Where and when: the place and the period that a Russian sentence gives a claim, or the event just told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from cenotaph.extract.placing import lookup
from cenotaph.extract.russian.dates import PeriodMention
from cenotaph.extract.russian.lexicon import table, words
from cenotaph.extract.russian.parse import Sentence, Word, nominative
from cenotaph.extract.russian.speech import Heard
from cenotaph.model import Period, Place, Scope

__all__ = ["Setting", "Told", "refers_back", "setting_at"]

_T = TypeVar("_T", PeriodMention, "_Named")
_LONG = 31  # days; a longer period is a sum, and no day of an event


@dataclass(slots=True)
class Setting:
    """Place and period of one claim, spans in clean offsets of its own segment (None: carried from before)."""

    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None
    said_at: Period | None = None
    scope: Scope = Scope.INCIDENT


@dataclass(slots=True)
class Told:
    """Where and when the event told last took place; spans are offsets of the report."""

    place: Place | None = None
    place_span: tuple[int, int] | None = None
    period: Period | None = None
    period_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    place: Place
    start: int
    end: int
    word: Word


def setting_at(
    word: Word, sentence: Sentence, periods: list[PeriodMention], heard: Heard, hits: list[Word]
) -> Setting:
    """The setting of the statement around ``word``; ``hits`` are the words of the sentence's other statements."""
    out = Setting()
    saying = {v.i for v in heard.verbs}
    best = _nearest(word, _harm_periods(sentence, periods, saying, word, out), sentence, hits)
    if best is not None:
        out.period, out.period_span = best.period, (best.start, best.end)
        out.scope = _scope(best)
    place = _nearest(word, _places(sentence, heard), sentence, hits)
    if place is not None:
        out.place, out.place_span = place.place, (place.start, place.end)
    return out


def _scope(mention: PeriodMention) -> Scope:
    said = mention.period
    if mention.total == "open":
        return Scope.CUMULATIVE_TO_DATE
    length = (said.latest - said.earliest).days if said.latest and said.earliest else 0
    if (mention.total == "closed" and length > 0) or length > _LONG:
        return Scope.PERIOD
    return Scope.INCIDENT


def _harm_periods(
    sentence: Sentence, periods: list[PeriodMention], saying: set[int], word: Word, out: Setting
) -> list[PeriodMention]:
    """The periods of the harm; one that stands at the reporting verb is the day of the statement."""
    harm = []
    for mention in periods:
        if not sentence.start <= mention.start < sentence.end:
            continue
        inside = [w for w in sentence.words if w.end > mention.start and w.start < mention.end]
        head = next((w.head for w in inside if w.head is not None and w.head not in inside), None)
        if head is not None and head.i in saying and head is not word and _close(mention, head, word, sentence):
            out.said_at = mention.period
            continue
        harm.append(mention)
    return harm


def _close(mention: PeriodMention, verb: Word, word: Word, sentence: Sentence) -> bool:
    """Whether a date stands at the reporting verb: nearer to it than to the harm, with no comma between."""
    low, high = sorted((mention.start, verb.start))
    parted = any(low < w.start < high and w.low in {",", ";"} for w in sentence.words)
    return not mention.total and not parted and abs(verb.start - mention.start) <= abs(word.start - mention.start)


def _nearest(word: Word, found: list[_T], sentence: Sentence, hits: list[Word]) -> _T | None:
    """The one in the statement's own stretch of the sentence: fewest other statements between, then the closest."""
    others = [h.start for h in hits if h is not word]
    semicolons = [w.start for w in sentence.words if w.low == ";"]

    def cost(item: _T) -> tuple[int, int]:
        low, high = sorted((item.start, word.start))
        between = sum(low < other < high for other in others) + 2 * sum(low < s < high for s in semicolons)
        after = item.start > word.start
        return (between * 2 + (1 if after and between else 0), abs(item.start - word.start))

    return min(found, key=cost, default=None)


def _places(sentence: Sentence, heard: Heard) -> list[_Named]:
    out: list[_Named] = []
    voice = heard.speaker
    for start, end, kind in sentence.entities:
        inside = sentence.within(start, end)
        if kind not in {"LOC", "ORG"} or not inside:
            continue
        if voice is not None and voice.start <= start < voice.end and voice.end:
            continue
        found = _place(inside, sentence) if kind == "LOC" and not _bracketed(inside[0], sentence) else None
        if found is not None:
            out.append(found)
    if not out:
        out = [
            n
            for w in sentence.words
            if w.pos == "PROPN" and not w.entity
            for n in [_place([w], sentence)]
            if n and n.place.id
        ]
    return [
        n
        for n in out
        if not any(
            n is not m and m.start <= n.start and n.end <= m.end and m.end - m.start > n.end - n.start for m in out
        )
    ]


def _bracketed(word: Word, sentence: Sentence) -> bool:
    """ "(организация запрещена в РФ)" says nothing of where people died."""
    before = [w.low for w in sentence.words[: word.i]]
    opened = before.count("(") > before.count(")")
    return opened and any(low.startswith(("запрещ", "признан")) for low in before[-6:])


def _place(inside: list[Word], sentence: Sentence) -> _Named | None:
    """A place of harm: behind a preposition of place, of an event, part of a map; never whose people or office."""
    own = set(map(id, inside))
    head = next((w for w in inside if w.head is None or id(w.head) not in own), inside[0])
    span = list(inside)
    above = head.head
    if (
        above is not None
        and above.lemma in words("places", "words", "kinds")
        and head.rel in {"appos", "nmod", "flat"}
        and above.i < head.i
    ):
        span = sentence.words[above.i : inside[-1].i + 1]
        left = above
        while left.i and sentence.words[left.i - 1].head is above and sentence.words[left.i - 1].rel == "amod":
            left = sentence.words[left.i - 1]
        kind, anchor = above, above
    else:
        kind, anchor = None, head
    if not _of_place(anchor, sentence):
        return None
    text = _raw(span)
    found = _looked_up(inside, span, kind)
    place = replace(found, text=text) if found is not None else Place(text=text)
    return _Named(place, span[0].start, span[-1].end, anchor)


def _raw(span: list[Word]) -> str:
    out = ""
    for k, word in enumerate(span):
        out += (" " if k and word.start > span[k - 1].end else "") + word.text
    return out


def _of_place(word: Word, sentence: Sentence) -> bool:
    prep = word.prep.split()[-1] if word.prep else ""
    if not prep and word.i:
        before = sentence.words[word.i - 1]
        prep = before.low if before.pos == "ADP" else ""
    head = word.head
    if prep in words("places", "words", "prepositions"):
        if prep == "у" and word.lemma in {"берег", "побережье"}:
            return True
        if prep in {"от", "у", "из-под"}:
            return head is not None and (
                head.low in {"неподалеку", "недалеко", "вблизи", "близ"}
                or head.lemma in {"километр", "метр", "км", "север", "юг", "восток", "запад"}
            )
        if head is not None and head.lemma in words("places", "words", "not_of"):
            return False
        return not _care(word)
    if (
        head is not None
        and not prep
        and head.lemma in words("places", "words", "attacks")
        and word.rel in {"obj", "nmod", "obl"}
    ):
        return True
    if prep == "по":
        return head is not None and head.lemma in words("places", "words", "events")
    if prep:
        return False
    if head is None:
        return False
    if head.lemma in words("places", "words", "events") and word.case == "Gen":
        return True
    if head.lemma in words("places", "words", "kinds"):
        return _of_place(head, sentence) if head.i < word.i else False
    return (
        head.rel in {"nmod", "obl"}
        and word.case == "Gen"
        and _inanimate_spot(head)
        and bool(set(head.prep.split()) & words("places", "words", "prepositions"))
    )


def _inanimate_spot(head: Word) -> bool:
    return head.lemma in {
        "улица",
        "площадь",
        "рынок",
        "вокзал",
        "окраина",
        "центр",
        "север",
        "юг",
        "восток",
        "запад",
        "дорога",
    }


def _care(word: Word) -> bool:
    return any(a.lemma in words("places", "words", "not_of") for a in list(word.above())[:2])


def _looked_up(inside: list[Word], span: list[Word], kind: Word | None) -> Place | None:
    """The gazetteer's place by the name in the nominative, with its kind first ("провинция X", "Y область")."""
    name = _normal(inside)
    if kind is not None:
        whole = f"{nominative(kind).lower()} {name}"
        adjective = [w for w in span if w.rel == "amod" and w.head is kind]
        if adjective:
            whole = " ".join([nominative(w) for w in adjective] + [nominative(kind).lower()])
        found = lookup(whole)
        if found is not None:
            return found
    for form in (name, _raw(inside), *_lemmas(inside)):
        found = lookup(form)
        if found is not None:
            return found
    return None


def _normal(inside: list[Word]) -> str:
    out = ""
    for k, word in enumerate(inside):
        out += (" " if k and word.start > inside[k - 1].end else "") + nominative(word)
    return out


def _lemmas(inside: list[Word]) -> list[str]:
    """The lemma of a single name, capitalised part by part: the tagger's case is not always right."""
    if len(inside) != 1:
        return []
    return ["-".join(p.capitalize() if len(p) > 2 else p for p in inside[0].lemma.split("-"))]


def refers_back(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the event just told: "в результате", "взрыв" without a place of its own."""
    text = " ".join(w.low for w in sentence.words)
    if any(phrase in text for phrase in table("places")["back"]["phrases"].split("|")):
        return True
    return any(
        w.lemma in words("places", "words", "events")
        and w.rel.startswith("nsubj")
        and not any(c.entity == "LOC" for c in w.children)
        for w in sentence.words
    )
