"""The attributions of a Russian sentence: reporting verbs, "по данным", "со ссылкой на", labels, dashes."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.extract.russian.lexicon import words
from cenotaph.extract.russian.parse import Sentence, Word
from cenotaph.extract.russian.voices import speaks, voice_of
from cenotaph.extract.voices import Voice

__all__ = ["Source", "sources_of"]


@dataclass(slots=True, eq=False)
class Source:
    """One attribution of a sentence: its ``voice`` (None: a pronoun or nobody), where it stands, what it covers.

    ``how`` is "verb", "by" (по данным), "label" or "dash"; ``outer`` marks "как сообщает X"; ``link`` is the
    inner source of "со ссылкой на".
    """

    how: str
    at: int
    voice: Voice | None
    verb: Word | None = None
    pronoun: bool = False
    outer: bool = False
    link: Voice | None = None
    end: int = 10**9
    subject: Word | None = None


def sources_of(sentence: Sentence) -> list[Source]:
    """The attributions of a sentence in the order of its words."""
    out = [*_labels(sentence)]
    for word in sentence.words:
        if _may_report(word):
            found = _of_verb(word, sentence)
            if found is not None:
                out.append(found)
        elif word.low in {"по", "согласно"}:
            found = _of_preposition(word, sentence)
            if found is not None:
                out.append(found)
        elif _is_link(word) and not any(_may_report(w) for w in sentence.words):
            inner = _referred(word, sentence)
            if inner is not None:
                out.append(Source("by", word.i, inner))
        elif word.low in {"—", "-"}:
            found = _elliptic(word, sentence, out)
            if found is not None:
                out.append(found)
    return sorted(out, key=lambda s: s.at)


def _may_report(word: Word) -> bool:
    reporting = word.lemma in words("speech", "verbs", "reporting") and word.pos == "VERB"
    return reporting and word.feats.get("VerbForm") != "Part"


def _of_verb(verb: Word, sentence: Sentence) -> Source | None:
    outer = _after_as(verb, sentence)
    document = _document(verb, sentence)
    link = _link_of(verb, sentence)
    if document is not None and not any(
        c.rel == "nsubj" and speaks(c) and c.lemma not in words("speech", "by", "documents") for c in verb.children
    ):
        owner = next((c for c in document.children if c.case == "Gen" and c.noun), None)
        voice = voice_of(owner, sentence) if owner is not None else None
        if owner is not None and owner.lemma == "телеграм-канал":
            voice = voice_of(owner, sentence)
        return Source("verb", verb.i, voice, verb, outer=outer, link=link)
    subject = _subject(verb, sentence)
    if subject is not None and subject.pos == "PRON":
        return Source("verb", verb.i, None, verb, pronoun=True, outer=outer, link=link, subject=subject)
    if subject is not None and speaks(subject):
        voice = voice_of(subject, sentence)
        return Source("verb", verb.i, voice, verb, outer=outer, link=link, subject=subject)
    place = next((c for c in verb.children if c.prep in {"в", "во"} and c.case == "Loc" and _organisation(c)), None)
    if place is not None and verb.feats.get("Number") == "Plur":
        return Source("verb", verb.i, voice_of(place, sentence), verb, outer=outer, link=link, subject=place)
    if subject is not None:
        return _report_of(verb, subject, sentence, outer, link)
    if verb.lemma in words("speech", "verbs", "hearsay") or link is not None:
        channel = next((c for c in verb.children if c.prep in {"в", "во"} and _organisation(c)), None)
        return Source(
            "verb", verb.i, voice_of(channel, sentence) if channel else None, verb, outer=outer, link=link
        )
    if verb.head is not None and verb.rel == "conj" and verb.head.lemma in words("speech", "verbs", "reporting"):
        return None
    return Source("verb", verb.i, None, verb) if verb.lemma in words("speech", "verbs", "denying") else None


def _document(verb: Word, sentence: Sentence) -> Word | None:
    """ "говорится в докладе", "следует из отчёта": the document, by what stands right behind the verb."""
    near = sentence.words[verb.i + 1 : verb.i + 5]
    return next(
        (
            w
            for w in near
            if w.lemma in words("speech", "by", "documents") and {"в", "из", "во"} & _preps(w, sentence)
        ),
        None,
    )


def _preps(word: Word, sentence: Sentence) -> set[str]:
    return {w.low for w in sentence.words[max(0, word.i - 2) : word.i] if w.pos == "ADP"}


def _report_of(verb: Word, subject: Word, sentence: Sentence, outer: bool, link: Voice | None) -> Source | None:
    """ "отчёт ООН свидетельствует": its author speaks."""
    if subject.lemma not in words("speech", "by", "documents"):
        return None
    owner = next((c for c in subject.children if c.case == "Gen" and c.noun), None)
    return Source(
        "verb", verb.i, voice_of(owner, sentence) if owner is not None else None, verb, outer=outer, link=link
    )


def _subject(verb: Word, sentence: Sentence) -> Word | None:
    subjects = [
        c for c in verb.children if c.rel in {"nsubj", "nsubj:pass"} and c.case in {"Nom", "Gen", "", "Acc"}
    ]
    subjects = [s for s in subjects if s.pos != "NUM"]
    if subjects:
        return _before_quote(subjects[0], sentence)
    head = verb.head
    if (
        verb.rel == "parataxis"
        and head is not None
        and head.i == verb.i + 1
        and head.case == "Nom"
        and speaks(head)
    ):
        return head  # the parse turned round: "передаёт корреспондент"
    after = sentence.words[verb.i + 1 : verb.i + 4]
    for word in after:
        if word.low in {"в", "о", "об", "на", "что", ",", ":", "со", "по"}:
            return None
        if (word.noun or word.pos == "X") and word.case in {"Nom", ""} and word.rel not in {"obj", "obl"}:
            return word
    return None


def _before_quote(subject: Word, sentence: Sentence) -> Word:
    """ "собеседник «Азаттыка»": the noun before the quoted name speaks."""
    before = sentence.words[max(0, subject.i - 2) : subject.i]
    quoted = len(before) == 2 and before[1].low == "«" and before[0].noun and before[0].case == "Nom"
    return before[0] if quoted else subject


def _organisation(word: Word) -> bool:
    kinds = words("speech", "names", "organisations")
    if word.entity == "ORG" or word.lemma in kinds or word.low in kinds:
        return True
    return (word.text.isupper() and len(word.text) > 1) or "канал" in word.lemma


def _after_as(verb: Word, sentence: Sentence) -> bool:
    start = max(0, verb.i - 4)
    return any(w.low == "как" for w in sentence.words[start : verb.i]) and not any(
        w.low in {",", "минимум"}
        for w in sentence.words[
            max(start, next((w.i for w in sentence.words[start : verb.i] if w.low == "как"), start)) : verb.i
        ]
    )


def _link_of(verb: Word, sentence: Sentence) -> Voice | None:
    """The source of "со ссылкой на" nearest to this verb, behind it or between subject and verb."""
    links = [w for w in sentence.words if _is_link(w)]
    verbs = [w for w in sentence.words if w.lemma in words("speech", "verbs", "reporting") and w.pos == "VERB"]
    own = [w for w in links if min(verbs, key=lambda v: abs(v.i - w.i), default=verb) is verb]
    return _referred(own[0], sentence) if own else None


def _is_link(word: Word) -> bool:
    """ "со ссылкой на", "ссылаясь на"."""
    return (word.lemma == "ссылка" and word.prep in {"со", "с"}) or word.low == "ссылаясь"


def _referred(link: Word, sentence: Sentence) -> Voice | None:
    noun = next(
        (w for w in sentence.words[link.i + 1 : link.i + 8] if (w.noun or w.pos == "X") and w.prep == "на"), None
    )
    if noun is None:
        noun = next((w for w in sentence.words[link.i + 2 : link.i + 5] if w.noun), None)
    if noun is not None and noun.lemma in words("speech", "by", "nouns"):
        noun = next((c for c in noun.children if c.case == "Gen" and c.noun), None)
    return voice_of(noun, sentence) if noun is not None else None


def _of_preposition(prep: Word, sentence: Sentence) -> Source | None:
    """ "по данным МЧС", "по уточнённым данным Следкома", "по словам вдовы", "по его словам"."""
    near = sentence.words[prep.i + 1 : prep.i + 4]
    noun = next((w for w in near if w.lemma in words("speech", "by", "nouns") and w.noun), None)
    if noun is None or (prep.low == "по" and noun.case != "Dat"):
        return None
    end = next((w.start for w in sentence.words[prep.i :] if w.low == ";"), 10**9)
    start = next((w.end for w in reversed(sentence.words[: prep.i]) if w.low == ";"), 0)
    if any(w.low in words("speech", "grammar", "pronouns") for w in sentence.words[prep.i + 1 : noun.i]):
        return Source("by", prep.i, None, pronoun=True, end=end, subject=None) if start <= prep.start else None
    owner = next(
        (c for c in noun.children if c.case in {"Gen", ""} and (c.noun or c.pos == "X") and c.i > noun.i), None
    )
    if owner is None or not (speaks(owner) or _organisation(owner)):
        return None
    return Source("by", prep.i, voice_of(owner, sentence), end=end)


def _elliptic(dash: Word, sentence: Sentence, before: list[Source]) -> Source | None:
    """ "Киев сообщает о 40 убитых, Минобороны — о двух раненых"."""
    after = sentence.words[dash.i + 1].low if dash.i + 1 < len(sentence.words) else ""
    if after not in {"о", "об"} or not any(s.how == "verb" for s in before):
        return None
    comma = next((w.i for w in reversed(sentence.words[: dash.i]) if w.low in {",", ";"}), -1)
    head = next((w for w in sentence.words[comma + 1 : dash.i] if w.noun and speaks(w)), None)
    voice = voice_of(head, sentence) if head is not None else None
    return Source("dash", dash.i, voice) if voice is not None else None


def _labels(sentence: Sentence) -> list[Source]:
    """ "МВД: ранены семеро"."""
    colon = next((w for w in sentence.words[:6] if w.low == ":"), None)
    if colon is None or colon.i == 0:
        return []
    front = sentence.words[: colon.i]
    head = next((w for w in front if w.noun and w.case in {"Nom", ""}), front[0])
    if any(w.pos in {"VERB", "NUM"} for w in front) or not (
        head.entity in {"ORG", "PER", "LOC"} or _organisation(head)
    ):
        return []
    voice = voice_of(head, sentence)
    return [Source("label", 0, voice)] if voice is not None else []
