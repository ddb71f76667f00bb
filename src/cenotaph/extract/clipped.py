"""Clauses without a verb, as lists and bulletins have them: "two dead, *four deckhands under arrest*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.headlines import is_headline
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import Trigger, flat, triggers, words
from cenotaph.extract.persons import known_person, one_of_a_calling, person_like, thing_like
from cenotaph.extract.subjects import counted_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["clipped", "colon_list", "listed_people", "opens_clause", "take_single"]

_FRAMES = {"transitive", "adjective", "beaten", "critical", "treated"}
_VERBLESS = {"clipped", "adjective", "predicate.passive", "numbered", "treated", "headline"}
_SOUGHT = {"suspects", "suspect", "attackers", "gunmen", "gunman", "culprits", "bodies", "corpses", "witnesses"}
_NO_STATE = {"took", "slew"}  # of verbs that have another participle
_ASIDE = 16  # words of an aside on them, and its marks
_FEARED = {"feared", "presumed", "believed"}
_MANY = {"dozens", "scores", "hundreds", "thousands", "several", "tens"}
_AT = {"in", "at", "near", "on", "outside", "from"}
_PLACE = 9  # words of a place in a list
_REACH = 7  # words of the people in front of a state
_LOST = Trigger("found", Measure.MISSING, "clipped", weak=False, people=True)
_STATE = {"VBN", "VBD", "JJ", "NN", "NNS", "NNP", "VBZ", "RB"}


def clipped(token: Token) -> Hit | None:
    """The hit of a state that ends a clause without a verb, with the people, counted or one, right before it."""
    lost = _not_found(token)
    trigger = _LOST if lost is not None else _trigger(token)
    if trigger is None or not _ends(token):
        return None
    last = (_start(token) if lost is None else lost) - 1
    last = _before_age(token.doc, _before_aside(token.doc, last, token.sent.start), token.sent.start)
    before = _people(token.doc, last, token.sent.start)
    head = counted_of(before) if before is not None else None
    if head is None or _shoots(token, head) or (lost is not None and head.lower_ in _SOUGHT):
        return None
    if token.lower_ == "taken" and _brought(token, head):
        return None
    if trigger.measure is Measure.INJURED and _died_there(token, head):
        return Hit(token, triggers()["died"], Measure.KILLED, "clipped", [head])
    return Hit(token, trigger, trigger.measure, "clipped" if lost is None else "unfound", [head])


def take_single(hit: Hit) -> None:
    """ "*skipper* and two deckhands lost": one more person, by a bare noun that opens a clause without a verb."""
    if (
        hit.rule not in _VERBLESS
        or len(hit.harmed) != 1
        or not hit.harmed[0].sent.start + 1 < hit.harmed[0].i < hit.token.i
    ):
        return
    single = _single_before(hit.harmed[0], hit.token.sent.start)
    if single is not None:
        hit.harmed = [single, *hit.harmed]


def _single_before(people: Token, floor: int) -> Token | None:
    doc, i = people.doc, people.i
    while i > floor and (doc[i].like_num or doc[i].i == people.i or doc[i].tag_[:2] in {"JJ", "NN"}):
        i -= 1
    hedges = words("triggers_light", "clipped_after", "hedges")
    while i > floor and (doc[i].lower_ in hedges or doc[i].tag_ == "RB"):
        i -= 1
    one = doc[i - 1] if doc[i].lower_ == "and" and i > floor else None
    bare = one is not None and one.tag_ in {"NN", "NNP"} and one_of_a_calling(one.lower_)
    opens = one is not None and (one.i == floor or doc[one.i - 1].text in {",", ":", ";", "."})
    return one if bare and opens else None


def _not_found(token: Token) -> int | None:
    """ "Four miners *not yet located*", "nine men *whereabouts unknown*": where the words for the missing begin."""
    lower = token.lower_
    open_fate = lower in words("triggers_light", "unknown_fate", "open")
    if not open_fate and lower not in words("triggers_light", "clipped_denied"):
        return None
    doc, i = token.doc, token.i - 1
    low = token.sent.start
    if open_fate:
        fate = i > low and doc[i].lower_ in {"fate", "whereabouts"} and doc[i - 1].tag_[:2] in {"NN", "CD"}
        return i if fate else None
    if token.tag_ not in {"VBN", "VBD"}:
        return None
    if i - 1 > low and [doc[i - 1].lower_, doc[i].lower_] == ["to", "be"]:
        i -= 2  # "*yet to be* found"
        so_far = words("triggers_light", "clipped_denied", "so_far")
        return _first_of(so_far, doc, i, low) if doc[i].lower_ in so_far else None
    adverbs = words("triggers_light", "clipped_denied", "adverbs")
    while i > low and doc[i].lower_ in adverbs:
        i -= 1
    if doc[i].lower_ not in {"not", "never"} or i <= low:
        return None
    return _first_of(adverbs, doc, i, low)


def _first_of(adverbs: frozenset[str], doc: Doc, i: int, low: int) -> int:
    """The index of the first of the adverbs that stand together before and at index ``i``."""
    while i - 1 > low and doc[i - 1].lower_ in adverbs:
        i -= 1
    return i


def _shoots(token: Token, head: Token) -> bool:
    """ "a gunman *shot at* a car": who shoots is not hit."""
    aimed = token.i + 1 < token.sent.end and token.nbor().lower_ in {"at", "into", "toward", "towards"}
    return aimed and token.lower_.startswith("sho") and head.lower_ in words("groups", "attackers")


def _brought(taken: Token, head: Token) -> bool:
    """ "eight patients *taken to St Bride's*": brought to a place, by the words no prison."""
    near = [t.lower_ for t in taken.doc[taken.i + 1 : min(taken.i + 9, taken.sent.end)]]
    cared_for = head.lower_ in words("triggers_light", "patients") - words("groups", "people")
    held = words("triggers_light", "held_in") | words("triggers_light", "taken")
    return cared_for or (near[:1] == ["to"] and held.isdisjoint(near))


def _died_there(token: Token, head: Token) -> bool:
    """ "30 died on the spot *and four in hospital*": of a death, told once for both."""
    doc = token.doc
    if token.lower_ not in {"hospital", "hospitals"} or not head.like_num or doc[head.i - 1].lower_ != "and":
        return False
    return any(t.lower_ in {"died", "dead", "killed"} for t in doc[max(token.sent.start, head.i - 8) : head.i])


def colon_list(token: Token) -> list[Token]:
    """The heads of a list that a word of harm opens: "The dead: *two Malians*, *a Nigerien*, *four*"."""
    opens = token.i - token.sent.start <= 2 and token.lower_ in words("groups", "harm_heads")
    if not opens or token.i + 1 >= token.sent.end or token.nbor().text != ":":
        return []
    counted = any(t.like_num for t in token.doc[token.sent.start : token.i])
    if counted or any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.lefts):
        return []  # "Three passengers drowned: a teacher and two boys"
    if any(t.text in {"KIA", "WIA", "MIA"} for t in token.sent):
        return []  # "Casualties: one guard KIA, two drivers WIA"
    found = listed_people(token.doc, token.i + 2, token.sent.end)
    return found if len(found) > 1 else []


def listed_people(doc: Doc, start: int, end: int, *, placed: bool = False) -> list[Token]:
    """The heads of "nine gendarmes, four civilians and a man" from index ``start`` on; empty if it is no list.

    ``placed`` passes over where they were: "a girl *in Petrin*, five people *in and around Glin*".
    """
    out: list[Token] = []
    i = start
    while i < end:
        first = doc[i]
        if not (first.like_num or first.lower_ in {"a", "an", "one", "several"}):
            break
        head = first if first.like_num else None
        i += 1
        while (
            i < end
            and (doc[i].tag_[:2] in {"NN", "JJ"} or doc[i].tag_ in {"HYPH", "CD"})
            and doc[i].lower_ not in {"dead", "wounded"}
        ):
            if doc[i].tag_[:2] == "NN" or (head is None and person_like(doc[i])):
                head = doc[i]
            i += 1
        if head is None or thing_like(head) or not (head.like_num or person_like(head) or head.text[:1].isupper()):
            break
        out.append(head)
        if placed and i < end and doc[i].lower_ in _AT:
            i = _next_item(doc, i, end)
        if i >= end or doc[i].lower_ not in {",", "and", "&", "plus", ";"}:
            break
        while i < end and doc[i].lower_ in {",", "and", "&", "plus", ";"}:
            i += 1
    return out


def _next_item(doc: Doc, i: int, end: int) -> int:
    """The index of the comma or "and" behind a place, where another item begins behind it; ``end`` elsewhere."""
    for k in range(i + 1, min(end - 1, i + _PLACE)):
        if doc[k].lower_ in {",", "and", ";"} and doc[k - 1].lower_ not in _AT:
            after = k + 1 + (doc[k + 1].lower_ == "and")
            if after < end and (doc[after].like_num or doc[after].lower_ in {"a", "an", "one", "several"}):
                return k
    return end


def _trigger(token: Token) -> Trigger | None:
    """What the state is: a word of harm, or a phrase such as "under arrest"; None for any other word."""
    if token.lower_ == "lost" and token.i > token.sent.start and token.nbor(-1).lower_ in _FEARED:
        return triggers()["dead"]  # "crew of four *feared lost*"
    if token.lower_ == "lost" and not {t.lower_ for t in token.doc}.isdisjoint(words("triggers_light", "at_sea")):
        return triggers()["dead"]  # "Trawler sunk: skipper and two deckhands *lost*"
    if token.lower_ in _NO_STATE:
        return None
    own = triggers().get(token.lower_)
    measure = flat("triggers_light", "clipped").get(token.lower_)
    if measure is not None:
        led = token.doc[_start(token)].lower_ in words("triggers_light", "clipped_after", "prepositions")
        with_number = token.tag_ in {"VBN", "VBD"} and _start(token) == token.i
        return (
            Trigger(token.lower_, Measure(measure), "clipped", weak=False, people=True)
            if led or with_number
            else None
        )
    grazed = own is not None and own.frame == "struck" and token.lower_ == "grazed"
    if (
        own is None
        or (own.frame not in _FRAMES and not grazed)
        or token.tag_ not in _STATE
        or not own.measure.counts_people
    ):
        return None
    if own.frame == "treated" or (token.lower_.endswith(("ing", "s")) and token.lower_ != "unaccounted"):
        return None
    if any(c.dep_ in {"auxpass", "aux", "dobj", "det", "poss"} for c in token.children) or token.lower_ in words(
        "triggers_light", "verbs_only"
    ) - {"shot", "hurt"}:
        return None
    return own


def _start(token: Token) -> int:
    """The index where the state's phrase begins: a preposition before it, and adverbs before that."""
    doc, i = token.doc, token.i
    k = i - 1
    while k > token.sent.start and i - k <= 3 and doc[k].tag_ in {"JJ", "DT", "NN"} and not doc[k].like_num:
        k -= 1
    if k > token.sent.start and doc[k].lower_ in words("triggers_light", "clipped_after", "prepositions"):
        i = k
    while i - 1 > token.sent.start and (
        doc[i - 1].lower_ in words("triggers_light", "clipped_after", "adverbs")
        or (doc[i - 1].tag_ == "RB" and doc[i - 1].lower_.endswith("ly"))
    ):
        i -= 1
    return i


def _people(doc: Doc, last: int, floor: int) -> Token | None:
    """The head of "four deckhands", "a cook", "23" that ends at index ``last``, where a clause begins before it."""
    tokens: list[Token] = []
    single = doc[last] if last >= floor and doc[last].tag_ == "NN" and known_person(doc[last]) else None
    first = last - (last > floor and doc[last - 1].lower_ in {"male", "female", "adult", "juvenile", "teenage"})
    if (
        single is not None
        and is_headline(single.sent)
        and (first == floor or doc[first - 1].text in {",", ";", ":"})
    ):
        return single  # "Woman dead, *toddler* critical"
    for i in range(last, max(floor, last - _REACH) - 1, -1):
        word = doc[i]
        tokens.append(word)
        one = word.lower_ in {"a", "an", "one", "another"}
        many = word.like_num or word.lower_ in _MANY
        if many and i + 1 <= last and word.doc[i + 1].lower_ == "of":
            tokens[0] = word  # "*dozens* of Russians wounded"
        if many or one:
            head = tokens[0]
            if thing_like(head) or not (
                head.like_num
                or head.tag_[:2] == "NN"
                or known_person(head)
                or head.lower_ in {"others", "more", "other"}
                or head == word
            ):
                return None
            if (one and not person_like(head)) or (one and head == word and word.lower_ != "one"):
                return None
            if i - 2 >= floor and doc[i - 1].lower_ == "of" and doc[i - 2].lower_ in words("groups", "collective"):
                return head if head == word and opens_clause(doc, i - 2, floor) else None  # "*crew of 4* missing"
            half = i > floor and doc[i - 1].lower_ == "half" and head.lower_ == "dozen"
            return head if opens_clause(doc, i - half, floor) else None
        if word.lower_ == "half":
            continue  # "half a dozen"
        owner = word.lower_ == "of" or word.tag_ == "PRP$" or word.lower_ in {"the", "them"}
        if owner and any(t.lower_ in {"of", "men", "them"} or t.tag_[:2] == "NN" for t in [word, *tokens]):
            continue  # "four *of his men* hurt"
        if word.tag_[:2] not in {"NN", "JJ"} and word.tag_ != "HYPH" and word.lower_ not in {"more", "others"}:
            return None
    return None


def _before_aside(doc: Doc, last: int, floor: int) -> int:
    """The index of the last word before ", including nine policemen,", ", most of them students," or "(four of them
    boys)" that ends at ``last``; ``last`` itself where no aside does."""
    if last <= floor or doc[last].text not in {",", ")", "-", "–", "—"}:
        return last
    if last - 3 >= floor and doc[last - 1].text.isdigit() and doc[last - 2].text == doc[last].text == ",":
        return last - 3  # "Female suspect, *31*, in custody."
    for i in range(last - 1, max(floor, last - _ASIDE), -1):
        if doc[i].text in {";", ":", '"'} or doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return last
        if doc[i].text in {",", "(", "-", "–", "—"}:
            opens = [t.lower_ for t in doc[i + 1 : i + 4]]
            share = opens[1:] in (["of", "them"], ["of", "whom"])
            if share or opens[0] in words("triggers_light", "clipped_after", "asides"):
                return i - 1
    return last


def _before_age(doc: Doc, last: int, floor: int) -> int:
    """The index of the "boys" of "two *boys* of 16" or "aged 16", where the age ends at ``last``."""
    aged = last - 2 > floor and doc[last].like_num and doc[last - 1].lower_ in {"of", "aged"}
    noun = doc[last - 2] if aged else doc[last]
    return last - 2 if aged and known_person(noun) and noun.lower_ not in words("groups", "collective") else last


def opens_clause(doc: Doc, first: int, floor: int) -> bool:
    """Whether a clause may begin at index ``first``: at a mark or a joint, hedges in between."""
    i = first - 1
    while i >= floor and doc[i].lower_ in words("triggers_light", "clipped_after", "hedges"):
        i -= 1
    if i < floor or (doc[i].text.endswith(".") and len(doc[i].text) > 1):
        return True  # behind an abbreviation that the parse takes for no end ("I-95 N. 1 fatal")
    return doc[i].lower_ in words("triggers_light", "clipped_after", "opens")


def _ends(token: Token) -> bool:
    """Whether the clause may end at a state."""
    i = token.i + 1
    if i < token.sent.end and token.doc[i].lower_ == "for" and token.lower_ == "unaccounted":
        i += 1
    return i >= token.sent.end or token.doc[i].lower_ in words("triggers_light", "clipped_after", "closes")
