"""The digest: the same for stores that say the same, however they came to; another for every kind of change."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, article, said_by

from quotetrace import pipeline
from quotetrace.model import DigestPart, Document
from quotetrace.pipeline import Stages
from quotetrace.store import Store, digest

PIER = "“The old pier will not survive another winter of storms”, Ingrid Moen said on Monday."
CUT = "Ingrid Moen said: “The old pier will survive another winter of storms” and left."
SCHOOL = "“We are going to rebuild the school before the autumn term”, Tom Haugen said."
LATER = "Tom Haugen said: “We are going to rebuild the school before the spring term”."
COLLECTION = (
    article(PIER, "times.txt", outlet="Fjord Times", published="2024-03-04"),
    article(CUT, "herald.txt", outlet="Harbour Herald", published="2024-03-05"),
    article(SCHOOL, "radio.txt", outlet="Radio Nord", published="2024-03-04T18:00+01:00"),
    article(LATER, "wire.txt", outlet="Wire", published="2024-03-06"),
    article(f"{SCHOOL} {PIER}", "undated.txt", outlet=None, published=None),
    article(PIER, "copy.txt", outlet="Copy & Sons", published="2024-03-04", origin="https://copy.example/9"),
    article("“Another winter of storms”, Ingrid Moen said.", "short.txt", outlet="Short News", published="2024-03"),
    article("“Nobody asked the divers”, Ida Moen said.", "divers.txt", outlet="Wire", published="2024-03-08"),
)
WHOLE = "whole"


def stages_of(newsroom: Newsroom) -> Stages:
    """Made-up reading and extraction before the real stages."""
    return replace(pipeline.default_stages(), read=newsroom.read, extract=newsroom.extract)


def fill(store: Store, *articles: Document) -> Store:
    newsroom = Newsroom(*articles)
    pipeline.ingest(newsroom.paths, store, stages=stages_of(newsroom))
    return store


def parts(store: Store) -> dict[str, str]:
    return {one.name: one.digest for one in store.digest()}


def differing(one: Store, other: Store) -> set[str]:
    left, right = parts(one), parts(other)
    assert left.keys() == right.keys()
    return {name for name in left if left[name] != right[name]}


@given(st.permutations(COLLECTION), st.lists(st.integers(1, 4), min_size=8, max_size=8))
@settings(max_examples=20, deadline=None)
def test_any_order_and_batching_gives_the_same(order: list[Document], sizes: list[int]) -> None:
    newsroom = Newsroom(*order)
    with Store.open(":memory:") as at_once, Store.open(":memory:") as store:
        fill(at_once, *COLLECTION)
        paths = newsroom.paths
        for size in sizes:
            chunk, paths = paths[:size], paths[size:]
            pipeline.ingest(chunk, store, stages=stages_of(newsroom))
        assert said_by(store) == said_by(at_once)
        assert store.digest() == at_once.digest()


@given(
    st.lists(st.sampled_from(COLLECTION), min_size=1, unique=True), st.lists(st.sampled_from(COLLECTION), min_size=1)
)
@settings(max_examples=20, deadline=None)
def test_it_is_the_same_where_the_same_is_said_and_nowhere_else(one: list[Document], other: list[Document]) -> None:
    with Store.open(":memory:") as left, Store.open(":memory:") as right:
        fill(left, *one), fill(right, *other)
        assert (left.digest() == right.digest()) == (said_by(left) == said_by(right))


def test_what_was_here_and_went_leaves_no_trace() -> None:
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        fill(store, *COLLECTION)
        newsroom = Newsroom(*COLLECTION)
        pipeline.forget(store, [COLLECTION[0].id, COLLECTION[3].id], stages=stages_of(newsroom))
        assert differing(store, fill(fresh, *COLLECTION[1:3], *COLLECTION[4:])) == set()
        pipeline.ingest(newsroom.paths, store, stages=stages_of(newsroom))
        assert differing(store, fill(fresh, *COLLECTION)) == set()


def test_what_files_are_called_and_where_they_lie_is_not_in_it() -> None:
    moved = [replace(one, label=f"z/{one.label}", source=f"/elsewhere/{one.label}") for one in COLLECTION]
    with Store.open(":memory:") as store, Store.open(":memory:") as other:
        assert differing(fill(store, *COLLECTION), fill(other, *moved)) == set()


def test_a_decision_that_is_undone_leaves_only_itself() -> None:
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        stages = stages_of(Newsroom(*COLLECTION))
        number = pipeline.correct_date(fill(store, *COLLECTION), "wire.txt", "2024-03-01", stages=stages)
        pipeline.undo(store, number, stages=stages)
        assert differing(store, fill(fresh, *COLLECTION)) == {"decisions", WHOLE}


def places(store: Store, words: str) -> list[str]:
    return [one.occurrence.quotation.id for one in store.quotes(search=words)]


CHANGES = [
    pytest.param(
        lambda store, stages: pipeline.correct_date(store, "wire.txt", "2024-03-01", stages=stages),
        {"documents", "firsts", "lineage", "drift", "decisions"},
        id="a date",
    ),
    pytest.param(
        lambda store, stages: pipeline.correct_outlet(store, "divers.txt", "Harbour Herald", stages=stages),
        {"documents", "utterances", "firsts", "decisions"},
        id="an outlet",
    ),
    pytest.param(
        lambda store, stages: pipeline.correct_speaker(store, places(store, "divers")[0], "Kari Dahl", stages=stages),
        {"quotations", "speakers", "utterances", "decisions"},
        id="a speaker",
    ),
    pytest.param(
        lambda store, stages: pipeline.split(store, *places(store, "autumn"), stages=stages),
        {"utterances", "firsts", "decisions"},
        id="a split",
    ),
    pytest.param(
        lambda store, stages: pipeline.join(
            store, places(store, "divers")[0], places(store, "spring")[0], stages=stages
        ),
        {"utterances", "firsts", "lineage", "drift", "decisions"},
        id="a join",
    ),
    pytest.param(
        lambda store, stages: pipeline.alias(store, "Ida Moen", "Ingrid Moen", stages=stages),
        {"quotations", "speakers", "utterances", "decisions"},
        id="an alias",
    ),
    pytest.param(
        lambda store, stages: pipeline.forget(store, [COLLECTION[5].id], stages=stages),
        {"documents", "quotations", "edges", "utterances", "firsts"},
        id="a document less",
    ),
]


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_what_is_decided_or_gone_is_told_by_its_parts(
    change: Callable[[Store, Stages], object], told: set[str]
) -> None:
    with Store.open(":memory:") as store, Store.open(":memory:") as before:
        fill(before, *COLLECTION)
        change(fill(store, *COLLECTION), stages_of(Newsroom(*COLLECTION)))
        assert differing(store, before) >= {*told, WHOLE}


@pytest.mark.parametrize(
    ("sql", "part"),
    [
        pytest.param(
            "UPDATE documents SET published = '2024-03-09' WHERE label = 'wire.txt'", "documents", id="a date"
        ),
        pytest.param("UPDATE documents SET outlet = NULL WHERE label = 'wire.txt'", "documents", id="an outlet"),
        pytest.param("UPDATE documents SET text_hash = 'x' WHERE label = 'wire.txt'", "documents", id="a text"),
        pytest.param(
            "UPDATE documents SET zones = '[[0,1,\"deck\"]]' WHERE label = 'wire.txt'", "documents", id="zones"
        ),
        pytest.param("UPDATE documents SET copy_class = 'x' WHERE label = 'wire.txt'", "copies", id="a copy"),
        pytest.param("UPDATE quotations SET kind = 'mixed' WHERE number = 1", "quotations", id="a kind"),
        pytest.param(
            "UPDATE quotations SET confidence = confidence - 0.001 WHERE number = 1", "quotations", id="less sure"
        ),
        pytest.param("UPDATE quotations SET cue = NULL WHERE number = 1", "quotations", id="a cue"),
        pytest.param("UPDATE speakers SET aliases = '[\"Ida\"]' WHERE name = 'Ida Moen'", "speakers", id="an alias"),
        pytest.param(
            "UPDATE quotations SET entity = NULL, speaker = 'Kari Dahl' WHERE number = 1", "quotations", id="a speaker"
        ),
        pytest.param("UPDATE edges SET accepted = 0 WHERE accepted", "edges", id="edges refused"),
        pytest.param("UPDATE edges SET score = score - 0.001 WHERE accepted", "edges", id="a score"),
        pytest.param("UPDATE members SET utterance = (SELECT max(id) FROM utterances)", "utterances", id="members"),
        pytest.param("UPDATE utterances SET flags = '[\"date-conflict\"]' WHERE id = 1", "utterances", id="a flag"),
        pytest.param("UPDATE utterances SET first_status = 'unknown' WHERE id = 1", "firsts", id="a first"),
        pytest.param(
            "UPDATE members SET lineage_status = 'unordered' WHERE lineage_status = 'source'", "lineage", id="lineage"
        ),
        pytest.param(
            "UPDATE members SET drift_class = 'number' WHERE drift_class = 'negation'", "drift", id="a drift class"
        ),
        pytest.param("UPDATE members SET edits = '[]' WHERE drift_from IS NOT NULL", "drift", id="edits"),
        pytest.param("UPDATE utterances SET related = '[]'", "links", id="links"),
        pytest.param("UPDATE decisions SET value = '[\"Nobody\"]'", "decisions", id="a decision"),
    ],
)
def test_each_part_tells_of_its_own(sql: str, part: str, tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        fill(store, *COLLECTION)
        pipeline.correct_outlet(store, "divers.txt", "Wire", stages=stages_of(Newsroom(*COLLECTION)))
        before = parts(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER documents_changed")
        assert raw.execute(sql).rowcount > 0
    with Store.open(path, read_only=True) as store:
        after = parts(store)
    assert {name for name in before if before[name] != after[name]} == {part, WHOLE}


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE redirects SET since = '2000-01-01'", id="when it was merged"),
        pytest.param("UPDATE decisions SET made = '2000-01-01', label = 'x', opening = 'y'", id="when it was decided"),
        pytest.param("UPDATE failures SET seen = '2000-01-01'", id="when it failed"),
        pytest.param("UPDATE documents SET label = 'x', source = 'y'", id="what files are called"),
        pytest.param("UPDATE utterances SET id = id + 1000", id="numbers of utterances"),
    ],
)
def test_what_does_not_count(sql: str, tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        fill(store, *COLLECTION[3:])
        fill(store, *COLLECTION[:3])
        pipeline.correct_outlet(store, "divers.txt", "Wire", stages=stages_of(Newsroom(*COLLECTION)))
        before = store.digest()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER documents_changed")
        raw.execute(sql)
        raw.execute(
            "UPDATE members SET utterance = utterance + 1000 WHERE utterance NOT IN (SELECT id FROM utterances)"
        )
        rows = raw.execute("SELECT id, related FROM utterances WHERE related <> '[]'").fetchall()
        for number, related in rows if "id + 1000" in sql else ():
            links = [[link[0] + 1000, *link[1:]] for link in json.loads(related)]
            raw.execute("UPDATE utterances SET related = ? WHERE id = ?", [json.dumps(links), number])
    with Store.open(path, read_only=True) as store:
        assert store.digest() == before


def test_it_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quotes.db"
    Store.open(path, create=True).close()
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        fill(writer, *COLLECTION)
        before = reader.digest()
        in_order = digest._in_order

        def write_meanwhile(name: str, lines: Iterator[str]) -> DigestPart:
            if name == "edges":
                pipeline.forget(writer, [COLLECTION[0].id], stages=stages_of(Newsroom(*COLLECTION)))
            return in_order(name, lines)

        with monkeypatch.context() as patched:
            patched.setattr(digest, "_in_order", write_meanwhile)
            assert reader.digest() == before
        assert reader.digest() != before


def test_an_empty_store_has_one(store: Store) -> None:
    assert {one.rows for one in store.digest()} == {0}
    assert len({one.digest for one in store.digest()}) == 3  # in order, in any order, and the whole
