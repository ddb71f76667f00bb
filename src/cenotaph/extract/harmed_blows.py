"""Who is hurt, by verbs: hit, beaten, set on fire, run over; deaths by phrasal verbs; limbs and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract import harmed_nouns as nouns
from cenotaph.extract.hits import Hit, is_passive, kids, numeric
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.persons import heads_a_body, known_person, person_like
from cenotaph.extract.phrases import of_object
from cenotaph.extract.subjects import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "ablaze",
    "amputated",
    "as_noun",
    "assaulted",
    "beaten",
    "down",
    "first_named",
    "had_broken",
    "limb",
    "limb_named",
    "overcome",
    "own_limb",
    "owner_of",
    "run_over",
    "self_after",
    "struck",
    "suicide",
    "survive",
    "turned",
]

_DETERMINERS = {"a", "an", "the", "this", "that", "drive-by"}
_OF_SHOOTING = {"death", "deaths", "investigation", "suspect", "suspects", "scene", "spree", "case"}
_WHERE = {"outside", "near", "at", "in", "inside", "behind", "on", "during", "along", "around"}
_EARLIER = 50  # words before the sentence in which shots may be told of
_FATAL = {"fatally", "mortally"}
_SELF = {"himself", "herself", "themselves", "self"}
_HAVING = {"had", "has", "have", "having"}
_OF_A_LIMB = {"DT", "CD", "JJ", "VBN", "VBD", "RB", "NN", "PDT"}
_ARMS = {"gun", "weapon", "pistol", "rifle", "handgun", "shotgun", "knife", "revolver"}


def struck(token: Token, trigger: Trigger) -> Hit | None:
    """ "was hit in the leg", "a bullet struck a girl", "striking two students": people whom something hit."""
    if token.tag_[:2] != "VB":
        return None
    by = token.tag_ == "VBN" or bool(kids(token, "agent"))
    passive = is_passive(token) and by and not kids(token, "dobj")
    harmed = subject_of(token) if passive else kids(token, "dobj")
    limb = None if passive and any(person_like(h) for h in harmed) else owner_of(harmed)
    if limb is not None:
        return Hit(token, trigger, trigger.measure, "possessor", [limb])
    harmed = [h for h in harmed if person_like(h)]
    if not passive and any(known_person(s) for s in subject_of(token)):
        harmed = [h for h in harmed if h.tag_[:3] != "NNP"]  # "gunmen *struck Mundu* on Monday": a place
    if not harmed or token.lower_ in {"entered", "pierced"} or not _harms(token, passive=passive):
        return None
    return Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed)


def owner_of(objects: list[Token]) -> Token | None:
    """ "hit the back of *his* head", "entered *the boy's* thigh", "broke the legs of *two men*"."""
    for limb in objects:
        inner = of_object(limb)
        part = inner if inner is not None and limb.lower_ in {"back", "side", "top", "part"} else limb
        if limb_named(part):
            of = of_object(part)
            whose = [of] if of is not None and person_like(of) and (of.tag_ != "CD" or of_object(of)) else []
            return next((p for p in [*kids(part, "poss"), *whose]), None)
    return None


def limb_named(noun: Token) -> bool:
    """Whether a noun is a part of the body."""
    if noun.lower_ == "head" and (kids(noun, "compound") or heads_a_body(noun)):
        return False  # "shot dead a village *head*", "the head of the council"
    return noun.lower_ in words("triggers_light", "struck", "body")


def own_limb(verb: Token) -> list[Token]:
    """ "*A man* broke his wrist", "the manager burnt both hands": whose own limb the verb's subject hurt."""
    for limb in kids(verb, "dobj"):
        owners = kids(limb, "poss")
        if not limb_named(limb) or of_object(limb) is not None:
            continue
        subjects = [s for s in subject_of(verb) if s.tag_[:2] == "NN" and person_like(s)]
        several = any(s.tag_ in {"NNS", "NNPS"} for s in subjects) or any(kids(s, "conj") for s in subjects)
        own = {"their"} if several else {"his", "her"}
        if all(o.lower_ in own for o in owners):
            return subjects
    return []


def had_broken(part: Token) -> list[Token]:
    """ "*Two boys* had broken legs", "*a clerk* has a badly fractured skull": read from the words, for the parse
    takes "had broken" for a verb of its own."""
    i, first = part.i - 1, part.sent.start
    if part.dep_ == "compound" or of_object(part) is not None:
        return []  # "has broken arms treaties", "had broken the legs of prisoners"
    if i <= first or part.doc[i].lower_ not in words("triggers_light", "breaks"):
        return []
    while i > first and part.doc[i].lower_ not in _HAVING and part.doc[i].tag_ in _OF_A_LIMB:
        i -= 1
    having = part.doc[i]
    if having.lower_ not in _HAVING or i == first:
        return []
    subjects = kids(having, "nsubj") or (kids(having.head, "nsubj") if having.dep_ == "aux" else [])
    if not subjects and part.doc[i - 1].tag_ in {"NN", "NNS", "PRP", "CD"}:
        subjects = [part.doc[i - 1]]
    return [s for s in subjects if person_like(s) and s.i < i]


def _had_broken(verb: Token) -> list[Token]:
    """ "*A fireman* had his arm broken by a beam": whose limb it was, under a verb of having."""
    above = verb.head
    if verb.dep_ not in {"ccomp", "xcomp", "oprd", "acl"} or verb.tag_ not in {"VBN", "VBD", "JJ"}:
        return []
    having = above if above.lower_ in _HAVING else above.head
    limbs = [*kids(verb, "nsubj", "nsubjpass"), *(o for o in kids(having, "dobj") if o.i < verb.i)]
    theirs = any(limb_named(part) and kids(part, "poss") for part in limbs)
    if having.lower_ not in _HAVING or not theirs:
        return []
    return [s for s in subject_of(having) if person_like(s)]


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
    hit = passive and token.lower_ == "hit"
    if hit and not kids(token, "prep", "agent", "advmod") and any(numeric(s) for s in subject_of(token)):
        return True  # "Two firemen were hit."
    first = max(0, token.sent.start - _EARLIER) if hit else token.sent.start
    told = token.doc[first : token.sent.end]
    return bool({t.lower_ for t in told if t.i != token.i} & words(table, "struck", "context"))


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


def amputated(token: Token, trigger: Trigger) -> Hit | None:
    """ "her leg had to be amputated": the owner of the limb."""
    limbs = [*kids(token, "dobj"), *subject_of(token)]
    owner = owner_of(limbs)
    owners = [owner] if owner is not None else []
    if not owners and token.head.lower_ in _HAVING and any(limb_named(part) for part in limbs):
        owners = [s for s in subject_of(token.head) if person_like(s)]  # "*two boys* have had legs amputated"
    return Hit(token, trigger, trigger.measure, "possessor", owners) if owners else None


def down(token: Token, trigger: Trigger) -> Hit | None:
    """ "was gunned down", "passed away"."""
    particle = "away" if token.lower_ == "passed" else "down"
    if token.tag_[:2] != "VB" or not any(c.lower_ == particle for c in token.children):
        return None
    if particle == "away":
        return Hit(token, trigger, trigger.measure, "subject", subject_of(token))
    objects = kids(token, "dobj")
    if not objects and (reduced := _one_of(token)) is not None:
        objects = [reduced]
    return Hit(token, trigger, trigger.measure, "active" if objects else "passive", objects or subject_of(token))


def _one_of(token: Token) -> Token | None:
    """ "the coffin of A B, one of *five workers* gunned down": whose participle is parsed as a verb."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is None or before.tag_ != "NNS" or not (numeric(before) and person_like(before)):
        return None
    return before if before.dep_ == "pobj" and before.head.lower_ in {"of", "among"} else None


def as_noun(token: Token) -> bool:
    """ "4 hurt in *shooting outside* bar", "a drive-by *shooting*": the event, which the parse takes for a verb."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 2) : token.i]]
    if before == ["-", "by"] or (before and before[-1] in _DETERMINERS and not kids(token, "dobj")):
        return True
    return token.i + 1 < token.sent.end and token.nbor().lower_ in _WHERE | _OF_SHOOTING


def first_named(token: Token) -> Token | None:
    """ "*Boy*, 12, fatally shot": whoever opens a line before its verb, with an age and an adverb between; "*men*
    were marched out of the church and shot", which the parse takes for a second church."""
    joined = token.i > token.sent.start and token.nbor(-1).lower_ == "and" and token.tag_ == "NN"
    if joined and (led := _led_away(token)) is not None:
        return led
    for word in token.doc[token.sent.start : token.i]:
        if word.lower_ in {"old", "olds"} or (word.tag_[:2] in {"NN", "UH", "JJ"} and person_like(word)):
            between = token.doc[word.i + 1 : token.i]
            plain = all(t.is_punct or t.like_num or t.tag_ == "RB" for t in between)
            return word if plain and any(t.tag_ == "RB" for t in between) else None
    return None


def _led_away(token: Token) -> Token | None:
    """The subject of the passive under which a "shot" without an article hangs."""
    for above in token.ancestors:
        if above.tag_ == "VBN" and is_passive(above):
            people = [s for s in subject_of(above) if person_like(s)]
            return people[0] if people else None
    return None


def self_after(noun: Token) -> Token | None:
    """ "shot his wife and then *himself*"."""
    last = noun.right_edge.i if noun.right_edge.i - noun.i < 8 else noun.i
    for word in noun.doc[noun.i + 1 : min(last + 5, noun.sent.end)]:
        if word.lower_ in _SELF and noun.doc[word.i - 1].lower_ in {"and", "then", ","}:
            return word
    return None


def survive(token: Token, trigger: Trigger) -> Hit | None:
    """ "did not survive": dead."""
    if token.tag_[:2] == "NN":
        return _no_survivors(token, trigger)
    if token.tag_[:2] != "VB" or not kids(token, "neg"):
        return None
    hit = Hit(token, trigger, trigger.measure, "subject", [s for s in subject_of(token) if person_like(s)])
    return hit if hit.harmed else None  # the negation belongs to the verb


def _no_survivors(token: Token, trigger: Trigger) -> Hit | None:
    """ "there were no *survivors* among the 118 on board": all of them are dead."""
    if not {c.lower_ for c in token.lefts} & {"no", "any"} or not (kids(token, "det") or kids(token.head, "neg")):
        return None
    if any(c.lower_ == "any" for c in token.lefts) and not kids(token.head, "neg"):
        return None
    among = [p for node in (token, token.head) for p in kids(node, "prep") if p.lower_ in {"among", "of", "from"}]
    harmed = [o for p in among for o in kids(p, "pobj") if numeric(o)]
    return Hit(token, trigger, trigger.measure, "negated", harmed) if harmed else None


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
    return (
        Hit(token, trigger, trigger.measure, "passive" if passive else "active", harmed, weak=True)
        if harmed
        else None
    )


def limb(token: Token, trigger: Trigger) -> Hit | None:
    """ "breaking her hip", "his leg was broken": the owner of the limb."""
    if token.tag_[:2] != "VB":
        return None
    owner = owner_of(kids(token, "dobj", "nsubjpass"))
    harmed = own_limb(token) or ([owner] if owner is not None else []) or _had_broken(token)
    return Hit(token, trigger, trigger.measure, "possessor", harmed) if harmed else None


def ablaze(token: Token, trigger: Trigger) -> Hit | None:
    """ "a man was set on fire", "set his neighbour ablaze"."""
    worn = nouns.blew(token, triggers()["detonated"])
    if worn is not None:
        return worn  # "set off their vests"
    after = {t.lower_ for t in token.subtree if t.i > token.i}
    if token.tag_[:2] != "VB" or not after & {"fire", "ablaze", "alight"}:
        return None
    objects = kids(token, "dobj") or [s for c in kids(token, "ccomp", "xcomp") for s in kids(c, "nsubj")]
    people = words("groups", "people") | _SELF | {"him", "her"}
    harmed = [h for h in objects or (subject_of(token) if is_passive(token) else []) if h.lower_ in people]
    return Hit(token, trigger, trigger.measure, "active" if objects else "passive", harmed) if harmed else None


def suicide(token: Token, trigger: Trigger) -> Hit | None:
    """ "committed suicide", "died by suicide": the subject's own death."""
    verb = token.head if token.dep_ == "dobj" else token.head.head
    if token.dep_ not in {"dobj", "pobj"} or verb.lower_ not in {"commit", "commits", "committed", "committing"}:
        return None
    harmed = [s for s in subject_of(verb) if person_like(s)]
    return Hit(verb, trigger, trigger.measure, "own_life", harmed) if harmed else None


def turned(token: Token, trigger: Trigger) -> Hit | None:
    """ "turned the gun on himself": the attacker's own death."""
    if token.tag_[:2] != "VB" or not any(o.lower_ in _ARMS for o in kids(token, "dobj")):
        return None
    inside = [t for t in token.subtree if t.lower_ in _SELF and t.i > token.i]
    return Hit(token, trigger, trigger.measure, "turned", inside[:1]) if inside else None
