"""The Arabic word tables of ``arabic/data``, folded when they are read; no word list lives in code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cenotaph.extract.arabic.folding import Word, fold_text, forms
from cenotaph.model import Measure

__all__ = [
    "Harm",
    "Person",
    "Phrase",
    "and_joined",
    "bare_start",
    "cue_pattern",
    "harm_base",
    "harms",
    "person",
    "phrase_at",
    "phrase_ending",
    "phrase_starting",
    "phrases",
    "table",
    "words",
]

Phrase = tuple[str, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed TOML table ``arabic/data/<name>.toml``."""
    data = files("cenotaph.extract.arabic").joinpath("data", f"{name}.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def _entry(name: str, path: str) -> Any:
    out: Any = table(name)
    for part in path.split("."):
        out = out[part]
    return out


@cache
def words(name: str, path: str) -> frozenset[str]:
    """The blank-separated words at ``path`` ("toll.to") of a table, folded."""
    return frozenset(fold_text(str(_entry(name, path))).split())


@cache
def phrases(name: str, path: str) -> tuple[tuple[Phrase, str], ...]:
    """The phrases of a section of ``label = "one phrase|another"``, or of one such entry: longest first."""
    entry = _entry(name, path)
    rows: Iterable[tuple[str, str]] = entry.items() if isinstance(entry, dict) else [(path, entry)]
    out = [
        (tuple(fold_text(phrase).split()), label)
        for label, joined in rows
        if isinstance(joined, str)
        for phrase in joined.split("|")
    ]
    return tuple(sorted(out, key=lambda row: -len(row[0])))


def phrase_at(tokens: Sequence[Word], k: int, phrase: Phrase) -> bool:
    """Whether ``phrase`` stands at token ``k``; clitics may stand on its first word only."""
    if k < 0 or k + len(phrase) > len(tokens) or phrase[0] not in forms(tokens[k].text):
        return False
    return all(tokens[k + n].text == word for n, word in enumerate(phrase) if n)


def phrase_starting(tokens: Sequence[Word], k: int, name: str, path: str) -> tuple[Phrase, str] | None:
    """The longest phrase of a section that starts at token ``k``, with its label."""
    if not 0 <= k < len(tokens):
        return None
    table_of = _by_word(name, path, 0)
    found = [
        row for base in forms(tokens[k].text) for row in table_of.get(base, ()) if phrase_at(tokens, k, row[0])
    ]
    return max(found, key=lambda row: len(row[0]), default=None)


def phrase_ending(tokens: Sequence[Word], k: int, name: str, path: str) -> tuple[Phrase, str] | None:
    """The longest phrase of a section that ends in front of token ``k``, with its label."""
    if not 0 < k <= len(tokens):
        return None
    table_of = _by_word(name, path, -1)
    found = [
        row
        for base in forms(tokens[k - 1].text)
        for row in table_of.get(base, ())
        if phrase_at(tokens, k - len(row[0]), row[0])
    ]
    return max(found, key=lambda row: len(row[0]), default=None)


@cache
def _by_word(name: str, path: str, at: int) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """The phrases of a section by their first (0) or last (-1) word, longest first."""
    out: dict[str, tuple[tuple[Phrase, str], ...]] = {}
    for phrase, label in phrases(name, path):
        out[phrase[at]] = (*out.get(phrase[at], ()), (phrase, label))
    return out


@dataclass(frozen=True, slots=True)
class Harm:
    """A form of a word of harm: its measure, its ``shape`` (verb, masdar, one, two, many), what must follow."""

    measure: Measure
    shape: str
    needs: frozenset[str] = frozenset()
    weak: bool = False
    agent: bool = False
    state: bool = False


@cache
def harms() -> dict[str, tuple[Harm, ...]]:
    """Every folded form of a word of harm; "injury" is both a masdar and a noun that is counted."""
    out: dict[str, list[Harm]] = {}
    data = table("triggers")
    for row in data["verb"]:
        harm = Harm(
            Measure(row["measure"]),
            "verb",
            frozenset(fold_text(row.get("needs", "")).split()),
            row.get("weak", False),
            row.get("object") == "agent",
        )
        for form in fold_text(row["forms"]).split():
            out.setdefault(form, []).append(harm)
    for row in data["masdar"]:
        for form in fold_text(row["forms"]).split():
            needs = frozenset(fold_text(row.get("needs", "")).split())
            out.setdefault(form, []).append(Harm(Measure(row["measure"]), "masdar", needs))
    for row in data["noun"]:
        for shape, key in (("one", "singular"), ("two", "dual"), ("many", "plural")):
            for form in fold_text(row.get(key, "")).split():
                harm = Harm(Measure(row["measure"]), shape, state=row.get("state", False))
                out.setdefault(form, []).append(harm)
    return {form: tuple(found) for form, found in out.items()}


@cache
def _harm_forms() -> frozenset[str]:
    return frozenset(harms())


def harm_base(word: Word) -> str | None:
    """The form of a word of harm that ``word`` is, clitics aside."""
    return word.base(_harm_forms()) if word.letters else None


def and_joined(word: Word) -> bool:
    """Whether "and" is written onto the word, or is the word; not where it only begins with that letter."""
    return word.text.startswith("و") and word.text not in words("numbers", "starts.and")


def bare_start(word: Word, text: str) -> int:
    """Where in the report the word starts without the "and" written onto it; letters of its own stay."""
    known = next((base for base in forms(word.text) if base in _counting_forms()), word.text)
    if not word.text.startswith("و") or known == word.text or word.end - word.start < 3:
        return word.start
    start = word.start + 1
    while start < word.end - 1 and not text[start].isalnum():
        start += 1
    return start


@cache
def _counting_forms() -> frozenset[str]:
    """Words that a count or its people may begin with."""
    data = table("numbers")
    figures = {
        form for part in ("values", "scales", "twice") for row in data[part].values() for form in row.split()
    }
    firsts = {phrase[0] for path in ("rows", "hedges.before") for phrase, _ in phrases("numbers", path)}
    others = words("numbers", "one.words") | words("numbers", "between.words") | words("people", "others.words")
    return frozenset({*map(fold_text, figures), *firsts, *others, *_people(), *harms()})


@cache
def cue_pattern() -> re.Pattern[str]:
    """Any word of harm, in folded text, whatever is written onto its front."""
    others = [word for phrase, _ in phrases("triggers", "both.none") for word in phrase[:1]]
    jussive = [form for measure in table("triggers")["jussive"] for form in words("triggers", f"jussive.{measure}")]
    every = sorted({*harms(), *others, *jussive, *words("triggers", "toll.deaths")}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, every)) + r")(?![\u0620-\u064a])")


@dataclass(frozen=True, slots=True)
class Person:
    """A form of a word for people: its ``kind`` (a key of people.toml), one, two or many, and its singular."""

    kind: str
    number: str
    lemma: str


@cache
def _people() -> dict[str, Person]:
    out: dict[str, Person] = {}
    for kind, rows in table("people")["nouns"].items():
        for row in rows.split():
            written, _, _ = row.partition(":")
            feminine = written.endswith("ة")
            one, _, plurals = fold_text(row).partition(":")
            stem = one[:-1] + "ت" if feminine else one
            for dual in (stem + "ان", stem + "ين"):
                out.setdefault(dual, Person(kind, "two", one))
            out.setdefault(one, Person(kind, "one", one))
            if not feminine:
                out.setdefault(one + "ا", Person(kind, "one", one))
            if plurals.startswith("+"):
                for plural in (one + "ون", one + "ين", one + "ي"):
                    out[plural] = Person(kind, "many", one)
                out.setdefault(one + "ه", Person(kind, "one", one))
                out.setdefault(one + "ات", Person(kind, "many", one))
            for plural in plurals.strip("+").split(","):
                if plural:
                    out[plural] = Person(kind, "many", one)
                    out.setdefault(plural + "ا", Person(kind, "many", one))
    for number in ("one", "two"):
        for form in words("people", f"more.{number}"):
            known = out.get(form, Person("people", number, form))
            out[form] = Person(known.kind, number, known.lemma)
    return out


def person(word: Word) -> Person | None:
    """The word for people that ``word`` is, clitics aside; None for anything else."""
    if not word.letters:
        return None
    known = _people()
    return next((known[base] for base in forms(word.text) if base in known), None)
