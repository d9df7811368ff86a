"""What a page's markup states of the article: JSON-LD, OpenGraph, meta elements, canonical link, headings, title.

Works on an lxml tree that `markup` parsed; nothing here imports lxml, so reading text stays fast.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotetrace.folding import fold_words
from quotetrace.model import Evidence
from quotetrace.reading.forms.pagelines import dates_beside_heading, is_own, owner_of, text_of
from quotetrace.reading.forms.pagetitles import bare_title, site_of
from quotetrace.reading.headlines import without_site

_ARTICLE_TYPES = ("article", "posting", "report", "newsstory")
# Meta elements by fact, the most trusted first; the names are property, name or itemprop, in lower case.
_META: dict[str, tuple[str, ...]] = {
    "outlet": (
        "og:site_name",
        "application-name",
        "publisher",
        "dc.publisher",
        "dcterms.publisher",
        "citation_journal_title",
    ),
    "published": (
        "article:published_time",
        "datepublished",
        "og:published_time",
        "article:published",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "citation_publication_date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "date",
    ),
    "modified": ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "dcterms.modified"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "citation_author"),
    "url": ("og:url",),
}
# A heading is the article's if it has this share of its words in common with the title that the metadata states.
_SHARED_HEADING = 0.5
# A name and a second one; longer is a sentence about the author. Words.
_NAME_WORDS = 8
# JSON-LD deeper than this is not looked into.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The headline (None where the page has none) and what is stated of everything else, the most trusted first."""

    headline: str | None
    stated: tuple[Evidence, ...]


def page_facts(tree: Any) -> PageFacts:
    """The facts of a parsed page. Times stay as written."""
    linked = list(_linked_articles(tree))
    metas = _metas(tree)
    stated = [*_from_linked(linked), *_from_canonical(tree), *_from_metas(metas)]
    stated += [*_from_time_elements(tree), *dates_beside_heading(tree), *_from_author_links(tree)]
    site = _site(tree, metas)
    stated += [Evidence("outlet", site, "title")] if site else []
    stated += owner_of(tree)
    outlet = next((one.value for one in stated if one.field == "outlet"), None)
    return PageFacts(_headline(tree, linked, metas, outlet, site), tuple(stated))


def _from_linked(linked: list[dict[str, Any]]) -> Iterator[Evidence]:
    names = {
        "outlet": "publisher",
        "published": "datePublished",
        "modified": "dateModified",
        "author": "author",
    }
    for field, key in names.items():
        for item in linked:
            value = _name(item.get(key))
            if value and not value.startswith("http"):
                yield Evidence(field, value, "metadata", note=f"JSON-LD {key}")


def _from_canonical(tree: Any) -> Iterator[Evidence]:
    for href in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href"):
        if str(href).strip().startswith("http"):
            yield Evidence("url", str(href).strip(), "metadata", note="canonical")


def _from_metas(metas: list[tuple[str, str]]) -> Iterator[Evidence]:
    for field, names in _META.items():
        for name in names:
            for key, value in metas:
                if key == name and not (field == "author" and value.startswith("http")):
                    yield Evidence(field, value, "metadata", note=name)


def _from_time_elements(tree: Any) -> Iterator[Evidence]:
    """The first ``<time datetime>`` that is the article's own: not in a card of another story, not an update's."""
    for element in tree.xpath("//time[@datetime]"):
        value = element.get("datetime").strip()
        if value and is_own(element):
            yield Evidence("published", value, "metadata", note="time element")
            return


def _site(tree: Any, metas: list[tuple[str, str]]) -> str | None:
    """The site's name in the page's title."""
    titles = [text_of(title) for title in tree.xpath("//head/title")]
    titles += [value for key, value in metas if key in ("og:title", "twitter:title")]
    headings = [text_of(element) for element in tree.xpath("//h1")]
    links = [text_of(element) for element in tree.xpath("//a[@href='/' or @rel='home']")]
    return next((site for title in titles if (site := site_of(title, headings, links))), None)


def _from_author_links(tree: Any) -> Iterator[Evidence]:
    """``<a rel="author">`` and ``itemprop="author"``."""
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']"):
        name = text_of(element)
        if name and len(name.split()) <= _NAME_WORDS:
            yield Evidence("author", name, "metadata", note="author link")


def _headline(
    tree: Any, linked: list[dict[str, Any]], metas: list[tuple[str, str]], outlet: str | None, site: str | None
) -> str | None:
    """The heading as printed if it is the one the metadata means, else what the metadata says."""
    titles = [_name(item.get("headline")) for item in linked]
    titles += [value for key, value in metas if key in ("og:title", "twitter:title")]
    titles += [text_of(title) for title in tree.xpath("//head/title")]
    whole = [" ".join(title.split()) for title in titles if title and title.strip()]
    stated = [without_site(bare_title(title, site), outlet)[0] for title in whole]
    headings = [heading for element in tree.xpath("//h1") if (heading := text_of(element)) and len(heading.split()) > 1]
    for heading in headings:
        if not stated or any(_shared(heading, title) >= _SHARED_HEADING for title in stated):
            return heading
    return stated[0] if stated else None


def _shared(heading: str, title: str) -> float:
    """The share of the heading's words that stand in the title, 0 to 1."""
    words = set(fold_words(heading))
    return len(words & set(fold_words(title))) / len(words) if words else 0.0


def _metas(tree: Any) -> list[tuple[str, str]]:
    """The meta elements in order: lower-case property, name or itemprop, and content."""
    found = []
    for element in tree.xpath("//meta[@content]"):
        content = " ".join(element.get("content").split())
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                found.append((key.strip().lower(), content))
    return found


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles among a page's JSON-LD; broken scripts are passed over."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(value, _DEPTH)


def _articles_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for element in value:
            yield from _articles_in(element, depth - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names):
            yield value
        else:
            yield from _articles_in(value.get("@graph") or value.get("mainEntity"), depth - 1)


def _name(value: Any) -> str | None:
    """A text, or the name of a thing or person, or the names of a list."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return (
            ", ".join(name for element in value if isinstance(element, (str, dict)) and (name := _name(element)))
            or None
        )
    return None
