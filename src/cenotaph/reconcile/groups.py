"""How two groups of people stand to each other, by rule: same, containing, within, disjoint, overlapping, unknown.

A group is what its words constrain: nationality, role, organisation, status, sex, age. A group lies within
another when it meets every constraint of the other. Words after "not" ("Russian citizens, not regular
soldiers") describe the group and rule something out; they do not make it a smaller part of a larger count.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from cenotaph.model import AgeGroup, Group, PopStatus, Sex
from cenotaph.places.nationalities import country_of, nationality_of

__all__ = ["EVERYONE", "Relation", "compare", "is_described", "is_everyone", "kind_of", "people_phrases"]

EVERYONE = Group(text="all")
_WORD = re.compile(r"[^\W_]+")
_ARMED = {PopStatus.ARMED_FORCES, PopStatus.DIRECT_PARTICIPANT}


class Relation(StrEnum):
    """How the first group stands to the second."""

    SAME = "same"
    CONTAINS = "contains"
    WITHIN = "within"
    DISJOINT = "disjoint"
    OVERLAPS = "overlaps"
    UNKNOWN = "unknown"

    @property
    def turned(self) -> Relation:
        """The relation of the second to the first."""
        return {Relation.CONTAINS: Relation.WITHIN, Relation.WITHIN: Relation.CONTAINS}.get(self, self)


@dataclass(frozen=True, slots=True)
class _Roles:
    generic: frozenset[str]
    nationals: frozenset[str]
    lands: frozenset[str]
    plain: frozenset[str]
    bodily: frozenset[str]
    kinds: dict[tuple[str, ...], str]
    within: frozenset[tuple[str, str]]
    disjoint: frozenset[tuple[str, str]]


@cache
def _roles() -> _Roles:
    data = tomllib.loads((files("cenotaph.reconcile") / "data" / "roles.toml").read_text("utf-8"))
    kinds = {tuple(word.split()): row["name"] for row in data["kind"] for word in row["words"]}
    within = {(row["name"], whole) for row in data["kind"] for whole in row["within"]}
    apart = {(row["name"], other) for row in data["kind"] for other in row["disjoint"]}
    return _Roles(
        generic=frozenset(data["generic"]["words"]),
        nationals=frozenset(data["nationals"]["words"]),
        lands=frozenset(data["lands"]["words"]),
        plain=frozenset(word for name in ("generic", "nationals", "plain") for word in data[name]["words"]),
        bodily=frozenset(data["bodily"]["words"]),
        kinds=dict(sorted(kinds.items(), key=lambda item: (-len(item[0]), item[0]))),
        within=frozenset(within),
        disjoint=frozenset(apart | {(b, a) for a, b in apart}),
    )


@lru_cache(maxsize=65536)
def kind_of(words: str) -> str | None:
    """The kind of people that words for them mean ("hired fighters": mercenary).

    The longest phrase of the table decides; None when none is there, or when two are that are not of one kind.
    """
    folded = tuple(_WORD.findall(words.casefold()))
    found: dict[str, int] = {}
    for phrase, name in _roles().kinds.items():
        if any(folded[i : i + len(phrase)] == phrase for i in range(len(folded) - len(phrase) + 1)):
            found[name] = max(found.get(name, 0), len(phrase))
    longest = [name for name, size in found.items() if size == max(found.values())]
    return longest[0] if len(longest) == 1 else None


@cache
def people_phrases() -> frozenset[str]:
    """Every phrase of the table that says what people are, lower-case ("armed men", "mercenaries")."""
    return frozenset(" ".join(phrase) for phrase in _roles().kinds)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the words of a group constrain; empty or None: nothing said."""

    nationality: frozenset[str]
    more_nationalities: bool
    role: str | None
    kind: str | None
    organisation: str | None
    status: PopStatus | None
    sex: Sex | None
    age: AgeGroup | None
    not_kind: str | None
    unread: frozenset[str]

    @property
    def says_nothing(self) -> bool:
        """Whether none of the words is one that the rules read ("the brigade")."""
        told = (self.nationality, self.role, self.organisation, self.status, self.sex, self.age)
        return not any(told)


@lru_cache(maxsize=65536)
def _shape(group: Group) -> _Shape:
    role = " ".join(_WORD.findall(group.role.casefold())) if group.role else None
    if others := _other_lands(group.text):
        named = group.nationality or _nations(group.text[: others.start()])
        group = replace(group, text=group.text[: others.start()], nationality=named)
        role = None if role in _roles().lands else role
    if role and (role in _roles().generic or (group.nationality and _names_a_people(role, group))):
        role = None
    text = group.text.casefold()
    described = not (group.excludes and group.excludes.casefold() in text)
    kind = (kind_of(text) if described else None) or (kind_of(role) if role else None)
    more = others is not None or re.search(r"\bother\b|\bcis\b|\bex-soviet\b", text) is not None
    named_others = len(group.nationality) >= 1 and more
    return _Shape(
        nationality=frozenset(group.nationality),
        more_nationalities=named_others,
        role=role or kind,
        kind=kind,
        organisation=" ".join(_WORD.findall(group.organisation.casefold())) if group.organisation else None,
        status=None if group.status in (PopStatus.NOT_STATED, PopStatus.UNKNOWN) else group.status,
        sex=None if group.sex in (Sex.NOT_RECORDED, Sex.UNKNOWN) else group.sex,
        age=None if group.age_group is AgeGroup.UNKNOWN else group.age_group,
        not_kind=kind_of(group.excludes) if group.excludes else None,
        unread=_unread(group),
    )


def _other_lands(text: str) -> re.Match[str] | None:
    """The words that add the nationals of further countries: "and other ex-Soviet countries"."""
    lands = "|".join(sorted(_roles().lands))
    return re.search(rf"\s(?:and|or)(?:\s+(?:of|from|the))*\s+other\s(?:.*\s)?(?:{lands})\W*$", text, re.IGNORECASE)


def _nations(text: str) -> tuple[str, ...]:
    """The countries (ISO 3166-1 alpha-2) that words name, in three words, two or one."""
    words = _WORD.findall(text)
    parts = (" ".join(words[i : i + size]) for size in (3, 2, 1) for i in range(len(words) - size + 1))
    found = (nationality_of(part) or country_of(part) for part in parts if part[:1].isupper())
    return tuple(sorted({code for code in found if code}))


def _unread(group: Group) -> frozenset[str]:
    """The words of a group that no rule reads: whom they leave out is not known."""
    text = group.text
    for other in (group.excludes, group.organisation):
        text = re.sub(re.escape(other), " ", text, flags=re.IGNORECASE) if other else text
    words = _WORD.findall(text)
    read = {word for phrase in _roles().kinds for word in phrase} | _roles().plain
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            named = " ".join(part)
            if {nationality_of(named), country_of(named)} & set(group.nationality):
                read |= {word.casefold() for word in part}
    said = (group.sex, group.age_group)
    read |= _roles().bodily if set(said) - {Sex.NOT_RECORDED, Sex.UNKNOWN, AgeGroup.UNKNOWN} else set()
    return frozenset(word.casefold() for word in words if not word.isdigit()) - read


def is_described(group: Group) -> bool:
    """Whether the words say something that the rules read: nationality, kind, organisation, status, sex or age."""
    shape = _shape(group)
    told = (shape.nationality, shape.kind, shape.organisation, shape.status, shape.sex, shape.age)
    return any(told)


def _names_a_people(role: str, group: Group) -> bool:
    """Whether the word only says whose nationals they are ("Russians", "citizens")."""
    return role in _roles().nationals or nationality_of(role) in group.nationality


def is_everyone(group: Group | None) -> bool:
    """Whether the group is everybody harmed: none stated, or words that do not say who ("people", "bodies")."""
    if group is None:
        return True
    shape = _shape(group)
    if not shape.says_nothing:
        return False
    if group.role:
        return True
    words = set(_WORD.findall(group.text.casefold())) - {"the", "of", "at", "least", "more", "than", "other", "all"}
    return words <= _roles().generic


@lru_cache(maxsize=262144)
def compare(a: Group | None, b: Group | None) -> Relation:
    """How ``a`` stands to ``b``; symmetric up to turning, and unknown unless a rule decides.

    Two different words for people that the table does not relate are unknown, as are a nationality and a role
    ("Russians" and "pro-government fighters"): neither claim then constrains the other. A count that does not
    say of whom (None) answers the question about everybody, and constrains no group that is described.
    """
    everyone_a, everyone_b = is_everyone(a), is_everyone(b)
    if everyone_a and everyone_b:
        return Relation.SAME
    if a is None or b is None:
        return Relation.UNKNOWN
    if everyone_a or everyone_b:
        return Relation.CONTAINS if everyone_a else Relation.WITHIN
    if " ".join(a.text.casefold().split()) == " ".join(b.text.casefold().split()):
        return Relation.SAME
    left, right = _shape(a), _shape(b)
    if left.says_nothing or right.says_nothing:
        return Relation.UNKNOWN
    if _disjoint(left, right):
        return Relation.DISJOINT
    within, contains = _meets_all(left, right), _meets_all(right, left)
    if within and contains:
        return Relation.SAME
    if within or contains:
        return Relation.WITHIN if within else Relation.CONTAINS
    if left.nationality and right.nationality and left.nationality & right.nationality and left.role == right.role:
        return Relation.OVERLAPS
    return Relation.UNKNOWN


def _disjoint(a: _Shape, b: _Shape) -> bool:
    # two nationalities exclude each other only when both lists are complete
    lists_complete = not (a.more_nationalities or b.more_nationalities)
    if a.nationality and b.nationality and not a.nationality & b.nationality and lists_complete:
        return True
    if a.kind and b.kind and (a.kind, b.kind) in _roles().disjoint:
        return True
    if (a.not_kind and a.not_kind == b.kind) or (b.not_kind and b.not_kind == a.kind):
        return True
    if a.status and b.status and {a.status, b.status} & {PopStatus.CIVILIAN} and {a.status, b.status} & _ARMED:
        return True
    return bool((a.sex and b.sex and a.sex is not b.sex) or (a.age and b.age and a.age is not b.age))


def _meets_all(a: _Shape, b: _Shape) -> bool:
    """Whether whoever is in ``a`` meets every constraint that ``b`` states."""
    if b.nationality and not (a.nationality and a.nationality <= b.nationality and not _wider(a, b)):
        return False
    if b.kind and not (a.kind and _kind_within(a.kind, b)):
        return False
    if b.role and not b.kind and a.role != b.role:
        return False
    if not b.unread <= a.unread:
        return False
    if b.organisation and a.organisation != b.organisation:
        return False
    # a role says who they are; a status derived from the same role adds nothing
    if b.status and a.status is not b.status and not (b.role and a.kind and _kind_within(a.kind, b)):
        return False
    return (not b.sex or a.sex is b.sex) and (not b.age or a.age is b.age)


def _wider(a: _Shape, b: _Shape) -> bool:
    return a.more_nationalities and not b.more_nationalities


def _kind_within(kind: str, b: _Shape) -> bool:
    return b.kind is not None and (kind == b.kind or (kind, b.kind) in _roles().within)
