from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
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
        pytest.param("out.parquet", "Parquet cannot be written yet: export to out.csv", id="parquet"),
        pytest.param("out.xlsx", "out.xlsx has none of .csv, .jsonl, .json", id="unknown suffix"),
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
