"""The text of a piece of HTML that is an article's body and nothing else: a feed's entry, a mail, rendered Markdown.

One paragraph a line; what is no prose (scripts, captions, forms, tables of contents) is left out. A whole page has
menus and teasers besides and is `markup`'s.
"""

from __future__ import annotations

import re
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.reading.decoding import without_surrogates

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset h1 h2 h3 h4 h5 h6 header hr html li main ol p pre "
    "section table tbody td th thead tr ul".split()
)
_LEFT_OUT = frozenset(
    "aside audio button canvas figcaption footer form head iframe input nav noscript object script select style svg "
    "template textarea title video".split()
)
# What no XML has, and lxml raises an error at.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# No page's tag has a tenth of this; libxml2 compares every attribute of a tag with all before it.
_CROWDED_TAG = re.compile(
    r"<[A-Za-z][^\s<>]*+(?:\s++[^\s<>=\"']++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"']++))?+){2000}"
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|figure|table)\b[^<>]{0,1000}>", re.IGNORECASE
)


def is_markup(text: str) -> bool:
    """Whether a text is clearly HTML: it begins with the tag of a paragraph or the like, or has two of them."""
    first = _BLOCK_TAG.search(text) if "<" in text else None
    return first is not None and (not text[: first.start()].strip() or bool(_BLOCK_TAG.search(text, first.end())))


def refuse_crowded_tags(html: str) -> None:
    """ReadingError for HTML whose parsing would take hours."""
    if _CROWDED_TAG.search(html):
        raise ReadingError(
            "has a tag with thousands of attributes, which no article has; remove it, or give its text as .txt"
        )


def text_of_fragment(html: str) -> str:
    """The paragraphs of an HTML fragment, one a line, blanks as in a browser; empty where there is no text.
    ReadingError where its tags are hostile."""
    from lxml.etree import ParserError  # here, not above: reading plain text needs no lxml
    from lxml.html import fragment_fromstring

    if not html.strip():
        return ""
    refuse_crowded_tags(html)
    try:
        tree = fragment_fromstring(_NO_CHARACTERS.sub("", without_surrogates(html)), create_parent="div")
    except (ParserError, AssertionError, IndexError):  # lxml asserts that a page has a body, and one may be all head
        return ""
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: Any, pieces: list[str]) -> None:
    """The text of an element and all within, a line end around each block. Without recursion: trees go deep."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, left = stack.pop()
        block = one.tag in _BLOCKS
        if left:
            pieces.append("\n" if block else "")
            pieces.append(_flowing(one.tail) if one is not element else "")
            continue
        if not isinstance(one.tag, str) or one.tag in _LEFT_OUT:
            pieces.append(_flowing(one.tail))
            continue
        pieces.append("\n" if block or one.tag == "br" else "")
        pieces.append(_flowing(one.text))
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(one))


def _flowing(text: str | None) -> str:
    """Line ends of the source are blanks."""
    return (text or "").replace("\n", " ").replace("\r", " ")
