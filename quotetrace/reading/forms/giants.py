"""The records of a JSON file too large to be held in memory: an export of 200 MB is one list of small articles.

They come one by one, from the list that the file is or from the first that it holds under a name that lists of articles
have. A single record is bounded like any article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from quotetrace.errors import ReadingError
from quotetrace.reading.article import MAX_ARTICLE_BYTES, Input
from quotetrace.reading.extras import needed

_FORM = f"a JSON file larger than {MAX_ARTICLE_BYTES // 1_000_000} MB"
_BLOCK = 1 << 16


def is_giant(item: Input) -> bool:
    """Whether a file has more bytes than are held at once; what is packed is asked for them."""
    with item.open() as stream:
        left = MAX_ARTICLE_BYTES + 1
        while left > 0 and (block := stream.read(min(left, 1 << 20))):
            left -= len(block)
    return left <= 0


def records_of(item: Input, names: Sequence[str], deepest: int) -> Iterator[object]:
    """The records in order. names: those of lists of articles in an object; deepest: how many objects around.

    ReadingError where the file holds no such list, where a record is too large, or where the JSON is broken: after the
    records before the fault.
    """
    ijson = needed("ijson", extra="json", form=_FORM)
    found = 0
    try:
        with item.open() as stream:
            prefix = _list_in(ijson, _Bounded(stream), names, deepest)
        with item.open() as stream:
            bounded = _Bounded(stream)
            for record in ijson.items(bounded, prefix, use_float=True, buf_size=_BLOCK):
                found += 1
                bounded.read_since = 0
                yield record
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise ReadingError(f"is not valid JSON after record {found}; the records before it are read") from error


def _list_in(ijson: Any, stream: _Bounded, names: Sequence[str], deepest: int) -> str:
    """Where the records stand, as ijson writes it."""
    for prefix, event, _ in ijson.parse(stream, use_float=True, buf_size=_BLOCK):
        stream.read_since = 0
        path = prefix.split(".") if prefix else []
        if event == "start_array" and len(path) <= deepest and all(name in names for name in path):
            return ".".join([*path, "item"])
    raise ReadingError(f"is {_FORM} and no list of articles; split it, or give its articles as JSONL")


class _Bounded:
    """A stream of which no more is read for one record than an article may have."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.read_since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.read_since += len(data)
        if self.read_since > MAX_ARTICLE_BYTES + _BLOCK:
            raise ReadingError(
                f"has a record larger than {MAX_ARTICLE_BYTES // 1_000_000} MB; split it, or leave it out"
            )
        return data
