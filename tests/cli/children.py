"""`ingest` in a process group of its own, with small batches, to be interrupted and killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

PATIENCE = 60.0
_COMMAND = """
import sys
from quotetrace import cli
from quotetrace.pipeline import ahead, inputs
inputs.BATCH, ahead.WORTH = int(sys.argv.pop(1)), 0
cli.main()
"""


def start(*words: object, batch: int = 4) -> subprocess.Popen[str]:
    """Start ``quotetrace words…``."""
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, str(batch), *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def stored(db: Path) -> int:
    """How many documents a store has, 0 where there is none yet."""
    if not db.exists():
        return 0
    with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as raw, suppress(sqlite3.OperationalError):
        return int(raw.execute("SELECT count(*) FROM documents").fetchone()[0])
    return 0


def wait_for_documents(db: Path, number: int) -> None:
    """Return as soon as so many are stored."""
    patience = time.monotonic() + PATIENCE
    while stored(db) < number:
        assert time.monotonic() < patience, "nothing was stored"
        time.sleep(0.005)


def signal_all(child: subprocess.Popen[str], number: signal.Signals) -> None:
    """As a terminal does: the child and all that it started get the signal."""
    os.killpg(child.pid, number)


def nobody_is_left(child: subprocess.Popen[str]) -> bool:
    """Whether all that a child started has ended, within some seconds."""
    patience = time.monotonic() + 10
    while time.monotonic() < patience:
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False
