"""RSS and Atom feeds: each entry an article, its text as built as a page's: headline, blank line, body.

feedparser is given bytes and fetches nothing. An entry's whole content is taken where it is there, else its summary,
and then the evidence says so. Where an entry names the site it was taken from (a planet, an aggregator), that is its
outlet, else the feed's title is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.folding import fold_words
from quotetrace.model import Evidence, Failure
from quotetrace.press import taken_apart
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import without_surrogates
from quotetrace.reading.extras import needed
from quotetrace.reading.forms.fragments import text_of_fragment
from quotetrace.reading.headlines import same_words
from quotetrace.reading.outlets import FEED, FEED_OF_ENTRY
from quotetrace.reading.sniffing import looks_like_feed

# A feed has ten to a thousand entries of a hundred tags. The library takes about ten seconds for so many.
_MAX_FEED_BYTES = 20_000_000
_MOST_TAGS = 300_000
# A summary that has so few words besides the title's is the title and a link: the site's name, "read more".
_MORE_WORDS = 6
_ENDS = (b"</rss>", b"</feed>", b"</rdf:rdf>")
_SUMMARY = "the feed has a summary only, not the whole text"


def read_feed(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure an entry, in order. ReadingError where there are none, or, after the entries before it,
    where the feed is cut off."""
    feedparser = needed("feedparser", extra="feeds", form="an RSS or Atom feed")
    _join_no_long_hosts(feedparser)
    data = item.data(limit=_MAX_FEED_BYTES)
    if data.count(b"<") > _MOST_TAGS:
        raise ReadingError(f"is a feed of more than {_MOST_TAGS:,} tags, as none is; split it")
    try:
        # a stream, so that nothing is taken for an address or a path
        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # whatever the library meets in damaged bytes
        raise ReadingError(f"is a feed that cannot be read ({type(error).__name__}); get it again") from error
    tail = data[-2000:].replace(b"\0", b"").lower()
    cut = not any(end in tail for end in _ENDS)
    entries = parsed.entries[:-1] if cut else parsed.entries
    for number, entry in enumerate(entries, 1):
        place = f"#{number}"
        try:
            yield _article(entry, parsed.feed, place)
        except ReadingError as error:
            yield Failure(f"{item.source}{place}", str(error))
    if cut:
        raise ReadingError(f"is a feed that is cut off after entry {len(entries)}; get it again")
    if not entries:
        raise ReadingError("is a feed without entries; remove it, or get it again")


@cache
def _join_no_long_hosts(feedparser: ModuleType) -> None:
    """Where a feed says what its links begin with (xml:base), the library joins them, and has no setting for those of
    entries; `taken_apart` says what a host without end would cost. To it such an address is none."""

    genuine: Any = getattr(feedparser.urls, "_urljoin", None)
    if genuine is None or not hasattr(feedparser.mixin, "_urljoin"):
        return

    def join(base: str, address: str) -> str:
        try:
            taken_apart(base), taken_apart(address)
        except ValueError:
            return ""
        return str(genuine(base, address))

    feedparser.urls._urljoin = feedparser.mixin._urljoin = join


def _article(entry: Any, feed: Any, place: str) -> Article:
    title = " ".join(_text(entry.get("title")).split()) or None
    body, is_summary = _body(entry, title)
    lines = [line for i, line in enumerate(body.split("\n")) if not (i < 1 and title and same_words(line, title))]
    body = "\n".join(lines)
    stated = [*_stated(entry, feed)]
    if is_summary:
        stated.append(Evidence("text", "summary", "metadata", note=_SUMMARY))
    return Article(
        text=f"{title}\n\n{body}" if title else body,
        content_hash=hash_bytes(f"{title}\n{body}".encode()),
        place=place,
        name=_plain(entry.get("link")) or _plain(entry.get("id")),
        title=title,
        title_inside=title is not None,
        stated=tuple(stated),
    )


def _body(entry: Any, title: str | None) -> tuple[str, bool]:
    """The entry's text, and whether it is its summary. ReadingError where there is none."""
    contents = [_text(one.get("value")) for one in entry.get("content", ())]
    summary = _text(entry.get("summary"))
    whole = max(contents, key=len, default="")
    body = whole if len(whole) >= len(summary) else summary
    words, known = len(fold_words(body)), len(fold_words(title)) if title else 0
    if not words:
        raise ReadingError("has no text in the feed, only a title and a link; get the page itself and give that")
    if title and words <= known + _MORE_WORDS and fold_words(body)[:known] == fold_words(title):
        raise ReadingError("has no text in the feed, only its title again; get the page itself and give that")
    return body, body != whole


def _stated(entry: Any, feed: Any) -> Iterator[Evidence]:
    """What entry and feed state, the entry's own first. Times as written."""
    source = entry.get("source") or {}
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    facts = (
        ("outlet", source.get("title"), FEED_OF_ENTRY),
        ("outlet", feed.get("title"), FEED),
        # not entry.get: asked for a time of change it has not, feedparser gives the time of publication
        ("published", dict.get(entry, "published"), ""),
        ("modified", dict.get(entry, "updated"), ""),
        ("author", author, ""),
        ("url", entry.get("link"), ""),
        ("language", feed.get("language"), ""),
    )
    for field, value, note in facts:
        tidy = " ".join((_text(value) if field in ("outlet", "author") else _plain(value) or "").split())
        if tidy:
            yield Evidence(field, tidy, "metadata", note=note)


def _text(value: object) -> str:
    return without_surrogates(text_of_fragment(value)) if isinstance(value, str) else ""


def _plain(value: object) -> str | None:
    return without_surrogates(value) if isinstance(value, str) and value.strip() else None


READER = Reader("feed", 1, looks_like_feed, read_feed)
