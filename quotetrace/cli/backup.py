"""`quotetrace backup`: a safe copy of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database
from quotetrace.cli.output import say
from quotetrace.cli.progress import progress
from quotetrace.model import Step
from quotetrace.rendering.copying import backup_line


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    db: Database = DEFAULT_DB,
) -> None:
    """A safe copy of the store, also while others write to it.

    FILE gets its name when the copy is complete and checked; until then what was
    there before stays as it was. To use a copy, name it: --db FILE.

    \b
    quotetrace backup quotes-monday.db
    quotetrace backup /media/stick/quotes.db --force
    """
    from quotetrace.store import back_up

    with progress("Copying") as callback:
        made = back_up(db, file, force=force, progress=lambda name, done: callback(Step(name, done, total=100)))
    say([backup_line(made)])
