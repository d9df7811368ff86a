"""How a command ends: exit codes, one line for every fault, pipes that close, Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quotetrace.errors import QuotetraceError
from quotetrace.model import Failure
from quotetrace.store import Store

Run = Callable[..., "object"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["quots"], "No such command 'quots'", id="unknown command"),
        pytest.param(["quotes", "--speker", "x"], "No such option: --speker", id="unknown option"),
        pytest.param(["quotes", "--format", "xml"], "'xml' is not one of 'table', 'csv'", id="unknown format"),
        pytest.param(["quotes", "--kind", "shout"], "'shout' is not one of 'direct'", id="unknown kind"),
        pytest.param(["quotes", "--limit", "0"], "--limit", id="limit of nothing"),
        pytest.param(["quotes", "--since", "yesterday"], "'yesterday' is no ISO 8601 time", id="no time"),
        pytest.param(["quotes", "--since", "2025-01-01T12-99:99"], "is no ISO 8601 time", id="no zone"),
        pytest.param(["ingest", ".", "--db", ":memory:"], "is gone when the command ends: name a file", id="in memory"),
        pytest.param(
            ["trace", "first"], "is no whole number. See: quotetrace trace --help", id="utterance that is no number"
        ),
        pytest.param(["correct", "undo", "x"], "is no whole number", id="decision that is no number"),
        pytest.param(["drift"], "Missing argument", id="missing argument"),
        pytest.param(["ingest"], "Missing argument", id="nothing to ingest"),
        pytest.param(["ingest", ""], "a path is empty", id="empty path"),
        pytest.param(["extract", ".", ""], "a path is empty", id="empty path among others"),
        pytest.param(["ingest", ".", "--field", "body"], "'body' is not OURS=THEIRS", id="half a field"),
        pytest.param(["find", "!?"], "there is no word in it", id="no words to find"),
        pytest.param(["documents", "--as-read"], "--as-read needs", id="as read, but which"),
        pytest.param(["trace", "4", "--speaker", "dahl"], "or a list is filtered", id="a filtered number"),
        pytest.param(["export", "everything"], "no table is called 'everything': choose quotes", id="unknown subject"),
    ],
)
def test_a_usage_error_is_one_line_and_exits_2(words: list[str], message: str, quotetrace: Run) -> None:
    ran = quotetrace(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1


class OddError(QuotetraceError):
    exit_code = 7


@pytest.mark.parametrize(
    ("fault", "code", "line"),
    [
        pytest.param(OddError("the store is\nodd"), 7, "error: the store is odd\n", id="a fault of ours"),
        pytest.param(OddError("bad \x1b[2J name"), 7, "error: bad ␛[2J name\n", id="harmless on the terminal"),
        pytest.param(
            PermissionError(13, "Permission denied", "x.db"), 1, "error: x.db: Permission denied", id="system"
        ),
        pytest.param(OSError(28, "No space left on device"), 1, "error: the disk is full: free some", id="full disk"),
        pytest.param(
            OSError(28, "No space left on device", "q.csv"), 1, "error: q.csv: the disk is full", id="full disk, named"
        ),
        pytest.param(KeyboardInterrupt(), 130, "error: interrupted; what is stored stays", id="Ctrl-C"),
        pytest.param(KeyError("x"), 1, "error: a fault in quotetrace itself: KeyError: 'x'", id="a bug"),
    ],
)
def test_a_fault_is_one_line_without_a_traceback(
    fault: BaseException, code: int, line: str, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Store:
        raise fault

    monkeypatch.setattr(Store, "open", fail)
    ran = quotetrace("quotes")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(line)
    assert len(ran.err.splitlines()) == 1


def test_a_bug_shows_its_traceback_where_asked(quotetrace: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Store:
        raise KeyError("x")

    monkeypatch.setattr(Store, "open", fail)
    monkeypatch.setenv("QUOTETRACE_DEBUG", "1")
    with pytest.raises(KeyError):
        quotetrace("quotes")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise on Windows")
@pytest.mark.parametrize("output", ["csv", "jsonl", "table"])
def test_a_reader_that_has_enough_is_no_error(output: str, db: Path) -> None:
    """`quotetrace quotes | head -0`: the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "quotetrace", "quotes", "--format", output, "--db", str(db)]
    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_full_disk_is_one_clear_line(db: Path) -> None:
    command = [sys.executable, "-m", "quotetrace", "quotes", "--format", "csv", "--db", str(db)]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == "error: the disk is full: free some space, then run the same command again\n"


def test_output_is_utf8_whatever_the_locale_says(db: Path) -> None:
    command = [sys.executable, "-m", "quotetrace", "trace", "1", "--db", str(db)]
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(command, capture_output=True, check=True, env=surroundings)
    assert "“The ferry will not sail" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("failed", "documents", "code"),
    [
        pytest.param(0, 0, 0, id="nothing found"),
        pytest.param(1, 0, 1, id="all failed"),
        pytest.param(1, 2, 3, id="some failed"),
        pytest.param(0, 2, 0, id="all read"),
    ],
)
def test_how_a_run_over_many_inputs_ends(
    failed: int, documents: int, code: int, quotetrace: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ferry_story import document

    from quotetrace.model import Extraction

    def extract(paths: object, **_: object) -> Iterator[Extraction | Failure]:
        yield from (Failure(f"bad{number}.bin", "binary") for number in range(failed))
        yield from (Extraction(document(f"{n}.txt", None, None, "No"), (), ()) for n in range(documents))

    monkeypatch.setattr("quotetrace.pipeline.extract", extract)
    ran = quotetrace("extract", "folder")
    assert ran.code == code
    assert len(ran.out.splitlines()) == documents
    lines = ["failed: bad0.bin: binary"] * failed or ["No article found in folder: nothing to do."] * (documents == 0)
    assert ran.err.splitlines() == lines
