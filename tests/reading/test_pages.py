"""Invented pages in the manner of forty publishing systems: their facts, their paragraphs, and their days beside those
of htmldate alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.pages import Page, body_lines, htmldate_day, judged, plain, read_pages, saved_pages
from quotetrace.model import Document, Failure
from quotetrace.reading import read

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
