"""What each policy makes of the same few claims, and what it does when its own rule is not met."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cenotaph.errors import NotFoundError
from cenotaph.model import ActorKind, Claim, Count, Group, Hedge, Measure, Modality, Speaker
from cenotaph.reconcile import headline, policy_answers
from cenotaph.reconcile.policies import MeasureAnswer, Source, policy
from cenotaph.reconcile.policies.acled import acled_figure
from reconcile.claims import US, claim, count, group, report

POST, STAR, WIRE = report("Post", "2020-05-01"), report("Star", "2020-05-02"), report("Wire", "2020-05-03")
REPORTS = (POST, STAR, WIRE)
HOSPITAL = Speaker(name="Northgate hospital", kind=ActorKind.HEALTH_AUTHORITY)
MAYOR = Speaker(name="Ada Lund", kind=ActorKind.INDIVIDUAL)
SOURCES = Speaker(name="some reports", kind=ActorKind.ANONYMOUS)


def exactly(number: int) -> Count:
    return count(str(number), number, number, number)


def vague(words: str, low: int, high: int) -> Count:
    return Count(low=low, best=None, high=high, text=words, hedge=Hedge.VAGUE_PLURAL)


def killed(name: str, *claims: Claim, who: Group | None = None) -> MeasureAnswer:
    (answer,) = policy_answers(REPORTS, claims, names=[name], group=who)
    return answer.killed


def ends(answer: MeasureAnswer) -> tuple[int | None, int | None, int | None]:
    assert answer.figure is not None
    return answer.figure.low, answer.figure.best, answer.figure.high


hospital = claim(POST, HOSPITAL, "killed", exactly(9), by=(US,))
mayor = claim(STAR, MAYOR, "killed", exactly(12), start=3, by=(US,))
rumour = claim(WIRE, SOURCES, "killed", count("at least 20", 20, None, None), start=6)
army = claim(WIRE, Speaker(name="US army", kind=ActorKind.STATE_FORCE, country="US"), "killed", exactly(2), start=9)


def test_a_name_that_is_no_policy_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(NotFoundError, match="iraq-body-count"):
        policy("mean")


def test_each_policy_cites_its_source_and_says_what_is_not_from_there() -> None:
    answers = {one.name: one for one in policy_answers(REPORTS, [hospital, mayor])}
    assert all(one.says and one.ours and one.source.url for one in answers.values())
    assert str(answers["acled"].source).endswith("Fatalities (2024), How does ACLED code fatalities?")
    assert str(answers["airwars"].source) == (
        "Airwars, Civilian casualties, civilian harm grading, as each incident's page defines it"
    ), "no year where none is known"
    assert str(Source(title="A codebook")) == "A codebook"


def test_the_envelope_stays_open_where_a_claim_is() -> None:
    assert ends(killed("envelope", hospital, mayor, rumour)) == (9, None, None)


def test_ucdp_takes_the_lower_figure_of_equally_reliable_sources_for_best() -> None:
    answer = killed("ucdp", hospital, mayor, rumour, army)
    assert ends(answer) == (2, 9, 20)
    assert answer.likeliest == (hospital.id,)
    assert "some reports may mean more" in " ".join(answer.notes)


def test_where_nobody_sets_an_upper_end_the_answer_stays_open() -> None:
    assert ends(killed("ucdp", rumour)) == (20, 20, None)
    floor = claim(STAR, MAYOR, "killed", count("more than 30", 31, None, None), start=5)
    both = killed("iraq-body-count", rumour, floor)
    assert ends(both) == (20, None, None)
    assert not any("floor" in note for note in both.notes)


def test_ucdp_leaves_hearsay_out_unless_there_is_nothing_firmer() -> None:
    heard = replace(mayor, modality=Modality.HEARSAY)
    assert ends(killed("ucdp", hospital, heard)) == (9, 9, 9)
    assert ends(killed("ucdp", heard)) == (12, 12, 12)


def test_iraq_body_count_keeps_what_one_voice_reports_apart() -> None:
    alone = killed("iraq-body-count", hospital)
    assert alone.figure is None
    assert str(alone.provisional) == "9"
    assert "Northgate hospital" in alone.refusal
    both = killed("iraq-body-count", hospital, mayor)
    assert ends(both) == (9, None, 12)
    assert any("is not known" in note for note in both.notes), "apart is no proof of independent"


def test_airwars_sets_the_belligerents_own_figure_beside() -> None:
    answer = killed("airwars", hospital, mayor, army)
    assert ends(answer) == (9, None, 12)
    assert [(one.label, str(one.figure)) for one in answer.beside] == [("the US army, held responsible", "2")]


def test_airwars_contested_is_from_none_and_stays_out_of_the_headline() -> None:
    other = replace(mayor, attributed_to=(Speaker(name="Iran", kind=ActorKind.STATE, country="IR"),))
    assert ends(killed("airwars", hospital, other)) == (0, None, 12)
    contested = policy_answers(REPORTS, [hospital, other], names=["airwars"])
    fair = policy_answers(REPORTS, [hospital, mayor], names=["airwars"])
    total = headline([*contested, *fair, *fair], Measure.KILLED)
    assert total is not None
    assert (total.low, total.high) == (18, 24)
    assert headline(contested, Measure.KILLED) is None


CIVILIANS = group("civilians", status="civilian", role="civilians")
MILITANTS = group("militants", role="militants")
PENTAGON = Speaker(name="US army", kind=ActorKind.STATE_FORCE, country="US")


def test_airwars_whom_the_belligerent_calls_fighters_may_all_be_or_none_of_them_civilians() -> None:
    own = claim(WIRE, PENTAGON, "killed", exactly(20), MILITANTS, start=9, by=(US,))
    village = claim(POST, HOSPITAL, "killed", exactly(9), CIVILIANS, by=(US,))
    (answer,) = policy_answers(REPORTS, [own, village], names=["airwars"])
    assert ends(answer.killed) == (0, None, 9)
    assert answer.subject == "civilians"
    assert answer.killed.notes[0].startswith("Contested: civilians, from none")
    assert [(one.label, str(one.figure)) for one in answer.killed.beside] == [
        ("the US army, held responsible, of “militants”", "20")
    ]
    assert set(answer.grade.claims) == {own.id, village.id}
    assert answer.injured.figure is None
    assert headline([answer], Measure.KILLED) is None


def test_airwars_the_belligerents_large_figure_does_not_hide_those_of_others() -> None:
    own = claim(WIRE, PENTAGON, "killed", exactly(20), group("soldiers", role="soldiers"), start=9, by=(US,))
    (answer,) = policy_answers(REPORTS, [own, replace(hospital, group=CIVILIANS)], names=["airwars"])
    assert ends(answer.killed) == (0, None, 9)


def test_airwars_keeps_a_single_source_apart() -> None:
    answer = killed("airwars", hospital)
    assert answer.figure is None
    assert answer.refusal.startswith("Weak")
    assert str(answer.provisional) == "9"


def test_acled_takes_the_lowest_and_codes_no_injured() -> None:
    assert ends(killed("acled", hospital, mayor, rumour)) == (9, 9, 9)
    (answer,) = policy_answers(REPORTS, [hospital], names=["acled"])
    assert "dead only" in answer.injured.refusal


@pytest.mark.parametrize(
    ("words", "number", "figure"),
    [
        ("several dozen", vague("several dozen", 24, 99), 12),
        ("tens", vague("tens", 20, 99), 10),
        ("hundreds", vague("hundreds", 200, 999), 100),
        ("tens of thousands", vague("tens of thousands", 20000, 99999), 10000),
        ("a few", vague("a few", 2, 9), 2),
        ("two dozen", count("two dozen", 24, 24, 24), 24),
        ("probably five", count("probably five", 0, 5, None), 5),
        ("none", exactly(0), 0),
        ("up to 40", count("up to 40", 0, None, 40), None),
    ],
)
def test_acled_reads_the_words_again_and_edits_no_claim(words: str, number: Count, figure: int | None) -> None:
    assert number.text == words or words == "none"
    assert acled_figure(number) == figure


def test_parts_stand_in_where_nobody_counts_everyone_and_are_not_added_up() -> None:
    civilians = group("civilians", status="civilian", role="civilians")
    five = claim(POST, HOSPITAL, "killed", exactly(5), civilians)
    soldiers = claim(POST, HOSPITAL, "killed", exactly(2), group("soldiers", role="soldiers"), start=4)
    again = claim(STAR, MAYOR, "killed", exactly(6), group("shepherds", role="shepherds"))
    assert ends(killed("ucdp", five, soldiers, again)) == (5, 5, 6)
    assert "parts are not added up" in killed("ucdp", five, again).notes[0]
    assert ends(killed("ucdp", five, soldiers, again, who=civilians)) == (5, 5, 5), "asked about civilians alone"
