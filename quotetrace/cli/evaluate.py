"""`quotetrace evaluate`: how well quotetrace does on articles marked by hand."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from quotetrace.cli.options import Format, Output, stored
from quotetrace.cli.output import Listing, display, progress, show
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.rows import Row
from quotetrace.rendering.tables import figures_table

if TYPE_CHECKING:
    from quotetrace.evaluation import Figure


def _row(figure: Figure) -> Row:
    return {"measure": figure.name, "value": figure.value, "detail": figure.detail}


FIGURES: Listing[Row] = Listing("figures", lambda row: row, figures_table, "Nothing in this gold can be measured.")


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Articles marked by hand: an annotated JSONL, or a folder.")],
    speakers: Annotated[
        Path | None, typer.Option("--speakers", metavar="FILE", help="For a JSONL: who is really speaking in it.")
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="Score the utterances of this store: judged pairs need one."),
    ] = None,
    mistakes: Annotated[
        int, typer.Option("--show", metavar="N", min=0, help="Also N mistakes of each sort, in a table.")
    ] = 0,
    output: Output = Format.TABLE,
) -> None:
    """Score the whole job against articles marked by hand.

    Quotations and their speakers; for a folder that marks them also outlets, dates, utterances and firsts. Values are
    per cent, higher is better.

    \b
    quotetrace evaluate fixtures/gold
    quotetrace evaluate dev.jsonl --speakers dev-speakers.jsonl --show 5
    quotetrace evaluate pairs.jsonl --db storm.db
    """
    from quotetrace import evaluation

    with progress("Evaluating"), stored(db) if db else nullcontext() as store:
        traces = store.traces(all=True) if store else None
        scores = evaluation.evaluate(gold, speakers=speakers, traces=traces, show=mistakes)
    figures = [_row(figure) for figure in scores.figures()]
    show(figures, FIGURES, output=output, limit=len(figures))
    if output is Format.TABLE:
        display(*(Text(one_line(str(finding))) for finding in scores.findings()))
