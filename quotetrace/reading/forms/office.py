"""Which program's document a zip archive is: Word's, or a workbook, a presentation, an open document, a book.

All of them are zip archives; what their members are called tells them from each other and from a folder of articles.
"""

from __future__ import annotations

import re
import zipfile
from enum import Enum

from quotetrace.reading.article import Input

_ZIP = b"PK\x03\x04"
# The header of each member: signature, 22 bytes, length of the name, length of what follows it, the name.
_MEMBER = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_PACKAGE = ("[Content_Types].xml", "_rels/.rels")
_OPENINGS = ("[Content_Types].xml", "_rels/", "docProps/", "customXml/", "word/", "xl/", "ppt/")
_SUFFIXES = frozenset(
    ".docx .docm .dotx .dotm .xlsx .xlsm .pptx .pptm .ppsx .odt .ods .odp .ott .epub .pages .numbers .key".split()
)


class OfficeForm(Enum):
    """What a zip archive is as a whole, in words for people, and what the user can do where it is not read."""

    WORD = ("a Word document", "")
    WORKBOOK = ("an Excel workbook", "export its rows as CSV")
    SLIDES = ("a PowerPoint presentation", "save its text as .txt")
    OPEN_TEXT = ("an OpenDocument text", "save it as .docx")
    OPEN_OTHER = ("an OpenDocument file that is no text", "save its text as .txt, or its rows as .csv")
    BOOK = ("an EPUB book", "save the article as .html or .txt")
    APPLE = ("a Pages document or another of Apple's", "export it as .docx")


_FOLDERS = (("word/", OfficeForm.WORD), ("xl/", OfficeForm.WORKBOOK), ("ppt/", OfficeForm.SLIDES))
_MIMETYPES = (
    (b"application/epub+zip", OfficeForm.BOOK),
    (b"application/vnd.oasis.opendocument.text", OfficeForm.OPEN_TEXT),
    (b"application/vnd.oasis.opendocument.", OfficeForm.OPEN_OTHER),
)


def office_form(item: Input) -> OfficeForm | None:
    """The form of a zip archive that is one document, None for any other file."""
    if not item.head.startswith(_ZIP):
        return None
    names = _first_names(item.head)
    if names[:1] == ["mimetype"]:
        start = item.head.find(b"mimetype", 30) + len(b"mimetype")
        return next((form for mime, form in _MIMETYPES if item.head.startswith(mime, start)), None)
    form = _of_names(names)
    return form if form or item.suffix not in _SUFFIXES else _of_names(_all_names(item))


def _of_names(names: list[str]) -> OfficeForm | None:
    if "Index/Document.iwa" in names:
        return OfficeForm.APPLE
    # of an archive that holds a document unpacked, the document's own members are seen too, behind its name
    if not any(name in names for name in _PACKAGE) or not names[0].startswith(_OPENINGS):
        return None
    return next((form for folder, form in _FOLDERS if any(name.startswith(folder) for name in names)), None)


def _first_names(head: bytes) -> list[str]:
    """The names of the members that begin in the first bytes."""
    found = []
    for match in _MEMBER.finditer(head):
        length = int.from_bytes(match[1], "little")
        found.append(head[match.end() : match.end() + length].decode("utf-8", errors="replace"))
    return found


def _all_names(item: Input) -> list[str]:
    """The names in the archive's directory, where it can be reached without reading the whole; else none."""
    with item.open() as stream:
        if not stream.seekable():
            return []
        try:
            with zipfile.ZipFile(stream) as archive:
                return archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
            return []
