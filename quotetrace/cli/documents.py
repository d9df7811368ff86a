"""`quotetrace documents`: what was read; with an id, one document with the evidence for each fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, named, stored
from quotetrace.cli.output import Listing, display, fetch, show
from quotetrace.errors import NotFoundError, UsageError
from quotetrace.rendering.document_view import DocumentView
from quotetrace.rendering.records import document_record
from quotetrace.rendering.rows import document_row
from quotetrace.rendering.tables import documents_table

if TYPE_CHECKING:
    from quotetrace.store import Store

DOCUMENTS = Listing(
    "documents",
    document_row,
    documents_table,
    "No such document here. List all: quotetrace documents",
    key=lambda summary: summary.document.label,
)
AS_READ = Listing("documents", document_row, documents_table, DOCUMENTS.nothing, document_record)


def documents(
    document: Annotated[str | None, typer.Argument(metavar="ID", help="A document's name or id.")] = None,
    as_read: Annotated[
        bool, typer.Option("--as-read", help="With an ID: the text as it was read; in JSON the evidence too.")
    ] = False,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="ID", help="Only what comes after this document in the list."),
    ] = None,
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """The documents in the store.

    With an id: outlet, time and other facts, each with the evidence for it.

    \b
    quotetrace documents
    quotetrace documents storm/fjord.txt --as-read
    """
    if as_read and document is None:
        raise UsageError(f"--as-read needs the name or id of a document; list them: quotetrace documents{named(db)}")
    with stored(db) as store:
        if document is None:
            place = None if after is None else _one_called(store, after)
            found = store.documents(after=place, limit=fetch(output, limit))
            show(found, DOCUMENTS, output=output, limit=limit, after=after)
            return
        found = store.documents(document, limit=fetch(output, limit))
        matches = list(found)
        if not matches:
            raise NotFoundError(f"no document {document} in {db}; list them: quotetrace documents{named(db)}")
        if output is not Format.TABLE:
            show(matches, AS_READ if as_read else DOCUMENTS, output=output, limit=limit)
        elif len(matches) == 1:
            display(DocumentView(matches[0], as_read=as_read))
        else:
            show(matches, DOCUMENTS, output=output, limit=limit)


def _one_called(store: Store, name: str) -> str:
    """The id of the document that somebody means. NotFoundError where it is none, UsageError where it is several."""
    found = [summary.document.id for summary in store.documents(name)]
    if not found:
        raise NotFoundError(f"no document {name}: name one as the list shows it, or by its id")
    if len(found) > 1:
        raise UsageError(f"{len(found)} documents are called {name}: name one by its id, {' or '.join(found[:2])}")
    return found[0]
