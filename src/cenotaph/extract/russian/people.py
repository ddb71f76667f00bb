"""Named people of Russian text as person records, with age, sex and rank where the words give them."""

from __future__ import annotations

import re

from cenotaph.extract.draft import Draft
from cenotaph.extract.russian.lexicon import labels, words
from cenotaph.extract.russian.parse import Clean, Sentence, Word, nominative
from cenotaph.model import (
    ActorKind,
    AgeGroup,
    Anchor,
    InformantRelation,
    Measure,
    PersonFate,
    PersonRecord,
    PopStatus,
    Report,
    Sex,
    content_id,
)

__all__ = ["person_record"]

_FATES = {
    Measure.KILLED: PersonFate.KILLED,
    Measure.BODIES_FOUND: PersonFate.KILLED,
    Measure.INJURED: PersonFate.INJURED,
    Measure.MISSING: PersonFate.MISSING,
    Measure.DETAINED: PersonFate.DETAINED,
}
_AGE_BEFORE = re.compile(r"(\d{1,3})\s?-\s?летн\w+\s+(?:[^\W\d]+\s+){0,3}$")
_AGE_AFTER = re.compile(r"^\s*(?:,\s*|\()(?:ему |ей )?(\d{1,3})(?:\s+(?:лет|года|год)\b|\s*\)|\s*[,.])")
_ADULT = 18


def person_record(
    report: Report, draft: Draft, name: tuple[int, int], sentence: Sentence, clean: Clean, head: Word | None
) -> PersonRecord:
    """The record of the person named at clean offsets ``name``; what the words do not give stays unknown."""
    inside = sentence.within(*name)
    full = " ".join(nominative(w) for w in inside)
    age = _age(clean.text[max(0, name[0] - 60) : name[0]], clean.text[name[1] : name[1] + 30])
    near = [w for w in sentence.words if 0 < inside[0].i - w.i <= 3 and w.pos in {"NOUN", "ADJ"}]
    rank = next((w.lemma for w in reversed(near) if w.lemma in words("people", "ranks")), None)
    status = next(
        (labels("people", "status")[w.lemma] for w in near if w.lemma in labels("people", "status")), None
    )
    dead = draft.measure in {Measure.KILLED, Measure.BODIES_FOUND}
    relative = draft.voice.kind is ActorKind.RELATIVE
    start, _ = clean.span(*name)
    return PersonRecord(
        id=content_id("p", [report.id, full, start]),
        report=report.id,
        name=full,
        anchors=(Anchor.of(report.text, *draft.anchor),),
        fate=_FATES.get(draft.measure, PersonFate.UNKNOWN),
        sex=_sex(inside, near, head),
        age_low=age,
        age_high=age,
        age_group=AgeGroup.UNKNOWN if age is None else AgeGroup.CHILD if age < _ADULT else AgeGroup.ADULT,
        status=PopStatus(status) if status else PopStatus.NOT_STATED,
        rank=rank,
        death_place=draft.place.text if dead and draft.place is not None else None,
        death_place_ref=draft.place if dead else None,
        death_period=draft.period.text if dead and draft.period is not None else None,
        death=draft.period if dead and draft.period is not None and draft.period.stated else None,
        informant=draft.voice.name if relative else None,
        informant_relation=InformantRelation.RELATIVE if relative else None,
    )


def _age(before: str, after: str) -> int | None:
    match = _AGE_AFTER.match(after) or _AGE_BEFORE.search(before)
    age = int(match.group(1)) if match else None
    return age if age is not None and age <= 120 else None


def _sex(name: list[Word], near: list[Word], head: Word | None) -> Sex:
    for word in reversed(near):
        if word.lemma in labels("people", "sex"):
            return Sex(labels("people", "sex")[word.lemma])
    verb = head.head if head is not None else None
    gender = verb.feats.get("Gender") if verb is not None and verb.feats.get("Tense") == "Past" else None
    gender = gender or name[0].feats.get("Gender")
    return {"Masc": Sex.MAN, "Fem": Sex.WOMAN}.get(gender or "", Sex.NOT_RECORDED)
