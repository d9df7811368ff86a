"""JSON records: one a line (JSONL), or one file that is an object or an array of them.

A record is an article whose text stands in a field (see `fields`). A broken record is one Failure that names its line,
and the rest goes on.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import decode
from quotetrace.reading.forms.fields import article_of
from quotetrace.reading.sniffing import looks_like_json, looks_like_jsonl

# A line longer than this is skipped, not held in memory.
_MAX_LINE = MAX_ARTICLE_BYTES


def read_lines(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure a line, in order; blank lines are nothing."""
    found = False
    with item.open() as stream:
        for number, line in _numbered(stream):
            if line is not None and not line.strip():
                continue
            found = True
            place = f"#{number}"
            try:
                with _not_too_deep():
                    article = article_of(_record(line, number), item.fields, place, hash_bytes(line or b""))
            except ReadingError as error:
                yield Failure(f"{item.source}{place}", str(error))
            else:
                yield article
    if not found:
        raise ReadingError("has no records; remove it, or write one JSON object a line")


def read_whole(item: Input) -> Iterator[Article | Failure]:
    """The article of a JSON object, or one article or Failure an element of an array, counted from 1."""
    data = item.data()
    with _not_too_deep():
        value = _parsed(decode(data))
    if not isinstance(value, list):
        yield article_of(value, item.fields, "", hash_bytes(data))
        return
    if not value:
        raise ReadingError("is an empty list; remove it, or write the articles into it")
    for number, element in enumerate(value, 1):
        place = f"#{number}"
        try:
            with _not_too_deep():
                content = json.dumps(element, sort_keys=True).encode()
                article = article_of(element, item.fields, place, hash_bytes(content))
        except ReadingError as error:
            yield Failure(f"{item.source}{place}", str(error))
        else:
            yield article


@contextmanager
def _not_too_deep() -> Iterator[None]:
    """How deep JSON may go before it is refused differs from Python to Python, and from reading to writing it."""
    try:
        yield
    except RecursionError:
        raise ReadingError("is JSON nested too deeply; give one flat object an article") from None


def _numbered(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1, without line ends; None for a line that is too long."""
    number = 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        if len(line) > _MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            yield number, None
        else:
            yield number, line.removeprefix(codecs.BOM_UTF8).strip(b"\r\n") if number == 1 else line.strip(b"\r\n")


def _record(line: bytes | None, number: int) -> object:
    if line is None:
        raise ReadingError(f"line {number} is longer than {_MAX_LINE // 1_000_000} MB; split the record")
    try:
        return _parsed(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadingError(f"line {number} is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        detail = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "a number too long"
        raise ReadingError(f"is not valid JSON ({detail}); correct it or remove it") from None


LINES_READER = Reader("jsonl", 1, looks_like_jsonl, read_lines)
WHOLE_READER = Reader("json", 1, looks_like_json, read_whole)
