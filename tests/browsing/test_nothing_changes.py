"""Nothing of a store can be changed by browsing it, however it is asked; and only this computer is answered."""

from __future__ import annotations

import os
import sqlite3
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from newsroom import article
from pier_site import Get, articles, asking, write_store

from quotetrace import pipeline
from quotetrace.errors import StoreError
from quotetrace.store import Store
from quotetrace.store.looking import look

WRITING = [
    "INSERT INTO meta VALUES ('a', 'b')",
    "UPDATE quotations SET text = ''",
    "DELETE FROM documents",
    "REPLACE INTO meta VALUES ('a', 'b')",
    "WITH x AS (SELECT 1) INSERT INTO meta SELECT 'a', 'b'",
    "WITH x AS (SELECT 1) DELETE FROM documents",
    "DROP TABLE quotations",
    "DROP VIEW first_quotes",
    "ALTER TABLE meta RENAME TO other",
    "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)",
    "CREATE VIEW x AS SELECT 1",
    "CREATE VIRTUAL TABLE x USING fts5 (a)",
    "ATTACH DATABASE 'other.db' AS other",
    "VACUUM",
    "VACUUM INTO 'copy.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN IMMEDIATE",
    "SAVEPOINT x",
    "PRAGMA query_only = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA writable_schema = ON",
    "PRAGMA user_version = 7",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA incremental_vacuum",
    "INSERT INTO quotations_fts (quotations_fts) VALUES ('rebuild')",
    "UPDATE sqlite_master SET sql = ''",
    "SELECT load_extension('x')",
    "SELECT * FROM pragma_journal_mode('delete')",
    "EXPLAIN DELETE FROM documents",
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A store of this test alone."""
    path = tmp_path / "own.db"
    write_store(path, articles())
    return path


@pytest.fixture
def ask(own: Path) -> Iterator[Get]:
    yield from asking(own)


@pytest.mark.parametrize("sql", WRITING)
def test_a_statement_that_would_change_anything_is_refused(
    sql: str, get: Get, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert get(f"/quotes?{urlencode({'sql': sql})}").status_code == 400
    assert get(f"/quotes.json?{urlencode({'sql': sql})}").status_code == 400
    assert file.read_bytes() == before
    beside = {f"{file.name}{end}" for end in ("", "-wal", "-shm")}
    assert {one.name for one in file.parent.iterdir()} <= beside
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("sql", WRITING)
def test_the_connection_itself_refuses_it_where_datasette_would_not(sql: str, file: Path) -> None:
    before = file.read_bytes()
    with closing(look(file)) as raw, pytest.raises(sqlite3.DatabaseError):
        raw.execute(sql)
    assert file.read_bytes() == before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MKCOL"])
@pytest.mark.parametrize(
    "path", ["/", "/quotes", "/quotes/meta", "/quotes/ties", "/quotes/utterances/1", "/-/messages", "/-/logout", "/-/x"]
)
def test_nothing_but_questions_is_taken(method: str, path: str, get: Get, file: Path) -> None:
    before = file.read_bytes()
    response = get(path, method, content=b"sql=DELETE+FROM+documents")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert file.read_bytes() == before


def test_the_file_cannot_be_taken_as_it_is(get: Get) -> None:
    assert get("/quotes.db").status_code in (403, 404)


@pytest.mark.parametrize("database", ["_memory", "_internal"])
def test_there_is_no_other_database(database: str, get: Get) -> None:
    assert get(f"/{database}?sql=select+1").status_code in (403, 404)


def test_a_query_that_never_ends_is_ended(get: Get) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    response = get(f"/quotes.json?{urlencode({'sql': endless, '_timelimit': 50})}")
    assert response.status_code == 400
    assert "interrupted" in response.text.lower() or "time limit" in response.text.lower()


TOO_MUCH = [
    "SELECT zeroblob(1000000000)",
    "SELECT randomblob(900000000)",
    "SELECT replace(hex(zeroblob(1000000)), '0', hex(zeroblob(1000)))",
    "SELECT group_concat(hex(zeroblob(1000000))) FROM sqlite_master a, sqlite_master b",
    "SELECT length(hex(zeroblob(40000000)))",
    "SELECT hex(zeroblob(500000)) FROM sqlite_master a, sqlite_master b",
    "SELECT zeroblob(1000000) FROM sqlite_master a, sqlite_master b",
    f"SELECT {', '.join(['t'] * 100)} FROM (SELECT hex(zeroblob(500000)) AS t)",
]


@pytest.mark.parametrize("form", [".json", ""])
@pytest.mark.parametrize("sql", TOO_MUCH)
def test_an_answer_that_memory_would_not_hold_is_none(
    sql: str, form: str, get: Get, capfd: pytest.CaptureFixture[str]
) -> None:
    tracemalloc.start()
    response = get(f"/quotes{form}?{urlencode({'sql': sql})}")
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert response.status_code == 400
    assert "more than the 64 MB that an answer may have" in response.text
    assert taken < 200_000_000
    assert capfd.readouterr() == ("", "")
    # and the next one begins anew
    assert get("/quotes.json?sql=select+label+from+documents").status_code == 200


def test_more_columns_than_anything_has_are_refused(get: Get) -> None:
    response = get(f"/quotes.json?{urlencode({'sql': 'SELECT ' + ', '.join(['1'] * 121)})}")
    assert (response.status_code, "too many columns" in response.text) == (400, True)
    everything = "select * from documents, quotations, members, utterances"
    assert get(f"/quotes.json?{urlencode({'sql': everything})}").status_code == 200


def test_an_article_as_long_as_a_file_may_be_is_listed(own: Path, ask: Get) -> None:
    with closing(sqlite3.connect(own)) as other, other:
        other.execute("UPDATE documents SET text = printf('%.*c', 60000000, 'x') WHERE label = 'late.txt'")
    assert ask("/quotes/documents").status_code == 200
    [row] = ask("/quotes/documents.json?_shape=array&label=late.txt").json()
    assert len(row["text"]) == 60_000_000


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "0.0.0.0", "", "[::1]"]
)
def test_another_name_for_this_computer_is_refused(host: str, get: Get) -> None:
    response = get("/quotes", headers={"host": host})
    assert response.status_code == 403
    assert "Quotations" not in response.text


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "LOCALHOST:99"])
def test_its_own_names_are_answered(host: str, get: Get) -> None:
    assert get("/quotes", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "Cross-Site", ""])
@pytest.mark.parametrize("path", ["/", "/quotes.json?sql=select+1", "/quotes/ties", "/quotetrace/browse.css"])
def test_what_a_page_of_another_site_asks_for_is_refused(path: str, site: str, get: Get) -> None:
    response = get(path, headers={"host": "127.0.0.1:8001", "sec-fetch-site": site})
    assert (response.status_code, response.headers["content-type"]) == (403, "text/plain; charset=utf-8")
    assert response.text == "Another site asked for this. To look at it yourself, type or paste its address.\n"


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_a_person_and_its_own_pages_are_answered(site: str, get: Get) -> None:
    assert get("/quotes", headers={"sec-fetch-site": site}).status_code == 200


def test_no_plug_in_is_loaded_but_ours(get: Get) -> None:
    assert [one["name"] for one in get("/-/plugins.json").json()] == ["quotetrace.browsing.plugin"]
    assert not hasattr(sys, "_called_from_test")


def count(ask: Get) -> int:
    found: int = ask("/quotes.json?sql=select+count(*)+as+n+from+documents&_shape=array").json()[0]["n"]
    return found


def test_what_another_process_stores_is_there_at_the_next_look(ask: Get, own: Path) -> None:
    assert count(ask) == 3
    room = articles()
    room.put(article("“The quay was swept on Friday by the harbour crew”, Ola Berg said.", "more.txt"))
    with Store.open(own) as store:
        pipeline.ingest(room.paths, store, stages=room.stages())
        # With the writer still there, so that what it wrote stands beside the file
        assert count(ask) == 4


def test_it_answers_while_another_process_is_in_the_middle_of_writing(ask: Get, own: Path) -> None:
    with closing(sqlite3.connect(own, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM documents")
        assert count(ask) == 3
        other.execute("ROLLBACK")


def test_a_store_that_took_its_place_is_seen(ask: Get, own: Path, tmp_path: Path) -> None:
    assert count(ask) == 3
    write_store(tmp_path / "new.db", type(articles())(article("“All is well at the quay tonight”, Ola Berg said.")))
    (tmp_path / "new.db").replace(own)
    assert count(ask) == 1


def test_a_store_that_is_gone_is_a_page_that_says_so(ask: Get, own: Path) -> None:
    own.unlink()
    response = ask("/quotes/first_quotes")
    assert response.status_code == 503
    assert "there is no database at" in response.text
    with pytest.raises(StoreError):
        look(own)


def test_a_file_that_only_others_write_is_read_alone_and_anew_when_they_have(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotetrace.store.opening.os.access", lambda path, mode: mode != os.W_OK)
    for ask in asking(own):
        assert count(ask) == 3
        assert [one.name for one in tmp_path.iterdir()] == ["own.db"]
        with closing(sqlite3.connect(own)) as other, other:
            other.execute("DELETE FROM documents WHERE label = 'late.txt'")
        assert count(ask) == 2
