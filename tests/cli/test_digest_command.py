"""`digest`: one line that two stores can be compared by, and a line for each part."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_story import write_store

from quotetrace.store import Store

Run = Callable[..., Any]
PARTS = "documents quotations speakers edges utterances firsts lineage drift links copies decisions whole".split()


def test_it_is_one_line_and_that_of_another_store_that_says_the_same(db: Path, tmp_path: Path, quotetrace: Run) -> None:
    ran = quotetrace("digest", "--db", db)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out) == 65 and set(ran.out[:-1]) <= set("0123456789abcdef")
    write_store(tmp_path / "again.db")
    assert quotetrace("digest", "--db", "again.db").out == ran.out
    quotetrace("forget", "c.txt", "--db", "again.db")
    assert quotetrace("digest", "--db", "again.db").out != ran.out


def test_the_parts_as_a_table(db: Path, quotetrace: Run) -> None:
    with Store.open(db, read_only=True) as store:
        digest = {one.name: one.digest[:16] for one in store.digest()}
    assert (
        quotetrace("digest", "--parts", "--db", db).out
        == f"""
 Part         Rows   First 16 digits
 ────────────────────────────────────
 documents       3   {digest["documents"]}
 quotations      3   {digest["quotations"]}
 speakers        1   {digest["speakers"]}
 edges           0   {digest["edges"]}
 utterances      1   {digest["utterances"]}
 firsts          1   {digest["firsts"]}
 lineage         2   {digest["lineage"]}
 drift           1   {digest["drift"]}
 links           0   {digest["links"]}
 copies          0   {digest["copies"]}
 decisions       0   {digest["decisions"]}
 whole          12   {digest["whole"]}

"""
    )


def test_the_parts_as_data_and_in_lines(db: Path, quotetrace: Run) -> None:
    whole = quotetrace("digest", "--db", db).out.strip()
    rows = json.loads(quotetrace("digest", "--parts", "--format", "json", "--db", db).out)
    assert [one["part"] for one in rows] == PARTS
    assert rows[-1] == {"part": "whole", "rows": 12, "sha256": whole}
    told = quotetrace("digest", "--parts", "--plain", "--db", db).out
    assert told.startswith("12 parts\n\n1. Part: documents, rows: 3\nFirst 16 digits: ")
    assert told.endswith(f"12. Part: whole, rows: 12\nFirst 16 digits: {whole[:16]}\n")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(["--format", "csv"], 2, "--format is for the parts: add --parts", id="a format of one line"),
        pytest.param(["--db", "nowhere.db"], 1, "there is no database at nowhere.db", id="no store"),
    ],
)
def test_what_it_refuses(words: list[str], code: int, message: str, quotetrace: Run) -> None:
    ran = quotetrace("digest", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"error: {message}")
