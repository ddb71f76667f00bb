"""People told one by one, by name, kin or calling: "A B, 41, a nurse; his wife C; their two sons and a guard".

Read from the words and their order: the parse loses its way among ages, callings and relatives. A list counts only
if it is understood from end to end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.people_items import JOINTS, Item, item_at, joint_at, past_owner, tail_of
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import opens_clause

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from cenotaph.extract.hits import Hit

__all__ = ["PeopleList", "counted_behind", "listed_at", "listed_before", "people_from", "told_one_by_one"]

_NEAR = 25  # words from a harmed head in which a list of people is looked for
_MOST = 40  # people of one list
# words that a list of people may stand behind
_LEADS_IN = {
    *("that", "when", "where", "how", "because", "as", "both", "reportedly", "including", "dead", "death"),
}  # fmt: skip


@dataclass(slots=True)
class PeopleList:
    """The people of a list: how many, the words that end their names or nouns, and its token indices, half-open.

    ``names`` is how many of them are named, ``kin`` whether some are somebody's relatives or own people.
    """

    first: int
    last: int
    count: int = 0
    names: int = 0
    kin: bool = False
    heads: list[Token] = field(default_factory=list)


def people_from(doc: Doc, start: int, end: int) -> PeopleList | None:
    """The list of two people or more that begins at token ``start`` and is over before ``end``; None if none is.

    At least one of them is named or somebody's own; a number is read only of relatives ("two sons").
    """
    found = PeopleList(start, start)
    i = start
    semicolons = any(t.text == ";" for t in doc[start:end])
    joint, joined = "", False
    while i < end and found.count < _MOST:
        item = item_at(doc, i, end)
        if item is None:
            joined = joined or (joint == "and" and _counted(doc, i, end))
            break
        after = past_owner(doc, item, tail_of(doc, item.end, end), end)
        relative = found.count and _relatives(item, found.heads[-1])
        if (
            item.alone
            and not item.named
            and not relative
            and found.count
            and _says_who(doc, item, after, end, joint, semicolons)
        ):
            found.last = after
        elif joint == "," and not semicolons and not _separated(doc, after, end):
            break  # "A B, a spokesman said"
        elif joint == ";" and _own_clause(doc, after, end):
            break  # "killed A and his wife; an infant found in the hut is safe"
        else:
            joined = joined or joint not in {"", ","} or item.n > 1
            found.count += item.n
            found.names += len(item.heads) if item.named else 0
            found.kin = found.kin or item.own
            found.heads += item.heads
            found.last = after
        i, joint = joint_at(doc, after, end)
        if not joint:
            break
    items = len(found.heads)
    # "a woman and two children" are two counts, "a woman and *her* two children", "a father and two sons" are one
    apart = not found.names and (items < 2 or (items == 2 and found.count > items and not _of_one_family(found)))
    return found if found.count > 1 and joined and not apart and (found.names or found.kin) else None


def counted_behind(found: PeopleList, doc: Doc) -> Token | None:
    """The people with a number of their own who close a list: "A B, his aide and *two guards*"."""
    i = found.last
    while i < len(doc) and doc[i].lower_ in {",", "and"}:
        i += 1
    return doc[i + 1] if i > found.last and doc[i - 1].lower_ == "and" and _counted(doc, i, len(doc)) else None


def told_one_by_one(hit: Hit) -> PeopleList | None:
    """The list of people of whom ``hit`` is said, where it is one of names and relatives that fills the whole place
    before the verb, or the place behind it up to the end of its clause."""
    if not hit.harmed or not any(_begins_list(head) for head in hit.harmed):
        return None
    doc, token, head = hit.token.doc, hit.token, hit.harmed[0]
    before = head.i < token.i
    first = token.sent.start if before else token.i + 1
    for start in range(first, head.i + 1 + (not before and head.tag_ == "NNS")):
        led = not before and start == head.left_edge.i and _leads(doc[start - 1])
        if start > first and not led and start <= head.i and not _may_begin(doc[start - 1]):
            continue
        found = people_from(doc, start, token.i if before else token.sent.end)
        if found is not None and found.first - 1 == head.i and found.names == found.count and not before:
            found.first -= 1  # "the death of our *colleagues A B*, nurse C D and driver E F"
        if found is None or not found.first <= head.i < found.last:
            continue
        if not before and token.tag_[:2] == "VB" and opens_clause(found.last, doc[found.last - 1]):
            return None  # "shot his brother *and their cousin said*"
        if before and found.first > token.sent.start and _takes(doc[found.first - 1]):
            return None  # "*killed* her brother and her mother was hurt"
        if not before and _then_says(doc, found.last, token.sent.end):
            return None  # "killing three children, the governor, *A B, said*"
        closed = _up_to(doc, found.last, token.i) if before else _closed(doc, found.last, token.sent.end)
        return found if closed else None
    return None


def _takes(verb: Token) -> bool:
    """Whether what follows is the object of a finite verb of harm."""
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.lower_ in triggers()


def listed_before(verb: Token) -> PeopleList | None:
    """The list of people that ends right before ``verb``, or before a comma, whatever the parse makes of it."""
    doc, first = verb.doc, verb.sent.start
    if (verb.tag_ not in {"VBN", "VBD"} and verb.text != ",") or not _begins_list(verb):
        return None
    for start in range(max(first, verb.i - 2 * _NEAR), verb.i):
        behind = verb.text == "," and start > first and doc[start - 1].lower_ in {"for", "of", "to", "with", "by"}
        if start > first and not behind and not _may_begin(doc[start - 1]):
            continue
        found = people_from(doc, start, verb.i)
        if found is not None and _up_to(doc, found.last, verb.i):
            return found
    return None


def listed_at(doc: Doc, start: int, end: int) -> PeopleList | None:
    """The list of people that begins at token ``start`` and is over at the end of a clause; None if none is."""
    found = people_from(doc, start, end)
    over = found is not None and _closed(doc, found.last, end) and not _then_says(doc, found.last, end)
    return found if over else None


def _relatives(item: Item, before: Token) -> bool:
    """ "his *brother, sister-in-law* and nephew": two people, not one."""
    kin = words("name_lists", "kin") | words("name_lists", "kin_plural")
    return item.heads[0].lower_ in kin and before.lower_ in kin


def _of_one_family(found: PeopleList) -> bool:
    """Whether one of a list is told as another's relative, or all are relatives of somebody; nobody attacked."""
    first = found.heads[0].doc[found.first]
    if first.like_num or any(head.lower_ in words("groups", "attackers") for head in found.heads):
        return False  # "*three* children and their grandmother" are two counts
    kin = words("name_lists", "kin") | words("name_lists", "kin_plural")
    owned = any(t.tag_ == "PRP$" for t in found.heads[0].doc[found.first : found.last])
    return owned or all(head.lower_ in kin for head in found.heads)


def _begins_list(head: Token) -> bool:
    """Whether a name or somebody's own stands near a harmed head, so that it may be one of a list of people."""
    doc, sentence = head.doc, head.sent
    near = doc[max(sentence.start, head.i - _NEAR) : min(sentence.end, head.i + _NEAR)]
    kin = words("name_lists", "kin") | words("name_lists", "kin_plural")
    listed = any(t.lower_ in JOINTS - {","} for t in near)
    return listed and any(t.tag_ in {"NNP", "PRP$"} or t.lower_ in kin for t in near)


def _may_begin(before: Token) -> bool:
    """Whether a list may begin behind a word: a mark, a verb, "that"; an "and" only behind a verb of its own."""
    if before.lower_ in {"and", "but", "while"}:
        return any(t.tag_ in {"VBD", "VBZ", "VBP", "VBN"} for t in before.doc[before.sent.start : before.i])
    marked = before.text in {",", ";", ":", "-", "–", "—", '"', "("} or before.tag_ in {"VBD", "VBZ", "VBP", "RP"}
    if before.lower_ == "of" and before.i:
        return before.nbor(-1).lower_ in triggers() or before.nbor(-1).lower_ in {"lives", "remains"}
    # "shot *dead* his wife and son", "hacked *to death* ..."
    return marked or before.lower_ in _LEADS_IN


def _leads(word: Token) -> bool:
    """ "made off *with* his wife and two sons", "help in *locating* A B and her brother": whom a verb takes."""
    return word.lower_ in {"with", "for", "to"} or word.tag_ == "VBG"


def _up_to(doc: Doc, i: int, verb: int) -> bool:
    """Whether nothing but marks, auxiliaries and adverbs stands between a list and its verb."""
    return all(
        t.is_punct
        or t.tag_ in {"VBD", "VBZ", "VBP", "MD", "RB", "VBN", "VB", "VBG"}
        or t.lower_ in {"all", "both", "each", "the", "two", "three", "four", "latest"}
        for t in doc[i:verb]
    )


def _closed(doc: Doc, i: int, end: int) -> bool:
    """Whether a list is over at ``i``: no number, name or noun goes on with it."""
    quoted = False
    while i < end and (doc[i].text in {",", ")", '"', "”"} or doc[i].lower_ in {"and", "but"}):
        quoted |= doc[i].text in {'"', "”"}
        i += 1
    if doc[i - 1].lower_ == "and" and _counted(doc, i, end):
        return True
    told = i + 1 < end and doc[i].tag_ in {"NN", "NNS"} and doc[i + 1].lower_ in words("name_lists", "ends")
    return (
        quoted
        or told  # "A, B and C, *police said*"
        or i >= end
        or doc[i].is_punct
        or doc[i].tag_[:2] in {"VB", "WR", "WP", "WD", "IN", "TO", "MD", "RB", "RP"}
    )


def _counted(doc: Doc, i: int, end: int) -> bool:
    """ "A B, his aide and *two guards*": people with a number of their own, who close a list."""
    return i + 1 < end and doc[i].like_num and doc[i + 1].tag_ == "NNS" and known_person(doc[i + 1])


def _own_clause(doc: Doc, i: int, end: int) -> bool:
    """Whether what follows an item at ``i`` up to the next mark makes it the subject of a clause."""
    if i >= end or doc[i].tag_ not in {"VBN", "VBG"}:
        return False
    stop = next((t.i for t in doc[i:end] if t.text in {",", ";", "."}), end)
    return any(t.tag_ in {"VBZ", "VBP", "MD"} or t.lower_ in {"was", "were"} for t in doc[i:stop])


def _then_says(doc: Doc, i: int, end: int) -> bool:
    """Whether a list ends in who says it: a verb of saying follows, and nobody who speaks behind it."""
    i += i < end and doc[i].text == ","
    if i >= end or doc[i].lower_ not in words("reporting", "asserts", "verbs") or doc[i].tag_ not in {"VBD", "VBZ"}:
        return False
    return i + 1 >= end or doc[i + 1].is_punct or doc[i + 1].tag_ in {"IN", "RB", "TO"}


def _separated(doc: Doc, i: int, end: int) -> bool:
    """Whether an item is over at ``i``: no verb of its own follows."""
    return i >= end or doc[i].tag_ not in {"VBD", "VBZ", "VBP", "MD"}


def _says_who(doc: Doc, item: Item, after: int, end: int, joint: str, semicolons: bool) -> bool:
    """Whether a noun without a name says who the one before it is ("A B, *a nurse*,"), and is nobody more."""
    if joint in {"and", "&", "plus", ";"}:
        return False
    following = doc[after].lower_ if after < end else ";"
    if item.own:
        return semicolons and following == ";"  # "Ana Cole, 64, *his wife*;"
    return following in {",", ";", "and", "&", "."} or not _separated(doc, after, end)
