"""`quotetrace quotes`: the stored quotations, filtered."""

from __future__ import annotations

from quotetrace.cli.options import (
    DEFAULT_DB,
    Database,
    Format,
    KindFilter,
    Limit,
    OutletFilter,
    Output,
    Search,
    Since,
    SpeakerFilter,
    Until,
    UtteranceFilter,
    stored,
)
from quotetrace.cli.output import Listing, fetch, show
from quotetrace.rendering.rows import quotation_row
from quotetrace.rendering.tables import quotations_table

QUOTATIONS = Listing(
    "quotes",
    quotation_row,
    quotations_table,
    "No quotation fits. Try fewer filters, or see who is quoted: quotetrace speakers",
)


def quotes(
    speaker: SpeakerFilter = None,
    outlet: OutletFilter = None,
    kind: KindFilter = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    utterance: UtteranceFilter = None,
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """The stored quotations, filtered.

    Each with its speaker, outlet, time and place in the document; (unknown) where nothing tells the speaker.

    \b
    quotetrace quotes --speaker moen --since 2022-01
    quotetrace quotes --search "pier winter" --format csv > pier.csv
    """
    with stored(db) as store:
        found = store.quotes(
            speaker=speaker,
            outlet=outlet,
            kind=kind,
            since=since,
            until=until,
            search=search,
            utterance=utterance,
            limit=fetch(output, limit),
        )
        show(found, QUOTATIONS, output=output, limit=limit)
