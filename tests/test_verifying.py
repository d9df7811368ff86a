"""Verifying: a store as ingested agrees with itself, and whatever is changed in it by another hand is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quotetrace import cli, ingest, open_store, pipeline

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


@pytest.fixture(scope="module")
def decided(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with decisions and an input that failed."""
    path = tmp_path_factory.mktemp("decided") / "quotes.db"
    path.write_bytes(file.read_bytes())
    (path.parent / "empty.txt").touch()
    with open_store(path) as store:
        found = next(store.quotes(search="harbour but one", limit=1)).occurrence.quotation
        pipeline.correct_speaker(store, found.id, "Ada Finch")
        pipeline.alias(store, "Anneli Korpas", "Oskar Reinvald")
        pipeline.correct_date(store, "ward-comet.html", "2025-05-01")
        ingest(path.parent / "empty.txt", store)
    return path


def tables(path: Path) -> dict[str, tuple[list[str], bool]]:
    """The columns of each table with rows, and whether its rows have numbers."""
    sql = (
        "SELECT name, sql NOT LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE type = 'table' "
        "AND name NOT GLOB '*sqlite_*' AND name NOT GLOB 'quotations_fts*'"
    )
    with closing(sqlite3.connect(path)) as raw:
        numbered = dict(raw.execute(sql).fetchall())
        return {
            table: ([row[1] for row in raw.execute(f"PRAGMA table_info({table})")], bool(has_number))
            for table, has_number in numbered.items()
            if raw.execute(f"SELECT 1 FROM {table}").fetchone()
        }


def test_whatever_a_column_is_made_of_verify_ends_in_its_own_words(
    decided: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "spoiled.db"
    spoiled = 0
    for table, (columns, numbered) in tables(decided).items():
        one = f"WHERE rowid = (SELECT min(rowid) FROM {table})" if numbered else ""
        for column, value in ((column, value) for column in columns for value in ("'what'", "'[1, 2]'", "x'ff'")):
            path.write_bytes(decided.read_bytes())
            try:
                run(path, f'UPDATE OR IGNORE {table} SET "{column}" = {value} {one}')
            except (sqlite3.Error, AssertionError):
                continue  # a number where a number must be, or not more than one such value
            assert cli.run(["verify", "--sample", "3", "--db", str(path)]) in (0, 1)
            told = capsys.readouterr()
            assert "quotetrace itself" not in told.err, (table, column, value)
            spoiled += 1
    assert spoiled > 400


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            "UPDATE quotations SET kind = 'weird' WHERE number = 1",
            "quotations 1: kind is 'weird', which quotetrace never writes",
        ),
        (
            "UPDATE quotations SET start = 'x\x1b[2J' WHERE number = 2",
            r"quotations 2: start is 'x␛[2J', which quotetrace never writes",
        ),
        (
            "UPDATE quotations SET flags = '[\"odd\"]' WHERE number = 3",
            "quotations 3: flags is '[\"odd\"]', which quotetrace never writes",
        ),
        (
            "UPDATE utterances SET related = '{' WHERE id = 1",
            "utterances 1: related is '{', which quotetrace never writes",
        ),
        (
            "UPDATE documents SET wall_start = 'noon' WHERE id = (SELECT min(id) FROM documents)",
            ": wall_start is 'noon', which quotetrace never writes",
        ),
        (
            'UPDATE members SET edits = \'[["eaten", "a", "b", "none"]]\' '
            "WHERE quotation = (SELECT min(quotation) FROM members)",
            ': edits is \'[["eaten", "a", "b", "none"]]\', which quotetrace never writes',
        ),
    ],
    ids=["word", "control characters", "element", "no JSON", "time", "edit"],
)
def test_a_row_that_cannot_be_right_is_named_by_verify(
    db: Path, capsys: pytest.CaptureFixture[str], statement: str, line: str
) -> None:
    run(db, statement)
    assert cli.run(["verify", "--db", str(db)]) == 1
    first, second, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("Compared nothing: ")
    assert line in second
    assert last == "Restore a backup, or ingest the articles into a new file."


@pytest.mark.parametrize(
    ("statement", "command", "row"),
    [
        ("UPDATE quotations SET kind = 'weird' WHERE number = 1", ["quotes"], "quotations 1: kind is 'weird'"),
        ("UPDATE utterances SET first = '[]' WHERE id = 1", ["trace", "1"], "utterances 1: first is '[]'"),
        ("UPDATE documents SET precision = 'eon'", ["export", "documents"], "documents 'sha256:"),
        ("UPDATE edges SET relation = 'odd'", ["ingest"], "edges 'sha256:"),
    ],
)
def test_a_command_that_trips_over_such_a_row_says_so(
    db: Path, capsys: pytest.CaptureFixture[str], statement: str, command: list[str], row: str
) -> None:
    run(db, statement)
    again = STORIES / "ward-lantern.txt"
    (db.parent / "again.txt").write_text(f"{again.read_text()}\nMore follows.\n")
    inputs = [str(db.parent / "again.txt")] if command == ["ingest"] else []
    assert cli.run([*command, *inputs, "--db", str(db)]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert len(told) == 1
    assert told[0].startswith(f"error: {db} was changed by another hand: {row}")
    assert told[0].endswith(f"file; all of it: quotetrace verify --db {db}")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("documents.wall_start", "2025-02-30T00:00:00"),
        ("documents.precision", None),
        ("documents.modified", '["2025-01-02T00:00:00","eon",0]'),
        ("documents.modified", '["rubbish","day",0]'),
        ("documents.zone_minutes", str(10**15)),
        ("documents.as_read", '{"outlet":5}'),
        ("quotations.told_to", "[[null,null,null,null]]"),
        ("utterances.first", "[1,2,3,4,5,6,7]"),
        ("utterances.first", '["rubbish","day",null,[],[],[],[]]'),
        ("utterances.flags", '["meaning\x1b[31m"]'),
        ("utterances.related", "[[1]]"),
        ("utterances.related", "[" * 100_000),
        ("utterances.claimed_origins", "[[1,{},3]]"),
        ("members.edits", '[["replace","a","b","eaten"]]'),
        ("members.frame", "[1,2,3]"),
        ("counted.drift", "eaten"),
        ("decisions.value", "[1,2]"),
        ("decisions.other", "[[1,2,3]]"),
        ("decisions.label", None),
        ("decisions.words", None),
        ("word_blocks.numbers", "[]"),
    ],
)
def test_no_command_takes_a_value_for_what_it_is_not(
    decided: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, value: str | None
) -> None:
    path, page = tmp_path / "quotes.db", tmp_path / "page.html"
    path.write_bytes(decided.read_bytes())
    table, _, column = place.partition(".")
    with closing(sqlite3.connect(path)) as raw, raw:
        known = "document" if place.startswith("decisions.") else column
        some = f"{known} IS NOT NULL" if place != "documents.precision" else "wall_start IS NOT NULL"
        some = "start IS NOT NULL" if place == "decisions.words" else some if value is None else "1"
        assert raw.execute(f'UPDATE {table} SET "{column}" = ? WHERE {some}', [value]).rowcount > 0
    assert cli.run(["verify", "--db", str(path)]) == 1
    assert "which quotetrace never writes" in capsys.readouterr().out
    commands = (
        ["trace"],
        ["trace", "1"],
        ["quotes"],
        ["documents", "ward-comet.html"],
        ["correct", "list"],
        ["speakers"],
    )
    for command in commands:
        cli.run([*command, "--db", str(path)])
    cli.run(["report", "-o", str(page), "--db", str(path)])
    told = capsys.readouterr()
    assert "quotetrace itself" not in told.err
    assert "\x1b" not in told.out + told.err


@pytest.mark.parametrize("command", [["trace", "5001"], ["drift", "5002"], ["quotes", "--utterance", "5003"]])
def test_ids_that_go_round_in_a_circle_are_followed_once(
    db: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    run(db, "INSERT INTO redirects VALUES (5001, 5002, 'x'), (5002, 5001, 'x'), (5003, 5001, 'x'), (5004, 1, 'x')")
    assert cli.run([*command, "--db", str(db)]) == 1
    assert "goes by another id that goes by its own: restore a backup" in capsys.readouterr().err
    assert complaints(db) == ["utterance 5001 goes by another id that goes by its own"]


@pytest.mark.parametrize(
    ("statement", "command", "line"),
    [
        (
            "UPDATE utterances SET claimed_origins = 'x'",
            ["outlets"],
            "has a value that quotetrace never writes: `quotetrace verify` says in which row",
        ),
        (
            "UPDATE quotations SET text = CAST(x'41ff' AS TEXT) WHERE number = 1",
            ["quotes"],
            "has text that quotetrace never writes: restore a backup, or ingest the articles into a new file",
        ),
    ],
)
def test_what_sqlite_trips_over_is_told_with_the_next_step(
    db: Path, capsys: pytest.CaptureFixture[str], statement: str, command: list[str], line: str
) -> None:
    run(db, statement)
    assert cli.run([*command, "--db", str(db)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == f"error: {db} {line}"


def test_what_somebody_else_keeps_in_the_store_is_theirs(db: Path) -> None:
    with closing(sqlite3.connect(db)) as raw:
        raw.executescript("CREATE TABLE notes (id, kind VARCHAR(9)); INSERT INTO notes VALUES (1, 7);")
        raw.executescript(
            "CREATE TABLE mine (quotation TEXT REFERENCES quotations (id)); INSERT INTO mine VALUES ('x')"
        )
        raw.executescript("ALTER TABLE documents ADD COLUMN read_by DATE; UPDATE documents SET read_by = 'Ada Finch';")
    assert complaints(db) == []
