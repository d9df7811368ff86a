"""A whole collection: ingesting one, asking a big one, and starting the command."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bench.articles import Article, articles
from bench.measuring import compare, run_child
from quotetrace import pipeline
from quotetrace.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Kind,
    Member,
    Part,
    Quotation,
    Relation,
    Utterance,
)
from quotetrace.moments import Moment
from quotetrace.store import Store

# One more than a table shows, as the commands ask for it.
FIRST_PAGE = 51


def ingesting(count: int, folder: Path) -> Iterator[str]:
    """The whole job in a process of its own, beside reading and extraction alone; half as many tell how both grow."""
    for size in (count // 2, count):
        records = folder / f"{size}.jsonl"
        records.write_text("".join(json.dumps(one.as_record()) + "\n" for one in articles(size)), encoding="utf-8")
        whole = run_child("-m", "quotetrace", "ingest", records, "--db", folder / f"{size}.db")
        alone = run_child("-m", "quotetrace", "extract", records)
        yield (
            f"{size:,} articles: {size / whole.seconds:,.0f} articles/s, peak {whole.megabytes:,.0f} MB; "
            f"extract alone {size / alone.seconds:,.0f} articles/s, peak {alone.megabytes:,.0f} MB; "
            f"{whole.seconds / alone.seconds:.1f} times its time"
        )


def extracting(counts: Sequence[int], folder: Path) -> Iterator[str]:
    """The command `extract` over more and more articles, and the most memory it held, beside Python doing nothing."""
    plain = run_child("-c", "pass")
    for size in counts:
        records = folder / f"{size}.jsonl"
        with records.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one.as_record()) + "\n" for one in articles(size))
        run = run_child("-m", "quotetrace", "extract", records)
        yield f"{size:,} articles: peak {run.megabytes:,.0f} MB; python -c pass {plain.megabytes:,.0f} MB"


def exporting(counts: Sequence[int], folder: Path) -> Iterator[str]:
    """The command `export` over more and more quotations, and the most memory it held, beside one that prints help."""
    least = run_child("-m", "quotetrace", "--help")
    for size in counts:
        path = folder / f"{size}.db"
        stored = write_store(path, size)
        for subject, suffix in (("quotes", "csv"), ("quotes", "parquet"), ("drift", "csv")):
            run = run_child("-m", "quotetrace", "export", subject, "-o", folder / f"all.{suffix}", "--db", path)
            yield (
                f"{stored:,} quotations, {subject} as {suffix}: {run.seconds:.1f} s, peak {run.megabytes:,.0f} MB; "
                f"quotetrace --help {least.megabytes:,.0f} MB"
            )


def asking(count: int, folder: Path) -> Iterator[str]:
    """The first page of every query on a store of `count` quotations, in milliseconds, beside ``select 1``."""
    path = folder / "big.db"
    stored = write_store(path, count)
    plain = sqlite3.connect(path)
    with Store.open(path, read_only=True) as store:
        yield f"a store of {stored:,} quotations, {path.stat().st_size / 1e6:,.0f} MB"
        for name, query in queries(store).items():
            timed = compare(lambda query=query: list(query()), lambda: list(plain.execute("select 1")), pairs=3)  # type: ignore[misc]
            yield f"{name + ':':34}{timed.seconds * 1e3:8.1f} ms; select 1 {timed.baseline * 1e3:.3f} ms"
    plain.close()


def first_pages(store: Store) -> dict[str, float]:
    """The seconds that the first page of every query takes, the first time it is asked for."""
    took: dict[str, float] = {}
    for name, query in queries(store).items():
        begun = time.perf_counter()
        list(query())
        took[name] = time.perf_counter() - begun
    return took


def starting(folder: Path) -> Iterator[str]:
    """The command from the start of the process to its end, beside Python starting and doing nothing."""
    path = folder / "small.db"
    write_store(path, 500)
    commands: dict[str, tuple[object, ...]] = {
        "--help": ("--help",),
        "quotes": ("quotes", "--limit", 5, "--db", path),
        "trace": ("trace", "--limit", 5, "--db", path),
        "find": ("find", "until the harbour opens", "--db", path),
    }
    for name, words in commands.items():
        timed = compare(
            lambda words=words: run_child("-m", "quotetrace", *words),  # type: ignore[misc]
            lambda: run_child("-c", "pass"),
        )
        yield f"{name + ':':10}{timed.seconds:.2f} s; python -c pass {timed.baseline:.2f} s"


def queries(store: Store) -> dict[str, Callable[[], Any]]:
    """What people ask first, by the words of the command line; each gives its first page."""
    speaker = next(store.speakers(limit=1)).name
    outlet = next(store.outlets(limit=1)).name
    [utterance] = [trace.utterance for trace in store.traces(limit=1)]
    [quotation] = store.quotes(utterance=utterance, limit=1)
    words = quotation.occurrence.quotation.text
    [dated] = store.quotes(limit=1)
    month = dated.occurrence.published.isoformat()[:7] if dated.occurrence.published else None
    return {
        "quotes": lambda: store.quotes(limit=FIRST_PAGE),
        "quotes --speaker": lambda: store.quotes(speaker=speaker, limit=FIRST_PAGE),
        "quotes --speaker (surname)": lambda: store.quotes(speaker=speaker.split()[-1], limit=FIRST_PAGE),
        "quotes --outlet": lambda: store.quotes(outlet=outlet, limit=FIRST_PAGE),
        "quotes --since --until": lambda: store.quotes(since=month, until=month, limit=FIRST_PAGE),
        "quotes --search": lambda: store.quotes(search="harbour bridge", limit=FIRST_PAGE),
        "quotes --search the": lambda: store.quotes(search="the", limit=FIRST_PAGE),
        "find": lambda: pipeline.find(store, words, limit=FIRST_PAGE),
        "find the": lambda: pipeline.find(store, "the", limit=FIRST_PAGE),
        "trace": lambda: store.traces(limit=FIRST_PAGE, brief=True),
        # Data has no pages: it is written utterance by utterance, each with all its quotations
        "trace --format json, the first": lambda: islice(store.traces(), 1),
        f"trace --format json, {FIRST_PAGE} to the end": lambda: store.traces(limit=FIRST_PAGE),
        "trace N": lambda: store.traces(utterance=utterance),
        "trace --drifted": lambda: store.traces(drifted=True, limit=FIRST_PAGE, brief=True),
        "trace --conflicts": lambda: store.traces(conflicts=True, limit=FIRST_PAGE, brief=True),
        "trace --speaker": lambda: store.traces(speaker=speaker, limit=FIRST_PAGE, brief=True),
        "trace --outlet": lambda: store.traces(outlet=outlet, limit=FIRST_PAGE, brief=True),
        "trace --search the": lambda: store.traces(search="the", limit=FIRST_PAGE, brief=True),
        "speakers": lambda: store.speakers(limit=FIRST_PAGE),
        "speakers NAME": lambda: [store.speaker_profile(speaker)],
        "outlets": lambda: store.outlets(limit=FIRST_PAGE),
        "outlets NAME": lambda: [store.outlet_profile(outlet)],
        "outlets --claimed": lambda: store.unseen_origins(limit=FIRST_PAGE),
        "documents": lambda: store.documents(limit=FIRST_PAGE),
    }


def write_store(path: Path, count: int) -> int:
    """A store of `count` quotations or a few more; how many."""
    return store_articles(path, _telling(articles(count), count))


def _telling(news: Iterable[Article], count: int) -> Iterator[Article]:
    """As many of these articles as it takes for `count` quotations."""
    told = 0
    for article in news:
        yield article
        told += len(article.told)
        if told >= count:
            break


def store_articles(path: Path, news: Iterable[Article]) -> int:
    """A store of these articles; how many quotations it has. What extraction and matching would find is known here,
    so both are left out; tracing and storing are the real ones."""
    stages = pipeline.default_stages()
    sayings: dict[int, list[str]] = defaultdict(list)
    stored = 0
    with Store.open(path, create=True) as store, store.batch():
        for article in news:
            extraction = planted(article)
            store.add(extraction)
            store.add_source(extraction.document)
            for told, quotation in zip(article.told, extraction.quotations, strict=True):
                sayings[told.saying.number].append(quotation.id)
            stored += len(article.told)
        bench, documents = store.workbench, store.workbench.pending(stored)
        entities = dict(bench.entities(documents))
        bench.replace_speakers(stages.merge_speakers(entities.items()), among=entities)
        occurrences = {one.quotation.id: one for one in store.occurrences()}
        utterances = [_utterance(number, members) for number, members in sorted(sayings.items())]
        outlets = {one.outlet for one in occurrences.values() if one.outlet is not None}
        bench.replace_utterances(
            utterances, stages.trace(utterances, occurrences, outlets=outlets, drifts={}), among=()
        )
        bench.mark_matched(documents)
        bench.mark_settled(stages.settings)
    return stored


def planted(article: Article) -> Extraction:
    """What extraction finds in an invented article, from what the article knows of itself."""
    published = Moment.parse(article.published.isoformat())
    document = Document(
        id=f"sha256:{article.name}",
        label=article.name,
        source=f"/bench/{article.name}.txt",
        text=article.text,
        headline=article.headline,
        outlet=article.outlet,
        url=f"https://example.org/{article.name}",
        published=published,
        language="en",
    )
    names = sorted({told.saying.speaker for told in article.told})
    quotations = tuple(
        Quotation(
            f"{document.id}/body/{told.start}",
            document.id,
            Part.BODY,
            told.start,
            told.end,
            told.saying.words,
            Kind.DIRECT,
            speaker=told.saying.speaker,
            entity=names.index(told.saying.speaker),
            confidence=0.9,
            context=article.text[told.start - 1 : article.text.index("\n", told.end)],
        )
        for told in article.told
    )
    return Extraction(document, quotations, tuple(Entity(name, EntityKind.PERSON) for name in names))


def _utterance(number: int, members: list[str]) -> Utterance:
    return Utterance(number, members[0], tuple(Member(one, Relation.VARIANT, "same words") for one in members))
