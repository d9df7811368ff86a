"""`quotetrace drift`: the wordings of one utterance side by side."""

from __future__ import annotations

from itertools import islice
from sys import maxsize
from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, TABLE_ROWS, Database, Format, Limit, Output, stored
from quotetrace.cli.output import display, follow, write_data
from quotetrace.rendering.drift_view import DriftView
from quotetrace.rendering.rows import COLUMNS, drift_rows


def drift(
    utterance: Annotated[int, typer.Argument(help="An utterance's number, as `quotetrace trace` shows it.")],
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """How the wordings of one utterance differ, word by word.

    Each difference has its class: a negation, a number, a word substituted, left out, added …

    \b
    quotetrace drift 12
    quotetrace drift 12 --format csv > drift.csv
    """
    with stored(db) as store:
        trace = next(iter(store.traces(utterance=utterance, all=True, limit=1)))
    follow(utterance, trace.utterance)
    if output is Format.TABLE:
        display(DriftView(trace, limit=limit or TABLE_ROWS))
        return
    write_data(islice(drift_rows(trace), min(limit, maxsize) if limit else None), COLUMNS["drift"], output)
