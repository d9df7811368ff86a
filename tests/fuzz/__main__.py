"""`make fuzz`: every target for its share of the time, two processes at once; or one input again, without atheris.

usage: python -m tests.fuzz [MINUTES] [TARGET …]
       python -m tests.fuzz again TARGET FILE

Exit code 1 where something was found. What was found is kept below .fuzz/findings, what guides the next run below
.fuzz/corpus; neither is part of the project.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from quotetrace.rendering.phrases import count
from tests.fuzz.targets import TARGETS, Target

KEPT = Path(".fuzz")
MINUTES, PROCESSES = 20.0, 2
# A second is long for the longest of these inputs; twenty are a stall, also on a busy machine.
TIMEOUT_SECONDS = 20
# What is loaded, a store among it, takes a fifth of it.
MOST_MEMORY_MB = 2048
# Bytes of an input: longer ones are tried more slowly than they are worth.
LONGEST = 16_384
# Inputs that a target keeps from one run to the next; the shortest are kept.
KEPT_INPUTS = 2_000
_NUMBER = re.compile(r"^#(\d+)\s", re.M)
_WHAT = re.compile(r"^(?:[\w.]*(?:Error|Exception)\b.*|.*ERROR: libFuzzer: .*)$", re.M)
_FILE = re.compile(r"Test unit written to (\S+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What trying inputs on one target came to. found: the file that reproduces the finding; None for no finding."""

    target: str
    tried: int
    found: str | None = None
    what: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the words ask for, and print it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["again"]:
        _, name, file = words
        again(TARGETS[name], Path(file).read_bytes())
        print(f"{name}: {file} holds")
        return 0
    minutes = float(words.pop(0)) if words and words[0] not in TARGETS else MINUTES
    names = words or list(TARGETS)
    wrong = tried = 0
    for outcome in fuzz(names, minutes, KEPT):
        print("\n".join(lines(outcome)), flush=True)
        tried += outcome.tried
        wrong += outcome.found is not None
    print(f"{tried:,} inputs tried on {count(len(names), 'target')}, {count(wrong, 'finding')}")
    return int(wrong > 0)


def again(target: Target, data: bytes) -> None:
    """Try one input; raises what it was found by."""
    with tempfile.TemporaryDirectory(prefix="quotetrace-fuzz-") as scratch:
        target.run(data, Path(scratch))


def lines(outcome: Outcome) -> Iterator[str]:
    """What is printed of an outcome: the number of inputs, and how a finding is tried again."""
    yield f"{outcome.target:<12}{outcome.tried:>12,} inputs  {'FOUND ' + outcome.what if outcome.found else 'holds'}"
    if outcome.found:
        yield f"  again: python -m tests.fuzz again {outcome.target} {outcome.found}"


def fuzz(names: Sequence[str], minutes: float, kept: Path) -> Iterator[Outcome]:
    """The outcome of each target, in the order of the names; a finding ends its target and no other."""
    processes = min(PROCESSES, len(names))
    seconds = max(1, round(60 * minutes * processes / len(names)))
    with ThreadPoolExecutor(processes) as pool:
        yield from pool.map(lambda name: _guided(name, seconds, kept), names)


def _guided(name: str, seconds: int, kept: Path) -> Outcome:
    """Runs atheris on a target, with what earlier runs kept beside the seeds; its words go into a log beside them."""
    corpus, findings = kept / "corpus" / name, kept / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="quotetrace-seeds-") as seeds:
        for data in TARGETS[name].seeds():
            (Path(seeds) / sha256(data).hexdigest()[:16]).write_bytes(data)
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={TIMEOUT_SECONDS}",
            f"-report_slow_units={TIMEOUT_SECONDS}",  # it would keep what took half of that, which is no finding
            f"-rss_limit_mb={MOST_MEMORY_MB}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={findings}/{name}-",
        ]
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(corpus), seeds, *options]
        ran = subprocess.run(command, capture_output=True, text=True, errors="replace")
    said = ran.stdout + ran.stderr
    (kept / f"{name}.log").write_text(said, encoding="utf-8")
    _trim(corpus)
    return outcome_of(name, said, ran.returncode, log=kept / f"{name}.log")


def outcome_of(name: str, said: str, code: int, *, log: Path) -> Outcome:
    """What a run says it tried and found; one that ended otherwise than it should is a finding in its log."""
    tried = max((int(number) for number in _NUMBER.findall(said)), default=0)
    file = _FILE.search(said)
    if code == 0:
        return Outcome(name, tried)
    what = _WHAT.search(said)
    return Outcome(name, tried, file.group(1) if file else str(log), what.group().strip() if what else "no answer")


def _trim(corpus: Path) -> None:
    """Keeps the shortest inputs."""
    for _, path in sorted((one.stat().st_size, one) for one in corpus.iterdir())[KEPT_INPUTS:]:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
