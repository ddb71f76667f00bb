"""One item of a list of people: a name, somebody's own, or one by calling, with what is said behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, words
from cenotaph.extract.persons import known_person
from cenotaph.extract.place_names import lookup

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["JOINTS", "Item", "item_at", "joint_at", "past_owner", "tail_of"]

_ARTICLES = {"a", "an", "the", "another", "one"}
_OWNERS = {"his", "her", "their", "our", "my", "its", "whose"}
JOINTS = {",", ";", "and", "&", "plus"}
_PARTICLES = {
    "de",
    "da",
    "al",
    "el",
    "la",
    "bin",
    "ibn",
    "bint",
    "van",
    "von",
    "der",
    "del",
    "dos",
    "du",
    "di",
    "y",
}
_FORMS = {"grade", "class", "year", "form", "standard"}  # of a school
_PLACED = {"of", "from", "in", "at", "with", "for"}
_RELATED = {"s/o", "d/o", "w/o", "r/o", "c/o"}  # "son of", "wife of", "resident of", as police in South Asia write
_CALLED = {"known", "named", "called", "identified"}
_MODIFIERS = {"JJ", "JJR", "JJS", "NN", "NNS", "VBN", "VBD", "VBG", "CD", "HYPH", "RB", "NNP", "FW", "IN", ","}
_REVEREND = {"rev", "revd", "reverend", "hon", "honourable", "late"}
_AGED = {"aged", "age", "both", "all"}
_CLAUSES = {"who", "whose", "whom", "which"}
_LONGEST_PHRASE = 7  # words before the noun of one person
_LONGEST_CLAUSE = 25  # words of "who ..."


@dataclass(frozen=True, slots=True)
class Item:
    """One item: how many people, where it ends, the words that end their names or nouns, whether they are named or
    somebody's own, and whether its noun stands alone, so that it may also say who the one before is."""

    n: int
    end: int
    heads: tuple[Token, ...]
    named: bool
    own: bool = False
    alone: bool = False


def joint_at(doc: Doc, i: int, end: int) -> tuple[int, str]:
    """The index after the mark or words between two items, and the strongest of them; "" where none stands."""
    joint = ""
    while i < end:
        lower = doc[i].lower_
        if lower in JOINTS:
            joint = lower if joint in {"", ","} else joint
            i += 1
        elif lower in {"as", "along", "together"} and i + 1 < end and doc[i + 1].lower_ in {"well", "with"}:
            i += 3 if doc[i + 1].lower_ == "well" else 2
            joint = "and"
        elif joint and lower == "with" and i + 1 < end and doc[i + 1].tag_ == "PRP":
            i += 2  # "and *with him* the watchman"
        elif joint and lower in {"also", "then", "finally", "later"}:
            i += 1
        else:
            break
    return i, joint


def item_at(doc: Doc, i: int, end: int) -> Item | None:
    """The item that begins at ``i``."""
    if i >= end:
        return None
    word = doc[i]
    if word.lower_ in _FORMS and i + 2 < end and doc[i + 1].like_num:
        return _phrase(doc, i + 2, end)  # "*Grade 6* pupil A B"
    owned = _owner(doc, i, end)
    if owned is not None:
        return _phrase(doc, owned, end, own=True)
    if word.lower_ == "the" and i + 1 < end and doc[i + 1].lower_.strip(".") in _REVEREND:
        i, word = i + 1, doc[i + 1]  # "*the Rev.* A B"
    if word.lower_ in _ARTICLES and not (word.lower_ == "one" and i + 1 < end and doc[i + 1].lower_ == "of"):
        return _phrase(doc, i + 1, end, article=True)
    if word.lower_ == "all" and i + 1 < end and _number(doc[i + 1]) is not None:
        i, word = i + 1, doc[i + 1]  # "*all three* of her daughters"
    n = _number(word)
    if n is not None:
        return _numbered(doc, i + 1, end, n)
    name = _name(doc, i, end)
    if name is not None and not known_person(word) and not (_nation(word) and _noun(doc, i, end) is not None):
        return Item(1, name[0], (name[1],), named=True)
    return _phrase(doc, i, end)


def _owner(doc: Doc, i: int, end: int) -> int | None:
    """The index after "his", "their" or "Ana Cole's"; None where nobody's own is told of."""
    if doc[i].lower_ in _OWNERS:
        whose = i + 2 < end and doc[i + 1].lower_ in words("name_lists", "kin") and doc[i + 2].tag_ == "POS"
        return i + 3 if whose else i + 1  # "my *uncle's* son"
    name = _name(doc, i, end)
    if name is not None and name[0] < end and doc[name[0]].text in {"'s", "’s", "'", "’"}:
        return name[0] + 1
    return None


def _number(word: Token) -> int | None:
    if word.i + 1 < len(word.doc) and word.nbor().text == "-":
        return None  # "a *7*-year-old boy"
    told = flat("name_lists", "numbers").get(word.lower_)
    return int(told) if told is not None else 2 if word.lower_ == "both" else None


def _numbered(doc: Doc, i: int, end: int, n: int) -> Item | None:
    """ "*two* sons", "*two* of their children", "*three* brothers A, B and C"."""
    of = i < end and doc[i].lower_ == "of"
    if i + of < end and doc[i + of].lower_ in _OWNERS:
        i += of + 1
    noun = _noun(doc, i, end)
    if noun is None or noun.lower_ not in words("name_lists", "kin_plural"):
        return None
    at = _in_law(doc, noun.i + 1, end)
    listed = _names(doc, at, end)
    if listed is not None and len(listed[1]) == n:
        return Item(n, listed[0], listed[1], named=True, own=True)
    apposed = _names(doc, at + 1, end) if at + 1 < end and doc[at].text in {",", "(", ":"} else None
    if apposed is not None and len(apposed[1]) == n:  # "two brothers, *A and B*,": who they are
        closed = apposed[0] < end and doc[apposed[0]].text == ")"
        return Item(n, apposed[0] + closed, (noun,), named=False, own=True)
    return Item(n, at, (noun,), named=False, own=True)


def _phrase(doc: Doc, i: int, end: int, *, own: bool = False, article: bool = False) -> Item | None:
    """ "his *wife Ana*", "a *guard known as Ali*", "*driver Jon Cole*", "the *brothers A and B*"."""
    if i < end and (n := _number(doc[i])) is not None:
        return _numbered(doc, i + 1, end, n) if own or article else None
    noun = _noun(doc, i, end)
    if noun is None:
        return None
    at = _in_law(doc, noun.i + 1, end)
    if noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in words("name_lists", "kin_plural"):
        listed = _names(doc, at, end)
        if listed is None and own and at + 1 < end and doc[at].text == ",":
            listed = _names(doc, at + 1, end)  # "their children, *Max, 8, and Zoe, 5*"
        if listed is not None and len(listed[1]) > 1:
            return Item(len(listed[1]), listed[0], listed[1], named=True, own=own)
        pair = own and noun.lower_ in {"parents", "grandparents", "twins"}
        return Item(2, at, (noun,), named=False, own=True) if pair else None
    called = at < end and doc[at].lower_ in _CALLED
    while called and at < end and (doc[at].lower_ in _CALLED or doc[at].lower_ in {"only", "as"}):
        at += 1
    titled = noun.text[:1].isupper() and noun.lower_ in words("name_lists", "titles")  # "*Lady* Constable Rubina"
    name = _name(doc, at, end, sure=own or called or titled)
    if name is None and not called and (own or article):
        name = _apposed(doc, at, end)
    if name is not None:
        return Item(1, name[0], (name[1],), named=True, own=own)
    kin = noun.lower_ in words("name_lists", "kin")
    calling = known_person(noun) or noun.lower_ == "head"
    if called or not (own or article or noun.i > i or kin or calling):
        return None
    return Item(1, _in_law(doc, noun.i + 1, end), (noun,), named=False, own=own, alone=True)


def _in_law(doc: Doc, i: int, end: int) -> int:
    """The index after the "-in-law" of "two *daughters-in-law*"."""
    return i + 4 if i + 3 < end and [t.lower_ for t in doc[i : i + 4]] == ["-", "in", "-", "law"] else i


def _apposed(doc: Doc, i: int, end: int) -> tuple[int, Token] | None:
    """ "the driver of the van, *Ana Cole*": the name behind the comma, of whom the noun told."""
    if i < end and (doc[i].lower_ in _PLACED or doc[i].lower_ in _CLAUSES):
        i = _until(doc, i + 1, end, _LONGEST_CLAUSE)
    return _name(doc, i + 1, end) if i + 1 < end and doc[i].text == "," else None


def _noun(doc: Doc, i: int, end: int) -> Token | None:
    """The noun of a person that heads the phrase at ``i``, behind its adjectives and callings."""
    last: Token | None = None
    for at in range(i, min(end, i + _LONGEST_PHRASE)):
        word = doc[at]
        if _capital(word) and not (at == i and known_person(word)) and not _nation(word):
            break
        if (
            (word.tag_ not in _MODIFIERS and not known_person(word))
            or word.text == ","
            or word.lower_ in JOINTS | _CLAUSES
        ):
            break
        kin = word.lower_ in words("name_lists", "kin") | words("name_lists", "kin_plural")
        heads = word.lower_ == "head" and at + 1 < end and doc[at + 1].lower_ == "of"  # "*head* of the clinic"
        if kin or heads or known_person(word) or word.lower_ == "old":
            last = word
        elif last is not None and word.tag_ not in {"NN", "NNS", "HYPH"}:
            break
        if last is not None and word.tag_ == "IN" and word != last:
            break
    if last is None or last.lower_ in words("name_lists", "together"):
        return None
    behind = doc[last.i + 1] if last.i + 1 < end else None
    return None if behind is not None and behind.tag_ in {"NN", "NNS"} and behind.lower_ != "old" else last


def _names(doc: Doc, i: int, end: int) -> tuple[int, tuple[Token, ...]] | None:
    """ "*A, 9, and B, 4*": names one after the other, and the index after the last."""
    heads: list[Token] = []
    last = i
    while (name := _name(doc, i, end, sure=True)) is not None:
        heads.append(name[1])
        last = _age(doc, name[0], end)
        i, joint = joint_at(doc, last, end)
        if joint not in {",", "and", "&"}:
            break
        if joint != "," and (after := _name(doc, i, end, sure=True)) is not None:
            return _age(doc, after[0], end), (*heads, after[1])
    return (last, tuple(heads)) if heads else None


def _capital(word: Token) -> bool:
    if word.text.isupper() and len(word.text) > 2 and "." not in word.text:
        return False  # a headline in capitals
    return word.text[:1].isupper() and word.text[:1].isalpha() and word.lower_ not in _calendar()


def _nation(word: Token) -> bool:
    """ "*French* correspondent": an adjective of a country."""
    return word.tag_ == "JJ" or word.ent_type_ == "NORP"


def _calendar() -> frozenset[str]:
    return words("name_lists", "calendar")


def _name(doc: Doc, i: int, end: int, *, sure: bool = False) -> tuple[int, Token] | None:
    """The index after the name at ``i``, and its last word; ``sure``: a person's, by the word before."""
    titles = words("name_lists", "titles") | flat("people", "titles").keys() | flat("people", "ranks").keys()
    at = i
    last: Token | None = None
    while at < end and at - i < _LONGEST_PHRASE:
        word = doc[at]
        if _capital(word) or (word.text[:1].isupper() and word.lower_.strip(".") in titles):
            last = last if word.lower_.strip(".") in titles else word
            at += 1
        elif word.text in {'"', "“", "”", "'"} and at > i and _nickname(doc, at, end):
            at += 3
        elif word.lower_ in _PARTICLES | {"-"} and at > i and at + 1 < end and _capital(doc[at + 1]):
            at += 1
        elif word.text == "." and at > i and len(doc[at - 1].text) <= 2:
            at += 1  # an initial that the tokenizer cut
        else:
            break
    aged = _age(doc, at, end) > at and doc[at].text != "("
    if last is None or not (sure or aged or _personal(doc, i, at)):
        return None
    return at, last


def _nickname(doc: Doc, i: int, end: int) -> bool:
    """'Noel *"Boyet"* Sarmiento'."""
    return i + 2 < end and _capital(doc[i + 1]) and doc[i + 2].text in {'"', "“", "”", "'"}


def _personal(doc: Doc, first: int, after: int) -> bool:
    """Whether capitalised words may be a person's name and not a place's, a body's or a date's."""
    told = {t.ent_type_ for t in doc[first:after] if t.is_alpha}
    if "PERSON" in told:
        return True
    bodies = {t.lower_ for t in doc[first:after]} & set(flat("actors", "kinds"))
    alone = after - first == 1
    if alone and told & {"GPE", "LOC", "FAC"}:
        return (
            doc[first].tag_ != "JJ" and lookup(doc[first].text) is None
        )  # a name that the recogniser does not know
    return not bodies and not (alone and told & {"NORP", "DATE", "ORG"})


def _age(doc: Doc, i: int, end: int) -> int:
    """The index after ", 19", "(46)" or "aged 7"."""
    if i + 1 < end and doc[i].text == "," and _years(doc[i + 1]):
        following = doc[i + 2].lower_ if i + 2 < end else ";"
        if following == "of" and i + 3 < end and doc[i + 3].lower_ in _OWNERS | {"the", "them"}:
            return i  # "the grandfather, *two of his sons*"
        if following in {",", ";", "and", "&", ".", "years", "of", "from"}:
            i += 2
        if i + 1 < end and doc[i].lower_ in {"and", "&"} and _years(doc[i + 1]) and _over(doc, i + 2, end):
            i += 2  # "A and B C, 28 *and 25*"
    elif i + 2 < end and doc[i].text == "," and doc[i + 1].lower_ in _AGED and _years(doc[i + 2]):
        if i + 3 < end and doc[i + 3].lower_ == "of":
            return i  # "the father, *all three of his daughters*"
        i += 3
        while i + 1 < end and doc[i].lower_ in {",", "and"} and _years(doc[i + 1]):
            i += 2  # "A, B and C, aged 58, 12 *and 9*"
    elif i + 1 < end and doc[i].lower_ in {"aged", "age"} and _years(doc[i + 1]):
        i += 2
    elif i < end and doc[i].text == "(":
        close = next((t.i for t in doc[i : min(end, i + 14)] if t.text == ")"), None)
        i = close + 1 if close is not None else i
    while i < end and doc[i].lower_ in {"years", "year", "-", "old", "months", "month"}:
        i += 1
    return i


def _over(doc: Doc, i: int, end: int) -> bool:
    """Whether nothing or a mark stands at ``i``."""
    return i >= end or doc[i].text in {",", ";", "."}


def _years(word: Token) -> bool:
    return word.like_num and (not word.text.isdigit() or int(word.text) < 120)


def tail_of(doc: Doc, i: int, end: int) -> int:
    """The index after what is said of a person behind the name: age, place, "who ..."."""
    while i < end:
        after = _age(doc, i, end)
        if after == i:
            after = _clause(doc, i, end)
        placed = i + 1 if doc[i].text == "," and i + 1 < end else i
        of = placed + 1 < end and doc[placed + 1].lower_ == "of"  # "the grandfather, *both of his sons*"
        placed += placed > i and placed + 1 < end and not of and doc[placed].lower_ in {"both", "all"}
        if after == i and (related := _related(doc, i, end)) > i:
            after = related
        if after == i and placed == i + 2 and doc[placed].tag_ == "NNS" and _over(doc, placed + 1, end):
            kin = doc[placed].lower_ in words("name_lists", "kin_plural")  # "her parents, *both sisters*"
            after = after if kin else placed + 1  # "A and B, *both teachers*,"
        if after == i and doc[placed].lower_ in _PLACED - ({"in", "at", "with", "for"} if placed > i else set()):
            after = _state(doc, _until(doc, placed + 1, end, 7, clause=False), end)
        if after <= i:
            return i
        i = after
    return i


def _related(doc: Doc, i: int, end: int) -> int:
    """The index after the "s/o Mohan Lal" of "Ram Singh *s/o Mohan Lal*"; ``i`` where nothing such stands."""
    at = next((n for n in (1, 3) if "".join(t.lower_ for t in doc[i : min(end, i + n)]) in _RELATED), 0)
    name = _name(doc, i + at, end, sure=True) if at and i + at < end else None
    return name[0] if name is not None else i


def past_owner(doc: Doc, item: Item, after: int, end: int) -> int:
    """The index after the name of whose relatives an item tells: "the wife of a chief, *Ali Bello*"."""
    kin = item.heads[-1].lower_ in words("name_lists", "kin") | words("name_lists", "kin_plural")
    at = item.end
    if kin and at + 1 < after < end and doc[at].lower_ == "of" and doc[at + 1].tag_ in {"DT", "PRP$"}:
        name = _name(doc, after + 1, end) if doc[after].text == "," else None
        return after if name is None else name[0]
    return after


def _state(doc: Doc, i: int, end: int) -> int:
    """The index after the ", Minn." or ", Puerto Rico" of "of Duluth, Minn."."""
    at = i + 1
    if i < end and doc[i].text == ",":
        while at < end and (doc[at].ent_type_ in {"GPE", "LOC"} or (at == i + 1 and _abbreviated(doc[at]))):
            at += 1
    return at if at > i + 1 and (at >= end or doc[at].is_punct) else i


def _abbreviated(word: Token) -> bool:
    return word.text.endswith(".") and word.text[:1].isupper()


def _clause(doc: Doc, i: int, end: int) -> int:
    """The index after ", who sold tea at the gate"."""
    at = i + 1 if doc[i].text == "," and i + 1 < end else i
    return _until(doc, at + 1, end, _LONGEST_CLAUSE) if doc[at].lower_ in _CLAUSES else i


def _until(doc: Doc, i: int, end: int, most: int, *, clause: bool = True) -> int:
    """The index of the next mark or "and" before a new item, at most ``most`` words on; ``end`` if none stands.

    A verb that says something of the list ends the search, unless a clause is passed over: then 0.
    """
    for at in range(i, min(end, i + most)):
        if doc[at].text in {",", ";", "(", "."}:
            return at
        if doc[at].lower_ in {"and", "&"} and at + 1 < end and item_at(doc, at + 1, end) is not None:
            return at
        if not clause and doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return 0
    return min(end, i + most)
