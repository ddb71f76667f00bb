"""Names of speakers: from the words at a reporting verb to one named actor with its kind and country."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, table, words
from cenotaph.extract.phrases import left_edge
from cenotaph.model import ActorKind, Speaker
from cenotaph.places import country_of, demonym, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Voice", "kind_of", "publisher_voice", "voice_of"]

_KEEP_PREPOSITIONS = {"of", "for", "in", "at", "from"}
_ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my"}
_ONE_PERSON = {ActorKind.WITNESS, ActorKind.RELATIVE}
_LEADS = {"one", "another", "two", "three", "four", "five", "several", "both", "same", "other", "separate"}


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor as the text names it: canonical ``name``, the words, the kind, and how it can be referred to.

    ``shape`` is "person", "organisation" or "plural"; ``roles`` are words by which a later sentence may refer
    to it ("ministry", "spokesman"); ``past`` is set when it was heard in an earlier statement ("previously said").
    """

    name: str
    kind: ActorKind
    text: str
    country: str | None = None
    shape: str = "organisation"
    roles: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    past: bool = False

    def speaker(self) -> Speaker:
        """The voice as a record."""
        return Speaker(name=self.name, kind=self.kind, text=self.text, country=self.country)


def publisher_voice(publisher: str | None) -> Voice:
    """The outlet's own voice; "the report" when nobody says who published."""
    if publisher:
        return Voice(publisher, ActorKind.MEDIA, publisher)
    return Voice("the report", ActorKind.MEDIA, "the report")


def kind_of(text: str) -> ActorKind:
    """The kind that the words of a name give it, the last words first."""
    kinds = flat("actors", "kinds")
    lowered = [w.strip(",.'\"()").lower() for w in text.replace("-", " ").split()]
    for pair in (f"{a}-{b}" for a, b in pairwise(lowered)):
        if pair in kinds:
            return ActorKind(kinds[pair])
    if "un" in lowered or "u.n" in lowered:
        return ActorKind.INTERGOVERNMENTAL
    if "sources" in lowered or "source" in lowered:
        rest = [w for w in lowered if w in kinds and kinds[w] != "anonymous"]
        return ActorKind(kinds[rest[0]]) if rest else ActorKind.ANONYMOUS
    if "of" in lowered:
        first = lowered[: lowered.index("of")]
        for word in reversed(first):
            if word in kinds:
                return ActorKind(kinds[word])
    defence = {"defence", "defense", "army", "military"} & set(lowered)
    if defence and {"ministry", "minister", "department"} & set(lowered):
        return ActorKind.STATE_FORCE
    if {"health"} & set(lowered) and {
        "ministry",
        "minister",
        "department",
        "officials",
        "official",
        "authorities",
    } & set(lowered):
        return ActorKind.HEALTH_AUTHORITY
    for word in reversed(lowered):
        if word in kinds:
            return ActorKind(kinds[word])
        if word.endswith("s") and word[:-1] in kinds:
            return ActorKind(kinds[word[:-1]])
    if country_of(text):
        return ActorKind.STATE
    return ActorKind.UNKNOWN


def _clean(tokens: list[Token]) -> list[Token]:
    out = list(tokens)
    while len(out) > 1 and (out[0].lower_ in _ARTICLES or out[0].is_punct or _only_counts(out)):
        out.pop(0)
    while out and (out[-1].is_punct or out[-1].lower_ == "'s"):
        out.pop()
    return out


def _only_counts(tokens: list[Token]) -> bool:
    """A leading number or "same" that says how many voices, not whose ("two hospital officials")."""
    return tokens[0].lower_ in _LEADS and tokens[1].tag_ not in {"NNP", "IN"} and tokens[1].lower_ != "of"


def _joined(tokens: list[Token]) -> str:
    return "".join(t.text_with_ws for t in tokens).strip()


def voice_of(head: Token) -> Voice | None:
    """The voice named by the phrase of ``head``; None when the phrase is a pronoun or holds no name."""
    if head.tag_ in {"PRP", "WP", "WDT", "DT", "EX", "PRP$"}:
        return None
    doc = head.doc
    left, right = left_edge(head), head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _KEEP_PREPOSITIONS and child.i == right:
            right = _short_end(child)
        elif child.dep_ == "conj" and child.tag_[:2] == "NN" and child.i > head.i:
            right = max(right, _last_voice(child, right))
    named = _apposed_person(head)
    if named is not None:
        return named
    span = _clean(list(doc[left:right]))
    comma = next((i for i in range(len(span) - 1, -1, -1) if span[i].text == ","), None)
    if comma is not None and any(t.like_num for t in span[:comma]) and span[comma + 1 :]:
        span = span[comma + 1 :]  # "in Tel, 14 kilometers from town, *military and town officials* said"
    if not span:
        return None
    start, end = span[0].idx, span[-1].idx + len(span[-1].text)
    text = doc.text[start:end]
    name, shape = _canonical(span, head)
    roles = frozenset(t.lower_ for t in span if t.tag_[:2] == "NN") | _apposed(head)
    kind = kind_of(name)
    if kind is ActorKind.UNKNOWN:
        kind = kind_of(" ".join(sorted(roles & set(flat("actors", "kinds")))) or text)
    if kind is ActorKind.UNKNOWN and shape == "person":
        kind = ActorKind.INDIVIDUAL
    titled = text.replace(name, " ") if shape == "person" else text
    return Voice(name, kind, text, _country("" if shape == "person" else name, titled), shape, roles, start, end)


def _apposed_person(head: Token) -> Voice | None:
    """ "A pensioner from the north, Nina Petrova, said": the name speaks, the noun gives the kind."""
    if head.tag_ not in {"NN", "NNS"} or head.lower_ in words("actors", "spokespeople"):
        return None
    for child in head.subtree:
        beside = child.head == head or (
            child.i + 1 < len(head.doc) and head.doc[child.i + 1].text == "," and child.i < head.head.i
        )
        if beside and child.dep_ == "appos" and child.tag_ == "NNP" and child.ent_type_ == "PERSON":
            inner = voice_of(child)
            if inner is not None:
                kind = kind_of(head.text)
                roles = inner.roles | {head.lower_}
                return Voice(
                    inner.name,
                    kind if kind is not ActorKind.UNKNOWN else inner.kind,
                    inner.text,
                    inner.country,
                    "person",
                    roles,
                    inner.start,
                    inner.end,
                )
    return None


def _last_voice(conjunct: Token, right: int) -> int:
    """Where a list of voices ends ("residents, local media and the shadow government")."""
    end = right
    node: Token | None = conjunct
    while node is not None and node.i - end <= 6:
        end = node.i + 1
        node = next((c for c in node.children if c.dep_ == "conj" and c.tag_[:2] == "NN" and c.i > node.i), None)
    return end


def _short_end(prep: Token) -> int:
    right = prep.i + 1
    for token in prep.subtree:
        if token.i < right:
            continue
        if (
            (token.is_punct and token.text != "-")
            or token.dep_ in {"relcl", "acl", "cc"}
            or (token.tag_[:2] == "VB" and token.dep_ != "amod")
            or token.lower_ in {"on", "that"}
        ):
            break
        right = token.i + 1
    return right


def _apposed(head: Token) -> frozenset[str]:
    out: set[str] = set()
    for child in head.children:
        if child.dep_ == "appos":
            out |= {t.lower_ for t in child.subtree if t.tag_[:2] == "NN"}
    return frozenset(out)


def _canonical(span: list[Token], head: Token) -> tuple[str, str]:
    """The name without articles, titles and spokespeople, a country's possessive as its adjective."""
    speaks = words("actors", "spokespeople")
    at = next((i for i, t in enumerate(span) if t.lower_ in speaks), None)
    if at is not None:
        organisation = _organisation(span, at, head)
        if organisation:
            return organisation
    statement = words("reporting", "nouns", "statement")
    if head.lower_ in statement:
        author = _author(span, head)
        if author:
            return author, "organisation"
    out: list[str] = []
    i = 0
    while i < len(span):
        token = span[i]
        nxt = span[i + 1] if i + 1 < len(span) else None
        if nxt is not None and nxt.lower_ in {"'s", "'"} and nxt.tag_ == "POS":
            code = country_of(token.text)
            adjective = demonym(code) if code else None
            if adjective and not out:
                out.append(adjective + " ")
                i += 2
                continue
        out.append(token.text_with_ws)
        i += 1
    person = _is_person(span, head)
    name = "".join(out).strip()
    if person:
        return _own_name(span) or name, "person"
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ == "police"
    if span[0].tag_ in {"NN", "NNS", "JJ"} or span[0].lower_ in {"police", "officials", "doctors"}:
        plain = not span[0].text.isupper() and span[0].is_sent_start and not _proper(span[0].text)
        name = name[0].lower() + name[1:] if plain else name
    one = head.lower_ in words("actors", "generic", "people") or kind_of(head.text) in _ONE_PERSON
    if not plural and head.tag_ == "NN" and one:
        return name, "person"
    return name, "plural" if plural else "organisation"


def _proper(word: str) -> bool:
    """Whether a word keeps its capital wherever it stands ("Russian", "Reuters", "Moscow")."""
    known = word.lower() in words("actors", "proper")
    return known or nationality_of(word) is not None or country_of(word) is not None


def _own_name(span: list[Token]) -> str:
    """The run of name words at the end, without titles ("Interior Minister Ihor Petrenko" -> "Ihor Petrenko")."""
    titles = set(flat("people", "honorifics")) | set(flat("actors", "kinds")) | set(flat("people", "titles"))
    kept: list[Token] = []
    for token in reversed(span):
        joins = token.text in {"-", "'"} or token.lower_ in {"de", "al", "bin", "van", "von", "da", "dos"}
        name_part = token.tag_ in {"NNP", "NNPS"} or joins
        if not name_part or token.lower_ in titles or token.lower_.strip(".") in titles:
            break
        kept.insert(0, token)
    while kept and kept[0].is_punct:
        kept.pop(0)
    return _joined(kept)


def _organisation(span: list[Token], at: int, head: Token) -> tuple[str, str] | None:
    before = [t for t in span[:at] if t.tag_ != "POS"]
    if before:
        code = country_of(before[0].text)
        adjective = demonym(code) if code and len(before) > 1 and span[1].tag_ == "POS" else None
        rest = before[1:] if adjective else before
        name = (f"{adjective} " if adjective else "") + _joined(rest)
        lower_ok = before[0].is_sent_start and before[0].tag_ not in {"NNP", "NNPS"} and not adjective
        if before[0].is_sent_start and before[0].lower_ in {"police", "army", "military", "hospital", "government"}:
            lower_ok = True
        lower_ok = lower_ok and not _proper(before[0].text)
        return (name[0].lower() + name[1:] if lower_ok else name), "organisation"
    after = span[at + 1 :]
    if after and after[0].lower_ in {"for", "of"}:
        rest = _clean(after[1:])
        if rest:
            return _possessive(rest), "organisation"
    return None


def _possessive(tokens: list[Token]) -> str:
    if len(tokens) > 2 and tokens[1].tag_ == "POS":
        code = country_of(tokens[0].text)
        adjective = demonym(code) if code else None
        if adjective:
            return f"{adjective} {_joined(tokens[2:])}"
    return _joined(tokens)


def _author(span: list[Token], head: Token) -> str | None:
    """Who issued a statement or report: its possessor, its compound, or whom "by", "from" and "of" name."""
    for child in head.lefts:
        if child.dep_ in {"poss", "compound", "nmod"} and child.lower_ not in {
            "news",
            "media",
            "press",
            "police-report",
        }:
            tokens = _clean([t for t in child.subtree if t.i <= child.i])
            if tokens and (
                child.tag_[:3] == "NNP"
                or child.lower_ in words("actors", "generic", "organisations")
                or child.lower_ in flat("actors", "kinds")
            ):
                return _possessive(tokens) if len(tokens) > 1 else tokens[0].text
    for child in head.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            tokens = _clean([t for t in child.subtree if t.i > child.i])
            if tokens:
                return _possessive(tokens)
        if child.dep_ == "acl":
            for by in child.children:
                if by.dep_ in {"agent", "prep"} and by.lower_ in {"by", "from"}:
                    tokens = _clean([t for t in by.subtree if t.i > by.i])
                    if tokens:
                        return _possessive(tokens)
    return None


def _is_person(span: list[Token], head: Token) -> bool:
    if head.tag_ != "NNP":
        return False
    lowered = {t.lower_ for t in span}
    if country_of(head.text) or country_of(_joined(span)):
        return False
    if lowered & set(flat("people", "honorifics")):
        return True
    if head.lower_ in flat("actors", "kinds"):
        return False
    if head.ent_type_:
        return bool(head.ent_type_ == "PERSON")
    return False


def _country(name: str, text: str) -> str | None:
    fixed = table("actors")["countries"]
    lowered = name.lower()
    for words_of_name, code in fixed.items():
        if words_of_name in lowered:
            return str(code)
    parts = text.replace("'s", " ").split()
    for part in [name, *[" ".join(parts[i : i + 2]) for i in range(len(parts))], *parts]:
        if part[:1].isupper():
            code = nationality_of(part.strip(",.")) or country_of(part.strip(",."))
            if code:
                return code
    return None
