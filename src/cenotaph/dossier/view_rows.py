"""The statements as the page shows them: rows of the chart, and each voice moment by moment."""

from __future__ import annotations

from dataclasses import dataclass

from cenotaph.model import Figure, Measure

__all__ = [
    "Carrier",
    "Column",
    "Mark",
    "Moment",
    "Move",
    "Panel",
    "Part",
    "Quoted",
    "Row",
    "Sentence",
    "Side",
    "Statement",
    "Tick",
    "Track",
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
class Move:
    """How a statement stands to the number before it: in a word ("raised"), both numbers, and what else moved.

    ``by`` is the difference, after its ``sign``; None where one of the two is no single number.
    """

    word: str
    was: Figure | None = None
    now: Figure | None = None
    sign: str = ""
    by: Figure | None = None
    also: str = ""


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
    move: Move = Move(word="")

    @property
    def plain(self) -> bool:
        """Whether the words are the number itself, so that showing both says nothing more."""
        if self.words is None or self.figure is None:
            return False
        bare = self.words.words.replace(",", "").replace("\N{EN DASH}", " to ").replace("-", " to ")
        return " ".join(bare.lower().split()) == str(self.figure).replace(",", "").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement, with a row for each way in which reports render it; ``move`` since the one before."""

    renderings: tuple[Row, ...]
    move: Move = Move(word="")

    @property
    def standing(self) -> bool:
        """Whether this is the latest that the voice says, in number or in words."""
        return any(row.newest for row in self.renderings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What one voice said on one day that it had not said before."""

    when: str
    statements: tuple[Statement, ...]

    @property
    def standing(self) -> bool:
        """Whether the latest that the voice says is among them."""
        return any(statement.standing for statement in self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A gridline: its label, and its place in percent."""

    label: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One day of a track: what was said on it, with the place of each row in percent of the width.

    ``numbers`` are the different ones, ``word`` how they stand to the day before, ``late`` says that a long
    time lies before it.
    """

    when: str
    rows: tuple[tuple[float, Row], ...]
    numbers: tuple[Figure, ...]
    word: str
    standing: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The numbers of one voice day by day, as a picture; ``lines`` (x1, y1, x2, y2) lead to what replaced what."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker and what it has said, position by position, oldest statement first.

    ``moments`` are what a principal voice said when, ``track`` the same as a picture where there is more than one
    number, ``change`` what changed between its first number and its latest.
    """

    name: str
    kind: str
    rows: tuple[Row, ...]
    moments: tuple[Moment, ...] = ()
    track: Track | None = None
    change: Sentence = ()

    @property
    def folded(self) -> tuple[Row, ...]:
        """The statements that do not stand open."""
        told = {row.claim for moment in self.moments for said in moment.statements for row in said.renderings}
        told |= {
            c.claim for m in self.moments for said in m.statements for row in said.renderings for c in row.carriers
        }
        return tuple(row for row in self.rows if row.claim not in told)


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
        return tuple(voice for voice in self.voices if voice.moments)

    @property
    def folded(self) -> tuple[Voice, ...]:
        """The voices with statements that do not."""
        return tuple(voice for voice in self.voices if voice.folded)


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
