"""Any view as plain lines, to be heard: for a screen reader, a braille display, or a pipe.

A line is as long as what it says: nothing is wrapped, aligned, drawn or cut, so the width of the terminal has no part
in it. A table becomes its records, each cell behind its heading and how many there are before them; a tree says at
each branch from which it grows. So every renderable has a plain form by itself. One that says it better has a method
`read_out`, a table what each row is told as (`WordTable.add_record`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Protocol, runtime_checkable

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from quotetrace.rendering.fitting import WordTable

# Wide enough that nothing is wrapped, in character cells.
_WIDTH = 100_000
_BLANKS = re.compile(r"[ \t]+")
# What is drawn, not written: box drawing, block elements
_DRAWN = re.compile("[\u2500-\u259f]+")
# A cell that says nothing
_NOTHING = frozenset({"", "-"})


@runtime_checkable
class ReadOut(Protocol):
    """A view with a plain form of its own."""

    def read_out(self) -> Iterable[RenderableType]:
        """What is to be heard, in this order; a text is a line, or as many as it has."""


def plain_lines(*views: RenderableType) -> Iterator[str]:
    """The views as lines without line ends: no two blanks side by side, no two empty lines, none at either end."""
    begun = waiting = False
    for view in views:
        for raw in _lines(view):
            line = _BLANKS.sub(" ", raw).strip()
            waiting = waiting or not line
            if line:
                if waiting and begun:
                    yield ""
                yield line
                begun, waiting = True, False
        waiting = True


def plain_form(view: RenderableType) -> Text:
    """A view as one text of plain lines, to stand among others in a `read_out`."""
    return Text("\n".join(plain_lines(view)))


def _lines(view: RenderableType) -> Iterator[str]:
    if isinstance(view, str | Text):
        yield from str(view).split("\n")
    elif isinstance(view, Table):
        yield from _table(view)
    elif isinstance(view, Tree):
        yield from _tree(view)
    else:
        for part in _parts(view):
            yield from _lines(part)


def _parts(view: RenderableType) -> Iterator[RenderableType]:
    """What a view holds, in the order in which it is read."""
    if isinstance(view, ReadOut):
        yield from view.read_out()
        return
    title = getattr(view, "title", None)  # of a panel or a rule
    if title is not None and not callable(title):
        yield title
    if hasattr(view, "renderables"):  # a group, columns
        yield from view.renderables
    elif hasattr(view, "renderable"):  # in a panel, padding, or set to one side
        yield view.renderable
    elif title is None:
        yield from _rendered(view)


def _rendered(view: RenderableType) -> Iterator[RenderableType]:
    """What a view gives to a console that has all the room, without what is drawn."""
    console = Console(width=_WIDTH, file=StringIO(), color_system=None, highlight=False, markup=False, emoji=False)
    if hasattr(view, "__rich__"):
        yield view.__rich__()
        return
    written: list[str] = []
    for part in view.__rich_console__(console, console.options):  # type: ignore[union-attr]
        if isinstance(part, Segment):
            written.append("" if part.control else _DRAWN.sub(" ", part.text))
            continue
        yield from _taken(written)
        yield part
    yield from _taken(written)


def _taken(written: list[str]) -> Iterator[str]:
    if written:
        yield "".join(written)
        written.clear()


def _table(table: Table) -> Iterator[str]:
    headings = [_said(column.header) if table.show_header else "" for column in table.columns]
    if table.title:
        yield from _lines(table.title)
    own = table.told if isinstance(table, WordTable) else {}
    rows = zip(*(list(column.cells) for column in table.columns), strict=True)
    records = [list(own.get(i) or _record(table, headings, row)) for i, row in enumerate(rows)]
    if not any(headings):
        for record in records:
            yield from record
        return
    counted = _counted(table, len(records))
    if counted:
        yield counted
        yield ""
    for number, record in enumerate(records, 1):
        lead = f"{number}. " if len(records) > 1 else ""
        yield from (f"{'' if i else lead}{line}" for i, line in enumerate(record))
        if len(record) > 1:
            yield ""


def _counted(table: Table, number: int) -> str:
    """How many records follow, and of how many: ``3 of 12 utterances``. Nothing for one that is all there is."""
    noun, total = (table.noun, table.total) if isinstance(table, WordTable) else ("row", None)
    if total is None and number < 2:
        return ""
    of_all = f"{number:,} of {total}" if total is not None and total != f"{number:,}" else f"{number:,}"
    return f"{of_all} {noun if of_all == '1' else noun + 's'}"


def _record(table: Table, headings: Sequence[str], row: Sequence[RenderableType]) -> Iterator[str]:
    """A row: each cell behind its heading, or where there are none the first before the others; figures, which stand
    to the right, on one line."""
    cells = [(heading, _said(cell)) for heading, cell in zip(headings, row, strict=True)]
    if not any(headings):
        label, rest = cells[0][1], ", ".join(cell for _, cell in cells[1:] if cell)
        yield ": ".join(part for part in (_opened(label), rest) if part)
        return
    figures: list[str] = []
    for column, (heading, cell) in zip(table.columns, cells, strict=True):
        if cell in _NOTHING:
            continue
        said = f"{heading}: {cell}" if heading else cell
        if column.justify == "right":
            figures.append(_opened(said) if not figures else said[:1].lower() + said[1:])
            continue
        yield said
    if figures:
        yield ", ".join(figures)


def _tree(tree: Tree, above: str = "") -> Iterator[str]:
    said = "" if tree.hide_root else _said(tree.label)
    if said:
        yield f"{said}, from {above}" if above else said
    for child in tree.children:
        yield from _tree(child, said)


def _said(cell: RenderableType) -> str:
    """A cell in one line."""
    return ", ".join(filter(None, plain_lines(cell)))


def _opened(label: str) -> str:
    return label[:1].upper() + label[1:]
