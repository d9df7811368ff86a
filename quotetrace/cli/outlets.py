"""`quotetrace outlets`: who published; with a name, that outlet's profile."""

from __future__ import annotations

from shlex import quote
from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, named, stored
from quotetrace.cli.output import Listing, display, fetch, remark, show
from quotetrace.cli.speakers import PROFILE_QUOTATIONS, PROFILE_UTTERANCES
from quotetrace.rendering.phrases import count
from quotetrace.rendering.profile import Profile
from quotetrace.rendering.rows import outlet_row
from quotetrace.rendering.tables import outlets_table

OUTLETS = Listing(
    "outlets",
    outlet_row,
    outlets_table,
    "No such outlet here. Try another part of the name, or list all: quotetrace outlets",
)


def outlets(
    name: Annotated[str | None, typer.Argument(help="An outlet's name, any case: shows a profile.")] = None,
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who published, and how often first in this collection.

    With a name: the utterances most told, the quotations.

    \b
    quotetrace outlets
    quotetrace outlets Fjordposten
    """
    with stored(db) as store:
        found = list(store.outlets(name, limit=fetch(output, limit)))
        if name is None or len(found) != 1 or output is not Format.TABLE:
            show(found, OUTLETS, output=output, limit=limit)
            if name is not None and len(found) > 1 and output is Format.TABLE:
                example = f"quotetrace outlets {quote(found[0].name or '')}{named(db)}"
                remark(f"Which one? {count(len(found), 'outlet')} fit: {example}")
            return
        [outlet] = found
        utterances = list(store.traces(outlet=outlet.name, limit=PROFILE_UTTERANCES + 1))
        quotations = store.quotes(outlet=outlet.name, limit=PROFILE_QUOTATIONS)
        all_of_them = f"quotetrace trace --outlet {quote(outlet.name or '')}{named(db)}"
        display(
            Profile(
                outlets_table(found),
                tuple(utterances[:PROFILE_UTTERANCES]),
                tuple(quotations),
                outlet.quotations,
                all_of_them if len(utterances) > PROFILE_UTTERANCES else None,
            )
        )
