"""The places that a sentence names: known to the gazetteer or not, each with the word that ties it to its clause.

Read from the words rather than from the parse's noun phrases, which the model often cuts wrongly around names
that it has never seen. Tables: ``data/placing.toml`` and ``data/scope.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, words
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.place_names import PlaceName, bare_name, counts_places, lookup, name_at, place_nouns
from cenotaph.extract.seats import of_care, of_origin
from cenotaph.extract.voices import kind_of
from cenotaph.model import ActorKind, Place
from cenotaph.places import country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["UNNAMED", "PlaceMention", "lookup", "place_in_front", "places_in"]

_STRIKERS = {"US", "IL", "GB", "RU", "TR", "FR", "SA"}  # "US air strikes": who struck, not where
UNNAMED = 9
"""The detail of a place without a name ("the market"): it serves where the sentence names no other."""
_WEAPONS = {"mine", "mines"}  # "hit a mine"
_MARKS = {":", "|", "-", "–", "—"}
_A_TIME = re.compile(
    r"\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?|hrs?|h)?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_NONE = {"no", "none", "nobody", "dozens", "several"}


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


def places_in(sentence: Span) -> Iterator[PlaceMention]:
    """Every place named in ``sentence``, but not those where the wounded are only treated."""
    for token in sentence:
        lower = token.lower_
        if lower in _prepositions():
            found = _after_preposition(token)
        elif lower in words("placing", "verbs") and token.tag_[:2] == "VB":
            found = _object(token) or _subject(token)
        elif lower in words("placing", "verbs", "counting") and token.tag_[:2] == "VB":
            found = _counting(token)
        elif lower == "worst":
            found = _worst(token)
        elif lower == "where" and token.head.dep_ == "relcl":
            found = _where(token)
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
    country: PlaceMention | None = None  # "*Kenya*, Garissa: four hurt", when no name behind it is closer
    for first in rows:
        run = name_at(doc, first, mark.i) if first < mark.i else None
        if run is None or not run.named or not (run.last == mark.i or doc[run.last].text == ","):
            continue
        text = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
        person = run.last - run.first > 1 and doc[run.last - 1].ent_type_ == "PERSON"
        titled = set(text.lower().split()) <= words("tables", "labels", "headings")  # "Own: 1 KIA"
        unknown = (
            not person
            and not (titled or _of_harm(doc[run.first : run.last]))
            and kind_of(text) is ActorKind.UNKNOWN
        )
        nobody = unknown and (country is not None or (counted and first == rows[0]))
        known = lookup(text) or (lookup(bare_name(doc, run)) if run.noun else None)
        if known is not None or nobody:
            start, end = doc[run.first].idx, end_of(doc[run.last - 1])
            found = PlaceMention(known or Place(text=text), start, end, mark, 5, run.noun)
            if first == rows[-1] or country_of(text) is None:
                return found
            country = found
    return country


def _stands_apart(mark: Token) -> bool:
    """A colon, or a dash or bar with blanks around it."""
    return mark.text == ":" or (mark.i > 0 and bool(mark.doc[mark.i - 1].whitespace_) and bool(mark.whitespace_))


def _prepositions() -> frozenset[str]:
    return (
        words("placing", "prepositions", "strong")
        | words("placing", "prepositions", "known")
        | words("placing", "prepositions", "after_event")
    )


def _after_preposition(prep: Token) -> PlaceMention | None:
    doc, lower = prep.doc, prep.lower_
    run = name_at(doc, prep.i + 1, prep.sent.end)
    if run is None or of_care(prep, run.noun) or of_origin(prep) or _sides(prep, run):
        return None
    opening = doc[run.first : run.first + 3].text.lower()
    if run.last == run.first + 1 and opening.endswith(("of july", "of november", "of may")):
        return None  # "at a *Fourth of July* party"
    outer = prep.head
    if lower == "to" and outer.lower_ == "according":
        return None  # "according to *Harris County* constables"
    if lower == "into" and not run.named and run.noun in words("placing", "nouns", "vehicles"):
        return None  # "smashed into *an oncoming bus*"
    after_event = lower in words("placing", "prepositions", "after_event") and (
        outer.lower_ in words("scope", "events") or outer.lower_.endswith("ing")
    )
    named = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
    if lower == "of" and outer.lower_ == "loss" and run.noun is None and lookup(named) is None:
        return None  # "the loss of *Anna Reid*"
    if lower == "of" and outer.lower_ in words("placing", "nouns", "done_to_people"):
        after_event = outer.lower_ in words("scope", "events") and doc[run.last - 1].ent_type_ != "PERSON"
    if lower == "of" and not after_event and not _told_by(outer):
        return None
    if lower == "of" and outer.lower_ in words("placing", "nouns", "of_somebody") and _of_somebody(run, doc):
        return None
    if lower == "against" and not (after_event and run.noun):
        return None
    if lower == "from" and outer.tag_[:2] == "NN" and outer.lower_ not in words("placing", "nouns", "harmed"):
        return None
    strong = lower in words("placing", "prepositions", "strong") or after_event or lower == "of"
    spot = place_nouns().get(outer.lower_) == 1 and lower == "on"  # "a cellar on Molen Lane"
    strong = strong or spot or (lower == "from" and outer.lower_ in words("placing", "verbs", "taking"))
    return _mention(prep, run, strong=strong)


def _of_somebody(run: PlaceName, doc: Doc) -> bool:
    """ "on the side of *Bashar al-Assad*", "the fall of *Riek Machar*": a person or people and no place."""
    name = doc[run.first : run.last]
    kinds = {t.ent_type_ for t in name if t.tag_ in {"NNP", "NNPS"}}
    return run.noun is None and bool(kinds) and kinds <= {"PERSON", "NORP"} and lookup(name.text) is None


def _told_by(outer: Token) -> bool:
    """Whether a place behind "of" is told by its part, kind or people ("the heart of", "residents of")."""
    if outer.lower_ in words("placing", "nouns", "inhabitants"):
        return True
    kind = outer.lower_ in words("placing", "nouns", "of") or outer.lower_ in place_nouns()
    own = outer.lower_ in words("placing", "nouns", "district") and outer.i > 0
    return kind and not (own and outer.nbor(-1).tag_ in {"NNP", "NNPS"})  # "the Sorgo quarter of Kaya"


def _object(verb: Token) -> PlaceMention | None:
    run = name_at(verb.doc, verb.i + 1, verb.sent.end)
    in_passing = verb.tag_ == "VBG" and verb.dep_ == "acl"  # "policemen clearing a culvert"
    if run is None or (not run.named and (run.noun in _WEAPONS or in_passing)):
        return None
    return _mention(verb, run, strong=verb.lower_ in words("placing", "verbs", "sure"))


def _subject(verb: Token) -> PlaceMention | None:
    """ "*Hope Valley Academy* was attacked", "the market that was bombed": to what something was done."""
    for noun in verb.children:
        if noun.dep_ == "nsubjpass":
            return _whole(verb, noun, strong=verb.lower_ in words("placing", "verbs", "sure"))
    return None


def _counting(verb: Token) -> PlaceMention | None:
    """ "*Kiribu* recorded 14 deaths": a known place, a noun of place, or what the parse takes for a place."""
    for noun in verb.children:
        if noun.dep_ == "nsubj":
            return _whole(verb, noun, strong=noun.ent_type_ in {"GPE", "LOC", "FAC"})
    return None


def _worst(word: Token) -> PlaceMention | None:
    """ "*Kalu District* was the worst hit, with 31 dead": the subject, where the numbers stand behind it."""
    after = [t.lower_ for t in word.doc[word.i + 1 : min(word.i + 3, word.sent.end)]]
    hard = {"hit", "affected", "struck"}
    states = hard | {"was", "were", "is", "are", "remains", "remained"}
    verb = next((up for up in word.ancestors if up.lower_ in states and _subjects(up)), None)
    if verb is None or not hard & set(after):
        return None
    if not any(c.lower_ == "with" and c.i > word.i for c in word.sent):
        return None
    return _whole(verb, _subjects(verb)[0], strong=True)


def _subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]


def _where(word: Token) -> PlaceMention | None:
    """ "*HMP Carrow*, where four men have hanged themselves": what "where" tells more of."""
    noun = word.head.head
    if noun.i > word.i or noun.tag_ not in {"NNP", "NNPS"} or of_care(word, None):
        return None
    above = noun.head
    if noun.dep_ == "pobj" and (above.lower_ in {"to", "into"} or of_care(above, None)):
        return None  # "was flown to Sion, where he died"
    return _whole(word.head, noun, strong=True)


def _whole(anchor: Token, noun: Token, *, strong: bool) -> PlaceMention | None:
    """The place that a noun with the words on its left names and nothing else."""
    run = name_at(noun.doc, noun.left_edge.i, anchor.sent.end)
    if run is None or not run.named or not run.first <= noun.i < run.last:
        outer = name_at(noun.doc, noun.left_edge.i, noun.right_edge.i + 1)
        if outer is None or not outer.named or outer.first <= noun.i:
            return None
        run = outer  # "*the shrine of Pir Nasir* was bombed"
    return _mention(anchor, run, strong=strong)


def _sides(prep: Token, run: PlaceName) -> bool:
    """ "between the Enaro and Wapi clans", "between Hamas and Fatah": who fought, not where."""
    doc = prep.doc
    if prep.lower_ != "between" or run.last + 1 >= prep.sent.end or doc[run.last].lower_ != "and":
        return False
    other = name_at(doc, run.last + 1, prep.sent.end)
    if other is None or other.noun is not None:
        return False
    after = doc[other.last] if other.last < prep.sent.end else None
    people = after is not None and after.tag_[:2] == "NN" and after.lower_ not in place_nouns()
    one = text_of(doc)[doc[run.first].idx : end_of(doc[run.last - 1])]
    return people or kind_of(one) is not ActorKind.UNKNOWN


def _mention(anchor: Token, run: PlaceName, *, strong: bool) -> PlaceMention | None:
    doc = anchor.doc
    start, end = doc[run.first].idx, end_of(doc[run.last - 1])
    text = text_of(doc)[start:end]
    if not run.named:
        return _unnamed(anchor, run)
    if run.noun is None and _A_TIME.fullmatch(text):
        return None  # "between 12:30pm and ...", "in Oct."
    following = doc[run.last] if run.last < anchor.sent.end else None
    if following is not None and following.text == "," and run.noun is None and _aged(doc, run.last + 1):
        return None  # "Ana Ruiz, 34, ..."
    if following is not None and following.tag_ == "POS":
        if run.last + 1 < anchor.sent.end and doc[run.last + 1].tag_[:2] in {"NN", "JJ", "CD"}:
            return None
        text, end, following = text_of(doc)[start : end_of(following)], end_of(following), None  # "on St Mark's"
    proper = doc[run.first : run.last]
    kinds = {t.ent_type_ for t in proper if t.tag_ in {"NNP", "NNPS"}}
    known = lookup(text, _country_after(doc, run.last)) or (lookup(bare_name(doc, run)) if run.noun else None)
    if known is not None and len(proper) == 1 and kind_of(text) is ActorKind.REBEL_GROUP:
        return None  # "the attack on the Taliban"
    if known is not None and not (kinds <= {"PERSON", "NORP"} and kinds and not strong):
        detail = int(known.precision) if known.precision is not None else 3
        return PlaceMention(known, start, end, anchor, min(detail, place_nouns().get(run.noun or "", 9)), run.noun)
    if run.noun is not None:
        if _of_harm(proper):
            return None
        return PlaceMention(Place(text=text), start, end, anchor, place_nouns().get(run.noun, 1), run.noun)
    modifies = following is not None and following.tag_[:2] == "NN" and following.lower_ not in place_nouns()
    acronym = len(proper) == 1 and text.isupper()
    actor = kind_of(text) is not ActorKind.UNKNOWN  # "in Hamas", "at Reuters"
    if (
        not strong
        or _of_harm(proper)
        or modifies
        or acronym
        or actor
        or {kind.lower() for kind in kinds} & words("placing", "not", "types")
    ):
        return None
    return PlaceMention(Place(text=text), start, end, anchor, 2)


def _of_harm(name: Span) -> bool:
    """ "in Chaotic Texas *Shooting*", "MORE CHOLERA *DEATHS*: three": a headline's capitals, and no name."""
    storms = {"storm", "cyclone", "hurricane", "typhoon", "tornado"}  # "5 killed in *Tropical Storm Jebi*"
    harm = words("scope", "events") | storms | {"deaths", "dead", "killed", "victims"}
    return any(t.lower_ in harm for t in name)


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


def _unnamed(anchor: Token, run: PlaceName) -> PlaceMention | None:
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
    told_of = noun.lower_ in words("placing", "nouns", "several") or doc[first - 1].lower_ in words(
        "placing", "nouns", "held"
    )
    if noun.lower_ in words("placing", "not", "unnamed") and not described and not told_of:
        return None
    before = doc[max(anchor.i + 1, first - 4) : first]
    if noun.lower_ == "quarter" and {c.lower_ for c in before} & words("placing", "not", "of_time"):
        return None
    number = next((c for c in before if counts_places(doc, c.i, anchor.sent.end)), None)
    held = next((c for c in before if c.lower_ in words("placing", "nouns", "held")), None)
    articles = {c.lower_ for c in before} & {"the", "a", "an"}
    if number is not None or held is not None:
        first = before[0].i if number is None else number.i
    elif not articles or (run.last < anchor.sent.end and _goes_on(doc[run.last])):
        return None
    start, end = doc[first].idx, end_of(noun)
    told = noun.lower_ if "the" in articles else None  # "a market" points at none told of before
    return PlaceMention(Place(text=text_of(doc)[start:end]), start, end, anchor, UNNAMED, told)


def _goes_on(following: Token) -> bool:
    """Whether a noun of place only opens a longer name of something else ("a mountain *rescuer*")."""
    if following.ent_type_ in {"DATE", "TIME"} or following.dep_ in {"npadvmod", "conj"}:
        return False
    return following.tag_[:2] == "NN" and following.lower_ == following.text


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
