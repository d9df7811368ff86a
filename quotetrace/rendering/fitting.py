"""A table that never breaks a word: in a narrow terminal its columns share the width by their longest words, and where
even that is too wide, each row becomes a few lines.

Paths, addresses and other strings longer than any word are folded as before; there is no better place to break them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

# Longer strings are addresses and paths, in character cells; "misunderstandings" has 17.
_LONGEST_WORD = 24
# A narrower column of running words is no line to read any more, in character cells.
_READABLE = 20
# Wide enough for any table, in character cells: what it measures there is what it wants.
_UNBOUNDED = 1_000_000


class WordTable(Table):
    """A rich table of texts, every word of which stays whole.

    For its plain form it knows more than it shows. noun: what one row is; total: how many there are in all, in words,
    None where that is not said; told: the lines of a row that says more without columns than cell by cell.
    """

    noun = "row"
    total: str | None = None

    @cached_property
    def told(self) -> dict[int, tuple[str, ...]]:
        """The lines of each row that has its own, by its place."""
        return {}

    def add_record(self, *cells: RenderableType, told: Iterable[str]) -> None:
        """A row, and the lines it is told in where there are no columns, the most important first."""
        self.told[self.row_count] = tuple(told)
        self.add_row(*cells)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        wanted = [_width(column) for column in self.columns]
        least = [_least(column) for column in self.columns]
        unbounded = Measurement.get(console, options.update(width=_UNBOUNDED, max_width=_UNBOUNDED), self)
        available = options.max_width - (unbounded.maximum - sum(wanted))
        if sum(wanted) <= available:
            yield from super().__rich_console__(console, options)
            return
        widths = share(wanted, least, available) if sum(least) <= available else []
        if not widths or widths[wanted.index(max(wanted))] < min(_READABLE, max(wanted)):
            yield from self._stacked()
        else:
            yield from self._shared(widths, console, options)

    def _shared(self, widths: Sequence[int], console: Console, options: ConsoleOptions) -> RenderResult:
        for column, width in zip(self.columns, widths, strict=True):
            column.width = width
        try:
            yield from super().__rich_console__(console, options)
        finally:
            for column in self.columns:
                column.width = None

    def _stacked(self) -> RenderResult:
        """The rows one below the other, without columns; a cell of one line is named by its header."""
        if self.title:
            yield _text(self.title)
        for row in zip(*(list(column.cells) for column in self.columns), strict=True):
            for column, cell in zip(self.columns, row, strict=True):
                text = _text(cell)
                if text.plain:
                    yield text if "\n" in text.plain else Text(f"{_text(column.header).plain.strip()}: ").append(text)
            yield Text()


def share(wanted: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """Widths that add up to `available` at most: the widest give way first, none below its `least`.

    The sum of `least` must not be greater than `available`.
    """
    level = max(wanted)
    while True:
        widths = [max(low, min(wish, level)) for wish, low in zip(wanted, least, strict=True)]
        excess = available - sum(widths)
        if excess >= 0:
            break
        level -= 1
    # What one level more would have been too much for, some columns can have
    for i, wish in enumerate(wanted):
        if excess and widths[i] == level < wish:
            widths[i] += 1
            excess -= 1
    return widths


def _width(column: Column) -> int:
    """The longest line of a column."""
    return max(cell_len(line) for cell in _texts(column) for line in cell.plain.split("\n"))


def _least(column: Column) -> int:
    """The longest word of a column, or its whole width where it must not wrap."""
    if column.no_wrap:
        return _width(column)
    words = (cell_len(word) for cell in _texts(column) for word in cell.plain.split())
    return max((word for word in words if word <= _LONGEST_WORD), default=1)


def _texts(column: Column) -> list[Text]:
    return [_text(column.header), *map(_text, column.cells)]


def _text(cell: RenderableType) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))
