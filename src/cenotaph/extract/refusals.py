"""What is said instead of a number: "declined to comment", "denies any part", "called the toll false"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cenotaph.extract.hits import kids
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.open_numbers import kept_open
from cenotaph.extract.persons import thing_like
from cenotaph.extract.responsibility import claims_it, openers, own_deed
from cenotaph.extract.subjects import subject_of
from cenotaph.extract.unknowns import openings
from cenotaph.model import Measure, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Refusal", "names_harm", "refusals"]

_UNKNOWN = {"known", "clear", "unknown", "unclear", "uncertain"}
_NONE_HAD = {"comment", "casualties", "deaths", "losses"}  # "had *no losses*" is none, not an open number
_WISHES = {"want", "wish", "wants", "wished"}
_ANSWERS = {"comment", "reply", "response", "answer"}
_SHARES = {"hand", "part", "role", "share"}
_HAVE = {"had", "has", "have", "having"}
_ASKS_OTHERWISE = {"whom", "who", "whose", "why", "where", "when", "which", "what"}
_IN_IT = re.compile(
    r"^(?:[\w-]+ ){0,3}?(?:were|was|are|is|had been|have been) (?:in|on|at) "
    r"(?!hospital|critical|custody|the hospital)"
)
_BE = {"is", "was", "remains", "remained", "are", "were"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A statement that gives no number: the verb that makes it, whose it is, its stance, what it is about,
    the tokens of the statement it rejects, where the sentence has them, and whose number it is, if it says so."""

    verb: Token
    subject: Token | None
    stance: Stance
    measure: Measure
    inside: range = range(0)
    people: Token | None = None

    @property
    def rule(self) -> str:
        """The name of the construction."""
        return "responsibility" if self.stance is Stance.ASSERTS else "refusal"


def refusals(sentence: Span, told: bool) -> list[Refusal]:
    """The refusals and denials of a sentence; ``told`` says whether the report has counted anybody so far."""
    out: list[Refusal] = []
    for token in sentence:
        if token.lower_ not in _openers() or _ended(token):
            continue
        found = (
            _refused(token, told)
            or _silent(token, told)
            or _nothing(token, told)
            or _unaware(token, told)
            or _denied(token, told)
            or _verdict(token, told)
            or _unknown(token, told)
            or _claimed(token, told)
        )
        if found is not None and not any(o.verb.is_ancestor(token) and o.stance is found.stance for o in out):
            out.append(found)
    for opening in openings(sentence, told):
        if not any(o.stance not in {Stance.DENIES, Stance.ASSERTS} for o in out):
            out.append(Refusal(opening.at, opening.subject, opening.stance, opening.measure))
    for at, stance, people in kept_open(sentence, told):
        if not any(o.stance not in {Stance.DENIES, Stance.ASSERTS} for o in out):
            out.append(Refusal(at, None, stance, _measure(at), people=people))
    return out


def _ended(verb: Token) -> bool:
    """ "the ministry, which had not *published* any figures *until then*": it has by now."""
    behind = verb.doc[verb.i : min(verb.i + 7, verb.sent.end)].text.lower()
    return verb.tag_ == "VBN" and re.search(r"\b(?:until|till|up to) (?:then|now)\b", behind) is not None


def names_harm(sentence: Span) -> bool:
    """Whether a sentence says itself of which harm it keeps the number back."""
    words_said = {t.lower_ for t in sentence}
    return bool(words_said & (_list("report", "harm"))) or any(
        (trigger := triggers().get(word)) is not None and not trigger.people and trigger.measure.counts_people
        for word in words_said
    )


def _list(section: str, key: str) -> frozenset[str]:
    return words("refusals", section, key)


@cache
def _openers() -> frozenset[str]:
    """Every word that one of the rules starts from."""
    return (
        _list("refuses", "verbs")
        | _list("gives", "past")
        | _list("gives", "verbs")
        | _list("gives", "nouns")
        | _list("silent", "verbs")
        | _list("silent", "nothing")
        | _list("report", "calls")
        | words("reporting", "denies", "verbs")
        | _WISHES
        | _ANSWERS
        | _SHARES
        | _UNKNOWN
        | _BE
        | {"nothing", "aware", "unaware"}
        | openers()
    )


def _measure(verb: Token) -> Measure:
    """What the sentence asks after: the first word of harm in it, else death."""
    for token in verb.sent:
        trigger = triggers().get(token.lower_)
        following = token.nbor().lower_ if token.i + 1 < verb.sent.end else ""
        if token.lower_ == "taken" and following in words("triggers_light", "taken_alive"):
            return Measure.DETAINED
        if (
            trigger is not None
            and not trigger.weak
            and not trigger.people
            and trigger.measure.counts_people
            and trigger.frame not in {"lives", "lost_part"}
            and trigger.measure is not Measure.BODIES_FOUND
        ):
            return trigger.measure
    return Measure.KILLED


def _refused(verb: Token, told: bool) -> Refusal | None:
    """ "declined to comment", "would not say", "refused to give a figure", "declined comment"."""
    if verb.lower_ in _list("refuses", "verbs") and verb.tag_[:2] == "VB":
        said = next((c for c in kids(verb, "xcomp") if c.lower_ in _list("gives", "verbs")), None)
        if said is None and not any(o.lower_ in _list("gives", "nouns") for o in kids(verb, "dobj")):
            return None
        stance = Stance.DECLINES_TO_SAY
    elif verb.lower_ in _list("gives", "past") and verb.tag_ == "VBN" and kids(verb, "neg"):
        if not any(c.lower_ in {"has", "have", "had"} for c in kids(verb, "aux")):
            return None
        said, stance = verb, Stance.DECLINES_TO_SAY
    elif verb.lower_ in _list("gives", "verbs") and verb.tag_ in {"VB", "VBN"} and kids(verb, "neg"):
        if verb.tag_ == "VBN" and verb.lower_ != "drawn":
            return None
        aux = {c.lower_ for c in kids(verb, "aux")}
        said = verb
        stance = Stance.REPORTS_UNKNOWN if aux & _list("gives", "unable") else Stance.DECLINES_TO_SAY
        if not aux & _list("gives", "refusing_auxiliaries") or verb.lower_ in {"tell", "put"}:
            return None
    else:
        wanting = verb.lower_ in _WISHES and kids(verb, "neg")
        said = (
            next((c for c in kids(verb, "xcomp") if c.lower_ in _list("gives", "verbs")), None) if wanting else None
        )
        if said is None:
            return None
        stance = Stance.DECLINES_TO_SAY
    if not _about_number(said, told) or _habit(verb):
        return None
    subjects = [s for s in _tellers(verb) or subject_of(verb) if not s.like_num]
    return Refusal(verb, subjects[0], stance, _measure(verb)) if subjects else None


def _habit(verb: Token) -> bool:
    """ "does not *normally* comment on such reports": what it always does, and no answer about these dead."""
    return any(c.lower_ in _list("refuses", "by_habit") for c in kids(verb, "advmod", "npadvmod"))


def _tellers(verb: Token) -> list[Token]:
    """ "The military said only fighters were hit *and did not give* figures": who said it has not given them."""
    told = verb.head if verb.dep_ == "conj" and not kids(verb, "nsubj", "nsubjpass") else verb
    above = told.head
    joined = told is not verb and told.dep_ == "ccomp" and above.lower_ in words("reporting", "asserts", "verbs")
    return subject_of(above) if joined else []


def _silent(token: Token, told: bool) -> Refusal | None:
    """ "did not respond to requests for comment". Who could not be reached has refused nothing."""
    contact = _list("silent", "contact")
    if not told or not kids(token, "neg"):
        return None
    named = [o for p in [token, *kids(token, "prep")] for o in kids(p, "pobj", "dobj")]
    if token.lower_ in _list("silent", "verbs") and token.tag_[:2] == "VB":
        if not all(o.lower_ in contact for o in named) or any(
            c.lower_ not in _list("silent", "asked") for c in kids(token, "advcl")
        ):
            return None  # "did not *respond when* residents called for help"
    else:
        return None
    subjects = subject_of(token)
    if not subjects or not _names_somebody(subjects[0]):
        return None
    return Refusal(token, subjects[0], Stance.DECLINES_TO_SAY, _measure(token))


def _names_somebody(token: Token) -> bool:
    """Whether a subject is a pronoun for people or bodies, or a noun that is no comment or number itself."""
    return token.lower_ not in _list("gives", "nouns") and token.tag_ not in {"WDT", "EX", "DT"}


def _unaware(state: Token, told: bool) -> Refusal | None:
    """ "is *not aware* of any injuries", "was *unaware* of deaths"."""
    verb = state.head
    knows = state.lower_ in {"aware", "unaware"} and any(c.lower_ == "of" for c in kids(state, "prep"))
    if not told or not knows:
        return None
    denied = state.lower_ == "unaware" or bool(kids(verb, "neg")) or bool(kids(state, "neg"))
    if not denied or {t.lower_ for t in state.subtree}.isdisjoint(_list("report", "harm")):
        return None
    subjects = subject_of(verb)
    reported = verb.dep_ in {"ccomp", "parataxis"}
    subject = None if reported or not subjects else subjects[0]
    return Refusal(verb, subject, Stance.REPORTS_UNKNOWN, _measure(state)) if subjects else None


def _nothing(noun: Token, told: bool) -> Refusal | None:
    """ "had *no comment*", "no comment from the army", "gave *no figure*", "had *no information* about deaths"."""
    if not told or not any(c.lower_ == "no" for c in noun.lefts):
        return None
    about = {t.lower_ for t in noun.subtree} & _list("report", "harm")
    verb = noun.head
    given = (
        noun.dep_ == "dobj" and noun.lower_ in _list("gives", "nouns") and verb.lower_ in _list("silent", "gave")
    )
    if noun.lower_ in _list("silent", "nothing"):
        if not about or verb.lower_ not in _HAVE:
            return None
        stance = Stance.REPORTS_UNKNOWN
    elif noun.lower_ in _list("gives", "nouns") - _NONE_HAD and about and verb.lower_ in _HAVE:
        stance = Stance.REPORTS_UNKNOWN
    elif noun.lower_ in _ANSWERS or given:
        stance = Stance.DECLINES_TO_SAY
    else:
        return None
    if noun.dep_ == "dobj" and verb.tag_[:2] == "VB":
        subjects = subject_of(verb)
        reported = verb.dep_ in {"ccomp", "parataxis"}  # "said it had no comment": whoever is heard above it
        return Refusal(verb, None if reported else subjects[0], stance, _measure(verb)) if subjects else None
    givers = (noun, verb, *kids(verb, "acomp"))
    giver = [o for t in givers for p in kids(t, "prep") if p.lower_ in {"from", "by"} for o in kids(p, "pobj")]
    if giver:
        return Refusal(noun, giver[0], stance, _measure(noun))
    quoted = any(t.text == '"' for t in noun.doc[max(0, noun.i - 2) : noun.i + 3])
    return Refusal(noun, None, stance, _measure(noun)) if quoted and noun.lower_ == "comment" else None


def _about_number(said: Token | None, told: bool) -> bool:
    """Whether what is refused is a number, or a question left open once somebody was counted."""
    if said is None:
        return told
    objects = kids(said, "dobj", "attr")
    about = [o for p in kids(said, "prep") if p.lower_ in {"on", "about"} for o in kids(p, "pobj")]
    if {t.lower_ for o in about for t in o.subtree} & _list("gives", "not_nouns"):
        return False  # "would not comment on a motive"
    if {t.lower_ for t in said.doc[said.i + 1 : min(said.i + 4, said.sent.end)]} & {
        "whom",
        "who",
        "why",
        "where",
        "when",
    }:
        return False  # "did not say by whom"
    inside = {t.lower_ for o in objects for t in o.subtree}
    if inside & _list("gives", "not_nouns"):
        return False
    if inside & _list("gives", "nouns"):
        return told or bool(inside & _list("report", "harm"))
    if {t.lower_ for t in said.doc[said.i + 1 : min(said.i + 4, said.sent.end)]} & _ASKS_OTHERWISE and not objects:
        return False  # "did not say by whom", "would not say why"
    clause = kids(said, "ccomp", "xcomp", "advcl")
    if clause:
        asked = {t.lower_ for c in clause for t in c.subtree}
        if _of_others(said):
            return False
        harm = bool(asked & (_list("report", "harm") | set(triggers()))) or (told and "among" in asked)
        return (bool({"many", "number"} & asked) and (told or harm)) or (bool({"whether", "if"} & asked) and harm)
    return told and not objects and said.lower_ in _list("gives", "bare")


def _of_others(said: Token) -> bool:
    """ "cannot say *how many attackers* there were", "how many people *were inside*": a number of people who did it
    or were there, or of things."""
    doc, end = said.doc, said.sent.end
    for i in range(said.i + 1, end - 2):
        if doc[i].lower_ == "how" and doc[i + 1].lower_ == "many":
            noun = doc[i + 2]
            after = {t.lower_ for t in doc[i + 3 : end]}
            harmed = after & (_list("report", "harm") | set(triggers()))
            there = after & _list("asks", "present") or _IN_IT.search(doc[i + 2 : end].text)
            return thing_like(noun) or (not harmed and bool(noun.lower_ in words("groups", "attackers") or there))
    return False


def _denied(verb: Token, told: bool) -> Refusal | None:
    """ "denies any part in", "denied carrying out", "rejected the toll", "had nothing to do with it"."""
    if verb.lower_ in _SHARES and any(c.lower_ == "no" for c in verb.lefts):
        return _apart(verb) if told and verb.head.lower_ in _HAVE | {"played"} and verb.dep_ == "dobj" else None
    if verb.lower_ == "nothing" and [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]] == ["to", "do", "with"]:
        return _apart(verb) if told else None
    if verb.lower_ not in words("reporting", "denies", "verbs") or verb.tag_[:2] != "VB" or kids(verb, "neg"):
        return None
    subjects = subject_of(verb)
    if not subjects or kids(verb, "nsubjpass"):
        return None
    if verb.i > 0 and verb.nbor(-1).lower_ == "nor":  # "neither confirmed nor denied"
        return Refusal(verb, subjects[0], Stance.DECLINES_TO_SAY, Measure.INVOLVEMENT) if told else None
    for noun in kids(verb, "dobj"):
        about = {t.lower_ for t in noun.subtree}
        if noun.lower_ in _list("report", "nouns") | _list("part", "nouns") and own_deed(noun):
            return Refusal(verb, subjects[0], Stance.DENIES, Measure.INVOLVEMENT)
        if noun.lower_ in _list("part", "nouns"):
            return Refusal(verb, subjects[0], Stance.DENIES, Measure.INVOLVEMENT) if told else None
        if noun.lower_ in {"version", "account"} and any(o.n_lefts and kids(o, "poss") for o in _of(noun)):
            continue  # "rejected the police *version of his death*": how he died
        if noun.lower_ in _list("report", "nouns"):
            plain = told and noun.lower_ in {"toll", "tolls", "figure", "figures", "number", "count"}
            if about & _list("report", "harm") or plain:
                return Refusal(verb, subjects[0], Stance.DENIES, _measure(verb), _reach(noun))
    if told and [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 6]] == ["having", "anything", "to", "do", "with"]:
        return Refusal(verb, subjects[0], Stance.DENIES, Measure.INVOLVEMENT)
    if own_deed(verb):
        return Refusal(verb, subjects[0], Stance.DENIES, Measure.INVOLVEMENT)
    for clause in kids(verb, "ccomp", "xcomp", "pcomp", "advcl"):
        about = {t.lower_ for t in clause.subtree}
        nothing_to_do = {"anything", "do", "with"} <= about  # "denied having *anything to do with* the death"
        doing = about & _list("part", "doing") and not about & _list("report", "harm")
        if clause.i > verb.i and (doing or nothing_to_do):
            return Refusal(verb, subjects[0], Stance.DENIES, Measure.INVOLVEMENT) if told else None
    return None


def _of(noun: Token) -> list[Token]:
    return [o for p in kids(noun, "prep") if p.lower_ == "of" for o in kids(p, "pobj")]


def _apart(nothing: Token) -> Refusal | None:
    """ "had *nothing* to do with the attack": said by whoever is heard above it, else by its subject."""
    verb = nothing.head
    if any(c.tag_ in {"WP", "WDT"} for c in kids(verb, "nsubj")):
        return None  # "a driver *who had nothing to do with it*"
    start = nothing.i + (4 if nothing.lower_ == "nothing" else 2)
    about = {t.lower_ for t in nothing.doc[start : min(start + 5, nothing.sent.end)]}
    if not about & (
        words("scope", "events") | _list("part", "nouns") | {"it", "this", "that", "them", "either", "both"}
    ):
        return None
    subjects = subject_of(verb)
    reported = verb.dep_ in {"ccomp", "parataxis", "conj"}
    if not subjects:
        return None
    return Refusal(verb, None if reported else subjects[0], Stance.DENIES, Measure.INVOLVEMENT)


def _verdict(token: Token, told: bool) -> Refusal | None:
    """ "called the reports disinformation", "said the toll was exaggerated"."""
    if token.lower_ in _list("report", "calls") and token.tag_[:2] == "VB":
        about = {t.lower_ for t in token.subtree if t.i > token.i}
        subjects, inside = subject_of(token), _reach(token)
        if not subjects or not about & _list("report", "nouns"):
            return None
    elif token.lower_ in _BE and token.dep_ == "ccomp" and token.head.tag_[:2] == "VB":
        about = {t.lower_ for t in token.subtree}
        if not any(s.lower_ in _list("report", "nouns") for s in kids(token, "nsubj")) or kids(token, "neg"):
            return None
        inside = _reach(token)
        token = token.head
        subjects = subject_of(token)
    else:
        return None
    harm = about & _list("report", "harm") or (told and about & {"toll", "figure", "figures", "number"})
    if not subjects or not harm or not about & _list("report", "verdicts"):
        return None
    return Refusal(token, subjects[0], Stance.DENIES, _measure(token), inside)


def _reach(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _claimed(token: Token, told: bool) -> Refusal | None:
    """ "The Red Band claimed responsibility": a part in it that is asserted, and no number either."""
    found = claims_it(token) if told else None
    return Refusal(found[0], found[1], Stance.ASSERTS, Measure.INVOLVEMENT) if found is not None else None


def _unknown(token: Token, told: bool) -> Refusal | None:
    """ "How many lie under the ruins is not known": an open number of people told of before."""
    if not (told and token.lower_ in _UNKNOWN and token.head.lower_ in _BE | {"known"}):
        return None
    if [t.lower_ for t in token.sent[:2]] != ["how", "many"]:
        return None
    negated = kids(token, "neg") or kids(token.head, "neg") or token.lower_.startswith("un")
    return Refusal(token, None, Stance.REPORTS_UNKNOWN, _measure(token)) if negated else None
