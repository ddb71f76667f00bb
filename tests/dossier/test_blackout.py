"""Who told and has not agreed to be named is named nowhere, not even in a quote."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cenotaph import extract
from cenotaph.dossier import build, write
from cenotaph.dossier.blackout import blackout, hidden_names
from cenotaph.model import Claim, Judgement, JudgementKind, Ref, Report, Verdict, report_id
from cenotaph.reconcile import reconcile

TEXT = (
    "Ten people were killed near Palmyra on 5 March 2018.\n\n"
    "One mother, Olga O'Neil, is asking for the death of her son, Pavel Orlov, to be recorded. "
    "O'Neil has written to the ministry."
)
NOW = datetime(2018, 3, 8, tzinfo=UTC)


def told() -> tuple[Report, list[Claim]]:
    report = Report(
        id=report_id(TEXT.encode()), text=TEXT, publisher="The Paper", published=date(2018, 3, 7), language="en",
        size_bytes=len(TEXT),
    )  # fmt: skip
    return report, list(extract(TEXT, publisher="The Paper", published=date(2018, 3, 7)))


@pytest.mark.parametrize("released", [False, True])
def test_on_no_page_and_in_no_data(tmp_path: Path, released: bool) -> None:
    report, claims = told()
    (person,) = {person for claim in claims for person in claim.people}
    assert person.informant == "Olga O'Neil"
    release = Judgement(
        id="r", kind=JudgementKind.RELEASE, about=Ref(kind="record", id=person.id), verdict=Verdict.POSITIVE,
        by="an editor", at=NOW, reason="she agreed in writing",
    )  # fmt: skip
    judgements = [release] if released else []
    made = build([report], claims, reconcile([report], claims), judgements=judgements, generated_at=NOW)
    folder = write(made, tmp_path / "d").parent
    everything = "".join(p.read_text("utf-8") for p in folder.rglob("*") if p.suffix in {".html", ".json", ".csv"})
    plain = everything.replace("&#39;", "'").replace("&#x27;", "'")
    assert ("Olga O'Neil" in plain) is released
    assert ("O'Neil has" in plain) is released
    assert "Pavel Orlov" in plain
    quoted = [a for row in json.loads((folder / "claims.json").read_text("utf-8")) for a in row["anchors"]]
    assert all(len(anchor["quote"]) == anchor["end"] - anchor["start"] for anchor in quoted)


def test_a_surname_that_the_dead_have_stays() -> None:
    _, claims = told()
    kin = [
        replace(c, people=tuple(replace(p, informant="Olga Orlov", name="Pavel Orlov") for p in c.people))
        for c in claims
    ]
    assert hidden_names(kin, ()) == ("Olga Orlov",)


def test_only_whole_names_are_blacked_out() -> None:
    assert blackout(["Ana"])("Ana saw Anatoly; Ana's brother") == "███ saw Anatoly; ███'s brother"
    assert blackout([])("Ana") == "Ana"


def test_a_mark_inside_a_name_does_not_save_it() -> None:
    assert blackout(["Olga Orlova"])("Olga <b>Orlova</b> said") == "████ <b>██████</b> said"
