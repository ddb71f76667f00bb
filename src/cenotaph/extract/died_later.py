"""One who "was shot", and "died two days later": a death, told in two sentences."""

from __future__ import annotations

import re

from cenotaph.extract.draft import Draft
from cenotaph.model import Measure, Sex, Stance

__all__ = ["died_later"]

_DIED = {"trigger.died", "trigger.dies", "trigger.succumbed", "trigger.perished"}
_DIES = re.compile(r"[\s.;]*(?:Later\s+)?(?:Died|Pronounced\s+dead|Declared\s+dead|Succumbed)\b", re.IGNORECASE)
_NEAR = 2  # sentences from the one to the other
_HE, _SHE = {"he", "him"}, {"she", "her"}


def died_later(drafts: list[Draft], text: str) -> list[Draft]:
    """``drafts`` without those who were shot or stabbed and of whom the next sentences of ``text`` tell that they
    died; the death keeps where that was, and who they were."""
    for one in drafts:
        if _alone(one) and one.measure is Measure.INJURED and _DIES.match(text, one.anchor[1]):
            one.measure = Measure.KILLED  # "Male stabbed at tavern. *Died* at scene."
    gone: list[Draft] = []
    for death in drafts:
        if death.measure is not Measure.KILLED or not _known(death):
            continue
        alone = [d for d in drafts if _alone(d) and d.order < death.order and d not in gone]
        if alone and _taken_in(alone[-1]) and _same(alone[-1], death) and "pronoun" in death.flags:
            gone.append(alone.pop())  # "*he* was taken to hospital, where he was pronounced dead"
        hurt = alone[-1] if alone else None
        if hurt is None or not _weak(hurt) or not _same(hurt, death):
            continue
        gone.append(hurt)
        death.more_anchors = sorted({*death.more_anchors, *hurt.more_anchors, hurt.anchor} - {death.anchor})
        death.people = death.people or hurt.people
        if death.place is None:
            death.place, death.place_span = hurt.place, hurt.place_span
        if death.group is None and "count.name" not in hurt.rules:
            death.group, death.group_span = hurt.group, hurt.group_span
    return [draft for draft in drafts if draft not in gone]


def _alone(draft: Draft) -> bool:
    one = draft.count is not None and draft.count.low == draft.count.high == 1
    return one and draft.measure in {Measure.KILLED, Measure.INJURED} and draft.kind != "table"


def _weak(draft: Draft) -> bool:
    """Whether a draft says only that one was shot, stabbed or hit, alone."""
    told = draft.measure is Measure.INJURED and "weak" in draft.flags and draft.stance is Stance.ASSERTS
    return told and draft.part_of is None and not {"background", "attacker"} & draft.flags


def _taken_in(draft: Draft) -> bool:
    """Whether a draft says only that somebody spoken of before was taken to hospital."""
    return {"frame.treated", "flag.pronoun"} <= {*draft.rules, *(f"flag.{flag}" for flag in draft.flags)}


def _known(death: Draft) -> bool:
    """Whether a death is of one spoken of before: "he died", "the teenager died", "Khan died"."""
    died = bool(_DIED & set(death.rules)) or {"trigger.dead", "frame.adjective"} <= set(death.rules)
    died = died and _alone(death) and death.stance is Stance.ASSERTS
    return died and bool({"pronoun", "definite", "name"} & death.flags) and death.part_of is None


def _same(hurt: Draft, death: Draft) -> bool:
    near = 0 <= death.sentence - hurt.sentence <= _NEAR
    outlet = "speaker.outlet" in {*death.rules, *hurt.rules}
    if not near or (hurt.voice.name != death.voice.name and not outlet):
        return False
    said = death.count.text.lower() if death.count is not None else ""
    sex = hurt.group.sex if hurt.group is not None else None
    if (said in _HE and sex is Sex.WOMAN) or (said in _SHE and sex is Sex.MAN):
        return False
    if "pronoun" in death.flags:
        return True
    called = {word.lower() for d in (hurt,) for word in _words(d)}
    return bool(called & {word.lower() for word in _words(death)[-1:]})


def _words(draft: Draft) -> list[str]:
    if draft.people:
        return [word for person in draft.people for word in person.name.split()]
    return draft.group.text.split() if draft.group is not None else []
