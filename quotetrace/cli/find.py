"""`quotetrace find`: paste words, see who has them."""

from __future__ import annotations

from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, stored
from quotetrace.cli.output import Listing, fetch, show
from quotetrace.folding import fold_words
from quotetrace.rendering.rows import found_row
from quotetrace.rendering.tables import found_table

FOUND = Listing(
    "found",
    found_row,
    found_table,
    "Nobody in this collection has these words. Try fewer of them, or single ones",
    next_step="quotetrace quotes --search WORD",
)


def find(
    words: Annotated[str, typer.Argument(help="The words as somebody printed them, in quotation marks for the shell.")],
    db: Database = DEFAULT_DB,
    output: Output = Format.TABLE,
    limit: Limit = None,
) -> None:
    """Who has these words, in which wording and since when. Small differences and parts are found too.

    \b
    quotetrace find "the pier will not survive another winter"
    """
    if not fold_words(words):
        raise typer.BadParameter("there is no word in it", param_hint="WORDS")
    from quotetrace.pipeline import find as find_in

    with stored(db) as store:
        show(find_in(store, words, limit=fetch(output, limit)), FOUND, output=output, limit=limit, db=db)
