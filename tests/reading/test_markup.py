"""HTML pages: the article's text, the headline once, and the facts that the markup states."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from quotetrace.model import Failure, ZoneKind
from quotetrace.reading import document_id

from .conftest import ReadText

PARAGRAPHS = (
    "The lighthouse on Sund will shine again, the coastal board decided on Thursday after two years of dispute.",
    "“It was never only a lamp,” said keeper Maren Holt, who has lived on the rock since her father retired.",
    "The board will pay for the repair, and the village for the coal, chair Ove Krag told the meeting.",
)


def page(*, head: str = "", body: str | None = None, h1: str = "Lighthouse to shine again") -> str:
    heading = f"<h1>{h1}</h1>" if h1 else ""
    content = body if body is not None else heading + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    body = f"{menu}<article>{content}</article><footer>Privacy policy</footer>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def linked(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_the_text_is_headline_blank_line_body(read_text: ReadText) -> None:
    document = read_text(page(), name="a.html")
    assert document.text == "Lighthouse to shine again\n\n" + "\n".join(PARAGRAPHS)
    assert (document.headline, document.headline_separate, document.reader) == (
        "Lighthouse to shine again",
        False,
        "html",
    )
    assert [(zone.kind, document.text[zone.start : zone.end]) for zone in document.zones] == [
        (ZoneKind.HEADLINE, "Lighthouse to shine again")
    ]


@pytest.mark.parametrize(
    ("head", "outlet", "published"),
    [
        (
            linked(publisher={"name": "Sund Post"}, datePublished="2021-05-14T08:30:00+02:00"),
            "Sund Post",
            "2021-05-14T08:30:00+02:00",
        ),
        (
            meta("og:site_name", "Sund Post") + meta("article:published_time", "2021-05-14T06:30Z"),
            "Sund Post",
            "2021-05-14T06:30+00:00",
        ),
        (
            '<meta name="date" content="14 May 2021"><link rel="canonical" href="https://sund.example/a/1">',
            "sund.example",
            "2021-05-14",
        ),
        (meta("og:url", "https://www.theguardian.com/2021/may/14/x"), "The Guardian", "2021-05-14"),
        (
            f'<script type="application/ld+json">{{"broken": </script>{meta("og:site_name", "Sund Post")}',
            "Sund Post",
            None,
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Person", "name": "X"}, '
            '{"@type": ["ReportageNewsArticle"], "datePublished": "2021-05-14"}]}</script>',
            None,
            "2021-05-14",
        ),
        (
            linked(publisher={"name": "Sund Post"}, datePublished="2021-05-14")
            + meta("article:modified_time", "2021-06-01"),
            "Sund Post",
            "2021-05-14",
        ),
        ("", None, None),
    ],
    ids=[
        "JSON-LD",
        "OpenGraph",
        "meta and canonical",
        "domain and address",
        "broken JSON-LD",
        "graph",
        "modified",
        "nothing",
    ],
)
def test_markup_states_outlet_and_time(
    read_text: ReadText, head: str, outlet: str | None, published: str | None
) -> None:
    document = read_text(page(head=head), name="a.html")
    assert document.outlet == outlet
    assert (None if document.published is None else str(document.published)) == published


def test_author_address_and_last_change(read_text: ReadText) -> None:
    head = (
        linked(author=[{"name": "Eva Lund"}, {"name": "Tom Aas"}], dateModified="2021-05-15")
        + '<link rel="canonical" href="https://sund.example/a/1">'
    )
    document = read_text(page(head=head), name="a.html")
    assert (document.author, document.url, str(document.modified)) == (
        "Eva Lund, Tom Aas",
        "https://sund.example/a/1",
        "2021-05-15",
    )
    assert document.id == document_id(document.text, "https://sund.example/a/1")


def test_the_articles_own_time_element_counts_and_a_cards_does_not(read_text: ReadText) -> None:
    line = '<div>By <a rel="author">Eva Lund</a> <time datetime="2021-05-14T08:30:00+02:00">14 May 2021</time></div>'
    card = '<div class="related-story"><time datetime="2021-05-10T07:00:00+02:00">10 May 2021</time></div>'
    body = card + "<h1>Lighthouse to shine again</h1>" + line + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    document = read_text(page(body=body), name="a.html")
    assert (str(document.published), document.author) == ("2021-05-14T08:30:00+02:00", "Eva Lund")


def test_a_day_beside_the_article_is_not_searched(read_text: ReadText) -> None:
    card = "<aside><p>Published: 10 May 2021</p><p>Ferry sinks</p></aside>"
    body = "<h1>Lighthouse to shine again</h1>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + card
    assert read_text(page(body=body), name="a.html").published is None


def test_captions_comments_and_related_cards_are_no_text(read_text: ReadText) -> None:
    picture = "<figure><img src='x'><figcaption>“Rotten,” said nobody. Photo: Ole Lie</figcaption></figure>"
    extra = "<section id='comments'><p>“Too dear,” said the crab who lives below the lamp.</p></section>"
    body = "<h1>Lighthouse to shine again</h1>" + picture + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + extra
    document = read_text(page(body=body), name="a.html")
    assert document.text == "Lighthouse to shine again\n\n" + "\n".join(PARAGRAPHS)


def test_what_markup_derives_never_enters_the_id(read_text: ReadText) -> None:
    head = linked(publisher={"name": "Sund Post"}, datePublished="2021-05-14")
    document = read_text(page(head=head), name="a.html")
    assert document.id == document_id(document.text, None)


@pytest.mark.parametrize(
    ("head", "h1", "headline"),
    [
        (
            meta("og:title", "Lighthouse shines again: board ends dispute"),
            "Lighthouse shines again",
            "Lighthouse shines again",
        ),
        (
            meta("og:title", "Lighthouse shines again | Sund Post") + meta("og:site_name", "Sund Post"),
            "",
            "Lighthouse shines again",
        ),
        (meta("og:title", "Lighthouse shines again"), "Sund Post Online", "Lighthouse shines again"),
        ("<title>Lighthouse shines again - BBC</title>", "", "Lighthouse shines again"),
        ("", "", None),
    ],
    ids=["printed wording", "site cut off", "site's own heading", "title", "none"],
)
def test_the_headline_is_the_one_printed(read_text: ReadText, head: str, h1: str, headline: str | None) -> None:
    document = read_text(page(head=head, h1=h1), name="a.html")
    assert document.headline == headline
    if headline:
        assert document.text.startswith(headline + "\n\n")
        assert document.text.count(headline) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "menu.html",
            page(body="<ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul>", h1="").encode(),
        ),
        ("link.html", page(body=f"<p><a href='/a'>{200 * ' '}{PARAGRAPHS[0]}</a></p>").encode()),
        ("bare.html", b"<html></html>"),
        ("broken.html", b"<html><body><<<>>><p"),
        ("login.htm", b"<!doctype html><title>Log in</title><form><input name=q></form>"),
    ],
)
def test_a_page_without_an_article_is_one_failure(
    read_failure: Callable[[str, bytes], Failure], name: str, content: bytes
) -> None:
    failure = read_failure(name, content)
    assert failure.source.endswith(name)
    assert "; " in failure.reason
    assert "article" in failure.reason or "HTML" in failure.reason


def test_a_page_is_told_by_content_and_plain_text_called_html_is_text(read_text: ReadText) -> None:
    assert read_text(page(), name="saved.txt").reader == "html"
    assert read_text("The board met on Thursday, and the keeper was glad of it.", name="plain.html").reader == "text"


def test_the_declared_encoding_is_used(read_text: ReadText) -> None:
    text = page(head='<meta charset="iso-8859-2">').replace("Maren Holt", "Mářa Holtová")
    content = text.replace("“", '"').replace("”", '"').encode("iso-8859-2")
    assert "Mářa Holtová" in read_text(content, name="a.html").text


def test_an_xml_declaration_is_no_obstacle(read_text: ReadText) -> None:
    content = '<?xml version="1.0" encoding="utf-8"?>\n' + page()
    assert read_text(content, name="a.xhtml").text.startswith("Lighthouse to shine again\n\n")


def test_reading_text_imports_no_html_library() -> None:
    code = (
        "import sys, quotetrace.reading.forms;"
        "print(sorted(set(sys.modules) & {'lxml', 'trafilatura', 'htmldate', 'charset_normalizer', 'spacy'}))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["iso-8859-1", "ISO_8859-1", "us-ascii", "latin1"])
def test_quotation_marks_of_windows_survive_the_name_that_pages_give_their_code(read_text: ReadText, name: str) -> None:
    content = page(head=f'<meta charset="{name}">').encode("windows-1252")
    assert "“It was never only a lamp,” said keeper" in read_text(content, name="a.html").text
