"""The English reader: segments, parse, frames, counts, attribution, setting, links, claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cenotaph.extract.attackers import mark_attackers
from cenotaph.extract.bracket_places import place_by_brackets
from cenotaph.extract.bracket_sources import read_bracket_sources
from cenotaph.extract.bracket_sums import read_bracket_sums
from cenotaph.extract.bulletins import give_voice_to_lists
from cenotaph.extract.carried_lines import read_carried_lines
from cenotaph.extract.coreference import link
from cenotaph.extract.dated_rolls import read_dated_rolls
from cenotaph.extract.deadline import check
from cenotaph.extract.died_later import died_later
from cenotaph.extract.draft import Draft, check_length, claims_of
from cenotaph.extract.each_place import of_each_place
from cenotaph.extract.fate_lines import FateLine, fate_lines, read_fate_lines
from cenotaph.extract.fates import tell_fates
from cenotaph.extract.first_look import worth_reading
from cenotaph.extract.gate import has_word, opened
from cenotaph.extract.inline_rolls import InlineRoll, inline_rolls
from cenotaph.extract.label_lines import LabelLines, read_label_lines
from cenotaph.extract.line_days import date_by_line
from cenotaph.extract.line_heads import place_by_line
from cenotaph.extract.list_items import mark_items
from cenotaph.extract.live_figures import read_live_figures
from cenotaph.extract.occasion import date_by_occasion
from cenotaph.extract.parse import documents, pipeline
from cenotaph.extract.reading import Reading
from cenotaph.extract.rolls import read_inline_rolls, read_rolls, tie_rolls
from cenotaph.extract.running_lines import read_running_lines
from cenotaph.extract.segments import Segment, segments
from cenotaph.extract.singled_by_name import single_out_by_name
from cenotaph.extract.some_died import tell_some_died
from cenotaph.extract.tables import read_tables
from cenotaph.extract.tabular import Tabular
from cenotaph.extract.undated import date_by_publication
from cenotaph.extract.voices import Voice
from cenotaph.model import Claim, Report, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["MOST_CHARACTERS", "RulesEn", "confidence"]

MOST_CHARACTERS = 5_000_000  # about 800,000 words; a longer text is a book or a dump


class RulesEn:
    """Rules over a spaCy parse (see docs/extract.md); one instance may read any number of reports."""

    name = "rules_en"
    version = "8"
    by = "rules_en@8"
    languages = frozenset({"en"})

    def __init__(self, profile: str = "cenotaph-1", *, gate: bool = True) -> None:
        """``gate`` False parses every sentence: what the gate loses is measured against that."""
        self.profile = profile
        self.gate = gate

    @staticmethod
    def prepare() -> None:
        """Load the model and the tables, which the first report would have to wait for."""
        pipeline()
        has_word("")

    def drafts(self, report: Report) -> list[Draft]:
        """The linked drafts of ``report``, before ids; empty for a stub or a text without casualty words."""
        if report.stub:
            return []
        in_lines, fates = list(inline_rolls(report.text)), fate_lines(report.text)
        if self.gate and not in_lines and not fates and not has_word(report.text):
            return []
        pieces = segments(report.text)
        check()
        reading = Reading(report, self.profile)
        lists = _Lists.of(report, reading.hearing.outlet, self.profile, in_lines, fates)
        known: dict[str, Doc] = {}
        cuts = worth_reading(report, pieces, self.profile, known) if self.gate else opened(pieces, everything=True)
        if self.gate and not lists.tell and not any(unit.parsed for cut in cuts for unit in cut):
            return []
        for number, piece in enumerate(pieces):
            if lists.cover(piece.start, piece.end):
                cuts[number] = [replace(unit, parsed=False) for unit in cuts[number]]
        for number, doc in documents(pieces, cuts, known):
            if doc is None:
                reading.skip(cuts[number])
            else:
                reading.read(number, pieces[number], doc, cuts[number])
        made = _with_lists(reading, lists, report, self.profile)
        give_voice_to_lists(made, pieces, reading.hearing, report.text)
        for draft in made:
            draft.voice = reading.hearing.named_in_full(draft.voice)
            draft.via = [reading.hearing.named_in_full(voice) for voice in draft.via]
        return _settled(made, report, pieces)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote.

        Raises ExtractError when the text is longer than ``MOST_CHARACTERS``.
        """
        check_length(report, MOST_CHARACTERS)
        return claims_of(self.drafts(report), report, self.by, confidence)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What a report tells in rows and lines, which no parse reads."""

    tabular: Tabular
    lines: LabelLines
    rolls: Tabular
    in_lines: Sequence[InlineRoll]
    fates: Sequence[FateLine]

    @classmethod
    def of(
        cls, report: Report, outlet: Voice, profile: str, in_lines: Sequence[InlineRoll], fates: Sequence[FateLine]
    ) -> _Lists:
        """Those of ``report``, in the voice of ``outlet``."""
        tabular = read_tables(report, outlet, profile)
        lines = read_label_lines(report, outlet, profile, tabular)
        lines = read_running_lines(report, outlet, profile, lines)
        lines = read_carried_lines(report, outlet, profile, tabular, lines)
        return cls(tabular, lines, read_rolls(report, outlet, profile, tabular), in_lines, fates)

    @property
    def tell(self) -> bool:
        """Whether there are any."""
        return bool(self.tabular.drafts or self.rolls.drafts or self.lines.drafts or self.in_lines or self.fates)

    def cover(self, start: int, end: int) -> bool:
        """Whether a piece of the text is read as one of them, and no longer as sentences."""
        return self.tabular.covers(start, end) or self.rolls.covers(start, end)


def _with_lists(reading: Reading, lists: _Lists, report: Report, profile: str) -> list[Draft]:
    """The drafts of the sentences with those of lists and of what stands in brackets, none of them twice."""
    outlet = reading.hearing.outlet
    made = [draft for draft in reading.drafts if not (lists.lines.tells(draft) or lists.tabular.tells(draft))]
    for listed in (lists.lines.drafts, lists.tabular.drafts):
        read = {draft.count_span for draft in made}
        made += [draft for draft in listed if draft.count_span not in read]
    made = read_live_figures(made, report, outlet, profile)
    made = read_bracket_sources(made, report, profile)
    made = read_bracket_sums(made, report, profile)
    made = single_out_by_name(made, report)
    in_lines, told_there = read_inline_rolls(report, lists.in_lines, outlet, profile, lists.tabular, made)
    made = [draft for draft in made if draft not in told_there]
    made += read_fate_lines(report, lists.fates, outlet, profile, [*made, *lists.rolls.drafts, *in_lines])
    made = read_dated_rolls(report, outlet, profile, made, lists.tabular)
    tie_rolls((*lists.rolls.drafts, *in_lines), made)
    return [*made, *lists.rolls.drafts, *in_lines]


def _settled(made: list[Draft], report: Report, pieces: Sequence[Segment]) -> list[Draft]:
    """The drafts with what the rest of the report says of their fates, places and days, tied to one another."""
    tell_fates(made, report.text)
    mark_attackers(made, report)
    place_by_brackets(made, report)
    place_by_line(made, report)
    date_by_line(made, report)
    made = of_each_place(made, report.text)
    date_by_occasion(made, pieces, report.published, report.text)
    date_by_publication(made, pieces, report.published)
    mark_items(made, report.text)
    return tell_some_died(link(died_later(made, report.text)))


def confidence(draft: Draft) -> float:
    """A plain additive score: 0.4, and more for a stated number, a parsed frame, a named speaker, group, setting.

    Not a probability: it orders claims for review. Documented in docs/extract.md.
    """
    score = 0.4
    score += 0.2 if {"count.number", "count.toll"} & set(draft.rules) else 0.05
    score += 0.15 if "frame.adjacent" not in draft.rules else 0.0
    score += 0.1 if "speaker.outlet" not in draft.rules else 0.0
    said = draft.period if draft.period is not None and draft.period.text else None  # not inferred
    score += 0.05 * sum(field is not None for field in (draft.group, draft.place, said))
    score -= 0.15 if "weak" in draft.flags else 0.0
    score -= 0.1 if draft.stance is not Stance.ASSERTS else 0.0
    return round(min(0.99, max(0.05, score)), 2)
