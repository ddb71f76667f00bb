"""The Arabic reader on its gold passages, and what must hold of every claim it makes."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cenotaph.errors import ExtractError
from cenotaph.extract import extract, get_extractor
from cenotaph.extract.arabic.rules import MOST_CHARACTERS, MOST_CONFIDENCE
from cenotaph.extract.explain import rule_entry
from cenotaph.model import Claim, Hedge, Measure, Report, Stance
from extract.language_gold import a_report, passages, read, score_half

# what a change must not fall below, in each part of the gold; first and later scores stand in docs/extract.md
FLOORS = {
    "f1": 0.95,
    "speaker": 0.95,
    "stance": 0.97,
    "hedge": 0.97,
    "text": 0.97,
    "period": 0.95,
    "place": 0.95,
    "part": 0.99,
}


def claims_of(text: str, published: str = "2024-02-15") -> tuple[Claim, ...]:
    return get_extractor("rules_ar").extract(a_report("ar", text, published))


def only(text: str) -> Claim:
    (claim,) = claims_of(text)
    return claim


def ends(claim: Claim) -> tuple[int | None, int | None, int | None]:
    assert claim.count is not None
    return claim.count.low, claim.count.best, claim.count.high


@pytest.mark.parametrize("half", ["dev", "test", "later", "last"])
def test_the_gold_passages_are_read_as_well_as_before(half: str) -> None:
    got = score_half("ar", half)
    assert got.wanted >= 30
    assert got.f1 >= FLOORS["f1"], got.errors
    below = {name: got.share(name) for name in FLOORS if name != "f1" and got.share(name) < FLOORS[name]}
    assert below == {}, got.errors


def test_there_are_enough_passages_and_every_second_one_is_set_aside() -> None:
    rows = [row for row in passages("ar") if row["half"] in ("dev", "test")]
    assert len(rows) >= 44
    assert len(passages("ar", "later")) >= 20
    assert len(passages("ar", "last")) >= 15
    assert [row["half"] for row in rows] == ["dev" if n % 2 == 0 else "test" for n in range(len(rows))]


def test_every_claim_is_marked_as_read_by_lists_and_not_surer_than_allowed() -> None:
    seen = [claim for row in passages("ar") for claim in read("ar", row)]
    assert len(seen) > 60
    for claim in seen:
        assert claim.extraction.by == "rules_ar@1"
        assert claim.extraction.confidence <= MOST_CONFIDENCE
        assert "method.lexicon" in claim.extraction.rules


def test_every_rule_that_the_reader_names_is_described() -> None:
    seen = {rule for row in passages("ar") for claim in read("ar", row) for rule in claim.extraction.rules}
    described = {rule: rule_entry(rule) for rule in seen}
    assert len(seen) > 15
    assert [rule for rule, entry in described.items() if entry is None or entry.name in ("frame", "count")] == []


# ---- quotes


def holds(report: Report, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        claim.check(report)
        spans = {span.field: report.text[span.start : span.end] for span in claim.fields}
        for anchor in claim.anchors:
            assert report.text[anchor.start : anchor.end] == anchor.quote
        if "count" in spans and claim.count is not None:
            assert spans["count"] == claim.count.text
        if claim.group is not None:
            assert spans["group"] == claim.group.text
        if claim.place is not None:
            assert spans["place"] == claim.place.text
        if claim.period is not None:
            assert spans["period"] == claim.period.text


INSERTS = ["ـ", "\u064e", "\u0651", "\u200f", "\u202b", "\u202c", "\u200d", "\r\n", "🙂", " ", "e\u0301"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(passages("ar")), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(INSERTS)), max_size=12)
)
def test_quotes_stand_at_their_offsets_whatever_is_strewn_in(
    row: dict[str, str], inserts: list[tuple[int, str]]
) -> None:
    chars = list(row["text"])
    for at, mark in inserts:
        chars.insert(at % (len(chars) + 1), mark)
    report = a_report("ar", "".join(chars), row["published"])
    holds(report, get_extractor("rules_ar").extract(report))


VOWELS = ["", "\u064e", "\u064f", "\u0650", "\u0652", "\u0651\u064e", "ـ", "ــ"]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(passages("ar")), st.integers(0, 10**6))
def test_vowel_marks_and_lengthening_change_no_number(row: dict[str, str], seed: int) -> None:
    draw = random.Random(seed)
    dressed = "".join(c + draw.choice(VOWELS) if "ء" <= c <= "ي" else c for c in row["text"])
    plain = get_extractor("rules_ar").extract(a_report("ar", row["text"], row["published"]))
    report = a_report("ar", dressed, row["published"])
    claims = get_extractor("rules_ar").extract(report)
    holds(report, claims)
    assert [(c.measure, c.count and ends(c), c.stance) for c in claims] == [
        (c.measure, c.count and ends(c), c.stance) for c in plain
    ]


WORDS = sorted({word for row in passages("ar") for word in row["text"].split()})


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, *INSERTS, "12", "٣٤", "۵", "،", ".", "؟", "«", "»", ":", "-"]), max_size=60)
)
def test_no_heap_of_words_breaks_it(heap: list[str]) -> None:
    report = a_report("ar", " ".join(heap))
    holds(report, get_extractor("rules_ar").extract(report))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=120))
def test_no_string_of_arabic_letters_breaks_it(text: str) -> None:
    report = a_report("ar", "قتل " + text + " 5 جنود")
    holds(report, get_extractor("rules_ar").extract(report))


def test_a_report_in_windows_lines_and_with_presentation_forms_is_quoted_as_it_stands() -> None:
    text = "عاجل 🙂\r\n\r\n\u200fﻗُﺘﻞ ٧ ﺟﻨﻮﺩ في حلب.\r\n"
    claim = only(text)
    assert ends(claim) == (7, 7, 7)
    assert claim.anchor.quote == text[claim.anchor.start : claim.anchor.end]
    assert "ﻗُﺘﻞ" in claim.anchor.quote


def test_a_text_that_is_too_long_is_refused_and_a_stub_is_not_read() -> None:
    reader = get_extractor("rules_ar")
    with pytest.raises(ExtractError):
        reader.extract(a_report("ar", "قتل 5 جنود. " * (MOST_CHARACTERS // 10)))
    assert claims_of("") == ()
    assert claims_of("وصل الوزير إلى العاصمة في زيارة تستغرق 3 أيام.") == ()


# ---- single matters


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "hedge"),
    [
        ("قتل أكثر من 20 شخصا.", 21, None, None, Hedge.MORE_THAN),
        ("قتل ما لا يقل عن 20 شخصا.", 20, None, None, Hedge.AT_LEAST),
        ("قتل 20 شخصا على الأقل.", 20, None, None, Hedge.AT_LEAST),
        ("قتل نحو 20 شخصا.", 18, 20, 22, Hedge.ABOUT),
        ("قتل قرابة 20 شخصا.", 18, 20, 20, Hedge.ABOUT),
        ("قتل أقل من 20 شخصا.", 0, None, 19, Hedge.FEWER_THAN),
        ("قتل ما يصل إلى 20 شخصا.", 0, None, 20, Hedge.AT_MOST),
        ("قتل ما بين 20 و30 شخصا.", 20, None, 30, Hedge.BETWEEN),
        ("ربما قتل 20 شخصا.", 0, 20, None, Hedge.POSSIBLE),
        ("قتل عشرات الأشخاص.", 20, None, 99, Hedge.VAGUE_PLURAL),
        ("قتل عدة أشخاص.", 2, None, 19, Hedge.VAGUE_PLURAL),
        ("قتل جنديان.", 2, 2, 2, Hedge.EXACT),
        ("قتلت امرأة.", 1, 1, 1, Hedge.EXACT),
        ("قتل أحد الجنود.", 1, 1, 1, Hedge.EXACT),
    ],
)
def test_hedges_follow_the_profile(text: str, low: int, best: int | None, high: int | None, hedge: Hedge) -> None:
    claim = only(text)
    assert ends(claim) == (low, best, high)
    assert claim.count is not None
    assert claim.count.hedge is hedge


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("لم يصب أحد.", Measure.INJURED),
        ("دون وقوع إصابات.", Measure.INJURED),
        ("لا قتلى في الانفجار.", Measure.KILLED),
        ("لم يسفر الهجوم عن سقوط قتلى.", Measure.KILLED),
        ("لم تقع خسائر بشرية.", Measure.KILLED_OR_INJURED),
    ],
)
def test_none_is_zero(text: str, measure: Measure) -> None:
    claim = only(text)
    assert (claim.measure, ends(claim)) == (measure, (0, 0, 0))


def test_no_news_and_not_known_are_not_zero() -> None:
    assert claims_of("لم ترد أنباء عن وقوع إصابات.") == ()
    claim = only("لم يعرف عدد القتلى بعد.")
    assert claim.stance is Stance.REPORTS_UNKNOWN
    assert ends(claim) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "هل قتل 5 جنود في الهجوم؟",
        "لو وقع الانفجار نهارا لقتل 50 شخصا.",
        "أحبطت الشرطة خطة لقتل 5 قضاة.",
        "تعهد القائد بقتل المزيد.",
        "قضت محكمة بإعدام 5 متهمين.",
        "وقع الهجوم في الساعة 10 وأصاب 3 منازل.",
        "خسر الفريق 5 مباريات، وقتل الملل 90 دقيقة.",
    ],
)
def test_what_did_not_happen_to_people_is_no_claim(text: str) -> None:
    assert claims_of(text) == ()


def test_dead_and_wounded_under_one_number_are_one_claim_and_apart_are_two() -> None:
    assert only("سقط 30 شخصا بين قتيل وجريح.").measure is Measure.KILLED_OR_INJURED
    assert only("مقتل وإصابة 15 شخصا في الانفجار.").measure is Measure.KILLED_OR_INJURED
    assert [c.measure for c in claims_of("سقط 3 قتلى و9 جرحى.")] == [Measure.KILLED, Measure.INJURED]


def test_an_earlier_figure_yields_to_the_newer_one() -> None:
    old, new = claims_of(
        "أعلنت وزارة الصحة مقتل 35 شخصا في القصف. وكانت الوزارة قد أعلنت في وقت سابق مقتل 22 شخصا."
    )
    assert (ends(old)[1], ends(new)[1]) == (35, 22)
    assert "flag.earlier" in new.extraction.rules


def test_the_day_of_a_statement_is_not_the_day_of_the_harm() -> None:
    claim = only("أعلن الجيش، السبت، مقتل خمسة جنود.")
    assert claim.period is None
    assert claim.said_at is not None
    assert str(claim.said_at.earliest) == "2024-02-10"


def test_a_quotation_goes_on_until_it_is_closed() -> None:
    first, second, third = claims_of(
        "قال العميد فهد سالم: «قتل ثلاثة جنود. وأصيب سبعة». وفقد أربعة عمال في المنجم."
    )
    assert first.speaker.name == second.speaker.name == "فهد سالم"
    assert third.speaker.name == "the report"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أعلنت موسكو القضاء على 400 جندي أوكراني.", [("killed", 400, "موسكو")]),
        ("قال الجيش: سقط شهيد وجريح.", [("killed", 1, "الجيش"), ("injured", 1, "الجيش")]),
        ("لم تسفر العملية عن سقوط قتلى أو جرحى.", [("killed", 0, "the report"), ("injured", 0, "the report")]),
        ("قتل 3 جنود، بحسب ما نشرته وكالة محلية.", [("killed", 3, "وكالة محلية")]),
        ("أفاد شهود أن مسلحين قتلوا ستة مزارعين.", [("killed", 6, "شهود")]),
        ("اختطف مسلحون أربعة عمال.", [("detained", 4, "the report")]),
        ("تعرض خمسة مهندسين للخطف.", [("detained", 5, "the report")]),
        ("أعدمت الجماعة 12 أسيرا.", [("killed", 12, "the report")]),
        ("يرتفع إلى 63 عدد القتلى.", [("killed", 63, "the report")]),
        ("نقلت وكالة عن طبيب قوله إن 9 أشخاص ماتوا.", [("killed", 9, "طبيب")]),
        ("وقالت الوزارة في بيان إن 8 عمال أصيبوا.", [("injured", 8, "الوزارة")]),
    ],
)
def test_one_sentence_gives_its_claims(text: str, wanted: list[tuple[str, int, str]]) -> None:
    got = [(c.measure.value, c.count.low if c.count else None, c.speaker.name) for c in claims_of(text)]
    assert got == wanted


def test_the_last_speaker_goes_on_where_nobody_is_named() -> None:
    first, second = claims_of("قالت وزارة الصحة إن 5 أشخاص قتلوا. وقالت في بيان إن 7 أصيبوا.")
    assert first.speaker.name == second.speaker.name == "وزارة الصحة"
    assert "attribution.last_speaker:قالت" in second.extraction.rules


def test_an_arabic_text_that_does_not_say_so_is_read_by_its_letters() -> None:
    (claim,) = extract("قُتل ٧ جنود في حلب.", published=date(2024, 2, 15))
    assert claim.extraction.by == "rules_ar@1"
    assert ends(claim) == (7, 7, 7)
    assert extract("۷ نفر در انفجار کشته شدند و چهار نفر زخمی گردیدند") == ()
