"""The founding report through the general rules alone, against the gold of one careful reading."""

from __future__ import annotations

from typing import Any

import pytest

from cenotaph.extract import tally
from cenotaph.model import Claim, Measure, PersonFate, Scope, Stance

pytestmark = pytest.mark.shared

Gold = dict[str, dict[str, Any]]

CORE = {
    # id: speaker, measure, hedge, group, nationality, place, scope
    "S1": (
        "Russian foreign ministry",
        Measure.KILLED_OR_INJURED,
        "vague_plural",
        "Russian citizens",
        ("RU",),
        "Syria",
    ),
    "S2": ("Russian government", Measure.KILLED, "probable", "Russians", ("RU",), "Deir al-Zour province"),
    "S3": ("Some reports", Measure.KILLED, "more_than", "Russian mercenaries", ("RU",), None),
    "S5": (
        "Russian foreign ministry",
        Measure.KILLED_OR_INJURED,
        "vague_plural",
        "ex-Soviet republics",
        None,
        None,
    ),
    "S9": ("US", Measure.KILLED, "exact", "militia", (), "Deir al-Zour province"),
    "S11": ("Russian defence ministry", Measure.KILLED, "exact", "official military personnel", (), "Syria"),
    "S13": ("Reuters", Measure.KILLED, "at_least", "Russians", ("RU",), "Syria"),
}


def _at(claims: tuple[Claim, ...], gold: dict[str, Any]) -> list[Claim]:
    return [c for c in claims if any(a.start < gold["end"] and gold["start"] < a.end for a in c.anchors)]


@pytest.mark.parametrize("name", sorted(CORE))
def test_a_core_claim_has_its_fields(name: str, founding_claims: tuple[Claim, ...], founding_gold: Gold) -> None:
    """Speaker, measure, interval, hedge, group, nationality, place, and the number's own span."""
    gold = founding_gold[name]
    speaker, measure, hedge, group, nationality, place = CORE[name]
    found = [c for c in _at(founding_claims, gold) if c.measure is measure]
    assert len(found) == 1
    claim = found[0]
    assert claim.speaker.name == speaker
    assert claim.count is not None
    assert (claim.count.low, claim.count.best, claim.count.high) == (gold["low"], gold["best"], gold["high"])
    assert claim.count.hedge == hedge
    assert claim.group is not None
    assert group in claim.group.text
    assert nationality is None or claim.group.nationality == nationality
    assert (claim.place.text if claim.place else None) == place
    assert claim.anchor.quote == gold["quote"]
    number = next(f for f in claim.fields if f.field == "count")
    assert number.start <= gold["count_start"] + 9
    assert number.end >= gold["count_end"]
    assert [v.name for v in claim.via] == ["BBC"]


def test_periods_are_those_stated(founding_claims: tuple[Claim, ...], founding_gold: Gold) -> None:
    """S13 has its nine months; S1 keeps its words and no date; nothing inherits another claim's date."""
    nine_months = next(c for c in _at(founding_claims, founding_gold["S13"]))
    assert nine_months.period is not None
    assert (str(nine_months.period.earliest), str(nine_months.period.latest)) == ("2017-01-01", "2017-09-30")
    assert nine_months.scope is Scope.PERIOD
    recent = next(c for c in _at(founding_claims, founding_gold["S1"]) if c.measure is Measure.KILLED_OR_INJURED)
    assert recent.period is not None
    assert not recent.period.dated
    assert next(iter(_at(founding_claims, founding_gold["S11"]))).scope is Scope.CUMULATIVE_TO_DATE
    assert next(iter(_at(founding_claims, founding_gold["S2"]))).period is None
    for claim in founding_claims:
        if claim.period is not None and claim.period.dated:
            (words,) = [(f.start, f.end) for f in claim.fields if f.field == "period"]
            assert any(a.start <= words[0] and words[1] <= a.end for a in claim.anchors), claim.anchor.quote


def test_the_group_of_the_wider_statement_is_not_narrowed(
    founding_claims: tuple[Claim, ...], founding_gold: Gold
) -> None:
    """S5 restates S1 for a wider group; S1 excludes regular soldiers; S13 may include contractors."""
    first = next(c for c in _at(founding_claims, founding_gold["S1"]) if c.measure is Measure.KILLED_OR_INJURED)
    wider = next(c for c in _at(founding_claims, founding_gold["S5"]) if c.measure is Measure.KILLED_OR_INJURED)
    assert wider.id != first.id
    assert wider.restates == first.id
    assert first.group is not None
    assert first.group.excludes == "not regular soldiers"
    agency = next(iter(_at(founding_claims, founding_gold["S13"])))
    assert agency.group is not None
    assert "private military contractors" in (agency.group.includes or "")


def test_the_earlier_figure_is_superseded(founding_claims: tuple[Claim, ...], founding_gold: Gold) -> None:
    """The government's "probably five" yields to the ministry's "several dozen"."""
    old = next(iter(_at(founding_claims, founding_gold["S2"])))
    new = next(c for c in _at(founding_claims, founding_gold["S1"]) if c.measure is Measure.KILLED_OR_INJURED)
    assert new.supersedes == old.id


def test_headline_and_lead_are_one_claim_or_linked(founding_claims: tuple[Claim, ...], founding_gold: Gold) -> None:
    """The headline is a second anchor of S1, or restates it."""
    headline = _at(founding_claims, founding_gold["S0"])
    lead = next(c for c in _at(founding_claims, founding_gold["S1"]) if c.measure is Measure.KILLED_OR_INJURED)
    assert headline
    assert all(c.id == lead.id or c.restates == lead.id or lead.restates == c.id for c in headline)


def test_denial_unknown_and_characterisation_carry_no_number(
    founding_claims: tuple[Claim, ...], founding_gold: Gold
) -> None:
    """S4 denies involvement, S12 reports an unknown, S10 is an event; none becomes a count of zero."""
    denial = next(iter(_at(founding_claims, founding_gold["S4"])))
    assert (denial.measure, denial.stance, denial.count) == (Measure.INVOLVEMENT, Stance.DENIES, None)
    assert denial.speaker.name == "Russian foreign ministry"
    unknown = next(iter(_at(founding_claims, founding_gold["S12"])))
    assert unknown.stance is Stance.REPORTS_UNKNOWN
    assert unknown.count is not None
    assert unknown.count.unknown
    assert unknown.group is not None
    assert unknown.group.text == "private military contractors"
    event = next(iter(_at(founding_claims, founding_gold["S10"])))
    assert (event.measure, event.count, event.speaker.name) == (Measure.EVENT, None, "Syrian government")


def test_the_named_man_is_not_tied_to_the_battle(founding_claims: tuple[Claim, ...], founding_gold: Gold) -> None:
    """The volunteer is dead, his mother says so, and the report gives neither day nor place of death."""
    person = founding_gold["S7"]["person"]
    people = [p for c in founding_claims for p in c.people]
    assert {p.name for p in people} == {person["name"]}
    assert all(p.fate is PersonFate.KILLED for p in people)
    assert all(p.death_period is None and p.death_place is None for p in people)
    assert any(p.informant and p.informant in person["relative"] for p in people)


def test_no_trap_is_a_claim(founding_claims: tuple[Claim, ...], founding_text: str) -> None:
    """Dates, "the two sides", the map and the repeated headline are not casualties."""
    numbers = [c.count.text for c in founding_claims if c.count is not None]
    assert not {"7", "5", "2018", "two", "nine", "2017"} & set(numbers)
    assert len([n for n in numbers if "dozen" in n]) == 2
    for claim in founding_claims:
        for anchor in claim.anchors:
            assert founding_text[anchor.start : anchor.end] == anchor.quote


def test_the_tally_counts_no_total_as_this_incident(founding_claims: tuple[Claim, ...]) -> None:
    """131, 44 and the superseded five stay out; the rival figures span the range."""
    total = tally(founding_claims)
    assert total.killed.low in {100, 101}
    assert total.killed.best in {100, 101}
    assert total.killed.high is None
