"""Several processes with one store: writers wait for each other and lose nothing, readers see whole batches."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from children import PATIENCE, start, wait_for_documents

from bench.articles import articles as invented
from quotetrace import pipeline
from quotetrace.cli import patience
from quotetrace.model import DigestPart
from quotetrace.pipeline import inputs, settling
from quotetrace.store import Store, discard_empty

Run = Callable[..., Any]
COUNT = 24
WAITED = "Another process writes to {db}: waiting until it has finished. Ctrl-C ends the wait.\n"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of articles that retell each other's."""
    both = tmp_path_factory.mktemp("articles") / "one", tmp_path_factory.mktemp("articles") / "other"
    for folder in both:
        folder.mkdir()
    for number, one in enumerate(invented(COUNT)):
        (both[number % 2] / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
    return both


@pytest.fixture(scope="module")
def whole(folders: tuple[Path, Path]) -> list[DigestPart]:
    """What a store says that reads both at once."""
    with Store.open(":memory:") as store:
        pipeline.ingest(folders, store)
        return store.digest()


@pytest.fixture
def busy(db: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Somebody else is writing to the store, until this is called; who waits says so at once."""
    monkeypatch.setattr(patience, "_QUIET", 0.0)
    with closing(sqlite3.connect(db, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield lambda: other.execute("ROLLBACK") and None


@pytest.mark.parametrize("same", [True, False], ids=["the same folders", "a folder each, one with workers"])
def test_two_ingests_at_once_make_the_store_of_one(
    same: bool, folders: tuple[Path, Path], whole: list[DigestPart], tmp_path: Path
) -> None:
    db = tmp_path / "both.db"
    shares = [folders, folders] if same else [folders[:1], folders[1:]]
    jobs = [1, 1] if same else [1, 2]
    children = [start("ingest", *paths, "--db", db, "--jobs", n) for paths, n in zip(shares, jobs, strict=True)]
    said = [child.communicate(timeout=PATIENCE)[1] for child in children]
    assert [child.returncode for child in children] == [0, 0], said
    assert [one.replace(WAITED.format(db=db), "") for one in said] == [f"Next: quotetrace trace --db {db}\n"] * 2
    with Store.open(db) as store:
        assert store.is_settled()
        assert store.verify() == []
        assert store.digest() == whole


def test_what_another_stored_meanwhile_is_unchanged(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other stores the same articles after this one has seen that they are new."""
    monkeypatch.setattr(inputs, "BATCH", 5)
    db, looked = tmp_path / "both.db", []
    speaks_for = Store.speaks_for

    def and_then_the_other(store: Store, document: Any) -> bool:
        if not looked:
            looked.append(document)
            with Store.open(db) as other:
                assert pipeline.ingest(folders[0], other).added == COUNT // 2
        return speaks_for(store, document)

    with Store.open(db, create=True) as store:
        monkeypatch.setattr(Store, "speaks_for", and_then_the_other)
        report = pipeline.ingest(folders[0], store)
        assert (report.added, report.unchanged, report.quotations) == (0, COUNT // 2, 0)
        assert store.is_settled()


def test_what_another_forgot_meanwhile_is_new_again(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other forgets an article after this one has seen that it is stored, under another path."""
    db, text = tmp_path / "both.db", next(folders[0].iterdir()).read_text(encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Store.open(db, create=True) as store, Store.open(db) as other:
        pipeline.ingest(tmp_path / "a.txt", store)
        [document] = list(store.documents())
        batch, forgotten = store.batch, []

        def after_the_other() -> Any:
            if not forgotten:
                forgotten.append(pipeline.forget(other, [document.document.id]))
            return batch()

        monkeypatch.setattr(store, "batch", after_the_other)
        report = pipeline.ingest(tmp_path / "b.txt", store)
        assert forgotten == [1]
        assert report.added == 1
        assert [one.sources for one in store.documents()] == [(str(tmp_path / "b.txt"),)]


def test_what_goes_between_two_rounds_of_matching_is_gone(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "both.db"
    with Store.open(db, create=True) as store, Store.open(db) as other:
        pipeline.ingest(folders[0], store)
        [document, *_] = [one.document.id for one in store.documents()]
        pipeline.ingest(folders[1], store, stop=lambda: True)
        monkeypatch.setattr(settling, "TOGETHER", 5)
        rounds = []

        def between() -> Any:
            rounds.append("one more")
            if len(rounds) == 2:
                other.drop(sources=next(other.documents(document)).sources)
            return nullcontext()

        monkeypatch.setattr(settling, "_uncollected", between)
        settling.settle(store)
        assert len(rounds) > 2
        assert store.is_settled()
        assert document not in {one.document.id for one in store.documents()}


def test_who_writes_second_waits_and_says_so_once(
    writing: list[str], db: Path, busy: Callable[[], None], quotetrace: Run
) -> None:
    threading.Timer(0.5, busy).start()
    ran = quotetrace(*writing, "--db", db)
    assert ran.code == 0
    assert ran.err.count(WAITED.format(db=db)) == 1


def test_who_reads_does_not_wait(db: Path, busy: Callable[[], None], tmp_path: Path, quotetrace: Run) -> None:
    begun = time.monotonic()
    for words in (["quotes"], ["trace"], ["digest"], ["verify"], ["backup", "copy.db"]):
        ran = quotetrace(*words, "--db", db)
        assert (ran.code, ran.err) == (0, "")
    assert time.monotonic() - begun < 10
    busy()


@pytest.mark.skipif(sys.platform == "win32", reason="a signal is sent")
def test_the_wait_can_be_ended(db: Path, busy: Callable[[], None], tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "new.txt").write_text("“The quay will be closed on Sunday,” said Ola Berg.\n", encoding="utf-8")
    threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGINT]).start()
    ran = quotetrace("ingest", "new.txt", "--db", db)
    busy()
    assert ran.code == 130
    [waited, ended] = ran.err.splitlines(keepends=True)
    assert waited == WAITED.format(db=db)
    assert ended.startswith("error: interrupted after 0 inputs; what is stored stays")


def test_a_query_is_of_one_moment(db: Path, quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process takes a document away when the query has begun."""
    whole = quotetrace("trace", "--format", "json", "--db", db).out
    traces = Store.traces

    def and_then_the_other(store: Store, **filters: Any) -> Any:
        found = traces(store, **filters)
        with Store.open(db) as other:
            assert pipeline.forget(other, [next(other.documents("a.txt")).document.id]) == 1
        return found

    monkeypatch.setattr(Store, "traces", and_then_the_other)
    assert quotetrace("trace", "--format", "json", "--db", db).out == whole
    monkeypatch.undo()
    assert quotetrace("trace", "--format", "json", "--db", db).out != whole


def test_readers_during_an_ingest_see_whole_batches(folders: tuple[Path, Path], tmp_path: Path) -> None:
    db, batch = tmp_path / "growing.db", 4
    child = start("ingest", *folders, "--db", db, "--jobs", 1, batch=batch)
    wait_for_documents(db, 1)
    seen = set()
    while child.poll() is None:
        with Store.open(db, read_only=True) as store, store.moment():
            documents, quotations = len(list(store.documents())), sum(one.quotations for one in store.documents())
            assert store.counts()["documents"] == documents
            assert len(list(store.occurrences())) == quotations
            for trace in store.traces(all=True):
                assert trace.quotations
            seen.add(documents)
    assert child.communicate(timeout=PATIENCE)[1].endswith(f"Next: quotetrace trace --db {db}\n")
    assert {number % batch for number in seen} == {0}
    assert len(seen) > 1


def test_a_new_store_is_not_taken_from_who_makes_it_too(tmp_path: Path) -> None:
    """An ingest that comes to nothing removes the store it made, unless another process has it open by then."""
    db = tmp_path / "new.db"
    script = (
        "import sys; from quotetrace.store import Store\n"
        "store = Store.open(sys.argv[1], create=True); print('open', flush=True); input()"
    )
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script, str(db)], **pipes) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert not discard_empty(db, without=("documents",))
        assert db.exists()
        other.communicate("go\n")
    assert discard_empty(db, without=("documents",))
    assert not list(tmp_path.glob("new.db*"))
