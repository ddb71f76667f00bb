"""Who is one speaker: by the words of the name, and by what the reports together say."""

from __future__ import annotations

import pytest

from cenotaph.model import ActorKind, Speaker
from cenotaph.places.actors import side_key, speaker_key, speaker_keys, speaks_for
from reconcile import khasham as k
from reconcile.claims import claim, count

FIVE = count("five", 5, 5, 5)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Russian foreign ministry", "state", "ru:foreign_ministry"),
        ("Russia's foreign ministry", "state", "ru:foreign_ministry"),
        ("the Foreign Ministry in Moscow", "state", "ru:foreign_ministry"),
        ("Russian Foreign Ministry spokeswoman Maria Zakharova", "individual", "ru:foreign_ministry"),
        ("the Russian government", "state", "ru:government"),
        ("the US", "state", "us:government"),
        ("Pentagon", "state_force", "us:defence_ministry"),
        ("U.S. military", "state_force", "us:military"),
        ("US-led coalition", "external_force", "coalition:us_led"),
        ("Damascus", "state", "sy:government"),
        ("A Reuters investigation", "media", "outlet:reuters"),
        ("Russian military doctor", "unknown", "unnamed:russian military doctor"),
        ("Igor Strelkov", "individual", "name:igor strelkov"),
        ("Conflict Intelligence Team", "ngo", "name:conflict intelligence team"),
    ],
)
def test_key(name: str, kind: str, key: str) -> None:
    assert speaker_key(Speaker(name=name, kind=ActorKind(kind))) == key


def test_one_side_is_not_one_speaker() -> None:
    names = ("the US", "US-led coalition", "Pentagon", "US military")
    speakers = [Speaker(name=name, kind=ActorKind.STATE) for name in names]
    assert {side_key(speaker) for speaker in speakers} == {"US"}
    assert len({speaker_key(speaker) for speaker in speakers}) == 4


def test_a_ministry_speaks_for_its_government_and_no_other() -> None:
    assert speaks_for("ru:foreign_ministry", "ru:government")
    assert not speaks_for("ru:defence_ministry", "ru:foreign_ministry")
    assert not speaks_for("us:foreign_ministry", "ru:government")


def test_who_was_introduced_once_is_known_elsewhere() -> None:
    bare = claim(k.XINHUA, Speaker(name="Maria Zakharova", kind=ActorKind.INDIVIDUAL), "killed", FIVE)
    short = claim(k.REUTERS, Speaker(name="Zakharova", kind=ActorKind.INDIVIDUAL), "killed", FIVE)
    keys = speaker_keys([k.five, bare, short])
    assert set(keys.values()) == {"ru:foreign_ministry"}


def test_a_ministry_without_a_country_is_the_only_one_its_report_names() -> None:
    bare = claim(k.BBC, "the foreign ministry", "killed", FIVE, start=3)
    assert speaker_keys([k.dozens, bare])[bare.id] == "ru:foreign_ministry"
    assert speaker_keys([bare], {k.BBC.id: "BBC News"})[bare.id] == "??:foreign_ministry@bbc"


def test_a_ministry_without_its_field_is_the_only_one_of_its_country_in_its_report() -> None:
    russian = Speaker(name="Russian ministry", kind=ActorKind.STATE, country="RU")
    bare = claim(k.BBC, russian, "killed", FIVE, start=3)
    other = claim(k.BBC, "Russian defence ministry", "killed", FIVE, start=9)
    assert speaker_keys([k.dozens, bare])[bare.id] == "ru:foreign_ministry"
    assert speaker_keys([bare])[bare.id] == "ru:government"
    assert speaker_keys([k.dozens, bare, other])[bare.id] == "ru:government"


def test_unnamed_sources_are_told_apart_by_the_outlet_that_heard_them() -> None:
    here = claim(k.BBC, k.SOME_REPORTS, "killed", FIVE)
    there = claim(k.XINHUA, k.SOME_REPORTS, "killed", FIVE)
    reuters = Speaker(name="Reuters", kind=ActorKind.MEDIA)
    passed_on = claim(
        k.TRT, k.SOME_REPORTS, "killed", FIVE, via=(Speaker(name="TRT", kind=ActorKind.MEDIA), reuters)
    )
    original = claim(k.REUTERS, k.SOME_REPORTS, "killed", FIVE)
    keys = speaker_keys([here, there, passed_on, original], {r.id: r.publisher for r in k.REPORTS})
    assert keys[here.id] != keys[there.id]
    assert keys[passed_on.id] == keys[original.id] == "unnamed:some reports@reuters"
