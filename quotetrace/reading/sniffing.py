"""Which form a file has, by its first bytes before its suffix, and what to say of files that hold no article."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from quotetrace.errors import ReadingError
from quotetrace.reading.article import HEAD_BYTES, MAX_ARTICLE_BYTES, Input
from quotetrace.reading.decoding import decode

_AS_TEXT = "save the article as .txt or .html and give that"
# First bytes (from an offset), what they mean, and what the user can do.
_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive, which is not read", "unpack it first"),
    (0, b"Rar!\x1a\x07", "a RAR archive, which is not read", "unpack it first"),
    (257, b"ustar", "a tar archive, which is not read", "unpack it first"),
    (0, b"SQLite format 3\x00", "an SQLite database, not an article", "name it with --db if it is a quotetrace store"),
    (0, b"PAR1", "a Parquet file, which is not read", "export its rows as JSONL"),
    (0, b"\x89PNG\r\n", "a PNG image, not an article", "remove it from the folder"),
    (0, b"\xff\xd8\xff", "a JPEG image, not an article", "remove it from the folder"),
    (0, b"GIF8", "a GIF image, not an article", "remove it from the folder"),
    (8, b"WEBP", "a WebP image, not an article", "remove it from the folder"),
    (0, b"II*\x00", "a TIFF image, not an article", "remove it from the folder"),
    (0, b"MM\x00*", "a TIFF image, not an article", "remove it from the folder"),
    (4, b"ftyp", "a video, audio or image file, not an article", "remove it from the folder"),
    (0, b"ID3", "an audio file, not an article", "remove it from the folder"),
    (0, b"OggS", "an audio or video file, not an article", "remove it from the folder"),
    (0, b"wOFF", "a font, not an article", "remove it from the folder"),
    (0, b"wOF2", "a font, not an article", "remove it from the folder"),
    (0, b"\x7fELF", "a program, not an article", "remove it from the folder"),
    (0, b"\x00asm", "a program, not an article", "remove it from the folder"),
)
# Programs of twenty years ago have one container for all their files.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OF_OLD_OFFICE = {
    ".msg": ("an Outlook message, which is not read", "save it as .eml"),
    ".xls": ("an old Excel workbook, which is not read", "export its rows as CSV"),
    ".ppt": ("an old PowerPoint presentation, which is not read", "save its text as .txt"),
}
# Text files that hold no article, or whose form needs another reader.
_SUFFIXES: dict[str, tuple[str, str]] = {
    ".css": ("a style sheet, not an article", "remove it from the folder"),
    ".js": ("a script, not an article", "remove it from the folder"),
    ".svg": ("an SVG image, not an article", "remove it from the folder"),
    ".py": ("a program, not an article", "remove it from the folder"),
}
# What stands before the outermost element: each piece is taken once (*+), however many there are. A page has its own.
_PROLOG = r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE(?!\s+html)[^\[>]*(?:\[.*?\]\s*)?>\s*)*+"
_XML = re.compile(_PROLOG + r"<(?:urlset|svg|nitf|newsItem|tei)\b", re.I | re.S)
_FEED = re.compile(_PROLOG + r"<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAG = re.compile(r"<(?:p|div|article|section|h[1-6]|br|meta|span|a|table|title)\b[^<>]*>", re.I)
# A JSON object or an array of them, as no prose begins.
_OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,100}\"\s*:")
_RECORDS = (".jsonl", ".ndjson", ".jsonlines")


def refuse_what_is_no_article(item: Input) -> None:
    """ReadingError that names the form and the next step, where the file can hold no article we can read."""
    if not item.head:
        raise ReadingError("is empty; remove it, or save the article again")
    if item.head.startswith(_OLD_OFFICE):
        form, step = _OF_OLD_OFFICE.get(
            item.suffix, ("an old or locked Office document, which is not read", "save it as .docx")
        )
        raise ReadingError(f"is {form}; {step}")
    for offset, mark, form, step in _SIGNATURES:
        if item.head[offset : offset + len(mark)] == mark:
            raise ReadingError(f"is {form}; {step}")
    if len(item.head) < HEAD_BYTES and not item.head.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise ReadingError("has nothing but blanks; remove it, or save the article again")
    if item.suffix in _SUFFIXES and not _PAGE.search(opening_of(item)):
        form, step = _SUFFIXES[item.suffix]
        raise ReadingError(f"is {form}; {step}")
    if _XML.match(opening_of(item)):
        raise ReadingError("is an XML document, which is not read; save its articles as .html or .txt")


def looks_like_jsonl(item: Input) -> bool:
    """Records, one a line: so by name, or the first line is one whole JSON object and not all there is, if that is an
    answer that holds a list. A whole list is none, whatever its name."""
    opening = opening_of(item)
    if item.suffix in _RECORDS:
        return not looks_like_html(item) and not (opening.lstrip().startswith("[") and _OBJECT.match(opening))
    if item.suffix == ".json" or not _OBJECT.match(opening):
        return False
    first, more = _first_line(item)
    value = _parsed(first)
    return isinstance(value, dict) and (more or not any(isinstance(one, list) for one in value.values()))


def looks_like_json(item: Input) -> bool:
    """One JSON value for the whole file: an object, or an array of them."""
    opening = opening_of(item)
    return bool(_OBJECT.match(opening)) or (item.suffix == ".json" and opening.lstrip()[:1] in ("{", "["))


def looks_like_feed(item: Input) -> bool:
    """An RSS or Atom feed, by its outermost element."""
    return bool(_FEED.match(opening_of(item)))


def looks_like_html(item: Input) -> bool:
    """A page, or a piece of one: it begins with tags, or is called .html and has some."""
    opening = opening_of(item).lstrip()
    if item.suffix in (".html", ".htm", ".xhtml"):
        return bool(_PAGE.search(opening) or _TAG.search(opening))
    page = _PAGE.search(opening)
    return opening.startswith("<") and bool(page or _TAG.match(opening))


def is_whole_page(item: Input) -> bool:
    """Whether a file begins with the tags of a page, and not only of a piece of one."""
    opening = opening_of(item).lstrip()
    return opening.startswith("<") and bool(_PAGE.search(opening))


def looks_like_text(item: Input) -> bool:
    """Anything else that decodes: the last resort of the table."""
    return bool(item.head)


def opening_of(item: Input) -> str:
    """The first characters, undecodable ones dropped: enough to see tags and braces."""
    return _opening(item.head)


@lru_cache(maxsize=1)  # every form asks for that of the same file
def _opening(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
        try:
            return decode(head[: len(head) // 4 * 4])
        except ReadingError:
            return ""
    return head.decode("utf-8-sig", errors="ignore")


def _first_line(item: Input) -> tuple[str, bool]:
    """The first line, be it longer than the head, and whether anything follows."""
    first, _, rest = opening_of(item).lstrip().partition("\n")
    if rest or len(item.head) < HEAD_BYTES:
        return first, bool(rest.strip())
    with item.open() as stream:
        line = stream.readline(MAX_ARTICLE_BYTES)
        return line.decode("utf-8-sig", errors="ignore"), bool(stream.read(1))


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
