"""What was not taken over from a model's answer, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Reason", "Refusal", "Rejected"]


class Reason(StrEnum):
    """Why a claim that a model put forward is none here."""

    SCHEMA = "the entry does not keep the schema"
    QUOTE = "the quote is not in the text"
    HARM = "the words of harm are not in the quote"
    MEASURE = "the words of harm say something else"
    COUNT = "the count words are not in the quote"
    NO_COUNT = "a count is claimed and no words are given for it"
    UNREADABLE = "the count words are no number of people that can be read"
    SEVERAL = "the count words hold more than one number"
    SPEAKER = "the speaker is not in the text"
    PRONOUN = "nothing in the text says who the speaker is"
    UNREAL = "a question, or nothing that happened"


class Refusal(Exception):
    """Raised while a row is checked; carries the reason and the words that failed."""

    def __init__(self, reason: Reason, words: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.words = words


@dataclass(frozen=True, slots=True)
class Rejected:
    """One claim that was not taken over: the report, the reason, the words that failed, and the quote as given."""

    report: str
    reason: Reason
    words: str
    quote: str
