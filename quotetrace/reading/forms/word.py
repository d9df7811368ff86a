"""Word documents (.docx) by python-docx: paragraphs in their order, with the cells of tables and what text boxes hold.

What a reader of the printed page sees is read: insertions are in, deletions and hidden text out. Notes, comments, heads
and feet are no part of the article.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.extras import contained, needed
from quotetrace.reading.forms.office import OfficeForm, office_form
from quotetrace.reading.forms.pressbase import parted
from quotetrace.reading.forms.properties import property_facts

# A long report with its pictures; what its members grow to, of which the XML is held as a tree, ten times its size.
_MAX_BYTES, _MOST_EXPANDED, _MOST_XML, _MOST_MEMBERS = 60_000_000, 200_000_000, 30_000_000, 2_000
# Nothing in these is on the page: what a reviewer struck out, codes of fields, fallbacks for old programs.
_LEFT_OUT = frozenset("del moveFrom delText instrText rPr pPr sectPr Fallback rt object annotationRef".split())
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_HIDDEN = ("vanish", "webHidden")
_OFF = ("0", "false", "off")
_TITLE_STYLES = ("title", "heading 1")
# A title stands among the first paragraphs; below, it is a section's.
_TITLE_AMONG = 5


def looks_like_office(item: Input) -> bool:
    """A Word document, or a zip archive that is another program's document."""
    return office_form(item) is not None


def read_word(item: Input) -> Iterator[Article | Failure]:
    """The one article of a Word document. ReadingError for other programs' documents, and where it has no text."""
    form, step = (office_form(item) or OfficeForm.WORD).value
    if step:
        raise ReadingError(f"is {form}, which is not read; {step}")
    docx = needed("docx", extra="office", form=form)
    data = item.data(limit=_MAX_BYTES)
    with contained(form):
        _check_size(data)
        body, styles, properties = _content(docx, data)
        paragraphs = list(_paragraphs(body))
    lines = [line for _, line in paragraphs]
    text = "\n".join(lines)
    if not text.strip():
        raise ReadingError("is a Word document without text; remove it, or save the article again")
    title, stated = property_facts(text, **properties)
    titled = (line for style, line in paragraphs[:_TITLE_AMONG] if styles.get(style or "") in _TITLE_STYLES)
    yield Article(text, hash_bytes(data), title=next(titled, None) or title, stated=stated)


def _check_size(data: bytes) -> None:
    """ReadingError where the members grow to more than those of an article; zipfile reads no more than they state."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    xml = sum(one.file_size for one in infos if one.filename.lower().endswith((".xml", ".rels")))
    if (
        len(infos) > _MOST_MEMBERS
        or xml > _MOST_XML
        or sum(one.file_size for one in infos) > _MOST_EXPANDED
        or any(one.flag_bits & 1 for one in infos)
    ):
        raise ReadingError("is a Word document with far more in it than an article has; give its text as .txt")


def _content(docx: ModuleType, data: bytes) -> tuple[Any, dict[str, str], dict[str, str | None]]:
    """The body's element, the names of the styles by their ids, and what the file says of itself."""
    from docx.oxml import parse_xml
    from docx.package import Package

    package = Package.open(io.BytesIO(data))
    part = package.main_document_part
    # documents with macros and templates have another content type, for which python-docx keeps the bytes
    root = part.element if hasattr(part, "element") else parse_xml(part.blob)
    styles = {}
    if hasattr(part, "styles"):
        styles = {one.style_id: (one.name or "").lower() for one in part.styles}
    core = package.core_properties
    made = core.created
    return (
        root,
        styles,
        {"title": core.title, "author": core.author, "made": made.isoformat() if made else None},
    )


def _paragraphs(body: Any) -> Iterator[tuple[str | None, str]]:
    """The style's id and the words of each paragraph that has some; a text box follows the paragraph it hangs on."""
    for paragraph in _outer(body):
        pieces: list[str] = []
        boxes: list[Any] = []
        _collect(paragraph, pieces, boxes)
        style = next((_value(one) for one in paragraph.iterfind("./{*}pPr/{*}pStyle")), None)
        for line in "".join(pieces).split("\n"):
            if line.strip():
                yield style, " ".join(line.split())
        for box in boxes:
            yield from _paragraphs(box)


def _outer(element: Any) -> Iterator[Any]:
    """The paragraphs within, in order, but for those within other paragraphs (text boxes)."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield child
        elif name not in _LEFT_OUT:
            yield from _outer(child)


def _collect(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    """The words of a paragraph, and the text boxes that hang on it."""
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append((child.text or "").replace("\n", " "))
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
            _collect(child, pieces, boxes)


def _is_hidden(run: Any) -> bool:
    return any(
        _name(one) in _HIDDEN and (_value(one) or "").lower() not in _OFF
        for properties in run.iterfind("./{*}rPr")
        for one in properties
    )


def _name(element: Any) -> str:
    """The tag without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any) -> str | None:
    """The attribute ``w:val``."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), None)


READER = Reader("docx", 2, looks_like_office, parted(read_word))
