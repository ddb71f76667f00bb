"""Which text copies which earlier one, and how far the texts may differ."""

from __future__ import annotations

import random
from datetime import date

import pytest

from cenotaph.model import EchoKind
from cenotaph.resolve.copies import Copy, best_copies, find_copies
from cenotaph.resolve.fingerprints import Lexicon, marks_of, number, words_of

WIRE = (
    "Nine miners drowned when the old shaft at Brandvlei flooded before dawn, the mine's owner said. "
    "Pumps brought in from the coast failed within the hour, and divers turned back twice in the cold. "
    "Relatives waited at the gate through the rain while a priest read out the names of the night shift."
)
OWN = (
    "A union leader called for an inquiry into the pumps, which had been reported as broken in March. "
    "She said that nobody from the company had answered three letters about the water in the lower gallery."
)
MONDAY, TUESDAY, NEXT_MONTH = date(2019, 5, 6), date(2019, 5, 7), date(2019, 6, 10)
FOOT = "Sign up for our newsletter and get the news of Brandvlei and of the coast in your inbox each morning."


def echo(first: str, second: str, days: tuple[date | None, date | None] = (MONDAY, TUESDAY)) -> Copy | None:
    """The echo between two texts, given in the order of their rows; None when there is none."""
    return next(iter(find_copies([first, second], days)), None)


def test_a_reprint_is_verbatim_and_the_later_repeats_the_earlier() -> None:
    copy = echo(WIRE, WIRE)
    assert copy is not None
    assert (copy.earlier, copy.later, copy.kind, copy.share) == (0, 1, EchoKind.VERBATIM, 1.0)
    assert copy.decided == "published 1 day later"


def test_a_reprint_cut_to_a_third_still_is_one() -> None:
    copy = echo(WIRE, WIRE[: len(WIRE) // 3])
    assert copy is not None
    assert copy.kind is EchoKind.VERBATIM
    assert copy.back < 0.5


def test_a_wire_story_with_own_reporting_is_syndicated() -> None:
    copy = echo(WIRE, f"{WIRE} {OWN}")
    assert copy is not None
    assert copy.kind is EchoKind.SYNDICATED


def test_a_fifth_of_the_words_changed_and_the_sentences_turned_round_is_still_found() -> None:
    words = WIRE.split()
    changed = [("elsewhere" if n % 5 == 4 else word) for n, word in enumerate(words)]
    copy = echo(WIRE, " ".join(changed[30:] + changed[:30]))
    assert copy is not None
    assert copy.kind in (EchoKind.SYNDICATED, EchoKind.REWRITE)


def test_one_sentence_kept_in_another_text_only_cites() -> None:
    sentence = "divers turned back twice in the cold."
    copy = echo(WIRE, f"{OWN} {OWN.replace('union', 'party')} Pumps failed, and {sentence} {OWN[::-1]}")
    assert copy is not None
    assert copy.kind is EchoKind.CITES
    text = f"{OWN} {OWN.replace('union', 'party')} Pumps failed, and {sentence} {OWN[::-1]}"
    first, last = copy.passages[0].first, copy.passages[0].last
    assert text[words_of(text)[first][0] : words_of(text)[last - 1][1]] == f"and {sentence[:-1]}"


def test_texts_of_one_event_in_other_words_are_no_copies() -> None:
    other = "Water burst into a disused pit near Brandvlei on Monday; nine men of the night shift are dead."
    assert find_copies([WIRE, other, OWN], [MONDAY, MONDAY, TUESDAY]) == []


def test_stock_phrases_and_page_furniture_link_nothing() -> None:
    stock = "The man was taken to hospital, where he was pronounced dead, police said."
    assert echo(f"{WIRE} {stock} {FOOT}", f"{OWN} {stock} {FOOT}") is None
    wire = "Reporting by Ana Silva in Brandvlei and Joost Prins in the Hague, editing by Tom Reed"
    assert echo(f"{OWN}\n{wire}", f"{WIRE}\n{wire}") is None


@pytest.mark.parametrize("days", [(MONDAY, TUESDAY), (None, None)])
def test_what_the_pages_of_one_outlet_share_links_nothing(days: tuple[date | None, date | None]) -> None:
    head = "News Sports Weather Obituaries\n\nBecome a member of The Brandvlei Gazette and keep the coast informed."
    foot = (
        "Ana Silva is a reporter who writes about mines, courts and the harbour board of Brandvlei.\n\n"
        "The Gazette Editorial Board meets weekly and welcomes letters of up to two hundred words."
    )
    assert echo(*(f"{head}\n\n{body}\n\n{foot}" for body in (WIRE, OWN)), days) is None


def test_without_a_day_a_speaker_s_words_link_two_reports_and_the_same_words_of_the_papers_do_not() -> None:
    words = "we did not see how the water came in that night"
    for opening, closing in ("“”", '""', "‘’", "«»"):
        said = f"{opening}{words},{closing} he said."
        copy = echo(f"{WIRE} {said}", f"{OWN} And then: {said}", (None, None))
        assert copy is not None
        assert copy.kind is EchoKind.CITES
    assert echo(f"{WIRE} For {words} to us", f"{OWN} And {words} for them", (None, None)) is None


def test_the_more_reports_a_text_is_compared_with_the_more_it_takes() -> None:
    common, names = ["the", "harbour", "was", "shut", "by", "pilots", "for", "it"], "Zandhoek, Rietveld, Oosterdam"
    texts = [f"{body} {' '.join(common)} {names}." for body in (WIRE, OWN)]
    assert echo(*texts) is not None
    chance = random.Random(7)
    crowd = [" ".join(chance.sample(common, len(common))) for _ in range(1500)]
    assert [c for c in find_copies([*texts, *crowd], [MONDAY] * 1502) if c.earlier == 0 and c.later == 1] == []


def test_what_unrelated_reports_share_for_weeks_links_nothing() -> None:
    line = "The Brandvlei Gazette is made by people who live between the dunes and the old copper railway."
    third = WIRE.translate(str.maketrans("aeiou", "eioua"))
    days = [MONDAY, TUESDAY, date(2019, 5, 29)]
    assert find_copies([f"{body}\n{line}" for body in (WIRE, OWN, third)], days) == []
    assert len(find_copies([f"{body}\n{line}" for body in (WIRE, OWN)], days[:2])) == 1


def test_what_was_published_weeks_apart_is_not_compared() -> None:
    assert echo(WIRE, WIRE, (MONDAY, NEXT_MONTH)) is None


def test_on_one_day_or_without_one_the_shorter_is_cut_from_the_longer_else_the_first_row_is_the_source() -> None:
    short = WIRE[: len(WIRE) // 2]
    for days, why in (((MONDAY, MONDAY), "published on one day"), ((MONDAY, None), "not both dated")):
        cut = echo(short, WIRE, days)
        assert cut is not None
        assert (cut.earlier, cut.later) == (1, 0)
        assert cut.decided == f"{why}: it stands wholly in the longer one"
        equal = echo(WIRE, WIRE, days)
        assert equal is not None
        assert (equal.earlier, equal.decided) == (0, f"{why}: the order of their ids")


def test_of_several_sources_the_one_that_holds_most_is_the_best() -> None:
    copies = find_copies([WIRE[: len(WIRE) // 2], WIRE, WIRE], [MONDAY, TUESDAY, date(2019, 5, 8)])
    best = best_copies(copies)
    assert (best[1].earlier, best[2].earlier) == (0, 1)


def test_a_text_shorter_than_four_words_has_no_fingerprint() -> None:
    marks, rows = marks_of(number(["Nine dead today"], Lexicon()))
    assert (len(marks), len(rows)) == (0, 0)
    assert echo("Nine dead at Brandvlei", "Nine dead at Brandvlei") is None
    assert find_copies(["", ""], [MONDAY, None]) == []
