"""`quotetrace evaluate`: how well quotetrace does on articles marked by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from quotetrace.cli.inputs import Indirect, Model, Outlets
from quotetrace.cli.options import Format, Output, stored
from quotetrace.cli.output import Listing, display, show
from quotetrace.cli.progress import progress
from quotetrace.rendering.rows import Row
from quotetrace.rendering.tables import figures_table, mistakes_table, rules_table, thresholds_table

if TYPE_CHECKING:
    from quotetrace.evaluation import Evaluation, Figure, Score, Threshold

NOTHING = "Nothing in this gold can be measured."
FIGURES: Listing[Row] = Listing("figures", lambda row: row, figures_table, NOTHING)
THRESHOLDS: Listing[Row] = Listing("thresholds", lambda row: row, thresholds_table, NOTHING)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Articles marked by hand: an annotated JSONL, or a folder.")],
    speakers: Annotated[
        Path | None, typer.Option("--speakers", metavar="FILE", help="For a JSONL: who is really speaking in it.")
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="Score the utterances of this store: judged pairs need one."),
    ] = None,
    model: Model = None,
    indirect: Indirect = False,
    outlets: Outlets = None,
    min_confidence: Annotated[
        float,
        typer.Option("--min-confidence", metavar="C", min=0, max=1, help="Count attributions at least this sure."),
    ] = 0.0,
    thresholds: Annotated[
        bool, typer.Option("--thresholds", help="Instead: precision and recall by least confidence, to choose one.")
    ] = False,
    mistakes: Annotated[
        int, typer.Option("--show", metavar="N", min=0, help="Also N mistakes of each sort, and each rule's share.")
    ] = 0,
    output: Output = Format.TABLE,
) -> None:
    """Score the whole job against articles marked by hand.

    Quotations and their speakers; for a folder that marks them also outlets, dates, utterances and firsts. Values are
    per cent, higher is better.

    \b
    quotetrace evaluate fixtures/gold
    quotetrace evaluate dev.jsonl --speakers dev-speakers.jsonl --show 5
    quotetrace evaluate dev.jsonl --thresholds
    quotetrace evaluate pairs.jsonl --db storm.db
    """
    from quotetrace import evaluation

    with progress("Evaluating"), stored(db) if db else nullcontext() as store:
        scores = evaluation.evaluate(
            gold,
            speakers=speakers,
            traces=store.traces(all=True) if store else None,
            model=model,
            indirect=indirect,
            outlets=outlets,
            min_confidence=min_confidence,
            thresholds=thresholds,
            show=mistakes,
        )
    rows = [_threshold_row(one) for one in scores.thresholds] if thresholds else [_row(f) for f in scores.figures()]
    show(rows, THRESHOLDS if thresholds else FIGURES, output=output, limit=len(rows) or None)
    if output is Format.TABLE and mistakes:
        display(*_mistakes(scores, mistakes))


def _row(figure: Figure) -> Row:
    return {"measure": figure.name, "value": figure.value, "detail": figure.detail}


def _threshold_row(one: Threshold) -> Row:
    return {
        "confidence": one.confidence,
        "attributed": one.speaker.predicted,
        **_percents("", one.speaker),
        **_percents("named_", one.named),
    }


def _percents(prefix: str, score: Score | None) -> Row:
    values = (score.precision, score.recall, score.f1) if score is not None else (None, None, None)
    names = ("precision", "recall", "f1")
    return {
        prefix + name: None if value is None else round(100 * value, 1)
        for name, value in zip(names, values, strict=True)
    }


def _mistakes(scores: Evaluation, limit: int) -> Iterator[RenderableType]:
    """What each rule got right, and some mistakes of each sort."""
    if scores.extraction is not None and scores.extraction.rules:
        yield rules_table((rule, part.right, part.total) for rule, part in scores.extraction.rules)
    if scores.extraction is not None:
        yield from (Text(f"no prediction for {label}") for label in scores.extraction.missing)
    for fault, found in scores.mistakes().items():
        title = f"{fault.capitalize()}: {len(found)}" + (f", the first {limit}" if len(found) > limit else "")
        rows = [
            {"words": one.words, "where": one.where, "got": one.got, "expected": one.expected, "why": one.why}
            for one in found[:limit]
        ]
        yield mistakes_table(title, rows)
