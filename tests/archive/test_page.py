"""HTML: what is kept, in which shape, and what the page says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from cenotaph.archive import archive
from cenotaph.archive.dates import published_day
from cenotaph.model import Report

LEAD = "Ten people were killed when a shell hit a market in the old town on Tuesday, the governor said."
BODY = (
    "Rescuers pulled four more bodies from the rubble during the night, a doctor at the district hospital told "
    "reporters. The army denied that it had fired on the town and promised an inquiry into what it called rumours."
)


def page(body: str, head: str = "", lang: str = "en") -> Report:
    return archive(f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'.encode())


def article(inside: str, head: str = "") -> Report:
    return page(f"<article>{inside}<p>{LEAD}</p><p>{BODY}</p></article>", head)


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert article("").text == f"{LEAD}\n\n{BODY}"


def test_a_headline_repeated_at_the_top_is_kept_once() -> None:
    report = article(
        "<p>Shell kills ten  in market</p><h1>Shell kills ten in market</h1><h2>Shell kills ten in market.</h2>",
        '<title>Shell kills ten in market - Daily Echo</title><meta property="og:site_name" content="Daily Echo">',
    )
    assert report.text == f"Shell kills ten in market\n\n{LEAD}\n\n{BODY}"
    assert report.title == "Shell kills ten in market"
    assert report.publisher == "Daily Echo"


def test_a_headline_outside_the_article_is_put_first() -> None:
    report = page(f"<header><h1>Shell kills ten</h1></header><article><p>{LEAD}</p><p>{BODY}</p></article>")
    assert report.text.startswith(f"Shell kills ten\n\n{LEAD}")


def test_a_headline_repeated_further_down_stays() -> None:
    filler = "".join(f"<p>Paragraph {n}: {BODY}</p>" for n in range(8))
    report = article(f"<h1>Shell kills ten</h1>{filler}<h2>Shell kills ten</h2>")
    assert report.text.count("Shell kills ten") == 2


def test_a_logo_is_not_a_headline() -> None:
    head = '<meta property="og:site_name" content="Daily Echo"><meta property="og:title" content="Shell kills ten">'
    report = page(f"<header><h1>Daily Echo</h1></header><article><p>{LEAD}</p><p>{BODY}</p></article>", head)
    assert report.text.startswith("Shell kills ten\n\n")


def test_lists_tables_quotes_and_headings_keep_their_lines() -> None:
    report = article(
        "<h2>Who are the dead?</h2><ul><li>Three from <b>one</b> family</li><li>A guard</li></ul>"
        "<table><tr><th>Day</th><th>Dead</th></tr><tr><td>1 May</td><td>6</td></tr></table>"
        "<blockquote><p>Nobody has called us.</p></blockquote>"
    )
    for block in (
        "Who are the dead?",
        "Three from one family\nA guard",
        "Day | Dead\n1 May | 6",
        "Nobody has called us.",
    ):
        assert block in report.text.split("\n\n")


def test_breaks_are_lines_and_double_breaks_are_paragraphs() -> None:
    report = page(f"<article><p>{LEAD}<br>One line on.<br><br>{BODY}<br/> <br/>The end of it.</p></article>")
    assert report.text == f"{LEAD}\nOne line on.\n\n{BODY}\n\nThe end of it."


def test_a_layout_table_is_read_as_paragraphs() -> None:
    report = page(f"<table><tr><td><p>{LEAD}</p><p>{BODY}</p></td></tr></table>")
    assert report.text == f"{LEAD}\n\n{BODY}"


def test_entities_spaces_and_marks() -> None:
    report = page(
        f"<article><p>{BODY}</p><p>{LEAD} &laquo;1&nbsp;000&raquo; A&amp;E caf&eacute; Tues&shy;day</p></article>"
    )
    assert "«1\u00a0000» A&E café Tuesday" in report.text
    assert any("soft hyphens" in note for note in report.notes)


def test_code_points_are_kept_as_written() -> None:
    report = page(f"<article><p>{BODY}</p><p>{LEAD} cafe\u0301 \u200fمقتل\u200f می\u200cشود</p></article>")
    assert "cafe\u0301 \u200fمقتل\u200f می\u200cشود" in report.text


def test_right_to_left_pages() -> None:
    text = (
        "قتل ستة أشخاص على الأقل وأصيب عشرة في قصف استهدف سوقا شعبيا، بحسب ما قال مصدر طبي في المدينة يوم الثلاثاء."
    )
    report = page(f'<article dir="rtl"><h1>مقتل ستة في قصف</h1><p>{text}</p><p>{text}</p></article>', lang="ar")
    assert report.text.startswith(f"مقتل ستة في قصف\n\n{text}")
    assert report.language == "ar"


@pytest.mark.parametrize(
    "junk",
    [
        '<div class="comments"><p>I heard that 5000 died, says my cousin who was there.</p></div>',
        '<section id="comments"><article class="comment"><p>I heard that 5000 died.</p></article></section>',
        '<aside class="related"><h3>Related</h3><ul><li><a href="/x">War kills 5000</a></li></ul></aside>',
        '<div class="related-articles"><a href="/x">War kills 5000</a><a href="/y">Fire kills 70</a></div>',
        "<footer><p>5000 readers trust us</p></footer>",
        "<nav><a href=/>Home</a><a href=/w>5000 stories</a></nav>",
        "<script>var dead = 5000;</script><style>p { width: 5000px }</style>",
    ],
)
def test_what_is_not_the_article_is_left_out(junk: str) -> None:
    report = page(f"<article><h1>Shell kills ten</h1><p>{LEAD}</p><p>{BODY}</p></article>{junk}")
    assert "5000" not in report.text


def test_metadata_of_meta_elements() -> None:
    report = article(
        "",
        '<meta property="og:title" content="Shell kills ten"><meta property="og:site_name" content="Daily Echo">'
        '<meta name="author" content="A. Writer"><link rel="canonical" href="https://echo.example/a">'
        '<meta property="article:published_time" content="2018-02-20T23:30:00-05:00">'
        '<meta property="article:modified_time" content="2018-03-01T00:00:00Z">',
    )
    assert (report.title, report.publisher, report.author) == ("Shell kills ten", "Daily Echo", "A. Writer")
    assert (report.url, report.published) == ("https://echo.example/a", date(2018, 2, 20))
    assert report.notes == ()


def test_metadata_of_json_ld() -> None:
    report = article(
        "",
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Holding"}, '
        '{"@type": ["NewsArticle"], "headline": "Shell kills ten", "datePublished": "2018-02-20", '
        '"author": [{"name": "A. Writer"}, {"name": "B. Other"}], "publisher": {"name": "Daily Echo"}}]}</script>',
    )
    assert (report.title, report.publisher) == ("Shell kills ten", "Daily Echo")
    assert (report.author, report.published) == ("A. Writer, B. Other", date(2018, 2, 20))


def test_broken_json_ld_is_ignored() -> None:
    assert article("", '<script type="application/ld+json">{"@type": </script>').published is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<time datetime="2018-02-20T10:00Z">20 Feb</time>', date(2018, 2, 20)),
        (
            '<time datetime="2018-02-20" itemprop="datePublished">x</time><time datetime="2018-02-22">y</time>',
            date(2018, 2, 20),
        ),
        ('<time datetime="2018-02-20">a</time><time datetime="2018-02-22">b</time>', None),
        ('<p>Updated: <time datetime="2018-02-22">22 Feb</time></p>', None),
        ('<time class="modified" datetime="2018-02-22">22 Feb</time>', None),
        ("<time>20 February 2018</time>", None),
        ("<p>20 February 2018</p>", None),
    ],
)
def test_time_elements(html: str, expected: date | None) -> None:
    assert article(f"<h1>Shell kills ten</h1>{html}").published == expected


def test_only_an_update_is_noted_and_not_taken() -> None:
    report = article("", '<meta property="article:modified_time" content="2018-03-01T00:00:00Z">')
    assert report.published is None
    assert any("only when it was updated" in note for note in report.notes)


def test_dates_that_disagree_are_noted() -> None:
    report = article("", '<meta name="date" content="2018-03-01"><meta name="dc.date" content="2018-02-20">')
    assert report.published == date(2018, 2, 20)
    assert any("several publication dates" in note for note in report.notes)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2018-02-20", date(2018, 2, 20)),
        ("2018-02-20T10:11:12.345+0300", date(2018, 2, 20)),
        ("20180220", date(2018, 2, 20)),
        ("2018/02/20 10:00", date(2018, 2, 20)),
        ("Tue, 20 Feb 2018 10:00:00 GMT", date(2018, 2, 20)),
        ("20 February 2018", date(2018, 2, 20)),
        ("February 20, 2018 10:00 AM", date(2018, 2, 20)),
        ("20.02.2018", date(2018, 2, 20)),
        ("02/03/2018", None),
        ("2018-02", None),
        ("2018", None),
        ("2018-13-40", None),
        ("1519120000", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_published_day(words: str, expected: date | None) -> None:
    assert published_day(words) == expected


def test_language_of_the_page_and_of_its_text() -> None:
    assert page(f"<p>{LEAD}</p><p>{BODY}</p>", lang="en-GB").language == "en"
    russian = "<p>" + "Десять человек погибли при обстреле рынка, сообщил губернатор. " * 6 + "</p>"
    report = page(russian, lang="en")
    assert report.language == "ru"
    assert any("declares its language as en" in note for note in report.notes)


def test_the_same_bytes_give_the_same_report() -> None:
    first, second = (article("<h1>Shell kills ten</h1>") for _ in range(2))
    assert first == second
