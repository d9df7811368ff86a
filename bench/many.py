"""Very many articles in every form that is read: how fast they are stored, and whether memory stays the same.

usage: python -m bench.many [COUNT…] [--jobs N]

Each COUNT is ingested in a process of its own twice: written in all forms (bench/forms.py), and as the records of one
JSONL. What reading, extraction and storing held at most, all processes together, is told before matching begins;
matching has a line of its own. At the end the peaks are set beside one another, and beside that of a process that
extracts one sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.articles import as_collected
from bench.forms import shares
from bench.ingest import Ingest
from bench.measuring import run_child

# What children run; the generator is one too, so that nothing of it is counted.
_RECORDS = ("-c", "import sys; from bench.many import write_records; write_records(int(sys.argv[1]), sys.argv[2])")
# How the articles are written, by what, and how far they are taken.
_COLLECTIONS = (("every form", ("-m", "bench.forms"), "matched"), ("one JSONL", _RECORDS, "read"))
_INGEST = ("-c", "import sys; from bench.ingest import tell; tell(*sys.argv[1:])")
# What holds as little as an ingest can: all it needs is imported, and one sentence extracted.
_BARE = """
import quotetrace.store
from quotetrace.extraction import extract_document
from quotetrace.model import Document
from quotetrace.reading import read
extract_document(Document("bare", "bare", "bare", "“It is late,” said Ada Marsh."))
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("counts", metavar="COUNT", type=int, nargs="*", default=[5_000, 50_000])
    parser.add_argument("--jobs", type=int, default=1, help="processes that read and extract")
    options = parser.parse_args(arguments)
    try:
        for count in options.counts:
            shares(count)
    except ValueError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        for line in growing(options.counts, Path(scratch), jobs=options.jobs):
            print(line, flush=True)
    return 0


def growing(counts: Sequence[int], folder: Path, *, jobs: int) -> Iterator[str]:
    """Lines on each count and each way of writing it, and on how the peaks of the last stand to those of the first."""
    bare = run_child("-c", _BARE).megabytes
    peaks: dict[str, list[float]] = {}
    for count in counts:
        for name, write, until in _COLLECTIONS:
            path, db = folder / f"{count}-{until}", folder / f"{count}-{until}.db"
            size = int(run_child(*write, count, path).output)
            told = Ingest(**json.loads(run_child(*_INGEST, path, db, jobs, until).output))
            if (told.stored, told.failed) != (count, 0):
                raise RuntimeError(f"{name}: {told.stored:,} of {count:,} articles stored, {told.failed:,} failures")
            yield (
                f"{count:,} articles, {name}, {size / 1e6:,.1f} MB: read, extracted and stored "
                f"{count / told.reading:,.0f} a second, peak {told.read_mb:,.0f} MB"
            )
            if until == "matched":
                yield f"{count:,} articles matched in {told.matching:,.0f} s, peak {told.matched_mb:,.0f} MB"
            peaks.setdefault(name, []).append(told.read_mb)
    for name, held in peaks.items():
        yield (
            f"{name}: the peak of {counts[-1]:,} is {held[-1] / held[0]:.2f} times that of {counts[0]:,}; "
            f"one sentence alone takes {bare:,.0f} MB"
        )


def write_records(count: int, path: str) -> None:
    """Write so many articles as one JSONL and print its size."""
    with Path(path).open("wb") as file:
        for one in as_collected(count):
            file.write(json.dumps(one.as_record()).encode() + b"\n")
        print(file.tell())


if __name__ == "__main__":
    sys.exit(main())
