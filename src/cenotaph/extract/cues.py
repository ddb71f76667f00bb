"""What hands a statement on, and to whom it belongs: reporting verbs, nouns of saying, "as X put it", signatures.

Everything here works on tokens of one parsed segment. ``inside`` holds the indices of the statement's own tokens:
a source is never looked for among them. The reader climbs from a casualty word and trusts reporting words alone;
where the statement is known to be somebody's (``sources.source_of``), any verb may be the cue.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import triggers, words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Handed",
    "giver",
    "handed_by_clause",
    "introduced",
    "inverted",
    "is_time",
    "is_verb",
    "named_before",
    "names",
    "owner",
    "reports",
    "subject",
]

Inside = Collection[int]
_PREMODIFIERS = {"compound", "det", "amod", "nmod", "poss", "nummod", "npadvmod"}
_QUOTES = {'"', "''", "``", "'"}


@dataclass(frozen=True, slots=True)
class Handed:
    """A statement handed on: the token that heads its source, the word that shows it, the rule that found it."""

    source: Token
    cue: Token
    rule: str


_TIMES = {"time", "date", "end", "dawn", "dusk", "noon", "midday", "midnight", "nightfall", "evening", "morning"}
_PUTS = {"put", "puts", "putting"}  # "and *put the dead* at nine": who is put does not speak


def is_verb(token: Token) -> bool:
    """Whether the tagger takes the token for a verb or a modal."""
    return token.tag_[:2] in {"VB", "MD"}


def names(token: Token) -> bool:
    """Whether the token can head a source: a noun, name, pronoun, number or "the wounded"."""
    return token.tag_[:2] in {"NN", "PR", "WP", "WD", "DT", "CD", "JJ"}


def reports(token: Token) -> bool:
    """Whether the word is a form of a reporting verb, however it is tagged."""
    if token.lower_ in {"gave", "gives", "give"} and any(c.lower_ == "way" for c in token.children):
        return False  # "the bridge *gave way*"
    return any(
        token.lower_ in words("reporting", section, "verbs")
        for section in ("asserts", "confirms", "denies", "revises", "declines", "utters")
    )


def subject(verb: Token, inside: Inside = (), steps: int = 6) -> Token | None:
    """The token that heads the subject of a verb: its own, the one it shares ("said ... and added", "saying",
    "to say"), "by X" of a passive, or the phrase after an inverted verb ("said the mayor")."""
    node = verb
    for _ in range(steps):
        own = [c for c in node.children if c.dep_ in {"nsubj", "csubj", "expl"} and c.i not in inside]
        if own:
            plain = [c for c in own if c.dep_ == "nsubj"]
            plain = [c for c in plain if c.i < node.i or not c.like_num] or plain  # "another said *nine*"
            paper = plain and plain[0].lower_ in words("reporting", "nouns", "statement")
            if len(plain) > 1 and (paper or plain[-1].lower_ in {"each", "both", "all"}):
                return plain[0]  # "a statement carried by *INA* said", "two doctors, separately, *each* said"
            if plain and plain[-1].tag_ == "VBG":  # "*Reacting*, Colonel A B said"
                plain += [c for c in plain[-1].children if c.dep_ == "appos"]
            return _behind_dash(plain[-1], inside) if plain else None
        if node is verb:
            other = _agent(node, inside) or inverted(node, inside) or _before_participle(node, inside)
            other = other or _before_aside(node, inside)
            if other is not None:
                return other
        passive = [c for c in node.children if c.dep_ == "nsubjpass" and c.i not in inside]
        if passive:
            return passive[-1]
        head = node.head
        if head == node:
            return _right_before(verb, inside) if node is verb else None
        if node.dep_ in {"acl", "relcl"} and names(head):
            return _issuer(head, inside) if head.i not in inside else None
        asked = _asked(node, head, inside)
        if asked is not None:
            return asked
        if node is verb and (teller := _said_before(verb, inside)) is not None:
            return teller
        node = head
    return None


def _said_before(verb: Token, inside: Inside) -> Token | None:
    """ "*The army* said its troops had killed nine *and denied that* ...": who said the first denies the second."""
    told, teller = verb.head, verb.head.head
    if verb.dep_ != "conj" or told.dep_ != "ccomp" or not reports(verb) or reports(told) or not reports(teller):
        return None
    own = [c for c in told.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    theirs = any(c.tag_ == "PRP$" for s in own for c in s.lefts)
    denies = verb.lower_ in words("reporting", "denies", "verbs")
    return subject(teller, inside, 2) if teller.i < told.i and (theirs or denies) else None


def _before_participle(verb: Token, inside: Inside) -> Token | None:
    """ "Two *officials* briefed on the case, who would not be named, said": whose participle the parse takes for a
    verb of their own."""
    if verb.i <= verb.sent.start or verb.nbor(-1).text != ",":
        return None
    aside = any(t.tag_ in {"WP", "WDT"} and t.nbor(-1).text == "," for t in verb.doc[verb.sent.start + 2 : verb.i])
    for clause in verb.children if aside else ():
        if (
            clause.i > verb.i
            or clause.dep_ not in {"ccomp", "advcl", "parataxis"}
            or clause.tag_ not in {"VBD", "VBN"}
        ):
            continue
        who = [c for c in clause.children if c.dep_ == "nsubj" and c.i == clause.i - 1 and c.i not in inside]
        bare = clause.nbor().tag_ in {"IN", "TO"} and not any(c.dep_ in {"aux", "dobj"} for c in clause.children)
        if who and bare and who[0].tag_ in {"NN", "NNS"}:
            return who[0]
    return None


def _before_aside(verb: Token, inside: Inside) -> Token | None:
    """ "The *office*, basing itself on reports, said", "where the prefect, *A B*, said": the noun in front of what
    is set off right before a verb of saying, or the name that is set off, where the parser lost them."""
    doc, low = verb.doc, verb.sent.start
    if (
        verb.tag_ not in {"VBD", "VBZ", "VBP"}
        or not reports(verb)
        or verb.i - low < 4
        or doc[verb.i - 1].text != ","
    ):
        return None
    opened = next((i for i in range(verb.i - 3, max(low, verb.i - 25), -1) if doc[i].text == ","), None)
    if opened is None or opened == low or opened in inside:
        return None
    noun, first, last = doc[opened - 1], doc[opened + 1], doc[verb.i - 2]
    if noun.tag_[:2] != "NN" or noun.i in inside or noun.ent_type_ == "DATE":
        return None
    if (
        first.tag_ in {"NNP", "NNPS"}
        and last.tag_ in {"NNP", "NNPS"}
        and not any(map(is_verb, doc[opened : verb.i]))
    ):
        return last
    return noun if first.tag_ in {"WP", "WDT", "WP$", "VBG", "VBN"} else None


def inverted(verb: Token, inside: Inside = ()) -> Token | None:
    """The phrase right after a verb of saying, whatever the parser calls it: "said *the mayor*"."""
    if (
        verb.lower_ in _PUTS
        or verb.lower_ not in words("reporting", "asserts", "verbs")
        or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}
    ):
        return None
    for token in verb.doc[verb.i + 1 : verb.i + 3]:
        if token.tag_[:2] == "RB" and token.i not in inside:
            continue
        if token.i in inside or not names(token):
            return None
        head = token
        while head.dep_ in _PREMODIFIERS and token.i < head.head.i < token.i + 8 and head.head.i not in inside:
            head = head.head
        if head.tag_[:2] == "JJ" and not any(c.dep_ == "det" for c in head.lefts):
            return None  # "was found *unconscious*"
        if head.like_num and head.i + 1 < len(head.doc) and head.nbor().tag_ in {"VBN", "JJ"}:
            return None  # "and counted *40* injured"
        if head.lower_ in triggers() or any(c.dep_ == "acl" and c.lower_ in triggers() for c in head.rights):
            return None  # "had reported *28 deaths* and 110 people injured"
        elsewhere = head.dep_ in {"nsubj", "nsubjpass"} and head.head != verb  # "said three people had died"
        return head if head.tag_[:2] != "DT" and not elsewhere else None
    return None


def owner(noun: Token, inside: Inside = ()) -> Token | None:
    """Whose claim, plan or report a noun is: its possessor, or whom "by" and "from" name."""
    for child in noun.children:
        if child.dep_ == "poss" and child.i not in inside:
            held = child.tag_ == "PRP$" and noun.dep_ == "dobj" and is_verb(noun.head)
            holder = subject(noun.head, inside, 1) if held else None  # "the governor repeated *his* claim"
            return holder if holder is not None and holder.i < noun.i else child
    for child in noun.children:
        links = [child] if child.dep_ in {"prep", "agent"} else list(child.children) if child.dep_ == "acl" else []
        if child.lower_ in words("reporting", "nouns", "seen"):
            continue  # "a statement carried by the agency"
        for link in links:
            if link.lower_ in {"by", "from"} and link.i not in inside:
                return next((c for c in link.children if c.dep_ == "pobj" and c.i not in inside), None)
    return giver(noun, inside)


def giver(noun: Token, inside: Inside = ()) -> Token | None:
    """ "the account that *the ministry* gave", "the statement *the army* issued on Monday"."""
    if noun.lower_ not in words("reporting", "nouns", "statement") | words("reporting", "nouns", "accounts"):
        return None
    for clause in noun.children:
        given = clause.lower_ in words("reporting", "giving", "verbs") | words("reporting", "issuing", "verbs")
        if clause.dep_ == "relcl" and (given or reports(clause)) and clause.i not in inside:
            own = [c for c in clause.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
            if own and own[0].i not in inside:
                return own[0]
    return None


def handed_by_clause(token: Token, inside: Inside) -> Handed | None:
    """A clause on ``token`` that says whose it is: "the figure *they gave*", "an attack *claimed by the group*",
    "*according to* X", "*as X put it*", "..., *he said*, ..."."""
    for child in token.children:
        if child.i in inside:
            continue
        if child.lower_ == "according":
            named = [c for to in child.children for c in to.children if c.dep_ == "pobj" and c.i not in inside]
            if named:
                return Handed(named[0], child, "according_to")
        if child.lower_ in {"as", "per"} and child.dep_ in {"prep", "mark"}:
            said = next((v for v in child.children if is_verb(v) and v.i not in inside), None)
            speaker = subject(said, inside, 1) if said is not None else None
            if said is not None and speaker is not None and reports(said):
                return Handed(speaker, said, "as")
        if not (is_verb(child) or reports(child)):
            continue
        if child.dep_ == "advcl" and reports(child) and any(c.lower_ == "as" for c in child.children):
            speaker = subject(child, inside, 1)
            if speaker is not None:
                return Handed(speaker, child, "as")
        if child.dep_ in {"acl", "relcl"}:
            agent = _agent(child, inside)
            if agent is not None:
                return Handed(agent, child, "clause")
        elif reports(child):
            speaker = subject(child, inside, 1)
            if speaker is not None:
                return Handed(speaker, child, "aside")
    return None


def introduced(token: Token, inside: Inside) -> Handed | None:
    """The reporting clause that ends right before the statement: "Trump boasted, ...", "documents show ..."."""
    doc = token.doc
    i = token.i - 1
    while i > 0 and (doc[i].text in {*_QUOTES, ",", ":"} or doc[i].lower_ == "that" or _after_verb(doc[i])):
        i -= 1
    verb = doc[i] if i >= 1 else token
    if verb == token or not reports(verb) or verb.i in inside:
        return None
    if is_verb(verb) and verb.tag_ not in {"VB", "VBG"}:
        own = [c for c in verb.lefts if c.dep_ == "nsubj" and c.i not in inside]
        speaker = _behind_dash(own[-1], inside) if own else None
        if speaker is not None:
            return Handed(speaker, verb, "introduced")
    before = doc[i - 1]
    named = before.tag_ == "PRP" or (before.tag_[:2] == "NN" and before.text[:1].isupper())
    if verb.tag_ in {"NNS", "VBN", "VBD", "VBZ"} and named and before.i not in inside:
        return Handed(before, verb, "introduced.words")
    return None


def _after_verb(token: Token) -> bool:
    return token.tag_ == "RB" and token.i > 0 and is_verb(token.nbor(-1))


def _behind_dash(token: Token, inside: Inside) -> Token | None:
    """A subject that the parser hung on a dash is the noun in front of the dash."""
    if not token.is_punct:
        return token
    return next((c for c in token.lefts if names(c) and c.i not in inside), None)


def _right_before(verb: Token, inside: Inside) -> Token | None:
    """The noun in front of a verb of saying that the parser left without a subject ("the mayor, A B, said")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.lower_ not in words("reporting", "asserts", "verbs"):
        return None
    i = verb.i - 1
    while i > verb.sent.start and (verb.doc[i].text == "," or verb.doc[i].tag_ == "RB"):
        i -= 1
    before = named_before(verb.doc[i]) if i < verb.i - 1 else verb.doc[i]
    return before if i >= verb.sent.start and before.tag_[:2] == "NN" and i not in inside else None


def named_before(last: Token) -> Token:
    """ "*Capt. A B*, sector commander for Miami, said": the name before an aside that ends in ``last``."""
    doc = last.doc
    comma = next((i for i in range(last.i, last.sent.start + 1, -1) if doc[i].text == ","), None)
    if comma is None or last.dep_ != "pobj" or doc[comma - 1].tag_ != "NNP" or doc[comma + 1].text[:1].isupper():
        return last
    return doc[comma - 1]


def _agent(verb: Token, inside: Inside) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" and child.lower_ == "by":
            by = [c for c in child.children if c.dep_ == "pobj" and c.i not in inside]
            return next((c for c in by if not is_time(c)), None)
    return None


def is_time(noun: Token) -> bool:
    """ "had not been identified *by the time* of writing", "by *Tuesday*": when, and by nobody."""
    return noun.lower_ in _TIMES or noun.ent_type_ in {"DATE", "TIME"}


def _asked(node: Token, head: Token, inside: Inside) -> Token | None:
    """Who is made to say: "urged *the army* to admit", "accused *him* of saying", "quoted *her* as saying"."""
    if node.dep_ in {"xcomp", "ccomp"} and head.lower_ in words("reporting", "made_to_say", "verbs"):
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < node.i and c.i not in inside]
    elif node.dep_ == "pcomp" and head.lower_ in {"of", "for"}:
        accused = head.head.lower_ in words("reporting", "said_of", "verbs")
        objects = [c for c in head.head.children if accused and c.dep_ == "dobj" and c.i not in inside]
    elif node.dep_ == "pcomp" and head.lower_ == "as" and head.head.lower_ in words("reporting", "quoted", "verbs"):
        objects = [c for c in head.head.children if c.dep_ in {"dobj", "nsubjpass"} and c.i not in inside]
    else:
        return None
    return objects[0] if objects else None


def _issuer(noun: Token, inside: Inside) -> Token:
    """ "*It* issued a paper saying": who issues a document says what is in it."""
    if noun.lower_ in words("reporting", "nouns", "statement") and noun.dep_ == "dobj":
        return owner(noun, inside) or _holder(noun, inside) or noun
    return noun


def _holder(noun: Token, inside: Inside) -> Token | None:
    node = noun
    for _ in range(3):
        node = node.head
        if is_verb(node):
            return subject(node, inside)
    return None
