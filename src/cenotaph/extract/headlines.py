"""Who is harmed in a headline, read from the words: the parse takes "Teen shot at party" for a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import table, words
from cenotaph.extract.persons import one_of_a_calling, thing_like
from cenotaph.extract.phrases import conjuncts
from cenotaph.extract.running_totals import total_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["harmed_after", "harmed_before", "is_headline", "number_after", "people_before", "takes_object"]

_WORDS = 7  # of one person in a list
_LONGEST = 28  # words; a longer line without a full stop is no headline
_AND = {"and", "&", ","}
_SELF = {"self", "himself", "herself", "themselves"}


def _people() -> frozenset[str]:
    return words("groups", "people") | words("headlines", "people")


def _known(token: Token) -> bool:
    """Whether a word may stand alone for a person in a headline: by the headlines' own table, or a calling."""
    lower = token.lower_
    return lower in _people() or (one_of_a_calling(lower) and not thing_like(token))


def _body() -> frozenset[str]:
    return words("triggers_light", "struck", "body")


def is_headline(sentence: Span) -> bool:
    """Whether a line has no auxiliary, and no full stop or no articles either ("Village magistrate shot dead."), so
    that a form like "shot" may be a passive."""
    if len(sentence) > _LONGEST or any(t.lower_ in {"was", "were", "been", "had"} for t in sentence):
        return False
    last = sentence[-1].text
    return last not in {".", "!", '"', "?", ";"} or (
        last in {".", ";"} and words("headlines", "in_full").isdisjoint(t.lower_ for t in sentence)
    )


def harmed_before(token: Token) -> list[Token]:
    """The heads of "*Woman, 2 kids* shot at bus stop", left to right; empty where the words are no such phrase."""
    if token.lower_ not in words("headlines", "states") or takes_object(token):
        return []
    found = people_before(token)
    fatal = token.doc[token.i + 1 : token.i + 3].text == "to death"
    if (
        token.lower_ in words("headlines", "doubtful")
        and not fatal
        and not any(t.like_num or t.lower_ in _people() for t in found)
    ):
        return []  # "Striker hit by knee problem", "Captain missing"
    return found


def people_before(token: Token) -> list[Token]:
    """The heads of "*Infant, 4 others* sent to hospital" in a headline, left to right; empty elsewhere."""
    if not is_headline(token.sent) or (token.sent[-1].text in {".", ";"} and _has_object(token)):
        return []
    start, i = token.sent.start, token.i - 1
    if i - 1 > start and token.doc[i].lower_ in _body() and token.doc[i - 1].lower_ in {"'s", "'"}:
        i -= 2  # "*13-year-old's* toe grazed by bullet"
    while i >= start and (_skipped(token.doc[i]) or _joined_verb(token.doc[i], start)):
        i -= 1
    out: list[Token] = []
    while i >= start and (head := _person(token.doc[i])) is not None:
        if out and head.lower_ in words("headlines", "harmed_already"):
            break  # "*12 martyrs*, 40 wounded"
        labelled = bool(out) and head.like_num and head.i > start and head.nbor(-1).lower_ in {"toll", "tally"}
        if labelled or total_of(head) is not None:
            break  # "Toll *reaches 26*, 96 wounded", "toll *61*, 14 missing"
        out.insert(0, head)
        i = _phrase_start(token.doc[i]) - 1
        if i < start or token.doc[i].lower_ not in _AND:
            break
        while i >= start and token.doc[i].lower_ in _AND:
            i -= 1
        if i >= start and _predicate(token.doc[i]):
            break  # "Suspect dead, *officer* hurt"
    return _apart(out)


def _has_object(token: Token) -> bool:
    """ "Villagers *buried 14 people*.": an object right behind, with no comma between."""
    objects = [c for c in token.children if c.dep_ == "dobj" and c.i > token.i]
    return any(all(t.text != "," for t in token.doc[token.i : c.i]) for c in objects)


def _apart(heads: list[Token]) -> list[Token]:
    """The heads of a list without those that the parse coordinates with an earlier one, which would count twice."""
    joined = {m.i for head in heads for m in list(conjuncts(head))[1:]}
    return [head for head in heads if head.i not in joined]


def number_after(token: Token) -> Token | None:
    """The number of "Shooting *Injures 4*; Suspects Sought", whose verb the parse takes for a name."""
    if token.tag_[:2] == "VB" or token.lower_ not in words("headlines", "verbs"):
        return None
    if token.i + 1 >= token.sent.end or not is_headline(token.sent):
        return None
    after = token.nbor()
    if not (after.like_num or after.tag_ == "CD"):
        return None
    return after.head if after.dep_ == "nummod" and after.head.i > after.i else after


def harmed_after(token: Token, least: int = 2) -> list[Token]:
    """The heads of "kills *wife, 2 sons, then self*" after a verb, ``least`` of them.

    Only in a headline, or where the list ends in "himself"; empty where the words are no list.
    """
    out: list[Token] = []
    i: int | None = token.i + 1
    while i is not None and (head := _next_person(token, i)) is not None:
        out.append(head)
        i = None if head.lower_ in _SELF else _after_mark(token, _past_in_law(head))
    closed = any(t.lower_ in _SELF for t in out)
    return out if len(out) >= least and (closed or is_headline(token.sent)) else []


def _next_person(token: Token, start: int) -> Token | None:
    """The person whose phrase begins at ``start`` in the verb's sentence."""
    for i in range(start, min(start + _WORDS, token.sent.end)):
        word = token.doc[i]
        if _ends(word):
            return word
        if not _inside(word):
            return None
    return None


def _past_in_law(head: Token) -> int:
    """The index after "mother - in - law"."""
    i = head.i + 1
    return i + 4 if [t.lower_ for t in head.doc[i : i + 4]] == ["-", "in", "-", "law"] else i


def _after_mark(token: Token, i: int) -> int | None:
    """The index after the commas and "and" at ``i``, or None where there are none."""
    start = i
    while i < token.sent.end and (token.doc[i].lower_ in _AND or token.doc[i].lower_ == "then"):
        i += 1
    return i if start < i < token.sent.end else None


def _inside(token: Token) -> bool:
    """What may stand in a phrase before the person: "his two young", "then", "10 - year - old"."""
    if token.lower_ in words("headlines", "verbs"):
        return False  # "kills infant, *burns* mother"
    return (token.is_alpha and token.tag_[:2] not in {"VB", "IN"} and token.lower_ not in _AND) or (
        token.text in {"-", "'s"} or token.like_num
    )


def _ends(token: Token) -> bool:
    """Whether a word is the person that a phrase is about, and not one before another noun."""
    if token.lower_ in _SELF:
        return True
    last = token.i + 1 >= token.sent.end or token.nbor().tag_ not in {"POS", "NN", "NNS"}
    return _known(token) and last


def takes_object(token: Token) -> bool:
    """ "Man shot *his wife*": the form is active."""
    if token.i + 1 >= token.sent.end or token.lower_ == "dead":
        return False
    after = token.nbor()
    if after.lower_ in words("headlines", "opens_object"):
        return True
    if after.lower_ == "at":  # "Gunman shot *at a dozen people*"
        return any(
            t.like_num or t.lower_ in _people() for t in token.doc[after.i + 1 : min(after.i + 4, token.sent.end)]
        )
    if after.lower_ == "and":  # "Man shot *and wounded four*"
        joined = token.doc[after.i + 1 : min(after.i + 3, token.sent.end)]
        return any(
            t.lower_ in words("headlines", "states") and any(c.dep_ == "dobj" for c in t.children) for t in joined
        )
    if after.like_num:
        return token.i + 2 < token.sent.end and token.doc[token.i + 2].lower_ in _people()
    return after.lower_ in _people() and after.tag_[:2] in {"NN", "CD"}


def _skipped(token: Token) -> bool:
    """Adverbs and ages between the people and the verb: "Girl, 8, accidentally shot"."""
    lower = token.lower_
    return (
        lower in words("headlines", "skipped")
        or (lower.endswith("ly") and len(lower) > 4)
        or any(_age(token.doc, i) for i in range(token.i - 1, token.i + 2) if token.text == "," or i == token.i)
    )


def _age(doc: Doc, i: int) -> bool:
    """Whether a word is a number between two commas."""
    if not 0 < i < len(doc) - 1 or not doc[i].lower_.isdigit() or len(doc[i]) > 2:
        return False
    return doc[i - 1].text == "," and doc[i + 1].text == ","


def _joined_verb(token: Token, start: int) -> bool:
    """The "shot," of "shot, killed"."""
    if token.lower_ in words("headlines", "states"):
        return True
    return (
        token.lower_ in {",", "and", "&"}
        and token.i > start
        and token.nbor(-1).lower_ in words("headlines", "states")
    )


def _person(token: Token) -> Token | None:
    lower = token.lower_
    if (
        lower in words("triggers_light", "taken_alive")
        and token.i > 0
        and token.nbor(-1).lower_ in {"held", "taken"}
    ):
        return None  # "77 *held hostage*, 6 injured"
    if token.like_num and (parent := _parent_of(token)) is not None:
        return parent
    if token.like_num or _known(token):
        before = token.nbor(-1) if token.i > token.sent.start else None
        ordinal = before is not None and before.lower_ in table("number_words")["ordinals"]
        if before is not None and before.like_num and not (ordinal or token.like_num or before.dep_ == "nummod"):
            return before  # the parse did not tie the number to its noun
        return _many_of(token) or token
    if lower in {"old", "olds"} and token.i > token.sent.start and token.nbor(-1).text == "-":
        return token
    return None


def _parent_of(number: Token) -> Token | None:
    """ "*Father* of three killed": one person, of whom the number tells."""
    i = number.i - 2
    if i < number.sent.start or number.nbor(-1).lower_ != "of":
        return None
    parent = number.doc[i]
    one = parent.lower_ in words("name_lists", "kin") | words("headlines", "parents")
    return parent if one else None


def _many_of(token: Token) -> Token | None:
    """The number of "*dozens* of young soldiers"."""
    of = _phrase_start(token) - 1
    if of <= token.sent.start or token.doc[of].lower_ != "of":
        return None
    many = token.doc[of - 1]
    return many if many.lower_ in words("headlines", "many") else None


def _phrase_start(token: Token) -> int:
    """Where the phrase that ends at ``token`` begins: numbers, adjectives and places in front of a person."""
    i = token.i
    while i > token.sent.start and i > token.i - 5:
        before = token.doc[i - 1]
        plain = before.is_alpha or before.text == "-" or before.like_num
        if not plain or before.lower_ in _AND or _predicate(before) or before.tag_ in {"IN", "VBZ", "VBD"}:
            break
        i -= 1
    return i


def _predicate(token: Token) -> bool:
    return token.lower_ in words("headlines", "states")
