"""Claims about 7 February 2018 as several outlets told them, in our own words."""

from __future__ import annotations

from cenotaph.model import ActorKind, Incident, Period, Speaker
from reconcile.claims import (
    DEIR,
    FEB7,
    MINISTRY,
    SOME_REPORTS,
    STRIKES,
    SYRIA,
    UKRAINE,
    US,
    claim,
    count,
    day,
    group,
    report,
)

BBC = report("BBC News", "2018-02-20")
XINHUA = report("Xinhua", "2018-02-20")
TRT = report("TRT World", "2018-02-15")
MAVEN = report("Warrior Maven", "2018-03-01")
REUTERS = report("Reuters", "2018-02-16")
REPORTS = (BBC, XINHUA, TRT, MAVEN, REUTERS)

RUSSIANS = group("Russians", "RU")
CITIZENS = group("Russian citizens", "RU", role="citizens", excludes="not regular soldiers")
MERCENARIES = group("Russian mercenaries", "RU", role="mercenaries")
REGULARS = group("Russian regular forces", "RU", role="regular forces", status="armed_forces")
MILITIA = group("militia", role="militia")

ZAKHAROVA = Speaker(
    name="Maria Zakharova",
    kind=ActorKind.INDIVIDUAL,
    text="foreign ministry spokeswoman Maria Zakharova",
    country="RU",
)
DAMASCUS = Speaker(name="Damascus", kind=ActorKind.STATE)
FIVE = count("probably five", 0, 5, None)
DOZENS = count("several dozen", 24, None, 99)

five = claim(TRT, ZAKHAROVA, "killed", FIVE, RUSSIANS, place=DEIR, period=FEB7)
dozens = claim(BBC, MINISTRY, "killed_or_injured", DOZENS, CITIZENS, place=SYRIA, start=10)
over_100 = claim(
    BBC,
    SOME_REPORTS,
    "killed",
    count("more than 100", 101, None, None),
    MERCENARIES,
    period=FEB7,
    cause=STRIKES,
    start=200,
)
hundred = claim(
    BBC, US, "killed", count("100", 100, 100, 100), MILITIA, place=DEIR, period=FEB7, cause=STRIKES, start=300
)
no_regulars = claim(BBC, MINISTRY, "involvement", None, REGULARS, stance="denies", start=400)
official = claim(
    BBC,
    "Russian defence ministry",
    "killed",
    count("44", 44, 44, 44),
    group("military personnel", "RU", role="military personnel"),
    scope="cumulative_to_date",
    place=SYRIA,
    start=500,
)
unknown = claim(
    BBC,
    Speaker(name="BBC", kind=ActorKind.MEDIA),
    "killed",
    None,
    group("private military contractors"),
    stance="reports_unknown",
    start=600,
)
wounded = claim(
    XINHUA,
    "Russian Foreign Ministry",
    "injured",
    count("several dozens", 24, None, 99),
    group("Russian citizens", "RU", role="citizens"),
    place=SYRIA,
)
all_55 = claim(
    MAVEN, DAMASCUS, "killed", count("55", 55, 55, 55), group("people", role="people"), period=FEB7, place=DEIR
)
ten = claim(
    MAVEN, DAMASCUS, "killed", count("10 Russians", 10, 10, 10), RUSSIANS, part_of=all_55.id, period=FEB7, start=50
)
named = claim(
    REUTERS,
    Speaker(name="relatives", kind=ActorKind.RELATIVE),
    "killed",
    count("one", 1, 1, 1),
    group("Igor Kosoturov"),
    person="Igor Kosoturov",
    period=FEB7,
)
other_war = claim(
    REUTERS,
    Speaker(name="Reuters", kind=ActorKind.MEDIA),
    "killed",
    count("more than 100", 101, None, None),
    group("fighters", role="fighters"),
    place=UKRAINE,
    period=Period(text="2014"),
    start=90,
)

MEMBERS = (five, dozens, over_100, hundred, no_regulars, wounded, all_55, ten, named)
CLAIMS = (*MEMBERS, official, unknown, other_war)
INCIDENT = Incident(
    code="SY-2018-02-07-deir-al-zour",
    title="Deir al-Zour, 7 February 2018",
    place=DEIR,
    period=day("2018-02-07"),
    claims=tuple(c.id for c in MEMBERS),
    reports=tuple(r.id for r in REPORTS),
)
