"""Reading again what failed: exactly that, by the same options, and what works now has not failed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrace import pipeline
from quotetrace.model import IngestReport
from quotetrace.store import Store

SAID = "“The {} gate of the lock stays closed,” said Ola Berg."
TORN = bytes(range(256)) * 4


def retry(store: Store, *paths: Path, **options: str) -> IngestReport:
    return pipeline.ingest(paths, store, retry_failed=True, **options)


def failed(store: Store) -> list[str]:
    return [Path(one.source).name for one in store.failures()]


def line(words: str) -> str:
    return json.dumps({"text": SAID.format(words), "id": f"wire-{words}"})


@pytest.fixture
def folder(tmp_path: Path, store: Store) -> Path:
    """A folder with articles that can be read, one that cannot, and a file of records of which one cannot; ingested
    with a path that never was."""
    folder = tmp_path / "news"
    (folder / "day").mkdir(parents=True)
    (folder / "good.txt").write_text(SAID.format("upper"), encoding="utf-8")
    (folder / "day" / "torn.txt").write_bytes(TORN)
    (folder / "day" / "wire.jsonl").write_text(f"{line('middle')}\n{{torn\n", encoding="utf-8")
    pipeline.ingest([folder, tmp_path / "typo"], store)
    assert failed(store) == ["torn.txt", "wire.jsonl#2", "typo"]
    return folder


def test_what_works_now_has_not_failed_and_nothing_else_is_read(folder: Path, store: Store) -> None:
    (folder / "day" / "torn.txt").write_text(SAID.format("lower"), encoding="utf-8")
    (folder / "new.txt").write_text(SAID.format("new"), encoding="utf-8")
    report = retry(store)
    assert (report.added, report.unchanged, report.failed) == (1, 1, 2)
    assert failed(store) == ["wire.jsonl#2", "typo"]
    assert store.counts()["documents"] == 3


def test_a_record_is_read_with_its_file(folder: Path, store: Store) -> None:
    labels = [one.document.label for one in store.documents()]
    (folder / "day" / "wire.jsonl").write_text(f"{line('middle')}\n{line('lower')}\n", encoding="utf-8")
    report = retry(store, folder / "day" / "wire.jsonl")
    assert (report.added, report.unchanged, report.failed) == (1, 1, 0)
    assert failed(store) == ["torn.txt", "typo"]
    assert {*labels, "wire-lower"} == {one.document.label for one in store.documents()}


def test_only_below_a_path(folder: Path, store: Store) -> None:
    assert retry(store, folder / "day").read == 3
    assert retry(store, folder / "good.txt").read == 0
    assert retry(store, folder.parent / "typo").read == 1


def test_what_is_gone_has_failed_for_that(folder: Path, store: Store) -> None:
    for one in ("torn.txt", "wire.jsonl"):
        (folder / "day" / one).unlink()
    assert retry(store).failed == 3
    assert failed(store) == ["torn.txt", "wire.jsonl", "typo"]
    assert {one.reason for one in store.failures()} == {"no such file or folder; check the path"}
    assert store.counts()["documents"] == 2


def test_the_same_options_hold(folder: Path, store: Store) -> None:
    (folder / "day" / "torn.txt").write_text(SAID.format("lower"), encoding="utf-8")
    retry(store, folder / "day" / "torn.txt", outlet="Kystradioen")
    assert [one.name for one in store.outlets("Kystradioen")] == ["Kystradioen"]


def test_a_known_document_keeps_its_label(folder: Path, store: Store) -> None:
    (folder / "day" / "torn.txt").write_text(SAID.format("lower"), encoding="utf-8")
    pipeline.ingest(folder, store)
    (folder / "day" / "torn.txt").write_bytes(TORN)
    pipeline.ingest(folder, store)
    (folder / "day" / "torn.txt").write_text(SAID.format("lower"), encoding="utf-8")
    retry(store)
    assert "day/torn.txt" in {one.document.label for one in store.documents()}


def test_nothing_failed(store: Store) -> None:
    assert retry(store) == IngestReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_a_row_of_a_manifest_needs_the_manifest(folder: Path, store: Store) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text("path,outlet\nnowhere.txt,Kystradioen\n", encoding="utf-8")
    pipeline.ingest(folder, store, manifest=manifest)
    assert "manifest.csv:2" in failed(store)
    assert retry(store).not_retried == (f"{manifest}:2",)
    assert "manifest.csv:2" in failed(store)
    manifest.write_text("path,outlet\ngood.txt,Kystradioen\n", encoding="utf-8")
    retry(store, manifest=str(manifest))
    assert "manifest.csv:2" not in failed(store)
