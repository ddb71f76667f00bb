"""What was said of the lists and what is assumed: which rules that breaks, and how each assumption stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cenotaph.errors import UsageError
from cenotaph.estimate.record import Assumption
from cenotaph.estimate.settings import Asked, assumption_rows
from cenotaph.model import Refusal

__all__ = ["assumptions", "declared_refusals", "unsigned"]


def declared_refusals(names: Sequence[str], asked: Asked) -> Iterator[Refusal]:
    """Refused are lists that are said to cover different times or to count different people.

    Raises UsageError where something is said of a list that is not there.
    """
    for what, said in (("cover different times", asked.windows), ("count different people", asked.definitions)):
        for name in said:
            if name not in names:
                raise UsageError(f"no list is called {name!r}", hint=f"there are: {', '.join(names)}")
        if len({" ".join(text.split()).casefold() for text in said.values()}) > 1:
            told = "; ".join(f"{name}: {said[name]}" for name in sorted(said))
            yield Refusal(
                "lists_differ",
                f"the lists {what} ({told}): whoever could not be on a list was not missed by it",
                "cut every list to what all of them cover, or say in writing why it does not matter",
            )


def unsigned(asked: Asked) -> Refusal | None:
    """The refusal where nobody stands for an assumption that makes the number of the missing knowable."""
    if asked.assume:
        return None
    return Refusal(
        "no_assumption_signed",
        "lists alone cannot say how many are on none of them: each model assumes how being on no list depends on "
        "the lists, and nobody has said that this holds here",
        '--assume pairwise --signed "NAME" (or decomposable, latent_classes, or words of your own)',
    )


def assumptions(
    names: Sequence[str],
    asked: Asked,
    models: Sequence[str],
    refusals: Sequence[Refusal],
    *,
    linkage: tuple[str, str],
    duplicate_free: bool | None,
) -> tuple[Assumption, ...]:
    """Every assumption of the answer with how it stands; ``linkage`` is the state and why of that about linkage.

    ``duplicate_free`` is whether every list says of itself that nobody stands in it twice (None: not known).
    """
    rows = assumption_rows()
    by = asked.signed or "nobody named"
    out = [
        Assumption(
            code=code if code in rows else "own_words", text=_text(code), state="signed", why=f"signed by {by}"
        )
        for code in asked.assume
    ]
    for code, row in rows.items():
        if code in asked.assume:
            continue
        if set(row["identifies"]) & set(models) and code != "independent":
            out.append(Assumption(code=code, text=row["text"], state="open", why="no list can tell; not signed"))
        elif not row["identifies"]:
            known = {"linkage": linkage, "no_duplicates": _duplicates(duplicate_free)}
            state, why = known.get(code) or _state(code, names, asked, refusals)
            out.append(Assumption(code=code, text=row["text"], state=state, why=why))
    return tuple(out)


def _text(code: str) -> str:
    row = assumption_rows().get(code)
    return row["text"] if row else code


def _duplicates(free: bool | None) -> tuple[str, str]:
    if free:
        return "held", "every list says so of itself"
    return (
        "open",
        "nothing was said of it" if free is None else "a list may name a person twice; linkage joins what it finds",
    )


def _state(code: str, names: Sequence[str], asked: Asked, refusals: Sequence[Refusal]) -> tuple[str, str]:
    broken = {"same_people": "lists_differ", "no_echo": "lists_echo"}.get(code)
    for refusal in refusals:
        if refusal.rule == broken:
            return "broken", refusal.reason
    if code == "same_people" and set(asked.windows) == set(asked.definitions) == set(names):
        return "held", "declared of every list"
    if code == "no_echo":
        return "open", "no list repeats another; whether they had sources in common is not seen"
    return "open", "nothing was said of it"
