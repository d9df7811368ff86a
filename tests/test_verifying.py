"""Verifying: a store as ingested agrees with itself, and whatever is changed in it by another hand is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quotetrace import ingest, open_store, pipeline

STORIES = Path(__file__).parents[1] / "fixtures" / "stories" / "articles"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verified") / "quotes.db"
    with open_store(path, create=True) as store:
        ingest(STORIES, store)
    return path


@pytest.fixture
def db(file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "quotes.db"
    path.write_bytes(file.read_bytes())
    return path


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute(statement).rowcount > 0


def complaints(path: Path, *, sample: int = 1000, seed: int = 0) -> list[str]:
    with open_store(path) as store:
        return list(pipeline.verify(store, sample=sample, seed=seed))


@pytest.mark.parametrize("sample", [0, 1, 5, 1000])
def test_a_store_as_it_was_ingested_agrees_with_itself(file: Path, sample: int) -> None:
    assert complaints(file, sample=sample, seed=sample) == []


TRACED = "(SELECT min(utterance) FROM members WHERE quotation LIKE '%/body/289')"
TAMPERING = {
    "edge": (
        "DELETE FROM edges WHERE accepted AND relation = 'variant'",
        ": their relation is not stored",
    ),
    "score": ("UPDATE edges SET score = 0.9 WHERE score = 1", ": how their words relate is stored otherwise"),
    "relation": (
        "UPDATE edges SET relation = 'overlap' WHERE relation = 'fragment'",
        ": they are stored as related, and are not",
    ),
    "decision": ("UPDATE edges SET accepted = 0 WHERE accepted", ": stored as not joined (same speaker, "),
    "reason": ("UPDATE edges SET reason = 'so'", ": stored as joined (so), decided as joined (same speaker, "),
    "member": (f"UPDATE members SET utterance = 1 WHERE utterance = {TRACED}", "utterance 1: its members are not what"),
    "why": (f"UPDATE members SET joined_because = '' WHERE utterance = {TRACED}", ": its members are not what"),
    "first": ("UPDATE utterances SET first_status = 'unknown' WHERE documents > 1", "than it is traced: first"),
    "lineage": ("UPDATE members SET lineage_status = 'none' WHERE lineage_from IS NOT NULL", "traced: lineage"),
    "drift": ("UPDATE members SET drift_class = 'number' WHERE drift_class = 'modal'", "is traced: drift"),
    "flags": ("UPDATE utterances SET flags = '[]' WHERE flags <> '[]'", "is traced: flags"),
    "outlet": ("UPDATE documents SET outlet = 'The Wall' WHERE label = 'ward-lantern.txt'", "is traced: first"),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_what_another_hand_changed_is_named(db: Path, what: str) -> None:
    statement, complaint = TAMPERING[what]
    run(db, statement)
    found = complaints(db)
    assert any(complaint in line for line in found), found


def test_a_sample_finds_what_is_in_it(db: Path) -> None:
    run(db, "UPDATE edges SET reason = 'so'")
    few = [complaints(db, sample=2, seed=seed) for seed in range(40)]
    every = complaints(db)
    assert all(set(some) <= set(every) for some in few)
    assert set().union(*few) == set(every)


def test_what_waits_or_is_of_another_version_is_not_compared(db: Path) -> None:
    run(db, "UPDATE edges SET reason = 'so'")
    run(db, "UPDATE documents SET package_version = '0.0.1' WHERE label = 'ward-lantern.txt'")
    run(db, "DELETE FROM meta WHERE key = 'versions'")
    with open_store(db) as store:
        assert not pipeline.is_comparable(store)
    assert complaints(db) == []


def test_decisions_are_part_of_what_is_derived(db: Path) -> None:
    with open_store(db) as store:
        found = next(store.quotes(search="harbour but one", limit=1)).occurrence.quotation
        pipeline.correct_speaker(store, found.id, "Ada Finch")
        pipeline.alias(store, "Anneli Korpas", "Oskar Reinvald")
        pipeline.correct_date(store, "ward-comet.html", "2025-05-01")
    assert complaints(db) == []
