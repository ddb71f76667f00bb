"""Who is lost: tolls and losses, people mourned, fallen or without a trace, limbs lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.harmed_blows import had_broken
from cenotaph.extract.harmed_wounds import borne
from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.lexicon import Trigger, triggers, words
from cenotaph.extract.people import person_name
from cenotaph.extract.persons import known_person, person_like
from cenotaph.extract.phrases import conjuncts, end_of, far_object, of_object, text_of
from cenotaph.extract.running_totals import running_total
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["coffin", "cost", "fate", "loses", "loss", "lost_part", "mourned", "reached", "toll"]

_RISES = {"rise", "climb", "reach", "pass", "exceed", "top", "grow", "increase", "go", "run", "surpass", "hit"}
_MAY = {"may", "might", "could", "would", "will", "can"}
_DEAR = {"colleague", "colleagues", "comrade", "comrades"}
_OWN = {"his", "her", "their", "my", "our"}  # "lost *his* father"
_ALSO_LEFT = {"partner", "girlfriend", "boyfriend", "baby", "babies", "fiancee", "fiance"}  # lost in other ways too
# "lost 300 men, *killed and wounded*"
_BOTH = re.compile(
    r"^\s*[,(]?\s*(?:in\s+|both\s+|in\s+both\s+)?(?:killed|dead)\s*(?:and|or|,|/)\s*(?:wounded|injured)\b",
    re.IGNORECASE,
)
_TAKES = {"take", "takes", "took", "taken", "taking"}
_OF_THINGS = {
    "material",
    "property",
    "financial",
    "economic",
    "crop",
    "livestock",
    "equipment",
    "job",
    "stock",
    "insured",
}
_PUTS = {"put", "puts", "putting", "places", "placed", "estimates", "estimated", "reckons"}
_LOSE = {"lose", "loses", "lost", "losing", "losses"}


_COUNTS = {"body", "death", "casualty", "fatality", "corpse"}  # "the body count stands at 46"


def toll(token: Token, trigger: Trigger) -> Hit | None:
    """A running total: the first number after it in its clause that follows to, at, of, is, reached, topped."""
    if token.tag_[:2] != "NN":
        return None
    modifiers = {c.lower_ for c in token.lefts}
    if token.lower_ == "losses" and (modifiers & _OF_THINGS or _headed(token)):
        return None
    if token.lower_ == "count" and not modifiers & _COUNTS:
        return None
    hit = Hit(token, trigger, trigger.measure, "toll")
    if token.lower_ == "losses" and any(c.lower_ == "no" for c in token.lefts):
        if any(t.lower_ in words("triggers_light", "no_word") for t in token.doc[token.left_edge.i : token.i]):
            return None  # "*no mention* own losses"
        if not _no_losses(token):
            return None
        hit.harmed, hit.rule = [token], "counted_noun"
        return hit
    if modifiers & {"injured", "wounded", "injury"}:
        hit.measure = Measure.INJURED
    elif modifiers & {"casualty", "casualties"}:
        hit.measure = Measure.KILLED_OR_INJURED
    hit.number = running_total(token)
    if hit.number is not None:
        return hit
    verb = token
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    if verb.tag_ == "VB" and verb.lower_ in _RISES and {c.lower_ for c in kids(verb, "aux")} & _MAY:
        return None  # "the toll could reach the hundreds": it has not
    for node in [token, verb]:
        ups = [c for p in kids(node, "prep") if p.lower_ == "up" for c in kids(p, "prep")]  # "up to 44"
        for prep in [*kids(node, "prep"), *ups]:
            if prep.lower_ in {"to", "at", "of", "in", "into"} and prep.i > token.i:
                for inner in kids(prep, "pobj"):
                    figures = inner.lower_ in words("groups", "in_figures")
                    if figures or (numeric(inner) and prep.lower_ not in {"in", "into"}):
                        if _of_other_harm(inner, hit):
                            return None
                        hit.number = inner
                        return hit
        for inner in kids(node, "attr", "dobj", "npadvmod", "acomp", "appos"):
            if inner != token and inner.i > token.i and numeric(inner):
                hit.number = inner
                return hit
    return None if _to_come(token, verb) else hit


def _to_come(total: Token, verb: Token) -> bool:
    """ "The toll *is expected to rise* as 30 are missing": the number behind is another's."""
    ahead = kids(verb, "xcomp") + [c for a in kids(verb, "acomp") for c in kids(a, "xcomp")]
    return verb.i > total.i and any(
        c.tag_ == "VB" and c.lower_ in _RISES and kids(c, "aux") and not kids(c, "dobj", "prep") for c in ahead
    )


def _of_other_harm(number: Token, hit: Hit) -> bool:
    """ "put its losses at *three wounded*": a number with a word of another harm, which counts it."""
    behind = number.nbor() if number.i + 1 < number.sent.end else None
    own = triggers().get(behind.lower_) if behind is not None else None
    return own is not None and own.measure.counts_people and own.measure is not hit.measure


def _headed(token: Token) -> bool:
    """ "Human losses: 3 *dead*": a heading over numbers that say themselves what they count."""
    rest = [t.lower_ for t in token.doc[token.i + 1 : min(token.sent.end, token.i + 6)]]
    return bool(rest) and rest[0] == ":" and bool(set(rest) & {"dead", "killed", "deaths", "fatalities", "missing"})


def reached(token: Token, trigger: Trigger) -> Hit | None:
    """ "Road *deaths* have reached 212", "the city's murders now stand at 60": a number behind a verb of totals."""
    verb = token.head
    if trigger.frame not in {"deaths", "act", "transitive", "wounds"}:
        return None
    number_of = token.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lower_ in {"number", "total", "count"}
    if number_of and token.tag_ == "NNS" and verb.head.dep_ == "dobj":
        token, verb = verb.head, verb.head.head  # "put *the number of arrests* at 31"
    if (
        token.dep_ == "dobj"
        and verb.lower_ in _PUTS
        and (number_of or (token.tag_ == "NNS" and not numeric(token)))
    ):
        at = [o for t in token.doc[token.i : token.sent.end] if t.lower_ == "at" for o in kids(t, "pobj")]
        number = next((o for o in at if o.like_num or o.tag_ == "CD"), None)  # "puts the deaths since May *at 439*"
        return Hit(token, trigger, trigger.measure, "toll", number=number) if number is not None else None
    if (
        token.tag_ != "NNS"
        or token.dep_ != "nsubj"
        or numeric(token)
        or not (verb.lower_ in words("groups", "reaches") or _is_number(verb))
    ):
        return None
    if {c.lower_ for c in kids(verb, "aux")} & _MAY or any(
        t.lower_ == "from" for t in token.doc[verb.i : token.sent.end]
    ):
        return None  # "rose to 63 from 58": both figures are read together
    objects = [o for o in kids(verb, "dobj", "attr", "npadvmod", "nummod") if o.i > verb.i]
    objects += [o for p in kids(verb, "prep") if p.lower_ in {"at", "to"} for o in kids(p, "pobj")]
    number = next(
        (o for o in objects if o.like_num or o.tag_ == "CD" or o.lower_ in words("groups", "quantity")), None
    )
    return Hit(token, trigger, trigger.measure, "toll", number=number) if number is not None else None


def _is_number(verb: Token) -> bool:
    """ "Casualties since then *are* now at least 331": the verb gives the bare number itself."""
    return verb.lower_ in {"are", "were"} and any(o.like_num and o.tag_ == "CD" for o in kids(verb, "attr"))


def _no_losses(token: Token) -> bool:
    """ "suffered no losses", "no losses on our side": of an army, not of a company."""
    said = {t.lower_ for t in token.subtree} | {s.lower_ for s in subject_of(token.head)}
    sides = (
        words("triggers_light", "losers")
        | words("triggers_light", "shooters")
        | words("groups", "collective")
        | words("groups", "people")
        | {
            "own",
            "side",
            "ranks",
            "government",
            "ministry",
            "contingent",
            "garrison",
            "mission",
            "peacekeepers",
            "ours",
        }
    )
    return bool(said & sides)


def loss(token: Token, trigger: Trigger) -> Hit | None:
    """ "acknowledged the loss *of six*"; "loss of life stands at 17" is a total."""
    if token.lower_ == "cost" and token.tag_[:2] == "VB":
        return cost(token, trigger)
    inner = of_object(token) or far_object(token)
    if inner is not None and inner.lower_ in {"life", "lives"} and token.lower_ == "loss":
        if any(c.lower_ in {"no", "zero"} for c in token.lefts):
            return Hit(token, trigger, trigger.measure, "counted_noun", [token])  # "There was *no loss of life*."
        total = toll(token, trigger)
        return total if total is not None and total.number is not None else None
    if inner is not None and inner.lower_ in {"own", "ours", "theirs"}:
        inner = None  # "for *no loss of its own*"
    if (
        inner is None
        and token.lower_ in {"loss", "harm"}
        and any(c.lower_ == "no" for c in token.lefts)
        and _no_losses(token)
    ):
        return Hit(token, trigger, trigger.measure, "counted_noun", [token])
    if inner is None and token.tag_ == "NNS" and kids(token, "nummod"):
        return Hit(token, trigger, trigger.measure, "counted_noun", [token])  # "*112* enforced disappearances"
    if inner is None or not person_like(inner):
        return None
    if token.lower_ == "cost" and not (token.dep_ == "pobj" and token.head.lower_ in {"at", "for"}):
        return None  # "the cost of two nurses"
    if trigger.measure is Measure.KILLED and (name := _bereft_of(inner)) is not None:
        return Hit(token, trigger, trigger.measure, "of", [name])
    with_loss = token.head.lower_ == "with" and known_person(inner)  # "with the loss of the driver and two men"
    vague = any(
        c.lower_ in {"some", "several", "many"} for c in inner.lefts
    )  # "the loss of some gallant personnel"
    if not numeric(inner) and not vague and not (with_loss and trigger.measure is Measure.KILLED):
        return None
    return Hit(token, trigger, trigger.measure, "of", [inner])


def _bereft_of(inner: Token) -> Token | None:
    """ "saddened to hear of the loss of *A B*", "the loss of our colleagues *C D* and E F": the name."""
    if not {t.lower_ for t in inner.sent} & words("triggers_light", "grief"):
        return None
    last = inner
    if inner.tag_ == "NNS" and known_person(inner):
        while last.i + 1 < inner.sent.end and last.nbor().tag_ == "NNP":
            last = last.nbor()
    return last if person_name(last) is not None else None


def coffin(token: Token, trigger: Trigger) -> Hit | None:
    """ "the coffins *of seven soldiers*", "the funeral of three schoolgirls", "the coffin of *Patrolman A B*"."""
    inner = next((o for p in kids(token, "prep") if p.lower_ in {"of", "for"} for o in kids(p, "pobj")), None)
    if token.tag_[:2] != "NN" or inner is None or not person_like(inner):
        return None
    if inner.tag_ == "NNP":  # of "A B, a student *shot* by a sniper" the shooting tells
        told = any(t.lower_ in triggers() for t in token.sent if t.i > inner.i)
        full = any(c.tag_ == "NNP" for c in kids(inner, "compound"))
        several = token.lower_ in {"coffins", "caskets", "funerals", "graves"} and any(kids(inner, "conj", "appos"))
        carried = (full or several) and not told and (several or token.lower_ in {"coffin", "casket", "hearse"})
    else:
        carried = numeric(inner) and inner.tag_ != "JJ"  # not "for the first of them"
    return Hit(token, trigger, trigger.measure, "of", [inner]) if carried else None


_EMPLOYERS = {"club", "team", "side", "party", "company", "firm", "bank", "school", "studio"}


def cost(token: Token, trigger: Trigger) -> Hit | None:
    """ "took the hill at the cost *of eleven men*": people with a number, and nothing that could be bought."""
    if token.tag_[:2] == "VB":  # "the siege *cost the rebels 60 men*"
        if {o.lower_ for o in kids(token, "dative")} & _EMPLOYERS:
            return None  # "cost the club two players"
        objects = [o for o in kids(token, "dobj") if known_person(of_object(o) or o)]
        objects = [o for o in objects if any(numeric(one) for one in conjuncts(o))]
        return Hit(token, trigger, trigger.measure, "loses", objects) if objects else None
    inner = of_object(token)
    if token.head.lower_ != "at" or inner is None or not (numeric(inner) and known_person(inner)):
        return None
    return Hit(token, trigger, trigger.measure, "of", [inner])


def mourned(token: Token, trigger: Trigger) -> Hit | None:
    """ "a day of mourning *for 38 children*": people with a number."""
    for prep in kids(token, "prep"):
        if prep.lower_ == "for":
            inner = [o for o in kids(prep, "pobj") if numeric(o) and person_like(o)]
            return Hit(token, trigger, trigger.measure, "of", inner) if inner else None
    return None


def fate(token: Token, trigger: Trigger) -> Hit | None:
    """ "The fate of *eight sailors* is unknown", "no trace of the four climbers"."""
    inner = of_object(token)
    near = {t.lower_ for t in token.sent}
    opened = bool(near & words("triggers_light", "unknown_fate", "open"))
    if near & words("triggers_light", "unknown_fate", "denied"):
        opened = opened or bool(near & words("triggers_light", "unknown_fate", "found"))
    if token.lower_ in {"trace", "sign"}:
        opened = any(c.lower_ == "no" for c in token.lefts)
        inner = inner or next((o for p in kids(token.head, "prep") if (o := _of(p)) is not None), None)
        if opened and inner is not None and known_person(inner) and {c.lower_ for c in inner.lefts} & _REMAINING:
            return Hit(token, trigger, trigger.measure, "of", [inner])
    if inner is None or not numeric(inner) or not person_like(inner) or not opened:
        return None
    return Hit(token, trigger, trigger.measure, "of", [inner])


_REMAINING = {"last", "remaining", "missing", "other", "second", "third", "fourth", "fifth"}


def _of(prep: Token) -> Token | None:
    """ "*Of the remaining six* there is no trace", "no trace was found *of the two boys*"."""
    return next(iter(kids(prep, "pobj")), None) if prep.lower_ == "of" else None


def loses(token: Token, trigger: Trigger) -> Hit | None:
    """ "we lost thirteen men": the object, when it is people with a number."""
    if token.tag_[:2] != "VB":
        return None
    objects = [
        o
        for o in kids(token, "dobj")
        if (_people_noun(o) and (numeric(o) or _few(o))) or _own_people(token, o) or _one_man(o)
    ]
    if not objects:  # "lost *no men*", "lost *nobody*"
        none = [o for o in kids(token, "dobj") if any(c.lower_ == "no" for c in o.lefts) and known_person(o)]
        objects = none or [o for o in kids(token, "dobj") if o.lower_ in {"nobody", "none"}]
    if not objects:
        of = [o for c in kids(token, "advmod") if c.lower_ == "upwards" for o in [of_object(c)] if o is not None]
        objects = [o for o in of if _people_noun(o) and numeric(o)]  # "lost *upwards of 300 men*"
    if not objects and any(c.lower_ in _OWN for o in kids(token, "dobj") for c in kids(o, "poss")):
        objects = [o for o in kids(token, "dobj") if o.lower_ in words("groups", "kin") | _DEAR]
    objects = objects or [o for o in kids(token, "dobj") if _bereaved_of(o)]
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ == "without":
        none = [o for o in kids(token, "dobj") if _one_of_a_side(o)]
        return Hit(token, trigger, trigger.measure, "none_told", none) if none else None
    if not objects:
        return None
    hit = Hit(token, trigger, trigger.measure, "loses", objects)
    last = of_object(objects[-1]) or objects[-1]
    if _BOTH.match(text_of(token.doc)[end_of(last) : token.sent.end_char]):
        hit.measure, hit.rule = Measure.KILLED_OR_INJURED, "loses.disjunctive"
    return hit


def _bereaved_of(lost: Token) -> bool:
    """ "lost *both parents* and a sister", "lost *a brother and two cousins*"."""
    kin = words("groups", "kin") - _ALSO_LEFT
    before = {c.lower_ for c in lost.lefts}
    several = sum(1 for o in conjuncts(lost) if o.lower_ in kin or numeric(o)) > 1
    one = bool(before & {"a", "an", "one"}) and (several or lost.lower_ != "child")
    return lost.lower_ in kin and ("both" in before or one)


def _few(lost: Token) -> bool:
    """ "lost *a few brothers*", "lost several men"."""
    return known_person(lost) and any(c.lower_ in {"few", "several"} for c in lost.lefts)


def _one_man(lost: Token) -> bool:
    """ "lost *a driver* when his ambulance was hit"."""
    if not known_person(lost) or not any(c.lower_ in {"a", "an", "one"} for c in lost.lefts):
        return False
    if {t.lower_ for t in lost.sent} & words("triggers_light", "struck", "when_lost"):
        return True
    ward = {t.lower_ for t in lost.sent} & words("triggers_light", "lost_on_ward")
    if ward and any(s.lower_ in {"we", "they", "doctors", "surgeons", "hospital"} for s in subject_of(lost.head)):
        return True  # "*sad* to say we lost *a little boy*"
    sides = words("triggers_light", "losers") - {"it", "he", "she"}
    side = any(s.lower_ in sides or s.tag_ in {"NNP", "NNPS"} for s in subject_of(lost.head))
    return lost.lower_ in words("triggers_light", "in_arms") and side  # "killed 14 of them and lost *a corporal*"


def _people_noun(lost: Token) -> bool:
    """Whether what was lost is named as people; of a number alone its subject tells ("the list lost four")."""
    noun = of_object(lost) or lost
    return person_like(noun) and not (noun.like_num or noun.tag_ == "CD")


def _own_people(verb: Token, lost: Token) -> bool:
    """ "lost *eight of their own*", "lost two sons", "lost a lot of people", "his clan lost *11*"."""
    inner = of_object(lost)
    if lost.lower_ in {"lot", "number"} and inner is not None:
        return person_like(inner)
    if inner is not None and inner.lower_ in {"own", "them", "its", "theirs", "us", "his"}:
        return numeric(lost)
    closes = lost.right_edge == lost and (
        lost.i + 1 >= len(lost.doc) or lost.nbor().lower_ not in {"percent", "%", "-"}
    )
    bare = (lost.like_num or lost.tag_ == "CD") and closes
    side = any(
        (of_object(s) or s).lower_ in words("triggers_light", "losers") or s.tag_ == "NNPS"
        for s in subject_of(verb)
    )
    return bare and (side or _lost_before(verb))


def _lost_before(verb: Token) -> bool:
    """ "We *lost 31 men* and the Misra lost 25": the same verb with people, before it in the sentence."""
    before = [t for t in verb.doc[verb.sent.start : verb.i] if t.lower_ == verb.lower_]
    return any(person_like(of_object(o) or o) and numeric(o) for t in before for o in kids(t, "dobj"))


def _one_of_a_side(lost: Token) -> bool:
    """ "withdrew without losing *a man*", "*a single fighter*", "*any of their men*"."""
    noun = of_object(lost) or lost
    led = {c.lower_ for c in lost.lefts} | {lost.lower_}
    armed = words("triggers_light", "in_arms") | {"man", "men", "soldiers", "fighters", "troops", "life", "anyone"}
    return noun.lower_ in armed and bool(led & {"a", "single", "any", "one", "anyone"})


def _with_bleeding(part: Token) -> list[Token]:
    """ "A handful sat there *with bleeding heads*", where the parse ties the heads to something else."""
    before, prep = part.doc[part.i - 1], part.doc[part.i - 2]
    if before.lower_ not in words("triggers_light", "breaks") or prep.lower_ != "with":
        return []
    verb = prep.head
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    return [s for s in subject_of(verb) if person_like(s)]


def _read_as_theirs(part: Token) -> Token | None:
    """The two of "one died and *two lost* legs", where the parse takes "lost" for what the legs are."""
    doc, i = part.doc, part.i
    if i - 2 < part.sent.start or doc[i - 1].lower_ not in {"lost", "broke"} or doc[i - 1].dep_ != "amod":
        return None
    before = doc[i - 2]
    opens = i - 3 < part.sent.start or doc[i - 3].lower_ in {"and", ",", ";", ":", "but", "while"}
    return before if opens and before.tag_ == "CD" else None


def lost_part(token: Token, trigger: Trigger) -> Hit | None:
    """ "lost a leg", "suffered a broken arm", "was left with a fractured skull"."""
    if (counted := _read_as_theirs(token)) is not None:
        return Hit(token, trigger, trigger.measure, "lost_part", [counted])
    if had := had_broken(token):
        return Hit(token, trigger, trigger.measure, "lost_part", had)
    bearers = borne(token) if token.dep_ == "pobj" else []
    black = token.lower_ in {"eye", "eyes"}
    broken = any(
        c.lower_ in words("triggers_light", "breaks") or (black and c.lower_ == "black") for c in token.lefts
    )
    if not bearers and token.i > token.sent.start + 1 and (bleeding := _with_bleeding(token)):
        return Hit(token, trigger, trigger.measure, "suffers", bleeding)
    suffers = broken and token.head.lower_ in words("triggers_light", "suffer")
    if broken and bearers:
        return Hit(token, trigger, trigger.measure, "suffers", bearers)
    part = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    if part is not None and part.lower_ in {"part", "parts", "tip", "tips"} and part.dep_ == "dobj":
        lost = part.head.lower_ in _LOSE
        return Hit(token, trigger, trigger.measure, "lost_part", subject_of(part.head)) if lost else None
    whom = kids(token.head, "dative")
    if token.dep_ == "dobj" and whom and token.head.lower_ in words("triggers_light", "costs"):
        return Hit(token, trigger, trigger.measure, "lost_part", whom)  # "cost *five farmers* a leg"
    if token.dep_ == "dobj" and (token.head.lower_ in _LOSE or suffers):
        return Hit(token, trigger, trigger.measure, "lost_part", subject_of(token.head))
    return None
