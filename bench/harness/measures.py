"""What is measured of a contender on a set: exact figures, detection, day and place of the main incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.datasets import Case
from harness.places_right import in_city, in_country, in_state
from harness.setting import Window, place_of, window_of
from harness.shares import Detection, Share, share_of

__all__ = ["Measures", "answer_of", "measure", "wrong"]

# an interval that is longer hardly says which day it was
SHORT = 3
MEASURES = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares and detection by name, in the order in which they are printed."""

    shares: dict[str, Share]
    detection: Detection | None = None


def measure(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> Measures:
    """Everything that can be measured of ``answers`` on ``cases``; a case without an answer counts as silence."""
    shares: dict[str, Share] = {}
    for name in MEASURES:
        graded = [case for case in cases if getattr(case, name) is not None]
        above = [case for case in graded if getattr(case, name) > 0]
        if not graded:
            continue
        shares[f"{name} > 0"] = share_of(not wrong(case, answers, name) for case in above)
        shares[f"{name}, all rows"] = share_of(not wrong(case, answers, name) for case in graded)
    both = [case for case in cases if case.killed is not None and case.injured is not None]
    if both:
        shares["both, all rows"] = share_of(
            not (wrong(case, answers, "killed") or wrong(case, answers, "injured")) for case in both
        )
    return Measures(shares | _setting(cases, answers), _detection(cases, answers))


def wrong(case: Case, answers: dict[str, dict[str, Any]], name: str) -> bool:
    """Whether the number of ``name`` is not the recorded one; silence is 0, as coders have it."""
    recorded: int = getattr(case, name)
    return (answer_of(case, answers, name) or 0) != recorded


def answer_of(case: Case, answers: dict[str, dict[str, Any]], name: str) -> int | None:
    """The contender's number, None where it says nothing."""
    found: int | None = answers.get(case.id, {}).get(name)
    return found


def _detection(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> Detection | None:
    """Any killed or injured against any recorded; a measure that the set does not record is left out."""
    true = false = missed = 0
    for case in cases:
        recorded = [name for name in MEASURES if getattr(case, name) is not None]
        if not recorded:
            continue
        told = any((answer_of(case, answers, name) or 0) > 0 for name in recorded)
        really = any(getattr(case, name) > 0 for name in recorded)
        true += told and really
        false += told and not really
        missed += really and not told
    return Detection(true, false, missed) if true + false + missed else None


def _setting(cases: Sequence[Case], answers: dict[str, dict[str, Any]]) -> dict[str, Share]:
    """Day and place where the contender gives claims, over the cases where anybody was harmed."""
    harmed = [case for case in cases if (case.killed or case.injured) and "claims" in answers.get(case.id, {})]
    if not harmed:
        return {}
    shares: dict[str, Share] = {}
    dated = [(case, window_of(answers[case.id])) for case in harmed if case.day]
    if dated:
        inside = [window for case, window in dated if window and _holds(window, case)]
        shares["day in interval"] = Share(len(inside), len(dated))
        shares["of those <= 3 days"] = share_of((last - first).days < SHORT for first, last in inside)
        shares["dated at all"] = share_of(window is not None for _, window in dated)
    placed = [(case.place, place_of(answers[case.id])) for case in harmed if case.place]
    if placed and placed[0][0].cities:
        shares["place: city"] = share_of(place is not None and in_city(place, told) for told, place in placed)
        shares["place: state"] = share_of(place is not None and in_state(place, told) for told, place in placed)
        given = [(told, place) for told, place in placed if place is not None]
        shares["city, of placed"] = share_of(in_city(place, told) for told, place in given)
    elif placed:
        shares["place: country"] = share_of(place is not None and in_country(place, told) for told, place in placed)
        given = [(told, place) for told, place in placed if place is not None and place.get("country")]
        shares["country, of located"] = share_of(in_country(place, told) for told, place in given)
    return shares


def _holds(window: Window, case: Case) -> bool:
    return case.day is not None and window[0] <= case.day <= window[1]
