"""A hit and its count, attribution and setting put together into a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.background import another_event
from cenotaph.extract.causes import cause_of, doers
from cenotaph.extract.counted import Counted
from cenotaph.extract.draft import Draft
from cenotaph.extract.groups import group_of
from cenotaph.extract.hearing import Hearing
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import words
from cenotaph.extract.loose_hedges import with_loose_hedge
from cenotaph.extract.numbers import hedge_count, profile_count
from cenotaph.extract.people import Named, counted_by_name, kin_words, named_in, person_record
from cenotaph.extract.persons import known_person
from cenotaph.extract.phrases import end_of, of_object, text_of
from cenotaph.extract.scope import Setting
from cenotaph.extract.settling import Settling
from cenotaph.extract.signs import (
    also,
    asks,
    doubt,
    many_events,
    may_have,
    said_earlier,
    said_later,
    tried,
)
from cenotaph.extract.spot import Spot, moved
from cenotaph.model import ActorKind, Hedge, Measure, Modality, Report, Scope, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Drafter"]

ARMED = {ActorKind.STATE_FORCE, ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.STATE}


class Drafter:
    """Makes drafts for one report."""

    def __init__(self, report: Report, profile: str, hearing: Hearing, settling: Settling) -> None:
        self.report = report
        self.profile = profile
        self.hearing = hearing
        self.settling = settling

    def counted(self, hit: Hit, item: Counted, heard: Attribution, setting: Setting, spot: Spot) -> Draft:
        """The draft of one counted phrase."""
        draft = self.bare(hit, heard, spot)
        draft.count = item.count
        if item.mention is not None:
            told = text_of(spot.sentence.doc)
            draft.count = with_loose_hedge(item.count, told, spot.sentence[0].idx, item.start, item.end)
        draft.count_span = moved((item.start, item.end), spot.base)
        draft.rules.append(f"count.{item.rule}")
        draft.flags |= item.flags
        if hit.weak and hit.measure is Measure.INJURED:
            draft.flags.add("weak")
        itself = (
            item.rule in {"unknown", "perhaps"} and item.head == hit.token
        )  # "how many *perished*": of nobody named
        summed = hit.rule in {"toll", "multiple", "nth", "shorthand"} and "subset" not in item.flags
        if not summed and not itself:
            self.describe(draft, _of_whom(item, hit), spot)
        elif item.people is not None:
            whose = Counted(item.people, item.count, item.start, item.end, "number")
            self.describe(draft, whose, spot)
        self.settling.apply(draft, setting)
        running = draft.period is not None and draft.period.text.lower().startswith(
            ("this week", "this month", "this year")
        )
        if item.rule == "toll" and running and draft.scope is Scope.INCIDENT:
            draft.scope = Scope.PERIOD
        draft.cause = cause_of(hit.token)
        draft.attributed_to = [
            replace(v, start=v.start + spot.base, end=v.end + spot.base)
            for v in doers(hit)
            if v.name != draft.voice.name or draft.voice.kind in ARMED
        ]
        self._stand(draft, item, hit)
        self._people(draft, item, hit, spot)
        return draft

    def bare(self, hit: Hit, heard: Attribution, spot: Spot) -> Draft:
        """A draft with anchor, speaker, stance and flags, and nothing counted yet."""
        trigger = moved((hit.token.idx, end_of(hit.token)), spot.base)
        draft = Draft(
            anchor=spot.quote,
            trigger=trigger,
            measure=hit.measure,
            voice=heard.speaker or self.hearing.outlet,
            order=trigger[0],
            sentence=spot.ordinal,
            segment=spot.segment,
            unit=spot.unit,
            kind=spot.piece.kind,
        )
        draft.stance, draft.modality = heard.stance, heard.modality
        draft.via = self.hearing.chain(heard)
        draft.rules = [f"trigger.{hit.token.lower_}", f"frame.{hit.rule}", *heard.rules]
        if hit.rule.endswith(".adjacent"):
            draft.rules.append("frame.adjacent")
        if heard.speaker is None:
            draft.rules.append("speaker.outlet")
        signs = {
            "earlier": said_earlier(spot.sentence, heard.verbs),
            "background": another_event(hit),
            "tried": tried(hit),
            "many_events": many_events(hit),
            "also": also(hit),
            "newer": said_later(heard.verbs),
        }
        draft.flags |= {flag for flag, shown in signs.items() if shown}
        return draft

    def describe(self, draft: Draft, item: Counted, spot: Spot) -> None:
        """Give ``draft`` the group that the counted phrase names, if any."""
        found = group_of(item)
        if found is not None:
            draft.group, draft.group_span = found[0], moved((found[1], found[2]), spot.base)

    def whose(self, draft: Draft, people: Token, spot: Spot) -> None:
        """Give a draft without a number the group whose number it keeps back."""
        count = profile_count("unknown", people.text, self.profile)
        self.describe(draft, Counted(people, count, people.idx, end_of(people), "unknown"), spot)

    def event(self, hit: Hit, spot: Spot) -> list[Draft]:
        """ "called it a massacre": a claim without a number, when somebody says it."""
        heard = self.hearing.heard(hit.token, spot.piece)
        if heard.speaker is None:
            return []
        draft = self.bare(hit, heard, spot)
        self.settling.apply(draft, self.settling.setting(hit.token, heard, spot))
        return [draft]

    def involvement(self, hit: Hit, spot: Spot) -> list[Draft]:
        """Only a denial is a claim: somebody says that nobody of theirs took part."""
        if hit.harmed and all(s.lower_ in words("senses", "no_party") for s in hit.harmed):
            return []  # "no other vehicle was involved"
        heard = self.hearing.heard(hit.token, spot.piece)
        negated = any(c.dep_ == "neg" for c in hit.token.children)
        nobody = any(s.lower_ in {"none", "nobody"} or any(c.lower_ == "no" for c in s.lefts) for s in hit.harmed)
        ours = nobody and any(c.lower_ in {"its", "our", "their"} for s in hit.harmed for c in s.subtree)
        if not (heard.speaker or ours) or not (negated or nobody or heard.stance is Stance.DENIES):
            return []
        draft = self.bare(hit, heard, spot)
        draft.stance = Stance.DENIES
        for subject in hit.harmed[:1]:
            count = profile_count("none", subject.text, self.profile)
            self.describe(draft, Counted(subject, count, subject.idx, end_of(subject), "none"), spot)
        self.settling.apply(draft, self.settling.setting(hit.token, heard, spot))
        return [draft]

    def _stand(self, draft: Draft, item: Counted, hit: Hit) -> None:
        """Where stance and count meet: unknown is no number, a denied "any" no zero, "may have" is possible."""
        count = item.count
        if "declined" in item.flags:
            draft.stance = Stance.DECLINES_TO_SAY
        withheld = draft.stance in {Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN}
        if withheld and item.mention is None and not asks(hit.token):
            draft.flags.add("aside")
        if withheld and (item.mention is None or count.unknown):
            draft.count = profile_count("unknown", count.text, self.profile)
        elif count.unknown and draft.stance is Stance.ASSERTS:
            draft.stance = Stance.REPORTS_UNKNOWN
        elif draft.stance is Stance.DENIES and count.best == 0:
            draft.stance = Stance.ASSERTS
        elif item.rule == "any" or (draft.stance is Stance.DENIES and item.mention is None):
            draft.count, draft.count_span = None, None
        weaker = "possible" if may_have(hit.token) else doubt(hit.token)
        if draft.count is None or draft.count.unknown or draft.count.best == 0 or weaker is None:
            return
        if draft.count.hedge not in {Hedge.PROBABLE, Hedge.POSSIBLE} or weaker == "possible":
            draft.count = hedge_count(draft.count, weaker)
        draft.modality = Modality.PROBABLE

    def _people(self, draft: Draft, item: Counted, hit: Hit, spot: Spot) -> None:
        for named in named_in(item.members) or counted_by_name(item.members[:1] if item.rule == "name" else []):
            relative = draft.voice.kind is ActorKind.RELATIVE or _of_the_speaker(named.head, draft)
            speaking = draft.voice.name if relative else self.hearing.kin.speaking_for.get(named.name)
            record = person_record(
                self.report,
                named,
                spot.base,
                spot.quote,
                hit.measure,
                informant=speaking,
                relative=speaking is not None,
                death_place=draft.place,
                death_period=draft.period,
            )
            draft.people.append(record)
        if not draft.people:
            self._kin(draft, item, hit, spot)

    def _kin(self, draft: Draft, item: Counted, hit: Hit, spot: Spot) -> None:
        """ "her son": named by whoever the report says is his mother."""
        for head in item.members:
            if head.lower_ not in kin_words() or not any(c.dep_ == "poss" for c in head.lefts):
                continue
            person = self.hearing.kin.person_for(head, draft.voice.name)
            if person is None:
                continue
            named = Named(head, head.idx, end_of(head), person)
            informant = draft.voice.name if "speaker.outlet" not in draft.rules else None
            record = person_record(
                self.report,
                named,
                spot.base,
                spot.quote,
                hit.measure,
                informant=informant,
                relative=True,
                name=person,
            )
            draft.people.append(record)


def _of_the_speaker(name: Token, draft: Draft) -> bool:
    """ "A B said *her son, C D*, was killed": whoever speaks is a relative of the one who is named."""
    if draft.voice.kind not in {ActorKind.INDIVIDUAL, ActorKind.WITNESS}:
        return False
    kin = kin_words()
    near = [name.head, *name.children] if name.dep_ == "appos" else list(name.children)
    return any(t.lower_ in kin and any(c.tag_ == "PRP$" for c in t.children) for t in near)


def _of_whom(item: Counted, hit: Hit) -> Counted:
    """ "four deaths *of Russian citizens*": what is counted are deaths, and who died stands behind "of"."""
    people = of_object(item.head) if item.head == hit.token and hit.rule.startswith("counted_noun") else None
    if people is None or not known_person(people):
        return item
    return Counted(people, item.count, item.start, item.end, "number")
