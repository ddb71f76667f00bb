"""Whose a statement is: its source as written where the content is given, and the actor that the reader names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.extract import extract
from cenotaph.extract.parse import parse
from cenotaph.extract.segments import segments
from cenotaph.extract.sources import source_of


def source(text: str, *contents: str) -> tuple[str, str] | None:
    """The source and cue words of the contents, by the segments that the reader parses."""
    pieces = [(piece.start, parse(piece.text)) for piece in segments(text)]
    spans = [(text.index(content), text.index(content) + len(content)) for content in contents]
    found = source_of(pieces, spans)
    return (text[slice(*found.source)], text[slice(*found.cue)]) if found else None


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The mayor said the bridge was closed.", "the bridge was closed", ("The mayor", "said")),
        ('"The bridge is closed," said the mayor.', "The bridge is closed", ("the mayor", "said")),
        ("The bridge, the mayor said, was closed.", "The bridge", ("the mayor", "said")),
        ("According to the mayor, the bridge is closed.", "the bridge is closed", ("the mayor", "According")),
        ("As the mayor put it, the bridge is a ruin.", "the bridge is a ruin", ("the mayor", "put")),
        ("A clerk told the mayor that the bridge had fallen.", "that the bridge had fallen", ("A clerk", "told")),
        ("The ferry is run by a man who says it is safe.", "it is safe", ("who", "says")),
        ("The mayor resigned, saying he was tired.", "he was tired", ("The mayor", "saying")),
        ("The paper quoted a clerk as saying the bridge fell.", "the bridge fell", ("a clerk", "saying")),
        ("Its claim that the bridge fell was wrong.", "that the bridge fell", ("Its", "claim")),
        ("They voted on the rate the mayor has proposed.", "the rate", ("the mayor", "proposed")),
        ("The attack claimed by the group killed a guard.", "The attack", ("the group", "claimed")),
        ('"We lost everything." - Ana Ruiz', "We lost everything", ("Ana Ruiz", "-")),
        ("Police: two men escaped", "two men escaped", ("Police", ":")),
        ("The mayor wrote:\n\n“The bridge is closed.”", "The bridge is closed", ("The mayor", "wrote")),
    ],
)
def test_the_source_as_written(text: str, content: str, expected: tuple[str, str]) -> None:
    """The phrase as it stands, a pronoun too, and the word that shows whose the content is."""
    assert source(text, content) == expected


def test_a_content_in_two_parts_has_one_source() -> None:
    """What stands on both sides of "he said" is his."""
    text = '"The bridge is closed," he said. "Nobody may cross it."'
    assert source(text, "The bridge is closed", "Nobody may cross it") == ("he", "said")
    assert source(text, "Nobody may cross it") == ("he", "said")


def test_what_nobody_says_has_no_source() -> None:
    """A sentence without a cue is given to nobody."""
    assert source("The bridge was closed.", "The bridge was closed") is None


@given(
    start=st.integers(0, 120),
    length=st.integers(0, 120),
    text=st.sampled_from(["a", "He said that", '"', "X: y. Z"]),
)
@settings(max_examples=40, deadline=None)
def test_any_span_is_answered_within_the_text(start: int, length: int, text: str) -> None:
    """Whatever the span, an answer lies in the text and the head lies in the source."""
    text = f'Police said {text} - "no," she added. The mayor, who left, wept: it {text} fell.'
    found = source_of([(0, parse(text))], [(start, start + length)])
    if found is not None:
        assert 0 <= found.source[0] <= found.head[0] < found.head[1] <= found.source[1] <= len(text)


def speakers(text: str) -> list[str]:
    return [claim.speaker.name for claim in extract(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A nurse told the BBC that the head of the clinic had said 14 people died.", "head of the clinic"),
        ("Radio Lumen quoted a senior officer as saying that nine of his men were killed.", "senior officer"),
        (
            "Colonel Amadou Keita was quoted by state radio as saying that 20 insurgents were killed.",
            "Amadou Keita",
        ),
        ("The envoy said he had been assured by the coalition that no civilians were killed.", "coalition"),
        ("A cousin of the driver said doctors had told him that three passengers had died.", "doctors"),
        ("Radio Delta, which cited a police captain, said 13 people were killed.", "police captain"),
        ("Two policemen died, the agency reported with reference to the Interior Ministry.", "Interior Ministry"),
        ("The Herald, quoting the weekly Le Phare, says the prefect admitted that 12 people died.", "prefect"),
        ("The army was accused by villagers of killing 34 people.", "villagers"),
    ],
)
def test_through_others(text: str, speaker: str) -> None:
    """The innermost of a chain speaks."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("As the mayor put it, at least 40 people died for nothing.", "mayor"),
        ("By the government's own account, 107 people were killed.", "government"),
        ("In the estimate of local doctors, 107 people were killed.", "local doctors"),
        ("The police version is that 16 people were killed in a gunfight.", "police"),
        ("The police toll stood at 12 dead on Sunday.", "police"),
        ("The toll given by the interior ministry is 12 dead.", "interior ministry"),
        ("The rebels' claim of 40 dead soldiers could not be verified.", "rebels"),
        ("If the rebels are to be believed, 40 soldiers died.", "rebels"),
        ("It was the mayor who first said that 16 people had been killed.", "mayor"),
        ("Seventeen servicemen, the press centre announced at noon, had died.", "press centre"),
        ("Twelve people were killed, the bishop, Emmanuel Adeyemi, told a congregation.", "Emmanuel Adeyemi"),
        ("The army's version is different: three soldiers were killed.", "army"),
        ('The mayor was blunt: "Sixteen people are dead."', "mayor"),
        ("Up to 10 bodies were found in the depot, per a civil defence officer.", "civil defence officer"),
        ("Five soldiers were killed at the post. Source: district governor.", "district governor"),
        ("Two people are dead at the station - police.", "police"),
        ("Police: 12 killed in market blast", "police"),
        ("@KirkukPolice: 12 people killed in the blast.", "KirkukPolice"),
        ("Twelve people are dead. That is the figure the mayor gave at noon.", "mayor"),
        ("The provincial governor gave a toll of 21 dead.", "provincial governor"),
        ("The militia claimed 20 policemen killed.", "militia"),
        ("Twelve people are dead, and the mayor fears that more will be found.", "the report"),
    ],
)
def test_however_it_is_said(text: str, speaker: str) -> None:
    """Accounts, versions, tolls, clauses set off by commas, colons, labels and sources."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A post on the army's Telegram channel said 25 militants were killed.", "army"),
        (
            "A press release from the Kenyan Ministry of Defence said nine soldiers died.",
            "Kenyan Ministry of Defence",
        ),
        ("According to a military statement seen by the Herald, 17 soldiers were killed.", "military"),
        ("An internal memo of the Interior Ministry speaks of 17 dead.", "Interior Ministry"),
        ("According to information circulating on social media, dozens of soldiers were killed.", "social media"),
        ("According to preliminary information, three people were killed.", "the report"),
        ("According to preliminary information from the army, three people were killed.", "army"),
        (
            "Maria Orlova, the spokeswoman for the Russian ministry, said five men died.",
            "Russian ministry",
        ),
        ("Spokeswoman Elena Markova said five people had been killed.", "Elena Markova"),
        ("The rebels' military spokesman, Yahya Saree, said they had killed 45 soldiers.", "rebels"),
        ("Two of the Russians said that 20 of their comrades had been killed.", "Russians"),
        ("One of the survivors, Ali Musa, said the gunmen killed his two brothers.", "Ali Musa"),
        ("A commander calling himself Bear said 20 separatists were killed.", "Bear"),
        ("Doctors Without Borders says two of its nurses were killed.", "Doctors Without Borders"),
        ("The Committee to Protect Journalists says 12 reporters were killed.", "Committee to Protect Journalists"),
        ("Some say 30 people were killed.", "some"),
        ("Moscow says five Russians may have been killed.", "Moscow"),
    ],
)
def test_who_stands_behind_the_words(text: str, speaker: str) -> None:
    """Documents, posts and spokespeople speak for whoever issued them; bare information speaks for nobody."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia's foreign ministry met the press. Spokeswoman Maria Orlova said five Russians had died. "
            "A further 20 were wounded, Orlova said.",
            ["Russian foreign ministry", "Russian foreign ministry"],
        ),
        (
            "Foreign ministry: five Russians killed\n\n"
            "Five Russians were killed and 30 wounded, the Russian Ministry of Foreign Affairs said.",
            ["Russian Ministry of Foreign Affairs"] * 2,
        ),
        (
            "The Syrian Observatory for Human Rights said 18 civilians were killed. The Britain-based monitor said "
            "that five soldiers also died.",
            ["Syrian Observatory for Human Rights"] * 2,
        ),
        ("Police said 12 people had died. Another 30 were wounded.", ["police", "police"]),
        ("The army said two soldiers were killed. And that five others had been wounded.", ["army", "army"]),
        ("The staff said 17 soldiers had been killed; nine were wounded.", ["staff", "staff"]),
        ("The army said 12 soldiers were killed and 30 attackers died.", ["army", "army"]),
        (
            "Nineteen people died, the government says; the opposition speaks of 45 dead.",
            ["government", "opposition"],
        ),
        ('Amina Diallo ran from the market. "I saw seven bodies," she said.', ["Amina Diallo"]),
        (
            "The health ministry gave the following figures:\nAleppo: 12 people killed\nIdlib: seven people killed",
            ["health ministry", "health ministry"],
        ),
    ],
)
def test_from_sentence_to_sentence(text: str, expected: list[str]) -> None:
    """Names told before or after, and statements that go on, keep their speaker."""
    assert speakers(text) == expected


def test_who_denies_a_claim_speaks() -> None:
    """The other side's claim inside a denial is not the other side's statement."""
    (claim,) = extract("Moscow dismissed as a fabrication an opposition claim that 43 of its men were captured.")
    assert (claim.speaker.name, claim.stance.value) == ("Moscow", "denies")
