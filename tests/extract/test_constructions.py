"""One construction a case: what is counted, how many, and as what."""

from __future__ import annotations

import pytest

from cenotaph.extract import extract
from cenotaph.model import Claim

Row = tuple[str, int | None, int | None]


def _rows(text: str) -> list[Row]:
    found: list[Row] = []
    for claim in extract(text):
        assert claim.anchor.quote in text
        low, high = (claim.count.low, claim.count.high) if claim.count else (None, None)
        found.append((claim.measure.value, low, high))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three farmers were killed near the river.", [("killed", 3, 3)]),
        ("The shelling killed three farmers and wounded five.", [("killed", 3, 3), ("injured", 5, 5)]),
        ("The shelling killed and wounded 30 farmers.", [("killed_or_injured", 30, 30)]),
        ("At least 12 people were killed or injured in the raid.", [("killed_or_injured", 12, None)]),
        ("Gunmen opened fire on a bus, killing two men.", [("killed", 2, 2)]),
        ("The attack left 14 people dead.", [("killed", 14, 14)]),
        ("Car bomb kills 12 in market", [("killed", 12, 12)]),
        ("12 people killed in market blast", [("killed", 12, 12)]),
        ("A baker was shot dead on Friday.", [("killed", 1, 1)]),
        ("A baker was shot in the leg on Friday.", [("injured", 1, 1)]),
        ("Two villagers drowned while crossing.", [("killed", 2, 2)]),
        ("Nine miners lost their lives underground.", [("killed", 9, 9)]),
        ("The fire claimed 31 lives.", [("killed", 31, 31)]),
        ("The deaths of six nurses were confirmed.", [("killed", 6, 6)]),
        ("The death toll rose to 45.", [("killed", 45, 45)]),
        ("The convoy suffered around 400 casualties.", [("killed_or_injured", 360, 440)]),
        ("Soldiers were killed in the ambush.", [("killed", 2, None)]),
        ("No one was injured.", [("injured", 0, 0)]),
        ("A man and a woman were killed by a landmine.", [("killed", 2, 2)]),
        ("Eleven fishermen are missing.", [("missing", 11, 11)]),
        ("Rescuers pulled nine bodies from the rubble.", [("bodies_found", 9, 9)]),
        ("Police arrested 40 protesters.", [("detained", 40, 40)]),
        ("A dozen were in hospital.", [("injured", 12, 12)]),
        ("The bomb killed 20 people, including three children.", [("killed", 20, 20), ("killed", 3, 3)]),
        ("The number of dead remains unknown.", [("killed", None, None)]),
        ("The strike may have killed 12 civilians.", [("killed", 0, None)]),
    ],
)
def test_construction(text: str, expected: list[Row]) -> None:
    """The claims of one sentence, in order."""
    assert _rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "How many people were killed in the raid?",
        "A bomb of that size could kill hundreds of people.",
        "The minister lost his temper and killed the proposal.",
        "The two sides have clashed for a year.",
        "The team beat its rivals 5-2 on 7 February 2018.",
        "He was not killed.",
        "The army seized 14 rifles and a mortar.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    """Questions, possibilities, things, dates and scores count nobody."""
    assert _rows(text) == []


def _one(text: str) -> Claim:
    (claim,) = extract(text)
    return claim


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Police said 12 people were killed.", "police", []),
        ("Twelve people were killed, the interior ministry said.", "interior ministry", []),
        ("According to the Kenyan army, 12 rebels died.", "Kenyan army", []),
        ("Kenya's army said 12 rebels had died.", "Kenyan army", []),
        ("Doctors told Reuters that 12 people had died.", "doctors", ["Reuters"]),
        ("Witnesses told the BBC that relatives had said 12 people were dead.", "relatives", ["BBC", "witnesses"]),
        ("The mayor said 12 people were killed, citing doctors.", "doctors", ["mayor"]),
        ("The strike, which, the militia says, killed 12 men, hit a depot.", "militia", []),
        ("Twelve people were killed on Monday.", "the report", []),
    ],
)
def test_speaker_and_chain(text: str, speaker: str, via: list[str]) -> None:
    """Who says it, and through whom; nobody named is the report itself."""
    claim = _one(text)
    assert claim.speaker.name.lower() == speaker.lower()
    assert [v.name.lower() for v in claim.via] == [v.lower() for v in via]


def test_pronouns_find_the_named_actor() -> None:
    """ "It" and "the ministry" are the ministry named before."""
    text = (
        "The Ukrainian interior ministry held a briefing on Friday. It said four people had been killed.\n\n"
        "The ministry added that nine were wounded."
    )
    first, second = extract(text)
    assert first.speaker.name == "Ukrainian interior ministry"
    assert second.speaker.name == "Ukrainian interior ministry"


def test_publisher_opens_the_chain() -> None:
    """With a publisher known, the chain starts with it, and its own voice has no chain."""
    said, own = extract("Police said 12 people were killed.\n\nFive people were wounded.", publisher="The Herald")
    assert [v.name for v in said.via] == ["The Herald"]
    assert (own.speaker.name, own.via) == ("The Herald", ())


def test_names_ages_and_fates() -> None:
    """Named people are counted and recorded."""
    claim = _one("Teacher Amina Diallo, 34, and her son Omar Diallo, 9, were killed by a mine on 3 May 2020.")
    assert claim.count is not None
    assert claim.count.best == 2
    assert [(p.name, p.age_low, p.fate.value) for p in claim.people] == [
        ("Amina Diallo", 34, "killed"),
        ("Omar Diallo", 9, "killed"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hospital officials speak of 34 dead.", [("killed", 34, 34)]),
        ("The health ministry has spoken of 57 martyrs.", [("killed", 57, 57)]),
        ("Blast leaves five soldiers, two teachers dead", [("killed", 5, 5), ("killed", 2, 2)]),
        ("The raid left six policemen dead and a dozen hurt.", [("killed", 6, 6), ("injured", 12, 12)]),
        ("Drivers carried away 27 dead and at least 58 injured.", [("killed", 27, 27), ("injured", 58, None)]),
        ("The army counted 49 dead and seven wounded.", [("killed", 49, 49), ("injured", 7, 7)]),
        (
            "- on our side: 15 dead, seven wounded and six missing;",
            [("killed", 15, 15), ("injured", 7, 7), ("missing", 6, 6)],
        ),
        ("Two suicide bombers blew themselves up at the gate.", [("killed", 2, 2)]),
        ("There are 30 women and children that we cannot find.", [("missing", 30, 30)]),
        ("Rescuers could not find nine hikers.", [("missing", 9, 9)]),
        (
            "Volunteers buried fourteen bodies and found seven more.",
            [("bodies_found", 14, 14), ("bodies_found", 7, 7)],
        ),
        ("The troops killed no fewer than eleven of the raiders.", [("killed", 11, None)]),
        ("He blew up the bridge.", []),
        ("Police could not find the rifle.", []),
    ],
)
def test_counted_nouns_and_lists(text: str, expected: list[Row]) -> None:
    """Each outcome with its own number is its own claim; nouns and headline forms count too."""
    assert _rows(text) == expected


def test_a_label_before_a_colon_speaks() -> None:
    """In a list or a live page the name before the colon speaks, and is nobody's victim; the time is cut off."""
    killed, injured = extract("14:50 Home secretary Ivan Petrov: 22 people confirmed dead, 5 wounded.")
    assert {killed.speaker.name, injured.speaker.name} == {"Ivan Petrov"}
    assert killed.anchor.quote.startswith("Home secretary")
    assert [c.count.best for c in (killed, injured) if c.count] == [22, 5]


@pytest.mark.parametrize(
    ("text", "hedge", "interval"),
    [
        ("Officials said seven miners had probably died in the blast.", "probable", (0, 7, None)),
        ("The clinic said nine people were presumably killed by the shell.", "probable", (0, 9, None)),
        ("Three guards were possibly wounded, the army said.", "possible", (0, 3, None)),
        ("The mayor said probably four people died.", "probable", (0, 4, None)),
        ("Officials said seven miners had already died in the blast.", "exact", (7, 7, 7)),
    ],
)
def test_an_adverb_of_doubt_beside_the_verb_weakens_the_count(
    text: str, hedge: str, interval: tuple[int | None, ...]
) -> None:
    (claim,) = extract(text)
    assert claim.count is not None
    assert claim.count.hedge == hedge
    assert (claim.count.low, claim.count.best, claim.count.high) == interval


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Monday that 12 people had died. On Tuesday it revised the toll to 15.",
        "Police raised the death toll to 15 from 12 on Friday.",
    ],
)
def test_a_speaker_who_changes_a_number_revises_and_replaces_it(text: str) -> None:
    claims = {claim.count.text: claim for claim in extract(text) if claim.count}
    assert claims["15"].stance == "revises"
    assert claims["15"].supersedes == claims["12"].id
    assert claims["12"].stance == "asserts"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The death toll climbed to 24 on Wednesday, officials said.", "revises"),
        ("The number of soldiers killed has risen sharply to at least 24, the ministry said.", "revises"),
        ("By noon the rescue service had raised the number of dead to 24.", "revises"),
        ("The death toll stands at 24, the ministry said.", "asserts"),
        ("The toll had earlier been put at 24.", "asserts"),
    ],
)
def test_a_total_that_has_grown_to_a_number_is_a_revision(text: str, stance: str) -> None:
    found = [c for c in extract(text) if c.count is not None and c.count.low == 24]
    assert [c.stance for c in found] == [stance]
