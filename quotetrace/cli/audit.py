"""`quotetrace audit`: what matching missed, by comparing some quotations with all others."""

from __future__ import annotations

from typing import Annotated

import typer

from quotetrace.cli.options import DEFAULT_DB, Database, stored
from quotetrace.cli.output import say
from quotetrace.rendering.auditing import audit_lines


def audit(
    sample: Annotated[int, typer.Option(min=1, metavar="N", help="Quotations to compare with all others.")] = 300,
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed draws other quotations.")] = 0,
    db: Database = DEFAULT_DB,
) -> None:
    """What matching missed, by brute force on a sample.

    The quotations drawn are compared with all others, word by word. Exits 1 if anything was missed.

    \b
    quotetrace audit
    quotetrace audit --sample 1000 --seed 7
    """
    from quotetrace import pipeline

    with stored(db) as store:
        found = pipeline.audit(store, sample=sample, seed=seed)
        missed = [one for pair in found.missed for one in pair[:2]]
        told = {one.occurrence.quotation.id: one for one in store.stored_quotations(missed)}
        say(audit_lines(found, told))
    if found.missed:
        raise typer.Exit(1)
