"""What every policy must keep, whatever it makes of the claims; a new policy runs it by being registered.

Order changes nothing; no end is an average or a sum; an echo adds nothing; low <= best <= high; unknown stays
unknown; without a number there is a reason and no figure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import (
    ActorKind,
    Claim,
    Figure,
    Grade,
    Judgement,
    JudgementKind,
    Measure,
    Ref,
    Speaker,
    content_id,
    to_dict,
)
from cenotaph.reconcile.policies import MeasureAnswer, PolicyAnswer, policy_answers
from reconcile.claims import US, claim, count, report
from reconcile.test_properties import GROUPS, MEASURES, REPORTS, SPEAKERS

quick = settings(derandomize=True, deadline=None, max_examples=50)
REPRINT = report("D", "2018-02-21")
ALL = (*REPORTS, REPRINT)


@st.composite
def told(draw: st.DrawFn) -> Claim:
    """A claim of some speaker; a third of them hold the US responsible."""
    low = draw(st.none() | st.integers(0, 40))
    high = draw(st.none() | st.integers(low or 0, 60))
    best = draw(st.none() | st.integers(low or 0, high if high is not None else 90))
    return claim(
        draw(st.sampled_from(REPORTS)),
        draw(st.sampled_from(SPEAKERS)),
        draw(st.sampled_from(MEASURES)),
        count(f"{low} {best} {high}", low, best, high),
        draw(st.sampled_from(GROUPS)),
        start=draw(st.integers(0, 5)),
        by=draw(st.sampled_from(((), (), (US,)))),
    )


many = st.lists(told(), min_size=1, max_size=7, unique_by=lambda c: c.id)


def ask(name: str, claims: Sequence[Claim], reports: Sequence[object] = ALL) -> PolicyAnswer:
    (answer,) = policy_answers(reports, claims, names=[name])  # type: ignore[arg-type]
    return answer


def numbers(figure: Figure | None) -> tuple[int | None, ...] | None:
    return (figure.low, figure.best, figure.high) if figure else None


def said(answer: MeasureAnswer) -> object:
    """What the reader sees: the ends, or the reason; not the trail, which may name a further carrier."""
    return numbers(answer.figure), bool(answer.refusal), numbers(answer.provisional)


class PolicyContract:
    """Subclassed once per policy with its ``name``; every test is a property."""

    name: str

    def test_the_order_of_the_input_changes_no_byte(self) -> None:
        @quick
        @given(many, st.randoms(use_true_random=False))
        def holds(claims: list[Claim], chance: object) -> None:
            shuffled, reports = list(claims), list(ALL)
            chance.shuffle(shuffled)  # type: ignore[attr-defined]
            chance.shuffle(reports)  # type: ignore[attr-defined]
            one, two = ask(self.name, claims), ask(self.name, shuffled, reports)
            assert json.dumps(to_dict(one)) == json.dumps(to_dict(two))

        holds()

    def test_every_end_is_one_that_a_claim_names(self) -> None:
        @quick
        @given(many)
        def holds(claims: list[Claim]) -> None:
            by_id = {c.id: c for c in claims}
            answer = ask(self.name, claims)
            for one in answer.measures:
                for figure in filter(None, (one.figure, one.provisional)):
                    counts = [by_id[c].count for c in figure.trail.claims]
                    named = {n for c in counts if c for n in (c.low, c.best, c.high)}
                    if answer.grade.grade is Grade.CONTESTED:
                        named.add(0)
                    assert {figure.low, figure.best, figure.high} <= named | {None}

        holds()

    def test_low_is_at_most_best_and_best_at_most_high(self) -> None:
        @quick
        @given(many)
        def holds(claims: list[Claim]) -> None:
            for one in ask(self.name, claims).measures:
                stated = [n for n in numbers(one.figure) or () if n is not None]
                assert stated == sorted(stated)

        holds()

    def test_an_echo_never_changes_the_answer(self) -> None:
        @quick
        @given(many, st.integers(0, 6))
        def holds(claims: list[Claim], which: int) -> None:
            original = claims[which % len(claims)]
            echo = replace(
                original,
                id=content_id("c", [original.id, "echo"]),
                report=REPRINT.id,
                restates=original.id,
            )
            before, after = ask(self.name, claims), ask(self.name, [*claims, echo])
            assert [said(one) for one in after.measures] == [said(one) for one in before.measures]
            assert after.grade.grade is before.grade.grade

        holds()

    def test_a_late_reprint_of_a_replaced_figure_brings_it_not_back(self) -> None:
        five, nine = count("5", 5, 5, 5), count("9", 9, 9, 9)
        old = claim(REPORTS[0], "Damascus", "killed", five, by=(US,))
        new = claim(REPORTS[1], "Damascus", "killed", nine, by=(US,))
        other = claim(REPORTS[1], "Igor Strelkov", "killed", count("7", 7, 7, 7), start=3, by=(US,))
        reprint = replace(old, id=content_id("c", [old.id, "echo"]), report=REPRINT.id, restates=old.id)
        before, after = ask(self.name, [old, new, other]), ask(self.name, [old, new, other, reprint])
        assert said(after.killed) == said(before.killed)

    def test_an_outlet_that_hands_on_anothers_number_adds_nothing_though_it_drifts(self) -> None:
        afp, daily = (Speaker(name=name, kind=ActorKind.MEDIA) for name in ("AFP", "Daily"))
        first = claim(REPORTS[0], afp, "killed", count("about 30", 27, 30, 33), by=(US,))
        drifted = claim(REPORTS[1], daily, "killed", count("over 30", 31, None, None), by=(US,))
        echo = Judgement(
            id="j1",
            kind=JudgementKind.ECHO,
            about=Ref(kind="item", id=REPORTS[1].id),
            other=Ref(kind="item", id=REPORTS[0].id),
            evidence=(drifted.id, first.id),
            by="anna",
            at=datetime(2018, 3, 1, tzinfo=UTC),
            reason="the same paragraphs",
        )
        (alone,) = policy_answers(ALL, [first], names=[self.name], judgements=[echo])
        (both,) = policy_answers(ALL, [first, drifted], names=[self.name], judgements=[echo])
        if self.name != "envelope":
            assert said(both.killed) == said(alone.killed)
        assert both.grade.grade is alone.grade.grade is Grade.WEAK

    def test_unknown_changes_nothing_and_is_not_zero(self) -> None:
        @quick
        @given(many, st.sampled_from(GROUPS), st.sampled_from(MEASURES))
        def holds(claims: list[Claim], who: object, measure: str) -> None:
            unknown = claim(REPORTS[0], "Tass", measure, None, who, stance="reports_unknown", start=99)  # type: ignore[arg-type]
            shrug = claim(REPORTS[1], "Tass", measure, count("?", None, None, None), who, start=98)  # type: ignore[arg-type]
            before, after = ask(self.name, claims), ask(self.name, [*claims, unknown, shrug])
            assert [said(one) for one in after.measures] == [said(one) for one in before.measures]
            for one in ask(self.name, [unknown, shrug]).measures:
                assert one.figure is None
                assert one.refusal

        holds()

    def test_without_a_claim_it_refuses_with_a_reason(self) -> None:
        answer = ask(self.name, [])
        for one in answer.measures:
            assert one.figure is None
            assert one.refusal.endswith(".")
        assert answer.grade.grade is Grade.UNGRADED

    def test_what_is_replaced_by_its_speaker_no_longer_counts_but_in_the_envelope(self) -> None:
        old = claim(REPORTS[0], "Damascus", "killed", count("5", 5, 5, 5))
        new = claim(REPORTS[1], "Damascus", "killed", count("9", 9, 9, 9))
        other = claim(REPORTS[1], "Igor Strelkov", "killed", count("9", 9, 9, 9), start=3, by=(US,))
        killed = ask(self.name, [old, new, other]).killed
        assert killed.figure is not None
        assert killed.figure.low == (5 if self.name == "envelope" else 9)

    def test_it_says_what_it_does_and_cites_its_source(self) -> None:
        answer = ask(self.name, [])
        assert answer.says.endswith(".")
        assert len(answer.says.split()) > 10
        assert answer.source.title
        assert answer.source.section in str(answer.source)
        assert [one.measure for one in answer.measures] == [Measure.KILLED, Measure.INJURED]
