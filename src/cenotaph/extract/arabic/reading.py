"""One Arabic report being read, paragraph by paragraph: the layers in order, and what they remember as they go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cenotaph.extract import deadline
from cenotaph.extract.arabic.counting import read_hits
from cenotaph.extract.arabic.dates import When, find_periods
from cenotaph.extract.arabic.denials import charged
from cenotaph.extract.arabic.folding import Word, folded
from cenotaph.extract.arabic.hits import Found
from cenotaph.extract.arabic.lexicon import bare_start, cue_pattern, phrase_starting, words
from cenotaph.extract.arabic.parts import told_before
from cenotaph.extract.arabic.people import find_people, group_of
from cenotaph.extract.arabic.places import Named, find_places
from cenotaph.extract.arabic.speech import Heard, Source, heard_at, sources_of
from cenotaph.extract.draft import Draft
from cenotaph.extract.numbers import hedge_count, profile_count
from cenotaph.extract.segments import Segment
from cenotaph.extract.voices import Voice, publisher_voice
from cenotaph.model import Count, Hedge, Modality, Report, Scope, Stance

__all__ = ["Reading"]

_SENTENCE_END = frozenset(".!؟?…")
_CLOSERS = frozenset('»"”)]')
_RECALL = 12  # counted claims that a part may refer back to
_LONGEST = 400  # tokens; a longer run without a full stop is cut, so that time stays linear


class Reading:
    """Reads segments in order and collects drafts; one instance per report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.report = report
        self.profile = profile
        self.drafts: list[Draft] = []
        self.outlet = publisher_voice(report.publisher)
        self.last: Voice | None = None
        self._open: Heard | None = None
        self._ordinal = 0

    def read(self, number: int, piece: Segment) -> None:
        """Read one segment and add its drafts."""
        start = piece.preamble[0] if piece.preamble else piece.start
        stretch = folded(self.report.text, start, piece.end)
        periods = find_periods(stretch, self.report.published)
        self._open = None
        for sentence in _sentences(stretch.words()):
            deadline.check()
            self._ordinal += 1
            self._sentence(sentence, periods, piece, number)

    def _sentence(self, tokens: list[Word], periods: list[When], piece: Segment, number: int) -> None:
        text = self.report.text
        low, high = tokens[0].start, tokens[-1].end
        own = [p for p in periods if low <= p.start < high]
        sources = sources_of(tokens, text)
        quoted = self._open
        if cue_pattern().search(" ".join(w.text for w in tokens)):
            question = tokens[-1].text in "؟?"
            people = find_people(tokens, [(p.start, p.end) for p in own], self.profile)
            found = read_hits(tokens, people, question=question)
            voices = [(s.voice.start, s.voice.end) for s in sources if s.voice is not None]
            places = find_places(tokens, text, voices + [(p.start, p.end) for p in own])
            earlier = any(
                phrase_starting(tokens, k, "triggers", "earlier.phrases") is not None for k in range(len(tokens))
            )
            made = [self._draft(f, tokens, sources, own, places, piece, number, quoted) for f in found]
            for draft in made:
                if earlier and draft is not None:
                    draft.flags.add("earlier")
            self._link_parts(found, made)
            self.drafts += [d for d in made if d is not None]
        for source in sources:
            if source.voice is not None:
                self.last = source.voice
        self._follow_quotation(tokens, sources)

    def _follow_quotation(self, tokens: Sequence[Word], sources: Sequence[Source]) -> None:
        """An opened quotation goes on in the next sentences until it is closed."""
        opened = sum(w.text == "«" for w in tokens) - sum(w.text == "»" for w in tokens)
        if opened > 0 and any(not s.behind for s in sources):
            self._open = heard_at(len(tokens) - 1, sources, self.last)
        elif opened < 0:
            self._open = None

    def _draft(
        self,
        found: Found,
        tokens: list[Word],
        sources: list[Source],
        periods: list[When],
        places: list[Named],
        piece: Segment,
        number: int,
        quoted: Heard | None,
    ) -> Draft | None:
        text = self.report.text
        hit = found.hit
        at = found.people.first if found.part and found.people is not None else hit.first
        heard = heard_at(at, sources, self.last)
        if heard.speaker is None and quoted is not None:
            heard = quoted
        trigger = (tokens[hit.first].start, tokens[min(hit.last, hit.first + 2) - 1].end)
        if hit.shape == "part":
            trigger = (tokens[hit.first].start, tokens[hit.first].end)
        draft = Draft(
            anchor=(tokens[0].start, _end_of(tokens)),
            trigger=trigger,
            measure=hit.measure,
            voice=heard.speaker or self.outlet,
            order=tokens[at].start,
            sentence=self._ordinal,
            segment=number,
            kind=piece.kind,
            via=list(heard.via),
            stance=heard.stance,
            rules=["method.lexicon", f"trigger.{hit.measure.value}", *found.rules, heard.rule],
        )
        if self.report.publisher and heard.speaker is not None and heard.speaker.name != self.outlet.name:
            draft.via = [self.outlet, *draft.via]
        if any(w.isin(words("triggers", "fear.words")) for w in tokens[max(0, hit.first - 8) : hit.first]):
            draft.modality = Modality.PROBABLE
        if charged(tokens, hit):
            draft.flags.add("background")
        self._count(draft, found, tokens, text)
        if draft.stance is Stance.DENIES and found.kind == "any":
            draft.count = None
        elif found.kind == "any":
            return None
        self._set(draft, at, tokens, sources, periods, places)
        return draft

    # ---- how many, of whom

    def _count(self, draft: Draft, found: Found, tokens: Sequence[Word], text: str) -> None:
        people = found.people
        if found.kind == "unknown":
            start, end = draft.trigger
            draft.count = profile_count("unknown", text[start:end], self.profile)
            draft.stance = Stance.REPORTS_UNKNOWN
            return
        if found.kind == "none":
            first, last = found.span or (found.hit.first, found.hit.last)
            span = (tokens[first].start, tokens[last - 1].end)
            draft.count, draft.count_span = profile_count("none", text[span[0] : span[1]], self.profile), span
            draft.rules.append("count.none")
            if draft.stance is Stance.DENIES:
                draft.count, draft.count_span = None, None
            return
        if people is None:
            return
        if people.any or (draft.stance is Stance.DENIES and people.size == "many"):
            draft.rules.append("count.any")
        else:
            last = people.core_end
            span = (bare_start(tokens[people.core], text), tokens[max(last, people.core + 1) - 1].end)
            draft.count_span = span
            draft.count = people.count(text[span[0] : span[1]], self.profile)
            if found.hedge is not None and draft.count is not None:
                draft.count = _weakened(draft.count, found.hedge)
            rule = {"number": "count.number", "one": "count.one", "two": "count.number", "many": "count.plural"}
            draft.rules.append(rule[people.size])
        if people.group is not None:
            group = people.group
            draft.group = group_of(tokens, group, text)
            start = bare_start(tokens[group[0]], text)
            draft.group_span = (start, start + len(draft.group.text))
        if people.others:
            draft.rules.append("arabic.others")

    def _link_parts(self, found: Sequence[Found], made: list[Draft | None]) -> None:
        """Parts point at the whole of their sentence, else at the last claim told; without one they are dropped."""
        for n, (item, draft) in enumerate(zip(found, made, strict=True)):
            if not item.part or draft is None:
                continue
            part = item.people
            own = [
                d
                for f, d in zip(found, made, strict=True)
                if d is not None
                and d.count is not None
                and not f.part
                and part is not None
                and told_before(f, part)
            ]
            told = [d for d in reversed(self.drafts[-_RECALL:]) if d.part_of is None and d.count]
            alike = [d for d in told if d.measure is draft.measure]
            whole = own[-1] if own else next(iter(alike or told), None)
            if whole is None or whole.segment < draft.segment - 1:
                made[n] = None
                continue
            draft.part_of = whole
            draft.measure = whole.measure
            draft.flags.add("subset")
            if draft.voice is self.outlet and own == []:
                draft.voice, draft.via = whole.voice, list(whole.via)

    # ---- where, when

    def _set(
        self,
        draft: Draft,
        at: int,
        tokens: Sequence[Word],
        sources: Sequence[Source],
        periods: Sequence[When],
        places: Sequence[Named],
    ) -> None:
        here = tokens[at].start
        saying = [_saying(s, tokens, at) for s in sources if s.last > s.first]
        harm = []
        for period in periods:
            if any(a <= period.start < b for a, b in saying):
                draft.said_at = period.period
            else:
                harm.append(period)
        when = min(harm, key=lambda p: abs(p.start - here), default=None)
        if when is not None:
            draft.period, draft.period_span, draft.scope = when.period, (when.start, when.end), when.scope
            draft.rules.append("period.clause")
            if when.scope is not Scope.INCIDENT:
                draft.rules.append(
                    "scope.open_period" if when.scope is Scope.CUMULATIVE_TO_DATE else "scope.period"
                )
        where = min(places, key=lambda p: abs(p.start - here), default=None)
        if where is not None:
            draft.place, draft.place_span = where.place, (where.start, where.end)
            draft.rules.append("place.clause")


def _saying(source: Source, tokens: Sequence[Word], at: int) -> tuple[int, int]:
    """Report offsets in which a date is the day of the statement: up to what is said, or behind the speaker."""
    start = tokens[source.first].start
    if source.behind:
        return start, tokens[min(source.last + 1, len(tokens)) - 1].end
    that = words("speech", "links.that")
    reach = range(source.last, min(source.last + 8, len(tokens)))
    end = next((k for k in reach if tokens[k].text in that or k == at), source.last)
    return start, tokens[min(end, len(tokens) - 1)].start


def _weakened(count: Count, row: str) -> Count:
    """``count`` under a doubt of the sentence; the unknown stays unknown."""
    return count if count.unknown or (count.hedge is Hedge.BETWEEN and row == "about") else hedge_count(count, row)


def _end_of(tokens: Sequence[Word]) -> int:
    return tokens[-1].end


def _sentences(tokens: Sequence[Word]) -> Iterator[list[Word]]:
    """Tokens by sentence: a full stop, a mark, or a length that no sentence has."""
    held: list[Word] = []
    for k, word in enumerate(tokens):
        closes = held and word.text in _CLOSERS and held[-1].text in _SENTENCE_END
        if held and held[-1].text in _SENTENCE_END and not closes and word.text not in _SENTENCE_END:
            if not _abbreviation(held, word):
                yield [replace(w, i=n) for n, w in enumerate(held)]
                held = []
        elif len(held) >= _LONGEST:
            yield held
            held = []
        held.append(word)
        if k + 1 == len(tokens):
            yield held


def _abbreviation(held: Sequence[Word], word: Word) -> bool:
    """ "د. أحمد": a single letter with a full stop is an abbreviation."""
    return (
        len(held) > 1
        and held[-1].text == "."
        and held[-2].letters
        and bool(re.fullmatch(r"[\u0620-\u064a]", held[-2].text))
    )
