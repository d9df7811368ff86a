"""Ctrl-C and SIGTERM during an `ingest`: what is stored stays, one line says so, and the same command goes on."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from children import PATIENCE, nobody_is_left, signal_all, start, stored, wait_for_documents

from bench.articles import articles as invented
from quotetrace import pipeline
from quotetrace.cli.stopping import Stopping, stopping
from quotetrace.model import MATCHING, READING, Step
from quotetrace.pipeline import inputs
from quotetrace.store import Store

Run = Callable[..., "object"]
COUNT = 48
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a group of processes")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that take some seconds."""
    folder = tmp_path_factory.mktemp("articles")
    for one in invented(COUNT):
        (folder / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("number", "code", "jobs"), [(signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 2)])
def test_it_ends_after_the_batch_and_goes_on_from_there(
    number: signal.Signals, code: int, jobs: int, articles: Path, tmp_path: Path, quotetrace: Run
) -> None:
    db = tmp_path / "interrupted.db"
    child = start("ingest", articles, "--db", db, "--jobs", jobs)
    wait_for_documents(db, 1)
    signal_all(child, number)
    _, err = child.communicate(timeout=PATIENCE)
    [line] = err.splitlines()
    said = re.fullmatch(
        r"error: interrupted after (\d+) inputs; what is stored stays, and the same command goes on from there", line
    )
    assert said, line
    assert child.returncode == code
    before = int(said[1])
    assert 0 < stored(db) == before < COUNT
    assert before % 4 == 0
    assert nobody_is_left(child)
    ran = quotetrace("ingest", articles, "--db", db)
    assert f"{COUNT - before} new, {before} unchanged" in ran.out
    with Store.open(db) as store:
        assert store.is_settled()
        assert store.verify() == []


@pytest.mark.parametrize("jobs", [2])
def test_the_second_time_it_ends_at_once_and_the_batch_is_lost(jobs: int, articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "interrupted.db"
    child = start("ingest", articles, "--db", db, "--jobs", jobs, batch=10 * COUNT)
    patience = time.monotonic() + PATIENCE
    while not db.exists():
        assert time.monotonic() < patience
        time.sleep(0.005)
    time.sleep(0.2)
    signal_all(child, signal.SIGINT)
    time.sleep(0.2)
    assert child.poll() is None
    signal_all(child, signal.SIGINT)
    _, err = child.communicate(timeout=PATIENCE)
    assert err.startswith("error: interrupted after 0 inputs; ")
    assert len(err.splitlines()) == 1
    assert child.returncode == 130
    assert stored(db) == 0
    assert nobody_is_left(child)


def test_where_it_is_killed_nobody_is_left(articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "killed.db"
    child = start("ingest", articles, "--db", db, "--jobs", 2)
    wait_for_documents(db, 1)
    child.kill()
    child.communicate(timeout=PATIENCE)
    assert nobody_is_left(child)
    assert 0 < stored(db) < COUNT


def test_while_it_matches_it_ends_at_once() -> None:
    asked = Stopping()
    asked.watch(Step(READING, 1_200))
    asked.watch(Step(MATCHING, 0))
    with pytest.raises(KeyboardInterrupt):
        asked.handle(signal.SIGTERM, None)
    assert asked.code == 143
    assert asked.told().startswith("interrupted while matching, after 1,200 inputs; what is stored stays")


def test_signals_are_as_they_were_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping() as asked:
        assert signal.getsignal(signal.SIGINT) == asked.handle
        signal.raise_signal(signal.SIGINT)
        assert asked()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_library_may_ask_too(articles: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "BATCH", 4)
    some = sorted(articles.iterdir())[:10]
    report = pipeline.ingest(some, store, stop=lambda: True)
    assert (report.stopped, report.added, report.utterances) == (True, 4, 0)
    assert not store.is_settled()
    assert not pipeline.ingest(some, store).stopped
    assert len(list(store.documents())) == 10
