"""The fields of a record: by which names collections call a text, its title, outlet, date, author and address.

The names differ from collection to collection, so each of our fields has the names it usually goes by, in order of
preference; the user's `fields` come first. Case, blanks and signs in a name do not count (*Article Text*,
``articleText`` and ``article_text`` are one), a dot leads into an object. JSON objects and the rows of tables are
records alike. Known are the exports of Media Cloud, news-please, NewsAPI, GDELT, Webhose, WordPress, the Guardian,
the New York Times, JSON Feed and schema.org, and what people call the columns of their tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence
from quotetrace.reading.article import Article
from quotetrace.reading.decoding import without_surrogates
from quotetrace.reading.forms.fragments import is_markup, text_of_fragment
from quotetrace.reading.outlets import FEED, domain_outlet, host_of, is_front_page
from quotetrace.reading.zones import CUT_OFF

NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article", "maintext", "article_text", "full_text", "body_text", "article_body"),
        *("fields.bodyText", "content_text", "text_content", "story_text", "clean_text", "cleaned_text", "plain_text"),
        *("fields.body", "content_html", "body_html", "story", "transcript"),
    ),
    "title": ("title", "headline", "article_title", "web_title", "fields.headline", "title_page"),
    "outlet": (
        *("outlet", "source", "publisher", "site", "site_name", "publication", "newspaper", "media", "media_name"),
        *(
            "paper",
            "medium",
            "media_outlet",
            "news_outlet",
            "outlet_name",
            "source_name",
            "publication_title",
            "fields.publication",
            "yoast_head_json.og_site_name",
        ),
    ),
    "published": (
        *("published", "published_at", "date_published", "publish_date", "date_publish", "pub_date", "published_date"),
        *("publication_date", "publish_time", "published_time", "web_publication_date", "date_gmt", "date"),
        *("datetime", "date_time", "timestamp", "day"),
    ),
    "modified": (
        *("modified_gmt", "modified", "updated", "updated_at", "date_modified", "date_modify", "last_modified"),
        *("fields.lastModified", "modified_at", "lastmod", "last_modified_at", "last_updated"),
    ),
    "author": ("author", "authors", "byline", "creator", "fields.byline"),
    "url": ("url", "link", "canonical_url", "source_url", "article_url", "web_url", "uri", "canonical", "permalink"),
    "language": ("language", "lang", "in_language"),
    "seen": (
        *("seen", "seendate", "date_seen", "date_download", "download_date", "indexed_date", "collect_date", "crawled"),
        *("crawled_at", "crawl_date", "date_crawled", "fetched", "fetched_at", "scraped_at", "scraped", "retrieved_at"),
        *("retrieved", "accessed", "clipped", "date_saved"),
    ),
    "doc": ("doc", "id", "uuid"),
}
_STATED = ("outlet", "published", "modified", "author", "url", "language", "seen")
# Where a collection names the outlet by its domain only.
_DOMAINS = ("source_domain", "domain", "thread.site_full", "thread.site", "media_url")
# Around a value: the names by which an object says its text or its name, in order.
_PROSE = ("rendered", "value", "text", "html")
_CALLED = ("name", "rendered", "main", "original", "title", "id", "$date", "$numberLong", "@value")
# Objects around a record whose own fields are a database's or an answer's.
_AROUND = ("_source", "response", "content", "article", "item", "doc", "data", "result")
# Lists and objects around a value: authors are a list of objects with a name that may be an object of languages.
_DEEPEST = 8
# A column's or field's name is no longer, in characters.
_LONGEST_NAME = 100
# All names of a record together are seldom longer, in characters.
_LONGEST_NAMES = 2000
# What programs write where they have nothing.
_NOTHING = frozenset({"nan", "NaN", "None", "null", "NULL", "N/A", "#N/A", "NaT", "\\N", "[]", "{}"})
_LISTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def article_of(
    record: object, fields: Mapping[str, str], place: str, content_hash: str, *, feed: str | None = None
) -> Article:
    """The article of a record. ReadingError where it is no object of fields, or none of them holds a text.

    feed: the title of the feed that the record is from, its outlet where nothing else names one.
    """
    if not isinstance(record, dict):
        raise ReadingError('is JSON but no object; a record is an object with a text, as in {"text": "…"}')
    record = opened(record, fields)
    found = _text(record, fields)
    if found is None:
        raise ReadingError(_missing_text(record, fields))
    # titles beside a text in HTML are in HTML too
    html = is_markup(found)
    text = without_surrogates(text_of_fragment(found) if html else found)
    if not text.strip():
        raise ReadingError("has an empty text; remove the record, or give it its text")
    if text.strip() == "[Removed]":
        raise ReadingError("has been removed by its publisher; remove the record, or give it its text")
    title = _string(record, "title", fields)
    stated = stated_facts(record, fields)
    if feed:
        stated.append(Evidence("outlet", _tidy(feed), "metadata", note=FEED))
    return Article(
        text=text,
        content_hash=content_hash,
        place=place,
        name=_string(record, "doc", fields) or next((one.value for one in stated if one.field == "url"), None),
        title=_tidy(text_of_fragment(title) if html else title) or None if title else None,
        stated=(*stated, *cut_off(text)),
        is_record=True,
    )


def stated_facts(record: Mapping[str, object], fields: Mapping[str, str]) -> list[Evidence]:
    """What a record states of outlet, times, author, address and language. Where its source is given by the page's
    address, that is its address."""
    stated = [Evidence(name, value, "metadata") for name in _STATED if (value := _fact(record, name, fields))]
    source = next((one.value for one in stated if one.field == "outlet" and "://" in one.value), None)
    if source and host_of(source) and not is_front_page(source) and all(one.field != "url" for one in stated):
        stated.append(Evidence("url", source, "metadata", note="given as the source"))
    return stated


def title_of(record: Mapping[str, object], fields: Mapping[str, str]) -> str | None:
    """The title that a record states, tidied."""
    return _tidy(_string(record, "title", fields) or "") or None


def opened(record: dict[str, object], fields: Mapping[str, str]) -> dict[str, object]:
    """The record itself, out of the objects that a database or an interface puts around it."""
    for _ in range(_DEEPEST):
        inner = None if has_text(record, fields) else next(_inner(record), None)
        if inner is None:
            break
        record = inner
    return record


def has_text(record: Mapping[str, object], fields: Mapping[str, str]) -> bool:
    """Whether a record has a text, be it empty."""
    return _text(record, fields) is not None


def names_a_story(record: Mapping[str, object]) -> bool:
    """Whether a record without a text stands for an article: it has a title or an address."""
    return bool(_string(record, "title", {}) or _string(record, "url", {}))


def known_columns(names: tuple[str, ...], fields: Mapping[str, str]) -> frozenset[str]:
    """Which of our fields the columns of a table hold."""
    row: dict[str, object] = dict.fromkeys(names, "x")
    known = {ours for ours in NAMES if ours != "text" and _string(row, ours, fields)}
    return frozenset(known | ({"text"} if has_text(row, fields) else set()))


def cut_off(text: str) -> Iterator[Evidence]:
    """Evidence that a text ends where a service cut it: ``… [+1234 chars]``."""
    cut = CUT_OFF.search(text, max(0, len(text) - _LONGEST_NAME))
    if cut:
        note = f"only the beginning of the text: {int(cut['missing']):,} characters more are not here"
        yield Evidence("text", "cut", "text", cut.start(), cut.end(), note=note)


def missing_texts(names: str) -> str:
    """What to say of a collection that lists articles and holds none."""
    return (
        f"lists stories without their text ({names}); get the pages themselves and give those, "
        "or name the field with --field text=NAME"
    )


def _missing_text(record: Mapping[str, object], fields: Mapping[str, str]) -> str:
    names = f"its fields: {listed(record)}"
    if "text" in fields:
        return f"has no text in the field {fields['text']!r} ({names}); name the field with --field text=NAME"
    if names_a_story(record):
        return missing_texts(names)
    return f"has no field with a text ({names}); name the field with --field text=NAME"


def listed(names: object) -> str:
    """The first names of a record's fields or a table's columns, for a message of one line."""
    short = sorted(" ".join(str(name)[:_LONGEST_NAME].split()) for name in names)[:8]  # type: ignore[attr-defined]
    return ", ".join(short) or "none at all"


def _inner(record: Mapping[str, object]) -> Iterator[dict[str, object]]:
    return (value for name in _AROUND if isinstance(value := record.get(name), dict))


def _fact(record: Mapping[str, object], name: str, fields: Mapping[str, str]) -> str | None:
    """What a record states, tidied; None where it states nothing."""
    value = _string(record, name, fields)
    if value is None and name == "outlet" and name not in fields:
        return _domain(record)
    if value is None or (value := _tidy(value)) in _NOTHING:
        return None
    return _names(value) if name == "author" else value


def _domain(record: Mapping[str, object]) -> str | None:
    """The outlet of a domain that a record names instead of one."""
    for name in _DOMAINS:
        value = _flat(_nested(record, name))
        outlet = domain_outlet(value if value and "/" in value else f"https://{value}") if value else None
        if outlet:
            return outlet
    return None


def _names(value: str) -> str | None:
    """Authors without *By*, and out of a list that a table holds as Python wrote it; a number is nobody's name."""
    if value[0] == "[" and value[-1] == "]":
        value = ", ".join(one or other for one, other in _LISTED.findall(value)) or value
    value = _BY.sub("", value, count=1) if _BY.match(value) else value
    return value if any(character.isalpha() for character in value) else None


def _text(record: Mapping[str, object], fields: Mapping[str, str]) -> str | None:
    """The text of a record, None where it has none; an empty one only where there is no other."""
    if "text" in fields:
        return _prose(_chosen(record, fields["text"]))
    empty = None
    for value in _values(record, "text"):
        prose = _prose(value)
        if prose and prose.strip() and prose.strip() not in _NOTHING:
            return prose
        empty = "" if prose is not None else empty
    return empty


def _prose(value: object) -> str | None:
    """A text, or its paragraphs, or the text within an object."""
    if isinstance(value, dict):
        value = next((one for name in _PROSE if isinstance(one := value.get(name), str)), None)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else None


def _string(record: Mapping[str, object], name: str, fields: Mapping[str, str]) -> str | None:
    """The value of one of our fields as text that can be stored, or None where the record has none."""
    values = [_chosen(record, fields[name])] if name in fields else _values(record, name)
    return next((without_surrogates(flat) for value in values if (flat := _flat(value)) is not None), None)


def _values(record: Mapping[str, object], name: str) -> Iterator[object]:
    """What a record has under the names of one of our fields, the most telling name first."""
    for path in _paths(record).get(name, ()):
        value = _nested(record, path)
        if value is not None:
            # WordPress's *_gmt are in UTC and do not say so
            universal = path.endswith("_gmt") and isinstance(value, str) and value and not _ZONED.search(value)
            yield f"{value}Z" if universal else value


def _paths(record: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Where a record may have each of our fields; the records of a collection mostly have the same names."""
    names = tuple(record)
    usual = len("".join(names)) <= _LONGEST_NAMES  # what is hostile is not kept
    return _usual_paths(names) if usual else _usual_paths.__wrapped__(names)


@lru_cache(maxsize=256)
def _usual_paths(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    own = _folded_names(names)
    paths = {ours: (_path(own, names, alias) for alias in theirs) for ours, theirs in NAMES.items()}
    return {ours: found for ours, some in paths.items() if (found := tuple(filter(None, some)))}


def _folded_names(names: Iterable[str]) -> dict[str, str]:
    """The names by their folded ones; of two that are alike the first."""
    return {_folded(name): name for name in reversed(tuple(names))}


def _path(own: Mapping[str, str], names: tuple[str, ...], alias: str) -> str | None:
    """The record's own name for an alias, or the path that may lead to it."""
    around = alias.partition(".")[0]
    return own.get(_folded(alias)) or (alias if around != alias and around in names else None)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """A name without case, blanks and signs."""
    return "".join(character for character in name[:_LONGEST_NAME].lower() if character.isalnum())


def _nested(record: Mapping[str, object], path: str) -> object:
    """The field called `path`, or, where the name has dots, the field inside a field (``source.name``)."""
    if path in record:
        return record[path]
    value: object = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _chosen(record: Mapping[str, object], path: str) -> object:
    """The field that the user named, in whatever case."""
    value = _nested(record, path)
    same = _folded_names(record).get(_folded(path)) if value is None else None
    return value if same is None else record[same]


def _flat(value: object, depth: int = 0) -> str | None:
    """Text as it is, a number as text, a list joined, an object by its name; None where there is nothing, and for what
    lies deeper than any name does."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return value if value.strip() and value not in _NOTHING else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_flat(one, depth + 1) for one in value))) or None
    if isinstance(value, dict):
        return next((flat for name in _CALLED if (flat := _flat(value.get(name), depth + 1)) is not None), None)
    return None


def _tidy(value: str) -> str:
    return " ".join(without_surrogates(value).split())
