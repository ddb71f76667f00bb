"""Who says it where no verb above the statement tells: "according to", reporting clauses set off or cut off by the
parser, whose account or position it is, whom the speaker cites."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.cues import Handed, introduced, is_verb, named_before, owner, subject
from cenotaph.extract.lexicon import words
from cenotaph.extract.memory import Memory
from cenotaph.extract.place_names import place_nouns
from cenotaph.extract.telling import (
    CITING,
    QUOTED,
    Attribution,
    of_another,
    pronounced,
    reporting_verbs,
    speaks,
    voices,
    voices_at,
)
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = [
    "according",
    "accounted",
    "after_semicolon",
    "before_colon",
    "believed",
    "cited",
    "held",
    "loose_according",
    "loose_account",
    "parenthetical",
    "said_before",
    "set_off",
    "trailing",
]

_ENDS = {".", "!", "?", ";", ":", '"', ")", "]", "...", "…"}
_AUXILIARIES = {"has", "have", "had"}
_LEADING = {"det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "punct"}


def parenthetical(
    node: Token, token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]
) -> None:
    """A reporting clause set inside or after the statement (", it says,")."""
    for child in node.children:
        aside = child.dep_ in {"parataxis", "ccomp", "advcl", "dep", "intj"} and _says(child)
        aside = aside and not pronounced(child)
        if not aside or child.tag_[:2] != "VB" or pronounced(child) or token in child.subtree or child in out.verbs:
            continue
        quoted = child.lower_ in QUOTED and child.i < node.i and any(c.dep_ == "dobj" for c in child.children)
        if (any(c.dep_ in {"ccomp", "dobj"} for c in child.children) and not quoted) or not any(
            c.dep_ == "nsubj" for c in child.children
        ):
            continue
        if child.dep_ == "advcl" and not any(c.lower_ == "as" for c in child.children):
            continue
        out.verbs.append(child)
        sources.extend(voices_at(child, memory, base, out))


def _says(verb: Token) -> bool:
    """A verb of saying, or "he *went on*"."""
    on = verb.lower_ in {"went", "goes"} and verb.i + 2 < len(verb.doc) and verb.nbor().lower_ == "on"
    return (on and verb.nbor(2).is_punct) or verb.lower_ in reporting_verbs()


def according(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    for child in node.children:
        if child.lower_ == "per" and child.dep_ == "prep":
            for who in child.children:
                voice = memory.speaking(who, base) if who.dep_ == "pobj" and speaks(who) else None
                if voice is not None and voice.kind is not ActorKind.UNKNOWN:
                    sources.append(voice)
                    out.rules.append("attribution.according_to")
        if child.lower_ == "according" and child.dep_ in {"prep", "advcl", "advmod", "pcomp"}:
            for to in child.children:
                if to.lower_ == "to":
                    for voice in voices(to, {"pobj"}, memory, base):
                        if voice not in sources:
                            sources.append(voice)
                            out.rules.append("attribution.according_to")


def accounted(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "By *the army's* own account", "in the words of *the mayor*", "as *the mayor* put it"."""
    for child in node.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "in", "on", "per"}:
            for noun in child.children:
                voice = _accounting(noun, memory, base) if noun.dep_ == "pobj" else None
                if voice is not None and voice not in sources:
                    at = 0 if noun.lower_ == "word" else len(sources)  # "the paper says, on the word of deserters"
                    sources.insert(at, voice)
                    out.rules.append("attribution.account")
        elif child.dep_ == "advcl" and child not in out.verbs and any(c.lower_ == "as" for c in child.children):
            if child.lower_ not in words("reporting", "as_put", "verbs"):
                continue
            who = subject(child, (), 1)
            voice = memory.speaking(who, base) if who is not None and speaks(who) else None
            if voice is not None and voice not in sources:
                out.verbs.append(child)
                sources.append(voice)
                out.rules.append(f"attribution.verb:{child.lower_}")


def _accounting(noun: Token, memory: Memory, base: int) -> Voice | None:
    """Whose account a phrase names: "the army's own *account*", "the *words* of the mayor", "UN *estimates*"."""
    if noun.lower_ not in words("reporting", "nouns", "accounts"):
        return None
    of = [c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    counts = noun.lower_ in words("reporting", "nouns", "reckonings")  # not "a police post"
    bearers = [c for c in noun.lefts if c.dep_ == "compound" and counts]
    whose = next(iter([*filter(None, [owner(noun)]), *of, *bearers]), None)
    if whose is not None and whose.lower_ in place_nouns() and any(c.tag_ == "NNP" for c in whose.lefts):
        return None  # "in another report from western Herat *province*"
    voice = memory.speaking(whose, base) if whose is not None and speaks(whose) else None
    known = voice is None or whose not in bearers or voice.kind is not ActorKind.UNKNOWN
    return voice if known else None


def loose_account(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "(38 dead, *by the army's count*)", "14 people (*police figure*)": an account hung elsewhere by the parser,
    taken when it is the only one in the sentence."""
    found: list[Voice] = []
    for noun in token.sent:
        if noun.lower_ not in words("reporting", "nouns", "reckonings"):
            continue
        by = noun.dep_ == "pobj" and noun.head.lower_ in {"by", "on", "per"}
        near = abs(noun.i - token.i) <= 12
        if near and (by or _in_brackets(noun)):
            voice = _accounting(noun, memory, base)
            found += [voice] if voice is not None else []
    if len(found) == 1:
        sources.append(found[0])
        out.rules.append("attribution.account")


def _in_brackets(noun: Token) -> bool:
    """ "(police figure)": the noun closes a short aside in brackets."""
    doc = noun.doc
    closed = noun.i + 1 < len(doc) and doc[noun.i + 1].text == ")"
    return closed and any(t.text == "(" for t in doc[max(0, noun.i - 5) : noun.i])


def held(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "*The ministry's* position was that five had died"."""
    be = node.head
    if node.dep_ != "ccomp" or be == node or be.lower_ not in {"is", "was", "has", "been", "remains", "remained"}:
        return
    for noun in be.children:
        if noun.dep_ == "nsubj" and noun.lower_ in words("reporting", "nouns", "positions"):
            bearers = [c for c in noun.lefts if c.dep_ == "compound" and speaks(c)]  # "the police version is that"
            whose = owner(noun) or (bearers[0] if bearers else None)
            voice = memory.speaking(whose, base) if whose is not None else None
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.account")


def said_before(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """The reporting clause right in front of the statement, read from the words where the parser cut it off."""
    for mark in token.sent:
        noun = mark.nbor(-1) if mark.i > token.sent.start + 1 else mark
        root = token.sent.root
        lost = (
            mark.lower_ == "that"
            and mark.i < token.i
            and noun.lower_ in reporting_verbs()
            and noun.tag_[:2] == "NN"
        )
        if lost and root.i < noun.i and root.tag_[:2] == "NN":
            voice = memory.speaking(
                root, base
            )  # "Documents obtained by the Herald *show* that", with a noun for a verb
            sources.extend([voice] if voice else [])
            out.rules.append(f"attribution.trailing:{noun.lower_}")
            return
    top = token
    while top.head != top and top.head.i >= token.sent.start and top.dep_ != "ccomp":
        top = top.head
    told: Handed | None = introduced(top.doc[top.left_edge.i], range(top.left_edge.i, top.right_edge.i + 1))
    if told is None or told.cue.lower_ not in reporting_verbs() or not speaks(told.source):
        return
    voice = memory.speaking(told.source, base)
    if voice is not None:
        out.verbs.append(told.cue)
        sources.append(voice)
        out.rules.append(f"attribution.trailing:{told.cue.lower_}")


def cited(token: Token, memory: Memory, base: int, sources: list[Voice]) -> list[Voice]:
    """``sources`` with whom the speaker cites, wherever the parser hung the word ("..., the mayor said, citing
    doctors", "the Herald, quoting Le Phare, says that the prefect admitted")."""
    known = {voice.name for voice in sources}
    for cite in token.sent:
        named: list[Voice] = []
        if of_another(cite, token):
            continue
        beside = cite.lower_ in QUOTED and cite.dep_ == "relcl"  # "Radio Delta, which cited a captain"
        if beside or (cite.lower_ in CITING and cite.tag_ == "VBG"):
            named = voices(cite, {"dobj"}, memory, base)
        elif cite.lower_ in {"referring", "reference"}:
            named = [v for to in cite.children if to.lower_ == "to" for v in voices(to, {"pobj"}, memory, base)]
        named = [
            v for v in named if v.name not in known and (v.kind is not ActorKind.UNKNOWN or not v.text.islower())
        ]
        if named:
            at = 0 if len(sources) < 2 or sources[0].start < base + cite.idx else len(sources) - 1
            return sources[:at] + named + sources[at:]
    return sources


def believed(node: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "if *the rebels* are to be believed"."""
    for child in node.children:
        inner = [child, *child.children]
        verb = next((t for t in inner if t.lower_ == "believed"), None)
        if child.dep_ == "advcl" and verb is not None and any(t.lower_ == "if" for t in child.subtree):
            who = [t for t in child.subtree if t.dep_ in {"nsubj", "nsubjpass"}]
            voice = memory.speaking(who[0], base) if who else None
            sources.extend([voice] if voice else [])
            out.rules.append("attribution.account")


def after_semicolon(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "The staff said 17 had died; nine were wounded": what stands after the semicolon is said by the same."""
    marks = [t.i for t in token.sent if t.text == ";" and t.i < token.i]
    if not marks:
        return
    part = token.doc[marks[-1] + 1 : token.sent.end]
    first = token.doc[token.sent.start : marks[0]]
    if any(t.lower_ in reporting_verbs() and is_verb(t) for t in part):
        return
    for verb in first:
        told = any(c.dep_ == "ccomp" for c in verb.children)
        if is_verb(verb) and told and verb.lower_ in reporting_verbs() and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            sources.extend(voices_at(verb, memory, base, out))
            return
        if verb.lower_ == "according":
            sources.extend(v for to in verb.children for v in voices(to, {"pobj"}, memory, base))
            out.rules.append("attribution.according_to_loose")
            return


def before_colon(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "The mayor was blunt: "...", "the army's version is different: ...", "reported on Telegram: ..."."""
    doc = token.doc
    colon = next((i for i in range(token.i - 1, max(-1, token.i - 40), -1) if doc[i].text == ":"), None)
    if colon is None or colon == 0:
        return
    clause = doc[doc[colon - 1].sent.start : colon]
    if any(t.text in {'"', ";"} for t in clause) or len(clause) > 25:
        return
    quoted = colon + 1 < len(doc) and doc[colon + 1].text == '"'
    for cue in clause:
        through = cue.lower_ == "per" or (
            cue.lower_ == "to" and cue.nbor(-1).lower_ == "according" if cue.i else False
        )
        if through or (cue.lower_ == "from" and cue == clause[0]):
            found = [owner(c) or c for c in cue.children if c.dep_ == "pobj"]
            voice = memory.speaking(found[0], base) if found else None
            if voice is not None and voice.kind is not ActorKind.UNKNOWN:
                sources.append(voice)
                out.rules.append("attribution.colon")
                return
    verb = next((t for t in clause if t.lower_ in reporting_verbs() and is_verb(t)), None)
    nouns = words("reporting", "nouns", "positions") | words("reporting", "nouns", "statement")
    for who in clause:
        leads = who.tag_[:2] in {"NN", "PR"} and (
            who.dep_ in {"nsubj", "nsubjpass"} or (who == clause.root and quoted)
        )
        told_of = who.dep_ == "nsubjpass" and who.head.lower_ not in QUOTED  # "passengers are counted apart:"
        if leads and not told_of and (verb is None or who.i < verb.i):
            whose = owner(who) if who.lower_ in nouns else who
            figure = any(
                c.lower_ in {"number", "figure", "figures", "toll", "count", "tally", "total"} for c in clause[:-1]
            ) or (clause[-1].lower_ in {"number", "figure", "figures", "toll", "count", "tally", "total"})
            if (
                not (verb is not None or quoted or figure or who.lower_ in nouns)
                or whose is None
                or not speaks(whose)
            ):
                return
            voice = memory.speaking(whose, base)
            if voice is not None:
                sources.append(voice)
                out.rules.append("attribution.colon")
            return


def loose_according(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "According to" hung elsewhere in the sentence by the parser: taken when it is the only one."""
    cues = [t for t in token.sent if t.lower_ == "according"]
    if len(cues) == 1:
        for to in cues[0].children:
            if to.lower_ == "to":
                sources.extend(voices(to, {"pobj"}, memory, base))
                out.rules.append("attribution.according_to_loose")


def _with_its_end(sentence: Span) -> Span:
    """ "..., said Capt." and "A B": with what the parse makes a sentence of its own where none has ended."""
    doc, end = sentence.doc, sentence.end
    last = doc[end - 1]
    if end >= len(doc) or last.text in _ENDS or last.is_space or doc[end].is_space:
        return sentence
    return doc[sentence.start : doc[end].sent.end]


def trailing(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ "..., the justice minister conceded on Monday." read from the words where the parser lost the clause."""
    sentence = _with_its_end(token.sent)
    for verb in reversed(list(sentence)):
        if verb.i <= token.i + 1:
            return
        if not _says(verb) or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "NNS"}:
            continue
        if verb.tag_ == "NNS" and not (
            verb.lower_.endswith("s") and verb.i + 1 < sentence.end and verb.nbor().is_punct
        ):
            continue
        after = sentence.doc[verb.i + 1] if verb.i + 1 < sentence.end else None
        if after is not None and not (
            after.is_punct
            or after.tag_ in {"IN", "RB", "NNP", "NN", "VBG"}
            or after.lower_ in {"late", "early", "in"}
            or verb.lower_ in words("reporting", "informing", "verbs")
        ):
            continue
        if after is not None and after.lower_ in words("reporting", "idioms", "objects"):
            continue  # "when a stand *gave way*"
        head = _before_auxiliaries(verb)
        if head.text == "," and head.i - 1 > token.i:
            head = named_before(sentence.doc[head.i - 1])  # "the bishop, A B, told"
        comma = next(
            (
                t
                for t in reversed(list(sentence.doc[max(sentence.start, head.i - 9) : head.i]))
                if t.text in {",", '"'}
            ),
            None,
        )
        if comma is not None and comma.nbor().tag_ in {"WDT", "WP", "CC", "WRB"}:
            continue  # ", which the group claimed"; ", when a wall gave way"; ", and the mayor fears that"
        if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
            continue
        if comma is None or comma.i <= token.i or head.tag_[:2] not in {"NN", "PR"} or comma.i >= head.i:
            continue
        while head.dep_ == "pobj" and head.head.head.i > comma.i and head.head.head.tag_[:2] == "NN":
            head = head.head.head  # "the Observatory for Human *Rights* said"
        if not speaks(head):
            continue  # "with injuries described as minor"
        voice = memory.speaking(head, base)
        if voice is not None:
            out.verbs.append(verb)
            for cite in sentence.doc[verb.i + 1 : sentence.end]:
                if cite.lower_ in CITING:
                    sources.extend(voices(cite, {"dobj"}, memory, base))
            sources.append(voice)
            out.rules.append(f"attribution.trailing:{verb.lower_}")
        return


def _before_auxiliaries(verb: Token) -> Token:
    """ "the commissioner, A B, *has also* disclosed": what stands before the verb and its auxiliaries."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].dep_ == "advmod":
        i -= 1
    return verb.doc[i - 1] if i > verb.sent.start and verb.doc[i].lower_ in _AUXILIARIES else verb.doc[verb.i - 1]


def set_off(token: Token, memory: Memory, base: int, out: Attribution, sources: list[Voice]) -> None:
    """ ", the press centre announced at noon,": a reporting clause between commas, read from the words."""
    doc, sentence = token.doc, token.sent
    commas = [t.i for t in sentence if t.text == ","]
    for left, right in pairwise([*commas, sentence.end - 1]):
        if left < token.i < right:
            continue
        verb = next((t for t in doc[left + 2 : right] if _says(t) and is_verb(t)), None)
        if (
            verb is None
            or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}
            or any(is_verb(t) for t in doc[verb.i + 1 : right])
            or (verb.i > token.i and any(t.like_num for t in doc[verb.i + 1 : verb.i + 3]))
        ):  # "two guards dead, the rebels *claim 20*"
            continue
        head = doc[left + 1]
        while head.dep_ in _LEADING and head.i < head.head.i < verb.i:
            head = head.head
        between = [t for t in doc[head.i + 1 : verb.i] if is_verb(t) and t.tag_ != "VBG"]
        if between or head.tag_[:2] not in {"NN", "PR"} or not speaks(head):
            continue
        voice = memory.speaking(head, base)
        if voice is not None:
            out.verbs.append(verb)
            sources.append(voice)
            out.rules.append(f"attribution.trailing:{verb.lower_}")
            return
