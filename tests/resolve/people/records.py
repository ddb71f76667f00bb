"""Records of people that never were, written by two lists in their own ways; names are of our own choosing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from cenotaph.model import Anchor, Judgement, JudgementKind, NameList, PersonRecord, Ref, Sex, Verdict

# three spellings each: two Latin, one Arabic
OWN = [
    ("Omar", "Umar", "عمر"), ("Khaled", "Khalid", "خالد"), ("Yousef", "Yusuf", "يوسف"), ("Salma", "Selma", "سلمى"),
    ("Mahmoud", "Mahmud", "محمود"),
    ("Huda", "Houda", "هدى"), ("Tariq", "Tarek", "طارق"), ("Nadia", "Nadiya", "نادية"),
    ("Samir", "Sameer", "سمير"), ("Layla", "Leila", "ليلى"), ("Hisham", "Hesham", "هشام"), ("Rana", "Ranaa", "رنا"),
    ("Bilal", "Belal", "بلال"), ("Maryam", "Mariam", "مريم"), ("Jamil", "Jameel", "جميل"), ("Zaki", "Zakee", "زكي"),
]  # fmt: skip
FAMILIES = [
    ("Al-Khatib", "El Khateeb", "الخطيب"), ("Haddad", "Hadad", "حداد"), ("Najjar", "Nadjar", "نجار"),
    ("Al-Sabbagh", "Alsabagh", "الصباغ"), ("Qasim", "Kassem", "قاسم"), ("Darwish", "Darweesh", "درويش"),
    ("Mansour", "Mansur", "منصور"), ("Shahin", "Shaheen", "شاهين"), ("Bitar", "Beetar", "بيطار"),
    ("Zaydan", "Zeidan", "زيدان"), ("Fakhouri", "Fakhuri", "فاخوري"), ("Rifai", "Refai", "رفاعي"),
]  # fmt: skip


def record(id: str, name: str, *, list_id: str | None = None, start: int = 0, **more: object) -> PersonRecord:
    """One record; its report is that of its list, or ``report`` r."""
    report = f"sha256:{list_id or more.pop('report', 'r')}"
    anchor = Anchor(start=start, end=start + len(name), quote=name)
    return PersonRecord(id=id, report=report, name=name, anchors=(anchor,), list_id=list_id, **more)  # type: ignore[arg-type]


def two_lists(families: int = 40, *, seed: int = 1, second: int = 1) -> tuple[list[PersonRecord], dict[str, int]]:
    """Lists a and b of families killed together, and who is who; ``second``: the spelling of b, 2 is Arabic."""
    rng = random.Random(seed)
    records, truth, number = [], {}, 0
    for _ in range(families):
        family, father, grandfather = rng.choice(FAMILIES), rng.choice(OWN), rng.choice(OWN)
        age = rng.randrange(12, 50)
        for own in rng.sample(OWN, rng.choice((1, 2, 3, 4))):
            number += 1
            sex = rng.choice((Sex.MAN, Sex.WOMAN))
            for name, way in (("a", 0), ("b", second)):
                if rng.random() < 0.8:
                    text = " ".join(part[way] for part in (own, father, grandfather, family))
                    years = age - rng.choice((0, 1)) if name == "b" else age
                    id = f"{name}:{number:04}"
                    known = rng.random() < 0.7
                    records.append(
                        record(
                            id,
                            text,
                            list_id=name,
                            sex=sex if rng.random() < 0.7 else Sex.NOT_RECORDED,
                            age_low=years if known else None,
                            age_high=years if known else None,
                        )
                    )
                    truth[id] = number
            age -= rng.randrange(0, 4)
    return records, truth


def lists(*names: str, duplicate_free: bool = True) -> list[NameList]:
    return [NameList(id=n, name=n, report=f"sha256:{n}", duplicate_free=duplicate_free) for n in names]


def decision(id: str, a: str, b: str, verdict: Verdict, *, hour: int = 0, reverses: str | None = None) -> Judgement:
    """What a person decided about two records."""
    return Judgement(
        id=id,
        kind=JudgementKind.SAME_PERSON,
        about=Ref(kind="record", id=a),
        other=Ref(kind="record", id=b),
        verdict=verdict,
        by="mira",
        at=datetime(2024, 3, 1, tzinfo=UTC) + timedelta(hours=hour),
        reason="asked the family",
        reverses=reverses,
    )


def pairs_of(groups: list[tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(a, b) for ids in groups for at, a in enumerate(sorted(ids)) for b in sorted(ids)[at + 1 :]}
