"""`quotetrace quotes`: the stored quotations, filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

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
from quotetrace.cli.output import NOBODY_QUOTED, Listing, fetch, show
from quotetrace.errors import NotFoundError, UsageError
from quotetrace.model import StoredQuotation
from quotetrace.rendering.rows import quotation_row
from quotetrace.rendering.tables import quotations_table

if TYPE_CHECKING:
    from quotetrace.store import Store

QUOTATIONS = Listing(
    "quotes",
    quotation_row,
    quotations_table,
    "No quotation fits. Try fewer filters, or see who is quoted",
    next_step="quotetrace speakers",
    key=lambda stored: f"{stored.occurrence.label}:{stored.occurrence.quotation.start}",
)
_NONE = replace(QUOTATIONS, nothing=NOBODY_QUOTED[0], next_step=NOBODY_QUOTED[1])
_OF_OUTLET = replace(
    QUOTATIONS, nothing="No quotation fits. Try fewer filters, or see who published", next_step="quotetrace outlets"
)
_OF_UTTERANCE = replace(
    QUOTATIONS,
    nothing="No quotation fits. Try fewer filters, or see all utterances",
    next_step="quotetrace trace --all",
)


def quotes(
    speaker: SpeakerFilter = None,
    outlet: OutletFilter = None,
    kind: KindFilter = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    utterance: UtteranceFilter = None,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="PLACE", help="Only what comes after this one in the list."),
    ] = None,
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
        place = None if after is None else _one_at(store, after)
        found = store.quotes(
            speaker=speaker,
            outlet=outlet,
            kind=kind,
            since=since,
            until=until,
            search=search,
            utterance=utterance,
            after=place,
            limit=fetch(output, limit),
        )
        filtered = any((speaker, outlet, kind, since, until, search, utterance))
        listing = _listing(speaker, outlet, utterance) if filtered else _NONE
        show(found, listing, output=output, limit=limit, after=after, db=db)


def _one_at(store: Store, place: str) -> str:
    """The id of the quotation that somebody means by an id or a place. NotFoundError where none begins there,
    UsageError where several do."""
    found = [one.occurrence.quotation.id for one in store.quotations_at(place)]
    if not found:
        raise NotFoundError(f"no quotation begins at {place}: name one as the list shows it, dam-courier.txt:304")
    if len(found) > 1:
        raise UsageError(f"{len(found)} quotations begin at {place}: name one by its id, {' or '.join(found[:2])}")
    return found[0]


def _listing(speaker: str | None, outlet: str | None, utterance: int | None) -> Listing[StoredQuotation]:
    """What to look at next where nothing fits goes by what was asked for."""
    if speaker is None and outlet is not None:
        return _OF_OUTLET
    return _OF_UTTERANCE if speaker is None and utterance is not None else QUOTATIONS
