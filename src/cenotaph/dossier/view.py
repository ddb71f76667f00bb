"""What the page shows, before it is a page: frozen views made of words and Figures.

A number that counts people or sources is a :class:`~cenotaph.model.Figure` everywhere in here; plain numbers
are only places on paper (percent along an axis, degrees on the map).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cenotaph.dossier.view_rows import (
    Carrier,
    Column,
    Mark,
    Moment,
    Move,
    Panel,
    Part,
    Quoted,
    Row,
    Sentence,
    Side,
    Statement,
    Tick,
    Track,
    Voice,
)
from cenotaph.model import Claim, Figure, Judgement, NameList, Report

__all__ = [
    "Account",
    "Answer",
    "Archived",
    "Area",
    "Belief",
    "Beliefs",
    "Bracket",
    "Carrier",
    "Column",
    "Dispute",
    "Dossier",
    "End",
    "Heard",
    "HedgeUse",
    "Known",
    "LeftOut",
    "ListRow",
    "ListShown",
    "Map",
    "Mark",
    "Moment",
    "Move",
    "Name",
    "Named",
    "OnList",
    "Panel",
    "Part",
    "PolicyLine",
    "Quoted",
    "Range",
    "Row",
    "Sentence",
    "Side",
    "Source",
    "Statement",
    "Tick",
    "Toll",
    "Track",
    "Voice",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as one report writes it."""

    text: str
    lang: str | None
    rtl: bool
    claim: str | None
    report: str
    publisher: str
    row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnList:
    """Where a person stands on a list: the list's name, the line in words, its archived file, the record."""

    name: str
    line: str
    report: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row of an archived list: what may be quoted of it."""

    record: str
    line: str
    name: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShown:
    """A list with the rows to which the page leads; its ``report`` is without the text, which is confidential.

    ``told_by`` are names of those who told of these deaths, to be blacked out wherever they stand.
    """

    named: NameList
    report: Report
    rows: tuple[ListRow, ...]
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How many are known by name: the verified, apart from them the others, and the rejected; None: nobody."""

    verified: Figure | None = None
    backlog: Figure | None = None
    rejected: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One person known by name; ``says`` names who says so, never an informant who has not released it.

    ``standing`` is the code of their corroboration; ``of_lists`` means that no report here names them, ``by_name``
    that nothing but one name says that the reports mean one person; ``alike``: id of one whom reports name so.
    """

    id: str
    names: tuple[Name, ...]
    age: str
    about: str
    fate: str
    status: str
    sources: Figure
    says: tuple[str, ...]
    tied: bool
    standing: str = "unverified"
    lists: tuple[OnList, ...] = ()
    of_lists: bool = False
    by_name: bool = False
    alike: str | None = None


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
    """Claims that cannot all be true, or two renderings of one statement, in a sentence of Figures.

    ``more`` is how many narrower contradictions the same voices have besides.
    """

    sentence: Sentence
    claims: tuple[str, ...]
    kind: str
    more: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Bounds and how they are drawn, in percent of the column; nothing is drawn where nothing limits them."""

    figure: Figure | None
    start: float | None = None
    end: float | None = None
    opens_left: bool = False
    opens_right: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A largest set of voices that can all be right: those in dispute that it holds, and those it does not."""

    believed: tuple[str, ...]
    without: tuple[str, ...]
    answers: tuple[Bracket, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """Whom to believe: ``questions`` are the columns, ``agreed`` the voices that no row leaves out."""

    questions: tuple[str, ...]
    rows: tuple[Belief, ...]
    agreed: tuple[str, ...]
    stopped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a policy says of one measure; ``best`` only where the range does not say it."""

    what: str
    figure: Figure | None
    best: Figure | None
    refusal: str
    provisional: Figure | None
    beside: tuple[tuple[str, Figure], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLine:
    """One policy's answer, what it does and where that is laid down."""

    title: str
    says: str
    source: str
    url: str | None
    ours: str
    subject: str
    grade: str
    why: str
    tolls: tuple[Toll, ...]
    notes: tuple[str, ...]


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
    """A report as the table of sources shows it; ``only_repeats`` when nothing in it is its own."""

    report: Report
    page: str
    publisher: str
    voices: tuple[str, ...]
    echo_of: str | None
    echo_why: str
    only_repeats: bool
    claims: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One voice, and the reports that carry it; ``echo`` on those that only repeat another of them.

    ``apart`` counts the voices that it is known to be independent of, None where that is not known of any.
    """

    key: str
    name: str
    reports: Figure
    carriers: tuple[Carrier, ...]
    apart: Figure | None = None

    @property
    def several(self) -> bool:
        """Whether more than one report carries it."""
        return len(self.carriers) > 1


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
class Archived:
    """What any page rests on: its sources, records and voices, what was kept back, and the state of the ledger."""

    claims_withheld: Figure | None
    reports_withheld: Figure | None
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...]
    profiles: tuple[str, ...]
    hedges: tuple[HedgeUse, ...]
    carriers: Sentence
    heard: tuple[Heard, ...]
    ledger_hash: str
    generated_at: datetime
    as_of: date
    lists: tuple[ListShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Archived):
    """Everything the page of an incident shows, in reading order; what it rests on (``Archived``) stands last."""

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
    listed: tuple[Named, ...]
    on_lists: Known
    withheld: Figure | None
    accounts: tuple[Account, ...]
    ranges: tuple[Range, ...]
    more_ranges: tuple[Range, ...]
    range_ticks: tuple[Tick, ...]
    disputes: tuple[Dispute, ...]
    beliefs: Beliefs | None
    policies: tuple[PolicyLine, ...]
    left_out: tuple[LeftOut, ...]
    unknowns: tuple[Quoted, ...]
    map: Map | None
    statements: tuple[Row, ...]
    cut: bool
