"""A page parsed once, for all that read it: without its programs and styles, which are most of the bytes of many.

What a script states of the article in JSON-LD stays; everything else of these elements is never shown to a reader.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_LINKED_DATA = "application/ld+json"
_PROGRAMS = f"//script[not(@type='{_LINKED_DATA}')]"
# Elements of which browsers show no text.
_UNSHOWN = ("style", "svg", "template", "canvas")
# Old declarations of the kind of document that libxml2 takes for the document's end, and an empty outermost tag.
_SHUT_DOCTYPE = re.compile(r"^\s*<\s?!\s?doctype[^>]*/[^<>]*>", re.IGNORECASE)
_SHUT_PAGE = re.compile(r"(<html\b[^<>]{0,1000}?)\s*/>", re.IGNORECASE)
# Bytes that no XML character has in UTF-8.
_NO_CHARACTERS = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)))
_NOWHERE = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# Where a page calls itself one, and where its outermost tag stands, in characters.
_OPENING, _HEAD = 50, 4096


def select(element: Any, path: str, *, smart_strings: bool = True) -> Any:
    """What an XPath finds from an element; to compile it again would cost more than to walk a small page.

    smart_strings: the texts know the elements that they stand in.
    """
    return _compiled(path, smart_strings)(element)


@cache
def _compiled(path: str, smart_strings: bool) -> Any:
    from lxml.etree import XPath

    return XPath(path, smart_strings=smart_strings)


def parse_page(page: str) -> Any:
    """The lxml tree of a page's text, None where it is no page. Comments and all that is not shown are left out."""
    from lxml.etree import LxmlError  # here, not above: reading plain text needs no lxml
    from lxml.html import fromstring

    page = _SHUT_DOCTYPE.sub("", page, count=1)
    page = _SHUT_PAGE.sub(r"\1>", page[:_HEAD], count=1) + page[_HEAD:]
    data = page.encode("utf-8", "replace").translate(None, _NO_CHARACTERS)
    for character in _NOWHERE:
        data = data.replace(character, b"")
    try:
        tree = fromstring(data, parser=_parser())
    except (LxmlError, ValueError):  # a document without a single element
        return None
    if len(tree) < 2 and "html" not in page[:_OPENING].lower():
        return None
    return _without_programs(tree)


def _without_programs(tree: Any) -> Any:
    from lxml.etree import strip_elements

    for script in select(tree, _PROGRAMS):
        script.tag = "style"
    strip_elements(tree, *_UNSHOWN, with_tail=False)
    return tree


@cache
def _parser() -> Any:
    """One class for all elements: to ask for the class of each by its name costs more than to parse the page."""
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HTMLParser, HtmlProcessingInstruction

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction))
    return parser
