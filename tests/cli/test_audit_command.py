"""`quotetrace audit` on a store as it should be, and on one that lost an edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Run = Callable[..., "object"]


def test_a_store_has_all_that_brute_force_finds(kiln: Path, quotetrace: Run) -> None:
    ran = quotetrace("audit", "--db", kiln)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Compared 2 of 2 quotations with all others, word by word:\n"
        "  1 variant pair, 0 fragment pairs, 0 overlap pairs\n"
        "Matching missed none of them.\n"
    )


def test_a_lost_edge_is_shown_with_its_words_and_places(kiln: Path, quotetrace: Run) -> None:
    with closing(sqlite3.connect(kiln)) as connection, connection:
        connection.execute("DELETE FROM edges")
    ran = quotetrace("audit", "--sample", "1", "--db", kiln)
    assert (ran.code, ran.err) == (1, "")
    [line] = ran.out.splitlines()[3:]
    assert ran.out.splitlines()[2] == "Matching missed 1 of them:"
    assert line.startswith("  variant: “We will light the kiln ")
    assert "(twice.txt:" in line
    assert "(once.txt:" in line


def test_a_sample_has_one_quotation_at_least(kiln: Path, quotetrace: Run) -> None:
    ran = quotetrace("audit", "--sample", "0", "--db", kiln)
    assert ran.code == 2
    assert "--sample" in ran.err
