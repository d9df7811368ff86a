"""A document that takes too long is given up, and everything else goes on."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import quotetrace.extraction
from quotetrace import deadline, extract, ingest
from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError
from quotetrace.model import Document, Extraction, Failure
from quotetrace.pipeline.working import Settings, Task, work
from quotetrace.reading import Inputs
from quotetrace.store import Store

ROOT = Path(deadline.__file__).parents[1]
LONG, SHORT = 10**10, 0.05
# Of the processor, where articles are read beside the endless one: a hundred times what one takes.
ENOUGH = 1.0
ARTICLE = "The Marsh Examiner\n\n4 May 2021\n\n“We will {what} the ferry this year,” said Karin Toft.\n"
STALLED = "takes more than 1 seconds, as no article does; leave it out, or shorten it"


def endless() -> None:
    for _ in range(LONG):
        pass


def endless_for_a_library() -> None:
    for _ in range(3):
        with suppress(Exception):
            endless()


def endless_pattern() -> None:
    re.match(r"(?:a|a)*b", "a" * 60)


needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timer that interrupts")


@pytest.mark.parametrize(
    "work",
    [endless, endless_for_a_library, pytest.param(endless_pattern, marks=needs_timer)],
    ids=lambda one: one.__name__,
)
def test_work_without_end_is_interrupted(work: Callable[[], None]) -> None:
    with pytest.raises(ReadingError, match="takes more than"), bounded(SHORT):
        work()


@pytest.mark.parametrize("work", [endless, endless_for_a_library])
def test_so_it_is_in_a_thread_which_no_signal_reaches(work: Callable[[], None]) -> None:
    assert in_a_thread(work) == ["takes more than 0.05 seconds, as no article does; leave it out, or shorten it"]


def in_a_thread(work: Callable[[], None]) -> list[str]:
    said: list[str] = []

    def live() -> None:
        try:
            with bounded(SHORT):
                work()
        except ReadingError as error:
            said.append(str(error))

    thread = threading.Thread(target=live)
    thread.start()
    thread.join()
    return said


# A trace function is what debuggers and coverage use; Python 3.11 never ends where an interruption is left pending.
TRACED = """
import sys, threading
from quotetrace.deadline import bounded
from quotetrace.errors import ReadingError

def live(seconds):
    try:
        with bounded(seconds):
            for _ in range({rounds}):
                pass
    except ReadingError:
        print("late")

def hear(*_):
    return hear

for seconds in {seconds}:
    thread = threading.Thread(target=live, args=(seconds,))
    thread.start()
    thread.join()
sys.settrace(hear)
(lambda: None)()
print("traced")
"""


@pytest.mark.parametrize(
    ("rounds", "seconds", "said"), [(10, (60, 60), ["traced"]), (LONG, (SHORT, SHORT), ["late", "late", "traced"])]
)
def test_no_interruption_is_left_behind(rounds: int, seconds: tuple[float, ...], said: list[str]) -> None:
    child = TRACED.format(rounds=rounds, seconds=seconds)
    ran = subprocess.run([sys.executable, "-c", child], capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (ran.stdout.split(), ran.stderr) == (said, "")


@needs_timer
def test_so_it_is_where_somebody_else_uses_the_signal() -> None:
    before = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    try:
        with pytest.raises(ReadingError), bounded(SHORT):
            endless()
        assert signal.getsignal(signal.SIGPROF) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGPROF, before)


@needs_timer
def test_a_record_of_a_file_has_its_own_time() -> None:
    with bounded(60):
        with pytest.raises(ReadingError), bounded(SHORT):
            endless()
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 50
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@needs_timer
def test_what_is_done_in_time_is_left_alone() -> None:
    with bounded(60):
        done = sum(range(1000))
    assert done == 499_500
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for what in ("burn", "sell", "keep"):
        (tmp_path / f"{what}.txt").write_text(ARTICLE.format(what=what), encoding="utf-8")
    assert len(list(extract(tmp_path))) == 3  # the first article waits for what the package loads
    return tmp_path


@pytest.fixture
def stalling(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extraction never comes to an end where an article speaks of burning."""

    def stall(document: Document, **words: object) -> Extraction:
        if "burn" in document.text:
            endless()
        return genuine(document, **words)

    genuine: Callable[..., Extraction] = quotetrace.extraction.extract_document
    monkeypatch.setattr(quotetrace.extraction, "extract_document", stall)
    monkeypatch.setattr(deadline, "SECONDS", ENOUGH)


@pytest.mark.usefixtures("stalling")
def test_a_document_that_stalls_extraction_is_a_failure_and_the_rest_is_stored(folder: Path) -> None:
    with Store.open(":memory:") as store:
        report = ingest(folder, store)
        assert [one.reason for one in store.failures()] == [STALLED]
        assert (report.read, report.added, len(report.failures)) == (3, 2, 1)
        assert sorted(one.document.label for one in store.documents()) == ["keep.txt", "sell.txt"]


def test_it_is_read_again_when_there_is_time(folder: Path, request: pytest.FixtureRequest) -> None:
    with Store.open(":memory:") as store:
        request.getfixturevalue("stalling")
        ingest(folder, store)
        request.getfixturevalue("monkeypatch").undo()
        assert ingest(folder, store, retry_failed=True).added == 1
        assert not list(store.failures())


@pytest.mark.usefixtures("stalling")
def test_without_a_store_it_is_a_failure_as_well(folder: Path) -> None:
    found = list(extract(folder))
    assert [one for one in found if isinstance(one, Failure)] == [Failure(str(folder / "burn.txt"), STALLED)]
    assert len(found) == 3


@pytest.mark.usefixtures("stalling")
def test_a_worker_says_so_and_goes_on(folder: Path) -> None:
    tasks = [Task(one.source, one) for one in Inputs([folder])]
    assert [one.done and one.done.given_up for one in work(tasks, Settings(None))] == [STALLED, None, None]


def test_a_document_that_stalls_its_reader_is_a_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotetrace.reading import unread

    def stall(article: object, item: object, *_: object, **words: object) -> Document:
        if "burn" in words["label"]:  # type: ignore[operator]
            endless()
        return genuine(article, item, *_, **words)

    genuine: Callable[..., Document] = unread.assemble
    monkeypatch.setattr(unread, "assemble", stall)
    monkeypatch.setattr(deadline, "SECONDS", ENOUGH)
    with Store.open(":memory:") as store:
        ingest(folder, store)
        assert [(one.source, one.reason) for one in store.failures()] == [(str(folder / "burn.txt"), STALLED)]


# Read by every Python that is started, so that workers have it as well.
PATCHED = """
import quotetrace.extraction as room
from quotetrace import deadline
genuine, deadline.SECONDS = room.extract_document, 1.0

def stall(document, **words):
    while "burn" in document.text:
        pass
    return genuine(document, **words)

room.extract_document = stall
"""


def test_with_several_processes_the_rest_goes_on_as_well(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(PATCHED, encoding="utf-8")
    with (tmp_path / "wire.jsonl").open("w", encoding="utf-8") as records:
        for number in range(450):
            text = f"“We will {'burn' if number == 200 else 'sell'} ferry {number},” said Karin Toft."
            print(json.dumps({"id": f"w{number}", "text": text}), file=records)
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    words = ["ingest", "wire.jsonl", "--db", "wire.db", "--jobs", "2"]
    done = subprocess.run([sys.executable, "-m", "quotetrace", *words], env=env, cwd=tmp_path, capture_output=True)
    assert done.returncode == 3
    with Store.open(tmp_path / "wire.db", read_only=True) as store:
        assert [one.reason for one in store.failures()] == [STALLED]
        assert sum(1 for _ in store.documents()) == 449
