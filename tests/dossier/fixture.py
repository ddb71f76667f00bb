# ruff: noqa: E501, UP031
"""A hand-built case for the page: reports written for these tests, claims read out of them by a tiny markup.

Facts follow public reporting on the clash near Khasham of 7 February 2018; every sentence is ours.
``{field:words}`` marks where a field stands; a claim is a paragraph's sentence with its marked fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cenotaph.model import (
    ActorKind,
    Anchor,
    Cause,
    CauseCode,
    Claim,
    ControlArea,
    ControlState,
    Count,
    Extraction,
    FieldSpan,
    Figure,
    FigureKind,
    GeoPrecision,
    Group,
    Hedge,
    Incident,
    IncidentKind,
    InformantRelation,
    Judgement,
    JudgementKind,
    Measure,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    Position,
    Ref,
    Report,
    Scope,
    Speaker,
    Stance,
    Step,
    StepKind,
    Trail,
    content_id,
    report_id,
)
from cenotaph.reconcile import Contradiction, Disagreement, Envelope, Excluded, Reckoning

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
MARK = re.compile(r"\{(\w+):([^{}]*)\}")

MFA = Speaker(name="Russian foreign ministry", kind=ActorKind.STATE, country="RU")
GOV = Speaker(name="Russian government", kind=ActorKind.STATE, country="RU")
MOD = Speaker(name="Russian defence ministry", kind=ActorKind.STATE_FORCE, country="RU")
US = Speaker(name="United States", kind=ActorKind.STATE, country="US")
SYRIA = Speaker(name="Syrian government", kind=ActorKind.STATE, country="SY")
REPORTS = Speaker(name="some reports", kind=ActorKind.ANONYMOUS)
DOCTOR = Speaker(name="Russian military doctor", kind=ActorKind.ANONYMOUS)
THREE = Speaker(name="three sources familiar with the matter", kind=ActorKind.ANONYMOUS)
FRIEND = Speaker(name="friend of the dead man", kind=ActorKind.INDIVIDUAL)
MOTHER = Speaker(name="mother", kind=ActorKind.RELATIVE)
CIT = Speaker(name="Conflict Intelligence Team", kind=ActorKind.NGO)
REUTERS = Speaker(name="Reuters", kind=ActorKind.MEDIA)
VK = Speaker(name="VKontakte post", kind=ActorKind.ANONYMOUS)
DAY = Period(text="7 February", earliest=date(2018, 2, 7), latest=date(2018, 2, 7))
PROVINCE = Place(
    text="Deir al-Zour province",
    name="Deir al-Zour",
    country="SY",
    lat=35.0,
    lon=40.5,
    precision=GeoPrecision.PROVINCE,
)
KHASHAM = Place(
    text="Khasham",
    id="x:khasham",
    name="Khushām",
    country="SY",
    lat=35.301,
    lon=40.289,
    precision=GeoPrecision.NEAR,
)
RUSSIANS = Group(text="Russian citizens", nationality=("RU",))


def count(words: str, hedge: str, low: int | None, best: int | None, high: int | None) -> Count:
    """A count as the hedge profile would give it."""
    return Count(low=low, best=best, high=high, text=words, hedge=Hedge(hedge))


@dataclass
class Case:
    """Everything that ``build`` takes; filled step by step."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    people: list[PersonRecord] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    areas: list[ControlArea] = field(default_factory=list)
    incident: Incident | None = None
    by_key: dict[str, Claim] = field(default_factory=dict)

    def report(self, publisher: str, published: date | None, title: str, *sentences: tuple[str, dict[str, Any] | None],
               language: str | None = "en", url: str | None = None) -> Report:  # fmt: skip
        """Add a report; each sentence is its own paragraph, with the claim's fields or None."""
        paragraphs = [title, *(MARK.sub(r"\2", text) for text, _ in sentences)]
        text = "\n\n".join(paragraphs)
        raw = text.encode()
        report = Report(
            id=report_id(raw), text=text, title=title, publisher=publisher, published=published, language=language,
            url=url or f"https://example.org/{len(self.reports)}", charset="utf-8", size_bytes=len(raw),
            retrieved_at=datetime(2026, 1, 14, 8, 0, tzinfo=UTC), source_name=f"report-{len(self.reports)}.txt",
        )  # fmt: skip
        self.reports.append(report)
        for sentence, given in sentences:
            for fields in given if isinstance(given, list) else [given] if given else []:
                self._claim(report, sentence, dict(fields))
        return report

    def _claim(self, report: Report, sentence: str, given: dict[str, Any]) -> None:
        plain = MARK.sub(r"\2", sentence)
        at = report.text.index(plain)
        spans, shift = [], 0
        for found in MARK.finditer(sentence):
            start = at + found.start() - shift
            spans.append(FieldSpan(field=found[1], start=start, end=start + len(found[2])))
            shift += len(found[0]) - len(found[2])
        key = given.pop("key")
        person = given.pop("person", None)
        if person:
            anchor = Anchor.of(report.text, at, at + len(plain))
            record = PersonRecord(id=content_id("p", [report.id, person["name"]]), report=report.id,
                                  anchors=(anchor,), **person)  # fmt: skip
            self.people.append(record)
            given["people"] = (record,)
        claim = Claim(
            id=content_id("c", [report.id, key]), report=report.id,
            anchors=(Anchor.of(report.text, at, at + len(plain)),), fields=tuple(spans),
            via=(Speaker(name=report.publisher or "?", kind=ActorKind.MEDIA),),
            extraction=Extraction(by="rules_en@1", confidence=0.9, rules=("count.word", "verb.passive")), **given,
        )  # fmt: skip
        claim.check(report)
        self.claims.append(claim)
        self.by_key[key] = claim

    def judge(self, kind: JudgementKind, about: Ref, other: Ref, reason: str, score: float = 0.9,
              **more: Any) -> Judgement:  # fmt: skip
        """Add a machine judgement."""
        judgement = Judgement(
            id=content_id("j", [kind, about.id, other.id]), kind=kind, about=about, other=other, score=score,
            by="machine:resolve@1", at=NOW, reason=reason, **more,
        )  # fmt: skip
        self.judgements.append(judgement)
        return judgement


def _ends(claim: Claim) -> tuple[object, ...]:
    group = claim.group.text if claim.group else None
    return (claim.count.low, claim.count.best, claim.count.high) if claim.count else (group,)


def _positions(case: Case, left_out: set[str]) -> tuple[Position, ...]:
    groups: dict[tuple[str, Measure, str], list[Claim]] = {}
    dates = {r.id: r.published for r in case.reports}
    for claim in case.claims:
        if claim.id not in left_out:
            nations = claim.group.nationality if claim.group else ()
            subject = {"RU": "Russians", "US": "Americans"}[nations[0]] if nations else "all"
            groups.setdefault((claim.speaker.name, claim.measure, subject), []).append(claim)
    positions = []
    for (name, measure, subject), claims in groups.items():
        claims.sort(key=lambda c: (dates[c.report] or date.max, c.id))
        steps = []
        for n, claim in enumerate(claims):
            before = claims[n - 1] if n else None
            same = before is not None and _ends(before) == _ends(claim)
            relation = StepKind.FIRST if before is None else StepKind.RESTATES if same else StepKind.CHANGES
            steps.append(
                Step(claim=claim, known_on=dates[claim.report], relation=relation,
                     replaces=before.id if before and not same else None)
            )  # fmt: skip
        positions.append(
            Position(id=content_id("pos", [name, measure, subject]), speaker=claims[0].speaker, measure=measure,
                     subject=subject, steps=tuple(steps))
        )  # fmt: skip
    return tuple(positions)


def figure(
    kind: FigureKind, claims: list[Claim], low: int | None, high: int | None, best: int | None = None
) -> Figure:
    """A figure over claims."""
    trail = Trail(claims=tuple(c.id for c in claims), reports=tuple(sorted({c.report for c in claims})),
                  rules=("reconcile.envelope",))  # fmt: skip
    return Figure(kind=kind, low=low, best=best, high=high, measure=Measure.KILLED, trail=trail)


def contradiction(ceiling: Claim, floor: Claim, gap: int, subject: str = "all") -> Contradiction:
    """Two claims that cannot both be true: who sets the limit, then who needs more than it allows."""
    pair = (ceiling, floor)
    return Contradiction(
        claims=tuple(c.id for c in pair), voices=tuple(dict.fromkeys(c.speaker.name for c in pair)), sides=("high", "low"),
        gap=figure(FigureKind.BOUNDS, list(pair), gap, gap), measure=Measure.KILLED, subject=subject,
        sentence=f"They differ by {gap}.",
    )  # fmt: skip


def _write_reports(case: Case) -> None:
    killed, injured, either = Measure.KILLED, Measure.INJURED, Measure.KILLED_OR_INJURED
    case.report(
        "TRT World", date(2018, 2, 15), "Moscow speaks of five dead for the first time",
        ("The {speaker:Russian foreign ministry} said {count:probably five} {group:Russian citizens} had {measure:died} "
         "in the clash of {period:7 February}.",
         {"key": "five", "speaker": MFA, "measure": killed, "count": count("probably five", "probable", 0, 5, None),
          "group": RUSSIANS, "period": DAY, "said_at": Period(text="Thursday", earliest=date(2018, 2, 15), latest=date(2018, 2, 15))}),
        ("Talk of dozens or hundreds of dead was disinformation, the ministry's spokeswoman added.",
         {"key": "disinfo", "speaker": MFA, "measure": Measure.INVOLVEMENT, "stance": Stance.DENIES, "group": RUSSIANS}),
        url="https://www.trtworld.com/article/13103707",
    )  # fmt: skip
    case.report(
        "Reuters", date(2018, 2, 16), "About 300 Russian fighters hurt or killed, sources say",
        ("{count:About 300} men working for a {group:Russian private firm} were {measure:either killed or injured} in "
         "{place:Deir al-Zour province} last week, {speaker:three sources familiar with the matter} said.",
         {"key": "about300", "speaker": THREE, "measure": either, "count": count("about 300", "about", 270, 300, 330),
          "group": Group(text="men working for a Russian private firm", nationality=("RU",)), "place": PROVINCE, "period": DAY}),
        ("A {speaker:Russian military doctor} put the dead at {count:around 100}.",
         {"key": "around100", "speaker": DOCTOR, "measure": killed, "count": count("around 100", "about", 90, 100, 110),
          "group": Group(text="Russian contractors", nationality=("RU",)), "place": PROVINCE}),
        ("The same doctor said {count:more than 50} {measure:wounded} had reached his hospital by Saturday.",
         {"key": "over50", "speaker": DOCTOR, "measure": injured, "count": count("more than 50", "more_than", 51, None, None),
          "group": Group(text="wounded at his hospital", nationality=("RU",)), "scope": Scope.INCIDENT}),
        ("In a different war, {count:more than 100} fighters died in eastern Ukraine in 2014, Reuters has reported.",
         {"key": "ukraine", "speaker": REUTERS, "measure": killed, "count": count("more than 100", "more_than", 101, None, None),
          "place": Place(text="eastern Ukraine", name="Donbas", country="UA", lat=48.0, lon=38.0, precision=GeoPrecision.FUZZY)}),
        url="https://www.arabnews.pk/node/1247491",
    )  # fmt: skip
    case.report(
        "Belsat", date(2018, 2, 16), "Russia loses over 300 people in a week",
        ("Russia lost {count:over 300} people in Syria in a week, {speaker:three sources familiar with the matter} told Reuters.",
         {"key": "over300", "speaker": THREE, "measure": either, "count": count("over 300", "more_than", 301, None, None), "group": RUSSIANS}),
        ("A {speaker:Russian military doctor} spoke of {count:nearly 100} killed.",
         {"key": "nearly100", "speaker": DOCTOR, "measure": killed, "count": count("nearly 100", "about", 90, 100, 100), "group": RUSSIANS}),
        url="https://belsat.eu/en/news/russia-loses-over-300-people-in-syria-over-a-week/",
    )  # fmt: skip
    case.report(
        "BBC", date(2018, 2, 20), "Russia concedes dozens of casualties",
        ("{count:“several dozen”} {group:Russian citizens} are among the {measure:killed or wounded} of new fighting in "
         "{place:Syria}, the {speaker:Russian foreign ministry} concedes.",
         {"key": "dozens", "speaker": MFA, "stance": Stance.REVISES, "measure": either, "count": count("several dozen", "vague_plural", 24, None, 99), "group": RUSSIANS}),
        ("Other {speaker:reports} put the number of Russian mercenaries {measure:killed} by US air strikes on {period:7 February} at {count:more than 100}.",
         {"key": "over100", "speaker": REPORTS, "measure": killed, "count": count("more than 100", "more_than", 101, None, None),
          "group": Group(text="Russian mercenaries", nationality=("RU",), role="mercenaries"), "period": DAY,
          "attributed_to": (US,), "cause": Cause(text="US air strikes", code=CauseCode.HEAVY_WEAPONS)}),
        ("The {speaker:United States} says its strikes in {place:Deir al-Zour province} {measure:killed} {count:100} militia.",
         {"key": "us100", "speaker": US, "measure": killed, "count": count("100", "exact", 100, 100, 100), "group": Group(text="militia"),
          "place": PROVINCE, "period": DAY, "attributed_to": (US,), "cause": Cause(text="air and artillery strikes", code=CauseCode.HEAVY_WEAPONS)}),
        ("No Russian regular forces took part, the {speaker:foreign ministry} said.",
         {"key": "notpart", "speaker": MFA, "stance": Stance.DENIES, "measure": Measure.INVOLVEMENT, "group": Group(text="Russian regular forces", nationality=("RU",))}),
        ("The {speaker:Syrian government} called the strikes a “massacre”.",
         {"key": "massacre", "speaker": SYRIA, "measure": Measure.EVENT, "attributed_to": (US,)}),
        ("How many contractors have died remains unknown.",
         {"key": "unknown", "speaker": Speaker(name="BBC", kind=ActorKind.MEDIA), "stance": Stance.REPORTS_UNKNOWN, "measure": killed, "group": Group(text="private military contractors")}),
        ("Russia does not give out firm figures for its volunteers.",
         {"key": "declines", "speaker": Speaker(name="Russia", kind=ActorKind.STATE, country="RU"), "stance": Stance.DECLINES_TO_SAY, "measure": killed, "group": Group(text="volunteers", nationality=("RU",))}),
        ("The {speaker:Russian defence ministry} counts {count:44} servicemen {measure:dead} in Syria.",
         {"key": "44", "speaker": MOD, "measure": killed, "count": count("44", "exact", 44, 44, 44), "scope": Scope.CUMULATIVE_TO_DATE,
          "group": Group(text="official military personnel", nationality=("RU",)), "place": Place(text="Syria", name="Syria", country="SY", lat=35.0, lon=38.0, precision=GeoPrecision.COUNTRY)}),
        ("{speaker:Reuters} has counted {count:at least 131} Russians {measure:dead} in Syria in {period:the first nine months of 2017}.",
         {"key": "131", "speaker": REUTERS, "measure": killed, "count": count("at least 131", "at_least", 131, None, None), "scope": Scope.PERIOD, "group": RUSSIANS,
          "period": Period(text="the first nine months of 2017", earliest=date(2017, 1, 1), latest=date(2017, 9, 30))}),
        ("Yevgeny Alikov's {speaker:mother} wants the state to record her son's {measure:death}.",
         {"key": "alikov", "speaker": MOTHER, "measure": killed, "count": count("her son", "exact", 1, 1, 1), "scope": Scope.CUMULATIVE_TO_DATE,
          "person": {"name": "Yevgeny Alikov", "fate": PersonFate.KILLED, "informant": "Nina A.", "informant_relation": InformantRelation.RELATIVE}}),
        url="https://www.bbc.com/news/world-europe-43125506",
    )  # fmt: skip
    case.report(
        "Xinhua", date(2018, 2, 20), "Dozens of Russians wounded in Syria: ministry",
        ("{count:Several dozens} of Russian citizens were {measure:wounded} in a recent clash, the {speaker:Russian foreign ministry} said.",
         {"key": "wounded", "speaker": MFA, "measure": injured, "count": count("several dozens", "vague_plural", 24, None, 99), "group": RUSSIANS}),
        ("Five had been {measure:killed}, the {speaker:ministry} had said on 15 February.",
         {"key": "five2", "speaker": MFA, "measure": killed, "count": count("five", "probable", 0, 5, None), "group": RUSSIANS}),
    )  # fmt: skip
    case.report(
        "CNN", date(2018, 2, 13), "Friends name men killed in Syria",
        ("A friend, Aleksandr, said {group:Kirill Ananyev} was {measure:killed} on {period:7 February}.",
         {"key": "ananyev", "speaker": FRIEND, "measure": killed, "count": count("Kirill Ananyev", "exact", 1, 1, 1), "period": DAY,
          "group": Group(text="Kirill Ananyev", nationality=("RU",)),
          "person": {"name": "Kirill Ananyev", "fate": PersonFate.KILLED, "death_period": "7 February", "informant": "Aleksandr", "informant_relation": InformantRelation.COMRADE}}),
        ("The Baltic Cossack District says {group:Vladimir Loginov}, 51, {measure:died} on {period:7 February} near Deir al-Zour.",
         {"key": "loginov", "speaker": Speaker(name="Baltic Cossack District", kind=ActorKind.CIVILIAN_GROUP, country="RU"), "measure": killed, "count": count("Vladimir Loginov", "exact", 1, 1, 1), "period": DAY,
          "group": Group(text="Vladimir Loginov, 51", nationality=("RU",)),
          "person": {"name": "Vladimir Loginov", "fate": PersonFate.KILLED, "age_low": 51, "age_high": 51, "death_period": "7 February"}}),
    )  # fmt: skip
    case.report(
        "Спектр", date(2018, 2, 13), "Названы имена погибших под Дейр-эз-Зором",
        ("{speaker:Conflict Intelligence Team} называет {count:четыре} имени {measure:погибших}, среди них {group:Владимир Логинов}.",
         {"key": "four", "speaker": CIT, "measure": killed, "count": count("четыре", "exact", 4, 4, 4), "group": Group(text="Владимир Логинов", nationality=("RU",)),
          "period": DAY, "person": {"name": "Владимир Логинов", "fate": PersonFate.KILLED, "death_period": "7 февраля"}}),
        ("В соцсетях пишут о {count:196} {measure:погибших}.",
         {"key": "196", "speaker": VK, "measure": killed, "count": count("196", "exact", 196, 196, 196), "group": RUSSIANS}),
        language="ru",
    )  # fmt: skip
    case.report(
        "وكالة سمارت", date(2018, 2, 16), "مقتل وجرح ثلاثمئة مرتزق روسي",
        ("قال {speaker:التحالف الدولي} إن {count:أكثر من مئة} مقاتل من الميليشيات {measure:قتلوا}.",
         {"key": "coalition", "speaker": Speaker(name="International Coalition", kind=ActorKind.EXTERNAL_FORCE, text="التحالف الدولي"), "measure": killed,
          "count": count("أكثر من مئة", "more_than", 101, None, None), "group": Group(text="مقاتل من الميليشيات"), "period": DAY}),
        language="ar",
    )  # fmt: skip
    case.report(
        "Warrior Maven", None, "Damascus counts its dead",
        ("{speaker:Damascus} announced {count:55} {measure:dead} among its forces, {count:ten} of them Russians.",
         [{"key": "55", "speaker": SYRIA, "measure": killed, "count": count("55", "exact", 55, 55, 55), "group": Group(text="its forces")},
          {"key": "10", "speaker": SYRIA, "measure": killed, "count": count("ten", "exact", 10, 10, 10), "group": RUSSIANS}]),
    )  # fmt: skip
    case.report(
        "The New York Times", date(2018, 5, 24), "How a four-hour battle unfolded",
        ("Documents of the {speaker:Pentagon} put the attackers' dead at {count:200 to 300}.",
         {"key": "200to300", "speaker": US, "measure": killed, "count": count("200 to 300", "between", 200, None, 300), "group": Group(text="attacking fighters"), "period": DAY}),
        ("{count:None} of the {group:Americans} at the outpost was harmed.",
         {"key": "zero", "speaker": US, "measure": either, "count": count("none", "exact", 0, 0, 0), "group": Group(text="Americans at the outpost", nationality=("US",))}),
    )  # fmt: skip


def _judge(case: Case) -> None:
    reuters, belsat = case.reports[1], case.reports[2]
    case.judge(JudgementKind.ECHO, Ref(kind="item", id=belsat.id), Ref(kind="item", id=reuters.id),
               "names Reuters as its source and repeats its figures; “about 300” became “over 300”",
               evidence=tuple(case.by_key[k].id for k in ("over300", "about300", "nearly100", "around100")))  # fmt: skip
    for key, reason in (
        ("five", "same province, same day, Russian citizens"),
        ("dozens", "same parties; “new fighting” within a fortnight of 7 February"),
        ("over100", "names 7 February and US air strikes"),
        ("us100", "names Deir al-Zour province and the strikes"),
    ):
        case.judge(JudgementKind.SAME_INCIDENT, Ref(kind="claim", id=case.by_key[key].id),
                   Ref(kind="incident", id="SY-2018-02-07-khasham"), reason)  # fmt: skip


def khasham(*, control: bool = True) -> tuple[Case, Reckoning]:
    """The whole case, with its reckoning made by hand."""
    case = Case()
    _write_reports(case)
    _judge(case)
    k = case.by_key
    names = [p.id for p in case.people if p.name in ("Vladimir Loginov", "Владимир Логинов")]
    case.judge(JudgementKind.SAME_PERSON, *(Ref(kind="person", id=i) for i in names), "same name, age and unit")
    if control:
        river = [[40.0, 35.45], [40.14, 35.33], [40.25, 35.22], [40.42, 35.08], [40.55, 34.9]]
        for name, holder, east in (
            ("west of the Euphrates", SYRIA, False),
            ("east of the Euphrates", Speaker(name="Syrian Democratic Forces", kind=ActorKind.REBEL_GROUP), True),
        ):
            edge = [[41.6, 34.9], [41.6, 35.9], [40.0, 35.9]] if east else [[39.2, 34.4], [39.2, 35.45]]
            ring = [*river, *edge, river[0]]
            case.areas.append(ControlArea(
                id=content_id("a", [name]), name=name, holder=holder, state=ControlState.CONTROLS, as_of=date(2018, 2, 5),
                geometry='{"type": "Polygon", "coordinates": [%s]}' % str(ring), source="drawn for the tests from the words of a report"))  # fmt: skip
    context = ("44", "131", "alikov")
    excluded = [
        Excluded(claim=k["ukraine"].id, reason="another event: eastern Ukraine, 2014"),
        Excluded(claim=k["10"].id, reason="part of a larger count: ten of the 55"),
        Excluded(claim=k["five2"].id, reason="restates the ministry's statement of 15 February"),
    ]
    case.incident = Incident(
        code="SY-2018-02-07-khasham", title="Khasham", kind=IncidentKind.BATTLE, place=KHASHAM, period=DAY,
        parties=("United States", "Russian contractors", "Syrian government"),
        claims=tuple(c.id for key, c in k.items() if key not in ("44", "131", "alikov", "ukraine")),
        reports=tuple(r.id for r in case.reports), judgements=tuple(j.id for j in case.judgements),
    )  # fmt: skip
    positions = _positions(case, {k["ukraine"].id, k["10"].id})
    bounds = FigureKind.BOUNDS
    russians = [k["dozens"], k["over100"], k["around100"], k["196"]]
    envelopes = (
        Envelope(measure=Measure.KILLED, subject="all", scope=Scope.INCIDENT, figure=figure(bounds, [k["55"], k["200to300"], k["over100"]], 55, None),
                 lowest=(k["55"].id,), highest=(k["over100"].id,), note="“more than 100” names no upper end"),
        Envelope(measure=Measure.KILLED, subject="Russians", scope=Scope.INCIDENT, figure=figure(bounds, russians, 0, None),
                 lowest=(k["five"].id,), highest=(k["over100"].id,), note="“more than 100” names no upper end"),
        Envelope(measure=Measure.INJURED, subject="Russians", scope=Scope.INCIDENT, figure=figure(bounds, [k["over50"], k["wounded"]], 24, None),
                 lowest=(k["wounded"].id,), highest=(k["over50"].id,)),
    )  # fmt: skip
    contradictions = (
        contradiction(k["dozens"], k["over100"], 2, "Russians"),
        contradiction(k["us100"], k["200to300"], 100),
    )
    disagreements = (
        Disagreement(claims=(k["dozens"].id, k["wounded"].id), measure=Measure.KILLED_OR_INJURED, subject="Russians", kind="rendering",
                     sentence="One statement of the Russian foreign ministry is rendered as “killed or wounded” by the BBC and as “wounded” by Xinhua."),
    )  # fmt: skip
    voices = {c.speaker.name: c for c in case.claims}
    reckoning = Reckoning(
        incident=case.incident, as_of=None, positions=positions, envelopes=envelopes, disagreements=disagreements,
        unknowns=(k["unknown"].id, k["declines"].id), context=tuple(k[key].id for key in context),
        excluded=tuple(excluded), voices=figure(FigureKind.SOURCES, list(voices.values()), len(voices), len(voices)),
        carriers=figure(FigureKind.SOURCES, case.claims, len(case.reports), len(case.reports)), contradictions=contradictions,
    )  # fmt: skip
    return case, reckoning
