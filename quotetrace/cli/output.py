"""Where results and remarks go: results to stdout in the format asked for, everything else to stderr.

What people read is drawn, or told in plain lines where `--plain` asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from shlex import quote
from typing import IO, Any, Generic, TextIO, TypeVar

from rich.console import Console, RenderableType

from quotetrace.cli.options import DEFAULT_DB, TABLE_ROWS, Format, named
from quotetrace.cli.plain import voice
from quotetrace.rendering.export import write_csv, write_json, write_jsonl
from quotetrace.rendering.fitting import WordTable
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count
from quotetrace.rendering.plain import plain_lines
from quotetrace.rendering.rows import COLUMNS, Row
from quotetrace.replacing import replacing

Item = TypeVar("Item")
# What to say where nothing was asked for but everything, and there is nothing
NOBODY_QUOTED = "Nobody is quoted in the articles here. See what was read", "quotetrace documents"
# A list that is heard begins with how many there are; so many are counted, and of more it says "more than".
COUNTED = 2000


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """How the items of one query are shown.

    subject: the key of their columns. record: what JSON holds of one, the row unless given.
    nothing: what to say when there are none. next_step: the command to try then, None for none.
    key: what `--after` calls an item, where the command has that option.
    """

    subject: str
    row: Callable[[Item], Row]
    table: Callable[[Iterable[Item]], RenderableType]
    nothing: str
    record: Callable[[Item], Mapping[str, object]] | None = None
    next_step: str | None = None
    key: Callable[[Item], object] | None = None


def fetch(output: Format, limit: int | None) -> int | None:
    """How many items to ask the store for: one more than a table shows tells whether there are more.

    Where they are heard, as many as are counted.
    """
    if output is not Format.TABLE:
        return limit
    return max(limit or TABLE_ROWS, COUNTED if voice() else 0) + 1


def show(
    items: Iterable[Item],
    listing: Listing[Item],
    *,
    output: Format,
    limit: int | None = None,
    after: object = None,
    db: Path = DEFAULT_DB,
) -> None:
    """Write `items`, as many as `fetch` asks for, to stdout; to stderr that there are none, or that a table was cut.

    after: the key of the one that they come after, None where they begin at the top. db: the store they are from,
    which the next step names.
    """
    if output is Format.TABLE:
        shown = _show_table(items, listing, limit or TABLE_ROWS)
    else:
        row = listing.row if output is Format.CSV else listing.record or listing.row
        shown = write_data(map(row, items), COLUMNS[listing.subject], output)
    if not shown and after is not None:
        remark(f"Nothing comes after {after}.")
    elif not shown:
        remark(f"{listing.nothing}: {listing.next_step}{named(db)}" if listing.next_step else listing.nothing)


def write_data(records: Iterable[Mapping[str, Any]], columns: Sequence[str], output: Format) -> int:
    """Write rows or records to stdout as CSV, JSON or JSONL; how many they were. `columns` are those of CSV."""
    if output is Format.CSV:
        return write_csv(records, columns, sys.stdout, terminal=sys.stdout.isatty())
    write = write_json if output is Format.JSON else write_jsonl
    return write(records, sys.stdout)


def display(*renderables: RenderableType) -> None:
    """Print views to stdout: coloured on a terminal, plain in a pipe, without blanks at the ends of lines there.

    Told in lines where `--plain` holds, the same everywhere.
    """
    if speaker := voice():
        lines = [f"{line}\n" for line in plain_lines(*renderables)]
        sys.stdout.writelines(["\n", *lines] if speaker.begun and lines else lines)
        speaker.begun = speaker.begun or bool(lines)
        return
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        with console.capture() as captured:
            console.print(*renderables, sep="\n")
        sys.stdout.write(captured.get())
        return
    plain = Console(file=StringIO(), width=console.width, highlight=False, markup=False, emoji=False)
    with plain.capture() as captured:
        plain.print(*renderables, sep="\n")
    sys.stdout.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())


def say(lines: Iterable[str]) -> None:
    """Print lines to stdout as they come, however long; none is indented where `--plain` holds."""
    for line in lines:
        print(line.lstrip() if voice() else line)


@contextmanager
def destination(file: Path) -> Iterator[TextIO]:
    """Stdout, or a file that takes its name only when it is complete."""
    if str(file) == "-":
        yield sys.stdout
        return
    with replacing(file) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as to:
        yield to


@contextmanager
def binary_destination(file: Path) -> Iterator[IO[bytes]]:
    """A file for bytes, which takes its name only when it is complete."""
    with replacing(file) as part, part.open("wb") as to:
        yield to


def remark(text: str) -> None:
    """One line to stderr that is no result."""
    print(one_line(text), file=sys.stderr)


def follow(asked: int, found: int) -> None:
    """To stderr that an utterance goes by another number now."""
    if asked != found:
        remark(f"Utterance {asked} is part of utterance {found} now.")


def _show_table(items: Iterable[Item], listing: Listing[Item], limit: int) -> int:
    found = list(items)
    if found:
        table = listing.table(found[:limit])
        if isinstance(table, WordTable):
            table.total = f"{len(found):,}" if len(found) <= max(limit, COUNTED) else f"more than {len(found) - 1:,}"
        display(table)
    if len(found) > limit:
        more = f"--limit {4 * limit} shows more, --format csv all of them"
        if listing.key is not None:
            more = f"--after {quote(str(listing.key(found[limit - 1])))} goes on there, {more}"
        remark(f"Cut after {count(limit, 'row')}: {more}.")
    return len(found)
