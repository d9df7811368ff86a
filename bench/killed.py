"""An ingest killed at many random moments, each time continued by the same command and compared with one that was not.

usage: python -m bench.killed POINTS [--articles N]

Every third of the killed ones reads and extracts in two processes besides the one that writes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.articles import articles
from bench.measuring import ROOT

sys.path.append(str(ROOT / "tests"))

from killing import Nursery, faults, ingest_words, moments, told_by_one

from quotetrace import pipeline
from quotetrace.store import Store

# Documents in a transaction: many transactions to be killed in or between.
_BATCH = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was wrong and how many were equal; 1 where not all were."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("points", type=int)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args(arguments)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        for line in killed(options.points, options.articles, Path(scratch)):
            wrong += line.startswith("wrong")
            print(line, flush=True)
    return int(wrong > 0)


def killed(points: int, count: int, folder: Path) -> Iterator[str]:
    """A line on each fault, and one on how many points there were and how many were equal."""
    news = folder / "articles"
    news.mkdir()
    for number, one in enumerate(articles(count)):
        name, text = (f"{one.name}.html", one.as_html()) if number % 4 == 0 else (f"{one.name}.txt", one.text)
        (news / name).write_text(text, encoding="utf-8")
    whole = told_by_one(news)
    in_time = equal = 0
    with Nursery(news, batch=_BATCH) as nursery:
        seconds = {jobs: nursery.run(ingest_words(news, folder / f"whole-{jobs}.db", jobs))[1] for jobs in (1, 2)}
        for number, part in enumerate(moments(points, 1.0)):
            jobs, db = 2 if number % 3 == 2 else 1, folder / "killed.db"
            after = part * seconds[jobs]
            in_time += nursery.run(ingest_words(news, db, jobs), kill_after=after)[0] == -9
            with Store.open(db, create=True) as store:
                pipeline.ingest(news, store)
            found = faults(db, whole)
            equal += not found
            yield from (f"wrong after {after:.3f} s of {seconds[jobs]:.1f}, {jobs} jobs: {one}" for one in found)
            for one in folder.glob("killed.db*"):
                one.unlink()
    yield f"{points} points in an ingest of {count:,} articles, {in_time} of them before its end: {equal} equal"


if __name__ == "__main__":
    sys.exit(main())
