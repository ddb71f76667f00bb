"""Who is hurt, by nouns and verbs of wounding: injuries suffered, borne or caused, blows, shots that hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, is_passive, kids, numeric, subject_of
from cenotaph.extract.lexicon import Trigger, flat, triggers, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import of_object, quantity_head
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "amputated",
    "assaulted",
    "beaten",
    "critical",
    "down",
    "expected",
    "first_named",
    "ill",
    "limb",
    "multiple",
    "overcome",
    "owner_of",
    "recovering",
    "run_over",
    "self_after",
    "struck",
    "survive",
    "turned",
    "victim",
    "wounds",
]

_CAUSES = {"caused", "causing", "cause", "causes", "inflicted", "inflicting", "left", "leaving", "leaves", "reported", "limited"}
_INSIDE = {"to", "in", "among", "of", "for"}
_FATAL = {"fatally", "mortally"}
_SELF = {"himself", "herself", "themselves"}
_ARMS = {"gun", "weapon", "pistol", "rifle", "handgun", "shotgun", "knife", "revolver"}
_NUMBERED = {"injuries", "injury"}  # "two wounds" may be one person's


def wounds(token: Token, trigger: Trigger) -> Hit | None:
    """An injury noun: people counted by it, who suffered it, who bears it ("with burns"), to whom it was done."""
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    hit = Hit(token, trigger, trigger.measure, "wounds", weak=_may_kill(token))
    if any(c.lower_ == "no" for c in token.lefts):
        hit.harmed, hit.rule = [token], "counted_noun"
        return hit
    top = token
    while (top.dep_ in {"conj", "appos"} and top.head.tag_[:2] == "NN") or _loss(top):
        top = top.head if top.dep_ != "pobj" else top.head.head
    hit.harmed = _borne(top) or _done_to(token)
    if hit.harmed:
        hit.rule = "suffers"
    elif kids(token, "nummod") and token.lower_ in _NUMBERED:
        hit.harmed, hit.rule = [quantity_head(token)], "counted_noun"
    elif top.dep_ == "pobj" or token.lower_ in {"cuts", "inhalation", "bruises", "concussion"}:
        return None
    elif top.dep_ == "dobj" and top.head.lower_ in _CAUSES:
        hit.harmed, hit.rule = [token], "counted_noun"
    elif kids(token, "poss") and top.dep_ in {"nsubj", "nsubjpass"}:
        hit.harmed, hit.rule = kids(token, "poss"), "possessor"
    return hit


def _may_kill(noun: Token) -> bool:
    """A gunshot or stab wound, of which the bearer may be dead."""
    return noun.lower_ in {"wound", "wounds"} and not any(
        c.lower_.strip("-") in {"threatening", "minor", "superficial", "graze", "slight", "light"} for c in noun.subtree
    )


def _loss(noun: Token) -> bool:
    """ "suffered *the loss of* a thumb and burns"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in {"loss", "series", "number"}


def _borne(noun: Token) -> list[Token]:
    """Who has the wound: the subject of "suffered", whom "with" describes, who recovers from it."""
    if noun.dep_ == "dobj" and noun.head.lower_ in words("triggers_light", "suffer"):
        return [s for s in subject_of(noun.head) if person_like(s)]
    if noun.dep_ != "pobj":
        return []
    prep = noun.head
    while prep.dep_ == "prep" and prep.head.dep_ == "prep":
        prep = prep.head
    above = prep.head
    if prep.lower_ in {"from", "for"} and above.lower_ in {"suffering", "suffered", "recovering", "treated"}:
        found = kids(above.head, "dobj") if above.head.lower_ in words("triggers_light", "found") else []
        return [s for s in found or subject_of(above) if person_like(s)]
    if prep.lower_ != "with":
        return []
    if above.tag_[:2] == "NN" or above.like_num or above.tag_ == "CD":
        return [quantity_head(above)] if person_like(above) else []
    objects = [] if is_passive(above) else kids(above, "dobj")
    bearers = objects or subject_of(above)
    return [b for b in bearers if person_like(b)]


def _done_to(noun: Token) -> list[Token]:
    """ "injuries *to a janitor*", also where the parse ties "to" to the verb before."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in {"of", "from", "with"}:
        return []  # "died of a wound in the town"
    passive = noun.dep_ == "nsubjpass" and verb.lower_ in _CAUSES
    for prep in [*noun.children, *noun.sent]:
        near = prep.i == noun.i + 1 or prep.head == noun or (passive and prep.head == verb)
        if prep.dep_ == "prep" and prep.lower_ in _INSIDE and prep.i > noun.i and near:
            found = [o for o in kids(prep, "pobj") if person_like(o) or numeric(o)]
            found = [o for o in found if prep.lower_ == "to" or o.tag_[:3] != "NNP"]
            if found and found[0].lower_ not in words("triggers_light", "struck", "body"):
                return found
    return []


def struck(token: Token, trigger: Trigger) -> Hit | None:
    """ "was hit in the leg", "a bullet struck a girl", "striking two students": people whom something hit."""
    if token.tag_[:2] != "VB":
        return None
    passive = is_passive(token) and token.tag_ == "VBN" and not kids(token, "dobj")
    harmed = subject_of(token) if passive else kids(token, "dobj")
    limb = None if passive else owner_of(harmed)
    if limb is not None:
        return Hit(token, trigger, trigger.measure, "possessor", [limb])
    harmed = [h for h in harmed if person_like(h)]
    if not harmed or token.lower_ in {"entered", "pierced"} or not _harms(token, passive=passive):
        return None
    return Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed)


def owner_of(objects: list[Token]) -> Token | None:
    """ "hit the back of *his* head", "entered *the boy's* thigh"."""
    for limb in objects:
        inner = of_object(limb)
        part = inner if inner is not None and limb.lower_ in {"back", "side", "top", "part"} else limb
        if part.lower_ in words("triggers_light", "struck", "body"):
            return next((p for p in kids(part, "poss")), None)
    return None


def _harms(token: Token, *, passive: bool) -> bool:
    """Whether a blow wounds: by what struck, where on the body, how many times, or beside words of gunfire."""
    if token.lower_.startswith("graz") or _fatal(token):
        return True
    table = "triggers_light"
    for prep in kids(token, "prep", "agent"):
        inner = {o.lower_ for o in kids(prep, "pobj")}
        if prep.lower_ in {"in", "on", "near", "to"} and inner & words(table, "struck", "body"):
            return True
        if prep.lower_ in {"by", "with"} and inner & words(table, "struck", "by"):
            return True
    near = {t.lower_ for t in token.doc[token.i : min(token.i + 4, token.sent.end)]}
    if near & words(table, "struck", "times"):
        return True
    if not passive and {s.lower_ for s in subject_of(token)} & words(table, "struck", "by"):
        return True
    return bool({t.lower_ for t in token.sent if t.i != token.i} & words(table, "struck", "context"))


def beaten(token: Token, trigger: Trigger) -> Hit | None:
    """ "were beaten by guards", "beat a thief to death"; a rival who is beaten is not hurt."""
    if token.tag_[:2] != "VB":
        return None
    passive = is_passive(token) and not kids(token, "dobj")
    owner = owner_of(kids(token, "dobj"))
    if owner is not None:
        return Hit(token, trigger, trigger.measure, "possessor", [owner])
    harmed = [h for h in (subject_of(token) if passive else kids(token, "dobj")) if person_like(h)]
    if not harmed or (token.lower_.startswith("beat") and not _blows(token, passive=passive)):
        return None
    return Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed)


def _blows(token: Token, *, passive: bool) -> bool:
    if _fatal(token):
        return True
    how = {c.lower_ for c in token.children if c.i > token.i or c.dep_ == "advmod"}
    who = {o.lower_ for a in kids(token, "agent") for o in kids(a, "pobj")}
    who |= {s.lower_ for s in subject_of(token)} if not passive else set()
    if who:
        return bool(who & words("triggers_light", "blows", "by"))
    return bool(how & words("triggers_light", "blows", "how")) or (passive and not kids(token, "agent"))


def assaulted(token: Token, trigger: Trigger) -> Hit | None:
    """ "attacked a man with a machete", "was fatally assaulted": only with what does harm, or to death."""
    if token.tag_[:2] != "VB":
        return None
    passive = is_passive(token) and not kids(token, "dobj")
    harmed = [h for h in (subject_of(token) if passive else kids(token, "dobj")) if person_like(h)]
    armed = [
        o
        for t in token.subtree
        if t.lower_ == "with" and t.dep_ == "prep"
        for o in kids(t, "pobj")
        if o.lower_ in words("triggers_light", "weapons")
    ]
    if not harmed or not (armed or _fatal(token)):
        return None
    return Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed)


def _fatal(token: Token) -> bool:
    if any(c.lower_ in _FATAL for c in token.children):
        return True
    after = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]]
    return "death" in after and after[after.index("death") - 1] == "to" and "," not in after[: after.index("death")]


def recovering(token: Token, trigger: Trigger) -> Hit | None:
    """ "is recovering from surgery", "fighting for his life": hurt, and alive."""
    if token.tag_ != "VBG":
        return None
    inner = {
        o.lower_: o for p in kids(token, "prep") if p.lower_ in {"from", "in", "at", "for", "to"} for o in kids(p, "pobj")
    }
    if token.lower_ == "recovering":
        told = set(inner) & words("triggers_light", "lives_on")
        alone = any(c.lower_ in {"is", "are", "was", "were"} for c in kids(token, "aux")) and not inner
        good = bool(told) or any(o.lower_.startswith("hosp") for o in token.subtree) or alone
    else:
        good = bool(set(inner) & {"life", "lives"})
    harmed = [s for s in subject_of(token) if person_like(s)]
    return Hit(token, trigger, trigger.measure, "subject", harmed) if good and harmed else None


def amputated(token: Token, trigger: Trigger) -> Hit | None:
    """ "her leg had to be amputated": the owner of the limb."""
    limbs = subject_of(token) or kids(token, "dobj")
    owners = [o for limb in limbs for o in kids(limb, "poss")]
    return Hit(token, trigger, trigger.measure, "possessor", owners) if owners else None


def down(token: Token, trigger: Trigger) -> Hit | None:
    """ "was gunned down", "passed away"."""
    particle = "away" if token.lower_ == "passed" else "down"
    if token.tag_[:2] != "VB" or not any(c.lower_ == particle for c in token.children):
        return None
    if particle == "away":
        return Hit(token, trigger, trigger.measure, "subject", subject_of(token))
    objects = kids(token, "dobj")
    return Hit(token, trigger, trigger.measure, "active" if objects else "passive", objects or subject_of(token))


def first_named(token: Token) -> Token | None:
    """ "*Boy*, 12, fatally shot in a park": whoever opens a line before its verb, with an age and an adverb between."""
    for word in token.doc[token.sent.start : token.i]:
        if word.lower_ in {"old", "olds"} or (word.tag_[:2] in {"NN", "UH", "JJ"} and person_like(word)):
            between = token.doc[word.i + 1 : token.i]
            plain = all(t.is_punct or t.like_num or t.tag_ == "RB" for t in between)
            return word if plain and any(t.tag_ == "RB" for t in between) else None
    return None


def self_after(noun: Token) -> Token | None:
    """ "shot his wife and then *himself*"."""
    last = noun.right_edge.i if noun.right_edge.i - noun.i < 8 else noun.i
    for word in noun.doc[noun.i + 1 : min(last + 5, noun.sent.end)]:
        if word.lower_ in _SELF and noun.doc[word.i - 1].lower_ in {"and", "then"}:
            return word
    return None


def multiple(token: Token) -> Hit | None:
    """ "a *double* homicide", "a triple shooting", "a murder-suicide": an act whose name says how many."""
    if token.tag_[:2] != "NN" or token.i == token.sent.start:
        return None
    measure = flat("triggers_light", "multiple_acts").get(token.lower_)
    before = token.doc[token.i - 1]
    joined = before.text in {"-", "/"} and token.doc[max(token.sent.start, token.i - 2)].lower_ == "murder"
    if token.lower_ == "suicide" and (joined or before.lower_ == "murder"):
        return Hit(token, triggers()["homicide"], Measure.KILLED, "multiple", [token])
    if measure is None or before.lower_ not in flat("triggers_light", "multiple"):
        return None
    trigger = triggers()["homicide" if measure == "killed" else "shooting"]
    return Hit(token, trigger, Measure(measure), "multiple", [token])


def critical(token: Token, trigger: Trigger) -> Hit | None:
    """ "one was critical", "two others were listed as critical"."""
    verb = token.head
    while verb.dep_ in {"prep", "pobj"} and verb.head != verb:
        verb = verb.head
    harmed = [s for s in subject_of(verb) if numeric(s) or s.lower_ in {"another", "one", "others", "other"}]
    if token.dep_ not in {"acomp", "oprd", "pobj", "amod"} or kids(token, "prep") or not harmed:
        return None
    return Hit(token, trigger, trigger.measure, "adjective", harmed) if token.dep_ != "amod" else None


def expected(token: Token, trigger: Trigger) -> Hit | None:
    """ "is expected to recover": hurt, and alive."""
    comes = [c for c in kids(token, "xcomp") if c.lower_ in words("triggers_light", "outlives")]
    comes += [
        c
        for c in kids(token, "xcomp")
        if c.lower_ == "be" and {a.lower_ for a in kids(c, "acomp")} & {"ok", "okay", "fine", "alright"}
    ]
    harmed = [s for s in subject_of(token) if person_like(s)]
    return Hit(token, trigger, trigger.measure, "subject", harmed) if comes and harmed else None


def survive(token: Token, trigger: Trigger) -> Hit | None:
    """ "did not survive": dead."""
    if token.tag_[:2] != "VB" or not kids(token, "neg"):
        return None
    hit = Hit(token, trigger, trigger.measure, "subject", [s for s in subject_of(token) if person_like(s)])
    return hit if hit.harmed else None  # the negation belongs to the verb


def victim(token: Token, trigger: Trigger) -> Hit | None:
    """ "two shooting victims were found", "was the victim of a stabbing"."""
    acts = words("triggers_light", "victims_of")
    if any(c.lower_ in acts for c in token.lefts):
        return Hit(token, trigger, trigger.measure, "victim", [quantity_head(token)], weak=True)
    inner = of_object(token)
    if inner is None or inner.lower_ not in acts or not (kids(inner, "det") or inner.tag_ == "NNS"):
        return None
    harmed = subject_of(token.head) if token.dep_ == "attr" else [token]
    if flat("triggers_light", "multiple").keys() & {c.lower_ for c in inner.lefts} and token.dep_ == "attr":
        return None  # "victims of a double shooting": the act has the number
    return Hit(token, trigger, trigger.measure, "victim", harmed, weak=True)


def overcome(token: Token, trigger: Trigger) -> Hit | None:
    """ "two firemen were overcome by smoke"."""
    by = {o.lower_ for p in kids(token, "agent", "prep") for o in kids(p, "pobj")}
    harmed = [s for s in subject_of(token) if person_like(s)]
    told = bool(by & words("triggers_light", "overcame")) and bool(harmed)
    return Hit(token, trigger, trigger.measure, "passive", harmed) if told else None


def run_over(token: Token, trigger: Trigger) -> Hit | None:
    """ "ran over four pedestrians", "was run over"."""
    over = [c for c in token.children if c.lower_ == "over" and c.i - token.i <= 2 and c.i > token.i]
    if not over:
        return None
    passive = is_passive(token) and token.tag_ == "VBN"
    people = subject_of(token) if passive else [*kids(token, "dobj"), *(o for c in over for o in kids(c, "pobj"))]
    harmed = [p for p in people if person_like(p) and (numeric(p) or p.lower_ in words("groups", "people"))]
    return Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed, weak=True) if harmed else None


def ill(token: Token, trigger: Trigger) -> Hit | None:
    """ "three clerks fell ill": a number of people."""
    verb = token.head
    if token.dep_ not in {"acomp", "oprd"} or verb.lower_ not in {"fell", "became", "taken", "made", "fallen"}:
        return None
    harmed = [s for s in subject_of(verb) if numeric(s)]
    return Hit(token, trigger, trigger.measure, "adjective", harmed) if harmed else None


def limb(token: Token, trigger: Trigger) -> Hit | None:
    """ "breaking her hip", "his leg was broken": the owner of the limb."""
    if token.tag_[:2] != "VB":
        return None
    owner = owner_of(kids(token, "dobj", "nsubjpass"))
    return Hit(token, trigger, trigger.measure, "possessor", [owner]) if owner is not None else None


def turned(token: Token, trigger: Trigger) -> Hit | None:
    """ "turned the gun on himself": the attacker's own death."""
    if token.tag_[:2] != "VB" or not any(o.lower_ in _ARMS for o in kids(token, "dobj")):
        return None
    inside = [t for t in token.subtree if t.lower_ in _SELF and t.i > token.i]
    return Hit(token, trigger, trigger.measure, "turned", inside[:1]) if inside else None

