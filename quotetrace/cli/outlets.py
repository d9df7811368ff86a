"""`quotetrace outlets`: who published; with a name, that outlet's profile."""

from __future__ import annotations

from shlex import quote
from typing import Annotated

import typer
from rich.text import Text

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, named, stored
from quotetrace.cli.output import Listing, display, fetch, remark, show, write_data
from quotetrace.cli.speakers import PROFILE_QUOTATIONS, PROFILE_UTTERANCES
from quotetrace.errors import UsageError
from quotetrace.rendering.phrases import count
from quotetrace.rendering.profile import Profile
from quotetrace.rendering.records import outlet_record
from quotetrace.rendering.rows import COLUMNS, claimed_row, outlet_row
from quotetrace.rendering.standing import outlet_standing
from quotetrace.rendering.tables import claimed_table, outlets_table

OUTLETS = Listing(
    "outlets",
    outlet_row,
    outlets_table,
    "No such outlet here. Try another part of the name, or list all",
    next_step="quotetrace outlets",
)

CLAIMED = Listing(
    "claimed",
    claimed_row,
    claimed_table,
    "Every origin that documents name by an outlet's name is here, or none is named.",
)


def outlets(
    name: Annotated[str | None, typer.Argument(help="An outlet's name, any case: shows a profile.")] = None,
    claimed: Annotated[
        bool, typer.Option("--claimed", help="The outlets that documents name as origins and that are not here.")
    ] = False,
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who published, and how often first in this collection.

    With a name: how often first, whom it follows, how faithful it is, whom it names, the utterances most told.

    \b
    quotetrace outlets
    quotetrace outlets Fjordposten
    quotetrace outlets --claimed
    """
    if claimed and name is not None:
        raise UsageError("--claimed tells of outlets that are not here: give no name with it")
    with stored(db) as store:
        if claimed:
            show(store.unseen_origins(limit=fetch(output, limit)), CLAIMED, output=output, limit=limit)
            return
        found = list(store.outlets(name, limit=fetch(output, limit)))
        if name is None or len(found) != 1 or output is Format.CSV:
            show(found, OUTLETS, output=output, limit=limit, db=db)
            if name is not None and len(found) > 1 and output is Format.TABLE:
                example = f"quotetrace outlets {quote(found[0].name or '')}{named(db)}"
                remark(f"Which one? {count(len(found), 'outlet')} fit: {example}")
            if name is None and output is Format.TABLE and store.has_unseen_origins():
                display(Text(f"Some origins that documents name are not here: quotetrace outlets --claimed{named(db)}"))
            return
        [outlet] = found
        profile = store.outlet_profile(outlet.name)
        if output is not Format.TABLE:
            write_data([outlet_record(outlet, profile)], COLUMNS["outlets"], output)
            return
        utterances = list(store.traces(outlet=outlet.name, limit=PROFILE_UTTERANCES + 1, brief=True))
        quotations = store.quotes(outlet=outlet.name, limit=PROFILE_QUOTATIONS)
        only = f"--outlet {quote(outlet.name or '')}{named(db)}"
        display(
            Profile(
                outlets_table(found),
                tuple(utterances[:PROFILE_UTTERANCES]),
                tuple(quotations),
                outlet.quotations,
                f"quotetrace trace {only}" if len(utterances) > PROFILE_UTTERANCES else None,
                tuple(outlet_standing(outlet, profile)),
                more_quotations=f"quotetrace quotes {only}",
            )
        )
