"""Which reports of a batch tell of one incident: by words, by what they name, and in spite of page furniture."""

from __future__ import annotations

import random
from datetime import date, timedelta

from cenotaph.resolve import Telling, gather_reports
from cenotaph.resolve.lead_places import lead_places
from cenotaph.resolve.likeness import Vectors, rare_pairs, recent_pairs
from cenotaph.resolve.pairs import Pairs, weights
from cenotaph.resolve.wording import article_texts, own_texts, read_wording

START = date(2019, 5, 6)
FERRY = "The ferry Dona Lucia sank off Cape Verro on Sunday and nine passengers drowned, the harbour master said."
DEAD = "Nine drowned when the Dona Lucia went down off Cape Verro; the skipper, Anselmo Prates, 61, is missing."
TRIAL = (
    "Prosecutors charged the owner of the Dona Lucia over the nine deaths off Cape Verro and of Anselmo Prates, 61."
)
FIRE = "A fire in a shoe workshop in the old town of Tamra killed two brothers early on Sunday, neighbours said."
FOOT = "Sign up for our newsletter to get the news that matters sent to your inbox every single morning."


def telling(name: str, text: str, after: int | None = 0) -> Telling:
    return Telling(id=name, text=text, published=None if after is None else START + timedelta(days=after))


def groups(*tellings: Telling) -> list[list[str]]:
    return sorted(sorted(incident.reports) for incident in gather_reports(tellings).incidents)


def test_reports_of_one_event_in_other_words_meet_and_others_do_not() -> None:
    assert groups(telling("a", FERRY), telling("b", DEAD, 1), telling("c", FIRE)) == [["a", "b"], ["c"]]


def test_a_trial_months_later_meets_by_its_rare_names() -> None:
    assert groups(telling("a", DEAD), telling("b", TRIAL, 120), telling("c", FIRE)) == [["a", "b"], ["c"]]


def test_undated_reports_are_compared_too() -> None:
    assert groups(telling("a", FERRY, None), telling("b", DEAD, None)) == [["a", "b"]]


def test_a_text_without_a_word_is_in_no_incident() -> None:
    assert groups(telling("a", " \n"), telling("b", FIRE)) == [["b"]]


def test_pages_that_share_only_their_furniture_stay_apart() -> None:
    texts = [f"{title}\n{FOOT}" for title in ("Two dead in Tamra fire", "Ferry lost off Verro", "Bus falls at Ulm")]
    pages = [telling(str(n), text, 20 * n) for n, text in enumerate(texts)]
    assert groups(*pages) == [["0"], ["1"], ["2"]]


def test_lines_shared_for_weeks_go_and_those_of_one_wire_story_stay() -> None:
    later = [START, START + timedelta(days=9), START + timedelta(days=30)]
    assert article_texts([f"{n}\n{FOOT}" for n in range(3)], later) == ["0", "1", "2"]
    assert article_texts([FERRY] * 3, [START] * 3) == [FERRY] * 3
    names = ("Ann Lee", "Bo Stone", "Cy Marsh")
    assert article_texts([f"Get what {name} writes in your inbox." for name in names], later) == ["", "", ""]


def test_names_are_capitals_side_by_side_and_ages_are_years() -> None:
    read = read_wording("In Cape Verro, Anselmo Prates, 61, saw a 9-year-old boy.")
    assert {"cape verro", "anselmo prates"} <= read.names
    assert read.ages == {61, 9}


def test_the_opening_names_its_places_in_the_ways_of_the_trade() -> None:
    assert lead_places("TAMRA (AP) - Two brothers died in the old town, Tamra police said on Sunday.") == {"tamra"}
    assert lead_places("A bus fell off a bridge near Cape Verro in May.") == {"cape verro"}
    assert lead_places("Two brothers died.") == frozenset()


def test_headlines_beside_two_articles_of_one_day_are_in_no_text_of_their_own() -> None:
    beside = "Mayor opens the new market hall"
    assert own_texts([f"{FERRY}\n{beside}", f"{FIRE}\n{beside}"]) == [FERRY, FIRE]


def test_a_word_common_over_the_years_tells_the_reports_of_one_week_apart() -> None:
    vectors = Vectors([{"tamra": 1, str(row // 2): 1, f"own{row}": 1} for row in range(8)])
    days = [START + timedelta(days=40 * (row // 2)) for row in range(8)]
    assert list(rare_pairs(Vectors([{"tamra": 1}] * 8), most=4, least=0.0)) == []
    near = set(recent_pairs(vectors, days, days=14, most=4, least=0.01))
    assert near == {(0, 1), (2, 3), (4, 5), (6, 7)}


def test_the_same_dead_speak_for_one_event_and_places_apart_against() -> None:
    ferry = Telling(id="a", text=FERRY, published=START, killed=9)
    again = Telling(id="b", text=DEAD, published=START, killed=9)
    pairs = Pairs([ferry, again, telling("c", f"{FIRE} It happened in Tamra.")])
    assert pairs.evidence(0, 1)["same_toll"] > 0 == pairs.evidence(0, 2)["same_toll"]
    assert pairs.evidence(0, 2)["lead_apart"] == 1.0 > pairs.evidence(0, 1)["lead_apart"]


def test_the_order_of_the_input_does_not_matter() -> None:
    told = [
        telling("a", FERRY),
        telling("b", DEAD, 1),
        telling("c", FIRE),
        telling("d", TRIAL, 90),
        telling("e", FOOT),
    ]
    for seed in range(5):
        assert gather_reports(random.Random(seed).sample(told, len(told))) == gather_reports(told)


def test_a_code_says_by_when_if_no_report_says_the_day() -> None:
    found = gather_reports([telling("a", FIRE), telling("b", f"{FOOT} Nothing else.", 0)]).incidents
    assert [incident.code for incident in found] == ["XX-by-2019-05-06", "XX-by-2019-05-06-2"]
    assert all(incident.period and incident.period.earliest is None for incident in found)


def test_pairs_never_compared_speak_against_joining() -> None:
    known = weights()
    assert known.never_compared < 0 <= known.join
