"""An `ingest` that is killed at a random moment, over and over, and continued by the same command.

The killed process is forked by one that has everything imported, so that twenty take seconds: `Nursery`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from newsroom import said_by

from quotetrace import pipeline
from quotetrace.store import Store

# Forks a child for each line that it reads: the words of a command line. Prints the child's number, and when it ended.
_NURSERY = """
import json, os, sys
from quotetrace import cli
from quotetrace.pipeline import ahead, inputs
import quotetrace.extraction, quotetrace.reading, quotetrace.matching, quotetrace.tracing
inputs.BATCH, ahead.WORTH = int(sys.argv[1]), 0
cli.run(["extract", sys.argv[2], "--jobs", "1"])
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        os._exit(cli.run(json.loads(line)))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Nursery:
    """Children that run ``quotetrace words…``, each killed after some time; a context manager."""

    def __init__(self, warm: Path, *, batch: int) -> None:
        words = [sys.executable, "-c", _NURSERY, str(batch), str(warm)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        while self._line() != "ready":
            pass

    def run(self, words: Sequence[object], *, kill_after: float | None = None) -> tuple[int, float]:
        """The exit code of a command (-9 where it was killed in time), and how many seconds it ran."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self._process.stdin.flush()
        child, begun = int(self._line()), time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it came to its end sooner
                os.kill(child, signal.SIGKILL)
        return int(self._line()), time.monotonic() - begun

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *ended: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout
        self._process.stdout.close()

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


def ingest_words(articles: Path, db: Path, jobs: int) -> list[object]:
    """The command that is killed and continued."""
    return ["ingest", articles, "--db", db, "--jobs", jobs]


def faults(db: Path, whole: object) -> list[str]:
    """What is wrong with a store that was continued; whole: what one says that was never interrupted."""
    with closing(sqlite3.connect(db)) as raw:
        found = [f"integrity: {one}" for (one,) in raw.execute("PRAGMA integrity_check") if one != "ok"]
        found += [f"foreign key: {one}" for one in raw.execute("PRAGMA foreign_key_check")]
    with Store.open(db) as store:
        found += store.verify()
        if said_by(store) != whole:
            found.append("says something else than a store that was never interrupted")
    return found


def told_by_one(articles: Path) -> object:
    """What a store says that reads the articles at once."""
    with Store.open(":memory:") as store:
        pipeline.ingest(articles, store)
        return said_by(store)


def moments(count: int, seconds: float, seed: int = 1) -> list[float]:
    """So many random moments in a run of so many seconds, one in each of as many equal parts."""
    chance = random.Random(seed)
    return [seconds * (number + chance.random()) / count for number in range(count)]
