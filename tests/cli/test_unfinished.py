"""What a query says of a store whose last ingest was killed, and of one into which nothing was ever ingested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ferry_story import document, quotation

from quotetrace.model import Extraction
from quotetrace.store import Store

Run = Callable[..., "object"]


@pytest.fixture
def unfinished(db: Path) -> Path:
    """The ferry story, and one more document that no one matched: the process died before it settled."""
    late = document("d.txt", "Nordavisa", "2020-02-03", "The pier is closed to everybody")
    with Store.open(db) as store:
        store.add(Extraction(late, (quotation(late, "The pier is closed to everybody", speaker=None),), ()))
        store.add_source(late)
    return db


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([command], id=command)
        for command in ("trace", "quotes", "speakers", "outlets", "documents", "failures")
    ]
    + [
        pytest.param(["trace", 1], id="trace of one"),
        pytest.param(["drift", 1], id="drift"),
        pytest.param(["find", "pier"], id="find"),
        pytest.param(["export", "firsts"], id="export"),
    ],
)
def test_a_query_says_that_the_last_ingest_did_not_finish(
    words: list[object], unfinished: Path, quotetrace: Run
) -> None:
    ran = quotetrace(*words, "--db", unfinished)
    assert ran.code == 0
    assert ran.out
    [line] = [line for line in ran.err.splitlines() if "did not finish" in line]
    assert f"`quotetrace ingest PATH --db {unfinished}`" in line


def test_a_page_of_an_unfinished_store_says_so_itself(unfinished: Path, quotetrace: Run) -> None:
    told = quotetrace("report", "-o", "-", "--db", unfinished).out
    assert "the last ingest into the collection had not finished, so it may be incomplete" in told


def test_a_page_of_a_finished_store_does_not(db: Path, quotetrace: Run) -> None:
    assert "not finished" not in quotetrace("report", "-o", "-", "--db", db).out


def test_a_finished_store_says_nothing(db: Path, quotetrace: Run) -> None:
    assert quotetrace("quotes", "--db", db).err == ""


def test_an_empty_file_has_nothing_ingested(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "zero.db").touch()
    ran = quotetrace("quotes", "--db", "zero.db")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: nothing has been ingested into zero.db yet: run `quotetrace ingest PATH` first\n"


def test_an_empty_file_is_a_new_store_to_ingest(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "zero.db").touch()
    (tmp_path / "pier.txt").write_text("“The pier will be closed on Monday,” said Ola Berg.\n")
    assert quotetrace("ingest", "pier.txt", "--db", "zero.db").code == 0
    assert "The pier will be closed" in quotetrace("quotes", "--db", "zero.db").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["pier.txt", "--dry-run"], 0, id="dry"),
        pytest.param(["nowhere.txt"], 1, id="lost"),
        pytest.param(["pier.txt", "--manifest", "nowhere.csv"], 1, id="no manifest"),
        pytest.param(["pier.txt", "--model", "no_such_pipeline"], 2, id="no model"),
    ],
)
def test_what_stores_nothing_makes_no_file(words: list[str], code: int, tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "pier.txt").write_text("“The pier will be closed on Monday,” said Ola Berg.\n")
    assert quotetrace("ingest", *words).code == code
    assert not (tmp_path / "quotes.db").exists()


def test_a_dry_run_leaves_a_store_as_it_is(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "pier.txt").write_text("“The pier will be closed on Monday,” said Ola Berg.\n")
    quotetrace("ingest", "pier.txt")
    (tmp_path / "quay.txt").write_text("“The quay will be closed on Sunday,” said Ola Berg.\n")
    assert "1 new" in quotetrace("ingest", "quay.txt", "--dry-run").out
    ran = quotetrace("quotes", "--format", "jsonl")
    assert (ran.out.count("\n"), ran.err) == (1, "")
