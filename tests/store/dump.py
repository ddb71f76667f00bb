"""Writes data/ledger_<HEAD>.sql, a ledger as this version writes it (``python -m tests.store.dump``)."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from cenotaph.store.schema import APPLICATION_ID, HEAD
from cenotaph.store.sql import SqlLedger

from .samples import READER, a_claim, a_judgement, a_list, a_person, a_report, an_area

DATA = Path(__file__).parent / "data"


def filled(path: Path) -> None:
    """A ledger with a row in every table."""
    report, raw = a_report("The ministry said five people died in Khasham, among them Ivan Petrov.")
    claim = a_claim(report, people=(a_person(report, "Ivan Petrov"),))
    with SqlLedger(path, create=True) as ledger:
        ledger.add_report(report, raw)
        ledger.add_extraction(report.id, READER, [claim])
        ledger.add_judgements([a_judgement(claim.id)])
        ledger.add_control_areas([an_area()])
        ledger.add_list(*a_list("Ivan Petrov | 34"))
        ledger.add_run("demo", {"claims": 1})


def main() -> None:
    """Refuses to write over the dump of a released version."""
    target = DATA / f"ledger_{HEAD}.sql"
    with tempfile.TemporaryDirectory() as folder, target.open("x", encoding="utf-8") as out:
        path = Path(folder) / "ledger.db"
        filled(path)
        file = sqlite3.connect(path)
        out.write(f"-- a ledger as version {HEAD} wrote it; never edited: every later version must still read it\n")
        out.write(f"PRAGMA application_id = {APPLICATION_ID};\n" + "\n".join(file.iterdump()) + "\n")
        file.close()


if __name__ == "__main__":
    main()
