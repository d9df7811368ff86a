"""The CSV of a page as a spreadsheet may open it: no cell of it is run.

Datasette writes CSV by itself and asks no plug-in: it is given this in place of its `csv`. Numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from datasette.views import base

from quotetrace.rendering.harmless import neutral_cell


class Writer:
    """A writer of rows in which text that begins like a formula has an apostrophe before it, as in an export."""

    def __init__(self, file: Any) -> None:
        self._rows = csv.writer(file)

    def writerow(self, row: Iterable[object]) -> Any:
        """What the file gives for one row of text; Datasette's has it awaited."""
        return self._rows.writerow([neutral_cell(cell) if isinstance(cell, str) else cell for cell in row])


class _Csv:
    """All that Datasette takes of `csv`."""

    writer = Writer


def neutralise() -> None:
    """From now on Datasette writes cells so, whatever page they are of."""
    base.csv = _Csv
