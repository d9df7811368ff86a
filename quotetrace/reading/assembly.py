"""From an article as its form gives it to a document: headline, outlet, date, language, zones, evidence and id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from quotetrace.model import Document, Evidence
from quotetrace.reading.addresses import page_address
from quotetrace.reading.article import Article, Input, Reader
from quotetrace.reading.furniture import Role, author_of, own_address
from quotetrace.reading.headlines import without_site
from quotetrace.reading.language import code_of, language_of
from quotetrace.reading.manifest import Row
from quotetrace.reading.outlets import writes_month_first
from quotetrace.reading.publication import publication_of
from quotetrace.reading.publisher import outlet_of
from quotetrace.reading.unseen import as_meant, as_shown, levelled
from quotetrace.reading.zones import Layout, lay_out

# The tag says how the id was made; 24 hex digits are 96 bits: no two of a billion documents meet by chance.
_TAG = "sha256:"
_DIGITS = 24
# What programs write into a field that they have nothing for.
_NOTHING = frozenset({"", "null", "none", "nan", "n/a", "undefined", "unknown", "-"})
# Letters of the longest outlet or author there is: a dozen authors with their titles have some hundred.
LONGEST_NAME = 1_000
_NAMES = frozenset({"outlet", "author"})
# A file's own properties name whoever typed or saved it: a byline counts for more.
_PROPERTIES = "properties"


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
    if not all(map(_says_something, article.stated)):
        article = replace(article, stated=tuple(filter(_says_something, article.stated)))
    stated = (*declared, *option, *article.stated)
    text = levelled(article.text)
    told = row.title() if row else None
    layout, title = _laid_out(text, told.value if told else article.title, stated)
    addresses = (*(one for one in stated if one.field == "url"), *_printed_address(layout))
    url = addresses[0].value if addresses else None
    if url is not None and addresses[0].kind != "manifest" and not article.is_record:
        url = page_address(url)
    file_name = _file_name(item)
    name, named = outlet_of(layout, stated, url=url, place=file_name)
    published = publication_of(
        text,
        layout,
        stated,
        url=url,
        file_name=file_name,
        month_first=article.month_first if article.month_first is not None else writes_month_first(name) or None,
        today=today,
        derived=article.title_inside and not article.is_record,
    )
    author, authors = _author(layout, stated)
    told_languages = [(one, code) for one in stated if one.field == "language" and (code := code_of(one.value))]
    language = language_of(article.text, stated=told_languages[0][1] if told_languages else None)
    headline, shown = _headline(article, layout, title, kind=told.kind if told else "metadata")
    return Document(
        id=document_id(article.text, _origin(article, declared)),
        label=label,
        source=f"{item.source}{article.place}",
        text=article.text,
        headline=headline,
        headline_separate=headline is not None and layout.headline is None,
        outlet=name,
        author=author,
        url=url,
        published=published.published,
        modified=published.modified,
        language=language,
        zones=layout.zones,
        evidence=(
            *named,
            *published.evidence,
            *shown,
            *authors,
            *_ranked(addresses),
            *_of_languages(told_languages, language),
            *_of_text(stated),
        ),
        content_hash=article.content_hash,
        reader=reader.name,
        reader_version=reader.version,
        container=str(item.path) if item.place or article.place else None,
    )


def _file_name(item: Input) -> str:
    """The name with the folders that it lies in, those of an archive included."""
    place = f"{item.path.as_posix()}{item.place}".replace("#", "/")
    return f"{PurePosixPath(place).parent}/{item.name}"


def _origin(article: Article, declared: Sequence[Evidence]) -> str | None:
    """The declared origin: an address, or a record's or a manifest's outlet and date; never what was derived."""
    url = _first((*declared, *article.stated), "url")
    if url:
        return url
    facts = (*declared, *article.stated) if article.is_record else declared
    outlet, published = _first(facts, "outlet"), _first(facts, "published")
    return f"{outlet or ''}\n{published or ''}" if outlet or published else None


def _says_something(stated: Evidence) -> bool:
    """Whether a field holds what it is for: a name as long as a paragraph is none."""
    if stated.field in _NAMES and len(stated.value) > LONGEST_NAME:
        return False
    return not _says_nothing(stated.value)


def _says_nothing(value: str) -> bool:
    """Whether a field was filled in by a program that had nothing to write there."""
    return value.strip().lower() in _NOTHING


def _laid_out(text: str, told: str | None, stated: Sequence[Evidence]) -> tuple[Layout, str | None]:
    """The layout, and the title that was told as people see it. What stands behind it in a field (`` - Harbour Post``)
    is the outlet's name only where the text has no such line."""
    title = as_shown(told or "")
    if _says_nothing(title):
        return lay_out(text), None
    layout = lay_out(text, title=title)
    bare = without_site(title, _first(stated, "outlet"))[0]
    if layout.headline is None and bare != title:
        layout, title = lay_out(text, title=bare), bare
    return layout, as_meant(title)


def _headline(
    article: Article, layout: Layout, title: str | None, *, kind: str
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The headline's words and where they are from: as printed in the text if it stands there, else as stated.

    kind: what states the title.
    """
    if layout.headline is not None:
        start, end = layout.headline
        words = as_shown(article.text[start:end])
        return title or words, (Evidence("headline", title or words, kind if title else "text", start, end),)
    if title:
        return title, (Evidence("headline", title, kind),)
    return None, ()


def _author(layout: Layout, stated: Sequence[Evidence]) -> tuple[str | None, tuple[Evidence, ...]]:
    named = [one for one in stated if one.field == "author"]
    candidates = [one for one in named if one.kind != _PROPERTIES]
    for block in layout.blocks:
        name = author_of(block.text) if block.role is Role.BYLINE else None
        if name:
            start = block.text.find(name)
            span = (block.start + start, block.start + start + len(name)) if start >= 0 else (None, None)
            candidates.append(Evidence("author", as_shown(name), "byline", *span))
    candidates += [one for one in named if one.kind == _PROPERTIES]
    return (candidates[0].value if candidates else None), _ranked(candidates)


def _printed_address(layout: Layout) -> tuple[Evidence, ...]:
    """The address that a print view states above the text, or as its own below it; an address below that nothing is
    said of may be the story's source."""
    below = False
    for block in layout.blocks:
        below = below or block.role is Role.PROSE
        start = own_address(block.text) if block.role is Role.CHROME else None
        if start is not None and (not below or start > 0):
            return (Evidence("url", block.text[start:], "text", block.start + start, block.end),)
    return ()


def _of_languages(told: Sequence[tuple[Evidence, str]], language: str | None) -> Iterator[Evidence]:
    """What is said of the language; what says another than the text shows is noted."""
    for one, code in told:
        notes = filter(None, (one.note, "" if code == language else "says another language than the text shows"))
        yield replace(one, used=code == language, note="; ".join(notes))


def _of_text(stated: Sequence[Evidence]) -> Iterator[Evidence]:
    """What is to be known of the text itself: damage."""
    return (one for one in stated if one.field == "text")


def _ranked(candidates: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same with the first marked as the one that is used."""
    return tuple(replace(one, used=i == 0) for i, one in enumerate(candidates))


def _first(stated: Sequence[Evidence], field: str) -> str | None:
    return next((one.value for one in stated if one.field == field), None)
