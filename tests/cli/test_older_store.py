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
    assert quotetrace(*writing, "--db", older).code == 0
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
