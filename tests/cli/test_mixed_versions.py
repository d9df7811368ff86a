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
    quotetrace("ingest", str(folder), "--reprocess", "--db", "mixed.db")
    assert quotetrace("quotes", "--db", "mixed.db").err == ""
