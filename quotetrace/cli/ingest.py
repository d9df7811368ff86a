"""`quotetrace ingest`: from articles to a store that answers questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from quotetrace.cli.inputs import (
    PIPE,
    Fields,
    Indirect,
    Jobs,
    Manifest,
    Model,
    Outlet,
    Outlets,
    PathsIfAny,
    end,
    field_names,
    processes,
    tell_failures,
)
from quotetrace.cli.options import DEFAULT_DB, Database, Format, Limit, blaming, named
from quotetrace.cli.output import Listing, display, remark, say, show
from quotetrace.cli.patience import patience
from quotetrace.cli.progress import Watch, progress
from quotetrace.cli.stopping import Stopping, stopping
from quotetrace.errors import GoneError, QuotetraceError, UsageError
from quotetrace.model import Step
from quotetrace.rendering.phrases import count
from quotetrace.rendering.rows import planned_row
from quotetrace.rendering.summary import IngestSummary
from quotetrace.rendering.tables import planned_table

PLANNED = Listing("planned", planned_row, planned_table, "Nothing would be read.")


def ingest(
    paths: PathsIfAny = None,
    outlet: Outlet = None,
    fields: Fields = [],  # noqa: B006 - typer copies it
    manifest: Manifest = None,
    outlets: Outlets = None,
    model: Model = None,
    indirect: Indirect = False,
    quotations: Annotated[
        Path | None,
        typer.Option(
            "--quotations",
            metavar="FILE",
            help="Quotations extracted by somebody else, in the form of quotetrace extract.",
        ),
    ] = None,
    jobs: Jobs = None,
    reprocess: Annotated[
        bool,
        typer.Option(
            "--reprocess", help="Also what is stored and unchanged; without a PATH, what another version derived."
        ),
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Only what failed before, below PATH or anywhere.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be read, as what, and store nothing.")
    ] = False,
    output: Annotated[Format, typer.Option("--format", help="How a dry run lists the documents.")] = Format.TABLE,
    limit: Limit = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Read articles and match who says what across outlets.

    Run it again on the same folder: only what is new or changed is read.

    \b
    quotetrace ingest articles/
    quotetrace ingest wire.jsonl --field text=body --outlet Kystradioen --db storm.db
    quotetrace ingest --retry-failed
    """
    from quotetrace import pipeline
    from quotetrace.store import IN_MEMORY, Store

    paths = paths or []
    if not (paths or retry_failed or reprocess):
        raise UsageError(
            "Missing argument 'PATH...': name what to read, or --retry-failed. See: quotetrace ingest --help"
        )
    if not (paths or retry_failed):
        if dry_run or quotations or outlet or manifest or fields:
            raise UsageError("--reprocess without a PATH reads no files: name the files for these options")
        _reprocess(db, outlets=outlets, model=model, indirect=indirect)
        return
    if not dry_run and (output is not Format.TABLE or limit is not None):
        raise UsageError("--format and --limit list a dry run: add --dry-run")
    names = field_names(fields)
    # Nothing is going to be stored: no file is made for it
    empty = not db.exists() or (dry_run and not db.stat().st_size)
    nowhere = (empty and not retry_failed) and (
        dry_run or not any(str(path) == PIPE or path.exists() for path in paths)
    )
    with stopping() as asked:
        try:
            with (
                _unmade_if_useless(db, keep=nowhere or db.exists()),
                Store.open(
                    IN_MEMORY if nowhere else db,
                    create=not retry_failed,
                    read_only=dry_run and not nowhere,
                    waiting=patience(db, stop=asked),
                ) as store,
                blaming(store, db),
                progress("Ingesting") as bar,
            ):
                report = pipeline.ingest(
                    paths,
                    store,
                    outlet=outlet,
                    fields=names,
                    manifest=manifest,
                    outlets=outlets,
                    model=model,
                    indirect=indirect,
                    quotations=quotations,
                    reprocess=reprocess,
                    dry_run=dry_run,
                    retry_failed=retry_failed,
                    jobs=processes(jobs, model=model),
                    progress=_watched(asked, bar),
                    stop=asked,
                )
        except KeyboardInterrupt:
            raise _interrupted(asked) from None
    if report.stopped:
        raise _interrupted(asked)
    _tell_not_retried(report.not_retried)
    if retry_failed and not report.read:
        remark(f"Nothing{'' if report.not_retried else ' failed: nothing'} to read again.")
        return
    tell_failures(report.failures, more=f"quotetrace failures --db {db}")
    _tell_kept_outlets(report.kept_outlets)
    _tell_given(report.outside, f"some of its quotations in {quotations} lie outside its text and are left out")
    _tell_given(report.unread, f"{quotations} has quotations of it, but it is not among the documents read")
    succeeded = report.added + report.changed + report.unchanged + report.skipped
    if succeeded:
        if dry_run:
            show(report.planned, PLANNED, output=output, limit=limit)
        if output is Format.TABLE:
            display(IngestSummary(report))
        following = "trace" if report.utterances else "documents"
        remark("A dry run: nothing was stored." if dry_run else f"Next: quotetrace {following}{named(db)}")
    end(paths, succeeded=succeeded, failed=report.failed)


def _watched(asked: Stopping, bar: Watch) -> Watch:
    """What tells both how far the run has come."""

    def watch(step: Step) -> None:
        asked.watch(step)
        bar(step)

    return watch


def _interrupted(asked: Stopping) -> typer.Exit:
    """The end of a run that was told to end, said in one line."""
    remark(f"error: {asked.told()}")
    return typer.Exit(asked.code)


def _reprocess(db: Path, *, outlets: Path | None, model: str | None, indirect: bool) -> None:
    """Derive anew what another version derived, from the stored texts."""
    from quotetrace import pipeline
    from quotetrace.store import Store

    with Store.open(db, waiting=patience(db)) as store, blaming(store, db), progress("Deriving anew") as bar:
        done = pipeline.reprocess(store, outlets=outlets, model=model, indirect=indirect, progress=bar)
    if done:
        say([f"{count(done, 'document')} of another version derived anew"])
    else:
        remark("Every document is of this version: nothing to derive anew.")


@contextmanager
def _unmade_if_useless(db: Path, *, keep: bool) -> Iterator[None]:
    """Remove the new store again where there was nothing to store, or an error (an unknown --model, say) came before.

    Inputs that failed are worth keeping: `failures` tells of them. So is a store that another process makes meanwhile.
    """
    from quotetrace.store import discard_empty

    try:
        yield
    except GoneError:
        raise
    except QuotetraceError:
        if not keep and db.exists():
            discard_empty(db, without=("documents",))
        raise
    if not keep and db.exists():
        discard_empty(db, without=("documents", "failures"))


def _tell_kept_outlets(kept: Sequence[tuple[str, str]]) -> None:
    """That texts given under a second outlet stay one document each, in one line, and what would tell them apart."""
    if not kept:
        return
    name, outlet = kept[0]
    more = f" (and {len(kept) - 1:,} more like it)" if len(kept) > 1 else ""
    remark(
        f"{name}{more}: this text is stored already, and stays one document, of {outlet}: "
        "to tell two outlets' copies apart, give each a url, or its outlet in a --manifest"
    )


def _tell_not_retried(sources: Sequence[str]) -> None:
    """What failed and cannot be read again by itself, in one line, by its first source."""
    if sources:
        more = f" (and {len(sources) - 1:,} more like it)" if len(sources) > 1 else ""
        remark(f"{sources[0]}{more}: a row of a --manifest, or it came by standard input: give that again")


def _tell_given(labels: Sequence[str], problem: str) -> None:
    """What does not fit in a file of quotations, in one line, by its first document."""
    if labels:
        more = f" (and {len(labels) - 1:,} more like it)" if len(labels) > 1 else ""
        remark(f"{labels[0]}{more}: {problem}")
