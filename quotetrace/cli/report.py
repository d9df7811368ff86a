"""`quotetrace report`: one page of HTML to read and to pass on."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from quotetrace.cli.options import (
    DEFAULT_DB,
    Database,
    KindFilter,
    OutletFilter,
    Search,
    Since,
    SpeakerFilter,
    Until,
    UtteranceFilter,
    stored,
)
from quotetrace.cli.output import destination, remark
from quotetrace.cli.progress import progress
from quotetrace.errors import UsageError
from quotetrace.model import Step
from quotetrace.rendering.phrases import count

# As many as a browser shows in no time, and more than a person reads
UTTERANCES = 2_000
TITLE = "Who said it first"
_PAGE = "report.html"


def report(
    file: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write; - is stdout.")],
    speaker: SpeakerFilter = None,
    outlet: OutletFilter = None,
    kind: KindFilter = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    utterance: UtteranceFilter = None,
    drifted: Annotated[
        bool, typer.Option("--drifted", help="Only those whose words differ between documents.")
    ] = False,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only those with a conflict: of speakers, dates or credits.")
    ] = False,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What stands above the page.")] = TITLE,
    limit: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most N utterances, those that most documents report.")
    ] = UTTERANCES,
    db: Database = DEFAULT_DB,
) -> None:
    """One page to pass on: who was first, and what changed.

    What two or more documents report, with an overview, timelines, lineage and differences; it needs no network. The
    filters choose utterances by any of their quotations.

    \b
    quotetrace report -o dam.html
    quotetrace report -o harrow.html --speaker harrow --drifted
    """
    _check(file)
    from quotetrace import __version__
    from quotetrace.rendering.report import report as page
    from quotetrace.tracing.explaining import explain

    only: dict[str, Any] = {"speaker": speaker, "outlet": outlet, "kind": kind}
    only |= {"since": since, "until": until, "search": search, "utterance": utterance}
    with stored(db) as store, progress("Writing the report") as watch:
        overview = store.overview(**only, drifted=drifted, conflicts=conflicts)
        total = min(limit, overview.utterances)
        told = []
        for trace in islice(store.traces(**only, drifted=drifted, conflicts=conflicts, limit=limit), limit):
            told.append((trace, explain(trace)))
            watch(Step("utterances", len(told), total))
        asked = [f"{name} {value}" for name, value in only.items() if value is not None]
        chosen = ["Only utterances whose words differ between documents."] if drifted else []
        chosen += ["Only utterances in which something conflicts."] if conflicts else []
        with destination(file) as to:
            to.writelines(
                page(
                    told,
                    overview,
                    title=title.strip() or TITLE,
                    filters=asked,
                    chosen=chosen,
                    version=__version__,
                    settled=store.is_settled(),
                )
            )
    if str(file) != "-":
        cut = f" of {overview.utterances:,}" if overview.utterances > len(told) else ""
        remark(f"{count(len(told), 'utterance')}{cut} written to {file}")


def _check(file: Path) -> None:
    """That it is stdout, or names a page."""
    if str(file) == "-":
        return
    if file.is_dir():  # an empty name is that of the folder one is in
        raise UsageError(f"{file} is a folder: name a page in it, as in -o {file / _PAGE}")
    if file.name.lower() in (".html", ".htm"):
        raise UsageError(f"{file} has no name before its ending: name it as in -o {file.with_name(_PAGE)}")
    if file.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"a report is a page of HTML: name it {file.with_suffix('.html')}")
