"""A file without end is one failure, behind what came before, and the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import limits, read

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain said."


def records(folder: Path, *fields: dict[str, str]) -> Path:
    path = folder / "wire.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in fields), encoding="utf-8")
    return path


def said(path: Path) -> list[str]:
    """The label of each document, and why each input failed, in order."""
    return [one.label if isinstance(one, Document) else one.reason.split(";")[0] for one in read([path])]


def test_more_records_than_a_collection_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_RECORDS", 2)
    whole = records(tmp_path, *({"id": f"w{n}", "text": f"{STORY} {n}"} for n in range(2)))
    assert said(whole) == ["w0", "w1"]
    records(tmp_path, *({"id": f"w{n}", "text": f"{STORY} {n}"} for n in range(5)))
    assert said(whole) == ["w0", "w1", "has more than 2 records"]


def test_failures_without_an_article_between_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_FAILED", 2)
    empty, story = {"id": "e", "text": ""}, {"id": "w", "text": STORY}
    assert said(records(tmp_path, empty, empty, story, empty, empty)) == [
        *["has an empty text"] * 2,
        "w",
        *["has an empty text"] * 2,
    ]
    *_, last = read([records(tmp_path, story, empty, empty, empty, empty, story)])
    assert last == Failure(
        str(tmp_path / "wire.jsonl"), "has more than 2 records in a row that cannot be read; correct it"
    )


def test_a_limit_ends_its_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_RECORDS", 1)
    records(tmp_path, *({"id": f"w{n}", "text": f"{STORY} {n}"} for n in range(3)))
    (tmp_path / "z.txt").write_text(STORY, encoding="utf-8")
    assert said(tmp_path) == ["w0", "has more than 1 records", "z.txt"]
