"""One report being read, segment by segment: the layers in order, and what they remember from sentence to sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution, attribute, reporting_verbs
from cenotaph.extract.causes import cause_of, doers
from cenotaph.extract.combine import combine
from cenotaph.extract.counting import Counted, count_harmed, count_number
from cenotaph.extract.dates import PeriodMention, find_periods
from cenotaph.extract.draft import Draft
from cenotaph.extract.groups import group_of
from cenotaph.extract.harmed import Hit, find_hits
from cenotaph.extract.lexicon import flat, table
from cenotaph.extract.memory import Memory
from cenotaph.extract.nearby import Part, beside, parts_after, parts_named
from cenotaph.extract.numbers import CountMention, find_counts, profile_count
from cenotaph.extract.parse import name_entities, parse
from cenotaph.extract.people import KinTable, named_in, person_record
from cenotaph.extract.phrases import end_of
from cenotaph.extract.scope import Setting, refers_back, setting_of
from cenotaph.extract.seams import lookup
from cenotaph.extract.segments import Segment
from cenotaph.extract.voices import Voice, publisher_voice
from cenotaph.model import ActorKind, Measure, Modality, Period, Place, Report, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Reading"]

_EARLIER = re.compile(r"\b(?:previously|earlier|initially|at first|initial|first reports?|had (?:said|put|reported|claimed|spoken))\b", re.IGNORECASE)
_COLON_AFTER = re.compile(r"[:-]\s+(?P<who>[A-Z]?[\w .'-]{2,40})$")
_COLON_BEFORE = re.compile(r"^(?P<who>[A-Z][\w .'-]{1,30}):\s")


class Reading:
    """Reads segments in order and collects drafts; one instance per report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.report = report
        self.profile = profile
        self.drafts: list[Draft] = []
        self.memory = Memory()
        self.kin = KinTable()
        self.outlet = publisher_voice(report.publisher)
        self._sentence = 0
        self._event: tuple[Place | None, tuple[int, int] | None, Period | None, tuple[int, int] | None] = (None, None, None, None)
        self._last_mains: list[Draft] = []

    def read(self, number: int, piece: Segment) -> None:
        """Read one segment and add its drafts."""
        doc = parse(piece.text)
        mentions = find_counts(piece.text, self.profile)
        hits = {sentence.start: combine(find_hits(sentence)) for sentence in doc.sents}
        if any(hits.values()):
            doc = name_entities(doc)
        self.kin.learn(doc)
        periods = find_periods(piece.text, self.report.published)
        for index, sentence in enumerate(doc.sents):
            self._sentence += 1
            self._sentence_in(sentence, piece, number, hits.get(sentence.start, []), mentions, periods, first=index == 0)
            self._listen(sentence, piece.start)

    def _sentence_in(
        self, sentence: Span, piece: Segment, number: int, hits: list[Hit], mentions: list[CountMention],
        periods: list[PeriodMention], *, first: bool,
    ) -> None:  # fmt: skip
        if sentence.text.rstrip().endswith("?") or _hypothetical_sentence(sentence):
            return
        made: list[Draft] = []
        taken: set[int] = set()
        todo: list[tuple[Hit, list[Counted]]] = []
        for hit in hits:
            counted = self._counted(hit, mentions)
            taken |= {c.mention.start for c in counted if c.mention is not None}
            todo.append((hit, counted))
        for hit, counted in todo:
            if not counted and hit.rule not in {"event", "involvement"}:
                found = beside(hit, mentions, taken, self.profile)
                if found is not None:
                    taken.add(found.mention.start if found.mention else -1)
                    counted, hit.rule = [found], f"{hit.rule}.adjacent"
            made += self._drafts(hit, counted, sentence, piece, number, mentions, periods, first=first)
        made = _one_measure_a_number(made)
        parts = self._parts(todo, sentence, piece, number, mentions, periods, made, first=first)
        self.drafts += made + parts
        self._remember_event(made)
        if made:
            self._last_mains = [d for d in made if d.count is not None]

    def _counted(self, hit: Hit, mentions: list[CountMention]) -> list[Counted]:
        if hit.number is not None:
            found = count_number(hit.number, mentions)
            return [found] if found else []
        if hit.rule in {"event", "involvement"}:
            return []
        return count_harmed(hit, mentions, self.profile)

    def _drafts(
        self, hit: Hit, counted: list[Counted], sentence: Span, piece: Segment, number: int, mentions: list[CountMention],
        periods: list[PeriodMention], *, first: bool,
    ) -> list[Draft]:  # fmt: skip
        if hit.rule == "event":
            return self._event_claim(hit, sentence, piece, number, periods, first=first)
        if hit.rule == "involvement":
            return self._involvement(hit, sentence, piece, number, periods, first=first)
        if not counted or _denied_clause(hit.token):
            return self._unknown(hit, sentence, piece, number, periods, first=first) if not counted else []
        heard, setting = self._heard(hit.token, piece), None
        setting = setting_of(hit.token, heard, periods)
        self._preamble(setting, piece, first=first)
        self._tie(setting, sentence)
        out = []
        for item in counted:
            draft = self._draft(hit, item, heard, setting, sentence, piece, number)
            out.append(draft)
        return out

    def _draft(
        self, hit: Hit, item: Counted, heard: Attribution, setting: Setting, sentence: Span, piece: Segment, number: int
    ) -> Draft:
        base = piece.start
        draft = self._bare(hit, heard, sentence, piece, number)
        draft.count = item.count
        draft.count_span = (base + item.start, base + item.end)
        draft.rules.append(f"count.{item.rule}")
        draft.flags |= item.flags
        if hit.trigger.weak and hit.measure is Measure.INJURED:
            draft.flags.add("weak")
        found = group_of(item) if hit.rule != "toll" else None
        if found is not None:
            draft.group, draft.group_span = found[0], (base + found[1], base + found[2])
        self._place_in_time(draft, setting, base, hit)
        draft.cause = cause_of(hit.token)
        draft.attributed_to = _shifted(doers(hit), base)
        if item.count.unknown:
            draft.stance = Stance.REPORTS_UNKNOWN
        if draft.stance is Stance.DENIES and item.count.best == 0:
            draft.stance = Stance.ASSERTS
        self._people(draft, item, hit, piece, sentence)
        return draft

    def _bare(self, hit: Hit, heard: Attribution, sentence: Span, piece: Segment, number: int) -> Draft:
        base = piece.start
        voice = heard.speaker or self.outlet
        draft = Draft(
            anchor=(base + sentence[0].idx, base + _last_end(sentence)),
            trigger=(base + hit.token.idx, base + end_of(hit.token)),
            measure=hit.measure, voice=voice, order=len(self.drafts), sentence=self._sentence, segment=number, kind=piece.kind,
        )  # fmt: skip
        draft.order = base + hit.token.idx
        draft.stance, draft.modality = heard.stance, heard.modality
        draft.rules = [f"trigger.{hit.token.lower_}", f"frame.{hit.rule}", *heard.rules]
        if hit.rule.endswith(".adjacent"):
            draft.rules.append("frame.adjacent")
        if heard.speaker is None:
            draft.rules.append("speaker.outlet")
        else:
            draft.via = ([self.outlet] if self.report.publisher else []) + [v for v in heard.via if v.name != self.outlet.name]
        if _EARLIER.search(sentence.text) and heard.verbs and _said_earlier(heard):
            draft.flags.add("earlier")
        if _looks_back(sentence, hit.token):
            draft.flags.add("background")
        return draft

    def _heard(self, token: Token, piece: Segment) -> Attribution:
        heard = attribute(token, self.memory, piece.start)
        if heard.speaker is None:
            quoted = piece.text[: token.idx].count('"') % 2 == 1
            if quoted:
                heard.speaker = self._quoted_speaker(token, piece)
            elif piece.kind in {"headline", "heading"}:
                heard.speaker = self._headline_speaker(piece)
        return heard

    def _quoted_speaker(self, token: Token, piece: Segment) -> Voice | None:
        """The speaker of a quotation that runs over its sentence: the nearest reporting verb of the paragraph."""
        verbs = [t for t in token.doc if t.lower_ in reporting_verbs() and t.tag_[:2] == "VB" and piece.text[: t.idx].count('"') % 2 == 0]
        for verb in sorted(verbs, key=lambda t: abs(t.i - token.i)):
            subjects = [c for c in verb.children if c.dep_ == "nsubj"]
            if subjects:
                return self.memory.speaking(subjects[-1], piece.start)
        return self.memory.heard[-1] if self.memory.heard and piece.text.lstrip().startswith('"') else None

    def _headline_speaker(self, piece: Segment) -> Voice | None:
        match = _COLON_AFTER.search(piece.text) or _COLON_BEFORE.search(piece.text)
        if match is None:
            return None
        doc = parse(match.group("who"))
        roots = [t for t in doc if t.head == t and t.tag_[:2] == "NN"]
        if not roots:
            return None
        voice = self.memory.speaking(roots[0], piece.start + match.start("who"))
        return voice if voice is not None and voice.kind is not ActorKind.UNKNOWN else None

    def _preamble(self, setting: Setting, piece: Segment, *, first: bool) -> None:
        """The date and place cut off in front belong to the first sentence; a dateline's place does not."""
        if not first or piece.preamble is None or piece.dateline:
            return
        start, end = piece.preamble
        words_cut = self.report.text[start:end]
        if setting.period is None:
            for mention in find_periods(words_cut, self.report.published):
                setting.period, setting.period_span = mention.period, (mention.start + start - piece.start, mention.end + start - piece.start)
                break
        if setting.place is None:
            match = re.search(r"\b(?:in|at|near|outside)\s+([A-Z][\w'’. -]{1,40}?)(?=[,(]|$)", words_cut)
            if match:
                setting.place = lookup(match.group(1)) or Place(text=match.group(1))
                setting.place_span = (match.start(1) + start - piece.start, match.end(1) + start - piece.start)

    def _tie(self, setting: Setting, sentence: Span) -> None:
        """ "The blast" ties a sentence to the event just told; nothing else carries a place or date over."""
        if not refers_back(sentence):
            return
        place, place_span, period, period_span = self._event
        if setting.place is None and place is not None:
            setting.place, setting.place_span = place, place_span
            setting.rules.append("place.by_event")
        if setting.period is None and period is not None:
            setting.period, setting.period_span = period, period_span
            setting.rules.append("period.by_event")

    def _place_in_time(self, draft: Draft, setting: Setting, base: int, hit: Hit) -> None:
        absolute = {"place": "place.by_event" in setting.rules, "period": "period.by_event" in setting.rules}
        draft.place, draft.period = setting.place, setting.period
        if setting.place_span:
            draft.place_span = setting.place_span if absolute["place"] else _moved(setting.place_span, base)
        if setting.period_span:
            draft.period_span = setting.period_span if absolute["period"] else _moved(setting.period_span, base)
        draft.said_at, draft.scope = setting.said_at, setting.scope
        draft.rules += setting.rules

    def _remember_event(self, made: list[Draft]) -> None:
        for draft in made:
            if draft.place is not None or draft.period is not None:
                self._event = (draft.place, draft.place_span, draft.period, draft.period_span)
                return

    def _parts(
        self, todo: list[tuple[Hit, list[Counted]]], sentence: Span, piece: Segment, number: int, mentions: list[CountMention],
        periods: list[PeriodMention], made: list[Draft], *, first: bool,
    ) -> list[Draft]:  # fmt: skip
        out: list[Draft] = []
        used = {d.count_span for d in made}
        base = piece.start
        for part, hit in self._found_parts(todo, sentence, mentions):
            span = (base + part.counted.start, base + part.counted.end)
            if span in used:
                for draft in made:
                    if draft.count_span == span and "subset" in part.counted.flags:
                        whole = self._whole(draft, part, base, made)
                        draft.part_of = whole
                continue
            used.add(span)
            heard = self._heard(part.counted.head, piece)
            setting = setting_of(hit.token if hit.token.sent == sentence else part.counted.head, heard, periods)
            draft = self._draft(hit, part.counted, heard, setting, sentence, piece, number)
            draft.measure = part.measure or hit.measure
            whole = self._whole(draft, part, base, made)
            if whole is None:
                continue
            draft.measure = part.measure or whole.measure
            draft.part_of = whole
            if heard.speaker is None and whole is not None:
                draft.voice, draft.via = whole.voice, whole.via
                draft.rules = [r for r in draft.rules if r != "speaker.outlet" or "speaker.outlet" in whole.rules]
            draft.scope, draft.place, draft.place_span = whole.scope, draft.place or whole.place, draft.place_span or whole.place_span
            draft.period, draft.period_span = draft.period or whole.period, draft.period_span or whole.period_span
            out.append(draft)
        return out

    def _found_parts(self, todo: list[tuple[Hit, list[Counted]]], sentence: Span, mentions: list[CountMention]) -> list[tuple[Part, Hit]]:
        found: dict[int, tuple[Part, Hit]] = {}
        for hit, counted in todo:
            if counted:
                for part in parts_after(hit, mentions, self.profile):
                    found.setdefault(part.counted.start, (part, hit))
        if not todo and self._last_mains:
            for hit in find_hits(sentence) or []:
                for part in parts_named(sentence, hit, mentions, self.profile):
                    found.setdefault(part.counted.start, (part, hit))
        return list(found.values())

    def _whole(self, draft: Draft, part: Part, base: int, made: list[Draft]) -> Draft | None:
        """The claim that a part belongs to: the nearest before it in the sentence, else the last one told."""
        before = [d for d in made if d is not draft and d.count_span and d.count_span[0] < base + part.at and d.part_of is None]
        wanted = part.measure
        if wanted is not None:
            before = [d for d in before if d.measure is wanted] or before
        if before:
            return before[-1]
        earlier = [d for d in self._last_mains if d is not draft and (wanted is None or d.measure is wanted)]
        return earlier[-1] if earlier else None

    def _event_claim(
        self, hit: Hit, sentence: Span, piece: Segment, number: int, periods: list[PeriodMention], *, first: bool
    ) -> list[Draft]:
        heard = self._heard(hit.token, piece)
        if heard.speaker is None:
            return []
        draft = self._bare(hit, heard, sentence, piece, number)
        setting = setting_of(hit.token, heard, periods)
        self._preamble(setting, piece, first=first)
        self._place_in_time(draft, setting, piece.start, hit)
        return [draft]

    def _involvement(
        self, hit: Hit, sentence: Span, piece: Segment, number: int, periods: list[PeriodMention], *, first: bool
    ) -> list[Draft]:
        """Only a denial is a claim: somebody says that nobody of theirs took part."""
        heard = self._heard(hit.token, piece)
        negated = any(c.dep_ == "neg" for c in hit.token.children)
        nobody = [s for s in hit.harmed if any(c.lower_ == "no" for c in s.lefts) or s.lower_ in {"none", "nobody"}]
        denied = heard.stance is Stance.DENIES
        if heard.speaker is None or not (negated or nobody or denied):
            return []
        draft = self._bare(hit, heard, sentence, piece, number)
        draft.stance = Stance.DENIES
        for subject in hit.harmed:
            item = Counted(subject, profile_count("none", subject.text, self.profile), subject.idx, end_of(subject), "none")
            found = group_of(item)
            if found is not None:
                draft.group, draft.group_span = found[0], _moved((found[1], found[2]), piece.start)
            break
        self._place_in_time(draft, setting_of(hit.token, heard, periods), piece.start, hit)
        return [draft]

    def _unknown(
        self, hit: Hit, sentence: Span, piece: Segment, number: int, periods: list[PeriodMention], *, first: bool
    ) -> list[Draft]:
        return []

    def _people(self, draft: Draft, item: Counted, hit: Hit, piece: Segment, sentence: Span) -> None:
        base = piece.start
        place = draft.place.text if draft.place is not None else None
        when = draft.period.text if draft.period is not None else None
        span = (base + sentence[0].idx, base + _last_end(sentence))
        relative = draft.voice.kind is ActorKind.RELATIVE
        for named in named_in(item.members):
            record = person_record(
                self.report, named, base, span, hit.measure, informant=draft.voice.name if relative else None,
                relative=relative, death_place=place, death_period=when,
            )  # fmt: skip
            draft.people.append(record)
        if draft.people:
            return
        for head in item.members:
            kin_words = {w for entry in flat("people", "kin").values() for w in entry.split("/")}
            if head.lower_ not in kin_words or not any(c.dep_ == "poss" for c in head.lefts):
                continue
            person = self.kin.person_for(head, draft.voice.name)
            if person is not None:
                from cenotaph.extract.people import Named

                named = Named(head, head.idx, end_of(head), person)
                informant = draft.voice.name if "speaker.outlet" not in draft.rules else None
                record = person_record(
                    self.report, named, base, span, hit.measure, informant=informant, relative=True,
                    death_place=None, death_period=None, name=person,
                )  # fmt: skip
                draft.people.append(record)

    def _listen(self, sentence: Span, base: int) -> None:
        """Remember who spoke and who was the subject, so that later pronouns find them."""
        verbs = reporting_verbs()
        for token in sentence:
            if token.dep_ in {"nsubj", "nsubjpass"}:
                if token.head.lower_ in verbs and token.tag_[:2] == "NN":
                    self.memory.speaking(token, base)
                elif token.tag_[:2] == "NN":
                    self.memory.notice(token)


def _last_end(sentence: Span) -> int:
    last = sentence[-1]
    if last.is_space and len(sentence) > 1:
        last = sentence[-2]
    return end_of(last)


def _moved(span: tuple[int, int], base: int) -> tuple[int, int]:
    return (span[0] + base, span[1] + base)


def _shifted(voices: list[Voice], base: int) -> list[Voice]:
    from dataclasses import replace

    return [replace(v, start=v.start + base, end=v.end + base) for v in voices]


def _said_earlier(heard: Attribution) -> bool:
    for verb in heard.verbs:
        if any(c.lower_ in {"previously", "earlier", "initially", "first", "had"} for c in verb.children):
            return True
    return False


def _hypothetical_sentence(sentence: Span) -> bool:
    return False


def _denied_clause(token: Token) -> bool:
    """ "was not killed", "did not die": a statement about one person's survival, no count."""
    return any(c.dep_ == "neg" and c.lower_ in {"not", "n't", "never"} for c in token.children)


def _looks_back(sentence: Span, token: Token) -> bool:
    text = sentence.text.lower()
    return any(f" {phrase}" in text for phrase in table("scope")["background"]["words"])


def _one_measure_a_number(made: list[Draft]) -> list[Draft]:
    """A number counts for one measure in a sentence, unless two verbs share their subject."""
    out: list[Draft] = []
    for draft in made:
        twin = next((d for d in out if d.count_span == draft.count_span and d.measure == draft.measure), None)
        if twin is None:
            out.append(draft)
    return out


def _modality_of(token: Token) -> Modality:
    return Modality.FACT
