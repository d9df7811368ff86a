"""Pages as Safari saves them (.webarchive): a binary property list, with the page, its address and its encoding.

The pictures and scripts beside the page, and the pages in its frames, are left out.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.extras import contained
from quotetrace.reading.forms.markup import MAX_PAGE_BYTES, article_of_page

# The page with its pictures.
_MAX_BYTES = 60_000_000
_FORM = "a web archive of Safari"
_MARK = b"bplist00"
_PAGE = "WebMainResource"


def looks_like_web_archive(item: Input) -> bool:
    """A property list that is called a web archive, or speaks of its page."""
    return item.head.startswith(_MARK) and (item.suffix == ".webarchive" or _PAGE.encode() in item.head)


def read_web_archive(item: Input) -> Iterator[Article | Failure]:
    """The one article of a web archive. ReadingError where it has none."""
    data = item.data(limit=_MAX_BYTES)
    with contained(_FORM):
        # the list holds what it names once, so that nothing grows by being unpacked
        content, address, charset = _page(plistlib.loads(data, fmt=plistlib.FMT_BINARY))
    if not content:
        raise ReadingError(f"is {_FORM} without a page in it; save the page again, or give its text as .txt")
    if len(content) > MAX_PAGE_BYTES:
        raise ReadingError(f"is {_FORM} with more than {MAX_PAGE_BYTES // 1_000_000} MB; give its text as .txt")
    stated = (Evidence("url", address, "metadata", note="stated by the saved page"),) if address else ()
    article = article_of_page(content, stated=stated, charset=charset)
    yield replace(article, content_hash=hash_bytes(data))


def _page(archive: Any) -> tuple[bytes, str | None, str | None]:
    """The page's bytes, its address if it is one on the web, and the encoding that is named for it."""
    page = archive[_PAGE]
    content, address, charset = (page.get(f"WebResource{name}") for name in ("Data", "URL", "TextEncodingName"))
    online = isinstance(address, str) and address.lower().startswith(("http://", "https://"))
    return (
        content if isinstance(content, bytes) else b"",
        address if online else None,
        charset if isinstance(charset, str) else None,
    )


READER = Reader("webarchive", 1, looks_like_web_archive, read_web_archive)
