"""An article with more quotations than any has is a failure, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrace import ingest
from quotetrace.store import Store


def test_more_quotations_than_any_article_has_are_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotetrace.extraction.MOST_QUOTATIONS", 3)
    said = "“We will sell ferry {}, come what may,” said Karin Toft.\n\n"
    for name, count in (("as many.txt", 3), ("more.txt", 4)):
        (tmp_path / name).write_text("".join(said.format(number) for number in range(count)), encoding="utf-8")
    with Store.open(":memory:") as store:
        ingest(tmp_path, store)
        assert [(Path(one.source).name, one.reason) for one in store.failures()] == [
            ("more.txt", "has more than 3 quotations; split it")
        ]
        assert len(list(store.quotes())) == 3
