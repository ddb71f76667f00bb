"""Rows of an answer become drafts: every word is looked up, every value is read by the grammars of the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cenotaph.extract.attribution import Attribution
from cenotaph.extract.combine import combine
from cenotaph.extract.counted import Counted
from cenotaph.extract.counting import count_harmed, count_phrase
from cenotaph.extract.draft import Draft
from cenotaph.extract.drafting import Drafter
from cenotaph.extract.groups import group_of
from cenotaph.extract.harmed import find_hits
from cenotaph.extract.hearing import Hearing
from cenotaph.extract.hits import Hit
from cenotaph.extract.lexicon import flat, triggers, words
from cenotaph.extract.llm.chunks import Chunk
from cenotaph.extract.llm.found import Finder, Found, SpanOf
from cenotaph.extract.llm.listening import Listening
from cenotaph.extract.llm.pages import Pages
from cenotaph.extract.llm.rejected import Reason, Refusal, Rejected
from cenotaph.extract.llm.rows import Row
from cenotaph.extract.llm.settled import setting_for
from cenotaph.extract.numbers import CountMention, profile_count
from cenotaph.extract.settling import Settling
from cenotaph.extract.signs import asked, denied_clause, hypothetical
from cenotaph.extract.spot import Spot, moved
from cenotaph.extract.voices import Voice, kind_of
from cenotaph.model import ActorKind, Report, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["UNLIKE", "Checked", "Checking"]

UNLIKE = "stance.unlike_rules"
"""On claims where the rules hear a denial or a refusal, and the model another stance."""


_MOST_HITS = 30  # as the rules do
_WITHHELD = {Stance.DECLINES_TO_SAY, Stance.REPORTS_UNKNOWN}
_PRONOUNS = {"he", "she", "it", "they", "we", "i", "who", "him", "her", "them"}


@dataclass(frozen=True, slots=True)
class Checked:
    """The drafts of one report, and the rows that are none; repeats of a row in the same place are dropped."""

    drafts: list[Draft]
    rejected: tuple[Rejected, ...]
    repeats: int


class Checking:
    """Checks the answers about one report."""

    def __init__(self, report: Report, profile: str) -> None:
        self.report = report
        self.profile = profile
        self.pages = Pages(report, profile)
        self.finder = Finder(report.text, self.pages)
        self.hearing = Hearing(report.publisher)
        self.drafter = Drafter(report, profile, self.hearing, Settling(report))
        self._listening = Listening(self.hearing, self.pages)
        self._rejected: list[Rejected] = []

    def check(self, answers: list[tuple[Chunk, list[Row | None]]]) -> Checked:
        """The drafts of all answers, in the order of the text."""
        located: list[tuple[Found, Row, tuple[int, int]]] = []
        for number, (chunk, rows) in enumerate(answers):
            for place, row in enumerate(rows):
                if row is None:
                    self._reject(Reason.SCHEMA, "", "")
                    continue
                try:
                    located.append((self.finder.find(row, chunk), row, (number, place)))
                except Refusal as refusal:
                    self._reject(refusal.reason, refusal.words, row.quote)
        located.sort(key=lambda item: (item[0].page.number, item[0].harm))
        made: dict[tuple[int, int], Draft] = {}
        seen: dict[tuple[object, ...], Draft] = {}
        repeats = 0
        for found, row, key in located:
            try:
                draft = self._draft(row, found)
            except Refusal as refusal:
                self._reject(refusal.reason, refusal.words, row.quote)
                continue
            same = (draft.measure, draft.count_span or draft.trigger, draft.stance, draft.voice.name)
            repeats += same in seen
            made[key] = seen.setdefault(same, draft)
        self._parts(located, made)
        return Checked(list(seen.values()), tuple(self._rejected), repeats)

    def _reject(self, reason: Reason, words: str, quote: str) -> None:
        self._rejected.append(Rejected(self.report.id, reason, words, quote))

    def _draft(self, row: Row, found: Found) -> Draft:
        page = found.page
        hit = self._hit(row, found)
        token = hit.token
        unreal = hypothetical(token) or (denied_clause(token) and row.stance is Stance.ASSERTS)
        if asked(token) or (unreal and hit.rule not in {"unfound", "negated"} and row.count_text is not None):
            raise Refusal(Reason.UNREAL, token.text)
        self._listening.listen(page, token)
        heard = self._heard(row, found, token)
        spot = page.spot(token, page.periods)
        item = self._counted(row, found, hit) if row.measure.counts_people else None
        setting = setting_for(row, found, token, heard, self.finder, self.pages, self.report)
        if item is None:
            draft = self.drafter.bare(hit, heard, spot)
            self.drafter.settling.apply(draft, setting)
        else:
            draft = self.drafter.counted(hit, item, heard, setting, spot)
        draft.flags.discard("aside")  # the model says that it is a claim
        draft.trigger = found.harm
        draft.anchor = self._anchor(found, spot)
        self._group(draft, row, found, hit)
        return draft

    @staticmethod
    def _hit(row: Row, found: Found) -> Hit:
        """The rules' own reading of the words of harm where they have one, else a bare hit on the words.

        Raises Refusal where the rules read another harm there: "killed" of "killed or wounded" is not killed.
        """
        tokens = found.page.span(found.harm)
        if tokens is None:
            raise Refusal(Reason.HARM, row.harm_words)
        hits = combine(find_hits(tokens.root.sent)[:_MOST_HITS])
        there = [hit for hit in hits if tokens.start <= hit.token.i < tokens.end]
        same = next((hit for hit in there if hit.measure is row.measure), None)
        if same is not None:
            return same
        if any(not hit.trigger.weak for hit in there):
            raise Refusal(Reason.MEASURE, row.harm_words)
        table = triggers()
        token = next((token for token in tokens if token.lower_ in table), tokens.root)
        return Hit(token, table.get(token.lower_) or table["killed"], row.measure, "named")

    def _heard(self, row: Row, found: Found, token: Token) -> Attribution:
        """Who the model says speaks, with what our own reading of the sentence shows of doubt and of verbs."""
        heard = self.hearing.heard(token, found.page.piece)
        own = heard.speaker
        heard.speaker = self._voice(row.speaker, found)
        if own is not None and heard.speaker is not None and own.name == heard.speaker.name:
            heard.rules.append("speaker.agreed")
        if heard.stance is not row.stance and heard.stance is not Stance.ASSERTS:
            heard.rules.append(UNLIKE)
        heard.via = [voice for carrier in row.via if (voice := self._carrier(carrier, found)) is not None]
        heard.stance = row.stance
        return heard

    def _voice(self, words: str | None, found: Found) -> Voice | None:
        outlet = (self.report.publisher or "").casefold()
        if words is None or not words.strip() or " ".join(words.split()).casefold() == outlet:
            return None
        span = self.finder.words_in(words, found.quote, found.page.reach)
        span = span or self.finder.nearest(words, found.quote)
        if span is None:
            raise Refusal(Reason.SPEAKER, words)
        page = self.pages.at(span[0])
        tokens = page.span(span) if page is not None else None
        voice = self.hearing.memory.speaking(tokens.root, page.piece.start) if page and tokens else None
        if voice is None:
            said = self.report.text[slice(*span)]
            if said.lower() in _PRONOUNS:
                raise Refusal(Reason.PRONOUN, words)
            plain = " ".join(said.split())
            voice = Voice(plain, kind_of(plain), said, start=span[0], end=span[1])
        if self.hearing.kin.is_relative(voice.name):
            voice = replace(voice, kind=ActorKind.RELATIVE)
        return voice

    def _carrier(self, words: str, found: Found) -> Voice | None:
        """One of the chain; a carrier that the text does not have is left out, the claim stands without it."""
        try:
            return self._voice(words, found)
        except Refusal:
            return None

    def _counted(self, row: Row, found: Found, hit: Hit) -> Counted | None:
        """The count as the rules read it at these words; None where nobody is counted. Raises Refusal."""
        if found.count is None:
            if row.stance in {Stance.ASSERTS, Stance.CONFIRMS, Stance.REVISES}:
                raise Refusal(Reason.NO_COUNT)
            return None
        page = found.page
        start, end = found.count[0] - page.piece.start, found.count[1] - page.piece.start
        meeting = [m for m in page.mentions if m.number_start < end and start < m.number_end]
        numbers = [m for m in meeting if m.role == "count"]
        if len(numbers) > 1:
            raise Refusal(Reason.SEVERAL, row.count_text or "")
        head = self._head(row, found, hit)
        if not numbers and row.stance in _WITHHELD:
            unknown = profile_count("unknown", page.piece.text[start:end], self.profile)
            return Counted(head, unknown, start, end, "unknown", set(), [head])
        if not numbers and any(m.start <= start and end <= m.end for m in meeting):
            raise Refusal(Reason.UNREADABLE, row.count_text or "")
        told = count_harmed(hit, page.mentions, self.profile)
        item = next((i for i in told if i.start < end and start < i.end and _agrees(i, numbers)), None)
        if item is None and (numbers or _person(head)):
            item = count_phrase(head, hit, page.mentions, self.profile)
        if item is None or not _agrees(item, numbers):
            item = _numbered(head, numbers[0]) if numbers else None
        if item is None:
            raise Refusal(Reason.UNREADABLE, row.count_text or "")
        return item

    def _head(self, row: Row, found: Found, hit: Hit) -> Token:
        """The noun that is counted: of the words of the group, else of the number."""
        page = found.page
        group = self.finder.words_in(row.group, found.quote) if row.group else None
        for span in (group, found.count):
            tokens = page.span(span) if span else None
            if tokens is None:
                continue
            head = tokens.root
            if span is found.count and head.dep_ in {"nummod", "quantmod"} and head.head != hit.token:
                return head.head
            return head
        return hit.token

    def _anchor(self, found: Found, spot: Spot) -> SpanOf:
        """The whole sentence of the harm, and up to that of the count where it is another one."""
        start, end = spot.quote
        tokens = found.page.span(found.count) if found.count else None
        if tokens is not None:
            other = found.page.spot(tokens[0], []).quote
            start, end = min(start, other[0]), max(end, other[1])
        return start, end

    def _group(self, draft: Draft, row: Row, found: Found, hit: Hit) -> None:
        """The people as the model names them; without such words none, and words not in the quote are left out."""
        span = self.finder.words_in(row.group, found.quote)
        tokens = found.page.span(span) if span else None
        if tokens is None:
            draft.group, draft.group_span = None, None
            if row.group:
                draft.rules.append("group.not_in_quote")
            return
        if draft.group_span is not None and span and _meet(draft.group_span, span):
            return
        any_count = draft.count or profile_count("unknown", tokens.text, self.profile)
        read = group_of(Counted(tokens.root, any_count, tokens.start_char, tokens.end_char, "named", set()))
        if read is not None:
            draft.group, draft.group_span = read[0], moved((read[1], read[2]), found.page.piece.start)

    def _parts(self, located: list[tuple[Found, Row, tuple[int, int]]], made: dict[tuple[int, int], Draft]) -> None:
        """Set ``part_of`` where the whole was taken over, counts the same harm and is not the smaller one."""
        for _, row, key in located:
            part = made.get(key)
            whole = made.get((key[0], row.part_of)) if row.part_of is not None else None
            if part is None or whole is None or _within(whole, part):
                continue
            if part.measure is whole.measure and _fits(part, whole):
                part.part_of = whole
                part.rules.append("part.named")


def _person(head: Token) -> bool:
    """Whether words without a number, of which the rules see no harm, are surely of people; "ministry" is not."""
    known = words("groups", "people") | words("groups", "plural_nouns") | frozenset(flat("people", "kin"))
    return head.lower_ in known or head.ent_type_ == "PERSON"


def _agrees(item: Counted, numbers: list[CountMention]) -> bool:
    """Whether a count read from the sentence is of the number that the model points at, or of none."""
    return item.mention is numbers[0] if numbers else item.mention is None


def _numbered(head: Token, mention: CountMention) -> Counted:
    flags = {name for name in ("additional", "definite") if getattr(mention, name)}
    return Counted(head, mention.count, mention.start, mention.end, "number", flags, [head], mention)


def _within(draft: Draft | None, other: Draft) -> bool:
    """Whether ``draft`` is ``other`` or a part of it, at any remove."""
    while draft is not None and draft is not other:
        draft = draft.part_of
    return draft is other


def _fits(part: Draft, whole: Draft) -> bool:
    """Whether a part's smallest number is not above the whole's largest."""
    if part.count is None or whole.count is None:
        return False
    least = part.count.low if part.count.low is not None else part.count.best
    most = whole.count.high if whole.count.high is not None else None
    if whole.count.hedge.value == "exact" and least == most == part.count.high and least is not None:
        return False  # as many as the whole: the same people again
    return least is None or most is None or least <= most


def _meet(a: SpanOf, b: SpanOf) -> bool:
    return a[0] < b[1] and b[0] < a[1]
