"""Pages that a browser saved in one file (.mhtml, .mht): a MIME message, whose first HTML part is the page.

Where the page was is stated by the file; when the file says it was written is the time of saving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.forms.markup import MAX_PAGE_BYTES, article_of_page
from quotetrace.reading.forms.messages import bytes_of, charset_of, date_of, head_of, header, leaves, parsed

# The page with its pictures.
_MAX_BYTES = 60_000_000
_FORM = "a saved page (MHTML)"
_PAGES = re.compile("multipart/related|text/html", re.IGNORECASE)


def looks_like_saved_page(item: Input) -> bool:
    """A MIME message that a browser wrote: it says so, or where the page was."""
    head = head_of(item.head)
    return "mime-version" in head and (
        "snapshot-content-location" in head
        or head.get("from", "").lower().startswith("<saved by")
        or (item.suffix in (".mhtml", ".mht") and bool(_PAGES.search(head.get("content-type", ""))))
    )


def read_saved_page(item: Input) -> Iterator[Article | Failure]:
    """The one article of a saved page. ReadingError where it has none."""
    data = item.data(limit=_MAX_BYTES)
    message = parsed(data, _FORM)
    page = next((part for part in leaves(message) if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ReadingError(f"is {_FORM} without a page in it; save the page again, or give its text as .txt")
    content = bytes_of(page)
    if len(content) > MAX_PAGE_BYTES:
        raise ReadingError(f"is {_FORM} of more than {MAX_PAGE_BYTES // 1_000_000} MB; give its text as .txt")
    url = _address(message, page)
    stated = (Evidence("url", url, "metadata", note="stated by the saved page"),) if url else ()
    article = article_of_page(content, stated=stated, charset=charset_of(page))
    saved = date_of(message)
    # behind what the page says, where no date is looked for once one is stated
    last = (Evidence("published", saved, "metadata", used=False, note="says when the page was saved"),) if saved else ()
    yield replace(article, content_hash=hash_bytes(data), stated=(*article.stated, *last))


def _address(message: Message, page: Message) -> str | None:
    values = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"))
    return next((value for value in values if value.lower().startswith(("http://", "https://"))), None)


READER = Reader("mhtml", 1, looks_like_saved_page, read_saved_page)
