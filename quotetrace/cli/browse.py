"""`quotetrace browse`: the store in a web browser, to look at only."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, stored
from quotetrace.cli.output import remark, say

PORT = 8001


def browse(
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 for any that is free.")] = PORT,
    show: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
    db: Database = DEFAULT_DB,
) -> None:
    """Browse the store in your browser: tables, facets, questions. Read-only.

    Datasette serves it, to this computer only; nothing can be changed. What an ingest writes meanwhile is there when
    the page is loaded again. Ctrl-C ends it.

    \b
    quotetrace browse
    quotetrace browse --port 0 --open
    """
    from quotetrace.browsing.server import serve

    with stored(db):
        pass

    def ready(address: str) -> None:
        say([address])
        remark(f"{db} is there to look at. Ctrl-C ends it.")
        if show:
            webbrowser.open(address)

    serve(db, port=port, ready=ready)
