"""Matching where very many documents print the same words: one sentence in all of them, or one article copied.

usage: python -m bench.crowds COUNT

COUNT and twice as many documents of other outlets and days, matched and traced in a process of its own. What grows in
proportion takes twice as long.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench.measuring import OverBudgetError, run_child

# Twice as many documents may take so many times as long: the pairs of all with all would take four times.
MOST = 3.0
_SENTENCE = ("“We will not close the harbour before the fleet has come home from the northern banks,” said Mary Holt.",)
_ARTICLE = (
    *_SENTENCE,
    "Ivor Penn called it “a disgrace for the whole town”.",
    "“The budget has a hole of nine million and nobody told us before Friday,” said Penn.",
    "“It is over,” said Tom Rusk, a fisherman.",
    "“I have fished here for thirty years and never saw anything like it,” Rusk said.",
    "Holt spoke of “a very bad day” for Kestwick.",
    "“We shall take this to court in the spring if the council does not listen to us,” said Penn.",
    "“The western wall needs forty divers and a year of good weather,” said Alice Brandt.",
)
# What a child runs: FILE STORE; it prints the seconds that settling takes.
_CHILD = """
import sys, time
from quotetrace import pipeline
from quotetrace.pipeline import ingesting
from quotetrace.store import Store
settle, ingesting.settle = ingesting.settle, lambda *given, **more: []
with Store.open(sys.argv[2], create=True) as store:
    pipeline.ingest(sys.argv[1], store)
    begun = time.process_time()
    settle(store)
    print(time.process_time() - begun, store.counts()["utterances"])
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured; 1 where twice as many take more than their share."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        try:
            for line in crowds(options.count, Path(scratch)):
                print(line, flush=True)
        except OverBudgetError as error:
            print(f"over budget: {error}")
            return 1
    return 0


def crowds(count: int, folder: Path, *, judged: bool = True) -> Iterator[str]:
    """Lines on so many documents and on twice as many, for each kind; OverBudgetError where these take too long."""
    over: list[str] = []
    for name, paragraphs, number in (("one sentence", _SENTENCE, count), ("one article", _ARTICLE, count // 4)):
        seconds: list[float] = []
        for documents in (number, 2 * number):
            path, db = folder / f"{documents}.jsonl", folder / f"{name} {documents}.db"
            records = (f"{json.dumps(one)}\n" for one in _records(documents, paragraphs))
            path.write_text("".join(records), encoding="utf-8")
            child = run_child("-c", _CHILD, path, db)
            took, utterances = child.output.split()
            seconds.append(float(took))
            yield (
                f"{name} in {documents:,} documents: settled in {seconds[-1]:.1f} s of the processor, peak "
                f"{child.megabytes:,.0f} MB, {db.stat().st_size / 1e6:,.0f} MB on disk, {utterances} utterances"
            )
        ratio = seconds[1] / max(seconds[0], 0.01)
        yield f"  twice as many take {ratio:.1f} times as long (at most {MOST:.0f})"
        if ratio > MOST:
            over.append(f"{name}: {ratio:.1f} times as long for twice as many")
    if over and judged:
        raise OverBudgetError("\n".join(over))


def _records(count: int, paragraphs: Sequence[str]) -> Iterator[dict[str, str]]:
    for number in range(count):
        yield {
            "url": f"https://outlet{number % 97}.example/{number}",
            "outlet": f"Outlet {number % 97}",
            "published": (date(2024, 3, 1) + timedelta(days=number % 5)).isoformat(),
            "title": f"Report {number} from Kestwick",
            "text": "\n\n".join([f"The harbour board met again, and report {number} was filed.", *paragraphs]),
        }


if __name__ == "__main__":
    sys.exit(main())
