"""The application: its commands in the order a person meets them, and what `quotetrace` alone says.

Each command lives in a file of its own and imports what is slow (spaCy, the store) inside; help never pays for it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from quotetrace.cli import (
    audit,
    backup,
    browse,
    correct,
    digest,
    documents,
    drift,
    evaluate,
    export,
    extract,
    failures,
    find,
    forget,
    ingest,
    outlets,
    quotes,
    report,
    speakers,
    trace,
    verify,
)
from quotetrace.cli.options import DEFAULT_DB
from quotetrace.cli.plain import PlainEverywhere, speaking, with_plain
from quotetrace.rendering.harmless import one_line

app = typer.Typer(
    name="quotetrace",
    # Plain help: the README quotes it, and it reads the same in a pipe.
    rich_markup_mode=None,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    ingest,
    trace,
    drift,
    quotes,
    find,
    speakers,
    outlets,
    documents,
    failures,
    forget,
    export,
    report,
    browse,
    audit,
    verify,
    backup,
    digest,
    extract,
    evaluate,
)

for command in COMMANDS:
    name = command.__name__.rpartition(".")[2]
    app.command(name)(getattr(command, name))
app.add_typer(correct.app, name="correct")
for known in (*app.registered_commands, *correct.app.registered_commands):
    if known.callback:
        known.callback = with_plain(known.callback)

_START = """\
Who had a quotation first in a collection of articles, and how it drifted.

  quotetrace ingest FOLDER     read the articles in FOLDER into {db}
  quotetrace --help            all commands"""

_GO_ON = """\
Who had a quotation first in a collection of articles, and how it drifted.
{db} is here. Next:

  quotetrace trace             what two or more documents report, and who first
  quotetrace find "words"      who has these words
  quotetrace ingest FOLDER     read more articles: only what is new or changed
  quotetrace --help            all commands"""

# What stands beside a command, in columns
_COLUMNS = re.compile(r"(?<=\S) {3,}")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("quotetrace")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"quotetrace {number}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def quotetrace(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    plain: PlainEverywhere = False,
) -> None:
    """Who said it first, and how the wording drifted: quotations in English news, traced across outlets.

    Start with `quotetrace ingest FOLDER`, then `quotetrace trace`. "First" always means first in this collection.
    """
    context.with_resource(speaking(plain))
    if context.invoked_subcommand is None:
        db = Path(os.environ.get("QUOTETRACE_DB") or DEFAULT_DB)
        told = (_GO_ON if db.exists() else _START).format(db=one_line(str(db)))
        typer.echo(_COLUMNS.sub(": ", told).replace("\n  ", "\n") if plain else told)
