"""Signs around a trigger word: asked, denied, only possible, also, or said earlier."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.hits import Hit, numeric
from cenotaph.extract.lexicon import table, words
from cenotaph.extract.phrases import said_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "also",
    "asked",
    "asks",
    "denied_clause",
    "described",
    "doubt",
    "hypothetical",
    "left_open",
    "many_events",
    "may_have",
    "said_earlier",
    "said_later",
    "tried",
    "withheld",
]

_CLAUSE = 5  # steps from a word of harm to the verb of its clause
_NO_WAY_UP = {"relcl", "acl", "advcl", "ccomp", "nsubj", "nsubjpass"}
_HOW_IT_WAS = {"by", "with", "before", "after", "when", "while", "because"}
_BURIES = {"bury", "cremate", "inter", "rebury", "mourn"}
_EARLIER = re.compile(r"\b(?:previously|earlier|initially|at first|originally)\b|\bhad\b", re.IGNORECASE)


def asked(token: Token) -> bool:
    """Whether the trigger stands inside a question; a question quoted after a statement does not reach it."""
    sentence = token.sent
    text = said_in(sentence).rstrip(" \"'")
    if not text.endswith("?"):
        return False
    before = max(text.rfind(mark, 0, len(text) - 1) for mark in (":", '"', ";"))
    return bool(token.idx - sentence[0].idx > before)


def denied_clause(token: Token) -> bool:
    """ "was not killed", "did not die": a statement about survival, no count ("did not survive" is one)."""
    if token.lower_ == "survive":
        return False
    denials = [c for c in token.children if c.dep_ == "neg" and c.lower_ in {"not", "n't", "never"}]
    if any(not (_of_nobody(c) or _set_against(c, token)) for c in denials):
        return True
    verb = token.head
    if _said_by_nobody(token):
        return True
    denied = any(c.dep_ == "neg" and c.i < token.i for c in verb.children)  # not of "41 deaths, *not 60*"
    return token.dep_ == "dobj" and token.tag_[:2] == "NN" and denied


def _of_nobody(negation: Token) -> bool:
    """ "*not one* civilian had been hit": it denies who was, not that somebody was."""
    following = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in {"one", "a", "an"} and negation.i < negation.head.i


def _set_against(negation: Token, told: Token) -> bool:
    """ "10 dead, *not 11*", "he was killed, *not wounded*": it denies what stands behind it."""
    return negation.i > told.i and negation.nbor(-1).text in {",", "-", "("}


def _said_by_nobody(token: Token) -> bool:
    """ "Neither man says that he counted the bodies": what nobody says is no statement."""
    node = token
    for _ in range(4):
        if node.dep_ != "ccomp" and node is not token:
            return False
        above = node.head
        if node.dep_ == "ccomp" and above.lower_ in words("reporting", "asserts", "verbs"):
            if any(c.dep_ == "aux" for c in above.children):
                return False  # "neither side would say how many it lost": a refusal
            who = [c for c in above.children if c.dep_ == "nsubj"]
            return any(w.lower_ == "neither" or any(c.lower_ == "neither" for c in w.lefts) for w in who)
        node = above
    return False


def _auxiliaries(token: Token) -> set[str]:
    found = {c.lower_ for c in token.children if c.dep_ == "aux" and c.text != "May"}
    if token.dep_ in {"acomp", "oprd", "attr", "xcomp", "conj"}:
        found |= {c.lower_ for c in token.head.children if c.dep_ == "aux" and c.text != "May"}
    return found


def may_have(token: Token) -> bool:
    """ "may have been killed", "might be dead"."""
    found = _auxiliaries(token)
    return bool(found & {"may", "might"} or ("could" in found and ("have" in found or _could_still(token))))


def _could_still(verb: Token) -> bool:
    """ "ten people *could still be* under the mud", "could be trapped": where they are now, and nothing to come."""
    beside = {c.lower_ for c in verb.children}
    where = verb.lower_ in words("scope", "held_fast") and "be" in beside
    if any(c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children) for c in verb.children):
        return False  # "could be trapped if the river rises"
    return ("still" in beside and (verb.lower_ == "be" or "be" in beside)) or where


def doubt(token: Token) -> str | None:
    """The hedge row of an adverb beside the verb ("five had *probably* died"), or None."""
    beside = {
        child.lower_
        for child in token.children
        if child.dep_ == "advmod" and not any(g.dep_ == "xcomp" for g in child.children)  # "toll *likely to rise*"
    }
    return next((row for row in ("probable", "possible") if beside & words("reporting", "doubt", row)), None)


_ORDER = {"only", "first", "second", "third", "fourth", "fifth", "last", "latest", "sole", "youngest", "oldest"}


_AFTERWARDS = {"later", "hospital", "afterwards", "wounds", "injuries", "burns", "ambulance", "way"}


def hypothetical(token: Token) -> bool:
    """ "could kill thousands", "would have died", "if they are killed", "to kill 20": nothing that happened."""
    found = _auxiliaries(token)
    if found & {"would", "will", "'ll", "wo", "shall", "should"} or (
        "could" in found and "have" not in found and not _could_still(token)
    ):
        return True
    if (found & {"could", "might"} and _had_it_been(token)) or _still_to_come(token):
        return True
    if token.dep_ == "acl" and token.head.dep_ == "attr" and _auxiliaries(token.head.head) & {"would", "will"}:
        return True
    if token.dep_ in {"relcl", "acl"} and {c.lower_ for c in token.head.lefts} & _ORDER and "to" in found:
        verb = token.head.head
        return bool(_auxiliaries(verb) & {"would", "will", "may", "could"})  # "the only person *to lose* his life"
    node = token
    for _ in range(3):
        if any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "lest"} for c in node.children):
            return True
        if node.dep_ not in {"conj", "acomp", "oprd", "attr"}:
            break
        node = node.head
    if token.tag_ != "VB" or "to" not in found or token.lower_ in _BURIES:
        return False  # "had *to bury* 12 villagers": dead before anybody does it
    after = {t.lower_ for t in token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]}
    later = token.dep_ == "xcomp" and token.head.lower_ in {"were", "was"} and bool(after & _AFTERWARDS)
    return not later and token.head.lower_ not in words("scope", "realised")  # "two more *were to die* in hospital"


def _still_to_come(token: Token) -> bool:
    """ "can only be known *once* bodies are recovered", "will wait until they are identified"."""
    verb = token if token.tag_[:2] == "VB" else token.head
    present = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}} & {"are", "is", "have", "has"}
    if verb.dep_ != "advcl" or not present:
        return False
    opens = {c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}}
    awaited = bool(_auxiliaries(verb.head) & {"will", "'ll", "can", "could", "may", "would", "must", "to"})
    if "as" in opens and any(numeric(c) for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}):
        return False  # "the toll will rise, *as 26 are* missing"
    return bool(opens & {"once", "until", "till"}) or (awaited and bool(opens & {"when", "after", "before", "as"}))


def _had_it_been(token: Token) -> bool:
    """ "could have died *had the square been* full": nothing of it came about."""
    for had in token.doc[token.i + 1 : token.sent.end - 1]:
        led = had.nbor(-1) == token or (
            had.nbor(-1).tag_ not in {"CC", "WP", "WDT", ","} and not any(c.dep_ == "nsubj" for c in had.lefts)
        )
        if had.lower_ == "had" and led and had.nbor().tag_ in {"DT", "PRP", "PRP$", "NNP", "EX"}:
            return True
    return False


def left_open(token: Token) -> bool:
    """ "It is not known *whether civilians were killed*": nobody says that they were.

    By whom, with what or when somebody was killed can be open as well: then that they were is taken as said.
    """
    node = token
    for _ in range(_CLAUSE):
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in node.lefts):
            return not any(c.lower_ in _HOW_IT_WAS for c in (*token.rights, *node.rights))
        if node.head == node or node.dep_ in _NO_WAY_UP:
            return False  # "whether *the 12 dead* were soldiers"
        node = node.head
    return False


def said_earlier(sentence: Span, verbs: list[Token]) -> bool:
    """Whether the reporting verb is marked as an earlier statement ("previously said", "had earlier put")."""
    if not verbs or not _EARLIER.search(said_in(sentence)):
        return False
    marks = {"previously", "earlier", "initially", "originally"}
    changed = words("reporting", "revising", "verbs")  # "by noon it *had raised* the number to 11": the newest
    return any(
        c.lower_ in marks or (c.lower_ == "had" and verb.lower_ not in changed)
        for verb in verbs
        for c in verb.children
    )


def asks(token: Token) -> bool:
    """Whether the clause is about how many or whether at all ("did not say whether anybody had died")."""
    if any(t.lower_ in {"number", "toll", "figure", "figures"} for t in token.sent):
        return True
    before = [t.lower_ for t in token.sent.doc[token.sent.start : token.i]]
    return "whether" in before or "if" in before or any(pair == ("how", "many") for pair in pairwise(before))


def withheld(token: Token) -> bool:
    """Whether a sentence refuses a figure ("declined to give casualty figures", "gave no death toll")."""
    sentence = {t.lower_ for t in token.sent}
    refuses = sentence & words("reporting", "declines", "verbs")
    gives = words("reporting", "withheld", "verbs") | {"gave", "provided"}
    negated = sentence & {"no", "not", "n't"} and sentence & gives
    return bool(refuses or negated)


def said_later(verbs: list[Token]) -> bool:
    """Whether the reporting verb is marked as the newer statement ("later put the number at", "now says")."""
    return any(c.lower_ in {"later", "now", "subsequently"} for verb in verbs for c in verb.children)


def also(hit: Hit) -> bool:
    """ "were also killed": people besides those already told of."""
    if any(c.lower_ in {"also", "too"} for c in hit.token.children):
        return True
    return any(c.lower_ == "also" for head in hit.harmed for c in head.lefts)


def many_events(hit: Hit) -> bool:
    """ "15 shot in *shootings across* town", "in *three separate incidents*": a number over several events."""
    text = said_in(hit.token.sent)
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in table("scope")["many_events"]["patterns"])


def tried(hit: Hit) -> bool:
    """ "charged in the *killing* of two": a death for which somebody is before a court, or wanted."""
    above = hit.token.head
    trials = words("scope", "trials")
    return above.lower_ in trials or (above.dep_ == "prep" and above.head.lower_ in trials)


def described(head: Token) -> Token | None:
    """ "Seven of the dead were *recruits*": what a part is said to be."""
    verb = head.head
    if head.dep_ in {"nsubj", "nsubjpass"} and verb.lower_ in {"were", "was", "are", "is"}:
        for child in verb.children:
            if child.dep_ == "attr" and child.tag_[:2] == "NN":
                return child
    return None
