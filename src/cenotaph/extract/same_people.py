"""Which drafts of a report tell again of people that another draft counts, so that they are counted once."""

from __future__ import annotations

from cenotaph.extract.draft import Draft
from cenotaph.extract.lexicon import words
from cenotaph.model import Measure

__all__ = [
    "names_all",
    "one_measure_a_number",
    "opens_list",
    "raise_it",
    "same_one",
    "their_bodies",
    "told_again",
    "with_their_number",
]

_FOUND = {Measure.MISSING, Measure.BODIES_FOUND}  # "the bodies of *six* soldiers killed in May": one claim
_DEAD = {Measure.KILLED, Measure.BODIES_FOUND}
_DIED = {"frame.subject", "frame.adjective", "frame.of", "frame.predicate.subject"}
_WHOEVER = {"victims", "people", "persons"}
_WHO_DIE_LATER = {"survivors", "patients", "victims", "injured", "wounded", "casualties"}
_ANYBODY = {"man", "woman", "person", "victim", "boy", "girl", "child", "officer", "soldier"}  # may be another one


def names_all(counted: Draft, naming: Draft) -> bool:
    """Whether a naming gives the names of exactly the people that ``counted`` counts."""
    if counted.count is None or naming.count is None or counted.people or counted.measure is not naming.measure:
        return False
    return counted.count.best == naming.count.best


def with_their_number(made: list[Draft], parts: list[Draft]) -> list[Draft]:
    """ "*The dead*, 17 of them, were laid out": the number right behind counts them all."""
    out = []
    for draft in made:
        behind = [
            p
            for p in parts
            if p.part_of is draft
            and p.count_span
            and draft.count_span
            and 0 < p.count_span[0] - draft.count_span[1] < 4
        ]
        if "nominal" in draft.flags and "count.plural" in draft.rules and behind:
            behind[0].part_of = None
        else:
            out.append(draft)
    return out


def opens_list(draft: Draft, namings: list[Draft]) -> bool:
    """ "The *officers* who lost their lives are: A B, C D": uncounted, and named right after."""
    return any(
        draft.measure is naming.measure
        and {"count.plural", "count.one"} & set(draft.rules)
        and draft.count_span is not None and naming.count_span is not None
        and draft.count_span[0] < naming.count_span[0] and naming.count.best != 1
        for naming in namings if naming.count is not None
    )  # fmt: skip


def told_again(draft: Draft, others: list[Draft]) -> bool:
    """ "Five were beaten so badly that *they* needed surgery": a bare "they" of the harm that was counted."""
    text = draft.count.text.lower() if draft.count is not None else ""
    pronoun = "pronoun" in draft.flags or text == "all" or {"nominal", "definite"} <= draft.flags
    pronoun |= "definite" in draft.flags and "frame.treated" in draft.rules  # "*the injured people* were taken to"
    pronoun |= "definite" in draft.flags and _any_of_them(draft)
    if text == "both" and draft.measure is Measure.INJURED:
        told = [o for o in others if o is not draft and o.count is not None and o.sentence < draft.sentence]
        return any(o.measure is Measure.KILLED and o.count is not None and o.count.best == 2 for o in told[-3:])
    if (
        "definite" in draft.flags
        and draft.group is None
        and draft.measure is Measure.INJURED
        and _dead_before(draft, others)
    ):
        return True
    if {"weak", "definite"} <= draft.flags and draft.measure is Measure.INJURED and draft.group is not None:
        return any(_shot_to_death(draft, o) for o in others)
    if {"weak", "names"} <= draft.flags and draft.measure is Measure.INJURED and draft.count is not None:
        return any(
            o.measure is Measure.KILLED and o.count and o.count.best == draft.count.best for o in others[-3:]
        )
    if "count.plural" in draft.rules and "definite" in draft.flags:
        counted = (o for o in others if o is not draft and o.order < draft.order and o.measure is draft.measure)
        if any(_of_one_kind(draft, o) for o in counted):
            return True  # "Two soldiers were killed ... *the soldiers who were killed* were on patrol"
    if not pronoun or "count.plural" not in draft.rules:
        return False
    dead = Measure.KILLED if "weak" in draft.flags else draft.measure  # "killed two ... when *they were shot*"
    return any(o is not draft and o.measure in {draft.measure, dead} and "pronoun" not in o.flags for o in others)


def raise_it(draft: Draft, others: list[Draft]) -> bool:
    """ "rose to 58 as *survivors* succumbed", "by three as *some of the injured* died": whom the number counts."""
    if "count.plural" not in draft.rules or draft.count is None:
        return False
    said = draft.group.text if draft.group is not None else draft.count.text
    alike = [o for o in others if o is not draft and o.sentence == draft.sentence and o.measure is draft.measure]
    numbered = any(o.count is not None and (o.count.best or 0) > 1 for o in alike)
    return numbered and bool(set(said.lower().split()) & _WHO_DIE_LATER)


def _dead_before(draft: Draft, others: list[Draft]) -> bool:
    """ "Four men died. *The four* took blows to the head": the wounds of as many who are told to be dead."""
    many = draft.count.best if draft.count is not None else None
    dead = [
        o for o in others if o.measure is Measure.KILLED and o.count is not None and o.sentence < draft.sentence
    ]
    return many is not None and many > 1 and any(o.count is not None and o.count.best == many for o in dead)


def _any_of_them(draft: Draft) -> bool:
    """ "the coroner said *the victims* were killed by", "all *the people* who died": whoever was counted."""
    head = draft.group.text.split()[-1].lower() if draft.group is not None else ""
    return head in _WHOEVER and "weak" not in draft.flags


def _shot_to_death(draft: Draft, told: Draft) -> bool:
    """ "Three soldiers were killed. *The soldiers* were shot at a market": those told to be dead."""
    return told.measure is Measure.KILLED and _of_one_kind(draft, told)


def _of_one_kind(draft: Draft, told: Draft) -> bool:
    """Whether several people have been told of by the same noun, in one number or where none is said."""
    if told.group is None or draft.group is None or told.count is None or draft.count is None:
        return False
    alike = told.group.text.split()[-1].lower() == draft.group.text.split()[-1].lower()
    many = "count.plural" in draft.rules and (told.count.low or 0) > 1
    return alike and (many or ((draft.count.low or 0) > 1 and draft.count.best == told.count.best))


def same_one(draft: Draft, others: list[Draft], said: str) -> bool:
    """ "They shot *him*" of one who was told to be dead, "*the man* is in stable condition" of one who was hurt,
    "*the suspect*, who was hit," of the suspect told to be among the hurt, "*the man* had been in hospital" of one
    who was told to have died; ``said`` is the sentence."""
    if draft.measure is not Measure.INJURED or draft.count is None or draft.count.best != 1:
        return False
    if "definite" not in draft.flags or "count.one" not in draft.rules:
        return False
    if "frame.participle" in draft.rules and any(
        o.measure is Measure.INJURED and o.order < draft.order for o in others
    ):
        return True  # "*the wounded man*, a father of two, was operated on"
    alone = [o for o in others if o is not draft and o.order < draft.order and o.count and o.count.best == 1]
    if "pronoun" in draft.flags and "weak" in draft.flags:
        return any(o.measure is Measure.KILLED for o in alone)
    lay = any(r.removeprefix("trigger.") in words("triggers_light", "wards") for r in draft.rules)
    if (
        lay
        and "pronoun" in draft.flags
        and any(o.measure is Measure.KILLED and o.sentence == draft.sentence for o in alone)
    ):
        return True  # "a woman who died after *she* was taken to hospital"
    if lay and " had been " in said and alone and alone[-1].measure is Measure.KILLED:
        return True
    states = words("triggers_light", "states")
    state = any(r.removeprefix("trigger.") in states for r in draft.rules)
    head = draft.group.text.split()[-1] if draft.group else None
    state |= head is not None and head not in _ANYBODY and "weak" in draft.flags
    return state and any(
        o.measure is Measure.INJURED and o.group and o.group.text.split()[-1] == head for o in alone
    )


def their_bodies(draft: Draft, others: list[Draft]) -> bool:
    """ "*Their bodies* were taken home", "executed a mayor and dumped *his body*": of dead who were told of."""
    if draft.measure is not Measure.BODIES_FOUND or draft.count is None:
        return False
    first = draft.count.text.lower().split(" ")[0]
    many = "count.plural" in draft.rules and first in {"the", "their", "these", "those", "all", "his", "her"}
    known = many or ("count.one" in draft.rules and draft.group is None and first in {"his", "her"})
    return known and any(o is not draft and o.measure in _DEAD and o.count is not None for o in others)


def one_measure_a_number(made: list[Draft]) -> list[Draft]:
    """The first of drafts that read the same number for the same measure; of "died after being shot" the death,
    of "a man injured last week has died", and the wound of "the only casualty was a man who was shot".

    "Is recovering after being shot": the wounding is the claim, not the state that followed.
    """
    states = words("triggers_light", "states")
    out: list[Draft] = []
    for draft in sorted(made, key=lambda d: any(r.removeprefix("trigger.") in states for r in d.rules)):
        if not any(d.count_span == draft.count_span and d.measure == draft.measure and d.count_span for d in out):
            out.append(draft)
    killed = {d.count_span: d for d in out if d.measure is Measure.KILLED}
    died = {span for span, d in killed.items() if _DIED & set(d.rules)}
    kept = [d for d in out if "weak" not in d.flags or d.count_span not in killed]
    kept = [d for d in kept if d.measure is not Measure.INJURED or d.count_span is None or d.count_span not in died]
    kept = [d for d in kept if d.measure is not Measure.MISSING or d.count_span not in died]
    bodies = {d.count_span for d in kept if d.measure is Measure.BODIES_FOUND and d.count_span}
    kept = [d for d in kept if d.measure not in {Measure.INJURED, Measure.MISSING} or d.count_span not in bodies]
    told = {d.count_span for d in kept if d.measure is not Measure.KILLED_OR_INJURED and d.count_span}
    kept = [d for d in kept if d.measure is not Measure.KILLED_OR_INJURED or d.count_span not in told]
    kept = [d for d in kept if d.measure not in _FOUND or d.count_span not in killed]
    return sorted(kept, key=made.index)
