"""Reports and claims of a conflict that never was, with the truth beside them, for measuring time and memory.

Places are the project's gazetteer's. Everything follows from the seed and the number of incidents. An incident has
1 to 30 reports; speakers raise and repeat their figures, in a third of the incidents two of them cannot both be
right; some claims name no day, some no place; parts ("three of them children"), killed or injured, denials and
unknowns occur; monitors publish totals by month, province, year and to date.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.resources import files

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
    Place,
    PopStatus,
    Report,
    Scope,
    Speaker,
    Stance,
    content_id,
    report_id,
)

__all__ = ["Generated", "generate"]

FIRST = date(2014, 1, 1)
DAYS = 3000
TOWNS = 200
# a monitor publishes by month, not by incident
MOST_TOTALS = 3000
# country, share of the incidents, the parties said to have done it, the foreigners among the dead
COUNTRIES = (
    ("SY", 0.20, ("Syrian army", "Russian air force", "US-led coalition", "Islamic State"), "RU"),
    ("UA", 0.14, ("Russian forces", "Ukrainian army"), "RU"),
    ("IQ", 0.12, ("Islamic State", "Iraqi army", "US-led coalition"), "IR"),
    ("AF", 0.12, ("Taliban", "Afghan army", "US military"), "PK"),
    ("YE", 0.10, ("Saudi-led coalition", "Houthi fighters"), "SA"),
    ("SD", 0.08, ("Rapid Support Forces", "Sudanese army"), "TD"),
    ("ML", 0.06, ("Wagner fighters", "Malian army"), "RU"),
    ("NG", 0.06, ("Boko Haram", "Nigerian army"), "CM"),
    ("ET", 0.05, ("Ethiopian army", "Eritrean forces"), "ER"),
    ("MM", 0.04, ("Myanmar army", "Arakan Army"), "BD"),
    ("SO", 0.02, ("al-Shabaab", "Somali army"), "KE"),
    ("CO", 0.01, ("ELN", "Colombian army"), "VE"),
)
OUTLETS = [f"{town} {name}" for town in ("Northern", "Daily", "Evening", "New", "Free") for name in
           ("Herald", "Post", "Courier", "Mirror", "Times", "Wire", "Tribune", "Observer")]  # fmt: skip
MEANS = (
    ("air strikes", CauseCode.HEAVY_WEAPONS),
    ("shelling", CauseCode.HEAVY_WEAPONS),
    ("a roadside bomb", CauseCode.PLANTED_EXPLOSIVES),
    ("gunfire", CauseCode.SMALL_ARMS),
)
PEOPLE = ("people", "civilians", "soldiers", "fighters", "villagers")
SPEAKERS = (
    ("{name} health ministry", ActorKind.HEALTH_AUTHORITY),
    ("{name} defence ministry", ActorKind.STATE),
    ("{name} Human Rights Monitor", ActorKind.NGO),
    ("local officials", ActorKind.ANONYMOUS),
    ("a hospital doctor", ActorKind.WITNESS),
    ("residents", ActorKind.WITNESS),
)


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    whole: Place
    towns: tuple[Place, ...]
    provinces: dict[str, Place]
    doers: tuple[str, ...]
    foreign: str


@dataclass(slots=True)
class Generated:
    """Reports, claims and, by claim id, the number of the incident it tells of (None: a total)."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    truth: dict[str, int | None] = field(default_factory=dict)
    incidents: int = 0


@dataclass(slots=True)
class _Told:
    """One claim before its report is written: its words with ``{n}`` for the number, and its fields."""

    words: str
    fields: dict[str, object]
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Truth:
    country: _Country
    town: Place
    day: date
    doer: str
    means: tuple[str, CauseCode]
    killed: int
    injured: int
    disputed: bool


def generate(claims: int, seed: int = 4) -> Generated:
    """At least ``claims`` claims, ten to an incident, with the totals over them."""
    out = Generated()
    countries = _countries()
    sums: dict[tuple[str, str, int, int], int] = defaultdict(int)
    while len(out.claims) < claims - min(claims // 50, MOST_TOTALS):
        rng = random.Random(f"{seed}:{out.incidents}")
        truth = _truth(rng, countries)
        for report, told in _reports(rng, truth):
            _write(out, report, told, out.incidents)
        province = next((w for w in truth.town.within if w.startswith("adm1:")), "")
        for place in (province, truth.town.within[-1]):
            sums[(truth.country.code, place, truth.day.year, truth.day.month)] += truth.killed
        out.incidents += 1
    rng = random.Random(f"{seed}:totals")
    for report, told in _totals(rng, countries, sums, claims - len(out.claims)):
        _write(out, report, told, None)
    return out


def _countries() -> list[_Country]:
    path = files("cenotaph.places") / "data" / "gazetteer.sqlite"
    base = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    columns = "id, name, lat, lon, precision, admin1"
    found = []
    for code, _, doers, foreign in COUNTRIES:
        where = f"SELECT {columns} FROM place WHERE country = ? AND kind = "
        (row,) = base.execute(f"{where} 0", (code,)).fetchall()
        whole = _place(row, code, ())
        provinces = {r[5]: _place(r, code, (whole.id or "",)) for r in base.execute(f"{where} 2", (code,))}
        rows = base.execute(f"{where} 3 ORDER BY population DESC, id LIMIT {TOWNS}", (code,)).fetchall()
        towns = [_place(r, code, (f"adm1:{r[5]}", whole.id or "")) for r in rows if r[5] in provinces]
        found.append(_Country(code, whole, tuple(towns), provinces, doers, foreign))
    base.close()
    return found


def _place(row: tuple[str, str, float, float, int, str], code: str, within: tuple[str, ...]) -> Place:
    name, lat, lon, precision, _ = row[1:]
    return Place(
        text=name,
        id=row[0],
        name=name,
        country=code,
        lat=lat,
        lon=lon,
        precision=GeoPrecision(precision),
        within=within,
    )


def _truth(rng: random.Random, countries: list[_Country]) -> _Truth:
    country = rng.choices(countries, [share for _, share, _, _ in COUNTRIES])[0]
    # a few towns have most of the fighting
    town = country.towns[int(len(country.towns) * rng.random() ** 1.7)]
    return _Truth(
        country=country,
        town=town,
        day=FIRST + timedelta(days=rng.randrange(DAYS)),
        doer=rng.choice(country.doers),
        means=rng.choice(MEANS),
        killed=min(400, int(rng.paretovariate(0.9)) + rng.choice((0, 0, 1, 2, 4))),
        injured=min(900, int(2 * rng.paretovariate(0.9))),
        disputed=rng.random() < 1 / 3,
    )


def _reports(rng: random.Random, truth: _Truth) -> Iterator[tuple[Report, list[_Told]]]:
    number = min(30, int(rng.paretovariate(0.95)) + (rng.random() < 0.5))
    day = truth.day
    for _ in range(number):
        day += timedelta(days=min(10, int(rng.expovariate(0.9))))
        published = day if rng.random() > 0.03 else day + timedelta(days=365)
        known = min(1.0, 0.4 + 0.3 * (day - truth.day).days)
        title = f"{truth.means[0].capitalize()} in {truth.town.name}"
        report = Report(
            id="sha256:" + "0" * 64,
            text=title,
            title=title,
            publisher=rng.choice(OUTLETS),
            published=published if rng.random() > 0.01 else None,
            language="en",
            size_bytes=2000,
        )
        yield report, _account(rng, truth, known)


def _account(rng: random.Random, truth: _Truth, known: float) -> list[_Told]:
    """What one report says of an incident of which the share ``known`` is known by then."""
    told: list[_Told] = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        name, kind = rng.choice(SPEAKERS)
        speaker = Speaker(name=name.format(name=truth.country.whole.name), kind=kind)
        wild = truth.disputed and kind is ActorKind.STATE
        killed = max(1, int(truth.killed * known)) if not wild else truth.killed * 3 + 2
        exact = wild or known >= 1.0
        common = {"speaker": speaker, **_when_where(rng, truth)}
        chance = rng.random()
        if chance < 0.04:
            told.append(
                _Told(
                    "The number of dead is not known",
                    {**common, "stance": Stance.REPORTS_UNKNOWN, "measure": Measure.KILLED},
                )
            )
            continue
        if chance < 0.07:
            told.append(
                _Told(
                    f"No {rng.choice(PEOPLE)} were killed",
                    {**common, "stance": Stance.DENIES, "measure": Measure.KILLED},
                )
            )
            continue
        if chance < 0.14:
            both = killed + truth.injured
            told.append(
                _number(
                    rng, "were killed or injured", both, exact, {**common, "measure": Measure.KILLED_OR_INJURED}
                )
            )
            continue
        told.append(_number(rng, "were killed", killed, exact, {**common, "measure": Measure.KILLED}))
        if rng.random() < 0.45:
            told.append(
                _number(
                    rng,
                    "were injured",
                    max(1, int(truth.injured * known)),
                    exact,
                    {**common, "measure": Measure.INJURED},
                )
            )
        if killed > 3 and rng.random() < 0.3:
            group = rng.choice(
                (
                    Group(text="children", age_group=AgeGroup.CHILD),
                    Group(text="foreigners", nationality=(truth.country.foreign,)),
                    Group(text="civilians", status=PopStatus.CIVILIAN, role="civilians"),
                )
            )
            part = {**common, "measure": Measure.KILLED, "group": group}
            told.append(replace(_number(rng, "were among them", killed // 3, exact, part), part=True))
    return told


def _when_where(rng: random.Random, truth: _Truth) -> dict[str, object]:
    chance = rng.random()
    place = None
    if chance < 0.6:
        place = replace(truth.town)
    elif chance < 0.75:
        place = replace(truth.country.provinces[truth.town.within[0].removeprefix("adm1:")])
    elif chance < 0.85:
        place = replace(truth.country.whole)
    period = None
    if rng.random() < 0.75:
        wide = rng.random() < 0.1
        first, last = truth.day - timedelta(days=wide), truth.day + timedelta(days=wide)
        words = f"{truth.day.day} {truth.day:%B %Y}"
        period = Period(
            text=words, earliest=first, latest=last, precision=DatePrecision.FEW_DAYS if wide else DatePrecision.DAY
        )
    doer = (Speaker(name=truth.doer, kind=ActorKind.STATE_FORCE),) if rng.random() < 0.4 else ()
    cause = Cause(text=truth.means[0], code=truth.means[1]) if rng.random() < 0.5 else None
    return {"place": place, "period": period, "attributed_to": doer, "cause": cause}


def _number(rng: random.Random, outcome: str, number: int, exact: bool, fields: dict[str, object]) -> _Told:
    hedge = (
        Hedge.EXACT if exact and rng.random() < 0.8 else rng.choice((Hedge.AT_LEAST, Hedge.AT_LEAST, Hedge.ABOUT))
    )
    words = {Hedge.EXACT: f"{number}", Hedge.AT_LEAST: f"at least {number}", Hedge.ABOUT: f"about {number}"}[hedge]
    wide = max(1, number // 5)
    low, high = {
        Hedge.EXACT: (number, number),
        Hedge.AT_LEAST: (number, None),
        Hedge.ABOUT: (max(0, number - wide), number + wide),
    }[hedge]
    count = Count(low=low, best=number, high=high, text=words, hedge=hedge)
    group = fields.get("group") or Group(text=(who := rng.choice(PEOPLE[:1] * 6 + PEOPLE)), role=who)
    return _Told(f"{words} {group.text} {outcome}", {**fields, "count": count, "group": group})  # type: ignore[attr-defined]


def _totals(
    rng: random.Random, countries: list[_Country], sums: dict[tuple[str, str, int, int], int], wanted: int
) -> Iterator[tuple[Report, list[_Told]]]:
    """Totals by month, year and to date, of provinces and countries, as monitors publish them."""
    by_code = {country.code: country for country in countries}
    rows = sorted(sums.items())
    rng.shuffle(rows)
    to_date: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for (_, place, year, month), killed in rows:
        to_date[place].append((year, month, killed))
    for number in range(wanted):
        (code, place_id, year, month), killed = rows[number % len(rows)]
        country = by_code[code]
        place = country.provinces.get(place_id.removeprefix("adm1:"), country.whole)
        kind = ("month", "year", "to date")[number // len(rows) % 3]
        first, last = date(year, month, 1), _month_end(year, month)
        scope = Scope.PERIOD
        if kind == "year":
            killed = sum(n for y, _, n in to_date[place_id] if y == year)
            first, last = date(year, 1, 1), date(year, 12, 31)
        elif kind == "to date":
            killed = sum(n for y, m, n in to_date[place_id] if (y, m) <= (year, month))
            first, scope = FIRST, Scope.CUMULATIVE_TO_DATE
        period = Period(text=f"from {first} to {last}", earliest=first, latest=last, precision=DatePrecision.OPEN)
        speaker = Speaker(name=f"{country.whole.name} Human Rights Monitor", kind=ActorKind.NGO)
        fields: dict[str, object] = {
            "speaker": speaker, "measure": Measure.KILLED, "place": replace(place), "period": period, "scope": scope
        }  # fmt: skip
        title = f"Totals for {place.name}"
        report = Report(
            id="sha256:" + "0" * 64, text=title, title=title, publisher=rng.choice(OUTLETS),
            published=last + timedelta(days=2), language="en", size_bytes=2000,
        )  # fmt: skip
        yield report, [_number(rng, f"were killed from {first} to {last}", *_monitored(rng, killed), fields)]


def _monitored(rng: random.Random, killed: int) -> tuple[int, bool]:
    """What a monitor counts: mostly a part of the dead and "at least", now and then an estimate of all of them."""
    return max(1, int(killed * rng.uniform(0.4, 1.2))), rng.random() < 0.1


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _write(out: Generated, report: Report, told: list[_Told], incident: int | None) -> None:
    """Write the report's text, a paragraph a claim, and the claims with quotes into it."""
    parts, spans, at = [report.title or ""], [], len(report.title or "")
    for one in told:
        place = one.fields["place"]
        speaker = one.fields["speaker"]
        assert isinstance(speaker, Speaker)
        sentence = f"{one.words}{f' in {place.text}' if isinstance(place, Place) else ''}, said {speaker.name}."
        parts.append(sentence)
        spans.append((at + 2, at + 2 + len(sentence)))
        at += 2 + len(sentence)
    text = "\n\n".join(parts)
    name = report_id(f"{len(out.reports)} {report.publisher} {text}".encode())
    report = replace(report, id=name, text=text)
    out.reports.append(report)
    whole: str | None = None
    for number, (one, (start, end)) in enumerate(zip(told, spans, strict=True)):
        claim = Claim(
            id=content_id("c", [name, number]),
            report=name,
            anchors=(Anchor.of(text, start, end),),
            part_of=whole if one.part else None,
            modality=Modality.FACT,
            fields=tuple(FieldSpan(field=f, start=start, end=end) for f in ("count", "group", "speaker", "place")),
            extraction=Extraction(by="rules_en@1", confidence=0.9, rules=("count", "predicate", "speaker")),
            **one.fields,  # type: ignore[arg-type]
        )
        whole = claim.id if claim.measure is Measure.KILLED and not one.part else whole
        out.claims.append(claim)
        out.truth[claim.id] = incident
