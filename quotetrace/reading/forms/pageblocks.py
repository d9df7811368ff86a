"""A page as its lines: the text of each block in the order of the page, and what the markup says that it is not.

One walk over the tree serves both the facts (the dates beside the heading) and the body. What a class, a role or an
element's name says is believed only for small parts of a page: sites call the whole article *with-sidebar* as well.
Menus and the like are not read: they are most of many a page. Works on an lxml tree that `pagetree` parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from quotetrace.folding import fold_words
from quotetrace.lexicons import lines
from quotetrace.reading.forms.pagetree import select

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

    OTHER = "other"  # menus, cards of other stories, comments, advertisements, forms: empty lines
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
# What names the speaker below words that are set apart (``<blockquote>… <footer>— Una Brill</footer>``).
_SIGNED = frozenset({"footer", "cite", "figcaption"})
_ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog".split())
# Attributes in which templates write times.
_DATED = frozenset(
    "datetime content title pubdate publishdate time data-timestamp data-time data-date data-published data-pubdate "
    "data-publish-date data-published-date data-datetime data-utc-time data-epoch data-seconds".split()
)
# Nothing is looked for so many lines from the heading or farther.
_FARTHEST = 25
# The attribute's axis, for libxml2 takes ten times as long to ask every element.
_BODIES = ".//@itemprop[.='articleBody']/.."
# A part with more of the page's running text than this is the page itself, whatever its class says. Share.
_MOST = 0.5
# So many characters of running text are an article, not its byline, its caption or a sentence pulled out of it.
_LONG = 500
# Shorter pieces of text are no running text, in characters.
_RUNNING = 60
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_ARTICLE_TYPE = re.compile("Article|Posting|Report")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A line with the headline's words has no more than so many times its characters: folding all lines takes time.
_LONGER = 4
_DROP_CAP = re.compile(r"drop-?_?cap|first-?letter|lettrine", re.IGNORECASE)
# Characters that no browser shows: soft hyphens, blanks without width, marks of direction.
_UNSEEN = re.compile("[\xad\u200b\u200c\u2060\ufeff\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. element: the block that has it. linked: how many of its characters are links.

    part: what the markup says it belongs to; None for all that may be the article's text. words: how many it has.
    """

    text: str
    element: Any
    linked: int
    part: Part | None
    words: int = 0


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


@dataclass(frozen=True, slots=True)
class _Size:
    """The characters of a page's running text, and the elements that hold what its markup calls the article's body."""

    running: int
    bodies: set[Any]


def page_lines(tree: Any, headline: str | None) -> PageLines:
    """The lines of a parsed page. What has the heading in it is never set aside."""
    body = tree.find("body")
    root = tree if body is None else body
    page = PageLines()
    wanted = fold_words(headline) if headline else ()
    _walk(root, _heading_element(root, wanted), page)
    longest = len(headline) * _LONGER if headline else 0
    headings = [
        i for i, line in enumerate(page.lines) if 0 < len(line.text) <= longest and fold_words(line.text) == wanted
    ]
    own = [i for i in headings if page.lines[i].element.tag == "h1"] or headings
    page.heading = own[0] if own else None
    return page


def set_aside(element: Any) -> Part | None:
    """What an element's name, role and classes say that it is; None where they say nothing of a part, and for the name
    below words that are set apart."""
    get = element.get
    if element.tag in _SIGNED and element.getparent() is not None and element.getparent().tag == "blockquote":
        return None
    if get("role") in _ROLES or get("hidden") is not None or _HIDDEN.search(get("style") or ""):
        return Part.OTHER
    names = f"{get('class') or ''} {get('id') or ''} {get('data-component') or ''}"
    return (_part_called(names) if names != "  " else None) or _NAMED.get(element.tag)


@lru_cache(maxsize=1 << 13)
def _part_called(names: str) -> Part | None:
    """The part that an element's names are those of; a page repeats the same ones hundreds of times."""
    found = _names().search(f" {' '.join(_WORD.findall(names)).lower()} ")
    return Part(found.lastgroup) if found is not None else None


def _walk(root: Any, heading: Any, page: PageLines) -> None:
    from lxml.etree import iterwalk  # here, not above: reading plain text needs no lxml

    kept = {root, *((heading, *heading.iterancestors()) if heading is not None else ())}
    size = _Size(_running(root), _around(select(root, _BODIES)))
    pieces: list[str] = []
    linked = 0
    opened = [_Open(root, None, linked=False)]
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        outer = opened[-1]
        inline = _is_inline(element)
        if event == "start":
            part = outer.part
            silent = element.tag in _SILENT
            if part is None and not silent and element not in kept:
                part = _believed(element, set_aside(element), size)
                if part is not None:
                    page.parts.append(element)
            if (not inline or element.tag == "br" or part is not outer.part) and pieces:
                _close(page, pieces, outer, linked)
                linked = 0
            frame = _Open(outer.block if inline else element, part, outer.linked or element.tag == "a", silent)
            opened.append(frame)
            if silent or part is Part.OTHER:
                frame.silent = True
                walk.skip_subtree()
                if not silent:
                    page.dated += [Dated(one, len(page.lines), part) for one in _dated_within(element)]
                    page.lines += [Line("", element, 0, part)] * _lines_in(element)
                continue
            if not _DATED.isdisjoint(element.keys()):
                page.dated.append(Dated(element, len(page.lines), part))
            if part is Part.BYLINE and inline and pieces:
                pieces.append(" ")  # names, dates and clocks are set apart by style alone
            if element.text:
                pieces.append(("“" if element.tag == "q" else "") + element.text)
                linked += len(element.text) if frame.linked else 0
        else:
            frame = opened.pop()
            outer = opened[-1]
            if element.tag == "q" and not frame.silent:
                pieces.append("”")
            if (not inline or frame.part is not outer.part) and pieces:
                _close(page, pieces, frame, linked)
                linked = 0
            if element is not root and element.tail:
                pieces.append(_tail(element))
                linked += len(element.tail) if outer.linked else 0


def _dated_within(element: Any) -> Iterator[Any]:
    """The elements with times in a part that is not read: they count only where the part is in the article's own."""
    if article_around(element) is None:
        return iter(())
    return (one for one in element.iter() if not _DATED.isdisjoint(one.keys()))


def article_around(element: Any) -> Any:
    """The nearest element around that markup calls an article, None where there is none."""
    for one in element.iterancestors():
        kind = one.get("itemtype") or ""
        if one.tag == "article" or "hentry" in (one.get("class") or "") or _ARTICLE_TYPE.search(kind):
            return one
    return None


def _lines_in(element: Any) -> int:
    """How many lines stand for a part that is not read: what is behind it is no nearer to the heading for that."""
    return sum(1 for _ in islice(filter(str.strip, element.itertext()), _FARTHEST))


def _close(page: PageLines, pieces: list[str], frame: _Open, linked: int) -> None:
    """Ends the line whose pieces were gathered; nothing where they are blanks."""
    text = "".join(pieces)
    words = (text if text.isascii() else _UNSEEN.sub("", text)).split()
    pieces.clear()
    if words:
        line = " ".join(words)
        # a link may be mostly blanks, which the line has not
        page.lines.append(Line(line, frame.block, min(linked, len(line)), frame.part, len(words)))


def _is_inline(element: Any) -> bool:
    return element.tag in _INLINE or (element.tag == "div" and bool(_DROP_CAP.search(element.get("class") or "")))


def _tail(element: Any) -> str:
    """What follows an element; a word whose first letter is set large is one word."""
    tail: str = element.tail
    rest = tail.lstrip()
    if rest[:1].islower() and rest != tail and _DROP_CAP.search(element.get("class") or ""):
        return rest
    return tail


def _believed(element: Any, part: Part | None, size: _Size) -> Part | None:
    """What an element was said to be, if it is small enough for it and holds no article."""
    if part is None or (part is Part.CAPTION and element.find(".//blockquote") is not None):
        return None
    most = _MOST * size.running if part is Part.OTHER else min(_LONG, _MOST * size.running)
    if select(element, "string-length()") > most and _running(element) > most:
        return None
    return None if element in size.bodies and _running(element) else part


def _around(elements: Iterable[Any]) -> set[Any]:
    """The elements and all that hold them."""
    return {holder for element in elements for holder in (element, *element.iterancestors())}


def _running(element: Any) -> int:
    """The characters of an element's running text: of its longer pieces, scripts left out."""
    return sum(len(piece) for piece in select(element, _LONGER_PIECES) if piece.getparent().tag in _TEXTUAL)


# The elements in or behind which running text may stand.
_LONGER_PIECES = f".//text()[string-length() >= {_RUNNING}]"
_TEXTUAL = frozenset(
    "p div span li td font b strong i em a blockquote section article main body center h1 h2 h3".split()
)


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
