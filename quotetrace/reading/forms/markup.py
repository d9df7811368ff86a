"""HTML pages: trafilatura finds the article, the markup states its facts, htmldate looks for a date where it does not.

The text of the document is built: headline, blank line, body, one paragraph a line, the headline once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import damage, decode
from quotetrace.reading.forms.fragments import refuse_crowded_tags
from quotetrace.reading.forms.pageblocks import PageLines
from quotetrace.reading.forms.pagebody import body_of
from quotetrace.reading.forms.pagedates import printed_day
from quotetrace.reading.forms.pagefacts import page_facts
from quotetrace.reading.forms.pagekept import saved_from
from quotetrace.reading.forms.pagetree import parse_page
from quotetrace.reading.sniffing import looks_like_html

# Pages of news are 0.05 to 3 MB; parsing takes about ten times the size in memory.
MAX_PAGE_BYTES = 10_000_000
# Fewer words than a short news item has: a menu, a login page, an error page.
_FEWEST_WORDS = 15
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_ARTICLE = "has no article text that could be found; save the article's own page, or give its text as .txt"

# Both report through logging what becomes a Failure here; without a handler that would go to stderr.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_page(item: Input) -> Iterator[Article | Failure]:
    """The one article of a page. ReadingError where none can be found, or the page is too large."""
    yield article_of_page(item.data(limit=MAX_PAGE_BYTES))


def article_of_page(
    data: bytes, *, place: str = "", stated: tuple[Evidence, ...] = (), charset: str | None = None
) -> Article:
    """The article of a page's bytes. ReadingError where none can be found.

    stated: what is known of the page from where it was kept (its address); it comes before what the page says itself.
    charset: the encoding that the server named; it counts for more than the one that the page names.
    """
    page = _XML_DECLARATION.sub("", decode(data, declared=charset or _declared(data)), count=1)
    refuse_crowded_tags(page)
    tree = parse_page(page)
    if tree is None:
        raise ReadingError("is no whole HTML page; save the page again, or give its text as .txt")
    facts = page_facts(tree)
    lines = body_of(tree, facts.lines, headline=facts.headline, others=facts.others)
    if _are_few(lines):
        lines = [" ".join(line.split()) for line in facts.body.splitlines() if line.strip()]
        if _are_few(lines):
            raise ReadingError(_NO_ARTICLE)
    text = "\n".join(lines)
    known = (*stated, *facts.stated, *saved_from(page))
    return Article(
        text=f"{facts.headline}\n\n{text}" if facts.headline else text,
        content_hash=hash_bytes(data),
        place=place,
        title=facts.headline,
        title_inside=facts.headline is not None,
        stated=(*damage(page, data), *known, *_searched_date(tree, known, facts.lines)),
    )


def _are_few(lines: Sequence[str]) -> bool:
    """Whether the lines have fewer words than an article; a line behind as many is not counted."""
    words = 0
    for line in lines:
        words += len(line.split())
        if words >= _FEWEST_WORDS:
            return False
    return True


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 4096)
    return match[1].decode("ascii") if match else None


def _searched_date(tree: Any, stated: tuple[Evidence, ...], lines: PageLines) -> tuple[Evidence, ...]:
    """The day that htmldate finds, where nothing states one: only if it is the one day that the page prints, for among
    several it takes the earliest, and that may be another story's."""
    if any(one.field == "published" for one in stated):
        return ()
    printed = printed_day(lines)
    if printed is None:
        return ()
    from htmldate import find_date

    found = find_date(tree, original_date=True, extensive_search=False)
    return (Evidence("published", found, "metadata", note="htmldate"),) if found == printed else ()


READER = Reader("html", 2, looks_like_html, read_page)
