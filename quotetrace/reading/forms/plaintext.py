"""Text files: the whole file is one article, its characters exactly as decoded."""

from __future__ import annotations

from collections.abc import Iterator

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import damage, decode
from quotetrace.reading.forms.pressbase import parted
from quotetrace.reading.sniffing import looks_like_text


def read_text(item: Input) -> Iterator[Article | Failure]:
    """The one article of a text file. ReadingError where it is binary, blank or too large."""
    data = item.data()
    text = decode(data)
    if not text.strip():
        raise ReadingError("has nothing but blanks; remove it, or save the article again")
    yield Article(text, hash_bytes(data), stated=damage(text, data))


READER = Reader("text", 2, looks_like_text, parted(read_text))
