"""Who is harmed: from a trigger word and its construction to the noun phrases that it counts."""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING

from cenotaph.extract import harmed_blows as blows
from cenotaph.extract import harmed_losses as losses
from cenotaph.extract import harmed_nouns as nouns
from cenotaph.extract import harmed_victims as victims
from cenotaph.extract import harmed_wounds as hurt
from cenotaph.extract.all_but import of_the_rest
from cenotaph.extract.all_of_them import give_to_all
from cenotaph.extract.behind_parts import behind_parts
from cenotaph.extract.beside_toll import beside_toll
from cenotaph.extract.clipped import clipped, colon_list, take_single
from cenotaph.extract.companions import take_companions
from cenotaph.extract.counted_acts import counted_act, nth_told
from cenotaph.extract.gapped_people import gapped_people, the_latest
from cenotaph.extract.harm_denied import denied
from cenotaph.extract.harmed_contact import whom
from cenotaph.extract.harmed_deaths import intransitive
from cenotaph.extract.harmed_fallen import fell
from cenotaph.extract.harmed_lists import shot_first, told_before, victims_named
from cenotaph.extract.harmed_lives import lives
from cenotaph.extract.harmed_states import harmed_state, of_a_side
from cenotaph.extract.harmed_verbs import harmed_by_verb
from cenotaph.extract.harmed_verdicts import verdict_on
from cenotaph.extract.headlines import (
    harmed_after,
    harmed_before,
    is_headline,
    number_after,
    people_before,
    takes_object,
)
from cenotaph.extract.hits import Hit, kids, nth_of, numeric
from cenotaph.extract.left_over import left_over
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.membership import members_told, take_members
from cenotaph.extract.mourned import of_the_mourned
from cenotaph.extract.notes import told_in_notes
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import conjuncts, is_plural, members_of, says_who
from cenotaph.extract.predicates import predicated
from cenotaph.extract.set_phrases import told_by_phrase
from cenotaph.extract.shorthand import nil, none_of, shorthand, taken_alive
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["find_hits"]

_LOOSE = {
    "adjective",
    "participle",
    "passive",
    "ellipsis",
    "headline",
    "negated",
}  # frames that a list without verbs misleads
_NUMBERS = {"number", "numbered", "totalled", "totaled", "total"}
_ROUND = {"dozen", "dozens", "scores", "hundreds", "tens"}
_KEPT = {"detained", "held"}
_BE = {"were", "was", "are", "is", "had", "have", "has"}  # "Of the wounded, nine *were* women"
_NEAR = 12  # words between "shot" and the "has died" of one headline
_ABBREVIATED = {"incl", "inc", "includ", "incl.", "inc."}
_UNSTATED = {"unspecified", "unknown", "undisclosed", "undetermined", "unconfirmed", "unclear"}
_OF_A_STATE = {"transitive", "adjective", "struck", "beaten", "assaulted", "predicate"}
_MONTHS = {name.lower() for name in (*month_name[1:], *month_abbr[1:], "Sept")}


def find_hits(sentence: Span) -> list[Hit]:
    """The uses of trigger words in one sentence, in order, each with what it counts where the parse shows it."""
    table = triggers()
    hits = []
    for token in sentence:
        trigger = table.get(token.lower_)
        several = hurt.multiple(token) or shorthand(token)
        if several is not None:
            hits.append(several)
            continue
        if trigger is None:
            verbal = none_of(token, hits) or _nearer(predicated(token), clipped(token)) or verdict_on(token)
            if verbal is not None:
                aged = _aged_before(token, verbal.trigger)
                if aged is not None:
                    verbal.harmed, verbal.rule = [aged], "headline"
                listed = people_before(token) if verbal.rule == "predicate.patient" else []
                verbal.harmed = listed if listed and listed[0].i < verbal.harmed[0].i else verbal.harmed
                take_members(verbal)
                hits.append(verbal)
            continue
        if of_a_side(token) or (trigger.frame == "wounds" and hurt.examined(token)):
            continue
        told = colon_list(token)
        if told:
            hits.append(Hit(token, trigger, trigger.measure, "clipped", told))
            continue
        headed = harmed_before(token)
        if headed:
            hits.append(Hit(token, trigger, trigger.measure, "headline", headed))
            continue
        after = number_after(token)
        active = _headline_verb(token) or ([after] if after is not None else [])
        if active:
            hits.append(Hit(token, trigger, trigger.measure, "active", active))
            continue
        if token.text == "KIA" and token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i:
            continue  # "two *KIA soldiers*": of an army that is called so
        strong = predicated(token) if trigger.weak or token.lower_ in _KEPT else None  # "shot against the wall"
        if strong is not None and token.lower_ in _KEPT and strong.measure is not Measure.INJURED:
            strong = None  # "*detained* in hospital overnight" is no arrest
        first = (
            strong
            or taken_alive(token, trigger)
            or nil(token, trigger)
            or denied(token, trigger)
            or losses.reached(token, trigger)
            or whom(token, trigger)
            or shot_first(token, trigger)
        )
        hit = first or _READERS[trigger.frame](token, trigger) or predicated(token)
        hit = _nearer(hit, clipped(token))
        in_hospital = hit is not None and token.lower_ in words("triggers_light", "wards")
        if in_hospital and hit is not None and any(nouns.goes_on_dying(h) for h in hit.harmed):
            continue
        hit = counted_act(token, trigger) or hit
        number = _number_before(token, trigger)
        aged = _aged_before(token, trigger) if number is None else None
        if aged is not None:
            hit = hit or Hit(token, trigger, trigger.measure, "headline")
            hit.harmed, hit.rule = [aged], "headline"
        if number is not None:
            hit = hit or Hit(token, trigger, trigger.measure, "numbered")
            hit.harmed, hit.rule = [number], "numbered"
        if hit is None or not hit.harmed:
            hit = told_before(token, trigger, hit)
        if number is None and (number := _numbering(token)) is not None:
            hit = hit or Hit(token, trigger, trigger.measure, "numbered")
            hit.harmed, hit.rule = [number], "numbered"
        listed_by = _number_behind(token, hit) if number is None else None
        if hit is not None and listed_by is not None:
            hit.harmed, hit.rule = [listed_by], "numbered"
        if hit is not None:
            _share_with_last(hit, hits)
            people = [one for one in hit.harmed if one.tag_ not in {"VBD", "VBP", "VBZ"} or one.lower_ not in _BE]
            if hit.rule == "of" and people and hit.token.tag_[:2] == "NN":
                people += _tied_to_the_act(token, people[-1])
            people = people[:1] + [one for one in people[1:] if not says_who(one)]
            if hit.rule == "ellipsis":  # "*Four dead*, driver held"
                people = [
                    one for one in people if not any(one in h.harmed and h.token.i < people[-1].i for h in hits)
                ]
            people = list(dict.fromkeys(of_the_rest(the_latest(_only_one(one))) for one in people))
            hit.harmed = [members_of(of_the_mourned(token, one)) for one in people]
            take_members(hit)
            hits.append(hit)
    _besides(sentence, hits)
    for hit in hits:
        take_single(hit)
    take_companions(sentence, hits)
    behind_parts(sentence, hits)
    give_to_all(sentence, hits)
    hits += gapped_people(sentence, hits) + victims_named(sentence, hits)
    hits += members_told(sentence, hits)
    hits = told_by_phrase(sentence, hits)
    hits += told_in_notes(sentence, hits)
    return hits + beside_toll(sentence, hits) + left_over(sentence) + nth_told(sentence)


def _only_one(harmed: Token) -> Token:
    """ "*The pilot* was the only person hurt", "the only one killed was *a nurse*": who it was."""
    if harmed.lower_ not in {"person", "one", "people"} or not any(
        c.lower_ in {"only", "sole"} for c in harmed.lefts
    ):
        return harmed
    other = {"attr": "nsubj", "nsubj": "attr"}.get(harmed.dep_, "")
    return next((one for one in kids(harmed.head, other) if person_like(one)), harmed)


def _share_with_last(hit: Hit, hits: list[Hit]) -> None:
    """Give a hit the people of the one before: "*Boy* shot near base has *died*", "a boy being shot, *wounded*"."""
    if not hits:
        return
    last, token = hits[-1], hit.token
    died = hit.rule == "subject" and not hit.harmed and last.rule == "headline" and token.i - last.token.i <= _NEAR
    comma = token.i - last.token.i == 2 and token.nbor(-1).text == ","
    if comma and hit.rule == "active" and last.rule == "adjective" and is_headline(token.sent):
        last.harmed, last.rule = hit.harmed, "active"  # "Teen *shoots*, kills self"
        return
    listed = comma and {token.tag_, last.token.tag_} == {"VBN"}
    if died or (listed and hit.rule in {"passive", "ellipsis"}):
        hit.harmed = last.harmed


def _tied_to_the_act(act: Token, last: Token) -> list[Token]:
    """ "the deaths of a farmer, *his wife* and two of their children", tied to the deaths by the parse."""
    own = [p for p in kids(act, "prep") if p.lower_ == "of"]
    of = [c for p in own for c in kids(p, "conj") if c.lower_ == "of"] + own[1:]
    if of:  # "the deaths of A B *and of her lodger*"
        return [o for c in of for o in kids(c, "pobj") if person_like(o)]
    known = {m.i for m in conjuncts(last)}
    beside = [*kids(act, "conj"), *(kids(act.head, act.dep_) if act.dep_ in {"nsubj", "nsubjpass"} else [])]
    joined = [c for c in beside if c.i > last.i and c.i not in known and c.tag_ in {"NN", "NNS", "CD"}]
    out: list[Token] = []
    for one in joined:
        between = act.doc[last.right_edge.i + 1 : one.left_edge.i]
        if one.lower_ in triggers() or not (person_like(one) and one.n_lefts):
            break
        if not between or any(t.lower_ not in {",", "and", "&"} for t in between):
            break  # "fate of two not established; the captain walked away"
        out.append(one)
        last = one
    return out


def _nearer(hit: Hit | None, near: Hit | None) -> Hit | None:
    """The hit of a clause without a verb where the parse has nobody, or somebody of another clause."""
    if near is None or hit is None or not hit.harmed:
        return near or hit
    told = {m.i for head in hit.harmed for m in conjuncts(head)}
    return near if hit.rule in _LOOSE and near.harmed[0].i not in told else hit


def _besides(sentence: Span, hits: list[Hit]) -> None:
    """ "*In addition to the assailant*, 11 people were killed": an attacker counted with the first of the dead."""
    first = next(
        (h for h in hits if h.measure is Measure.KILLED and h.rule in {"passive", "subject", "active"}), None
    )
    for to in sentence:
        if first is None or to.lower_ != "to" or to.i < sentence.start + 2:
            continue
        if [t.lower_ for t in to.doc[to.i - 2 : to.i]] == ["in", "addition"]:
            attackers = words("groups", "attackers")
            first.harmed += [o for o in kids(to, "pobj") if o.lower_ in attackers and o not in first.harmed]


def _number_before(token: Token, trigger: Trigger) -> Token | None:
    """ "15 dead, *seven wounded* and six missing": the number right before a word of harm is said of that harm."""
    if token.i == token.sent.start or trigger.frame not in {"transitive", "adjective", "treated", "critical"}:
        return None
    if token.lower_ in {"hospital", "hospitals"}:
        return None  # "visited three hospitals"
    if trigger.people and trigger.frame not in {"treated", "critical"}:
        return None
    before = token.doc[token.i - 1]
    if before.text == '"' and before.i > token.sent.start:
        before = token.doc[before.i - 1]  # 'at least "40" wounded'
    if before.lower_ == "plus" and before.i - 2 >= token.sent.start and before.nbor(-1).text == "-":
        before = token.doc[before.i - 2]  # "*30-plus* hurt"
    if before.lower_ == "number" and before.nbor(-1).lower_ in _UNSTATED:
        return before  # "an unspecified number hurt"
    state = token.tag_ in {"VBN", "VBD", "JJ", "NN", "NNS"} or token.lower_ == "missing"
    if not state or not (before.like_num or before.lower_ in _ROUND):
        return None
    if kids(token, "dobj") or (token.dep_ == "amod" and token.head.i > token.i) or before.lower_ == "one":
        return None
    of = before.i > token.sent.start and token.doc[before.i - 1].lower_ == "of"
    fronted = of and before.i - 1 == token.sent.start  # "*Of 114 injured*, 46 remain"
    fronted |= of and before.i - 2 >= token.sent.start and before.nbor(-2).lower_ in {"cost", "price", "loss"}
    if kids(token, "auxpass", "aux") or (of and not fronted):
        return None
    if trigger.frame == "treated" and token.tag_[:2] == "NN" and before.head == token and before.dep_ == "nummod":
        return None  # "the three hospitals", "the Level Four hospital"
    if before.text[:1].isdigit() and before.text[-2:] in {"st", "nd", "rd", "th"}:
        return None  # "the city's 41st murder"
    if token.tag_[:2] == "NN" and trigger.measure is Measure.KILLED and nth_of(token) is not None:
        return None  # "the *fourth* killing of a lawyer this year"
    if token.tag_[:2] == "NN" and len(before.text) == 4 and before.text[:2] in {"19", "20"}:
        return None  # "the 2013 shooting of a motorist"
    if before.i > token.sent.start and before.nbor(-1).lower_.rstrip(".") in _MONTHS:
        return None  # "the Sept. 12 slaying"
    earlier = token.doc[before.i - 1] if before.i > token.sent.start else None
    listed = earlier is not None and (earlier.text[:1].isupper() or earlier.tag_ not in {"NN", "NNS", "CD", "SYM"})
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if following.tag_[:2] == "NN" and following.lower_ not in _ABBREVIATED and following != token:
        return None
    return before if listed or before.i == token.sent.start else None


def _headline_verb(token: Token) -> list[Token]:
    """The heads after a headline's verb that the parse takes for a noun: "Man *Kills Wife* Then *Himself*",
    "Police *arrest teacher*"."""
    if token.tag_[:2] != "NN" or token.i == token.sent.start:
        return []
    several = token.lower_ in words("headlines", "verbs_of_several") and is_plural(token.nbor(-1))
    if not several and token.lower_ not in words("headlines", "verbs"):
        return []
    return harmed_after(token, 1) if is_headline(token.sent) and not kids(token, "dobj") else []


def _numbering(token: Token) -> Token | None:
    """ "*The injured number nine*", "those missing totalled 30": the number behind a verb of numbers."""
    doc, i = token.doc, token.i + 1
    if i + 1 >= token.sent.end or doc[i].lower_ not in _NUMBERS or doc[token.i - 1].lower_ not in {"the", "those"}:
        return None
    for word in doc[i + 1 : min(i + 5, token.sent.end)]:
        if word.like_num:
            return word
        if word.is_punct or word.tag_[:2] in {"VB", "CC"}:
            return None
    return None


def _number_behind(token: Token, hit: Hit | None) -> Token | None:
    """ "Bodies recovered at the scene (*11*) are listed apart": a number in brackets behind people without one."""
    people = hit.harmed if hit is not None and hit.harmed else [token]
    if people[0].tag_ not in {"NNS", "JJ"} or any(numeric(one) for one in people):
        return None
    doc, end = token.doc, token.sent.end
    for i in range(token.i + 1, min(token.i + _NEAR, end - 2)):
        if doc[i].text == "(" and doc[i + 1].like_num and doc[i + 2].text == ")":
            return None if doc[i - 1].tag_ == "NNP" and doc[i - 1].ent_type_ == "PERSON" else doc[i + 1]
        ended = doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} and i > people[0].i + 1
        if ended or doc[i].is_punct or doc[i].like_num:
            return None
    return None


def _aged_before(token: Token, trigger: Trigger) -> Token | None:
    """ "*Woman*, 59, dead": a person and an age between commas, then the word of harm without a verb of its own."""
    if trigger.frame not in _OF_A_STATE or kids(token, "auxpass", "aux", "dobj"):
        return None
    i = token.i
    if takes_object(token):
        return None  # "X Y, 15, shot and wounded four"
    if i - 4 < token.sent.start or [token.doc[i - 1].text, token.doc[i - 3].text] != [",", ","]:
        return None
    before = token.doc[i - 4]
    return (
        before if token.doc[i - 2].like_num and before.tag_[:2] in {"NN", "JJ", "UH"} and _common(before) else None
    )


def _common(noun: Token) -> bool:
    """Whether a noun is a person's and no name, also under the capital of a first word."""
    return known_person(noun) if noun.tag_[:3] == "NNP" else person_like(noun)


def _victim(token: Token, trigger: Trigger) -> Hit | None:
    """Victims of a shooting, or those whom a sentence counts as its victims."""
    return hurt.victim(token, trigger) or victims.told(token, _VICTIMS)


_VICTIMS = Trigger("victims", Measure.KILLED, "listed", weak=False, people=True)
_READERS = {
    "transitive": harmed_by_verb,
    "either": harmed_by_verb,
    "intransitive": intransitive,
    "adjective": harmed_state,
    "deaths": nouns.deaths,
    "act": nouns.act,
    "toll": losses.toll,
    "body": nouns.body,
    "lives": lives,
    "listed": victims.told,
    "loses": losses.loses,
    "loss": losses.loss,
    "fate": losses.fate,
    "fell": fell,
    "treated": nouns.treated,
    "lost_part": losses.lost_part,
    "coffin": losses.coffin,
    "cost": losses.cost,
    "event": nouns.event,
    "involvement": nouns.involvement,
    "blew": nouns.blew,
    "unfound": nouns.unfound,
    "mourned": losses.mourned,
    "wounds": hurt.wounds,
    "struck": blows.struck,
    "beaten": blows.beaten,
    "assaulted": blows.assaulted,
    "recovering": hurt.recovering,
    "amputated": blows.amputated,
    "down": blows.down,
    "turned": blows.turned,
    "critical": hurt.critical,
    "expected": hurt.expected,
    "survive": blows.survive,
    "overcome": blows.overcome,
    "run_over": blows.run_over,
    "ill": hurt.ill,
    "limb": blows.limb,
    "ablaze": blows.ablaze,
    "suicide": blows.suicide,
    "victim": _victim,
}
