"""What is measured of answers: numbers, detection, day, place, sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cenotaph.places import default_gazetteer
from harness.datasets import Case, PlaceTold
from harness.measures import measure, wrong
from harness.places_right import in_city, in_country, in_state
from harness.setting import main_place, main_window, told_of_main, window_of
from harness.shares import Detection, Share
from harness.speakers import sources_found

DAY = date(2020, 5, 2)


def claim(name: str, *days: str | None, place: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    period = {"earliest": days[0], "latest": days[1]} if days else None
    plain = {"id": name, "measure": "killed", "scope": "incident", "period": period, "place": place}
    plain["extraction"] = {"rules": []}
    return plain | fields


def answer(
    *claims: dict[str, Any], counted: tuple[str, ...] = ("a", "b", "c"), **numbers: int | None
) -> dict[str, Any]:
    lines = [{"claim": one["id"], "counted": one["id"] in counted, "reason": ""} for one in claims]
    return {"claims": list(claims), "tally": {"lines": lines}, **numbers}


def test_silence_is_zero_and_not_the_number() -> None:
    cases = [Case(id="1", text="", killed=2, injured=0), Case(id="2", text="", killed=0, injured=None)]
    found = measure(cases, {"1": {"killed": 2}, "2": {"killed": 1}})
    assert found.shares["killed > 0"] == Share(1, 1)
    assert found.shares["killed, all rows"] == Share(1, 2)
    assert found.shares["injured, all rows"] == Share(1, 1)
    assert found.shares["both, all rows"] == Share(1, 1)
    assert found.detection == Detection(true=1, false=1, missed=0)
    assert wrong(cases[0], {}, "killed")


def test_day_is_measured_only_where_anybody_was_harmed() -> None:
    cases = [Case(id=name, text="", killed=n, day=DAY) for name, n in (("1", 1), ("2", 1), ("3", 1), ("4", 0))]
    answers = {
        "1": answer(claim("a", "2020-05-02", "2020-05-02")),
        "2": answer(claim("a", "2020-05-01", "2020-05-07")),
        "3": answer(claim("a", "2020-05-03", "2020-05-03")),
        "4": answer(claim("a", "2020-05-02", "2020-05-02")),
    }
    shares = measure(cases, answers).shares
    assert shares["day in interval"] == Share(2, 3)
    assert shares["of those <= 3 days"] == Share(1, 2)
    assert shares["dated at all"] == Share(3, 3)


def test_the_window_is_what_most_counted_claims_say_and_never_open_or_long() -> None:
    told = answer(
        claim("a", None, "2020-05-02"),
        claim("b", "2020-05-01", "2020-05-02"),
        claim("c", "2019-01-01", "2020-01-01"),
        claim("d", "2020-04-04", "2020-04-04"),
    )
    assert window_of(told) == (date(2020, 5, 1), DAY)
    assert main_window([]) is None


def test_where_no_counted_claim_is_dated_the_others_of_one_incident_speak() -> None:
    told = answer(
        claim("a"),
        claim("d", "2020-05-02", "2020-05-02"),
        claim("e", "2020-05-03", "2020-05-03", scope="period"),
        claim("f", "2020-05-03", "2020-05-03", measure="event"),
        claim("g", "2020-05-03", "2020-05-03", extraction={"rules": ["flag.background"]}),
    )
    counted, near = told_of_main(told)
    assert [one["id"] for one in counted] == ["a"]
    assert [one["id"] for one in near] == ["a", "d"]
    assert window_of(told) == (DAY, DAY)


def test_the_place_is_the_finer_of_those_told_as_often() -> None:
    country, town = {"text": "Chad", "precision": 6}, {"text": "Abéché", "precision": 2}
    assert main_place([claim("a", place=country), claim("b", place=country), claim("c", place=town)]) == town
    assert main_place([claim("a", place=country)]) == country
    assert main_place([claim("a")]) is None


def test_places_by_id_by_name_and_by_what_contains_them() -> None:
    found = default_gazetteer().lookup("Cleveland", country="US")
    assert found is not None
    place = {"text": "Cleveland", "id": found.id, "country": found.country, "within": found.within}
    told = PlaceTold(country="United States", state="Ohio", cities=("Cleveland",))
    assert in_city(place, told)
    assert in_city({"text": "the east of Cleveland"}, told)
    assert in_state(place, told)
    assert in_country(place, told)
    assert not in_city({"text": "Toledo"}, told)
    assert not in_state(place, PlaceTold(state="Texas"))
    assert not in_country({"text": "Cleveland"}, told)


def test_sources_found() -> None:
    told = (((10, 14),), ((0, 9),))
    cases = [Case(id="1", text="", attributions=(told, told, told)), Case(id="2", text="", attributions=(told,))]
    shares = sources_found(cases, {"1": {"sources": [[12, 14], [20, 24], None]}})
    assert shares == {"sources found": Share(1, 4), "precision": Share(1, 2)}
    with pytest.raises(ValueError):
        sources_found(cases, {"1": {"sources": [None]}})
