"""Who is harmed: from a trigger word and its construction to the noun phrases that it counts."""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING

from cenotaph.extract import harmed_blows as blows
from cenotaph.extract import harmed_losses as losses
from cenotaph.extract import harmed_nouns as nouns
from cenotaph.extract import harmed_wounds as hurt
from cenotaph.extract.clipped import clipped, colon_list
from cenotaph.extract.headlines import (
    harmed_after,
    harmed_before,
    is_headline,
    number_after,
    people_before,
    takes_object,
)
from cenotaph.extract.hits import (
    Hit,
    agent_of,
    before_hyphen,
    is_passive,
    kids,
    numeric,
    resolve_relative,
    subject_of,
)
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import conjuncts, of_object, quantity_head
from cenotaph.extract.predicates import by_kin, predicated
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["find_hits"]

_SUBJECTS = ("nsubj", "nsubjpass")
_LOOSE = {"adjective", "participle", "passive", "ellipsis", "headline"}  # frames that a list without verbs misleads
_REMAINS = {"body", "bodies", "corpse", "corpses", "head", "remains"}
_ROUND = {"dozen", "dozens", "scores", "hundreds"}
_NEAR = 12  # words between "shot" and the "has died" of one headline
_ABBREVIATED = {"incl", "inc", "includ", "incl.", "inc."}
_UNSTATED = {"unspecified", "unknown", "undisclosed", "undetermined", "unconfirmed", "unclear"}
_MONTHS = {name.lower() for name in (*month_name[1:], *month_abbr[1:], "Sept")}
_TAKES = {"took", "taken", "taking", "take"}


def find_hits(sentence: Span) -> list[Hit]:
    """The uses of trigger words in one sentence, in order, each with what it counts where the parse shows it."""
    table = triggers()
    hits = []
    for token in sentence:
        trigger = table.get(token.lower_)
        several = hurt.multiple(token)
        if several is not None:
            hits.append(several)
            continue
        if trigger is None:
            verbal = predicated(token) or clipped(token)
            if verbal is not None:
                listed = people_before(token) if verbal.rule == "predicate.patient" else []
                verbal.harmed = listed if listed and listed[0].i < verbal.harmed[0].i else verbal.harmed
                hits.append(verbal)
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
        strong = predicated(token) if trigger.weak else None  # "shot against the wall"
        hit = strong or _READERS[trigger.frame](token, trigger) or predicated(token)
        hit = _nearer(hit, clipped(token))
        in_hospital = hit is not None and token.lower_ in words("triggers_light", "wards")
        if in_hospital and hit is not None and any(nouns.goes_on_dying(h) for h in hit.harmed):
            continue
        number = _number_before(token, trigger)
        aged = _aged_before(token, trigger) if number is None else None
        if aged is not None:
            hit = hit or Hit(token, trigger, trigger.measure, "headline")
            hit.harmed, hit.rule = [aged], "headline"
        if number is not None:
            hit = hit or Hit(token, trigger, trigger.measure, "numbered")
            hit.harmed, hit.rule = [number], "numbered"
        listed_by = _number_behind(token, hit) if number is None else None
        if hit is not None and listed_by is not None:
            hit.harmed, hit.rule = [listed_by], "numbered"
        if hit is not None:
            _share_with_last(hit, hits)
            hit.harmed = [_of_the_bereaved(token, one) for one in hit.harmed]
            hits.append(hit)
    _besides(sentence, hits)
    return hits


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


def _of_the_bereaved(token: Token, harmed: Token) -> Token:
    """ "Relatives of *contractors* believed killed are asking": not those who ask."""
    of = of_object(harmed) if harmed.lower_ in words("triggers_light", "bereaved") else None
    if of is None or token.tag_ != "VBN" or not harmed.i < of.i < token.i:
        return harmed
    between = token.doc[of.i + 1 : token.i]
    bare = all(t.tag_ in {"VBN", "VBD", "RB"} and t.dep_ not in {"aux", "auxpass"} for t in between)
    follows = any(t.tag_ in {"VBP", "VBZ", "VBD", "MD"} for t in token.doc[token.i + 1 : token.sent.end])
    return of if bare and follows else harmed


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


def _listed_before(head: Token) -> list[Token]:
    """ "leaves *five soldiers*, two teachers dead": the phrase before a comma that stands for "and"."""
    comma = head.left_edge.i - 1
    if comma <= head.sent.start or head.doc[comma].text != "," or not kids(head, "nummod"):
        return []
    before = head.doc[comma - 1]
    leaves = before.dep_ == "dobj" and before.head.lower_ in {"leaves", "leave", "left", "leaving"}
    return [before] if leaves and kids(before, "nummod") else []


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
    if before.lower_ == "number" and before.nbor(-1).lower_ in _UNSTATED:
        return before  # "an unspecified number hurt"
    state = token.tag_ in {"VBN", "VBD", "JJ", "NN", "NNS"} or token.lower_ == "missing"
    if not state or not (before.like_num or before.lower_ in _ROUND):
        return None
    if kids(token, "dobj") or (token.dep_ == "amod" and token.head.i > token.i) or before.lower_ == "one":
        return None
    of = before.i > token.sent.start and token.doc[before.i - 1].lower_ == "of"
    fronted = of and before.i - 1 == token.sent.start  # "*Of 114 injured*, 46 remain"
    if kids(token, "auxpass", "aux") or (of and not fronted):
        return None
    if trigger.frame == "treated" and token.tag_[:2] == "NN" and before.head == token and before.dep_ == "nummod":
        return None  # "the three hospitals", "the Level Four hospital"
    if before.text[:1].isdigit() and before.text[-2:] in {"st", "nd", "rd", "th"}:
        return None  # "the city's 41st murder"
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


def _headline_objects(token: Token) -> list[Token]:
    """ "Airstrike kills *bride*, *20 guests*": the heads of the list after a present verb that has no object."""
    if token.tag_ not in {"VBZ", "VBP", "NNS", "NN", "VB"} or token.sent.start != 0 or kids(token, "aux"):
        return []
    out: list[Token] = []
    last: Token | None = None
    for word in token.doc[token.i + 1 : min(token.i + 14, token.sent.end)]:
        if word.lower_ in {",", "and", "&", "plus"}:
            out += [last] if last is not None else []
            last = None
        elif (
            word.tag_[:2] in {"NN", "CD"}
            or word.like_num
            or word.lower_ in words("groups", "callings") | {"self", "bride", "groom"}
        ):
            last = word
        elif (
            word.tag_[:2] in {"JJ", "DT", "VB"}
            and last is None
            and not word.is_punct
            and word.lower_ not in triggers()
        ):
            continue
        else:
            break
    out += [last] if last is not None else []
    return [o for o in out if person_like(o) or o.lower_ == "self"]


def _headline_verb(token: Token) -> list[Token]:
    """The heads after a headline's verb that the parse takes for a noun: "Man *Kills Wife* Then *Himself*"."""
    if token.tag_[:2] != "NN" or token.lower_ not in words("headlines", "verbs") or token.i == token.sent.start:
        return []
    return harmed_after(token, 1) if is_headline(token.sent) and not kids(token, "dobj") else []


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
    if trigger.frame not in {"transitive", "adjective"} or kids(token, "auxpass", "aux", "dobj"):
        return None
    i = token.i
    if takes_object(token):
        return None  # "X Y, 15, shot and wounded four"
    if i - 4 < token.sent.start or [token.doc[i - 1].text, token.doc[i - 3].text] != [",", ","]:
        return None
    before = token.doc[i - 4]
    return (
        before
        if token.doc[i - 2].like_num and before.tag_[:2] in {"NN", "JJ", "UH"} and person_like(before)
        else None
    )


def _verb(token: Token, trigger: Trigger) -> Hit | None:
    """Transitive and either: object of the active, subject of the passive, or the noun a participle modifies."""
    tag = token.tag_
    if tag in {"NN", "NNS", "NNP"} and token.lower_.endswith("ing"):
        return nouns.act(token, trigger)
    if tag in {"NN", "NNP"} and token.lower_ == "murder":
        return nouns.act(token, trigger)
    if tag == "VBG" and of_object(token) is not None and not kids(token, "dobj"):
        return nouns.act(token, trigger)
    if token.lower_ == "shooting" and tag == "VBG" and blows.as_noun(token):
        return nouns.act(token, trigger)
    if tag[:2] == "NN" and token.lower_ == "shot" and (first := blows.first_named(token)) is not None:
        return Hit(token, trigger, trigger.measure, "headline", [first])
    if tag[:2] == "NN" and token.lower_ in {"wound", "wounds", "burn", "burns"}:
        return hurt.wounds(token, trigger)
    if tag in {"NN", "NNP", "NNS"} and token.lower_ in words("triggers_light", "verbs_only"):
        inner = of_object(token)
        counted = (
            inner is not None and numeric(inner) and (person_like(inner) or inner.lower_ in {"more", "others"})
        )
        return Hit(token, trigger, trigger.measure, "of", [inner]) if counted and inner is not None else None
    if token.lower_ in _TAKES and (not _taken(token) or by_kin(token)):
        return None
    if (
        token.lower_ in {"hold", "holds", "held"}
        and kids(token, "dobj")
        and any(
            (s.tag_[:2] == "NN" and (not person_like(s) or s.lower_ in {"morgue", "mortuary", "register", "list"}))
            or s.lower_ == "it"
            for s in kids(token, "nsubj")
        )
    ):
        return None  # "a second pit holds 16", "the block held thirty"
    hit = Hit(token, trigger, trigger.measure, "passive")
    if token.dep_ == "amod" and token.head.lower_ in _REMAINS:
        return None
    if token.lower_ in {"slain", "murdered", "assassinated"} and token.dep_ == "compound" and tag == "JJ":
        noun = token.head
        while noun.dep_ == "compound" and noun.head.tag_[:2] == "NN":
            noun = noun.head  # "a slain radio commentator"
        return Hit(token, trigger, trigger.measure, "participle", [noun])
    if token.dep_ == "amod" and token.head.tag_[:2] == "NN" and tag in {"VBN", "VBD", "JJ", "VBG"}:
        if tag == "VBG":
            return None
        hit.harmed, hit.rule = [token.head], "participle"
        return hit
    if tag in {"JJ", "NN", "NNS", "NNP", "NNPS"} or (kids(token, "det") and tag == "VBN"):
        return _adjective(token, trigger)
    if tag == "VBG" and token.dep_ in {"compound"}:
        return None
    passive = is_passive(token)
    objects = [o for o in kids(token, "dobj", "dative") if not before_hyphen(o)]
    objects = objects or ([] if passive else _headline_objects(token))
    if not objects and not passive and token.dep_ == "ccomp" and (far := _told_of(token)) is not None:
        objects = [far]
    if trigger.weak and not objects and (_missed(token) or _shot_back(token)):
        return None
    if passive and not kids(token, "auxpass", "nsubjpass") and (joint := _joined_object(token)):
        passive, objects = False, joint  # "A and B, both farmers, shot and killed a guard"
    if not objects and not passive and tag in {"VBD", "VBN"} and trigger.frame == "transitive":
        shared = [c for c in kids(token, "conj") if c.lower_ in triggers() and (kids(c, "dobj"))]
        if shared:
            objects = kids(shared[0], "dobj")
        elif not kids(token, "acomp", "oprd") or (token.dep_ == "conj" and is_passive(token.head)):
            passive = True  # "12 people killed in ..." or "was seized and shot dead", read as a finite verb
            hit.rule = "ellipsis"
    if not passive and not objects and token.lower_ == "hurt" and token.dep_ == "conj" and is_passive(token.head):
        passive = True  # "was shot at and *hurt*"
    if not passive and not objects and token.lower_ == "hurt" and tag == "VBP" and not kids(token, "aux"):
        passive = any(numeric(s) for s in kids(token, "nsubj"))  # "left a guard dead and *four men hurt*"
    if passive:
        before = token.nbor(-1) if token.i > token.sent.start else token
        bare = token.dep_ in {"advcl", "ccomp"} and not kids(token, "aux", "auxpass", "nsubjpass", "nsubj")
        close = (
            bare and kids(before, "nummod", "det") and (token.dep_ == "advcl" or before.dep_ in {"pobj", "dobj"})
        )
        hit.harmed = (
            [before] if close and person_like(before) else subject_of(token)
        )  # "of three teachers *slain* in"
        if (gapped := _gapped(token)) is not None:
            hit.harmed = [gapped]
        if trigger.measure is Measure.INJURED and (owner := blows.owner_of(hit.harmed)) is not None:
            hit.harmed, hit.rule = [owner], "possessor"
            return hit
        if trigger.measure is Measure.INJURED and token.dep_ in {"acl", "advcl"} and _of_a_body(hit.harmed):
            return None  # "the body of a watchman, *stabbed* 20 times, was found"
        if token.dep_ == "acl" and hit.harmed and (first_of := _numbered_before(hit.harmed[0])) is not None:
            hit.harmed.insert(0, first_of)
        if not hit.harmed and (first := blows.first_named(token)) is not None:
            hit.harmed, hit.rule = [first], "headline"
        hit.agent = agent_of(token, passive=True)
        return hit
    hit.rule = "active"
    if trigger.frame == "either" and not objects:
        hit.harmed, hit.rule = subject_of(token), "subject"
        return hit
    small_clause = [
        i for c in kids(token, "ccomp", "acomp", "oprd") for i in kids(c, "nsubj", "dobj") if c.i > token.i
    ]
    if objects:  # "killing its commander, X Y, *and 19 of his men*", tied to the verb by the parse
        objects += [
            c for c in kids(token, "conj") if c.i > objects[-1].i and c.tag_[:2] in {"CD", "NN"} and person_like(c)
        ]
    hit.harmed = [resolve_relative(o, token) for o in objects] or small_clause
    if objects and trigger.measure is Measure.INJURED and (subjects := blows.own_limb(token)):
        hit.harmed, hit.rule = subjects, "possessor"
        return hit
    if objects and trigger.measure is Measure.INJURED and (owner := blows.owner_of(objects)) is not None:
        hit.harmed, hit.rule = [owner], "possessor"
        return hit
    if objects and trigger.measure is Measure.INJURED and all(blows.limb_named(o) for o in objects):
        hit.harmed, hit.rule = [s for s in subject_of(token) if person_like(s)], "possessor"
        return hit  # "burnt both hands"
    if objects:
        listed = harmed_after(token)
        known = {m.i for o in objects for m in conjuncts(o)}
        more = listed or [s for s in [blows.self_after(objects[0])] if s is not None]
        joined = hit.harmed + [m for m in more if m.i not in known]
        hit.harmed = _apart(listed) if len(listed) > len(known) else joined
    hit.agent = agent_of(token, passive=False)
    return hit


def _told_of(token: Token) -> Token | None:
    """ "the *40 rebels* that the army says it killed": people whom a verb of saying in between takes away."""
    verb = token.head
    if verb.dep_ != "relcl" or not kids(token, "nsubj"):
        return None
    whom = verb.head
    inner = of_object(whom)
    whom = inner if inner is not None and whom.lower_ in words("groups", "totals") else whom
    return whom if numeric(whom) and person_like(whom) else None


def _of_a_body(harmed: list[Token]) -> bool:
    """Whether they are whose body a sentence tells of, or the body itself."""
    heads = [*harmed, *(one.head.head for one in harmed if one.dep_ == "pobj" and one.head.lower_ == "of")]
    return any(head.lower_ in _REMAINS - {"head", "remains"} for head in heads)


def _gapped(token: Token) -> Token | None:
    """ "A was killed by the blast *and a clerk of the bank* wounded": whom a participle without a verb of its own
    follows, where the parse gives them to the clause before."""
    if kids(token, "auxpass", "nsubjpass", "nsubj", "aux") or token.dep_ not in {"advcl", "acl", "conj", "dep"}:
        return None
    if token.head.lower_ not in triggers() or not (kids(token.head, "auxpass") or kids(token.head, "dobj")):
        return None
    for i in range(token.i - 2, token.head.i, -1):
        word = token.doc[i]
        if word.tag_[:2] in {"VB", "MD", "WP", "WD"} or word.is_punct:
            return None
        if word.lower_ in {"and", "but", "while"}:
            first = token.doc[i + 1]
            if not (first.like_num or first.lower_ in {"a", "an", "another"}):
                return None
            heads = [t for t in token.doc[i + 1 : token.i] if t.tag_[:2] in {"NN", "CD"} and t.head.i <= i]
            return heads[0] if heads and person_like(heads[0]) else None
    return None


def _numbered_before(noun: Token) -> Token | None:
    """ "gives *640 defenders* and 912 civilians killed": a participle behind the second is said of both."""
    first = noun.head
    if noun.dep_ != "conj" or not kids(noun, "nummod") or not kids(first, "nummod") or not person_like(first):
        return None
    between = noun.doc[first.i + 1 : noun.left_edge.i]
    governor = first.head
    if len(between) > 2 or governor.lower_ in triggers() or first.dep_ not in {"dobj", "pobj", "attr", "ROOT"}:
        return None
    return first


def _missed(token: Token) -> bool:
    """ "Assailants *shot at* a bus": at somebody, or by whoever attacks; "two shot at a party" are hit."""
    at = [c for c in kids(token, "prep") if c.lower_ in {"at", "into", "toward", "towards"}]
    if kids(token, "auxpass"):
        return any(c.lower_ == "at" and c.i > token.i and c.n_rights == 0 for c in at)  # "men fleeing were shot at"
    attackers = words("groups", "attackers") | words("triggers_light", "shooters")
    aimed = any(person_like(o) for c in at for o in kids(c, "pobj"))
    return bool(at) and (aimed or any(s.lower_ in attackers for s in subject_of(token)))


def _shot_back(token: Token) -> bool:
    """ "when the guard *shot back*"."""
    return token.i + 1 < token.sent.end and token.nbor().lower_ == "back" and token.lower_ in {"shot", "shoot"}


def _apart(listed: list[Token]) -> list[Token]:
    """The heads of a list that no earlier one is coordinated with, so that none is counted twice."""
    joined = {m.i for one in listed for m in list(conjuncts(one))[1:]}
    return [one for one in listed if one.i not in joined]


def _joined_object(token: Token) -> list[Token]:
    """The object that "shot *and killed*" shares, when the parse hands it to the second verb alone."""
    after = token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]
    if len(after) < 2 or after[0].lower_ != "and" or after[1].lower_ not in triggers():
        return []
    return kids(after[1], "dobj")


def _taken(token: Token) -> bool:
    near = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 9, token.sent.end)]}
    return bool(near & words("triggers_light", "taken"))


def _intransitive(token: Token, trigger: Trigger) -> Hit | None:
    """The subject is harmed ("five died", "people dying of wounds")."""
    if token.tag_[:2] != "VB" and token.tag_ != "JJ":
        return None
    if _of_old_age(token):
        return None
    return Hit(token, trigger, trigger.measure, "subject", subject_of(token))


def _of_old_age(token: Token) -> bool:
    """ "A B, who has *died aged 91*, was": the first line of an obituary."""
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]]
    has = any(c.lower_ in {"has", "have"} for c in kids(token, "aux"))
    aged = after[:1] == ["aged"] or after[:4] == ["at", "the", "age", "of"] or after[:1] in (["peacefully"], ["at"])
    return (
        token.lower_ == "died"
        and token.dep_ == "relcl"
        and has
        and aged
        and {t.lower_ for t in token.subtree}.isdisjoint(
            {"after", "when", "following", "from", "in", "by", "wounds", "injuries"}
        )
    )


def _adjective(token: Token, trigger: Trigger) -> Hit | None:
    """Said of the harmed: "12 dead", "were dead", "left 12 dead", "the dead", "12 dead and 30 wounded"."""
    hit = Hit(token, trigger, trigger.measure, "adjective")
    if token.dep_ == "pobj" and not kids(token, "det", "nummod", "quantmod") and quantity_head(token) == token:
        return None
    above = token.head.head
    spoken = above.tag_[:2] == "VB" or above.lower_ in words("reporting", "nouns", "statement") | words(
        "groups", "totals"
    )
    spoken_of = token.dep_ == "pobj" and kids(token, "nummod") and spoken
    if token.dep_ == "amod" and token.head.lower_ in _REMAINS:
        return None
    apart = token.head.lower_ in _ABBREVIATED or "," in {
        t.text for t in token.doc[token.i + 1 : max(token.i + 1, token.head.i)]
    }
    if token.dep_ == "amod" and apart and token.head.i > token.i:
        hit.rule = "adjective_bare"
        return hit  # "15 dead incl. 3 attackers", "one child dead, unspecified number hurt"
    if token.dep_ == "amod" and token.head.tag_[:2] in {"NN", "CD"}:
        hit.harmed = [*_listed_before(token.head), token.head]
        return hit
    if token.dep_ in {"acomp", "oprd", "attr", "advcl", "xcomp", "ccomp", "conj", "acl", "relcl", "ROOT"}:
        own = kids(token, *_SUBJECTS) or [s for c in kids(token, "aux", "auxpass") for s in kids(c, *_SUBJECTS)]
        own = own or [c for c in kids(token, "nummod") if c.i < token.i]
        if own:
            hit.harmed = _listed_before(own[0]) + [resolve_relative(o, token) for o in own]
            return hit
        if token.dep_ in {"acomp", "oprd", "attr", "xcomp", "ccomp"}:
            verb = token.head
            objects = [o for o in kids(verb, "dobj", "nsubj", "nsubjpass") if o.i < token.i]
            left = [o for o in objects if o.dep_ == "dobj"] or [
                o for o in objects if verb.lower_ not in {"left", "leaving", "leaves", "leave"}
            ]
            if verb.lower_ in triggers() and not left:
                return None  # "shot dead": the verb is the trigger
            hit.harmed = [resolve_relative(o, verb) for o in left] or (
                subject_of(verb) if not left and verb.lower_ not in {"left", "leaving"} else []
            )
            return hit
        hit.rule = "adjective_bare"
        return hit
    told = nouns.listed(token, trigger)
    if told is not None:
        return told
    if token.tag_[:2] == "NN" or kids(token, "det", "nummod", "quantmod", "poss"):
        hit.harmed, hit.rule = [quantity_head(token)], "nominal"
        if token.dep_ == "pobj" and kids(token, "det") and hit.harmed[0] != token:
            return None  # "three of the wounded": a share, see shares
        if token.dep_ == "pobj" and hit.harmed[0] == token and not spoken_of:
            return None  # "among the dead", "of the dead": a part is counted, see nearby
        return hit
    hit.rule = "adjective_bare"
    return hit


def _victim(token: Token, trigger: Trigger) -> Hit | None:
    """Victims of a shooting, or those whom a sentence counts as its victims."""
    return hurt.victim(token, trigger) or nouns.listed(token, _VICTIMS) or nouns.latest(token, _VICTIMS)


_VICTIMS = Trigger("victims", Measure.KILLED, "listed", weak=False, people=True)
_READERS = {
    "transitive": _verb,
    "either": _verb,
    "intransitive": _intransitive,
    "adjective": _adjective,
    "deaths": nouns.deaths,
    "act": nouns.act,
    "toll": losses.toll,
    "body": nouns.body,
    "lives": losses.lives,
    "listed": nouns.listed,
    "loses": losses.loses,
    "loss": losses.loss,
    "fate": losses.fate,
    "fell": losses.fell,
    "treated": nouns.treated,
    "lost_part": losses.lost_part,
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
