"""States as notes and tickers write them, right behind a number: "13 *inj*, 2 *crit*", "6 *fatal*", "3 x *WIA*"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.clipped import opens_clause
from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import Trigger, flat, words
from cenotaph.extract.persons import known_person, person_like, thing_like
from cenotaph.extract.phrases import said_in
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["nil", "none_of", "shorthand", "taken_alive"]

_REACH = 3  # words of the people between the number and the state
_FAR = 7  # words between "transported" and where to
_NOBODY = {"no", "nil", "zero"}


def shorthand(token: Token) -> Hit | None:
    """The hit of a state in shorthand, with the number or the numbered people right before it; None elsewhere."""
    short = token.lower_.rstrip(".")
    measure = flat("triggers_light", "shorthand").get(short)
    if measure is None and short in words("triggers_light", "moved", "words") and _to_care(token):
        measure = "injured"
    if measure is None or (short in words("triggers_light", "shorthand_words", "capitals") and not token.is_upper):
        return None
    if token.i + 1 < token.sent.end and known_person(token.nbor()):
        return None  # "two *KIA* soldiers"
    plain = short in words("triggers_light", "shorthand_words", "plain")
    if plain and not (_closes(token) and _of_the_hurt(token)):
        return None
    bare = token.i > token.sent.start and token.nbor(-1).like_num
    capitals = short in words("triggers_light", "shorthand_words", "capitals")
    found = (token.nbor(-1), []) if bare and capitals else _before(token)  # "suffered *2 KIA* and 7 WIA"
    if found is None and capitals:
        found = _in_figures(token)
    if found is None:
        return None
    number, people = found
    trigger = Trigger(short, Measure(measure), "shorthand", weak=False, people=True)
    return Hit(token, trigger, trigger.measure, "shorthand", people, number=number)


def nil(token: Token, trigger: Trigger) -> Hit | None:
    """ "Own losses *nil*", "Civilian casualties were *nil*": a noun of harm, and behind it that it is none."""
    if trigger.frame not in {"toll", "deaths", "wounds"} or token.tag_[:2] != "NN":
        return None
    i, end = token.i + 1, token.sent.end
    while i < end and i - token.i <= 2 and token.doc[i].lower_ in {":", "-", "–", "—", "were", "are", "is", "was"}:
        i += 1
    if i >= end or token.doc[i].lower_ not in {"nil", "zero"}:
        return None
    over = i + 1 >= end or token.doc[i + 1].is_punct or token.doc[i + 1].lower_ in {"so", "and", "as"}
    return Hit(token, trigger, trigger.measure, "shorthand", [], number=token.doc[i]) if over else None


def taken_alive(token: Token, trigger: Trigger) -> Hit | None:
    """ "... and five *taken prisoner*", "three others *taken hostage*": people right before it, without a verb."""
    if token.lower_ != "taken" or token.i < token.sent.start + 2 or token.i + 1 >= token.sent.end:
        return None
    who = token.nbor(-1)
    if token.nbor().lower_ not in words("triggers_light", "taken_alive"):
        return None
    if not (who.like_num or (numeric(who) and person_like(who))):
        return None
    return Hit(token, trigger, trigger.measure, "numbered", [who])


def none_of(token: Token, hits: list[Hit]) -> Hit | None:
    """ "25 terrorists dead, civilians *nil*": people of whom nobody was harmed in the way just told."""
    if token.lower_ not in {"nil", "none"} or not hits or token.i < token.sent.start + 2:
        return None
    who, last = token.doc[token.i - 1], hits[-1]
    ended = token.i + 1 >= token.sent.end or token.nbor().text in {".", ";", ",", ")"}
    told = last.measure.counts_people and bool(last.harmed or last.number is not None)
    if not (ended and told and _several(who) and opens_clause(token.doc, who.i, token.sent.start)):
        return None
    return Hit(token, last.trigger, last.measure, "shorthand", [who], number=token)


def _several(noun: Token) -> bool:
    """Whether a word is a plural noun of people by the tables, whatever the parse takes it for."""
    return noun.lower_.endswith(("s", "men", "women", "children", "people", "police")) and known_person(noun)


def _before(token: Token) -> tuple[Token, list[Token]] | None:
    """The number before a state, and the people between them, where a clause begins with the number."""
    doc, floor = token.doc, token.sent.start
    i, people = token.i - 1, None
    while i >= floor and token.i - i <= _REACH and not (doc[i].like_num or doc[i].lower_ in _NOBODY):
        noun = doc[i].tag_[:2] in {"NN", "JJ"} or doc[i].tag_ == "HYPH" or doc[i].is_upper
        if doc[i].lower_ != "x" and not noun:
            return None
        people = people or (doc[i] if doc[i].lower_ != "x" else None)
        i -= 1
    if i < floor or not (doc[i].like_num or doc[i].lower_ in _NOBODY):
        return None
    if people is not None and thing_like(people):
        return None
    return (doc[i], [people] if people is not None else []) if opens_clause(doc, i, floor) else None


def _in_figures(token: Token) -> tuple[Token, list[Token]] | None:
    """ "*one (1)* WIA": a number in words, and in figures in brackets."""
    i = token.i - 4
    if i < token.sent.start or token.doc[i + 1 : i + 4].text.replace(" ", "")[::2] != "()":
        return None
    return (token.doc[i], []) if token.doc[i].like_num else None


def _to_care(token: Token) -> bool:
    """ "three *conveyed* to hospital", "1 FF *transported* w/ heat exhaustion": where to, or with what."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + _FAR, token.sent.end)]]
    if after[:1] == ["to"]:
        return not words("triggers_light", "wards").isdisjoint(after)
    ails = words("triggers_light", "moved", "ailments")
    return after[:1] in (["w"], ["w/"], ["with"]) and not ails.isdisjoint(after)


def _closes(token: Token) -> bool:
    """ "3 *serious*, 2 slight", "9 *serious* to Level 5": what may follow a common word that is a state here."""
    rest = token.doc[token.i + 1 : token.sent.end]
    if not len(rest) or rest[0].text in {".", ";", ")", "(", "/", "|"}:
        return True
    opens = words("triggers_light", "shorthand_words", "goes_on")
    if rest[0].lower_ in {",", "and", "&", "-"}:
        return len(rest) > 1 and (rest[1].like_num or rest[1].lower_ in opens)
    return rest[0].lower_ in {"to", "at"}


def _of_the_hurt(token: Token) -> bool:
    return not words("triggers_light", "shorthand_words", "beside").isdisjoint(
        said_in(token.doc[:]).lower().replace(".", " ").replace(",", " ").split()
    )
