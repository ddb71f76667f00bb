"""What happened: who says what about the day, the place, the doer and the means, agreement first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from cenotaph.dossier.records import ArchiveIndex, country
from cenotaph.dossier.standing import official, side_of
from cenotaph.dossier.view import Account, Answer, Part, Sentence
from cenotaph.dossier.words import STANCE, article, listed, period_words, the
from cenotaph.model import Claim, Speaker
from cenotaph.places.actors import side_key

__all__ = ["accounts_of", "happened"]

# answers to one question that are set side by side
_VERSIONS = 4
_QUESTIONS: tuple[tuple[str, str, str, Callable[[Claim], str]], ...] = (
    ("When", "put it on ", "puts it on ", lambda c: _day_told(c)),
    ("Where", "place it in ", "places it in ", lambda c: (c.place.name or c.place.text) if c.place else ""),
    ("By whom", "hold ", "holds ", lambda c: _blamed(c)),
    ("By what", "speak of ", "speaks of ", lambda c: c.cause.text.casefold() if c.cause else ""),
)


def _day_told(claim: Claim) -> str:
    """The days that the speaker gives, in words; nobody is made to say a day inferred from the publication."""
    period = claim.period
    return period_words(period) if period and period.dated and period.stated else ""


def accounts_of(index: ArchiveIndex, here: Sequence[Claim]) -> tuple[Account, ...]:
    """Who did what to whom, in each speaker's words: events, involvement, and claims that blame someone.

    Each voice once before any speaks again, offices first, sides together.
    """
    found = [
        c
        for c in here
        if (c.attributed_to or c.cause or not c.measure.counts_people)
        and not index.is_echo(c)
        and c.id not in index.repeats
        and not index.confidential(c)
    ]
    turns: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    out: list[tuple[tuple[int, bool, bool, str], Account]] = []
    for claim in found:
        key = (index.voice_key(claim), claim.anchor.quote)
        if key in seen:
            continue
        seen.add(key)
        side = country(side_of(claim))
        order = (turns[key[0]], not official(claim), side == "", side)
        turns[key[0]] += 1
        out.append((order, _account(index, claim, side)))
    return tuple(account for _, account in sorted(out, key=lambda pair: pair[0]))


def _account(index: ArchiveIndex, claim: Claim, side: str) -> Account:
    return Account(
        speaker=index.speaker(claim),
        side=side,
        stance=STANCE[claim.stance],
        quote=index.quoted(claim, claim.anchor.quote),
        publisher=index.publisher(claim),
        when=index.when(claim),
        blames=tuple(_doer(s) for s in claim.attributed_to),
        cause=claim.cause.text if claim.cause else "",
        place=claim.place.text if claim.place else "",
        period=period_words(claim.period) if claim.period and claim.period.stated else "",
    )


def happened(index: ArchiveIndex, accounts: Sequence[Account], claims: Sequence[Claim], when: str) -> Answer:
    """Question 3: what most who speak of it agree on, then where they differ, by counting who says what."""
    question = f"What happened on {when}?" if when[:1].isdigit() else "What happened?"
    parts: list[Part] = []
    differ: list[Sentence] = []
    for label, many, one, value in _QUESTIONS:
        said: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            if value(claim):
                said[_folded(value(claim))].append(claim)
        if not said:
            continue
        versions = [(_commonest(map(value, backers)), index.sources(backers)) for backers in said.values()]
        versions.sort(key=lambda version: -(version[1].low or 0))
        answer, figure = versions[0]
        parts += ["; " if parts else "", figure, " voice " if figure.low == 1 else " voices "]
        parts.append((one if figure.low == 1 else many) + answer + (" responsible" if label == "By whom" else ""))
        if len(versions) > 1:
            differ.append(_versions(label, versions))
    if not parts:
        parts = ["No report says when, where or by whom"]
    if len(accounts) > 1:
        parts.append("; they tell it differently")
    return Answer(id="happened", question=question, sentence=(*parts, "."), more=tuple(differ))


def _folded(words: str) -> str:
    """``air strikes``, ``airstrike``: one answer, however it is spelled."""
    return "".join(ch for ch in words.casefold() if ch.isalnum()).removesuffix("s")


def _commonest(words: Iterable[str]) -> str:
    return Counter(words).most_common(1)[0][0]


def _versions(label: str, versions: Sequence[tuple[str, Part]]) -> Sentence:
    parts: list[Part] = [f"{label}: "]
    for n, (answer, figure) in enumerate(versions[:_VERSIONS]):
        parts += ["; " if n else "", f"{answer} (", figure, ")"]
    return (*parts, "; and more." if len(versions) > _VERSIONS else ".")


def _doer(speaker: Speaker) -> str:
    """Who is held responsible: the country where the word is only its adjective ("American"), else the name."""
    code = speaker.country or side_key(speaker)
    return the(country(code)) if code and len(speaker.name.split()) == 1 else speaker.name


def _blamed(claim: Claim) -> str:
    return listed([article(_doer(speaker)) for speaker in claim.attributed_to])
