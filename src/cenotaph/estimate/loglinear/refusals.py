"""Why a log-linear model gives no number, and what would change that, in words for those who hold the lists."""

from __future__ import annotations

from cenotaph.model import CaptureTable, Refusal

__all__ = [
    "HANGS_ON_ONE",
    "MOST_LISTS",
    "NOT_IDENTIFIABLE",
    "NO_MAXIMUM",
    "NO_UPPER_END",
    "too_little",
]

# A list more doubles the histories; with ten lists there are 1,023, of which a few dozen are ever seen.
MOST_LISTS = 10
_MORE_OVERLAP = (
    "add a list that shares people with the others, look again for people who stand on two lists under two names, "
    "or merge lists that were drawn from one source"
)

NO_MAXIMUM = Refusal(
    "no_maximum_likelihood",
    "the lists share too few people, or share them in some combinations only: the likelihood keeps rising as the "
    "number of unlisted people runs off, so no number fits best",
    _MORE_OVERLAP,
)
NOT_IDENTIFIABLE = Refusal(
    "not_identifiable",
    "different numbers of unlisted people explain these lists equally well: there are more unknowns than the "
    "combinations of lists that people stand on can tell apart",
    _MORE_OVERLAP,
)
HANGS_ON_ONE = Refusal(
    "no_maximum_likelihood",
    "there is a best number only because of a single person: without them the lists have no best number at all, so "
    "nothing can be said of how far off it may be",
    _MORE_OVERLAP,
)
NO_UPPER_END = Refusal(
    "no_maximum_likelihood",
    "the lists fit a best number, but in many tables as likely as this one the same method finds none: there is no "
    "upper end to state",
    _MORE_OVERLAP,
)


def too_little(table: CaptureTable) -> Refusal | None:
    """The refusal that needs no fit: too few lists with anybody on them, too many, or nobody on two of them."""
    used = sum(size > 0 for size in table.sizes)
    if used < 3:
        lists = (
            "no list has anybody on it",
            "only one list has anybody on it",
            "only two lists have anybody on them",
        )
        return Refusal(
            "too_few_lists",
            f"{lists[used]}: whether being on one makes it likelier to be on another cannot be seen with fewer "
            "than three",
            "add a third list that was made by other people from other sources: two lists give a lower bound only",
        )
    if used > MOST_LISTS:
        return Refusal(
            "too_many_lists",
            f"{used} lists have too many combinations for the people there are, most of them empty",
            f"merge lists of one kind or one maker until there are {MOST_LISTS} or fewer",
        )
    if all(history & (history - 1) == 0 for history, _ in table.counts):
        return Refusal(
            "no_overlap",
            "nobody stands on more than one list: the lists say nothing of how many people all of them missed",
            "look for people who stand on two lists under two names; if there are none, add a list that overlaps",
        )
    return None
