from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from ferry_story import FORMULA, WORDS

from quotetrace.rendering.rows import COLUMNS
from quotetrace.subjects import Subject

Run = Callable[..., "object"]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("subject", list(Subject))
def test_every_subject_is_csv_with_its_columns(subject: Subject, quotetrace: Run, db: Path, tmp_path: Path) -> None:
    ran = quotetrace("export", subject.value, "-o", tmp_path / "out.csv", "--db", db)
    rows = read_csv(tmp_path / "out.csv")
    assert ran.code == 0
    assert ran.out == ""
    assert tuple(rows[0]) == COLUMNS[subject.value]
    assert ran.err.startswith(f"{len(rows)} row")


@pytest.mark.parametrize("subject", list(Subject))
def test_pandas_reads_of_every_subject_the_same_cells(
    subject: Subject, quotetrace: Run, db: Path, tmp_path: Path
) -> None:
    quotetrace("export", subject.value, "-o", tmp_path / "out.csv", "--db", db)
    frame = pd.read_csv(tmp_path / "out.csv", dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == read_csv(tmp_path / "out.csv")


@pytest.mark.parametrize("subject", list(Subject))
def test_every_subject_is_parquet_with_the_same_rows(
    subject: Subject, quotetrace: Run, db: Path, tmp_path: Path
) -> None:
    quotetrace("export", subject.value, "-o", tmp_path / "out.jsonl", "--db", db)
    ran = quotetrace("export", subject.value, "-o", tmp_path / "out.parquet", "--db", db)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == lines
    assert (ran.code, ran.out) == (0, "")
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


@pytest.mark.parametrize(
    ("subject", "options", "expected"),
    [
        pytest.param("quotes", ["--outlet", "nordavisa"], ["a.txt"], id="quotes of an outlet"),
        pytest.param("quotes", ["--since", "2020-02-02"], ["b.txt"], id="quotes since"),
        pytest.param("quotes", ["--utterance", "1", "--search", "not"], ["a.txt"], id="both"),
        pytest.param("drift", ["--outlet", "nordavisa"], ["a.txt", "b.txt"], id="an utterance is written whole"),
        pytest.param("lineage", ["--utterance", "1"], ["a.txt", "b.txt"], id="one utterance"),
        pytest.param("firsts", ["--until", "2020-02-01"], ["a.txt"], id="firsts until"),
        pytest.param("drift", ["--speaker", "nobody"], [], id="nobody"),
        pytest.param("firsts", ["--utterance", "1", "--speaker", "nobody"], [], id="an utterance that nobody said"),
        pytest.param("firsts", ["--utterance", "1", "--search", "ferry"], ["a.txt"], id="an utterance that passes"),
    ],
)
def test_filters_choose_quotations(
    subject: str, options: list[str], expected: list[str], quotetrace: Run, db: Path
) -> None:
    ran = quotetrace("export", subject, *options, "--db", db)
    assert [row["doc"] for row in csv.DictReader(ran.out.splitlines())] == expected


def test_what_is_not_about_quotations_has_no_filters(quotetrace: Run, db: Path) -> None:
    ran = quotetrace("export", "outlets", "--speaker", "dahl", "--db", db)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: outlets cannot be filtered by speaker: filters choose quotations, as in quotes, utterances, firsts, "
        "drift, lineage\n"
    )


def test_a_byte_order_mark_only_where_it_is_asked_for(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    quotetrace("export", "quotes", "-o", plain, "--db", db)
    quotetrace("export", "quotes", "--bom", "-o", marked, "--db", db)
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()
    pd.testing.assert_frame_equal(pd.read_csv(marked), pd.read_csv(plain))


@pytest.mark.parametrize(("option", "suffix"), [("--bom", "jsonl"), ("--raw", "parquet")])
def test_what_is_about_csv_is_refused_elsewhere(option: str, suffix: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace("export", "quotes", option, "-o", f"out.{suffix}", "--db", db)
    assert (ran.code, ran.err) == (2, f"error: {option} is about CSV: out.{suffix} is to be {suffix}\n")


def test_the_dictionary_needs_no_store_and_has_every_column_once(quotetrace: Run) -> None:
    ran = quotetrace("export", "dictionary", "--db", "nowhere.db")
    assert (ran.code, ran.err) == (0, "")
    told = [(row["table"], row["column"]) for row in csv.DictReader(ran.out.splitlines())]
    assert told == [(one, name) for one in Subject if one is not Subject.DICTIONARY for name in COLUMNS[one]]


@pytest.mark.parametrize("subject", list(Subject))
def test_every_subject_is_jsonl_with_the_same_rows(subject: Subject, quotetrace: Run, db: Path, tmp_path: Path) -> None:
    quotetrace("export", subject.value, "-o", tmp_path / "out.csv", "--db", db)
    quotetrace("export", subject.value, "-o", tmp_path / "out.jsonl", "--db", db)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(read_csv(tmp_path / "out.csv"))
    assert all(tuple(json.loads(line)) == COLUMNS[subject.value] for line in lines)


def test_a_formula_is_text_with_an_apostrophe_unless_raw(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    safe, raw = tmp_path / "safe.csv", tmp_path / "raw.csv"
    quotetrace("export", "quotes", "-o", safe, "--db", db)
    quotetrace("export", "quotes", "--raw", "-o", raw, "--db", db)
    assert [row["text"] for row in read_csv(safe)][2] == "'" + FORMULA
    assert [row["text"] for row in read_csv(raw)][2] == FORMULA
    assert list(pd.read_csv(raw)["text"])[2] == FORMULA
    assert list(pd.read_csv(safe)["text"])[2] == "'" + FORMULA


@pytest.mark.parametrize("place", [[], ["-o", "-"]], ids=["no file", "a dash"])
def test_without_a_file_it_is_csv_on_stdout(place: list[str], quotetrace: Run, db: Path) -> None:
    ran = quotetrace("export", "firsts", *place, "--db", db)
    assert ran.err == ""
    [row] = csv.DictReader(ran.out.splitlines())
    assert (row["outlet"], row["published"], row["text"]) == ("Nordavisa", "2020-02-01", WORDS)


def test_two_exports_are_the_same(quotetrace: Run, db: Path) -> None:
    assert quotetrace("export", "quotes", "--db", db).out == quotetrace("export", "quotes", "--db", db).out


@pytest.mark.parametrize(
    ("file", "message"),
    [
        pytest.param("out.xlsx", "out.xlsx has none of .csv, .jsonl, .json, .parquet", id="unknown suffix"),
        pytest.param("out", "out has none of .csv", id="no suffix"),
    ],
)
def test_a_format_that_is_none_of_ours_is_a_usage_error(file: str, message: str, quotetrace: Run, db: Path) -> None:
    ran = quotetrace("export", "quotes", "-o", file, "--db", db)
    assert ran.code == 2
    assert message in ran.err


def test_a_folder_that_is_not_there_is_one_line(quotetrace: Run, db: Path) -> None:
    ran = quotetrace("export", "quotes", "-o", "nowhere/out.csv", "--db", db)
    assert (ran.code, ran.err) == (2, "error: there is no folder nowhere to write out.csv into: make it first\n")


def test_an_export_that_fails_leaves_the_old_file_whole(
    quotetrace: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError("the disk is full")

    (tmp_path / "out.csv").write_text("old")
    monkeypatch.setattr("quotetrace.cli.export.write_csv", fail)
    ran = quotetrace("export", "quotes", "-o", "out.csv", "--db", db)
    assert (ran.code, ran.err) == (1, "error: the disk is full\n")
    assert (tmp_path / "out.csv").read_text() == "old"
    assert not (tmp_path / "out.csv.part").exists()


def test_outlets_are_names_and_their_count_is_a_column_of_its_own(quotetrace: Run, db: Path) -> None:
    for subject in ("firsts", "utterances"):
        [row] = csv.DictReader(io.StringIO(quotetrace("export", subject, "--db", db).out))
        assert (row["outlets"], row["outlet_count"], row["documents"]) == ("Havnebladet; Nordavisa", "2", "2")


def test_only_the_file_that_is_named_changes(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    named, mine, elsewhere = tmp_path / "out.csv", tmp_path / "out.csv.part", tmp_path / "elsewhere.csv"
    for path in (mine, elsewhere):
        path.write_text("keep")
    elsewhere.chmod(0o600)
    named.symlink_to(elsewhere)
    assert quotetrace("export", "firsts", "-o", named, "--db", db).code == 0
    assert (mine.read_text(), named.is_symlink(), stat.S_IMODE(elsewhere.stat().st_mode)) == ("keep", True, 0o600)
    assert len(read_csv(elsewhere)) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["elsewhere.csv", "ferry.db", "out.csv", "out.csv.part"]


def test_a_new_file_has_the_permissions_of_new_files(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "made").touch()
    quotetrace("export", "firsts", "-o", tmp_path / "out.csv", "--db", db)
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "made").stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_into(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert quotetrace("export", "firsts", "-o", pipe, "--db", db).code == 0
        assert os.read(reading, 1 << 16).startswith(b"utterance,first,")
    finally:
        os.close(reading)


def test_a_folder_is_no_file(quotetrace: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    ran = quotetrace("export", "firsts", "-o", tmp_path / "out.csv", "--db", db)
    assert (ran.code, ran.err) == (2, f"error: {tmp_path / 'out.csv'} is a folder: name a file in it\n")
