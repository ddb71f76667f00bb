"""Who is harmed by a verb, a deed or a light verb: by the parse first, then by what stands beside it."""

from __future__ import annotations

from cenotaph.extract.russian.counted import Counted, Desk, of_noun, of_phrase
from cenotaph.extract.russian.hits import Hit
from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.parse import Word
from cenotaph.extract.russian.phrases import Phrase, is_person

__all__ = ["beside", "count_verb"]

_STOPS = frozenset({";", ":", "(", ")", "«", "»"})
_REACH = 7  # words between a trigger and the number beside it


def count_verb(hit: Hit, desk: Desk) -> list[Counted]:
    """What a verb, deed or light verb counts by the parse; empty when the parse shows nobody."""
    linked = [p for p in desk.free() if _links(hit, p)]
    linked = [p for p in linked if p.people is not False and _side(hit, p, desk) and not _reserved(hit, p, desk)]
    if hit.people_only:
        linked = [p for p in linked if p.people is True]
    linked = [p for p in linked if not _nearer(hit, p, desk)]
    if hit.frame == "body":
        beside_it = [p for p in desk.free() if p.noun is hit.word or p.first == hit.word.i + 1]
        linked = [p for p in beside_it if p.people is not False] or linked
    chain = _chained(linked, desk, hit)
    if hit.word.negated and hit.frame != "deed":
        return _spared(hit, chain, desk)
    out = [of_phrase(hit, p, desk) for p in chain]
    out += [made for p in chain[-1:] for made in _joined(hit, p, desk)]
    if out or hit.numbered:
        return out
    nouns = _harmed_nouns(hit)
    for noun in nouns:
        inside = [p for p in desk.free() if p.under(noun) and p.people is not False and p.first == noun.i + 2]
        if noun.lemma in words("people", "collective") and inside:
            return [of_phrase(hit, inside[0], desk)]
    found = [of_noun(hit, noun, desk) for noun in nouns]
    if hit.people_only:
        found = [c for c in found if c is not None and c.head is not None and is_person(c.head)]
    return [c for c in found if c is not None]


def _links(hit: Hit, phrase: Phrase) -> bool:
    if any(phrase.under(word) for word in hit.words):
        return True
    if hit.frame in {"light.either", "light.subject"} and hit.object is not None:
        return any(g.head is hit.word and g is hit.object for g in phrase.governors())
    head = hit.word.head
    return (
        hit.word.feats.get("VerbForm") == "Inf" and head is not None and head.lemma == "мочь" and phrase.under(head)
    )


def _nearer(hit: Hit, phrase: Phrase, desk: Desk) -> bool:
    """Whether another verb of harm stands between, or right before the number: the parse then errs."""
    for other in desk.hits:
        if other is hit or other.frame not in {"subject", "object", "light.subject", "light.either"}:
            continue
        low, high = (hit.word.i, phrase.first) if phrase.first > hit.word.i else (phrase.last, hit.word.i)
        if low < other.word.i < high and not any(
            w.low in {"и", "или"} for w in desk.between(other.word.i, phrase.first)
        ):
            return True
        if other.word.i == phrase.first - 1 and hit.word.i > phrase.last and other.frame == "object":
            return True
    return False


def _passive(word: Word) -> bool:
    return word.feats.get("Variant") == "Short" or word.pos == "ADJ" or word.feats.get("Voice") == "Pass"


def _side(hit: Hit, phrase: Phrase, desk: Desk) -> bool:
    """Whether a linked phrase stands on the side of the harmed: subject, object, or genitive of a deed."""
    noun = phrase.noun or phrase.core[-1]
    rels = {w.rel for w in phrase.core if w.head is not None and w.head not in phrase.core}
    preps = {c.low for w in phrase.core for c in w.children if c.rel == "case" and c not in phrase.core}
    before = desk.sentence.words[phrase.first - 1] if phrase.first else None
    if before is not None and before.pos == "ADP" and before.low in words("speech", "grammar", "prepositions"):
        return False
    if preps - {"около", "порядка", "до", "более", "от", "свыше", "с"} and phrase.mention.row != "between":
        return False
    if hit.frame == "object" and not _passive(hit.word):
        return noun.case in {"Acc", "Gen", "Nom", ""} and not any(r.startswith("nsubj") for r in rels)
    if hit.frame == "object":
        return noun.case != "Ins"
    if hit.frame == "light.owner":
        return hit.object is not None and phrase.under(hit.object)
    return noun.case not in {"Ins", "Dat"} or hit.frame == "deed"


def _reserved(hit: Hit, phrase: Phrase, desk: Desk) -> bool:
    """Whether the phrase counts "раненых" or the like, which are a statement of their own."""
    if hit.frame == "body":
        return False
    return any(h.frame == "people" and h is not hit and h.word in phrase.core for h in desk.hits)


def _chained(linked: list[Phrase], desk: Desk, *hits: Hit) -> list[Phrase]:
    """``linked`` with the phrases coordinated to them ("пять украинцев, двое казахстанцев и один немец")."""
    out = list(linked)
    for phrase in desk.free():
        if phrase in out or phrase.people is False or any(_reserved(h, phrase, desk) for h in hits):
            continue
        if any(w.rel == "conj" for w in phrase.core) and any(g in q.core for q in out for g in phrase.governors()):
            between = desk.between(out[-1].last, phrase.first)
            if not any(w.low in {"числе", "них", "которых", "включая"} for w in between):
                out.append(phrase)
    return sorted(out, key=lambda p: p.first)


def _joined(hit: Hit, phrase: Phrase, desk: Desk) -> list[Counted]:
    """ "шесть полицейских и священник": single people joined to a number."""
    nouns = [c for c in phrase.noun.children if c.rel == "conj" and c.noun and not c.plural] if phrase.noun else []
    single = [n for n in nouns if is_person(n) and not any(n in p.core for p in desk.phrases)]
    return [made for n in single for made in [of_noun(hit, n, desk)] if made is not None]


def _spared(hit: Hit, linked: list[Phrase], desk: Desk) -> list[Counted]:
    """A negated verb: "никто не погиб" and "жители не пострадали" are nobody; one person spared is no claim."""
    none = [p for p in linked if p.mention.row == "none"]
    if none:
        return [of_phrase(hit, p, desk) for p in none[:1]]
    for noun in _harmed_nouns(hit):
        if noun.plural and is_person(noun):
            made = of_noun(hit, noun, desk)
            if made is not None:
                made.count = desk.count("none", f"не {hit.word.text}")
                made.span = (hit.word.start, hit.word.end)
                made.rule = "none"
                return [made]
    return []


def _harmed_nouns(hit: Hit) -> list[Word]:
    """The nouns or names on the harmed side of a trigger."""
    word = hit.word
    children = word.children
    if hit.frame in {"deed", "body"}:
        return [c for c in children if c.case == "Gen" and c.rel in {"nmod", "appos"}][:1]
    if hit.frame == "light.owner":
        return [c for c in hit.object.children if c.case == "Gen"][:1] if hit.object else []
    if hit.frame == "object" and not _passive(word):
        return [c for c in children if c.rel in {"obj", "iobj"} and c.case in {"Acc", "Gen"} and is_person(c)][:1]
    subjects = [c for c in children if c.rel.startswith("nsubj") and c.case in {"Nom", "Gen", ""}]
    if hit.frame == "light.either":
        objects = [c for c in children if c.rel == "obj" and is_person(c)]
        subjects = objects or subjects
    return subjects[:1]


def beside(hit: Hit, desk: Desk) -> Counted | None:
    """The nearest free number in the trigger's own stretch of the sentence, after it or before it."""
    if hit.word.negated and hit.frame != "deed":
        return None
    words_ = desk.sentence.words
    others = {h.word.i for h in desk.hits if h is not hit} | {
        h.object.i for h in desk.hits if h is not hit and h.object
    }
    best: tuple[int, Phrase] | None = None
    for phrase in desk.free():
        if phrase.people is False or (hit.people_only and phrase.people is not True):
            continue
        low, high = (hit.word.i, phrase.first) if phrase.first > hit.word.i else (phrase.last, hit.word.i)
        between = words_[low + 1 : high]
        apart = _apart(between)
        if (len(between) > _REACH and not apart) or any(w.i in others or w.low in _STOPS for w in between):
            continue
        if any(w.low in {",", "—", "-"} for w in between) and not apart:
            continue
        if any(
            (w.pos == "AUX" and w.low not in {"были", "было", "был", "была"}) or w.low in {"ему", "ей"}
            for w in between
        ):
            continue
        if _reserved(hit, phrase, desk):
            continue
        if any(w.pos == "VERB" and w.feats.get("VerbForm") in {"Fin", "Conv"} for w in between):
            continue
        if _elsewhere(phrase, desk, hit):
            continue
        before = phrase.first < hit.word.i
        cost = len(between) + (3 if before == (hit.frame == "object" and not _passive(hit.word)) else 0)
        if best is None or cost < best[0]:
            best = (cost, phrase)
    return of_phrase(hit, best[1], desk) if best else None


def _apart(between: list[Word]) -> bool:
    """Whether the commas between belong to something put in ("погибло, по разным оценкам, от трёх")."""
    commas = [w for w in between if w.low in {",", "—", "-"}]
    opening = {"по", "как", "согласно", "предположительно", "вероятно", "среди", "включая", "числе", "них"}
    return len(commas) == 2 and len(between) < 12 and any(w.low in opening for w in between)


def _elsewhere(phrase: Phrase, desk: Desk, hit: Hit) -> bool:
    """Whether the phrase is governed by a verb that is no trigger, or by a preposition of its own."""
    hit_words = {w.i for h in desk.hits for w in h.words}
    for word in phrase.core:
        for child in word.children:
            if (
                child.rel == "case"
                and child not in phrase.core
                and child.low in words("speech", "grammar", "prepositions")
            ):
                return True
    for governor in phrase.governors():
        finite = governor.pos == "VERB" and governor.feats.get("VerbForm") == "Fin"
        over = phrase.last < hit.word.i < governor.i  # the parse joined the number to a later verb
        if finite and governor.i not in hit_words and not over and not any(governor is a for a in hit.word.above()):
            return True
    return False
