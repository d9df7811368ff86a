"""A query on a store that several versions wrote says so, once and on stderr."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_a_query_tells_mixed_versions_until_the_old_is_reprocessed(
    quotetrace: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("“The quay will be closed from Friday on,” said Mia Holt, the harbour master.")
    quotetrace("ingest", str(folder), "--db", "mixed.db")
    assert quotetrace("quotes", "--db", "mixed.db").err == ""
    monkeypatch.setattr("quotetrace.lexicons.version", lambda: "later")
    (folder / "b.txt").write_text("“The crane is out of order again,” said Mia Holt, the harbour master.")
    quotetrace("ingest", str(folder), "--db", "mixed.db")
    told = quotetrace("quotes", "--db", "mixed.db").err
    assert told.startswith("Mixed versions: 1 document by ")
    assert told.count("\n") == 1
    ran = quotetrace("ingest", "--reprocess", "--db", "mixed.db")
    assert (ran.code, ran.out, ran.err) == (0, "1 document of another version derived anew\n", "")
    assert quotetrace("quotes", "--db", "mixed.db").err == ""
    ran = quotetrace("ingest", "--reprocess", "--db", "mixed.db")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Every document is of this version: nothing to derive anew.\n"


@pytest.mark.parametrize("option", [("--dry-run",), ("--outlet", "Herald"), ("--field", "text=body")])
def test_stored_texts_are_derived_anew_as_they_were_read(
    quotetrace: Callable[..., Any], option: tuple[str, ...]
) -> None:
    ran = quotetrace("ingest", "--reprocess", *option)
    assert ran.code == 2
    assert "--reprocess without a PATH reads no files" in ran.err


def test_documents_read_with_another_table_of_outlets_are_of_another_version(
    tmp_path: Path, quotetrace: Callable[..., Any]
) -> None:
    (tmp_path / "o.tsv").write_text("\tThe Ostrey Mail\t\tOstrey Mail\n")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"“The lock is shut,” said Ingrid Solem of the {name} board on Monday.\n")
    quotetrace("ingest", "a.txt", "--outlets", "o.tsv")
    assert quotetrace("quotes").err == ""
    quotetrace("ingest", "b.txt")
    told = quotetrace("quotes").err
    assert told.startswith("Mixed versions: 1 document by ")
    assert " outlets " in told
    quotetrace("ingest", "a.txt", "b.txt", "--outlets", "o.tsv", "--reprocess")
    assert quotetrace("quotes").err == ""
