"""One report being read, segment by segment: the layers in order, and what they remember as they go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cenotaph.extract.answered import answered, asked_after, mean_those_told, tie_rest
from cenotaph.extract.attribution import speaks
from cenotaph.extract.combine import combine
from cenotaph.extract.compared import compared
from cenotaph.extract.counted import Counted
from cenotaph.extract.counting import count_harmed, count_number
from cenotaph.extract.deadline import check
from cenotaph.extract.draft import Draft
from cenotaph.extract.drafting import Drafter
from cenotaph.extract.echoes import echoed, named_before, same_number
from cenotaph.extract.ellipsis import (
    asks_how_many,
    is_question,
    number_phrase,
)
from cenotaph.extract.figures import bare_figures, topic_of
from cenotaph.extract.gate import NEAR, Unit
from cenotaph.extract.harmed import find_hits
from cenotaph.extract.hearing import Hearing
from cenotaph.extract.hits import Hit
from cenotaph.extract.labels import before_quotation
from cenotaph.extract.lexicon import triggers, words
from cenotaph.extract.naming import named_victims
from cenotaph.extract.nearby import beside
from cenotaph.extract.numbers_behind import with_number_behind
from cenotaph.extract.parts import part_drafts
from cenotaph.extract.persons import known_person, thing_like
from cenotaph.extract.phrases import text_of
from cenotaph.extract.promise import promises
from cenotaph.extract.put_right import one_noun, put_right
from cenotaph.extract.refusals import names_harm, refusals
from cenotaph.extract.running_totals import grown_to
from cenotaph.extract.same_people import (
    names_all,
    one_measure_a_number,
    opens_list,
    raise_it,
    same_one,
    their_bodies,
    told_again,
    with_their_number,
)
from cenotaph.extract.segments import Segment
from cenotaph.extract.senses import in_another_sense
from cenotaph.extract.settling import Settling
from cenotaph.extract.signs import asked, denied_clause, hypothetical, left_open, withheld
from cenotaph.extract.spared import denied_part
from cenotaph.extract.spot import Asked, Spot, moved
from cenotaph.extract.surnames import tell_report
from cenotaph.extract.totals import replaced, total_of, unstated
from cenotaph.model import DatePrecision, Measure, Report, Scope, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Reading"]

_MOST_HITS = 30  # casualty words read in one sentence; beyond that it is a list or noise, and time would run away
_TOLD = 60  # drafts back in which a second mention finds its first
_EARLIER = re.compile(r"\b(?:earlier|first|initial|previous|original)\s+(?!thing|time)\w+\b", re.IGNORECASE)
_PARTS_FOLLOW = re.compile(r"[^.;:\d]{0,40}(?::\s|,\s+(?:including|among\s+them)\s)")
_KEPT_BACK = {Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN}
_NEXT_TO = 16  # characters from "the dead" to the number that "were" ties to them
_RECALL = 12  # counted claims that a part or a bare figure may refer back to


class Reading:
    """Reads segments in order and collects drafts; one instance per report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.report = report
        self.profile = profile
        self.drafts: list[Draft] = []
        self.hearing = Hearing(report.publisher)
        self.settling = Settling(report)
        self.drafter = Drafter(report, profile, self.hearing, self.settling)
        self._ordinal = self._units = 0
        self._before: list[Draft] = []
        self._figured: list[tuple[Hit, list[Counted]]] = []
        self.spoken_of: Measure | None = None  # the dead or bodies, if spoken of: a bare figure may be theirs

    def read(self, number: int, piece: Segment, doc: Doc, cut: Sequence[Unit]) -> None:
        """Read the parsed units of one segment and add its drafts; ``doc`` is the segment, ``cut`` its units."""
        self.hearing.kin.learn(doc)
        for spot in self._spots(number, piece, doc, cut):
            hits = combine(find_hits(spot.sentence)[:_MOST_HITS])
            self._read_sentence(spot, [hit for hit in hits if not asked(hit.token) and not in_another_sense(hit)])
            self.hearing.listen(spot.sentence, piece.start)
            self.settling.hear(spot)
        self._units += len(cut)

    def promising(self, number: int, piece: Segment, doc: Doc, cut: Sequence[Unit]) -> set[int]:
        """Which parsed units of a segment could give a draft to a report that has told of nobody yet, or say that
        it is of the dead: their numbers in ``cut``.

        Names need not be recognised in ``doc``. Where no segment promises one, reading the report gives none.
        """
        found: set[int] = set()
        for spot in self._spots(number, piece, doc, cut):
            spoken_of = self.spoken_of
            self.spoken_of = topic_of(spot.sentence) or spoken_of
            at = spot.unit - self._units
            if at in found:
                continue
            hits = combine(find_hits(spot.sentence)[:_MOST_HITS])
            todo = ((hit, self._counted(hit, spot)) for hit in hits if not asked(hit.token))
            promised = promises(spot, todo, self.profile, spoken_of=self.spoken_of is not None)
            if promised or (spoken_of is None and self.spoken_of is not None):
                found.add(at)
        return found

    def _spots(self, number: int, piece: Segment, doc: Doc, cut: Sequence[Unit]) -> Iterator[Spot]:
        """The sentences of the parsed units."""
        tell_report(doc, self.report.text)
        grammars = Asked(piece.text, self.profile, self.report.published)
        opens = [unit.start for unit in cut]
        for index, sentence in enumerate(doc.sents):
            at = max(0, bisect_right(opens, sentence[0].idx) - 1)
            if cut[at].parsed:
                check()
                self._ordinal += 1
                yield Spot(sentence, piece, number, self._ordinal, grammars, index == 0, self._units + at)

    def skip(self, cut: Sequence[Unit]) -> None:
        """Pass over a segment of which nothing is parsed."""
        self._units += len(cut)

    def _read_sentence(self, spot: Spot, hits: list[Hit]) -> None:
        taken: set[int] = set()
        mean_those_told(hits, self._before)
        hits = hits + echoed(spot.sentence, hits)
        todo = [(hit, self._counted(hit, spot)) for hit in hits]
        same_number(todo)
        put_right(todo, spot.sentence, spot.mentions)
        named_before(todo, spot.sentence, spot.mentions, self.profile)
        for _, counted in todo:
            taken |= {c.mention.start for c in counted if c.mention is not None}
        for i, (hit, counted) in enumerate(todo):
            if not counted and hit.rule not in {"event", "involvement", "figures"}:
                found = beside(hit, spot.mentions, taken, self.profile)
                if found is not None:
                    taken.add(found.mention.start if found.mention else -1)
                    hit.rule += ".adjacent"
                    todo[i] = (hit, [found])
        made = [draft for hit, counted in todo for draft in self._drafts(hit, counted, spot)]
        made = one_measure_a_number([draft for draft in made if "aside" not in draft.flags])
        tie_rest(made, self._before)
        made = [d for d in made if not told_again(d, [*self._before, *made])]
        made = [d for d in made if not _nobody_counted(d)]
        made = [d for d in made if not same_one(d, [*self.drafts[-_TOLD:], *made], spot.sentence.text)]
        made = [d for d in made if not their_bodies(d, [*self.drafts[-_TOLD:], *made])]
        self.spoken_of = topic_of(spot.sentence) or self.spoken_of
        self._figured = []
        figures = self._figures(spot, taken, made)
        made = [d for d in made if not raise_it(d, [*made, *figures])]
        figured = {d.measure for d in figures if d.measure is not Measure.KILLED}
        shown = figured | {d.measure for d in self._before} | {d.measure for d in made if "nominal" not in d.flags}
        made = [d for d in made if not ("nominal" in d.flags and (d.measure in shown or _numbered_by(d, figures)))]
        made += figures
        namings = self._namings(spot, made)
        made = [d for d in made if not opens_list(d, namings)] + namings
        made += self._refusals(spot, made)
        named = [d for d in made if "frame.naming" in d.rules]
        parts = part_drafts([*todo, *self._figured], made, self._before, self.drafter, spot)
        told = {person.name for d in named for person in d.people}
        listed = {person.name for d in named if d.count and (d.count.best or 0) > 1 for person in d.people}
        parts = [d for d in parts if not d.people or not listed >= {p.name for p in d.people}]
        parts = [d for d in parts if not d.people or d.part_of is not None or not told & {p.name for p in d.people}]
        parts = [d for d in parts if not any(_within_names(d, other) for other in made)]
        made = with_their_number(made, parts)
        parts = [d for d in parts if not ("frame.negated" in d.rules and d.count and d.count.high == 0)]
        made += [d for d in parts if not any(names_all(d, other) for other in named)]
        self.settling.share(made)
        self.drafts += made
        self.settling.remember(made)
        counted_drafts = [d for d in made if d.count is not None and d.part_of is None]
        self._before = (self._before + counted_drafts)[-_RECALL:]

    def _counted(self, hit: Hit, spot: Spot) -> list[Counted]:
        if hit.number is not None:
            at = hit.number.idx  # in shorthand the parse ties a number to anything
            own = [m for m in spot.mentions if m.start <= at < m.end or hit.rule != "shorthand"]
            found = count_number(hit.number, own)
            figures = hit.number.lower_ in words("groups", "in_figures")  # "in the high teens"
            if found is not None and hit.rule == "toll" and known_person(found.head) and not figures:
                found.people = found.head  # "the toll includes *40 women*"
            if found is not None and hit.rule == "shorthand" and hit.harmed:
                found.people = hit.harmed[0]
            old = replaced(found, spot) if found else []
            if found is not None and (old or grown_to(text_of(hit.token.doc), found.start)):
                found.flags.add("revised")
            return [found, *old] if found else []
        if hit.rule in {"event", "involvement"} or _of_things(hit):
            return []
        if hit.rule == "figures":
            return [unstated(hit, hit.token, self.profile)] if withheld(hit.token) else []
        how = asks_how_many(hit)
        if how is not None:
            if is_question(how):
                self.spoken_of = hit.measure
                return []
            return [unstated(hit, how, self.profile)]
        counted = count_harmed(hit, spot.mentions, self.profile)
        if hit.token.idx >= (quoted := before_quotation(spot.sentence)):
            counted = [c for c in counted if c.mention or c.start >= quoted]
        counted = with_number_behind(hit, counted, spot.mentions)
        numbered = hit.rule == "beside_toll" or any(c.mention and not c.count.unknown for c in counted)
        number = None if numbered else number_phrase(hit)
        if number is not None or hit.rule == "toll":
            return total_of(hit, number or hit.token, spot)
        return counted

    def _drafts(self, hit: Hit, counted: list[Counted], spot: Spot) -> list[Draft]:
        if hit.rule == "event":
            return self.drafter.event(hit, spot)
        if hit.rule == "involvement":
            return self.drafter.involvement(hit, spot)
        unreal = hit.rule.split(".")[0] not in {"unfound", "negated", "none_told"} and (
            denied_clause(hit.token) or hypothetical(hit.token)
        )
        unreal |= hit.rule == "nominal" and hypothetical(hit.token.head)  # "the dead *would* have been counted"
        if hit.rule.split(".")[0] == "negated":
            counted = [c for c in counted if c.count.high != 0]  # "nobody survived": all died, and none is counted
        denied = unreal and not hypothetical(hit.token) and any(item.rule == "any" for item in counted)
        if not counted or (unreal and not denied):
            return []
        heard = self.hearing.heard(hit.token, spot.piece)
        if (denied and heard.speaker is None) or (heard.stance is Stance.ASSERTS and left_open(hit.token)):
            return []
        if heard.stance is Stance.DENIES and denied_part(hit):
            return []
        heard.stance = Stance.DENIES if denied else heard.stance  # "said it had not detained *any journalists*"
        setting = self.settling.setting(hit.token, heard, spot)
        if hit.trigger.frame in {"coffin", "honoured"}:
            setting.period = setting.period_span = None  # they are carried or remembered on another day
        said = [item for item in counted if item.rule != "any" or heard.stance is not Stance.ASSERTS]
        each = len(said) > 1 or hit.rule in {"rest", "gapped"} or hit.rule.endswith(".adjacent")
        apart = [self.settling.beside(item.head, setting, spot) if each else setting for item in said]
        return [self.drafter.counted(hit, item, heard, own, spot) for item, own in zip(said, apart, strict=True)]

    def _namings(self, spot: Spot, made: list[Draft]) -> list[Draft]:
        """Victims named after they were counted: a part of that count, or the same people again."""
        told = [d for d in self._before if d.measure in {Measure.KILLED, Measure.INJURED, Measure.BODIES_FOUND}]
        named = {p.name for d in made for p in d.people}
        out = []
        for hit, item in named_victims(spot.sentence, told[-1].measure if told else self.spoken_of, self.profile):
            heard = self.hearing.heard(hit.token, spot.piece)
            namers = [c for c in hit.token.children if c.dep_ == "nsubj"]
            if heard.speaker is None and namers and hit.token.lower_ not in {"was", "were", "is", "are"}:
                heard.speaker = self.hearing.memory.speaking(namers[0], spot.base)
            draft = self.drafter.counted(hit, item, heard, self.settling.setting(hit.token, heard, spot), spot)
            if {p.name for p in draft.people} & named:
                continue
            counted = next((d for d in made if names_all(d, draft)), None)
            if counted is not None:
                counted.people = draft.people
                continue
            whole = next((d for d in reversed(told) if d.measure is draft.measure), None)
            if whole is not None and whole.count is not None and draft.count is not None:
                same = whole.count.best == draft.count.best
                draft.restates, draft.part_of = (whole, None) if same else (None, whole)
            out.append(draft)
        return out

    def _refusals(self, spot: Spot, made: list[Draft]) -> list[Draft]:
        """What is said instead of a number, unless a counted claim of the sentence says it already."""
        out: list[Draft] = []
        context = None if names_harm(spot.sentence) else asked_after(self._before)
        for refusal in refusals(spot.sentence, told=bool(self.drafts or made)):
            if context is not None and refusal.measure is Measure.KILLED:
                refusal = replace(refusal, measure=context)
            alike = [d for d in [*made, *out] if d.stance is refusal.stance]
            if any(d.measure is refusal.measure or refusal.subject is None for d in alike):
                continue
            doc = refusal.verb.doc
            low, high = (doc[i].idx + spot.base for i in (refusal.inside.start, max(0, refusal.inside.stop - 1)))
            denied = [d for d in made if refusal.inside and low <= d.trigger[0] <= high]
            for draft in denied:
                draft.stance = refusal.stance
            if denied:
                continue
            heard = self.hearing.heard(refusal.verb, spot.piece)
            ours = refusal.stance is Stance.DENIES and heard.speaker is None
            ours &= refusal.subject is not None and refusal.subject.lower_ == "we"  # "We reject": whoever publishes
            if refusal.subject is not None and not ours:
                own = refusal.subject.lower_ in {"i", "we", "some", "any", "none"} and heard.speaker is not None
                said_by = heard.speaker if own else self.hearing.memory.speaking(refusal.subject, spot.base)
                if said_by is None or not (own or speaks(refusal.subject)):
                    continue  # "I can't give you a number," he said: of himself
                heard.via = [v for v in [heard.speaker, *heard.via] if v is not None and v.name != said_by.name]
                heard.speaker = said_by
            heard.stance = refusal.stance
            hit = Hit(refusal.verb, triggers()["killed"], refusal.measure, refusal.rule)
            draft = self.drafter.bare(hit, heard, spot)
            draft.said_at = self.settling.setting(refusal.verb, heard, spot).said_at
            if refusal.people is not None:
                self.drafter.whose(draft, refusal.people, spot)
            out.append(draft)
        return out

    def _figures(self, spot: Spot, taken: set[int], made: list[Draft]) -> list[Draft]:
        """Bare figures that answer the claim just told ("The government acknowledges 107")."""
        counted = [d for d in made if d.count is not None]
        told = [d for d in counted if "pronoun" not in d.flags] or self._before or counted
        measure = told[-1].measure if told else self.spoken_of or Measure.KILLED
        if told is self._before and told and spot.sentence[0].lower_ in {"that", "this"}:
            measure = next(d.measure for d in told if d.unit == told[-1].unit)  # "That compares with": the whole
        newest = self.drafts[-1] if self.drafts else None
        of_them = newest is not None and newest.part_of is not None and newest.unit == spot.unit
        if newest is not None and told is self._before and of_them and newest.measure is Measure.KILLED:
            measure = Measure.KILLED  # "Nine were hurt. Two of them died. The mayor insists it was *three*"
        if any(d.measure is Measure.KILLED for d in made):
            measure = Measure.KILLED
        numbered = any("count.number" in d.rules for d in made)
        kept_back = newest is not None and spot.unit - newest.unit <= 1 and newest.stance in _KEPT_BACK
        kept_back &= newest is not None and spot.ordinal - newest.sentence <= 1
        out: list[Draft] = []
        for figure in bare_figures(spot.sentence, spot.mentions):
            head, mention = figure.head, figure.mention
            near = not told or spot.unit - told[-1].unit <= NEAR
            if mention.start in taken or ((numbered or not near) and not figure.total):
                continue
            if not told and self.spoken_of is None and figure.measure is None:
                if not kept_back:
                    continue
                measure = self.drafts[-1].measure
            if figure.echo and not (kept_back or (told and spot.ordinal - told[-1].sentence <= 1)):
                continue
            if figure.only is not None and not (self._before and self._before[-1].measure is figure.only):
                continue
            like = [
                d
                for d in [*made, *out]
                if figure.like and d.count_span == moved((figure.like.start, figure.like.end), spot.base)
            ]
            if figure.like is not None and not like:
                continue
            if made and not any(d.count_span and d.count_span[0] < spot.base + mention.start for d in made):
                # "the number is four; a fifth man is in hospital"
                measure = self._before[-1].measure if self._before else self.spoken_of or measure
            verb = head.head.head if head.dep_ == "pobj" and head.head.dep_ == "prep" else head.head
            if verb.like_num:
                verb = verb.head  # "one at the gate and *one* in the hall"
            by_number = answered(mention.count.best, mention.start + spot.base, made, self._before if near else [])
            meant = like[0].measure if like else figure.measure or by_number or measure
            if figure.people and head.lower_ == "patients":
                meant = Measure.INJURED
            elif figure.people and like == [] and figure.measure is None:
                same = [d for d in reversed(told) if d.group and d.group.text.split()[-1] == head.text]
                meant = same[0].measure if same else meant
            if figure.names and figure.measure is None and meant is not Measure.MISSING:
                meant = Measure.KILLED
            heard = self.hearing.heard(head, spot.piece)
            if figure.speaker is not None:
                heard.speaker = self.hearing.memory.speaking(figure.speaker, spot.base) or heard.speaker
            compares = spot.sentence[0].lower_ in {"that", "this"}
            if heard.speaker is not None and told is self._before and not (like or figure.measure or compares):
                own = [d for d in told if d.voice.name == heard.speaker.name]
                dead = [d for d in own if d.measure in {Measure.KILLED, Measure.BODIES_FOUND}]
                own = (
                    dead if dead and _EARLIER.search(spot.sentence.text) else own
                )  # "its *first* notice spoke of 55"
                meant = own[-1].measure if own else meant  # "The doctor again: now 6": of what the doctor told
                others = not own and by_number is None and meant is Measure.INJURED
                if others and any(d.measure is Measure.KILLED for d in told):
                    meant = Measure.KILLED  # whoever gives a number of their own gives that of the dead
            hit = Hit(verb, triggers()["killed"], meant, "figure")
            if heard.speaker is None:
                heard.speaker = self.hearing.estimator(head, spot.piece)
            if like and heard.speaker is None:
                heard.speaker = like[0].voice if "speaker.outlet" not in like[0].rules else None
            total = head.head.lower_ == "to" and head.head.head.lower_.startswith("br")
            flags = {"total" if total else "figure"} | ({"revised"} if figure.revised else set())
            item = Counted(head, mention.count, mention.start, mention.end, "number", flags, [], mention)
            setting = self.settling.beside(head, self.settling.setting(head, heard, spot), spot)
            label = _labelled_by(head) if figure.measure is not None and setting.period is None else None
            if label is not None:
                labelled = self.settling.setting(label, heard, spot)
                setting.period, setting.period_span = labelled.period, labelled.period_span
            draft = self.drafter.counted(hit, item, heard, setting, spot)
            if not figure.people:
                given = figure.like if figure.denied and like else None
                alike = given is not None and one_noun(given, mention, head.doc)
                draft.group, draft.group_span = (like[0].group, like[0].group_span) if alike else (None, None)
            compared(draft, made, spot)
            then = figure.told or "earlier" in draft.flags  # "police had put it at 281 *the day before*"
            if then and draft.period is not None and draft.period.precision is DatePrecision.DAY:
                draft.said_at, draft.period, draft.period_span = draft.period, None, None
            draft.scope = Scope.PERIOD if figure.trend else draft.scope
            if figure.denied:
                draft.stance = Stance.DENIES
                draft.restates = next(
                    (
                        d
                        for d in [*made, *self._before]
                        if d.measure is meant and d.count and d.count.best == mention.count.best
                    ),
                    None,
                )
            out.append(draft)
            if _PARTS_FOLLOW.match(spot.sentence.text[mention.end - spot.sentence.start_char :]):
                self._figured.append((hit, [item]))
        return out


def _of_things(hit: Hit) -> bool:
    """ "since the army *seized power*": nothing that was taken is a person."""
    taken = [thing_like(head) or head.lower_ in words("groups", "not_people") for head in hit.harmed]
    return hit.measure is Measure.DETAINED and bool(taken) and all(taken)


def _labelled_by(number: Token) -> Token | None:
    """The participle of a number's label, whose time is its own: "put those *rounded up* since the 1st at 600"."""
    before = number.doc[number.sent.start : number.i]
    return next((t for t in reversed(before) if t.dep_ == "acl" and t.tag_ == "VBN"), None)


def _numbered_by(told: Draft, figures: list[Draft]) -> bool:
    """Whether a figure right behind a harmed noun says how many: "the dead *were eight*"."""
    return any(
        f.measure is told.measure and f.count_span and 0 <= f.count_span[0] - told.trigger[1] <= _NEXT_TO
        for f in figures
    )


def _within_names(part: Draft, listed: Draft) -> bool:
    """Whether a part is one of those whom another draft tells of by their names ("A B and *her husband*")."""
    if "names" not in listed.flags or part is listed or part.count_span is None or listed.count_span is None:
        return False
    inside = listed.count_span[0] <= part.count_span[0] and part.count_span[1] <= listed.count_span[1]
    return inside and part.measure is listed.measure and part.count_span != listed.count_span


def _nobody_counted(draft: Draft) -> bool:
    """ "They had been abducted": people told of elsewhere, whose number nobody gives here."""
    pronoun = "pronoun" in draft.flags and "count.plural" in draft.rules and draft.stance is Stance.ASSERTS
    return pronoun and not draft.people and draft.count is not None and draft.count.best is None
