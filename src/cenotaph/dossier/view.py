"""What the page shows, before it is a page: frozen views made of words and Figures.

A number that counts people or sources is a :class:`~cenotaph.model.Figure` everywhere in here; plain numbers
are only places on paper (percent along an axis, degrees on the map).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cenotaph.model import Claim, Figure, Judgement, Measure, Report

__all__ = [
    "Account",
    "Answer",
    "Area",
    "Carrier",
    "Dispute",
    "Dossier",
    "End",
    "HedgeUse",
    "LeftOut",
    "Map",
    "Mark",
    "Name",
    "Named",
    "Panel",
    "Part",
    "Quoted",
    "Range",
    "Row",
    "Sentence",
    "Side",
    "Source",
    "Tick",
    "Voice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words as a report has them, linked to the claim they belong to; ``lang`` is BCP 47 or None."""

    words: str
    claim: str
    lang: str | None = None
    rtl: bool = False


Part = str | Figure | Quoted
Sentence = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a claim is drawn: from ``start`` to ``end``, in percent of the axis, with ends that may stay open.

    ``kind``: bar, point (nothing between its ends) or words (no number was given). ``solid`` is where the fade
    of an open upper end begins; ``best`` is the tick; ``over`` says that the bar goes on beyond the axis.
    """

    kind: str
    start: float = 0.0
    solid: float = 0.0
    end: float = 0.0
    best: float | None = None
    opens_left: bool = False
    opens_right: bool = False
    over: bool = False

    @property
    def anchor(self) -> float:
        """Where lines to other marks are tied."""
        if self.best is not None:
            return self.best
        return self.start if self.opens_right or self.kind == "point" else (self.start + self.end) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Another report that carries the same statement; ``echo`` when that report repeats another."""

    claim: str
    publisher: str
    when: str
    echo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement: a row of the chart, and the same row of the table.

    ``saying`` is what is drawn instead of a bar ("does not say"). ``joins`` is the place on the axis of the
    statement that this one follows, None for the first; ``joined`` says that another follows.
    """

    claim: str
    report: str
    position: str
    subject: str
    speaker: str
    measure: Measure
    what: str
    whom: Quoted | None
    when: str
    words: Quoted | None
    figure: Figure | None
    saying: str
    stance: str
    newest: bool
    echo: bool
    mark: Mark
    joins: float | None = None
    joined: bool = False
    carriers: tuple[Carrier, ...] = ()
    left_out: str = ""
    publisher: str = ""
    replaces: str | None = None
    change: str = ""

    @property
    def plain(self) -> bool:
        """Whether the words are the number itself, so that showing both says nothing more."""
        if self.words is None or self.figure is None:
            return False
        bare = self.words.words.replace(",", "").replace("\N{EN DASH}", " to ").replace("-", " to ")
        return " ".join(bare.lower().split()) == str(self.figure).replace(",", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker and what it has said, position by position, oldest statement first.

    ``shown`` are the first and the latest statement of a principal voice, ``change`` what changed between them.
    """

    name: str
    kind: str
    rows: tuple[Row, ...]
    shown: tuple[Row, ...] = ()
    change: Sentence = ()

    @property
    def folded(self) -> tuple[Row, ...]:
        """The statements that do not stand open."""
        return tuple(row for row in self.rows if all(row is not other for other in self.shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Speakers of one country, or those of none."""

    name: str
    slug: str
    voices: tuple[Voice, ...]
    summary: Sentence = ()

    @property
    def principal(self) -> tuple[Voice, ...]:
        """The voices whose words stand open."""
        return tuple(voice for voice in self.voices if voice.shown)

    @property
    def folded(self) -> tuple[Voice, ...]:
        """The voices with statements that do not."""
        return tuple(voice for voice in self.voices if voice.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A gridline: its label, and its place in percent."""

    label: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One chart with one axis."""

    id: str
    title: str
    caption: str
    scale: str
    ticks: tuple[Tick, ...]
    sides: tuple[Side, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order drawn."""
        return tuple(row for side in self.sides for voice in side.voices for row in voice.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as one report writes it."""

    text: str
    lang: str | None
    rtl: bool
    claim: str | None
    report: str
    publisher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One person known by name; ``says`` names who says so, never an informant who has not released it."""

    id: str
    names: tuple[Name, ...]
    age: str
    about: str
    fate: str
    status: str
    sources: Figure
    says: tuple[str, ...]
    tied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One speaker's words for what happened: who did what to whom."""

    speaker: str
    side: str
    stance: str
    quote: Quoted
    publisher: str
    when: str
    blames: tuple[str, ...]
    cause: str
    place: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A claim that stands at an end of a range: its words, whose they are, and when."""

    quote: Quoted
    speaker: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One question's range: the lowest and the highest claim, and why its ends are where they are.

    ``most`` is None where one claim is both. ``lowest`` and ``highest`` bind the ends of ``figure``. The bracket
    runs from ``start`` to ``end`` in percent (None: nothing to draw); ``over`` says that it goes on.
    """

    what: str
    figure: Figure
    least: End | None
    most: End | None
    open_words: str
    lowest: tuple[End, ...]
    highest: tuple[End, ...]
    note: str
    start: float | None = None
    end: float | None = None
    opens_left: bool = False
    opens_right: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two claims that cannot both be true, or two renderings of one statement, in a sentence of Figures."""

    sentence: Sentence
    claims: tuple[str, str]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that is not part of the range, and why."""

    speaker: str
    words: Quoted
    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area of control: drawn as ``path``, hatched by ``pattern``, named at ``x``, ``y``."""

    id: str
    name: str
    holder: str
    state: str
    as_of: str
    source: str
    url: str | None
    path: str
    pattern: str
    line: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A drawing in view-box units; ``lands`` are (name, path), ``labels`` (text, x, y, class).

    ``asked`` is the day asked for where no drawing holds on it and the nearest one is shown, else "".
    """

    width: float
    height: float
    lands: tuple[tuple[str, str], ...]
    rivers: tuple[tuple[str, str], ...]
    areas: tuple[Area, ...]
    labels: tuple[tuple[str, float, float, str], ...]
    spot: tuple[float, float, float] | None
    place: str
    precision: str
    bar: tuple[float, str]
    as_of: str
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report as the table of sources shows it."""

    report: Report
    page: str
    publisher: str
    voices: tuple[str, ...]
    echo_of: str | None
    echo_why: str
    claims: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeUse:
    """A kind of hedge: its words, how it is read, and some places where it is met here."""

    kind: str
    rule: str
    examples: tuple[tuple[Quoted, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question, and its answer in sentences."""

    id: str
    question: str
    sentence: Sentence
    more: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything one page shows."""

    title: str
    where: str
    when: str
    code: str
    headline: Sentence
    says: Answer
    dead: Answer
    happened: Answer
    died: Answer
    controlled: Answer
    sides: tuple[Side, ...]
    panels: tuple[Panel, ...]
    named: tuple[Named, ...]
    elsewhere: tuple[Named, ...]
    withheld: Figure | None
    claims_withheld: Figure | None
    reports_withheld: Figure | None
    accounts: tuple[Account, ...]
    ranges: tuple[Range, ...]
    more_ranges: tuple[Range, ...]
    range_ticks: tuple[Tick, ...]
    disputes: tuple[Dispute, ...]
    left_out: tuple[LeftOut, ...]
    unknowns: tuple[Quoted, ...]
    map: Map | None
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...]
    profiles: tuple[str, ...]
    hedges: tuple[HedgeUse, ...]
    carriers: Sentence
    ledger_hash: str
    statements: tuple[Row, ...]
    cut: bool
    generated_at: datetime
    as_of: date
