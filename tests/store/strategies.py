"""Random claims over a random text, every optional field present or not."""

from __future__ import annotations

from datetime import UTC, date, timedelta, timezone

from hypothesis import strategies as st

from cenotaph.model import (
    ActorKind,
    AgeGroup,
    Anchor,
    Cause,
    CauseCode,
    Claim,
    Count,
    DatePrecision,
    Extraction,
    FieldSpan,
    GeoPrecision,
    Group,
    Hedge,
    Measure,
    Modality,
    Period,
    PersonFate,
    PersonRecord,
    Place,
    PopStatus,
    Report,
    Scope,
    Sex,
    Speaker,
    Stance,
    content_id,
    report_id,
)

WORDS = st.text(min_size=1, max_size=12)
NAMES = WORDS.filter(lambda name: bool(name.strip()))
MAYBE = st.none() | WORDS
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))) | st.just(UTC)


@st.composite
def anchors(draw: st.DrawFn, text: str) -> Anchor:
    start = draw(st.integers(0, len(text) - 1))
    return Anchor.of(text, start, draw(st.integers(start + 1, len(text))))


speakers = st.builds(Speaker, name=NAMES, kind=st.sampled_from(ActorKind), text=MAYBE, country=MAYBE)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = sorted(draw(st.lists(st.integers(0, 10**6), min_size=3, max_size=3)))
    ends = [draw(st.sampled_from((end, None))) for end in (low, best, high)]
    unknown = ends == [None, None, None]
    hedge = Hedge.NONE_STATED if unknown else draw(st.sampled_from(Hedge))
    return Count(low=ends[0], best=ends[1], high=ends[2], text=draw(WORDS), hedge=hedge)


@st.composite
def places(draw: st.DrawFn) -> Place:
    here = draw(st.booleans())
    return Place(
        text=draw(WORDS),
        id=draw(MAYBE),
        name=draw(MAYBE),
        lat=draw(st.floats(-90, 90)) if here else None,
        lon=draw(st.floats(-180, 180)) if here else None,
        precision=draw(st.none() | st.sampled_from(GeoPrecision)),
        within=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@st.composite
def periods(draw: st.DrawFn) -> Period:
    earliest, latest = sorted(draw(st.tuples(DAYS, DAYS)))
    return Period(
        text=draw(WORDS),
        earliest=draw(st.sampled_from((earliest, None))),
        latest=draw(st.sampled_from((latest, None))),
        precision=draw(st.none() | st.sampled_from(DatePrecision)),
    )


groups = st.builds(
    Group,
    text=WORDS,
    nationality=st.lists(WORDS, max_size=2).map(tuple),
    status=st.sampled_from(PopStatus),
    role=MAYBE,
    sex=st.sampled_from(Sex),
    age_group=st.sampled_from(AgeGroup),
    excludes=MAYBE,
)
causes = st.builds(Cause, text=WORDS, code=st.sampled_from(CauseCode))
extractions = st.builds(
    Extraction, by=NAMES, confidence=st.floats(0, 1), rules=st.lists(WORDS, max_size=2).map(tuple)
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, bytes]:
    text = draw(st.text(min_size=1, max_size=80))
    raw = draw(st.binary(max_size=60))
    report = Report(
        id=report_id(raw),
        text=text,
        title=draw(MAYBE),
        published=draw(st.none() | DAYS),
        retrieved_at=draw(st.none() | st.datetimes(timezones=ZONES)),
        notes=tuple(draw(st.lists(WORDS, max_size=2))),
    )
    return report, raw


@st.composite
def people(draw: st.DrawFn, report: Report, nth: int) -> PersonRecord:
    return PersonRecord(
        id=f"r-{nth}",
        report=report.id,
        name=draw(NAMES),
        anchors=(draw(anchors(report.text)),),
        fate=draw(st.sampled_from(PersonFate)),
        age_low=draw(st.none() | st.integers(0, 130)),
        rank=draw(MAYBE),
        row=draw(st.none() | st.integers(1, 9)),
        aliases=tuple(draw(st.lists(NAMES, max_size=2))),
        family=draw(MAYBE),
        birth=draw(st.none() | periods()),
        death_place_ref=draw(st.none() | places()),
        external_ids=tuple(draw(st.lists(st.tuples(NAMES, NAMES), max_size=2))),
    )


@st.composite
def claims(draw: st.DrawFn, report: Report, nth: int) -> Claim:
    measure = draw(st.sampled_from(Measure))
    span = draw(anchors(report.text))
    return Claim(
        id=content_id("c", [report.id, nth]),
        report=report.id,
        anchors=tuple(draw(st.lists(anchors(report.text), min_size=1, max_size=2))),
        speaker=draw(speakers),
        via=tuple(draw(st.lists(speakers, max_size=2))),
        stance=draw(st.sampled_from(Stance)),
        measure=measure,
        count=draw(st.none() | counts()) if measure.counts_people else None,
        modality=draw(st.sampled_from(Modality)),
        group=draw(st.none() | groups),
        attributed_to=tuple(draw(st.lists(speakers, max_size=2))),
        cause=draw(st.none() | causes),
        place=draw(st.none() | places()),
        period=draw(st.none() | periods()),
        scope=draw(st.sampled_from(Scope)),
        said_at=draw(st.none() | periods()),
        supersedes=draw(MAYBE),
        people=(draw(people(report, nth)),) if draw(st.booleans()) else (),
        fields=(FieldSpan(field="count", start=span.start, end=span.end),),
        extraction=draw(extractions),
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Report, bytes, tuple[Claim, ...]]:
    """A report, its bytes, and up to three claims that it makes."""
    report, raw = draw(reports())
    return report, raw, tuple(draw(claims(report, nth)) for nth in range(draw(st.integers(0, 3))))
