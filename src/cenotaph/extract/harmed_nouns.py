"""Who is harmed, by nouns: deaths, tolls, bodies, lives, and words that carry no count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, is_passive, kids, nth_of, numeric
from cenotaph.extract.lexicon import Trigger, table, triggers, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import far_object, numbered_of, of_object, quantity_head
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "act",
    "blew",
    "body",
    "deaths",
    "event",
    "goes_on_dying",
    "involvement",
    "treated",
    "unfound",
]

_BONES = {"skull", "skulls"}
_SELF = {"himself", "herself", "themselves", "itself"}
_UNDERGO = {"underwent", "undergoing", "undergone", "undergo", "undergoes"}
_STANDING = {"dobj", "ROOT", "attr", "pobj", "appos", "conj", "npadvmod", "dep"}
_ACTS = {"shooting", "stabbing", "beating", "gunshot", "hit-and-run"}
_SPANS = {
    "year",
    "month",
    "week",
    "season",
    "war",
    "conflict",
    "campaign",
    "day",
    "decade",
    "weekend",
    "summer",
    "winter",
}
_CONDITIONS = {"condition", "state", "shape"}
_DIED = {"died", "perished", "succumbed", "dead", "killed"}
_HIDES = {"hide", "hides", "hid", "hiding", "hidden", "conceal", "concealing", "concealed", "removing", "stealing"}
_SEEN = {"seen", "see", "saw", "found", "shown"}
_REMAINS = {"bodies", "corpses", "remains"}  # "handed over six bodies and received four"
_CAN = {"can", "ca", "could"}


def deaths(token: Token, trigger: Trigger) -> Hit | None:
    """A counted noun: the number stands before it, or the people after "of" or "among"."""
    if token.dep_ == "compound" and token.head.lower_ in words("groups", "totals"):
        return Hit(token, trigger, trigger.measure, "figures")
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    if (whose := _that_of(token)) is not None:
        return Hit(token, trigger, trigger.measure, "of", [whose])
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _REMAINS:
        return None  # "the bodies of *12 martyrs*": counted by the bodies
    hit = Hit(token, trigger, trigger.measure, "counted_noun", [quantity_head(token)])
    if nth_of(token) is not None:
        return Hit(token, trigger, trigger.measure, "nth", [token])
    subjects = kids(token.head, "nsubj") if token.dep_ == "attr" and token.tag_ == "NN" else []
    if (
        subjects
        and person_like(subjects[0])
        and any(c.lower_ in {"only", "first", "sole", "single"} for c in token.lefts)
    ):
        hit.harmed = subjects  # "the attacker was the only fatality"
        return hit
    counted = token.dep_ == "pobj" and token.head.head.lower_ in words("groups", "totals")
    if trigger.people and not numeric(token) and not counted:  # "the number of *martyrs* reached 69"
        return None
    if token.lower_ == "admissions" and not {t.lower_ for t in token.sent} & words("triggers_light", "wards"):
        return None
    inner = of_object(token)
    if inner is None and token.lower_ == "deaths" and not numeric(token):
        inner = far_object(token)  # "the deaths in custody *of A B and C D*"
    if inner is not None and inner.lower_ not in words("groups", "not_people") and not kids(token, "nummod"):
        hit.harmed, hit.rule = [inner], "of"
    who = [c for c in kids(token.head, "attr") if person_like(c)] if token.dep_ == "nsubj" else []
    if who and any(c.lower_ in {"only", "sole", "first"} for c in token.lefts):
        hit.harmed, hit.rule = who, "only"  # "the only fatality was the pilot"
    if token.dep_ == "conj" and numeric(token) and numeric(token.head) and person_like(token.head):
        verb = token.head.head if token.head.dep_ != "pobj" else token.head.head.head
        if verb.lower_ in words("triggers_light", "inflicts"):
            hit.harmed.insert(0, token.head)  # "left 25 fighters and 6 military fatalities"
    return hit


def _that_of(noun: Token) -> Token | None:
    """ "The last of the weekend's homicides was that *of A B*", "the first death was that of a nurse"."""
    node = noun
    while node.dep_ == "pobj" and node.head.lower_ in {"of", "in", "among"}:
        node = node.head.head
    told = kids(node.head, "attr") if node.dep_ == "nsubj" else []
    whose = of_object(told[0]) if told and told[0].lower_ == "that" else None
    return whose if whose is not None and person_like(whose) else None


def act(token: Token, trigger: Trigger) -> Hit | None:
    """A noun of one act: the harmed after "of", or the possessor ("her son's death")."""
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    if (whose := _that_of(token)) is not None:
        return Hit(token, trigger, trigger.measure, "of", [whose])
    hit = Hit(token, trigger, trigger.measure, "of")
    if nth_of(token) is not None:
        return Hit(token, trigger, trigger.measure, "nth", [token])
    inner = of_object(token)
    if inner is not None and inner.lower_ in _SPANS:
        inner = None  # "the 89th homicide of the year"
    if inner is None and not numeric(token):
        inner = far_object(token)
    if inner is None:
        inner = _aged_after(token)
    if inner is None and token.dep_ == "conj":
        inner = of_object(token.head)  # "the rape of a girl and killing", parsed with "of" at the first noun
    if inner is None:
        inner = next((of_object(c) for c in kids(token, "conj") if of_object(c) is not None), None)
    if inner is not None:
        hit.harmed = [inner]
        return hit
    if (counted := numbered_of(token)) is not None:
        hit.harmed = [counted]
        return hit
    for owner in kids(token, "poss"):
        if _quoted(owner) or _nth(token):
            continue
        hit.harmed, hit.rule = [owner], "possessor"
        return hit
    if [c for c in kids(token, "nummod", "det") if c.like_num or c.lower_ in {"one", "no"}]:
        hit.harmed, hit.rule = [quantity_head(token)], "counted_noun"
        return hit
    of = token.i + 1 < token.sent.end and token.nbor().lower_ == "of"
    if token.lower_ == "death" and not of and token.i > token.sent.start and token.nbor(-1).lower_ in _ACTS:
        return Hit(token, trigger, trigger.measure, "one_act", [token])  # "charged in the *shooting death*"
    return None


def _nth(token: Token) -> bool:
    """ "the department's *fifth* fatal shooting": whose shootings are counted, and not who was shot."""
    numbers = table("number_words")["ordinals"]
    return any(t.lower_ in numbers for t in token.doc[token.left_edge.i : token.i])


def _aged_after(token: Token) -> Token | None:
    """The "old" of "shooting of *17-year-old*" at the end of a line, where the parse loses it."""
    after = token.doc[token.i + 1 : min(token.i + 7, token.sent.end)]
    shape = [t.lower_ for t in after]
    return after[-1] if len(shape) == 6 and shape[0] == "of" and shape[2:] == ["-", "year", "-", "old"] else None


def _quoted(owner: Token) -> bool:
    """ "'Rolling Attack' shooting": a closing quotation mark that the parse takes for a possessive."""
    first = owner.left_edge.i
    closes = any(c.text == "'" for c in kids(owner, "case"))
    return closes and first > owner.sent.start and owner.doc[first - 1].text in {"'", '"', "`", "``"}


def body(token: Token, trigger: Trigger) -> Hit | None:
    """Remains: counted themselves, or by whose they are ("the bodies of five men")."""
    if token.tag_[:2] != "NN" or token.dep_ == "compound":
        return None
    on = token.head if token.dep_ == "pobj" and token.head.lower_ in {"on", "to", "across", "over"} else None
    if on is not None and on.head.lower_ in triggers() and triggers()[on.head.lower_].frame == "wounds":
        return None  # "eleven injuries on *the body* of A B"
    whoever = token.dep_ == "dobj" and any(
        s.lower_ in {"whoever", "anyone", "anybody"} for s in kids(token.head, "nsubj")
    )
    if whoever and not numeric(token):
        return None  # "let whoever has *bodies* bring them"
    if token.lower_ in _BONES and any(c.lower_ in words("triggers_light", "breaks") for c in token.lefts):
        return None  # "had *fractured skulls*"
    if _never_seen(token):
        return None
    if token.lower_ in _BONES and token.dep_ == "pobj" and token.head.lower_ == "on":
        return None  # "wounds were noted on *30 skulls*"
    if (sets := _sets(token)) is not None:
        return Hit(token, trigger, trigger.measure, "body", [sets])
    hit = Hit(token, trigger, trigger.measure, "body", [quantity_head(token)])
    inner = of_object(token)
    if inner is not None and inner.lower_ not in words("groups", "not_people") and not kids(token, "nummod"):
        hit.harmed, hit.rule = [inner], "of"
    if not kids(token, "nummod") and (counted := numbered_of(token)) is not None:
        hit.harmed, hit.rule = [counted], "of"
    hit.harmed += [*_more_found(token.head), *_and_that_of(token)]
    if any(
        c.lower_ in {"half", "third", "quarter", "percent", "%"} or c.lower_.endswith("%")
        for c in token.subtree
        if c.i < token.i
        and not (c.dep_ == "amod" and c.head == token and token.tag_ == "NN")
        and c.head.dep_ != "amod"  # "a *half-burnt* body"
    ):
        return None  # "burns over half their bodies"
    if any(c.lower_ == "whose" for c in kids(token, "poss")) and not numeric(token):
        whose = token.head.head if token.head.dep_ == "relcl" else token
        found = token.head.lower_ in words("triggers_light", "found") and whose.lower_ not in triggers()
        if found and numeric(whose) and person_like(whose):  # "*three women* whose remains were found"
            return Hit(token, trigger, trigger.measure, "of", [whose])
        return None
    if token.lower_ in {"body", "remains"} and inner is None and not _found(token):
        return None
    return hit


def _never_seen(body: Token) -> bool:
    """ "hid *bodies*", "when *the body* was not seen", "you would have seen ten *bodies*": found by nobody."""
    verb = body.head
    told = body.dep_ in {"dobj", "nsubjpass"}
    if told and not numeric(body) and (verb.lower_ in _HIDES or (verb.lower_ in _SEEN and kids(verb, "neg"))):
        return True
    return body.dep_ == "dobj" and any(c.lower_ == "would" for c in kids(verb, "aux"))


def _sets(remains: Token) -> Token | None:
    """ "lifted *40* sets of human remains": the number of the sets."""
    sets = remains.head.head if remains.dep_ == "pobj" and remains.head.lower_ == "of" else remains
    return next((c for c in kids(sets, "nummod") if c.like_num), None) if sets.lower_ in {"set", "sets"} else None


def _and_that_of(body: Token) -> list[Token]:
    """ "brought up the skipper's body *and that of his mate*": whose body is found besides."""
    after = body.doc[body.i + 1 : body.sent.end]
    those = [t for t in after if t.lower_ in {"that", "those"} and t.tag_ == "DT" and t.nbor(-1).lower_ == "and"]
    return [o for t in those if (o := of_object(t)) is not None and person_like(o)]


def _more_found(verb: Token) -> list[Token]:
    """ "buried fourteen bodies and found *seven more*"."""
    finds = words("triggers_light", "found")
    others = [c for c in verb.children if c.dep_ == "conj" and c.lower_ in finds]
    objects = [o for c in others for o in kids(c, "dobj") if o.i > verb.i]
    return [o for o in objects if o.like_num or (o.lower_ == "more" and kids(o, "nummod"))]


def blew(token: Token, trigger: Trigger) -> Hit | None:
    """ "blew themselves up", "detonated his vest": the subject dies by his own bomb."""
    objects = kids(token, "dobj")
    worn = any(
        o.lower_ in words("triggers_light", "bomber", "means") and any(c.tag_ == "PRP$" for c in o.lefts)
        for o in objects
    )
    if token.tag_[:2] != "VB" or not (worn or any(o.lower_ in _SELF for o in objects)):
        return None
    if token.lower_ in {"set", "sets", "setting"} and not any(c.lower_ == "off" for c in token.children):
        return None
    return Hit(token, trigger, trigger.measure, "blew", subject_of(token))


def unfound(token: Token, trigger: Trigger) -> Hit | None:
    """ "30 women that we cannot find", "cannot find two of the divers": missing."""
    if not kids(token, "neg") or not any(c.lower_ in _CAN for c in kids(token, "aux")):
        return None
    lost = [token.head] if token.dep_ == "relcl" else kids(token, "dobj")
    counted = [o for o in lost if numeric(o)]
    return Hit(token, trigger, trigger.measure, "unfound", counted) if counted else None


def _found(token: Token) -> bool:
    node = token
    if token.dep_ == "dobj" and token.head.lower_ in {"washed", "washing", "wash"}:
        return False  # "a relative who washed the body"
    if any(c.dep_ in {"acl", "relcl"} and c.lower_ in words("triggers_light", "found") for c in token.children):
        return True  # "Second *body found* in river"
    for _ in range(4):
        if node.lower_ in words("triggers_light", "found") or _came_in(node):
            return True
        if node.head == node:
            return False
        node = node.head
    return node.lower_ in words("triggers_light", "found")


def _came_in(verb: Token) -> bool:
    """ "more than one body *came in* from that road", "a body *turned up*"."""
    ways = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep"}}
    return verb.lower_ in words("triggers_light", "washed_up") and bool(ways & {"in", "up", "ashore", "to", "out"})


def goes_on_dying(number: Token) -> bool:
    """Whether a bare number goes on with who died ("30 died on the spot and *four* in hospital")."""
    if not number.like_num or number.dep_ != "conj":
        return False
    node = number
    for _ in range(5):
        node = node.head
        if node.lower_ in _DIED:
            return True
    return False


def treated(token: Token, trigger: Trigger) -> Hit | None:
    """ "were treated for burns", "a dozen were in hospital", "taken to hospital", "in intensive care"."""
    if token.tag_[:2] == "VB":
        if is_passive(token) and token.lower_ == "treated":
            return Hit(token, trigger, trigger.measure, "treated", subject_of(token))
        people = words("triggers_light", "patients")
        objects = kids(token, "dobj")
        patients = [o for o in objects if (numeric(o) and o.lower_ in people) or o.lower_ in {"nobody", "none"}]
        near = {t.lower_ for t in token.sent}
        if not patients and near & words("triggers_light", "medics") and not near & _REMAINS:
            patients = [o for o in objects if o.tag_ == "CD" and not kids(o, "prep")]  # "medics have treated 17"
        ills = {o.lower_ for p in kids(token, "prep") if p.lower_ == "for" for o in kids(p, "pobj")}
        if not patients and any(i in triggers() and triggers()[i].frame == "wounds" for i in ills):
            patients = [o for o in objects if o.tag_ == "CD"]  # "volunteers treated *nine* for burns"
        return Hit(token, trigger, trigger.measure, "treats", patients) if patients else None
    if token.lower_ in _CONDITIONS and (
        token.dep_ in {"nsubj", "nsubjpass"} or (token.dep_ == "dobj" and of_object(token) is not None)
    ):
        return _in_condition(token, trigger)
    if token.dep_ not in {"pobj", "dobj"} and not (token.lower_ == "intensive" and token.head.dep_ == "pobj"):
        return None
    if token.dep_ == "dobj" and token.lower_ == "surgery" and token.head.lower_ in _UNDERGO:
        return Hit(token, trigger, trigger.measure, "treated", subject_of(token.head))
    grave = words("triggers_light", "conditions")
    if token.lower_ in _CONDITIONS and not any(c.lower_ in grave for c in token.lefts):
        return None
    place = token if token.dep_ == "pobj" else token.head
    if place.dep_ != "pobj":
        return None
    prep = place.head
    while prep.dep_ == "prep" and prep.head.dep_ == "pobj":
        prep = prep.head.head
    verb = prep.head
    if prep.lower_ == "in" and verb.dep_ == "ROOT" and verb.tag_ in {"NN", "NNS"} and token.lower_ == "condition":
        return Hit(token, trigger, trigger.measure, "headline", [verb]) if person_like(verb) else None
    if goes_on_dying(verb):
        return None  # "30 died on the spot and *four in hospital*"
    if prep.lower_ in {"in", "at"} and numeric(verb) and person_like(verb) and verb.dep_ in _STANDING:
        held = verb.head.lower_ in {"has", "have", "had", "with", "put", "puts", "counted", "left", "leaving"}
        return (
            Hit(token, trigger, trigger.measure, "treated", [verb])
            if held or verb.dep_ == "ROOT" or verb.head.tag_[:2] != "VB"
            else None
        )
    brings = words("triggers_light", "brings")
    if prep.lower_ not in {"in", "to", "into", "undergoing", "at"}:
        return None
    if verb.lower_ not in words("triggers_light", "in_hospital") and verb.lower_ not in brings:
        return None
    objects = [] if is_passive(verb) else [o for o in kids(verb, "dobj") if person_like(o)]
    if objects and verb.lower_ in brings:
        selves = [o for o in objects if o.lower_ in _SELF]
        return Hit(token, trigger, trigger.measure, "treated", subject_of(verb) if selves else objects)
    if prep.lower_ == "at" and not is_passive(verb):
        return None
    if verb.lower_ == "evacuated" and kids(verb, "dobj"):
        return None  # "medics *evacuated* 30 injured people to the hospital"
    if verb.lower_ in brings - words("triggers_light", "in_hospital") and not is_passive(verb):
        return None
    return Hit(token, trigger, trigger.measure, "treated", subject_of(verb))


def _in_condition(token: Token, trigger: Trigger) -> Hit | None:
    """ "The condition *of two* is said to be serious", "described the condition *of two* as critical"."""
    inner = of_object(token)
    if inner is None or not (numeric(inner) and person_like(inner)):
        return None
    told = {t.lower_ for t in token.head.subtree if t.i > inner.i} & words("triggers_light", "conditions")
    return Hit(token, trigger, trigger.measure, "treated", [inner]) if told else None


def event(token: Token, trigger: Trigger) -> Hit | None:
    """An event word: counted when people follow "of", else an event claim."""
    if token.tag_[:2] not in {"NN"}:
        return None
    inner = of_object(token)
    if inner is not None and (numeric(inner) or inner.lower_ in words("groups", "people")):
        return Hit(token, trigger, Measure.KILLED, "of", [inner])
    return Hit(token, trigger, trigger.measure, "event")


def involvement(token: Token, trigger: Trigger) -> Hit | None:
    """Taking part: kept for denials, which must not become a count of zero."""
    if token.tag_[:2] == "VB":
        return Hit(token, trigger, trigger.measure, "involvement", subject_of(token))
    return Hit(token, trigger, trigger.measure, "involvement")
