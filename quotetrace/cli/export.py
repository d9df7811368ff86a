"""`quotetrace export`: one subject of the store as a file for a spreadsheet, R or pandas."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, stored
from quotetrace.cli.output import destination, remark
from quotetrace.cli.progress import Watch, progress
from quotetrace.errors import UsageError
from quotetrace.model import Step
from quotetrace.rendering import rows
from quotetrace.rendering.export import write_csv, write_json, write_jsonl
from quotetrace.rendering.phrases import count
from quotetrace.subjects import Subject, records

# A bar that moves for every row would cost more than writing the row.
ROWS_PER_STEP = 500


def export(
    subject: Annotated[
        Subject, typer.Argument(help="What to export; firsts, drift and lineage: of shared utterances.")
    ],
    file: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="CSV, JSON or JSONL by suffix; - is stdout, CSV.")
    ] = Path("-"),
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help="CSV with the exact text, without that apostrophe.",
        ),
    ] = False,
    db: Database = DEFAULT_DB,
) -> None:
    """Write one subject to a file for a spreadsheet, R or pandas.

    CSV, JSON or JSONL: stable columns, ISO times, always the same order.

    In CSV a text that begins with = + - @, a tab or a line break gets a leading apostrophe, so that no spreadsheet
    runs it; --raw leaves it as it is.

    \b
    quotetrace export firsts -o firsts.csv
    quotetrace export quotes -o quotes.jsonl
    """
    write = _writer(file, subject, raw=raw)
    with stored(db) as store, progress(f"Exporting {subject.value}") as watch, destination(file) as to:
        written = write(_counted(records(store, subject), watch), to)
    if str(file) != "-":
        remark(f"{count(written, 'row')} written to {file}")


def _writer(file: Path, subject: Subject, *, raw: bool) -> Callable[[Iterator[rows.Row], TextIO], int]:
    suffix = file.suffix.lower()
    if str(file) == "-" or suffix == ".csv":
        terminal = str(file) == "-" and sys.stdout.isatty()
        columns = rows.COLUMNS[subject.value]
        return lambda found, to: write_csv(found, columns, to, raw=raw, terminal=terminal)
    if suffix in (".jsonl", ".ndjson"):
        return write_jsonl
    if suffix == ".json":
        return write_json
    if suffix == ".parquet":
        raise UsageError(f"Parquet cannot be written yet: export to {file.with_suffix('.csv')} and convert it")
    raise UsageError(f"what to write is told by the suffix: {file} has none of .csv, .jsonl, .json")


def _counted(found: Iterator[rows.Row], watch: Watch) -> Iterator[rows.Row]:
    for number, row in enumerate(found, start=1):
        if number % ROWS_PER_STEP == 0:
            watch(Step("rows", number))
        yield row
