"""What was known on a day is what follows from the claims known by then, and from nothing told later."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import ActorKind, Claim, Speaker, to_dict
from cenotaph.reconcile import Reckoning, policy_answers, reconcile
from cenotaph.reconcile.evidence import known_on
from reconcile import khasham as k
from reconcile.claims import claim, count, day, report
from reconcile.test_properties import GROUPS, MEASURES, SPEAKERS

REPORTS = (
    *(report(name, f"2018-02-{published}") for name, published in (("A", "10"), ("B", "12"), ("C", "20"))),
    report("Blog", None),
)
ZAKHAROVA = Speaker(name="Maria Zakharova", kind=ActorKind.INDIVIDUAL)
INTRODUCED = Speaker(
    name="Maria Zakharova",
    kind=ActorKind.INDIVIDUAL,
    text="Russian foreign ministry spokeswoman Maria Zakharova",
    country="RU",
)


@st.composite
def told(draw: st.DrawFn) -> Claim:
    low = draw(st.integers(0, 40))
    said = draw(st.none() | st.integers(5, 22))
    speaker = draw(st.sampled_from((*SPEAKERS, ZAKHAROVA, INTRODUCED)))
    return claim(
        draw(st.sampled_from(REPORTS)),
        speaker,
        draw(st.sampled_from(MEASURES)),
        count(f"{low}", low, low, low),
        draw(st.sampled_from(GROUPS)),
        start=draw(st.integers(0, 5)),
        said=f"2018-02-{said:02d}" if said else None,
    )


many = st.lists(told(), min_size=1, max_size=8, unique_by=lambda c: c.id)
days = st.integers(4, 24).map(lambda offset: date(2018, 2, 1) + timedelta(days=offset))
quick = settings(derandomize=True, deadline=None, max_examples=60)


def in_bytes(reckoning: Reckoning) -> str:
    return json.dumps(to_dict(reckoning), ensure_ascii=False)


def known_by(claims: list[Claim], when: date) -> list[Claim]:
    by_id = {r.id: r for r in REPORTS}
    return [c for c in claims if (on := known_on(c, by_id[c.report])) is not None and on <= when]


@quick
@given(many, days)
def test_as_of_a_day_is_the_reckoning_of_what_was_known_by_then(claims: list[Claim], when: date) -> None:
    then = reconcile(REPORTS, claims, as_of=when)
    dated = replace(then, excluded=tuple(e for e in then.excluded if "nobody says when" not in e.reason))
    only = reconcile(REPORTS, known_by(claims, when))
    assert in_bytes(replace(dated, as_of=None)) == in_bytes(only)


@quick
@given(many, days)
def test_policies_and_grades_as_of_a_day_know_nothing_of_what_came_later(claims: list[Claim], when: date) -> None:
    then = policy_answers(REPORTS, claims, as_of=when)
    assert to_dict(then) == to_dict(policy_answers(REPORTS, known_by(claims, when)))


@quick
@given(many, days, st.randoms(use_true_random=False))
def test_as_of_a_day_the_order_of_the_input_changes_no_byte(
    claims: list[Claim], when: date, chance: object
) -> None:
    shuffled, reports = list(claims), list(REPORTS)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(reports)  # type: ignore[attr-defined]
    assert in_bytes(reconcile(reports, shuffled, as_of=when)) == in_bytes(reconcile(REPORTS, claims, as_of=when))


def test_a_later_report_does_not_teach_an_earlier_day_who_a_speaker_is() -> None:
    early = claim(k.TRT, ZAKHAROVA, "killed", k.FIVE, k.RUSSIANS)
    ministry = claim(k.TRT, k.MINISTRY, "killed", count("six", 6, 6, 6), k.RUSSIANS, start=90, said="2018-02-14")
    later = claim(k.MAVEN, INTRODUCED, "killed", count("nine", 9, 9, 9), k.RUSSIANS, start=30)
    reports = [k.TRT, k.MAVEN]
    assert str(reconcile(reports, [early, ministry, later]).voices) == "1"
    assert str(reconcile(reports, [early, ministry, later], as_of=date(2018, 2, 16)).voices) == "2"


def test_a_statement_is_known_on_the_day_it_was_made_though_a_later_report_tells_it() -> None:
    said = replace(k.dozens, said_at=day("2018-02-17"))
    before = reconcile(k.REPORTS, [said], as_of=date(2018, 2, 16))
    after = reconcile(k.REPORTS, [said], as_of=date(2018, 2, 17))
    assert (before.positions, len(after.positions)) == ((), 1)
