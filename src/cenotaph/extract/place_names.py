"""A name of a place read from the words: where it begins and ends, and the noun of place among them.

"the village of Orrin", "Tin-Adar market", "the 3800 block of West 16th Street". Table: ``data/placing.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import words
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.model import Place
from cenotaph.places import default_gazetteer, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PlaceName", "bare_name", "counts_places", "lookup", "name_at", "place_nouns"]

_SIDES = {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "center"}
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_ROAD = re.compile(r"([A-Z]{1,3})-?\d{1,4}[A-Z]?")
_RUN = 6  # words of a name at most
# the Arabic article as it is written before a dash
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ad",
        "ed",
        "ud",
        "an",
        "en",
        "un",
        "ar",
        "er",
        "ur",
        "as",
        "es",
        "us",
        "ash",
        "esh",
        "ush",
        "at",
        "et",
        "ut",
        "az",
        "ez",
        "uz",
    ]
)
_ALONE = {"az", "ez", "uz", "esh", "ul"}  # of these no other word is spelt alike ("Deir ez Zor")


@lru_cache(maxsize=20_000)
def lookup(name: str, country: str | None = None) -> Place | None:
    """The gazetteer's place for a name, within ``country`` when given, or None; asked once per name."""
    return default_gazetteer().lookup(name, country=country)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A run of words that may be a place: ``first`` to ``last`` (document indices, last excluded)."""

    first: int
    last: int
    noun: str | None
    named: bool


def name_at(doc: Doc, i: int, stop: int) -> PlaceName | None:
    """The name that opens at ``i``, past determiners and directions and "the village of"."""
    crossing = _crossing(doc, i, stop)
    if crossing is not None:
        return crossing
    while i < stop and (
        (doc[i].tag_ in {"DT", "PRP$", "PDT"} and doc[i].text != "Our")
        or (doc[i].text.isdigit() and i + 2 < stop and _addressed(doc, i + 1))
        or (doc[i].lower_ in words("placing", "not", "directions") and not _of_the_name(doc, i, stop))
        or _adjective(doc[i])
        or counts_places(doc, i, stop)
    ):
        i += 1
    i = _past_holder(doc, i, stop)
    if i < stop and _road_number(doc[i]):
        return PlaceName(i, i + 1, "road", named=True)
    for k in range(i, min(i + 4, stop - 1)):
        # "the remote village of Orrin", "the 3800 block of West 16th Street"
        kind_of_place = doc[k].lower_ in words("placing", "nouns", "of") or doc[k].lower_ in place_nouns()
        if kind_of_place and doc[k + 1].lower_ == "of":
            inner = name_at(doc, k + 2, stop)
            if inner is not None and inner.named:
                kind = doc[k].lower_.removesuffix("s")
                return replace(inner, noun=inner.noun or (kind if kind in place_nouns() else None))
            break
        if doc[k].lower_ in words("placing", "nouns", "ways"):
            leads = k + 1 + (doc[k + 1].lower_ == "out")
            inner = (
                name_at(doc, leads + 1, stop) if doc[leads].lower_ in words("placing", "nouns", "leads") else None
            )
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
        i += _number_sign(doc, i, stop) or 1
    i = _joint_name(doc, first, i, stop) if named else i
    if named and i + 1 < stop and doc[i].tag_ == "POS":
        within = name_at(doc, i + 1, stop)
        if within is not None and within.named:
            return within  # "Chicago's Garfield Park"
        if within is not None and within.noun is not None:
            return PlaceName(first, within.last, within.noun, named=True)  # "Dolo Ado's transit site"
    if named and i + 1 < stop and doc[i].lower_ == "of" and _proper(doc[i + 1]):
        whole = name_at(doc, i + 1, stop)
        if whole is not None and lookup(text_of(doc)[doc[first].idx : end_of(doc[whole.last - 1])]) is not None:
            i = whole.last  # "the Democratic Republic of Congo"
    last, noun, k = i, None, i
    while k < stop and k - i < 3:
        kind = doc[k].lower_
        if kind in place_nouns() and doc[k].tag_[:2] in {"NN", "VB", "JJ"}:
            noun, last = kind, k + 1
        elif kind not in words("placing", "nouns", "between") and not _compound(doc, k):
            break
        k += 1
    if named and noun is not None and last + 1 < stop and doc[last].tag_ == "POS":
        within = name_at(doc, last + 1, stop)
        if within is not None and within.named:
            return within  # "Sulu province's mountainous Patikul town"
    if not named and noun is None:
        return _side_of_land(doc, i)
    if not named and noun in words("placing", "nouns", "beside_name") and last - first < 2:
        return None
    if not named and noun in words("placing", "nouns", "before_name") and last < stop and _proper(doc[last]):
        whole = name_at(doc, last, stop)
        if whole is not None and whole.named:
            return replace(whole, noun=whole.noun or noun)  # "the river Solva"
    own = named and noun in words("placing", "nouns", "district")  # "the Montero district of Puerto Hondo"
    if noun in words("placing", "nouns", "of") and not own and last + 1 < stop and doc[last].lower_ == "of":
        inner = name_at(doc, last + 1, stop)
        if inner is not None and inner.named:
            return inner  # "the Red Sea port of Amar"
    if named and noun is None and last - first > 1:
        # "Cole Avenue", "Highway 9": the noun is part of the name
        own_nouns = place_nouns().keys() | words("placing", "nouns", "generic")
        noun = next((t.lower_ for t in reversed(doc[first:last]) if t.lower_ in own_nouns), None)
    if named and noun is None and doc[last - 1].lower_.endswith(_street_ends()):
        noun = "street"
    return PlaceName(first, last, noun, named)


def _of_the_name(doc: Doc, i: int, stop: int) -> bool:
    """Whether a direction opens a known name ("*West* Bank", "*South* Kordofan"), and does not only tell a side."""
    if not doc[i].text[:1].isupper() or doc[i].lower_ == "old" or i + 1 >= stop or not _proper(doc[i + 1]):
        return False
    return lookup(f"{doc[i].text} {doc[i + 1].text}") is not None


def _joint_name(doc: Doc, first: int, i: int, stop: int) -> int:
    """The index behind a known name with "and" in it ("Bosnia *and Herzegovina*"), else ``i``."""
    if i + 1 >= stop or doc[i].lower_ not in {"and", "&"} or not _proper(doc[i + 1]):
        return i
    return i + 2 if lookup(f"{doc[first:i].text} and {doc[i + 1].text}") is not None else i


def _crossing(doc: Doc, i: int, stop: int) -> PlaceName | None:
    """Where two streets meet ("9th and Larkin", "Elm & 4th"): one of them is told by its number."""
    i += i < stop and doc[i].lower_ == "the"
    first = i
    ends = []
    for _ in range(2):
        while i < stop and i - first < _RUN and (_proper(doc[i]) or _ORDINAL.fullmatch(doc[i].lower_)):
            i += 1
        ends.append(i)
        if len(ends) == 1:
            if i == first or i >= stop or doc[i].lower_ not in {"and", "&", "/"}:
                return None
            i += 1
    if ends[1] == ends[0] + 1 or not any(_ORDINAL.fullmatch(t.lower_) for t in doc[first : ends[1]]):
        return None
    return PlaceName(first, ends[1], "street", named=True)


def _side_of_land(doc: Doc, i: int) -> PlaceName | None:
    """ "the north", "the occupied south": a side of a land, where no noun follows it."""
    side = doc[i - 1] if i > 1 else None
    if side is None or side.tag_ not in {"NN", "NNP"} or side.lower_ not in _SIDES or side.dep_ == "compound":
        return None
    before = {t.lower_ for t in doc[max(0, i - 4) : i - 1]}
    return PlaceName(i - 1, i, "region", named=False) if "the" in before else None


@lru_cache(maxsize=1)
def _street_ends() -> tuple[str, ...]:
    return tuple(sorted(words("placing", "nouns", "street_ends")))


def counts_places(doc: Doc, i: int, stop: int) -> bool:
    """Whether a number at ``i`` counts places told by their kind ("six districts", "three eastern provinces")."""
    if doc[i].tag_ != "CD" and doc[i].lower_ not in {"several", "many"}:
        return False
    k = i + 1
    while k < stop and (doc[k].tag_ == "JJ" or doc[k].lower_ in words("placing", "not", "directions")):
        k += 1
    return k < stop and doc[k].lower_ in words("placing", "nouns", "several")


def _past_holder(doc: Doc, i: int, stop: int) -> int:
    """The index behind "rebel-held", else ``i``."""
    for k in range(i, min(i + 3, stop - 3)):
        if doc[k + 1].text == "-" and doc[k + 2].lower_ in words("placing", "nouns", "held"):
            return k + 3
    return i


def _road_number(token: Token) -> bool:
    """The number of a road, "M74" or "NH-17", and not that of a vehicle ("a T-55")."""
    found = _ROAD.fullmatch(token.text)
    if found is None or found.group(1).lower() not in words("placing", "nouns", "road_letters"):
        return False
    return token.i > 0 and token.nbor(-1).lower_ not in {"a", "an"}


def _number_sign(doc: Doc, i: int, stop: int) -> int:
    """How many tokens "No. 2" takes within a name ("Doorn No. 3 shaft"); 0 where none stands at ``i``."""
    if i >= stop or doc[i].lower_ not in {"no", "no.", "number", "nos"}:
        return 0
    size = 2 if i + 1 < stop and doc[i + 1].text == "." else 1
    return size + 1 if i + size < stop and doc[i + size].text[:1].isdigit() else 0


def _compound(doc: Doc, k: int) -> bool:
    """A common noun in front of another ("harvest market", "night market", "maternity hospital")."""
    token = doc[k]
    common = token.tag_ in {"NN", "NNP"} and token.lower_ == token.text  # the parse takes rare words for names
    return common and token.is_alpha and token.dep_ == "compound"


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


_LINK = {"e", "i", "o", "ul", "us", "ud", "ur", "un"}
_LINKS = {f"{link}-" for link in _LINK}


def _joins(doc: Doc, i: int, stop: int) -> bool:
    """A particle, hyphen or number inside a name ("Tin-Adar", "Sheikh al Zuhair", "West 16th Street")."""
    token = doc[i]
    dashed = i + 2 < stop and doc[i + 1].text == "-" and not token.whitespace_ and not doc[i + 1].whitespace_
    if dashed and token.lower_ in words("placing", "not", "particles") | _ARTICLES:
        return _proper(doc[i + 2])  # "Suq al-Rubu", "Deir ez-Zor"
    if _number_sign(doc, i, stop):
        return True
    linked = doc[i + 1 : i + 3].text.lower() in _LINKS if token.text == "-" else token.lower_ in _LINK
    if linked and not token.whitespace_ and not doc[i - 1].whitespace_:
        return True  # "Shahrah-e-Iqbal", "Wadi-us-Salam"
    if i + 1 >= stop or not _proper(doc[i + 1]):
        return False
    if token.text in {"-", "'", "’"}:
        return not token.whitespace_ and not doc[i - 1].whitespace_
    particle = token.lower_ in words("placing", "not", "particles") - {"of", "the"} or token.lower_ in _ALONE
    return particle or token.text[:1].isdigit()


def _addressed(doc: Doc, i: int) -> bool:
    """Whether the words after a number are a street's ("at 14 Marlow Crescent")."""
    return _proper(doc[i]) and any(
        t.lower_ in words("placing", "nouns", "spot") and _proper(t) for t in doc[i + 1 : i + 3]
    )


def _numbered(doc: Doc, i: int) -> bool:
    """The number of a road, square or gate ("Highway 9", "Gate 4")."""
    own_nouns = place_nouns().keys() | words("placing", "nouns", "generic")
    return doc[i].text.isdigit() and len(doc[i].text) <= 3 and doc[i - 1].lower_ in own_nouns


@lru_cache(maxsize=1)
def place_nouns() -> dict[str, int]:
    """Noun of place -> how closely it places."""
    out: dict[str, int] = dict.fromkeys(words("placing", "nouns", "several"), 3)
    for detail, key in ((1, "spot"), (1, "gathering"), (2, "settlement"), (3, "district"), (4, "province")):
        out.update(dict.fromkeys(words("placing", "nouns", key), detail))
    return out


def bare_name(doc: Doc, run: PlaceName) -> str:
    """The name without its noun of place: "Karsa" of "Karsa district"."""
    last = run.last
    while last > run.first + 1 and doc[last - 1].lower_ in place_nouns() and not doc[last - 1].text[:1].isupper():
        last -= 1
    return str(text_of(doc)[doc[run.first].idx : end_of(doc[last - 1])])
