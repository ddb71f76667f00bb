"""Short builders of reports and claims, and the Khasham accounts in our own words."""

from __future__ import annotations

from datetime import date

from cenotaph.model import (
    ActorKind,
    Anchor,
    Cause,
    CauseCode,
    Claim,
    Count,
    DatePrecision,
    Extraction,
    GeoPrecision,
    Group,
    Hedge,
    Measure,
    Period,
    PersonRecord,
    Place,
    PopStatus,
    Report,
    Scope,
    Speaker,
    Stance,
    content_id,
    report_id,
)

SYRIA = Place(text="Syria", id="SY", name="Syria", country="SY", lat=35.0, lon=38.0, precision=GeoPrecision.COUNTRY)
DEIR = Place(
    text="Deir al-Zour province",
    id="SY.07",
    name="Deir al-Zour",
    country="SY",
    lat=35.3,
    lon=40.1,
    precision=GeoPrecision.PROVINCE,
    within=("SY",),
)
KHASHAM = Place(
    text="Khasham",
    id="g1",
    name="Khushām",
    country="SY",
    lat=35.301,
    lon=40.289,
    precision=GeoPrecision.NEAR,
    within=("SY.07", "SY"),
)
UKRAINE = Place(text="Ukraine", id="UA", name="Ukraine", country="UA", precision=GeoPrecision.COUNTRY)
STRIKES = Cause(text="US air strikes", code=CauseCode.HEAVY_WEAPONS)
US = Speaker(name="the US", kind=ActorKind.STATE, country="US")
MINISTRY = Speaker(name="Russian foreign ministry", kind=ActorKind.STATE)
SOME_REPORTS = Speaker(name="some reports", kind=ActorKind.ANONYMOUS)


def day(text: str, words: str | None = None) -> Period:
    """One day, ``2018-02-07``."""
    when = date.fromisoformat(text)
    return Period(text=words or text, earliest=when, latest=when, precision=DatePrecision.DAY)


FEB7 = day("2018-02-07", "7 February")


def report(outlet: str, published: str | None, text: str = ("." * 49 + "\n") * 20) -> Report:
    """A report whose id follows from its outlet, date and text; by default twenty paragraphs of 50 characters."""
    raw = f"{outlet} {published} {text}".encode()
    when = date.fromisoformat(published) if published else None
    return Report(id=report_id(raw), text=text, publisher=outlet, published=when)


def group(text: str, *nationality: str, role: str | None = None, **more: str) -> Group:
    """A group by its words."""
    status = PopStatus(more.pop("status", "not_stated"))
    return Group(text=text, nationality=nationality, role=role, status=status, **more)  # type: ignore[arg-type]


def count(words: str, low: int | None, best: int | None, high: int | None) -> Count:
    """A count with the hedge that its ends suggest."""
    if low is None and best is None and high is None:
        return Count(low=None, best=None, high=None, text=words, hedge=Hedge.NONE_STATED)
    hedge = Hedge.EXACT if low == high else Hedge.ABOUT
    return Count(low=low, best=best, high=high, text=words, hedge=hedge)


def claim(
    of: Report,
    speaker: Speaker | str,
    measure: str,
    number: Count | None = None,
    who: Group | None = None,
    *,
    start: int = 0,
    stance: str = "asserts",
    scope: str = "incident",
    place: Place | None = None,
    period: Period | None = None,
    said: str | None = None,
    cause: Cause | None = None,
    by: tuple[Speaker, ...] = (),
    via: tuple[Speaker, ...] = (),
    part_of: str | None = None,
    restates: str | None = None,
    supersedes: str | None = None,
    person: str | None = None,
) -> Claim:
    """One claim; its id follows from what it says."""
    who_says = Speaker(name=speaker, kind=ActorKind.STATE) if isinstance(speaker, str) else speaker
    words = number.text if number else measure
    anchor = Anchor(start=start, end=start + len(words), quote=words)
    people = ()
    if person:
        people = (PersonRecord(id=f"r-{person}", report=of.id, name=person, anchors=(anchor,)),)
    return Claim(
        id=content_id(
            "c", [of.id, who_says.name, measure, number, who, start, stance, scope, place, period, person]
        ),
        report=of.id,
        anchors=(anchor,),
        speaker=who_says,
        via=via,
        stance=Stance(stance),
        measure=Measure(measure),
        count=number,
        group=who,
        attributed_to=by,
        cause=cause,
        place=place,
        period=period,
        scope=Scope(scope),
        said_at=day(said) if said else None,
        part_of=part_of,
        restates=restates,
        supersedes=supersedes,
        people=people,
        extraction=Extraction(by="hand", confidence=1.0),
    )
