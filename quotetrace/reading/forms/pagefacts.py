"""What a page's markup states of the article: JSON-LD, OpenGraph, meta elements, canonical link, headings, title.

Works on an lxml tree that `markup` parsed; nothing here imports lxml, so reading text stays fast.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.forms.pageblocks import PageLines, Part, page_lines
from quotetrace.reading.forms.pagedates import shown_dates
from quotetrace.reading.forms.pageheadings import headline_of, is_of_title
from quotetrace.reading.forms.pagekept import archived_from
from quotetrace.reading.forms.pagelines import owner_of, text_of
from quotetrace.reading.forms.pagetitles import site_before_colon, site_of
from quotetrace.reading.forms.pagetree import select
from quotetrace.reading.furniture import author_of, is_author_line
from quotetrace.reading.outlets import could_be_masthead, domain_outlet, has_common_words

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
        "og:article:published_time",
        "og:published_time",
        "article:published",
        "article.published",
        "rnews:datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "shareaholic:article_published_time",
        "mediator_published_time",
        "vr:published_time",
        "bt:pubdate",
        "originalpublicationdate",
        "original-publish-date",
        "article_date_original",
        "first-published",
        "govuk:first-published-at",
        "displaydate",
        "ptime",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "published_date",
        "publication-date",
        "publication_date",
        "citation_publication_date",
        "dc.date.issued",
        "dcterms.issued",
    ),
    "modified": (
        "article:modified_time",
        "datemodified",
        "article:modified",
        "article.updated",
        "og:updated_time",
        "modified-date",
        "lastmod",
        "last-modified",
        "last-updated",
        "utime",
        "dcterms.modified",
        "dc.date.modified",
        "revised",
    ),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "citation_author"),
    "language": ("og:locale", "inlanguage", "dc.language", "content-language", "language"),
    "url": ("og:url",),
}
# Meta elements whose time may be the page's making, and often is its publication's: believed after all that is shown.
_WEAK_DATES = (
    "article.created",
    "created-date",
    "created",
    "dcterms.created",
    "dc.date.created",
    "datecreated",
    "dcterms.date",
    "dc.date",
    "date",
)
_BY = re.compile(r"\bby:?\s+(?=[^\W\d_])", re.IGNORECASE)
_AUTHORS = re.compile(r"author|user-?name|writer|reporter", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_a-z][\w.'’-]*")
_AUTHOR_LINKS = "//@rel[.='author']/.. | //@itemprop[.='author']/.. | //@class[contains(., '-name')]/.."
_AUTHOR_NAMES = frozenset({"author-name", "user-name"})
_LABELLED = re.compile(rf"Author:?\s+(?P<name>{_NAME.pattern})")
# Elements that templates call the heading, where the page has no h1.
_HEADINGS = "//*[contains(@class, 'title') or contains(@class, 'heading') or contains(@class, 'headline')]"
_FRONT_PAGE = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w{3,5})?")
# Lines below the heading in which the author is named.
_HEAD_LINES = 12
# A name and a second one; longer is a sentence about the author. Words.
_NAME_WORDS = 8
# JSON-LD deeper than this is not looked into.
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The headline (None where the page has none) and what is stated of everything else, the most trusted first.

    lines: the page's lines. others: the headlines of other stories in the page's data. body: the text that the data
    has for the article, for pages that show it by a script; empty where there is none.
    """

    headline: str | None
    stated: tuple[Evidence, ...]
    lines: PageLines
    others: tuple[str, ...] = ()
    body: str = ""


def page_facts(tree: Any) -> PageFacts:
    """The facts of a parsed page. Times stay as written."""
    data = list(_linked(tree))
    metas = _metas(tree)
    addresses = [*_from_canonical(tree), *_from_metas(metas, "url", _META["url"]), *archived_from(tree)]
    addresses.sort(key=lambda one: domain_outlet(one.value) is None)  # an archive's own addresses come last
    shown = [text_of(title) for title in select(tree, "//head/title")]
    heads = [text_of(element) for element in select(tree, "//h1")]
    titles = [*_titles(shown, metas), *heads]
    articles = [item for item in data if _is_article(item)]
    own = _own(articles, [one.value for one in addresses], titles)
    site = _site(tree, metas, shown, heads)
    stated = [*_from_linked(own), *addresses]
    for field in ("outlet", "published", "modified", "author", "language"):
        stated += _from_metas(metas, field, _META[field])
    outlet = next((one.value for one in (*stated, *_named(site)) if one.field == "outlet"), None)
    stated_titles = [*(_name(item.get("headline")) for item in own), *_titles(shown, metas)]
    headline = headline_of(tree, filter(None, stated_titles), outlet=outlet, site=site)
    lines = page_lines(tree, headline)
    stated += [Evidence("language", tree.get("lang"), "metadata", note="html lang")] if tree.get("lang") else []
    stated += [*shown_dates(lines), *_from_metas(metas, "published", _WEAK_DATES)]
    stated += _from_pages(data, [one.value for one in addresses])
    stated += [*_from_author_links(tree), *_from_bylines(lines), *_named(site), *_logo(tree, lines), *owner_of(tree)]
    others = (_name(item.get("headline")) for item in articles if item not in own)
    bodies = (body for item in own if isinstance(body := item.get("articleBody"), str))
    return PageFacts(headline, tuple(stated), lines, tuple(other for other in others if other), next(bodies, ""))


def _named(site: str | None) -> tuple[Evidence, ...]:
    return (Evidence("outlet", site, "title"),) if site else ()


def _own(articles: list[dict[str, Any]], addresses: list[str], titles: list[str]) -> list[dict[str, Any]]:
    """The articles of a page's data that are the page's own: by address, else by headline; the first where nothing
    tells. Other stories are data of the page as well: teasers, and what was loaded below."""
    here = {_bare_address(address) for address in addresses}
    same = [item for item in articles if here & {_bare_address(one) for one in _addresses(item)}]
    if same or len(articles) < 2:
        return same or articles
    named = [item for item in articles if (name := _name(item.get("headline"))) and _is_any(name, titles)]
    return named[:1] or articles[:1]


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = item.get(key)
        for one in (value, value.get("@id"), value.get("url")) if isinstance(value, dict) else (value,):
            if isinstance(one, str) and one.startswith("http"):
                yield one


def _bare_address(address: str) -> str:
    """An address as far as it names a page: without scheme, question, anchor and closing slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address.strip()).rstrip("/").lower()


def _is_any(name: str, titles: list[str]) -> bool:
    return any(is_of_title(name, title) for title in titles)


def _from_pages(data: list[dict[str, Any]], addresses: list[str]) -> Iterator[Evidence]:
    """The times of the page itself, where the data describe it by its address and no article."""
    here = {_bare_address(address) for address in addresses}
    for item in data:
        if str(item.get("@type")).lower() == "webpage" and here & {_bare_address(one) for one in _addresses(item)}:
            for field, key in (("published", "datePublished"), ("modified", "dateModified")):
                value = _name(item.get(key))
                if value:
                    yield Evidence(field, value, "metadata", note=f"JSON-LD WebPage {key}")


def _from_bylines(lines: PageLines) -> Iterator[Evidence]:
    """The author lines beside the heading, and names in elements that are called the author's."""
    start = lines.heading or 0
    for line in lines.lines[max(0, start - 2) : start + _HEAD_LINES]:
        if line.part not in (None, Part.BYLINE):
            continue
        at = _BY.search(line.text)
        name = author_of(line.text[at.start() :]) if at and (line.part or is_author_line(line.text)) else None
        if name and not has_common_words(name) and name[0].isupper():
            yield Evidence("author", name, "byline")
    for line in lines.lines[start:]:
        label = _LABELLED.fullmatch(line.text) if line.part is not Part.OTHER else None
        if label:
            yield Evidence("author", label["name"], "byline")
    for line in lines.lines[max(0, start - _HEAD_LINES) : start + _HEAD_LINES]:
        names = f"{line.element.get('class') or ''} {line.element.get('data-hook') or ''}"
        if line.part is Part.BYLINE and _AUTHORS.search(names) and _NAME.fullmatch(line.text):
            yield Evidence("author", line.text, "byline")


def _logo(tree: Any, lines: PageLines) -> Iterator[Evidence]:
    """The name on the logo at the head of the page."""
    for image in select(tree, "(//img[@alt])[position() <= 3]"):
        name = " ".join(image.get("alt").split())
        if could_be_masthead(name):
            yield Evidence("outlet", name, "masthead", note="logo")


def _from_linked(linked: list[dict[str, Any]]) -> Iterator[Evidence]:
    names = {
        "outlet": "publisher",
        "published": "datePublished",
        "modified": "dateModified",
        "author": "author",
        "language": "inLanguage",
    }
    for field, key in names.items():
        for item in linked:
            value = _name(item.get(key))
            if value and not value.startswith("http"):
                yield Evidence(field, value, "metadata", note=f"JSON-LD {key}")


def _from_canonical(tree: Any) -> Iterator[Evidence]:
    for href in select(tree, "//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href"):
        if str(href).strip().startswith("http"):
            yield Evidence("url", str(href).strip(), "metadata", note="canonical")


def _from_metas(metas: list[tuple[str, str]], field: str, names: tuple[str, ...]) -> Iterator[Evidence]:
    for name in names:
        for key, value in metas:
            if key == name and (field == "url" or not value.startswith("http")):
                yield Evidence(field, value, "metadata", note=name)


def _titles(shown: list[str], metas: list[tuple[str, str]]) -> list[str]:
    """The titles of the page, as its metadata state them, before those that its window shows."""
    titles = [value for key, value in metas if key in ("og:title", "twitter:title")]
    return titles + shown


def _site(tree: Any, metas: list[tuple[str, str]], shown: list[str], heads: list[str]) -> str | None:
    """The site's name in the page's title. shown: the titles of its window. heads: its main headings."""
    titles = shown + [value for key, value in metas if key in ("og:title", "twitter:title")]
    headings = heads or [text_of(element) for element in select(tree, _HEADINGS)[:_HEAD_LINES]]
    links = [text_of(element) for element in select(tree, "//a/@href[.='/']/.. | //a/@rel[.='home']/..")]
    found = next((site for title in titles if (site := site_of(title, headings, links))), None)
    if found is not None or not any(": " in title for title in titles):
        return found
    fronts = [text_of(link) for link in tree.iterfind(".//a[@href]") if _FRONT_PAGE.fullmatch(link.get("href").strip())]
    names = [*links, *fronts, *select(tree, "//a//img/@alt"), *(one.value for one in owner_of(tree))]
    return next((site for title in titles if (site := site_before_colon(title, names))), None)


def _from_author_links(tree: Any) -> Iterator[Evidence]:
    """``<a rel="author">`` and ``itemprop="author"``."""
    for element in select(tree, _AUTHOR_LINKS):
        called = "author" in (element.get("rel"), element.get("itemprop"))
        if not called and _AUTHOR_NAMES.isdisjoint((element.get("class") or "").split()):
            continue
        name = text_of(element)
        if name and len(name.split()) <= _NAME_WORDS:
            yield Evidence("author", name, "metadata", note="author link")


def _metas(tree: Any) -> list[tuple[str, str]]:
    """The meta elements in order: lower-case property, name or itemprop, and content."""
    found = []
    for element in select(tree, "//meta[@content]"):
        content = " ".join(element.get("content").split())
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                found.append((key.strip().lower(), content))
    return found


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The things that a page's JSON-LD describes; broken scripts are passed over, and what a list of stories holds."""
    for script in select(tree, "//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things_in(value, _DEPTH)


def _things_in(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for element in value:
            yield from _things_in(element, depth - 1)
    elif isinstance(value, dict):
        yield value
        if not _is_article(value):
            yield from _things_in(value.get("@graph") or value.get("mainEntity"), depth - 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower().endswith(_ARTICLE_TYPES) for name in names)


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
