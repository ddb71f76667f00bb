"""The places that a sentence names: known to the gazetteer or not, each with the word that ties it to its clause.

Read from the words rather than from the parse's noun phrases, which the model often cuts wrongly around names
that it has never seen. Tables: ``data/placing.toml`` and ``data/scope.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, words
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.seats import of_care, of_origin
from cenotaph.extract.voices import kind_of
from cenotaph.model import ActorKind, Place
from cenotaph.places import country_of, default_gazetteer, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["UNNAMED", "PlaceMention", "lookup", "place_in_front", "places_in"]

_STRIKERS = {"US", "IL", "GB", "RU", "TR", "FR", "SA"}  # "US air strikes": who struck, not where
UNNAMED = 9
"""The detail of a place without a name ("the market"): it serves where the sentence names no other."""
_RUN = 6  # words of a name at most
_MARKS = {":", "|", "-", "–", "—"}
_NONE = {"no", "none", "nobody", "dozens", "several"}
_ARTICLES = {
    "al",
    "el",
    "ad",
    "an",
    "ar",
    "as",
    "ash",
    "at",
    "az",
}  # the Arabic article as it is written before a dash


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place with the span of its words (offsets in the segment), the token that ties it to a clause, and how
    closely it places (1 a spot ... 6 a country). ``noun`` is the noun of place among its words, if any."""

    place: Place
    start: int
    end: int
    anchor: Token
    detail: int
    noun: str | None = None


@lru_cache(maxsize=20_000)
def lookup(name: str, country: str | None = None) -> Place | None:
    """The gazetteer's place for a name, within ``country`` when given, or None; asked once per name."""
    return default_gazetteer().lookup(name, country=country)


def places_in(sentence: Span) -> Iterator[PlaceMention]:
    """Every place named in ``sentence``, but not those where the wounded are only treated."""
    for token in sentence:
        lower = token.lower_
        if lower in _prepositions():
            found = _after_preposition(token)
        elif lower in words("placing", "verbs") and token.tag_[:2] == "VB":
            found = _object(token)
        elif lower in words("scope", "events") and token.tag_[:2] == "NN":
            found = _before_event(token)
        else:
            continue
        if found is not None:
            yield found


def place_in_front(sentence: Span) -> PlaceMention | None:
    """The place that heads a sentence or a row of a table ("Karesh: 12 killed", "Attack on a post, Kandahar: ...").

    A name that the gazetteer does not know counts when a number follows and it is nobody who could be speaking.
    """
    doc = sentence.doc
    mark = next((t for t in sentence if t.text in _MARKS and _stands_apart(t)), None)
    if mark is None:
        return None
    rows = [sentence.start]
    while rows[-1] < mark.i and (doc[rows[-1]].is_punct or doc[rows[-1]].text.rstrip(".").isdigit()):
        rows[-1] += 1
    rows += [t.i + 1 for t in doc[sentence.start : mark.i] if t.text == ","]
    counted = mark.i + 1 < sentence.end and (doc[mark.i + 1].like_num or doc[mark.i + 1].lower_ in _NONE)
    if counted and mark.i == rows[0] + 1 and doc[rows[0]].text[:1].isupper():
        only = doc[rows[0]]  # a row's one word, which the parse often takes for a common noun
        known = lookup(only.text)
        if known is not None:
            return PlaceMention(known, only.idx, end_of(only), mark, 5)
    for first in rows:
        run = _run(doc, first, mark.i) if first < mark.i else None
        if run is None or not run.named or not (run.last == mark.i or doc[run.last].text == ","):
            continue
        text = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
        person = run.last - run.first > 1 and doc[run.last - 1].ent_type_ == "PERSON"
        nobody = counted and first == rows[0] and not person and kind_of(text) is ActorKind.UNKNOWN
        known = lookup(text) or (lookup(_bare(doc, run)) if run.noun else None)
        if known is not None or nobody:
            start, end = doc[run.first].idx, end_of(doc[run.last - 1])
            return PlaceMention(known or Place(text=text), start, end, mark, 5, run.noun)
    return None


def _stands_apart(mark: Token) -> bool:
    """A colon, or a dash or bar with blanks around it."""
    return mark.text == ":" or (mark.i > 0 and bool(mark.doc[mark.i - 1].whitespace_) and bool(mark.whitespace_))


def _prepositions() -> frozenset[str]:
    return (
        words("placing", "prepositions", "strong")
        | words("placing", "prepositions", "known")
        | words("placing", "prepositions", "after_event")
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of words that may be a place: ``first`` to ``last`` (document indices, last excluded)."""

    first: int
    last: int
    noun: str | None
    named: bool


def _after_preposition(prep: Token) -> PlaceMention | None:
    doc, lower = prep.doc, prep.lower_
    run = _run(doc, prep.i + 1, prep.sent.end)
    if run is None or of_care(prep, run.noun) or of_origin(prep) or _sides(prep, run):
        return None
    opening = doc[run.first : run.first + 3].text.lower()
    if run.last == run.first + 1 and opening.endswith(("of july", "of november", "of may")):
        return None  # "at a *Fourth of July* party"
    outer = prep.head
    after_event = lower in words("placing", "prepositions", "after_event") and (
        outer.lower_ in words("scope", "events") or outer.lower_.endswith(("ing", "killing"))
    )
    named = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
    if lower == "of" and outer.lower_ == "loss" and run.noun is None and lookup(named) is None:
        return None  # "the loss of *Anna Reid*"
    if lower == "of" and not after_event and outer.lower_ not in words("placing", "nouns", "of"):
        return None
    if lower == "of" and run.noun is None and outer.lower_ in words("placing", "not", "acts_on_people"):
        return None  # "the stabbing of *Ana Ruiz*"
    if lower == "against" and not (after_event and run.noun):
        return None
    if lower == "from" and outer.tag_[:2] == "NN" and outer.lower_ not in words("placing", "nouns", "harmed"):
        return None
    strong = lower in words("placing", "prepositions", "strong") or after_event or lower == "of"
    strong = strong or (lower == "from" and outer.lower_ in words("placing", "verbs", "taking"))
    return _mention(prep, run, strong=strong)


def _object(verb: Token) -> PlaceMention | None:
    run = _run(verb.doc, verb.i + 1, verb.sent.end)
    if run is None:
        return None
    return _mention(verb, run, strong=verb.lower_ in words("placing", "verbs", "sure"))


def _run(doc: Doc, i: int, stop: int) -> _Name | None:
    """The name that opens at ``i``, past determiners and directions and "the village of"."""
    while i < stop and (
        doc[i].tag_ in {"DT", "PRP$", "PDT"}
        or (doc[i].text.isdigit() and i + 2 < stop and _addressed(doc, i + 1))
        or doc[i].lower_ in words("placing", "not", "directions")
        or _adjective(doc[i])
    ):
        i += 1
    for k in range(i, min(i + 4, stop - 1)):
        # "the remote village of Orrin", "the 3800 block of West 16th Street"
        kind_of_place = doc[k].lower_ in words("placing", "nouns", "of") or doc[k].lower_ in _nouns()
        if kind_of_place and doc[k + 1].lower_ == "of":
            inner = _run(doc, k + 2, stop)
            if inner is not None and inner.named:
                kind = doc[k].lower_.removesuffix("s")
                return replace(inner, noun=inner.noun or (kind if kind in _nouns() else None))
            break
        if doc[k].lower_ in words("placing", "nouns", "ways"):
            leads = k + 1 + (doc[k + 1].lower_ == "out")
            inner = _run(doc, leads + 1, stop) if doc[leads].lower_ in words("placing", "nouns", "leads") else None
            if inner is not None and inner.named:
                return replace(inner, noun=inner.noun or doc[k].lower_)  # "the road out of Doron"
        if doc[k].tag_[:2] not in {"NN", "JJ", "CD"} or doc[k].tag_ in {"NNP", "NNPS"}:
            break
    first, named = i, False
    if i + 2 < stop and doc[i + 1].text == "-" and doc[i].lower_ in _ARTICLES and _proper(doc[i + 2]):
        named, i = True, i + 3  # "al-Hadba"
    while (
        i < stop
        and i - first < _RUN
        and (_proper(doc[i]) or (named and (_joins(doc, i, stop) or _numbered(doc, i))))
    ):
        named = True
        i += 1
    if named and i + 1 < stop and doc[i].tag_ == "POS":
        within = _run(doc, i + 1, stop)
        if within is not None and within.named:
            return within  # "Chicago's Garfield Park"
    if named and i + 1 < stop and doc[i].lower_ == "of" and _proper(doc[i + 1]):
        whole = _run(doc, i + 1, stop)
        if whole is not None and lookup(text_of(doc)[doc[first].idx : end_of(doc[whole.last - 1])]) is not None:
            i = whole.last  # "the Democratic Republic of Congo"
    last, noun, k = i, None, i
    while k < stop and k - i < 3:
        kind = doc[k].lower_
        if kind in _nouns() and doc[k].tag_[:2] in {"NN", "VB", "JJ"}:
            noun, last = kind, k + 1
        elif kind not in words("placing", "nouns", "between") and not _compound(doc, k):
            break
        k += 1
    if not named and noun is None:
        return None
    if not named and noun in words("placing", "nouns", "before_name") and last < stop and _proper(doc[last]):
        whole = _run(doc, last, stop)
        if whole is not None and whole.named:
            return replace(whole, noun=whole.noun or noun)  # "the river Solva"
    own = named and noun in words("placing", "nouns", "district")  # "the Montero district of Puerto Hondo"
    if noun in words("placing", "nouns", "of") and not own and last + 1 < stop and doc[last].lower_ == "of":
        inner = _run(doc, last + 1, stop)
        if inner is not None and inner.named:
            return inner  # "the Red Sea port of Amar"
    if named and noun is None and last - first > 1:
        # "Cole Avenue", "Highway 9": the noun is part of the name
        noun = next((t.lower_ for t in reversed(doc[first:last]) if t.lower_ in _nouns()), None)
    return _Name(first, last, noun, named)


def _compound(doc: Doc, k: int) -> bool:
    """A common noun in front of another ("harvest market", "night market", "maternity hospital")."""
    token = doc[k]
    return token.tag_ == "NN" and token.lower_ == token.text and token.is_alpha and token.dep_ == "compound"


def _sides(prep: Token, run: _Name) -> bool:
    """ "between the Enaro and Wapi clans", "between Hamas and Fatah": who fought, not where."""
    doc = prep.doc
    if prep.lower_ != "between" or run.last + 1 >= prep.sent.end or doc[run.last].lower_ != "and":
        return False
    other = _run(doc, run.last + 1, prep.sent.end)
    if other is None or other.noun is not None:
        return False
    after = doc[other.last] if other.last < prep.sent.end else None
    people = after is not None and after.tag_[:2] == "NN" and after.lower_ not in _nouns()
    one = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
    return people or kind_of(one) is not ActorKind.UNKNOWN


def _adjective(token: Token) -> bool:
    return token.tag_ in {"JJ", "VBN", "VBG"} and token.lower_ == token.text


def _proper(token: Token) -> bool:
    if token.lower_ in words("placing", "not", "peoples") or nationality_of(token.text):
        return False  # "a Shiite mosque", "a Syrian village"
    if token.tag_ in {"NNP", "NNPS"}:
        written = token.text[:1].isupper() or token.text[:1].isdigit()
        return written and token.lower_ not in words("scope", "places", "not_places")
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and token.tag_[:2] in {"NN", "JJ", "FW", "VB"}
        and token.i > token.sent.start
    )


def _joins(doc: Doc, i: int, stop: int) -> bool:
    """A particle, hyphen or number inside a name ("Tin-Adar", "Sheikh al Zuhair", "West 16th Street")."""
    token = doc[i]
    if i + 2 < stop and doc[i + 1].text == "-" and token.lower_ in words("placing", "not", "particles"):
        return _proper(doc[i + 2])  # "Suq al-Rubu"
    if i + 1 >= stop or not _proper(doc[i + 1]):
        return False
    if token.text in {"-", "'", "’"}:
        return not token.whitespace_ and not doc[i - 1].whitespace_
    return token.lower_ in words("placing", "not", "particles") - {"of", "the"} or token.text[:1].isdigit()


def _addressed(doc: Doc, i: int) -> bool:
    """Whether the words after a number are a street's ("at 14 Marlow Crescent")."""
    return _proper(doc[i]) and any(
        t.lower_ in words("placing", "nouns", "spot") and _proper(t) for t in doc[i + 1 : i + 3]
    )


def _numbered(doc: Doc, i: int) -> bool:
    """The number of a road, square or gate ("Highway 9", "Gate 4")."""
    return doc[i].text.isdigit() and len(doc[i].text) <= 3 and doc[i - 1].lower_ in _nouns()


@lru_cache(maxsize=1)
def _nouns() -> dict[str, int]:
    """Noun of place -> how closely it places."""
    out: dict[str, int] = {}
    for detail, key in ((1, "spot"), (1, "gathering"), (2, "settlement"), (3, "district"), (4, "province")):
        out.update(dict.fromkeys(words("placing", "nouns", key), detail))
    return out


def _mention(anchor: Token, run: _Name, *, strong: bool) -> PlaceMention | None:
    doc = anchor.doc
    start, end = doc[run.first].idx, end_of(doc[run.last - 1])
    text = text_of(doc)[start:end]
    if not run.named:
        return _unnamed(anchor, run)
    following = doc[run.last] if run.last < anchor.sent.end else None
    if following is not None and following.text == "," and run.noun is None and _aged(doc, run.last + 1):
        return None  # "Ana Ruiz, 34, ..."
    if following is not None and following.tag_ == "POS":
        if run.last + 1 < anchor.sent.end and doc[run.last + 1].tag_[:2] in {"NN", "JJ", "CD"}:
            return None
        text, end, following = text_of(doc)[start : end_of(following)], end_of(following), None  # "on St Mark's"
    proper = doc[run.first : run.last]
    kinds = {t.ent_type_ for t in proper if t.tag_ in {"NNP", "NNPS"}}
    known = lookup(text, _country_after(doc, run.last)) or (lookup(_bare(doc, run)) if run.noun else None)
    if known is not None and not (kinds <= {"PERSON", "NORP"} and kinds and not strong):
        detail = int(known.precision) if known.precision is not None else 3
        return PlaceMention(known, start, end, anchor, min(detail, _nouns().get(run.noun or "", 9)), run.noun)
    if run.noun is not None:
        return PlaceMention(Place(text=text), start, end, anchor, _nouns()[run.noun], run.noun)
    modifies = following is not None and following.tag_[:2] == "NN" and following.lower_ not in _nouns()
    acronym = len(proper) == 1 and text.isupper()
    actor = kind_of(text) is not ActorKind.UNKNOWN  # "in Hamas", "at Reuters"
    if (
        not strong
        or modifies
        or acronym
        or actor
        or {kind.lower() for kind in kinds} & words("placing", "not", "types")
    ):
        return None
    return PlaceMention(Place(text=text), start, end, anchor, 2)


def _of_time(quarter: Token) -> bool:
    """ "in the same quarter", "the third quarter", "the quarter of 2022": three months, and no part of a town."""
    ordinal = any(
        c.lower_ in {"same", "last", "previous", "final"} or c.lower_.endswith(("st", "nd", "rd", "th"))
        for c in quarter.lefts
    )
    dated = any(g.like_num for c in quarter.children if c.lower_ in {"of", "to"} for g in c.subtree)
    return ordinal or dated


def _aged(doc: Doc, i: int) -> bool:
    """Whether an age closed by a mark stands at ``i``."""
    if i + 1 >= len(doc) or not doc[i].text.isdecimal() or len(doc[i].text) > 2:
        return False
    return doc[i + 1].is_punct


def _unnamed(anchor: Token, run: _Name) -> PlaceMention | None:
    """ "the market": a place told of before, kept in its words when the sentence names no other."""
    doc, noun = anchor.doc, anchor.doc[run.last - 1]
    first = run.first
    if noun.lower_ == "quarter" and doc[noun.i - 1].lower_ in table("number_words")["ordinals"].keys() | {"last"}:
        return None  # "in the first quarter of this year"
    described = first < run.last - 1 or (
        first > 0 and doc[first - 1].lower_ in words("placing", "not", "directions")
    )
    if noun.lower_ in words("placing", "nouns", "gathering") or (noun.lower_ == "quarter" and _of_time(noun)):
        return None
    if noun.lower_ in words("placing", "not", "unnamed") and not described:
        return None
    articles = {c.lower_ for c in doc[max(anchor.i, first - 3) : first]} & {"the", "a", "an"}
    if not articles:
        return None
    start, end = doc[first].idx, end_of(noun)
    told = noun.lower_ if "the" in articles else None  # "a market" points at none told of before
    return PlaceMention(Place(text=text_of(doc)[start:end]), start, end, anchor, UNNAMED, told)


def _bare(doc: Doc, run: _Name) -> str:
    """The name without its noun of place: "Karsa" of "Karsa district"."""
    last = run.last
    while last > run.first + 1 and doc[last - 1].lower_ in _nouns() and not doc[last - 1].text[:1].isupper():
        last -= 1
    return str(text_of(doc)[doc[run.first].idx : end_of(doc[last - 1])])


def _before_event(noun: Token) -> PlaceMention | None:
    """ "the Kabul blast", "Istanbul's airport attack": a known place in front of an event noun."""
    doc = noun.doc
    left = noun.left_edge.i
    run = [t for t in doc[left : noun.i] if t.tag_ in {"NNP", "NNPS"}]
    for size in range(len(run), 0, -1):
        group = run[:size]
        if group[-1].i - group[0].i + 1 > size + 2:
            continue
        start, end = group[0].idx, end_of(group[-1])
        text = text_of(doc)[start:end]
        if (text.isupper() and len(text) <= 3) or country_of(text) in _STRIKERS:
            continue
        if group[-1].ent_type_ in {"PERSON", "ORG", "NORP"} and country_of(text) is None:
            continue
        known = lookup(text)
        if known is not None:
            detail = int(known.precision) if known.precision is not None else 3
            return PlaceMention(known, start, end, noun, detail)
    return None


def _country_after(doc: Doc, i: int) -> str | None:
    for k in range(i, min(i + 6, len(doc))):
        code = country_of(doc[k].text) if doc[k].tag_ in {"NNP", "NNPS"} else None
        if code:
            return code
    return None
