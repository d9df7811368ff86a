"""`quotetrace correct`: what a person knows better, kept for ever and applied again after every re-run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, Output, named, stored, writable
from quotetrace.cli.output import Listing, destination, fetch, remark, show
from quotetrace.cli.patience import patience
from quotetrace.errors import UsageError
from quotetrace.model import DecisionState, EntityKind
from quotetrace.rendering.decisions import decided, decision_row, decisions_table
from quotetrace.rendering.harmless import json_text
from quotetrace.rendering.phrases import count

if TYPE_CHECKING:
    from quotetrace.store import Store

DECISIONS = Listing(
    "decisions",
    decision_row,
    decisions_table,
    "Nobody has decided anything yet. For instance",
    next_step="quotetrace correct speaker storm.txt:994 'Ida Moen'",
)
_PLACE = "A quotation: its id, or document:start as `quotetrace quotes` shows it."
Quotation = Annotated[str, typer.Argument(metavar="QUOTATION", help=_PLACE)]
Other = Annotated[str, typer.Argument(metavar="QUOTATION", help="Another one.")]
Document = Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's name or id.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", envvar="QUOTETRACE_BY", help="Who decides, for the others.")
]

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def correct(context: typer.Context) -> None:
    """Decide what the reading got wrong; it holds after every re-run.

    A decision overrules what was read, at once and also where a document is read
    or extracted anew. What was read stays beside it: `undo` brings it back.

    \b
    quotetrace correct speaker storm.txt:994 "Ida Moen"
    quotetrace correct date storm.txt 2022-01-07T18:48+01:00
    quotetrace correct alias "Ida Moen" "Ida Haugen"
    quotetrace correct split storm.txt:994 fjord.html:120
    quotetrace correct list
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def speaker(
    quotation: Quotation,
    name: Annotated[str | None, typer.Argument(help="Who said it; a surname will do for somebody known here.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Nobody is named as its speaker.")] = False,
    kind: Annotated[
        EntityKind | None, typer.Option("--kind", help="What a speaker is that is new here: a person unless given.")
    ] = None,
    by: By = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Say who said a quotation."""
    if (name is None) != nobody:
        raise UsageError("name the speaker, or --nobody: quotetrace correct speaker QUOTATION NAME")
    from quotetrace import pipeline

    with writable(db) as store:
        new = name is not None and not any(store.speakers(name, in_part=False))
        _say(db, store, pipeline.correct_speaker(store, quotation, name, kind=kind, by=by))
    if new:
        remark(f"Nobody here was called {name} before. Those who are known: quotetrace speakers{named(db)}")


@app.command()
def outlet(
    document: Document,
    name: Annotated[str, typer.Argument(help="The outlet that published it.")],
    by: By = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Say which outlet published a document."""
    from quotetrace import pipeline

    with writable(db) as store:
        _say(db, store, pipeline.correct_outlet(store, document, name, by=by))


@app.command()
def date(
    document: Document,
    when: Annotated[
        str | None, typer.Argument(help="ISO 8601 as far as known: 2022, 2022-01-10, 2022-01-07T18:48+01:00.")
    ] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help="Nobody knows when.")] = False,
    by: By = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Say when a document was published."""
    if (when is None) != unknown:
        raise UsageError("give the time, or --unknown: quotetrace correct date DOCUMENT 2022-01-10")
    from quotetrace import pipeline

    with writable(db) as store:
        _say(db, store, pipeline.correct_date(store, document, when, by=by))


@app.command()
def alias(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name to show; a surname will do for somebody known here.")
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another name of the same speaker.")],
    by: By = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Say that two names are one speaker's.

    In all documents, also in those that come later. What an outlet is called is
    for `correct outlet`, and for a table of outlets.
    """
    from quotetrace import pipeline

    with writable(db) as store:
        _say(db, store, pipeline.alias(store, name, other, by=by))


@app.command()
def join(quotation: Quotation, other: Other, by: By = None, db: Database = DEFAULT_DB) -> None:
    """Say that two quotations report one utterance."""
    from quotetrace import pipeline

    with writable(db) as store:
        _say(db, store, pipeline.join(store, quotation, other, by=by))


@app.command()
def split(quotation: Quotation, other: Other, by: By = None, db: Database = DEFAULT_DB) -> None:
    """Say that two quotations are never one utterance."""
    from quotetrace import pipeline

    with writable(db) as store:
        _say(db, store, pipeline.split(store, quotation, other, by=by))


@app.command("list")
def list_decisions(db: Database = DEFAULT_DB, output: Output = Format.TABLE, limit: Limit = None) -> None:
    """What was decided, and what became of it."""
    with stored(db) as store:
        wanted = fetch(output, limit)
        show(store.decisions()[:wanted], DECISIONS, output=output, limit=limit, db=db)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="A decision's number, as `quotetrace correct list` shows it.")],
    db: Database = DEFAULT_DB,
) -> None:
    """Take a decision back; what was read holds again."""
    from quotetrace import pipeline

    with writable(db) as store:
        undone = pipeline.undo(store, number)
        remark(f"undone: {decided(undone)}")


@app.command("export")
def export_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines; - for standard output.")],
    db: Database = DEFAULT_DB,
) -> None:
    """Write all decisions to a file, for others to import."""
    from quotetrace.pipeline.decision_files import decision_record

    with stored(db) as store:
        known = [one.decision for one in store.decisions()]
    with destination(file) as to:
        to.writelines(json_text(decision_record(one)) + "\n" for one in known)
    remark(f"{count(len(known), 'decision')} written")


@app.command("import")
def import_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `quotetrace correct export` wrote.")],
    db: Database = DEFAULT_DB,
) -> None:
    """Take over decisions; of two that disagree the later holds.

    They wait for what they are about: where there is no store yet, a new one
    begins with them, and they hold as soon as the articles are ingested.
    """
    from quotetrace import pipeline
    from quotetrace.pipeline.decision_files import read_decisions
    from quotetrace.store import IN_MEMORY, Store

    decisions = read_decisions(file)
    begins = not db.exists()
    # Nothing is going to be stored: no file is made for it
    nowhere = begins and not decisions
    new = IN_MEMORY if nowhere else db
    with Store.open(new, create=True, waiting=patience(db)) if begins else writable(db) as store:
        came = pipeline.take_decisions(store, decisions)
    told = [f"{count(came.new, 'new decision')}, {came.known} known already"]
    told += [f"{came.undone} undone"] if came.undone else []
    told += [f"{came.waiting} waiting for what they are about"] if came.waiting else []
    told += [f"{came.conflicts} overruled by a later one"] if came.conflicts else []
    remark(", ".join(told))
    if begins:
        remark(f"Next: quotetrace ingest PATH{named(db)}")


def _say(db: Path, store: Store, number: int) -> None:
    """One line on a decision that was made."""
    made = next(one for one in store.decisions() if one.number == number)
    waits = ", once both names are here" if made.state is DecisionState.WAITING else ""
    undoing = f"quotetrace correct undo {number}{named(db)}"
    remark(f"decision {number}: {decided(made)}{waits}. To take it back: {undoing}")
