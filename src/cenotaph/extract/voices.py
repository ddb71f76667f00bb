"""Names of speakers: from the words at a reporting verb to one named actor with its kind and country."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cenotaph.extract.authors import author, clean, joined, organisation_of, proper
from cenotaph.extract.lexicon import flat, table, words
from cenotaph.extract.persons import one_of_a_calling
from cenotaph.extract.phrases import left_edge, of_object, text_of
from cenotaph.model import ActorKind, Speaker
from cenotaph.places import country_of, demonym, nationality_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Voice", "kind_of", "publisher_voice", "voice_of"]

_KEEP_PREPOSITIONS = {"of", "for", "in", "at", "from", "with"}
_ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "whose"}
_SOME = {"some", "others"}
_BODIES = {ActorKind.MEDIA, ActorKind.NGO, ActorKind.INTERGOVERNMENTAL, ActorKind.REBEL_GROUP}
_NOBODY = {"no", "neither", "none", "nobody"}
_ONE_PERSON = {ActorKind.WITNESS, ActorKind.RELATIVE}
_LEADS = {"one", "another", "two", "three", "four", "five", "several", "both", "same", "other", "separate"}


@dataclass(frozen=True, slots=True)
class Voice:
    """An actor as the text names it: canonical ``name``, the words, the kind, and how it can be referred to.

    ``shape`` is "person", "organisation" or "plural"; ``roles`` are words by which a later sentence may refer
    to it ("ministry", "spokesman"); ``past`` is set when it was heard in an earlier statement ("previously said");
    ``spoken_by`` is the name of the spokesperson through whom an organisation speaks.
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
    spoken_by: str = ""

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
    if country_of(text) or text.lower() in table("actors")["capitals"]:
        return ActorKind.STATE
    return ActorKind.UNKNOWN


def voice_of(head: Token) -> Voice | None:
    """The voice named by the phrase of ``head``; None when the phrase is a pronoun or holds no name."""
    if (
        head.tag_ in {"PRP", "WP", "WDT", "EX", "PRP$"}
        or (head.tag_ == "DT" and head.lower_ not in _SOME)
        or head.lower_ in _NOBODY
    ):
        return None
    if head.tag_ in {"DT", "JJ", "NNS"} and head.lower_ in _SOME:
        end = head.idx + len(head.text)
        return Voice(head.lower_, ActorKind.ANONYMOUS, head.text, None, "plural", frozenset(), head.idx, end)
    if any(c.lower_ in _NOBODY for c in head.lefts):
        return None  # "neither man said"
    if head.lower_ == "one" and any(c.dep_ == "prep" and c.lower_ != "of" for c in head.rights):
        return None  # "one for each death"
    if not any(letter.isalpha() for letter in head.text):
        return None  # "30 identified"
    if _of_this_text(head):
        return None  # "an earlier version of this article said", "Editor's note: ...": the outlet speaks
    if any(c.lower_ == "our" for c in head.lefts) and head.lower_ in words("actors", "own_people"):
        return None  # "our reporter counted eight bodies": the outlet speaks
    if any(c.lower_ == "this" for c in head.lefts) and head.lower_ in {"newspaper", "paper", "magazine", "website"}:
        return None  # "this newspaper has confirmed four deaths"
    some = _some_of(head)
    if some is not None:
        return some
    doc = head.doc
    left, right = left_edge(head), head.i + 1
    for child in head.rights:
        kept = child.lower_ in _KEEP_PREPOSITIONS or child.text[:1].isupper()  # "Doctors Without Borders"
        inner = [c for c in child.children if c.dep_ == "pobj" and not c.like_num]  # not "the union *of forty*"
        if child.dep_ == "prep" and kept and child.i == right and inner:
            right = _short_end(child)
        elif child.dep_ == "conj" and child.tag_[:2] == "NN" and child.i > head.i:
            right = max(right, _last_voice(child, right))
    if head.lower_ in words("actors", "generic", "organisations") and head.tag_ == "NN" and right == head.i + 1:
        while right < len(doc) and doc[right].tag_ == "NNP" and doc[right].ent_type_ != "GPE":
            right += 1  # "the rebel group Ansar"
    for ent in doc.ents:
        if ent.start <= head.i < ent.end and ent.label_ == "ORG" and ent[-1].tag_[:3] == "NNP":
            right = max(right, ent.end)  # "Committee to Protect Journalists"
    while (
        0 < right < len(doc) - 1
        and doc[right].text == "-"
        and not doc[right].whitespace_ + doc[right - 1].whitespace_
    ):
        right += 2  # "her brother*-in-law*"
    named = _self_named(head) or _apposed_person(head) or _spokesperson(head)
    if named is not None:
        return named
    span = clean(list(doc[left:right]))
    comma = next((i for i in range(len(span) - 1, -1, -1) if span[i].text == ","), None)
    if comma is not None and any(t.like_num for t in span[:comma]) and span[comma + 1 :]:
        span = span[comma + 1 :]  # "in Tel, 14 kilometers from town, *military and town officials* said"
    if not span:
        return None
    start, end = span[0].idx, span[-1].idx + len(span[-1].text)
    text = text_of(doc)[start:end]
    name, shape = _canonical(span, head)
    roles = frozenset(t.lower_ for t in span if t.tag_[:2] == "NN") | _apposed(head)
    posts = flat("actors", "posts")
    kind = kind_of(name)
    if kind is ActorKind.UNKNOWN:
        kind = kind_of(" ".join(sorted(roles & set(flat("actors", "kinds")))) or text)
    if kind is ActorKind.UNKNOWN:
        kind = next((ActorKind(posts[t.lower_]) for t in (head, *span) if t.lower_ in posts), kind)
    if kind is ActorKind.UNKNOWN and shape == "person":
        kind = ActorKind.INDIVIDUAL
    titled = text.replace(name, " ") if shape == "person" else text
    by = (_apposed_name(head) or _own_name(span)) if roles & words("actors", "spokespeople") else ""
    by = by if shape == "organisation" else ""
    country = _country("" if shape == "person" else name, titled)
    return Voice(name, kind, text, country, shape, roles, start, end, spoken_by="" if by == name else by)


def _of_this_text(head: Token) -> bool:
    if head.lower_ == "note":
        return any(c.lower_ in {"editor", "editors", "publisher"} for c in head.lefts)
    if head.lower_ not in {"version", "edition"}:
        return False
    inner = (c for of in head.rights if of.lower_ == "of" for c in of.children)
    return any(
        c.lower_ in {"report", "article", "story", "post", "page", "item", "piece", "dispatch"} for c in inner
    )


def _some_of(head: Token) -> Voice | None:
    """ "Two of the Russians said": Russians speak, in the words of the whole phrase; None for any other head."""
    if not (head.tag_ in {"CD", "JJ", "NNS"} and (head.like_num or head.lower_ in words("actors", "shares"))):
        return None
    whole = of_object(head)
    if whole is None or head.lower_ == "one" or whole.tag_ not in {"NNS", "NNPS"}:
        return None
    inner = voice_of(whole)
    if inner is None:
        return None
    start = head.doc[left_edge(head)].idx
    return replace(inner, text=text_of(head.doc)[start : inner.end], start=start)


def _spokesperson(head: Token) -> Voice | None:
    """ "Anna Orlova, the spokeswoman for the ministry,": the ministry speaks, in the words of her name."""
    if head.tag_ != "NNP":
        return None
    for child in head.children:
        if child.dep_ != "appos" or child.lower_ not in words("actors", "spokespeople"):
            continue
        inner = voice_of(child)
        own = list(head.doc[left_edge(head) : head.i + 1])
        if inner is not None and inner.name.lower() not in words("actors", "spokespeople"):
            start, end = own[0].idx, head.idx + len(head.text)
            return replace(inner, text=text_of(head.doc)[start:end], start=start, end=end, spoken_by=_own_name(own))
    return None


def _apposed_name(head: Token) -> str:
    """ "the spokesman of the ministry, *A B*,": the person through whom it speaks."""
    named = next(
        (c for c in head.subtree if c.dep_ == "appos" and c.tag_ == "NNP" and c.ent_type_ == "PERSON"), None
    )
    return _own_name(list(head.doc[left_edge(named) : named.i + 1])) if named is not None else ""


def _self_named(head: Token) -> Voice | None:
    """ "A commander calling himself Bear": the name speaks, the noun gives the kind."""
    for child in head.rights:
        if child.dep_ != "acl" or child.lower_ not in {"calling", "known", "named", "nicknamed", "identified"}:
            continue
        given = [c for c in child.subtree if c.i > child.i and c.tag_ == "NNP"]
        if given and given[-1].i - child.i <= 5:
            kind = kind_of(head.text)
            kind = ActorKind.INDIVIDUAL if kind is ActorKind.UNKNOWN else kind
            name, start = joined(given), head.doc[left_edge(head)].idx
            end = given[-1].idx + len(given[-1].text)
            text = text_of(head.doc)[start:end]
            return Voice(name, kind, text, None, "person", frozenset({head.lower_}), start, end)
    return None


def _apposed_person(head: Token) -> Voice | None:
    """ "A pensioner from the north, Nina Petrova, said": the name speaks, the noun gives the kind."""
    one = of_object(head) if head.lower_ == "one" else None  # "One of the survivors, A B, said"
    plain = head.tag_ in {"NN", "NNS"} or (head.tag_ == "NNP" and head.text.islower()) or _post(head)
    if (not plain and one is None) or head.lower_ in words("actors", "spokespeople"):
        return None
    for child in head.subtree:
        if child.i > head.head.i > head.i:
            break  # beyond the verb: another's name
        beside = child.head == head or (
            child.i + 1 < len(head.doc) and head.doc[child.i + 1].text == "," and child.i < head.head.i
        )
        if beside and child.dep_ == "appos" and child.tag_ == "NNP" and _personal(child, head):
            inner = voice_of(child)
            if inner is not None:
                kind = kind_of((one or head).text)
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


def _post(head: Token) -> bool:
    """ "*the Sector Commander* of the FRSC, A B,": a post with its article and its capital."""
    article = any(c.lower_ == "the" for c in head.lefts)
    return head.tag_ == "NNP" and article and head.lower_ in flat("people", "titles")


def _personal(name: Token, noun: Token) -> bool:
    """Whether an apposed name is a person's: so tagged, or two names beside a noun that is no body."""
    if name.ent_type_ == "PERSON":
        return True
    two = any(c.dep_ == "compound" and c.tag_ == "NNP" for c in name.lefts)
    body = noun.lower_ in words("actors", "generic", "organisations") or kind_of(noun.text) in _BODIES
    return two and not body and name.ent_type_ not in {"GPE", "LOC", "FAC"} and noun.tag_ != "NNS"


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
        if child.dep_ == "appos" and not any(t.like_num for t in child.subtree):  # not "the police 20, the army 40"
            out |= {t.lower_ for t in child.subtree if t.tag_[:2] == "NN"}
    return frozenset(out)


def _canonical(span: list[Token], head: Token) -> tuple[str, str]:
    """The name without articles, titles and spokespeople, a country's possessive as its adjective."""
    speaks = words("actors", "spokespeople")
    at = next((i for i, t in enumerate(span) if t.lower_ in speaks), None)
    if at is not None:
        organisation = organisation_of(span, at)
        if organisation:
            return organisation, "organisation"
    statement = words("reporting", "nouns", "statement")
    if head.lower_ in statement:
        issuer = author(head)
        if issuer:
            return issuer, "organisation"
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
        return _own_name([t for t in span if t.i <= head.i]) or _own_name(span) or name, "person"
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ == "police"
    if span[0].tag_ in {"NN", "NNS", "JJ"} or span[0].lower_ in {"police", "officials", "doctors"}:
        titled = any(t.tag_ == "IN" and t.text[:1].isupper() for t in span[1:])  # "Doctors Without Borders"
        plain = not (titled or span[0].text.isupper() or proper(span[0].text)) and span[0].is_sent_start
        name = name[0].lower() + name[1:] if plain else name
    one = head.lower_ in words("actors", "generic", "people") or kind_of(head.text) in _ONE_PERSON
    if not plural and head.tag_ == "NN" and one:
        return name, "person"
    return name, "plural" if plural else "organisation"


def _own_name(span: list[Token]) -> str:
    """The run of name words at the end, without titles ("Interior Minister Ihor Petrenko" -> "Ihor Petrenko")."""
    titles = set(flat("people", "honorifics")) | set(flat("actors", "kinds")) | set(flat("people", "titles"))
    titles |= words("actors", "spokespeople")
    kept: list[Token] = []
    for token in reversed(span):
        joins = token.text in {"-", "'"} or token.lower_ in {"de", "al", "bin", "van", "von", "da", "dos"}
        name_part = token.tag_ in {"NNP", "NNPS"} or joins
        if not name_part or token.lower_ in titles or token.lower_.strip(".") in titles:
            break
        kept.insert(0, token)
    while kept and kept[0].is_punct:
        kept.pop(0)
    return joined(kept)


def _is_person(span: list[Token], head: Token) -> bool:
    if head.tag_ != "NNP":
        return False
    lowered = {t.lower_ for t in span}
    if country_of(head.text) or country_of(joined(span)):
        return False
    titles = words("actors", "spokespeople") | set(flat("people", "honorifics"))
    if lowered & titles and head.lower_ not in titles:
        return True
    if head.lower_ in flat("actors", "kinds"):
        return False
    ranks = flat("people", "ranks")
    common = any(c.dep_ == "det" for c in head.lefts) or one_of_a_calling(head.lower_)
    if lowered & ranks.keys() and not (common or head.lower_ in ranks or head.lower_ in flat("people", "titles")):
        return True  # "General Abara said", and no General Staff or General Manager
    if len(span) > 1 and (_who_follows(head) or _called(span, head)):
        return True
    if head.ent_type_:
        return bool(head.ent_type_ == "PERSON")
    return False


def _who_follows(name: Token) -> bool:
    """ "Lala Rind, *who* heads the union, disputed this": a person, whatever the recogniser takes the name for."""
    clauses = [c for c in name.rights if c.dep_ == "relcl"]
    return any(
        t.lower_ in {"who", "whom"} and t.dep_ in {"nsubj", "nsubjpass", "dobj"} for c in clauses for t in c.lefts
    )


def _called(span: list[Token], head: Token) -> bool:
    """ "general *secretary* Ana Lobo": a calling right before two or three words of a name."""
    at = [i for i, t in enumerate(span) if t.i == head.i]
    run = at[0] if at else 0
    while run > 0 and span[run - 1].tag_ == "NNP":
        run -= 1
    calling = span[run - 1] if run > 0 and head.i - span[run].i in {1, 2} else None
    return calling is not None and calling.tag_ == "NN" and calling.lower_ in words("actors", "called")


def _country(name: str, text: str) -> str | None:
    lowered = f" {name.lower()} "
    for fixed, code in table("actors")["countries"].items():
        if f" {fixed} " in lowered:
            return str(code)
    parts = [part.strip(",.") for part in f"{name} {text}".replace("'s", " ").split()]
    for part in [name, *[" ".join(pair) for pair in pairwise(parts)], *parts]:
        code = (nationality_of(part) or country_of(part)) if part[:1].isupper() else None
        if code:
            return code
    return next((str(code) for city, code in table("actors")["capitals"].items() if f" {city} " in lowered), None)
