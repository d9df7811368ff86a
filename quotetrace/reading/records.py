"""JSON records: one a line (JSONL), or one file that is an object or an array of them.

A record is an article whose text stands in a field. The names differ from collection to collection, so each of our
fields has the names it usually goes by, in order of preference; the user's `fields` come first. A broken record is one
Failure that names its line, and the rest goes on.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import decode, without_surrogates
from quotetrace.reading.sniffing import looks_like_json, looks_like_jsonl

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "article_text", "full_text", "fulltext", "body_text"),
    "title": ("title", "headline", "article_title"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "sitename", "publication", "newspaper", "media"),
    "published": (
        "date",
        "published",
        "published_at",
        "publishedAt",
        "date_published",
        "datePublished",
        "publish_date",
        "date_publish",
        "pub_date",
        "pubDate",
        "publication_date",
        "published_date",
        "timestamp",
    ),
    "modified": ("modified", "updated", "updated_at", "date_modified", "dateModified", "date_modify"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "doc": ("doc", "id"),
}
_STATED = ("outlet", "published", "modified", "author", "url")
# Lists and objects around a value: authors are a list of objects with a name that may be an object of languages.
_DEEPEST = 8
# A line longer than this is skipped, not held in memory.
_MAX_LINE = MAX_ARTICLE_BYTES


def read_lines(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure a line, in order; blank lines are nothing."""
    found = False
    with item.path.open("rb") as stream:
        for number, line in _numbered(stream):
            if line is not None and not line.strip():
                continue
            found = True
            place = f"#{number}"
            try:
                with _not_too_deep():
                    article = _article(_record(line, number), item.fields, place, hash_bytes(line or b""))
            except ReadingError as error:
                yield Failure(f"{item.path}{place}", str(error))
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
        yield _article(value, item.fields, "", hash_bytes(data))
        return
    if not value:
        raise ReadingError("is an empty list; remove it, or write the articles into it")
    for number, element in enumerate(value, 1):
        place = f"#{number}"
        try:
            with _not_too_deep():
                content = json.dumps(element, sort_keys=True).encode()
                article = _article(element, item.fields, place, hash_bytes(content))
        except ReadingError as error:
            yield Failure(f"{item.path}{place}", str(error))
        else:
            yield article


@contextmanager
def _not_too_deep() -> Iterator[None]:
    """How deep JSON may go before it is refused differs from Python to Python, and from reading to writing it."""
    try:
        yield
    except RecursionError:
        raise ReadingError("is JSON nested too deeply; give one flat object an article") from None


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
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


def _article(record: object, fields: Mapping[str, str], place: str, content_hash: str) -> Article:
    if not isinstance(record, dict):
        raise ReadingError('is JSON but no object; a record is an object with a text, as in {"text": "…"}')
    text = _string(record, "text", fields)
    if text is None:
        raise ReadingError(f"{_missing_text(record, fields)}; name the field with --field text=NAME")
    if not text.strip():
        raise ReadingError("has an empty text; remove the record, or give it its text")
    title = _string(record, "title", fields)
    url = _string(record, "url", fields)
    stated = [(name, _string(record, name, fields)) for name in _STATED]
    return Article(
        text=without_surrogates(text),
        content_hash=content_hash,
        place=place,
        name=_string(record, "doc", fields) or url,
        title=_tidy(title) if title else None,
        stated=tuple(Evidence(name, _tidy(value), "metadata") for name, value in stated if value),
        is_record=True,
    )


def _missing_text(record: Mapping[str, object], fields: Mapping[str, str]) -> str:
    names = ", ".join(sorted(map(str, record))[:8]) or "none at all"
    if "text" in fields:
        return f"has no text in the field {fields['text']!r} (its fields: {names})"
    return f"has no field with a text (its fields: {names})"


def _string(record: Mapping[str, object], name: str, fields: Mapping[str, str]) -> str | None:
    """The value of one of our fields as text, or None where the record has none."""
    if name in fields:
        return _flat(_nested(record, fields[name]))
    for alias in NAMES[name]:
        value = _flat(record.get(alias))
        if value is not None:
            return value
    return None


def _nested(record: Mapping[str, object], path: str) -> object:
    """The field called `path`, or, where the name has dots, the field inside a field (``source.name``)."""
    if path in record:
        return record[path]
    value: object = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _flat(value: object, depth: int = 0) -> str | None:
    """Text as it is, a number as text, a list joined, an object by its name; None where there is nothing, and for what
    lies deeper than any name does."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_flat(one, depth + 1) for one in value))) or None
    if isinstance(value, dict):
        return _flat(value.get("name") or value.get("title") or value.get("id"), depth + 1)
    return None


def _tidy(value: str) -> str:
    return " ".join(without_surrogates(value).split())


LINES_READER = Reader("jsonl", 1, looks_like_jsonl, read_lines)
WHOLE_READER = Reader("json", 1, looks_like_json, read_whole)
