"""`quotetrace audit` on a store as it should be, and on one that lost an edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quotetrace.matching import crowds

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


def test_words_that_very_many_have_are_told_through_a_few(
    tmp_path: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "CROWD", 3)
    monkeypatch.setattr(crowds, "HEADS", 2)
    days = [tmp_path / "days" / f"day{number}.txt" for number in range(6)]
    days[0].parent.mkdir()
    for day in days:
        words = f"“The kiln stays cold until the wind turns,” said Ada Brook on {day.stem}."
        day.write_text(words, encoding="utf-8")
    db = tmp_path / "quotes.db"
    assert quotetrace("ingest", days[0].parent, "--db", db).code == 0
    ran = quotetrace("audit", "--db", db)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Compared 6 of 6 quotations with all others, word by word:\n"
        "  15 variant pairs, 0 fragment pairs, 0 overlap pairs\n"
        "  6 of these by way of a third with the same words, which very many have\n"
        "Matching missed none of them.\n"
    )
    assert quotetrace("verify", "--db", db).code == 0
    assert quotetrace("forget", *days[:3], "--db", db).code == 0
    ran = quotetrace("audit", "--db", db)
    assert "3 variant pairs" in ran.out
    assert "by way of" not in ran.out
    assert quotetrace("verify", "--db", db).code == 0
