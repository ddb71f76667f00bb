"""Parts of a count tied to their whole: "27 soldiers, among them two officers", "seven of the dead"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import reporting_verbs
from cenotaph.extract.counted import Counted
from cenotaph.extract.draft import Draft
from cenotaph.extract.drafting import Drafter
from cenotaph.extract.gate import NEAR
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.membership import tells_members
from cenotaph.extract.nearby import Part, parts_after, parts_named
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import end_of, text_of
from cenotaph.extract.shares import shares
from cenotaph.extract.signs import described
from cenotaph.extract.spot import Spot, moved
from cenotaph.model import Measure, Scope, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["part_drafts", "parts_alone"]

_DEAD = {Measure.KILLED, Measure.BODIES_FOUND}
_OF_THE = 9  # characters from a share to the number of its own whole ("three *of the* 19")
_EVENT_BEHIND = re.compile(
    r"(?:\s+[\w'-]+){0,4}?\s+(?:in|during|by)\s+(?:an?|one|the)\s+(?:[\w'-]+\s+){0,3}?(?P<event>[a-z]+)(?P<stretch>[^,;]*)"
)
_FATES = {"trigger.fate", "trigger.whereabouts", "trigger.trace", "trigger.sign"}
_BACK = {"them", "whom", "those", "these", "the"}  # words that may point at people counted before


def part_drafts(
    todo: Sequence[tuple[Hit, list[Counted]]], made: list[Draft], before: list[Draft], drafter: Drafter, spot: Spot
) -> list[Draft]:
    """Drafts of the parts named in a sentence; a part that is already a draft of ``made`` gets its link instead.

    ``before`` are the counted drafts of the last sentence that had any.
    """
    out: list[Draft] = []
    used = {d.count_span for d in made}
    figures = [d for d in made if "frame.figure" in d.rules]
    for part, hit in _found(todo, before, drafter.profile, spot, figures):
        if hit.rule == "negated" and part.counted.count.high == 0:
            continue  # "none of the 118 survived": the hit counts them
        if _does_it(part.counted.head) or part.counted.head.dep_ == "poss":
            continue  # "*one of them* shot the guard", "among them *the boy*'s parents"
        if part.victims:
            part = replace(part, measure=_fate(part, [*before, *made], spot))
        span = moved((part.counted.start, part.counted.end), spot.base)
        if span in used:
            for draft in made:
                if draft.count_span == span and "subset" in part.counted.flags:
                    if part.measure in _DEAD and draft.measure is Measure.INJURED and "weak" in draft.flags:
                        draft.measure = part.measure  # "of the 30 bodies, 12 *had been shot*"
                    _belong(draft, part, made, before, drafter, spot)
            continue
        used.add(span)
        heard = drafter.hearing.heard(part.counted.head, spot.piece)
        own = [c for c in part.counted.head.children if c.dep_ == "acl" and c.tag_ == "VBN"]
        at = own[0] if own and hit.rule == "figure" else hit.token  # "including 52 medics *taken in* on Sunday"
        setting = drafter.settling.setting(at, heard, spot)
        setting = drafter.settling.beside(part.counted.head, setting, spot)
        draft = drafter.counted(hit, part.counted, heard, setting, spot)
        if draft.stance is Stance.ASSERTS and _asked(part.counted.head):
            continue
        if _belong(draft, part, [*made, *out], before, drafter, spot):
            if _both(draft) or _nobody_of_any_kind(draft):
                continue
            if "apart" in part.counted.flags or (draft.part_of is not None and _smaller(draft.part_of, draft)):
                draft.part_of = None
            out.append(draft)
    _tie_lists([*made, *out], spot)
    for draft in out:
        _own_event(draft, spot)
    return out


def _does_it(head: Token) -> bool:
    """Whether a part of those told of is who harms, and not who is harmed."""
    if head.dep_ == "dobj" and head.head.lower_ in {"carrying", "ferrying", "transporting", "bringing"}:
        return True  # "the truck *carrying 26 of them*"
    verb = triggers().get(head.head.lower_) if head.dep_ == "nsubj" else None
    objects = any(c.dep_ == "dobj" for c in head.head.children)
    return verb is not None and verb.frame == "transitive" and objects


def _own_event(part: Draft, spot: Spot) -> None:
    """ "has killed hundreds, including 27 *in a raid on Mondoro on 4 March*": the place and day are of the part."""
    whole, text = part.part_of, text_of(spot.sentence.doc)
    if whole is None or whole.count_span is None or part.count_span is None or whole.segment != part.segment:
        return
    start, end = whole.count_span[1] - spot.base, part.count_span[1] - spot.base
    event = _EVENT_BEHIND.match(text, end)
    if "including" not in text[start:end] or event is None or event["event"] not in words("scope", "events"):
        return
    inside = range(part.count_span[1], spot.base + event.end("stretch"))
    if whole.period_span is not None and whole.period_span[0] in inside:
        whole.period = whole.period_span = None
        if whole.scope is Scope.INCIDENT:  # of several events
            whole.scope = Scope.CUMULATIVE_TO_DATE
    if whole.place_span is not None and whole.place_span[0] in inside:
        whole.place = whole.place_span = None


def _both(draft: Draft) -> bool:
    """ "Two fishermen, *both of them* hurt": the whole once more, and no part of it."""
    whole, count = draft.part_of, draft.count
    if whole is None or whole.count is None or count is None or whole.measure is not draft.measure:
        return False
    return count.text.lower() in {"both", "all"} and (whole.count.best == 2 or count.text.lower() == "all")


def _asked(head: Token) -> bool:
    """ "asked *whether Russians were among the dead*": whose clause says nothing of them."""
    return head.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ in {"whether", "if"} for c in head.head.lefts)


def _nobody_of_any_kind(draft: Draft) -> bool:
    """ "*None of them* was on duty": who they were not, in words that make no group, is no count of nobody."""
    nobody = draft.count is not None and draft.count.high == 0
    return nobody and draft.group is None and "frame.reference" in draft.rules


def _tie_lists(told: list[Draft], spot: Spot) -> None:
    """Tie numbers that go on with a whole to it, where they make it up: "13 died: *nine* by fire, *four* later".

    After a colon or a share ("three of them by a mine, *the fourth* by a sniper") they are parts if they fit into
    it; otherwise only if two or more add up to it.
    """
    counted = sorted(
        (d for d in told if d.count_span and d.count and d.count.best), key=lambda d: d.count_span or ()
    )
    whole: Draft | None = None
    items: list[Draft] = []
    for draft in [*counted, None]:
        listed = draft is not None and whole is not None and draft.measure is whole.measure
        if listed and draft is not None and ("frame.figure" in draft.rules or draft.part_of is whole):
            items.append(draft)
            continue
        if whole is not None and items:
            _tie(whole, items, spot)
        whole, items = draft, []


def _tie(whole: Draft, items: list[Draft], spot: Spot) -> None:
    spans = [d.count_span for d in (whole, items[0]) if d.count_span]
    between = spot.sentence.doc.text[spans[0][1] - spot.base : spans[1][0] - spot.base]
    best = [d.count.best or 0 for d in (whole, *items) if d.count is not None]
    opened = ":" in between or any(d.part_of is whole for d in items)
    if sum(best[1:]) <= best[0] if opened else (len(items) > 1 and sum(best[1:]) == best[0]):
        for draft in items:
            draft.part_of = whole


def _fate(part: Part, told: Sequence[Draft], spot: Spot) -> Measure | None:
    """Whose part a number of "the victims" is: the dead's where as many were told of, else of whom was told last.

    A report that opens with the victims means the dead; None where it has told of something, but counted nobody.
    """
    many = part.counted.count.low or 0
    counted = [d for d in told if d.count is not None and d.count.high != 0]
    dead = [d for d in counted if d.measure in _DEAD and (d.count is None or (d.count.high or many) >= many)]
    if counted:
        return (dead or counted)[-1].measure
    return Measure.KILLED if spot.unit == 0 else None


def parts_alone(profile: str, spot: Spot) -> bool:
    """Whether a sentence names a part that needs no count before it ("three of the dead")."""
    return bool(_found([], [], profile, spot))


def _found(
    todo: Sequence[tuple[Hit, list[Counted]]],
    before: list[Draft],
    profile: str,
    spot: Spot,
    figures: Sequence[Draft] = (),
) -> list[tuple[Part, Hit]]:
    found: dict[int, tuple[Part, Hit]] = {}
    earlier = False
    for hit, counted in todo:
        if counted:
            for part in parts_after(hit, spot.mentions, profile):
                first = min(c.start for c in counted)
                if before and part.measure is None and ";" in text_of(hit.token.doc)[part.counted.start : first]:
                    earlier = True  # "malaria killed *19 of them*; two men were speared": of those told of before
                    continue
                known = found.get(part.counted.start)
                sure = known is not None and known[0].whole is None and part.whole is not None
                if known is None or sure or (known[0].measure is None and part.measure is not None):
                    found[part.counted.start] = (part, hit)  # "including *22 children among the dead*"
            for one in counted if tells_members(hit) else []:
                one.flags.add("subset")
                found.setdefault(one.start, (Part(one, one.start, hit.measure), hit))
    told_here = any(counted for _, counted in todo) and not earlier
    pseudo = None if found or told_here else _reference(before, spot)
    if pseudo is not None:
        named = parts_named(spot.sentence, pseudo, spot.mentions, profile)
        if any(part.measure is not None for part in named):  # "eight of the injured, *including two children*"
            named += parts_after(pseudo, spot.mentions, profile)
        for part in named:
            if pseudo.measure is Measure.MISSING and part.counted.head.head.lower_ in words("scope", "in_touch"):
                continue  # "*Two of the four* have phoned their wives"
            told = {one.counted.start for one, _ in found.values()}
            wholes = [*before, *figures] if part.noun is not None else before  # "38, *eleven of them* pupils"
            if (before or part.measure or part.victims or told) and not _own_whole(part, wholes, spot, told):
                found.setdefault(part.counted.start, (part, pseudo))
    return list(found.values())


def _own_whole(part: Part, before: list[Draft], spot: Spot, parts: Collection[int]) -> bool:
    """Whether the sentence names its own whole before the part ("27 patients, among them five children").

    ``parts`` are the starts of numbers that are parts themselves ("*eight of the injured*, two of them children").
    """
    start = spot.sentence[0].idx
    told = {d.count.best for d in before if d.count is not None}
    wholes = [m for m in spot.mentions if m.role == "count" and start <= m.start < part.at]
    wholes = [m for m in wholes if m.start not in parts]
    return part.measure is None and any(m.count.best not in told for m in wholes)


def _reference(before: list[Draft], spot: Spot) -> Hit | None:
    """A stand-in hit for a sentence that only refers back ("three of them", "among the dead")."""
    near = not before or spot.unit - before[-1].unit <= NEAR
    measure = before[-1].measure if before else Measure.KILLED
    for token in spot.sentence:
        if token.lower_ in words("groups", "harm_heads") or (near and token.lower_ in _BACK):
            return Hit(token, triggers()["dead"], measure, "reference")
    if near and before and (told := shares(spot.sentence, spot.mentions)):  # "Nine were women"
        at = next((t for t in spot.sentence if t.idx >= told[0].mention.end), spot.sentence[0])
        return Hit(at, triggers()["dead"], measure, "reference")
    return None


def _belong(draft: Draft, part: Part, made: list[Draft], before: list[Draft], drafter: Drafter, spot: Spot) -> bool:
    """Tie a part to its whole, which lends it speaker and setting; False when there is no whole."""
    whole = _whole(draft, part, made, before, spot)
    if whole is not None and draft in made and _of_others(draft, part, whole, spot):
        return False
    if part.whole is not None and part.measure is not None and draft not in made:
        draft.measure = part.measure  # "*11 were among the dead*, and 14 were injured"
        draft.trigger = moved((part.whole.idx, end_of(part.whole)), spot.base)
    if whole is None:
        if part.measure is not None:
            lent = bool({"frame.reference", "frame.figure"} & set(draft.rules))
            if lent or draft.trigger[0] < part.at + spot.base:
                draft.measure = part.measure
            _describe(draft, part, drafter, spot)
        return part.measure is not None
    draft.part_of = whole
    later = draft.trigger[0] > part.at + spot.base and "frame.reference" not in draft.rules
    direct = draft in made and "frame.active" in draft.rules and draft.measure in {Measure.KILLED, Measure.INJURED}
    own = (later or direct) and draft.measure != whole.measure  # "shot two, *killing* one of them"
    lent = bool({"frame.nominal", "frame.figure"} & set(draft.rules))  # "Of the death toll, *15 were children*"
    verbal = later and not lent and "count.number" in draft.rules
    lost = draft in made and bool(_FATES & set(draft.rules))  # "the whereabouts of *four of them* are unknown"
    own &= not _of_the_dead(draft, part, whole)
    own &= part.measure is None or "frame.figure" not in draft.rules
    own |= lost and draft.measure is Measure.MISSING
    if draft.count_span is not None and "frame.active" in draft.rules:
        own |= 0 <= draft.count_span[0] - draft.trigger[1] <= 2  # "*wounded three* of them"
    if not own and not (verbal and part.measure is not None and draft.measure != part.measure):
        draft.measure = part.measure or whole.measure
    if "fatal" in part.counted.flags:
        draft.measure = Measure.KILLED
    if "speaker.outlet" in draft.rules and whole.segment == draft.segment:
        draft.voice, draft.via = whole.voice, whole.via
        if "speaker.outlet" not in whole.rules:
            draft.rules.remove("speaker.outlet")
    _describe(draft, part, drafter, spot)
    draft.scope = whole.scope
    for name in ("place", "period"):
        if getattr(draft, name) is None:
            setattr(draft, name, getattr(whole, name))
            setattr(draft, f"{name}_span", getattr(whole, f"{name}_span"))
    return True


def _of_others(draft: Draft, part: Part, whole: Draft, spot: Spot) -> bool:
    """ "(Three boys were killed.) Police say the *officers* fired in the air and 14 of *them* were hurt": of people
    of whom the sentence itself has told, and no part of those told of before."""
    if draft.sentence == whole.sentence or draft.measure is whole.measure or part.measure is not None:
        return False
    doc, says = spot.sentence.doc, reporting_verbs()
    before = [t for t in spot.sentence if t.idx < part.counted.start and t.tag_ in {"NNS", "NNPS"}]
    who = [t for t in before if t.dep_ in {"nsubj", "nsubjpass"} and known_person(t)]
    who = [t for t in who if t.head.lower_ not in says and t.lower_ not in words("groups", "harm_heads")]
    them = text_of(doc)[part.counted.end :].lstrip().lower().startswith("of them")
    return them and bool(who)


def _of_the_dead(draft: Draft, part: Part, whole: Draft) -> bool:
    """ "58 dead, *28 of whom* were on ventilators": whatever befell them, they are of the dead."""
    text = text_of(part.counted.head.doc)[part.counted.end :]
    told = whole.measure in _DEAD and draft.measure is Measure.INJURED
    return told and re.match(r"\s+of\s+(?:whom|them)\b", text) is not None


def _describe(draft: Draft, part: Part, drafter: Drafter, spot: Spot) -> None:
    """Give a part the group that its words say it was ("nine of them *foreigners*")."""
    said_to_be = part.noun if part.noun is not None else described(part.counted.head)
    if said_to_be is not None and said_to_be.lower_ not in words("groups", "acts_counted"):
        counted = part.counted
        drafter.describe(draft, Counted(said_to_be, counted.count, counted.start, counted.end, "number"), spot)


def _whole(draft: Draft, part: Part, made: list[Draft], before: list[Draft], spot: Spot) -> Draft | None:
    """The claim that a part belongs to: the nearest before it in the sentence, else the last one told."""
    base = spot.base
    start = spot.sentence[0].idx
    repeated = {m.count.best for m in spot.mentions if start <= m.start < part.at and m.role == "count"} - {None}
    standing = [
        d
        for d in made
        if d is not draft and d.count_span and d.count_span[0] < base + part.at and d.part_of is None
    ]
    after = base + part.counted.end
    own = [d for d in made if d.count_span and d is not draft and 0 < d.count_span[0] - after <= _OF_THE]
    if (
        own
        and part.counted.mention is not None
        and spot.sentence.doc.text[part.counted.end :].startswith(" of the ")
    ):
        return own[0]  # "no more than three of the *19 people killed* were civilians"
    if part.measure is not None:
        standing = [d for d in standing if d.measure is part.measure] or standing
    if standing:
        return max(standing, key=lambda d: d.count_span or (0, 0))
    earlier = [d for d in before if d is not draft and (part.measure is None or d.measure is part.measure)]
    again = [d for d in earlier if d.count is not None and d.count.best in repeated]
    earlier = again or earlier
    incident = [d for d in earlier if d.scope is Scope.INCIDENT and not _smaller(d, draft)]
    return (incident or earlier)[-1] if earlier else None


def _smaller(whole: Draft, part: Draft) -> bool:
    """Whether a claim counts fewer people than what should be a part of it."""
    if whole.count is None or part.count is None:
        return False
    top = whole.count.high if whole.count.high is not None else 10**9
    return top < (part.count.best if part.count.best is not None else part.count.low or 0)
