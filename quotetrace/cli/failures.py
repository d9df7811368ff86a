"""`quotetrace failures`: what could not be read, and why."""

from __future__ import annotations

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, stored
from quotetrace.cli.output import Listing, fetch, show
from quotetrace.rendering.rows import failure_row
from quotetrace.rendering.tables import failures_table

FAILURES = Listing("failures", failure_row, failures_table, "Nothing failed: every input so far could be read.")


def failures(db: Database = DEFAULT_DB, output: Output = Format.TABLE, limit: Limit = None) -> None:
    """The inputs that could not be read, and why.

    \b
    quotetrace failures
    quotetrace failures --format csv > failures.csv
    """
    with stored(db) as store:
        show(store.failures(limit=fetch(output, limit)), FAILURES, output=output, limit=limit)
