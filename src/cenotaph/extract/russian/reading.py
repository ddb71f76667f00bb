"""One Russian report being read, paragraph by paragraph: the layers in order, and what they remember as they go."""

from __future__ import annotations

from dataclasses import replace

from cenotaph.extract import deadline
from cenotaph.extract.draft import Draft
from cenotaph.extract.numbers import hedge_count
from cenotaph.extract.russian.counted import Counted, Desk
from cenotaph.extract.russian.dates import PeriodMention, find_periods
from cenotaph.extract.russian.groups import group_of
from cenotaph.extract.russian.harmed import beside, count_verb
from cenotaph.extract.russian.hits import Hit, find_hits, unreal
from cenotaph.extract.russian.lexicon import table, words
from cenotaph.extract.russian.numbers import find_mentions
from cenotaph.extract.russian.parse import Clean, Sentence, Word, name_entities, parse
from cenotaph.extract.russian.parts import count_parts, marker_before
from cenotaph.extract.russian.people import person_record
from cenotaph.extract.russian.people_counts import count_people
from cenotaph.extract.russian.phrases import phrases_of
from cenotaph.extract.russian.setting import Told, refers_back, setting_at
from cenotaph.extract.russian.sources import Source, sources_of
from cenotaph.extract.russian.speech import Heard, Talk, heard_at
from cenotaph.extract.russian.voices import speaks, voice_of
from cenotaph.extract.segments import Segment
from cenotaph.extract.voices import Voice, publisher_voice
from cenotaph.model import Count, Modality, Report, Stance

__all__ = ["Reading"]

_MOST_HITS = 30  # as in the English reader: beyond that it is a list or noise, and time would run away
_RECALL = 12  # counted claims that a part may refer back to


class Reading:
    """Reads segments in order and collects drafts; one instance per report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.report = report
        self.profile = profile
        self.drafts: list[Draft] = []
        self.outlet = publisher_voice(report.publisher)
        self.talk = Talk()
        self.told = Told()
        self._ordinal = 0
        self._before: list[Draft] = []

    def read(self, number: int, piece: Segment) -> None:
        """Read one segment and add its drafts."""
        start = piece.preamble[0] if piece.preamble else piece.start
        clean = Clean.of(self.report.text, start, piece.end)
        sentences, doc = parse(clean.text)
        name_entities(sentences, doc)
        mentions = find_mentions(clean.text, self.profile)
        periods = find_periods(clean.text, self.report.published)
        opened = len(self.drafts)
        waiting: list[Draft] = []
        for sentence in sentences:
            deadline.check()
            self._ordinal += 1
            sources = sources_of(sentence)
            desk = Desk(
                sentence, find_hits(sentence)[:_MOST_HITS], phrases_of(sentence, mentions, periods), self.profile
            )
            made = self._sentence(desk, sources, periods, clean, piece, number)
            if not made and sources:
                made = self._denial(sentence, sources, clean, piece, number)
            if not made and sources:
                self._about_this(sentence, sources, self.drafts[opened:] or self.drafts[-3:])
            self.drafts += made
            waiting = self._quotation(clean, sentence, sources, made, waiting)
            for source in sources:
                self.talk.hear(source.link or source.voice)
            if not any(s.voice for s in sources):
                self.talk.notice(sentence)
            self._remember(made)

    # ---- one sentence

    def _sentence(
        self,
        desk: Desk,
        sources: list[Source],
        periods: list[PeriodMention],
        clean: Clean,
        piece: Segment,
        number: int,
    ) -> list[Draft]:
        counted = _counted(desk)
        hit_words = [c.hit.word for c in counted if not c.part]
        made: list[tuple[Counted, Draft]] = []
        for item in counted:
            heard = heard_at(item.hit.word, desk.sentence, sources, self.talk)
            if item.refuser is not None:
                heard = self._refuser(item.refuser, heard, desk.sentence)
            draft = self._draft(item, heard, desk, clean, piece, number)
            self._set(draft, item, heard, desk, periods, hit_words, clean)
            self._name(draft, item, desk, clean)
            made.append((item, draft))
        drafts = [draft for _, draft in made]
        for item, draft in made:
            if item.part:
                draft.part_of = self._whole(draft, [d for c, d in made if not c.part and d is not draft])
        return drafts

    def _refuser(self, verb: Word, heard: Heard, sentence: Sentence) -> Heard:
        """Who would not say: the subject of the refusing verb speaks, and who else was heard carries it."""
        subject = next((c for c in verb.children if c.rel.startswith("nsubj")), None)
        if subject is None:
            subject = next((c for c in verb.children if c.prep in {"в", "во"} and c.case == "Loc"), None)
        voice = voice_of(subject, sentence) if subject is not None and speaks(subject) else None
        if subject is not None and voice is None:
            voice = self.talk.meant(subject)
        if voice is not None and (heard.speaker is None or heard.speaker.name != voice.name):
            heard.via = [*heard.via, heard.speaker] if heard.speaker is not None else heard.via
            heard.speaker = voice
        return heard

    def _whole(self, part: Draft, beside_it: list[Draft]) -> Draft | None:
        """The claim that a part belongs to: of its own sentence before it, else the last one told."""
        own = [d for d in beside_it if d.count is not None and d.order <= part.order] or beside_it
        same = [d for d in own if d.measure is part.measure] or own
        if same:
            return same[-1]
        told = [d for d in self._before if d.measure is part.measure] or self._before
        return told[-1] if told else None

    def _draft(self, item: Counted, heard: Heard, desk: Desk, clean: Clean, piece: Segment, number: int) -> Draft:
        hit = item.hit
        trigger = clean.span(hit.word.start, hit.word.end)
        draft = Draft(
            anchor=_quote(clean, desk.sentence),
            trigger=trigger,
            measure=hit.measure,
            voice=self._moved(heard.speaker, clean) or self.outlet,
            order=clean.span(*item.span)[0] if item.span else trigger[0],
            sentence=self._ordinal,
            segment=number,
            kind=piece.kind,
        )
        draft.stance, draft.modality = heard.stance, heard.modality
        if heard.speaker is not None and heard.speaker.name != self.outlet.name:
            carriers = [v for v in heard.via if v.name != self.outlet.name]
            draft.via = [self.outlet, *carriers] if self.report.publisher else carriers
        draft.count = item.count
        draft.count_span = clean.span(*item.span) if item.span else None
        if draft.count is not None and draft.count_span is not None and item.rule not in {"unknown"}:
            draft.count = _retext(draft.count, draft.count_span, self.report)
        draft.flags |= item.flags
        rule = {"vague": "number", "names": "names"}.get(item.rule, item.rule)
        draft.rules = [f"trigger.{hit.word.lemma}", f"frame.{hit.frame}", *hit.rules, *heard.rules, f"count.{rule}"]
        if heard.speaker is None:
            draft.rules.append("speaker.outlet")
        if item.stance is not None:
            draft.stance = item.stance
        self._stand(draft, item, heard, desk)
        return draft

    def _stand(self, draft: Draft, item: Counted, heard: Heard, desk: Desk) -> None:
        """Doubt, earlier figures, and where stance and count meet."""
        lows = {w.low for w in desk.sentence.words}
        told = any(v.feats.get("Tense") == "Past" for v in heard.verbs)
        if told and lows & words("speech", "signs", "earlier"):
            draft.flags.add("earlier")
        elif lows & words("speech", "signs", "newer"):
            draft.flags.add("newer")
        text = " ".join(w.low for w in desk.sentence.words)
        if any(phrase in text for phrase in table("speech")["false"]["phrases"].split("|")):
            draft.stance = Stance.DENIES
        if draft.stance is Stance.DECLINES_TO_SAY and item.rule == "plural":
            draft.count, draft.count_span = desk.count("unknown", item.hit.word.text), None
        if any(w.lemma in words("people", "attackers") for w in item.group):
            draft.flags.add("attacker")
        if draft.stance is Stance.DENIES and item.rule in {"plural"}:
            draft.count, draft.count_span = None, None
        weaker = _doubt(item.hit.word, desk)
        if weaker and draft.count is not None and not draft.count.unknown and draft.count.best != 0:
            if draft.count.hedge not in {"possible", "probable"}:
                draft.count = hedge_count(draft.count, weaker)
            draft.modality = Modality.PROBABLE
        if lows & words("speech", "signs", "alleged"):
            draft.modality = Modality.ALLEGED

    def _set(
        self,
        draft: Draft,
        item: Counted,
        heard: Heard,
        desk: Desk,
        periods: list[PeriodMention],
        hits: list[Word],
        clean: Clean,
    ) -> None:
        found = group_of(item.group)
        if found is not None:
            draft.group, draft.group_span = found[0], clean.span(found[1], found[2])
        where = item.head if item.part and item.head is not None else item.hit.word
        setting = setting_at(where, desk.sentence, periods, heard, hits)
        draft.scope, draft.said_at = setting.scope, setting.said_at
        if setting.place is not None and setting.place_span is not None:
            draft.place, draft.place_span = setting.place, clean.span(*setting.place_span)
        if setting.period is not None and setting.period_span is not None:
            draft.period, draft.period_span = setting.period, clean.span(*setting.period_span)
        if refers_back(desk.sentence):
            if draft.place is None and self.told.place is not None:
                draft.place, draft.place_span = self.told.place, self.told.place_span
                draft.rules.append("place.by_event")
            if draft.period is None and self.told.period is not None:
                draft.period, draft.period_span = self.told.period, self.told.period_span
                draft.rules.append("period.by_event")

    def _name(self, draft: Draft, item: Counted, desk: Desk, clean: Clean) -> None:
        for name in item.names:
            draft.people.append(person_record(self.report, draft, name, desk.sentence, clean, item.head))

    def _denial(
        self, sentence: Sentence, sources: list[Source], clean: Clean, piece: Segment, number: int
    ) -> list[Draft]:
        """ "Киев эти данные опроверг": a denial of what was told last, without a number of its own."""
        lows = {w.low for w in sentence.words}
        denied = [
            s.verb for s in sources if s.verb is not None and s.verb.lemma in words("speech", "verbs", "denying")
        ]
        if not denied or denied[0].negated or not self._before or not lows & words("speech", "by", "told"):
            return []
        hit = Hit(denied[0], self._before[-1].measure, "refusal")
        heard = heard_at(hit.word, sentence, sources, self.talk)
        if heard.speaker is None:
            return []
        desk = Desk(sentence, [hit], [], self.profile)
        draft = self._draft(Counted(hit, None, None, "refusal"), heard, desk, clean, piece, number)
        draft.stance = Stance.DENIES
        return [draft]

    # ---- over sentences

    def _about_this(self, sentence: Sentence, sources: list[Source], told: list[Draft]) -> None:
        """ "Об этом сообщает X": what was just told in nobody's name is what X said."""
        opening = " ".join(w.low for w in sentence.words[:3])
        if not opening.startswith(tuple(table("speech")["about"]["openings"].split("|"))):
            return
        heard = (
            heard_at(next(s.verb for s in sources if s.verb is not None), sentence, sources, self.talk)
            if any(s.verb for s in sources)
            else None
        )
        if heard is None or heard.speaker is None:
            return
        for draft in told:
            if "speaker.outlet" in draft.rules:
                self._give(draft, heard.speaker, heard.via, "attribution.about_this")

    def _give(self, draft: Draft, speaker: Voice, via: list[Voice], rule: str) -> None:
        draft.voice = Voice(speaker.name, speaker.kind, speaker.text, speaker.country, speaker.shape, speaker.roles)
        carriers = [v for v in via if v.name != self.outlet.name]
        draft.via = [self.outlet, *carriers] if self.report.publisher else carriers
        draft.rules = [r for r in draft.rules if r != "speaker.outlet"] + [rule]

    def _quotation(
        self, clean: Clean, sentence: Sentence, sources: list[Source], made: list[Draft], waiting: list[Draft]
    ) -> list[Draft]:
        """Claims inside a quotation that runs over several sentences are its speaker's, named before or after."""
        opened = clean.text.count("«", 0, sentence.end) > clean.text.count("»", 0, sentence.end - 0)
        inside = clean.text.count("«", 0, sentence.start) > clean.text.count("»", 0, sentence.start)
        voiceless = [d for d in made if "speaker.outlet" in d.rules]
        speaker = next((s.link or s.voice for s in sources if s.voice is not None), None)
        if inside and speaker is not None:
            for draft in waiting:
                self._give(draft, speaker, [], "attribution.quotation")
            return []
        if inside and speaker is None and self.talk.last is not None and voiceless and not opened:
            for draft in voiceless:
                self._give(draft, self.talk.last, [], "attribution.quotation")
            return []
        return [*waiting, *voiceless] if opened else []

    def _remember(self, made: list[Draft]) -> None:
        for draft in made:
            if draft.place is not None or draft.period is not None:
                self.told = Told(draft.place, draft.place_span, draft.period, draft.period_span)
                break
        self._before = (self._before + [d for d in made if d.count is not None and d.part_of is None])[-_RECALL:]

    def _moved(self, voice: Voice | None, clean: Clean) -> Voice | None:
        """A voice with offsets of the report; one heard in another segment keeps none."""
        if voice is None:
            return None
        start, end = (0, 0)
        if (
            voice.end
            and voice.end <= len(clean.text)
            and clean.text[voice.start : voice.end].startswith(voice.text[:3])
        ):
            start, end = clean.span(voice.start, voice.end)
        return Voice(voice.name, voice.kind, voice.text, voice.country, voice.shape, voice.roles, start, end)


def _counted(desk: Desk) -> list[Counted]:
    """Every counted statement of a sentence: by the parse, then by what stands beside, then the parts."""
    live = [hit for hit in desk.hits if not unreal(hit, desk.sentence)]
    out: list[Counted] = []
    order = {"body": 0, "people": 2, "toll": 2}
    for hit in sorted(live, key=lambda h: (order.get(h.frame, 1), h.word.i)):
        if hit.frame in {"people", "toll"}:
            out += count_people(hit, desk)
        elif hit.frame != "body" or _found(hit, desk):
            out += count_verb(hit, desk)
    done = {id(c.hit) for c in out}
    for hit in live:
        if (
            id(hit) not in done
            and hit.frame not in {"people", "toll", "deed"}
            and (hit.frame != "body" or _found(hit, desk))
        ):
            near = beside(hit, desk)
            if near is not None:
                out.append(near)
    _share_noun(out, desk)
    for item in out:
        if (
            item.rule != "toll"
            and item.head is not None
            and marker_before(item.head, desk)
            and _partial(item, desk)
        ):
            item.part = True
    whole = out[-1].hit if out else (desk.hits[0] if desk.hits else None)
    out += count_parts(desk, whole)
    return sorted(out, key=lambda c: c.span[0] if c.span else c.hit.word.start)


def _share_noun(counted: list[Counted], desk: Desk) -> None:
    """ "убив 22 и ранив 45 верующих": the noun is said once."""
    for one in counted:
        if one.group or one.rule != "number" or one.span is None:
            continue
        rest = [w for w in desk.sentence.words if w.start >= one.span[1]][:2]
        if len(rest) == 2 and rest[0].low == "и":
            two = next((c for c in counted if c.hit.word is rest[1]), None)
            one.group = two.group if two is not None and two.hit.frame == one.hit.frame == "object" else []


def _partial(item: Counted, desk: Desk) -> bool:
    """ "трое из них ранены", "из них двое ранены": the words right beside the number."""
    if item.span is None:
        return False
    after = [w.low for w in desk.sentence.words if w.start >= item.span[1]][:2]
    before = [w.low for w in desk.sentence.words if w.end <= item.span[0]][-2:]
    return any(beside_it in (["из", "них"], ["из", "которых"]) for beside_it in (after, before))


def _found(hit: Hit, desk: Desk) -> bool:
    """Whether something happens to remains: they are found, lifted, identified."""
    return any(w.lemma in words("triggers", "words", "found") for w in desk.sentence.words)


def _doubt(word: Word, desk: Desk) -> str | None:
    """ "могли погибнуть", "возможно, убиты", "предположительно, ранены": the profile's row, or None."""
    head = word.head
    if word.feats.get("VerbForm") == "Inf" and head is not None and head.lemma == "мочь":
        return "possible"
    stretch = []
    for other in reversed(desk.sentence.words[: word.i]):
        if other.low in {";", "."} or other.lemma in {"погибнуть", "ранить", "убить"}:
            break
        stretch.append(other.low)
    near = set(stretch[:5])
    if near & {"возможно"}:
        return "possible"
    return "probable" if near & {"предположительно", "вероятно", "видимо"} else None


def _quote(clean: Clean, sentence: Sentence) -> tuple[int, int]:
    return clean.span(sentence.words[0].start, sentence.words[-1].end)


def _retext(count: Count, span: tuple[int, int], report: Report) -> Count:
    """``count`` with its words exactly as the report writes them."""
    return replace(count, text=report.text[slice(*span)])
