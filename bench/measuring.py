"""How the benchmarks measure: the work beside a baseline in the same run, in turns, and the medians of the pairs.

A machine that others use is faster one minute and slower the next; two times taken right after one another share the
weather, so the ratio of a pair means more than either time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
# What a Linux ru_maxrss counts in; macOS counts in bytes.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
Clock = Callable[[], float]


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


def run_child(*words: object) -> Child:
    """Run ``python words…`` in the clone; RuntimeError with its last line where it does not end well."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    command: Sequence[str] = [sys.executable, *map(str, words)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=printed, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": path}
        )
        # wait4 tells the memory of this one child; getrusage only the most of all children so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read()
    if process.returncode:
        last = (output.strip().splitlines() or ["no message"])[-1]
        raise RuntimeError(f"{' '.join(command)}: {last}")
    return Child(seconds, usage.ru_maxrss * MAXRSS_UNIT / 1e6, output)


def _seconds(work: Callable[[], object], clock: Clock) -> float:
    start = clock()
    work()
    return clock() - start
