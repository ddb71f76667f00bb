"""The answer around the models: headline, refusals, waivers, signatures."""

from __future__ import annotations

from typing import Any

import pytest

import cenotaph
from cenotaph.errors import NotFoundError, UsageError
from cenotaph.estimate import Asked, Estimate, Recall, get_estimator, judge
from cenotaph.model import CaptureTable
from estimate._fakes import TABLE, Refuses, Times

SIGNED: dict[str, Any] = {"assume": ("pairwise",), "signed": "A. Statistician"}


def answer(*models: Any, table: CaptureTable = TABLE, **asked: Any) -> Estimate:
    return judge((table,), models or (Times("one"), Times("two")), Asked(**asked))


def rules(found: Estimate) -> list[str]:
    return [one.rule for one in found.refusals]


def test_documented_and_estimated_are_apart_and_the_total_is_said_to_be_one() -> None:
    told = answer(**SIGNED).to_dict()
    assert (told["of"], told["documented"]) == ("total", 183)
    assert told["estimate"] == {
        "low": 274,
        "best": 366,
        "high": 549,
        "level": 0.95,
        "undocumented": {"low": 91, "best": 183, "high": 366},
    }
    assert told["refusals"] == []


def test_without_a_signature_the_models_speak_and_there_is_no_headline() -> None:
    told = answer().to_dict()
    assert told["estimate"] is None
    assert [one["rule"] for one in told["refusals"]] == ["no_assumption_signed"]
    assert [(one["model"], one["low"], one["refused"]) for one in told["models"]] == [
        ("one", 274, None),
        ("two", 274, None),
    ]


def test_words_of_ones_own_are_an_assumption() -> None:
    found = answer(assume=("the morgue did not know of the registry",), signed="A. Statistician")
    assert not found.refused
    own = found.assumptions[0]
    assert (own.code, own.state, own.why) == ("own_words", "signed", "signed by A. Statistician")


def test_models_that_disagree_give_their_envelope_and_no_best_value() -> None:
    found = answer(Times("one", 1.2, 1.3, 1.4), Times("two", 2.0, 2.5, 3.0), **SIGNED)
    assert found.agree is False
    assert found.to_dict()["estimate"] | {"undocumented": None} == {
        "low": 219,
        "best": None,
        "high": 549,
        "level": 0.95,
        "undocumented": None,
    }
    assert "disagree" in found.sentence


def test_wide_intervals_do_not_hide_that_models_disagree() -> None:
    found = answer(Times("one", 1.2, 1.5, 9.0), Times("two", 1.2, 3.0, 9.0), **SIGNED)
    assert found.agree is False
    assert found.interval is not None
    assert found.interval.best is None


def test_one_family_alone_is_refused_and_the_reason_of_the_other_stands_beside() -> None:
    found = answer(Times("one"), Refuses("two"), **SIGNED)
    assert rules(found) == ["one_family", "chains_disagree"]
    assert found.fits[0].interval is not None


def test_where_no_model_gives_an_interval_nothing_is_said_of_another() -> None:
    reasons = [one.reason for one in answer(Refuses("one"), **SIGNED).refusals if one.rule == "one_family"]
    assert reasons == ["no model gives an interval"]


def test_models_in_which_all_are_alike_do_not_vouch_for_each_other() -> None:
    alike = (Times("graphs"), Times("loglinear"))
    assert rules(answer(*alike, **SIGNED)) == ["chances_may_differ"]
    assert not answer(*alike, Times("latent"), **SIGNED).refused
    assert not answer(*alike, assume=("pairwise", "same_chances"), signed="A. Name").refused
    assert rules(answer(*alike, Refuses("latent"), **SIGNED)) == ["chances_may_differ", "chains_disagree"]


def test_a_lower_bound_is_no_family() -> None:
    assert rules(answer(Times("one"), Times("bound", 1.1, 1.1, 1.2, lower_bound=True), **SIGNED)) == ["one_family"]


def test_models_below_the_lower_bound_are_refused() -> None:
    found = answer(Times("one"), Times("two"), Times("chao", 4.0, 5.0, 6.0, lower_bound=True), **SIGNED)
    assert rules(found) == ["below_the_bound"]


def test_two_lists_have_what_a_model_makes_of_them_but_no_headline() -> None:
    found = answer(Times("chao", lower_bound=True), table=TABLE.without(2), **SIGNED)
    assert rules(found) == ["too_few_lists", "one_family"]
    assert found.fits[0].interval is not None


def test_a_list_given_twice_is_refused_and_no_model_is_asked() -> None:
    twice = CaptureTable.of("ABCD", ((h | (h & 1) << 3, n) for h, n in TABLE.counts))
    found = answer(table=twice, **SIGNED)
    assert rules(found) == ["lists_echo"]
    assert all(fit.refusal is not None and fit.refusal.rule == "lists_echo" for fit in found.fits)
    assert {one.code: one.state for one in found.assumptions}["no_echo"] == "broken"


def test_a_rule_is_waived_in_writing_and_the_waiver_is_recorded() -> None:
    twice = CaptureTable.of("ABCD", ((h | (h & 1) << 3, n) for h, n in TABLE.counts))
    found = answer(table=twice, waive={"lists_echo": "both were copied from the graves"}, **SIGNED)
    assert not found.refused
    assert found.to_dict()["waivers"] == [{"rule": "lists_echo", "reason": "both were copied from the graves"}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"waive": {"lists_echo": " "}},
        {"waive": {"too_few_lists": "two will do"}},
        {"signed": "A. Statistician"},
        {"assume": ("",)},
        {"level": 1.0},
        {"windows": {"Z": "1999"}},
    ],
)
def test_settings_that_make_no_sense_are_wrong_use(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        answer(**wrong)


def test_lists_that_cover_different_times_are_refused() -> None:
    windows = {"A": "March 1999", "B": "march  1999", "C": "1999"}
    assert rules(answer(windows=windows, **SIGNED)) == ["lists_differ"]
    assert rules(answer(windows={**windows, "C": "March 1999"}, **SIGNED)) == []


def test_lists_declared_alike_hold_the_assumption() -> None:
    same = dict.fromkeys("ABC", "civilians killed")
    found = answer(windows=same, definitions=same, **SIGNED)
    assert {one.code: one.state for one in found.assumptions}["same_people"] == "held"


def test_linked_lists_without_their_doubt_are_refused_unless_waived() -> None:
    assert rules(answer(linked=True, **SIGNED)) == ["linkage_not_carried"]
    assert not answer(linked=True, waive={"linkage_not_carried": "national identity numbers"}, **SIGNED).refused


def test_linkages_of_which_nobody_knows_what_they_lost_are_refused() -> None:
    models = (Times("one"), Times("two"))
    found = judge((TABLE, TABLE), models, Asked(**SIGNED), recall=Recall(share=None))
    assert rules(found) == ["linkage_not_carried"]
    assert judge((TABLE, TABLE), models, Asked(**SIGNED), recall=Recall(share=0.9)).refused is False


def test_a_list_that_is_dropped_stays_documented() -> None:
    four = CaptureTable.of("ABCD", {**dict(TABLE.counts), 0b1000: 4})
    found = answer(Times("one", 1.0, 1.0, 1.0), Times("two", 1.0, 1.0, 1.0), table=four, **SIGNED)
    told = found.to_dict()
    assert told["documented"] == 187
    assert told["estimate"]["low"] == told["estimate"]["high"] == 187
    assert told["notes"] == ["D: dropped: small, and shares nobody with any other list"]


def test_fifty_dots_of_a_model_that_has_draws() -> None:
    dots = answer(Times("one", draws=1000), Times("two")).to_dict()["models"][0]["dots"]
    assert len(dots) == 50
    assert dots == sorted(dots)


def test_draws_of_a_refused_model_are_no_dots() -> None:
    assert answer(Times("one"), Refuses("two")).to_dict()["models"][1]["dots"] == []


def test_the_sentence_rounds_outward_and_says_who_assumes_what() -> None:
    said = answer(Times("one", 10.001, 11.0, 12.001), Times("two", 10.5, 11.0, 11.5), **SIGNED).sentence
    assert "1,640 to 2,020 more, so 1,830 to 2,200 in all (95\u00a0%)" in said
    assert said.endswith("(assumed by A. Statistician).")


def test_the_sentence_of_a_refusal_gives_the_reason() -> None:
    assert "cannot be said: 2 lists can be used" in answer(table=TABLE.without(2), **SIGNED).sentence


def test_a_model_that_is_not_there_is_wrong_use() -> None:
    with pytest.raises(NotFoundError, match="'tarot'"):
        get_estimator("tarot")


def test_the_public_verb_is_callable_and_a_package() -> None:
    with pytest.raises(NotFoundError, match="'tarot'"):
        cenotaph.estimate(TABLE, models=["tarot"])


def test_the_sentence_says_each_rule_once() -> None:
    found = answer(table=CaptureTable.of("ABC", {7: 1}), **SIGNED)
    assert rules(found) == ["lists_echo"] * 3
    assert found.sentence == (
        "1 person is documented. How many more there are cannot be said: A and B hold the same people: one was "
        "made from the other, and an echo is not a second source (and 2 more like it)."
    )


def test_people_beyond_number_are_refused_before_any_model_is_asked() -> None:
    many = CaptureTable.of("ABC", {history: 10**12 // history for history in range(1, 8)})
    found = judge((many,), (Refuses("one"), Refuses("two")), Asked(**SIGNED))
    assert rules(found) == ["too_many_people"]
    assert [fit.refusal.rule for fit in found.fits if fit.refusal] == ["too_many_people"] * 2


def test_what_the_table_breaks_is_not_said_again_by_every_model() -> None:
    models = (Refuses("one", "too_few_lists"), Refuses("two", "too_few_lists"))
    assert rules(answer(*models, table=TABLE.without(2), **SIGNED)) == ["too_few_lists", "one_family"]
