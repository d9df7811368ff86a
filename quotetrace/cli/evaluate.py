"""`quotetrace evaluate`: how well extraction does on hand-marked articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Articles with their quotations marked by hand: a JSONL file or folder.")
    ],
) -> None:
    """Score extraction against articles marked by hand.

    Precision, recall and F1 of quotations and of their speakers.

    \b
    quotetrace evaluate fixtures/gold
    """
    raise NotImplementedError
