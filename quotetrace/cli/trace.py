"""`quotetrace trace`: who had an utterance first in this collection, and what became of its words."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from quotetrace.cli.options import (
    DEFAULT_DB,
    Database,
    Format,
    KindFilter,
    Limit,
    OutletFilter,
    Search,
    Since,
    SpeakerFilter,
    Until,
    stored,
)
from quotetrace.cli.output import NOBODY_QUOTED, Listing, display, fetch, follow, show
from quotetrace.errors import UsageError
from quotetrace.model import Explanation, LineageStatus, Trace
from quotetrace.rendering.graphs import dot, graphml
from quotetrace.rendering.records import trace_record
from quotetrace.rendering.rows import utterance_row
from quotetrace.rendering.tables import traces_table
from quotetrace.rendering.trace_view import TraceView

TRACES = Listing(
    "utterances",
    utterance_row,
    traces_table,
    "No utterance that two or more documents report. Try --all for those that one reports, or ingest more articles.",
    trace_record,
    key=lambda trace: trace.utterance,
)
FILTERED = replace(
    TRACES, nothing="No utterance fits. Try fewer filters, or --all for those that only one document reports."
)
# With --all there is none left to add
NONE = replace(TRACES, nothing=NOBODY_QUOTED[0], next_step=NOBODY_QUOTED[1])
FILTERED_ALL = replace(
    FILTERED, nothing="No utterance fits. Try fewer filters, or see who is quoted", next_step="quotetrace speakers"
)


class TraceFormat(StrEnum):
    """How utterances are written to stdout; the last two are their lineage as a graph."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    DOT = "dot"
    GRAPHML = "graphml"


_GRAPHS = {TraceFormat.DOT: dot, TraceFormat.GRAPHML: graphml}


def trace(
    utterance: Annotated[int | None, typer.Argument(help="An utterance's number: shows it in full.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the utterances that only one document reports.")
    ] = False,
    drifted: Annotated[
        bool, typer.Option("--drifted", help="Only those whose words differ between documents.")
    ] = False,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only those with a conflict: of speakers, dates or credits.")
    ] = False,
    speaker: SpeakerFilter = None,
    outlet: OutletFilter = None,
    kind: KindFilter = None,
    since: Since = None,
    until: Until = None,
    search: Search = None,
    after: Annotated[
        int | None,
        typer.Option("--after", metavar="NUMBER", help="Only what comes after this utterance in the list."),
    ] = None,
    db: Database = DEFAULT_DB,
    form: Annotated[
        TraceFormat, typer.Option("--format", help="A table for people, data for programs, or the lineage as a graph.")
    ] = TraceFormat.TABLE,
    limit: Limit = None,
) -> None:
    """Who had it first: what two or more documents report.

    With the number of an utterance: first or tie, timeline, differences, claimed origins, conflicts, relations.

    \b
    quotetrace trace
    quotetrace trace --speaker moen --drifted
    quotetrace trace 12
    quotetrace trace 12 --format dot > lineage.dot
    """
    filtered = any((drifted, conflicts, speaker, outlet, kind, since, until, search))
    if utterance is not None and (filtered or after is not None):
        raise UsageError("an utterance is shown by its number, or a list is filtered: leave one of them out")
    graph = _GRAPHS.get(form)
    output = Format.JSONL if graph else Format(form.value)
    with stored(db) as store:
        found = store.traces(
            utterance=utterance,
            all=everything or utterance is not None,
            drifted=drifted,
            conflicts=conflicts,
            speaker=speaker,
            outlet=outlet,
            kind=kind,
            since=since,
            until=until,
            search=search,
            after=after,
            limit=fetch(output, limit),
            brief=utterance is None and output is Format.TABLE,
        )
        if graph:
            sys.stdout.writelines(graph(found))
            return
        if utterance is None:
            listing = (FILTERED_ALL if everything else FILTERED) if filtered else NONE if everything else TRACES
            show(found, listing, output=output, limit=limit, after=after, db=db)
            return
        one = next(iter(found))
        follow(utterance, one.utterance)
        if output is Format.TABLE:
            display(TraceView(one, _explanation(one)))
        else:
            show([one], TRACES, output=output)


def _explanation(trace: Trace) -> Explanation:
    """What the conflicts and the open ends of an utterance mean; nothing is worked out where it has none."""
    if not any(flag != "meaning-drift" for flag in trace.flags) and not any(
        one.lineage.status is LineageStatus.UNORDERED and one.lineage.evidence for one in trace.quotations
    ):
        return Explanation()
    from quotetrace.tracing.explaining import explain  # with what takes long to import, and few utterances need

    return explain(trace)
