"""Write the person nouns of the reader from WordNet 3.0: ``python scripts/build_nouns.py FOLDER``.

``FOLDER`` holds ``data.noun`` and ``index.noun`` (Debian's ``wordnet-base`` puts them in ``/usr/share/wordnet``).
A noun is taken for a person's when its commonest sense is one and at least half of its senses are; nouns that end
like a person's ("reactor", "trailer") and have no such sense are listed as well. Names are left out.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "cenotaph" / "extract" / "data" / "nouns.toml"
PERSON = "18"  # the lexicographer's file noun.person
ENDINGS = ("er", "or", "ist", "man", "boy", "girl", "mate", "hand", "woman", "ian", "ee", "ant", "old")
HEAD = """\
# Nouns for people, and nouns that only end like them, one word each, singular; written by scripts/build_nouns.py.
# Source: WordNet 3.0, Copyright 2006 by Princeton University; its licence is in SOURCES.md beside this file.
"""


def main(folder: Path) -> None:
    """Read both files and write the table."""
    synsets: dict[str, tuple[str, frozenset[str]]] = {}
    for line in _entries(folder / "data.noun"):
        parts = line.split()
        count = int(parts[3], 16)
        synsets[parts[0]] = parts[1], frozenset(parts[4 + 2 * i] for i in range(count))
    people, others = [], []
    for line in _entries(folder / "index.noun"):
        parts = line.split()
        word, senses = parts[0], parts[-int(parts[2]) :]
        if not word.isalpha() or len(word) < 3 or word not in synsets[senses[0]][1]:
            continue  # a phrase, or a name
        personal = [synsets[sense][0] == PERSON for sense in senses]
        if personal[0] and 2 * sum(personal) >= len(personal):
            people.append(word)
        elif not any(personal) and word.endswith(ENDINGS):
            others.append(word)
    OUT.write_text(HEAD + _section("person", people) + _section("no_person", others), encoding="utf-8")
    print(f"{len(people)} nouns for people, {len(others)} that end like them, in {OUT.name}")


def _entries(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="ascii").splitlines() if not line.startswith("  ")]


def _section(name: str, words: list[str]) -> str:
    lines = textwrap.wrap(" ".join(sorted(words)), 116, break_on_hyphens=False)
    return f'\n[{name}]\nwords = """\n' + "\n".join(lines) + '\n"""\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
