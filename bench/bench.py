"""Speed and memory, each beside a baseline in the same run: python -m bench.bench [--only PART …] [--small]

Medians of interleaved pairs (bench/measuring.py) on articles that bench/articles.py invents. Exits 1 where hostile text
twice as long takes more than three times the time. --small measures a hundredth, to see that everything runs; its
figures mean nothing and are not judged.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from bench import arriving, collection, crowds, joining, throughput, tracing
from bench.measuring import OverBudgetError

LIBRARIES = ("spacy", "rapidfuzz", "numpy", "sqlite-utils", "trafilatura")
Part = Callable[[Path, int], Iterator[str]]
# Each part under its heading: a scratch folder and a divisor of the amounts to the lines it prints.
PARTS: dict[str, tuple[str, Part]] = {
    "reading": ("reading", lambda scratch, by: throughput.reading(300 // by, scratch)),
    "forms": (
        "reading, form by form, beside extraction of the same documents",
        lambda scratch, by: throughput.forms(300 // by, scratch),
    ),
    "extraction": ("extraction, one core, warm", lambda scratch, by: throughput.extraction(400 // by)),
    "hostile": ("extraction of hostile text", lambda scratch, by: throughput.hostile(by)),
    "memory": (
        "memory of extract",
        lambda scratch, by: collection.extracting([size // by for size in (1_000, 10_000)], scratch),
    ),
    "ingest": ("the whole job", lambda scratch, by: collection.ingesting(1_500 // by, scratch)),
    "matching": (
        "matching: the exact join, beside brute force on a sample and a MinHash index",
        lambda scratch, by: joining.growing([size // by for size in (10_000, 100_000)], sample=600 // by),
    ),
    "arriving": (
        "a few documents that come into a large store, beside storing them alone",
        lambda scratch, by: arriving.arriving(20_000 // by, [max(1, 100 // by)], scratch / "large.db"),
    ),
    "crowds": (
        "matching where very many documents print the same words",
        lambda scratch, by: crowds.crowds(1_000 // by, scratch, judged=by == 1),
    ),
    "tracing": (
        "what tracing adds to matching",
        lambda scratch, by: iter(tracing.tracing_share(20_000 // by, scratch)[0]),
    ),
    "queries": ("first page of a query", lambda scratch, by: collection.asking(100_000 // by, scratch)),
    "exporting": (
        "memory of export",
        lambda scratch, by: collection.exporting([size // by for size in (3_000, 30_000)], scratch),
    ),
    "start": ("start to end of a command", lambda scratch, by: collection.starting(scratch)),
}
SMALL = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of the parts asked for, all unless told otherwise; 1 where one of them is over its budget."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts only")
    parser.add_argument("--small", action="store_true", help="a hundredth of everything: does it run?")
    options = parser.parse_args(arguments)
    begun, failed = time.perf_counter(), False
    print(_machine())
    for name in options.only or PARTS:
        title, part = PARTS[name]
        print(f"\n== {title}", flush=True)
        with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
            try:
                for line in part(Path(scratch), SMALL if options.small else 1):
                    print(f"  {line}", flush=True)
            except OverBudgetError as error:
                failed = True
                print("\n".join(f"  over budget: {line}" for line in str(error).splitlines()), flush=True)
    print(f"\n{time.perf_counter() - begun:.0f} s in all")
    return int(failed)


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {load}; {libraries}"


if __name__ == "__main__":
    sys.exit(main())
