"""A few documents that come into a large store, and how the store came to be.

usage: python -m bench.arriving COUNT [--documents N …] [--store FILE]

Invented documents of ten quotations each (bench/sayings.py), COUNT quotations in all, stored and settled; then 100 more
and 1,000 more, each beside storing them alone; then the first page of every query, asked by processes of their own.
Before and after these stands what reading quotations of the store by id and counting their words takes, so that
machines and hours can be compared. What extraction would find is known here, so it is left out. A store that is kept
(--store) is not made again for the same COUNT and N …: the documents that came last are forgotten, and come once more.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from bench.measuring import peak_megabytes, run_child
from bench.sayings import Sayings, make_sayings
from quotetrace import pipeline
from quotetrace.model import Document, Entity, EntityKind, Extraction, Kind, Part, Quotation
from quotetrace.moments import Moment
from quotetrace.store import Store

SEED = 1
# Quotations of a document, and the words that it prints outside the marks.
_SAID, _AROUND = 10, 150
# One person is quoted so many times on average, unevenly; so many outlets report over a year.
_QUOTED, _OUTLETS, _DAYS = 25, 400, 365
_BEGINNING = datetime(2031, 1, 1)
# Asked by a process of its own, as people ask; this one holds all that was invented.
_ASKING = """
import json, sys
from pathlib import Path
from bench.collection import first_pages
from quotetrace.store import Store
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print(json.dumps(first_pages(store)))
"""
# So many processes ask; so many of the queries that take longest are told.
_ASKED, _SLOWEST = 5, 3
# Quotations of the baseline.
_LOOKED_UP = 50_000
# Documents stored in one transaction.
_BATCH = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1_000], metavar="N")
    parser.add_argument("--store", type=Path, metavar="FILE", help="keep the store here, and use it again")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        for line in arriving(options.count, options.documents, options.store or Path(scratch) / "large.db"):
            print(line, flush=True)
    return 0


def arriving(count: int, more: Sequence[int], path: Path) -> Iterator[str]:
    """Lines on a store of `count` quotations at `path`, and on each of `more` numbers of documents that come in."""
    sayings = make_sayings(count + _SAID * sum(more), SEED)
    told = invented_documents(sayings)
    with Store.open(path, create=True) as store:
        if store.is_empty():
            stored = store_documents(store, told, count // _SAID)
            settled = _settle(store)
            size = path.stat().st_size / 1e6
            yield (
                f"{count:,} quotations: settled in {settled:.0f} s, storing alone {stored:.0f} s; "
                f"{size:,.0f} MB on disk, peak {peak_megabytes():,.0f} MB"
            )
        else:
            _refuse_others(store, next(told).document, path)
            deque(islice(told, count // _SAID - 1), maxlen=0)
            last = map(_document_id, range(count // _SAID, count // _SAID + sum(more)))
            yield f"a kept store of {count:,} quotations, {pipeline.forget(store, last):,} documents forgotten"
        yield _baseline(path)
        for number in more:
            alone = store_documents(store, told, number)
            seconds = _settle(store)
            yield (
                f"{number * _SAID:,} more in {number:,} documents: settled in {seconds:.1f} s, "
                f"storing alone {alone:.2f} s"
            )
    yield _baseline(path)
    yield _first_pages(path)


def _refuse_others(store: Store, first: Document, path: Path) -> None:
    """End where a kept store does not begin with this document: what comes in would have nothing to do with it."""
    kept = [document.text for document in store.workbench.texts([first.id])]
    if kept != [first.text]:
        sys.exit(f"{path} was made for other numbers: give COUNT and --documents as then, or another --store")


def _first_pages(path: Path) -> str:
    """One line: which queries take longest to give their first page, each asked for it once by every process."""
    runs = [json.loads(run_child("-c", _ASKING, path).output) for _ in range(_ASKED)]
    took = {name: median(run[name] for run in runs) for name in runs[0]}
    last = sorted(took, key=lambda name: -took[name])[:_SLOWEST]
    told = ", ".join(f"{name} {took[name]:.2f} s" for name in last)
    return f"first page of {len(took)} queries, medians of {_ASKED} processes: the slowest are {told}"


def store_documents(store: Store, told: Iterator[Extraction], number: int) -> float:
    """Store so many of the documents, unsettled; the seconds it took."""
    begun = time.perf_counter()
    for first in range(0, number, _BATCH):
        with store.batch():
            for _ in range(min(_BATCH, number - first)):
                extraction = next(told)
                store.add(extraction)
                store.add_source(extraction.document)
    return time.perf_counter() - begun


def _baseline(path: Path) -> str:
    """One line: what this machine needs now for quotations of the store, in no order and without this package's store.

    Twice, as the first reading waits for the disk.
    """
    with closing(sqlite3.connect(path)) as plain:
        (last,) = plain.execute("SELECT max(number) FROM quotations").fetchone()
        numbers = np.random.default_rng(SEED).integers(1, last, _LOOKED_UP).tolist()
        named = "SELECT id FROM quotations WHERE number = ?"
        ids = [row for number in numbers for row in plain.execute(named, [number])]
        for _ in range(2):
            begun = time.perf_counter()
            texts = [text for one in ids for (text,) in plain.execute("SELECT text FROM quotations WHERE id = ?", one)]
            read = time.perf_counter()
            Counter(word for text in texts for word in text.split())
            counted = time.perf_counter()
    return f"baseline: {len(ids):,} quotations by id {read - begun:.2f} s, counting their words {counted - read:.2f} s"


def _settle(store: Store) -> float:
    begun = time.perf_counter()
    pipeline.settle(store)
    return time.perf_counter() - begun


def invented_documents(sayings: Sayings) -> Iterator[Extraction]:
    """Documents of ten of the sayings each, in order of time."""
    chance = np.random.default_rng(SEED)
    total = len(sayings.texts)
    people = max(1, total // _QUOTED)
    spread = (people * chance.random(total) ** 3).astype(np.int64)
    around = [word for text in sayings.texts[:20_000] for word in text]
    for number in range(total // _SAID):
        said = range(number * _SAID, number * _SAID + _SAID)
        roots = (one if sayings.original[one] < 0 else int(sayings.original[one]) for one in said)
        speakers = [_name(int(spread[root])) for root in roots]
        prose = " ".join(around[place] for place in chance.integers(0, len(around), _AROUND))
        when = _BEGINNING + timedelta(days=_DAYS * number * _SAID / total)
        yield _extraction(number, [" ".join(sayings.texts[one]) for one in said], speakers, prose, when)


def _name(person: int) -> str:
    return f"First{person % 997} Last{person % 20_011}"


def _document_id(number: int) -> str:
    return f"sha256:{hashlib.sha256(str(number).encode()).hexdigest()[:24]}"


def _extraction(number: int, said: list[str], speakers: list[str], prose: str, when: datetime) -> Extraction:
    name = _document_id(number)
    names = sorted(set(speakers))
    text, quotations = prose, []
    for words, speaker in zip(said, speakers, strict=True):
        start = len(text) + 2
        text += f" “{words}”, {speaker} said."
        quotations.append(
            Quotation(
                id=f"{name}/body/{start}",
                document=name,
                part=Part.BODY,
                start=start,
                end=start + len(words),
                text=words,
                kind=Kind.DIRECT,
                speaker=speaker,
                entity=names.index(speaker),
                confidence=0.9,
                context=text[start - 2 :],
            )
        )
    document = Document(
        id=name,
        label=f"{number}.txt",
        source=f"/bench/{number}.txt",
        text=text,
        outlet=f"Outlet {number % _OUTLETS}",
        published=Moment.parse(when.strftime("%Y-%m-%dT%H:%M")),
        language="en",
    )
    return Extraction(document, tuple(quotations), tuple(Entity(one, EntityKind.PERSON) for one in names))


if __name__ == "__main__":
    sys.exit(main())
