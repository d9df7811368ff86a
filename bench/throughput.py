"""Reading, extraction and matching: how much a second, beside the plainest tool that does a part of it."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import spacy
import trafilatura

from bench.articles import articles
from bench.measuring import Clock, Comparison, OverBudgetError, compare
from quotetrace.extraction import extract_document
from quotetrace.model import Document
from quotetrace.reading import read


def extraction(count: int) -> Iterator[str]:
    """Documents to quotations with speakers, one core, warm, beside spaCy's blank English tokenizer."""
    documents = [Document(one.name, one.name, one.name, one.text) for one in articles(count)]
    words = sum(len(document.text.split()) for document in documents) // count
    tokenizer = spacy.blank("en")
    timed = compare(
        lambda: [extract_document(document) for document in documents],
        lambda: [tokenizer(document.text) for document in documents],
    )
    yield (
        f"{count:,} articles of {words} words: {count / timed.seconds:,.0f} articles/s; "
        f"spaCy's tokenizer alone {count / timed.baseline:,.0f} articles/s; {timed.ratio:.1f} times its time"
    )


# What no newspaper prints and a stranger may send, by its size: marks, one paragraph, nesting, capitals.
HOSTILE: dict[str, Callable[[int], str]] = {
    "marks in one paragraph": lambda size: "“Shut it,” Moss said, ‘or not’. " * (size // 4),
    "words in one paragraph": lambda size: (
        "The crew of the barge said the lock was shut and left again for the quay. " * (size // 15)
    ),
    "marks that open and never close": lambda size: "She said “no and ‘never " * (size // 2),
    "marks in one another": lambda size: "“it ‘is " * (size // 4) + "so’ then” " * (size // 4),
    "capitalised words": lambda size: " ".join(f"Name{number}" for number in range(size)),
}
# The sizes at which each is measured, in the unit its name says; the paragraph has 5 MB.
HOSTILE_SIZES = (10_000, 1_020_000, 20_000, 20_000, 100_000)
# Twice as much should take twice the time, and four times where work is quadratic; caches and the collector of garbage
# take some more as memory grows.
MOST_GROWTH = 3.0


def hostile(by: int) -> Iterator[str]:
    """Texts of hostile shapes at half their size and whole, beside spaCy's tokenizer on the whole text.

    OverBudgetError at the end where a whole takes more than `MOST_GROWTH` times its half. Where `by` is over 1 the
    texts are too short to be judged by.
    """
    tokenizer = spacy.blank("en")
    tokenizer.max_length = 10**8
    over = []
    for (name, make), size in zip(HOSTILE.items(), HOSTILE_SIZES, strict=True):
        half, whole = make(size // by // 2), make(size // by)
        grown = growth(lambda text=half: _extract(text), lambda text=whole: _extract(text))  # type: ignore[misc]
        plain = compare(lambda text=whole: tokenizer(text), lambda: None, pairs=1, warm=False, clock=process_time)  # type: ignore[misc]
        yield (
            f"{size // by:,} {name} ({len(whole) / 1e6:.1f} MB): {grown.seconds:.2f} s, "
            f"{grown.ratio:.1f} times that of half; spaCy's tokenizer {plain.seconds:.2f} s"
        )
        if grown.ratio > MOST_GROWTH:
            over.append(f"{name}: twice as much takes {grown.ratio:.1f} times the time, {MOST_GROWTH} is allowed")
    if over and by == 1:
        raise OverBudgetError("\n".join(over))


def growth(half: Callable[[], object], whole: Callable[[], object], *, clock: Clock = process_time) -> Comparison:
    """What a whole takes beside its half, in processor time; the median of three more pairs where it seems too much."""
    timed = compare(whole, half, pairs=1, warm=False, clock=clock)
    return timed if timed.ratio <= MOST_GROWTH else compare(whole, half, pairs=3, warm=False, clock=clock)


def _extract(text: str) -> None:
    extract_document(Document("hostile", "hostile", "hostile", text))


def reading(count: int, folder: Path) -> Iterator[str]:
    """Files to documents with outlet and date, beside what merely decodes them (for HTML: trafilatura alone)."""
    written = list(articles(count))
    for form in ("text", "html"):
        (folder / form).mkdir()
    for one in written:
        (folder / "text" / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
        (folder / "html" / f"{one.name}.html").write_text(one.as_html(), encoding="utf-8")
    records = folder / "records.jsonl"
    records.write_text("".join(json.dumps(one.as_record()) + "\n" for one in written), encoding="utf-8")
    plainest = (
        ("text", folder / "text", "decoding", lambda: [_text(path) for path in (folder / "text").iterdir()]),
        ("JSONL", records, "json.loads", lambda: [json.loads(line) for line in _text(records).splitlines()]),
        ("HTML", folder / "html", "trafilatura", lambda: [_article(path) for path in (folder / "html").iterdir()]),
    )
    for name, path, what, baseline in plainest:
        timed = compare(lambda path=path: _read_all(path, count), baseline, pairs=3)  # type: ignore[misc]
        yield (
            f"{name}: {count / timed.seconds:,.0f} articles/s; {what} alone "
            f"{count / timed.baseline:,.0f} articles/s; {timed.ratio:.1f} times its time"
        )


def forms(count: int, folder: Path) -> Iterator[str]:
    """Collections to documents, form by form, beside extraction of the same documents; a ratio of 1 is as fast."""
    written = list(articles(count))
    pages = [one.as_html().encode() for one in written]
    (folder / "pages").mkdir()
    for one, page in zip(written, pages, strict=True):
        (folder / "pages" / f"{one.name}.html").write_bytes(page)
    records = [one.as_record() for one in written]
    (folder / "wire.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    with (folder / "wire.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(records[0]))
        table.writeheader()
        table.writerows(records)
    crawl = [web_record(f"https://paper.example/{number}", page) for number, page in enumerate(pages)]
    (folder / "crawl.warc").write_bytes(b"".join(crawl))
    (folder / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, crawl)))
    heavy = [web_record(f"https://paper.example/{number}", furnished(page)) for number, page in enumerate(pages)]
    (folder / "heavy.warc").write_bytes(b"".join(heavy))
    for name in ("wire.jsonl", "wire.csv", "pages", "crawl.warc", "crawl.warc.gz", "heavy.warc"):
        path = folder / name
        documents = [one for one in read([path]) if isinstance(one, Document)]
        timed = compare(
            lambda path=path: _read_all(path, count),  # type: ignore[misc]
            lambda documents=documents: [extract_document(one) for one in documents],  # type: ignore[misc]
            pairs=3,
        )
        yield (
            f"{name}: reading {count / timed.seconds:,.0f} articles/s, extraction {count / timed.baseline:,.0f} "
            f"articles/s; {timed.ratio:.2f} times its time"
        )


def furnished(page: bytes) -> bytes:
    """The page with what a large site sets around an article, about 120 kB: scripts, menus, cards of other stories."""
    scripts = "<script>" + "var a={b:1,c:'d'};" * 4_000 + "</script>"
    menu = "".join(f"<li class=nav-item><a href=/section/{i}>Section {i}</a></li>" for i in range(300))
    cards = "".join(
        f"<div class=card><a href=/story/{i}><img src=/{i}.jpg alt='Picture {i}'>"
        f"<h3>Story number {i} of the day</h3></a><p>A teaser of story {i}.</p></div>"
        for i in range(150)
    )
    before = f"{scripts}<nav><ul>{menu}</ul></nav><nav>".encode()
    behind = f"<aside class=related>{cards}</aside><footer>".encode()
    return page.replace(b"<nav>", before, 1).replace(b"<footer>", behind, 1)


def web_record(url: str, page: bytes) -> bytes:
    """A page as a crawler keeps it."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _read_all(path: Path, count: int) -> None:
    found = sum(isinstance(one, Document) for one in read([path]))
    if found != count:
        raise RuntimeError(f"{path}: {found} of {count} articles read")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _article(path: Path) -> object:
    return trafilatura.extract(_text(path))
