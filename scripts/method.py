"""Writes docs/method.md from the tables that the reader itself uses; a test fails when it is out of date."""

from __future__ import annotations

from pathlib import Path

from cenotaph.extract.method import method

__all__ = ["markdown"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [_row(*head), _row(*("---" for _ in head)), *(_row(*row) for row in rows), ""]


def markdown() -> str:
    """The page as Markdown."""
    m = method()
    lines = [
        "# How reports are read",
        "",
        "Written by `scripts/method.py` from the tables in `src/cenotaph/extract/data/`.",
        "",
    ]
    lines += ["## What is a claim", "", *(f"* {line}" for line in m.claims), ""]
    lines += ["## What is not", "", *(f"* {line}" for line in m.no_claims), ""]
    lines += ["## What each field means", "", *_table(("field", "how it is read"), list(m.fields))]
    lines += ["## How words become intervals", ""]
    for p in m.profiles:
        lines += [f"### {p.title} (`{p.name}`)", "", f"{p.says} Source: {p.source}.", ""]
        rows = [
            (
                ", ".join(r.words) + (f", and {r.more} more" if r.more else ""),
                r.low,
                r.best,
                r.high,
                r.reason,
                r.source,
            )
            for r in p.lines
        ]
        lines += _table(("words", "low", "best", "high", "reason", "source"), rows) if rows else []
    lines += ["D13 and D16 are sections of the data dictionary.", ""]
    if m.errors:
        lines += ["## Known errors, and how often", ""]
        head = ("what goes wrong", "how often", "measured on", "measure it again")
        lines += _table(head, [(e.what, e.rate, e.measured_on, f"`{e.command}`") for e in m.errors])
    lines += [
        "## The rules that a claim names",
        "",
        "`cenotaph extract FILE --explain` shows them claim by claim.",
        "",
    ]
    lines += _table(
        ("rule", "decides", "why"), [(f"`{r.name}`", r.field, r.why.replace("{rest}", "…")) for r in m.rules]
    )
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(markdown(), encoding="utf-8")
    print(PAGE)
