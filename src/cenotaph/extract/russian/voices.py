"""Names of Russian speakers: from the words at a reporting verb to one actor in the nominative, with its kind."""

from __future__ import annotations

from cenotaph.extract.russian.lexicon import labels, plain, words
from cenotaph.extract.russian.parse import Sentence, Word, nominative
from cenotaph.extract.voices import Voice
from cenotaph.model import ActorKind
from cenotaph.places import country_of, nationality_of

__all__ = ["country_in", "kind_of", "speaks", "voice_of"]

_BEFORE = frozenset({"amod", "nummod", "nummod:gov", "det"})
_OPENS = frozenset({"«", '"', "“"})
_AGREEING = frozenset({"amod", "appos", "flat:name", "flat", "conj"})


def voice_of(head: Word, sentence: Sentence) -> Voice | None:
    """The voice that the phrase of ``head`` names; None for a pronoun.

    A spokesperson speaks for the organisation in the genitive; a person with a role goes by the name alone.
    """
    if head.pos in {"PRON", "DET", "ADP", "ADV", "PUNCT"} or (not head.text[:1].isalpha() and head.low != "«"):
        return None
    span = _span(head, sentence)
    text = _text(span, sentence)
    first, last = span[0], span[-1]
    person = _person(span, sentence)
    kind = kind_of(span)
    spokesman = head.lemma in words("speech", "spokesman")
    owner = next((w for w in span if w.i > head.i and w.case in {"Gen", ""} and w.noun and w.entity != "PER"), None)
    if spokesman and owner is not None and owner.lemma != "агентство":
        inner = [w for w in span if w.i >= _left(owner, span).i and w.entity != "PER"]
        name = _named(inner, owner)
        return Voice(
            name, kind_of(inner), text, country_in(inner), "organisation", _roles(span), first.start, last.end
        )
    if person is not None:
        kind = ActorKind.INDIVIDUAL if kind is ActorKind.UNKNOWN else kind
        return Voice(
            _in_nominative(person), kind, text, country_in(span), "person", _roles(span), first.start, last.end
        )
    name = _named(span, head)
    if kind is ActorKind.UNKNOWN and head.entity == "LOC":
        kind = ActorKind.STATE
    shape = "plural" if head.plural else "organisation"
    return Voice(name, kind, text, country_in(span), shape, _roles(span), first.start, last.end)


def speaks(head: Word) -> bool:
    """Whether a subject can be a speaker: a name, a person, an organisation, or Latin letters."""
    if head.pos == "PRON" and head.lemma in words("speech", "grammar", "pronouns"):
        return True
    if head.entity or head.pos in {"PROPN", "X"} or head.text[:1].isascii():
        return head.text[:1].isalpha()
    if head.feats.get("Animacy") == "Anim" or head.pos == "ADJ":
        return True
    lemma = head.lemma
    return (
        lemma in labels("speech", "kinds")
        or lemma in words("speech", "names", "organisations")
        or "-канал" in lemma
    )


def kind_of(span: list[Word]) -> ActorKind:
    """The kind that the words give, the head first; a defence or health ministry by its field."""
    kinds = labels("speech", "kinds")
    lows = {w.lemma for w in span} | {w.low for w in span}
    if lows & {"оборона", "обороны"}:
        return ActorKind.STATE_FORCE
    if lows & {"здравоохранение", "здравоохранения"}:
        return ActorKind.HEALTH_AUTHORITY
    for word in span:
        label = kinds.get(word.lemma) or kinds.get(word.low)
        if label:
            return ActorKind(label)
    return ActorKind.UNKNOWN


def country_in(span: list[Word]) -> str | None:
    """ISO 3166-1 alpha-2 of the one country that the words name, by noun or adjective."""
    for word in span:
        code = nationality_of(word.lemma) if word.pos in {"ADJ", "NOUN", "PROPN"} else None
        code = code or (country_of(nominative(word)) if word.pos == "PROPN" else None)
        if code:
            return code
    return None


def _span(head: Word, sentence: Sentence) -> list[Word]:
    """The words of a speaker's phrase: adjectives before, genitives, names and quoted names after."""
    rest = sentence.words
    first = head.i
    while first > 0 and rest[first - 1].head is head and rest[first - 1].rel in _BEFORE:
        if rest[first - 1].low in {"этот", "его", "ее", "их", "один"}:
            break
        if rest[first - 1].lemma in words("speech", "by", "documents"):
            break
        first -= 1
    last, quoted = head.i, False
    while last + 1 < len(rest):
        after = rest[last + 1]
        inside = {w.i for w in rest[first : last + 1]}
        if after.low in _OPENS:
            close = _closing(rest, last + 1)
            if close is None:
                break
            last, quoted = close, True
        elif after.low in {"с", "в"} and _tail(after, inside, rest):
            last = _tail_end(after.i + 1, rest)
        elif after.low == "." and len(rest[last].text) == 1 and rest[last + 2 : last + 3]:
            if not rest[last + 2].text[:1].isupper():
                break
            last += 2  # an initial
        elif _belongs(after, rest[last], head, inside, sentence, quoted):
            last += 1
        else:
            break
    return rest[first : last + 1]


def _belongs(after: Word, last: Word, head: Word, inside: set[int], sentence: Sentence, quoted: bool) -> bool:
    """Whether the word behind a phrase is part of it: a name, a genitive, an acronym, the rest of an entity."""
    if after.entity and after.entity == last.entity:
        return any(s <= last.start and after.end <= e for s, e, _ in sentence.entities)
    if after.text.isascii() and after.text[:1].isupper():
        return last.lemma in labels("speech", "kinds") or after.rel == "flat:foreign"
    own = after.head is not None and (after.head.i in inside or _led(after, inside))
    if after.rel in {"appos", "flat:name", "flat", "flat:foreign"} or after.entity == "PER":
        return own or (after.entity == "PER" and head.case == after.case)
    if not own:
        return False
    if after.pos == "PROPN" and (after.case == head.case or after.text.isupper()):
        return True
    return after.pos in {"NOUN", "PROPN", "ADJ", "X"} and after.case in {"Gen", ""} and not quoted


def _closing(rest: list[Word], at: int) -> int | None:
    """The index of the quote that closes a name opened at ``at``; None for a quotation."""
    close = next((w.i for w in rest[at + 1 : at + 9] if w.low in {"»", '"', "”"}), None)
    return None if close is None or any(w.low in {",", "."} for w in rest[at + 1 : close]) else close


def _tail_end(at: int, rest: list[Word]) -> int:
    """The last word of "в аварийных службах области" or "с позывным Сыч"."""
    last = at
    while last + 1 < len(rest):
        after = rest[last + 1]
        up_to = after.head.i if after.head is not None else -1
        agrees = after.pos == "ADJ" and up_to == last + 2
        if not (after.noun and at <= up_to <= last and after.rel in {"appos", "nmod", "flat:name"}) and not agrees:
            noun = rest[last].pos == "ADJ" and up_to >= 0 and after.noun
            if not noun:
                break
        last += 1
    return last


def _led(word: Word, inside: set[int]) -> bool:
    """An adjective whose noun belongs to the phrase ("глава городской администрации")."""
    head = word.head
    return (
        word.pos == "ADJ"
        and head is not None
        and head.i == word.i + 1
        and head.case == "Gen"
        and head.head is not None
        and head.head.i in inside
    )


def _tail(prep: Word, inside: set[int], rest: list[Word]) -> bool:
    """ "источник в аварийных службах", "командир с позывным Сыч"."""
    noun = prep.head
    if noun is None or noun.head is None or noun.head.i not in inside or noun.rel != "nmod" or noun.i - prep.i > 3:
        return False
    if prep.low == "в":
        return any(rest[i].lemma in {"источник", "собеседник"} for i in inside)
    return noun.lemma == "позывной"


def _person(span: list[Word], sentence: Sentence) -> list[Word] | None:
    for start, end, kind in sentence.entities:
        if kind == "PER":
            named = [w for w in span if start <= w.start and w.end <= end]
            if named:
                return named
    names = [w for w in span if w.pos == "PROPN" and w.rel in {"flat:name"} and w.head is not None]
    if names and names[0].head is not None and names[0].head in span and not names[0].head.entity:
        return [names[0].head, *names]
    return None


def _left(owner: Word, span: list[Word]) -> Word:
    before = [w for w in span if w.head is owner and w.rel == "amod" and w.i < owner.i]
    return before[0] if before else owner


def _named(span: list[Word], head: Word) -> str:
    """The phrase with its head and what agrees with it in the nominative; genitives and quoted names stay."""
    if span[0].pos == "NUM" and len(span) > 1:
        span = span[1:]  # "трое собеседников агентства": how many voices, not whose
    agreeing = {head.i} | {w.i for w in span if w.head is head and w.rel in _AGREEING and w.case == head.case}
    out = ""
    for k, word in enumerate(span):
        text = nominative(word) if word.i in agreeing else word.text
        if k == 0 and text[:1].isupper() and not word.entity and word.pos != "PROPN" and not text.isupper():
            text = text[:1].lower() + text[1:]
        gap = k and word.start > span[k - 1].end
        out += (" " if gap else "") + text
    return out.strip()


def _in_nominative(person: list[Word]) -> str:
    out = ""
    for k, word in enumerate(person):
        out += (" " if k and word.start > person[k - 1].end else "") + nominative(word)
    return out


def _text(span: list[Word], sentence: Sentence) -> str:
    out = ""
    for k, word in enumerate(span):
        out += (" " if k and word.start > span[k - 1].end else "") + word.text
    return out


def _roles(span: list[Word]) -> frozenset[str]:
    return frozenset(plain(w.lemma) for w in span if w.pos == "NOUN")
