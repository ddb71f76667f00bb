"""The page of an estimate: the answer or why there is none, models side by side, what would change it.

It is made from the answer as JSON values (``Estimate.to_dict``) alone, so that a kept answer gives the same page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from cenotaph.dossier.render import style
from cenotaph.dossier.undocumented_chart import Axis, row
from cenotaph.errors import UsageError
from cenotaph.estimate.words import MODELS, parts, span
from cenotaph.linking.upset import upset

__all__ = ["write_estimate"]

_SIGN = "estimate.json"
_MARKS = {
    "signed": ("✓", "signed"),
    "held": ("✓", "holds"),
    "open": ("○", "nobody can tell"),
    "broken": ("✗", "does not hold"),
}
# strata and columns of the overlap of lists that a page has room for; the JSON beside it has all
_STRATA, _MATRIX = 200, 12


def write_estimate(told: Mapping[str, Any], out: Path) -> Path:
    """Write ``index.html`` and ``estimate.json`` into ``out``; returns the path of the page.

    An estimate that stands there is replaced; UsageError when ``out`` is a file or holds anything else.
    """
    if out.is_file():
        raise UsageError(f"{out} is a file", hint="name a folder for the page")
    if out.is_dir() and any(out.iterdir()) and not (out / _SIGN).is_file():
        raise UsageError(f"{out} holds something else than an estimate", hint="name another folder with -o")
    page = _page(told)
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (out / _SIGN).write_text(text, encoding="utf-8", newline="\n")
    (out / "index.html").write_text(page, encoding="utf-8", newline="\n")
    return out / "index.html"


def _page(told: Mapping[str, Any]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("cenotaph.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(span=_span, settled=_settled, people=lambda number: f"{number:,}")
    axis = Axis.of(told)
    own = files("cenotaph.dossier").joinpath("static", "undocumented.css").read_text("utf-8")
    own = re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", own, flags=re.S)).strip()
    names = [one["name"] for one in told["lists"]]
    presence = {tuple(name in one["lists"] for name in names): one["count"] for one in told["patterns"]}
    return environment.get_template("undocumented.html").render(
        style=Markup(f"{style()}\n{own}".replace("</", "<\\/")),
        d=told,
        parts=parts(told),
        axis=axis,
        models=[
            {
                **one,
                "words": MODELS.get(one["model"], one["model"]),
                "chart": Markup(row(one, told["documented"], axis)),
            }
            for one in told["models"]
        ],
        envelope=_envelope(told, axis),
        upset=Markup(upset(names, presence)),
        matrix=names if len(names) <= _MATRIX else [],
        assumptions=[{**one, "mark": _MARKS[one["state"]]} for one in told["assumptions"]],
        own_sizes=_own_sizes(told["diagnostics"].get("internal_consistency", ())),
        strata=told["strata"][:_STRATA],
        more_strata=max(0, len(told["strata"]) - _STRATA),
    )


def _envelope(told: Mapping[str, Any], axis: Axis) -> Any:
    from markupsafe import Markup

    if told["estimate"] is None:
        return None
    one = {**told["estimate"], "refused": None, "dots": [], "lower_bound": False}
    return Markup(row(one, told["documented"], axis))


def _span(one: Mapping[str, Any]) -> str:
    """The range of a model's word, or that it has none; in brackets how far it reaches over several tables."""
    refused = one.get("refused")
    if refused:
        return f"refused: {refused['rule']}"
    if not one.get("range"):
        return span(one)
    reach = span({"low": one["range"]["low"][0], "high": one["range"]["high"][-1]})
    nothing = f"; refused in {one['refused_in']}" if one["refused_in"] else ""
    return f"{span(one)} ({reach}{nothing})"


def _settled(value: Any) -> str:
    """A setting or a finding of a model in words: lists without brackets, numbers with few digits."""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_settled(one)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        sign = " with " if value and all(isinstance(one, str) for one in value) and len(value) == 2 else ", "
        return sign.join(_settled(one) for one in value[:40]) or "none"
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: "none"}[value]
    return f"{value:,}" if isinstance(value, int) else str(value)


def _own_sizes(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int, int]]:
    """(model, lists whose size it gets right from the others, lists that it says anything of)."""
    found: dict[str, list[bool]] = {}
    for one in rows:
        for model in one["models"]:
            if model["holds"] is not None:
                found.setdefault(model["model"], []).append(model["holds"])
    return [(model, sum(holds), len(holds)) for model, holds in found.items()]
