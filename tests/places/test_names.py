"""How names and texts are folded before they are compared."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.places.names import fold_text


def test_case_marks_hyphens_and_apostrophes_do_not_count() -> None:
    assert fold_text(" Dayr az-Zawr,\n the U.S. and `Syria's_coast' ") == "dayr az zawr the us and syrias coast"
    assert fold_text("DAYR AZ ZAWR") == fold_text("Dāyr az–Zawr") == "dayr az zawr"


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(string.printable + "\x00\x1c"))
def test_plain_letters_fold_alike_alone_and_beside_others(text: str) -> None:
    assert f"{fold_text(text)} λ".strip() == fold_text(f"{text} λ")
