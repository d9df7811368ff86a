"""What passes between a reader and the assembly of a document: one file to read, and one article as its form gives it.

A reader knows its form (text, JSONL, HTML …) and nothing else: it hands over the text exactly as decoded and what the
form itself states. What the text says of its outlet, date and zones is found afterwards, for every form alike.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence, Failure
from quotetrace.written import written

# The longest article that is taken for one: about 3,000,000 words, thirty times a long report. More is a dump.
MAX_ARTICLE_BYTES = 20_000_000
# What is looked at to tell a file's form: enough for a page whose first tags are comments and scripts.
HEAD_BYTES = 65_536
# The PATH that stands for standard input, what its one document is called, and how much of it is copied at a time.
PIPE, STDIN = Path("-"), "stdin"
_BLOCK = 1 << 20

# Opens what is to be read, at its beginning
Open = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Opens a file on disk, also in another process."""

    path: Path

    def __call__(self) -> IO[bytes]:
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class InMemory:
    """Opens bytes that were read, also in another process."""

    data: bytes

    def __call__(self) -> IO[bytes]:
        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, on disk or packed in another: where it is, what people call it, its first bytes.

    path: the file on disk, size: its bytes there. place: where in it, as a suffix of the source
    (``#inner/story.txt``); empty for the file itself. name: its own name, by which its form is told where the content
    does not tell it. fields: the user's names for record fields.
    """

    path: Path
    label: str
    name: str
    head: bytes
    open: Open
    size: int
    place: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The name's suffix in lower case, with its dot; empty where it has none."""
        return _suffix(self.name)

    @property
    def source(self) -> str:
        """Where this is, for people and for the store: the path, and the place in it."""
        return written(f"{self.path}{self.place}")

    def data(self, *, limit: int = MAX_ARTICLE_BYTES) -> bytes:
        """All bytes. ReadingError where there are more than `limit`: an article is never that long."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ReadingError(
                f"is larger than {limit // 1_000_000} MB, too large for one article; "
                "split it, or give its articles as JSONL, one record a line"
            )
        return data


@lru_cache(maxsize=1)  # every form asks for that of the same file
def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def input_of(path: Path, label: str, *, fields: Mapping[str, str] | None = None) -> Input:
    """The input that a file on disk is. OSError where it cannot be opened."""

    opened = OnDisk(path)
    with opened() as stream:
        size = os.fstat(stream.fileno()).st_size
        head = stream.read(HEAD_BYTES)
    whole = len(head) == size < HEAD_BYTES  # most pages and texts: not to be opened again
    return Input(path, label, path.name, head, InMemory(head) if whole else opened, size, fields=fields or {})


@contextmanager
def standard_input(stream: IO[bytes], *, fields: Mapping[str, str] | None = None) -> Iterator[Input]:
    """The input that comes through a pipe. Its source is named by its content: what comes next time is another."""
    digest = sha256()
    with tempfile.TemporaryFile() as kept:
        while block := stream.read(_BLOCK):
            digest.update(block)
            kept.write(block)
        size = kept.tell()

        def opened() -> IO[bytes]:
            kept.seek(0)
            return os.fdopen(os.dup(kept.fileno()), "rb")

        with opened() as copy:
            head = copy.read(HEAD_BYTES)
        name = Path(f"{STDIN}:{digest.hexdigest()[:12]}")
        yield Input(name, STDIN, STDIN, head, opened, size, fields=fields or {})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its form gives it.

    place: where in the file, as a suffix of the source (``#12``); empty where the file is the article.
    name: what the record calls itself (its doc, id or url), or None.
    title: the headline that the form states. title_inside: the text was built and begins with it.
    stated: what the form says of outlet, published, modified, author and url, the most trusted first; times as written;
    and of the text itself (field ``text``), if some of its bytes could not be decoded.
    is_record: outlet and date were declared with the text (a record), not derived from markup; they then identify it.
    month_first: the order of its number dates, as the other records of its file tell it; None where they do not.
    """

    text: str
    content_hash: str
    place: str = ""
    name: str | None = None
    title: str | None = None
    title_inside: bool = False
    stated: tuple[Evidence, ...] = ()
    is_record: bool = False
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A form of article file: how it is recognised by content and suffix, and how it is read.

    version: raised whenever the same bytes would give another text.
    """

    name: str
    version: int
    recognises: Callable[[Input], bool]
    read: Callable[[Input], Iterator[Article | Failure]]


def hash_bytes(data: bytes) -> str:
    """The sha256 of the bytes read, in hex."""
    return sha256(data).hexdigest()
