"""WARC archives: the pages that a crawler kept, each read as a page, with the address and the day of its record.

Records are taken one at a time. Answers other than 200, images, styles, scripts, revisits and robots.txt are no
articles and no failures. The day of a record is when the page was fetched: it was published by then. A place is the
number of the record, from 1, whatever its kind.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from typing import IO, Any

from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import HEAD_BYTES, Article, Input, Reader
from quotetrace.reading.extras import needed
from quotetrace.reading.forms.markup import MAX_PAGE_BYTES, article_of_page
from quotetrace.reading.forms.plaintext import read_text
from quotetrace.reading.forms.records import read_whole

_MARK = b"WARC/"
_KINDS = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# What sites say to machines.
_FOR_MACHINES = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt(?:$|\?)", re.IGNORECASE)
# The headers of one record have a thousandth of this; the library would collect a line without end. Bytes.
_LONGEST_HEADERS = 5_000_000
_BLOCK = 1 << 16

# It logs addresses as the archive has them; without a handler that would go to stderr.
logging.getLogger("warcio").addHandler(logging.NullHandler())


def read_archive(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure a page, in order. ReadingError where the archive is cut off or damaged, after what was
    before, and where it holds no page at all."""
    found = False
    with item.open() as stream:
        for number, record in _records(stream):
            place = f"#{number}"
            try:
                with bounded():
                    page = _page(record)
                    some = list(_articles(page, item, place)) if page else []
            except ReadingError as error:
                if isinstance(error, _CutError):
                    raise
                some = [Failure(f"{item.source}{place}", str(error))]
            found = found or bool(some)
            yield from some
    if not found:
        raise ReadingError("is a WARC archive without a page; remove it, or crawl the articles themselves")


class _CutError(ReadingError):
    """The archive ends or breaks here: nothing can be read beyond."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record holds: the bytes, their media type and encoding as the server says, what is known of them."""

    data: bytes
    media_type: str
    charset: str | None
    stated: tuple[Evidence, ...]


class _Headers:
    """The stream as the library reads it; while it reads headers it may have so many bytes and no more."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.left: int | None = None

    def read(self, size: int = -1) -> bytes:
        # not read: it would lose what comes before the place where a packed archive is cut off
        data: bytes = self._stream.read1(size)  # type: ignore[attr-defined]
        if self.left is not None:
            self.left -= len(data)
            if self.left < 0:
                raise _CutError(f"is a WARC archive with a header of more than {_LONGEST_HEADERS // 1_000_000} MB")
        return data

    def close(self) -> None:
        self._stream.close()


def _records(stream: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """The records with their numbers, each read to its end before the next. ReadingError where one cannot be."""
    module = needed("warcio.archiveiterator", extra="warc", form="a WARC archive")
    headers, number = _Headers(stream), 0
    archive: Iterator[Any] | None = None
    while True:
        headers.left = _LONGEST_HEADERS
        try:
            archive = archive or iter(module.ArchiveIterator(headers))
            with _unheard():
                record = next(archive, None)
        except ReadingError:
            raise
        except Exception as error:  # whatever the library meets in damaged bytes
            raise _cut(number) from error
        if record is None:
            return
        number += 1
        headers.left = None
        yield number, record
        with _unheard():
            while record.raw_stream.read(_BLOCK):
                pass
        if _missing(record):
            raise _cut(number)


def _cut(number: int) -> ReadingError:
    return _CutError(f"is a WARC archive that is cut off or damaged at record {number}; what was before it is read")


def _missing(record: Any) -> bool:
    """Whether a record that was read to its end has fewer bytes than it says."""
    return bool(getattr(record.raw_stream, "limit", 0) > 0)


def _page(record: Any) -> _Page | None:
    """What a record holds if that can be an article."""
    headers = record.http_headers
    if record.rec_type not in _KINDS or (headers is not None and headers.get_statuscode() != "200"):
        return None
    kind = (headers.get_header("Content-Type") if headers is not None else record.content_type) or ""
    media_type = kind.partition(";")[0].strip().lower()
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if media_type not in (*_PAGES, "text/plain", "application/json") or _FOR_MACHINES.search(url):
        return None
    charset = _CHARSET.search(kind)
    crawled = record.rec_headers.get_header("WARC-Date")
    stated = (
        *([Evidence("url", url, "metadata", note="WARC")] if url else []),
        *([Evidence("seen", crawled, "metadata", note="WARC-Date")] if crawled else []),
    )
    return _Page(_body(record, headers), media_type, charset[1] if charset else None, stated)


@contextmanager
def _unheard() -> Iterator[None]:
    """warcio prints to stderr what it stumbles over, with the bytes as the archive has them; what matters it raises."""
    with redirect_stderr(io.StringIO()):
        yield


@_unheard()
def _body(record: Any, headers: Any) -> bytes:
    """The bytes of the page, unpacked. ReadingError where there are too many, or they are packed in an unknown way."""
    packed = (headers.get_header("Content-Encoding") or "").strip().lower() if headers is not None else ""
    readers = needed("warcio.bufferedreaders", extra="warc", form="a WARC archive")
    if packed and packed not in ("identity", "none", *readers.BufferedReader.get_supported_decompressors()):
        hint = "pip install brotli" if packed == "br" else "crawl it again without"
        raise ReadingError(f"is a page packed as {packed[:20]!r}, which is not read; {hint}")
    pieces, size = [], 0
    stream = record.content_stream()
    try:
        while size <= MAX_PAGE_BYTES and (piece := stream.read(_BLOCK)):
            pieces.append(piece)
            size += len(piece)
    except ReadingError as error:
        raise _CutError(str(error)) from error
    except Exception as error:  # as above
        raise ReadingError("is a page that is damaged; crawl it again") from error
    if size > MAX_PAGE_BYTES:
        raise ReadingError(f"is larger than {MAX_PAGE_BYTES // 1_000_000} MB, too large for one article; leave it out")
    while record.raw_stream.read(_BLOCK):
        pass
    if _missing(record):
        raise _CutError("is a WARC archive that is cut off in a page; what was before it is read")
    return b"".join(pieces)


def _articles(page: _Page, item: Input, place: str) -> Iterator[Article | Failure]:
    """The articles of a page; of texts and records, of which crawls are full, only what is one."""
    name = next((one.value for one in page.stated if one.field == "url"), None)
    if page.media_type in _PAGES:
        article = article_of_page(page.data, place=place, stated=page.stated, charset=page.charset)
        yield replace(article, name=name)
        return
    inner = replace(
        item, name="record.json", head=page.data[:HEAD_BYTES], open=lambda: io.BytesIO(page.data), place=place
    )
    read = read_whole if page.media_type == "application/json" else read_text
    try:
        for one in read(inner):
            if isinstance(one, Article):
                yield replace(one, place=place + one.place, name=one.name or name, stated=(*one.stated, *page.stated))
    except ReadingError:
        return


def looks_like_archive(item: Input) -> bool:
    """A WARC archive, by how each of its records begins."""
    return item.head.startswith(_MARK)


READER = Reader("warc", 1, looks_like_archive, read_archive)
