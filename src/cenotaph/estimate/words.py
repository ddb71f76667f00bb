"""The answer as a sentence: words first, ends rounded outward, and why where there is no number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["MODELS", "about", "parts", "sentence", "span"]

MODELS = {
    "graphs": "all decomposable graphs, averaged",
    "loglinear": "log-linear, interactions chosen stepwise",
    "rasch": "people who differ on one scale",
    "latent": "latent classes",
    "latent-gibbs": "latent classes, by chains alone",
    "latent-annealed": "latent classes, by annealing",
    "chao": "Chao's lower bound",
    "chapman": "Chapman, for two lists",
}
"""What the models are, by name."""

_DIGITS = 3


def about(number: int, *, up: bool) -> str:
    """A number with three digits that count, rounded away from the middle: 10,356 is 10,300 down and 10,400 up."""
    step = 10 ** max(0, len(str(abs(number))) - _DIGITS)
    return f"{(math.ceil if up else math.floor)(number / step) * step:,}"


def span(ends: Mapping[str, Any]) -> str:
    """``9,080 to 16,600``; ``at least 8,180`` where no upper end is known."""
    low = about(ends["low"], up=False)
    return f"at least {low}" if ends["high"] is None else f"{low} to {about(ends['high'], up=True)}"


def sentence(told: Mapping[str, Any]) -> str:
    """The answer (see ``Estimate.to_dict``) in a few sentences; a number never stands without its interval."""
    return "".join(text for text, _ in parts(told))


def parts(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The sentence in pieces, each with where its number leads: ``lists``, ``models``, or nowhere."""
    people = "person is" if told["documented"] == 1 else "people are"
    documented = ((f"{told['documented']:,}", "lists"), (f" {people} documented. ", ""))
    estimate = told["estimate"]
    if estimate is None:
        return (*documented, (f"How many more there are cannot be said: {_reasons(told['refusals'])}.", ""))
    envelope = ""
    if told["agree"] is False:
        envelope = " The models disagree: this is their envelope, and nothing in it is likelier than the rest."
    return (
        *documented,
        ("Estimated to be on no list: ", ""),
        (span(estimate["undocumented"]), "models"),
        (" more, so ", ""),
        (span(estimate), "models"),
        (f" in all ({100 * estimate['level']:g}\u00a0%).{envelope} It holds if {_assumed(told)}.", ""),
    )


def _reasons(refusals: Sequence[Mapping[str, Any]]) -> str:
    """The first reason of each rule, and how many more there are like it."""
    by_rule: dict[str, list[str]] = {}
    for one in refusals:
        by_rule.setdefault(one["rule"], []).append(one["reason"])
    more = {rule: len(set(reasons)) - 1 for rule, reasons in by_rule.items()}
    return "; ".join(
        reasons[0] + (f" (and {more[rule]} more like it)" if more[rule] else "")
        for rule, reasons in by_rule.items()
    )


def _assumed(told: Mapping[str, Any]) -> str:
    signed = [one for one in told["assumptions"] if one["state"] == "signed"]
    who = signed[0]["why"].removeprefix("signed by ") if signed else "nobody named"
    return " and if ".join(one["text"] for one in signed) + f" (assumed by {who})"
