"""An ingest that is killed at any moment: the same command continues, and the store is as if nothing had happened."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from killing import Nursery, faults, ingest_words, moments, told_by_one

from bench.articles import articles as invented
from quotetrace import pipeline
from quotetrace.store import Store

COUNT, POINTS = 6, 20
# Starting workers takes longer than the rest of so small an ingest, so few of the killed ones have any.
WITH_WORKERS = 3


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few articles, some of which retell what others have."""
    folder = tmp_path_factory.mktemp("articles")
    for number, one in enumerate(invented(COUNT)):
        name, text = (f"{one.name}.html", one.as_html()) if number % 4 == 0 else (f"{one.name}.txt", one.text)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="the killed process is forked")
def test_killed_at_any_moment_and_continued_it_is_as_if_nothing_had_happened(articles: Path, tmp_path: Path) -> None:
    whole = told_by_one(articles)
    killed, wrong = 0, []
    with Nursery(articles, batch=2) as nursery:
        code, alone = nursery.run(ingest_words(articles, tmp_path / "alone.db", 1))
        assert code == 0
        _, several = nursery.run(ingest_words(articles, tmp_path / "several.db", 2))
        points = [(1, after) for after in moments(POINTS - WITH_WORKERS, alone)]
        points += [(2, after) for after in moments(WITH_WORKERS, several)]
        for number, (jobs, after) in enumerate(points):
            db = tmp_path / f"{number}.db"
            killed += nursery.run(ingest_words(articles, db, jobs), kill_after=after)[0] == -9
            with Store.open(db, create=True) as store:
                pipeline.ingest(articles, store)
            wrong += [f"killed after {after:.3f} s, {jobs} jobs: {fault}" for fault in faults(db, whole)]
    assert wrong == []
    assert killed
