"""Names of those who told, blacked out wherever they stand: a quote would give away what the page keeps back.

Each letter becomes a full block, so that offsets into the text still hold and a reader sees that a name is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from html import escape
from itertools import chain

from cenotaph.model import ActorKind, Claim, Sensitivity
from cenotaph.places.names import fold

__all__ = ["blackout", "hidden_names"]

_BLOCK = "\N{FULL BLOCK}"
_LEAST = 3
_TAG = r"(<[^>]*>)"
_BETWEEN = r"(?:\s|<[^>]*>)+"


def hidden_names(
    claims: Iterable[Claim], released: Collection[str], told_by: Iterable[str] = ()
) -> tuple[str, ...]:
    """The names that may not be shown: informants, and relatives who speak, unless a judgement releases them.

    ``told_by`` are more of them, of lists.

    Where a report goes on with a surname alone, that is one of them too, unless the dead have it as well.
    """
    claims = list(claims)
    shown = {part for claim in claims for person in claim.people for part in fold(person.name).split()}
    found: dict[str, None] = {}
    more = (name for name in told_by if name[:1].isalpha() and not name[:1].islower())
    for name in dict.fromkeys(chain(_told_by(claims, released), more)):
        found[name] = None
        parts = name.split()
        if len(parts) > 1 and len(parts[-1]) >= _LEAST and fold(parts[-1]) not in shown:
            found[parts[-1]] = None
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _told_by(claims: Iterable[Claim], released: Collection[str]) -> Iterator[str]:
    for claim in claims:
        relative = claim.speaker.kind is ActorKind.RELATIVE and claim.id not in released
        # "relatives", "his mother": no name
        if relative and claim.speaker.name[:1].isupper():
            yield from filter(None, (claim.speaker.name, claim.speaker.text))
        for person in claim.people:
            secret = person.informant_sensitivity is not Sensitivity.PUBLIC and person.id not in released
            if secret and person.informant and person.informant[:1].isupper():
                yield person.informant


def blackout(names: Collection[str]) -> Callable[[str], str]:
    """What puts blocks in the place of the ``names`` in any text, page or data; as it was where there are none."""
    if not names:
        return lambda text: text
    written = {form for name in names for form in (name, escape(name), name.replace("'", "&#39;"))}
    # a mark or an underline may begin inside a name
    ordered = [_BETWEEN.join(map(re.escape, form.split())) for form in sorted(written, key=lambda f: (-len(f), f))]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)")
    return lambda text: pattern.sub(lambda match: _blocks(match[0]), text)


def _blocks(name: str) -> str:
    parts = re.split(_TAG, name.replace("&#39;", "'").replace("&#x27;", "'"))
    return "".join(
        part if part.startswith("<") else "".join(" " if c.isspace() else _BLOCK for c in part) for part in parts
    )
