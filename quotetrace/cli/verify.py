"""`quotetrace verify`: whether the store still says what its documents say."""

from __future__ import annotations

from typing import Annotated

import typer

from quotetrace.cli.inputs import Outlets
from quotetrace.cli.options import DEFAULT_DB, Database, stored
from quotetrace.cli.output import say
from quotetrace.rendering.verifying import verified_lines


def verify(
    sample: Annotated[
        int, typer.Option(min=0, metavar="N", help="Documents of which everything is derived anew.")
    ] = 100,
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed draws other documents.")] = 0,
    outlets: Outlets = None,
    db: Database = DEFAULT_DB,
) -> None:
    """Whether the store still says what its documents say.

    Texts, offsets, keys, counts and the search index of all documents are compared with what they were made from; of a
    sample, relations, utterances, firsts, lineage and drift are derived anew. Exits 1 if anything disagrees. What
    matching missed is for `quotetrace audit` to find.

    \b
    quotetrace verify
    quotetrace verify --sample 1000 --seed 7
    """
    from quotetrace import pipeline
    from quotetrace.press import load_outlets, using

    with stored(db) as store, using(load_outlets(outlets)):
        problems = list(pipeline.verify(store, sample=sample, seed=seed))
        readable = not (problems and any(store.wrong_values()))
        compared = min(sample, store.counts()["documents"]) if pipeline.is_comparable(store) else None
        say(verified_lines(store.counts(), compared, problems, readable=readable))
    if problems:
        raise typer.Exit(1)
