"""Rows and records written as CSV, JSON and JSONL, one at a time, so that a million need no memory.

CSV is UTF-8 with a header, quoted where needed, lists joined by ``; ``, None an empty cell, true and false in
lower case. Cells of text that a spreadsheet would run get a leading apostrophe (`harmless.neutral_cell`) unless
`raw`; numbers never do.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from quotetrace.rendering.harmless import json_text, neutral_cell, visible
from quotetrace.rendering.rows import Value

LIST_SEPARATOR = "; "
BYTE_ORDER_MARK = "\ufeff"


def write_csv(
    rows: Iterable[Mapping[str, Value]],
    columns: Sequence[str],
    file: TextIO,
    *,
    raw: bool = False,
    bom: bool = False,
    terminal: bool = False,
) -> int:
    """Write a header of `columns` and then `rows`; how many rows were written.

    raw: exact text, formulas and all. bom: a byte order mark first, by which Excel tells UTF-8. terminal: control
    characters as visible signs, for a person's screen.
    """
    if bom:
        file.write(BYTE_ORDER_MARK)
    writer = csv.writer(_UnixLines(file), lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        cells = [_cell(row[column], raw=raw) for column in columns]
        writer.writerow([visible(cell) if terminal and isinstance(cell, str) else cell for cell in cells])
        count += 1
    return count


def write_jsonl(records: Iterable[Mapping[str, object]], file: TextIO) -> int:
    """One JSON object a line; how many were written."""
    count = 0
    for record in records:
        file.write(json_text(record) + "\n")
        count += 1
    return count


def write_json(records: Iterable[Mapping[str, object]], file: TextIO) -> int:
    """One JSON list, an object at a time; how many were written."""
    count = 0
    file.write("[")
    for separator, record in zip(itertools.chain([""], itertools.repeat(",")), records, strict=False):
        file.write(f"{separator}\n{json_text(record)}")
        count += 1
    file.write("\n]\n" if count else "]\n")
    return count


class _UnixLines:
    """A file for csv.writer that ends rows with a newline alone.

    The writer quotes a cell only for the characters of its own line end; with ``\\n`` a lone ``\\r`` would stay
    unquoted and be lost on reading. So it is told ``\\r\\n``, and each row, one call, gets its end replaced here.
    """

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, row: str) -> int:
        return self.file.write(row.removesuffix("\r\n") + "\n")


def _cell(value: Value, *, raw: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = LIST_SEPARATOR.join(value) if isinstance(value, list) else value
    return text if raw else neutral_cell(text)
