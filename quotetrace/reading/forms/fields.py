"""The fields of a record: by which names collections call a text, its title, outlet, date, author and address.

The names differ from collection to collection, so each of our fields has the names it usually goes by, in order of
preference; the user's `fields` come first. JSON objects and the rows of tables are records alike.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence
from quotetrace.reading.article import Article
from quotetrace.reading.decoding import without_surrogates

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


def article_of(record: object, fields: Mapping[str, str], place: str, content_hash: str) -> Article:
    """The article of a record. ReadingError where it is no object of fields, or none of them holds a text."""
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
