"""What a page prints around its article and no markup states: the date beside the heading, the owner at the foot.

Works on an lxml tree; nothing here imports lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.datelabels import DateLabel, label_of
from quotetrace.reading.dates import find_dates
from quotetrace.reading.furniture import is_date_line
from quotetrace.reading.outlets import copyright_name

# What stands in such elements is not the article: other stories, menus, comments; a time of this class is an update.
_ELSEWHERE = re.compile(
    r"<(?:aside|nav|footer|li)>|related|recommend|sidebar|teaser|promo|comment|trending|latest|most-|updat|modif",
    re.IGNORECASE,
)
# Elements around the heading in which the date is printed: so many before it, so many behind; longer texts, in
# characters, are paragraphs.
_ABOVE = 10
_BELOW = 40
_LINE_CHARACTERS = 160


def dates_beside_heading(tree: Any) -> Iterator[Evidence]:
    """The dates of the line that stands beside the heading, above the first paragraph (``Posted on 2 June, 18:40``)."""
    for line in _head_lines(tree):
        text = text_of(line)
        for found in find_dates(text) if is_date_line(text) else ():
            label = label_of(text[: found.start])
            if found.year is not None and label is not DateLabel.COPIED:
                field = "modified" if label is DateLabel.CHANGED else "published"
                yield Evidence(field, text[found.start : found.end], "byline", note="printed beside the heading")


def _head_lines(tree: Any) -> Iterator[Any]:
    """The outermost short elements around the first heading, down to the first paragraph of prose."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    heading = next((i for i, one in enumerate(elements) if one.tag == "h1"), None)
    if heading is None:
        return
    taken: set[Any] = set()
    for element in elements[max(0, heading - _ABOVE) : heading + _BELOW]:
        length = _length(element)
        if element.tag == "p" and length > _LINE_CHARACTERS:
            return
        if element.getparent() in taken:
            taken.add(element)
        elif 0 < length <= _LINE_CHARACTERS and is_own(element):
            taken.add(element)
            yield element


def _length(element: Any) -> int:
    """The characters of an element's text, counted no further than is needed to call it long."""
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length > _LINE_CHARACTERS:
            break
    return length


def owner_of(tree: Any) -> Iterator[Evidence]:
    """The owner that the page's last copyright line names."""
    for piece in reversed(list(tree.itertext())):
        name = copyright_name(" ".join(piece.split())) if len(piece) <= _LINE_CHARACTERS else None
        if name:
            yield Evidence("outlet", name, "copyright")
            return


def is_own(element: Any) -> bool:
    """Whether an element is the article's own: no card of another story, no menu, no comment, no update."""
    return not _ELSEWHERE.search(_surroundings(element))


def text_of(element: Any) -> str:
    """The text of an element and all within, with single blanks."""
    return " ".join(str(element.text_content()).split())


def _surroundings(element: Any) -> str:
    """The names, classes and ids of an element and of those around it; the page's own body left out."""
    around = [element, *(one for one in element.iterancestors() if one.tag not in ("body", "html"))]
    return " ".join(f"<{one.tag}> {one.get('class', '')} {one.get('id', '')}" for one in around)
