"""The Russian reader: shares of the hand-made gold, and what holds for any text."""

from __future__ import annotations

import builtins
from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import ExtractError, MissingExtraError
from cenotaph.extract import extract, get_extractor, tally
from cenotaph.extract.base import Extractor
from cenotaph.extract.rules_en import MOST_CHARACTERS
from cenotaph.model import Claim, Measure, Report, Scope, Stance, report_id
from extract.language_gold import Half, score_half

if find_spec("natasha") is None:
    pytest.skip("the extra 'russian' is not installed", allow_module_level=True)

# floors that a change may raise and not lower: (dev half, test half)
FLOORS = {
    "f1": (0.98, 0.88),
    "speaker": (0.98, 0.93),
    "stance": (0.98, 0.97),
    "hedge": (0.98, 0.98),
    "period": (0.98, 0.95),
    "place": (0.98, 0.93),
    "via": (1.0, 1.0),
    "people": (1.0, 1.0),
    "part": (1.0, 1.0),
    "tally": (1.0, 1.0),
}
_PIECES = st.sampled_from(
    [
        "Погибли трое мирных жителей.", "Ещё 12 ранены", "в Херсоне", "МЧС сообщает", "«Убито человек пять», —",
        "сказал мэр", "\r\n", "\n\n", "е\u0308", "поги\u0301бли", "по\u00adгибли", "🕯️", "👨\u200d👩\u200d👧",
        "двое детей", "в том числе", "из них", "7 февраля", "число погибших", "нет", "не", ",", ":", "—", "»", "10",
        "1 200", "об этом", "тела", "No one died.", "\u00a0", "могли погибнуть", "за сутки", "Иван Петров",
        "34-летний",
        "(", ")", ".", "?", "получили ранения", "без вести пропали",
    ]
)  # fmt: skip


def read(text: str, published: str = "2023-03-08", publisher: str | None = None) -> tuple[Claim, ...]:
    """The claims of a Russian text."""
    report = Report(
        id=report_id(text.encode()),
        text=text,
        published=date.fromisoformat(published),
        publisher=publisher,
        language="ru",
    )
    return get_extractor("rules_ru").extract(report)


@pytest.fixture(scope="module")
def halves() -> dict[str, Half]:
    """Both halves of the gold, read and judged."""
    return {half: score_half("ru", half) for half in ("dev", "test")}


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("half", ["dev", "test"])
def test_share_right(name: str, half: str, halves: dict[str, Half]) -> None:
    """At least the floor of claims and of each of their fields is right."""
    judged = halves[half]
    got = judged.f1 if name == "f1" else judged.share(name)
    assert got >= FLOORS[name][half == "test"], (name, half, got)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_every_quote_stands_at_its_offsets(text: str) -> None:
    """Anchors, counts and field spans are the report's own text: ё, stress marks, CRLF and emoji included."""
    report = Report(id=report_id(text.encode()), text=text, published=date(2023, 3, 8), language="ru")
    claims = extract(report)
    for claim in claims:
        claim.check(report)
        spans = {span.field: text[span.start : span.end] for span in claim.fields}
        assert all(said.strip() for said in spans.values())
        if "count" in spans and claim.count is not None and claim.stance is Stance.ASSERTS:
            assert claim.count.text == spans["count"]
    assert len({claim.id for claim in claims}) == len(claims)
    assert [c.id for c in extract(report)] == [c.id for c in claims]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Random text of any script is read to the end; what is found can be checked."""
    report = Report(id=report_id(text.encode()), text="Погибли двое. " + text, language="ru")
    for claim in extract(report):
        claim.check(report)


def test_stress_marks_and_composed_letters_keep_their_offsets() -> None:
    """Marks that the parser never sees are in the quote."""
    text = "В Херсо\u0301не поги\u0301бли тро\u0301е; ещ\u0435\u0308 двое ра\u00adнены."
    killed, injured = read(text)
    assert killed.anchor.quote == text
    assert killed.count is not None
    assert killed.count.text == "тро\u0301е"
    assert killed.place is not None
    assert killed.place.country == "UA"
    assert injured.measure is Measure.INJURED


def test_the_reader_keeps_the_protocol() -> None:
    """The registered reader is an Extractor, gives nothing for a stub, and refuses a dump."""
    reader = get_extractor("rules_ru")
    assert isinstance(reader, Extractor)
    assert reader.by == "rules_ru@1"
    stub = Report(id=report_id(b"x"), text="Погибли двое.", language="ru", stub="a cookie page")
    assert reader.extract(stub) == ()
    with pytest.raises(ExtractError, match="split"):
        reader.extract(Report(id=report_id(b"y"), text="погибли " * (MOST_CHARACTERS // 8 + 1), language="ru"))


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that cannot be made says what to install."""
    from cenotaph.extract.russian import RulesRu, parse

    imported = builtins.__import__

    def missing(name: str, *args: Any) -> Any:
        if name == "natasha":
            raise ImportError(name)
        return imported(name, *args)

    parse._tools.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingExtraError, match="russian"):
        RulesRu()


def test_a_text_without_a_declared_language_is_read_as_russian() -> None:
    """Plain text goes by its letters, and carries the reader that read it."""
    (claim,) = extract("При взрыве погибли пять человек.")
    assert claim.extraction.by == "rules_ru@1"


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Погибли трое, ещё 12 ранены.", (3, 3, 3), (12, 12, 12)),
        ("Число погибших выросло с 7 до 9.", (9, 9, 9), (None, None, None)),
        ("Погибли 8 человек, из них двое — дети.", (8, 8, 8), (None, None, None)),
        ("Никто не пострадал, погибших нет.", (0, 0, 0), (0, 0, 0)),
        ("С начала года на дорогах погибли 112 человек.", (None, None, None), (None, None, None)),
        ("Убиты либо ранены 200 бойцов.", (0, None, 200), (0, None, 200)),
        ("Погибли 12 человек, среди них трое детей. Ранены 30, из них пятеро тяжело.", (12, 12, 12), (30, 30, 30)),
        ("Около 60 тысяч жителей остались без света.", (None, None, None), (None, None, None)),
    ],
)
def test_the_tally_of_russian_claims(text: str, killed: tuple[int], injured: tuple[int]) -> None:
    """Parts are not added, totals and periods are kept apart, as in English."""
    found = tally(read(text), text)
    assert (found.killed.low, found.killed.best, found.killed.high) == killed
    assert (found.injured.low, found.injured.best, found.injured.high) == injured


def test_an_article_of_several_paragraphs_is_told_by_its_lead() -> None:
    """The headline, the lead and the memory of another blast give one figure."""
    text = (
        "При взрыве на рынке в Самарканде погибли девять человек\n\n"
        "Девять человек погибли и 30 ранены при взрыве на рынке в Самарканде, сообщил хокимият.\n\n"
        "Двое раненых умерли в больнице до этого утра, уточнили врачи.\n\n"
        "В 2019 году на том же рынке погибли 40 человек."
    )
    found = tally(read(text, publisher="Вестник"), text)
    assert found.killed.best == 9
    assert found.injured.best == 30


@pytest.mark.parametrize(
    "text",
    [
        "Российская сторона заявила об уничтожении 12 танков.",
        "Сколько человек погибло?",
        "Если бы дамбу прорвало, погибли бы сотни людей.",
        "Суд приговорил его за убийство двух соседей.",
        "Врач спас жизнь троим пациентам.",
        "Президент выразил соболезнования семьям погибших.",
        "Количество жертв может вырасти.",
        "Из 112 пассажиров выжили только девять.",
    ],
)
def test_no_claim_where_nobody_is_counted(text: str) -> None:
    """Things, questions, conditions, courts, rescues and survivors are no claims."""
    assert read(text) == ()


def test_denials_refusals_and_unknowns_carry_no_invented_number() -> None:
    """What is withheld is null, what is denied keeps only the number that it repeats."""
    (denied,) = read("Минобороны опровергло сообщения о гибели десяти лётчиков.")
    assert denied.stance is Stance.DENIES
    assert denied.count is not None
    assert denied.count.best == 10
    (refused,) = read("Минобороны не комментировало сообщения о погибших.")
    assert refused.stance is Stance.DECLINES_TO_SAY
    assert refused.count is not None
    assert refused.count.unknown
    (unknown,) = read("Число жертв уточняется.")
    assert unknown.stance is Stance.REPORTS_UNKNOWN
    *_, rejected = read("Ополченцы заявили об уничтожении 200 военных. Киев эти данные опроверг.")
    assert (rejected.stance, rejected.count) == (Stance.DENIES, None)
    assert rejected.speaker.name == "Киев"


def test_the_chain_runs_from_the_publisher_inward() -> None:
    """An agency that refers to a ministry carries it; "об этом" speaks for the sentence before."""
    (claim,) = read("Погибли пять человек. Об этом сообщает ТАСС со ссылкой на МЧС.", publisher="Вестник")
    assert claim.speaker.name == "МЧС"
    assert [voice.name for voice in claim.via] == ["Вестник", "ТАСС"]


def test_named_people_become_records() -> None:
    """Name in the nominative, age, sex and rank as the words give them."""
    (claim,) = read("Похоронили сержанта Алексея Громова, погибшего 2 марта под Угледаром.")
    (person,) = claim.people
    assert person.name == "Алексей Громов"
    assert person.rank == "сержант"
    assert claim.period is not None
    assert claim.period.earliest == date(2023, 3, 2)


def test_sums_over_a_period_say_so() -> None:
    """ "с 2014 года" runs on, "за девять месяцев 2017 года" is closed."""
    (running,) = read("С 2014 года погибли 1 200 мирных жителей.")
    assert running.scope is Scope.CUMULATIVE_TO_DATE
    (closed,) = read("За девять месяцев 2017 года погибли 1,2 тыс. человек.")
    assert closed.scope is Scope.PERIOD
    assert closed.period is not None
    assert closed.period.latest == date(2017, 9, 30)
