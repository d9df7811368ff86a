"""`quotetrace digest`: one hash of what the store says."""

from __future__ import annotations

from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Output, stored
from quotetrace.cli.output import Listing, say, show
from quotetrace.errors import UsageError
from quotetrace.rendering.digest import digest_row, digest_table

PARTS = Listing("digest", digest_row, digest_table, "Nothing is here.")


def digest(
    parts: Annotated[bool, typer.Option("--parts", help="A line for each part: where two stores differ.")] = False,
    output: Output = Format.TABLE,
    db: Database = DEFAULT_DB,
) -> None:
    """One hash of what the store says.

    Two stores with the same digest say the same, whatever the order and the
    batches in which their articles came: documents and quotations, what is one
    utterance, who was first, lineage, drift, copies and decisions. What files are
    called and where they lie is not in it, nor what failed.

    \b
    quotetrace digest
    quotetrace digest --parts
    """
    if output is not Format.TABLE and not parts:
        raise UsageError("--format is for the parts: add --parts")
    with stored(db) as store:
        found = store.digest()
    if parts:
        show(found, PARTS, output=output)
    else:
        say([found[-1].digest])
