"""Tables: CSV and its kin, one article a row; the columns are the fields of a record (see `fields`).

The first row names the columns. Comma, tab, semicolon or bar is found out by which of them parts it into names that
are known; the encoding is UTF-8, what a byte order mark says, or the row's own. A row's place is its number, from 1,
among the rows below the header that are not blank, as a JSONL record's is its line: with line ends in cells, the lines
of the file are no numbers that anybody sees. Rows are read one at a time, so memory does not grow with the table.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import IO

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Article, Input, Reader, hash_bytes
from quotetrace.reading.decoding import damage, decode, decode_pieces
from quotetrace.reading.forms.fields import article_of, known_columns, listed, missing_texts
from quotetrace.reading.sniffing import looks_like_html

_SUFFIXES = (".csv", ".tsv", ".tab")
_DELIMITERS = ",\t;|"
# A header is no longer, in characters; what comes before the first line end is looked at.
_LONGEST_HEADER = 20_000
# A table without a suffix is one if its first line names so many of our fields, a text among them.
_SURE = 3
# Spreadsheets say which delimiter they wrote: a first line "sep=;".
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_UNDECODED = re.compile("[\udc80-\udcff]")
# A row of several texts is no longer, in characters; it is held in memory.
_LONGEST_ROW = 2 * MAX_ARTICLE_BYTES
# The name of a column, in characters.
_LONGEST_NAME = 40
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_table(item: Input) -> Iterator[Article | Failure]:
    """One article or Failure a row, in order; blank rows are nothing. ReadingError where the first row names no
    columns, or none for the text."""
    # the limit holds for the whole process; 131,072 characters, as it is at first, are too few for a long report
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ARTICLE_BYTES))
    delimiter = _delimiter(item)
    with item.open() as stream:
        lines = _Lines(stream, wide=item.head.startswith(_WIDE_MARKS))
        rows = _rows(csv.reader(lines, delimiter=delimiter), lines)
        header = _names(rows)
        if header and _SEPARATOR.fullmatch(delimiter.join(header)):
            header = _names(rows)
        _refuse_nameless(header, item.fields)
        number = 0
        for number, row in enumerate(rows, 1):
            place = f"#{number}"
            try:
                article = _article(header, row, item.fields, place)
            except ReadingError as error:
                yield Failure(f"{item.source}{place}", str(error))
            else:
                yield article
    if not number:
        raise ReadingError("has a header and no rows; remove it, or save the table again")


def _names(rows: Iterator[Sequence[str]]) -> tuple[str, ...]:
    return tuple(name.strip() for name in _decoded(next(rows, []))[0])


def _article(header: tuple[str, ...], row: Sequence[str], fields: Mapping[str, str], place: str) -> Article:
    cells, data = _decoded(row)
    if any(cell.strip() for cell in cells[len(header) :]):
        raise ReadingError(
            f"has {len(cells)} cells where the header has {len(header)}; set cells that hold the delimiter in quotes"
        )
    record: dict[str, object] = {}
    for name, cell in zip_longest(header, cells[: len(header)], fillvalue=""):
        record.setdefault(name, cell)
    article = article_of(record, fields, place, hash_bytes(data))
    lost = damage(article.text, data)
    return replace(article, stated=(*article.stated, *lost)) if lost else article


def _decoded(row: Sequence[str]) -> tuple[list[str], bytes]:
    """The cells as text, and as the bytes they were."""
    pieces = [cell.encode("utf-8", "surrogateescape") for cell in row]
    broken = any(_UNDECODED.search(cell) for cell in row)
    return decode_pieces(pieces) if broken else list(row), b"\n".join(pieces)


def _rows(rows: Iterator[list[str]], lines: _Lines) -> Iterator[list[str]]:
    """The rows that are not blank. ReadingError for one that no table has; nothing that comes after is to be trusted,
    since where its cells end is not known."""
    try:
        for row in rows:
            if lines.ended:
                raise ReadingError(
                    f"is cut off in the cell that begins near line {lines.begun}: its quotation mark is never closed"
                )
            lines.begun, lines.taken = lines.number + 1, 0
            if any(row):
                yield row
    except csv.Error:
        raise _endless(lines.begun) from None


def _endless(line: int) -> ReadingError:
    return ReadingError(
        f"has a cell larger than {MAX_ARTICLE_BYTES // 1_000_000} MB near line {line}, or a quotation mark there that "
        "is never closed; correct it, and what follows is read too"
    )


class _Lines:
    """The lines of a table with their ends, undecodable bytes kept as half surrogates; `ended` once there are none.
    begun: the number of the line with which the present row begins, taken: its characters so far."""

    def __init__(self, stream: IO[bytes], *, wide: bool) -> None:
        encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", "surrogateescape")
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self.ended, self.number, self.begun, self.taken = False, 0, 1, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_ARTICLE_BYTES)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.taken += len(line)
        if self.taken > _LONGEST_ROW:
            raise _endless(self.begun)
        return line


def looks_like_table(item: Input) -> bool:
    """A table by its suffix, or by a first line that names columns as no sentence does."""
    if item.suffix in _SUFFIXES:
        return not looks_like_html(item)
    first = _first_line(item).partition("\n")[0].rstrip()
    for delimiter in _DELIMITERS:
        names = _parted(first, delimiter) if first.count(delimiter) >= _SURE - 1 else ()
        if names and all(name and len(name) <= _LONGEST_NAME and name[-1] not in ".!?" for name in names):
            known = known_columns(names, item.fields)
            if "text" in known and len(known) >= _SURE:
                return True
    return False


def _delimiter(item: Input) -> str:
    """The sign that parts the first row into the most names that are known, a text among them."""
    preferred = "\t" + _DELIMITERS if item.suffix in (".tsv", ".tab") else _DELIMITERS
    first = _first_line(item)
    said = _SEPARATOR.match(first)
    if said:
        return said[1]

    def fits(delimiter: str) -> tuple[bool, int, int]:
        names = _parted(first, delimiter)
        known = known_columns(names, item.fields)
        return "text" in known, len(known), len(names)

    return max(preferred, key=fits)


def _first_line(item: Input) -> str:
    """The first row, as far as it is to be looked at; empty for what is no text."""
    try:
        opening = decode(item.head[: len(item.head) // 4 * 4] if len(item.head) > 4 else item.head)
    except ReadingError:
        return ""
    return opening.lstrip("\r\n")[:_LONGEST_HEADER]


def _parted(opening: str, delimiter: str) -> tuple[str, ...]:
    lines = io.StringIO(opening, newline="")
    try:
        return tuple(name.strip() for name in next(csv.reader(lines, delimiter=delimiter), []))
    except csv.Error:
        return ()


def _refuse_nameless(header: tuple[str, ...], fields: Mapping[str, str]) -> None:
    """ReadingError where the first row is no header, or names no column for the text."""
    known = known_columns(header, fields)
    if "text" in known:
        return
    if "text" in fields:
        raise ReadingError(f"has no column {fields['text']!r} (its columns: {listed(header)}); see --field text=NAME")
    if known & {"title", "url"}:
        raise ReadingError(missing_texts(f"its columns: {listed(header)}"))
    if not known:
        raise ReadingError(
            "has no header: the first row must name the columns (text,outlet,published,url,title,author); add one, "
            "or say which column is the text with --field text=NAME"
        )
    raise ReadingError(f"has no column for the text (its columns: {listed(header)}); name it with --field text=NAME")


READER = Reader("table", 1, looks_like_table, read_table)
