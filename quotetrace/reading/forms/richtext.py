"""RTF by striprtf: its characters in every code page, without pictures, notes and hidden text.

striprtf goes through the file a character at a time; what costs it time or is printed by it wrongly (pictures in
hexadecimal digits, the targets of links, hidden runs) is put out of its way first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import Article, Input, Reader, hash_bytes
from quotetrace.reading.extras import contained, needed
from quotetrace.reading.forms.pressbase import parted
from quotetrace.reading.forms.properties import property_facts

_MARK = b"{\\rtf"
# With pictures in hexadecimal digits; what is left without them costs a microsecond a byte.
_MAX_BYTES, _MOST_LEFT = 60_000_000, 6_000_000
# A table of fonts of this size, in characters, has a thousand; it is searched in a time that grows with its square.
_MOST_FONTS = 100_000
_DIGITS = re.compile(r"[0-9A-Fa-f\r\n]{200,}+")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_FONTS = re.compile(r"\\fonttbl", re.IGNORECASE)
_FONT = re.compile(r"(?<=[};])(?=\s*\{\s*\\f\d)")
# What a word processor leaves of its own: the target of a link is a field's code. A line end means nothing in RTF.
_FIELD = re.compile(r"(\\field)(?=\{)", re.IGNORECASE)
# Hidden runs, and those that a reviewer struck out, as groups that readers skip; switched off by the same word with 0.
_HIDDEN = re.compile(r"(?<!\\)\\(v|deleted)(?![a-z0-9-])")
_SHOWN = re.compile(r"(?<!\\)\\(?:v|deleted)0(?![0-9])")
_CELL = re.compile(r"(?<!\\)\\(?:nest)?(?:cell|row)(?![a-z])")
_BOLDED_INFO = re.compile(r"\{\s*\\(title|author)\s([^{}]{1,400})\}")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def looks_like_rtf(item: Input) -> bool:
    """RTF by its mark."""
    return item.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARK)


def read_rtf(item: Input) -> Iterator[Article | Failure]:
    """The one article of an RTF file. ReadingError where it has no text, or is larger than any article's."""
    striprtf = needed("striprtf.striprtf", extra="office", form="an RTF document")
    data = item.data(limit=_MAX_BYTES)
    with contained("an RTF document"):
        source = _prepared(data)
        text = _plain(striprtf, source)
        properties = _properties(striprtf, source)
    if not text:
        raise ReadingError("is an RTF document without text; remove it, or save the article again")
    title, stated = property_facts(text, **properties)
    yield Article(text, hash_bytes(data), title=title, stated=stated)


def _prepared(data: bytes) -> str:
    """The source as text, without what would cost much and give nothing."""
    page = _CODE_PAGE.search(data, 0, 4096)
    try:
        source = data.decode(f"cp{page[1].decode()}" if page else "cp1252", errors="replace")
    except LookupError:
        source = data.decode("cp1252", errors="replace")
    source = _DIGITS.sub("", source)
    if len(source) > _MOST_LEFT:
        raise ReadingError("is an RTF document with far more in it than an article has; give its text as .txt")
    source = _FIELD.sub("\\1\n", source)
    source = _CELL.sub(r"\\par", source)
    if not _SHOWN.search(source):
        source = _HIDDEN.sub(r"\\*\\\1", source)
    return _FONT.sub("\n", source)


def _plain(striprtf: ModuleType, source: str) -> str:
    """The paragraphs, one a line."""
    if _FONTS.search(source) and len(striprtf.font_table_group(source)) > _MOST_FONTS:
        raise ReadingError("is an RTF document with more fonts than there are; give its text as .txt")
    printed = striprtf.rtf_to_text(source, errors="replace")
    whole = _PAIRS.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), printed)
    shown = whole.encode("utf-8", errors="replace").decode("utf-8").replace("\xad", "").replace("\0", "")
    lines = (" ".join(line.split()) for line in shown.splitlines())
    return "\n".join(line for line in lines if line)


def _properties(striprtf: ModuleType, source: str) -> dict[str, str | None]:
    """The title and author in the ``\\info`` group."""
    head = source[:100_000]
    start = head.find("{\\info")
    found: dict[str, str | None] = {"title": None, "author": None}
    for match in _BOLDED_INFO.finditer(head, start, start + 5_000) if start >= 0 else ():
        found[match[1]] = striprtf.rtf_to_text(f"{{\\rtf1 {match[2]}}}", errors="replace")
    return found


READER = Reader("rtf", 2, looks_like_rtf, parted(read_rtf))
