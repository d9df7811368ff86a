"""The parts of a digest, as rows and as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from quotetrace.model import DigestPart
from quotetrace.rendering.fitting import WordTable
from quotetrace.rendering.rows import Row

# Digits in a table: enough to tell two stores apart, and few enough to compare by eye. The whole is shown in full
# by itself, data have all of every part.
_DIGITS = 16


def digest_row(part: DigestPart) -> Row:
    """A part with all digits."""
    return {"part": part.name, "rows": part.rows, "sha256": part.digest}


def digest_table(parts: Iterable[DigestPart]) -> Table:
    """A line for each part, with the first digits of its hash."""
    table = WordTable(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.noun = "part"
    table.add_column("Part")
    table.add_column("Rows", justify="right")
    table.add_column(f"First {_DIGITS} digits")
    for one in parts:
        table.add_record(
            *(Text(one.name), Text(f"{one.rows:,}"), Text(one.digest[:_DIGITS])),
            told=[f"Part: {one.name}, rows: {one.rows:,}", f"First {_DIGITS} digits: {one.digest[:_DIGITS]}"],
        )
    return table
