"""Reading, extracting and storing in several processes beside one, in turns.

usage: python -m bench.jobs COUNT [--jobs N] [--pairs N]

COUNT invented articles (bench/articles.py), as records of one JSONL file and as pages. Each run is the library's ingest
in a process of its own without its last step, settling, which is one process's work either way and has its own line.
Every process finds the package compiled, as it is where it is installed; a clone where Python keeps nothing that it
compiles (PYTHONDONTWRITEBYTECODE) starts each of them 0.4 s later, and these are one after the other.
Where other work runs on the machine the times are disturbed, and the ratio with them; processor seconds are less so:
what one process spends in all, divided by the greater of the writer's share and an even share of the total for each
core, is what the ratio comes to on a machine that does nothing else, but for the wait until workers have started.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.articles import articles
from bench.measuring import compare, run_child

# What a child runs: PATH STORE JOBS; it prints the processor seconds of itself and of the processes that it started.
_CHILD = """
import resource, sys
from quotetrace import pipeline
from quotetrace.pipeline import ingesting
from quotetrace.store import Store
settle, ingesting.settle = ingesting.settle, lambda *given, **more: []
path, db, jobs = sys.argv[1:]
with Store.open(db, create=True) as store:
    pipeline.ingest(path, store, jobs=int(jobs))
own, started = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(own.ru_utime + own.ru_stime, started.ru_utime + started.ru_stime)
"""
_SETTLE = """
import sys
from quotetrace import pipeline
from quotetrace.store import Store
with Store.open(sys.argv[1]) as store:
    pipeline.settle(store)
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of the process that writes, and of those that it started."""

    writer: float
    workers: float

    @property
    def total(self) -> float:
        return self.writer + self.workers


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        for line in several(options.count, Path(scratch), jobs=options.jobs, pairs=options.pairs):
            print(line, flush=True)
    return 0


def several(count: int, folder: Path, *, jobs: int, pairs: int) -> Iterator[str]:
    """A line on each form of article, and one on settling."""
    records, pages = folder / "articles.jsonl", folder / "pages"
    pages.mkdir()
    with records.open("w", encoding="utf-8") as file:
        for one in articles(count):
            file.write(json.dumps(one.as_record()) + "\n")
            (pages / f"{one.name}.html").write_text(one.as_html(), encoding="utf-8")
    for form, path in (("records", records), ("pages", pages)):
        spent: dict[int, Spent] = {}
        timed = compare(
            lambda path=path, spent=spent: spent.update({1: _ingest(path, folder, 1)}),  # type: ignore[misc]
            lambda path=path, spent=spent: spent.update({jobs: _ingest(path, folder, jobs)}),  # type: ignore[misc]
            pairs=pairs,
        )
        alone, shared = spent[1], spent[jobs]
        idle = alone.total / max(shared.writer, shared.total / min(jobs, os.cpu_count() or 1))
        yield (
            f"{count:,} {form}: {jobs} jobs {timed.baseline:.1f} s, 1 job {timed.seconds:.1f} s: {timed.ratio:.2f} "
            f"times as fast (median of {pairs} pairs); processor {shared.writer:.1f} + {shared.workers:.1f} s, "
            f"alone {alone.total:.1f} s: {idle:.2f} times on an idle machine"
        )
    settled = run_child("-c", _SETTLE, folder / f"{jobs}.db")
    yield f"settling {count:,} pages: {settled.seconds:.1f} s"


def _ingest(path: Path, folder: Path, jobs: int) -> Spent:
    db = folder / f"{jobs}.db"
    db.unlink(missing_ok=True)
    writer, workers = map(float, run_child("-c", _CHILD, path, db, jobs, compiled=folder / "compiled").output.split())
    return Spent(writer, workers)


if __name__ == "__main__":
    sys.exit(main())
