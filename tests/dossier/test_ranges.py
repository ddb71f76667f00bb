"""How many have died: the lowest and highest claim in words, one axis, no limit that nobody named."""

from __future__ import annotations

from dataclasses import replace

from cenotaph.dossier.ranges import died, ranges
from cenotaph.dossier.records import ArchiveIndex
from cenotaph.dossier.view import Known, Quoted
from cenotaph.model import Figure, FigureKind, Measure, Scope, Trail
from cenotaph.reconcile import Envelope, Reckoning
from dossier.fixture import Case, khasham


def envelope(case: Case, subject: str, measure: Measure, keys: tuple[str, ...]) -> Envelope:
    """A question whose first claim is the lowest and whose last is the highest; open on both sides."""
    ids = tuple(case.by_key[key].id for key in keys)
    figure = Figure(kind=FigureKind.BOUNDS, low=None, high=None, trail=Trail(claims=ids))
    return Envelope(
        measure=measure, subject=subject, scope=Scope.INCIDENT, figure=figure, least=ids[0], most=ids[-1]
    )


def whole() -> tuple[Case, ArchiveIndex, Reckoning]:
    case, reckoning = khasham()
    return case, ArchiveIndex.of(case.reports, case.claims, case.judgements), reckoning


def test_the_answer_names_the_ends_in_words_and_their_speakers() -> None:
    case, index, reckoning = whole()
    told = envelope(case, "all", Measure.KILLED, ("five", "us100", "over100"))
    answer = died(index, replace(reckoning, envelopes=(told,)), Known())
    quotes = [part.words for part in answer.sentence if isinstance(part, Quoted)]
    assert quotes == ["probably five", "more than 100"]
    words = "".join(part for part in answer.sentence if isinstance(part, str))
    assert words.startswith("Claims of the killed run from  (Russian foreign ministry, ")
    assert "unknown" not in words


def test_five_questions_stand_open_everybody_first_and_the_rest_is_folded() -> None:
    case, index, _ = whole()
    several = [
        envelope(case, "men", Measure.KILLED, ("55",)),
        envelope(case, "all", Measure.INJURED, ("wounded", "over50")),
        envelope(case, "Russian", Measure.KILLED, ("five", "over100", "196")),
        envelope(case, "fighters", Measure.KILLED, ("us100", "around100", "200to300")),
        envelope(case, "all", Measure.KILLED_OR_INJURED, ("dozens",)),
        envelope(case, "all", Measure.KILLED, ("five", "200to300")),
    ]
    first, rest, ticks = ranges(index, several)
    assert [r.what for r in first] == [
        "People killed",
        "Russians killed",
        "Fighters killed",
        "People injured",
        "People killed or injured",
    ]
    assert [r.what for r in rest] == ["Men killed"]
    assert rest[0].most is None
    assert {r.open_words for r in first} == {"open above and below"}
    assert all(r.start is not None and r.end is not None and 0 <= r.start <= r.end <= 100 for r in first)
    # one axis: the same number lies at the same place in every row
    assert first[0].end == first[2].end
    assert len(ticks) >= 3
