"""How the benchmarks measure: the work beside a baseline in the same run, in turns, and the medians of the pairs.

A machine that others use is faster one minute and slower the next; two times taken right after one another share the
weather, so the ratio of a pair means more than either time.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
# What a Linux ru_maxrss counts in; macOS counts in bytes.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
Clock = Callable[[], float]
_MARK = "\x1e"
# Run by a small process of its own: a process counts the memory of the one that started it, before it became itself,
# as its own peak, and this one may hold a hundred thousand quotations.
_WATCH = f"""
import os, sys, time
os.dup2(1, 2)
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print({_MARK!r}, os.waitstatus_to_exitcode(status), time.perf_counter() - start, usage.ru_maxrss)
"""


class OverBudgetError(Exception):
    """What was measured is worse than allowed; the text says what and by how much."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of the work and of the baseline, and the median of the ratios of their pairs (1 is equal)."""

    seconds: float
    baseline: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Child:
    """A process that has ended: how long it took, the most memory it ever held (MB of 10^6 bytes), what it printed."""

    seconds: float
    megabytes: float
    output: str


def compare(
    work: Callable[[], object],
    baseline: Callable[[], object],
    *,
    pairs: int = 5,
    warm: bool = True,
    clock: Clock = time.perf_counter,
) -> Comparison:
    """Time `work` and `baseline` in turns, `pairs` times each; warm: once each before, not counted."""
    if warm:
        work()
        baseline()
    times = [(_seconds(work, clock), _seconds(baseline, clock)) for _ in range(pairs)]
    ours, theirs = zip(*times, strict=True)
    return Comparison(median(ours), median(theirs), median(one / other for one, other in times))


def run_child(*words: object, compiled: Path | None = None) -> Child:
    """Run ``python words…`` in the clone; RuntimeError with its last line where it does not end well.

    compiled: a folder that keeps what Python compiles, so that the next run starts as fast as an installed package.
    """
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    kept = {"PYTHONPYCACHEPREFIX": str(compiled), "PYTHONDONTWRITEBYTECODE": ""} if compiled else {}
    command = [sys.executable, *map(str, words)]
    watched = subprocess.run(
        [sys.executable, "-S", "-c", _WATCH, *command],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **kept},
        check=True,
    )
    output, _, told = watched.stdout.rpartition(_MARK)
    code, seconds, memory = told.split()
    if code != "0":
        last = (output.strip().splitlines() or ["no message"])[-1]
        raise RuntimeError(f"{' '.join(command)}: {last}")
    return Child(float(seconds), int(memory) * MAXRSS_UNIT / 1e6, output)


def peak_megabytes() -> float:
    """The most memory this process ever held, in MB of 10^6 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT / 1e6


def _seconds(work: Callable[[], object], clock: Clock) -> float:
    start = clock()
    work()
    return clock() - start
