"""Every minimal set of claims that cannot be true together, once for each set of voices, in words."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.model import Claim, Measure
from cenotaph.reconcile.base import Contradiction
from cenotaph.reconcile.contradiction_words import in_words, subject_of
from cenotaph.reconcile.contradictions import alike, contradictions
from cenotaph.reconcile.evidence import Evidence, gather
from cenotaph.reconcile.marco import Limits
from reconcile.claims import SYRIA, claim, count, group, report
from reconcile.line import Line

DAILY, POST, WIRE = report("Daily", "2019-05-02"), report("Post", "2019-05-03"), report("Wire", "2019-05-09")
REPORTS = (DAILY, POST, WIRE)


def told(*claims: Claim) -> tuple[Line, Evidence]:
    evidence = gather(REPORTS, claims, [])
    return Line(evidence.claims), evidence


def number(of: object, who: str, low: int | None, high: int | None, start: int = 0) -> Claim:
    words = f"{low} to {high}" if low != high else f"{low}"
    return claim(of, who, "killed", count(words, low, None, high), start=start)  # type: ignore[arg-type]


def test_two_claims_that_cannot_both_be_true_are_told_with_their_gap_and_their_days() -> None:
    mayor, army = number(DAILY, "the mayor", 12, 12), number(WIRE, "the army", 7, 7)
    (only,) = contradictions(*told(mayor, army)).found
    assert only.claims == (army.id, mayor.id), "who sets the limit comes first"
    assert only.sides == ("high", "low")
    assert (only.gap.low, only.gap.high, only.gap.trail.claims) == (5, 5, tuple(sorted(only.claims)))
    assert only.sentence == (
        "The army's “7” killed allows at most 7 killed; the mayor's “12” killed needs at least 12: "
        "they differ by 5. The second was said 7 days earlier, on 2 May 2019."
    )
    assert (only.measure, only.subject) == (Measure.KILLED, "all")


def test_a_statement_that_a_voice_repeats_is_one_and_one_of_two_voices_is_two() -> None:
    first, again = number(DAILY, "United Nations", 12, 12), number(POST, "United Nations", 12, 12)
    other = number(POST, "the hospital", 12, 12, start=80)
    army = number(WIRE, "the army", 7, 7)
    system, evidence = told(first, again, other, army)
    found = contradictions(system, evidence).found
    assert {one.claims for one in found} == {(army.id, first.id), (army.id, other.id)}
    assert system.asked < 10, "the conflict is looked for once"


def test_a_voice_that_contradicts_itself_is_told_as_such() -> None:
    system, evidence = told(number(DAILY, "the mayor", 12, 12), number(DAILY, "the mayor", 20, 30, start=90))
    (only,) = contradictions(system, evidence).found
    assert only.voices == (evidence.keys[evidence.claims[0].id],)
    assert "; the mayor's own “20 to 30” killed needs at least 20: they differ by 8." in only.sentence


def test_voices_may_be_told_apart_otherwise_than_by_name() -> None:
    mayor, army = number(DAILY, "the mayor", 12, 12), number(WIRE, "the army", 7, 7)
    system, evidence = told(mayor, army)
    (only,) = contradictions(system, evidence, voices={mayor.id: "one", army.id: "one"}).found
    assert only.voices == ("one",)


def test_what_follows_where_the_search_stopped_is_said() -> None:
    many = [number(DAILY, f"speaker {i}", i, i, start=i) for i in range(1, 40)]
    system, evidence = told(*many)
    system.knows_pairs = False
    few = contradictions(system, evidence, limits=Limits(cores=50))
    assert few.stopped == (
        "contradictions between two claims are all found; not all that need three or more were searched for",
    )
    whole = contradictions(system, evidence, limits=Limits(cores=1000, questions=5000))
    assert whole.stopped == ()
    assert len(whole.found) == 39 * 38 / 2
    gaps = [one.gap.low or 0 for one in whole.found]
    assert gaps == sorted(gaps, reverse=True), "of as many claims the widest first"


def test_contradictions_of_the_same_voices_about_one_measure_are_shown_as_one() -> None:
    system, evidence = told(
        number(DAILY, "the mayor", 12, 12),
        number(WIRE, "the army", 7, 7),
        number(WIRE, "the army", 5, 5, start=70),
        number(POST, "the hospital", 9, 9),
    )
    groups = alike(contradictions(system, evidence).found)
    between = next(g for g in groups if {"the mayor" in g[0].sentence, "army" in g[0].sentence} == {True})
    assert [one.gap.low for one in between] == [7, 5]
    assert sum(len(group) for group in groups) == len(contradictions(system, evidence).found)


def _three() -> tuple[Claim, ...]:
    """55 soldiers and 60 civilians do not fit into 100 people."""
    soldiers = claim(DAILY, "Army", "killed", count("55", 55, 55, 55), group("soldiers"))
    civilians = claim(POST, "Town council", "killed", count("at least 60", 60, None, None), group("civilians"))
    people = claim(WIRE, "UN", "killed", count("100", 100, 100, 100), group("people"))
    return people, soldiers, civilians


def test_three_claims_that_only_together_are_impossible_are_added_up() -> None:
    people, soldiers, civilians = _three()
    sides = {people.id: "high", soldiers.id: "low", civilians.id: "low"}
    known: dict[str, date | None] = dict(zip(sides, (date(2019, 5, 9), date(2019, 5, 2), None), strict=True))
    assert in_words((people, soldiers, civilians), sides, 15, {i: i for i in sides}, known) == (
        "The UN's “100” killed (people) allows at most 100 killed; Army's “55” killed (soldiers) and the Town "
        "council's “at least 60” killed (civilians) together need at least 115: they differ by 15."
    )
    assert subject_of((people, soldiers, civilians), sides) == (Measure.KILLED, "all")


def test_words_for_a_number_mean_so_many_and_the_number_is_not_said_twice() -> None:
    """Of “several” and “about 100” the ends are what the words can mean; "several contractors" are contractors."""
    several = claim(DAILY, "Army", "killed", count("several", 3, None, 19), group("several contractors"))
    about = claim(POST, "coalition", "killed", count("about 100", 90, None, 110), group("contractors"))
    scores = claim(WIRE, "UN", "killed", count("scores", 120, None, None), group("contractors"))
    sides = {several.id: "high", about.id: "low"}
    known: dict[str, date | None] = {several.id: date(2019, 5, 2), about.id: date(2020, 5, 2)}
    assert in_words((several, about), sides, 71, {i: i for i in sides}, known) == (
        "Army's “several” killed (contractors) can mean at most 19 killed; the coalition's “about 100” killed "
        "(contractors) needs at least 90: they differ by 71. The second was said about 12 months later, "
        "on 2 May 2020."
    )
    sides = {about.id: "high", scores.id: "low"}
    assert in_words((about, scores), sides, 10, {i: i for i in sides}, {}) == (
        "The coalition's “about 100” killed (contractors) can mean at most 110 killed; the UN's “scores” killed "
        "(contractors) means at least 120: they differ by 10."
    )


def test_a_gap_of_one_or_two_is_a_hairs_breadth_where_many_are_counted_and_not_where_few_are() -> None:
    for most, near in ((100, True), (3, False)):
        low, high = number(DAILY, "the mayor", most + 1, None), number(POST, "the army", most, most)
        sides = {high.id: "high", low.id: "low"}
        sentence = in_words((high, low), sides, 1, {i: i for i in sides}, {})
        assert sentence.endswith("they differ by 1, a hair's breadth." if near else "they differ by 1.")


def test_two_limits_are_added_up_as_well() -> None:
    killed = claim(DAILY, "Army", "killed", count("50", 50, 50, 50))
    injured = claim(POST, "Hospital", "injured", count("60", 60, 60, 60))
    both = claim(WIRE, "UN", "killed_or_injured", count("at least 150", 150, None, None), place=SYRIA)
    sides = {killed.id: "high", injured.id: "high", both.id: "low"}
    days = {killed.id: date(2019, 5, 2), injured.id: date(2019, 5, 3), both.id: date(2019, 5, 9)}
    assert in_words((killed, injured, both), sides, 40, {i: i for i in sides}, days) == (
        "Army's “50” killed and Hospital's “60” injured together allow at most 110 killed or injured; the UN's “at "
        "least 150” killed or injured needs at least 150: they differ by 40. They were said between 2 May 2019 and "
        "9 May 2019."
    )


def test_where_an_end_enters_twice_no_sum_is_told() -> None:
    people, soldiers, civilians = _three()
    sides = {people.id: "high", soldiers.id: "low", civilians.id: "low"}
    sentence = in_words((people, soldiers, civilians), sides, 4, {i: i for i in sides}, {})
    assert sentence.endswith("(civilians) (at least 60) cannot all be true: at least 4 would have to change.")
    assert "“100” killed (people) (at most 100), " in sentence


def test_a_total_says_where_and_when() -> None:
    total = claim(
        WIRE, "UN", "killed", count("40", 40, 40, 40), group("nurses"), place=SYRIA, scope="cumulative_to_date"
    )
    day = claim(DAILY, "Army", "killed", count("55", 55, 55, 55), group("nurses"))
    sides = {total.id: "high", day.id: "low"}
    sentence = in_words((total, day), sides, 15, {i: i for i in sides}, {})
    assert sentence.startswith("The UN's “40” killed (nurses, in Syria, to date) allows at most 40 killed; ")


numbers = st.tuples(st.sampled_from("abcd"), st.integers(0, 9), st.integers(0, 5))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(numbers, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_what_is_found_is_minimal_complete_and_the_same_in_any_order(
    drawn: list[tuple[str, int, int]], chance: object
) -> None:
    claims = [number(DAILY, f"speaker {who}", low, low + more, start=i) for i, (who, low, more) in enumerate(drawn)]
    system, evidence = told(*claims)
    found = contradictions(system, evidence)

    def pairs(some: tuple[Contradiction, ...]) -> set[frozenset[tuple[str, int | None, int | None]]]:
        by_id = {c.id: c for c in claims}
        ends = {i: (by_id[i].speaker.name, by_id[i].count.low, by_id[i].count.high) for i in by_id}  # type: ignore[union-attr]
        return {frozenset(ends[i] for i in one.claims) for one in some}

    rivals = {
        frozenset(((f"speaker {a[0]}", a[1], a[1] + a[2]), (f"speaker {b[0]}", b[1], b[1] + b[2])))
        for a in drawn
        for b in drawn
        if a[1] > b[1] + b[2]
    }
    assert pairs(found.found) == rivals
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert contradictions(*told(*shuffled)) == found
