"""A season of use: many small ingests; between them corrections, changed and deleted files, re-runs and an upgrade.

usage: python -m bench.season DAYS

Invented articles (bench/articles.py), a dozen a day, as text, HTML and JSONL. Every tenth day the store is verified, a
sample derived anew; at the end it is compared with one that reads the last state of the files at once and is told the
same decisions. Exits 1 where anything disagrees.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.articles import Article, articles
from quotetrace import pipeline
from quotetrace.pipeline import Stages, default_stages
from quotetrace.store import Store

SEED = 1
MOST_A_DAY = 24
# Days between two looks at the whole folder, between two verifications, and that are told of together.
_WHOLE, _VERIFIED, _TOLD = 25, 10, 50
_SAMPLE = 20
# Not compared: a decision on what is gone has lost it here, and waits for it where it never was.
_APART = frozenset({"decisions", "whole"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured; 1 where the store disagrees with itself or with one made at once."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("days", type=int)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="quotetrace-bench-") as scratch:
        season = Season(Path(scratch))
        for line in season.run(options.days):
            print(line, flush=True)
    return int(season.problems > 0)


@dataclass(slots=True)
class Season:
    """A folder of articles, the store that follows it, and what happened so far."""

    scratch: Path
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    stages: Stages = field(default_factory=default_stages)
    problems: int = 0
    files: list[Path] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)

    def run(self, days: int) -> Iterator[str]:
        """Lines on so many days, and on their end."""
        folder = self.scratch / "desk"
        news = articles(days * MOST_A_DAY, seed=SEED)
        took: list[float] = []
        with Store.open(self.scratch / "season.db", create=True) as store:
            for day in range(1, days + 1):
                if day == days // 2:
                    self.stages = replace(self.stages, lexicons=f"{self.stages.lexicons} later")
                took.append(self._ingest(store, self._written(folder / f"{day:03}", news)))
                self._happens(store)
                if day % _WHOLE == 0:
                    self._ingest(store, folder)
                if day == days // 2 + _WHOLE:
                    self._count("derived anew", pipeline.reprocess(store, stages=self.stages))
                if day % _VERIFIED == 0:
                    yield from self._verified(store, day)
                if day % _TOLD == 0 or day == days:
                    yield self._told(store, day, took[-_TOLD:])
            pipeline.reprocess(store, stages=self.stages)
            self._ingest(store, folder)
            yield from self._verified(store, days)
            yield from self._compared(store, folder)

    def _written(self, folder: Path, news: Iterator[Article]) -> Path:
        """The articles of one day, in files of all kinds."""
        folder.mkdir(parents=True)
        today = [next(news) for _ in range(self.chance.randint(1, MOST_A_DAY))]
        together = today[: len(today) // 3]
        if together:
            records = "".join(json.dumps(one.as_record()) + "\n" for one in together)
            (folder / "wire.jsonl").write_text(records, encoding="utf-8")
        for one in today[len(together) :]:
            path = folder / f"{one.name}{self.chance.choice(('.txt', '.html'))}"
            path.write_text(one.as_html() if path.suffix == ".html" else one.text, encoding="utf-8")
            self.files.append(path)
        return folder

    def _ingest(self, store: Store, path: Path) -> float:
        begun = time.perf_counter()
        pipeline.ingest(path, store, stages=self.stages)
        return time.perf_counter() - begun

    def _happens(self, store: Store) -> None:
        """What a day brings beside its news."""
        if self.files and self.chance.random() < 0.3:
            path = self.chance.choice(self.files)
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(" two ", " seven ").replace("will not", "will"), encoding="utf-8")
            self._ingest(store, path)
            self._count("changed")
        if len(self.files) > 1 and self.chance.random() < 0.2:
            path = self.files.pop(self.chance.randrange(len(self.files)))
            path.unlink()
            gone = [one.document.id for one in store.documents(str(path))]
            self._count("forgotten", pipeline.forget(store, gone, stages=self.stages))
        if self.chance.random() < 0.4:
            self._decide(store)

    def _decide(self, store: Store) -> None:
        """One decision of a person, or one taken back."""
        stages, chance = self.stages, self.chance
        made = [one.number for one in store.decisions() if one.decision.undone is None]
        if made and chance.random() < 0.2:
            pipeline.undo(store, chance.choice(made), stages=stages)
            self._count("undone")
            return
        known = [one.occurrence.quotation for one in store.quotes(limit=400)]
        documents = [one.document.id for one in store.documents(limit=200)]
        one, other = chance.sample(known, 2)
        kind = chance.randrange(6)
        if kind == 0:
            pipeline.correct_speaker(store, one.id, "Ida Underhay", stages=stages)
        elif kind == 1:
            pipeline.correct_outlet(store, chance.choice(documents), "The Lowick Mail", stages=stages)
        elif kind == 2:
            pipeline.correct_date(store, chance.choice(documents), "2020-01-02", stages=stages)
        elif kind == 3:
            pipeline.split(store, one.id, other.id, stages=stages)
        elif kind == 4:
            pipeline.join(store, one.id, other.id, stages=stages)
        elif one.speaker and other.speaker and one.speaker != other.speaker:
            pipeline.alias(store, one.speaker, other.speaker, stages=stages)
        self._count("decided")

    def _verified(self, store: Store, day: int) -> Iterator[str]:
        found = list(pipeline.verify(store, sample=_SAMPLE, seed=day, stages=self.stages))
        self.problems += len(found)
        self._count("verified")
        yield from (f"day {day}: {problem}" for problem in found)

    def _told(self, store: Store, day: int, took: Sequence[float]) -> str:
        counts = store.counts()
        size = (self.scratch / "season.db").stat().st_size / 1e6
        return (
            f"day {day}: {counts['documents']:,} documents, {counts['quotations']:,} quotations, {size:,.1f} MB; "
            f"a day's ingest took {statistics.median(took):.2f} s in the median"
        )

    def _compared(self, store: Store, folder: Path) -> Iterator[str]:
        """The store beside one that reads everything at once."""
        path = self.scratch / "fresh.db"
        with Store.open(path, create=True) as fresh:
            pipeline.ingest(folder, fresh, stages=self.stages)
            pipeline.take_decisions(fresh, [one.decision for one in store.decisions()], stages=self.stages)
            theirs = {one.name: one.digest for one in fresh.digest()}
        other = [one.name for one in store.digest() if theirs[one.name] != one.digest and one.name not in _APART]
        self.problems += len(other)
        size, least = ((self.scratch / name).stat().st_size / 1e6 for name in ("season.db", "fresh.db"))
        yield ", ".join(f"{number:,} {what}" for what, number in sorted(self.done.items()))
        told = f"other {', '.join(other)}" if other else "equal"
        yield f"beside a store made at once: {told}; {size / least:.2f} times its size"

    def _count(self, what: str, number: int = 1) -> None:
        self.done[what] = self.done.get(what, 0) + number


if __name__ == "__main__":
    sys.exit(main())
