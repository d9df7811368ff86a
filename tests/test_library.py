"""The library's names: there, lazy, and the same functions as the commands use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import quotetrace
from quotetrace import cli, pipeline, reading
from quotetrace.model import Document, Extraction
from quotetrace.rendering.rows import COLUMNS
from quotetrace.store import Store
from quotetrace.subjects import Subject

HEAVY = ("spacy", "numpy", "sqlite_utils", "sqlite3", "rapidfuzz", "trafilatura", "rich", "typer")
ARTICLE = """Havnen Times

Ferrymen were not asked about bridge

3 June 2021

“Nobody asked the ferrymen before the bridge was drawn,” said Ada Lund.
"""


def test_importing_it_imports_nothing_heavy() -> None:
    ask = f"import sys, quotetrace; print([name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("name", quotetrace.__all__)
def test_every_name_is_there_and_listed(name: str) -> None:
    assert getattr(quotetrace, name)
    assert name in dir(quotetrace)


def test_the_names_are_those_of_the_rooms() -> None:
    assert quotetrace.ingest is pipeline.ingest
    assert quotetrace.read is reading.read
    assert quotetrace.open_store == Store.open


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'quotetrace' has no attribute 'ingset'"):
        quotetrace.ingset  # noqa: B018 - asked for, not used


def test_from_an_article_to_who_has_the_words(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    [document] = quotetrace.read([tmp_path])
    assert isinstance(document, Document)
    [extraction] = quotetrace.extract(tmp_path)
    assert isinstance(extraction, Extraction)
    assert [one.speaker for one in extraction.quotations] == ["Ada Lund"]
    with quotetrace.open_store(tmp_path / "bridge.db", create=True) as store:
        report = quotetrace.ingest(tmp_path / "bridge.txt", store)
        [found] = quotetrace.find(store, "nobody asked the ferrymen")
    assert (report.added, report.quotations) == (1, 1)
    assert (found.stored.occurrence.outlet, found.stored.occurrence.speaker) == ("Havnen Times", "Ada Lund")


@pytest.mark.parametrize("subject", Subject)
def test_records_are_the_rows_of_an_export(subject: Subject, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "again.txt").write_text(ARTICLE.replace("Havnen Times", "Holm Post").replace("3 June", "4 June"))
    with quotetrace.open_store(tmp_path / "bridge.db", create=True) as store:
        quotetrace.ingest([tmp_path / "bridge.txt", tmp_path / "again.txt"], store)
        rows = list(quotetrace.records(store, subject))
        assert rows
        assert {tuple(row) for row in rows} == {COLUMNS[subject]}
    assert cli.run(["export", subject, "-o", str(tmp_path / "told.json"), "--db", str(tmp_path / "bridge.db")]) == 0
    assert json.loads((tmp_path / "told.json").read_text(encoding="utf-8")) == rows


def test_records_of_no_table_are_an_error(tmp_path: Path) -> None:
    store = quotetrace.open_store(":memory:", create=True)
    with (
        store,
        pytest.raises(quotetrace.QuotetraceError, match="no table is called 'quote': choose quotes"),
    ):
        quotetrace.records(store, "quote")
