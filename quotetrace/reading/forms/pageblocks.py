"""A page as its lines: the text of each block in the order of the page, and what the markup says that it is not.

One walk over the tree serves both the facts (the dates beside the heading) and the body. What a class, a role or an
element's name says is believed only for small parts of a page: sites call the whole article *with-sidebar* as well.
Works on an lxml tree that `markup` parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any

from quotetrace.folding import fold_words
from quotetrace.lexicons import lines

# What is no text at all.
_SILENT = frozenset(
    "audio button canvas datalist head iframe input map math meter noscript object option picture progress script "
    "select style svg template textarea title video".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)


class Part(Enum):
    """What the markup says a line belongs to, if not to the article's own text."""

    OTHER = "other"  # menus, cards of other stories, comments, advertisements, forms
    CAPTION = "caption"
    BYLINE = "byline"
    PULLED = "pulled"  # a sentence of the article set again in large letters


# The parts of a page that HTML itself names, and those that roles do.
_NAMED = {
    "nav": Part.OTHER,
    "menu": Part.OTHER,
    "aside": Part.OTHER,
    "footer": Part.OTHER,
    "form": Part.OTHER,
    "dialog": Part.OTHER,
    "amp-sidebar": Part.OTHER,
    "amp-ad": Part.OTHER,
    "figcaption": Part.CAPTION,
    "figure": Part.CAPTION,
}
_ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog".split())
# Attributes in which templates write times.
_DATED = frozenset(
    "datetime content title pubdate publishdate time data-timestamp data-time data-date data-published data-pubdate "
    "data-publish-date data-published-date data-datetime data-utc-time data-epoch data-seconds".split()
)
# A part with more of the page's running text than this is the page itself, whatever its class says. Share.
_MOST = 0.5
# So many characters of running text are an article, not its byline, its caption or a sentence pulled out of it.
_LONG = 500
# Shorter pieces of text are no running text, in characters.
_RUNNING = 60
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DROP_CAP = re.compile(r"drop-?_?cap|first-?letter|lettrine", re.IGNORECASE)
# Characters that no browser shows: soft hyphens, blanks without width, marks of direction.
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u2060\ufeff\u200e\u200f"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. element: the block that has it. linked: how many of its characters are links.

    part: what the markup says it belongs to; None for all that may be the article's text.
    """

    text: str
    element: Any
    linked: int
    part: Part | None


@dataclass(frozen=True, slots=True)
class Dated:
    """An element with an attribute that may be a time. line: how many lines stand before it."""

    element: Any
    line: int
    part: Part | None


@dataclass(slots=True)
class PageLines:
    """The lines of a page in order, and what stands among them.

    parts: the elements that were set aside. dated: the elements with times in their attributes. heading: where the
    headline stands among the lines, None where no line has its words.
    """

    lines: list[Line] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    heading: int | None = None


@dataclass(slots=True)
class _Open:
    """An element whose end has not come: its block, its part, whether its text is a link's."""

    block: Any
    part: Part | None
    linked: bool
    silent: bool = False


def page_lines(tree: Any, headline: str | None) -> PageLines:
    """The lines of a parsed page. What has the heading in it is never set aside."""
    body = tree.find("body")
    root = tree if body is None else body
    page = PageLines()
    wanted = fold_words(headline) if headline else ()
    _walk(root, _heading_element(root, wanted), page)
    headings = [i for i, line in enumerate(page.lines) if wanted and fold_words(line.text) == wanted]
    own = [i for i in headings if page.lines[i].element.tag == "h1"] or headings
    page.heading = own[0] if own else None
    return page


def set_aside(element: Any) -> Part | None:
    """What an element's name, role and classes say that it is; None where they say nothing of a part."""
    if element.get("role") in _ROLES or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return Part.OTHER
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}"
    if names != "  ":
        found = _names().search(f" {' '.join(_WORD.findall(names)).lower()} ")
        if found is not None:
            return Part(found.lastgroup)
    return _NAMED.get(element.tag)


def _walk(root: Any, heading: Any, page: PageLines) -> None:
    from lxml.etree import iterwalk  # here, not above: reading plain text needs no lxml

    kept = {root, *((heading, *heading.iterancestors()) if heading is not None else ())}
    total = _running(root)
    pieces: list[str] = []
    linked = 0
    opened = [_Open(root, None, linked=False)]
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        outer = opened[-1]
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            linked += len(element.tail or "") if outer.linked else 0
        elif event == "start":
            part = outer.part
            silent = outer.silent or element.tag in _SILENT
            if part is None and not silent and element not in kept:
                part = _believed(element, set_aside(element), total)
                if part is not None:
                    page.parts.append(element)
            block = not _is_inline(element)
            if (block or element.tag == "br" or part is not outer.part) and pieces:
                _close(page, pieces, outer, linked)
                linked = 0
            if not silent and not _DATED.isdisjoint(element.keys()):
                page.dated.append(Dated(element, len(page.lines), part))
            frame = _Open(element if block else outer.block, part, outer.linked or element.tag == "a", silent)
            opened.append(frame)
            if part is Part.BYLINE and not block and pieces:
                pieces.append(" ")  # names, dates and clocks are set apart by style alone
            if not silent and element.text:
                pieces.append(("“" if element.tag == "q" else "") + element.text)
                linked += len(element.text) if frame.linked else 0
        else:
            frame = opened.pop()
            outer = opened[-1]
            if element.tag == "q" and not frame.silent:
                pieces.append("”")
            if (not _is_inline(element) or frame.part is not outer.part) and pieces:
                _close(page, pieces, frame, linked)
                linked = 0
            if element is not root and element.tail and not outer.silent:
                pieces.append(_tail(element))
                linked += len(element.tail) if outer.linked else 0


def _close(page: PageLines, pieces: list[str], frame: _Open, linked: int) -> None:
    """Ends the line whose pieces were gathered; nothing where they are blanks."""
    text = " ".join("".join(pieces).translate(_UNSEEN).split())
    pieces.clear()
    if text:
        page.lines.append(Line(text, frame.block, linked, frame.part))


def _is_inline(element: Any) -> bool:
    return element.tag in _INLINE or (element.tag == "div" and bool(_DROP_CAP.search(element.get("class") or "")))


def _tail(element: Any) -> str:
    """What follows an element; a word whose first letter is set large is one word."""
    tail: str = element.tail
    rest = tail.lstrip()
    if rest[:1].islower() and rest != tail and _DROP_CAP.search(element.get("class") or ""):
        return rest
    return tail


def _believed(element: Any, part: Part | None, total: int) -> Part | None:
    """What an element was said to be, if it is small enough for it and holds no article."""
    if part is None:
        return None
    if part is Part.CAPTION and element.find(".//blockquote") is not None:
        return None
    running = _running(element)
    if running > _MOST * total or (part is not Part.OTHER and running > _LONG):
        return None
    if running and (
        element.get("itemprop") == "articleBody" or element.find(".//*[@itemprop='articleBody']") is not None
    ):
        return None
    return part


def _running(element: Any) -> int:
    """The characters of an element's running text: of its longer pieces, scripts left out."""
    pieces = element.itertext(*_TEXTUAL)
    return sum(len(piece) for piece in pieces if len(piece) >= _RUNNING)


# Elements whose own text may be running text; naming them leaves scripts and styles out.
_TEXTUAL = tuple("p div span li td font b strong i em a blockquote section article main body center h1 h2 h3".split())


def _heading_element(root: Any, wanted: tuple[str, ...]) -> Any:
    """The first heading with the wanted words, else any element that has just them; None where there is none."""
    if not wanted:
        return None
    for path in (".//h1", ".//h2", ".//h3", ".//*"):
        for element in root.iterfind(path):
            text = element.text or "" if path == ".//*" else "".join(element.itertext())
            if wanted[0] in text.lower() and len(text) < 1000 and fold_words(text) == wanted:
                return element
    return None


@cache
def _names() -> re.Pattern[str]:
    """The words of page_parts.tsv by their part; a caption or a byline inside a card is the card's."""
    rows = [line.split("\t") for line in lines("page_parts.tsv")]
    order = (Part.PULLED, Part.OTHER, Part.CAPTION, Part.BYLINE)
    groups = ("|".join(sorted(word for word, name in rows if name == part.value)) for part in order)
    return re.compile("|".join(f"(?P<{part.value}> (?:{group}) )" for part, group in zip(order, groups, strict=True)))
