"""What must hold for any claims: order does not matter, ranges only widen, unknown changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Claim, Measure, Stance, StepKind, to_dict
from cenotaph.reconcile import Reckoning, reconcile
from cenotaph.reconcile.evidence import gather
from cenotaph.reconcile.positions import history, positions, replaced
from reconcile.claims import claim, count, group, report

REPORTS = tuple(report(name, f"2018-02-{day}") for name, day in (("A", 10), ("B", 12), ("C", 20)))
GROUPS = (
    None,
    group("Russians", "RU"),
    group("Russian mercenaries", "RU", role="mercenaries"),
    group("militia", role="militia"),
    group("civilians", role="civilians", status="civilian"),
)
SPEAKERS = ("the US", "Russian foreign ministry", "Russian government", "Damascus", "Igor Strelkov")
MEASURES = ("killed", "injured", "killed_or_injured")
quick = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def claims(draw: st.DrawFn, measures: tuple[str, ...] = MEASURES) -> Claim:
    low = draw(st.none() | st.integers(0, 40))
    high = draw(st.none() | st.integers(low or 0, 60))
    best = draw(st.none() | st.integers(low or 0, high if high is not None else 90))
    return claim(
        draw(st.sampled_from(REPORTS)),
        draw(st.sampled_from(SPEAKERS)),
        draw(st.sampled_from(measures)),
        count(f"{low} {best} {high}", low, best, high),
        draw(st.sampled_from(GROUPS)),
        start=draw(st.integers(0, 5)),
    )


many = st.lists(claims(), min_size=1, max_size=8, unique_by=lambda c: c.id)


def in_bytes(reckoning: Reckoning) -> str:
    return json.dumps(to_dict(reckoning), ensure_ascii=False)


def ends(reckoning: Reckoning) -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (e.measure, e.subject): (
            -1 if e.figure.low is None else e.figure.low,
            float("inf") if e.figure.high is None else e.figure.high,
        )
        for e in reckoning.envelopes
    }


@quick
@given(many, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_no_byte(told: list[Claim], chance: object) -> None:
    shuffled, reports = list(told), list(REPORTS)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(reports)  # type: ignore[attr-defined]
    assert in_bytes(reconcile(reports, shuffled)) == in_bytes(reconcile(REPORTS, told))


@quick
@given(many)
def test_low_is_never_above_high_and_every_end_has_its_claims(told: list[Claim]) -> None:
    for e in reconcile(REPORTS, told).envelopes:
        assert e.figure.low is None or e.figure.high is None or e.figure.low <= e.figure.high
        assert e.lowest
        assert e.highest
        assert set(e.lowest) | set(e.highest) <= set(e.figure.trail.claims)


@quick
@given(many, st.sampled_from(GROUPS), st.sampled_from(MEASURES))
def test_an_unknown_claim_changes_no_bound(told: list[Claim], who: object, measure: str) -> None:
    unknown = claim(REPORTS[0], "Tass", measure, None, who, stance="reports_unknown", start=99)  # type: ignore[arg-type]
    shrug = claim(REPORTS[1], "Tass", measure, count("?", None, None, None), who, start=98)  # type: ignore[arg-type]
    assert ends(reconcile(REPORTS, [*told, unknown, shrug])) == ends(reconcile(REPORTS, told))


@quick
@given(many, claims())
def test_another_claim_never_narrows_a_range_that_had_a_direct_answer(told: list[Claim], extra: Claim) -> None:
    before, after = ends(reconcile(REPORTS, told)), ends(reconcile(REPORTS, [*told, extra]))
    direct = {(c.measure, c.group.text if c.group else "all") for c in told if c.count and not c.count.unknown}
    for question in before.keys() & after.keys() & direct:
        assert after[question][0] <= before[question][0]
        assert after[question][1] >= before[question][1]


@quick
@given(many, claims(measures=("killed_or_injured",)))
def test_killed_or_injured_never_raises_the_lower_end_of_killed(told: list[Claim], extra: Claim) -> None:
    before, after = reconcile(REPORTS, told), reconcile(REPORTS, [*told, extra])
    old, new = ends(before), ends(after)
    for question in old.keys() & new.keys():
        if question[0] == Measure.KILLED:
            assert new[question][0] <= old[question][0]


@quick
@given(many)
def test_what_its_speaker_has_replaced_contradicts_nobody(told: list[Claim]) -> None:
    reckoning = reconcile(REPORTS, told)
    steps = {step.claim.id: step for position in reckoning.positions for step in position.steps}
    moved = [step for step in steps.values() if step.relation in (StepKind.RAISES, StepKind.LOWERS)]
    # two numbers on one day stand beside each other
    gone = {s.replaces for s in moved if s.replaces and steps[s.replaces].known_on != s.known_on}
    for found in reckoning.contradictions:
        assert not gone & set(found.claims)
        assert (found.gap.low or 0) > 0
        assert set(found.gap.trail.claims) == set(found.claims)


@st.composite
def statements(draw: st.DrawFn) -> Claim:
    one = draw(claims())
    stance = draw(st.sampled_from(("asserts", "asserts", "denies", "revises", "reports_unknown")))
    told = one.count if stance in ("asserts", "denies") else draw(st.sampled_from((one.count, None)))
    return replace(one, id=f"{one.id} {stance}", stance=Stance(stance), count=told)


@quick
@given(st.lists(statements(), min_size=1, max_size=8, unique_by=lambda c: c.id))
def test_what_is_history_does_not_depend_on_how_it_is_found(told: list[Claim]) -> None:
    evidence = gather(REPORTS, told, ())
    assert history(evidence) == replaced(evidence, positions(evidence))
