"""Opening the store: what is refused, in which words, and what is never left behind."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from newsroom import article, extract_one
from sqlite_utils import Database, Migrations

from quotetrace.errors import StoreError
from quotetrace.store import Store, connection, schema

ARTICLE = extract_one(article("“The ferry is late again”, Ola Berg said."))


def run_sql(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def make_nothing(path: Path) -> None:
    """No file at all."""


def make_folder(path: Path) -> None:
    path.mkdir()


def make_text(path: Path) -> None:
    path.write_bytes(b"Dear diary, today the ferry was late. " * 40)


def make_other_database(path: Path) -> None:
    run_sql(path, "CREATE TABLE recipes (id INTEGER)")


def make_newer(path: Path) -> None:
    Store.open(path, create=True).close()
    run_sql(path, "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('quotetrace', 'm999_tomorrow')")


def make_older(path: Path) -> None:
    Store.open(path, create=True).close()
    run_sql(path, "DELETE FROM _sqlite_migrations WHERE name LIKE 'm003%'")


REFUSALS = [
    pytest.param(make_nothing, {"read_only": True}, "there is no database at", "quotetrace ingest", id="missing-query"),
    pytest.param(make_nothing, {}, "there is no database at", "quotetrace ingest", id="missing-without-create"),
    pytest.param(Path.touch, {}, "nothing has been ingested", "quotetrace ingest", id="empty-without-create"),
    pytest.param(make_folder, {"create": True}, "is a folder", "--db", id="a-folder"),
    pytest.param(make_text, {"create": True}, "is not an SQLite database", "--db", id="not-sqlite-writing"),
    pytest.param(make_text, {"read_only": True}, "is not an SQLite database", "--db", id="not-sqlite-query"),
    pytest.param(make_other_database, {"create": True}, "not one of quotetrace", "--db", id="somebody-else's-database"),
    pytest.param(make_newer, {"create": True}, "newer quotetrace", "pip install", id="newer-schema-writing"),
    pytest.param(make_newer, {"read_only": True}, "newer quotetrace", "pip install", id="newer-schema-query"),
    pytest.param(make_older, {"read_only": True}, "older quotetrace", "quotetrace ingest", id="older-schema-query"),
]


@pytest.mark.parametrize(("make", "options", "complaint", "advice"), REFUSALS)
def test_refusals_are_one_line_with_the_next_step(
    tmp_path: Path, make: Callable[[Path], None], options: dict[str, bool], complaint: str, advice: str
) -> None:
    path = tmp_path / "quotes.db"
    make(path)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError) as refusal:
        Store.open(path, **options)
    message = str(refusal.value)
    assert str(path) in message
    assert complaint in message
    assert advice in message
    assert "\n" not in message
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened: see that its folder exists"):
        Store.open(tmp_path / "no" / "quotes.db", create=True)


@pytest.mark.parametrize("name", ["quotes.db", "with space & 50%.db", "what?mode=ro#x.db", "ære.db"])
def test_any_file_name_is_the_file(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name, create=True) as store:
        store.add(ARTICLE)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Store.open(tmp_path / name, read_only=True) as store:
        assert store.counts()["quotations"] == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_store_open_for_queries_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    Store.open(path, create=True).close()
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="is read-only"):
        store.add(ARTICLE)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    path.touch()
    with Store.open(path, create=True) as store:
        assert store.counts()["documents"] == 0


def test_an_older_store_is_brought_up_to_date_when_written(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    make_older(path)
    run_sql(path, "DROP VIEW first_quotes", "DROP VIEW quotes_by_speaker", "DROP VIEW drift_report")
    Store.open(path).close()
    with Store.open(path, read_only=True) as store:
        assert store.verify() == []


def test_a_new_store_is_what_the_migrations_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(name: str) -> list[tuple[object, ...]]:
        path = tmp_path / name
        Store.open(path, create=True).close()
        with closing(sqlite3.connect(path)) as raw:
            made = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid").fetchall()
            return (
                made
                + raw.execute("SELECT id, migration_set, name, length(applied_at) FROM _sqlite_migrations").fetchall()
            )

    new = said("new.db")
    monkeypatch.setattr(schema, "_make", migrate_one_by_one)
    assert said("migrated.db") == new


def migrate_one_by_one(raw: sqlite3.Connection) -> None:
    migrations = Migrations(schema.MIGRATION_SET)
    for name in schema.MIGRATIONS:
        migrations(name=name)(schema._script(schema._SCRIPTS[name]))
    migrations.apply(Database(raw))


OPEN_TOGETHER = """
import sys, sqlite_utils
from quotetrace.store import Store
print("ready", flush=True)
input()
Store.open(sys.argv[1], create=True).close()
"""


def test_several_may_make_the_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    command = [sys.executable, "-c", OPEN_TOGETHER, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    openers = [subprocess.Popen(command, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    assert [one.stdout.readline() for one in openers] == ["ready\n"] * 4
    for one in openers:
        one.stdin.write("go\n")
        one.stdin.flush()
    ends = [(one.communicate(timeout=60)[1], one.returncode) for one in openers]
    assert ends == [("", 0)] * 4
    with Store.open(path, read_only=True) as store:
        assert store.verify() == []


def test_who_comes_second_does_not_migrate_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quotes.db"
    inspect, looks = schema.inspect, []

    def another_was_faster(raw: sqlite3.Connection) -> schema.State:
        looks.append(inspect(raw))
        if len(looks) == 1:
            monkeypatch.setattr(schema, "inspect", inspect)
            Store.open(path, create=True).close()
        return looks[-1]

    monkeypatch.setattr(schema, "inspect", another_was_faster)
    with Store.open(path, create=True) as store:
        assert store.counts()["documents"] == 0
    assert looks == [schema.State.EMPTY]


def test_a_lock_is_waited_for_and_then_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    path = tmp_path / "quotes.db"
    Store.open(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="in use by another process: wait"):
            store.add(ARTICLE)
        assert list(store.quotes()) == []
        other.execute("ROLLBACK")
        store.add(ARTICLE)
        assert len(list(store.quotes())) == 1
    other.close()


def test_a_batch_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        with pytest.raises(KeyboardInterrupt), store.batch():
            store.add(ARTICLE)
            raise KeyboardInterrupt
        assert store.counts()["documents"] == 0
        with store.batch():
            store.add(ARTICLE)
        assert store.counts()["documents"] == 1


KILLED = """
import os, sys
from newsroom import article, extract_one
from quotetrace.store import Store
store = Store.open(sys.argv[1], create=True)
for number in range(3):
    with store.batch():
        store.add(extract_one(article(f"“The ferry is late again, {number}”, Ola Berg said.", f"{number}.txt")))
        if number == 2:
            os._exit(9)
"""


def test_a_killed_process_leaves_every_finished_batch(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    found = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    code = f"import sys; sys.path[:0] = {found!r}\n{KILLED}"
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 9
    with Store.open(path, read_only=True) as store:
        assert store.verify() == []
        assert [one.document.label for one in store.documents()] == ["0.txt", "1.txt"]


def test_queries_do_not_import_what_only_migrations_need(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    Store.open(path, create=True).close()
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from quotetrace.store import Store\n"
        f"list(Store.open({str(path)!r}, read_only=True).quotes())\n"
        "print([name for name in ('sqlite_utils', 'spacy', 'numpy') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_nothing_is_asked_of_a_store_in_memory() -> None:
    with pytest.raises(StoreError, match="in memory holds nothing yet: name a file with --db"):
        Store.open(":memory:", read_only=True)
