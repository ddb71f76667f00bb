"""Who stands behind the words: the organisation of a spokesperson, the issuer of a statement, report or post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cenotaph.extract.lexicon import flat, words
from cenotaph.places import country_of, demonym, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["author", "clean", "joined", "organisation_of", "proper"]

_ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "whose"}
_LEADS = {"one", "another", "two", "three", "four", "five", "several", "both", "same", "other", "separate"}


def clean(tokens: list[Token]) -> list[Token]:
    """The tokens of a phrase without leading articles and counts, and without punctuation at its end."""
    out = list(tokens)
    while len(out) > 1 and (out[0].lower_ in _ARTICLES or out[0].is_punct or _only_counts(out)):
        out.pop(0)
    while out and (out[-1].is_punct or out[-1].lower_ == "'s"):
        out.pop()
    return out


def _only_counts(tokens: list[Token]) -> bool:
    """A leading number or "same" that says how many voices, not whose ("two hospital officials")."""
    return tokens[0].lower_ in _LEADS and tokens[1].tag_ not in {"NNP", "IN"} and tokens[1].lower_ != "of"


def joined(tokens: list[Token]) -> str:
    """The tokens as written."""
    return "".join(t.text_with_ws for t in tokens).strip()


def proper(word: str) -> bool:
    """Whether a word keeps its capital wherever it stands ("Russian", "Reuters", "Moscow")."""
    known = word.lower() in words("actors", "proper")
    return known or nationality_of(word) is not None or country_of(word) is not None


def organisation_of(span: list[Token], at: int) -> str | None:
    """The organisation for which the spokesperson at ``span[at]`` speaks; None where the phrase names none."""
    before = [t for t in span[:at] if t.tag_ != "POS"]
    owned = next((i for i, t in enumerate(span[:at]) if t.tag_ == "POS"), None)
    if owned is not None and all(t.lower_ in words("actors", "desks") for t in span[owned + 1 : at]):
        before = [t for t in span[:owned] if t.tag_ != "POS"]  # "the army's chief spokesman"
    if all(t.lower_ in words("actors", "desks", "levels") for t in before):
        before = []  # "*provincial* spokesman A B": no body is named
    if before:
        code = country_of(before[0].text)
        adjective = demonym(code) if code and len(before) > 1 and span[1].tag_ == "POS" else None
        rest = before[1:] if adjective else before
        name = (f"{adjective} " if adjective else "") + joined(rest)
        lower_ok = before[0].is_sent_start and before[0].tag_ not in {"NNP", "NNPS"} and not adjective
        if before[0].is_sent_start and before[0].lower_ in {"police", "army", "military", "hospital", "government"}:
            lower_ok = True
        lower_ok = lower_ok and not proper(before[0].text)
        return name[0].lower() + name[1:] if lower_ok else name
    after = span[at + 1 :]
    if after and after[0].lower_ in {"for", "of"}:
        rest = clean(after[1:])
        if rest:
            return _possessive(rest)
    return None


def _possessive(tokens: list[Token]) -> str:
    if len(tokens) > 2 and tokens[1].tag_ == "POS":
        code = country_of(tokens[0].text)
        adjective = demonym(code) if code else None
        if adjective:
            return f"{adjective} {joined(tokens[2:])}"
    return joined(tokens)


def _phrase(tokens: list[Token]) -> list[Token]:
    """The tokens up to the first comma or clause ("Russia's consulate in Damascus, seen by Reuters")."""
    for i, token in enumerate(tokens):
        if i and (token.text in {",", ";", ":", "(", '"'} or token.dep_ in {"relcl", "acl"}):
            return tokens[:i]
    return tokens


def author(head: Token) -> str | None:
    """Who issued a statement, report or post: its possessor, its compound, whom "by" and "from" name, or whose page
    or channel it stands on."""
    for child in head.lefts:
        bearing = child.dep_ in {"poss", "compound", "nmod"} or child.lower_ in {"military", "opposition"}
        if not bearing or child.lower_ in words("actors", "no_authors"):
            continue
        tokens = clean([t for t in child.subtree if t.i <= child.i])
        general = words("actors", "generic", "organisations")
        if tokens and (
            child.tag_[:3] == "NNP" or child.lower_ in general or child.lower_ in flat("actors", "kinds")
        ):
            return _possessive(tokens) if len(tokens) > 1 else tokens[0].text
    for child in head.rights:
        links = [child] if child.dep_ in {"prep", "agent"} else list(child.children) if child.dep_ == "acl" else []
        if child.lower_ in words("reporting", "nouns", "seen"):
            continue  # "a statement seen by Reuters"
        if child.lower_ == "of" and head.tag_ == "NN":
            for body in child.children:
                a_body = body.lower_ in words("actors", "generic", "organisations")
                if body.dep_ == "pobj" and (a_body or (body.tag_ == "NNP" and body.ent_type_ == "ORG")):
                    return _possessive(clean(_phrase(list(body.subtree))))
        for link in links:
            if link.dep_ in {"prep", "agent"} and link.lower_ in {"by", "from"}:
                tokens = clean(_phrase([t for t in link.subtree if t.i > link.i]))
                if tokens:
                    return _possessive(tokens)
            pages = [c for c in link.children if c.lower_ in words("reporting", "nouns", "pages")]
            if link.lower_ in {"on", "in"} and pages:
                return author(pages[0])
    return None
