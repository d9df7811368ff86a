"""WARC archives: pages with the address and day of their records, and what in a crawl is no article."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import extras, read

STORY = "The ferry to Hollin sank in the harbour on Monday, and nobody was hurt, its captain, Olaf Steen, said."
HTML = "text/html; charset=utf-8"
ADDRESS = "https://hollin.example/ferry"


def page(text: str = STORY, *, head: str = "") -> bytes:
    body = f"<article><h1>Ferry sinks in harbour</h1><p>{text}</p><p>{text} Again, he said.</p></article>"
    return f"<html><head><title>Ferry sinks in harbour</title>{head}</head><body>{body}</body></html>".encode()


def archive(*records: dict[str, Any], packed: bool = False) -> bytes:
    """A WARC file of records: url, kind, status, type, body, headers (of HTTP); packed: each in a gzip member."""
    written = [_record(one) for one in records]
    return b"".join(gzip.compress(one) if packed else one for one in written)


def _record(one: dict[str, Any]) -> bytes:
    kind, body = one.get("kind", "response"), one.get("body", page())
    media_type = one.get("type", HTML)
    if kind in ("response", "revisit"):
        lines = [f"{name}: {value}" for name, value in (("Content-Type", media_type), *one.get("headers", ()))]
        body = "\r\n".join([f"HTTP/1.1 {one.get('status', '200 OK')}", *lines, "", ""]).encode() + body
        media_type = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {one.get('url', ADDRESS)}\r\n"
        f"WARC-Date: 2022-01-12T10:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.fixture
def read_archive(tmp_path: Path) -> Callable[..., list[Document | Failure]]:
    def reader(content: bytes, name: str = "crawl.warc") -> list[Document | Failure]:
        path = tmp_path / name
        path.write_bytes(content)
        return list(read([path]))

    return reader


ReadArchive = Callable[..., list[Document | Failure]]


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc", False), ("crawl.warc.gz", True), ("crawl", True)])
def test_a_page_is_read_with_the_address_of_its_record(read_archive: ReadArchive, name: str, packed: bool) -> None:
    (found,) = read_archive(archive({"kind": "warcinfo"}, {}, packed=packed), name)
    assert isinstance(found, Document)
    assert (found.text, found.headline) == (
        f"Ferry sinks in harbour\n\n{STORY}\n{STORY} Again, he said.",
        "Ferry sinks in harbour",
    )
    assert (found.url, found.label, found.outlet, found.reader) == (ADDRESS, ADDRESS, "hollin.example", "warc")
    assert found.source.endswith(f"{name}#2")
    assert found.container == found.source.removesuffix("#2")


def test_the_day_of_the_crawl_is_not_the_publications_but_none_is_later(read_archive: ReadArchive) -> None:
    stated = '<meta property="article:published_time" content="{}">'
    plain, dated, later = read_archive(
        archive({}, {"body": page(head=stated.format("2022-01-10"))}, {"body": page(head=stated.format("2022-02-10"))})
    )
    assert isinstance(plain, Document)
    assert isinstance(dated, Document)
    assert isinstance(later, Document)
    assert (plain.published, str(dated.published), later.published) == (None, "2022-01-10", None)
    (seen,) = [one for one in plain.evidence if one.field == "published"]
    assert (seen.value, seen.used) == ("2022-01-12T10:00:00+00:00", False)
    assert seen.note == "says when the page was seen, not when it was published: WARC-Date"


def test_what_is_no_page_is_neither_an_article_nor_a_failure(read_archive: ReadArchive) -> None:
    found = read_archive(
        archive(
            {"status": "404 Not Found"},
            {"status": "301 Moved", "headers": [("Location", ADDRESS)]},
            {"type": "image/png", "body": b"\x89PNG"},
            {"type": "text/css", "body": b"p {}"},
            {"url": "https://hollin.example/robots.txt", "type": "text/plain", "body": STORY.encode()},
            {"type": "application/json", "body": b'{"menu": [1, 2]}'},
            {"type": "application/json", "body": b"{"},
            {"kind": "request"},
            {"kind": "metadata", "type": "text/plain", "body": b"x: y"},
            {},
        )
    )
    assert [one.source.rpartition("#")[2] for one in found] == ["10"]
    assert isinstance(found[0], Document)


def test_a_page_without_an_article_is_a_failure_and_the_rest_goes_on(read_archive: ReadArchive) -> None:
    first, second = read_archive(archive({"body": b"<html><body>Log in</body></html>"}, {}))
    assert isinstance(first, Failure)
    assert first.source.endswith("#1")
    assert "has no article text that could be found" in first.reason
    assert isinstance(second, Document)


def test_the_same_address_crawled_twice_is_two_articles(read_archive: ReadArchive) -> None:
    first, second = read_archive(archive({}, {"body": page(STORY.replace("nobody", "somebody"))}))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.label, second.label, first.id == second.id) == (ADDRESS, f"{ADDRESS}:2", False)


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_texts_that_others_extracted_are_read(read_archive: ReadArchive, kind: str) -> None:
    (found,) = read_archive(archive({"kind": kind, "type": "text/plain", "body": STORY.encode()}))
    assert isinstance(found, Document)
    assert (found.text, found.url) == (STORY, ADDRESS)


def test_records_that_an_interface_answered_are_read(read_archive: ReadArchive) -> None:
    body = json.dumps({"articles": [{"text": STORY, "url": "https://a.example/1"}, {"text": f"{STORY} Twice."}]})
    first, second = read_archive(archive({"type": "application/json", "body": body.encode()}))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert [one.source.rpartition(".warc")[2] for one in (first, second)] == ["#1#1", "#1#2"]
    assert (first.url, second.url) == ("https://a.example/1", ADDRESS)


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 100]), body[i : i + 100]) for i in range(0, len(body), 100))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page()), [("Transfer-Encoding", "chunked")]),
        (gzip.compress(page()), [("Content-Encoding", "gzip")]),
        (zlib.compress(page()), [("Content-Encoding", "deflate")]),
        (chunked(gzip.compress(page())), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        (page(), [("Content-Encoding", "gzip")]),
        (page(), [("Content-Encoding", "identity")]),
    ],
    ids=["chunked", "gzip", "deflate", "both", "not packed after all", "identity"],
)
def test_packed_pages_are_unpacked(read_archive: ReadArchive, body: bytes, headers: list[tuple[str, str]]) -> None:
    (found,) = read_archive(archive({"body": body, "headers": headers}))
    assert isinstance(found, Document)
    assert found.text.startswith(f"Ferry sinks in harbour\n\n{STORY}")


def test_the_server_says_the_encoding(read_archive: ReadArchive) -> None:
    body = page("Ferja til Hollin – „ingen skadet“ – sa kaptein Åsmund Bø på mandag, og alle ble reddet.").decode()
    (found,) = read_archive(
        archive({"body": body.encode("cp1250", "ignore"), "type": "text/html; charset=windows-1250"})
    )
    assert isinstance(found, Document)
    assert "„ingen skadet“" in found.text


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            {"body": b"\x01\x02", "headers": [("Content-Encoding", "zstd-of-mine")]},
            "is a page packed as 'zstd-of-mine'",
        ),
        ({"body": gzip.compress(bytes(30_000_000)), "headers": [("Content-Encoding", "gzip")]}, "larger than 10 MB"),
        ({"body": b"<p>" * 4_000_000}, "larger than 10 MB"),
        ({"body": b"<a " + b"x=1 " * 5000 + b">"}, "thousands of attributes"),
        ({"body": b""}, "no whole HTML page"),
    ],
    ids=["unknown", "bomb", "giant", "attributes", "empty"],
)
def test_a_hostile_page_is_a_failure_and_the_rest_goes_on(
    read_archive: ReadArchive, record: dict[str, Any], words: str
) -> None:
    first, second = read_archive(archive(record, {}))
    assert isinstance(first, Failure)
    assert words in first.reason
    assert isinstance(second, Document)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("missing", [2, 30, 300, 600])
def test_an_archive_cut_off_gives_what_was_before(read_archive: ReadArchive, packed: bool, missing: int) -> None:
    content = archive({}, {}, {"body": page(STORY * 9)}, packed=packed)
    *before, last = read_archive(content[:-missing])
    assert 1 <= len(before) <= (3 if missing == 2 else 2)
    assert all(isinstance(one, Document) for one in before), before
    if missing > 2:
        assert isinstance(last, Failure)
        assert "cut off" in last.reason
        assert last.source.endswith(".warc")


def test_what_the_library_says_of_an_archive_is_not_heard(tmp_path: Path) -> None:
    (tmp_path / "address.warc").write_bytes(archive({"url": "https://hollin.example/\x1b[31m a"}))
    (tmp_path / "between.warc").write_bytes(archive({}) + b"\x1b[31m\r\n" + archive({}))
    torn = bytearray(archive({}, packed=True))
    torn[len(torn) // 2 :] = b"\0" * 60
    (tmp_path / "torn.warc.gz").write_bytes(bytes(torn))
    script = "import sys; from quotetrace import read; print(*map(type, read(sys.argv[1:])))"
    ran = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("Document") >= 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"WARC/1.0\r\n", "a WARC archive"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" + page(), "a WARC archive"),
        (
            b"WARC/1.0\r\nContent-Length: 99999999999\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            "a WARC archive",
        ),
        (b"WARC/1.0\r\nWARC-Type: " + b"x" * 20_000_000, "a header of more than 5 MB"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000_000, "a header of more than 5 MB"),
        (b"WARC/" + bytes(range(256)) * 100, "a WARC archive"),
        (archive({"kind": "warcinfo"}), "without a page"),
        (archive({"status": "500 Broken"}), "without a page"),
    ],
    ids=["bare", "negative", "endless", "long header", "many headers", "noise", "info only", "errors only"],
)
def test_what_is_no_archive_of_articles_is_one_failure(read_archive: ReadArchive, content: bytes, words: str) -> None:
    (found,) = read_archive(content)
    assert isinstance(found, Failure)
    assert words in found.reason


def test_without_the_library_one_line_says_what_to_install(
    read_archive: ReadArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras.importlib, "import_module", missing)
    (found,) = read_archive(archive({}))
    assert isinstance(found, Failure)
    assert found.reason == "is a WARC archive; to read it: pip install 'quotetrace[warc]'"
