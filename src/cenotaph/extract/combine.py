"""Hits that belong together: "killed or wounded" is one disjunctive hit, "shot and killed" one death."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cenotaph.extract.both_states import join_states
from cenotaph.extract.harm_denied import same_nobody
from cenotaph.extract.hits import Hit, kids
from cenotaph.extract.lexicon import words
from cenotaph.extract.persons import person_like
from cenotaph.extract.phrases import end_of, of_object, text_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["combine"]

_ACTS = {"shooting", "shootings", "stabbing", "stabbings", "beating"}
_MURDER = re.compile(
    r"\b(?:with|of|to|for|in) (?!attempted)(?:[\w-]+ ){0,2}(?<!attempted )(?:murders?|manslaughter|homicide)\b",
    re.IGNORECASE,
)
_MORTALLY = {"fatally", "mortally"}
_TO_DEATH = {"dead", "death"} | _MORTALLY
# "burnt *beyond recognition*", "slashed *the throats* of two"
_ENDS = re.compile(
    r"^\s+(?:\w+\s+)?(?:beyond\s+(?:all\s+)?recognition|to\s+(?:ash(?:es)?|cinders|an?\s+(?:cinder|crisp)))\b",
    re.IGNORECASE,
)
_SHOOTS = {"shot", "shoot", "shoots", "shooting"}
# "shot 87 men *in groups*", "shot 40 prisoners *one by one* at the edge of a quarry"
_EXECUTED = re.compile(
    r"^[^.;:]{0,70}?\b(?:in\s+(?:(?:small|large)\s+)?(?:groups|batches|pairs|rows|lines|twos|threes|fours|fives|tens|turn|cold\s+blood)\b"
    r"|one\s+(?:by\s+one|after\s+(?:the\s+other|another))\b|two\s+by\s+two\b|execution-style\b"
    r"|(?:in|as\s+an?)\s+(?:reprisal|retribution)s?\b|(?:against|before)\s+(?:an?|the)\s+(?:\w+\s+)?wall\b"
    r"|(?:with|after\s+(?:tying|binding))\s+(?:their\s+)?(?:hands|wrists|arms|eyes)\b"
    r"|(?:over|into|beside|above|(?:at|on|along)\s+(?:the\s+)?(?:edge|lip|rim|brink)\s+of)\s+(?:an?|the)\s+(?:\w+\s+)?(?:pit|mass\s+grave|grave|ravine|ditch|trench|quarry|well)\b)",
    re.IGNORECASE,
)
# what is dug up long after: whoever "was shot" beside it died
_DUG_UP = re.compile(r"\bexhum\w+|\bmass\s+graves?\b|\bwar\s+crimes?\b|\bfiring\s+squads?\b", re.IGNORECASE)
_REMAINS = {"body", "bodies", "corpse", "corpses", "remains"}
_PRESUMED = {"presumed", "feared", "believed", "assumed", "thought", "considered"}
_LAST_RITES = {
    "coffin",
    "coffins",
    "casket",
    "funeral",
    "funerals",
    "burial",
    "wake",
    "hearse",
    "cortege",
    "grave",
    "memorial",
}
_SHOWN = {"hand", "hands", "portrait", "portraits", "photo", "photograph", "picture", "poster", "image", "face"}
_BURIES = {"bury", "buries", "buried", "burying", "mourn", "mourns", "mourned", "mourning"}


def combine(hits: list[Hit]) -> list[Hit]:
    """``hits`` of one sentence with coordinated twins merged and deaths by a weak verb recognised."""
    for hit in hits:
        mortal = hit.measure is Measure.INJURED and _mortally(hit.token)
        remains = hit.harmed and all(h.lower_ in _REMAINS for h in hit.harmed)  # "six bodies were burnt to ashes"
        if mortal or (hit.trigger.weak and not remains and _fatal(hit.token)):
            hit.measure = Measure.KILLED
    for hit in hits:
        _the_one_shown(hit)
    hits = _killing_them(join_states(hits))
    hits = [h for h in hits if not (_only_manner(h, hits) or _only_presumed(h, hits) or _of_a_listed(h, hits))]
    out: list[Hit] = []
    for hit in hits:
        twin = next((o for o in out if _together(o, hit)), None)
        if twin is None:
            out.append(hit)
        else:
            _absorb(twin, hit)
    return out


def _killing_them(hits: list[Hit]) -> list[Hit]:
    """ "shot the guard, *killing him* instantly": one death, of whoever was shot."""
    gone: list[Hit] = []
    for hit in hits:
        pronoun = [h.lower_ for h in hit.harmed] in (["him"], ["her"], ["them"])
        if not pronoun or hit.rule != "active" or hit.measure is not Measure.KILLED or hit.token.tag_ != "VBG":
            continue
        hurt = {Measure.INJURED, Measure.KILLED_OR_INJURED}
        above = [h for h in hits if h.token == hit.token.head and h.rule == "active" and h.harmed]
        shot = [h for h in above if h.measure in hurt]
        if shot:
            hit.harmed = shot[-1].harmed
            gone += shot
    return [h for h in hits if h not in gone]


def _the_one_shown(hit: Hit) -> None:
    """ "holds the hand of his daughter, *killed* in", "shows a portrait of her son, *shot* at": whose it is."""
    if len(hit.harmed) != 1 or hit.rule != "passive" or hit.harmed[0].i > hit.token.i - 3:
        return
    head, token = hit.harmed[0], hit.token
    whose = None
    if token.dep_ in {"acl", "relcl"} and head.lower_ in _SHOWN:
        whose = of_object(head)
    elif token.dep_ == "advcl" and token.tag_ == "VBN" and head.dep_ == "nsubj" and token.nbor(-1).text == ",":
        owned = any(c.dep_ == "poss" for c in token.nbor(-2).lefts)
        whose = token.nbor(-2) if owned else None
    if whose is not None and head.i < whose.i < token.i and person_like(whose):
        hit.harmed = [whose]


def _mortally(token: Token) -> bool:
    """ "*fatally* wounded", "the *fatal* shooting of a nurse", "tried for *murder* in the shooting of two"."""
    before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
    if token.lower_ in _ACTS and token.tag_[:2] == "NN" and _MURDER.search(token.sent.text):
        return True
    if token.lower_.endswith(("ing", "ings")) and any(c.lower_ in {"fatal", "deadly"} for c in token.lefts):
        return before != "-"  # not of a "non-fatal" one
    return bool(({c.lower_ for c in token.children} | {before}) & _MORTALLY)


def _found_so(token: Token) -> bool:
    """ "was *found shot* in a car": dead, unless a hospital is named."""
    found = token.dep_ in {"xcomp", "oprd", "ccomp", "acl"} and token.head.lower_ in {"found", "discovered"}
    alive = {
        "hospital",
        "hospitals",
        "wounded",
        "alive",
        "injured",
        "condition",
        "conscious",
        "treated",
        "wounds",
        "wound",
        "expected",
        "survive",
        "survived",
        "recovering",
        "stable",
    }
    return found and not (alive | {"fatally"}) & {t.lower_ for t in token.doc}


def _of_a_listed(hit: Hit, hits: list[Hit]) -> bool:
    """ "The dead included a teacher who was *shot* at the gate": how one of the dead came to die."""
    listed = [one for h in hits if h.rule == "listed" and h.measure is Measure.KILLED for one in h.harmed]
    weak = hit.trigger.weak and hit.measure is Measure.INJURED
    return weak and hit.token.dep_ in {"acl", "relcl"} and hit.token.head in listed


def _only_presumed(hit: Hit, hits: list[Hit]) -> bool:
    """ "60 are missing and *presumed drowned*", "and *feared abducted*": the missing, of whom nobody knows more."""
    token = hit.token
    if hit.measure not in {Measure.KILLED, Measure.DETAINED} or token.i < token.sent.start + 2:
        return False
    before = token.doc[max(token.sent.start, token.i - 5) : token.i]
    lost = [t.i for t in before if t.lower_ in {"missing", "unaccounted", "untraced"}]
    between = before.doc[lost[-1] + 1 : token.i] if lost else before[:0]
    said = {t.lower_ for t in between}
    named = any(h.token.i in lost for h in hits if h is not hit)
    return (
        named
        and bool(said & _PRESUMED)
        and all(t.is_punct or t.tag_[:2] in {"CC", "VB", "RB", "IN", "TO"} for t in between)
    )


def _among_the_dead(token: Token) -> bool:
    """ "The dead included a girl *shot* in her house", which the parse takes for a clause of its own."""
    verb = token.head
    if token.dep_ not in {"ccomp", "xcomp"} or verb.lower_ not in {"include", "includes", "included"}:
        return False
    return any(s.lower_ in {"dead", "victims", "killed", "fatalities", "deaths"} for s in kids(verb, "nsubj"))


def _buried(token: Token) -> bool:
    """ "the coffin of Y, a student *shot* by a sniper", "buried a baker *stabbed* at his door": dead."""
    if token.dep_ not in {"acl", "relcl"}:
        return False
    node = token.head
    for _ in range(6):
        if node.dep_ == "dobj" and node.head.lower_ in _BURIES:
            return True
        if node.lower_ in _LAST_RITES and node.i < token.i:
            return True
        if node.dep_ not in {"appos", "conj", "pobj", "prep", "dep", "poss"} or node.head == node:
            return False
        node = node.head
    return False


def _fatal(token: Token) -> bool:
    if (
        _found_so(token)
        or _buried(token)
        or _among_the_dead(token)
        or _ENDS.match(text_of(token.doc)[end_of(token) : end_of(token) + 40])
    ):
        return True
    if any(c.dep_ == "dobj" and c.lower_ in {"throat", "throats"} for c in token.children):
        return token.lower_.startswith(("slit", "slash", "cut"))
    for child in token.children:
        if child.lower_ in _TO_DEATH:
            return True
        if child.lower_ == "to" and any(g.lower_ == "death" for g in child.children):
            return True
    following = token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]
    reach = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]]
    if any(pair == ("to", "death") for pair in itertools.pairwise(reach)) and not set(
        reach[: reach.index("death")]
    ) & {",", ";", "."}:
        return True
    if token.lower_.startswith("burn") and any(t.lower_ == "alive" for t in following[:1]):
        return True
    if token.lower_ == "shot" and token.tag_ in {"VBN", "VBD"} and _led_off(token):
        return True
    if token.lower_ in _SHOOTS and _executed(token):
        return True
    words_after = [t.lower_ for t in following]
    return (
        (token.lower_ in {"hacked", "mown", "scythed"} and words_after[:1] == ["down"])
        or words_after[:1] == ["dead"]
        or words_after[:2] == ["to", "death"]
        or (token.i > 0 and token.doc[token.i - 1].lower_ in _TO_DEATH)
    )


def _executed(token: Token) -> bool:
    """ "shot 87 men *in groups*": put to death by the manner, or by what the paragraph says was dug up."""
    text = text_of(token.doc)
    if _EXECUTED.match(text[end_of(token) : end_of(token.sent[-1])]):
        return True
    many = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"} and c.tag_ == "NNS"]
    return bool(many) and _DUG_UP.search(text) is not None


def _led_off(token: Token) -> bool:
    """ "were lined up and *shot*": put to death."""
    before = list(token.doc[max(token.sent.start, token.i - 12) : token.i])
    joined = token.dep_ == "conj" and bool(before) and before[-1].lower_ in {"and", "then", ",", "were", "was"}
    node = token
    while joined and node.dep_ == "conj" and node.head != node:
        node = node.head
        if node.lower_ in words("triggers_light", "led_off") and node.tag_ in {"VBN", "VBD"}:
            return True
    return False


def _only_manner(hit: Hit, hits: list[Hit]) -> bool:
    """The "dead" of "shot dead" and the "death" of "to death", which their verb already says."""
    if hit.token.lower_ == "death" and hit.token.i > 0 and hit.token.doc[hit.token.i - 1].lower_ == "to":
        return True
    if hit.token.lower_ == "dead":
        near = [
            o for o in hits if o is not hit and o.measure is Measure.KILLED and abs(o.token.i - hit.token.i) <= 6
        ]
        return any(o.trigger.weak and (hit.token in o.token.children or o.token.i == hit.token.i - 1) for o in near)
    near = [o for o in hits if o.rule == "loses.disjunctive" and 0 < hit.token.i - o.token.i <= 16]
    return any(_told_by(hit.token, o) for o in near)


def _told_by(state: Token, lost: Hit) -> bool:
    """The "killed and wounded" of "lost 300 men, killed and wounded", which say how they were lost."""
    return state.lower_ in {"killed", "dead", "wounded", "injured"} and 0 < state.i - lost.harmed[-1].i <= 7


def _coordinated(a: Token, b: Token) -> bool:
    node = b
    for _ in range(3):
        if node.dep_ == "conj" and node.head != node:
            node = node.head
            if node.i == a.i:
                return True
        else:
            break
    between = a.doc[a.i + 1 : b.i]
    return 0 < len(between) <= 2 and all(t.lower_ in {"and", "or", "/", ",", "either"} for t in between)


def _together(a: Hit, b: Hit) -> bool:
    if not _coordinated(a.token, b.token) or _not_the_other(a.token, b.token):
        return False
    if a.rule == "active" and a.harmed and any(c.dep_ == "auxpass" for c in b.token.children):
        return False  # "stabbed two people and was shot dead"
    if "toll" in {a.trigger.frame, b.trigger.frame}:
        return False  # "dozens hurt, toll to rise"
    if a.number is not None and b.number is not None and a.number != b.number:
        return False  # "2 KIA and 7 WIA"
    heads_a, heads_b = {t.i for t in a.harmed}, {t.i for t in b.harmed}
    if heads_a and heads_b and heads_a != heads_b and not same_nobody(a.token, b.token):
        return False
    between = a.token.doc[a.token.i + 1 : b.token.i]
    if b.trigger.frame == "intransitive" and not heads_b and any(t.lower_ in {"one", "another"} for t in between):
        return False  # "four were shot and one of them, a girl of 15, died"
    pair = {a.measure, b.measure}
    if a.measure == b.measure:
        return True
    if (own := _own_number(a.token, b.token)) is not None:
        b.harmed = [own]
        return False
    return pair == {Measure.KILLED, Measure.INJURED}


def _own_number(a: Token, b: Token) -> Token | None:
    """ "100 dead and *4,000* hurt", "six lost their lives and *as many* sustained injuries", "one was killed and
    *another* badly hurt": the second word's own number behind the joint."""
    joint = next((t.i for t in a.doc[a.i + 1 : b.i] if t.lower_ in {"and", "&"}), None)
    between = a.doc[joint + 1 : b.i] if joint is not None else a.doc[0:0]
    after = [t for t in b.doc[b.i + 1 : min(b.i + 4, b.sent.end)] if t.like_num]
    if b.lower_ in {"wounds", "injures"} and after:
        its_own = after[0].head in (b, *b.lefts, *b.rights, *after)
        about = after[0].head == a and b.nbor().lower_ in {"around", "about", "nearly", "over", after[0].lower_}
        if its_own or about:
            return after[0]  # "kills 41 and *wounds around 60*", its verb taken for a noun
    if b.lower_ in {"kia", "wia"} or any(t.tag_ in {"VBD", "VBZ"} and t.dep_ != "amod" for t in between):
        return None
    for t in between:
        as_many = t.lower_ == "many" and t.i > between.start and t.nbor(-1).lower_ == "as"
        if t.like_num or t.lower_ in {"another", "others"} or as_many:
            return t
    return None


def _not_the_other(a: Token, b: Token) -> bool:
    """ "about 200 were killed *and not wounded*": one of the two alone."""
    return [t.lower_ for t in a.doc[a.i + 1 : b.i] if t.text != ","] in (["and", "not"], ["not"], ["but", "not"])


def _then_died(a: Token, b: Token) -> bool:
    """ "collapsed *and died*", "had injuries *and died*", "who suffered burns, *died*": one after the other."""
    joint = {t.lower_ for t in a.doc[a.i + 1 : b.i]}
    wounds = a.tag_ == "NNS" and b.tag_ in {"VBD", "VBZ", "VBN"}
    return (
        b.lower_ in {"died", "dies", "succumbed", "perished"}
        and ((a.tag_ == b.tag_ == "VBD" and "and" in joint) or wounds)
        and "or" not in joint
    )


def _in_care(a: Hit, b: Hit) -> bool:
    """ "Two soldiers *being treated* in the clinic *died*"."""
    joint = {t.lower_ for t in a.token.doc[a.token.i + 1 : b.token.i]}
    return a.trigger.frame == "treated" and b.trigger.frame == "intransitive" and "or" not in joint


def _absorb(a: Hit, b: Hit) -> None:
    if not a.harmed:
        a.harmed = b.harmed
    if a.agent is None:
        a.agent = b.agent
    a.weak = a.weak and b.weak  # "shot and wounded": alive
    if a.measure != b.measure:
        not_saved = b.rule == "negated" and b.measure is Measure.KILLED  # "breathed smoke and could not be revived"
        if a.trigger.weak or b.trigger.weak or not_saved or _then_died(a.token, b.token) or _in_care(a, b):
            a.measure = Measure.KILLED
        else:
            a.measure, a.rule = Measure.KILLED_OR_INJURED, f"{a.rule}.disjunctive"
