"""Harm that a clause names and that reached nobody: "nearly died", "were shot at", "could have killed him", what
always happens ("people who die of it"), and what a word is defined by ("incidents (three or more killed)")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, kids, numeric
from cenotaph.extract.phrases import said_in
from cenotaph.extract.subjects import subject_of
from cenotaph.model import Measure

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["denied_part", "spared"]

_ALL_BUT = {"nearly", "almost", "practically", "virtually"}
_BETWEEN = {"been", "have", "being", "were", "was", "got", "get", "himself", "herself", "themselves"}
_PICTURES = {
    *("draw", "draws", "drew", "drawn", "paint", "paints", "painted", "depict", "depicts", "depicted", "portray"),
    *("portrays", "portrayed", "sculpted", "carved", "sketched", "play", "plays", "played"),
}  # fmt: skip
_SHOTS = {"shot", "shoot", "shoots", "shooting"}
_NO_PART = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disown\w*|disclaim\w*)\b"
    r"[^.;:]{0,40}?"
    r"\b(?:anything to do with|nothing to do with|(?:part|role|hand|share|involvement|complicity|connection|link|"
    r"responsibility|blame|knowledge|version|account|explanation|theory|ruling)s? (?:of|in|to|for|with))\b"
    r"[^.;:]{0,30}$"
)
_OR_MORE = re.compile(r"\b(?:\w+|\d+) or more\b")
_DEFINES = re.compile(
    r"\b(?:defin\w+|means|counts? as|counted as|class(?:ed|ifie[ds]) as|thresholds?|criteri(?:on|a)|categor\w+)\b"
    r"|\b(?:incidents?|attacks?|shootings?|accidents?|massacres?|events?|crashes|disasters?|cases) "
    r"(?:\(|in which |where |with |that (?:kill|leave|claim|cause)s? )(?:at least )?(?:\w+|\d+) or more\b"
)


def spared(hit: Hit) -> bool:
    """Whether the clause of ``hit`` tells of nobody who was harmed."""
    token = hit.token
    return (
        _their_number(token)
        or _all_but(token)
        or _shot_at(token)
        or _could_have(hit)
        or _always(hit)
        or _defined(token)
        or _again_and_again(hit)
        or _pictured(hit)
    )


def _their_number(token: Token) -> bool:
    """ "puts *the hostage dead at 12*": the state goes with the number behind it, not with the noun before."""
    if token.lower_ not in {"dead", "wounded", "injured", "missing"} or token.i + 2 >= token.sent.end:
        return False
    puts = any(
        t.lower_ in {"put", "puts", "putting", "places", "placed", "sets", "set"}
        for t in token.doc[max(token.sent.start, token.i - 5) : token.i]
    )
    return puts and token.nbor().lower_ == "at" and token.nbor(2).like_num and token.nbor(-1).tag_ == "NN"


def denied_part(hit: Hit) -> bool:
    """ "denied having anything to do with *the governor's death*", "rejected the police version of *his death*":
    what is denied is not the death."""
    said = said_in(hit.token.sent)[: hit.token.idx - hit.token.sent[0].idx]
    return _NO_PART.search(said.lower()) is not None


def _all_but(token: Token) -> bool:
    """ "*nearly* died", "was *almost* killed", "came close to *drowning*"."""
    i, start = token.i - 1, token.sent.start
    while i > start and token.doc[i].lower_ in _BETWEEN:
        i -= 1
    before = token.doc[max(start, i - 3) : i + 1].text.lower() if i >= start else ""
    last = before.split()[-1:] if before else []
    close = before.endswith((" close to", " near to", "close to", " inches from", " seconds from", " brink of"))
    return bool(set(last) & _ALL_BUT) or (close and token.tag_ in {"VBG", "VBN", "NN"})


def _shot_at(token: Token) -> bool:
    """ "had been *shot at* from the reeds": fired upon, and not said to be hit; not "shot at the gate"."""
    if token.lower_ not in _SHOTS or token.i + 1 >= token.sent.end or token.nbor().lower_ != "at":
        return False
    at = token.nbor()
    after = token.doc[at.i + 1] if at.i + 1 < token.sent.end else at
    passive = bool(kids(token, "auxpass"))
    return passive and not kids(at, "pobj") and (after.is_punct or after.tag_ in {"IN", "CC", "RB", "WRB", "TO"})


def _could_have(hit: Hit) -> bool:
    """ "wounds, any of which *could have killed him*": of one whose fate is told elsewhere."""
    auxiliaries = {c.lower_ for c in kids(hit.token, "aux")}
    if hit.rule != "active" or not {"have"} <= auxiliaries or not auxiliaries & {"could", "might", "would"}:
        return False
    return bool(hit.harmed) and all(h.tag_ == "PRP" and not h.like_num for h in hit.harmed)


def _always(hit: Hit) -> bool:
    """ "people who *die* of their wounds within a year": what happens again and again, to nobody counted."""
    verb, head = hit.token, hit.token.head
    if verb.dep_ != "relcl" or head.tag_ != "NNS" or any(map(numeric, hit.harmed)) or numeric(head):
        return False
    lefts = {c.lower_ for c in head.lefts}
    present = verb.tag_ == "VBP" or (verb.tag_ == "VBN" and any(c.lower_ == "are" for c in kids(verb, "auxpass")))
    return present and not lefts & {"the", "these", "those", "all", "both", "two"} and head in subject_of(verb)


def _defined(token: Token) -> bool:
    """ "major incidents (*three or more killed*)", "a mass shooting, defined as four or more people shot"."""
    sentence = said_in(token.sent)
    if " or more " not in sentence:
        return False
    near = sentence[max(0, token.idx - token.sent[0].idx - 60) : token.idx - token.sent[0].idx + len(token) + 40]
    if _OR_MORE.search(near) is None:
        return False
    return _DEFINES.search(sentence.lower()) is not None


def _again_and_again(hit: Hit) -> bool:
    """ "she was *killed twice* and came back": in a game, as nobody dies twice."""
    after = hit.token.doc[hit.token.i + 1 : min(hit.token.i + 3, hit.token.sent.end)].text.lower()
    dies = hit.token.lower_ in {"killed", "died"} and hit.measure is Measure.KILLED
    return dies and after.startswith(("twice", "three times", "four times", "five times"))


def _pictured(hit: Hit) -> bool:
    """ "the pupils drew *the drowned captain*", "he played a *wounded* sergeant"."""
    heads = hit.harmed if hit.rule == "participle" else []
    return bool(heads) and all(head.dep_ == "dobj" and head.head.lower_ in _PICTURES for head in heads)
