"""`quotetrace export`: one subject of the store as a file for a spreadsheet, R or pandas."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from quotetrace.cli.options import (
    DEFAULT_DB,
    Database,
    KindFilter,
    OutletFilter,
    Search,
    Since,
    SpeakerFilter,
    Until,
    UtteranceFilter,
    stored,
)
from quotetrace.cli.output import binary_destination, destination, remark
from quotetrace.cli.progress import Watch, progress
from quotetrace.errors import UsageError
from quotetrace.model import Step
from quotetrace.rendering.dictionary import columns_of
from quotetrace.rendering.export import write_csv, write_json, write_jsonl
from quotetrace.rendering.parquet import write_parquet
from quotetrace.rendering.phrases import count
from quotetrace.rendering.rows import COLUMNS, Row
from quotetrace.subjects import Subject, records, subject_called

# A bar that moves for every row would cost more than writing the row.
ROWS_PER_STEP = 500
_CSV, _PARQUET = ".csv", ".parquet"
_LINES = {".json": write_json, ".jsonl": write_jsonl, ".ndjson": write_jsonl}


def export(
    subject: Annotated[
        str,
        typer.Argument(
            # Not a choice of typer's: help would list them all on one line, which is longer than a terminal
            metavar="SUBJECT",
            autocompletion=lambda: list(Subject),
            help="quotes, utterances, speakers, outlets or documents; firsts, drift or lineage, of utterances that two "
            "documents or more report; dictionary, what the columns mean.",
        ),
    ],
    file: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="CSV, JSON, JSONL or Parquet by suffix; - is stdout, CSV."),
    ] = Path("-"),
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help="CSV with the exact text, without that apostrophe.",
        ),
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="CSV that begins with a byte order mark, for Excel to read accents right.")
    ] = False,
    speaker: SpeakerFilter = None,
    outlet: OutletFilter = None,
    kind: KindFilter = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    utterance: UtteranceFilter = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Write one subject to a file for a spreadsheet, R or pandas.

    CSV, JSON, JSONL or Parquet: stable columns, ISO times, always the same order. Filters choose quotations; an
    utterance passes with any of its quotations, and is written whole.

    In CSV a text that begins with = + - @, a tab or a line break gets a leading apostrophe, so that no spreadsheet
    runs it; --raw leaves it as it is.

    \b
    quotetrace export firsts -o firsts.csv
    quotetrace export quotes --speaker moen --bom -o moen.csv
    quotetrace export dictionary
    """
    wanted = subject_called(subject)
    suffix = _suffix(file)
    if suffix != _CSV and (raw or bom):
        raise UsageError(f"--{'raw' if raw else 'bom'} is about CSV: {file} is to be {suffix[1:]}")
    of_store = nullcontext() if wanted is Subject.DICTIONARY else stored(db)
    with of_store as store, progress(f"Exporting {wanted}") as watch:
        found = records(
            store,
            wanted,
            speaker=speaker,
            outlet=outlet,
            kind=kind,
            since=since,
            until=until,
            search=search,
            utterance=utterance,
        )
        written = _write(_counted(found, watch), wanted, file, raw=raw, bom=bom)
    if str(file) != "-":
        remark(f"{count(written, 'row')} written to {file}")


def _suffix(file: Path) -> str:
    """By which suffix to write: UsageError for one that nothing is written by."""
    suffix = _CSV if str(file) == "-" else file.suffix.lower()
    if suffix in (_CSV, _PARQUET, *_LINES):
        return suffix
    raise UsageError(f"what to write is told by the suffix: {file} has none of .csv, .jsonl, .json, .parquet")


def _write(found: Iterator[Row], subject: Subject, file: Path, *, raw: bool, bom: bool) -> int:
    suffix = _suffix(file)
    if suffix == _PARQUET:
        with binary_destination(file) as to:
            return write_parquet(found, columns_of(subject), to)
    with destination(file) as to:
        if suffix in _LINES:
            return _LINES[suffix](found, to)
        terminal = str(file) == "-" and sys.stdout.isatty()
        return write_csv(found, COLUMNS[subject], to, raw=raw, bom=bom, terminal=terminal)


def _counted(found: Iterator[Row], watch: Watch) -> Iterator[Row]:
    for number, row in enumerate(found, start=1):
        if number % ROWS_PER_STEP == 0:
            watch(Step("rows", number))
        yield row
