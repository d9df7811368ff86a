"""Invented pages in the manner of forty publishing systems: their facts, their paragraphs, and their days beside those
of htmldate alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.pages import Page, body_lines, htmldate_day, judged, plain, read_pages, saved_pages
from quotetrace.model import Document, Failure
from quotetrace.reading import read
from quotetrace.reading.forms.pagelines import text_of
from quotetrace.reading.forms.pagetree import parse_page

PAGES = {page.name: page for page in saved_pages()}
ARTICLES = {name: page for name, page in PAGES.items() if "failure" not in page.facts}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document | Failure]:
    return read_pages(list(PAGES.values()))


def article(documents: dict[str, Document | Failure], page: Page) -> Document:
    document = documents[page.name]
    assert isinstance(document, Document), document
    return document


def stated(document: Document, field: str) -> str | None:
    value = getattr(document, field)
    return None if value is None else str(value)


@pytest.mark.parametrize("page", ARTICLES.values(), ids=ARTICLES)
def test_the_facts_of_a_page(documents: dict[str, Document | Failure], page: Page) -> None:
    document = article(documents, page)
    expected = {name: value for name, value in page.facts.items() if name not in ("layout", "encoding")}
    found = {name: stated(document, name) or "none" for name in expected}
    assert found == expected


@pytest.mark.parametrize("page", ARTICLES.values(), ids=ARTICLES)
def test_a_page_shows_every_paragraph_once_and_nothing_else(
    documents: dict[str, Document | Failure], page: Page
) -> None:
    lines = [plain(line) for line in body_lines(article(documents, page))]
    assert [line for line in lines if line not in page.optional] == list(page.paragraphs)


def test_teasers_below_an_article_change_nothing(tmp_path: Path) -> None:
    teaser = b"<div><a href='/x'><h3>Council takes another look</h3></a><p>Short words of a teaser.</p></div>"
    for page in ARTICLES.values():
        path = tmp_path / f"{page.name}.html"
        end = page.content.lower().rindex(b"</body>")
        path.write_bytes(page.content[:end] + b"<div class='river'>" + teaser * 40 + b"</div>" + page.content[end:])
        (document,) = read([path])
        assert isinstance(document, Document), page.name
        lines = [plain(line) for line in body_lines(document)]
        assert [line for line in lines if line not in page.optional] == list(page.paragraphs), page.name


def with_programs(page: bytes) -> bytes:
    """The page with a style sheet, a drawing and the state of a program, as large sites carry them, full of dates."""
    state = json.dumps([{"title": f"Story {i} of 7 January 2021", "body": "of other words " * 20} for i in range(30)])
    above = b"<style>.a{color:red}</style><svg><title>3 May 2019</title></svg><template><h1>Not this</h1></template>"
    below = f"<script type='application/json'>{state}</script><script>var shown = '2 May 2019';</script>".encode()
    head, tail = re.search(rb"<body[^>]*>", page, re.IGNORECASE), page.lower().rindex(b"</body>")
    assert head is not None
    return page[: head.end()] + above + page[head.end() : tail] + below + page[tail:]


def test_what_no_browser_shows_changes_nothing(documents: dict[str, Document | Failure]) -> None:
    heavy = read_pages([replace(page, content=with_programs(page.content)) for page in ARTICLES.values()])
    for page in ARTICLES.values():
        plain_one, other = article(documents, page), article(heavy, page)
        for field in ("text", "headline", "outlet", "author", "published", "modified", "evidence"):
            assert getattr(other, field) == getattr(plain_one, field), (page.name, field)


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (
            "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.0//EN' 'http://x/'/><html><body><p>One<p>Two</html>",
            ["One", "Two"],
        ),
        ("<html lang=en/><head><title>T</title></head><body><p>One</p></body></html>", ["T", "One"]),
        ("<html><p>One\x01 \uffffword</p><!-- unseen --><?php unseen ?></html>", ["One word"]),
        ("<html><script type='application/ld+json'>{}</script><script>x</script><p>One</p></html>", ["{}", "One"]),
        ("<html><p>One<svg><text>drawn</text></svg>, two</p></html>", ["One, two"]),
        ("<p>One</p>", None),
        ("", None),
    ],
    ids=["shut doctype", "shut html", "no characters", "linked data stays", "tail of a drawing", "a piece", "nothing"],
)
def test_the_tree_of_a_page(page: str, lines: list[str] | None) -> None:
    tree = parse_page(page)
    assert (None if tree is None else [text_of(one) for one in tree.iter("p", "title", "script")]) == lines


def test_days_are_right_as_often_as_htmldates_and_wrong_less_often(documents: dict[str, Document | Failure]) -> None:
    ours, theirs = Counter[str](), Counter[str]()
    for page in ARTICLES.values():
        published = article(documents, page).published
        ours[judged(None if published is None else published.isoformat()[:10], page)] += 1
        theirs[judged(htmldate_day(page), page)] += 1
    assert ours["right"] >= theirs["right"]
    assert ours["wrong"] < theirs["wrong"]


def test_a_list_of_stories_is_no_article(
    documents: dict[str, Document | Failure], read_failure: Callable[[str, bytes], Failure]
) -> None:
    failure = documents["section-front"]
    assert isinstance(failure, Failure)
    assert "article" in failure.reason
    bare = PAGES["section-front"].content.replace(b'class="card"', b"")
    assert "is a list of stories" in read_failure("front.html", bare).reason


def test_marks_piled_on_a_letter_are_not_put_in_order_all_at_once(tmp_path: Path, put_in_order: list[int]) -> None:
    piled = "a" + "\u0301\u0316" * 500
    lines = ["“We will not sell the ferry,” said Karin Toft.", f"The council {piled} met on Tuesday and heard it."]
    body = "".join(f"<p>{one}</p>" for one in lines)
    head = f"<title>{piled}</title><link rel='canonical' href='http://{piled}/'>"
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><article><h1>Ferry stays</h1>{body}</article></html>")
    (found,) = read([tmp_path])
    assert isinstance(found, Document)
    assert found.text.split("\n")[-2:] == lines
    assert max(put_in_order) < 300


@pytest.mark.parametrize(
    "rest",
    [
        "Contact the newsdesk at 555-0143 with a story of the harbour, and ask for the editor of the island pages.",
        "© 2031 The Harbour Post, all rights reserved, no part may be printed without the leave of its editor.",
    ],
)
def test_a_sentence_pulled_out_of_nothing_is_no_article(
    rest: str, read_failure: Callable[[str, bytes], Failure]
) -> None:
    pulled = "<aside class='pullquote'>We shall not open the gates before the last of the storms has gone</aside>"
    page = f"<title>Harbour shut</title><article><h1>Harbour shut</h1><p>{rest}</p>{pulled}</article>"
    reason = read_failure("shut.html", f"<html><head></head><body>{page}</body></html>".encode()).reason
    assert "has no article text that could be found" in reason
