"""Options of the commands that read articles, and how a run over many inputs ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quotetrace.cli.options import OUTLETS_VARIABLE
from quotetrace.cli.output import remark
from quotetrace.model import Failure

FAILED, PARTLY = 1, 3
# Failures beyond these are in `quotetrace failures`; a screen full of them would hide the summary.
FAILURES_SHOWN = 20


def _path(given: str) -> Path:
    """A path as given. An empty one, of an unset shell variable, would be the current folder to `Path`."""
    if not given:
        raise typer.BadParameter("a path is empty (the current folder is called .)")
    return Path(given)


# The PATH that stands for standard input, as reading has it
PIPE = "-"
_PATH = typer.Argument(
    metavar="PATH",
    help="Articles, folders or archives of them; - is standard input.",
    show_default=False,
    parser=_path,
)
Paths = Annotated[list[Path], _PATH]
PathsIfAny = Annotated[list[Path] | None, _PATH]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="The outlet of all these documents.")]
Outlets = Annotated[
    Path | None,
    typer.Option(
        "--outlets",
        envvar=OUTLETS_VARIABLE,
        metavar="FILE",
        help="More outlets: a table domain,name,flags,aliases.",
        show_default=False,
    ),
]
Fields = Annotated[
    list[str],
    typer.Option("--field", metavar="OURS=THEIRS", help="A field or column by another name: text=body. Repeatable."),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="A trained spaCy pipeline installed here; its parse and entities count as evidence.",
    ),
]
Indirect = Annotated[bool, typer.Option("--indirect", help="Also speech reported without quotation marks.")]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="One page to check by, in place of --format; - is stdout."),
]
Manifest = Annotated[
    Path | None,
    typer.Option("--manifest", metavar="CSV", help="A table path,outlet,published,url,title,author that overrides."),
]


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="Processes that read and extract, for some hundred articles or more. The default: one a core, at most 4.",
        show_default=False,
    ),
]
# More readers than this and the one writer cannot keep up.
MOST_JOBS = 4


def processes(jobs: int | None, *, model: str | None) -> int:
    """How many processes read and extract: as many as asked for, else one a core as far as that helps.

    A trained pipeline takes hundreds of megabytes in each: there several are started only where somebody asks for them.
    """
    if jobs is not None:
        return jobs
    return 1 if model else min(os.cpu_count() or 1, MOST_JOBS)


def field_names(pairs: Sequence[str]) -> Mapping[str, str] | None:
    """``["text=body"]`` as a mapping, None where nothing is renamed."""
    names = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise typer.BadParameter(f"{pair!r} is not OURS=THEIRS, for instance text=body", param_hint="--field")
        names[ours] = theirs
    return names or None


def tell_failures(failures: Sequence[Failure], *, more: str) -> None:
    """Each failed input in one line on stderr; from a screen full on, `more` says where the rest is."""
    for failure in failures[:FAILURES_SHOWN]:
        tell_failure(failure)
    if len(failures) > FAILURES_SHOWN:
        remark(f"… and {len(failures) - FAILURES_SHOWN:,} more: {more}")


def tell_failure(failure: Failure) -> None:
    """One failed input in one line on stderr."""
    sys.stdout.flush()
    remark(f"failed: {failure.source}: {failure.reason}")


def end(paths: Sequence[Path], *, succeeded: int, failed: int) -> None:
    """End the run as its inputs went: quietly, with 3 where some failed, 1 where all did; say so if there were none."""
    if not succeeded and not failed:
        remark(f"No article found in {', '.join(map(str, paths))}: nothing to do.")
    if failed:
        raise typer.Exit(PARTLY if succeeded else FAILED)
