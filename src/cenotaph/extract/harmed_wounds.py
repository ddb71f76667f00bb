"""Who is hurt, by nouns and states: injuries suffered, borne or caused, acts named by how many, recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, is_passive, kids, numeric
from cenotaph.extract.lexicon import Trigger, flat, table, triggers, words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import after_nor, of_object, quantity_head
from cenotaph.extract.subjects import subject_of, whole_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "borne",
    "critical",
    "examined",
    "expected",
    "ill",
    "multiple",
    "recovering",
    "victim",
    "wounds",
]

_TURNS = {"fell", "fallen", "became", "taken", "made"}
_GRAVELY = {"critically", "seriously", "gravely", "dangerously", "desperately", "severely"}
_INSIDE = {"to", "in", "among", "of", "for"}
_NUMBERED = {"injuries", "injury"}  # "two wounds" may be one person's
_TREATS = {
    "treated",
    "treat",
    "treating",
    "treats",
    "saw",
    "seen",
    "admitted",
    "received",
    "registered",
    "recorded",
}
_SLIGHT = {"cut", "gash", "gashes", "graze", "grazes", "scratch", "scratches", "bump", "bruise", "burn", "scrape"}
_LIGHT = {"threatening", "minor", "superficial", "graze", "slight", "light"}


_ON_ONE = {"fracture", "fractures", "burns", "lacerations", "trauma"}  # "blows causing *fractures*": many on one
_ROUND = {"dozens", "scores", "hundreds", "thousands", "multiple", "handful"}


def wounds(token: Token, trigger: Trigger) -> Hit | None:
    """An injury noun: people counted by it, who suffered it, who bears it ("with burns"), to whom it was done."""
    if token.tag_[:2] not in {"NN", "VB"} or token.dep_ == "compound":
        return None
    if token.lower_ in _SLIGHT and (token.tag_[:2] != "NN" or not _on_the_body(token)):
        return None  # "suffered a pay cut"
    hit = Hit(token, trigger, trigger.measure, "wounds", weak=_may_kill(token))
    none = any(c.lower_ == "no" for c in token.lefts)
    if none or (any(c.lower_ == "any" for c in token.lefts) and after_nor(token)):
        hit.harmed, hit.rule = [token], "counted_noun"
        return hit
    top = token
    while (top.dep_ in {"conj", "appos"} and top.head.tag_[:2] == "NN") or _loss(top):
        top = top.head if top.dep_ != "pobj" else top.head.head
    if top.dep_ == "dobj" and top.head.lower_ in words("triggers_light", "escapes"):
        return None
    treats = top.dep_ == "dobj" and top.head.lower_ in _TREATS and not is_passive(top.head)
    if treats and token.lower_ in _NUMBERED | {"wounds"} and kids(token, "nummod"):
        hit.harmed, hit.rule, hit.weak = [token], "counted_noun", False
        return hit  # "We treated *22 gunshot wounds* tonight"
    hit.harmed = borne(top) or _nursed(token) or _borne_aside(token) or _done_to(token)
    if hit.weak and {t.lower_ for t in token.sent} & {"bodies", "corpses", "body"}:
        return None  # "of the 61 bodies, 48 had gunshot wounds"
    if hit.harmed:
        hit.rule = "suffers"
    elif token.lower_ == "injuries" and (quantity_head(token).like_num or quantity_head(token).lower_ in _ROUND):
        hit.harmed, hit.rule = [quantity_head(token)], "counted_noun"  # "*five* of the injuries were in Hebron"
    elif kids(token, "nummod") and token.lower_ in _NUMBERED:
        hit.harmed, hit.rule = [quantity_head(token)], "counted_noun"
    elif top.dep_ == "pobj" or token.lower_ in {"cuts", "inhalation", "bruises", "concussion"}:
        return None
    elif (
        top.dep_ == "dobj" and top.head.lower_ in words("triggers_light", "causes") and token.lower_ not in _ON_ONE
    ):
        hit.harmed, hit.rule = [token], "counted_noun"
    elif kids(token, "poss") and top.dep_ in {"nsubj", "nsubjpass"}:
        hit.harmed, hit.rule = kids(token, "poss"), "possessor"
    return hit


def examined(noun: Token) -> bool:
    """ "The post-mortem listed *21 injuries*", "found 31 *wounds* on A B": those of one body, and no people."""
    if not kids(noun, "nummod"):
        return False
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} else noun
    by = {t.lower_ for s in kids(verb, "nsubj", "agent") for t in s.subtree}
    if by & words("triggers_light", "examiners"):
        return True
    for prep in [*kids(noun, "prep"), *kids(verb, "prep")]:
        for inner in (
            kids(prep, "pobj") if prep.lower_ in {"on", "to", "across", "over"} and prep.i > noun.i else []
        ):
            part = inner.lower_ in words("triggers_light", "struck", "body") | {"body", "corpse"}
            one = inner.ent_type_ == "PERSON" or (part and inner.tag_ == "NN")
            if one and prep.lower_ != "to":
                return True
    return False


def _on_the_body(noun: Token) -> bool:
    """ "a cut *to the scalp*", "cuts and *bruises*": of a body, where the word alone may be of anything."""
    parts = words("triggers_light", "struck", "body")
    beside = {t.lower_ for t in noun.subtree} | {noun.head.lower_}
    return bool(beside & (parts | {"bruises", "bruise", "scratches", "burns", "wounds", "injuries"}))


def _may_kill(noun: Token) -> bool:
    """A gunshot or stab wound, of which the bearer may be dead, unless it is light or being treated."""
    if noun.lower_ not in {"wound", "wounds"} or any(c.lower_.strip("-") in _LIGHT for c in noun.subtree):
        return False
    return not (noun.dep_ == "pobj" and noun.head.head.lower_ in {"treated", "treating", "recovering"})


def _loss(noun: Token) -> bool:
    """ "suffered *the loss of* a thumb and burns"."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and noun.head.head.lower_ in {"loss", "series", "number", "degree", "degrees", "variety", "range"}
    )


def borne(noun: Token) -> list[Token]:
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
        if above.lower_ in {"treated", "treating"} and kids(above, "dobj"):
            return []  # "volunteers *treated* 64 for gas and one for a broken collarbone"
        found = kids(above.head, "dobj") if above.head.lower_ in words("triggers_light", "found") else []
        if above.lower_ == "treated" and not is_passive(above):
            found = kids(above, "dobj")  # "volunteers treated *a girl* for burns"
        return [s for s in found or subject_of(above) if person_like(s)]
    if prep.lower_ == "despite" and above.lower_ in {"survived", "survive", "escaped", "escape"}:
        return [s for s in subject_of(above) if person_like(s)]
    if prep.lower_ != "with":
        return []
    if above.dep_ == "pobj" and above.head.dep_ == "agent":
        return [s for s in subject_of(above.head.head) if person_like(s)]  # "was found *by police* with a wound"
    state = above.head.head if above.dep_ == "pobj" and not person_like(above) else above
    if state.lower_ in {"is", "are", "was", "were", "be", "remain", "remains", "remained"}:
        above = state  # "four officers are off duty *with minor injuries*"
    if above.tag_[:2] == "NN" or above.like_num or above.tag_ == "CD":
        return [quantity_head(above)] if person_like(above) else []
    objects = [] if is_passive(above) else kids(above, "dobj")
    bearers = objects or subject_of(above) or _one_more(above)
    return [b for b in bearers if person_like(b)]


def _one_more(verb: Token) -> list[Token]:
    """ "*A fourth* escaped with bullet wounds", where the parse takes the verb for the noun of the fourth."""
    ordinals = [
        c for c in kids(verb, "amod") if c.lower_ in table("number_words")["ordinals"] and c.i == verb.i - 1
    ]
    return ordinals if verb.tag_ in {"VBN", "VBD"} and ordinals else []


def _nursed(noun: Token) -> list[Token]:
    """ "A guard *is nursing* injuries", where the parse takes "nursing" for a noun."""
    before = noun.doc[max(noun.sent.start, noun.i - 6) : noun.i]
    at = next((t for t in before if t.lower_ == "nursing" and t.tag_[:2] == "NN"), None)
    if at is None:
        return []
    verbs = [t for t in noun.doc[max(noun.sent.start, at.i - 5) : at.i] if t.lower_ in {"is", "are", "was", "were"}]
    return [s for s in subject_of(verbs[-1]) if person_like(s)] if verbs else []


_MORE = {"another", "others", "many", "several", "one"}


def _borne_aside(noun: Token) -> list[Token]:
    """ "A clerk *sustained* life-threatening injuries", where the parse takes the verb for an adjective."""
    for verb in kids(noun, "amod"):
        if verb.lower_ in words("triggers_light", "suffer") and verb.tag_[:2] in {"VB", "JJ"}:
            found = kids(verb, "nsubj", "nsubjpass") or kids(noun, "nsubj")
            found = found or [s for had in kids(verb, "aux") for s in kids(had, "nsubj")]
            if not found and noun.dep_ == "appos" and noun.head.i < verb.i:
                found = [whole_of(noun.head)]  # "six others, including two firefighters, sustained"
            before = verb.nbor(-1) if verb.i > noun.sent.start else verb
            if not found and (before.lower_ in _MORE or before.like_num):
                found = [before]  # "two died and *another* sustained bullet wounds"
            return [s for s in found if person_like(s)]
    return []


def _done_to(noun: Token) -> list[Token]:
    """ "injuries *to a janitor*", also where the parse ties "to" to the verb before."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in {"of", "from", "with"}:
        return []  # "died of a wound in the town"
    passive = noun.dep_ == "nsubjpass" and verb.lower_ in words("triggers_light", "causes")
    for prep in [*noun.children, *noun.sent]:
        near = prep.i == noun.i + 1 or prep.head == noun or (passive and prep.head == verb)
        if prep.dep_ == "prep" and prep.lower_ in _INSIDE and prep.i > noun.i and near:
            found = [o for o in kids(prep, "pobj") if person_like(o) or numeric(o)]
            found = [o for o in found if prep.lower_ == "to" or o.tag_[:3] != "NNP"]
            if found and found[0].lower_ not in words("triggers_light", "struck", "body"):
                return found
    return []


def recovering(token: Token, trigger: Trigger) -> Hit | None:
    """ "is recovering from surgery", "fighting for his life": hurt, and alive."""
    if token.tag_ != "VBG":
        return None
    preps = [p for p in kids(token, "prep") if p.lower_ in {"from", "in", "at", "for", "to"}]
    inner = {o.lower_ for p in preps for o in kids(p, "pobj")}
    if token.lower_ == "recovering":
        told = inner & words("triggers_light", "lives_on")
        alone = any(c.lower_ in {"is", "are", "was", "were"} for c in kids(token, "aux")) and not inner
        good = bool(told) or any(o.lower_.startswith("hosp") for o in token.subtree) or alone
    else:
        near = {o.lower_ for p in preps if p.lower_ in {"for", "to"} for o in kids(p, "pobj")}
        good = bool(near & {"life", "lives"})
    harmed = [s for s in subject_of(token) if person_like(s)]
    return Hit(token, trigger, trigger.measure, "subject", harmed) if good and harmed else None


def multiple(token: Token) -> Hit | None:
    """ "a *double* homicide", "a triple shooting", "a murder-suicide": an act whose name says how many."""
    measure = flat("triggers_light", "multiple_acts").get(token.lower_)
    if measure is None and token.lower_ != "suicide":
        return None
    if token.tag_[:2] != "NN" or token.i == token.sent.start or _counted_behind(token):
        return None
    before = token.doc[token.i - 1]
    joined = before.text in {"-", "/"} and token.doc[max(token.sent.start, token.i - 2)].lower_ == "murder"
    if token.lower_ == "suicide" and (joined or before.lower_ == "murder"):
        return Hit(token, triggers()["homicide"], Measure.KILLED, "multiple", [token])
    if measure is None or before.lower_ not in flat("triggers_light", "multiple"):
        return None
    trigger = triggers()["homicide" if measure == "killed" else "shooting"]
    return Hit(token, trigger, Measure(measure), "multiple", [token])


def _counted_behind(act: Token) -> bool:
    """ "a double *shooting* that left two dead": the verb behind it says how many."""
    verbs = [act.head] if act.dep_ == "nsubj" else kids(act, "relcl", "acl")
    return any(v.lower_ in words("triggers_light", "inflicts") for v in verbs)


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


def victim(token: Token, trigger: Trigger) -> Hit | None:
    """ "two shooting victims were found", "was the victim of a stabbing"."""
    acts = words("triggers_light", "victims_of")
    if (slain := _slain(token)) is not None:
        return Hit(token, trigger, Measure.KILLED, "counted_noun", [slain])
    bare = token.tag_ in {"NNS", "NNPS"} and token.dep_ not in {"nsubj", "nsubjpass"} and not kids(token, "det")
    if bare and not numeric(quantity_head(token)) and any(c.lower_ in acts for c in token.lefts):
        return None  # "names of school shooting victims released", "Market shooting victims: the list"
    if any(c.lower_ in acts for c in token.lefts):
        return Hit(token, trigger, trigger.measure, "victim", [quantity_head(token)], weak=True)
    inner = of_object(token)
    if inner is None or inner.lower_ not in acts or not (kids(inner, "det") or inner.tag_ == "NNS"):
        return None
    harmed = subject_of(token.head) if token.dep_ == "attr" else [token]
    if flat("triggers_light", "multiple").keys() & {c.lower_ for c in inner.lefts} and token.dep_ == "attr":
        return None  # "victims of a double shooting": the act has the number
    return Hit(token, trigger, trigger.measure, "victim", harmed, weak=True)


def _slain(victims: Token) -> Token | None:
    """ "*345* homicide victims", "*two* of the weekend's murder victims", "three victims of a massacre": dead."""
    deadly = words("triggers_light", "slain_by")
    of = of_object(victims)
    if not any(c.lower_ in deadly for c in kids(victims, "compound", "amod", "nmod")) and (
        of is None or of.lower_ not in deadly
    ):
        return None
    if numeric(victims):
        return victims
    part = victims.head.head if victims.dep_ == "pobj" and victims.head.lower_ == "of" else victims
    return part if part is not victims and numeric(part) and part.i < victims.i else None


def ill(token: Token, trigger: Trigger) -> Hit | None:
    """ "three clerks fell ill", "nine are critically ill": a number of people."""
    verb = token.head
    gravely = any(c.lower_ in _GRAVELY for c in token.lefts) and verb.lower_ in words("groups", "being")
    if token.dep_ not in {"acomp", "oprd", "advmod", "xcomp"} or not (verb.lower_ in _TURNS or gravely):
        return None
    harmed = [s for s in subject_of(verb) if numeric(s)]
    return Hit(token, trigger, trigger.measure, "adjective", harmed) if harmed else None
