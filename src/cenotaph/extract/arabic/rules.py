"""The Arabic reader: paragraphs, words of harm, counts, attribution, setting, links, claims."""

from __future__ import annotations

from dataclasses import replace

from cenotaph.extract.arabic.folding import fold_text, folded
from cenotaph.extract.arabic.lexicon import cue_pattern, person, words
from cenotaph.extract.arabic.reading import Reading
from cenotaph.extract.coreference import link
from cenotaph.extract.draft import Draft, check_length, claims_of
from cenotaph.extract.segments import segments
from cenotaph.model import Claim, Group, Report, Stance

__all__ = ["MOST_CHARACTERS", "MOST_CONFIDENCE", "RulesAr", "confidence"]

MOST_CHARACTERS = 2_000_000  # a longer text is a book or a dump
MOST_CONFIDENCE = 0.6  # nothing read without a parse is surer than this


class RulesAr:
    """Word lists and clauses, no parse (docs/extract.md, Arabic); one instance may read any number of reports."""

    name = "rules_ar"
    version = "1"
    by = "rules_ar@1"
    languages = frozenset({"ar"})

    def __init__(self, profile: str = "cenotaph-1") -> None:
        self.profile = profile

    def drafts(self, report: Report) -> list[Draft]:
        """The linked drafts of ``report``, before ids; empty for a stub or a text without words of harm."""
        if report.stub or not cue_pattern().search(fold_text(report.text)):
            return []
        reading = Reading(report, self.profile)
        for number, piece in enumerate(segments(report.text)):
            reading.read(number, piece)
        return _linked(reading.drafts)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of ``report``, in the order of their first quote.

        Raises ExtractError when the text is longer than ``MOST_CHARACTERS``.
        """
        check_length(report, MOST_CHARACTERS)
        return claims_of(self.drafts(report), report, self.by, confidence)


def _linked(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` linked, their groups compared by their singulars, without marks or articles."""
    own: dict[int, tuple[Group, Group]] = {}
    for draft in drafts:
        if draft.group is not None:
            plain = replace(draft.group, text=_comparable(draft.group.text))
            own[id(plain)] = (plain, draft.group)
            draft.group = plain
    kept = link(drafts)
    for draft in kept:
        if draft.group is not None:
            draft.group = own[id(draft.group)][1]
    return kept


def _comparable(text: str) -> str:
    """Each word by its singular; "persons" by the English word that the linking takes for no group of its own."""
    told = ((word.text, person(word)) for word in folded(text, 0, len(text)).words())
    lemmas = (who.lemma if who is not None else word.removeprefix("ال") for word, who in told)
    return " ".join("people" if lemma in words("people", "own.anybody") else lemma for lemma in lemmas) or text


def confidence(draft: Draft) -> float:
    """A plain additive score: 0.3, and more for a number, a named speaker, a group and a setting; never over 0.6.

    Not a probability: it orders claims for review, and keeps what was read without a parse below what was.
    """
    score = 0.3
    score += 0.1 if {"count.number", "count.toll", "count.none"} & set(draft.rules) else 0.0
    score += 0.1 if "speaker.outlet" not in draft.rules else 0.0
    score += 0.05 * sum(field is not None for field in (draft.group, draft.place, draft.period))
    score -= 0.1 if draft.stance is not Stance.ASSERTS else 0.0
    return round(min(MOST_CONFIDENCE, max(0.05, score)), 2)
