"""JSON files larger than an article: their records one by one, with the same results as from a small file."""

from __future__ import annotations

import gzip
import json
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import article, read
from quotetrace.reading.article import input_of
from quotetrace.reading.forms import giants
from quotetrace.reading.forms.records import read_whole

Read = Callable[..., list[Document | Failure]]
STORY = "The crane at Aldbury will be pulled down, the port said, and “nobody will miss it,” said its head, Ines Roth."
RECORDS = [{"id": f"r{number}", "text": f"{number}. {STORY}", "price": 1.5} for number in range(30)]


@pytest.fixture
def read_giant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads content as if an article had 2,000 bytes at most."""

    def reader(content: object, *, name: str = "all.json", small: bool = False) -> list[Document | Failure]:
        monkeypatch.setattr(giants, "MAX_ARTICLE_BYTES", article.MAX_ARTICLE_BYTES if small else 2_000)
        monkeypatch.setattr(giants, "_BLOCK", 100)
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent=1).encode())
        return list(read([path]))

    return reader


@pytest.mark.parametrize(
    "content",
    [RECORDS, {"status": "ok", "articles": RECORDS}, {"response": {"total": 3, "pages": [1], "results": RECORDS}}],
    ids=["a list", "in an answer", "in an answer's answer"],
)
def test_a_giant_gives_what_a_small_file_does(read_giant: Read, content: object) -> None:
    small, giant = read_giant(content, small=True), read_giant(content)
    assert giant == small
    assert len(giant) == len(RECORDS)


def test_a_packed_giant_is_one_too(read_giant: Read) -> None:
    found = read_giant(gzip.compress(json.dumps(RECORDS).encode()), name="all.json.gz")
    assert [one.label for one in found if isinstance(one, Document)] == [f"r{number}" for number in range(30)]


def test_what_is_before_a_fault_is_read(read_giant: Read) -> None:
    found = read_giant(json.dumps(RECORDS).encode()[:-60])
    assert sum(isinstance(one, Document) for one in found) == 29
    assert isinstance(found[-1], Failure)
    assert "not valid JSON after record 29" in found[-1].reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"one": {str(number): STORY for number in range(90)}}, "no list of articles"),
        ({"text": STORY * 30}, "a record larger than"),
        ([{"text": STORY * 60}], "a record larger than"),
        ([[*range(2_000)]], "a record larger than"),
        ([{"title": f"Crane {number}", "url": f"https://x.example/{number}"} for number in range(80)], "lists stories"),
        (b'{"a": "' + b"x" * 30_000, "a record larger than"),
        (b"{'articles': []}" + b" " * 3_000, "not valid JSON after record 0"),
        (b"[" * 30_000, "a record larger than"),
    ],
    ids=["an object", "an article", "a giant record", "numbers", "no texts", "one string", "no JSON", "deep"],
)
def test_a_giant_that_holds_no_articles_is_one_failure(read_giant: Read, content: object, reason: str) -> None:
    (failure,) = read_giant(content)
    assert isinstance(failure, Failure)
    assert reason in failure.reason


def test_without_the_library_one_line_says_what_to_do(read_giant: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ijson", None)
    (failure,) = read_giant(RECORDS)
    assert isinstance(failure, Failure)
    assert "pip install 'quotetrace[json]'" in failure.reason


def test_of_a_list_that_is_parsed_at_once_only_its_values_are_held(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    story = "The crane stays where it is. " * 100
    path.write_text(json.dumps([{"text": f"{number}. {story}"} for number in range(1_000)]))
    item = input_of(path, path.name)
    tracemalloc.start()
    try:
        articles = read_whole(item)
        next(articles)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1.5 * path.stat().st_size
