"""Who says it: the reporting verb above a trigger, "according to", the parenthesis, the chain of carriers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.asides import (
    according,
    accounted,
    after_semicolon,
    before_colon,
    believed,
    cited,
    held,
    loose_according,
    loose_account,
    parenthetical,
    said_before,
    set_off,
    trailing,
)
from cenotaph.extract.called_false import called_false
from cenotaph.extract.convictions import convinced
from cenotaph.extract.cues import owner, subject
from cenotaph.extract.holders import (
    answering,
    apposed,
    counted_by,
    given_by,
    holds,
    pointed_back,
    pronounced_by,
    read_out,
)
from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.telling import (
    QUOTED,
    STATES,
    Attribution,
    negated,
    pronounced,
    reporting_stance,
    reporting_verbs,
    speaks,
    voices_at,
)
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Attribution", "attribute", "reporting_stance", "reporting_verbs", "speaks"]

_CONTENT = {"ccomp", "xcomp", "pcomp", "parataxis", "acl", "oprd"}
_OBJECT = {"dobj", "prep", "attr", "nsubjpass"}
_DEATHS = {"dead", "deaths", "fatalities", "injuries", "casualties", "losses"}
_TELLS_OF = {"told", "tell", "tells", "telling"}
_SPEAKS_OF = {"speak", "speaks", "spoke", "spoken", "speaking"}


def attribute(token: Token, memory: Memory, base: int) -> Attribution:
    """The attribution of the statement around ``token``; ``base`` is the segment's offset in the report."""
    out = Attribution()
    sources: list[Voice] = []
    node = token
    aside = False  # beyond a relative clause that somebody else speaks
    for _ in range(40):
        parenthetical(node, token, memory, base, out, sources)
        according(node, memory, base, out, sources)
        accounted(node, memory, base, out, sources)
        held(node, memory, base, out, sources)
        convinced(node, memory, base, out, sources)
        counted_by(node, memory, base, out, sources)
        believed(node, memory, base, out, sources)
        parent = node.head
        if parent == node:
            break
        if sources and _apart(node, parent):
            break  # "..., the government says; the opposition says 45"
        if node.i < parent.i and parent.lower_ not in reporting_verbs() and _apart(node, parent):
            break  # "government figures show 300; the opposition's list has 412"
        aside = aside or (bool(sources) and node.dep_ == "relcl")
        if aside and reporting_stance(parent.lower_) is Stance.DENIES:
            break  # "deny shelling a village in which the council says a woman was killed"
        if _carries(node, parent):
            out.verbs.append(parent)
            if parent.tag_[:2] == "VB":
                _take_stance(parent, out)
                told = voices_at(parent, memory, base, out)
                if reporting_stance(parent.lower_) is Stance.DENIES and told:
                    sources = []  # who denies "an opposition claim that" speaks, not the opposition
                sources.extend(told)
            else:
                whose = owner(parent) or _issuer(parent) or (subject(parent.head) if _claims(parent) else None)
                voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
                sources.extend([voice] if voice else [])
        elif _with_that(node) and not sources:
            papers = [c for c in parent.children if c.dep_ == "dobj" and parent.i < c.i < node.i]
            if papers and papers[0].lower_ in words("reporting", "nouns", "statement"):
                whose = owner(papers[0]) or _issuer(papers[0])  # "withdrew his word of Friday that 45 had died"
                voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
                sources.extend([voice] if voice else [])
        node = parent
    _modality(token, out)
    if out.stance is Stance.ASSERTS and called_false(token):
        out.stance = Stance.DENIES
        if out.verbs and out.verbs[0].dep_ == "acl":
            del sources[:1]  # "*posts* claiming that ten had died are false": whoever calls them so speaks
    sources = holds(token, memory, base, out, sources)
    if not sources:
        pronounced_by(token, memory, base, out, sources)
    if not sources:
        apposed(token, memory, base, out, sources)
    if not sources:
        given_by(token, memory, base, out, sources)
    if not sources:
        read_out(token, memory, base, out, sources)
    if not sources:
        trailing(token, memory, base, out, sources)
    if not sources:
        loose_according(token, memory, base, out, sources)
    if not sources:
        loose_account(token, memory, base, out, sources)
    if not sources:
        set_off(token, memory, base, out, sources)
    if not sources:
        said_before(token, memory, base, out, sources)
    for look in (answering, before_colon, after_semicolon, pointed_back):
        if not sources:
            look(token, memory, base, out, sources)
    if len(sources) > 1 and _document(sources[0]):
        del sources[0]  # "its own investigation, the coalition said, had found"
    if sources:
        sources = cited(token, memory, base, sources)
        _settle_revision(token, out)
        out.speaker = sources[0]
        seen = {out.speaker.name}
        for voice in reversed(sources[1:]):
            if voice.name not in seen:
                seen.add(voice.name)
                out.via.append(voice)
    return out


def _settle_revision(token: Token, out: Attribution) -> None:
    """Which number a revision gives: not that of "lifted the figure of 205: 232 are dead", but the next; the new
    one of "correcting a first count of 40, the coroner said 36 had died"."""
    revising = words("reporting", "revising", "verbs")
    for verb in token.sent:
        if verb.lower_ not in revising or verb.tag_[:2] != "VB" or any(c.lower_ == "to" for c in verb.children):
            continue
        old = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ in words("reporting", "placed", "nouns")]
        if not old:
            continue
        rule = f"attribution.verb:{verb.lower_}"
        after = token.i > old[-1].right_edge.i
        parted = any(t.text in {":", ","} for t in token.doc[old[-1].i : token.i])
        if not after:
            out.rules = [given for given in out.rules if given != rule]
        elif parted and rule not in out.rules and (verb.tag_ == "VBG" or any(t.text == ":" for t in token.sent)):
            out.rules.append(rule)


def _issuer(paper: Token) -> Token | None:
    """ "*Prosecutors* withdrew an earlier statement that": who issues or takes back a paper has written it."""
    verb = paper.head
    own = paper.dep_ in {"dobj", "pobj"} and any(
        v.lower_ in words("reporting", "issuing", "verbs") for v in (verb, verb.head)
    )
    return subject(verb if paper.dep_ == "dobj" else verb.head) if own else None


def _take_stance(verb: Token, out: Attribution) -> None:
    """Denials, and refusals to say ("declined to say how many", "would not give a number")."""
    declines = words("reporting", "declines", "verbs")
    if reporting_stance(verb.lower_) is Stance.DENIES:
        neither = verb.i > 0 and verb.nbor(-1).lower_ == "nor"  # "would neither confirm *nor deny* that"
        out.stance = Stance.DECLINES_TO_SAY if neither else Stance.DENIES
    elif verb.lower_ in declines or (verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lower_ in declines):
        out.stance = Stance.DECLINES_TO_SAY
    elif negated(verb) and verb.lower_ in words("reporting", "withheld", "verbs"):
        unable = any(c.dep_ == "aux" and c.lower_ in {"could", "can"} for c in verb.children) or verb.lower_ in {
            "know",
            "known",
        }
        out.stance = Stance.REPORTS_UNKNOWN if unable else Stance.DECLINES_TO_SAY


def _carries(node: Token, parent: Token) -> bool:
    """Whether ``node`` is content that the reporting word ``parent`` hands on."""
    lower = parent.lower_
    if parent.tag_[:2] == "VB" and lower in words("reporting", "with_that", "verbs"):
        return node.dep_ == "ccomp" and parent.i < node.i and _with_that(node)
    if parent.tag_[:2] == "VB" and lower in words("reporting", "changing", "verbs"):
        return any(  # "cut its count of the dead to 12"
            c.dep_ == "dobj" and c.lower_ in words("reporting", "placed", "nouns") for c in parent.children
        )
    if node.dep_ == "nsubjpass" and lower in words("reporting", "made_known", "verbs"):
        figure = node.lower_ in words("reporting", "nouns", "tallies") | words("reporting", "placed", "nouns")
        if figure and any(c.dep_ == "agent" for c in parent.children):
            return True  # "*a toll of 13* was given by the prefect"
    has_given = lower == "given" and any(c.lower_ in {"has", "have", "had"} for c in parent.lefts)
    if parent.tag_[:2] == "VB" and (lower in reporting_verbs() or has_given):
        if pronounced(parent) or _infinitive(parent) or _across_semicolon(node, parent) or _goes_on(parent):
            return False
        beside = node.dep_ == "conj" and node.lower_ in STATES | words("reporting", "placed", "nouns")
        if beside and lower in {"put", "puts"} | words("reporting", "revising", "verbs"):
            return True  # "put the dead at 28 and the wounded at 30", "and the number of wounded at 30"
        if node.dep_ == "conj" and node.lower_ in STATES and any(c.lower_ in _DEATHS for c in parent.children):
            return True  # "has recorded 75 deaths and 323 wounded"
        if node.dep_ == "dative" and node.like_num and lower in words("reporting", "giving", "verbs"):
            return True  # "had given *25* dead, six missing"
        if node.dep_ == "conj" and node.lower_ in STATES and _counts_harmed(parent):
            return True  # "verified 52 civilians killed and 169 injured"
        if (
            node.dep_ == "conj"
            and lower in words("reporting", "asserts", "verbs")
            and lower not in words("reporting", "not_by_object", "verbs")
        ):  # "said 12 soldiers were killed and 30 attackers died"
            told = [c for c in parent.children if c.dep_ == "ccomp" and parent.i < c.i < node.i]
            return bool(told) and any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
        if node.dep_ == "ccomp" and node.i < parent.i and _figure_of_its_own(parent):
            return False  # "seven police dead, the rebels claim 20"
        if node.dep_ in _CONTENT:
            return node.dep_ != "acl"
        if (
            node.dep_ == "advcl"
            and node.lower_ in STATES
            and any(parent.i < c.i < node.i and c.dep_ in {"dobj", "dative"} for c in parent.children)
        ):
            return True  # "reported one serviceman dead", "gave 43 killed"
        if node.dep_ == "advcl" and node.i > parent.i and _with_that(node):
            return True  # "repeated on Monday only that 410 bodies had been found"
        if node.dep_ == "advcl" and node.tag_ == "JJ" and node.i > parent.i:
            return lower in _SPEAKS_OF
        if node.dep_ == "advcl" and lower in _SPEAKS_OF and node.i > parent.i and parent.nbor().lower_ == "of":
            return True
        if node.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"while", "but"} for c in node.children):
            return any(c.dep_ == "ccomp" for c in parent.children)
        if (
            node.dep_ == "advcl"
            and node.i > parent.i
            and node.tag_ == "VBG"
            and any(c.dep_ == "ccomp" for c in parent.children)
        ):
            return True
        if node.lower_ in STATES and node.i > parent.i and any(c.dep_ == "nummod" for c in node.children):
            return node.dep_ in {"advmod", "npadvmod", "acomp", "dobj", "dep"}  # "reported 27 dead on Sunday"
        if node.dep_ == "prep" and node.lower_ == "of" and lower in _TELLS_OF:
            return True  # "had told him *of 25 people* slaughtered"
        if node.dep_ == "prep" and node.lower_ == "as" and lower in QUOTED:
            return True  # "quoted an officer as saying"
        if node.dep_ == "prep" and node.lower_ == "in" and any(_carries_clause(c) for c in node.children):
            return True  # "said in a statement that"
        if node.dep_ == "agent" and lower in words("reporting", "said_of", "verbs"):
            return True  # "was accused by villagers of killing", with "of" hung on the villagers
        if node.dep_ == "prep" and node.lower_ == "as" and lower in words("reporting", "giving", "verbs"):
            return any(
                c.lower_ in words("reporting", "placed", "nouns") for c in parent.children
            )  # "gave the dead as 9"
        if node.dep_ in _OBJECT:
            if lower in {"put", "puts"} | words("reporting", "revising", "verbs"):
                placed = {node.lower_, *(c.lower_ for c in node.children if c.dep_ == "conj")}
                return bool(placed & words("reporting", "placed", "nouns")) or node.dep_ == "prep"
            if node.dep_ == "dobj" and node.like_num and lower in words("triggers_light", "figure_verbs"):
                return True  # "the rebels claim 20"
            if node.lower_ == "for" and lower.startswith("blam"):
                return True  # "blame the group for the deaths of nine"
            if node.lower_ == "of" and lower in words("reporting", "said_of", "verbs"):
                return True  # "was accused by villagers of killing"
            if lower in words("reporting", "giving", "verbs") and node.dep_ == "dobj":
                counted = any(c.dep_ == "nummod" for c in node.children)
                return node.like_num or counted or node.lower_ in words("reporting", "placed", "nouns")
            if lower in {"claim", "claims", "claimed", "show", "shows", "showed", "give", "gives", "gave"} and (
                any(c.lower_ in STATES for c in node.children) or node.lower_ in _DEATHS
            ):
                return True  # "claimed 20 policemen killed", "figures show 300 deaths"
            if node.dep_ == "prep" and node.lower_ not in {"of", "about", "for", "as"}:
                return False
            if node.dep_ == "nsubjpass":
                return lower in words("reporting", "made_known", "verbs") and any(
                    c.dep_ == "agent" for c in parent.children
                )  # "sixteen deaths were confirmed by the ministry"
            return lower not in words("reporting", "not_by_object", "verbs")
        return bool(node.dep_ == "pobj")
    if node.dep_ in {"xcomp", "acl", "relcl"} and _claims(parent):
        return True
    if lower in words("reporting", "nouns", "statement") and node.dep_ in {"acl", "ccomp", "relcl"}:
        return node.tag_[:2] == "VB" and _with_that(node)
    return lower in {"calling", "called"} and node.dep_ in {"oprd", "ccomp", "dobj"}


def _claims(word: Token) -> bool:
    """ "The rebels shelled the base *and claim* to have killed 11": a verb that the tagger takes for a noun."""
    joined = word.dep_ == "conj" and word.head.tag_[:2] == "VB" and not word.n_lefts
    claims = word.lower_ in {"claim", "claims"} and word.i + 1 < len(word.doc)
    return joined and claims and word.nbor().lower_ == "to"


def _counts_harmed(verb: Token) -> bool:
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return any(
        o.like_num or any(g.lower_ in STATES and g.dep_ in {"acl", "amod"} for g in o.children) for o in objects
    )


def _figure_of_its_own(verb: Token) -> bool:
    """Whether a verb of saying has a number of people as its object."""
    taken = {"dobj", "npadvmod", "nsubj", "attr"}  # "the office *said ten*", however the parser takes it
    objects = [c for c in verb.children if c.i > verb.i and (c.dep_ == "dobj" or (c.dep_ in taken and c.like_num))]
    return any(o.like_num or any(g.dep_ == "nummod" for g in o.children) for o in objects)


def _with_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _carries_clause(noun: Token) -> bool:
    return noun.lower_ in words("reporting", "nouns", "statement") and any(
        c.dep_ in {"acl", "ccomp", "relcl"}
        and any(m.dep_ == "mark" and m.lower_ == "that" for said in (c, *c.children) for m in said.children)
        for c in noun.children  # "in a statement *made available to us that*"
    )


def _infinitive(verb: Token) -> bool:
    """ "to record the death": an aim, not a report, unless somebody declined or was able to say it."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return (
        to
        and verb.head.lower_ not in words("reporting", "declines", "verbs")
        and verb.head.lower_ not in {"able", "unable", "quoted", "appeared", "went", "goes", "said", "understood"}
    )


def _goes_on(verb: Token) -> bool:
    """ "Rescuers *continue to search* as the toll climbed to 94": does something still, and tells of nothing."""
    return verb.lower_.startswith("continu") and any(c.dep_ == "xcomp" for c in verb.children)


def _across_semicolon(node: Token, verb: Token) -> bool:
    if node.i > verb.i:
        return False
    between = node.doc[node.i : verb.i]
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "more":
        return True  # "quake kills 14; governor fears more"
    return any(t.text == ";" for t in between) and any(
        c.dep_ in {"ccomp", "dobj"} and c.i > verb.i for c in verb.children
    )


def _modality(token: Token, out: Attribution) -> None:
    """ "reportedly", "allegedly", "believed dead" in the clause of the trigger."""
    hearsay = words("reporting", "hearsay", "adverbs")
    alleged = words("reporting", "hearsay", "alleged")
    probable = words("reporting", "hearsay", "probable")
    node = token
    for _ in range(4):
        near = [c for c in node.children if c.dep_ in {"advmod", "amod"}]
        if any(c.lower_ in hearsay for c in near):
            out.modality = Modality.HEARSAY
        if any(c.lower_ in alleged for c in near):
            out.modality = Modality.ALLEGED
        parent = node.head
        if parent == node or (parent.tag_[:2] == "VB" and parent in out.verbs and parent.lower_ != "reported"):
            break
        if parent.lower_ in probable and node.dep_ in {"xcomp", "oprd", "ccomp", "acomp"} and parent.tag_ == "VBN":
            out.modality = Modality.PROBABLE
        if parent.lower_ == "reported" and node.dep_ in {"oprd", "xcomp"} and parent.tag_ == "VBN":
            out.modality = Modality.HEARSAY
        if node.dep_ not in {"conj", "xcomp", "oprd", "advcl", "acl", "acomp"}:
            break
        node = parent


def _document(voice: Voice) -> bool:
    """ "Its earlier notice": a paper that has found no author; not "early reports"."""
    last = voice.name.lower().split()[-1]
    unknown = voice.kind is ActorKind.UNKNOWN or (voice.kind is ActorKind.ANONYMOUS and last[-1] != "s")
    return unknown and last != "report" and last in words("reporting", "nouns", "statement")


def _apart(node: Token, parent: Token) -> bool:
    return any(t.text == ";" for t in _between(node, parent))


def _between(one: Token, other: Token) -> Span:
    return one.doc[min(one.i, other.i) : max(one.i, other.i)]
