"""An estimate in the terminal: the sentence first, each model's word, why there is none, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cenotaph.estimate.words import about, span
from cenotaph.terminal import escaped, plain_table, print_table

__all__ = ["estimate_lines", "print_estimate"]

_STRATA = 12
_MARKS = {"signed": "signed", "held": "held", "open": "open", "broken": "BROKEN"}


def print_estimate(told: Mapping[str, Any]) -> None:
    """Print an answer (``Estimate.to_dict``)."""
    print(told["sentence"])
    _models(told["models"], "in all, as each model has it (the documented included)")
    for line in estimate_lines(told):
        print(line)
    if told["strata"]:
        _strata(told["strata"])
    _rests_on(told["diagnostics"])


def estimate_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """Refusals with what would lift them, waivers, notes, lists that were not used, assumptions."""
    for one in told["refusals"]:
        yield f"refused    {one['rule']}: {one['reason']}"
        yield f"           would lift it: {one['lift']}"
    for model in told["models"]:
        if model["refused"] is not None and model["refused"] not in told["refusals"]:
            yield f"no {model['model']:<7} {model['refused']['rule']}: {model['refused']['reason']}"
        if why := model["diagnostics"].get("chains_refused"):
            yield f"annealed   {model['model']}: {why}"
    for one in told["waivers"]:
        yield f"waived     {one['rule']}: {one['reason']}"
    for note in told["notes"]:
        yield f"note       {note}"
    for one in told["assumptions"]:
        yield f"{_MARKS[one['state']]:<10} {one['text']} ({one['why']})"
    yield f"made with  seed {told['seed']}, table {told['inputs'].get('sha256', '')[:12]}"


def _models(models: Sequence[Mapping[str, Any]], title: str) -> None:
    table = plain_table(
        title, [("model", {}), ("range", {"justify": "right"}), ("best", {"justify": "right"}), ("", {})]
    )
    for one in models:
        if one["refused"] is not None:
            table.add_row(escaped(one["model"]), "-", "-", f"refused: {one['refused']['rule']}")
        else:
            best = "-" if one["best"] is None else f"{one['best']:,}"
            kind = "a floor, no estimate" if one["lower_bound"] else ""
            table.add_row(escaped(one["model"]), span(one), best, kind)
    print_table(table)


def _strata(strata: Sequence[Mapping[str, Any]]) -> None:
    options: list[tuple[str, dict[str, Any]]] = [
        ("stratum", {}),
        ("documented", {"justify": "right"}),
        ("in all", {"justify": "right"}),
        ("refused", {}),
    ]
    table = plain_table("strata", options)
    for one in strata[:_STRATA]:
        name = ", ".join(f"{field} {value}" for field, value in one["stratum"].items())
        rules = ", ".join(refusal["rule"] for refusal in one["refusals"])
        total = "-" if one["estimate"] is None else span(one["estimate"])
        table.add_row(escaped(name), f"{one['documented']:,}", total, rules)
    print_table(table)
    if len(strata) > _STRATA:
        print(f"           ... {len(strata) - _STRATA} more strata (--format json lists them all)")


def _rests_on(told: Mapping[str, Any]) -> None:
    """Without each list, and how many of the lists' own sizes the others get right."""
    if "left_out" in told:
        print(f"left out   {told['left_out']}")
    if "leave_one_out" not in told:
        return
    if "tables" in told:
        print(f"rests on   the middle of what {told['tables']['fitted']} of {told['tables']['of']} tables say:")
    for row in told["leave_one_out"]:
        said = "; ".join(f"{one['model']} {_short(one)}" for one in row["models"])
        print(f"without    {row['list']}: {said or 'no model to ask'}")
    right: dict[str, list[bool]] = {}
    for row in told["internal_consistency"]:
        for one in row["models"]:
            if one["holds"] is not None:
                right.setdefault(one["model"], []).append(one["holds"])
    for model, holds in right.items():
        print(f"own sizes  {model} gets the size of {sum(holds)} of {len(holds)} lists right from the others")


def _short(one: Mapping[str, Any]) -> str:
    if one["refused"] is not None:
        return f"refused ({one['refused']['rule']})"
    high = None if one["high"] is None else about(one["high"], up=True)
    said = span(one) if high is None else f"{about(one['low'], up=False)} to {high}"
    return f"{said} (refused in {one['refused_in']})" if one.get("refused_in") else said
