"""A store of an older version: what changes it brings it up to date, what only reads it says how to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotetrace.store import Store


def test_a_command_that_writes_brings_it_up_to_date(
    writing: list[str], older: Path, quotetrace: Callable[..., Any]
) -> None:
    ran = quotetrace(*writing, "--db", older)
    assert ran.code == 0
    assert "did not finish" not in ran.err
    with Store.open(older, read_only=True) as store:
        assert store.verify() == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["quotes"], id="quotes"),
        pytest.param(["correct", "list"], id="correct list"),
        pytest.param(["forget", "--document", "a.txt", "--dry-run"], id="dry run"),
    ],
)
def test_a_command_that_only_reads_says_how_to(words: list[str], older: Path, quotetrace: Callable[..., Any]) -> None:
    before = older.read_bytes()
    ran = quotetrace(*words, "--db", older)
    told = f"error: {older} was written by an older quotetrace: `quotetrace ingest PATH` brings it up to date\n"
    assert (ran.code, ran.out, ran.err) == (1, "", told)
    assert older.read_bytes() == before


def test_one_that_a_command_brought_up_to_date_and_no_further_is_not_settled(
    older: Path, quotetrace: Callable[..., Any]
) -> None:
    ran = quotetrace("correct", "undo", "1", "--db", older)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: no decision 1")
    assert "did not finish" in quotetrace("quotes", "--db", older).err
    assert quotetrace("forget", "--document", "a.txt", "--db", older).code == 0
    assert quotetrace("quotes", "--db", older).err == ""


@pytest.mark.parametrize("words", [["correct", "undo", "1"], ["forget", "--document", "a.txt"]])
def test_an_empty_file_is_not_made_a_store(words: list[str], tmp_path: Path, quotetrace: Callable[..., Any]) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    ran = quotetrace(*words, "--db", empty)
    told = f"error: nothing has been ingested into {empty} yet: run `quotetrace ingest PATH` first\n"
    assert (ran.code, ran.out, ran.err) == (1, "", told)
    assert empty.read_bytes() == b""
