"""Counts of "погибшие", "раненые", "жертвы": with a number, none of them, unknown, declined, or as a total."""

from __future__ import annotations

from cenotaph.extract.russian.counted import Counted, Desk, of_noun, of_phrase
from cenotaph.extract.russian.hits import Hit
from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.parse import Word
from cenotaph.model import Measure, Stance

__all__ = ["count_people"]

_DASHES = frozenset({"—", "-", "–", ":"})
_REACH = 12  # words from "число погибших" to its figure


def count_people(hit: Hit, desk: Desk) -> list[Counted]:
    """What a noun of harmed people states in its sentence; empty where they are only mentioned."""
    before = desk.sentence.words[hit.word.i - 1].low if hit.word.i else ""
    if before in {"среди", "числе", "числа"}:
        return []  # a part of them follows
    for rule in (_none, _unknown, _total, _own_number, _listed, _losses, _exist, _named):
        found = rule(hit, desk)
        if found:
            return found
    return []


def _coordinated(word: Word) -> list[Word]:
    """A noun and those it is joined with: "погибших и пострадавших нет" governs through the first one."""
    out = [word]
    head = word.head
    while head is not None and out[-1].rel == "conj" and len(out) < 5:
        out.append(head)
        head = head.head
    return out


def _governors(word: Word) -> list[Word]:
    return [w.head for w in _coordinated(word) if w.head is not None]


def _plural_or_case(word: Word) -> bool:
    return word.plural or not word.feats.get("Number")


# ---- nobody


def _none(hit: Hit, desk: Desk) -> list[Counted]:
    """ "погибших нет", "жертв не было", "обошлось без пострадавших"."""
    word = hit.word
    sentence = desk.sentence
    if _numbered(word, desk):
        return []
    preps = {c.low for w in _coordinated(word) for c in w.children if c.rel == "case"}
    span: tuple[int, int] | None = None
    if "без" in preps and _plural_or_case(word):
        mark = next((w for w in reversed(sentence.words[: word.i]) if w.low == "без"), word)
        span = (mark.start, word.end) if word.i - mark.i <= 3 else (word.start, word.end)
    for governor in _governors(word):
        if word.case != "Gen" or preps - {"без"}:
            break
        if governor.lemma in {"нет", "нету"} or governor.low == "нет":
            span = (governor.start, governor.end)
        elif (
            governor.lemma in {"быть", "иметься", "оказаться", "зафиксировать", "найти", "обнаружить"}
            and governor.negated
        ):
            span = (sentence.words[governor.i - 1].start, governor.end)
        elif governor.lemma == "избежать" and _plural_or_case(word):
            span = (governor.start, governor.end)
    if span is None and word.case == "Gen" and not preps:
        after = [
            w
            for w in sentence.words[word.i + 1 : word.i + 6]
            if w.low not in {"и", ",", "пока", "также", "среди", "них"}
        ]
        after = [
            w for w in after if w.lemma not in {"раненый", "пострадавший", "пострадать", "погибнуть", "разрушение"}
        ]
        if after and after[0].low == "нет" and not _numbered(word, desk):
            span = (after[0].start, after[0].end)
    if span is None or _is_news(word):
        return []
    text = " ".join(w.text for w in sentence.within(*span))
    return [Counted(hit, desk.count("none", text), span, "none", word, _described(word))]


def _described(word: Word) -> list[Word]:
    """ "погибших военных нет": the noun that the participle describes."""
    head = word.head
    return [head] if word.rel == "amod" and head is not None and head.noun else []


def _numbered(word: Word, desk: Desk) -> bool:
    return any(p.noun is word or word in p.core for p in desk.phrases)


def _is_news(word: Word) -> bool:
    return any(g.lemma in words("triggers", "words", "news") for g in _governors(word))


# ---- unknown and declined


def _unknown(hit: Hit, desk: Desk) -> list[Counted]:
    """ "о погибших не сообщается", "данных о раненых нет", "число жертв уточняется", "отказался назвать число"."""
    word = hit.word
    number = _number_noun(word)
    if _numbered(word, desk):
        return []
    if number is not None:
        return _unknown_number(hit, number, desk)
    base = word.head if word.rel == "amod" and word.head is not None and word.head.noun else word
    prep = {c.low for w in _coordinated(base) for c in w.children if c.rel == "case"}
    if not prep & {"о", "об"}:
        return []
    for governor in _governors(base):
        if governor.lemma in words("triggers", "words", "news"):
            verb = governor.head
            silent = verb is not None and (
                verb.low == "нет" or (verb.negated and verb.lemma in words("triggers", "words", "unknown_negated"))
            )
            if verb is not None and (silent or verb.lemma in {"уточняться", "проверяться", "устанавливаться"}):
                return [
                    _withheld(
                        hit,
                        (min(governor.start, verb.start), max(verb.end, word.end)),
                        desk,
                        Stance.REPORTS_UNKNOWN,
                    )
                ]
            above = verb.head if verb is not None else None
            if above is not None and above.lemma in words("triggers", "words", "declining"):
                return [_withheld(hit, None, desk, Stance.DECLINES_TO_SAY, above)]
            if verb is not None and verb.negated and verb.lemma in {"располагать", "иметь", "обладать"}:
                return [_withheld(hit, None, desk, Stance.REPORTS_UNKNOWN, verb)]
            if verb is not None and verb.negated and verb.lemma in words("triggers", "words", "telling"):
                return [_withheld(hit, None, desk, Stance.DECLINES_TO_SAY, verb)]
        elif governor.negated and governor.lemma in words("triggers", "words", "unknown_negated"):
            return [
                _withheld(
                    hit,
                    (min(word.start, governor.start), max(word.end, governor.end)),
                    desk,
                    Stance.REPORTS_UNKNOWN,
                )
            ]
    return []


def _number_noun(word: Word) -> Word | None:
    """ "число" over "погибших", also where "погибших" describes a noun ("число погибших сотрудников")."""
    for node in [*_coordinated(word)]:
        for above in (node.head, node.head.head if node.head is not None and node.rel == "amod" else None):
            if above is not None and above.lemma in words("triggers", "words", "counting"):
                return above
    return None


def _unknown_number(hit: Hit, number: Word, desk: Desk) -> list[Counted]:
    verb = number.head
    tail = desk.sentence.words[number.i :]
    if verb is None and number.rel == "root":
        verb = next((w for w in tail if w.lemma in words("triggers", "words", "unknown")), None)
    if verb is None:
        return []
    if verb.lemma in words("triggers", "words", "unknown") and (
        verb.negated or verb.lemma not in {"сообщаться", "называться", "раскрываться", "приводиться", "указываться"}
    ):
        start, end = min(number.start, verb.start), max(hit.word.end, verb.end)
        return [_withheld(hit, (start, end), desk, Stance.REPORTS_UNKNOWN)]
    above = verb.head
    declines = (
        above is not None
        and above.lemma in words("triggers", "words", "declining")
        and (above.lemma != "стать" or above.negated)
    )
    if verb.lemma in words("triggers", "words", "telling") and above is not None and declines:
        return [_withheld(hit, None, desk, Stance.DECLINES_TO_SAY, above)]
    if (
        verb.lemma in words("triggers", "words", "withheld")
        and verb.negated
        and verb.feats.get("VerbForm") == "Fin"
    ):
        return [_withheld(hit, None, desk, Stance.DECLINES_TO_SAY, verb)]
    return []


def _withheld(
    hit: Hit, span: tuple[int, int] | None, desk: Desk, stance: Stance, verb: Word | None = None
) -> Counted:
    text = ""
    if span is not None:
        text = " ".join(w.text for w in desk.sentence.within(*span))
    count = desk.count("unknown", text or hit.word.text)
    group: list[Word] = _described(hit.word)
    return Counted(hit, count, span, "unknown", hit.word, group, set(), [], stance, verb)


# ---- numbers


def _total(hit: Hit, desk: Desk) -> list[Counted]:
    """ "число погибших выросло до 34": the figure that follows."""
    number = _number_noun(hit.word)
    if number is None:
        return []
    for phrase in desk.free():
        gap = desk.between(hit.word.i, phrase.first)
        if phrase.first < hit.word.i or len(gap) > _REACH or any(w.low in {";"} for w in gap):
            continue
        others = [h for h in desk.hits if h is not hit and hit.word.i < h.word.i < phrase.first]
        verbs = [
            w for w in [*gap, *phrase.core] if w.lemma in words("triggers", "words", "rises") or w.low in _DASHES
        ]
        if others and any(h.frame not in {"people", "toll"} for h in others):
            break
        at = (
            gap and gap[-1].low == "в" and number.head is not None and number.head.lemma in {"оценить", "оценивать"}
        )
        if phrase.people is False or not (verbs or at) or any(w.lemma in {"мочь", "смочь"} for w in gap):
            continue
        made = of_phrase(hit, phrase, desk)
        made.group = made.group or _described(hit.word)
        made.rule = "toll"
        made.flags.add("total")
        return [made]
    return []


def _own_number(hit: Hit, desk: Desk) -> list[Counted]:
    """ "10 погибших", "двое погибших рыбаков"; "убитыми — 12" and "12 человек убитыми" by what stands beside."""
    word = hit.word
    for phrase in desk.free():
        inside = word in phrase.core and word.i > phrase.core[0].i
        if (phrase.noun is word or inside) and phrase.people is not False:
            made = of_phrase(hit, phrase, desk)
            told_apart = {h.measure for h in desk.hits if h.word.i > word.i and h.frame == "people"}
            if word.lemma == "жертва" and {Measure.KILLED, Measure.INJURED} <= told_apart:
                hit.measure = Measure.KILLED_OR_INJURED  # "1 234 жертвы: 421 погибший и 813 раненых"
            return [_of_losses(made, desk) if word.case == "Ins" else made]
    if word.case == "Ins" or (word.case == "" and word.pos == "NOUN"):
        return _instrumental(hit, desk)
    return []


def _instrumental(hit: Hit, desk: Desk) -> list[Counted]:
    """ "70 человек убитыми и 120 ранеными", "убитыми 12 человек, ранеными — 31"."""
    word = hit.word
    before = [p for p in desk.free() if p.last == word.i - 1]
    after = [
        p for p in desk.free() if p.first > word.i and all(w.low in _DASHES for w in desk.between(word.i, p.first))
    ]
    for phrase in [*before, *after]:
        if phrase.people is not False:
            return [_of_losses(of_phrase(hit, phrase, desk), desk)]
    return []


def _of_losses(made: Counted, desk: Desk) -> Counted:
    """ "потери противника составили 70 человек убитыми": whose losses says of whom."""
    losses = next((w for w in desk.sentence.words[: made.hit.word.i] if w.lemma == "потеря"), None)
    if not made.group and losses is not None:
        made.group = [c for c in losses.children if c.case == "Gen" and c.noun][:1]
    return made


def _listed(hit: Hit, desk: Desk) -> list[Counted]:
    """ "Погибших: 6", "пострадавших — 17"."""
    word = hit.word
    if word.prep:
        return []
    at = word.i + 1
    rest = desk.sentence.words
    if [w.low for w in rest[at : at + 2]] == ["без", "вести"]:
        at += 2
    if at >= len(rest) or rest[at].low not in _DASHES:
        return []
    for phrase in desk.free():
        if phrase.first == at + 1 and phrase.people is not False:
            return [of_phrase(hit, phrase, desk)]
    return []


def _losses(hit: Hit, desk: Desk) -> list[Counted]:
    """ "потери составили 300 человек", unless dead and wounded are told apart in the same breath."""
    if hit.word.lemma != "потеря" or not hit.word.plural:
        return []
    if any(
        h.word.lemma in {"убить", "убитый", "раненый", "ранить", "погибнуть"} for h in desk.hits if h is not hit
    ):
        return []
    for phrase in desk.free():
        gap = desk.between(hit.word.i, phrase.first)
        rises = any(w.lemma in words("triggers", "words", "rises") or w.low in _DASHES | {"в"} for w in gap)
        if phrase.first > hit.word.i and len(gap) <= _REACH and rises and phrase.people is not False:
            return [of_phrase(hit, phrase, desk)]
    return []


def _exist(hit: Hit, desk: Desk) -> list[Counted]:
    """ "есть погибшие и раненые": a plural without a number."""
    word = hit.word
    if not word.plural or word.case not in {"Nom", "Loc", "Acc", "Dat", "Ins"}:
        return []
    if _numbered(word, desk):
        return []
    spoken = word.prep in {"о", "об"} and any(
        g.lemma in words("speech", "verbs", "reporting") and not g.negated for g in _governors(word)
    )
    there = (
        word.case == "Nom"
        and not word.prep
        and any(g.lemma in {"быть", "иметься", "появиться", "есть"} and not g.negated for g in _governors(word))
    )
    if not (spoken or there):
        return []
    span = (word.start, word.end)
    return [Counted(hit, desk.count("bare_plural", word.text), span, "plural", word)]


def _named(hit: Hit, desk: Desk) -> list[Counted]:
    """ "Алексей Громов, погибший 2 марта": a participle of a named person."""
    head = hit.word.head
    if hit.word.plural or hit.word.rel not in {"acl", "amod"} or head is None:
        return []
    made = of_noun(hit, head, desk)
    return [made] if made is not None and made.names else []
