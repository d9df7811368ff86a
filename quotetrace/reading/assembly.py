"""From an article as its form gives it to a document: headline, outlet, date, language, zones, evidence and id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from quotetrace.model import Document, Evidence
from quotetrace.reading.article import Article, Input, Reader
from quotetrace.reading.furniture import Role, author_of, is_address
from quotetrace.reading.language import language_of
from quotetrace.reading.manifest import Row
from quotetrace.reading.outlets import writes_month_first
from quotetrace.reading.publication import publication_of
from quotetrace.reading.publisher import outlet_of
from quotetrace.reading.zones import Layout, lay_out

# The tag says how the id was made; 24 hex digits are 96 bits: no two of a billion documents meet by chance.
_TAG = "sha256:"
_DIGITS = 24


def document_id(text: str, origin: str | None) -> str:
    """The id of a document: the hash of its text and its declared origin (address, or outlet and date; None if none).

    The same text without an origin is one document wherever it was found; with two origins it is two.
    """
    content = text.encode("utf-8", "surrogatepass")
    declared = "" if origin is None else origin
    digest = hashlib.sha256(len(content).to_bytes(8, "big") + content + declared.encode("utf-8", "surrogatepass"))
    return _TAG + digest.hexdigest()[:_DIGITS]


def assemble(
    article: Article, item: Input, reader: Reader, *, label: str, row: Row | None, outlet: str | None, today: date
) -> Document:
    """The document of an article. What `row` of the manifest states comes first, then `outlet` (the user's word for the
    whole run), then what the form states, then what the text shows; nothing of it later than `today` and a day."""
    declared = row.evidence() if row else ()
    option = (Evidence("outlet", outlet, "option"),) if outlet else ()
    stated = (*declared, *option, *article.stated)
    told = row.title() if row else None
    title = told.value if told else article.title
    layout = lay_out(article.text, title=title)
    addresses = (*(one for one in stated if one.field == "url"), *_printed_address(layout))
    url = addresses[0].value if addresses else None
    name, named = outlet_of(layout, stated, url=url)
    published = publication_of(
        article.text,
        layout,
        stated,
        url=url,
        file_name=item.path.name,
        month_first=writes_month_first(name),
        today=today,
    )
    author, authors = _author(layout, stated)
    headline, shown = _headline(article, layout, title, kind=told.kind if told else "metadata")
    return Document(
        id=document_id(article.text, _origin(article, declared)),
        label=label,
        source=f"{item.path}{article.place}",
        text=article.text,
        headline=headline,
        headline_separate=headline is not None and layout.headline is None,
        outlet=name,
        author=author,
        url=url,
        published=published.published,
        modified=published.modified,
        language=language_of(article.text),
        zones=layout.zones,
        evidence=(*named, *published.evidence, *shown, *authors, *_ranked(addresses), *_of_text(stated)),
        content_hash=article.content_hash,
        reader=reader.name,
        reader_version=reader.version,
        container=str(item.path) if article.place else None,
    )


def _origin(article: Article, declared: Sequence[Evidence]) -> str | None:
    """The declared origin: an address, or a record's or a manifest's outlet and date; never what was derived."""
    url = _first((*declared, *article.stated), "url")
    if url:
        return url
    facts = (*declared, *article.stated) if article.is_record else declared
    outlet, published = _first(facts, "outlet"), _first(facts, "published")
    return f"{outlet or ''}\n{published or ''}" if outlet or published else None


def _headline(
    article: Article, layout: Layout, title: str | None, *, kind: str
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The headline's words and where they are from: as printed in the text if it stands there, else as stated.

    kind: what states the title.
    """
    if layout.headline is not None:
        start, end = layout.headline
        words = " ".join(article.text[start:end].split())
        return title or words, (Evidence("headline", title or words, kind if title else "text", start, end),)
    if title:
        return title, (Evidence("headline", title, kind),)
    return None, ()


def _author(layout: Layout, stated: Sequence[Evidence]) -> tuple[str | None, tuple[Evidence, ...]]:
    candidates = [one for one in stated if one.field == "author"]
    for block in layout.blocks:
        name = author_of(block.text) if block.role is Role.BYLINE else None
        if name:
            start = block.text.find(name)
            span = (block.start + start, block.start + start + len(name)) if start >= 0 else (None, None)
            candidates.append(Evidence("author", name, "byline", *span))
    return (candidates[0].value if candidates else None), _ranked(candidates)


def _printed_address(layout: Layout) -> tuple[Evidence, ...]:
    """The address that a print view states above the text; one below it may be the story's source."""
    for block in layout.blocks:
        if block.role is Role.PROSE:
            break
        if is_address(block.text):
            return (Evidence("url", block.text, "text", block.start, block.end),)
    return ()


def _of_text(stated: Sequence[Evidence]) -> Iterator[Evidence]:
    """What is to be known of the text itself: damage."""
    return (one for one in stated if one.field == "text")


def _ranked(candidates: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same with the first marked as the one that is used."""
    return tuple(replace(one, used=i == 0) for i, one in enumerate(candidates))


def _first(stated: Sequence[Evidence], field: str) -> str | None:
    return next((one.value for one in stated if one.field == field), None)
