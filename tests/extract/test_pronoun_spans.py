"""A speaker remembered from an earlier paragraph has the span of the word that stands for them here."""

from __future__ import annotations

from cenotaph.extract import extract
from cenotaph.model import Report, report_id

TEXT = """Coroner Dale Price said two men were killed on Friday.

The road was closed for several hours while the wreck was cleared away from the bridge over the river.

He said a third man was wounded. They were driving home, he told reporters, when five others were hurt."""


def test_a_pronoun_in_a_later_paragraph_is_the_speakers_span() -> None:
    report = Report(id=report_id(TEXT.encode()), text=TEXT, language="en")
    claims = extract(report)
    spoken = [
        (claim.speaker.name, TEXT[span.start : span.end])
        for claim in claims
        for span in claim.fields
        if span.field == "speaker"
    ]
    assert ("Coroner Dale Price", "Coroner Dale Price") in spoken or ("Dale Price", "Coroner Dale Price") in spoken
    assert any(words in ("He", "he") for _, words in spoken)
    for claim in claims:
        claim.check(report)
