"""Which claim is which of the earlier report, and what changed on the way."""

from __future__ import annotations

from cenotaph.model import ActorKind, Claim, Count, Hedge, Speaker
from cenotaph.resolve.drift import drift_of, match_claims, same_thing
from reconcile.claims import SYRIA, UKRAINE, claim, count, group, report

WIRE, PAPER = report("Reuters", "2018-02-16"), report("The Daily Post", "2018-02-17")
SOURCES = Speaker(name="sources", kind=ActorKind.ANONYMOUS)
POST = Speaker(name="The Daily Post", kind=ActorKind.MEDIA)
MEN = group("men")
ABOUT, OVER = (
    count("about 300", 270, 300, 330),
    Count(low=301, best=None, high=None, text="over 300", hedge=Hedge.MORE_THAN),
)
DOZEN = Count(low=24, best=None, high=99, text="several dozen", hedge=Hedge.VAGUE_PLURAL)
DOZENS = Count(low=24, best=None, high=99, text="dozens", hedge=Hedge.VAGUE_PLURAL)


def keys(*claims: Claim) -> dict[str, str]:
    return {
        c.id: f"outlet:{c.speaker.name}"
        if c.speaker.kind is ActorKind.MEDIA
        else f"unnamed:{c.speaker.name}@{c.report}"
        if c.speaker.kind is ActorKind.ANONYMOUS
        else f"name:{c.speaker.name}"
        for c in claims
    }


def drifts(later: Claim, *earlier: Claim) -> list[tuple[str, ...]]:
    return [match.drift for match in match_claims([later], earlier, keys(later, *earlier))]


def test_a_number_is_known_again_by_its_core_whatever_the_hedge() -> None:
    said = claim(WIRE, SOURCES, "killed_or_injured", ABOUT, MEN)
    assert drifts(claim(PAPER, SOURCES, "killed_or_injured", OVER, MEN), said) == [
        ("“about 300” became “over 300”",)
    ]
    vague = claim(WIRE, SOURCES, "injured", DOZEN, MEN)
    assert drifts(claim(PAPER, SOURCES, "injured", DOZENS, MEN), vague) == [("“several dozen” became “dozens”",)]
    assert drifts(claim(PAPER, SOURCES, "killed", count("30", 30, 30, 30), MEN), said) == []
    assert drifts(claim(PAPER, SOURCES, "killed", count("men", 2, None, None), MEN), vague) == []


def test_killed_or_wounded_may_become_wounded_but_the_killed_are_not_the_wounded() -> None:
    both = claim(WIRE, SOURCES, "killed_or_injured", DOZEN, MEN)
    hurt = claim(PAPER, SOURCES, "injured", DOZEN, MEN)
    assert drifts(hurt, both) == [("“killed or injured” became “injured”",)]
    assert drifts(hurt, claim(WIRE, SOURCES, "killed", DOZEN, MEN)) == []


def test_a_lost_source_and_other_people_are_drift() -> None:
    said = claim(WIRE, SOURCES, "killed", ABOUT, MEN)
    own = claim(PAPER, POST, "killed", ABOUT, group("soldiers"))
    assert drift_of(own, said) == ("what sources said is told as The Daily Post's", "“men” became “soldiers”")
    assert drift_of(said, said) == ()


def test_a_named_speaker_with_somebody_s_number_another_country_or_other_nationals_is_another_statement() -> None:
    said = claim(WIRE, SOURCES, "killed", ABOUT, group("Russians", "RU"), place=UKRAINE)
    for other in (
        claim(PAPER, "the Pentagon", "killed", ABOUT, group("Russians", "RU")),
        claim(PAPER, SOURCES, "killed", ABOUT, group("Russians", "RU"), place=SYRIA),
        claim(PAPER, SOURCES, "killed", ABOUT, group("Syrians", "SY")),
        claim(PAPER, SOURCES, "killed", ABOUT, group("Russians", "RU"), stance="denies"),
    ):
        assert not same_thing(other, said, keys(other, said))


def test_of_two_equal_numbers_the_same_speaker_s_is_meant() -> None:
    doctor, colleague = (Speaker(name=name, kind=ActorKind.ANONYMOUS) for name in ("doctor", "colleague"))
    earlier = [claim(WIRE, who, "killed", ABOUT, MEN, start=n) for n, who in enumerate((doctor, colleague))]
    (match,) = match_claims([late := claim(PAPER, colleague, "killed", ABOUT, MEN)], earlier, keys(late, *earlier))
    assert match.earlier is earlier[1]
