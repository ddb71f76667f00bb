"""Victims named after the count: "the victims were identified as A and B", "A was among the dead"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.counted import Counted
from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.name_scan import Listing, scan_names
from cenotaph.extract.people import Named, person_name
from cenotaph.extract.people_lists import PeopleList, listed_at
from cenotaph.extract.phrases import end_of, of_object, text_of
from cenotaph.extract.roll_fates import fate_named
from cenotaph.extract.telling import reporting_verbs
from cenotaph.model import Count, Hedge, Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["named_victims", "names_victims"]

_NAMING = {"identified", "named", "identifies", "names", "identify", "naming", "identifying"}
_BE = {"was", "were", "is", "are"}
_ENDS = {"who", "whose", "said", "after", "when", "while", "were", "was", "had", "has", "according", "but", "told"}
_LISTED_AS = {"dead", "killed", "victims", "wounded", "injured"}
_GIVING = {"put", "puts", "gave", "gives"}
_OPENERS = _NAMING | _BE | _LISTED_AS | _GIVING
_LONG_CAPTION = 16  # words before a list of names
_WHERE = {"in", "at", "near", "outside", "inside", "around"}
_THEM = {"them", "him", "her", "they", "he", "she"}


def named_victims(sentence: Span, measure: Measure | None, profile: str) -> list[tuple[Hit, Counted]]:
    """The namings of a sentence as hits with their counted names; ``measure`` is what was told last, if any."""
    out: list[tuple[Hit, Counted]] = []
    for verb in sentence:
        noun, names = _naming(verb)
        if noun is None or not names or not _victim(noun, measure):
            continue
        if not any(found.mention is None and found.start == names[0].start for _, found in out):
            out.append(_made(verb, noun, names, measure, profile))
    for opener in sentence:
        opened = _opened(opener, measure)
        if opened is not None:
            out = [(hit, item) for hit, item in out if item.start < opened[2].start or item.start > opened[2].end]
            out.append(_listed(*opened, profile))
            break
    return out


def names_victims(sentence: Span) -> bool:
    """Whether a sentence may name victims, whoever was told of; the names themselves are not looked at."""
    named = any(noun is not None and _victim(noun, None) for noun, _ in map(_naming, sentence))
    return named or any(_opened(token, Measure.KILLED) is not None for token in sentence)


def _so_far(before: list[Token]) -> bool:
    """Whether a sentence opens with those who have been identified or named."""
    opening = [t.lower_ for t in before[:7]]
    return bool({"those", "victims", "dead", "ones"} & set(opening)) and bool(
        {"identified", "named", "recognised", "recognized"} & set(opening)
    )


def _gives_names(before: list[Token]) -> bool:
    """Whether the words before a colon hand out the names, or a list, of somebody."""
    told = {t.lower_ for t in before}
    return bool(told & {"names", "identities", "list"}) and bool(told & words("name_lists", "giving"))


def _opened(token: Token, told_of: Measure | None = None) -> tuple[Token, Measure, Listing] | None:
    """The word that says who a list of two people or more names, what became of them, and the list.

    The list stands after a colon ("The dead were:"), or after "as" or "include" ("named the dead as", "the victims
    include"); the words before it in the sentence count nobody.
    """
    cues = words("name_lists", "cues")
    if token.text != ":" and token.lower_ not in {"were", "are"} and token.lower_ not in cues:
        return None
    sentence = token.sent
    if token.i + 1 < sentence.end and token.text != ":" and token.nbor().lower_ in _NAMING:
        return None  # "were *named* as": the list stands behind that
    before = list(sentence.doc[sentence.start : token.i])
    identified = token.text != ":" and _so_far(
        before
    )  # "among those identified are A B", "those named so far include C D"
    were = token.text != ":" and token.lower_ not in cues and _fate_first(before)
    named = token.lower_ in cues and any(t.lower_ in _NAMING for t in sentence)
    pointed = told_of is not None and token.text != ":" and _points_back(before)  # "They are A, B and C"
    if token.text != ":" and not (were or identified or named or pointed):
        return None
    given = token.text == ":" and _gives_names(before)  # "released the names of those killed when ...:"
    if not given and (len(before) > _LONG_CAPTION or any(t.like_num or t.is_digit for t in before)):
        return None
    text = text_of(sentence.doc)
    measure = fate_named(text[sentence[0].idx : token.idx])
    told = [t for t in before if measure is not None and fate_named(t.lower_) is measure]
    if measure is None and not (identified or pointed):
        return None
    if measure is None:
        measure = told_of if told_of in {Measure.INJURED, Measure.MISSING, Measure.DETAINED} else Measure.KILLED
    found = listed_at(sentence.doc, token.i + 1, len(sentence.doc))
    if found is not None and found.names:
        return (told or before)[-1], measure, _spans(found, sentence.doc)
    listing = scan_names(text, token.idx + len(token))
    if listing.count < 2 or text[token.idx + len(token) : listing.start].strip().count(",") > 1:
        return None
    return (told or before)[-1], measure, listing


def _points_back(before: list[Token]) -> bool:
    """Whether the words before "are" or "as" mean people told of: "*They* are A and B", "*The three* are"."""
    first = [t.lower_ for t in before[:2]]
    those = first[:1] == ["they"] or (first[:1] == ["the"] and len(before) > 1 and before[1].like_num)
    return those and all(t.tag_[:2] in {"PR", "DT", "CD", "VB"} or t.lower_ in _NAMING for t in before)


def _fate_first(before: list[Token]) -> bool:
    """Whether the words before "were" begin with what became of those named: "*Wounded were* A B; her brother, C",
    "*Killed in the crash were* A B, 52, the driver; C D, a nurse"."""
    verbs = [
        t for t in before[1:] if t.tag_[:2] in {"VB", "MD"} and t.lower_ not in {"killed", "injured", "wounded"}
    ]
    return len(before) <= 2 or (fate_named(before[0].lower_) is not None and not verbs)


def _spans(found: PeopleList, doc: Doc) -> Listing:
    """A list of people with the spans of their names."""
    names = [
        (name.start, name.end) if (name := person_name(head)) else (head.idx, end_of(head)) for head in found.heads
    ]
    return Listing(found.count, names, doc[found.first].idx, end_of(found.heads[-1]))


def _listed(token: Token, measure: Measure, listing: Listing, profile: str) -> tuple[Hit, Counted]:
    doc, n = token.doc, listing.count
    quote = text_of(doc)[listing.start : listing.end]
    count = Count(low=n, best=n, high=n, text=quote, hedge=Hedge.EXACT, profile=profile)
    spans = [doc.char_span(start, end, alignment_mode="contract") for start, end in listing.names]
    heads = [span[-1] for span in spans if span is not None]
    hit = Hit(token, triggers()["dead"], measure, "naming", heads or [token])
    item = Counted((heads or [token])[0], count, listing.start, listing.end, "names", {"names", "definite"}, heads)
    return hit, item


def _naming(verb: Token) -> tuple[Token | None, list[Named]]:
    """The noun that a verb names, and the names that it gives; nothing when the verb names nobody."""
    if verb.lower_ not in _OPENERS:
        return None, []
    sentence = verb.sent
    if (
        verb.lower_ in _LISTED_AS
        and verb.i + 1 < sentence.end
        and verb.nbor().text == ":"
        and verb.i - sentence.start <= 2
    ):
        return verb, _names(sentence, verb.i + 2, through=True)  # "The dead: A B, 34; C D, 61"
    if verb.lower_ in _NAMING and verb.tag_[:2] == "VB":
        nouns = kids(verb, "dobj", "nsubjpass") or [
            c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in _THEM
        ]
        cues = [t for t in sentence if t.lower_ == "as" and verb.i < t.i <= verb.i + 6]
        colon = [t for t in sentence if t.text == ":" and t.i > verb.i]
        start = (cues or colon)[0].i + 1 if cues or colon else None
        return (_inner(nouns[0]) if nouns else None), (_names(sentence, start) if start is not None else [])
    if verb.lower_ in _GIVING and any(o.lower_ in {"name", "names"} for o in kids(verb, "dobj")):
        colon = [t for t in sentence if t.text == ":" and t.i > verb.i]
        dead = [t for t in sentence if verb.i < t.i and t.lower_ in words("groups", "named_dead")]
        return (dead[0] if dead else None), (_names(sentence, colon[0].i + 1) if colon else [])
    if verb.lower_ in _BE and verb.dep_ in {"ROOT", "ccomp"}:
        return _being(verb, sentence)
    return None, []


def _being(verb: Token, sentence: Span) -> tuple[Token | None, list[Named]]:
    """ "Two of the dead were A and B", "among the dead were A and B", "A was among the dead"."""
    dead = words("groups", "named_dead")
    before = [t for t in sentence if t.i < verb.i and t.lower_ in dead]
    opens = sentence[0].lower_ in {"among", "amongst"} or any(_inner(s).lower_ in dead for s in kids(verb, "nsubj"))
    lists = [s for s in kids(verb, "nsubj") if s.lower_ in {"name", "names"}]
    if (before and opens and verb.i - before[-1].i <= 3) or lists:
        return (before or lists)[-1], _names(sentence, verb.i + 1)
    after = [t for t in sentence.doc[verb.i + 1 : min(verb.i + 6, sentence.end)] if t.lower_ in dead]
    told = after and {t.lower_ for t in sentence.doc[verb.i + 1 : after[0].i]} & {"among", "amongst", "one", "two"}
    subjects = [s for s in kids(verb, "nsubj") if s.tag_ == "NNP"]
    if told and subjects:
        return after[0], _names(sentence, subjects[0].left_edge.i, verb.i)
    return None, []


def _inner(noun: Token) -> Token:
    """ "one *of the victims*"."""
    return of_object(noun) or noun


def _names(sentence: Span, start: int, end: int | None = None, *, through: bool = False) -> list[Named]:
    """The personal names of a list, read from the words: the parse loses its way among ages and callings."""
    out: list[Named] = []
    depth = 0
    for token in sentence.doc[start : end if end is not None else sentence.end]:
        depth += (token.text == "(") - (token.text == ")")
        closes = token.text == '"' and token.i > start and token.nbor(-1).text in {",", "."}
        if token.lower_ in _ENDS or closes or (token.text == ";" and not through):
            break
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        if depth or (following is not None and following.tag_ == "NNP"):
            continue
        name = person_name(token)
        if name is not None and name.head.dep_ == "nsubj" and name.head.head.lower_ in reporting_verbs():
            break  # who tells of them
        if name is not None and name.head.dep_ == "pobj" and name.head.head.lower_ in _WHERE:
            continue  # "among the dead were two officers *in Madar*"
        if name is not None and not any(o.start == name.start for o in out):
            out.append(name)
    return out


def _victim(noun: Token, measure: Measure | None) -> bool:
    lower = noun.lower_
    if lower in words("groups", "attackers") or lower in {"suspect", "suspects"}:
        return False
    if lower in words("groups", "named_dead") | _LISTED_AS or _dead(noun):
        return True
    return measure is not None and (
        lower in words("groups", "people") or lower in _THEM or lower in {"name", "names"}
    )


def _dead(noun: Token) -> bool:
    """ "the *dead* teachers"."""
    return any(c.lower_ in {"dead", "killed", "slain", "deceased"} for c in noun.lefts)


def _own_fate(noun: Token) -> Measure | None:
    """ "the man *who died*", "the *wounded* clerk", "the boys *killed*": what became of them."""
    for word in noun.children:
        own = triggers().get(word.lower_) if word.dep_ in {"relcl", "acl", "amod"} else None
        if own is not None and not own.weak and own.measure in {Measure.KILLED, Measure.INJURED, Measure.MISSING}:
            return own.measure
    return None


def _made(
    verb: Token, noun: Token, names: list[Named], measure: Measure | None, profile: str
) -> tuple[Hit, Counted]:
    dead = noun.lower_ in {"dead", "deceased", "slain"} or _dead(noun)
    said = Measure.KILLED if dead or measure is None or verb.lower_ == "killed" else measure
    said = Measure.INJURED if verb.lower_ in {"wounded", "injured"} and verb == noun else said
    said = _own_fate(noun) or said
    start, end = names[0].start, names[-1].end
    n = len(names)
    count = Count(low=n, best=n, high=n, text=text_of(verb.doc)[start:end], hedge=Hedge.EXACT, profile=profile)
    heads = [name.head for name in names]
    hit = Hit(verb, triggers()["dead"], said, "naming", heads)
    return hit, Counted(heads[0], count, start, end, "names", {"names", "definite"}, heads)
