"""JSON records: one a line (JSONL), or one file that is an object, an array of them, or an answer that holds an array.

A record is an article whose text stands in a field (see `fields`). A broken record is one Failure that names its line
or its number in the array, and the rest goes on.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import decode
from quotetrace.reading.forms.fields import article_of, has_text, listed, missing_texts, names_a_story, opened
from quotetrace.reading.forms.giants import is_giant, records_of
from quotetrace.reading.sniffing import looks_like_json, looks_like_jsonl

# A line longer than this is skipped, not held in memory.
_MAX_LINE = MAX_ARTICLE_BYTES
# Where answers and exports keep their articles, in an object or an object in it, so deep.
_COLLECTIONS = (
    *("articles", "items", "results", "data", "docs", "posts", "stories", "entries", "records", "documents", "hits"),
    *("news", "response", "result", "content"),
)
_DEEPEST = 3
_JSON_FEED, _LONGEST_VERSION = "jsonfeed.org", 100
# So many records without a text are a list of stories; one or two are a mistake in each.
_MANY = 2
# Of a file that is not held in memory, so many tell whether it is such a list.
_LOOKED_AT = 50


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
    if is_giant(item):
        yield from _each(_giant_elements(item), item, None)
        return
    with _not_too_deep():
        value, content_hash = _whole(item)
        elements, feed = _elements(value, item.fields)
    if elements is None:
        with _not_too_deep():
            article = article_of(value, item.fields, "", content_hash)
        yield article
        return
    if not elements:
        raise ReadingError("is an empty list; remove it, or write the articles into it")
    _refuse_mere_lists(elements, item.fields)
    yield from _each(elements, item, feed)


def _whole(item: Input) -> tuple[object, str]:
    """The value that a file is, and the hash of its bytes. Of the file itself nothing is held from then on, and not the
    bytes beside their text: an array of articles is some time at work."""
    data = item.data()
    content_hash, text = hash_bytes(data), decode(data)
    del data
    return _parsed(text), content_hash


def _giant_elements(item: Input) -> Iterator[object]:
    """The elements of the array in a file that is not held in memory. ReadingError after those before a fault."""
    records = records_of(item, _COLLECTIONS, _DEEPEST)
    first: list[object] = []
    try:
        first.extend(islice(records, _LOOKED_AT))
    except ReadingError:
        yield from first
        raise
    _refuse_mere_lists(first, item.fields)
    yield from first
    yield from records


def _each(elements: Iterable[object], item: Input, feed: str | None) -> Iterator[Article | Failure]:
    """One article or Failure an element."""
    for number, element in enumerate(elements, 1):
        place = f"#{number}"
        try:
            with _not_too_deep():
                content = json.dumps(element, sort_keys=True).encode()
                article = article_of(element, item.fields, place, hash_bytes(content), feed=feed)
        except ReadingError as error:
            yield Failure(f"{item.source}{place}", str(error))
        else:
            yield article


def _elements(value: object, fields: Mapping[str, str], depth: int = 0) -> tuple[list[object] | None, str | None]:
    """The array that a value is or holds, None if it is one record; and the title of the feed, if it is one."""
    if isinstance(value, list):
        return value, None
    if not isinstance(value, dict) or depth == _DEEPEST or has_text(value, fields):
        return None, None
    title = value.get("title") if _JSON_FEED in str(value.get("version"))[:_LONGEST_VERSION] else None
    feed = title if isinstance(title, str) else None
    for name in _COLLECTIONS:
        found, _ = _elements(value.get(name), fields, depth + 1)
        if found is not None and (not found or any(isinstance(one, dict) for one in found)):
            return found, feed
    return None, None


def _refuse_mere_lists(elements: Sequence[object], fields: Mapping[str, str]) -> None:
    """ReadingError where not one of many records has a text: one failure for the file says it all."""
    records = [one for one in elements if isinstance(one, dict)]
    if len(records) < _MANY or "text" in fields or not names_a_story(opened(records[0], fields)):
        return
    if not any(has_text(opened(one, fields), fields) for one in records):
        raise ReadingError(missing_texts(f"the fields of the first: {listed(opened(records[0], fields))}"))


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
        detail = _fault(error) if isinstance(error, json.JSONDecodeError) else "a number too long"
        raise ReadingError(f"is not valid JSON ({detail}); correct it or remove it") from None


def _fault(error: json.JSONDecodeError) -> str:
    """What is wrong, and at which character of which line."""
    place = f"line {error.lineno}, character {error.colno}" if "\n" in error.doc else f"character {error.colno}"
    return f"{error.msg.lower().removesuffix(' at').removesuffix(' starting')}, {place}"


LINES_READER = Reader("jsonl", 2, looks_like_jsonl, read_lines)
WHOLE_READER = Reader("json", 2, looks_like_json, read_whole)
