"""Invented articles in every form that is read, single and in containers: python -m bench.forms COUNT FOLDER

A container is written an article at a time, so that a large one costs no more memory than a small one. Each form has
its share of the articles, and at least the fewest with which it is what it is.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import plistlib
import quopri
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import IO

import zstandard

from bench.articles import Article, as_collected
from bench.throughput import web_record
from tests.reading.printing import pdf, set_lines

# Lines of a printed page, and their width in characters.
_PAGE_LINES, _PAGE_WIDTH = 45, 88
_DATE = "%a, %d %b %Y 08:00:00 +0000"

Write = Callable[[IO[bytes], Iterator[Article]], None]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how a file of it is called, the name of its reader, how it is written.

    share: of a thousand articles. most: articles in one file; fewest: with so many the form is what it is.
    """

    name: str
    reader: str
    share: int
    write: Write
    most: int = 1
    fewest: int = 1


def write_forms(count: int, folder: Path) -> int:
    """Write so many articles in all forms; the size in bytes. ValueError where there are fewer than the forms ask."""
    news = as_collected(count)
    size = 0
    for form, own in shares(count):
        stem, _, suffix = form.name.partition(".")
        (folder / stem).mkdir(parents=True)
        for number in range(-(-own // form.most)):
            path = folder / stem / f"{stem}-{number:05}.{suffix}"
            with path.open("wb") as file:
                form.write(file, islice(news, min(form.most, own - number * form.most)))
            size += path.stat().st_size
    return size


def shares(count: int) -> list[tuple[Form, int]]:
    """The forms, each with how many articles it has: its fewest and a share of the rest; the first has what is left."""
    rest = count - sum(form.fewest for form in FORMS)
    if rest < 0:
        raise ValueError(f"{count} articles are too few for every form; {count - rest} are enough")
    portions = [form.fewest + rest * form.share // 1000 for form in FORMS]
    portions[0] += count - sum(portions)
    return list(zip(FORMS, portions, strict=True))


def _each(make: Callable[[Article], bytes]) -> Write:
    """A file of one article, or of several behind one another."""

    def write(file: IO[bytes], news: Iterator[Article]) -> None:
        for one in news:
            file.write(make(one))

    return write


def _between(head: bytes, make: Callable[[Article], bytes], tail: bytes, *, joint: bytes = b"") -> Write:
    """A file of several articles with something around them, and between any two of them."""

    def write(file: IO[bytes], news: Iterator[Article]) -> None:
        file.write(head)
        for number, one in enumerate(news):
            file.write((joint if number else b"") + make(one))
        file.write(tail)

    return write


def _packed(write: Write, packing: type[gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]) -> Write:
    def write_packed(file: IO[bytes], news: Iterator[Article]) -> None:
        name = {"fileobj": file} if packing is gzip.GzipFile else {"filename": file}
        with packing(mode="wb", **name) as packed:
            write(packed, news)

    return write_packed


def _zipped(make: Callable[[Article], bytes], suffix: str) -> Write:
    def write(file: IO[bytes], news: Iterator[Article]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in news:
                archive.writestr(f"saved/{one.name}{suffix}", make(one))

    return write


def _table(delimiter: str) -> Write:
    def write(file: IO[bytes], news: Iterator[Article]) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        rows = csv.writer(text, delimiter=delimiter)
        rows.writerow(["id", "outlet", "published", "title", "text"])
        for one in news:
            rows.writerow([one.name, one.outlet, one.published.isoformat(), one.headline, "\n\n".join(one.body)])
        text.detach()

    return write


def _json(one: Article) -> bytes:
    return json.dumps(one.as_record()).encode()


def _line(one: Article) -> bytes:
    return _json(one) + b"\n"


def _page(one: Article) -> bytes:
    return one.as_html().encode()


def _address(one: Article) -> str:
    return f"https://paper.example/{one.published:%Y/%m/%d}/{one.name}"


def _markdown(one: Article) -> bytes:
    head = f"---\ntitle: {one.headline}\ndate: {one.published.isoformat()}\nsite: {one.outlet}\n---\n\n"
    return (head + "\n\n".join(one.body) + "\n").encode()


def _mail(one: Article) -> bytes:
    head = (
        f"From: {one.outlet} <news@paper.example>\nSubject: {one.headline}\nDate: {one.published:{_DATE}}\n"
        f"Message-ID: <{one.name}@paper.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return (head + "\n\n".join(one.body) + "\n\n").encode()


def _in_box(one: Article) -> bytes:
    return f"From news@paper.example {one.published:%a %b %d} 08:00:00 {one.published:%Y}\n".encode() + _mail(one)


def _mhtml(one: Article) -> bytes:
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {_address(one)}\nSubject: {one.headline}\n"
        f"Date: {one.published:{_DATE}}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="YY"\n\n'
        f"--YY\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        f"Content-Location: {_address(one)}\n\n"
    )
    return head.encode() + quopri.encodestring(_page(one)) + b"\n--YY--\n"


def _web_archive(one: Article) -> bytes:
    main = {
        "WebResourceData": _page(one),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": _address(one),
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def _item(one: Article) -> bytes:
    """An entry of an RSS feed, from a site that the entry names."""
    inner = escape("".join(f"<p>{line}</p>" for line in one.body))
    return (
        f"<item><title>{one.headline}</title><link>{_address(one)}</link><pubDate>{one.published:{_DATE}}</pubDate>"
        f'<source url="https://paper.example/feed">{one.outlet}</source><description>{inner}</description></item>\n'
    ).encode()


def _entry(one: Article) -> bytes:
    """An entry of an Atom feed."""
    inner = escape("".join(f"<p>{line}</p>" for line in one.body))
    return (
        f'<entry><title>{one.headline}</title><link href="{_address(one)}"/><id>{_address(one)}</id>'
        f"<published>{one.published.isoformat()}T08:00:00Z</published><source><title>{one.outlet}</title></source>"
        f'<content type="html">{inner}</content></entry>\n'
    ).encode()


_RSS = b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Papers of the coast</title><language>en</language>\n'
_ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Papers of the coast</title>\n'


def _crawled(one: Article) -> bytes:
    return web_record(_address(one), _page(one))


def _pdf(lines: Iterable[str]) -> bytes:
    printed = [part for line in lines for part in (*textwrap.wrap(line, _PAGE_WIDTH), *([""] if line else []))]
    return pdf(*(set_lines(*printed[at : at + _PAGE_LINES]) for at in range(0, len(printed), _PAGE_LINES)))


_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(lines: Iterable[str]) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines if line)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        body = f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", body.encode())
    return buffer.getvalue()


def _rtf(lines: Iterable[str]) -> bytes:
    return b"{\\rtf1\\ansi\\ansicpg1252 " + b"".join(line.encode("cp1252") + b"\\par\n" for line in lines) + b"}"


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _printed(one: Article) -> Sequence[str]:
    return one.text.rstrip("\n").split("\n\n")


def _of_nexis(one: Article) -> list[str]:
    """The article as Nexis frames it."""
    day = f"{one.published:%B} {one.published.day}, {one.published.year}"
    frame = [one.headline, one.outlet, f"{day} {one.published:%A}", "", f"Copyright 2020 {one.outlet}"]
    behind = ["Classification", "", "Language: ENGLISH", f"Load-Date: {day}", "", "End of Document", ""]
    return [*frame, f"Length: {len(one.text.split())} words", "Body", "", *_spaced(one.body), *behind]


def _of_factiva(one: Article) -> list[str]:
    """The article as Factiva frames it."""
    first, *rest = one.body
    day = f"{one.published.day} {one.published:%B %Y}"
    frame = [f"HD   {one.headline}", f"WC   {len(one.text.split())} words", f"PD   {day}", f"SN   {one.outlet}"]
    kept = f"AN   Document PAPER000{one.published:%Y%m%d}ei{one.name[-6:]}0001"
    return [*frame, "SC   PAPER", "LA   English", "", "LP", first, "", "TD", *_spaced(rest), kept, ""]


def _of_proquest(one: Article) -> list[str]:
    """The article as ProQuest frames it."""
    facts = [f"Title: {one.headline}", f"Publication title: {one.outlet}"]
    dated = [f"Publication date: {one.published:%b} {one.published.day}, {one.published.year}"]
    first, *rest = one.body
    line = "_" * 60
    body = [one.headline, "", f"Full text: {first}", "", *_spaced(rest)]
    return [line, "", *body, *facts, *dated, "Language of publication: English", "ProQuest document ID: 2900000001", ""]


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable((line, "") for line in lines)


def _export(frame: Callable[[Article], list[str]], make: Callable[[Iterable[str]], bytes]) -> Write:
    """A file of several articles in their frames; Word, RTF and PDF files are made as a whole."""

    def write(file: IO[bytes], news: Iterator[Article]) -> None:
        file.write(make([line for one in news for line in frame(one)]))

    return write


# What is unpacked again, or opened from the middle, is small, as such files are; the rest has as many as come.
_MANY, _SOME = 100_000, 50
FORMS: Sequence[Form] = (
    Form("records.jsonl", "jsonl", 200, _each(_line), _MANY, 2),
    Form("recordspacked.jsonl.gz", "jsonl", 60, _packed(_each(_line), gzip.GzipFile), _MANY, 2),
    Form("list.json", "json", 40, _between(b"[", _json, b"]", joint=b",\n"), 2_000, 2),
    Form("answer.json", "json", 20, _between(b'{"articles": [', _json, b"]}", joint=b",\n"), _SOME, 2),
    Form("object.json", "json", 10, _each(_json)),
    Form("table.csv", "table", 100, _table(","), _MANY, 2),
    Form("tabs.tsv", "table", 30, _table("\t"), _MANY, 2),
    Form("plain.txt", "text", 100, _each(lambda one: one.text.encode())),
    Form("windows.txt", "text", 10, _each(lambda one: one.text.encode("cp1252"))),
    Form("wide.txt", "text", 10, _each(lambda one: one.text.encode("utf-16"))),
    Form("notes.md", "markdown", 20, _each(_markdown)),
    Form("page.html", "html", 60, _each(_page)),
    Form("gzip.html.gz", "html", 5, _packed(_each(_page), gzip.GzipFile)),
    Form("bzip.html.bz2", "html", 5, _packed(_each(_page), bz2.BZ2File)),
    Form("xz.html.xz", "html", 5, _packed(_each(_page), lzma.LZMAFile)),
    Form("zstandard.html.zst", "html", 5, _each(lambda one: zstandard.ZstdCompressor().compress(_page(one)))),
    Form("archive.zip", "html", 40, _zipped(_page, ".html"), _MANY, 2),
    Form("saved.mhtml", "mhtml", 10, _each(_mhtml)),
    Form("safari.webarchive", "webarchive", 10, _each(_web_archive)),
    Form("crawl.warc", "warc", 40, _each(_crawled), _MANY, 2),
    Form("crawlpacked.warc.gz", "warc", 30, _each(lambda one: gzip.compress(_crawled(one))), _MANY, 2),
    Form("rss.xml", "feed", 30, _between(_RSS, _item, b"</channel></rss>\n"), _SOME, 2),
    Form("atom.xml", "feed", 20, _between(_ATOM, _entry, b"</feed>\n"), _SOME, 2),
    Form("letter.eml", "mail", 30, _each(_mail)),
    Form("box.mbox", "mailbox", 50, _each(_in_box), _MANY, 2),
    Form("word.docx", "docx", 10, _each(lambda one: _docx(_printed(one)))),
    Form("rich.rtf", "rtf", 10, _each(lambda one: _rtf(_printed(one)))),
    Form("printed.pdf", "pdf", 5, _each(lambda one: _pdf(_printed(one)))),
    Form("nexis.txt", "text", 10, _export(_of_nexis, _text), _SOME, 2),
    Form("proquest.txt", "text", 10, _export(_of_proquest, _text), _SOME, 2),
    Form("nexisword.docx", "docx", 5, _export(_of_nexis, _docx), _SOME, 2),
    Form("factiva.rtf", "rtf", 5, _export(_of_factiva, _rtf), _SOME, 2),
    Form("factivaprinted.pdf", "pdf", 5, _export(_of_factiva, _pdf), _SOME, 2),
)


if __name__ == "__main__":
    print(write_forms(int(sys.argv[1]), Path(sys.argv[2])))
