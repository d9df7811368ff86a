"""`quotetrace verify` on a store as it should be, and on one that another hand changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Run = Callable[..., "object"]


def change(kiln: Path, statement: str) -> None:
    with closing(sqlite3.connect(kiln)) as connection, connection:
        assert connection.execute(statement).rowcount


COMPARED = """\
Compared the texts of 2 documents with what is stored of them:
  2 quotations, offsets, keys, counts, search index
"""


@pytest.mark.parametrize(
    ("options", "derived"),
    [
        ((), "Derived 2 documents anew: relations, utterances, firsts, lineage, drift\n"),
        (("--sample", "1"), "Derived 1 document anew: relations, utterances, firsts, lineage, drift\n"),
        (("--sample", "0"), ""),
    ],
)
def test_a_store_as_it_should_be(kiln: Path, quotetrace: Run, options: tuple[str, ...], derived: str) -> None:
    ran = quotetrace("verify", *options, "--db", kiln)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{COMPARED}{derived}Everything agrees.\n"


def test_what_disagrees_is_named(kiln: Path, quotetrace: Run) -> None:
    change(kiln, "UPDATE members SET drift_class = 'negation' WHERE drift_class <> 'none'")
    change(kiln, "UPDATE quotations SET start = start + 1 WHERE number = 1")
    ran = quotetrace("verify", "--db", kiln)
    assert (ran.code, ran.err) == (1, "")
    [*_, said, counts, offset, drift, then] = ran.out.splitlines()
    assert said == "3 things disagree:"
    assert counts == "  counts of speakers and outlets: 2 rows are out of date"
    assert offset.startswith("  once.txt: the quotation at ")
    assert drift.startswith("  utterance 1: stored otherwise than it is traced: drift")
    assert then == "Derive the store anew: quotetrace ingest PATH --reprocess"


def test_another_version_is_not_derived_anew(kiln: Path, quotetrace: Run) -> None:
    change(kiln, "UPDATE documents SET package_version = '0.0.1'")
    change(kiln, "DELETE FROM meta WHERE key = 'versions'")
    ran = quotetrace("verify", "--db", kiln)
    assert ran.code == 0
    assert ran.out == (
        f"{COMPARED}Derived nothing anew: the store waits to be settled, or another version of quotetrace derived it.\n"
        "Everything agrees.\n"
    )
