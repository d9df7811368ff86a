"""`quotetrace forget`: documents taken out of the store, with all that came from them."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotetrace.cli.options import (
    DEFAULT_DB,
    OUTLETS_VARIABLE,
    Database,
    Format,
    Limit,
    named,
    stored,
    writable,
)
from quotetrace.cli.output import Listing, fetch, remark, say, show
from quotetrace.cli.progress import progress
from quotetrace.errors import UsageError
from quotetrace.rendering.forgetting import forgotten_lines, planned_lines
from quotetrace.rendering.rows import document_row
from quotetrace.rendering.tables import documents_table

if TYPE_CHECKING:
    from quotetrace.model import DocumentSummary
    from quotetrace.store import Store

GOING = Listing("documents", document_row, documents_table, "No document would be forgotten.")


def forget(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT", help="A path, an outlet, or a document's name or id.", show_default=False),
    ] = None,
    outlet: Annotated[
        list[str], typer.Option("--outlet", metavar="NAME", help="All that this outlet published. Repeatable.")
    ] = [],  # noqa: B006 - typer copies it
    document: Annotated[
        list[str], typer.Option("--document", metavar="ID", help="The document of this name or id. Repeatable.")
    ] = [],  # noqa: B006
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be forgotten, and change nothing.")
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="How a dry run lists the documents.")] = Format.TABLE,
    limit: Limit = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Take documents out, and all that came from them.

    By a path all that came from there (a file, a folder, an archive), also what
    failed there; a document that came from elsewhere too stays. The files stay
    where they are, and decisions wait until what they are about comes back.

    \b
    quotetrace forget articles/2021
    quotetrace forget "The Tern Gazette" --dry-run
    quotetrace forget --document 3f2a9c
    """
    if not (what or outlet or document):
        raise UsageError("say what to forget: a path, an outlet or a document, as in quotetrace forget articles/2021")
    if not dry_run and (output is not Format.TABLE or limit is not None):
        raise UsageError("--format and --limit list a dry run: add --dry-run")
    from quotetrace import pipeline

    # What is meant and what is taken away is of one moment, whatever others write
    with stored(db) if dry_run else writable(db) as store, nullcontext() if dry_run else store.batch():
        share = pipeline.share_of(store, what or (), outlets=outlet, documents=document)
        going, kept = _one(store, share.documents), _one(store, share.kept)
        if dry_run:
            found = store.documents_with(share.documents, limit=fetch(output, limit))
            show(found, GOING, output=output, limit=limit)
            for line in planned_lines(share, going, kept):
                remark(line)
            remark("A dry run: nothing was changed.")
            return
        still = any(_is_there(source) for one in going for source in one.sources)
        with progress("Forgetting") as callback:
            table = os.environ.get(OUTLETS_VARIABLE) or None
            forgotten = pipeline.forget_share(store, share, outlets=table, progress=callback)
    say(forgotten_lines(forgotten, going, kept))
    if forgotten.waiting:
        held = "1 decision waits" if forgotten.waiting == 1 else f"{forgotten.waiting:,} decisions wait"
        remark(f"{held} until what is gone comes back: quotetrace correct list{named(db)}")
    if still:
        remark("The files are still there: an ingest of them reads them again.")


def _one(store: Store, documents: tuple[str, ...]) -> list[DocumentSummary]:
    """The first of some documents, by which a single one is named."""
    return list(store.documents_with(documents[:1]))


def _is_there(source: str) -> bool:
    """Whether the file of a source is on the disk."""
    return Path(source).exists() or Path(source.partition("#")[0]).exists()
