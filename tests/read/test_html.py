from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableDocumentError
from pipeline.read.blocks import Extraction
from pipeline.read.hints import Hints
from pipeline.read.html import extract_html
from pipeline.read.structure import build_document
from pipeline.records import Omission
from pipeline.settings import ReadLimits

PAGE = """<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><header><a href="/">Home</a></header><nav><ul><li>Menu</li></ul></nav>{body}
<div class="cookie-bar">Wij gebruiken cookies.</div><footer>Over ons</footer>
<script>alert("x")</script></body></html>"""


def extract(body: str, *, head: str = "", title: str = "Titel", encoding: str = "utf-8") -> Extraction:
    page = PAGE.format(body=body, head=head, title=title).encode(encoding)
    return extract_html(page, source="a.html", limits=ReadLimits())


def texts(body: str) -> list[tuple[str, str]]:
    return [(block.form, block.text) for block in extract(body).blocks]


def test_only_the_main_part_is_text() -> None:
    extraction = extract("<main><h1>Kop</h1><p>Ik zeg dit toe.</p></main><aside>Lees ook</aside>")
    assert [(block.form, block.text) for block in extraction.blocks] == [
        ("heading", "Kop"),
        ("paragraph", "Ik zeg dit toe."),
    ]
    assert extraction.omissions == (Omission("page furniture", 5),)


def test_lists_quotes_and_tables() -> None:
    body = """<main><ul><li>een</li><li><p>twee</p></li></ul><ol start="3"><li>drie</li><li>vier</li></ol>
    <blockquote><p>Citaat.</p></blockquote><table><tr><th>Jaar</th><td>12 m<sup>2</sup></td></tr></table></main>"""
    assert texts(body) == [
        ("bullet", "een"),
        ("bullet", "twee"),
        ("bullet", "3. drie"),
        ("bullet", "4. vier"),
        ("paragraph", "Citaat."),
        ("table", "Jaar | 12 m2"),
    ]


def test_inline_words_are_one_paragraph_and_breaks_end_headers() -> None:
    body = "<main><p><strong>Vraag 1</strong><br>Klopt <em>dit</em>&nbsp;be&shy;richt?</p>los <b>woord</b></main>"
    assert texts(body) == [
        ("paragraph", "Vraag 1"),
        ("paragraph", "Klopt dit bericht?"),
        ("paragraph", "los woord"),
    ]


def test_notes_and_the_figures_that_point_to_them() -> None:
    body = """<article><p>Dat is zo.<sup id="r1"><a href="#n1">1</a></sup> En verder.</p>
    <div class="voetnoten"><p>1 Kamerstuk 99 123, nr. 4</p></div></article>"""
    extraction = extract(body)
    assert [(block.form, block.text) for block in extraction.blocks] == [
        ("paragraph", "Dat is zo. En verder."),
        ("footnote", "1 Kamerstuk 99 123, nr. 4"),
    ]
    assert Omission("footnote reference", 1) in extraction.omissions


def test_properties_come_from_the_metadata() -> None:
    head = """<meta property="og:title" content="Boot vaart weer"><meta property="og:type" content="article">
    <meta property="article:published_time" content="2031-03-03T10:00:00+01:00">
    <meta name="DCTERMS.identifier" content="kst-99123-7">"""
    assert extract("<main>x</main>", head=head).properties == {
        "title": "Boot vaart weer",
        "published": "2031-03-03",
        "type": "article",
        "identifier": "kst-99123-7",
        "language": "nl",
    }


def test_linked_data_of_a_newspaper() -> None:
    head = '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2031-03-03"}]</script>'
    properties = extract("<main>x</main>", head=head, title="Boot vaart | De Toets").properties
    assert (properties["type"], properties["published"], properties["title"]) == ("article", "2031-03-03", "Boot vaart")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("cp1252", "iso-8859-1"), ("iso-8859-15", "iso-8859-15"), ("utf-16", "utf-16")],
)
def test_encodings(encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>Geïnd: crèche.</p></body></html>'.encode(encoding)
    extraction = extract_html(page, source="a.html", limits=ReadLimits())
    assert [block.text for block in extraction.blocks] == ["Geïnd: crèche."]


def test_an_article_becomes_a_news_document() -> None:
    body = """<article><h1>Boot vaart weer</h1><p>Minister Anna Toets van Financiën is blij.</p>
    <p>"Wij gaan weer varen", zegt Toets.</p></article>"""
    head = '<meta property="article:published_time" content="2031-03-03">'
    extraction = extract(body, head=head)
    document = build_document(extraction, source="a.html", sha256="", hints=Hints())
    assert document.kind == "news"
    assert str(document.date) == "2031-03-03"
    (quote,) = [passage for passage in document.passages if passage.kind == "quote"]
    assert quote.speaker is not None
    assert quote.speaker.ministry == "Financiën"


@pytest.mark.parametrize(
    ("page", "limits", "reason"),
    [
        (b"", {}, "empty"),
        (b"  \n", {}, "empty"),
        (b"<html><body>" + b"<div>" * 300 + b"x", {"max_xml_depth": 100}, "limit_exceeded"),
        (b"<html><body><p>Heel veel woorden.</p></body></html>", {"max_characters": 5}, "limit_exceeded"),
    ],
)
def test_bad_pages_say_what_is_wrong(page: bytes, limits: dict[str, int], reason: str) -> None:
    with pytest.raises(UnreadableDocumentError) as error:
        extract_html(page, source="a.html", limits=ReadLimits(**limits))  # type: ignore[arg-type]
    assert error.value.reason == reason


def test_entities_and_addresses_are_not_followed() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a &x; b</p></body></html>'
    blocks = extract_html(page, source="a.html", limits=ReadLimits()).blocks
    assert "root:" not in " ".join(block.text for block in blocks)


@given(st.text(alphabet="<>/pdivlsup ab=\"'&;!-[]", max_size=120))
def test_any_tags_give_blocks_of_one_line(text: str) -> None:
    extraction = extract_html(f"<html><body>{text}</body></html>".encode(), source="a", limits=ReadLimits())
    assert all(block.text.strip() and "\n" not in block.text for block in extraction.blocks)
