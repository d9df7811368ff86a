"""What `ingest` asks of the pipeline and tells the person; the work itself is tested with the pipeline."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quotetrace.model import Failure, IngestReport

Run = Callable[..., "object"]
DONE = IngestReport(3, 2, 0, 1, 0, 0, quotations=5, attributed=4, utterances=4, reported_by_two=1)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[IngestReport], list[tuple[object, dict[str, object]]]]:
    """Put a pipeline in place that returns a report, and remember how it was called."""
    calls: list[tuple[object, dict[str, object]]] = []

    def install(report: IngestReport) -> list[tuple[object, dict[str, object]]]:
        def ingest(paths: object, store: object, **settings: object) -> IngestReport:
            calls.append((paths, settings))
            return report

        monkeypatch.setattr("quotetrace.pipeline.ingest", ingest)
        return calls

    return install


def test_it_ends_with_a_summary_and_the_next_step(pipeline: Run, quotetrace: Run) -> None:
    pipeline(DONE)
    ran = quotetrace("ingest", "articles")
    assert ran.code == 0
    assert ran.out == (
        "3 documents read: 2 new, 1 unchanged\n"
        "5 quotations, 4 with a speaker (80 %)\n"
        "4 utterances, 1 of them told by two documents or more\n"
    )
    assert ran.err == "Next: quotetrace trace\n"


def test_the_next_step_names_the_store(pipeline: Run, quotetrace: Run) -> None:
    pipeline(DONE)
    assert quotetrace("ingest", "articles", "--db", "storm.db").err == "Next: quotetrace trace --db storm.db\n"


@pytest.mark.parametrize(
    ("options", "setting", "value"),
    [
        pytest.param(["--outlet", "Nordavisa"], "outlet", "Nordavisa", id="outlet"),
        pytest.param(
            ["--field", "text=body", "--field", "title=head"], "fields", {"text": "body", "title": "head"}, id="fields"
        ),
        pytest.param(["--manifest", "m.csv"], "manifest", Path("m.csv"), id="manifest"),
        pytest.param(["--outlets", "o.tsv"], "outlets", Path("o.tsv"), id="outlets"),
        pytest.param(["--reprocess"], "reprocess", True, id="reprocess"),
        pytest.param(["--dry-run"], "dry_run", True, id="dry run"),
        pytest.param(["--jobs", "3"], "jobs", 3, id="jobs"),
        pytest.param(["--model", "en_some"], "jobs", 1, id="jobs with a model"),
    ],
)
def test_an_option_reaches_the_pipeline(
    options: list[str], setting: str, value: object, pipeline: Run, quotetrace: Run
) -> None:
    calls = pipeline(DONE)
    quotetrace("ingest", "a", "b", *options)
    [(paths, settings)] = calls
    assert paths == [Path("a"), Path("b")]
    assert settings[setting] == value


def test_failures_are_told_and_beyond_a_screenful_counted(pipeline: Run, quotetrace: Run) -> None:
    failures = tuple(Failure(f"{number}.bin", "binary") for number in range(25))
    pipeline(IngestReport(27, 2, 0, 0, 0, 25, 0, 0, 0, 0, failures))
    ran = quotetrace("ingest", "articles")
    assert ran.code == 3
    assert ran.err.splitlines()[:2] == ["failed: 0.bin: binary", "failed: 1.bin: binary"]
    assert ran.err.splitlines()[20] == "… and 5 more: quotetrace failures --db quotes.db"


@pytest.mark.parametrize(
    ("report", "code", "line"),
    [
        pytest.param(
            IngestReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            0,
            "No article found in empty: nothing to do.",
            id="empty folder",
        ),
        pytest.param(
            IngestReport(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, (Failure("empty", "there is no such file"),)),
            1,
            "failed: empty: there is no such file",
            id="the only path missing",
        ),
    ],
)
def test_nothing_read_is_one_line(report: IngestReport, code: int, line: str, pipeline: Run, quotetrace: Run) -> None:
    pipeline(report)
    ran = quotetrace("ingest", "empty")
    assert (ran.code, ran.out, ran.err) == (code, "", line + "\n")


def test_many_texts_under_a_second_outlet_are_one_line(pipeline: Run, quotetrace: Run) -> None:
    kept = tuple((f"{number}.txt", "Nordavisa") for number in range(1200))
    pipeline(replace(DONE, kept_outlets=kept))
    err = quotetrace("ingest", "articles").err.splitlines()
    assert len(err) == 2
    assert err[0].startswith("0.txt (and 1,199 more like it): this text is stored already")


def test_articles_that_quote_nobody_lead_to_what_was_read(tmp_path: Path, quotetrace: Run) -> None:
    (tmp_path / "plain.txt").write_text("The pier was closed for the winter, and the town went on as before.\n")
    ran = quotetrace("ingest", tmp_path / "plain.txt", "--db", "quiet.db")
    assert ran.out.splitlines()[-1] == "Nobody is quoted in them."
    assert ran.err == "Next: quotetrace documents --db quiet.db\n"
    for command in (["quotes"], ["speakers"], ["trace", "--all"]):
        said = quotetrace(*command, "--db", "quiet.db").err
        assert said == (
            "Nobody is quoted in the articles here. See what was read: quotetrace documents --db quiet.db\n"
        )


def test_what_failed_is_read_again(quotetrace: Run, tmp_path: Path) -> None:
    pier = tmp_path / "pier.txt"
    pier.write_bytes(bytes(range(256)))
    (tmp_path / "quay.txt").write_text("“The quay will be closed on Sunday,” said Ola Berg.\n", encoding="utf-8")
    assert quotetrace("ingest", "pier.txt", "quay.txt").code == 3
    assert quotetrace("ingest", "--retry-failed").code == 1
    pier.write_text("“The pier will be closed on Monday,” said Ola Berg.\n", encoding="utf-8")
    assert quotetrace("ingest", "--retry-failed", "--dry-run").out.endswith("1 document read: 1 new\n")
    ran = quotetrace("ingest", "--retry-failed")
    assert ran.code == 0
    assert ran.out.startswith("1 document read: 1 new\n")
    assert quotetrace("failures").out == ""
    ran = quotetrace("ingest", "--retry-failed")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing failed: nothing to read again.\n")


def test_nothing_failed_where_there_is_no_store(quotetrace: Run, tmp_path: Path) -> None:
    ran = quotetrace("ingest", "--retry-failed")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: there is no database at quotes.db")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("cores", "jobs"), [(1, 1), (2, 2), (16, 4), (None, 1)])
def test_unless_told_there_are_as_many_processes_as_cores_but_no_more_than_help(
    cores: int | None, jobs: int, pipeline: Run, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    calls = pipeline(DONE)
    quotetrace("ingest", "articles")
    assert calls[0][1]["jobs"] == jobs


def test_no_process_at_all_is_a_usage_error(quotetrace: Run) -> None:
    ran = quotetrace("ingest", "articles", "--jobs", "0")
    assert ran.code == 2
    assert "--jobs" in ran.err


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_not_unicode_is_stored_as_it_can_be_written(quotetrace: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - no Path has these bytes
        file.write("“The kiln is cold,” said Åse Brønnum.".encode())
    with open(os.fsencode(folder) + b"/\xe9.pdf", "wb") as file:  # noqa: PTH123
        file.write(b"\x00")
    db = tmp_path / "told.db"
    for found in ("1 document read: 1 new; 1 input failed", "1 document read: 1 unchanged; 1 input failed"):
        ran = quotetrace("ingest", folder, "--db", db)
        assert (ran.code, ran.out.splitlines()[0]) == (3, found)
    assert r"caf\udce9.txt" in quotetrace("documents", "--db", db).out
    assert r"\udce9.pdf" in quotetrace("failures", "--format", "csv", "--db", db).out
    assert quotetrace("documents", "caf\udce9.txt", "--db", db).out.startswith("caf\\udce9.txt\n")
    assert quotetrace("quotes", "--after", "caf\udce9", "--db", db).err.startswith("error: no quotation begins at caf")
    assert "forgotten" in quotetrace("forget", f"{folder}/caf\udce9.txt", "--db", db).out
