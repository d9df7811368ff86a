"""What tracing adds to matching when a collection is settled for the first time.

usage: python -m bench.tracing COUNT

Invented documents as in bench/arriving.py, COUNT quotations. Matching is finding the edges, deciding them and grouping;
tracing is firsts, drift, frames, lineage with its narrative, and where related words were earlier. What the store does
is neither; the last line says what tracing adds to all that settling does without it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.arriving import invented_documents, store_documents
from bench.sayings import make_sayings
from quotetrace import pipeline
from quotetrace.pipeline import default_stages
from quotetrace.store import Store

SEED = 1
MATCHING = ("index_entries", "may_relate", "seat", "tell_edges", "decide", "group", "find_links")
TRACING = ("narrative_runs", "recount", "turned", "share_narrative", "trace", "tell_earlier")
# Tracing may take so much of matching's time, per cent.
MOST = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured; 1 where tracing takes more than its share."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        lines, share = tracing_share(options.count, Path(scratch))
    print("\n".join(lines))
    return int(share > MOST)


def tracing_share(count: int, folder: Path) -> tuple[list[str], float]:
    """Lines on the time of every stage, and tracing's time per cent of matching's."""
    spent: Counter[str] = Counter()
    stages = default_stages()
    timed = {name: _timed(name, getattr(stages, name), spent) for name in (*MATCHING, *TRACING)}
    with Store.open(folder / "traced.db", create=True) as store:
        told = invented_documents(make_sayings(count, SEED))
        store_documents(store, told, count // 10)
        begun = time.process_time()
        pipeline.settle(store, stages=replace(stages, **timed))
        settled = time.process_time() - begun
    matching, tracing = (sum(spent[name] for name in names) for names in (MATCHING, TRACING))
    share = 100 * tracing / matching
    stated = ", ".join(f"{name} {spent[name]:.1f}" for name in (*MATCHING, *TRACING))
    return [
        f"{count:,} quotations: matching {matching:.1f} s, tracing {tracing:.1f} s: {share:.0f} % (at most {MOST})",
        f"  seconds: {stated}",
        f"  all of settling {settled:.1f} s: tracing adds {100 * tracing / (settled - tracing):.0f} % to the rest",
    ], share


def _timed(name: str, stage: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    """The same stage, which adds its processor time under its name.

    What it yields is handed on one by one, as the store takes it: held all together it would be looked through by the
    collector of garbage again and again.
    """

    def run(*given: Any, **more: Any) -> Any:
        begun = time.process_time()
        found = stage(*given, **more)
        spent[name] += time.process_time() - begun  # type: ignore[assignment]
        return each(found) if isinstance(found, Iterator) else found

    def each(found: Iterator[Any]) -> Iterator[Any]:
        while True:
            begun = time.process_time()
            one = next(found, None)
            spent[name] += time.process_time() - begun  # type: ignore[assignment]
            if one is None:
                return
            yield one

    return run


if __name__ == "__main__":
    sys.exit(main())
