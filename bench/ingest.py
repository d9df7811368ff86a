"""One ingest, and what it held: run as a process of its own, which imports what an ingest does and little more."""

from __future__ import annotations

import json
import resource
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

from bench.measuring import MAXRSS_UNIT, peak_megabytes
from quotetrace import pipeline
from quotetrace.model import MATCHING, Step
from quotetrace.store import Store


@dataclass(slots=True)
class Ingest:
    """What one ingest told of itself: MB of 10^6 bytes held at most until matching began, and until it ended.

    stored: documents; failed: inputs that could not be read.
    """

    stored: int = 0
    failed: int = 0
    reading: float = 0.0
    read_mb: float = 0.0
    matching: float = 0.0
    matched_mb: float = 0.0


class _ReadError(Exception):
    """All is read, and no more is asked for."""


def tell(path: str, db: str, jobs: str, until: str) -> None:
    """Ingest a path and print what that took as JSON; until: ``read`` where nothing is to be matched."""
    told, begun = Ingest(), time.perf_counter()

    def watch(step: Step) -> None:
        told.failed = max(told.failed, step.failed)
        if step.name == MATCHING and not told.reading:
            told.reading = time.perf_counter() - begun
            # the workers, which have ended; the system tells of the greatest of them
            worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * MAXRSS_UNIT / 1e6
            told.read_mb = peak_megabytes() + (worker * int(jobs) if int(jobs) > 1 else 0)
            if until == "read":
                raise _ReadError

    with Store.open(db, create=True) as store:
        with suppress(_ReadError):
            pipeline.ingest(path, store, jobs=int(jobs), progress=watch)
        told.stored = store.counts()["documents"]
    told.matching = time.perf_counter() - begun - told.reading
    told.matched_mb = peak_megabytes()
    print(json.dumps(asdict(told)))
