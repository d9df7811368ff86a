"""`forget`: what it says it took away, what it lists beforehand, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

PLANNED = """
 Published    Document    Quotations
 ───────────────────────────────────
 2020-02-01   a.txt                1
              Nordavisa

"""


@pytest.fixture
def option(db: Path) -> tuple[str, str]:
    """The option that names the ferry story."""
    return "--db", str(db)


def labels(quotetrace: Run, option: tuple[str, str]) -> list[str]:
    return [one["doc"] for one in json.loads(quotetrace("documents", "--format", "json", *option).out)]


@pytest.mark.parametrize(
    "words", [("/articles/a.txt",), ("a.txt",), ("nordavisa",), ("--outlet", "Nordavisa")], ids=" ".join
)
def test_it_says_what_it_took_away(words: tuple[str, ...], quotetrace: Run, option: tuple[str, str]) -> None:
    ran = quotetrace("forget", *words, *option)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == ("1 document (a.txt) forgotten: 1 quotation.\n1 utterance has another first now: 1.\n")
    assert labels(quotetrace, option) == ["b.txt", "c.txt"]
    assert "Havnebladet" in quotetrace("trace", "1", *option).out


def test_several_at_once(quotetrace: Run, option: tuple[str, str]) -> None:
    ran = quotetrace("forget", "a.txt", "Havnebladet", "/articles/broken.bin", *option)
    assert ran.out == (
        "2 documents forgotten: 2 quotations, 1 utterance gone.\n"
        "1 failed input (/articles/broken.bin) no longer listed.\n"
    )
    assert labels(quotetrace, option) == ["c.txt"]
    assert quotetrace("failures", *option).err.startswith("Nothing failed")


def test_a_dry_run_lists_them_and_changes_nothing(quotetrace: Run, option: tuple[str, str]) -> None:
    ran = quotetrace("forget", "a.txt", "--dry-run", *option)
    assert ran.code == 0
    assert ran.out == PLANNED
    assert ran.err == "1 document (a.txt) would be forgotten.\nA dry run: nothing was changed.\n"
    rows = json.loads(quotetrace("forget", "/articles", "--dry-run", "--format", "json", *option).out)
    assert [one["doc"] for one in rows] == ["a.txt", "b.txt", "c.txt"]
    told = quotetrace("forget", "/articles", "--dry-run", "--limit", "1", *option).err
    assert told.startswith("Cut after 1 row: ")
    assert "3 documents would be forgotten.\n1 failed input (/articles/broken.bin) would no longer be listed.\n" in told
    assert labels(quotetrace, option) == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param([], 2, "say what to forget: a path, an outlet or a document", id="nothing said"),
        pytest.param(["a.txt", "--format", "csv"], 2, "list a dry run: add --dry-run", id="a format of nothing"),
        pytest.param(["nobody"], 1, "no path, outlet or document nobody here; see quotetrace documents", id="nothing"),
        pytest.param(["/nowhere"], 1, "nothing here came from /nowhere, or failed there", id="no path"),
        pytest.param(["a.txt", "nobody"], 1, "no path, outlet or document nobody here", id="one of two"),
        pytest.param(["--outlet", "Nord"], 1, "outlets with it in their name: Nordavisa", id="a part of an outlet"),
        pytest.param(["--document", "zzz"], 1, "no document zzz here", id="no document"),
    ],
)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["for good", "dry"])
def test_what_it_refuses_changes_nothing(
    words: list[str], code: int, message: str, dry: list[str], quotetrace: Run, option: tuple[str, str]
) -> None:
    # a dry run has a format
    ran = quotetrace("forget", *words, *(dry if "--format" not in words else []), *option)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ") and message in ran.err
    assert ran.err.count("\n") == 1
    assert labels(quotetrace, option) == ["a.txt", "b.txt", "c.txt"]


def test_no_store_is_said_so(quotetrace: Run, tmp_path: Path) -> None:
    ran = quotetrace("forget", "a.txt")
    assert (ran.code, ran.err) == (
        1,
        "error: there is no database at quotes.db: run `quotetrace ingest PATH` first, or name one with --db\n",
    )
    assert not (tmp_path / "quotes.db").exists()


def test_a_path_that_never_was_leaves_the_list_of_failures(quotetrace: Run, tmp_path: Path) -> None:
    (tmp_path / "pier.txt").write_text("“The pier will be closed on Monday,” said Ola Berg.\n", encoding="utf-8")
    assert quotetrace("ingest", "pier.txt", "tpyo").code == 3
    ran = quotetrace("forget", "tpyo")
    assert (ran.code, ran.out) == (0, f"1 failed input ({tmp_path / 'tpyo'}) no longer listed.\n")
    assert quotetrace("failures").out == ""
    assert len(labels(quotetrace, ("--db", "quotes.db"))) == 1


def test_what_comes_back_is_said(quotetrace: Run, tmp_path: Path) -> None:
    for name in ("pier.txt", "quay.txt"):
        text = f"“The gate of {name[:4]} street stays closed,” said Ola Berg.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    quotetrace("ingest", "pier.txt", "quay.txt")
    quotetrace("correct", "date", "pier.txt", "2024-03-04")
    ran = quotetrace("forget", "pier.txt")
    assert ran.out.startswith("1 document (pier.txt) forgotten: 1 quotation")
    assert ran.err == (
        "1 decision waits until what is gone comes back: quotetrace correct list\n"
        "The files are still there: an ingest of them reads them again.\n"
    )
    assert "what it is about is gone" in quotetrace("correct", "list").out
    assert quotetrace("ingest", "pier.txt").code == 0
    assert " holds" in quotetrace("correct", "list").out
    (tmp_path / "quay.txt").unlink()
    assert quotetrace("forget", "quay.txt").err == ""
